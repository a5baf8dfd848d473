//! Tries the block engine on bodies that nobody would write, guided by which code they reach.

use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::command::{run, succeeds};
use crate::project::Project;

/// The samples that bodies are made from, and whether they are plain text.
const SAMPLES: [(&str, bool); 3] = [("word.html", false), ("teams.html", false), ("skype.txt", true)];

/// Runs the target `block` for so many seconds; an input that fails is kept and named.
pub fn block(project: &Project, seconds: u32) -> anyhow::Result<()> {
    let program = cargo_fuzz(project)?;
    let place = project.target.join("fuzz");
    let inputs = place.join("block");
    fs::create_dir_all(&inputs)?;
    write_seeds(&project.root, &inputs)?;
    let dictionary = project.root.join("tests/fuzz/html.dict");
    run(project
        .command(program)
        .args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", "--target-dir"])
        .args([place.join("target"), "block".into(), inputs, "--".into()])
        .arg(format!("-dict={}", dictionary.display()))
        .arg(format!("-artifact_prefix={}/", place.display()))
        .args([&format!("-max_total_time={seconds}"), "-max_len=40000", "-print_final_stats=1"])
        // Coverage is not stable yet; nothing else of the nightly compiler is used.
        .env("RUSTC_BOOTSTRAP", "1"))
}

fn cargo_fuzz(project: &Project) -> anyhow::Result<std::path::PathBuf> {
    let root = project.target.join("tools");
    let program = root.join("bin").join(format!("cargo-fuzz{}", std::env::consts::EXE_SUFFIX));
    if !succeeds(project.command(&program).args(["fuzz", "--version"])) {
        println!("Installing cargo-fuzz.");
        run(project.command("cargo").args(["install", "cargo-fuzz", "--locked", "--root"]).arg(&root))
            .context("cargo-fuzz could not be installed")?;
    }
    Ok(program)
}

/// Every sample with every choice its format allows; the target reads the choice from the first byte.
fn write_seeds(root: &Path, inputs: &Path) -> anyhow::Result<()> {
    for (name, is_text) in SAMPLES {
        let sample = fs::read(root.join("tests/corpus").join(name))?;
        for choice in (0..16_u8).filter(|choice| (choice % 2 == 1) == is_text) {
            fs::write(inputs.join(format!("{name}.{choice}")), [&[choice], sample.as_slice()].concat())?;
        }
    }
    Ok(())
}
