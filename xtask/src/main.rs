//! `cargo xtask …`: everything that is done with Redial at a shell.
//!
//! Installs what is missing on the machine ([`tools`]), makes the deployable folder ([`bundle`]),
//! shows it in the sandbox ([`demo`]), checks all of it ([`test`]) and measures it ([`bench`]).

mod bench;
mod bundle;
mod command;
mod conformance;
mod demo;
mod fuzz;
mod histories;
mod manifest;
mod project;
mod tally;
mod test;
mod tools;
mod wasm_tests;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use project::Project;

/// Builds, shows and tests Redial.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Writes the deployable static folder `dist/` and prints what it weighs.
    Build,
    /// Builds, starts the sandbox and prints its address.
    Demo {
        /// Play the whole story in Chromium, printing each step and saving a screenshot of it.
        #[arg(long)]
        headless: bool,
    },
    /// Runs every check; the last line says how many passed, failed and were skipped.
    Test,
    /// Compares what is done to bodies with what independent programs see in them.
    Conformance {
        #[command(subcommand)]
        of: Conformance,
    },
    /// Tries the block engine on mutated bodies; needs a C++ compiler.
    Fuzz {
        /// For how long.
        #[arg(long, default_value_t = 600)]
        seconds: u32,
    },
    /// Plays random histories of two overlapping runs; the first line of each that breaks a promise names its seed.
    Histories {
        /// How many.
        #[arg(long, default_value_t = 100_000)]
        count: u64,
        /// The seed of the first one.
        #[arg(long, default_value_t = 0)]
        seed: u64,
    },
    /// Measures what is done often, beside other ways of doing it, and prints the ratios.
    Bench {
        #[command(subcommand)]
        of: Bench,
    },
    /// What cargo calls with a test module for wasm32; opens it in Chromium.
    #[command(hide = true)]
    WasmTestRunner {
        /// The module that cargo built, and what is passed on to it.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
        module: Vec<PathBuf>,
    },
}

#[derive(Subcommand)]
enum Conformance {
    /// Exchanges blocks in made-up documents and compares the trees that parse5 makes of them.
    Html {
        /// How many documents of each kind.
        #[arg(long, default_value_t = 20_000)]
        count: u32,
        /// What the documents follow from.
        #[arg(long, default_value_t = conformance::SEED)]
        seed: u32,
    },
    /// Holds what is known of a body's tree to the cases of html5lib-tests, and what is refused to its list.
    Standard {
        /// Write the list anew.
        #[arg(long)]
        accept: bool,
    },
}

#[derive(Subcommand)]
enum Bench {
    /// Rewrites bodies of 10, 60 and 500 KB natively and in Chromium, and bodies of many shapes and four times their size.
    Block {
        /// Compare with the same at another git revision instead, both in one page of Chromium.
        #[arg(long, value_name = "REVISION")]
        against: Option<String>,
    },
    /// Visits a mailbox of 10,000 meetings of 60 KB in Chromium, and prints the memory that takes.
    Memory,
    /// Looks at large mailboxes of the sandbox in Chromium, and prints requests, bytes and times beside what they may be.
    Look,
    /// Updates 1,000 meetings of the sandbox in Chromium, and prints how long that takes beside what it may.
    Run,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<ExitCode> {
    if let Task::WasmTestRunner { module } = task {
        return wasm_tests::serve(module).map(|()| ExitCode::SUCCESS);
    }
    let project = Project::locate()?;
    match task {
        Task::Build => bundle::build(&project).map(|()| ExitCode::SUCCESS),
        Task::Demo { headless: false } => demo::serve(&project),
        Task::Demo { headless: true } => demo::play(&project),
        Task::Test => test::check(&project),
        Task::Conformance { of: Conformance::Html { count, seed } } => {
            conformance::html(&project, count, seed)
        }
        Task::Conformance { of: Conformance::Standard { accept } } => conformance::standard(&project, accept),
        Task::Fuzz { seconds } => fuzz::block(&project, seconds).map(|()| ExitCode::SUCCESS),
        Task::Histories { count, seed } => histories::play(&project, count, seed),
        Task::Bench { of: Bench::Block { against: None } } => bench::block(&project),
        Task::Bench { of: Bench::Memory } => bench::memory(&project),
        Task::Bench { of: Bench::Look } => bench::in_sandbox(&project, "look.mjs"),
        Task::Bench { of: Bench::Run } => bench::in_sandbox(&project, "run.mjs"),
        Task::Bench { of: Bench::Block { against: Some(revision) } } => {
            bench::block_against(&project, &revision)
        }
        Task::WasmTestRunner { .. } => Ok(ExitCode::SUCCESS),
    }
}
