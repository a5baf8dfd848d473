//! Blocks made of a few rows, and what rewriting them gives.
#![allow(
    dead_code,
    clippy::expect_used,
    reason = "each test file uses its part; a test may fail by panicking"
)]

use redial::block::{
    ConferenceId, DialInNumber, Edits, InfoBlock, Language, PhoneAccess, Refusal, recognise, rewrite,
    visible_text,
};
use redial::html::{Document, Format};
use redial::link::escape;

pub const FORMATS: [Format; 2] = [Format::Html, Format::Text];
pub const WAYS: [Edits; 2] = [Edits::Keep, Edits::Overwrite];

pub const SKYPE: &str = "https://meet.contoso.example/ines.moreau/AB12CD34";
pub const TEAMS: &str = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_QUJD%40thread.v2/0";

/// A body whose only block has these rows below the join link of Skype for Business. A row of `words|target` is a link.
pub fn skype(format: Format, rows: &[&str]) -> String {
    let join = format!("Join Skype Meeting|{SKYPE}");
    let line = ".".repeat(137);
    let rows: Vec<&str> =
        [&line, join.as_str()].into_iter().chain(rows.iter().copied()).chain([line.as_str()]).collect();
    body(format, &rows)
}

/// The same of Teams.
pub fn teams(format: Format, rows: &[&str]) -> String {
    let join = format!("Click here to join the meeting|{TEAMS}");
    let line = "_".repeat(80);
    let head = [line.as_str(), "Microsoft Teams meeting", join.as_str()];
    let options = "Meeting options|https://teams.microsoft.com/meetingOptions/?organizerId=1&language=en-US";
    let rows: Vec<&str> =
        head.into_iter().chain(rows.iter().copied()).chain([options, line.as_str()]).collect();
    body(format, &rows)
}

fn body(format: Format, rows: &[&str]) -> String {
    match format {
        Format::Html => {
            let row = |row: &&str| match row.split_once('|') {
                Some((words, target)) => {
                    format!("<p><a href=\"{}\">{}</a></p>\n", escape(target), escape(words))
                }
                None => format!("<p>{}</p>\n", escape(row).replace("   ", "&nbsp;&nbsp; ")),
            };
            format!(
                "<html><body>\n<p>Hello</p>\n{}<p>Regards</p>\n</body></html>\n",
                rows.iter().map(row).collect::<String>()
            )
        }
        Format::Text => {
            let row = |row: &&str| match row.split_once('|') {
                Some((words, target)) if target.starts_with("tel:") => format!("{words}\n"),
                Some((words, target)) => format!("{words} <{target}>\n"),
                None => format!("{row}\n"),
            };
            format!("Hello\n\n{}\nRegards\n", rows.iter().map(row).collect::<String>())
        }
    }
}

pub fn only_block(format: Format, body: &str) -> InfoBlock {
    let mut blocks = recognise(&Document::parse(format, body), &[]);
    assert_eq!(blocks.len(), 1, "one block expected\n{body}");
    blocks.remove(0)
}

/// What callers need, with one number.
pub fn dial_in(number: &str, id: &str) -> PhoneAccess {
    PhoneAccess {
        conference_id: ConferenceId::new(id),
        numbers: vec![number_of(number)],
        directory_url: None,
        pin_url: None,
    }
}

pub fn number_of(number: &str) -> DialInNumber {
    DialInNumber {
        number: number.into(),
        region: "Frankfurt".into(),
        languages: "German (Germany)".into(),
        toll_free: false,
    }
}

/// Of a Skype for Business profile.
pub fn sfb() -> PhoneAccess {
    dial_in("+49 69 5050 0199", "57083549")
}

/// Of a Teams profile.
pub fn one() -> PhoneAccess {
    dial_in("+49 69 5050 0199", "987654321")
}

/// The body with its only block made to say `phone`.
pub fn rewritten(format: Format, body: &str, phone: &PhoneAccess, edits: Edits) -> Result<String, Refusal> {
    let document = Document::parse(format, body);
    let block = only_block(format, body);
    let mut wanted = block.invitation.clone();
    wanted.phone = Some(phone.clone());
    let language = block.language().unwrap_or(Language::English);
    rewrite(&document, &block, &wanted, language, edits).map(|splice| splice.apply(body))
}

/// What people read in the only block, a row a line.
pub fn shown(format: Format, body: &str) -> String {
    visible_text(&Document::parse(format, body), &only_block(format, body))
}

/// The digits of the numbers and the conference ID that are read.
pub fn read(format: Format, body: &str) -> (Vec<String>, Option<String>) {
    let phone = only_block(format, body).invitation.phone;
    let numbers = phone.iter().flat_map(|phone| &phone.numbers).map(DialInNumber::digits).collect();
    let id = phone.and_then(|phone| phone.conference_id).map(|id| id.as_str().to_owned());
    (numbers, id)
}
