//! A block that comes into the appointment in compose mode.

use std::ops::Range;

use crate::block::{
    InfoBlock, Invitation, Language, RenderedRow, Splice, in_plain_text, recognise, removal, render,
    visible_text,
};
use crate::dialin::{DialInProfile, OnlineMeeting};
use crate::html::{Document, Format};
use crate::link::JoinUrl;

use super::location::label;
use super::port::ComposeBody;
use super::service::Service;
use super::tag::{Tag, TextHash};

/// A block that comes into the appointment, and what goes with it.
pub(super) struct NewBlock<'a> {
    pub(super) service: Service<'a>,
    format: Format,
    /// The block, with a line of its own in plain text wherever it comes.
    pub(super) text: String,
    pub(super) invitation: Invitation,
    pub(super) tag: Tag,
    /// What the location says.
    pub(super) label: String,
}

impl<'a> NewBlock<'a> {
    /// The service's own block where the meeting came with one, else one of ours, for a body of this format.
    pub(super) fn of(
        meeting: &OnlineMeeting,
        profile: &DialInProfile,
        service: Service<'a>,
        language: Language,
        format: Format,
    ) -> Self {
        let (block, invitation) = match (&meeting.block, format) {
            (Some(block), Format::Html) => (block.html().to_owned(), block.invitation().clone()),
            (Some(block), Format::Text) => (in_plain_text(block.html()), block.invitation().clone()),
            (None, format) => {
                let invitation = profile.invitation(meeting);
                (rendered(&invitation, language, format), invitation)
            }
        };
        let tag = Tag::new(&invitation, profile.fingerprint(), language, read_back(format, &block, service));
        let text = match format {
            Format::Html => block,
            Format::Text => format!("\r\n{block}\r\n"),
        };
        Self { service, format, text, invitation, tag, label: label(service.kind, language) }
    }

    /// The splice that makes of `after` what was there before: what came in, if it is nothing but the block; else the block
    /// as it can be recognised.
    pub(super) fn taken_out_of(&self, before: &ComposeBody, after: &ComposeBody) -> Option<Splice> {
        let document = after.document();
        let written = Document::parse(self.format, &self.text);
        let is_block = |span: &Range<usize>| {
            let come = after.content.get(span.clone()).unwrap_or_default();
            let rows = Document::parse(self.format, come);
            let is_whole = self.format == Format::Text || come.starts_with('<');
            is_whole
                && rows.rows().iter().all(|row| written.rows().iter().any(|written| written.text == row.text))
        };
        let inserted = insertions(&before.content, &after.content).find(is_block);
        if let Some(span) = inserted {
            return Some(Splice { span, replacement: String::new() });
        }
        let block = recognise(&document, self.service.forms).into_iter().find(|block| self.is_in(block))?;
        removal(&document, &block).ok()
    }

    pub(super) fn is_in(&self, block: &InfoBlock) -> bool {
        block.invitation.join_url.agrees_with(&self.invitation.join_url)
    }

    /// Whether a body leads to the new meeting, by a link or in words.
    pub(super) fn is_shown_in(&self, body: &ComposeBody) -> bool {
        let url = &self.invitation.join_url;
        body.document().rows().iter().any(|row| {
            let mut links = row.links.iter().filter_map(|link| JoinUrl::new(&link.href));
            row.text.contains(url.as_str()) || links.any(|link| link.agrees_with(url))
        })
    }
}

fn rendered(invitation: &Invitation, language: Language, format: Format) -> String {
    let rows = render(invitation, language);
    let joined = |write: fn(&RenderedRow) -> String, between: &str| {
        rows.iter().map(write).collect::<Vec<_>>().join(between)
    };
    match format {
        Format::Html => joined(RenderedRow::html, "\n"),
        Format::Text => joined(RenderedRow::text, "\r\n"),
    }
}

/// Where something may have come into a text of which nothing else is different: in `aba`, between `a` and `a`, that may
/// be `ba` or `ab`.
fn insertions<'a>(before: &'a str, after: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let same = before.char_indices().zip(after.chars()).take_while(|((_, one), other)| one == other);
    let furthest = same.last().map_or(0, |((at, character), _)| at + character.len_utf8());
    let come = after.len().saturating_sub(before.len());
    let places = (0..=furthest).rev().filter(move |at| come > 0 && before.is_char_boundary(*at));
    places.take_while(move |at| before.get(*at..) == after.get(at + come..)).map(move |at| at..at + come)
}

/// The hash of a block as it will be read back.
pub(crate) fn read_back(format: Format, block: &str, service: Service<'_>) -> TextHash {
    let document = Document::parse(format, block);
    let blocks = recognise(&document, service.forms);
    TextHash::of(&blocks.first().map(|block| visible_text(&document, block)).unwrap_or_default())
}
