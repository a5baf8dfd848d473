//! Where things are.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

/// The folders of a checkout.
pub struct Project {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the environment puts it.
    pub target: PathBuf,
}

impl Project {
    /// Asks cargo, which knows about `CARGO_TARGET_DIR` and configuration files.
    pub fn locate() -> anyhow::Result<Self> {
        let output = Command::new("cargo")
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .output()
            .context("cargo metadata did not start")?;
        let metadata: serde_json::Value =
            serde_json::from_slice(&output.stdout).context("cargo metadata gave no JSON")?;
        let folder = |name: &str| {
            metadata.get(name).and_then(|value| value.as_str()).map(PathBuf::from).context("cargo metadata")
        };
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")? })
    }

    /// The deployable static folder.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What bindgen and wasm-opt made of the add-in: the module, its JavaScript and its types.
    pub fn bindings(&self) -> PathBuf {
        self.target.join("bindings")
    }

    /// The sandbox's program, as `cargo build` leaves it.
    pub fn sandbox(&self) -> PathBuf {
        self.target.join("debug").join(format!("redial-sandbox{EXE_SUFFIX}"))
    }

    /// A program that an npm package brought.
    pub fn npm_program(&self, name: &str) -> PathBuf {
        let suffix = if cfg!(windows) { ".cmd" } else { "" };
        self.root.join("node_modules/.bin").join(format!("{name}{suffix}"))
    }

    /// A command that runs in the root folder.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&self.root);
        command
    }
}
