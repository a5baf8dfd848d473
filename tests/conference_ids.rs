//! A conference ID however it is written, and its digits exchanged where they are the ID's and nowhere else.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod blocks;
mod visible;

use std::sync::LazyLock;

use blocks::{FORMATS, WAYS, dial_in, one, only_block, read, rewritten, sfb, shown, skype, teams};
use redial::block::{Branding, ConferenceId, DialInNumber, Edits, Invitation, Language, MeetingKind, render};
use redial::html::Format;
use regex::Regex;
use visible::shows;

const NUMBER: &str = "+44 20 7946 0100,,111222333#   United Kingdom, London|tel:+442079460100,,111222333#";

#[test]
fn an_id_is_read_however_its_digits_are_grouped() {
    for written in [
        "111-222-333#",
        "111-222-333",
        "111 222 333#",
        "111\u{A0}222\u{A0}333#",
        "111\u{202F}222\u{202F}333#",
        "111222333#",
        "111222333 #",
        "111‑222‑333#",
        "111–222–333#",
        "111.222.333#",
        "11-12-22-333#",
        "1112-22333#",
        "111 222-333#",
        "111-222-333# (ask Ana)",
    ] {
        for label in [
            "Phone Conference ID:",
            "Phone conference ID:",
            "Conference ID:",
            "Telefonkonferenz-ID:",
            "会議 ID：",
            "Quamdo:",
        ] {
            let row = format!("{label} {written}");
            for format in FORMATS {
                let body = teams(format, &["Dial in by phone", NUMBER, &row]);
                let (numbers, id) = read(format, &body);
                assert_eq!(id.as_deref(), Some("111222333"), "{format:?} {row}");
                assert_eq!(numbers, ["442079460100"], "{format:?} {row}");
                let after = rewritten(format, &body, &one(), Edits::Keep).expect("a rewriting");
                let text = shown(format, &after);
                assert!(!shows(&text, "111222333"), "{row}\n{text}");
                assert!(
                    text.lines().any(|line| line.starts_with(label) && shows(line, "987654321")),
                    "{row}\n{text}"
                );
                assert_eq!(text.contains("(ask Ana)"), row.contains("(ask Ana)"), "{row}\n{text}");
            }
        }
    }
}

#[test]
fn an_id_with_dashes_in_a_skype_block_is_no_number() {
    for (written, id) in
        [("79-261", "79261"), ("596-307", "596307"), ("9478-7541", "94787541"), ("94787541", "94787541")]
    {
        for format in FORMATS {
            let row = format!("Conference ID: {written}");
            for rows in [
                vec!["+44 20 7946 0100 (London)", &row],
                vec!["Toll-free number: 1-800-555-0136", &row],
                vec![&row],
            ] {
                let body = skype(format, &rows);
                let (numbers, read_id) = read(format, &body);
                assert_eq!(read_id.as_deref(), Some(id), "{format:?} {rows:?}");
                assert_eq!(numbers.len(), rows.len() - 1, "{format:?} {rows:?}");
                for edits in WAYS {
                    let text = shown(format, &rewritten(format, &body, &sfb(), edits).expect("a rewriting"));
                    assert!(!shows(&text, id) && shows(&text, "57083549"), "{rows:?}\n{text}");
                }
            }
        }
    }
}

/// Marks that turn the direction of text, or are not seen.
const MARKS: [char; 14] = [
    '\u{200E}', '\u{200F}', '\u{061C}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}',
    '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{200B}', '\u{2060}',
];

#[test]
fn marks_of_direction_are_not_read() {
    for mark in MARKS {
        for format in FORMATS {
            let number =
                format!("{mark}+44 20 7946 0100{mark} ({mark}London{mark})   {mark}English (United Kingdom)");
            let id = format!("Conference ID: {mark}79261{mark}");
            let body = skype(format, &["Join by phone", &number, &id]);
            let phone = only_block(format, &body).invitation.phone.expect("a phone part");
            assert_eq!(phone.conference_id, ConferenceId::new("79261"), "{mark:?}");
            assert_eq!(phone.numbers.len(), 1, "{mark:?}");
            assert_eq!(phone.numbers[0].dialled(), "+442079460100", "{mark:?}");
            assert_eq!(phone.numbers[0].region, "London", "{mark:?}");
            for edits in WAYS {
                let text = shown(format, &rewritten(format, &body, &sfb(), edits).expect("a rewriting"));
                assert!(!shows(&text, "79261") && !shows(&text, "442079460100"), "{mark:?}\n{text}");
                assert!(text.contains("Conference ID:") && shows(&text, "57083549"), "{mark:?}\n{text}");
            }
        }
    }
}

#[test]
fn marks_of_direction_are_not_written() {
    for mark in MARKS {
        let number = DialInNumber {
            number: format!("{mark}+49 69 5050{mark} 0199"),
            region: format!("Frank{mark}furt"),
            languages: format!("{mark}German (Germany)"),
            toll_free: false,
        };
        assert_eq!(number.dialled(), "+496950500199", "{mark:?}");
        let mut wanted = sfb();
        wanted.numbers = vec![number];
        for format in FORMATS {
            let rows = ["Join by phone", "+44 20 7946 0100 (London)", "Conference ID: 79261"];
            for edits in WAYS {
                let after = rewritten(format, &skype(format, &rows), &wanted, edits).expect("a rewriting");
                assert!(!after.contains(mark), "{mark:?} {after}");
            }
        }
        let footer = Some(format!("Calls may be {mark}recorded."));
        let invitation = Invitation {
            kind: MeetingKind::SkypeForBusiness,
            phone: Some(wanted),
            branding: Branding { footer, ..Branding::default() },
            ..only_block(Format::Text, &skype(Format::Text, &[])).invitation
        };
        for row in render(&invitation, Language::English) {
            assert!(!row.html().contains(mark) && !row.text().contains(mark), "{mark:?} {}", row.text());
        }
    }
}

#[test]
fn letters_in_a_number_are_never_left_out_of_what_is_dialled() {
    for shown in ["1-800-FLOWERS", "+1-800-FLOWERS", "1 800 GO REDIAL", "0800 REUNION"] {
        let wanted = dial_in(shown, "57083549");
        let started = wanted.numbers[0].digits();
        assert!(started.len() >= 7 || started.is_empty(), "{shown} is dialled {started}");
        for format in FORMATS {
            let body = skype(format, &["+44 20 7946 0100 (London)", "Conference ID: 79261"]);
            for edits in WAYS {
                let Ok(after) = rewritten(format, &body, &wanted, edits) else { continue };
                for wrong in ["tel:1800\"", "tel:+1800\"", "tel:0800\""] {
                    assert!(!after.contains(wrong), "{shown}\n{after}");
                }
            }
        }
    }
}

#[test]
fn an_id_in_digits_of_another_script_is_never_left_beside_the_new_one() {
    for written in ["٧٩٢٦١", "۷۹۲۶۱", "७९२६१", "７９２６１", "৭৯২৬১"] {
        let row = format!("Conference ID: {written}");
        for format in FORMATS {
            let body = skype(format, &["+44 20 7946 0100 (London)", &row]);
            for edits in WAYS {
                let Ok(after) = rewritten(format, &body, &sfb(), edits) else { continue };
                let text = shown(format, &after);
                assert!(!text.contains(written) && shows(&text, "57083549"), "{text}");
                assert_eq!(text.matches("Conference ID").count(), 1, "{text}");
            }
        }
    }
}

#[test]
fn a_number_in_digits_of_another_script_is_never_left_beside_the_new_one() {
    for written in ["٠٨٠٠ ٥٥٥ ٠١٣٦", "+٤٤ ٢٠ ٧٩٤٦ ٠١٠٠", "０８００ ５５５ ０１３６", "०८०० ५५५ ०१३६"]
    {
        for format in FORMATS {
            for row in [format!("Toll-free number: {written}"), format!("{written} (London)")] {
                let body = skype(format, &["Join by phone", &row, "Conference ID: 79261"]);
                for edits in WAYS {
                    let Ok(after) = rewritten(format, &body, &sfb(), edits) else { continue };
                    let text = shown(format, &after);
                    assert!(!text.contains(written) && !shows(&text, "79261"), "{row}\n{text}");
                    assert!(text.contains("Conference ID: 57083549"), "{row}\n{text}");
                }
            }
        }
    }
}

/// A block whose markup, regions, labels and numbers show the digits of many conference IDs.
fn with_digits_everywhere(id: &str) -> String {
    let dots = ".".repeat(137);
    format!(
        r#"<html><body>
<p>Hello, room 46100, 10 o'clock</p>
<p class="MsoNormal" style="font-size:10.0pt"><span style="font-size:8.0pt; color:#404040">{dots}</span></p>
<p class="x10" title="10"><a name="OutJoinLink"></a><a href="https://meet.contoso.example/ines.moreau/AB12CD10"><span style="font-size:16.0pt; color:#0066CC">Join Skype Meeting</span></a></p>
<p style="margin:0 0 2pt 10px">Trouble Joining? <a href="https://meet.contoso.example/ines.moreau/AB12CD10?sl=1">Try Skype Web App</a></p>
<p style="font-size:13.0pt">Join by phone</p>
<p style="margin-bottom:2.0pt"><span style="font-size:10.0pt"><a href="tel:+442079460100" title="2079460100"><span style="color:#0066CC; font-size:10.0pt">+44 20 7946 0100</span></a> (Building 46100)&nbsp;&nbsp; English (United Kingdom)</span></p>
<p style="margin-bottom:2.0pt"><span style="font-size:10.0pt"><a href="tel:+15550100046100">+1 555 010 0046100</a> (Room 10)</span></p>
<p><a href="https://dialin.contoso.example/10/46100?id={id}&amp;lcid=1033&amp;v=10">Find a local number</a></p>
<p style="line-height:125%; font-size:10.0pt"><span style="font-size:10.0pt; color:#101010" width="{id}" data-id="{id}">Conference ID: <b style="font-size:10.0pt">{id}</b></span></p>
<p><a href="https://dialin.contoso.example/10/46100?id={id}&amp;lcid=1033&amp;v=10">Forgot your dial-in PIN?</a> | <a href="https://o15.officeredir.microsoft.com/r/rlidLync15?clid=1033&amp;p1=5&amp;p2=2009">Help</a></p>
<p>Rooms 10, 46100 and 79261 have a telephone of their own.</p>
<p><sub><span style="font-size:1.0pt; color:white">[!OC([1033])!]</span></sub></p>
<p><span style="font-size:8.0pt; color:#404040">{dots}</span></p>
<p>Regards</p>
</body></html>
"#
    )
}

static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?:style|class|title|name|width|color)="[^"]*"|href="(?:tel|https://meet|https://o15)[^"]*""#,
    )
    .expect("a pattern")
});

fn attributes(body: &str) -> Vec<&str> {
    ATTRIBUTE.find_iter(body).map(|found| found.as_str()).collect()
}

#[test]
fn the_digits_of_an_id_change_in_its_row_and_in_links_that_carry_it_and_nowhere_else() {
    for id in [
        "10",
        "1",
        "0",
        "5",
        "8",
        "13",
        "16",
        "40",
        "100",
        "125",
        "1033",
        "2009",
        "46100",
        "0100",
        "79261",
        "404040",
        "442079460100",
    ] {
        let body = with_digits_everywhere(id);
        let mut wanted = only_block(Format::Html, &body).invitation.phone.expect("a phone part");
        assert_eq!(wanted.conference_id, ConferenceId::new(id), "{id}");
        assert_eq!(wanted.numbers.len(), 2, "{id}");
        wanted.conference_id = ConferenceId::new("57083549");
        let after = rewritten(Format::Html, &body, &wanted, Edits::Keep).expect("a rewriting");
        assert_eq!(attributes(&after), attributes(&body), "{id}");
        let (before_text, after_text) = (shown(Format::Html, &body), shown(Format::Html, &after));
        let expected = before_text.replace(&format!("Conference ID: {id}\n"), "Conference ID: 57083549\n");
        assert_eq!(after_text, expected, "{id}");
        assert_eq!(after.matches("?id=57083549&amp;lcid=1033&amp;v=10").count(), 2, "{id}\n{after}");
        assert!(!after.contains(&format!("?id={id}&")), "{id}\n{after}");
        assert!(after.contains("dialin.contoso.example/10/46100?"), "{id}\n{after}");
    }
}

#[test]
fn a_region_or_a_number_that_shows_the_ids_digits_stays() {
    for id in ["46100", "555", "0136", "7946", "10"] {
        for format in FORMATS {
            let id_row = format!("Conference ID: {id}");
            let rows = [
                "Join by phone",
                "+44 20 7946 0100 (Building 46100)   English (United Kingdom)|tel:+442079460100",
                "+49 711 555 0136 (Room 10)   German (Germany)|tel:+497115550136",
                "Find a local number|https://dialin.contoso.example",
                &id_row,
            ];
            let body = skype(format, &rows);
            let mut wanted = only_block(format, &body).invitation.phone.expect("a phone part");
            assert_eq!(wanted.conference_id, ConferenceId::new(id), "{format:?}");
            wanted.conference_id = ConferenceId::new("57083549");
            let after = rewritten(format, &body, &wanted, Edits::Keep).expect("a rewriting");
            assert_eq!(after, body.replace(&id_row, "Conference ID: 57083549"), "{id}");
        }
    }
}

#[test]
fn a_new_number_that_shows_the_ids_digits_is_written() {
    for (number, id) in [
        ("+49 69 57083549", "57083549"),
        ("57083549", "57083549"),
        ("+49 79261 10", "79261"),
        ("0800 555 0136", "555"),
        ("+49 69 5050 0199", "5050"),
        ("5000", "5000"),
        ("+1 (555) 010-0199", "555"),
    ] {
        for format in FORMATS {
            let mut wanted = dial_in(number, id);
            wanted.numbers[0].region = format!("Building {id}");
            let rows = ["Join by phone", "+44 20 7946 0100 (London)", "Conference ID: 79261"];
            for edits in WAYS {
                let after = rewritten(format, &skype(format, &rows), &wanted, edits).expect("a rewriting");
                assert_eq!(read(format, &after), (vec![wanted.numbers[0].digits()], Some(id.to_owned())));
                let again = rewritten(format, &after, &wanted, edits).expect("a rewriting");
                assert_eq!(again, after, "{number}");
            }
        }
    }
}

#[test]
fn an_id_that_numbers_dial_along_changes_behind_the_pause_alone() {
    for id in ["100", "7946", "442079460100", "46100"] {
        for format in FORMATS {
            let number = format!("+44 20 7946 0100,,{id}#   Building 46100|tel:+442079460100,,{id}#");
            let id_row = format!("Phone conference ID: {id}#");
            let body = teams(format, &["Dial in by phone", &number, &id_row]);
            let mut wanted = only_block(format, &body).invitation.phone.expect("a phone part");
            wanted.conference_id = ConferenceId::new("987654321");
            let after = rewritten(format, &body, &wanted, Edits::Keep).expect("a rewriting");
            let text = shown(format, &after);
            assert!(text.contains("+44 20 7946 0100,,987654321# Building 46100"), "{id}\n{text}");
            if format == Format::Html {
                assert!(after.contains("tel:+442079460100,,987654321#"), "{id}\n{after}");
            }
        }
    }
}
