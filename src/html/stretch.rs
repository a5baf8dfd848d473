//! Which bytes belong to the rows of a block alone, and what may stand there.

use std::ops::Range;

use super::document::{Document, ROOT};
use super::elements::{HOLDS_NO_PARAGRAPHS, HOLDS_PARAGRAPHS};

/// Whether paragraphs may stand directly inside `element` without closing or leaving anything.
pub(crate) fn holds_paragraphs(document: &Document<'_>, element: usize) -> bool {
    let has = |element: usize, traits: u32| document.elements.get(element).is_some_and(|e| e.kind.is(traits));
    (element == ROOT || has(element, HOLDS_PARAGRAPHS))
        && document.ancestors(element).all(|ancestor| !has(ancestor, HOLDS_NO_PARAGRAPHS))
}

/// Whether text directly inside `element` is seen as it is written.
pub(crate) fn holds_text(document: &Document<'_>, element: usize) -> bool {
    let hides = |element: usize| {
        matches!(document.name(element), "select" | "option" | "optgroup" | "svg" | "math" | "textarea")
    };
    !document.ancestors(element).any(hides)
}

/// The stretch of bytes from row `first` to row `last` and the element it stands in.
pub(crate) fn stretch(document: &Document<'_>, first: usize, last: usize) -> Option<(Range<usize>, usize)> {
    let (above, below) = (document.container(first), document.container(last));
    let common = common_ancestor(document, above, below);
    let start = document.rows().get(first)?.span.start();
    let end = document.rows().get(last)?.span.end();
    (start < end).then_some((start..end, common))
}

/// The innermost element that both stand in or are.
fn common_ancestor(document: &Document<'_>, one: usize, other: usize) -> usize {
    let from_root = |element: usize| {
        let mut path: Vec<usize> = document.ancestors(element).collect();
        path.reverse();
        path
    };
    let (one, other) = (from_root(one), from_root(other));
    let common = one.into_iter().zip(other).take_while(|(one, other)| one == other);
    common.last().map_or(ROOT, |(element, _)| element)
}
