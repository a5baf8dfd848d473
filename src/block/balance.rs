//! Whether a stretch of HTML can be exchanged without changing how the rest is read.

use std::ops::Range;

use super::construction::{Construction, Pair};
use super::document::{Document, Element, Format, ROOT};
use super::elements::{HOLDS_NO_PARAGRAPHS, HOLDS_PARAGRAPHS, RAW};
use super::tokens::{Token, Tokens};

/// How many tokens behind a stretch may be looked at for a state that is the same again.
const LOOKAHEAD: usize = 64;

/// Whether everything outside of `span` is read as before when `replacement` stands in its place: a parser that
/// has read the one must go on like a parser that has read the other.
pub(crate) fn leaves_the_rest(document: &Document<'_>, span: &Range<usize>, replacement: &str) -> bool {
    let removed = document.source.get(span.clone()).unwrap_or_default();
    document.format == Format::Text
        || has_same_markup(removed, replacement)
        || goes_on_alike(document.source, span, replacement).unwrap_or(false)
}

/// Whether two stretches differ in words and attributes alone.
fn has_same_markup(one: &str, two: &str) -> bool {
    let (mut ours, mut theirs) = (Tokens::new(one), Tokens::new(two));
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return ours.is_unfinished() == theirs.is_unfinished(),
            (Some(our), Some(their)) if is_same_markup(&our, one, &their, two) => {}
            _ => return false,
        }
    }
}

fn is_same_markup(one: &Token<'_>, source: &str, two: &Token<'_>, other: &str) -> bool {
    match (one, two) {
        (Token::Start(one), Token::Start(two)) => {
            // Of links only one is open at a time, so it does not count whether they are equal.
            one.name == two.name
                && !one.name.is(RAW)
                && (one.attributes == two.attributes || one.name == *"a")
        }
        (Token::End { name: one, .. }, Token::End { name: two, .. }) => one == two,
        (Token::Text { span: one }, Token::Text { span: two }) => {
            let is_blank = |text: Option<&str>| text.unwrap_or_default().trim_ascii().is_empty();
            is_blank(source.get(one.clone())) == is_blank(other.get(two.clone()))
        }
        (one, two) => source.get(one.span().clone()) == other.get(two.span().clone()),
    }
}

/// Reads on behind both stretches until the states are the same; `None` where a stretch ends inside a tag or comment.
fn goes_on_alike(source: &str, span: &Range<usize>, replacement: &str) -> Option<bool> {
    let mut reader = Reader::new(source);
    reader.read_to(span.start)?;
    if !reader.construction.has_body() {
        if replacement.trim_ascii().is_empty() && may_be_head(source.get(span.end..)?) {
            return None;
        }
        reader.construction.begin_body();
    }
    let before = reader.construction.clone();
    reader.read_to(span.end)?;
    let after_new = read(before.clone(), replacement)?;
    let mut pair = Pair::new(&before, reader.construction.clone(), after_new);
    for _ in 0..LOOKAHEAD {
        if pair.is_alike() {
            return Some(true);
        }
        let Some(token) = reader.next_token() else { return Some(true) };
        if !pair.take(&token, source) {
            return Some(false);
        }
        reader.follow(&token);
    }
    Some(false)
}

/// Whether what comes first in a body could belong into the head.
fn may_be_head(rest: &str) -> bool {
    let first = Tokens::new(rest).find_map(|token| match token {
        Token::Start(tag) => Some(matches!(
            tag.name.as_str(),
            "base" | "link" | "meta" | "noframes" | "noscript" | "script" | "style" | "template" | "title"
        )),
        Token::Text { span } => rest.get(span).filter(|text| !text.trim_ascii().is_empty()).map(|_| false),
        _ => None,
    });
    first.unwrap_or(true)
}

/// Reads a body up to a place.
struct Reader<'a> {
    source: &'a str,
    tokens: Tokens<'a>,
    /// A token that begins at the place where reading stopped.
    pending: Option<Token<'a>>,
    construction: Construction<'a>,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str) -> Self {
        Self { source, tokens: Tokens::new(source), pending: None, construction: Construction::new() }
    }

    fn next_token(&mut self) -> Option<Token<'a>> {
        self.pending.take().or_else(|| self.tokens.next())
    }

    fn follow(&mut self, token: &Token<'a>) {
        self.construction.take(token, self.source);
        let (raw, foreign) = self.construction.context(token);
        self.tokens.set_context(raw, foreign);
    }

    /// Reads on to byte `to`; `None` where that is inside of anything but a text.
    fn read_to(&mut self, to: usize) -> Option<()> {
        while let Some(token) = self.next_token() {
            let span = token.span().clone();
            if span.start >= to {
                self.pending = Some(token);
                return Some(());
            }
            if span.end > to {
                if !matches!(token, Token::Text { .. }) {
                    return None;
                }
                self.follow(&Token::Text { span: span.start..to });
                self.pending = Some(Token::Text { span: to..span.end });
                return Some(());
            }
            self.follow(&token);
        }
        (!self.tokens.is_unfinished()).then_some(())
    }
}

/// The state behind `source`; `None` where it ends inside a tag, a comment or an element of characters.
fn read<'a>(mut construction: Construction<'a>, source: &'a str) -> Option<Construction<'a>> {
    let mut tokens = Tokens::new(source);
    while let Some(token) = tokens.next() {
        construction.take(&token, source);
        let (raw, foreign) = construction.context(&token);
        tokens.set_context(raw, foreign);
    }
    (!tokens.is_unfinished()).then_some(construction)
}

/// Whether paragraphs may stand directly inside `element` without closing or leaving anything.
pub(crate) fn holds_paragraphs(document: &Document<'_>, element: usize) -> bool {
    let has = |element: usize, traits: u32| document.elements.get(element).is_some_and(|e| e.name.is(traits));
    (element == ROOT || has(element, HOLDS_PARAGRAPHS))
        && document.ancestors(element).all(|ancestor| !has(ancestor, HOLDS_NO_PARAGRAPHS))
}

/// The stretch of bytes from row `first` to row `last` with the markup that belongs to them alone, and
/// the element it stands in; `None` where other visible text shares that markup.
pub(crate) fn stretch(document: &Document<'_>, first: usize, last: usize) -> Option<(Range<usize>, usize)> {
    let (outer, start) = (document.container(first), document.rows().get(first)?.span.start);
    let (end_outer, end) = (document.container(last), document.rows().get(last)?.span.end);
    let common = document.ancestors(outer).find(|&a| document.ancestors(end_outer).any(|b| a == b))?;
    let start = match child_towards(document, common, outer) {
        Some(child) if child.has_ended => (child.rows.start == first).then_some(child.span.start)?,
        _ => start,
    };
    let end = match child_towards(document, common, end_outer) {
        Some(child) if child.has_ended => (child.rows.end == last + 1).then_some(child.span.end)?,
        _ => end,
    };
    (start < end).then_some((start..end, common))
}

/// The child of `ancestor` on the way down to `element`; `None` if they are the same.
fn child_towards<'d, 'a>(
    document: &'d Document<'a>,
    ancestor: usize,
    element: usize,
) -> Option<&'d Element<'a>> {
    let path = document.ancestors(element).take_while(|&current| current != ancestor);
    path.last().and_then(|child| document.elements.get(child))
}
