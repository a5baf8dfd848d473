//! SVG and MathML.

use super::super::elements::BREAKOUT;
use super::{Construction, Name, Namespace, Node, StartTag};

impl Node<'_> {
    /// Whether HTML goes on inside this element of SVG or MathML.
    pub(super) fn is_integration_point(&self) -> bool {
        match self.namespace {
            Namespace::Html => false,
            Namespace::Svg => matches!(self.name.as_str(), "foreignobject" | "desc" | "title"),
            Namespace::MathMl => {
                matches!(self.name.as_str(), "mi" | "mo" | "mn" | "ms" | "mtext" | "annotation-xml")
            }
        }
    }
}

impl<'a> Construction<'a> {
    /// Whether a start tag is read by the rules of SVG and MathML.
    pub(super) fn is_foreign_for_start(&self, name: Name<'a>) -> bool {
        self.current().is_some_and(|node| match node.namespace {
            Namespace::Html => false,
            Namespace::Svg => !node.is_integration_point(),
            Namespace::MathMl => {
                !node.is_integration_point() || matches!(name.as_str(), "mglyph" | "malignmark")
            }
        })
    }

    pub(super) fn start_foreign_root(&mut self, tag: &StartTag<'a>, namespace: Namespace) {
        self.reconstruct_formatting();
        self.push_foreign(tag, namespace);
    }

    fn push_foreign(&mut self, tag: &StartTag<'a>, namespace: Namespace) {
        let node = self.node(tag.name, namespace);
        if !tag.self_closing {
            self.open.push(node);
        }
    }

    pub(super) fn start_in_foreign(&mut self, tag: &StartTag<'a>) {
        let styled = || {
            let attributes = tag.attributes.to_ascii_lowercase();
            ["color", "face", "size"].iter().any(|name| attributes.contains(name))
        };
        if tag.name.is(BREAKOUT) || tag.name == *"font" && styled() {
            self.leave_foreign();
            self.start_by_mode(tag);
        } else if let Some(namespace) = self.current().map(|node| node.namespace) {
            self.push_foreign(tag, namespace);
        }
    }

    fn leave_foreign(&mut self) {
        while self
            .current()
            .is_some_and(|node| node.namespace != Namespace::Html && !node.is_integration_point())
        {
            self.pop();
        }
    }

    pub(super) fn end_in_foreign(&mut self, name: Name<'a>) {
        if matches!(name.as_str(), "p" | "br") {
            self.leave_foreign();
            return self.end_by_mode(name);
        }
        let inner = self.open.iter().rev().take_while(|node| node.namespace != Namespace::Html);
        match inner.copied().find(|node| node.name == name) {
            Some(node) => self.pop_through(|open| open.id == node.id),
            None => self.end_by_mode(name),
        }
    }
}
