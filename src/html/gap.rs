//! Whether a stretch of HTML can be exchanged without changing how the rest is read: a parser that has read the one must
//! go on like a parser that has read the other.

use std::ops::Range;

use super::construction::{Construction, Pair};
use super::elements::RAW;
use super::tokens::{Token, Tokens};

/// How many tokens behind a stretch may be looked at for a state that is the same again.
const LOOKAHEAD: usize = 64;

/// A stretch of a body as the place of something else.
pub(crate) struct Gap<'a> {
    source: &'a str,
    before: Construction<'a>,
    behind: Reader<'a>,
}

impl<'a> Gap<'a> {
    /// The place of `span`; `None` where it begins or ends inside of anything but a text.
    pub(crate) fn new(source: &'a str, span: &Range<usize>) -> Option<Self> {
        let mut reader = Reader::new(source);
        reader.read_to(span.start)?;
        // Whatever stands there, this much is the same; states are compared and copied often.
        reader.construction.forget_displacements();
        let before = reader.construction.clone();
        reader.read_to(span.end)?;
        reader.construction.forget_displacements_since(before.created());
        Some(Self { source, before, behind: reader })
    }

    /// The tags that do to what is open what the stretch did: first those that end, then those that begin.
    pub(crate) fn residue(&self) -> (Vec<String>, Vec<String>) {
        (
            self.before.ends_until(&self.behind.construction),
            self.before.starts_until(&self.behind.construction),
        )
    }

    /// Whether the rest of the body is read behind `replacement` as it was: reads on until the states are the same.
    pub(crate) fn takes(&self, replacement: &str) -> bool {
        let Some(instead) = read(self.before.clone(), replacement) else { return false };
        let mut reader = self.behind.clone();
        let mut pair = Pair::new(&self.before, reader.construction.clone(), instead);
        for _ in 0..LOOKAHEAD {
            if pair.is_alike() {
                return true;
            }
            let Some(token) = reader.next_token() else { return pair.ends_alike() };
            if !pair.take(&token, self.source) {
                return false;
            }
            reader.follow(&token);
        }
        false
    }
}

/// Whether two stretches differ in words and attributes alone, so that what follows is read alike behind both.
pub(crate) fn has_same_markup(one: &str, two: &str) -> bool {
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

/// Reads a body up to a place.
#[derive(Clone)]
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
