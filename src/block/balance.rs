//! Whether a stretch of HTML can be exchanged without changing how the rest is read.

use std::ops::Range;

use super::document::{Document, ROOT, Tag};
use super::elements::{self, closes_itself, ends_open, is_void};

/// Whether the tags in `span` nest properly among themselves and close nothing outside it.
///
/// Then a parser stands in the same state before and after the stretch, and so it does for any other
/// stretch that is balanced.
pub(crate) fn is_balanced(document: &Document<'_>, span: &Range<usize>) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for tag in
        document.tags.iter().filter(|tag| span.start <= tag.span().start && tag.span().start < span.end)
    {
        if tag.span().end > span.end {
            return false;
        }
        match tag {
            Tag::Open { name, .. } => {
                while open.last().is_some_and(|last| ends_open(name, last)) {
                    open.pop();
                }
                if !is_void(name) {
                    open.push(name);
                }
            }
            Tag::Close { name, .. } => {
                while open.last().is_some_and(|last| *last != name && closes_itself(last)) {
                    open.pop();
                }
                if open.pop() != Some(name) {
                    return false;
                }
            }
        }
    }
    open.iter().all(|name| closes_itself(name))
}

/// Whether paragraphs may stand directly inside `element` without closing or leaving anything.
pub(crate) fn holds_paragraphs(document: &Document<'_>, element: usize) -> bool {
    elements::holds_paragraphs(document.name(element))
        && document.ancestors(element).all(|e| e == ROOT || !elements::holds_no_paragraphs(document.name(e)))
}

/// The stretch of bytes from row `first` to row `last` with the markup that belongs to them alone, and
/// the element it stands in; `None` where other visible text shares that markup.
pub(crate) fn stretch(document: &Document<'_>, first: usize, last: usize) -> Option<(Range<usize>, usize)> {
    let (outer, start) = (document.container(first), document.rows().get(first)?.span.start);
    let (end_outer, end) = (document.container(last), document.rows().get(last)?.span.end);
    let common = document.ancestors(outer).find(|&a| document.ancestors(end_outer).any(|b| a == b))?;
    let start = match child_towards(document, common, outer) {
        None => start,
        Some(child) if document.rows_of(child).start == first => document.elements.get(child)?.span.start,
        Some(_) => return None,
    };
    let end = match child_towards(document, common, end_outer) {
        None => end,
        Some(child) if document.rows_of(child).end == last + 1 => document.elements.get(child)?.span.end,
        Some(_) => return None,
    };
    (start < end).then_some((start..end, common))
}

/// The child of `ancestor` on the way down to `element`; `None` if they are the same.
fn child_towards(document: &Document<'_>, ancestor: usize, element: usize) -> Option<usize> {
    let mut below = None;
    for current in document.ancestors(element) {
        if current == ancestor {
            return below;
        }
        below = Some(current);
    }
    None
}
