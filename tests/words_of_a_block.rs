//! Rows that come new speak the words of the service whose block they come into, in the block's language.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod blocks;

use blocks::{FORMATS, TEAMS, WAYS, one, only_block, read, rewritten, sfb, shown, skype, teams};
use redial::block::{ConferenceId, Edits, Language, PhoneAccess, Texts, recognise, rewrite, visible_text};
use redial::html::{Document, Format};

/// Teams blocks of each look and client, with their phone parts.
const LOOKS: [(Format, &str); 12] = [
    (Format::Html, include_str!("corpus/teams.html")),
    (Format::Html, include_str!("corpus/en-US-teams2021-mail-1.html")),
    (Format::Html, include_str!("corpus/en-US-teams2021-word-1.html")),
    (Format::Html, include_str!("corpus/en-US-teams2021-owa-1.html")),
    (Format::Text, include_str!("corpus/en-US-teams2021-mail-1.txt")),
    (Format::Html, include_str!("corpus/en-US-teams2024-mail-1.html")),
    (Format::Html, include_str!("corpus/en-US-teams2024-word-1.html")),
    (Format::Text, include_str!("corpus/en-US-teams2024-mail-1.txt")),
    (Format::Html, include_str!("corpus/en-US-teams2025-eventbody-1.html")),
    (Format::Text, include_str!("corpus/en-US-teams2025-text-1.txt")),
    (Format::Html, include_str!("corpus/en-US-teams2025-eventbody-2.html")),
    (Format::Html, include_str!("corpus/en-US-teams2021-eventbody-1.html")),
];

/// The body with its block made to say this of phones.
fn with_phone(format: Format, body: &str, phone: Option<PhoneAccess>, language: Language) -> String {
    let document = Document::parse(format, body);
    let block = recognise(&document, &[]).remove(0);
    let mut wanted = block.invitation.clone();
    wanted.phone = phone;
    let language = block.language().unwrap_or(language);
    rewrite(&document, &block, &wanted, language, Edits::Keep).expect("a rewriting").apply(body)
}

fn text(format: Format, body: &str) -> String {
    let document = Document::parse(format, body);
    visible_text(&document, &recognise(&document, &[]).remove(0))
}

/// What Redial says in a Skype block in every language.
fn skypes_words() -> Vec<String> {
    let words = |language: Language| {
        let texts = Texts::new(language);
        [texts.get("join-by-phone"), texts.get("forgot-pin"), texts.with("conference-id", "id", "987654321")]
    };
    Language::ALL.into_iter().flat_map(words).collect()
}

#[test]
fn a_phone_part_that_comes_into_a_teams_block_speaks_as_teams_does() {
    for (format, body) in LOOKS {
        let silent = with_phone(format, body, None, Language::English);
        let phone = PhoneAccess {
            directory_url: Some("https://dialin.teams.microsoft.com/1b2c?id=".into()),
            ..one()
        };
        let said = text(format, &with_phone(format, &silent, Some(phone), Language::English));
        let at =
            |row: &str| said.lines().position(|line| line == row).unwrap_or_else(|| panic!("{row}\n{said}"));
        let heading = at("Dial in by phone");
        let number = at("+49 69 5050 0199,,987654321# Frankfurt");
        let id = at("Phone conference ID: 987 654 321#");
        assert!(heading < number && number < id, "{said}");
        assert!(at("Find a local number") > number, "{said}");
        for row in said.lines() {
            assert!(!skypes_words().iter().any(|words| row == words), "{row}\n{said}");
        }
    }
}

#[test]
fn an_id_that_comes_into_a_teams_block_speaks_as_teams_does() {
    for format in FORMATS {
        for rows in [
            vec!["Dial in by phone", "+44 20 7946 0100   United Kingdom, London|tel:+442079460100"],
            vec![
                "Or call in (audio only)",
                "+44 20 7946 0100   United Kingdom|tel:+442079460100",
                "Find a local number|https://dialin.teams.microsoft.com/1b2c",
            ],
        ] {
            let mut wanted = one();
            wanted.directory_url = rows.get(2).map(|_| "https://dialin.teams.microsoft.com/1b2c".to_owned());
            let body = teams(format, &rows);
            assert_eq!(
                only_block(format, &body).invitation.phone.and_then(|phone| phone.conference_id),
                None
            );
            let said = shown(format, &rewritten(format, &body, &wanted, Edits::Keep).expect("a rewriting"));
            assert!(said.lines().any(|row| row == "Phone conference ID: 987 654 321#"), "{said}");
            assert!(said.contains(rows[0]), "{said}");
        }
    }
}

#[test]
fn ids_of_every_length_are_grouped_as_teams_does() {
    for (id, shown_as) in [
        ("987654321", "987 654 321#"),
        ("98765432", "987 654 32#"),
        ("9876543210", "987 654 321 0#"),
        ("987654", "987 654#"),
        ("1234", "123 4#"),
        ("123", "123#"),
    ] {
        for format in FORMATS {
            let mut wanted = one();
            wanted.conference_id = ConferenceId::new(id);
            let body = teams(format, &["Meeting ID: 318 402 775 196"]);
            for edits in WAYS {
                let after = rewritten(format, &body, &wanted, edits).expect("a rewriting");
                let said = shown(format, &after);
                assert!(
                    said.lines().any(|row| row == format!("Phone conference ID: {shown_as}")),
                    "{id}\n{said}"
                );
                assert_eq!(read(format, &after), (vec!["496950500199".to_owned()], Some(id.to_owned())));
            }
        }
    }
}

#[test]
fn the_words_are_those_of_the_blocks_language_where_it_is_ours() {
    let mut headings = Vec::new();
    for (tag, title) in [
        ("en-US", "Microsoft Teams meeting"),
        ("fr-FR", "Réunion Microsoft Teams"),
        ("it-IT", "Riunione di Microsoft Teams"),
        ("pt-BR", "Reunião do Microsoft Teams"),
        ("zh-CN", "Microsoft Teams 会议"),
        ("sv-SE", "Microsoft Teams-möte"),
    ] {
        let body = format!(
            "<html><body><div class=\"me-email-text\" lang=\"{tag}\"><div>{0}</div><div>{title}</div><div><a href=\"{TEAMS}\">Join</a></div><div><a href=\"https://teams.microsoft.com/meetingOptions/?organizerId=1&amp;language={tag}\">Options</a></div><div>{0}</div></div></body></html>",
            "_".repeat(80)
        );
        let said =
            shown(Format::Html, &rewritten(Format::Html, &body, &one(), Edits::Keep).expect("a rewriting"));
        let rows: Vec<&str> = said.lines().collect();
        let number = rows.iter().position(|row| row.contains("+49 69 5050 0199")).expect("the number");
        let heading = rows[number - 1];
        assert!(!skypes_words().iter().any(|words| rows.contains(&words.as_str())), "{said}");
        assert!(rows.iter().any(|row| row.ends_with("987 654 321#") && !row.contains(",,")), "{said}");
        assert!(
            heading != "Join" && !headings.contains(&heading.to_owned()),
            "{heading} is not {tag}\n{said}"
        );
        headings.push(heading.to_owned());
    }
    assert_eq!(headings[0], "Dial in by phone");
}

#[test]
fn the_blocks_own_words_stay_whatever_its_language() {
    for (format, body, words) in [
        (
            Format::Html,
            include_str!("corpus/de-DE-teams2021-mail-1.html"),
            ["Oder anrufen (nur Audio)", "Telefonkonferenz-ID: 987 654 321#"],
        ),
        (
            Format::Text,
            include_str!("corpus/de-DE-teams2021-mail-1.txt"),
            ["Oder anrufen (nur Audio)", "Telefonkonferenz-ID: 987 654 321#"],
        ),
        (
            Format::Html,
            include_str!("corpus/ja-JP-teams2021-mail-1.html"),
            ["または電話で参加", "電話会議 ID： 987 654 321#"],
        ),
        (
            Format::Html,
            include_str!("corpus/nl-NL-teams2021-mail-1.html"),
            ["Of bel in (alleen audio)", "Telefoonvergaderings-ID: 987 654 321#"],
        ),
        (
            Format::Text,
            include_str!("corpus/nl-NL-teams2021-mail-1.txt"),
            ["Of bel in (alleen audio)", "Telefoonvergaderings-ID: 987 654 321#"],
        ),
        (
            Format::Html,
            include_str!("corpus/de-DE-teams2024-mail-1.html"),
            ["Per Telefon einwählen", "Telefonkonferenz-ID: 987 654 321#"],
        ),
        (
            Format::Html,
            include_str!("corpus/de-DE-teams2025-eventbody-1.html"),
            ["Per Telefon einwählen", "Telefonkonferenz-ID: 987 654 321#"],
        ),
        (
            Format::Html,
            include_str!("corpus/pl-PL-teams2025-eventbody-1.html"),
            ["Wybierz numer telefonu", "Identyfikator konferencji telefonicznej: 987 654 321#"],
        ),
        (
            Format::Text,
            include_str!("corpus/pl-PL-teams2025-text-1.txt"),
            ["Wybierz numer telefonu", "Identyfikator konferencji telefonicznej: 987 654 321#"],
        ),
    ] {
        let mut wanted = one();
        wanted.directory_url = Some("https://dialin.teams.microsoft.com/1b2c?id=".into());
        let said = text(format, &with_phone(format, body, Some(wanted), Language::English));
        for word in words {
            assert!(said.lines().any(|row| row == word), "{word}\n{said}");
        }
        assert!(!said.contains("Dial in by phone") && !said.contains("conference ID"), "{said}");
    }
}

#[test]
fn a_skype_block_speaks_as_skype_does() {
    for format in FORMATS {
        let body = skype(
            format,
            &["Help|https://o15.officeredir.microsoft.com/r/rlidLync15?clid=1033&p1=5&p2=2009"],
        );
        for edits in WAYS {
            let said = shown(format, &rewritten(format, &body, &sfb(), edits).expect("a rewriting"));
            let rows: Vec<&str> = said.lines().collect();
            assert!(rows.contains(&"Join by phone") && rows.contains(&"Conference ID: 57083549"), "{said}");
            assert!(!said.contains('#') && !said.contains("Dial in"), "{said}");
        }
    }
}
