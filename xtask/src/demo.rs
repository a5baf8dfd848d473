//! Redial in the sandbox, for a person or by itself.

use std::io::{BufRead, BufReader};
use std::process::{ExitCode, Stdio};

use anyhow::{Context, bail};

use crate::command::run;
use crate::project::Project;
use crate::{bundle, tools};

fn build_sandbox(project: &Project) -> anyhow::Result<()> {
    run(project.command("cargo").args(["build", "--package", "redial-sandbox"]))
}

/// Starts the sandbox, says what to do, and stays until it ends; it ends with this program at the latest.
pub fn serve(project: &Project) -> anyhow::Result<ExitCode> {
    bundle::build(project)?;
    build_sandbox(project)?;
    let mut sandbox = project
        .command(project.sandbox())
        .arg("--until-stdin-closes")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("the sandbox did not start")?;
    let mut first = String::new();
    if let Some(stdout) = sandbox.stdout.take() {
        BufReader::new(stdout).read_line(&mut first)?;
    }
    let Ok(addresses) = serde_json::from_str::<serde_json::Value>(&first) else {
        bail!("the sandbox ended before it listened: {}", sandbox.wait()?);
    };
    let outlook = addresses.get("outlook").and_then(|address| address.as_str()).unwrap_or_default();
    println!("{}", invitation(outlook));
    // Taken, because waiting would close it.
    let input = sandbox.stdin.take();
    let status = sandbox.wait()?;
    drop(input);
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn invitation(outlook: &str) -> String {
    format!(
        "
Outlook on the web: {outlook}/
Admin:              {outlook}/admin
The certificate is made on this machine: the browser asks once whether to trust it.

1. In Outlook choose New event, then Add Skype meeting. Add an attendee and send it.
2. In Admin reset the conference ID.
3. In Outlook open Redial: it says what changed. Choose Review changes, then Update meetings.
4. Open an updated meeting, and Admin's sent mail.

Ctrl+C ends it."
    )
}

/// Plays the story in Chromium; the player prints each step and saves its screenshot.
pub fn play(project: &Project) -> anyhow::Result<ExitCode> {
    bundle::build(project)?;
    build_sandbox(project)?;
    let status = project
        .command("node")
        .arg("tests/browser/demo.mjs")
        .arg(project.target.join("demo"))
        .env("CHROME", tools::chromium()?)
        .env("REDIAL_SANDBOX", project.sandbox())
        .status()
        .context("node did not start")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
