//! The program, its files and what it prints.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Runs the program with what it reads from standard input.
pub fn redial_reading(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_redial"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut pipe = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writing = std::thread::spawn(move || pipe.write_all(&input));
    let output = child.wait_with_output().expect("an end");
    // A program that needs no input may have ended before it took it all.
    drop(writing.join().expect("a writer"));
    output
}

/// Runs the program.
pub fn redial(arguments: &[&str]) -> Output {
    redial_reading(arguments, b"")
}

/// Standard output.
pub fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// Standard error.
pub fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// A file that lives as long as a test, in a folder of its own.
pub struct TemporaryFile {
    path: PathBuf,
    _folder: TempDir,
}

impl TemporaryFile {
    /// A file with this name.
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        Self { path, _folder: folder }
    }

    /// Its path.
    pub fn path(&self) -> &str {
        self.path.to_str().expect("UTF-8")
    }
}
