//! What tree construction knows behind each token of a body, to be held against a parser that builds the tree.

use std::collections::HashMap;
use std::ops::Range;

use serde::Serialize;

use super::construction::{Construction, Node};
use super::tokens::{Token, Tokens};

/// What is known behind one token.
#[derive(Debug, Clone, Serialize)]
pub struct State {
    /// The token's bytes.
    pub span: Range<usize>,
    /// What the token is.
    pub token: Kind,
    /// The stack of open elements, outermost first.
    pub open: Vec<Standing>,
    /// The list of active formatting elements, the oldest first; a marker is `None`.
    pub formatting: Vec<Option<Standing>>,
    /// The insertion mode.
    pub mode: String,
    /// Whether the document is in quirks mode.
    pub quirks: bool,
    /// Why nothing would be exchanged here: the element that is open, or was read, and is not followed.
    pub refused: Option<String>,
}

/// The kinds of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// A start tag.
    Start,
    /// An end tag.
    End,
    /// Characters.
    Text,
    /// A comment or a document type.
    Other,
}

/// An element by what it is and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Its name in lower case; before that of an element of SVG or MathML stands which.
    pub name: String,
    /// Where the start tag begins that it comes from, its own or that of the one it continues; `None` where it began
    /// without one.
    pub from: Option<usize>,
}

/// The states behind every token of `source`.
pub fn states(source: &str) -> Vec<State> {
    let mut tokens = Tokens::new(source);
    let mut construction = Construction::new();
    let mut origins = Origins::default();
    let mut states = Vec::new();
    while let Some(token) = tokens.next() {
        construction.take(&token, source);
        let (raw, foreign) = construction.context(&token);
        tokens.set_context(raw, foreign);
        origins.note(&construction, &token);
        states.push(State {
            span: token.span().clone(),
            token: kind(&token),
            open: construction.open().iter().map(|node| origins.standing(node)).collect(),
            formatting: construction
                .formatting()
                .map(|node| node.map(|node| origins.standing(node)))
                .collect(),
            mode: format!("{:?}", construction.mode()),
            quirks: construction.is_quirky(),
            refused: construction.refuses().map(str::to_owned),
        });
    }
    states
}

fn kind(token: &Token<'_>) -> Kind {
    match token {
        Token::Start(_) => Kind::Start,
        Token::End { .. } => Kind::End,
        Token::Text { .. } => Kind::Text,
        Token::Comment { .. } | Token::Doctype { .. } => Kind::Other,
    }
}

/// Where the start tags of elements begin, by the elements' numbers.
#[derive(Default)]
struct Origins {
    starts: HashMap<usize, usize>,
    known: usize,
}

impl Origins {
    /// Notes which of the elements that began with `token` began by it.
    fn note(&mut self, construction: &Construction<'_>, token: &Token<'_>) {
        if let Token::Start(tag) = token {
            let began =
                |node: &&Node<'_>| node.id >= self.known && node.origin == node.id && node.name == tag.name;
            if let Some(node) = construction.open().iter().rfind(began) {
                self.starts.insert(node.id, tag.span.start);
            }
        }
        self.known = construction.created();
    }

    fn standing(&self, node: &Node<'_>) -> Standing {
        Standing { name: node.qualified_name(), from: self.starts.get(&node.origin).copied() }
    }
}
