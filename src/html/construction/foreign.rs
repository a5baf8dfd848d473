//! SVG and MathML.

use super::super::attributes::value;
use super::super::elements::BREAKOUT;
use super::{Construction, Name, Namespace, Node, StartTag};

impl Node<'_> {
    /// Whether HTML goes on inside this element of SVG or MathML.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#html-integration-point>
    pub(super) fn is_integration_point(&self) -> bool {
        match self.namespace {
            Namespace::Html => false,
            Namespace::Svg => matches!(self.name.as_str(), "foreignobject" | "desc" | "title"),
            Namespace::MathMl => self.is_mathml_text() || self.is_annotation() && holds_html(self.attributes),
        }
    }

    /// Whether it is one of the elements of SVG and MathML that are "special" and bound a scope
    /// (<https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-the-specific-scope>).
    pub(super) fn is_special_foreign(&self) -> bool {
        match self.namespace {
            Namespace::Html => false,
            Namespace::Svg => self.is_integration_point(),
            Namespace::MathMl => self.is_mathml_text() || self.is_annotation(),
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#mathml-text-integration-point>
    fn is_mathml_text(&self) -> bool {
        matches!(self.name.as_str(), "mi" | "mo" | "mn" | "ms" | "mtext")
    }

    fn is_annotation(&self) -> bool {
        self.name == *"annotation-xml"
    }
}

/// <https://html.spec.whatwg.org/multipage/parsing.html#html-integration-point>
fn holds_html(attributes: &str) -> bool {
    value(attributes, "encoding").is_some_and(|encoding| {
        ["text/html", "application/xhtml+xml"].iter().any(|html| html.eq_ignore_ascii_case(&encoding))
    })
}

impl<'a> Construction<'a> {
    /// Whether a start tag is read by the rules of SVG and MathML.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#tree-construction-dispatcher>
    pub(super) fn is_foreign_for_start(&self, name: Name<'a>) -> bool {
        self.current().is_some_and(|node| match node.namespace {
            Namespace::Html => false,
            Namespace::Svg => !node.is_integration_point(),
            Namespace::MathMl if node.is_mathml_text() => matches!(name.as_str(), "mglyph" | "malignmark"),
            Namespace::MathMl => !(node.is_integration_point() || node.is_annotation() && name == *"svg"),
        })
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody>
    pub(super) fn start_foreign_root(&mut self, tag: &StartTag<'a>, namespace: Namespace) {
        self.reconstruct_formatting();
        self.push_foreign(tag, namespace);
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#insert-a-foreign-element>
    fn push_foreign(&mut self, tag: &StartTag<'a>, namespace: Namespace) {
        let node = self.node(tag.name, namespace);
        if !tag.self_closing {
            self.open.push(node);
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign>
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

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign>
    fn leave_foreign(&mut self) {
        while self
            .current()
            .is_some_and(|node| node.namespace != Namespace::Html && !node.is_integration_point())
        {
            self.pop();
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign>
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
