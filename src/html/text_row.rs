//! A line of plain text as a row: its text and its links.

use std::ops::Range;

use thin_vec::ThinVec;

use super::row::{Link, Row, normalise};
use super::written::links;

/// The bytes of every line without its line break.
pub(crate) fn lines(source: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    source.split_inclusive('\n').map(move |line| {
        let span = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        span
    })
}

/// The row of one line that begins at `start`, and whether marks of quotation stand before it.
pub(crate) fn read_line(line: &str, start: usize) -> (Row, bool) {
    let mut text = String::new();
    let mut targets = ThinVec::new();
    let behind_marks = behind_marks(line);
    let is_quoted = behind_marks > 0;
    read(
        line,
        behind_marks,
        |piece| text.push_str(line.get(piece).unwrap_or_default()),
        |link| targets.push(link),
    );
    for link in &mut targets {
        link.href_span = start + link.href_span.start..start + link.href_span.end;
    }
    (Row { text: normalise(&text).into(), links: targets, ..Row::default() }, is_quoted)
}

/// The parts of a line that are read: all but marks of quotation and the targets of links.
pub(crate) fn visible(line: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    read(line, behind_marks(line), |piece| pieces.push(piece), |_| {});
    pieces
}

/// How long the marks of quotation before a line are.
fn behind_marks(line: &str) -> usize {
    let unmarked = line.trim_start_matches(['>', ' ', '\t']);
    if line.trim_start().starts_with('>') { line.len() - unmarked.len() } else { 0 }
}

/// Tells the parts of a line from `from` on that are read, and its links.
fn read(line: &str, from: usize, mut text: impl FnMut(Range<usize>), mut link: impl FnMut(Link)) {
    let mut done = from;
    for found in links(line.get(from..).unwrap_or_default()) {
        let whole = from + found.whole.start..from + found.whole.end;
        let target = from + found.target.start..from + found.target.end;
        let before = line.get(done..whole.start).unwrap_or_default();
        text(done..whole.start);
        // A bare target is its own label; others stand behind a bracket.
        let label = if whole == target { whole.start } else { whole.start + 1 };
        text(label..label + found.label.len());
        let shown = if found.label.is_empty() { last_phrase(before) } else { normalise(found.label) };
        let href = line.get(target.clone()).unwrap_or_default().trim().into();
        link(Link { href, text: shown, href_span: target });
        done = whole.end;
    }
    text(done..line.len());
}

/// What a `<url>` is the target of: the words before it, back to the last bar.
fn last_phrase(before: &str) -> String {
    normalise(before.rsplit(['|', '>']).next().unwrap_or_default())
}
