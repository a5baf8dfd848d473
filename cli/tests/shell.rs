//! The program as a person runs it.
#![allow(clippy::expect_used, clippy::string_slice, reason = "a test may fail by panicking")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sample(name: &str) -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name);
    if own.exists() { own } else { root().join("tests/corpus").join(name) }
}

fn profile(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

fn redial(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_redial")).args(arguments).output().expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn inspected(file: &Path) -> Value {
    let output = redial(&["inspect", "--json", &file.to_string_lossy()]);
    assert!(output.status.success(), "{}", complained(&output));
    serde_json::from_str(&said(&output)).expect("JSON")
}

/// The file rewritten by a profile.
fn rewritten(file: &str, by: &str) -> (PathBuf, Vec<u8>) {
    let target = std::env::temp_dir().join(format!("redial-shell-{}-{by}-{file}", std::process::id()));
    let output = redial(&[
        "rewrite",
        &sample(file).to_string_lossy(),
        "--profile",
        &profile(by).to_string_lossy(),
        "--adopt",
        "-o",
        &target.to_string_lossy(),
    ]);
    assert!(output.status.success(), "{}", complained(&output));
    let bytes = fs::read(&target).expect("a file");
    (target, bytes)
}

#[test]
fn it_says_its_version() {
    let output = redial(&["--version"]);
    assert!(output.status.success());
    assert_eq!(said(&output), format!("redial {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_kind_of_file_is_inspected() {
    for (file, language, conference_id, first) in [
        ("word.html", "en-US", "4410278", ".x137"),
        ("skype.txt", "sv-SE", "71946", ".x137"),
        ("invitation.ics", "sv-SE", "71946", ".x137"),
        ("invitation.eml", "en-US", "4410278", ".x137"),
        ("teams.html", "en-GB", "640217935", "_x80"),
    ] {
        let report = inspected(&sample(file));
        let block = &report["blocks"][0];
        assert_eq!(report["blocks"].as_array().map(Vec::len), Some(1), "{file}");
        assert_eq!(block["language"], language, "{file}");
        assert_eq!(block["conference_id"], conference_id, "{file}");
        assert_eq!((&block["first_line"], &block["last_line"]), (&first.into(), &first.into()), "{file}");
        assert_eq!((&block["complete"], &block["quoted"]), (&true.into(), &false.into()), "{file}");
        assert_eq!(block["confidence"], "likely", "{file}");
    }
}

#[test]
fn offsets_are_bytes_into_the_body() {
    let body = fs::read_to_string(sample("word.html")).expect("a body");
    let block = &inspected(&sample("word.html"))["blocks"][0];
    let offset = |name: &str| usize::try_from(block[name].as_u64().expect("an offset")).expect("an offset");
    assert!(
        body[offset("start")..offset("end")]
            .starts_with("<p class=\"MsoNormal\"><span style=\"font-size:8.0pt")
    );
    assert!(body[offset("start")..offset("end")].ends_with("</span></p>"));
}

#[test]
fn a_profile_tells_what_is_outdated() {
    let output = redial(&[
        "inspect",
        &sample("word.html").to_string_lossy(),
        "--profile",
        &profile("server.json").to_string_lossy(),
    ]);
    let text = said(&output);
    assert!(text.contains("conference ID: outdated") && text.contains("directory: current"), "{text}");
    assert!(text.contains("A file shows no tag"), "{text}");
}

#[test]
fn a_rewritten_file_says_what_the_profile_says_and_nothing_else_changed() {
    for file in ["word.html", "skype.txt", "invitation.ics", "invitation.eml"] {
        let (target, _) = rewritten(file, "server.json");
        let block = inspected(&target)["blocks"][0].clone();
        assert_eq!(block["conference_id"], "57083549", "{file}");
        assert_eq!(block["numbers"], serde_json::json!(["+14255550134", "+442079460121"]), "{file}");
        fs::remove_file(target).expect("removed");
    }
    let (target, after) = rewritten("word.html", "server.json");
    let before = fs::read(sample("word.html")).expect("a body");
    let block = &inspected(&sample("word.html"))["blocks"][0];
    let start = usize::try_from(block["start"].as_u64().expect("an offset")).expect("an offset");
    let end = usize::try_from(block["end"].as_u64().expect("an offset")).expect("an offset");
    assert_eq!(after[..start], before[..start]);
    assert!(after.ends_with(&before[end..]));
    fs::remove_file(target).expect("removed");
}

#[test]
fn other_lines_of_a_calendar_file_stay_and_long_ones_are_folded() {
    let (target, after) = rewritten("invitation.ics", "without-audio-conferencing.json");
    let after = String::from_utf8(after).expect("UTF-8");
    assert!(after.starts_with(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDESCRIPTION;LANGUAGE=sv-SE:"
    ));
    assert!(after.ends_with("DTSTART:20270111T110000Z\r\nBEGIN:VALARM\r\nDESCRIPTION:REMINDER\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));
    assert!(after.split("\r\n").all(|line| line.len() <= 75));
    assert!(!after.contains("71946"));
    fs::remove_file(target).expect("removed");
}

#[test]
fn both_texts_of_a_mail_are_rewritten_in_their_encodings() {
    let (target, after) = rewritten("invitation.eml", "server.json");
    let after = String::from_utf8(after).expect("ASCII");
    assert!(after.contains("Content-Transfer-Encoding: quoted-printable\r\n\r\nHej alla!"));
    assert!(after.contains("Konferens-ID: 57083549"), "the text part");
    assert!(!after.contains("4410278") && after.ends_with("--b1--\r\n"));
    fs::remove_file(target).expect("removed");
}

#[test]
fn without_adopt_nothing_is_written() {
    let (file, profile) = (sample("word.html"), profile("server.json"));
    let output = redial(&["rewrite", &file.to_string_lossy(), "--profile", &profile.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).is_empty() && complained(&output).contains("--adopt"));
}

#[test]
fn what_is_refused_has_its_reason() {
    let (server, teams) = (profile("server.json"), profile("teams.json"));
    let refused = |file: &str, by: &Path| {
        let output = redial(&[
            "rewrite",
            &sample(file).to_string_lossy(),
            "--profile",
            &by.to_string_lossy(),
            "--adopt",
        ]);
        assert_eq!(output.status.code(), Some(1));
        complained(&output)
    };
    assert!(refused("word.html", &teams).contains("another service"));
    assert!(refused("teams.html", &server).contains("another service"));
}

#[test]
fn a_difference_is_shown_instead() {
    let (file, profile) = (sample("word.html"), profile("server.json"));
    let output = redial(&[
        "rewrite",
        &file.to_string_lossy(),
        "--profile",
        &profile.to_string_lossy(),
        "--adopt",
        "--diff",
    ]);
    let text = said(&output);
    assert!(text.contains("-<p class=\"MsoNormal\">Conference ID: 4410278</p>"));
    assert!(text.contains("+<p class=\"MsoNormal\">Conference ID: 57083549</p>"));
}

#[test]
fn standard_input_is_a_file_too() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_redial"))
        .args(["inspect", "--json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let body = fs::read(sample("word.html")).expect("a body");
    child.stdin.take().expect("a pipe").write_all(&body).expect("written");
    let report: Value =
        serde_json::from_slice(&child.wait_with_output().expect("an end").stdout).expect("JSON");
    assert_eq!((&report["file"], &report["blocks"][0]["conference_id"]), (&"-".into(), &"4410278".into()));
}

#[test]
fn what_cannot_be_used_gets_a_sentence_and_stops_no_other_file() {
    let folder = std::env::temp_dir().join(format!("redial-shell-{}-unusable", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).expect("written");
        path.to_string_lossy().into_owned()
    };
    let (image, binary, empty) = (
        write("logo.png", b"\x89PNG"),
        write("binary.txt", b"a\0b"),
        write("empty.ics", b"BEGIN:VCALENDAR\r\n"),
    );
    let good = sample("word.html").to_string_lossy().into_owned();
    let output = redial(&["inspect", "--json", &image, &binary, &empty, "missing.html", &good]);
    assert_eq!(output.status.code(), Some(2));
    let sentences = complained(&output);
    for sentence in
        ["a kind Redial does not know", "is not a text", "no event with a description", "cannot be read"]
    {
        assert!(sentences.contains(sentence), "{sentences}");
    }
    assert!(said(&output).contains("4410278"));
    fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn a_wrong_profile_is_named_by_its_field() {
    let path = std::env::temp_dir().join(format!("redial-shell-{}-profile.json", std::process::id()));
    let wrong =
        fs::read_to_string(profile("server.json")).expect("a profile").replace("57083549", "not digits");
    fs::write(&path, wrong).expect("written");
    let output =
        redial(&["inspect", &sample("word.html").to_string_lossy(), "--profile", &path.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("audio.conference"), "{}", complained(&output));
    fs::remove_file(path).expect("removed");
}

#[test]
fn the_schema_knows_every_field_of_a_profile() {
    let schema = fs::read_to_string(root().join("cli/profile.schema.json")).expect("a schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    fn fields(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => object.iter().for_each(|(name, value)| {
                found.push(name.clone());
                fields(value, found);
            }),
            Value::Array(values) => values.iter().for_each(|value| fields(value, found)),
            _ => {}
        }
    }
    let described = schema.to_string();
    for example in ["server.json", "without-audio-conferencing.json", "teams.json"] {
        let text = fs::read_to_string(profile(example)).expect("an example");
        let read: redial::dialin::DialInProfile = serde_json::from_str(&text).expect("a profile");
        let mut found = Vec::new();
        fields(&serde_json::to_value(&read).expect("JSON"), &mut found);
        assert!(found.len() >= 9);
        for field in found {
            assert!(described.contains(&format!("\"{field}\"")), "{example}: {field}");
        }
    }
}
