//! The rooms of the core: what may know what.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod modules;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use modules::{Crate, files};

/// Every room of the core and the rooms it may name, which all stand above it.
const ALLOWED: [(&str, &[&str]); 15] = [
    ("rules", &[]),
    ("wire", &["rules"]),
    ("ports", &[]),
    ("html", &[]),
    ("telephone", &["html"]),
    ("link", &["html"]),
    ("block", &["html", "link", "telephone"]),
    ("dialin", &["block", "html", "link", "ports", "rules", "wire"]),
    ("policy", &["dialin", "rules"]),
    ("meeting", &["block", "dialin", "html", "link", "ports"]),
    ("calendar", &["block", "html", "link", "meeting", "wire"]),
    ("migration", &["block", "calendar", "dialin", "html", "link", "meeting", "policy", "ports", "rules"]),
    ("configuration", &["block", "dialin", "html", "link", "policy", "rules", "wire"]),
    ("form", &["block", "dialin", "meeting", "migration", "ports"]),
    ("doubles", &["block", "calendar", "dialin", "html", "link", "meeting", "migration", "ports", "wire"]),
];

fn core() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
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
fn no_rooms_know_each_other_not_even_by_way_of_others() {
    for (index, (room, may)) in ALLOWED.iter().enumerate() {
        let above: Vec<&str> = ALLOWED.iter().take(index).map(|(room, _)| *room).collect();
        for other in *may {
            assert!(above.contains(other), "{room} may name {other}, which does not stand above it");
        }
    }
}

#[test]
fn no_files_know_each_other_not_even_by_way_of_others() {
    for src in [core(), core().join("../addin/src")] {
        let read = Crate::read(&src);
        let circles = read.circles();
        assert!(circles.is_empty(), "{circles:#?}");
    }
}

#[test]
fn no_room_holds_more_than_a_quarter_of_the_core() {
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    for file in files(&core()) {
        let text = fs::read_to_string(&file).expect("a readable file");
        *lines.entry(room(&file)).or_default() += text.lines().count();
    }
    let all: usize = lines.values().sum();
    for (room, lines) in &lines {
        assert!(lines * 4 <= all, "{room} holds {lines} of {all} lines");
    }
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
            let has_patterns = ["Regex::new", "text_with_pattern!"].iter().any(|name| text.contains(name));
            let used = has_patterns && text.contains(class);
            assert!(!used, "{}: {class} needs tables that the add-in is built without", file.display());
        }
    }
}
