//! Plays random histories of two overlapping runs.

use std::process::ExitCode;

use crate::command::run;
use crate::project::Project;

/// Plays `count` histories from the one with this seed on, and says which of them broke a promise.
pub fn play(project: &Project, count: u64, seed: u64) -> anyhow::Result<ExitCode> {
    run(project.command("cargo").args([
        "build",
        "--release",
        "--package",
        "redial",
        "--example",
        "histories",
    ]))?;
    let program = project.target.join("release/examples/histories");
    let program = program.with_extension(std::env::consts::EXE_EXTENSION);
    let status = project.command(program).args([count.to_string(), seed.to_string()]).status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
