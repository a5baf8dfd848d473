//! Where tags, comments and texts begin and end (HTML, "tokenization"), without looking into them.

use std::ops::Range;

use memchr::memchr;

use super::elements::{Name, RAW};

/// A part of a body.
#[derive(Debug, Clone)]
pub(crate) enum Token<'a> {
    Start(StartTag<'a>),
    End { name: Name<'a>, span: Range<usize> },
    Text { span: Range<usize> },
    Comment { span: Range<usize> },
    Doctype { span: Range<usize> },
}

#[derive(Debug, Clone)]
pub(crate) struct StartTag<'a> {
    pub(crate) name: Name<'a>,
    pub(crate) span: Range<usize>,
    /// The attributes as they are written.
    pub(crate) attributes: &'a str,
    /// Whether the tag ends in `/>`, which means something in SVG and MathML only.
    pub(crate) self_closing: bool,
}

impl Token<'_> {
    pub(crate) fn span(&self) -> &Range<usize> {
        match self {
            Self::Start(StartTag { span, .. })
            | Self::End { span, .. }
            | Self::Text { span }
            | Self::Comment { span }
            | Self::Doctype { span } => span,
        }
    }
}

/// Reads a body token by token.
#[derive(Debug, Clone)]
pub(crate) struct Tokens<'a> {
    source: &'a str,
    position: usize,
    /// The element whose end tag alone ends the text that follows.
    raw: Option<Name<'a>>,
    /// Whether `<![CDATA[` means something here.
    foreign: bool,
    unfinished: bool,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        Self { source, position: 0, raw: None, foreign: false, unfinished: false }
    }

    /// What the tree says about the text that follows the last token.
    pub(crate) fn set_context(&mut self, raw: Option<Name<'a>>, foreign: bool) {
        self.raw = raw;
        self.foreign = foreign;
    }

    /// Whether the end of the source came inside a tag, a comment or an element of characters.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.unfinished
    }

    fn bytes(&self) -> &'a [u8] {
        self.source.as_bytes()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes().get(at).copied()
    }

    fn rest(&self, at: usize) -> &'a [u8] {
        self.bytes().get(at..).unwrap_or_default()
    }

    fn seek(&self, from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
        self.rest(from).iter().position(|&byte| wanted(byte)).map(|at| from + at)
    }

    fn starts_with(&self, at: usize, wanted: &str) -> bool {
        let found = self.rest(at).get(..wanted.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(wanted.as_bytes()))
    }

    fn find_text(&self, from: usize, wanted: &str) -> Option<usize> {
        self.source.get(from..).and_then(|rest| rest.find(wanted)).map(|at| from + at)
    }

    /// The text up to the next markup.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#data-state>
    fn text(&mut self) -> Token<'a> {
        let start = self.position;
        let mut from = start;
        let end = loop {
            let Some(at) = memchr(b'<', self.rest(from)) else { break self.source.len() };
            let at = from + at;
            match self.byte(at + 1) {
                Some(b'!' | b'?') => break at,
                Some(b'/') if self.byte(at + 2).is_some() => break at,
                Some(byte) if byte.is_ascii_alphabetic() => break at,
                _ => from = at + 1,
            }
        };
        self.position = end;
        Token::Text { span: start..end }
    }

    /// The characters of an element that holds nothing else, up to its end tag.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#rawtext-state>
    fn raw_text(&mut self, name: Name<'a>) -> Token<'a> {
        let start = self.position;
        let end = match name.as_str() {
            "plaintext" => None,
            "script" => self.script_end(start),
            other => self.end_tag_of(other, start),
        };
        self.unfinished |= end.is_none();
        self.position = end.unwrap_or(self.source.len());
        self.raw = None;
        Token::Text { span: start..self.position }
    }

    fn is_tag_of(&self, at: usize, name: &str) -> bool {
        self.starts_with(at, name)
            && self
                .byte(at + name.len())
                .is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#rawtext-end-tag-name-state>
    fn end_tag_of(&self, name: &str, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at = self.find_text(at, "</")?;
            if self.is_tag_of(at + 2, name) {
                return Some(at);
            }
            at += 2;
        }
    }

    /// A script in a comment in a script does not end the outer one.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#script-data-double-escaped-state>
    fn script_end(&self, from: usize) -> Option<usize> {
        let (mut at, mut escaped, mut double) = (from, false, false);
        loop {
            at = self.seek(at, |byte| matches!(byte, b'<' | b'-'))?;
            if self.starts_with(at, "<!--") && !escaped {
                escaped = true;
                // The dashes may belong to the end of the comment.
                at += 2;
            } else if self.starts_with(at, "-->") {
                (escaped, double) = (false, false);
                at += 3;
            } else if self.starts_with(at, "</") && self.is_tag_of(at + 2, "script") {
                if !double {
                    return Some(at);
                }
                double = false;
                at += 2;
            } else {
                double |= escaped && self.byte(at) == Some(b'<') && self.is_tag_of(at + 1, "script");
                at += 1;
            }
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#markup-declaration-open-state>
    fn markup(&mut self) -> Option<Token<'a>> {
        let start = self.position;
        match (self.byte(start + 1)?, self.byte(start + 2)) {
            (b'!', _) if self.starts_with(start, "<!--") => Some(self.comment()),
            (b'!', _) if self.starts_with(start, "<!doctype") => {
                Some(Token::Doctype { span: self.up_to_angle() })
            }
            (b'!', _) if self.foreign && self.starts_with(start, "<![CDATA[") => {
                let end = self.find_text(start, "]]>").map_or(self.source.len(), |at| at + 3);
                self.position = end;
                Some(Token::Text { span: start..end })
            }
            (b'/', Some(byte)) if byte.is_ascii_alphabetic() => self.tag(start + 2),
            (b'/', _) | (b'!' | b'?', _) => Some(Token::Comment { span: self.up_to_angle() }),
            _ => self.tag(start + 1),
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#bogus-comment-state>
    fn up_to_angle(&mut self) -> Range<usize> {
        let start = self.position;
        let end = self.seek(start, |byte| byte == b'>');
        self.unfinished |= end.is_none();
        self.position = end.map_or(self.source.len(), |at| at + 1);
        start..self.position
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#comment-start-state>
    fn comment(&mut self) -> Token<'a> {
        let start = self.position;
        let text = start + 4;
        let end = if self.starts_with(text, ">") {
            Some(text + 1)
        } else if self.starts_with(text, "->") {
            Some(text + 2)
        } else {
            self.comment_end(text)
        };
        self.unfinished |= end.is_none();
        self.position = end.unwrap_or(self.source.len());
        Token::Comment { span: start..self.position }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#comment-end-state>
    fn comment_end(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at = self.find_text(at, "--")?;
            if self.byte(at + 2) == Some(b'>') {
                return Some(at + 3);
            } else if self.starts_with(at + 2, "!>") {
                return Some(at + 4);
            }
            at += 1;
        }
    }

    /// A tag whose name begins at `name`; a tag that never ends is nothing, with all that follows.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state>
    fn tag(&mut self, name: usize) -> Option<Token<'a>> {
        let start = self.position;
        let after_name = self.seek(name, |byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
        let Some((end, self_closing)) = after_name.and_then(|at| self.tag_end(at)) else {
            self.unfinished = true;
            self.position = self.source.len();
            return None;
        };
        let attributes_from = after_name.unwrap_or(end);
        self.position = end;
        let span = start..end;
        let written = Name::of(self.source.get(name..attributes_from).unwrap_or_default());
        if name == start + 2 {
            return Some(Token::End { name: written, span });
        }
        let attributes = self.source.get(attributes_from..end - 1).unwrap_or_default();
        Some(Token::Start(StartTag { name: written, span, attributes, self_closing }))
    }

    /// The end of a tag whose attributes begin at `from`, and whether it ends in `/>`.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state>
    fn tag_end(&self, from: usize) -> Option<(usize, bool)> {
        let mut at = from;
        loop {
            at = self.seek(at, |byte| !byte.is_ascii_whitespace())?;
            match self.byte(at)? {
                b'>' => return Some((at + 1, false)),
                b'/' if self.byte(at + 1) == Some(b'>') => return Some((at + 2, true)),
                b'/' => at += 1,
                _ => at = self.attribute_end(at)?,
            }
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#attribute-name-state>
    fn attribute_end(&self, from: usize) -> Option<usize> {
        let ends_name = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'=');
        // An equals sign at the beginning belongs to the name.
        let name_end = self.seek(from + 1, ends_name)?;
        let equals = self.seek(name_end, |byte| !byte.is_ascii_whitespace())?;
        if self.byte(equals) != Some(b'=') {
            return Some(equals);
        }
        let value = self.seek(equals + 1, |byte| !byte.is_ascii_whitespace())?;
        match self.byte(value)? {
            quote @ (b'"' | b'\'') => memchr(quote, self.rest(value + 1)).map(|at| value + at + 2),
            _ => self.seek(value, |byte| byte.is_ascii_whitespace() || byte == b'>'),
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.position >= self.source.len() {
            return None;
        }
        if let Some(name) = self.raw.take().filter(|name| name.is(RAW)) {
            let text = self.raw_text(name);
            if !text.span().is_empty() {
                return Some(text);
            }
        }
        let start = self.position;
        let text = self.text();
        if text.span().is_empty() {
            self.position = start;
            return self.markup();
        }
        Some(text)
    }
}
