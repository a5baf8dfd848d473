//! Plain text as rows: one a line, links parsed out.

use super::document::{Document, Element, End, Format};
use super::quotation::Quotations;
use super::row::{Link, Row};
use super::span::Span;
use super::text_row::{lines, read_line};

pub(crate) fn parse(source: &str) -> Document<'_> {
    let mut rows = Vec::new();
    let mut quotations = Quotations::default();
    for span in lines(source) {
        let line = source.get(span.clone()).unwrap_or_default();
        let (mut row, quoted_by_mark) = read_line(line, span.start);
        if row.text.is_empty() && row.links.is_empty() {
            continue;
        }
        row.quoted = quotations.take(&row, quoted_by_mark);
        row.span = trimmed(line, span.start);
        if continues(&row, rows.last()) {
            join_on(row, &mut rows);
            continue;
        }
        rows.push(row);
    }
    let inside = Span::new(0, rows.len());
    let root = Element { rows: inside, end: End::Implied, ..Element::nameless(&(0..source.len()), 0, 0) };
    Document::new(source, Format::Text, vec![root], Vec::new(), rows, quotations.is_below())
}

/// Whether a line is the target of the words above it: programs that wrap lines put long links on their own.
fn continues(row: &Row, above: Option<&Row>) -> bool {
    row.text.is_empty()
        && row.links.len() == 1
        && above.is_some_and(|above| above.links.is_empty() && above.quoted)
}

fn join_on(row: Row, rows: &mut [Row]) {
    if let Some(above) = rows.last_mut() {
        let text = above.text.to_string();
        above.links.extend(row.links.into_iter().map(|link| Link { text: text.clone(), ..link }));
        above.span = above.span.around(row.span);
    }
}

fn trimmed(line: &str, start: usize) -> Span {
    let from = start + line.len() - line.trim_start().len();
    Span::new(from, from + line.trim().len())
}
