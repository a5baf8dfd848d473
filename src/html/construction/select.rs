//! Tags in lists of choices.

use super::super::elements::TABLE_PART;
use super::{Construction, Mode, Name, Node, StartTag};

impl<'a> Construction<'a> {
    fn end_select(&mut self) -> bool {
        let outside = |node: &&Node<'a>| !node.is_any(&["option", "optgroup"]);
        let open = self.open.iter().rev().find(outside).is_some_and(|node| node.is("select"));
        if open {
            self.pop_through(|node| node.is("select"));
            self.reset_mode();
        }
        open
    }

    pub(super) fn start_in_select(&mut self, tag: &StartTag<'a>) {
        let name = tag.name;
        let leaves = name.is(TABLE_PART) && name != *"col" && name != *"colgroup" || name == *"table";
        match name.as_str() {
            _ if leaves && self.mode == Mode::InSelectInTable => {
                self.pop_through(|node| node.is("select"));
                self.reset_mode();
                self.start_by_mode(tag);
            }
            "option" | "optgroup" => {
                if self.current_is("option") {
                    self.pop();
                }
                if name == *"optgroup" && self.current_is("optgroup") {
                    self.pop();
                }
                self.push(name);
            }
            "select" => {
                self.end_select();
            }
            "input" | "keygen" | "textarea" if self.end_select() => self.start_by_mode(tag),
            "script" => {
                self.push(name);
            }
            "template" => self.start_template(name),
            _ => {}
        }
    }

    pub(super) fn end_in_select(&mut self, name: Name<'a>) {
        match name.as_str() {
            "optgroup" => {
                let below = self.open.len().checked_sub(2).and_then(|at| self.open.get(at));
                if self.current_is("option") && below.is_some_and(|node| node.is("optgroup")) {
                    self.pop();
                }
                if self.current_is("optgroup") {
                    self.pop();
                }
            }
            "option" if self.current_is("option") => self.pop(),
            "script" if self.current_is("script") => self.pop(),
            "select" => {
                self.end_select();
            }
            "template" => self.end_template(),
            "caption" | "table" | "tbody" | "tfoot" | "thead" | "tr" | "td" | "th"
                if self.mode == Mode::InSelectInTable && self.in_table_scope(|node| node.is_html(name)) =>
            {
                self.pop_through(|node| node.is("select"));
                self.reset_mode();
                self.end_by_mode(name);
            }
            _ => {}
        }
    }
}
