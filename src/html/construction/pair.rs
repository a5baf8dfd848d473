//! Two states compared: the rest of a body behind one stretch of it, and behind another in its place.

use std::collections::HashMap;

use super::node::Entry;
use super::{Construction, Displacement, Node};
use crate::html::tokens::Token;

/// Two parsers that have read the same but for one stretch, and go on with the same.
pub(crate) struct Pair<'a> {
    one: Construction<'a>,
    two: Construction<'a>,
    /// The elements created before the stretch.
    before: usize,
    /// The first element created behind it.
    behind: usize,
}

impl<'a> Pair<'a> {
    /// The states behind the stretches; `before` is the one in front of them.
    pub(crate) fn new(before: &Construction<'a>, one: Construction<'a>, two: Construction<'a>) -> Self {
        let behind = one.created.max(two.created);
        Self {
            one: Construction { created: behind, ..one },
            two: Construction { created: behind, ..two },
            before: before.created,
            behind,
        }
    }

    /// Lets both read the next token; whether it stands in the same place for both.
    pub(crate) fn take(&mut self, token: &Token<'a>, source: &str) -> bool {
        self.one.take(token, source);
        self.two.take(token, source);
        let is_seen = match token {
            Token::Text { span } => !source.get(span.clone()).unwrap_or_default().trim_ascii().is_empty(),
            Token::Start(_) | Token::Comment { .. } => true,
            Token::End { .. } | Token::Doctype { .. } => false,
        };
        self.one.created == self.two.created
            && self.one.context(token) == self.two.context(token)
            && (!is_seen || self.stands_alike())
    }

    /// Whether whatever follows is read alike by both.
    pub(crate) fn is_alike(&self) -> bool {
        let (one, two) = (&self.one, &self.two);
        self.stands_alike()
            && one.quirks == two.quirks
            && one.form == two.form
            && self.formats_alike()
            && self.ends_alike()
    }

    /// Whether nothing is different if nothing follows.
    pub(crate) fn ends_alike(&self) -> bool {
        let (one, two) = (&self.one, &self.two);
        one.lost_by.is_none() && two.lost_by.is_none() && self.displacements(one).eq(self.displacements(two))
    }

    /// Whether an element is none of the stretches' own.
    fn is_outside(&self, id: usize) -> bool {
        id < self.before || id >= self.behind
    }

    /// Whether two elements come from the same start tag, or from equal ones inside the stretches.
    fn comes_from_the_same(&self, one: &Node<'a>, two: &Node<'a>) -> bool {
        if self.is_outside(one.origin) {
            one.origin == two.origin
        } else {
            !self.is_outside(two.origin)
                && one.name == two.name
                && one.namespace == two.namespace
                && one.attributes == two.attributes
        }
    }

    fn stands_alike(&self) -> bool {
        let alike = |(one, two): (&Node<'_>, &Node<'_>)| {
            let same = if self.is_outside(one.id) { one.id == two.id } else { !self.is_outside(two.id) };
            same && self.comes_from_the_same(one, two) && !one.is_opaque()
        };
        self.one.mode == self.two.mode
            && self.one.open.len() == self.two.open.len()
            && self.one.open.iter().zip(&self.two.open).all(alike)
    }

    fn formats_alike(&self) -> bool {
        let (ours, theirs) = (&self.one.formatting, &self.two.formatting);
        let (our_places, their_places) = (places(&self.one), places(&self.two));
        let alike = |(one, two): (&Entry<'_>, &Entry<'_>)| match (one.node(), two.node()) {
            (None, None) => true,
            (Some(one), Some(two)) => {
                self.comes_from_the_same(one, two) && our_places.get(&one.id) == their_places.get(&two.id)
            }
            _ => false,
        };
        ours.len() == theirs.len() && ours.iter().zip(theirs).all(alike)
    }

    /// What happened to elements outside the stretches.
    fn displacements<'b>(
        &self,
        of: &'b Construction<'a>,
    ) -> impl Iterator<Item = Displacement> + use<'a, 'b> {
        let (before, behind) = (self.before, self.behind);
        of.displaced.iter().copied().filter(move |displacement| match displacement {
            Displacement::Divided { around, .. } => *around < before || *around >= behind,
            Displacement::Attributes(_) => true,
        })
    }
}

/// Where the elements that are open stand, where any of them can go on.
fn places(construction: &Construction<'_>) -> HashMap<usize, usize> {
    let open = construction.open.iter().filter(|_| !construction.formatting.is_empty());
    open.enumerate().map(|(at, node)| (node.id, at)).collect()
}
