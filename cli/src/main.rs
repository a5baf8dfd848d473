//! Redial at a shell: what a file's online meeting information says, and the same file with it made true.

mod charset;
mod comparison;
mod inspect;
mod kind;
mod mail;
mod profile;
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
        /// Print the difference instead of the file.
        #[arg(long)]
        diff: bool,
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
    };
    match end {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::Refused) => ExitCode::from(1),
        Ok(End::Unusable) => ExitCode::from(2),
        Err(error) => {
            eprintln!("redial: {error:#}");
            ExitCode::from(2)
        }
    }
}
