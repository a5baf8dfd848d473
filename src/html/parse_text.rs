//! Plain text as rows: one a line, links parsed out.

use std::ops::Range;

use super::document::{Document, Element, End, Format, Piece, ROOT};
use super::places::placed;
use super::quotation::Quotations;
use super::row::{Link, Row};
use super::text_row::{lines, read_line};

pub(crate) fn parse(source: &str) -> Document<'_> {
    let mut rows = Vec::new();
    let mut pieces = Vec::new();
    let mut quotations = Quotations::default();
    for span in lines(source) {
        let line = source.get(span.clone()).unwrap_or_default();
        let (mut row, quoted_by_mark) = read_line(line, span.start);
        if row.text.is_empty() && row.links.is_empty() {
            continue;
        }
        row.quoted = quotations.take(&row, quoted_by_mark);
        if continues(&row, rows.last()) {
            join_on(row, trimmed(line, span.start), &mut rows, &mut pieces);
            continue;
        }
        pieces.push(Piece { row: rows.len(), element: ROOT, span: trimmed(line, span.start) });
        rows.push(row);
    }
    let count = rows.len();
    let root = Element { rows: 0..count, end: End::Implied, ..Element::nameless(0..source.len(), 0, 0) };
    let document = Document::new(source, Format::Text, vec![root], Vec::new(), rows, quotations.is_below());
    placed(document, &pieces)
}

/// Whether a line is the target of the words above it: programs that wrap lines put long links on their own.
fn continues(row: &Row, above: Option<&Row>) -> bool {
    row.text.is_empty()
        && row.links.len() == 1
        && above.is_some_and(|above| above.links.is_empty() && above.quoted)
}

fn join_on(row: Row, span: Range<usize>, rows: &mut [Row], pieces: &mut Vec<Piece>) {
    let index = rows.len().saturating_sub(1);
    if let Some(above) = rows.last_mut() {
        let text = above.text.clone();
        above.links.extend(row.links.into_iter().map(|link| Link { text: text.clone(), ..link }));
        pieces.push(Piece { row: index, element: ROOT, span });
    }
}

fn trimmed(line: &str, start: usize) -> Range<usize> {
    let from = start + line.len() - line.trim_start().len();
    from..from + line.trim().len()
}
