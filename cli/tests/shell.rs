//! The program as a person runs it.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod invitations;
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use invitations::{inspected, profile, rewriting, rewritten, sample};
use program::{TemporaryFile, complained, redial, redial_reading, said};
use serde_json::{Value, json};

fn bytes(name: &str) -> Vec<u8> {
    fs::read(sample(name)).expect("a sample")
}

fn text(name: &str) -> String {
    String::from_utf8(bytes(name)).expect("UTF-8")
}

/// Why a file is not rewritten by a profile.
fn refused(name: &str, body: &str, options: &[&str]) -> String {
    let output = rewriting(name, body.as_bytes(), &profile("server.json"), options);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(output.stdout.is_empty());
    complained(&output)
}

#[test]
fn it_says_its_version() {
    let output = redial(&["--version"]);
    assert!(output.status.success());
    assert_eq!(said(&output), format!("redial {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_kind_of_file_is_inspected() {
    for (file, language, conference_id, line) in [
        ("word.html", "en-US", "4410278", ".x137"),
        ("skype.txt", "sv-SE", "71946", ".x137"),
        ("invitation.ics", "sv-SE", "71946", ".x137"),
        ("invitation.eml", "en-US", "4410278", ".x137"),
        ("teams.html", "en-GB", "640217935", "_x80"),
    ] {
        let report = inspected(file, &bytes(file));
        let block = &report["blocks"][0];
        assert_eq!(report["blocks"].as_array().map(Vec::len), Some(1), "{file}");
        assert_eq!(block["language"], language, "{file}");
        assert_eq!(block["conference_id"], conference_id, "{file}");
        assert_eq!((&block["first_line"], &block["last_line"]), (&line.into(), &line.into()), "{file}");
        assert_eq!((&block["complete"], &block["quoted"]), (&true.into(), &false.into()), "{file}");
        assert_eq!(block["confidence"], "likely", "{file}");
    }
}

#[test]
fn offsets_are_bytes_into_the_body() {
    let body = text("word.html");
    let block = &inspected("word.html", body.as_bytes())["blocks"][0];
    let offset =
        |name: &str| block[name].as_u64().and_then(|at| usize::try_from(at).ok()).expect("an offset");
    let span = body.get(offset("start")..offset("end")).expect("a span");
    assert!(span.starts_with("<p class=\"MsoNormal\"><span style=\"font-size:8.0pt"));
    assert!(span.ends_with("</span></p>"));
}

#[test]
fn every_version_of_a_mails_text_is_told_to_people() {
    let output = redial(&["inspect", sample("invitation.eml").to_str().expect("UTF-8")]);
    let told = said(&output);
    for version in
        ["text/html: ", "text/plain: ", "text/calendar, DESCRIPTION: ", "text/calendar, X-ALT-DESC: "]
    {
        assert!(told.contains(&format!("  {version}Skype for Business")), "{version}");
    }
    assert_eq!(told.matches("No tag can be seen in a file").count(), 1);
}

#[test]
fn reasons_and_rows_are_told() {
    let told = said(&redial(&["inspect", sample("word.html").to_str().expect("UTF-8")]));
    assert!(told.contains("- a separator line stands above and below"));
    assert!(told.contains("conference ID       Conference ID: 4410278"));
    assert!(told.contains("added line          Ask Anna for the leader's code."));
}

#[test]
fn a_profile_tells_what_is_outdated() {
    let by = |name: &str| {
        let profile = profile(name).to_string_lossy().into_owned();
        let told = redial(&["inspect", sample("word.html").to_str().expect("UTF-8"), "--profile", &profile]);
        said(&told).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(
        by("server.json")
            .contains("Audio conferencing current Conference ID outdated Numbers outdated Directory current")
    );
    assert!(
        by("conferencing-provider.json")
            .contains("Audio conferencing current Conference ID current Numbers outdated Directory outdated")
    );
    assert!(
        by("without-audio-conferencing.json").contains(
            "Audio conferencing outdated Conference ID outdated Numbers outdated Directory outdated"
        )
    );
}

#[test]
fn a_profile_tells_programs_too() {
    let by = profile("server.json").to_string_lossy().into_owned();
    let blocks = |file: &str| {
        let output = redial(&["inspect", "--json", sample(file).to_str().expect("UTF-8"), "--profile", &by]);
        serde_json::from_slice::<Value>(&output.stdout).expect("JSON")["blocks"][0]["profile"].clone()
    };
    let compared = json!({
        "audio_conferencing": "current", "conference_id": "outdated", "numbers": "outdated", "directory": "current",
    });
    assert_eq!(blocks("word.html"), compared);
    assert_eq!(blocks("teams.html"), Value::Null);
}

#[test]
fn a_file_without_online_meeting_information_is_said_to_hold_none() {
    let output = redial_reading(&["inspect", "-"], b"Lunch at noon?\n");
    assert!(output.status.success() && said(&output).contains("No online meeting information was found."));
    assert_eq!(inspected("lunch.txt", b"Lunch at noon?\n")["blocks"], json!([]));
}

#[test]
fn a_rewritten_file_says_what_the_profile_says_and_then_there_is_nothing_to_do() {
    for file in ["word.html", "skype.txt", "invitation.ics", "invitation.eml"] {
        for (by, conference_id, numbers) in [
            ("server.json", json!("57083549"), json!(["+14255550134", "+442079460121"])),
            ("without-audio-conferencing.json", Value::Null, json!([])),
        ] {
            let after = rewritten(file, &bytes(file), by);
            let block = &inspected(file, &after)["blocks"][0];
            assert_eq!((&block["conference_id"], &block["numbers"]), (&conference_id, &numbers), "{file}");
            let again = rewriting(file, &after, &profile(by), &["--edits", "keep"]);
            assert_eq!(again.status.code(), Some(1), "{file}");
            assert!(complained(&again).contains("says already"), "{file}: {}", complained(&again));
        }
    }
}

#[test]
fn without_adopt_nothing_is_written() {
    let by = profile("server.json").to_string_lossy().into_owned();
    let output = redial(&["rewrite", sample("word.html").to_str().expect("UTF-8"), "--profile", &by]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty() && complained(&output).contains("--adopt"));
}

#[test]
fn what_is_refused_has_its_reason() {
    let word = text("word.html");
    assert!(refused("lunch.html", "<p>Lunch?</p>", &[]).contains("no online meeting information"));
    assert!(refused("teams.html", &text("teams.html"), &[]).contains("of another service"));
    let zoom = "Join: https://zoom.us/j/5551234567?pwd=a\n";
    assert!(refused("zoom.txt", zoom, &[]).contains("a service that Redial never changes"));
    let quoted = text("skype.txt").lines().map(|line| format!("> {line}\n")).collect::<String>();
    assert!(refused("quoted.txt", &quoted, &[]).contains("quoted text"));
    let cut = text("skype.txt").replacen(&".".repeat(137), "", 1);
    assert!(refused("cut.txt", &cut, &[]).contains("beginning or the end"));
    assert!(refused("twice.txt", &text("skype.txt").repeat(2), &[]).contains("several times"));
    assert!(refused("edited.html", &word, &["--edits", "skip"]).contains("--edits skip"));
    let deep = "<div>".repeat(600);
    assert!(refused("deep.html", &format!("{deep}{word}"), &[]).contains("nested too deeply"));
    assert!(refused("below.html", &word.replacen("</body>", &deep, 1), &[]).contains("nested too deeply"));
}

#[test]
fn another_persons_link_gets_no_details_of_ones_own() {
    for file in ["word.html", "skype.txt", "invitation.ics"] {
        for (person, named) in [("paul.weber", "paul.weber"), ("Ines.Moreau2", "ines.moreau2")] {
            let theirs = text(file).replace("ines.moreau/", &format!("{person}/"));
            let refused = refused(file, &theirs, &[]);
            assert!(refused.contains(&format!("an online meeting of {named}")), "{file}: {refused}");
        }
    }
    let by = profile("server.json").to_string_lossy().into_owned();
    let theirs = TemporaryFile::new(
        "theirs.html",
        text("word.html").replace("ines.moreau/", "paul.weber/").as_bytes(),
    );
    let told = said(&redial(&["inspect", theirs.path(), "--profile", &by]));
    assert!(told.contains("an online meeting of paul.weber") && !told.contains("outdated"), "{told}");
    let output = redial(&["inspect", "--json", theirs.path(), "--profile", &by]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["blocks"][0]["profile"], Value::Null);
}

#[test]
fn a_link_on_a_server_that_nobody_knows_is_adopted_by_nobody() {
    let elsewhere = text("word.html").replace("meet.contoso.example", "meet.fabrikam.example");
    let refused = refused("elsewhere.html", &elsewhere, &[]);
    assert!(refused.contains("https://meet.fabrikam.example/ines.moreau/K7Q2M9XD"), "{refused}");
    assert!(refused.contains("meetingBase"), "{refused}");
}

#[test]
fn a_link_that_no_online_meeting_can_have_is_shown() {
    for file in ["word.html", "skype.txt"] {
        let text = text(file);
        let mut words = text.split(['"', '<', '>', '?', ' ', '\r', '\n']);
        let own = words.find(|word| word.starts_with("https://meet.")).expect("a link");
        for bad in [
            "https://meet.contoso.example/ines.moreau/../paul.weber/K7Q2M9XD",
            "https://meet.contoso.example/ines.moreau/%2e%2e/K7Q2M9XD",
            "https://ines@meet.contoso.example/ines.moreau/K7Q2M9XD",
        ] {
            let said = refused(file, &text.replace(own, bad), &[]);
            assert!(said.contains(&format!("its link {bad} is no address")), "{file}: {said}");
        }
    }
}

#[test]
fn a_teams_link_of_another_person_than_the_profile_names_is_not_adopted() {
    let at = |host: &str, person: &str| {
        let context = format!("%7b%22Tid%22%3a%22t%22%2c%22Oid%22%3a%22{person}%22%7d");
        format!("https://{host}/l/meetup-join/19%3ameeting_{person}%40thread.v2/0?context={context}")
    };
    let (ines, paul) = (at("teams.microsoft.com", "ines"), at("teams.microsoft.com", "paul"));
    let server: Value =
        serde_json::from_slice(&fs::read(profile("server.json")).expect("an example")).expect("JSON");
    let by_profile = |link: &str, base: Option<&str>| {
        let mut teams = server.clone();
        (teams["kind"], teams["home"]) = (json!("teams"), json!("online"));
        (teams["sipAddress"], teams["meetingBase"]) = (Value::Null, json!(base));
        teams["$schema"] = json!("../profile.schema.json");
        let by = TemporaryFile::new("teams.json", teams.to_string().as_bytes());
        let teams = text("teams.html");
        let old = teams.split('"').find(|part| part.contains("/l/meetup-join/")).expect("a link");
        rewriting("teams.html", teams.replace(old, link).as_bytes(), Path::new(by.path()), &[])
    };
    // A profile that names nobody leaves it to whoever adopts.
    for link in [&ines, &paul] {
        let output = by_profile(link, None);
        assert!(output.status.success(), "{}", complained(&output));
    }
    let theirs = by_profile(&paul, Some(&ines));
    assert!(complained(&theirs).contains("an online meeting of paul"), "{}", complained(&theirs));
    for base in [&ines, &at("teams.cloud.microsoft", "ines")] {
        let own = by_profile(&ines, Some(base));
        assert!(own.status.success(), "{}", complained(&own));
    }
}

#[test]
fn versions_of_one_text_that_disagree_are_left_alone() {
    let mail = text("invitation.eml").replace("K7Q2M9XD", "ANOTHER1");
    assert!(refused("disagreeing.eml", &mail, &[]).contains("different online meetings"));
}

#[test]
fn a_version_that_has_lost_its_lines_holds_the_others_back() {
    let dots = ".".repeat(137);
    let rows = |lost: bool, id: &str| {
        let line = if lost { "" } else { dots.as_str() };
        let join = "Join Skype Meeting <https://meet.contoso.example/ines.moreau/K7Q2M9XD>";
        ["Hello", line, join, "+44 20 7946 0100 (London)", id, line, "Regards"].join("\n")
    };
    let html = |text: &str| {
        let row = |row: &str| match row.split_once(" <") {
            Some((words, link)) => format!("<p><a href=\"{}\">{words}</a></p>\n", link.trim_end_matches('>')),
            None => format!("<p>{row}</p>\n"),
        };
        text.lines().map(row).collect::<String>()
    };
    for (lost_text, lost_html) in [(true, false), (false, true)] {
        for id in ["Conference ID: 79261", ""] {
            let mail = format!(
                "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{}\n--b\nContent-Type: text/html; charset=utf-8\n\n{}\n--b--\n",
                rows(lost_text, id),
                html(&rows(lost_html, id)),
            );
            let refused = refused("lost.eml", &mail, &[]);
            assert!(refused.contains("the beginning or the end"), "{refused}");
        }
    }
}

#[test]
fn a_signed_mail_is_left_alone() {
    let mail = text("invitation.eml").replace("multipart/alternative", "multipart/signed");
    assert!(refused("signed.eml", &mail, &[]).contains("signature"));
}

#[test]
fn lines_somebody_wrote_stay_unless_they_are_to_go() {
    let kept = rewritten("word.html", &bytes("word.html"), "server.json");
    assert!(String::from_utf8_lossy(&kept).contains("Ask Anna"));
    let anew =
        rewriting("word.html", &bytes("word.html"), &profile("server.json"), &["--edits", "overwrite"]);
    assert!(said(&anew).contains("57083549") && !said(&anew).contains("Ask Anna"));
}

#[test]
fn the_output_is_written_where_it_is_asked_for() {
    let target = TemporaryFile::new("target.html", b"old");
    let output = rewriting("word.html", &bytes("word.html"), &profile("server.json"), &["-o", target.path()]);
    assert!(output.status.success() && output.stdout.is_empty());
    assert_eq!(
        fs::read(target.path()).expect("a file"),
        rewritten("word.html", &bytes("word.html"), "server.json")
    );
}

#[test]
fn a_difference_is_shown_instead() {
    let shown = |file: &str| said(&rewriting(file, &bytes(file), &profile("server.json"), &["--diff"]));
    let difference = shown("word.html");
    assert!(difference.contains("-<p class=\"MsoNormal\">Conference ID: 4410278</p>"));
    assert!(difference.contains("+<p class=\"MsoNormal\">Conference ID: 57083549</p>"));
    assert!(shown("invitation.ics").contains("-Konferens-ID: 71946\n+Konferens-ID: 57083549\n"));
    assert_eq!(shown("invitation.eml").matches("\n@@ ").count(), 4);
}

#[test]
fn standard_input_is_a_file_too() {
    let by = profile("server.json").to_string_lossy().into_owned();
    for file in ["word.html", "skype.txt", "invitation.ics", "invitation.eml"] {
        let output = redial_reading(&["inspect", "--json", "-"], &bytes(file));
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(
            (&report["file"], report["blocks"].as_array().map(Vec::len)),
            (&"-".into(), Some(1)),
            "{file}"
        );
        let output = redial_reading(&["rewrite", "-", "--profile", &by, "--adopt", "-o", "-"], &bytes(file));
        assert_eq!(output.stdout, rewritten(file, &bytes(file), "server.json"), "{file}");
    }
}

#[test]
fn what_cannot_be_used_gets_a_sentence_and_stops_no_other_file() {
    let files = [
        ("logo.png", b"\x89PNG\x0D\x0A".as_slice(), "what kind of file"),
        ("binary.txt", b"a\0b", "it is no text"),
        ("latin.txt", b"caf\xE9", "not UTF-8"),
        ("half.txt", b"\xFF\xFEa", "not valid UTF-16LE"),
        ("no.ics", b"Hello", "no iCalendar file"),
        ("no.eml", b"", "no mail"),
        ("wrong.eml", b"Content-Type: text/plain; charset=x-none\n\nHello", "x-none"),
        ("latin.ics", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:caf\xE9\nEND:VEVENT\n", "UTF-8"),
    ];
    let files = files.map(|(name, bytes, sentence)| (TemporaryFile::new(name, bytes), sentence));
    let huge = TemporaryFile::new("huge.html", b"");
    let opened = fs::OpenOptions::new().write(true).open(huge.path()).expect("a file");
    opened.set_len(32 * 1024 * 1024 + 1).expect("a large file");
    let good: PathBuf = sample("word.html");
    let mut arguments = vec!["inspect", "--json", "missing.html", huge.path(), "."];
    arguments.extend(files.iter().map(|(file, _)| file.path()));
    arguments.push(good.to_str().expect("UTF-8"));
    let output = redial(&arguments);
    assert_eq!(output.status.code(), Some(2));
    let complaints = complained(&output);
    for (file, sentence) in &files {
        let line = complaints.lines().find(|line| line.contains(file.path())).unwrap_or_default();
        assert!(line.contains(sentence), "{line}");
    }
    assert!(complaints.contains("missing.html: it cannot be read"));
    assert!(complaints.contains("huge.html: it is larger than 32 MB"));
    assert_eq!(complaints.lines().count(), files.len() + 3);
    assert_eq!(said(&output).lines().count(), 1);
    assert!(said(&output).contains("4410278"));
}

#[test]
fn a_wrong_profile_is_named_by_its_field() {
    let good = fs::read_to_string(profile("server.json")).expect("a profile");
    let wrong = TemporaryFile::new("profile.json", good.replace("57083549", "not digits").as_bytes());
    let output =
        redial(&["inspect", sample("word.html").to_str().expect("UTF-8"), "--profile", wrong.path()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("audio.conference"), "{}", complained(&output));
}

#[test]
fn a_profile_that_cannot_be_used_is_named_once() {
    let example = text("server.json");
    for (old, new) in [
        ("\"public\": \"57083549\"", "\"public\": \"99-11\""),
        ("\"number\": \"+1 425 555 0134\"", "\"number\": \"none\""),
        ("\"directoryUrl\": \"https:", "\"directoryUrl\": \"javascript:"),
        ("{", ""),
    ] {
        let broken = TemporaryFile::new("broken.json", example.replacen(old, new, 1).as_bytes());
        let output = redial(&[
            "inspect",
            sample("invitation.eml").to_str().expect("UTF-8"),
            "--profile",
            broken.path(),
        ]);
        assert_eq!(output.status.code(), Some(2), "{new}");
        assert_eq!(complained(&output).matches("broken.json").count(), 1, "{}", complained(&output));
    }
}

#[test]
fn standard_input_is_read_once() {
    let output = redial_reading(&["inspect", "-", "-"], b"<p>Agenda</p>");
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    let output = redial_reading(&["rewrite", "-", "--profile", "-", "--adopt"], b"<p>Agenda</p>");
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}

#[test]
fn whoever_reads_no_further_ends_the_program_without_a_word() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_redial"))
        .arg("inspect")
        .args(vec![sample("invitation.eml"); 64])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    // What 64 invitations tell is more than a pipe holds.
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("an end");
    assert_eq!((output.status.code(), complained(&output)), (Some(0), String::new()));
}
