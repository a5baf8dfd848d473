//! Which bytes rows occupy: their pieces, widened to the elements that hold nothing else visible.

use std::ops::Range;

use super::document::{Document, Element, End, ROOT, Tag};
use super::elements::{EMBEDDED, HEADING, LINE, UNSEEN};
use super::span::{Span, narrow};

/// A part of a row and the element it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) row: u32,
    pub(super) element: u32,
    pub(super) span: Span,
}

/// The document with each of its rows where it stands. Before, a row stands where its first piece does; `others` are
/// the further pieces, in the order of the rows.
pub(super) fn placed<'a>(mut document: Document<'a>, others: &[Piece]) -> Document<'a> {
    let mut rows = std::mem::take(&mut document.rows);
    let mut widening = Widening::new(&document);
    let mut others = others.iter().copied().peekable();
    // An image or words that are hidden may have no piece.
    for (index, row) in rows.iter_mut().enumerate().filter(|(_, row)| !row.span.is_empty()) {
        let index = narrow(index);
        let first = Piece { row: index, element: row.container, span: row.span };
        (row.span, row.container) = widening.widen(first);
        while let Some(next) = others.next_if(|piece| piece.row == index) {
            let (span, container) = widening.widen(next);
            (row.span, row.container) = (row.span.around(span), container);
        }
    }
    document.rows = rows;
    document
}

/// Widens pieces of rows, whatever they share looked at once.
struct Widening<'d, 'a> {
    document: &'d Document<'a>,
    /// How many of the tags up to each one part lines or show something.
    parting: Vec<u32>,
    /// The same, line breaks left aside.
    parting_but_breaks: Vec<u32>,
    /// Of the elements that a piece was widened to from their start tag to their end tag, the outermost one that was
    /// looked at then; of others the root, which never is.
    outermost: Vec<u32>,
}

impl<'d, 'a> Widening<'d, 'a> {
    fn new(document: &'d Document<'a>) -> Self {
        Self {
            document,
            parting: counts(&document.tags, parts),
            parting_but_breaks: counts(&document.tags, |tag| parts(tag) && tag.kind() != *"br"),
            outermost: vec![narrow(ROOT); document.elements.len()],
        }
    }

    /// The bytes of a piece, and what holds its row then.
    fn widen(&mut self, piece: Piece) -> (Span, u32) {
        let document = self.document;
        let mut bytes = piece.span.range();
        // The tags inside of what is taken so far.
        let mut tags = document.tags_before(bytes.start)..document.tags_before(bytes.end);
        let mut outermost = None;
        let mut taken = Vec::new();
        for element in document.ancestors(piece.element as usize) {
            let Some(found) = document.elements.get(element) else { break };
            if element == ROOT || !is_own(found) || found.rows != only(piece.row) {
                break;
            }
            // From here on another piece of the row was widened as far as this one can be.
            if let Some(known) = self.outermost.get(element).filter(|known| **known != narrow(ROOT)) {
                outermost = Some(*known);
                break;
            }
            if self.is_alone(found, &tags) {
                bytes.start = found.span.start();
                tags.start = found.tags.start();
                if found.end == End::Tag {
                    bytes.end = found.span.end();
                    tags.end = found.tags.end() + 1;
                    taken.push(element);
                }
            }
            outermost = Some(narrow(element));
        }
        let Some(outermost) = outermost else { return (bytes.into(), piece.element) };
        for element in taken {
            if let Some(place) = self.outermost.get_mut(element) {
                *place = outermost;
            }
        }
        let container = document.elements.get(outermost as usize).map_or(narrow(ROOT), |found| found.parent);
        (bytes.into(), container)
    }

    /// Whether an element ends as it should, and around these tags inside of it only markup of a line stands.
    fn is_alone(&self, found: &Element, inside: &Range<usize>) -> bool {
        let begins = |tag: &Tag| tag.span().start() == found.span.start();
        let own = self.document.tags.get(found.tags.start()).is_some_and(begins);
        let before = found.tags.start() + usize::from(own)..inside.start;
        let behind = inside.end..found.tags.end();
        match found.end {
            End::Missing => false,
            End::Implied => has_none(&self.parting, before),
            End::Tag => has_none(&self.parting, before) && has_none(&self.parting_but_breaks, behind),
        }
    }
}

/// This row and no other.
fn only(row: u32) -> Span {
    Span::from(row as usize..row as usize + 1)
}

/// Whether an element can be a part of a row. A cell or a quotation never is, however little it holds.
fn is_own(element: &Element) -> bool {
    let kind = element.kind;
    !kind.is(LINE) || kind.is(HEADING) || kind == *"div" || kind == *"p"
}

/// Whether a tag parts lines or shows something.
fn parts(tag: Tag) -> bool {
    tag.kind().is(LINE | EMBEDDED | UNSEEN)
}

/// How many of the first tags are counted, for none of them, one, two and so on.
fn counts(tags: &[Tag], is_counted: impl Fn(Tag) -> bool) -> Vec<u32> {
    let mut counts = Vec::with_capacity(tags.len() + 1);
    let mut count = 0;
    counts.push(count);
    for tag in tags {
        count += u32::from(is_counted(*tag));
        counts.push(count);
    }
    counts
}

/// Whether none of these tags is counted.
fn has_none(counts: &[u32], tags: Range<usize>) -> bool {
    tags.is_empty() || counts.get(tags.start) == counts.get(tags.end)
}
