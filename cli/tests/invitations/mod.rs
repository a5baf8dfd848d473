//! Invitations, profiles, and what the program makes of them.
#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use crate::program::{TemporaryFile, complained, redial};

/// A file of these tests, or a body that the core's tests use.
pub fn sample(name: &str) -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = package.join("examples").join(name);
    if own.exists() { own } else { package.join("../tests/corpus").join(name) }
}

/// An example of a profile.
pub fn profile(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// What `inspect --json` says of a file with these bytes.
pub fn inspected(name: &str, bytes: &[u8]) -> Value {
    let file = TemporaryFile::new(name, bytes);
    let output = redial(&["inspect", "--json", file.path()]);
    assert!(output.status.success(), "{}", complained(&output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// What `rewrite` makes of a file with these bytes, `--adopt` said.
pub fn rewriting(name: &str, bytes: &[u8], by: &Path, options: &[&str]) -> Output {
    let file = TemporaryFile::new(name, bytes);
    let by = by.to_str().expect("UTF-8");
    redial(&[&["rewrite", file.path(), "--profile", by, "--adopt"], options].concat())
}

/// The same where it succeeds.
pub fn rewritten(name: &str, bytes: &[u8], by: &str) -> Vec<u8> {
    let output = rewriting(name, bytes, &profile(by), &[]);
    assert!(output.status.success(), "{}", complained(&output));
    output.stdout
}
