//! Where the attributes of a start tag are, in bytes
//! (<https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state>).

use std::ops::Range;

/// One attribute of a start tag, as byte ranges of the tag's source.
#[derive(Debug, PartialEq)]
pub struct Attribute {
    /// The name.
    pub name: Range<usize>,
    /// The value without its quotes; empty where there is none.
    pub value: Range<usize>,
    /// The end, after the closing quote.
    end: usize,
}

impl Attribute {
    /// The bytes to take out with this attribute: the white space before it goes as well, where nothing
    /// grows together by that.
    pub fn removal(&self, source: &[u8]) -> Range<usize> {
        let next = source.get(self.end).copied().unwrap_or(b'>');
        let mut start = self.name.start;
        if next == b'>' || is_space(next) {
            while start > 0 && source.get(start - 1).copied().is_some_and(is_space) {
                start -= 1;
            }
        }
        start..self.end
    }
}

/// The attributes of a start tag, given as it stands from `<` to `>`, in order, repeated ones as well.
pub fn attributes(source: &[u8]) -> Vec<Attribute> {
    let mut found = Vec::new();
    let mut at = skip(source, 1, |byte| !is_space(byte) && byte != b'/' && byte != b'>');
    loop {
        at = skip(source, at, |byte| is_space(byte) || byte == b'/');
        if source.get(at).is_none_or(|byte| *byte == b'>') {
            return found;
        }
        let attribute = attribute(source, at);
        at = attribute.end;
        found.push(attribute);
    }
}

fn attribute(source: &[u8], start: usize) -> Attribute {
    let name_end =
        skip(source, start + 1, |byte| !is_space(byte) && byte != b'/' && byte != b'>' && byte != b'=');
    let equals = skip(source, name_end, is_space);
    if source.get(equals) != Some(&b'=') {
        return Attribute { name: start..name_end, value: name_end..name_end, end: name_end };
    }
    let value = skip(source, equals + 1, is_space);
    match source.get(value) {
        Some(quote @ (b'"' | b'\'')) => {
            let end = skip(source, value + 1, |byte| byte != *quote);
            Attribute { name: start..name_end, value: value + 1..end, end: usize::min(end + 1, source.len()) }
        }
        _ => {
            let end = skip(source, value, |byte| !is_space(byte) && byte != b'>');
            Attribute { name: start..name_end, value: value..end, end }
        }
    }
}

fn skip(source: &[u8], from: usize, accepts: impl Fn(u8) -> bool) -> usize {
    let rest = source.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|byte| accepts(**byte)).count()
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}
