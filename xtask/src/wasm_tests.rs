//! Tests that run as WebAssembly in a browser.
//!
//! `cargo test --target wasm32-unknown-unknown` calls this program with each test module.
//! The module is served on a loopback address and opened by `tests/browser/wasm_tests.mjs`, so that
//! the browser of the other tests serves here too and no WebDriver is needed.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Context;

use crate::project::Project;
use crate::tools::WASM_TARGET;

/// Tells the page opener, which starts this program again, that it is to serve.
const SERVE: &str = "REDIAL_SERVE_WASM_TESTS";

/// The command that runs the add-in's tests in `chromium`.
pub fn command(project: &Project, chromium: &std::path::Path) -> anyhow::Result<Command> {
    let mut runner = env::current_exe()?.into_os_string();
    runner.push(" wasm-test-runner");
    let mut command = project.command("cargo");
    command
        .args(["test", "--package", "redial-addin", "--tests", "--target", WASM_TARGET])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROME", chromium)
        .env("NO_HEADLESS", "1")
        .env("WASM_BINDGEN_TEST_ADDRESS", "127.0.0.1:0")
        .env("WASM_BINDGEN_USE_BROWSER", "1");
    Ok(command)
}

/// Runs one test module: as cargo's runner it has the browser opened, as the opener's child it serves.
pub fn serve(module: Vec<PathBuf>) -> anyhow::Result<()> {
    if env::var_os(SERVE).is_some() {
        let name = OsString::from("wasm-bindgen-test-runner");
        let arguments = module.into_iter().map(OsString::from);
        return wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(
            std::iter::once(name).chain(arguments),
        );
    }
    let project = Project::locate()?;
    let mut opener = Command::new("node");
    opener
        .arg(project.root.join("tests/browser/wasm_tests.mjs"))
        .arg(env::current_exe()?)
        .arg("wasm-test-runner")
        .args(module)
        .env(SERVE, "1");
    crate::command::run(&mut opener).context("a WebAssembly test failed")
}
