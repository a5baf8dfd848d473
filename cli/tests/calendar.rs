//! What programs dial stands beside an event's text, and becomes true with it.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod invitations;
mod program;

use std::fs;
use std::process::Output;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use invitations::{profile, rewriting, sample};
use program::{complained, said};

/// The sample with these lines in front of its text.
fn calendar(lines: &str) -> String {
    let sample = fs::read_to_string(sample("invitation.ics")).expect("a sample");
    assert!(sample.contains("\r\nDESCRIPTION"));
    sample.replacen("\r\nDESCRIPTION", &format!("\r\n{lines}DESCRIPTION"), 1)
}

fn by_server(name: &str, file: &str) -> Output {
    rewriting(name, file.as_bytes(), &profile("server.json"), &[])
}

/// The calendar without its text, which ends with the line of dots.
fn beside_the_text(calendar: &str) -> String {
    let (before, text) = calendar.split_once("DESCRIPTION;").expect("a text");
    let (_, after) = text.split_once("DTSTART").expect("a beginning");
    format!("{before}DTSTART{after}")
}

/// What becomes of lines beside a text that is rewritten; every other line stays.
fn becomes(lines: &str, expected: &str) {
    for end in ["\r\n", "\n"] {
        let with_ends = |text: &str| text.replace("\r\n", "\n").replace('\n', end);
        let before = with_ends(&calendar(lines));
        let output = by_server("invitation.ics", &before);
        assert!(output.status.success(), "{lines}: {}", complained(&output));
        assert!(said(&output).contains("Konferens-ID: 57083549"));
        let expected = with_ends(&beside_the_text(&calendar(expected)));
        assert_eq!(beside_the_text(&said(&output)), expected, "{lines}");
        assert_eq!(complained(&output), "");
    }
}

const OLD: &str = "X-MICROSOFT-CONFERENCETELURI:tel:+46850521034\\,\\,71946\n\
    X-MICROSOFT-ONLINEMEETINGTOLLNUMBER:+46 8 505 210 34\n\
    X-MICROSOFT-ONLINEMEETINGCONFERENCEID:71946\n";

const NEW: &str = "X-MICROSOFT-CONFERENCETELURI:tel:+14255550134\\,\\,57083549\n\
    X-MICROSOFT-ONLINEMEETINGTOLLNUMBER:+1 425 555 0134\n\
    X-MICROSOFT-ONLINEMEETINGCONFERENCEID:57083549\n";

#[test]
fn numbers_and_ids_beside_the_text_become_true_with_it() {
    becomes(OLD, NEW);
}

#[test]
fn however_they_are_written() {
    for (before, after) in [
        // Folded, where RFC 5545 allows it.
        (
            "X-MICROSOFT-CONFERENCETELURI:tel:+4685052\n 1034\\,\n \\,719\n\t46\n",
            "X-MICROSOFT-CONFERENCETELURI:tel:+14255550134\\,\\,57083549\n",
        ),
        (
            "X-MICROSOFT-ONLINEMEETINGCONFER\n ENCEID:\n 71946\n",
            "X-MICROSOFT-ONLINEMEETINGCONFER\n ENCEID:\n 57083549\n",
        ),
        // With parameters, quoted ones too, and in any case.
        (
            "x-microsoft-conferenceteluri;VALUE=URI:tel:+46850521034,,71946#\n",
            "x-microsoft-conferenceteluri;VALUE=URI:tel:+14255550134,,57083549#\n",
        ),
        (
            "X-MICROSOFT-ONLINEMEETINGCONFERENCEID;X-A=\"a:71946;b\";X-B=c:71946\n",
            "X-MICROSOFT-ONLINEMEETINGCONFERENCEID;X-A=\"a:71946;b\";X-B=c:57083549\n",
        ),
        // RFC 7986.
        (
            "CONFERENCE;VALUE=URI;FEATURE=PHONE;LABEL=\"a:b\":tel:+46850521034,,71946#\n",
            "CONFERENCE;VALUE=URI;FEATURE=PHONE;LABEL=\"a:b\":tel:+14255550134,,57083549#\n",
        ),
        (
            "conference;value=uri:TEL:+44-20-7946-0121,,,71946\n",
            "conference;value=uri:tel:+44-20-7946-0121,,,57083549\n",
        ),
        (
            "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://video.contoso.example/1,2\n",
            "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://video.contoso.example/1,2\n",
        ),
        // Pauses and the sign that ends the ID.
        (
            "X-MICROSOFT-CONFERENCETELURI:tel:+46850521034\\,\\,\\,71946#\n",
            "X-MICROSOFT-CONFERENCETELURI:tel:+14255550134\\,\\,\\,57083549#\n",
        ),
        (
            "X-MICROSOFT-CONFERENCETELURI:tel:+46850521034\n",
            "X-MICROSOFT-CONFERENCETELURI:tel:+14255550134\\,\\,57083549\n",
        ),
        // A number that the bridge has stays, the ID changes.
        (
            "X-MICROSOFT-CONFERENCETELURI:tel:+44-20-7946-0121\\,\\,71946\n",
            "X-MICROSOFT-CONFERENCETELURI:tel:+44-20-7946-0121\\,\\,57083549\n",
        ),
        (
            "X-MICROSOFT-ONLINEMEETINGTOLLNUMBER:+44 (20) 7946-0121\n",
            "X-MICROSOFT-ONLINEMEETINGTOLLNUMBER:+44 (20) 7946-0121\n",
        ),
        (
            "X-MICROSOFT-ONLINEMEETINGCONFERENCEID:570 835 49#\n",
            "X-MICROSOFT-ONLINEMEETINGCONFERENCEID:570 835 49#\n",
        ),
        // The bridge has no number of that sort.
        ("X-MICROSOFT-ONLINEMEETINGTOLLFREENUMBER:0800 \n 555 0136\n", ""),
        // Nothing was said.
        ("X-MICROSOFT-ONLINEMEETINGCONFERENCEID:\n", "X-MICROSOFT-ONLINEMEETINGCONFERENCEID:\n"),
        // Of another name.
        (
            "X-MICROSOFT-ONLINEMEETINGCONFERENCEIDS:71946\nX-CONFERENCEID:71946\n",
            "X-MICROSOFT-ONLINEMEETINGCONFERENCEIDS:71946\nX-CONFERENCEID:71946\n",
        ),
    ] {
        becomes(before, after);
    }
}

#[test]
fn links_stay_for_the_meeting_stays() {
    let links = "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK:https://meet.contoso.example/ines.moreau\n /T4VK8WQ2\n\
        X-MICROSOFT-ONLINEMEETINGCONFLINK:conf:sip:ines.moreau@contoso.example\\;gruu\\;opaque=app:conf:focus:id:T4VK8WQ2\n";
    becomes(&format!("{links}{OLD}"), &format!("{links}{NEW}"));
}

#[test]
fn what_leads_to_another_meeting_stays_and_is_named() {
    let link = "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/19%3ameeting_A%40thread.v2/0\n";
    let before = calendar(&format!("{link}{OLD}"));
    let output = by_server("invitation.ics", &before);
    assert!(output.status.success() && said(&output).contains("Konferens-ID: 57083549"));
    assert_eq!(beside_the_text(&said(&output)), beside_the_text(&before));
    let told = complained(&output);
    assert_eq!(told.lines().count(), 3, "{told}");
    for name in ["CONFERENCETELURI", "ONLINEMEETINGTOLLNUMBER", "ONLINEMEETINGCONFERENCEID"] {
        assert!(told.contains(&format!("X-MICROSOFT-{name} stays as it is: ")), "{told}");
    }
    assert!(told.contains("X-MICROSOFT-SKYPETEAMSMEETINGURL leads to another online meeting"), "{told}");
}

#[test]
fn without_audio_conferencing_the_lines_go() {
    let by = profile("without-audio-conferencing.json");
    let output = rewriting("invitation.ics", calendar(OLD).as_bytes(), &by, &[]);
    assert!(output.status.success(), "{}", complained(&output));
    assert_eq!(beside_the_text(&said(&output)), beside_the_text(&calendar("")));
}

#[test]
fn what_stayed_old_beside_a_new_text_is_made_true() {
    let once = said(&by_server("invitation.ics", &calendar("")));
    let before = once.replacen("\r\nDESCRIPTION", &format!("\r\n{OLD}DESCRIPTION"), 1);
    let output = by_server("invitation.ics", &before);
    assert!(output.status.success(), "{}", complained(&output));
    assert_eq!(said(&output), before.replace(OLD, NEW));
    let again = by_server("invitation.ics", &said(&output));
    assert_eq!(again.status.code(), Some(1));
    assert!(complained(&again).contains("says already"), "{}", complained(&again));
}

#[test]
fn each_event_has_its_own() {
    let whole = calendar(OLD);
    let (head, rest) = whole.split_once("BEGIN:VEVENT\r\n").expect("an event");
    let (event, tail) = rest.split_once("END:VCALENDAR").expect("an end");
    let without_text =
        "UID:1\r\nRECURRENCE-ID:20270118T110000Z\r\nX-MICROSOFT-ONLINEMEETINGCONFERENCEID:71946\r\n";
    let alarm = "BEGIN:VALARM\r\nX-MICROSOFT-ONLINEMEETINGCONFERENCEID:71946\r\nEND:VALARM\r\nEND:VEVENT\r\n";
    let event_with_alarm = event.replace("END:VEVENT\r\n", alarm);
    let file = format!(
        "{head}BEGIN:VEVENT\r\n{event_with_alarm}BEGIN:VEVENT\r\n{event}BEGIN:VEVENT\r\n{without_text}END:VEVENT\r\nEND:VCALENDAR{tail}"
    );
    let output = by_server("events.ics", &file);
    assert!(output.status.success(), "{}", complained(&output));
    let after = said(&output);
    assert_eq!(after.matches(NEW).count(), 2, "{after}");
    assert!(after.contains(alarm) && after.contains(without_text), "{after}");
    let told = complained(&output);
    assert!(told.contains("X-MICROSOFT-ONLINEMEETINGCONFERENCEID of event 3 stays as it is"), "{told}");
}

#[test]
fn html_beside_the_text_is_a_version_of_it() {
    let html = fs::read_to_string(sample("word.html")).expect("a sample");
    let one_line = html.replace("K7Q2M9XD", "T4VK8WQ2").replace(['\r', '\n'], " ").replace('\\', "\\\\");
    let value = one_line.replace(',', "\\,").replace(';', "\\;");
    for name in ["X-ALT-DESC;FMTTYPE=text/html", "X-ALT-DESC;X-A=b;FMTTYPE=\"text/html\"", "X-ALT-DESC"] {
        let before = calendar(&format!("{name}:{value}\r\n"));
        let output = by_server("invitation.ics", &before);
        assert!(output.status.success(), "{}", complained(&output));
        let unfolded = said(&output).replace("\r\n ", "");
        assert!(unfolded.contains("Conference ID: 57083549") && !unfolded.contains("4410278"), "{name}");
    }
}

#[test]
fn a_difference_shows_them() {
    let output = rewriting("invitation.ics", calendar(OLD).as_bytes(), &profile("server.json"), &["--diff"]);
    let told = said(&output);
    assert!(told.contains("-tel:+46850521034,,71946\n+tel:+14255550134,,57083549\n"), "{told}");
}

/// One way between a text and how it travels.
type Coding = fn(&str) -> String;

/// A part of a mail as it travels in Base64.
fn base64(text: &str) -> String {
    let letters = STANDARD.encode(text);
    let lines = letters.as_bytes().chunks(76).map(|line| String::from_utf8_lossy(line).into_owned());
    lines.collect::<Vec<_>>().join("\r\n")
}

fn from_base64(raw: &str) -> String {
    let letters: String = raw.split_whitespace().collect();
    String::from_utf8(STANDARD.decode(letters).expect("Base64")).expect("UTF-8")
}

/// The same in quoted-printable, a soft line break inside an ID.
fn quoted_printable(text: &str) -> String {
    let quoted = text.bytes().map(|byte| match byte {
        b'\r' | b'\n' | b' '..=b'<' | b'>'..=b'~' => char::from(byte).to_string(),
        other => format!("={other:02X}"),
    });
    quoted.collect::<String>().replace("CONFERENCEID:71946", "CONFERENCEID:71=\r\n94=36")
}

fn from_quoted_printable(raw: &str) -> String {
    raw.replace("=\r\n", "")
}

#[test]
fn the_calendar_in_a_mail_is_made_true_in_its_encoding() {
    let mail = fs::read_to_string(sample("invitation.eml")).expect("a sample");
    let (before, part) = mail.split_once("Content-Type: text/calendar").expect("a calendar");
    let (header, body) = part.split_once("\r\n\r\n").expect("a header");
    let (raw, after) = body.split_once("\r\n--").expect("an end");
    let [old, new] = [OLD, NEW].map(|lines| lines.replace('\n', "\r\n"));
    let event = "BEGIN:VEVENT\r\n";
    let calendar = from_base64(raw).replacen(event, &format!("{event}{old}"), 1);

    let ways: [(&str, Coding, Coding); 2] =
        [("base64", base64, from_base64), ("quoted-printable", quoted_printable, from_quoted_printable)];
    for (transfer, encode, decode) in ways {
        let header = header.replace("base64", transfer);
        let mail =
            format!("{before}Content-Type: text/calendar{header}\r\n\r\n{}\r\n--{after}", encode(&calendar));
        let output = by_server("invitation.eml", &mail);
        assert!(output.status.success(), "{}", complained(&output));
        let written = said(&output);
        let (_, part) = written.split_once(&format!("text/calendar{header}\r\n\r\n")).expect("its header");
        let raw = part.split("\r\n--").next().expect("a body");
        assert!(decode(raw).contains(&new), "{transfer}: {}", decode(raw));
    }
}

#[test]
fn a_place_that_shows_what_is_old_is_named_and_left() {
    let is_named = |place: &str| {
        let line = format!("LOCATION:{place}\n");
        let before = calendar(&line).replace("\r\n", "\n");
        let output = by_server("invitation.ics", &before);
        assert!(output.status.success(), "{place}");
        assert!(said(&output).contains(&line) && said(&output).contains("Konferens-ID: 57083549"), "{place}");
        let told = complained(&output);
        assert_eq!(told.is_empty(), !told.contains("the organizer's own words"), "{told}");
        !told.is_empty()
    };
    for old in ["Room 4\\; ID 71946", "Room 4, ID: 719 46", "Dial 71946#"] {
        assert!(is_named(old), "{old}");
    }
    for other in ["Room 4", "Skype Meeting", "Building 719, floor 4", "ID 57083549"] {
        assert!(!is_named(other), "{other}");
    }
}
