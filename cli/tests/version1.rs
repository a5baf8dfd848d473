//! Files of the first version are used as they were, and what a newer one wrote into them is not lost.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod invitations;
mod program;

use std::fs;
use std::path::{Path, PathBuf};

use invitations::{rewriting, sample};
use program::{TemporaryFile, complained, redial, said};
use serde_json::{Value, json};

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/version1").join(name)
}

#[test]
fn a_profile_says_what_it_said() {
    let sample = fs::read_to_string(sample("word.html")).expect("a sample");
    for (name, shown, gone) in [
        ("server.json", vec!["Conference ID: 57083549", "+1 425 555 0134", "(London)"], "4410278"),
        ("conferencing-provider.json", vec!["Conference ID: 4410278", "(800) 555-0136"], "+1 425 555 0134"),
        ("without-audio-conferencing.json", vec!["Join Skype Meeting"], "Conference ID"),
    ] {
        let profile = kept("profiles").join(name);
        let json: Value = serde_json::from_slice(&fs::read(&profile).expect("a profile")).expect("JSON");
        // One that does not say whose address is whose is read, and nothing is written by it.
        let Some(base) = json["meetingBase"].as_str().map(|base| base.trim_end_matches('/')) else {
            let output = rewriting("word.html", sample.as_bytes(), &profile, &[]);
            assert!(!output.status.success() && complained(&output).contains("meetingBase"), "{name}");
            continue;
        };
        // A meeting of whoever the profile is of.
        let before = sample.replace("https://meet.contoso.example/ines.moreau", base);
        let output = rewriting("word.html", before.as_bytes(), &profile, &[]);
        assert!(output.status.success(), "{name}: {}", complained(&output));
        let after = said(&output);
        assert!(shown.iter().all(|line| after.contains(line)) && !after.contains(gone), "{name}: {after}");
    }
}

#[test]
fn a_configuration_is_valid() {
    for name in ["config.json", "config-as-shipped.json"] {
        let output = redial(&["config", "check", kept(name).to_str().expect("UTF-8")]);
        assert!(output.status.success(), "{name}: {}", complained(&output));
    }
}

#[test]
fn a_list_of_requests_takes_another() {
    let list = TemporaryFile::new("requests.json", &fs::read(kept("requests.json")).expect("a list"));
    let output = redial(&["request", "paul.weber@contoso.example", "--file", list.path()]);
    assert!(output.status.success(), "{}", complained(&output));
    let after: Value = serde_json::from_slice(&fs::read(list.path()).expect("a list")).expect("JSON");
    let before: Value =
        serde_json::from_slice(&fs::read(kept("requests.json")).expect("a list")).expect("JSON");
    assert_eq!(after["requests"][0], before["requests"][0]);
    assert_eq!(after["requests"][1]["user"], "paul.weber@contoso.example");
}

#[test]
fn a_file_of_a_newer_version_is_not_written_to() {
    let newer = |name: &str, pointer: &str| {
        let mut file: Value = serde_json::from_slice(&fs::read(kept(name)).expect("a file")).expect("JSON");
        file.pointer_mut(pointer).expect("a parent")["newer"] = json!(1);
        TemporaryFile::new(name, file.to_string().as_bytes())
    };
    let settings = TemporaryFile::new("mms.json", br#"{"MeetingMigrationEnabled":false}"#);
    let config = newer("config.json", "/policy");
    let requests = newer("requests.json", "/requests/0");
    for (file, arguments) in [
        (&config, vec!["config", "import", settings.path(), "--into", config.path()]),
        (&requests, vec!["request", "paul.weber@contoso.example", "--file", requests.path()]),
    ] {
        let before = fs::read(file.path()).expect("a file");
        let output = redial(&arguments);
        assert_eq!(output.status.code(), Some(1), "{}", complained(&output));
        assert!(complained(&output).contains("newer: there is no such field"), "{}", complained(&output));
        assert_eq!(fs::read(file.path()).expect("a file"), before);
    }
}
