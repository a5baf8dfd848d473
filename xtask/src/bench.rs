//! What looks, runs and rewriting cost, beside other ways of doing it and beside what it cost at another revision.

use std::env::consts::EXE_SUFFIX;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};

use crate::command::run;
use crate::project::Project;
use crate::{bundle, tools};

const PACKAGE: &str = "redial-bench";

/// Measures natively and in Chromium and prints both; no figure is a failure.
pub fn block(project: &Project) -> anyhow::Result<ExitCode> {
    let folder = project.target.join("bench");
    measured_module(project, &folder)?;
    run(project.command("cargo").args(["run", "--quiet", "--release", "--package", PACKAGE]))?;
    run(project
        .command("node")
        .arg("xtask/bench/browser/block.mjs")
        .arg(folder)
        .arg(project.dist())
        .env("CHROME", tools::chromium()?))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints how much memory a visit to a mailbox of thousands of meetings takes in Chromium; no figure is a failure.
pub fn memory(project: &Project) -> anyhow::Result<ExitCode> {
    let folder = project.target.join("bench");
    measured_module(project, &folder)?;
    run(project
        .command("node")
        .arg("xtask/bench/browser/memory.mjs")
        .arg(folder)
        .env("CHROME", tools::chromium()?))?;
    Ok(ExitCode::SUCCESS)
}

/// Measures the whole add-in in Chromium against the sandbox with `script`, which prints its figures and saves its
/// pictures under `target/bench`; no figure is a failure.
pub fn in_sandbox(project: &Project, script: &str) -> anyhow::Result<ExitCode> {
    bundle::build(project)?;
    run(project.command("cargo").args(["build", "--release", "--package", "redial-sandbox"]))?;
    run(project
        .command("node")
        .arg(format!("xtask/bench/browser/{script}"))
        .arg(project.target.join("bench").join("pictures"))
        .env("CHROME", tools::chromium()?)
        .env("REDIAL_SANDBOX", project.target.join("release").join(format!("redial-sandbox{EXE_SUFFIX}"))))?;
    Ok(ExitCode::SUCCESS)
}

/// Measures in one page of Chromium what is here and what was at `revision`, in turn, and prints the ratios.
pub fn block_against(project: &Project, revision: &str) -> anyhow::Result<ExitCode> {
    let folder = project.target.join("bench");
    measured_module(project, &folder)?;
    let commit = commit(project, revision)?;
    let others = project.target.join("bench-against");
    let other = Project { root: others.join(&commit), target: others.join("target") };
    if !other.root.exists() {
        // A folder that was deleted by hand is forgotten first.
        run(project.command("git").args(["worktree", "prune"]))?;
        run(project.command("git").args(["worktree", "add", "--detach"]).arg(&other.root).arg(&commit))?;
    }
    let bindings = others.join("bindings").join(&commit);
    bundle::module(project, &other, PACKAGE, &bindings)?;
    run(project
        .command("node")
        .arg("xtask/bench/browser/against.mjs")
        .arg(folder)
        .arg(bindings)
        .arg(revision)
        .env("CHROME", tools::chromium()?))?;
    Ok(ExitCode::SUCCESS)
}

/// The module that is measured and the page that measures it, in `folder`.
fn measured_module(project: &Project, folder: &Path) -> anyhow::Result<()> {
    tools::wasm_target()?;
    tools::npm_packages(project)?;
    bundle::module(project, project, PACKAGE, folder)?;
    let mut outdir = OsString::from("--outdir=");
    outdir.push(folder);
    run(project
        .command(project.npm_program("esbuild"))
        .args(["xtask/bench/browser/page.js", "--bundle", "--format=esm", "--target=es2022"])
        .args(["--minify", "--log-level=warning"])
        .arg(outdir))
}

/// The commit that a revision names.
fn commit(project: &Project, revision: &str) -> anyhow::Result<String> {
    let revision = format!("{revision}^{{commit}}");
    let found = project
        .command("git")
        .args(["rev-parse", "--verify", "--quiet", "--end-of-options"])
        .arg(&revision)
        .output()
        .context("git did not start")?;
    if !found.status.success() {
        bail!("git knows no {revision}");
    }
    Ok(String::from_utf8_lossy(&found.stdout).trim().to_owned())
}
