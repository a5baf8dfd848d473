//! Redial at a shell: what a file's online meeting information says, the same file with it made true, and the files
//! by which an administrator tells the add-in what to do.

mod charset;
mod check;
mod comparison;
mod file;
mod import;
mod inspect;
mod kind;
mod mail;
mod profile;
mod request;
mod rewrite;
#[cfg(test)]
#[path = "../../tests/schema/mod.rs"]
mod schema;
mod source;
mod splice;
mod transfer;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use redial::rules::Address;

/// Keeps the dial-in details in online meetings true.
#[derive(Parser)]
#[command(name = "redial", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Says which online meeting information a file holds, and why Redial thinks so.
    Inspect {
        /// Bodies (.html, .txt), appointments (.ics) or mails (.eml); - for standard input.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Print one JSON object a file.
        #[arg(long)]
        json: bool,
        /// Dial-in data to compare with (profile.schema.json describes it).
        #[arg(long)]
        profile: Option<PathBuf>,
    },
    /// Writes a file with its online meeting information made to say what a profile says.
    Rewrite {
        /// A body (.html, .txt), appointment (.ics) or mail (.eml); - for standard input.
        file: PathBuf,
        /// The dial-in data (profile.schema.json describes it).
        #[arg(long)]
        profile: PathBuf,
        /// Rewrite although no tag tells whose meeting it is: a file never shows one.
        #[arg(long)]
        adopt: bool,
        /// What becomes of lines somebody wrote inside the information.
        #[arg(long, value_enum, default_value_t = Edits::Keep)]
        edits: Edits,
        /// Where to write; standard output unless given.
        #[arg(short, long)]
        output: Option<PathBuf>,
        /// Print the difference instead of the file, and write nothing.
        #[arg(long, conflicts_with = "output")]
        diff: bool,
    },
    /// Works on the add-in's config.json.
    #[command(subcommand)]
    Config(Config),
    /// Asks for an update of one user's meetings, as Start-CsExMeetingMigration does.
    Request {
        /// The user's mailbox address or user principal name.
        user: Address,
        /// The list of requests beside the add-in (requests.schema.json describes it).
        #[arg(long, default_value = "requests.json")]
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum Config {
    /// Says whether a configuration is valid, or which field breaks which rule.
    Check {
        /// The configuration; - for standard input.
        file: PathBuf,
    },
    /// Makes a policy of the settings of Microsoft's Meeting Migration Service.
    ///
    /// The files hold what Get-CsTenantMigrationConfiguration and Get-CsOnlineDialInConferencingTenantSettings
    /// tell, each piped into ConvertTo-Json.
    Import {
        /// The exported settings; - for standard input.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The configuration whose policy takes the settings; changed in its place unless --output is given.
        #[arg(long)]
        into: Option<PathBuf>,
        /// Where to write; standard output unless given.
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
}

/// What becomes of lines somebody wrote inside the information.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Edits {
    /// They stay.
    Keep,
    /// They are replaced.
    Overwrite,
    /// A file with such lines is left alone.
    Skip,
}

/// What the program ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Done.
    Done,
    /// Nothing was written, and the reason was said.
    Refused,
    /// Something that was given cannot be used.
    Unusable,
}

fn main() -> ExitCode {
    let end = match Arguments::parse().task {
        Task::Inspect { files, json, profile } => {
            inspect::Inspection { json, profile: profile.as_deref() }.run(&files)
        }
        Task::Rewrite { file, profile, adopt, edits, output, diff } => {
            rewrite::Order { profile: &profile, adopt, edits, output, diff }.run(&file)
        }
        Task::Config(Config::Check { file }) => check::run(&file),
        Task::Config(Config::Import { files, into, output }) => {
            import::Order { into: into.as_deref(), output: output.as_deref() }.run(&files)
        }
        Task::Request { user, file } => request::Order { user, file }.run(),
    };
    match end {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::Refused) => ExitCode::from(1),
        Ok(End::Unusable) => ExitCode::from(2),
        // Whoever read what was printed wants no more of it.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("redial: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    causes.any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
