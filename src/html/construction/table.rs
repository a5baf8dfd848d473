//! Tags in tables.

use super::super::attributes::value;
use super::super::elements::TABLE_PART;
use super::{Construction, Mode, Name, StartTag};

const SECTIONS: [&str; 3] = ["tbody", "tfoot", "thead"];

impl<'a> Construction<'a> {
    pub(super) fn start_in_any_table_mode(&mut self, tag: &StartTag<'a>) {
        match self.mode {
            Mode::InTable => self.start_in_table(tag),
            Mode::InCaption => self.start_in_caption(tag),
            Mode::InColumnGroup => self.start_in_column_group(tag),
            Mode::InTableBody => self.start_in_table_body(tag),
            Mode::InRow => self.start_in_row(tag),
            _ => self.start_in_cell(tag),
        }
    }

    pub(super) fn end_in_any_table_mode(&mut self, name: Name<'a>) {
        match self.mode {
            Mode::InTable => self.end_in_table(name),
            Mode::InCaption => self.end_in_caption(name),
            Mode::InColumnGroup => self.end_in_column_group(name),
            Mode::InTableBody => self.end_in_table_body(name),
            Mode::InRow => self.end_in_row(name),
            _ => self.end_in_cell(name),
        }
    }

    /// Pops to the innermost of these, which stays.
    fn clear_to(&mut self, names: &[&str]) {
        while self.current().is_some_and(|node| !node.is_any(names) && !node.is("html")) {
            self.pop();
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#clear-the-stack-back-to-a-table-context>
    fn clear_to_table(&mut self) {
        self.clear_to(&["table"]);
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#clear-the-stack-back-to-a-table-body-context>
    fn clear_to_section(&mut self) {
        self.clear_to(&SECTIONS);
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#clear-the-stack-back-to-a-table-row-context>
    fn clear_to_row(&mut self) {
        self.clear_to(&["tr"]);
    }

    fn has_open_section(&self) -> bool {
        self.in_table_scope(|node| node.is_any(&SECTIONS))
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable>
    fn end_table(&mut self) {
        if self.in_table_scope(|node| node.is("table")) {
            self.pop_through(|node| node.is("table"));
            self.reset_mode();
        }
    }

    /// "Reset the insertion mode appropriately".
    /// <https://html.spec.whatwg.org/multipage/parsing.html#reset-the-insertion-mode-appropriately>
    pub(super) fn reset_mode(&mut self) {
        for at in (0..self.open.len()).rev() {
            let Some(node) = self.open.get(at).copied() else { continue };
            let mode = match node.name.as_str() {
                _ if !node.is_html(node.name) => continue,
                "td" | "th" if at > 0 => Mode::InCell,
                "tr" => Mode::InRow,
                "tbody" | "thead" | "tfoot" => Mode::InTableBody,
                "caption" => Mode::InCaption,
                "colgroup" => Mode::InColumnGroup,
                "table" => Mode::InTable,
                "body" | "html" => Mode::InBody,
                _ => continue,
            };
            self.mode = mode;
            return;
        }
        self.mode = Mode::InBody;
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable>
    fn start_in_table(&mut self, tag: &StartTag<'a>) {
        let name = tag.name;
        match name.as_str() {
            "caption" => {
                self.clear_to_table();
                self.mark_formatting();
                self.push(name);
                self.mode = Mode::InCaption;
            }
            "colgroup" => {
                self.clear_to_table();
                self.push(name);
                self.mode = Mode::InColumnGroup;
            }
            "col" => {
                self.clear_to_table();
                self.push(Name::of("colgroup"));
                self.mode = Mode::InColumnGroup;
                self.start_by_mode(tag);
            }
            "tbody" | "tfoot" | "thead" => {
                self.clear_to_table();
                self.push(name);
                self.mode = Mode::InTableBody;
            }
            "td" | "th" | "tr" => {
                self.clear_to_table();
                self.push(Name::of("tbody"));
                self.mode = Mode::InTableBody;
                self.start_by_mode(tag);
            }
            "table" => {
                if self.in_table_scope(|node| node.is("table")) {
                    self.end_table();
                    self.start_by_mode(tag);
                }
            }
            "style" | "script" | "template" => {
                self.push(name);
            }
            "input" if is_hidden(tag.attributes) => self.push_void(name),
            "form" => {
                if self.form.is_none() {
                    self.form = Some(self.push(name).id);
                    self.pop();
                }
            }
            // What does not belong into a table goes before it, and is open like anything else.
            _ => self.start_in_body(tag),
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable>
    fn end_in_table(&mut self, name: Name<'a>) {
        match name.as_str() {
            "table" => self.end_table(),
            "body" | "html" => {}
            _ if name.is(TABLE_PART) => {}
            _ => self.end_in_body(name),
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incaption>
    fn end_caption(&mut self) -> bool {
        let open = self.in_table_scope(|node| node.is("caption"));
        if open {
            self.generate_implied_ends("");
            self.pop_through(|node| node.is("caption"));
            self.forget_formatting_to_marker();
            self.mode = Mode::InTable;
        }
        open
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incaption>
    fn start_in_caption(&mut self, tag: &StartTag<'a>) {
        if !tag.name.is(TABLE_PART) {
            self.start_in_body(tag);
        } else if self.end_caption() {
            self.start_by_mode(tag);
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incaption>
    fn end_in_caption(&mut self, name: Name<'a>) {
        match name.as_str() {
            "caption" => {
                self.end_caption();
            }
            "table" => {
                if self.end_caption() {
                    self.end_by_mode(name);
                }
            }
            "body" | "html" => {}
            _ if name.is(TABLE_PART) => {}
            _ => self.end_in_body(name),
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incolgroup>
    pub(super) fn end_column_group(&mut self) {
        if self.current_is("colgroup") {
            self.pop();
            self.mode = Mode::InTable;
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incolgroup>
    fn start_in_column_group(&mut self, tag: &StartTag<'a>) {
        match tag.name.as_str() {
            "html" => self.start_in_body(tag),
            "col" => self.push_void(tag.name),
            "template" => {
                self.push(tag.name);
            }
            _ if self.current_is("colgroup") => {
                self.end_column_group();
                self.start_by_mode(tag);
            }
            _ => {}
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incolgroup>
    fn end_in_column_group(&mut self, name: Name<'a>) {
        match name.as_str() {
            "colgroup" => self.end_column_group(),
            "col" | "template" => {}
            _ if self.current_is("colgroup") => {
                self.end_column_group();
                self.end_by_mode(name);
            }
            _ => {}
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intbody>
    fn end_section(&mut self) -> bool {
        let open = self.has_open_section();
        if open {
            self.clear_to_section();
            self.pop();
            self.mode = Mode::InTable;
        }
        open
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intbody>
    fn start_in_table_body(&mut self, tag: &StartTag<'a>) {
        match tag.name.as_str() {
            "tr" => {
                self.clear_to_section();
                self.push(tag.name);
                self.mode = Mode::InRow;
            }
            "th" | "td" => {
                self.clear_to_section();
                self.push(Name::of("tr"));
                self.mode = Mode::InRow;
                self.start_by_mode(tag);
            }
            "caption" | "col" | "colgroup" | "tbody" | "tfoot" | "thead" => {
                if self.end_section() {
                    self.start_by_mode(tag);
                }
            }
            _ => self.start_in_table(tag),
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intbody>
    fn end_in_table_body(&mut self, name: Name<'a>) {
        match name.as_str() {
            "tbody" | "tfoot" | "thead" => {
                if self.in_table_scope(|node| node.is_html(name)) {
                    self.end_section();
                }
            }
            "table" => {
                if self.end_section() {
                    self.end_by_mode(name);
                }
            }
            "body" | "html" => {}
            _ if name.is(TABLE_PART) => {}
            _ => self.end_in_table(name),
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intr>
    fn end_row(&mut self) -> bool {
        let open = self.in_table_scope(|node| node.is("tr"));
        if open {
            self.clear_to_row();
            self.pop();
            self.mode = Mode::InTableBody;
        }
        open
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intr>
    fn start_in_row(&mut self, tag: &StartTag<'a>) {
        match tag.name.as_str() {
            "th" | "td" => {
                self.clear_to_row();
                self.push(tag.name);
                self.mode = Mode::InCell;
                self.mark_formatting();
            }
            _ if tag.name.is(TABLE_PART) => {
                if self.end_row() {
                    self.start_by_mode(tag);
                }
            }
            _ => self.start_in_table(tag),
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intr>
    fn end_in_row(&mut self, name: Name<'a>) {
        match name.as_str() {
            "tr" => {
                self.end_row();
            }
            "table" => {
                if self.end_row() {
                    self.end_by_mode(name);
                }
            }
            "tbody" | "tfoot" | "thead" => {
                if self.in_table_scope(|node| node.is_html(name)) && self.end_row() {
                    self.end_by_mode(name);
                }
            }
            "body" | "html" => {}
            _ if name.is(TABLE_PART) => {}
            _ => self.end_in_table(name),
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#close-the-cell>
    fn end_cell(&mut self) {
        self.generate_implied_ends("");
        self.pop_through(|node| node.is_any(&["td", "th"]));
        self.forget_formatting_to_marker();
        self.mode = Mode::InRow;
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intd>
    fn start_in_cell(&mut self, tag: &StartTag<'a>) {
        if !tag.name.is(TABLE_PART) {
            self.start_in_body(tag);
        } else if self.in_table_scope(|node| node.is_any(&["td", "th"])) {
            self.end_cell();
            self.start_by_mode(tag);
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intd>
    fn end_in_cell(&mut self, name: Name<'a>) {
        match name.as_str() {
            "td" | "th" => {
                if self.in_table_scope(|node| node.is_html(name)) {
                    self.generate_implied_ends("");
                    self.pop_through(|node| node.is_html(name));
                    self.forget_formatting_to_marker();
                    self.mode = Mode::InRow;
                }
            }
            "table" | "tbody" | "tfoot" | "thead" | "tr" => {
                if self.in_table_scope(|node| node.is_html(name)) {
                    self.end_cell();
                    self.end_by_mode(name);
                }
            }
            "body" | "html" | "caption" | "col" | "colgroup" => {}
            _ => self.end_in_body(name),
        }
    }
}

/// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable>
fn is_hidden(attributes: &str) -> bool {
    value(attributes, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
}
