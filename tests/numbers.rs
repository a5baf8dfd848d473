//! A number is told by its place in the block, its neighbours, what dials it and what the profile knows: with a plus or
//! without.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod blocks;
mod profiles;
mod visible;

use blocks::{FORMATS, WAYS, dial_in, number_of, one, read, rewritten, sfb, shown, skype, teams};
use profiles::{FORMS, Random};
use redial::block::{Edits, PhoneAccess};
use redial::html::Format;
use visible::shows;

const DIRECTORY: &str = "Find a local number|https://dialin.contoso.example";
const HELP: &str = "Help|https://o15.officeredir.microsoft.com/r/rlidLync15?clid=1033&p1=5&p2=2009";

/// A number and a label before it, in many languages and in none.
const LABELLED: [&str; 23] = [
    "Toll-free number: 0800 555 0136",
    "Toll number: 0711 555 0136",
    "Toll-free: 1 800 555 0136",
    "Phone: 020 7946 0136",
    "Dial: 7055 0136",
    "Call 24/7: 0800 555 0136",
    "Freecall 1800: 1800 555 013",
    "Number 1: 0711 555 0136",
    "Tel.: 089/555 0136",
    "Tel: 22 555 01 36",
    "Numéro gratuit : 0 805 550 136",
    "Numéro gratuit\u{A0}: 01 55 50 01 36",
    "Numero verde: 800 555 136",
    "Número gratuito: 0800 555 0136",
    "免费电话号码：400 555 0136",
    "免费电话号码： 800 555 0136",
    "Avgiftsfritt nummer: 020 555 013",
    "Gebührenfreie Rufnummer: 0800 5550136",
    "Gratis nummer: 0800 555 0136",
    "Numer bezpłatny: 800 555 136",
    "フリーダイヤル：0120 555 013",
    "Бесплатный номер: 8 800 555 01 36",
    "Blorfe tundel: 0711 5550136",
];

const ID_LABELS: [&str; 8] = [
    "Conference ID:",
    "Konferens-ID:",
    "Konferenz-ID:",
    "ID de conférence :",
    "会议 ID：",
    "会議 ID:",
    "Identyfikator konferencji:",
    "Quamdo:",
];

fn digits(row: &str) -> String {
    let label = row.rfind([':', '：']).map_or(0, |at| at);
    row.chars()
        .skip(row.get(..label).unwrap_or_default().chars().count())
        .filter(char::is_ascii_digit)
        .collect()
}

/// What stands around the row of a number and the row of a conference ID.
fn surroundings<'a>(number: &'a str, id: &'a str) -> Vec<Vec<&'a str>> {
    vec![
        vec![number, id],
        vec!["Join by phone", number, id],
        vec!["Join by phone", number, DIRECTORY, id, HELP],
        vec!["Join by phone", number, DIRECTORY, "", id, HELP, "[!OC([1033])!]"],
        vec!["Quibbel mor", number, id, HELP],
        vec![
            "Join by phone",
            "+44 20 7946 0100 (London)      English (United Kingdom)",
            number,
            DIRECTORY,
            id,
        ],
        vec![
            "Join by phone",
            number,
            "+44 20 7946 0100 (London)      English (United Kingdom)",
            DIRECTORY,
            id,
        ],
        vec!["Join by phone", "Toll-free number: 0808 555 0177", number, id, HELP],
    ]
}

/// Whether a block says nothing but the new data, with the ID behind its own label.
fn says_only(
    format: Format,
    after: &str,
    old: &[&str],
    new: &PhoneAccess,
    id_label: &str,
) -> Result<(), String> {
    let text = shown(format, after);
    let new_id = new.conference_id.as_ref().expect("an ID").as_str();
    let id_rows: Vec<&str> = text.lines().filter(|row| shows(row, new_id)).collect();
    if let Some(left) = old.iter().find(|old| shows(&text, old)) {
        Err(format!("{left} is left\n{text}"))
    } else if new.numbers.iter().any(|number| !shows(&text, &number.digits())) {
        Err(format!("a new number is missing\n{text}"))
    } else if !id_rows.iter().any(|row| row.starts_with(id_label)) {
        Err(format!("the conference ID is not behind its label\n{text}"))
    } else if id_rows.iter().any(|row| !row.starts_with(id_label) && !row.contains(",,")) {
        Err(format!("the conference ID is behind another label\n{text}"))
    } else {
        Ok(())
    }
}

fn none_of(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} are wrong, such as\n{}",
        wrong.len(),
        wrong.iter().take(8).cloned().collect::<Vec<_>>().join("\n\n")
    );
}

#[test]
fn a_freephone_number_is_not_taken_for_the_conference_id() {
    for format in FORMATS {
        let body = skype(format, &["Toll-free number: 0800 555 0136", "Conference ID: 79261"]);
        assert_eq!(read(format, &body), (vec!["08005550136".to_owned()], Some("79261".to_owned())));
        let after = rewritten(format, &body, &sfb(), Edits::Keep).expect("a rewriting");
        let text = shown(format, &after);
        assert!(text.contains("Conference ID: 57083549") && text.contains("+49 69 5050 0199"), "{text}");
        assert!(!text.contains("79261") && !text.contains("0800") && !text.contains("570 835 49"), "{text}");
    }
}

#[test]
fn a_labelled_number_is_read_in_any_language_at_any_place() {
    let mut wrong = Vec::new();
    for (turn, number) in LABELLED.iter().enumerate() {
        let label = ID_LABELS[turn % ID_LABELS.len()];
        for id in ["79261", "94787541", "596 307"] {
            let id_row = format!("{label} {id}");
            for rows in surroundings(number, &id_row) {
                for format in FORMATS {
                    let body = skype(format, &rows);
                    let (numbers, read_id) = read(format, &body);
                    let bare: String = id.chars().filter(char::is_ascii_digit).collect();
                    if !numbers.contains(&digits(number)) || read_id.as_deref() != Some(&bare) {
                        wrong.push(format!("{format:?}: {numbers:?} and {read_id:?} of {rows:?}"));
                    }
                }
            }
        }
    }
    none_of(&wrong);
}

#[test]
fn a_labelled_number_and_its_conference_id_are_rewritten_each_in_its_own_row() {
    let mut wrong = Vec::new();
    for (turn, number) in LABELLED.iter().enumerate() {
        let label = ID_LABELS[turn % ID_LABELS.len()];
        let id_row = format!("{label} 79261");
        for rows in surroundings(number, &id_row) {
            for format in FORMATS {
                let body = skype(format, &rows);
                let old = [digits(number), "442079460100".into(), "08085550177".into(), "79261".into()];
                let old: Vec<&str> = old.iter().map(String::as_str).collect();
                match rewritten(format, &body, &sfb(), Edits::Keep) {
                    Ok(after) => {
                        let said = says_only(format, &after, &old, &sfb(), label);
                        wrong.extend(said.err().map(|said| format!("{format:?} {rows:?}: {said}")));
                    }
                    Err(refusal) => wrong.push(format!("{format:?} {rows:?}: {refusal}")),
                }
            }
        }
    }
    none_of(&wrong);
}

#[test]
fn a_number_with_a_region_is_read_without_a_plus() {
    for (row, number, region, languages) in [
        ("0711 555 0136 (Stuttgart)   German (Germany)", "07115550136", "Stuttgart", "German (Germany)"),
        ("0800 555 0136 (Germany)      German (Germany)", "08005550136", "Germany", "German (Germany)"),
        ("020 7946 0136 (London)", "02079460136", "London", ""),
        ("01 55 50 01 36 (Paris)      French (France)", "0155500136", "Paris", "French (France)"),
        ("70 55 01 36 (København)      Danish (Denmark)", "70550136", "København", "Danish (Denmark)"),
        ("7055 0136 (Oslo)      Norwegian (Norway)", "70550136", "Oslo", "Norwegian (Norway)"),
        ("70550136 (Singapore)      English (Singapore)", "70550136", "Singapore", "English (Singapore)"),
        ("22 555 01 36 (Warszawa)      Polish (Poland)", "225550136", "Warszawa", "Polish (Poland)"),
        ("5000 (internal)      English (United Kingdom)", "5000", "internal", "English (United Kingdom)"),
        ("118 555 (Info)      German (Germany)", "118555", "Info", "German (Germany)"),
        ("089/555 0136 (München)      German (Germany)", "0895550136", "München", "German (Germany)"),
        ("1 800 555 0136 (Toll-free)", "18005550136", "Toll-free", ""),
        ("0120 555 013 (日本)      日本語 (日本)", "0120555013", "日本", "日本語 (日本)"),
        ("11 5555 0136 (São Paulo)      Português (Brasil)", "1155550136", "São Paulo", "Português (Brasil)"),
    ] {
        for format in FORMATS {
            for rows in [
                vec![row, "Conference ID: 79261"],
                vec!["Join by phone", row, DIRECTORY, "Conference ID: 79261", HELP],
            ] {
                let body = skype(format, &rows);
                let phone = blocks::only_block(format, &body).invitation.phone.expect("a phone part");
                assert_eq!(phone.numbers.len(), 1, "{format:?} {rows:?}");
                let read = &phone.numbers[0];
                assert_eq!(read.digits(), number, "{format:?} {rows:?}");
                assert_eq!(
                    (read.region.as_str(), read.languages.as_str()),
                    (region, languages),
                    "{format:?} {rows:?}"
                );
                for edits in WAYS {
                    let after = rewritten(format, &body, &sfb(), edits).expect("a rewriting");
                    let said = says_only(format, &after, &[number, "79261"], &sfb(), "Conference ID:");
                    assert_eq!(said, Ok(()), "{format:?} {rows:?}");
                }
            }
        }
    }
}

#[test]
fn a_number_that_dials_the_conference_id_along_is_read_without_a_plus() {
    for (row, number) in [
        ("0800 555 0136,,111222333#   Germany", "08005550136"),
        ("0711 555 0136,,111222333#   Germany, Stuttgart", "07115550136"),
        ("(0800) 555 0136,,111222333#   Germany", "08005550136"),
        ("7055 0136,,111222333#   Denmark, Copenhagen", "70550136"),
        ("70550136,,111222333#", "70550136"),
        ("22 555 01 36,,111222333#   Poland, Warsaw", "225550136"),
        ("0120-555-013,,111222333#   日本", "0120555013"),
        ("1 800 555 0136,,111222333# United States (Toll-free)", "18005550136"),
        ("5000,,111222333#   internal", "5000"),
        ("0800 555 0136;111222333#   Germany", "08005550136"),
        ("0800 555 0136,,,111222333#   Germany", "08005550136"),
        ("0800 555 0136, 111222333#   Germany", "08005550136"),
        ("0800 555 0136   Germany", "08005550136"),
        ("0711 555 0136   Germany, Stuttgart", "07115550136"),
        ("70 55 01 36   Denmark, Copenhagen (Toll)", "70550136"),
    ] {
        for format in FORMATS {
            let dialled = format!("{row}|tel:{number},,111222333#");
            let mut all = vec![row];
            all.extend((format == Format::Html).then_some(dialled.as_str()));
            for row in all {
                let body =
                    teams(format, &["Or call in (audio only)", row, "Phone conference ID: 111 222 333#"]);
                assert_eq!(
                    read(format, &body),
                    (vec![number.to_owned()], Some("111222333".to_owned())),
                    "{format:?} {row}"
                );
                for edits in WAYS {
                    let after = rewritten(format, &body, &one(), edits).expect("a rewriting");
                    let said =
                        says_only(format, &after, &[number, "111222333"], &one(), "Phone conference ID:");
                    assert_eq!(said, Ok(()), "{format:?} {row}");
                    let text = shown(format, &after);
                    assert!(text.contains("987 654 321#"), "{text}");
                }
            }
        }
    }
}

#[test]
fn html_and_text_of_a_mail_say_the_same() {
    for row in [
        "0800 555 0136 (Germany)      German (Germany)|tel:08005550136",
        "0711 555 0136 (Stuttgart)      German (Germany)|tel:07115550136",
        "Toll-free number: 0800 555 0136|tel:08005550136",
        "5000 (internal)|tel:5000",
        "7055 0136 (Oslo)|tel:70550136",
        "+44 20 7946 0100 (London)|tel:+442079460100",
    ] {
        let rows = ["Join by phone", row, DIRECTORY, "Conference ID: 79261", HELP];
        let [html, text] = FORMATS.map(|format| skype(format, &rows));
        assert_eq!(read(Format::Html, &html), read(Format::Text, &text), "{row}");
        for edits in WAYS {
            let html = rewritten(Format::Html, &html, &sfb(), edits).map(|after| read(Format::Html, &after));
            let text = rewritten(Format::Text, &text, &sfb(), edits).map(|after| read(Format::Text, &after));
            assert_eq!(html, text, "{row}");
            assert!(html.is_ok(), "{row}");
        }
    }
}

#[test]
fn a_profile_with_a_number_of_any_form_is_written_into_every_block() {
    let mut wrong = Vec::new();
    for (turn, form) in FORMS.iter().enumerate() {
        let number = Random::new(turn as u64 + 1).digits_in(form);
        for format in FORMATS {
            for (body, id) in [
                (
                    skype(
                        format,
                        &[
                            "Join by phone",
                            "+44 20 7946 0100 (London)",
                            DIRECTORY,
                            "Conference ID: 79261",
                            HELP,
                        ],
                    ),
                    "57083549",
                ),
                (skype(format, &["+44 20 7946 0100 (London)", "Conference ID: 79261"]), "57083549"),
                (skype(format, &[HELP]), "57083549"),
                (
                    teams(
                        format,
                        &[
                            "+44 20 7946 0100,,111222333#   United Kingdom",
                            "Phone conference ID: 111 222 333#",
                        ],
                    ),
                    "987654321",
                ),
                (teams(format, &[]), "987654321"),
            ] {
                for (region, languages, toll_free) in [
                    ("Frankfurt", "German (Germany)", false),
                    ("", "", false),
                    ("", "", true),
                    ("Deutschland", "", true),
                ] {
                    let mut wanted = dial_in(&number, id);
                    wanted.numbers[0].region = region.into();
                    wanted.numbers[0].languages = languages.into();
                    wanted.numbers[0].toll_free = toll_free;
                    for edits in WAYS {
                        let after =
                            rewritten(format, &body, &wanted, edits).map(|after| read(format, &after));
                        let expected = (vec![wanted.numbers[0].digits()], Some(id.to_owned()));
                        if after.as_ref() != Ok(&expected) {
                            wrong.push(format!("{number} ({region}) into\n{body}{after:?}"));
                        }
                    }
                }
            }
        }
    }
    none_of(&wrong);
}

#[test]
fn several_numbers_of_any_form_stand_together() {
    let mut random = Random::new(7);
    for _ in 0..40 {
        let numbers: Vec<String> = (0..3)
            .map(|_| {
                let form = *random.among(&FORMS);
                random.digits_in(form)
            })
            .collect();
        for format in FORMATS {
            let body = skype(
                format,
                &["Join by phone", "0711 555 0136 (Stuttgart)", DIRECTORY, "Conference ID: 79261"],
            );
            let mut wanted = sfb();
            wanted.numbers = numbers.iter().map(|number| number_of(number)).collect();
            let digits: Vec<String> = wanted.numbers.iter().map(|number| number.digits()).collect();
            for edits in WAYS {
                let after = rewritten(format, &body, &wanted, edits).expect("a rewriting");
                assert_eq!(read(format, &after), (digits.clone(), Some("57083549".to_owned())), "{after}");
            }
        }
    }
}

#[test]
fn what_cannot_be_told_apart_is_never_written_over() {
    for rows in [
        vec!["Conference ID: 79261", "Toll-free number: 0800 555 0136"],
        vec!["Blorfe: 79261", "Tundel: 0800 555 0136"],
        vec!["Blorfe: 0800 555 0136", "Tundel: 5550 0136"],
        vec!["Internal: 5000", "Conference ID: 79261"],
        vec!["0800 555 0136", "79261"],
        vec!["79261", "0800 555 0136"],
        vec!["Toll-free number: 0800 555 0136", "Conference ID: 79261", "Room: 4711"],
        vec!["Toll-free number: 0800 555 0136", "Conference ID: 79261", "Support: 0711 555 0177"],
        vec!["Toll-free number: 0800 555 0136 PIN: 4711", "Conference ID: 79261"],
    ] {
        for format in FORMATS {
            let body = skype(format, &rows);
            let Ok(after) = rewritten(format, &body, &sfb(), Edits::Keep) else { continue };
            let text = shown(format, &after);
            let id_rows: Vec<&str> = text.lines().filter(|row| shows(row, "57083549")).collect();
            for old in ["79261", "08005550136", "5000"] {
                assert!(!shows(&text, old), "{rows:?}\n{text}");
            }
            for label in ["Toll-free number:", "Room:", "Support:"] {
                assert!(!id_rows.iter().any(|row| row.starts_with(label)), "{rows:?}\n{text}");
            }
            for own in ["Room: 4711", "Support: 0711 555 0177"].iter().filter(|own| rows.contains(own)) {
                assert!(text.contains(*own), "{rows:?}\n{text}");
            }
        }
    }
}
