//! Every check there is, each run even when an earlier one failed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::command::{run, succeeds, watch};
use crate::project::Project;
use crate::tally::Tally;
use crate::{bundle, conformance, manifest, tools, wasm_tests};

/// The packages that build for this machine; the add-in builds for the browser only.
///
/// Cargo unites the features of what is selected together, so xtask stays a selection of its own, the one that
/// `cargo xtask` runs: selected with the others, it and its dependencies would be compiled a second time.
const NATIVE: [&[&str]; 2] =
    [&["--workspace", "--exclude", "redial-addin", "--exclude", "xtask"], &["--package", "xtask"]];

/// Where the contracts of the systems Redial talks to may lie, beside the checkout.
const MANIFEST_SCHEMA: &str = "../shared/contracts/manifest-xml/driver.xsd";

type Check = fn(&Project) -> anyhow::Result<Tally>;

const CHECKS: [(&str, Check); 11] = [
    ("formatting", formatting),
    ("clippy, native", clippy_native),
    ("clippy, wasm32", clippy_wasm),
    ("tests, native", tests_native),
    ("conformance, the standard's own cases", conformance_standard),
    ("conformance, HTML", conformance_html),
    ("build", build),
    ("types of the JavaScript", types),
    ("manifest", manifest),
    ("tests, wasm32 in Chromium", tests_wasm),
    ("tests, end to end in Chromium", tests_browser),
];

/// Makes the checks and prints the sum as the last line.
pub fn check(project: &Project) -> anyhow::Result<ExitCode> {
    tools::wasm_target()?;
    tools::npm_packages(project)?;
    let mut total = Tally::default();
    let mut summary = Vec::new();
    for (name, check) in CHECKS {
        println!("\n== {name}");
        let begun = Instant::now();
        let tally = check(project).unwrap_or_else(|error| {
            println!("{error:#}");
            Tally::FAILED
        });
        total += tally;
        let mark = if tally.failed == 0 { '✔' } else { '✖' };
        summary.push(format!("{mark} {name} ({:.0} s)", begun.elapsed().as_secs_f32()));
    }
    println!("\n{}\n{total}", summary.join("\n"));
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn counted(command: &mut Command) -> anyhow::Result<Tally> {
    watch(command).map(|finished| Tally::of(&finished))
}

fn formatting(project: &Project) -> anyhow::Result<Tally> {
    counted(project.command("cargo").args(["fmt", "--all", "--check"]))
}

/// Runs `cargo` once for each selection of packages.
fn native(project: &Project, before: &[&str], after: &[&str]) -> anyhow::Result<Tally> {
    let mut tally = Tally::default();
    for selection in NATIVE {
        tally += counted(project.command("cargo").args(before).args(selection).args(after))?;
    }
    Ok(tally)
}

fn clippy_native(project: &Project) -> anyhow::Result<Tally> {
    native(project, &["clippy"], &["--all-targets", "--", "-D", "warnings"])
}

fn clippy_wasm(project: &Project) -> anyhow::Result<Tally> {
    let mut command = project.command("cargo");
    command.args(["clippy", "--package", "redial-addin", "--target", tools::WASM_TARGET]);
    counted(command.args(["--all-targets", "--", "-D", "warnings"]))
}

fn tests_native(project: &Project) -> anyhow::Result<Tally> {
    native(project, &["test"], &[])
}

fn conformance_standard(project: &Project) -> anyhow::Result<Tally> {
    counted(&mut conformance::cases(project)?)
}

fn conformance_html(project: &Project) -> anyhow::Result<Tally> {
    counted(&mut conformance::few(project)?)
}

fn build(project: &Project) -> anyhow::Result<Tally> {
    bundle::build(project)?;
    Ok(Tally::PASSED)
}

fn types(project: &Project) -> anyhow::Result<Tally> {
    counted(project.command(project.npm_program("tsc")).args(["--noEmit", "--pretty", "false"]))
}

fn manifest(project: &Project) -> anyhow::Result<Tally> {
    let path = project.root.join("manifest/manifest.xml");
    let mut tally = Tally::default();
    let faults = manifest::faults(&path, &project.root.join("www"))?;
    faults.iter().for_each(|fault| println!("{fault}"));
    tally += if faults.is_empty() { Tally::PASSED } else { Tally::FAILED };
    tally += manifest_schema(project, &path)?;
    Ok(tally)
}

fn manifest_schema(project: &Project, manifest: &Path) -> anyhow::Result<Tally> {
    let missing = if !project.root.join(MANIFEST_SCHEMA).is_file() {
        Some(format!("{MANIFEST_SCHEMA} is not there"))
    } else if !succeeds(Command::new("xmllint").arg("--version")) {
        Some("xmllint is not installed".to_owned())
    } else {
        None
    };
    if let Some(reason) = missing {
        println!("skipped: manifest against Microsoft's schema: {reason}");
        return Ok(Tally::SKIPPED);
    }
    let mut xmllint = project.command("xmllint");
    counted(xmllint.args(["--noout", "--nonet", "--schema", MANIFEST_SCHEMA]).arg(manifest))
}

fn tests_wasm(project: &Project) -> anyhow::Result<Tally> {
    counted(&mut wasm_tests::command(project, &tools::chromium()?)?)
}

fn tests_browser(project: &Project) -> anyhow::Result<Tally> {
    let chromium = tools::chromium()?;
    run(project.command("cargo").arg("build").args(NATIVE[0]).arg("--all-targets"))?;
    let mut node = project.command("node");
    node.args(["--test", "--test-reporter=spec"]).args(browser_tests(project)?);
    counted(node.env("CHROME", chromium).env("REDIAL_SANDBOX", project.sandbox()))
}

/// Node before 21 takes no patterns, and Node since 22 takes no folders.
fn browser_tests(project: &Project) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(project.root.join("tests/browser"))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
