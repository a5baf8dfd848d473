//! The information block: recognised, read, rewritten.
#![allow(clippy::expect_used, clippy::string_slice, reason = "a test may fail by panicking")]

mod words;

use proptest::prelude::*;
use redial::block::{
    ConferenceId, DialInNumber, Edits, InfoBlock, Invitation, Language, PhoneAccess, Provider, Refusal, Role,
    insertion_point, recognise, removal, render, rewrite, utf16_range,
};
use redial::dialin::differences;
use redial::html::{Document, Format};

const WORD: &str = include_str!("corpus/word.html");

fn only_block(body: &str) -> InfoBlock {
    let mut blocks = recognise(&Document::parse(Format::Html, body), &[]);
    assert_eq!(blocks.len(), 1, "one block expected");
    blocks.remove(0)
}

fn with_conference_id(invitation: &Invitation, id: &str) -> Invitation {
    let mut changed = invitation.clone();
    if let Some(phone) = &mut changed.phone {
        phone.conference_id = ConferenceId::new(id);
    }
    changed
}

fn rewritten(body: &str, invitation: &Invitation, edits: Edits) -> String {
    let document = Document::parse(Format::Html, body);
    let block = only_block(body);
    let language = block.language().unwrap_or(Language::English);
    rewrite(&document, &block, invitation, language, edits).expect("a safe splice").apply(body)
}

#[test]
fn a_word_block_is_recognised_and_read() {
    let block = only_block(WORD);
    assert_eq!(block.provider, Provider::SkypeForBusiness);
    assert!(block.complete && !block.quoted);
    assert_eq!(block.language(), Some(Language::English));
    assert_eq!(block.invitation.join_url.as_str(), "https://meet.contoso.example/ines.moreau/K7Q2M9XD");
    let phone = block.invitation.phone.expect("a phone part");
    assert_eq!(phone.conference_id, ConferenceId::new("4410278"));
    assert_eq!(phone.numbers.len(), 1);
    assert_eq!(phone.numbers[0].digits(), "442079460100");
    assert_eq!(phone.numbers[0].region, "London");
    assert_eq!(phone.numbers[0].languages, "English (United Kingdom)");
    assert_eq!(phone.directory_url.as_deref(), Some("https://dialin.contoso.example?id=4410278"));
    assert_eq!(phone.pin_url.as_deref(), Some("https://dialin.contoso.example?id=4410278"));
}

#[test]
fn the_span_goes_from_the_opening_to_the_closing_line() {
    let span = only_block(WORD).span;
    let block = &WORD[span];
    assert!(block.starts_with(r#"<p class="MsoNormal"><span style="font-size:8.0pt; color:#404040">...."#));
    assert!(block.ends_with("...</span></p>"));
    assert_eq!(block.matches(&".".repeat(137)).count(), 2);
}

#[test]
fn every_byte_outside_the_block_stays() {
    let block = only_block(WORD);
    let span = block.span.clone();
    let after = rewritten(WORD, &with_conference_id(&block.invitation, "9001122"), Edits::Keep);
    assert!(after.starts_with(&WORD[..span.start]));
    assert!(after.ends_with(&WORD[span.end..]));
    let read = only_block(&after);
    assert_eq!(read.invitation.phone.and_then(|phone| phone.conference_id), ConferenceId::new("9001122"));
    assert!(!after.contains("4410278</"), "the old conference ID is gone");
}

#[test]
fn rewriting_twice_is_rewriting_once() {
    let wanted = with_conference_id(&only_block(WORD).invitation, "9001122");
    for edits in [Edits::Keep, Edits::Overwrite] {
        let once = rewritten(WORD, &wanted, edits);
        assert_eq!(rewritten(&once, &wanted, edits), once);
    }
}

#[test]
fn an_organizers_line_stays_below_the_row_it_stood_under() {
    let wanted = with_conference_id(&only_block(WORD).invitation, "9001122");
    let kept = rewritten(WORD, &wanted, Edits::Keep);
    let line = r#"<p class="MsoNormal"><i>Ask Anna for the leader's code.</i></p>"#;
    let at = kept.find(line).expect("the line is kept");
    assert!(kept[..at].contains("Conference ID: 9001122"));
    assert!(kept[at..].contains("Forgot your dial-in PIN?"));
    assert!(!rewritten(WORD, &wanted, Edits::Overwrite).contains("Ask Anna"));
}

#[test]
fn the_phone_part_comes_and_goes() {
    let mut without = only_block(WORD).invitation;
    let phone = without.phone.take();
    let silent = rewritten(WORD, &without, Edits::Keep);
    assert_eq!(only_block(&silent).invitation.phone, None);
    assert!(!silent.contains("Join by phone"));
    without.phone = phone;
    let loud = rewritten(&silent, &without, Edits::Keep);
    assert!(differences(&only_block(&loud).invitation, &without).is_empty());
}

#[test]
fn two_lines_in_front_of_the_numbers_cost_nobody_a_word() {
    let body = WORD.replace("Join by phone", "Dial early!</p><p class=\"MsoNormal\">Join by phone");
    let wanted = with_conference_id(&only_block(&body).invitation, "9001122");
    let after = rewritten(&body, &wanted, Edits::Keep);
    assert!(after.contains("Dial early!"));
    assert_eq!(after.matches("Join by phone").count(), 1);
}

#[test]
fn a_line_drawn_above_the_block_is_the_organizers() {
    let own = format!("<p class=\"MsoNormal\">{}</p>\n<p class=\"MsoNormal\">Mine</p>\n", ".".repeat(70));
    let body = WORD.replacen("<p class=\"MsoNormal\">&nbsp;</p>\n", &own, 1);
    let after =
        rewritten(&body, &with_conference_id(&only_block(&body).invitation, "9001122"), Edits::Overwrite);
    assert!(after.contains(&own));
}

#[test]
fn words_own_elements_do_not_part_a_line() {
    let body = WORD.replace(
        "Conference ID: 4410278</p>",
        "Conference <o:p></o:p>ID: <st1:x>4410278</st1:x><o:p>&nbsp;</o:p></p>",
    );
    let phone = only_block(&body).invitation.phone.expect("a phone part");
    assert_eq!(phone.conference_id, ConferenceId::new("4410278"));
}

#[test]
fn no_word_is_needed_to_recognise_a_block() {
    let samples = [
        (Format::Html, WORD),
        (Format::Html, include_str!("corpus/teams.html")),
        (Format::Text, include_str!("corpus/skype.txt")),
    ];
    for (format, body) in samples {
        let known = recognise(&Document::parse(format, body), &[]).remove(0);
        for seed in 1..50 {
            let other = words::with_other_words(format, body, seed * 7919);
            let found = recognise(&Document::parse(format, &other), &[]).remove(0);
            assert_eq!(found.rows, known.rows);
            assert_eq!(found.invitation.join_url, known.invitation.join_url);
            let dial_in = |block: &InfoBlock| {
                let phone = block.invitation.phone.clone().expect("a phone part");
                let numbers: Vec<String> = phone.numbers.iter().map(DialInNumber::digits).collect();
                (phone.conference_id, numbers)
            };
            assert_eq!(dial_in(&found), dial_in(&known), "{other}");
        }
    }
}

#[test]
fn a_lone_link_of_the_same_form_is_no_block() {
    for link in [
        "https://bridge.example/j/81234567",
        "https://bridge.example/j/AB12CD34",
        "https://jira.contoso.example/browse/PROJECT1",
        "https://wiki.contoso.example/display/TEAM/BUDGET27",
    ] {
        for format in [Format::Html, Format::Text] {
            let body = match format {
                Format::Html => format!(r#"<p><a href="{link}">Join the webinar</a></p>"#),
                Format::Text => format!("Join the webinar <{link}>\n"),
            };
            assert!(recognise(&Document::parse(format, &body), &[]).is_empty(), "{body}");
        }
    }
}

#[test]
fn a_quoted_block_says_so() {
    let body =
        WORD.replace("<div class=\"WordSection1\">", "<blockquote>").replace("</div>", "</blockquote>");
    assert!(only_block(&body).quoted);
}

#[test]
fn no_block_is_written_anew_where_a_splice_is_not_safe() {
    let refused = |body: &str| {
        let document = Document::parse(Format::Html, body);
        let block = only_block(body);
        let invitation = block.invitation.clone();
        rewrite(&document, &block, &invitation, Language::English, Edits::Overwrite).expect_err("a refusal")
    };
    let dots = format!(
        r#"<p class="MsoNormal"><span style="font-size:8.0pt; color:#404040">{}</span></p>"#,
        ".".repeat(137)
    );
    assert_eq!(refused(&WORD.replacen(&dots, "", 1)), Refusal::Incomplete);
    let in_list =
        WORD.replace("<div class=\"WordSection1\">", "<svg><desc>").replace("</div>", "</desc></svg>");
    assert_eq!(refused(&in_list), Refusal::NoRoom);
}

#[test]
fn what_a_block_leaves_open_goes_on_behind_the_one_written_anew() {
    let body = WORD.replace("Join by phone</p>", "<b>Join by phone</p>");
    let end = only_block(&body).span.end;
    let after = rewritten(&body, &only_block(&body).invitation, Edits::Overwrite);
    let rest = &body[end..];
    assert!(after.ends_with(&format!("</p><b>{rest}")), "the rest is as bold as it was");
    let in_bold = Document::parse(Format::Html, &after);
    assert_eq!(recognise(&in_bold, &[]).len(), 1);
}

#[test]
fn text_in_the_same_element_as_the_first_line_stays() {
    let body = WORD.replacen(
        r#"<p class="MsoNormal"><span style="font-size:8.0pt; color:#404040">"#,
        r#"<div>Mine<br><span style="font-size:8.0pt; color:#404040">"#,
        1,
    );
    let after = rewritten(&body, &only_block(&body).invitation, Edits::Overwrite);
    assert!(after.contains("<div>Mine<br><p style="));
    assert!(only_block(&after).complete);
}

#[test]
fn a_rendered_block_reads_as_what_it_was_rendered_from() {
    for language in Language::ALL {
        let html: Vec<String> = render(&invitation(), language).into_iter().map(|row| row.html()).collect();
        let block = only_block(&html.join("\n"));
        assert_eq!(block.language(), Some(language));
        assert!(block.complete);
        assert!(
            block.roles.iter().all(|role| role.is_some() && *role != Some(Role::Branding)),
            "{:?}",
            block.roles
        );
        assert_eq!(
            block.invitation,
            Invitation { branding: block.invitation.branding.clone(), ..invitation() }
        );
    }
}

fn with_number(shown: &str) -> Invitation {
    let mut with = invitation();
    let phone = with.phone.as_mut().expect("a phone part");
    phone.numbers[0].number = shown.into();
    with
}

#[test]
fn a_number_is_read_with_the_digits_it_was_written_with() {
    for shown in [
        "+46850521034 (24/7 support)",
        "+46850521034 (24/7)",
        "+1 425 555 0100 ext 123",
        "+1 425 555 0100;ext=123",
        "+1 (425) 555-0100",
        "(425) 555-0100 (toll)",
        "+44 (0)20 7946 0121",
        "0800 555 0136",
        "5000",
    ] {
        let wanted = with_number(shown);
        let phone = wanted.phone.clone().expect("a phone part");
        for edits in [Edits::Keep, Edits::Overwrite] {
            let after = only_block(&rewritten(WORD, &wanted, edits)).invitation;
            let read = after.phone.expect("a phone part");
            assert!(read.same_numbers(&phone), "{shown}: {:?}", read.numbers);
        }
    }
}

#[test]
fn a_number_is_dialled_with_a_plus_only_where_one_is_shown() {
    for (shown, target) in [
        ("+46 8 405 40 00", "tel:+4684054000"),
        ("+44 (0)20 7946 0121", "tel:+442079460121"),
        ("0800 555 0136", "tel:08005550136"),
        ("5000", "tel:5000"),
    ] {
        let link = format!(r#"<a href="{target}">"#);
        assert!(rewritten(WORD, &with_number(shown), Edits::Overwrite).contains(&link), "{shown}");
    }
}

#[test]
fn markup_in_dial_in_data_never_becomes_markup() {
    let mut hostile = invitation();
    if let Some(phone) = &mut hostile.phone {
        phone.numbers[0].region = "<script>alert(1)</script>".into();
        phone.numbers[0].languages = "</p></div><iframe src=x>".into();
        phone.numbers[1].number = "+46 20 405 400<img src=x onerror=alert(1)>".into();
        phone.directory_url = Some("javascript:alert(1)".into());
        phone.pin_url = Some("https://dialin.contoso.example/\"><script>".into());
    }
    hostile.branding.footer = Some("<img src=x onerror=alert(1)>".into());
    hostile.branding.help_url = Some("\"><b>".into());
    let rendered: String = render(&hostile, Language::English).into_iter().map(|row| row.html()).collect();
    let document = Document::parse(Format::Html, WORD);
    let rewritten = [Edits::Keep, Edits::Overwrite].map(|edits| {
        let splice = rewrite(&document, &only_block(WORD), &hostile, Language::English, edits);
        splice.expect("a safe splice").replacement
    });
    for html in [&rendered, &rewritten[0], &rewritten[1]] {
        for markup in ["<script", "<img", "<iframe", "<b>", "javascript:", "</div>"] {
            assert!(!html.contains(markup), "{markup} in {html}");
        }
    }
}

#[test]
fn a_new_block_goes_to_the_end_of_what_people_see_and_out_again() {
    let body = "<html><body><p>Hello</p></body></html>";
    let at = insertion_point(&Document::parse(Format::Html, body));
    let html: Vec<String> =
        render(&invitation(), Language::English).into_iter().map(|row| row.html()).collect();
    let with = format!("{}{}{}", &body[..at], html.join("\n"), &body[at..]);
    let document = Document::parse(Format::Html, &with);
    let splice = removal(&document, &only_block(&with)).expect("a safe splice");
    assert_eq!(splice.apply(&with), body);
}

#[test]
fn offsets_count_utf16_units() {
    assert_eq!(utf16_range("é🎯x", &(2..6)), 1..3);
}

fn invitation() -> Invitation {
    Invitation {
        phone: Some(PhoneAccess {
            conference_id: ConferenceId::new("9001122"),
            numbers: vec![
                DialInNumber {
                    number: "+46 8 405 40 00".into(),
                    region: "Stockholm".into(),
                    languages: "Svenska (Sverige)".into(),
                    toll_free: false,
                },
                DialInNumber {
                    number: "+46 20 405 400".into(),
                    region: "Sverige".into(),
                    languages: String::new(),
                    toll_free: true,
                },
            ],
            directory_url: Some("https://dialin.contoso.example/ines".into()),
            pin_url: Some("https://dialin.contoso.example/ines".into()),
        }),
        ..only_block(WORD).invitation
    }
}

fn fragments() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div><br></div>".to_owned()),
        Just("<b>".to_owned()),
        Just("</b>".to_owned()),
        Just("<table><tr><td>x</table>".to_owned()),
        Just("<!-- c -->".to_owned()),
        Just("\r\n&nbsp;&eacute;".to_owned()),
        Just(".".repeat(70)),
        Just("<a href='https://meet.contoso.example/ines/AB12CD34'>j</a>".to_owned()),
        "[a-zA-Z<>&\"'= /\u{0}é🎯]{0,12}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn whatever_is_shown_as_a_number_is_read_with_its_digits(
        shown in "[+(]{0,2}[0-9]{1,5}[0-9 ()./+-]{2,18}( ext 12| \\(24/7\\))?"
    ) {
        let wanted = with_number(&shown);
        let phone = wanted.phone.clone().expect("a phone part");
        for edits in [Edits::Keep, Edits::Overwrite] {
            let read = only_block(&rewritten(WORD, &wanted, edits)).invitation.phone.expect("a phone part");
            prop_assert!(read.same_numbers(&phone), "{:?}", read.numbers);
        }
    }

    #[test]
    fn whatever_surrounds_a_block_stays_to_the_byte(
        before in fragments(), after in fragments(), flip: bool, anew: bool,
    ) {
        let block: String = render(&invitation(), Language::French).into_iter().map(|row| row.html()).collect();
        let body = format!("{before}{block}{after}");
        let document = Document::parse(Format::Html, &body);
        for found in recognise(&document, &[]) {
            let mut wanted = with_conference_id(&found.invitation, "31415926");
            if flip {
                wanted.phone = invitation().phone.filter(|_| wanted.phone.is_none());
            }
            let edits = if anew { Edits::Overwrite } else { Edits::Keep };
            let Ok(splice) = rewrite(&document, &found, &wanted, Language::French, edits) else { continue };
            let once = splice.apply(&body);
            prop_assert!(once.starts_with(&body[..splice.span.start]));
            prop_assert!(once.ends_with(&body[splice.span.end..]));
            let again = Document::parse(Format::Html, &once);
            let block = recognise(&again, &[])
                .into_iter()
                .find(|block| block.span.start == splice.span.start)
                .expect("the block is found again");
            let twice = rewrite(&again, &block, &wanted, Language::French, edits).expect("still safe");
            prop_assert_eq!(twice.apply(&once), once);
        }
    }
}
