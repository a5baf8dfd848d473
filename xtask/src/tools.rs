//! What must be on the machine, and how it gets there.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::command::{run, succeeds};
use crate::project::Project;

/// The target the add-in is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

const NODE_MAJOR: u32 = 20;

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Adds the wasm target to the toolchain when it is missing.
pub fn wasm_target() -> anyhow::Result<()> {
    let library =
        Command::new("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]).output()?;
    let library = String::from_utf8_lossy(&library.stdout).trim().to_owned();
    if !library.is_empty() && Path::new(&library).is_dir() {
        return Ok(());
    }
    println!("Adding the Rust target {WASM_TARGET}.");
    run(Command::new("rustup").args(["target", "add", WASM_TARGET]))
        .with_context(|| format!("the Rust target {WASM_TARGET} is missing and rustup could not add it"))
}

/// Installs the npm packages when `package-lock.json` is newer than what is installed.
///
/// No package's install script is run: the ones used here bring their programs ready-made.
pub fn npm_packages(project: &Project) -> anyhow::Result<()> {
    node()?;
    let modified = |path: &str| fs::metadata(project.root.join(path)).and_then(|file| file.modified()).ok();
    let installed = modified("node_modules/.package-lock.json");
    if installed.is_some() && installed >= modified("package-lock.json") {
        return Ok(());
    }
    println!("Installing the npm packages of package-lock.json.");
    run(project.command(NPM).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]))
        .context("npm could not install the packages of package-lock.json")
}

/// The npm package that brings the cases of html5lib-tests, and the digest of its archive.
///
/// It is no dependency of package.json: it would bring seventy old packages, and nothing of it is run.
const CASES: (&str, &str) = (
    "html5@1.0.5",
    "sha512-y6Gw2p79P6GViK+J5RxR/b3EsCMoHMktPZ20qOeaAjWabbbN6MOZKXA4FOee+GX+dzz6RMCDjmn6IR7llvYExg==",
);

/// The folder with html5lib-tests' cases of tree construction; unpacked from npm when it is missing.
pub fn html5lib_tests(project: &Project) -> anyhow::Result<PathBuf> {
    let folder = project.target.join("html5lib-tests");
    if folder.is_dir() {
        return Ok(folder);
    }
    let (package, digest) = CASES;
    println!("Unpacking the cases of {package}.");
    let fetched = project.target.join("html5lib-tests.part");
    fs::create_dir_all(&fetched)?;
    let mut pack = project.command(NPM);
    pack.args(["pack", package, "--ignore-scripts", "--json", "--loglevel=error", "--pack-destination"]);
    let output = pack.arg(&fetched).output().context("npm did not start")?;
    if !output.status.success() {
        bail!("npm could not fetch {package}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    if !String::from_utf8_lossy(&output.stdout).contains(digest) {
        bail!("what npm fetched as {package} is not {digest}");
    }
    let archive = fetched.join("html5-1.0.5.tgz");
    let mut tar = project.command("tar");
    tar.arg("-xzf").arg(&archive).arg("-C").arg(&fetched).arg("--strip-components=4");
    if !succeeds(tar.arg("package/test/data/tree-construction")) {
        bail!("tar could not unpack {}", archive.display());
    }
    fs::rename(&fetched, &folder)?;
    Ok(folder)
}

fn node() -> anyhow::Result<()> {
    let missing = || format!("Node.js {NODE_MAJOR} or later is needed: see https://nodejs.org");
    let output = Command::new("node").arg("--version").output().with_context(missing)?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE_MAJOR => Ok(()),
        _ => bail!("{}; found {version}", missing()),
    }
}

/// The path of Chromium, Chrome or Edge; installed on Debian and Ubuntu when there is none.
pub fn chromium() -> anyhow::Result<PathBuf> {
    if let Some(path) = env::var_os("CHROME").map(PathBuf::from) {
        if !path.is_file() {
            bail!("CHROME names {}, which is not there", path.display());
        }
        return Ok(path);
    }
    if let Some(path) = installed_chromium() {
        return Ok(path);
    }
    if may_use_apt() {
        println!("Installing Chromium: apt-get install -y chromium.");
        apt_get(&["update"])?;
        apt_get(&["install", "-y", "--no-install-recommends", "chromium"])?;
    }
    installed_chromium().context(
        "no Chromium, Chrome or Edge was found: install one of them, \
         or set CHROME to the path of its program",
    )
}

const CHROMIUM_NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];

const CHROMIUM_PATHS: [&str; 5] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

fn installed_chromium() -> Option<PathBuf> {
    let folders = env::var_os("PATH").unwrap_or_default();
    let named = CHROMIUM_NAMES.iter().flat_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&folders).map(move |folder| folder.join(&file)).collect::<Vec<_>>()
    });
    named.chain(CHROMIUM_PATHS.iter().map(PathBuf::from)).find(|path| path.is_file() && starts(path))
}

/// Ubuntu's `chromium-browser` without snap is a script that only prints advice.
/// On Windows `--version` would open a window, so there the file is trusted.
fn starts(chromium: &Path) -> bool {
    cfg!(windows) || succeeds(Command::new(chromium).arg("--version"))
}

fn may_use_apt() -> bool {
    let user = Command::new("id").arg("-u").output();
    let root = user.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).trim() == "0");
    root && Path::new("/etc/debian_version").is_file() && succeeds(Command::new("apt-get").arg("--version"))
}

fn apt_get(arguments: &[&str]) -> anyhow::Result<()> {
    run(Command::new("apt-get").arg("-qq").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}
