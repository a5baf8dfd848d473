//! Compares how blocks are exchanged with what an independent HTML parser sees.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::command::run;
use crate::project::Project;
use crate::tools;

/// How many documents of each kind every check of the project makes.
pub const FEW: u32 = 1_000;

/// The seed whose figures are quoted.
pub const SEED: u32 = 7;

/// Makes `count` documents of each kind and prints how many exchanges were wrong and how many refused.
pub fn html(project: &Project, count: u32, seed: u32) -> anyhow::Result<ExitCode> {
    tools::npm_packages(project)?;
    run(project.command("cargo").args(["build", "--release", "--package", "redial", "--example", "splice"]))?;
    let program = project.target.join("release/examples/splice");
    let status = command(project, program, count, seed).status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The comparison with the program that cargo leaves when it builds the tests.
pub fn few(project: &Project) -> anyhow::Result<Command> {
    run(project.command("cargo").args(["build", "--package", "redial", "--example", "splice"]))?;
    Ok(command(project, project.target.join("debug/examples/splice"), FEW, SEED))
}

fn command(project: &Project, program: PathBuf, count: u32, seed: u32) -> Command {
    let mut node = project.command("node");
    let program = program.with_extension(std::env::consts::EXE_EXTENSION);
    node.arg("tests/conformance/html.mjs").arg(program).args([count.to_string(), seed.to_string()]);
    node
}
