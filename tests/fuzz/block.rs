//! Any bytes as a body: nothing panics, every byte outside a splice stays, and rewriting twice is rewriting once.
//!
//! The first byte chooses how the body is written, what becomes of edits and what the block is to say.

#![no_main]

use libfuzzer_sys::fuzz_target;
use redial::block::{
    ConferenceId, DialInNumber, Edits, InfoBlock, Invitation, JoinUrlForm, Language, MeetingKind,
    PhoneAccess, insertion_point, recognise, removal, rewrite, utf16_range, visible_text,
};
use redial::html::{Document, Format};
use redial::link::JoinUrl;

fuzz_target!(|data: &[u8]| {
    let Some((choice, body)) = data.split_first() else { return };
    let body = String::from_utf8_lossy(body);
    let choice = Choice::of(*choice);
    let document = Document::parse(choice.format, &body);
    assert!(body.is_char_boundary(insertion_point(&document)));
    for block in recognise(&document, &choice.hosted()) {
        assert!(body.get(block.span.clone()).is_some());
        assert!(utf16_range(&body, &block.span).len() <= block.span.len());
        let _ = visible_text(&document, &block);
        if let Ok(splice) = removal(&document, &block) {
            assert!(body.get(splice.span.clone()).is_some());
        }
        check(&document, &body, &block, choice);
    }
});

fn check(document: &Document<'_>, body: &str, block: &InfoBlock, choice: Choice) {
    let language = block.language().unwrap_or(Language::Swedish);
    let wanted = choice.wanted(&block.invitation);
    let Ok(splice) = rewrite(document, block, &wanted, language, choice.edits) else { return };
    let once = splice.apply(body);
    assert!(once.starts_with(&body[..splice.span.start]) && once.ends_with(&body[splice.span.end..]));
    let again = Document::parse(choice.format, &once);
    let end = splice.span.start + splice.replacement.len();
    let blocks = recognise(&again, &choice.hosted());
    let found = blocks.iter().find(|found| found.span.start >= splice.span.start && found.span.start < end);
    let found = found.expect("the block is found again");
    if let Ok(splice) = rewrite(&again, found, &wanted, language, choice.edits) {
        assert_eq!(splice.apply(&once), once, "rewriting twice is rewriting once");
    }
}

#[derive(Clone, Copy)]
struct Choice {
    format: Format,
    edits: Edits,
    wanted: u8,
}

impl Choice {
    fn of(byte: u8) -> Self {
        Self {
            format: if byte & 1 == 0 { Format::Html } else { Format::Text },
            edits: if byte & 2 == 0 { Edits::Keep } else { Edits::Overwrite },
            wanted: (byte >> 2) % 4,
        }
    }

    fn hosted(self) -> Vec<JoinUrlForm> {
        JoinUrlForm::new("https://bridge.example/join/*").into_iter().collect()
    }

    /// Another conference ID, another phone part, none, or another online meeting.
    fn wanted(self, shown: &Invitation) -> Invitation {
        let mut wanted = shown.clone();
        match self.wanted {
            0 => {
                if let Some(phone) = &mut wanted.phone {
                    phone.conference_id = ConferenceId::new("90017755");
                }
            }
            1 => wanted.phone = Some(phone()),
            2 => wanted.phone = None,
            _ => {
                let url = match shown.kind {
                    MeetingKind::SkypeForBusiness => "https://meet.fabrikam.example/ola/ZZ11YY22",
                    MeetingKind::Teams => "https://teams.microsoft.com/meet/31840277?p=Ab1",
                    MeetingKind::Hosted => "https://bridge.example/join/8",
                };
                wanted.join_url = JoinUrl::new(url).expect("a link");
            }
        }
        wanted
    }
}

fn phone() -> PhoneAccess {
    PhoneAccess {
        conference_id: ConferenceId::new("777123456"),
        numbers: vec![DialInNumber {
            number: "+49 69 1234567".into(),
            region: "Frankfurt".into(),
            languages: "Deutsch (Deutschland)".into(),
            toll_free: false,
        }],
        directory_url: Some("https://dialin.fabrikam.example".into()),
        pin_url: Some("https://dialin.fabrikam.example".into()),
    }
}
