//! Bold, links, fonts: elements that go on behind the end of what they stand in.

use super::node::Entry;
use super::{Construction, Displacement, Name, Node};

impl<'a> Construction<'a> {
    /// Where an element stands among the open ones.
    pub(super) fn place(&self, id: usize) -> Option<usize> {
        self.open.iter().rposition(|node| node.id == id)
    }

    fn active_place(&self, id: usize) -> Option<usize> {
        self.formatting.iter().rposition(|entry| entry.node().is_some_and(|node| node.id == id))
    }

    /// The last formatting element of this name behind the last marker.
    pub(super) fn active(&self, name: Name<'a>) -> Option<Node<'a>> {
        let since = self.formatting.iter().rev().map_while(Entry::node);
        since.copied().find(|node| node.name == name)
    }

    pub(super) fn forget_active(&mut self, id: usize) {
        if let Some(at) = self.active_place(id) {
            self.formatting.remove(at);
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#concept-parser-marker>
    pub(super) fn mark_formatting(&mut self) {
        self.formatting.push(Entry::Marker);
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#clear-the-list-of-active-formatting-elements-up-to-the-last-marker>
    pub(super) fn forget_formatting_to_marker(&mut self) {
        while let Some(Entry::Element(_)) = self.formatting.pop() {}
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#push-onto-the-list-of-active-formatting-elements>
    pub(super) fn push_formatting(&mut self, name: Name<'a>, attributes: &'a str) {
        // Of equal elements only three go on.
        let equal = |entry: &Entry<'a>| {
            entry.node().is_some_and(|node| node.name == name && node.attributes.trim() == attributes.trim())
        };
        let since = self.formatting.iter().rposition(|entry| entry.node().is_none()).map_or(0, |at| at + 1);
        let mut same =
            (since..self.formatting.len()).filter(|&at| self.formatting.get(at).is_some_and(equal));
        if let (Some(first), Some(_), Some(_)) = (same.next(), same.next(), same.next()) {
            self.formatting.remove(first);
        }
        let node = self.push(name);
        self.formatting.push(Entry::Element(node));
    }

    /// Opens again what goes on.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#reconstruct-the-active-formatting-elements>
    pub(super) fn reconstruct_formatting(&mut self) {
        let is_settled = |entry: &Entry<'a>| entry.node().is_none_or(|node| self.place(node.id).is_some());
        let first = self.formatting.iter().rposition(is_settled).map_or(0, |at| at + 1);
        for at in first..self.formatting.len() {
            if let Some(Entry::Element(node)) = self.formatting.get(at).copied() {
                let clone = self.continuation(&node, self.within());
                self.open.push(clone);
                self.replace_entry(at, Entry::Element(clone));
            }
        }
    }

    /// What goes on with `node` inside of elements with these traits.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#create-an-element-for-the-token>
    fn continuation(&mut self, node: &Node<'a>, within: u32) -> Node<'a> {
        let id = self.created;
        self.created += 1;
        self.continued += 1;
        Node { id, within: within | node.name.traits(), ..*node }
    }

    fn replace_entry(&mut self, at: usize, entry: Entry<'a>) {
        if let Some(place) = self.formatting.get_mut(at) {
            *place = entry;
        }
    }

    /// "The adoption agency algorithm": ends a formatting element around what is open inside it.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#adoption-agency-algorithm>
    pub(super) fn end_formatting(&mut self, name: Name<'a>) {
        let current = self.current().copied();
        if let Some(current) =
            current.filter(|node| node.is_html(name) && self.active_place(node.id).is_none())
        {
            self.pop_through(|node| node.id == current.id);
            return;
        }
        for _ in 0..8 {
            let Some(element) = self.active(name) else { return self.end_other(name) };
            let Some(place) = self.place(element.id) else { return self.forget_active(element.id) };
            if !self.in_scope_of(|node| node.id == element.id, |_| false) {
                return;
            }
            let block =
                (place + 1..self.open.len()).find(|&at| self.open.get(at).is_some_and(Node::is_special));
            let Some(block) = block else {
                self.pop_to_length(place);
                return self.forget_active(element.id);
            };
            self.divide(&element, place, block);
        }
    }

    /// Ends `element`, open at `place`, around the element open at `block`, and goes on with it inside of that.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#adoption-agency-algorithm>
    fn divide(&mut self, element: &Node<'a>, place: usize, block: usize) {
        let Some(around) = self.open.get(block).copied() else { return };
        self.displaced.push(Displacement::Divided { formatting: element.origin, around: around.id });
        let mut bookmark = self.active_place(element.id).unwrap_or(0);
        let mut is_first_clone = true;
        for (steps, at) in (place + 1..block).rev().enumerate() {
            let Some(node) = self.open.get(at).copied() else { continue };
            let mut active = self.active_place(node.id);
            // Of deeply nested formatting only the innermost goes on.
            if steps >= 3
                && let Some(entry) = active.take()
            {
                self.formatting.remove(entry);
                bookmark -= usize::from(entry < bookmark);
            }
            let Some(entry) = active else {
                self.remove_open(at);
                continue;
            };
            self.replace_by_clone(&node, at, entry);
            if std::mem::take(&mut is_first_clone) {
                bookmark = entry + 1;
            }
        }
        self.go_on_inside(element, &around, bookmark);
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#adoption-agency-algorithm>
    fn replace_by_clone(&mut self, node: &Node<'a>, at: usize, entry: usize) {
        let clone = self.continuation(node, node.within);
        self.replace_entry(entry, Entry::Element(clone));
        if let Some(open) = self.open.get_mut(at) {
            *open = clone;
            self.closed.push(node.id);
            self.touch(at);
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#adoption-agency-algorithm>
    fn go_on_inside(&mut self, element: &Node<'a>, around: &Node<'a>, bookmark: usize) {
        let Some(active) = self.active_place(element.id) else { return };
        let clone = self.continuation(element, around.within);
        self.formatting.remove(active);
        let at = bookmark - usize::from(active < bookmark);
        self.formatting.insert(at.min(self.formatting.len()), Entry::Element(clone));
        if let Some(place) = self.place(element.id) {
            self.remove_open(place);
        }
        if let Some(place) = self.place(around.id) {
            self.open.insert(place + 1, clone);
            self.touch(place + 1);
        }
    }
}
