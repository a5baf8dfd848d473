//! Plain text as rows: one a line, links parsed out.

use std::ops::Range;

use super::document::{Document, Element, End, Format, Piece, ROOT};
use super::row::{Link, Row, normalise};
use super::written::links as written_links;

pub(crate) fn parse(source: &str) -> Document<'_> {
    let mut rows = Vec::new();
    let mut pieces = Vec::new();
    let mut quoting = false;
    for span in lines(source) {
        let line = source.get(span.clone()).unwrap_or_default();
        let (mut row, quoted_by_mark) = row(line, span.start);
        quoting |= is_original_message(&row.text);
        row.quoted = quoted_by_mark || quoting;
        if continues(&row, rows.last()) {
            join_on(row, trimmed(line, span.start), &mut rows, &mut pieces);
            continue;
        }
        if !row.text.is_empty() || !row.links.is_empty() {
            pieces.push(Piece { row: rows.len(), element: ROOT, span: trimmed(line, span.start) });
            rows.push(row);
        }
    }
    let count = rows.len();
    let root = Element { rows: 0..count, end: End::Implied, ..Element::nameless(0..source.len(), 0, 0) };
    Document::new(source, Format::Text, vec![root], Vec::new(), rows, &pieces)
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

/// `-----Original Appointment-----` in any language: what follows is quoted.
pub(crate) fn is_original_message(text: &str) -> bool {
    let inner = text.trim_matches('-');
    let dashes = text.len() - inner.len();
    dashes >= 10
        && text.starts_with("-----")
        && text.ends_with("-----")
        && inner.chars().any(char::is_alphabetic)
}

/// The bytes of every line without its line break.
pub(crate) fn lines(source: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    source.split_inclusive('\n').map(move |line| {
        let span = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        span
    })
}

fn trimmed(line: &str, start: usize) -> Range<usize> {
    let from = start + line.len() - line.trim_start().len();
    from..from + line.trim().len()
}

/// The row of one line that begins at `start`, and whether marks of quotation stand before it.
pub(crate) fn row(line: &str, start: usize) -> (Row, bool) {
    let unmarked = line.trim_start_matches(['>', ' ', '\t']);
    let quoted = line.len() > unmarked.len() && line.trim_start().starts_with('>');
    let visible = if quoted { unmarked } else { line };
    let offset = start + line.len() - visible.len();
    let mut text = String::new();
    let mut links = Vec::new();
    let mut done = 0;
    for found in written_links(visible) {
        let before = visible.get(done..found.whole.start).unwrap_or_default();
        text.push_str(before);
        text.push_str(found.label);
        let shown = if found.label.is_empty() { last_phrase(before) } else { normalise(found.label) };
        let href = visible.get(found.target.clone()).unwrap_or_default().trim().to_owned();
        let href_span = offset + found.target.start..offset + found.target.end;
        links.push(Link { href, text: shown, href_span });
        done = found.whole.end;
    }
    text.push_str(visible.get(done..).unwrap_or_default());
    (Row { text: normalise(&text), links, ..Row::default() }, quoted)
}

/// What a `<url>` is the target of: the words before it, back to the last bar.
fn last_phrase(before: &str) -> String {
    normalise(before.rsplit(['|', '>']).next().unwrap_or_default())
}
