//! Large, deep and hostile files are answered with a sentence, and a write that fails destroys nothing.
#![cfg(unix)]
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod invitations;
mod program;

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use invitations::{profile, rewriting, rewritten, sample};
use program::{TemporaryFile, complained, redial, said};
use tempfile::TempDir;

const LARGEST: usize = 32 * 1024 * 1024;

/// Runs the program where the shell has said `before`.
fn redial_after(before: &str, arguments: &[&str]) -> Output {
    let script = format!("{before}; exec \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_redial")]).args(arguments);
    shell.output().expect("it runs")
}

/// A folder of one test.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("UTF-8").to_owned()
    }

    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.0.path()).expect("a folder");
        names.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect()
    }
}

#[test]
fn a_full_disk_leaves_the_file_as_it_was() {
    let folder = Folder::new();
    let (target, by) = (folder.path("target.html"), profile("server.json"));
    let long = sample("word.html");
    assert!(fs::metadata(&long).expect("a sample").len() > 1024);
    for before in ["trap '' XFSZ; ulimit -f 1", "ulimit -f 1"] {
        fs::copy(&long, &target).expect("a copy");
        let arguments = [target.as_str(), "--profile", by.to_str().expect("UTF-8"), "--adopt", "-o", &target];
        let output = redial_after(before, &[&["rewrite"], arguments.as_slice()].concat());
        assert!(!output.status.success(), "{before}");
        assert_eq!(fs::read(&target).expect("a file"), fs::read(&long).expect("a sample"), "{before}");
        if before.starts_with("trap") {
            assert!(complained(&output).contains("target.html cannot be written"), "{}", complained(&output));
            assert_eq!(folder.names(), ["target.html"]);
        }
    }
}

#[test]
fn what_is_written_keeps_links_and_who_may_read_it() {
    let folder = Folder::new();
    let (target, link) = (folder.path("target.html"), folder.path("link.html"));
    fs::write(&target, "old").expect("written");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink(&target, &link).expect("a link");
    let word = fs::read(sample("word.html")).expect("a sample");
    let output = rewriting("word.html", &word, &profile("server.json"), &["-o", &link]);
    assert!(output.status.success(), "{}", complained(&output));
    assert_eq!(fs::read(&target).expect("a file"), rewritten("word.html", &word, "server.json"));
    assert_eq!(fs::metadata(&target).expect("a file").permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    assert_eq!(folder.names().len(), 2);
}

#[test]
fn a_link_to_a_file_that_is_not_there_yet_stays_one() {
    let folder = Folder::new();
    let (target, first, second) =
        (folder.path("target.html"), folder.path("first.html"), folder.path("second.html"));
    symlink("target.html", &first).expect("a link");
    symlink(&first, &second).expect("a link");
    let word = fs::read(sample("word.html")).expect("a sample");
    let output = rewriting("word.html", &word, &profile("server.json"), &["-o", &second]);
    assert!(output.status.success(), "{}", complained(&output));
    assert_eq!(fs::read(&target).expect("a file"), rewritten("word.html", &word, "server.json"));
    for link in [&first, &second] {
        assert!(fs::symlink_metadata(link).expect("a link").is_symlink());
    }
    let circle = folder.path("circle.html");
    symlink("circle.html", &circle).expect("a link");
    let output = rewriting("word.html", &word, &profile("server.json"), &["-o", &circle]);
    assert!(complained(&output).contains("circle.html cannot be written"), "{}", complained(&output));
}

#[test]
fn a_file_may_have_the_longest_name() {
    let folder = Folder::new();
    let word = fs::read(sample("word.html")).expect("a sample");
    for length in [245, 250] {
        let target = folder.path(&format!("{}.html", "x".repeat(length)));
        for _ in 0..2 {
            let output = rewriting("word.html", &word, &profile("server.json"), &["-o", &target]);
            assert!(output.status.success(), "{}", complained(&output));
        }
        assert_eq!(fs::read(&target).expect("a file"), rewritten("word.html", &word, "server.json"));
    }
    assert_eq!(folder.names().len(), 2);
}

#[test]
fn a_file_of_many_large_texts_takes_little_more_memory_than_it_has_bytes() {
    let event = format!("BEGIN:VEVENT\r\nDESCRIPTION:{}\r\nEND:VEVENT\r\n", "a\\n".repeat(200_000));
    let calendar = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", event.repeat(8));
    let file = TemporaryFile::new("many.ics", calendar.as_bytes());
    let output = redial_after("ulimit -v 200000", &["inspect", file.path()]);
    assert!(output.status.success(), "{}", complained(&output));
    assert!(said(&output).contains("No online meeting information was found."));
}

#[test]
fn a_device_is_written_to_as_it_is() {
    let word = fs::read(sample("word.html")).expect("a sample");
    let to = |device: &str| rewriting("word.html", &word, &profile("server.json"), &["-o", device]);
    assert!(to("/dev/null").status.success());
    if Path::new("/dev/full").exists() {
        assert!(complained(&to("/dev/full")).contains("/dev/full cannot be written"));
        let by = profile("server.json");
        let arguments = ["rewrite", "--profile", by.to_str().expect("UTF-8"), "--adopt"];
        let file = sample("word.html");
        let output = redial_after(
            "exec >/dev/full",
            &[arguments.as_slice(), &[file.to_str().expect("UTF-8")]].concat(),
        );
        assert_eq!(output.status.code(), Some(2));
        assert!(complained(&output).contains("standard output cannot be written"));
    }
}

/// What the program says of a mail, to whoever inspects it and to whoever rewrites it.
fn refused(name: &str, mail: &[u8], sentence: &str) {
    let file = TemporaryFile::new(name, mail);
    let output = redial(&["inspect", "--json", file.path()]);
    assert_eq!(output.status.code(), Some(2), "{name}: {}", complained(&output));
    assert!(complained(&output).contains(sentence), "{name}: {}", complained(&output));
    let output = rewriting(name, mail, &profile("server.json"), &[]);
    assert_eq!(output.status.code(), Some(2), "{name}: {}", complained(&output));
}

#[test]
fn mails_and_parts_that_lie_too_deep_in_each_other_are_refused() {
    let deep = "more than 100 deep";
    let mail = "Content-Type: message/rfc822\r\n\r\n";
    refused("mails.eml", mail.repeat(150_000).as_bytes(), deep);
    for kind in ["mixed", "digest"] {
        let part =
            |number| format!("Content-Type: multipart/{kind}; boundary=b{number}\r\n\r\n--b{number}\r\n");
        refused("parts.eml", (0..150_000).map(part).collect::<String>().as_bytes(), deep);
    }
}

#[test]
fn a_mail_that_is_attached_in_an_encoding_is_not_looked_into() {
    let deep = STANDARD.encode("Content-Type: message/rfc822\r\n\r\n".repeat(150_000));
    for encoding in ["base64", "quoted-printable"] {
        let mail = format!(
            "From: a@b.example\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{deep}\r\n"
        );
        let file = TemporaryFile::new("encoded.eml", mail.as_bytes());
        let output = redial(&["inspect", "--json", file.path()]);
        assert!(output.status.success(), "{encoding}: {}", complained(&output));
    }
}

#[test]
fn a_mail_of_a_hundred_attached_ones_is_read() {
    let inner = fs::read_to_string(sample("invitation.eml")).expect("a sample");
    let mail = format!("{}{inner}", "Content-Type: message/rfc822\r\n\r\n".repeat(97));
    let file = TemporaryFile::new("deep.eml", mail.as_bytes());
    let output = redial(&["inspect", "--json", file.path()]);
    assert!(said(&output).contains("4410278"), "{}", complained(&output));
}

#[test]
fn too_many_parts_and_headers_that_never_end_are_refused() {
    let parts =
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n".to_owned() + &"--b\r\n\r\nx\r\n".repeat(100_000);
    refused("many.eml", parts.as_bytes(), "more than 10000 parts");
    refused("headers.eml", "X: y\r\n".repeat(1_000_000).as_bytes(), "longer than 1 MB");
    let folded = "X: y\r\n".to_owned() + &" z\r\n".repeat(1_000_000);
    refused("folded.eml", folded.as_bytes(), "longer than 1 MB");
}

#[test]
fn the_largest_files_take_little_memory() {
    let filled = |head: &str, unit: &str| {
        let mut file = head.as_bytes().to_vec();
        file.extend(unit.as_bytes().iter().cycle().take(LARGEST - head.len()));
        file
    };
    let event = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDESCRIPTION:";
    let mail = "From: a@b.example\r\nContent-Type: text/html; charset=utf-8\r\n";
    let quoted = format!("{mail}Content-Transfer-Encoding: quoted-printable\r\n\r\n");
    for (name, head, unit) in [
        ("rows.html", "<html>", "a<br>"),
        ("lines.txt", "", "a\n"),
        ("one.ics", event, "a\\n"),
        ("folded.ics", event, "a\r\n "),
        ("events.ics", "BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\r\nDESCRIPTION:\r\nEND:VEVENT\r\n"),
        ("rows.eml", &format!("{mail}\r\n"), "a<br>"),
        ("quoted.eml", &quoted, "=20=E4"),
    ] {
        let file = TemporaryFile::new(name, &filled(head, unit));
        let output = redial_after("ulimit -v 600000", &["inspect", file.path()]);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", complained(&output));
        let told = complained(&output);
        assert!(
            told.contains("is larger than 2 MB") || told.contains("more than 100000 texts"),
            "{name}: {told}"
        );
    }
}

#[test]
fn a_large_text_is_read_and_one_that_is_too_large_is_not_taken_for_empty() {
    let word = fs::read_to_string(sample("invitation.ics")).expect("a sample");
    let attachment = format!("ATTACH;ENCODING=BASE64;VALUE=BINARY:{}\r\n", "A".repeat(3 * 1024 * 1024));
    let with = word.replacen("UID:1\r\n", &format!("UID:1\r\n{attachment}"), 1);
    let after = said(&rewriting("attachment.ics", with.as_bytes(), &profile("server.json"), &[]));
    assert!(after.contains("57083549") && after.contains(&attachment));
    let folded = attachment.replace("ATTACH;ENCODING=BASE64;VALUE=BINARY:", "X-ALT-DESC;FMTTYPE=text/html:");
    let with = word.replacen("UID:1\r\n", &format!("UID:1\r\n{folded}"), 1);
    let output = rewriting("large.ics", with.as_bytes(), &profile("server.json"), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("event 1 is larger than 2 MB"), "{}", complained(&output));
}

#[test]
fn a_profile_has_a_limit_too() {
    let good = fs::read(profile("server.json")).expect("a profile");
    let padded = |length: usize| {
        let mut profile = good.clone();
        profile.resize(length, b' ');
        TemporaryFile::new("profile.json", &profile)
    };
    let word = sample("word.html").to_string_lossy().into_owned();
    let by = |path: &str| redial_after("ulimit -v 600000", &["inspect", &word, "--profile", path]);
    assert!(by(padded(1024 * 1024).path()).status.success());
    for too_large in [padded(1024 * 1024 + 1).path(), "/dev/zero"] {
        let output = by(too_large);
        assert_eq!(output.status.code(), Some(2));
        assert!(complained(&output).contains("it is larger than 1 MB"), "{}", complained(&output));
    }
}
