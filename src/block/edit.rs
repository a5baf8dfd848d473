//! Edits the rows of a body where they stand: digits, targets of links, whole rows.

use std::collections::HashSet;
use std::ops::Range;

use super::document::{Document, Format};
use super::elements::is_inline;
use super::invitation::ConferenceId;
use super::link::{escape, safe_url};
use super::refusal::Refusal;
use super::render::RenderedRow;
use super::row::{Link, Row};
use super::stretch::holds_paragraphs;

/// An exchange of bytes inside a body.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) span: Range<usize>,
    pub(crate) text: String,
}

/// A row and its index in the document.
pub(crate) type Found<'a> = (usize, &'a Row);

/// Collects changes to the rows of a body.
pub(crate) struct Editor<'a> {
    document: &'a Document<'a>,
    changes: Vec<Change>,
    changed: HashSet<Range<usize>>,
}

impl<'a> Editor<'a> {
    pub(crate) fn new(document: &'a Document<'a>) -> Self {
        Self { document, changes: Vec::new(), changed: HashSet::new() }
    }

    /// The changes in the order in which they stand.
    pub(crate) fn finish(mut self) -> Vec<Change> {
        self.changes.sort_by_key(|change| (change.span.start, change.span.end));
        self.changes
    }

    pub(crate) fn has_changed(&self, span: &Range<usize>) -> bool {
        self.changed.contains(span)
    }

    pub(crate) fn change(&mut self, span: Range<usize>, text: String) {
        self.changed.insert(span.clone());
        self.changes.push(Change { span, text });
    }

    pub(crate) fn source(&self, span: &Range<usize>) -> &'a str {
        self.document.source.get(span.clone()).unwrap_or_default()
    }

    /// A text as it is written in this body.
    fn written(&self, text: &str) -> String {
        match self.document.format() {
            Format::Html => escape(text),
            Format::Text => text.to_owned(),
        }
    }

    pub(crate) fn retarget(&mut self, link: &Link, target: &str) {
        if let Some(url) = safe_url(target).filter(|_| !link.href_span.is_empty()) {
            self.change(link.href_span.clone(), self.written(url));
        }
    }

    /// Exchanges the digits of a conference ID wherever they stand in a row; false where they cannot be found.
    pub(crate) fn digits(&mut self, row: &Row, old: &ConferenceId, new: &ConferenceId) -> bool {
        let source = self.source(&row.span);
        let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
        let (mut found, mut done) = (false, 0);
        for (start, _) in source.match_indices(|c: char| c.is_ascii_digit()) {
            let written = source.get(start..).filter(|_| start >= done);
            let Some(length) = written.and_then(|rest| written_length(rest, old)) else { continue };
            done = start + length;
            let before = start.checked_sub(1).and_then(|at| source.as_bytes().get(at));
            if digit(before) || digit(source.as_bytes().get(done)) {
                continue;
            }
            let text = if length > old.as_str().len() { grouped(new) } else { new.as_str().to_owned() };
            self.change(row.span.start + start..row.span.start + done, text);
            found = true;
        }
        found
    }

    pub(crate) fn insert_before(
        &mut self,
        place: Found<'_>,
        rendered: &[RenderedRow],
    ) -> Result<(), Refusal> {
        if rendered.is_empty() {
            return Ok(());
        }
        let form = self.form(place)?;
        let text = form.write(rendered) + form.between();
        self.change(place.1.span.start..place.1.span.start, text);
        Ok(())
    }

    pub(crate) fn replace(&mut self, place: Found<'_>, rendered: &[RenderedRow]) -> Result<(), Refusal> {
        self.check(place.1)?;
        let text = self.form(place)?.write(rendered);
        self.change(place.1.span.clone(), text);
        Ok(())
    }

    /// Deletes a row with its line break and the white space behind it.
    pub(crate) fn delete(&mut self, place: Found<'_>) -> Result<(), Refusal> {
        self.check(place.1)?;
        let mut span = place.1.span.clone();
        let after = |at: usize| self.document.source.get(at..).unwrap_or_default();
        let blanks = |text: &str| text.len() - text.trim_ascii_start().len();
        match self.form(place) {
            Ok(Form::Line) => {
                let next = span.end + blanks(after(span.end));
                let tag = self.document.start_tag_at(next).filter(|(name, _)| *name == *"br");
                span.end = tag.map_or(span.end, |(_, tag)| tag.end + blanks(after(tag.end)));
            }
            Ok(Form::Text(_)) => {
                let rest = after(span.end);
                span.end += rest.find('\n').map_or(rest.len(), |at| at + 1);
            }
            Ok(Form::Paragraph) | Err(_) => span.end += blanks(after(span.end)),
        }
        self.change(span, String::new());
        Ok(())
    }

    fn check(&self, row: &Row) -> Result<(), Refusal> {
        if row.span.is_empty() { Err(Refusal::Unbalanced) } else { Ok(()) }
    }

    /// How rows are written where this one stands.
    fn form(&self, (index, row): Found<'_>) -> Result<Form, Refusal> {
        if self.document.format() == Format::Text {
            return Ok(Form::Text(self.document.line_end()));
        }
        let tag = self.document.start_tag_at(row.span.start);
        if tag.is_none_or(|(name, _)| is_inline(&name)) {
            Ok(Form::Line)
        } else if holds_paragraphs(self.document, self.document.container(index)) {
            Ok(Form::Paragraph)
        } else {
            Err(Refusal::NoRoom)
        }
    }
}

/// How a row is written.
enum Form {
    /// As a paragraph.
    Paragraph,
    /// As a line inside a paragraph or division.
    Line,
    /// As a line of plain text with this end.
    Text(&'static str),
}

impl Form {
    fn between(&self) -> &'static str {
        match self {
            Self::Paragraph => "\n",
            Self::Line => "<br>\n",
            Self::Text(end) => end,
        }
    }

    fn write(&self, rows: &[RenderedRow]) -> String {
        let rows = rows.iter().map(|row| match self {
            Self::Paragraph => row.html(),
            Self::Line => row.line(),
            Self::Text(_) => row.text(),
        });
        rows.collect::<Vec<_>>().join(self.between())
    }
}

/// How long an ID is that `source` begins with, its digits perhaps parted by blanks or hyphens.
fn written_length(source: &str, id: &ConferenceId) -> Option<usize> {
    const PARTING: [&str; 8] = [" ", "\t", "\r", "\n", "\u{A0}", "&nbsp;", "&#160;", "-"];
    let mut rest = source;
    for digit in id.as_str().chars() {
        let begun = rest.len() < source.len();
        while let Some(after) =
            PARTING.iter().find_map(|parting| rest.strip_prefix(parting)).filter(|_| begun)
        {
            rest = after;
        }
        rest = rest.strip_prefix(digit)?;
    }
    Some(source.len() - rest.len())
}

/// `640 217 93`: in threes, as the services write long IDs.
fn grouped(id: &ConferenceId) -> String {
    let digits: Vec<char> = id.as_str().chars().collect();
    digits.chunks(3).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
