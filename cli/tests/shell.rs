//! The program as a person runs it.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

use std::process::Command;

#[test]
fn it_says_its_version() {
    let output = Command::new(env!("CARGO_BIN_EXE_redial")).arg("--version").output().expect("it runs");
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("redial {}\n", env!("CARGO_PKG_VERSION")));
}
