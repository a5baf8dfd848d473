//! A body as rows, however it is written.

use super::document::{Document, Format};
use super::{parse_html, parse_text};

impl<'a> Document<'a> {
    /// Parses a body.
    pub fn parse(format: Format, source: &'a str) -> Self {
        match format {
            Format::Html => parse_html::parse(source),
            Format::Text => parse_text::parse(source),
        }
    }
}
