//! What the organizer wrote beside the service's numbers stays as it is, and never gets the conference ID.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod blocks;
mod visible;

use blocks::{FORMATS, dial_in, read, rewritten, sfb, shown, skype, teams};
use redial::block::{Edits, Refusal};
use visible::shows;

const OLD: &str = "+44 20 7946 0121 (London)      English (United Kingdom)";
const NEW: &str = "+49 69 5050 0199 (Frankfurt)      German (Germany)";

/// Lines with digits that are neither a number of the bridge nor the conference ID.
const OWN_LINES: [&str; 24] = [
    "Call me on +49 171 5550199 if you are late.",
    "Call me on +49 171 5550199",
    "Host: Ines Moreau, +49 171 5550199",
    "For taxi dial +49 69 230001",
    "+49 171 5550199 is my mobile",
    "Bei Verspätung bitte +49 171 5550199 anrufen!",
    "Appelez-moi au +33 6 55 50 01 99 si vous êtes en retard.",
    "Budget: 5000 EUR",
    "Price: 1.000 EUR",
    "Ticket: 4711 ABC",
    "150000 seats sold",
    "Leader PIN: 4711",
    "Passcode: 4711",
    "Room: 5000",
    "Skype ID: 12345",
    "Webinar ID: 88112",
    "Building 79261",
    "VIP 79261",
    "Room: 79261",
    "Code 1234#",
    "Host code: 88112#",
    "VTC conference ID: 1184567#",
    "24.12.2026: 10:30",
    "Agenda 10",
];

/// Where such a line stands beside a number and an ID.
fn places<'a>(number: &'a str, own: &'a str, id: &'a str) -> [Vec<&'a str>; 3] {
    [vec![own, number, id], vec![number, own, id], vec![number, id, own]]
}

#[test]
fn a_line_of_the_organizers_stays_beside_new_dial_in_data() {
    let mut wrong = Vec::new();
    for own in OWN_LINES {
        for rows in places(OLD, own, "Conference ID: 79261") {
            for format in FORMATS {
                let after = rewritten(format, &skype(format, &rows), &sfb(), Edits::Keep);
                let text = after.map(|after| shown(format, &after));
                let is_right = text.as_ref().is_ok_and(|text| {
                    let has = |line: &str| text.lines().any(|shown| shown == line);
                    let says_new = has("Conference ID: 57083549") && shows(text, "496950500199");
                    has(own) && says_new && !shows(text, "442079460121")
                });
                if !is_right {
                    wrong.push(format!("{format:?} {rows:?} {text:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_true_block_with_a_line_of_the_organizers_is_not_touched() {
    for own in OWN_LINES {
        for rows in places(NEW, own, "Conference ID: 57083549") {
            for format in FORMATS {
                let body = skype(format, &rows);
                assert_eq!(
                    rewritten(format, &body, &sfb(), Edits::Keep).as_deref(),
                    Ok(body.as_str()),
                    "{rows:?}"
                );
            }
        }
    }
}

#[test]
fn of_several_codes_that_callers_key_in_none_is_written_over() {
    for rows in [
        vec![OLD, "Participant code: 79261#", "Host code: 88112#"],
        vec![OLD, "Host code: 88112#", "Participant code: 79261#"],
        vec!["Participant code: 79261#", "Host code: 88112#"],
    ] {
        for format in FORMATS {
            let body = skype(format, &rows);
            assert_eq!(
                rewritten(format, &body, &sfb(), Edits::Keep),
                Err(Refusal::UnclearDigits),
                "{rows:?}"
            );
        }
    }
    // What a number dials along tells which of them it is, whatever they are called.
    let number = "+44 20 7946 0121,,79261#   United Kingdom";
    for (own, id) in [
        ("Host code: 88112#", "Participant code: 79261#"),
        ("Host code: 8811", "Participant code: 79261"),
        ("Blorfe: 88112", "Tundel: 79261"),
        ("Blorfe ID: 88112", "Tundel: 79261"),
    ] {
        for rows in [[number, own, id], [number, id, own]] {
            for format in FORMATS {
                let body = teams(format, &rows);
                let after = rewritten(format, &body, &sfb(), Edits::Keep).expect("a rewriting");
                let text = shown(format, &after);
                let label = id.split(':').next().expect("a label");
                let is_new = |line: &str| line.starts_with(label) && shows(line, "57083549");
                assert!(text.lines().any(is_new) && text.lines().any(|line| line == own), "{rows:?}\n{text}");
            }
        }
    }
}

#[test]
fn an_id_in_quotes_or_behind_a_mark_keeps_its_dress() {
    for (id, expected) in [
        ("Conference ID: #79261", "Conference ID: #57083549"),
        ("Conference ID: *79261#", "Conference ID: *57083549#"),
        ("Conference ID: \"79261\"", "Conference ID: \"57083549\""),
        ("Conference ID: “79261”", "Conference ID: “57083549”"),
        ("Conference ID: [79261]", "Conference ID: [57083549]"),
        ("Conference ID: 79261.", "Conference ID: 57083549."),
        ("Conference ID: 79261;", "Conference ID: 57083549;"),
        ("Conference ID: 79261, then #", "Conference ID: 57083549, then #"),
        ("Conference ID: 79261 and press #", "Conference ID: 57083549 and press #"),
        ("Conference ID: 111.222.333", "Conference ID: 570.835.49"),
        ("Conference ID: 111,222,333#", "Conference ID: 570,835,49#"),
        ("Conference ID: 111_222_333#", "Conference ID: 570_835_49#"),
        ("Conference ID - 79261", "Conference ID - 57083549"),
        ("Conference ID #79261", "Conference ID #57083549"),
        ("Id. de conferencia: 79261", "Id. de conferencia: 57083549"),
        ("79261 Conference ID", "57083549 Conference ID"),
        ("79261 = Konferenz-ID", "57083549 = Konferenz-ID"),
        ("79261 (Conference ID)", "57083549 (Conference ID)"),
    ] {
        for format in FORMATS {
            let body = skype(format, &[OLD, id]);
            let after = rewritten(format, &body, &sfb(), Edits::Keep);
            let text = after.as_deref().map(|after| shown(format, after));
            assert!(
                text.as_ref().is_ok_and(|text| text.lines().any(|line| line == expected)),
                "{id}: {text:?}"
            );
        }
    }
}

#[test]
fn no_id_is_put_beside_one_that_is_not_read() {
    for id in ["Conference ID is 79261 or 79262", "Conference ID: A79261", "Conference ID: 79261/88112"] {
        for format in FORMATS {
            let body = skype(format, &[OLD, id]);
            match rewritten(format, &body, &sfb(), Edits::Keep) {
                Err(refusal) => assert_eq!(refusal, Refusal::UnclearDigits, "{id}"),
                Ok(after) => assert!(!shows(&shown(format, &after), "79261"), "{id}"),
            }
        }
    }
}

#[test]
fn where_labels_stand_in_rows_of_their_own_the_id_changes_and_numbers_stay() {
    for rows in [
        ["Toll-free number:", "+44 20 7946 0121", "Conference ID:", "79261"],
        ["Toll-free number", "+44 20 7946 0121", "Conference ID", "79261"],
        ["Toll-free number:", "0800 555 0136", "Conference ID:", "79261#"],
        ["Toll-free number", "0800 555 0136", "Conference ID", "111222333"],
        ["Numéro :", "0 805 550 136", "ID de conférence :", "111 222 333"],
    ] {
        let layouts = [
            skype(FORMATS[1], &rows),
            skype(FORMATS[0], &rows),
            skype(FORMATS[0], &["x"]).replace("<p>x</p>", &table(&rows)),
        ];
        for (layout, body) in layouts.iter().enumerate() {
            let format = FORMATS[usize::from(layout == 0)];
            let (_, id) = read(format, body);
            assert_eq!(id, Some(rows[3].replace(['#', ' '], "")), "{body}");
            assert_eq!(rewritten(format, body, &sfb(), Edits::Keep), Err(Refusal::UnclearDigits), "{body}");
            let same_number = dial_in(rows[1], "57083549");
            match rewritten(format, body, &same_number, Edits::Keep) {
                Err(refusal) => assert_eq!(refusal, Refusal::UnclearDigits, "{body}"),
                Ok(after) => {
                    let text = shown(format, &after);
                    assert!(!shows(&text, &rows[3].replace(' ', "")) && shows(&text, "57083549"), "{text}");
                    assert!(text.contains(rows[1]), "{text}");
                }
            }
        }
    }
}

fn table(rows: &[&str; 4]) -> String {
    let [number, digits, id, shown] = rows;
    format!(
        "<table><tr><td>{number}</td><td>{digits}</td></tr><tr><td>{id}</td><td>{shown}</td></tr></table>"
    )
}

#[test]
fn an_id_is_exchanged_however_it_is_dialled() {
    for (target, expected) in [
        ("tel:+442079460121,,79261#", "tel:+442079460121,,57083549#"),
        ("tel:+442079460121;79261", "tel:+442079460121;57083549"),
        ("tel:+442079460121p79261", "tel:+442079460121p57083549"),
        ("tel:+442079460121ppw79261#", "tel:+442079460121ppw57083549#"),
        ("tel:+442079460121,,792%2061#", "tel:+442079460121,,57083549#"),
        ("tel:+442079460121%2C%2C79261%23", "tel:+442079460121%2C%2C57083549%23"),
        ("callto:+442079460121,,79261", "callto:+442079460121,,57083549"),
    ] {
        let format = FORMATS[0];
        let link = format!(
            "<a href=\"{target}\" title=\"Dial +44 20 7946 0121,,79261#\">+44 20 7946 0121</a> (London)"
        );
        let body =
            skype(format, &["x", "Conference ID: 79261"]).replace("<p>x</p>", &format!("<p>{link}</p>"));
        let after = rewritten(format, &body, &dial_in("+44 20 7946 0121", "57083549"), Edits::Keep);
        let after = after.expect("a rewriting");
        assert!(after.contains(&format!("\"{expected}\"")), "{target}\n{after}");
        assert!(after.contains("title=\"Dial +44 20 7946 0121,,57083549#\""), "{after}");
        assert!(!after.contains("79261"), "{after}");
    }
}

#[test]
fn a_number_with_letters_may_dial_the_id_along() {
    for format in FORMATS {
        let body = teams(format, &["1-800-FLOWERS,,79261#   USA", "Phone conference ID: 792 61#"]);
        let (numbers, id) = read(format, &body);
        assert_eq!((numbers.len(), id.as_deref()), (1, Some("79261")));
        let after = rewritten(format, &body, &sfb(), Edits::Keep).expect("a rewriting");
        let text = shown(format, &after);
        assert!(!text.contains("FLOWERS") && !shows(&text, "79261"), "{text}");
        let named = dial_in("1-800-FLOWERS", "57083549");
        assert!(rewritten(format, &body, &named, Edits::Keep).is_ok());
    }
    let paused = skype(FORMATS[1], &["0800 555 0136p79261#", "Conference ID: 79261"]);
    let after = rewritten(FORMATS[1], &paused, &sfb(), Edits::Keep).expect("a rewriting");
    assert!(!shows(&shown(FORMATS[1], &after), "08005550136"));
}
