//! Compares what is done to bodies, and what is known of them, with what an independent HTML parser sees.

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
    finished(&mut exchanges(project, program, count, seed))
}

/// The comparison with the program that cargo leaves when it builds the tests.
pub fn few(project: &Project) -> anyhow::Result<Command> {
    let program = debug_example(project, "splice")?;
    Ok(exchanges(project, program, FEW, SEED))
}

/// Holds what is known of a body's tree to the standard's own cases; with `accept` what is refused is listed anew.
pub fn standard(project: &Project, accept: bool) -> anyhow::Result<ExitCode> {
    tools::npm_packages(project)?;
    let mut command = cases(project)?;
    finished(command.args(accept.then_some("accept")))
}

/// The same, with the program that cargo leaves when it builds the tests.
pub fn cases(project: &Project) -> anyhow::Result<Command> {
    let program = debug_example(project, "states")?;
    let mut node = script(project, "tests/conformance/standard.mjs", program);
    node.arg(tools::html5lib_tests(project)?);
    Ok(node)
}

fn exchanges(project: &Project, program: PathBuf, count: u32, seed: u32) -> Command {
    let mut node = script(project, "tests/conformance/html.mjs", program);
    node.args([count.to_string(), seed.to_string()]);
    node
}

fn debug_example(project: &Project, name: &str) -> anyhow::Result<PathBuf> {
    run(project.command("cargo").args(["build", "--package", "redial", "--example", name]))?;
    Ok(project.target.join("debug/examples").join(name))
}

fn script(project: &Project, path: &str, program: PathBuf) -> Command {
    let mut node = project.command("node");
    node.arg(path).arg(program.with_extension(std::env::consts::EXE_EXTENSION));
    node
}

fn finished(command: &mut Command) -> anyhow::Result<ExitCode> {
    Ok(if command.status()?.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
