//! What rewriting costs, beside other ways of doing it.

use std::ffi::OsString;
use std::process::ExitCode;

use crate::command::run;
use crate::project::Project;
use crate::{bundle, tools};

const PACKAGE: &str = "redial-bench";

/// Measures natively and in Chromium and prints both; no figure is a failure.
pub fn block(project: &Project) -> anyhow::Result<ExitCode> {
    tools::wasm_target()?;
    tools::npm_packages(project)?;
    let folder = project.target.join("bench");
    bundle::module(project, PACKAGE, &folder)?;
    let mut outdir = OsString::from("--outdir=");
    outdir.push(&folder);
    run(project
        .command(project.npm_program("esbuild"))
        .args(["xtask/bench/browser/page.js", "--bundle", "--format=esm", "--target=es2022"])
        .args(["--minify", "--log-level=warning"])
        .arg(outdir))?;
    run(project.command("cargo").args(["run", "--quiet", "--release", "--package", PACKAGE]))?;
    run(project
        .command("node")
        .arg("xtask/bench/browser/block.mjs")
        .arg(folder)
        .arg(project.dist())
        .env("CHROME", tools::chromium()?))?;
    Ok(ExitCode::SUCCESS)
}
