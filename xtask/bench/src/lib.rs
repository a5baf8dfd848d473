//! What is measured: a body goes in as a string, the rewritten body comes out as one.
//!
//! The same functions run natively and, through wasm-bindgen, in a browser.

mod body;
mod mailbox;
#[path = "../../../tests/meetings/mod.rs"]
mod meetings;

use std::ops::Range;

use redial::block::{ConferenceId, Edits, InfoBlock, Language, may_hold_block, recognise};
use redial::html::{Document, Format};
use wasm_bindgen::prelude::wasm_bindgen;

pub use body::body;
pub use mailbox::visit;

/// Makes the block of a body say another conference ID; nothing where the body holds no block.
#[wasm_bindgen]
pub fn rewrite(body: &str, conference_id: &str) -> Option<String> {
    if !may_hold_block(body, &[]) {
        return None;
    }
    let document = Document::parse(Format::Html, body);
    let block = recognise(&document, &[]).into_iter().find(|block| !block.quoted)?;
    let mut wanted = block.invitation.clone();
    if let Some(phone) = &mut wanted.phone {
        phone.conference_id = ConferenceId::new(conference_id);
    }
    let splice = redial::block::rewrite(&document, &block, &wanted, Language::English, Edits::Keep).ok()?;
    Some(splice.apply(body))
}

/// The floor of rewriting: the splice alone, by someone who knows where.
#[wasm_bindgen]
pub fn splice(body: &str, start: usize, end: usize, replacement: &str) -> String {
    let before = body.get(..start).unwrap_or_default();
    let after = body.get(end..).unwrap_or_default();
    [before, replacement, after].concat()
}

/// The floor of finding nothing: the same is taken and not looked at.
#[wasm_bindgen]
pub fn take(body: &str, conference_id: &str) -> Option<String> {
    body.is_empty().then(|| conference_id.to_owned())
}

/// Reads a body as far as every block in it is known.
pub fn parse(body: &str) -> Vec<InfoBlock> {
    recognise(&Document::parse(Format::Html, body), &[])
}

/// Where the digits of the conference ID stand.
pub fn digits(body: &str) -> Option<Range<usize>> {
    let start = body.find(LABEL)? + LABEL.len();
    Some(start..start + body::CONFERENCE_ID.len())
}

const LABEL: &str = "Conference ID: ";
