//! Which bytes rows occupy: their pieces, widened to the elements that hold nothing else visible.

use std::ops::Range;

use super::document::{Document, Element, End, Piece, ROOT, Tag};
use super::elements::{EMBEDDED, HEADING, LINE, UNSEEN};

/// Where a row stands.
struct Place {
    span: Range<usize>,
    /// The element that holds it beside other rows.
    container: usize,
}

/// The document with each of its rows where it stands; `pieces` are in the order of the rows.
pub(crate) fn placed<'a>(mut document: Document<'a>, pieces: &[Piece]) -> Document<'a> {
    for (row, place) in places(&document, pieces) {
        document.place(row, place.span, place.container);
    }
    document
}

/// The place of every row that has pieces.
fn places(document: &Document<'_>, pieces: &[Piece]) -> Vec<(usize, Place)> {
    let mut widening = Widening::new(document);
    let mut places = Vec::with_capacity(document.rows().len());
    for of_row in pieces.chunk_by(|one, next| one.row == next.row) {
        let mut place: Option<Place> = None;
        for piece in of_row {
            let Place { span, container } = widening.widen(piece);
            let outer = place
                .map_or(span.clone(), |place| place.span.start.min(span.start)..place.span.end.max(span.end));
            place = Some(Place { span: outer, container });
        }
        places.extend(of_row.first().map(|piece| piece.row).zip(place));
    }
    places
}

/// Widens pieces of rows, whatever they share looked at once.
struct Widening<'d, 'a> {
    document: &'d Document<'a>,
    /// How many of the tags up to each one part lines or show something.
    parting: Vec<u32>,
    /// The same, line breaks left aside.
    parting_but_breaks: Vec<u32>,
    /// The elements that a piece was widened to from their start tag to their end tag, and what holds its row then.
    taken: Vec<Option<usize>>,
}

impl<'d, 'a> Widening<'d, 'a> {
    fn new(document: &'d Document<'a>) -> Self {
        Self {
            document,
            parting: counts(&document.tags, parts),
            parting_but_breaks: counts(&document.tags, |tag| parts(tag) && tag.name() != *"br"),
            taken: vec![None; document.elements.len()],
        }
    }

    fn widen(&mut self, piece: &Piece) -> Place {
        let document = self.document;
        let mut bytes = piece.span.clone();
        // The tags inside of what is taken so far.
        let mut tags = document.tags_before(bytes.start)..document.tags_before(bytes.end);
        let mut container = piece.element;
        let mut taken = Vec::new();
        for element in document.ancestors(piece.element) {
            let Some(found) = document.elements.get(element) else { break };
            if element == ROOT || !is_own(found) || found.rows != (piece.row..piece.row + 1) {
                break;
            }
            // From here on another piece of the row was widened as far as this one can be.
            if let Some(outermost) = self.taken.get(element).copied().flatten() {
                container = outermost;
                break;
            }
            if self.is_alone(found, &tags) {
                bytes.start = found.span.start;
                tags.start = found.tags.start;
                if found.end == End::Tag {
                    bytes.end = found.span.end;
                    tags.end = found.tags.end + 1;
                    taken.push(element);
                }
            }
            container = found.parent;
        }
        for element in taken {
            if let Some(taken) = self.taken.get_mut(element) {
                *taken = Some(container);
            }
        }
        Place { span: bytes, container }
    }

    /// Whether an element ends as it should, and around these tags inside of it only markup of a line stands.
    fn is_alone(&self, found: &Element<'_>, inside: &Range<usize>) -> bool {
        let begins = |tag: &Tag<'_>| tag.span().start == found.span.start;
        let own = self.document.tags.get(found.tags.start).is_some_and(begins);
        let before = found.tags.start + usize::from(own)..inside.start;
        let behind = inside.end..found.tags.end;
        match found.end {
            End::Missing => false,
            End::Implied => has_none(&self.parting, before),
            End::Tag => has_none(&self.parting, before) && has_none(&self.parting_but_breaks, behind),
        }
    }
}

/// Whether an element can be a part of a row. A cell or a quotation never is, however little it holds.
fn is_own(element: &Element<'_>) -> bool {
    let name = element.name;
    !name.is(LINE) || name.is(HEADING) || name == *"div" || name == *"p"
}

/// Whether a tag parts lines or shows something.
fn parts(tag: &Tag<'_>) -> bool {
    tag.name().is(LINE | EMBEDDED | UNSEEN)
}

/// How many of the first tags are counted, for none of them, one, two and so on.
fn counts(tags: &[Tag<'_>], is_counted: impl Fn(&Tag<'_>) -> bool) -> Vec<u32> {
    let mut counts = Vec::with_capacity(tags.len() + 1);
    let mut count = 0;
    counts.push(count);
    for tag in tags {
        count += u32::from(is_counted(tag));
        counts.push(count);
    }
    counts
}

/// Whether none of these tags is counted.
fn has_none(counts: &[u32], tags: Range<usize>) -> bool {
    tags.is_empty() || counts.get(tags.start) == counts.get(tags.end)
}
