//! A block that a service wrote in HTML, as plain text.

use crate::html::{Document, Format, Row};
use crate::link::safe_url;

/// The rows of a block as lines of plain text, each link behind its words.
pub fn in_plain_text(html: &str) -> String {
    let document = Document::parse(Format::Html, html);
    document.rows().iter().map(line).collect::<Vec<_>>().join("\r\n")
}

fn line(row: &Row) -> String {
    let mut line = String::new();
    let mut rest = &*row.text;
    for link in &row.links {
        let Some((before, after)) = rest.split_once(&link.text) else { continue };
        line.push_str(before);
        line.push_str(&link.text);
        // A number is dialled as it stands.
        if let Some(url) = safe_url(&link.href).filter(|url| !url.starts_with("tel:")) {
            line.push_str(&format!(" <{url}>"));
        }
        rest = after;
    }
    line + rest
}
