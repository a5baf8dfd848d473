//! Nothing but the online meeting information changes, whatever carries it.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod invitations;
mod program;

use std::fs;

use invitations::{inspected, profile, rewriting, rewritten, sample};
use program::{complained, redial, redial_reading, said};

fn text(name: &str) -> String {
    fs::read_to_string(sample(name)).expect("a sample")
}

/// The lines that are in `one` and not in `other`.
fn only_in<'a>(one: &'a str, other: &str) -> Vec<&'a str> {
    one.lines().filter(|line| !other.lines().any(|known| known == *line)).collect()
}

/// A profile that differs from what the samples say in the conference ID alone.
fn other_conference_id() -> program::TemporaryFile {
    let profile = text("server.json");
    let numbers =
        serde_json::json!([{"number": "+46850521034", "region": "", "languages": "", "tollFree": false}]);
    let mut profile: serde_json::Value = serde_json::from_str(&profile).expect("JSON");
    profile["audio"]["numbers"] = numbers;
    program::TemporaryFile::new("other-id.json", profile.to_string().as_bytes())
}

#[test]
fn only_the_lines_of_a_calendar_that_change_are_written() {
    let before = text("invitation.ics");
    let by = other_conference_id();
    let output = rewriting("invitation.ics", before.as_bytes(), by.path().as_ref(), &[]);
    let after = said(&output);
    assert_eq!(only_in(&before, &after).len(), 1, "{after}");
    assert_eq!(only_in(&after, &before).iter().filter(|line| line.contains("57083549")).count(), 1);
    assert!(after.lines().all(|line| line.trim_end_matches('\r').len() <= 75));
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    assert!(after.contains("DESCRIPTION:REMINDER\r\n"), "the alarm's text is no body");
}

#[test]
fn the_parts_of_a_mail_keep_their_encodings_and_their_other_lines() {
    let before = text("invitation.eml");
    let after =
        String::from_utf8(rewritten("invitation.eml", before.as_bytes(), "server.json")).expect("ASCII");
    assert!(after.lines().all(|line| line.len() <= 76));
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    let parts = |mail: &str| mail.split("--=_b1").map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (parts(&before), parts(&after));
    assert_eq!(old.len(), new.len());
    for (old, new) in old.iter().zip(&new).skip(1).take(3) {
        let header = old.split("\r\n\r\n").next().expect("a header");
        assert!(new.starts_with(header));
        assert_ne!(old, new);
    }
    let quoted_printable = new.get(1).expect("the text");
    assert!(
        quoted_printable.contains("=E4=BA=88=E7=AE=97\r\n")
            && quoted_printable.contains("Conference ID: 57083549")
    );
    let base64 =
        |part: usize| (old.get(part).expect("a part").as_str(), new.get(part).expect("a part").as_str());
    let same =
        |(old, new): (&str, &str)| old.lines().zip(new.lines()).take_while(|(old, new)| old == new).count();
    assert!(same(base64(2)) > 20, "lines before the change stay");
    assert_eq!((old.first(), old.last()), (new.first(), new.last()));
}

#[test]
fn a_text_in_utf_16_stays_one() {
    let utf16 = |text: &str| -> Vec<u8> {
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let before = text("word.html");
    let expected =
        String::from_utf8(rewritten("word.html", before.as_bytes(), "server.json")).expect("UTF-8");
    assert_eq!(rewritten("utf16.html", &utf16(&before), "server.json"), utf16(&expected));
}

#[test]
fn a_byte_order_mark_stays() {
    let marked = |text: &[u8]| [b"\xEF\xBB\xBF", text].concat();
    for file in ["word.html", "skype.txt", "invitation.ics"] {
        let before = text(file);
        let after = rewritten(file, before.as_bytes(), "server.json");
        assert_eq!(rewritten(file, &marked(before.as_bytes()), "server.json"), marked(&after));
    }
}

#[test]
fn html_in_an_encoding_of_its_own_stays_in_it() {
    let before =
        text("word.html").replace("charset=utf-8", "charset=windows-1252").replace("予算 🎯", "café");
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let after = rewritten("latin.html", &latin(&before), "server.json");
    let as_utf8 = String::from_utf8(rewritten("utf8.html", before.as_bytes(), "server.json")).expect("UTF-8");
    assert_eq!(after, latin(&as_utf8));
}

#[test]
fn a_mail_in_seven_bits_stays_so() {
    let mail = |charset: &str, kind: &str, body: &str| {
        let header =
            format!("From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/{kind}; charset={charset}\n\n");
        header + body
    };
    let profile_text =
        fs::read_to_string(profile("server.json")).expect("a profile").replace("Seattle", "Malmö");
    let by = program::TemporaryFile::new("malmo.json", profile_text.as_bytes());
    let plain: String = text("word.html").chars().map(|c| if c.is_ascii() { c } else { 'x' }).collect();
    let html = mail("us-ascii", "html", &plain);
    let output = rewriting("seven.eml", html.as_bytes(), by.path().as_ref(), &[]);
    assert!(output.stdout.is_ascii() && said(&output).contains("(Malm&#246;)"), "{}", complained(&output));
    let swedish: String = text("skype.txt").chars().filter(char::is_ascii).collect();
    let plain = mail("us-ascii", "plain", &swedish);
    let output = rewriting("seven-text.eml", plain.as_bytes(), by.path().as_ref(), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complained(&output).contains("US-ASCII has no “ö”"), "{}", complained(&output));
}

#[test]
fn an_attached_mail_is_inspected_and_never_changed() {
    let attached = text("invitation.eml");
    let mail = format!(
        "From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--out\r\nContent-Type: message/rfc822\r\n\r\n{attached}\r\n--out--\r\n"
    );
    let report = inspected("forwarded.eml", mail.as_bytes());
    assert_eq!(report["blocks"][0]["conference_id"], "4410278");
    assert_eq!(report["blocks"][0]["attached"], true);
    let output = rewriting("forwarded.eml", mail.as_bytes(), &profile("server.json"), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complained(&output).contains("stands in an attached mail"), "{}", complained(&output));
}

#[test]
fn each_event_of_a_calendar_is_judged_on_its_own() {
    let event = |file: &str| {
        file.split_once("BEGIN:VEVENT")
            .expect("an event")
            .1
            .split_once("END:VCALENDAR")
            .expect("an end")
            .0
            .to_owned()
    };
    let first = event(&text("invitation.ics"));
    let cut = first.replacen(".", "", 100);
    let both = |one: &str, other: &str| {
        format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT{one}BEGIN:VEVENT{other}END:VCALENDAR\r\n")
    };
    let output = rewriting("events.ics", both(&cut, &first).as_bytes(), &profile("server.json"), &[]);
    assert!(output.status.success());
    let alone = String::from_utf8(rewritten("one.ics", text("invitation.ics").as_bytes(), "server.json"))
        .expect("UTF-8");
    assert_eq!(said(&output), both(&cut, &event(&alone)));
    assert!(complained(&output).contains("DESCRIPTION stays as it is"), "{}", complained(&output));
}

#[test]
fn hostile_files_are_answered() {
    let unfinished = [
        "From: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b",
        "BEGIN:VCALENDAR\r\n \r\n:::\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDESCRIPTION",
        "<",
        "\u{FEFF}",
    ];
    for file in unfinished {
        let output = redial_reading(&["inspect", "--json", "-"], file.as_bytes());
        assert!(matches!(output.status.code(), Some(0 | 2)), "{file}: {}", complained(&output));
    }
    let deep = "<div>".repeat(100_000);
    let output = redial_reading(&["inspect", "--json", "-"], deep.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(redial(&["inspect"]).status.code(), Some(2));
}
