//! The commands for administrators, as a person runs them.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod program;

use std::fs;
use std::path::Path;
use std::thread;

use program::{TemporaryFile, complained, redial, redial_reading, said};
use redial::migration::{Owner, RunRequests};
use serde_json::{Value, json};

const CONFIGURATION: &str = include_str!("../../www/config.json");

const MIGRATION: &str = r#"{
    "Identity":  "Global",
    "MeetingMigrationEnabled":  false
}"#;
const DIAL_IN: &str = r#"[
    {
        "Identity":  "Global",
        "AllowPSTNOnlyMeetingsByDefault":  false,
        "AutomaticallyMigrateUserMeetings":  "True",
        "AutomaticallyReplaceAcpProvider":  "False"
    }
]"#;

/// As `>` in Windows PowerShell writes it.
fn utf_16(text: &str) -> Vec<u8> {
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn import(files: &[&TemporaryFile], options: &[&str]) -> std::process::Output {
    let files: Vec<&str> = files.iter().map(|file| file.path()).collect();
    redial(&[&["config", "import"], files.as_slice(), options].concat())
}

fn read(file: &TemporaryFile) -> String {
    fs::read_to_string(file.path()).expect("UTF-8")
}

/// A file that is not there yet.
fn absent(name: &str) -> TemporaryFile {
    let file = TemporaryFile::new(name, b"");
    fs::remove_file(file.path()).expect("removed");
    file
}

#[test]
fn the_configuration_that_ships_is_valid() {
    let file = TemporaryFile::new("config.json", format!("\u{feff}{CONFIGURATION}").as_bytes());
    for output in [
        redial(&["config", "check", file.path()]),
        redial_reading(&["config", "check", "-"], CONFIGURATION.as_bytes()),
    ] {
        assert!(output.status.success() && said(&output).ends_with(": valid\n"), "{}", complained(&output));
    }
}

#[test]
fn a_configuration_that_breaks_a_rule_is_refused_by_field_and_rule() {
    for (wrong, sentence) in [
        (
            CONFIGURATION.replace("\"keep\"", "\"perhaps\""),
            "policy.userEdits: it must be one of `keep`, `overwrite`, `skip`",
        ),
        (CONFIGURATION.replace("signIn", "signin"), "signin: there is no such field"),
        (
            CONFIGURATION.replace("https://login", "http://login"),
            "signIn.authority: it must be an address that begins with https://",
        ),
        ("<html>".to_owned(), "it is not JSON: "),
    ] {
        let file = TemporaryFile::new("config.json", wrong.as_bytes());
        let output = redial(&["config", "check", file.path()]);
        assert_eq!((output.status.code(), said(&output)), (Some(1), String::new()));
        assert!(complained(&output).contains(&format!("config.json: {sentence}")), "{}", complained(&output));
    }
}

#[test]
fn a_configuration_in_an_encoding_that_browsers_do_not_read_is_refused() {
    let file = TemporaryFile::new("config.json", &utf_16(CONFIGURATION));
    let output = redial(&["config", "check", file.path()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complained(&output).contains("not UTF-8"));
}

#[test]
fn a_configuration_that_is_not_there_cannot_be_checked() {
    let output = redial(&["config", "check", absent("config.json").path()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("it cannot be read"));
}

#[test]
fn settings_become_a_policy_whatever_powershell_wrote_them_in() {
    let policy = json!({
        "meetingMigrationEnabled": false,
        "automaticallyMigrateUserMeetings": true,
        "automaticallyReplaceAcpProvider": false,
    });
    let marked = format!("\u{feff}{DIAL_IN}");
    for (one, other) in [
        (MIGRATION.as_bytes().to_vec(), DIAL_IN.as_bytes().to_vec()),
        (utf_16(MIGRATION), utf_16(DIAL_IN)),
        (MIGRATION.as_bytes().to_vec(), marked.into_bytes()),
    ] {
        let (one, other) = (TemporaryFile::new("one.json", &one), TemporaryFile::new("other.json", &other));
        let output = import(&[&other, &one], &[]);
        assert!(output.status.success(), "{}", complained(&output));
        assert_eq!(serde_json::from_slice::<Value>(&output.stdout).expect("JSON"), policy);
        let written = absent("policy.json");
        assert!(import(&[&one, &other], &["-o", written.path()]).status.success());
        assert_eq!(read(&written), said(&output));
    }
}

#[test]
fn into_a_configuration_nothing_but_the_settings_changes() {
    let settings = TemporaryFile::new("settings.json", MIGRATION.as_bytes());
    let original = format!("\u{feff}{}", CONFIGURATION.replace('\n', "\r\n"));
    let file = TemporaryFile::new("config.json", original.as_bytes());
    let copy = import(&[&settings], &["--into", file.path(), "-o", "-"]);
    assert_eq!(read(&file), original);
    let output = import(&[&settings], &["--into", file.path()]);
    assert!(output.status.success(), "{}", complained(&output));
    let expected =
        original.replace("\"meetingMigrationEnabled\": true", "\"meetingMigrationEnabled\": false");
    assert_ne!(expected, original);
    assert_eq!((read(&file), said(&copy)), (expected.clone(), expected));
}

#[test]
fn a_configuration_without_a_policy_gets_one() {
    let mut configuration: Value = serde_json::from_str(CONFIGURATION).expect("JSON");
    configuration.as_object_mut().expect("fields").remove("policy");
    let file = TemporaryFile::new("config.json", configuration.to_string().as_bytes());
    let settings = TemporaryFile::new("settings.json", DIAL_IN.as_bytes());
    assert!(import(&[&settings], &["--into", file.path()]).status.success());
    configuration["policy"] =
        json!({ "automaticallyMigrateUserMeetings": true, "automaticallyReplaceAcpProvider": false });
    assert_eq!(serde_json::from_str::<Value>(&read(&file)).expect("JSON"), configuration);
    assert!(redial(&["config", "check", file.path()]).status.success());
}

#[test]
fn settings_that_cannot_be_meant_are_refused_and_nothing_is_written() {
    let file = TemporaryFile::new("config.json", CONFIGURATION.as_bytes());
    let both = MIGRATION.replace('}', ",\"AutomaticallyReplaceAcpProvider\": true}");
    let object = |text: &str| TemporaryFile::new("settings.json", text.as_bytes());
    for (exports, sentence) in [
        (vec![object("{\"Identity\":\"Global\"}")], "it holds none of MeetingMigrationEnabled, "),
        (vec![object("[]")], "it holds none of "),
        (vec![object(&format!("[{MIGRATION},{MIGRATION}]"))], "it holds several objects"),
        (
            vec![object(&MIGRATION.replace("false", "null"))],
            "MeetingMigrationEnabled is neither true nor false",
        ),
        (vec![object("Identity : Global")], "it is not JSON"),
        (vec![object(&both), object(DIAL_IN)], "AutomaticallyReplaceAcpProvider is false in "),
    ] {
        let output = import(&exports.iter().collect::<Vec<_>>(), &["--into", file.path()]);
        assert_eq!((output.status.code(), said(&output)), (Some(1), String::new()), "{sentence}");
        assert!(complained(&output).contains(sentence), "{}", complained(&output));
        assert_eq!(read(&file), CONFIGURATION);
    }
}

#[test]
fn settings_do_not_go_into_a_broken_configuration() {
    let broken = CONFIGURATION.replace("\"keep\"", "\"perhaps\"");
    let file = TemporaryFile::new("config.json", broken.as_bytes());
    let settings = TemporaryFile::new("settings.json", MIGRATION.as_bytes());
    let output = import(&[&settings], &["--into", file.path()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complained(&output).contains("policy.userEdits: it must be one of"));
    assert_eq!(read(&file), broken);
    assert_eq!(import(&[&settings], &["--into", absent("config.json").path()]).status.code(), Some(2));
}

fn request(user: &str, file: &TemporaryFile) -> std::process::Output {
    redial(&["request", user, "--file", file.path()])
}

fn id(file: &TemporaryFile, user: &str) -> Option<String> {
    let requests = RunRequests::read(&read(file)).expect("a list of requests");
    let user = Owner { address: user, principal_name: None };
    requests.for_user(user).map(|request| request.id.to_string())
}

#[test]
fn a_request_is_added_and_a_second_one_takes_its_place() {
    let file = absent("requests.json");
    let (ines, paul) = ("ines@contoso.example", "paul@contoso.example");
    assert!(request(ines, &file).status.success() && request(paul, &file).status.success());
    let (first, other) = (id(&file, ines), id(&file, paul));
    assert!(first.is_some() && other.is_some() && first != other);
    assert!(request("INES@contoso.example", &file).status.success());
    assert!(id(&file, ines).is_some_and(|second| Some(second) != first));
    assert_eq!(id(&file, paul), other);
    assert_eq!(read(&file).matches("\"id\"").count(), 2);
}

#[test]
fn requests_made_at_once_are_all_kept() {
    let file = absent("requests.json");
    let user = |number| format!("user{number}@contoso.example");
    thread::scope(|scope| {
        for number in 0..8 {
            let file = &file;
            scope.spawn(move || assert!(request(&user(number), file).status.success()));
        }
    });
    for number in 0..8 {
        assert!(id(&file, &user(number)).is_some(), "{number}");
    }
    assert!(!Path::new(&format!("{}.lock", file.path())).exists());
}

#[cfg(unix)]
#[test]
fn whoever_could_read_the_list_still_can() {
    use std::os::unix::fs::PermissionsExt;
    let file = TemporaryFile::new("requests.json", br#"{"requests":[]}"#);
    fs::set_permissions(file.path(), fs::Permissions::from_mode(0o604)).expect("permissions");
    assert!(request("ines@contoso.example", &file).status.success());
    assert_eq!(fs::metadata(file.path()).expect("a file").permissions().mode() & 0o777, 0o604);
}

#[test]
fn a_broken_list_is_refused_and_stays() {
    for (broken, sentence) in [
        (r#"{"requests":[{"id":"1"}]}"#, "requests[0].id: it must be an id"),
        ("{\"requests\":[", ".: it is not JSON"),
        ("", ".: it is not JSON"),
    ] {
        let file = TemporaryFile::new("requests.json", broken.as_bytes());
        let output = request("ines@contoso.example", &file);
        assert_eq!(output.status.code(), Some(1));
        assert!(complained(&output).contains(sentence), "{}", complained(&output));
        assert_eq!(read(&file), broken);
        assert!(!Path::new(&format!("{}.lock", file.path())).exists());
    }
}

#[test]
fn who_has_no_address_cannot_be_asked_for() {
    let file = absent("requests.json");
    let output = request("Ines Moreau", &file);
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("it must be an address such as ines@contoso.example"));
    assert!(!Path::new(file.path()).exists());
}
