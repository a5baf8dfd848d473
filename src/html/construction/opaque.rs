//! Lists of choices and templates. No invitation stands in one, and browsers have come to differ in what may, so only
//! what ends them is followed, and nothing is exchanged where one is open.

use super::super::elements::{OPAQUE, RAW, SCOPE, TABLE_PART};
use super::{Construction, Mode, Name, Node, StartTag};

impl Node<'_> {
    /// Whether what stands inside is not followed.
    pub(super) fn is_opaque(&self) -> bool {
        self.has(OPAQUE)
    }
}

impl<'a> Construction<'a> {
    /// Whether the parser stands in an element that is not followed.
    pub(super) fn is_in_opaque(&self) -> bool {
        self.current().is_some_and(Node::is_opaque)
    }

    /// What begins in a template is not known outside of it, but for markers
    /// (<https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intemplate>); in a list of choices some end it
    /// (<https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody>, "select" and "input").
    pub(super) fn start_in_opaque(&mut self, tag: &StartTag<'a>) {
        let name = tag.name;
        let in_template = self.current_is("template");
        match name.as_str() {
            "template" | "script" => {
                self.push(name);
            }
            _ if in_template && name.is(RAW) => {
                self.push(name);
            }
            _ if in_template && name.is(SCOPE) => self.lost_by = Some(Name::of("template")),
            _ if in_template => {}
            "select" => self.pop(),
            "input" | "keygen" | "textarea" => {
                self.pop();
                self.start_by_mode(tag);
            }
            _ if self.is_in_table() && ends_choices_in_table(name) => {
                self.pop();
                self.start_by_mode(tag);
            }
            _ => {}
        }
    }

    /// See [`Self::start_in_opaque`].
    pub(super) fn end_in_opaque(&mut self, name: Name<'a>) {
        if name.is(OPAQUE) {
            if self.current_is(name.as_str()) {
                self.pop();
            }
        } else if self.current_is("select")
            && self.is_in_table()
            && ends_choices_in_table(name)
            && self.in_table_scope(|node| node.is_html(name))
        {
            self.pop();
            self.end_by_mode(name);
        }
    }

    fn is_in_table(&self) -> bool {
        matches!(self.mode, Mode::InTable | Mode::InCaption | Mode::InTableBody | Mode::InRow | Mode::InCell)
    }
}

/// Whether this part of a table ends a list of choices that stands in the table.
fn ends_choices_in_table(name: Name<'_>) -> bool {
    name == *"table" || name.is(TABLE_PART) && name != *"col" && name != *"colgroup"
}
