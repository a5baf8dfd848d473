//! Running programs.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, bail};

/// Runs to the end and fails when the program does.
pub fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("{} did not start", name(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", name(command));
    }
    Ok(())
}

/// Whether the program is there and ends well; what it prints is thrown away.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).output().is_ok_and(|output| output.status.success())
}

/// What a program printed, and whether it ended well.
pub struct Finished {
    /// Everything printed to either stream, a line each.
    pub lines: Vec<String>,
    /// Whether the exit code was zero.
    pub success: bool,
}

/// Runs to the end, passing on what is printed as it comes and keeping a copy of it.
pub fn watch(command: &mut Command) -> anyhow::Result<Finished> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} did not start", name(command)))?;
    let out = child.stdout.take().map(|stream| thread::spawn(|| echo(stream)));
    let err = child.stderr.take().map(|stream| thread::spawn(|| echo(stream)));
    let lines = [out, err].into_iter().flatten().filter_map(|reader| reader.join().ok()).flatten().collect();
    Ok(Finished { lines, success: child.wait()?.success() })
}

fn echo(stream: impl Read) -> Vec<String> {
    let lines = BufReader::new(stream).split(b'\n').map_while(Result::ok);
    lines
        .map(|line| String::from_utf8_lossy(&line).trim_end().to_owned())
        .inspect(|line| println!("{line}"))
        .collect()
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
