//! What a reader of the body sees: lines, with the links in them and the bytes they occupy.

use std::ops::Range;
use std::rc::Rc;

use thin_vec::ThinVec;

use super::span::Span;

/// A link inside a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target as written, entities decoded; Safe Links are not yet unwrapped.
    pub href: Rc<str>,
    /// The visible text, white space collapsed.
    pub text: String,
    /// The bytes of the target as it is written.
    pub href_span: Range<usize>,
}

/// One visible line of a body. There may be one in two bytes, so what most rows do not have takes one pointer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The visible text, entities decoded, white space (NBSP too) collapsed, ends trimmed; in plain text
    /// without the targets of links.
    pub text: Box<str>,
    /// Links in document order.
    pub links: ThinVec<Link>,
    /// Names of `<a name>` bookmarks in the row.
    pub anchors: ThinVec<String>,
    /// The `lang` of the innermost division around it that has one.
    pub language: Option<Rc<String>>,
    /// Whether an image stands in the row.
    pub image: bool,
    /// Whether the row is a drawn line (`hr`).
    pub rule: bool,
    /// Whether the row is inside a quotation.
    pub quoted: bool,
    pub(crate) span: Span,
    /// The element that holds it beside other rows.
    pub(crate) container: u32,
}

impl Row {
    /// The bytes of the row with the markup that belongs to it alone.
    pub fn span(&self) -> Range<usize> {
        self.span.range()
    }

    /// The character and the length of a line that is nothing but dots or underscores.
    pub(crate) fn run(&self) -> Option<(char, usize)> {
        let first = self.text.chars().next().filter(|c| matches!(c, '.' | '_'))?;
        let mut length = 0;
        for character in self.text.chars().filter(|c| !c.is_whitespace()) {
            if character != first {
                return None;
            }
            length += 1;
        }
        Some((first, length))
    }
}

/// Collapses white space, NBSP and invisible joiners to single blanks and trims the ends.
pub(crate) fn normalise(text: &str) -> String {
    let text = text.trim_matches(parts_words);
    let mut normal = String::with_capacity(text.len());
    let (mut copied, mut from) = (0, 0);
    while let Some(blank) = blank(text, from) {
        from = blank.end;
        if text.get(blank.clone()) == Some(" ") {
            continue;
        }
        normal.push_str(text.get(copied..blank.start).unwrap_or_default());
        normal.push(' ');
        copied = blank.end;
    }
    normal.push_str(text.get(copied..).unwrap_or_default());
    normal
}

/// Whether there is nothing to be seen of a text.
pub(crate) fn is_blank(text: &str) -> bool {
    text.trim_ascii().chars().all(parts_words)
}

/// The next stretch between words that may not be normal.
fn blank(text: &str, from: usize) -> Option<Range<usize>> {
    let mut start = from;
    loop {
        start = after_plain_words(text.as_bytes(), start)?;
        let rest = text.get(start..)?;
        let length = rest.find(|character| !parts_words(character)).unwrap_or(rest.len());
        if length > 0 {
            return Some(start..start + length);
        }
        start += rest.chars().next()?.len_utf8();
    }
}

/// Where something else begins than ASCII words with one blank between them, as nearly all of a text is.
fn after_plain_words(text: &[u8], from: usize) -> Option<usize> {
    let is_letter = |at: usize| text.get(at).is_some_and(u8::is_ascii_graphic);
    let mut at = from;
    loop {
        at += text.get(at..)?.iter().position(|byte| !byte.is_ascii_graphic())?;
        let is_alone = text.get(at) == Some(&b' ') && at > 0 && is_letter(at - 1) && is_letter(at + 1);
        if !is_alone {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether a character stands between words, seen or not.
pub(crate) fn parts_words(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_by_one_blank() {
        for (text, normal) in [
            ("", ""),
            (" \u{200B}\r\n", ""),
            ("a", "a"),
            ("a b", "a b"),
            (" a b ", "a b"),
            ("a  b\u{A0}c\u{3000}ö\u{FEFF}d", "a b c ö d"),
            ("a\nb", "a b"),
        ] {
            assert_eq!(normalise(text), normal);
            assert_eq!(is_blank(text), normal.is_empty());
        }
    }
}
