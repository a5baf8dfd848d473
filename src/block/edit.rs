//! Edits the rows of a body where they stand: digits, targets of links, whole rows.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::html::{Document, Format, Link, Row, Shown, Tag, holds_paragraphs, values};
use crate::link::{LinkKind, escape, kind, original_url, safe_url};

use super::grouping::in_groups_of;
use super::invitation::ConferenceId;
use super::pause::behind_pauses;
use super::phone_row::PhoneRow;
use super::refusal::Refusal;
use super::render::RenderedRow;
use super::splice::Splice;

/// A row and its index in the document.
pub(crate) type Found<'a> = (usize, &'a Row);

/// Collects splices of the rows of a body.
pub(crate) struct Editor<'a> {
    document: &'a Document<'a>,
    splices: Vec<Splice>,
    /// The bytes that are exchanged, by where they begin.
    exchanged: BTreeMap<usize, usize>,
}

impl<'a> Editor<'a> {
    pub(crate) fn new(document: &'a Document<'a>) -> Self {
        Self { document, splices: Vec::new(), exchanged: BTreeMap::new() }
    }

    /// The splices in the order in which they stand.
    pub(crate) fn finish(mut self) -> Vec<Splice> {
        self.splices.sort_by_key(|splice| (splice.span.start, splice.span.end));
        self.splices
    }

    /// Whether these bytes are exchanged already.
    pub(crate) fn covers(&self, span: &Range<usize>) -> bool {
        self.exchanged.range(..=span.start).next_back().is_some_and(|(_, end)| *end >= span.end)
    }

    pub(crate) fn splice(&mut self, span: Range<usize>, replacement: String) {
        self.exchanged.insert(span.start, span.end);
        self.splices.push(Splice { span, replacement });
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

    /// Gives a link another target, also where its tag or its words repeat it.
    pub(crate) fn retarget(&mut self, row: &Row, link: &Link, target: &str) {
        let former = original_url(&link.href);
        let Some(url) = safe_url(target).filter(|url| *url != former && !link.href_span.is_empty()) else {
            return;
        };
        let written = self.written(url);
        for span in self.repeated(link) {
            self.splice(span, written.clone());
        }
        let words = row.text.find(link.text.as_str()).filter(|_| link.text == former);
        if self.document.format() == Format::Html
            && let Some(start) = words
        {
            self.exchange(row, &(start..start + link.text.len()), url);
        }
    }

    /// Where a link's target is written: its `href`, and attributes of the same tag that repeat it, such as the
    /// `originalsrc` of Safe Links.
    fn repeated(&self, link: &Link) -> Vec<Range<usize>> {
        let target = original_url(&link.href);
        let repeats = |value: &str| *value == *link.href || original_url(value) == target;
        let others = self.attributes(link).into_iter().filter(|(value, _)| repeats(value));
        [link.href_span.clone()].into_iter().chain(others.map(|(_, span)| span)).collect()
    }

    /// The other attributes of a link's tag.
    fn attributes(&self, link: &Link) -> Vec<(String, Range<usize>)> {
        let tags = &self.document.tags;
        let tag = tags.partition_point(|tag| tag.span().start() <= link.href_span.start).checked_sub(1);
        let Some(Tag::Open { span, .. }) = tag.and_then(|tag| tags.get(tag)) else { return Vec::new() };
        values(self.document.source, &span.range())
            .into_iter()
            .filter(|(_, span)| *span != link.href_span)
            .collect()
    }

    /// Exchanges a stretch of a row's text; false where it cannot be told which bytes it is written in.
    pub(crate) fn exchange(&mut self, row: &Row, stretch: &Range<usize>, text: &str) -> bool {
        let pieces = Shown::of(self.document, row).map(|shown| shown.written(stretch)).unwrap_or_default();
        let Some((first, others)) = pieces.split_first() else { return false };
        self.splice(first.clone(), self.written(text));
        others.iter().for_each(|other| self.splice(other.clone(), String::new()));
        true
    }

    /// Exchanges the conference ID that a row dials behind its number, in its text and in the target of its link.
    pub(crate) fn dial_along(&mut self, row: &Row, old: &ConferenceId, new: &ConferenceId) {
        let along = PhoneRow::read(row).and_then(|phone| phone.dialled_along());
        if let Some((_, place)) = along.filter(|(id, _)| id == old) {
            let shown = row.text.get(place.clone()).unwrap_or_default();
            self.exchange(row, &place, &in_groups_of(shown, new));
        }
        self.exchange_in_targets(row, |target| behind_pause(target, old), new);
    }

    /// Exchanges the conference ID in links of its own row that dial it, as some programs make of any digits.
    pub(crate) fn dial_alone(&mut self, row: &Row, old: &ConferenceId, new: &ConferenceId) {
        self.exchange_in_targets(row, |target| alone(target, old), new);
    }

    fn exchange_in_targets(
        &mut self,
        row: &Row,
        place: impl Fn(&str) -> Option<Range<usize>>,
        new: &ConferenceId,
    ) {
        let telephones = row.links.iter().filter(|link| kind(&link.href) == LinkKind::Telephone);
        let spans = telephones.flat_map(|link| {
            let others = self.attributes(link).into_iter().map(|(_, span)| span);
            [link.href_span.clone()].into_iter().chain(others)
        });
        for span in spans.collect::<Vec<_>>() {
            if let Some(digits) = place(self.source(&span)) {
                self.splice(span.start + digits.start..span.start + digits.end, new.to_string());
            }
        }
    }

    pub(crate) fn insert_before(
        &mut self,
        place: Found<'_>,
        rendered: &[RenderedRow],
    ) -> Result<(), Refusal> {
        if rendered.is_empty() {
            return Ok(());
        }
        let markup = self.markup(place)?;
        let text = markup.write(rendered) + markup.between();
        let start = place.1.span().start;
        self.splice(start..start, text);
        Ok(())
    }

    pub(crate) fn replace(&mut self, place: Found<'_>, rendered: &[RenderedRow]) -> Result<(), Refusal> {
        self.check(place.1)?;
        let text = self.markup(place)?.write(rendered);
        self.splice(place.1.span(), text);
        Ok(())
    }

    /// Deletes a row with its line break and the white space behind it.
    pub(crate) fn delete(&mut self, place: Found<'_>) -> Result<(), Refusal> {
        self.check(place.1)?;
        let mut span = place.1.span();
        let after = |at: usize| self.document.source.get(at..).unwrap_or_default();
        let blanks = |text: &str| text.len() - text.trim_ascii_start().len();
        match self.markup(place) {
            Ok(RowMarkup::Line) => {
                let next = span.end + blanks(after(span.end));
                let tag = self.document.start_tag_at(next).filter(|(kind, _)| *kind == *"br");
                span.end = tag.map_or(span.end, |(_, tag)| tag.end + blanks(after(tag.end)));
            }
            Ok(RowMarkup::Text(_)) => {
                let rest = after(span.end);
                span.end += rest.find('\n').map_or(rest.len(), |at| at + 1);
            }
            Ok(RowMarkup::Paragraph) | Err(_) => span.end += blanks(after(span.end)),
        }
        self.splice(span, String::new());
        Ok(())
    }

    fn check(&self, row: &Row) -> Result<(), Refusal> {
        if row.span().is_empty() { Err(Refusal::Unbalanced) } else { Ok(()) }
    }

    /// How rows are written where this one stands.
    fn markup(&self, (index, row): Found<'_>) -> Result<RowMarkup, Refusal> {
        if self.document.format() == Format::Text {
            return Ok(RowMarkup::Text(self.document.line_end()));
        }
        let tag = self.document.start_tag_at(row.span().start);
        if tag.is_none_or(|(kind, _)| kind.is_inline()) {
            Ok(RowMarkup::Line)
        } else if holds_paragraphs(self.document, self.document.container(index)) {
            Ok(RowMarkup::Paragraph)
        } else {
            Err(Refusal::NoRoom)
        }
    }
}

/// How a row is written.
enum RowMarkup {
    /// As a paragraph.
    Paragraph,
    /// As a line inside a paragraph or division.
    Line,
    /// As a line of plain text with this end.
    Text(&'static str),
}

impl RowMarkup {
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

/// Where an ID stands behind a pause in what is dialled, be it the target of a link or words that repeat it.
fn behind_pause(dialled: &str, id: &ConferenceId) -> Option<Range<usize>> {
    behind_pauses(dialled).find(|(found, _)| found == id).map(|(_, place)| place)
}

/// Where an ID stands in the target of a `tel:` link that dials nothing else.
fn alone(target: &str, id: &ConferenceId) -> Option<Range<usize>> {
    let start = target.find(':')? + 1;
    (target.get(start..)?.trim_end_matches('#') == id.as_str()).then(|| start..start + id.as_str().len())
}
