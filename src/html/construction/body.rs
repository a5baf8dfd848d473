//! Tags in the body.

use super::super::elements::{BLOCK, FORMATTING, HEADING, TABLE_PART, VOID};
use super::{Construction, Displacement, Mode, Name, Namespace, Node, StartTag};

impl<'a> Construction<'a> {
    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody>
    pub(super) fn start_in_body(&mut self, tag: &StartTag<'a>) {
        let name = tag.name;
        if name.is(FORMATTING) {
            return self.start_formatting(tag);
        }
        if name.is(BLOCK) {
            self.close_paragraph();
            self.push(name);
            return;
        }
        match name.as_str() {
            "p" | "plaintext" => {
                self.close_paragraph();
                self.push(name);
            }
            "br" | "img" | "area" | "embed" | "keygen" | "wbr" | "input" | "image" => {
                self.reconstruct_formatting();
                self.push_void(name);
            }
            "table" => {
                if !self.quirks {
                    self.close_paragraph();
                }
                self.push(name);
                self.mode = Mode::InTable;
            }
            "hr" => {
                self.close_paragraph();
                self.push_void(name);
            }
            "li" => self.start_item(name, &["li"]),
            "dd" | "dt" => self.start_item(name, &["dd", "dt"]),
            "form" => self.start_form(name),
            "button" => {
                if self.in_scope(name) {
                    self.generate_implied_ends("");
                    self.pop_through(|node| node.is("button"));
                }
                self.reconstruct_formatting();
                self.push(name);
            }
            "html" => self.displaced.push(Displacement::Attributes("html")),
            "body" => self.displaced.push(Displacement::Attributes("body")),
            "frameset" => self.lost_by = Some(name),
            _ if name.is(HEADING) => {
                self.close_paragraph();
                if self.current().is_some_and(|node| node.has(HEADING)) {
                    self.pop();
                }
                self.push(name);
            }
            _ => self.start_rare_in_body(tag),
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody>
    fn start_formatting(&mut self, tag: &StartTag<'a>) {
        let name = tag.name;
        if name == *"a"
            && let Some(link) = self.active(name)
        {
            self.end_formatting(name);
            self.forget_active(link.id);
            if let Some(at) = self.open.iter().rposition(|node| node.id == link.id) {
                self.remove_open(at);
            }
        }
        self.reconstruct_formatting();
        if name == *"nobr" && self.in_scope(name) {
            self.end_formatting(name);
            self.reconstruct_formatting();
        }
        self.push_formatting(name, tag.attributes);
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody>
    fn start_rare_in_body(&mut self, tag: &StartTag<'a>) {
        let name = tag.name;
        match name.as_str() {
            "optgroup" | "option" => {
                if self.current_is("option") {
                    self.pop();
                }
                self.reconstruct_formatting();
                self.push(name);
            }
            "applet" | "marquee" | "object" => {
                self.reconstruct_formatting();
                self.push(name);
                self.mark_formatting();
            }
            "xmp" => {
                self.close_paragraph();
                self.reconstruct_formatting();
                self.push(name);
            }
            "textarea" | "iframe" | "noembed" | "noscript" | "noframes" | "script" | "style" | "title"
            | "template" => {
                self.push(name);
            }
            "math" => self.start_foreign_root(tag, Namespace::MathMl),
            "svg" => self.start_foreign_root(tag, Namespace::Svg),
            "rb" | "rtc" | "rp" | "rt" => {
                if self.in_scope_of(|node| node.is("ruby"), |_| false) {
                    self.generate_implied_ends(if matches!(name.as_str(), "rp" | "rt") { "rtc" } else { "" });
                }
                self.push(name);
            }
            "head" | "frame" => {}
            _ if name.is(TABLE_PART) => {}
            _ if name.is(VOID) => self.push_void(name),
            _ => {
                self.reconstruct_formatting();
                self.push(name);
            }
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody>
    fn start_item(&mut self, name: Name<'a>, same: &[&str]) {
        let bounds = |node: &&Node<'a>| {
            node.is_any(same) || node.is_special() && !node.is_any(&["address", "div", "p"])
        };
        let item = self.open.iter().rev().find(bounds).copied();
        if let Some(item) = item.filter(|node| node.is_any(same)) {
            self.generate_implied_ends(item.name.as_str());
            self.pop_through(|node| node.id == item.id);
        }
        self.close_paragraph();
        self.push(name);
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody>
    pub(super) fn start_form(&mut self, name: Name<'a>) {
        if self.form.is_none() {
            self.close_paragraph();
            self.form = Some(self.push(name).id);
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody>
    pub(super) fn end_in_body(&mut self, name: Name<'a>) {
        if name.is(FORMATTING) {
            return self.end_formatting(name);
        }
        if name.is(BLOCK) || name == *"button" {
            return self.end_in_scope(name);
        }
        match name.as_str() {
            "p" => {
                if !self.in_button_scope("p") {
                    self.push(name);
                }
                self.generate_implied_ends("p");
                self.pop_through(|node| node.is("p"));
            }
            "body" | "html" => {
                if self.in_scope_of(|node| node.is("body"), |_| false) {
                    self.mode = Mode::AfterBody;
                }
            }
            "li" => {
                if self.in_list_scope("li") {
                    self.generate_implied_ends("li");
                    self.pop_through(|node| node.is("li"));
                }
            }
            "dd" | "dt" => self.end_in_scope_except(name, name.as_str()),
            "form" => self.end_form(),
            "applet" | "marquee" | "object" => {
                if self.in_scope(name) {
                    self.generate_implied_ends("");
                    self.pop_through(|node| node.is_html(name));
                    self.forget_formatting_to_marker();
                }
            }
            "br" => {
                self.reconstruct_formatting();
                self.push_void(name);
            }
            _ if name.is(HEADING) => {
                if self.in_scope_of(|node| node.has(HEADING), |_| false) {
                    self.generate_implied_ends("");
                    self.pop_through(|node| node.has(HEADING));
                }
            }
            _ => self.end_other(name),
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody>
    fn end_in_scope(&mut self, name: Name<'a>) {
        self.end_in_scope_except(name, "");
    }

    fn end_in_scope_except(&mut self, name: Name<'a>, except: &str) {
        if self.in_scope(name) {
            self.generate_implied_ends(except);
            self.pop_through(|node| node.is_html(name));
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody>
    fn end_form(&mut self) {
        let Some(form) = self.form.take() else { return };
        if self.in_scope_of(|node| node.id == form, |_| false) {
            self.generate_implied_ends("");
            if let Some(at) = self.open.iter().rposition(|node| node.id == form) {
                self.remove_open(at);
            }
        }
    }

    /// "Any other end tag".
    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody>
    pub(super) fn end_other(&mut self, name: Name<'a>) {
        let found = self.open.iter().rev().find(|node| node.is_html(name) || node.is_special()).copied();
        if let Some(node) = found.filter(|node| node.is_html(name)) {
            self.generate_implied_ends(name.as_str());
            self.pop_through(|open| open.id == node.id);
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-afterbody>
    pub(super) fn start_after_body(&mut self, tag: &StartTag<'a>) {
        if tag.name != *"html" {
            self.mode = Mode::InBody;
        }
        self.start_in_body(tag);
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-afterbody>
    pub(super) fn end_after_body(&mut self, name: Name<'a>) {
        if name != *"html" {
            self.mode = Mode::InBody;
            self.end_in_body(name);
        }
    }
}
