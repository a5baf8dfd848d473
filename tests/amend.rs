//! A block is changed only where it is not true.
#![allow(clippy::expect_used, clippy::string_slice, reason = "a test may fail by panicking")]

use redial::block::{
    ConferenceId, DialInNumber, Edits, InfoBlock, Invitation, Language, PhoneAccess, recognise, rewrite,
};
use redial::html::{Document, Format};
use redial::link::JoinUrl;

const WORD: &str = include_str!("corpus/word.html");
const TEAMS: &str = include_str!("corpus/teams.html");
const TEXT: &str = include_str!("corpus/skype.txt");

fn only_block(format: Format, body: &str) -> InfoBlock {
    let mut blocks = recognise(&Document::parse(format, body), &[]);
    assert_eq!(blocks.len(), 1, "one block expected");
    blocks.remove(0)
}

fn amended(format: Format, body: &str, change: impl FnOnce(&mut Invitation)) -> String {
    let document = Document::parse(format, body);
    let block = only_block(format, body);
    let mut wanted = block.invitation.clone();
    change(&mut wanted);
    let language = block.language().unwrap_or(Language::English);
    let after =
        rewrite(&document, &block, &wanted, language, Edits::Keep).expect("a safe change").apply(body);
    let read = only_block(format, &after).invitation;
    assert_eq!(read.phone.is_some(), wanted.phone.is_some());
    if let (Some(read), Some(wanted)) = (read.phone, wanted.phone) {
        assert_eq!(read.conference_id, wanted.conference_id);
        assert!(read.same_numbers(&wanted) && read.same_directory(&wanted));
    }
    after
}

fn with_id(id: &str) -> impl FnOnce(&mut Invitation) {
    let id = ConferenceId::new(id);
    move |invitation| invitation.phone.as_mut().expect("a phone part").conference_id = id
}

fn frankfurt() -> PhoneAccess {
    PhoneAccess {
        conference_id: ConferenceId::new("777123456"),
        numbers: vec![DialInNumber {
            number: "+49 69 1234567".into(),
            region: "Frankfurt".into(),
            languages: "Deutsch (Deutschland)".into(),
            toll_free: false,
        }],
        directory_url: Some("https://dialin.other.example".into()),
        pin_url: Some("https://dialin.other.example".into()),
    }
}

#[test]
fn another_conference_id_changes_its_digits_and_nothing_else() {
    // All but the first stand in the markup too, or in other targets.
    for old in ["4410278", "8", "16", "04", "100", "404040", "1033", "2009", "0066", "7946"] {
        let with = |id: &str| {
            WORD.replace("Conference ID: 4410278<", &format!("Conference ID: {id}<"))
                .replace("?id=4410278\"", &format!("?id={id}\""))
        };
        assert_eq!(amended(Format::Html, &with(old), with_id("9001122")), with("9001122"), "{old}");
    }
}

#[test]
fn labels_of_any_language_stay() {
    let german = WORD
        .replace("[!OC([1033])!]", "[!OC([1031])!]")
        .replace("clid=1033", "clid=1031")
        .replace("Conference ID:", "Konferenz-ID:")
        .replace("Join by phone", "Telefonisch teilnehmen")
        .replace("Find a local number", "Lokale Nummer suchen");
    assert_eq!(only_block(Format::Html, &german).locales, ["de-DE"]);
    let after = amended(Format::Html, &german, |invitation| invitation.phone = Some(frankfurt()));
    for label in ["Konferenz-ID: 777123456", "Telefonisch teilnehmen", "Lokale Nummer suchen"] {
        assert!(after.contains(label), "{label}");
    }
    assert!(!after.contains("Conference ID"));
}

#[test]
fn words_beside_the_conference_id_stay() {
    let body = WORD.replace("Conference ID: 4410278", "Conference ID: 4410278 (ask Anna)");
    assert!(amended(Format::Html, &body, with_id("9001122")).contains("Conference ID: 9001122 (ask Anna)"));
}

#[test]
fn a_conference_id_in_groups_stays_in_groups_wherever_it_is_dialled() {
    let after = amended(Format::Html, TEAMS, with_id("987654321"));
    assert!(after.contains("987 654 321#") && after.contains("tel:+4420123456,,987654321#"));
    assert!(!after.contains("640217935") && !after.contains("640 217 935"));
    assert!(after.contains("Meeting ID:") && after.contains("318 402 775 196"));
}

#[test]
fn a_new_number_of_a_teams_block_dials_the_conference_id_along_as_the_old_one_did() {
    let after = amended(Format::Html, TEAMS, |invitation| invitation.phone = Some(frankfurt()));
    let document = Document::parse(Format::Html, &after);
    let row = document.rows().iter().find(|row| row.text.contains("1234567")).expect("the number's row");
    assert_eq!(&*row.text, "+49 69 1234567,,777123456# Frankfurt");
    assert_eq!(&*row.links[0].href, "tel:+49691234567,,777123456#");
}

#[test]
fn a_national_number_of_a_teams_block_is_dialled_without_a_plus() {
    let after = amended(Format::Html, TEAMS, |invitation| {
        let phone = invitation.phone.as_mut().expect("a phone part");
        phone.numbers[0].number = "0800 555 0136".into();
    });
    assert!(after.contains(r#"<a href="tel:08005550136,,640217935#">"#), "{after}");
}

#[test]
fn the_phone_part_of_a_teams_block_comes_and_goes() {
    let without = amended(Format::Html, TEAMS, |invitation| invitation.phone = None);
    assert!(!without.contains("tel:") && !without.contains("Find a local number"));
    assert!(without.contains("Meeting options") && without.contains("318 402 775 196"));
    let with = amended(Format::Html, &without, |invitation| invitation.phone = Some(frankfurt()));
    let at = |text: &str| with.find(text).expect("there");
    assert!(at("Passcode") < at("+49 69 1234567") && at("+49 69 1234567") < at("Meeting options"));
}

#[test]
fn lines_of_plain_text_keep_their_ends() {
    let body = TEXT.replace('\n', "\r\n");
    let after = amended(Format::Text, &body, |invitation| invitation.phone = Some(frankfurt()));
    assert!(after.contains("\r\n+49 69 1234567 (Frankfurt)      Deutsch (Deutschland)\r\n"));
    assert!(after.contains("\r\nKonferens-ID: 777123456\r\n"));
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    let off = amended(Format::Text, &body, |invitation| invitation.phone = None);
    assert!(!off.contains("Konferens-ID") && off.contains("Hjälp <https://support.office.com"));
    assert!(off.contains("Kaffe finns."), "the organizer's line stays");
}

#[test]
fn a_line_of_plain_text_may_show_a_remark_or_an_extension_with_its_number() {
    for shown in ["+4684054000 (24/7 support)", "+1 425 555 0100 ext 123", "(425) 555-0100 (toll)"] {
        let after = amended(Format::Text, TEXT, |invitation| {
            invitation.phone.as_mut().expect("a phone part").numbers[0].number = shown.into();
        });
        assert!(after.contains(shown), "{shown}");
    }
}

#[test]
fn the_pages_of_numbers_and_of_the_pin_part_ways() {
    let apart = |invitation: &mut Invitation| {
        let phone = invitation.phone.as_mut().expect("a phone part");
        phone.directory_url = Some("https://numbers.contoso.example".into());
        phone.pin_url = Some("https://pin.contoso.example".into());
    };
    let once = amended(Format::Html, WORD, apart);
    assert_eq!(once.matches("https://numbers.contoso.example").count(), 1);
    assert!(once.contains(r#"<a href="https://pin.contoso.example">Forgot your dial-in PIN?</a>"#));
    assert_eq!(amended(Format::Html, &once, apart), once);
}

#[test]
fn without_a_page_of_numbers_and_of_the_pin_their_links_go_and_no_other() {
    let provider = |invitation: &mut Invitation| {
        let phone = invitation.phone.as_mut().expect("a phone part");
        (phone.directory_url, phone.pin_url) = (None, None);
    };
    for (format, body) in [(Format::Html, WORD), (Format::Text, TEXT)] {
        let once = amended(format, body, provider);
        assert!(!once.contains("https://dialin."), "{once}");
        assert!(once.contains("Conference ID") || once.contains("Konferens-ID"));
        assert!(once.contains("officeredir") || once.contains("support.office.com"), "the help stays");
        assert_eq!(amended(format, &once, provider), once);
    }
}

#[test]
fn a_new_meeting_takes_every_link_along() {
    let new = JoinUrl::new("https://meet.contoso.example/ines.moreau/NEWMEET1").expect("a URL");
    let after = amended(Format::Html, WORD, |invitation| invitation.join_url = new);
    assert_eq!(after.matches("NEWMEET1\"").count(), 1);
    assert_eq!(after.matches("NEWMEET1?sl=1").count(), 1);
    assert!(!after.contains("K7Q2M9XD"));
}

#[test]
fn rows_parted_by_line_breaks_stay_lines() {
    let rows =
        WORD[WORD.find("<p class=\"MsoNormal\"><span style").expect("a block")..].replace("</div>", "");
    let lines = rows
        .replace("<p class=\"MsoNormal\">", "")
        .replace("<p class=\"MsoNormal\" style=\"margin-left:16.0pt\">", "");
    let body = format!("<html><body><div>Hello<br>{}</div></body></html>", lines.replace("</p>", "<br>"));
    let after = amended(Format::Html, &body, |invitation| invitation.phone = Some(frankfurt()));
    assert!(after.contains("+49 69 1234567") && !after.contains("<p "));
    let off = amended(Format::Html, &after, |invitation| invitation.phone = None);
    assert!(!off.contains("Join by phone") && off.starts_with("<html><body><div>Hello<br>"));
}

#[test]
fn what_is_true_is_not_touched() {
    for (format, body) in [(Format::Html, WORD), (Format::Html, TEAMS), (Format::Text, TEXT)] {
        assert_eq!(amended(format, body, |_| {}), body);
    }
}
