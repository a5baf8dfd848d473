//! Tags before the body.

use super::{Construction, Displacement, Mode, Name, StartTag};

impl<'a> Construction<'a> {
    /// The body begins, whatever is missing before it.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#the-after-head-insertion-mode>
    pub(super) fn begin_body(&mut self) {
        self.begin_head();
        self.end_head();
        self.push(Name::of("body"));
        self.mode = Mode::InBody;
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#the-before-html-insertion-mode>
    fn begin_html(&mut self) {
        if self.open.is_empty() {
            self.push(Name::of("html"));
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#the-before-head-insertion-mode>
    fn begin_head(&mut self) {
        self.begin_html();
        if self.mode == Mode::BeforeHead {
            self.push(Name::of("head"));
            self.mode = Mode::InHead;
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhead>
    fn end_head(&mut self) {
        if self.mode == Mode::InHead {
            self.pop_through(|node| node.is("head"));
            self.mode = Mode::AfterHead;
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhead>
    pub(super) fn start_around_head(&mut self, tag: &StartTag<'a>) {
        let name = tag.name;
        match name.as_str() {
            "html" if self.open.is_empty() => self.begin_html(),
            "html" => self.displaced.push(Displacement::Attributes("html")),
            "head" if self.mode == Mode::BeforeHead => self.begin_head(),
            "head" => {}
            "base" | "basefont" | "bgsound" | "link" | "meta" => {
                self.begin_head();
                self.push_void(name);
            }
            // After the head these go back into it; nothing else is open there.
            "title" | "noframes" | "style" | "script" | "noscript"
                if self.mode != Mode::AfterHead || name != *"noscript" =>
            {
                self.begin_head();
                self.push(name);
            }
            "template" => {
                self.begin_head();
                self.push(name);
            }
            "body" => {
                self.begin_body();
            }
            _ => {
                self.begin_body();
                self.start_in_body(tag);
            }
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhead>
    pub(super) fn end_around_head(&mut self, name: Name<'a>) {
        match name.as_str() {
            "head" => {
                self.begin_head();
                self.end_head();
            }
            "body" | "html" | "br" => {
                self.begin_body();
                self.end_in_body(name);
            }
            _ => {}
        }
    }
}
