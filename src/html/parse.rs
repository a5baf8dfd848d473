//! A body as rows, however it is written.

use super::document::{Document, Format};
use super::span::LONGEST;
use super::{parse_html, parse_text};

impl<'a> Document<'a> {
    /// Parses a body.
    pub fn parse(format: Format, source: &'a str) -> Self {
        match format {
            _ if source.len() > LONGEST => Self::too_deep(source, format),
            Format::Html => parse_html::parse(source),
            Format::Text => parse_text::parse(source),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_of_more_than_a_gigabyte_is_refused() {
        let body = String::from_utf8(vec![b'\0'; LONGEST + 1]).unwrap_or_default();
        let document = Document::parse(Format::Html, &body);
        assert!(document.is_too_deep());
        assert!(document.rows().is_empty());
    }
}
