//! Whether a body can hold a block: cheap to ask, and never wrong where it says no.
#![allow(clippy::expect_used, clippy::string_slice, reason = "a test may fail by panicking")]

use proptest::prelude::*;
use redial::block::{JoinUrlForm, may_hold_block, recognise};
use redial::html::{Document, Format};

const SAMPLES: [(Format, &str, &str); 3] = [
    (Format::Html, include_str!("corpus/word.html"), "https://meet.contoso.example/ines.moreau/K7Q2M9XD"),
    (Format::Html, include_str!("corpus/teams.html"), TEAMS),
    (Format::Text, include_str!("corpus/skype.txt"), "https://meet.contoso.example/ines.moreau/T4VK8WQ2"),
];
const TEAMS: &str = "https://teams.microsoft.com/l/meetup-join/";

fn is_found(format: Format, body: &str) -> bool {
    !recognise(&Document::parse(format, body), &hosted()).is_empty()
}

fn hosted() -> Vec<JoinUrlForm> {
    ["https://bridge.fabrikam.example/join/*", "https://brücke.example/*"]
        .iter()
        .map(|form| JoinUrlForm::new(form).expect("a form"))
        .collect()
}

#[test]
fn bodies_without_a_join_link_need_no_parsing() {
    for body in [
        "",
        "<p>Lunch at 12:30 &amp; coffee&nbsp;&#8211; see <a href='https://contoso.example/menu'>the menu</a></p>",
        "<a href=\"https://contoso.sharepoint.example/sites/budget/Shared%20Documents/Plan.xlsx?web=1&amp;e=1\">x</a>",
        "<html xmlns:m=\"http://schemas.microsoft.com/office/2004/12/omml\"><p style='color:#0563C1'>Hi</p></html>",
        "Call +46 8 405 40 00 or write to anna@contoso.example: https://contoso.example/team/anna",
    ] {
        assert!(!may_hold_block(body, &hosted()), "{body}");
    }
}

#[test]
fn the_join_links_of_every_service_are_candidates() {
    for url in [
        "https://meet.contoso.example/ines.moreau/K7Q2M9XD",
        "https://MEET.contoso.example/a/b/ines.moreau/K7Q2M9XD?sl=1",
        "HTTPS://Teams.Microsoft.com/l/meetup-join/19%3ameeting",
        "https://gov.teams.microsoft.us/meet/123",
        "https://teams.live.com/meet/9312",
        "https://join.skype.com",
        "https://us02web.zoom.us/j/123",
        "https://meet.google.com/abc-defg-hij",
        "https://contoso.webex.com/x",
        "https://global.gotomeeting.com/join/1",
        "https://bluejeans.com/1",
        "https://meet.jit.si/Room",
        "https://bridge.fabrikam.example/join/1",
        "https://br&#252;cke.example/1",
        "https://eur01.safelinks.protection.outlook.com/?url=%68ttps%3a%2F%2Fteams.microsoft.com%2Fmeet%2F1&data=1",
    ] {
        let body = format!("<p>{}</p><p><a href={url}>Join</a></p><p>{0}</p>", "_".repeat(80));
        assert!(may_hold_block(&body, &hosted()), "{url}");
    }
}

/// Ways to write one character of a link in HTML.
#[derive(Debug, Clone, Copy)]
enum Spelling {
    AsItIs,
    OtherCase,
    Decimal,
    Hexadecimal,
    Named,
    Percent,
}

fn spelling() -> impl Strategy<Value = Spelling> {
    prop_oneof![
        20 => Just(Spelling::AsItIs),
        2 => Just(Spelling::OtherCase),
        1 => Just(Spelling::Decimal),
        1 => Just(Spelling::Hexadecimal),
        1 => Just(Spelling::Named),
        1 => Just(Spelling::Percent),
    ]
}

fn spelled(url: &str, spellings: &[Spelling]) -> String {
    let written = url.chars().zip(spellings.iter().cycle()).map(|(character, spelling)| {
        let code = u32::from(character);
        match (spelling, character) {
            (Spelling::OtherCase, _) if character.is_ascii_lowercase() => {
                character.to_ascii_uppercase().into()
            }
            (Spelling::Decimal, _) => format!("&#{code:03};"),
            (Spelling::Hexadecimal, _) => format!("&#x{code:x};"),
            (Spelling::Named, ':') => "&colon;".to_owned(),
            (Spelling::Named, '/') => "&sol;".to_owned(),
            (Spelling::Named, '.') => "&period;".to_owned(),
            (Spelling::Named, '&') => "&amp;".to_owned(),
            (Spelling::Percent, _) => format!("%{code:02X}"),
            _ => character.to_string(),
        }
    });
    written.collect()
}

fn wrapped(url: &str) -> String {
    let encoded: String = url
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("%{:02x}", u32::from(c)) })
        .collect();
    format!(
        "https://eur01.safelinks.protection.outlook.com/ap/t-59584e83/?url={encoded}&amp;data=05%7C01&amp;reserved=0"
    )
}

fn link() -> impl Strategy<Value = String> {
    let url = prop_oneof![
        3 => "https://[a-z]{1,6}\\.contoso\\.example(/[a-z.]{1,5}){1,3}/[A-Z0-9]{5,13}(\\?sl=1)?",
        1 => Just("https://bridge.fabrikam.example/join/12".to_owned()),
        1 => Just(format!("{TEAMS}19%3ameeting_x")),
        1 => Just("https://us02web.zoom.us/j/123".to_owned()),
        1 => Just("https://join.skype.com".to_owned()),
    ];
    let spellings = prop_oneof![Just(vec![Spelling::AsItIs]), prop::collection::vec(spelling(), 40),];
    (url, spellings, 0..3_u8).prop_map(|(url, spellings, wraps)| {
        let url = (0..wraps).fold(url, |url, _| wrapped(&url));
        spelled(&url, &spellings)
    })
}

/// A link where a parser could see one.
fn placed() -> impl Strategy<Value = String> {
    (link(), 0..9_u8).prop_map(|(link, place)| match place {
        0 => format!("<a href=\"{link}\">Join</a>"),
        1 => format!("<A class=x HREF = '{link}' >Join</A>"),
        2 => format!("<a href={link}>Join</a>"),
        3 => format!("<a href=\" {link}\u{A0}\">Join</a>"),
        4 => format!("\nJoin &lt;{link}&gt;\n"),
        5 => format!("<pre>\nJoin {link}\n</pre>"),
        6 => format!("<textarea>\r\n{link} &lt;http\n</textarea>"),
        7 => format!("\nJoin <{link}>\n"),
        _ => format!("[Join]({link})"),
    })
}

fn surroundings() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(format!("<p>{}</p>\n", ".".repeat(70))),
        Just(format!("\n{}\n", "_".repeat(70))),
        Just("<p><a name=\"OutJoinLink\"></a>[!OC([1033])!]</p>".to_owned()),
        Just("<xmp>&lt;http".to_owned()),
        Just("<svg><![CDATA[".to_owned()),
        Just("<!-- ".to_owned()),
        Just("</p><p>Conference ID: 4410278</p>".to_owned()),
        "[a-z<>&\"'=#;:/ \u{0}\r\né🎯]{0,10}",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn no_block_is_overlooked(before in surroundings(), place in placed(), after in surroundings(), html: bool) {
        let body = [before, place, after].concat();
        let format = if html { Format::Html } else { Format::Text };
        prop_assert!(may_hold_block(&body, &hosted()) || !is_found(format, &body));
    }

    #[test]
    fn no_block_of_a_sample_is_overlooked(
        sample in 0..SAMPLES.len(), link in link(), from in 0.0..1.0, noise in "[a-z<>&\"'=#;:/ ]{0,6}",
    ) {
        let (format, body, url) = SAMPLES[sample];
        prop_assert!(body.contains(url));
        let mut body = body.replace(url, &link);
        let at = (from * body.len() as f64) as usize;
        let at = (at..=body.len()).find(|&at| body.is_char_boundary(at)).unwrap_or_default();
        body.insert_str(at, &noise);
        prop_assert!(may_hold_block(&body, &hosted()) || !is_found(format, &body));
    }
}
