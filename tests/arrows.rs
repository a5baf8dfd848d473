//! The rooms of the core: what may know what.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every room of the core and the rooms it may name.
const ALLOWED: [(&str, &[&str]); 10] = [
    ("rules", &[]),
    ("wire", &["rules"]),
    ("ports", &[]),
    ("block", &[]),
    ("dialin", &["block", "ports", "rules", "wire"]),
    ("meeting", &["block", "dialin"]),
    ("calendar", &["block", "meeting", "wire"]),
    ("migration", &["block", "calendar", "dialin", "meeting", "ports", "rules"]),
    ("configuration", &["block", "dialin", "migration", "rules", "wire"]),
    ("doubles", &["block", "calendar", "dialin", "meeting", "ports", "wire"]),
];

fn core() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            found.extend(files(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push(entry);
        }
    }
    found
}

/// The room a file is in: the first folder below `src`, or the file's own name.
fn room(file: &Path) -> String {
    let below = file.strip_prefix(core()).expect("a file of the core");
    let first = below.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that a file names by `crate::room`.
fn named(text: &str) -> BTreeSet<String> {
    let names = text.split("crate::").skip(1);
    names.map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect()).collect()
}

#[test]
fn every_arrow_inside_the_core_points_the_right_way() {
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.into();
    let mut wrong = Vec::new();
    for file in files(&core()) {
        let from = room(&file);
        if from == "lib" {
            continue;
        }
        let may = allowed.get(from.as_str()).unwrap_or_else(|| panic!("{from} is a room without arrows"));
        let text = fs::read_to_string(&file).expect("a readable file");
        assert!(!text.contains("crate::{"), "{}: one use a room, so that arrows can be read", file.display());
        for to in named(&text).into_iter().filter(|to| *to != from) {
            if !may.contains(&to.as_str()) {
                wrong.push(format!("{} names {to}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_core_knows_no_javascript_clock_randomness_or_network() {
    let manifest = fs::read_to_string(core().join("../Cargo.toml")).expect("the manifest");
    let dependencies = manifest.split("\n[dependencies]\n").nth(1).expect("dependencies");
    let dependencies = dependencies.split("\n[").next().unwrap_or_default();
    for outside in
        ["wasm-bindgen", "js-sys", "web-sys", "gloo", "tokio", "rand", "getrandom", "reqwest", "axum"]
    {
        assert!(!dependencies.contains(outside), "the core depends on {outside}");
    }
    for file in files(&core()) {
        let text = fs::read_to_string(&file).expect("a readable file");
        for clock in ["now_utc", "SystemTime::now", "Instant::now", "std::net", "std::fs"] {
            assert!(!text.contains(clock), "{} uses {clock}", file.display());
        }
    }
}

#[test]
fn patterns_need_no_unicode_tables() {
    for file in files(&core()) {
        let text = fs::read_to_string(&file).expect("a readable file");
        for class in ["\\s", "\\S", "\\d", "\\D", "\\w", "\\W", "\\b", "\\B", "\\p{", "\\P{", "(?i", "(?si"] {
            let has_patterns = ["Regex::new", "text_of_form!"].iter().any(|name| text.contains(name));
            let used = has_patterns && text.contains(class);
            assert!(!used, "{}: {class} needs tables that the add-in is built without", file.display());
        }
    }
}
