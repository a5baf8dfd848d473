//! The text of a row, character by character with the bytes it is written in: so a change reaches what people read and
//! nothing beside it.

use std::ops::Range;

use super::attributes::decoded;
use super::document::{Document, Format};
use super::elements::{RAW, UNSEEN};
use super::row::{Row, parts_words};
use super::text_row::visible;
use super::tokens::{Token, Tokens};

/// A row's text and where it is written.
#[derive(Debug)]
pub(crate) struct Shown {
    text: String,
    /// Where each character begins in the text, and the bytes of the body it is written in.
    characters: Vec<(usize, Range<usize>)>,
}

impl Shown {
    /// The text of a row; `None` where it cannot be told which bytes each of its characters is written in.
    pub(crate) fn of(document: &Document<'_>, row: &Row) -> Option<Self> {
        let source = document.source.get(row.span())?;
        let mut shown = Self { text: String::new(), characters: Vec::new() };
        match document.format() {
            Format::Html => shown.html(source, row.span.start())?,
            Format::Text => {
                for piece in visible(source) {
                    shown.plain(source.get(piece.clone())?, row.span.start() + piece.start);
                }
            }
        }
        shown.trim_end();
        (*shown.text == *row.text).then_some(shown)
    }

    /// The bytes that a stretch of the text is written in, in one piece or, where tags stand between, in several.
    pub(crate) fn written(&self, stretch: &Range<usize>) -> Vec<Range<usize>> {
        let mut pieces: Vec<Range<usize>> = Vec::new();
        for (_, bytes) in self.characters.iter().filter(|(at, _)| stretch.contains(at)) {
            match pieces.last_mut() {
                Some(last) if last.end == bytes.start => last.end = bytes.end,
                _ => pieces.push(bytes.clone()),
            }
        }
        pieces
    }

    fn html(&mut self, source: &str, start: usize) -> Option<()> {
        for token in Tokens::new(source) {
            match token {
                Token::Start(tag) if tag.name.is(RAW | UNSEEN) => return None,
                Token::Text { span } => self.references(source.get(span.clone())?, start + span.start)?,
                _ => {}
            }
        }
        Some(())
    }

    /// Text with character references.
    fn references(&mut self, text: &str, start: usize) -> Option<()> {
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let length = match rest.strip_prefix('&') {
                Some(reference) => reference_length(reference).map_or(1, |length| length + 1),
                None => rest.find('&').unwrap_or(rest.len()),
            };
            let written = rest.get(..length)?;
            if written.starts_with('&') {
                for character in decoded(written).chars() {
                    self.push(character, start + at..start + at + length);
                }
            } else {
                self.plain(written, start + at);
            }
            at += length;
        }
        Some(())
    }

    fn plain(&mut self, text: &str, start: usize) {
        for (at, character) in text.char_indices() {
            self.push(character, start + at..start + at + character.len_utf8());
        }
    }

    /// White space is one blank, and none at the ends.
    fn push(&mut self, character: char, bytes: Range<usize>) {
        if !parts_words(character) {
            self.characters.push((self.text.len(), bytes));
            self.text.push(character);
        } else if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.characters.push((self.text.len(), bytes));
            self.text.push(' ');
        } else if let Some((_, last)) = self.characters.last_mut().filter(|(_, last)| last.end == bytes.start)
        {
            last.end = bytes.end;
        }
    }

    fn trim_end(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
            self.characters.pop();
        }
    }
}

/// How long a reference is behind its `&`, if it ends as it should.
fn reference_length(reference: &str) -> Option<usize> {
    let end = reference.find(|c: char| !c.is_ascii_alphanumeric() && c != '#')?;
    (end > 0 && reference.as_bytes().get(end) == Some(&b';')).then_some(end + 1)
}
