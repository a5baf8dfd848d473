//! Changes a body by a splice: every byte outside the span stays as it was read.

use std::ops::Range;

use thiserror::Error;

use super::balance::{holds_paragraphs, is_balanced, is_inline_only, stretch};
use super::document::{Document, Format, ROOT, Tag};
use super::invitation::Invitation;
use super::language::Language;
use super::link::escape;
use super::recognise::InfoBlock;
use super::render::{RenderedRow, render};
use super::row::{Role, Row};

/// What becomes of lines the organizer wrote inside a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edits {
    /// They stay at their place among the rows around them.
    Keep,
    /// They are replaced with the block, as Microsoft's service does.
    Overwrite,
}

/// An exchange of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// The bytes that go, as offsets into the body that was read.
    pub span: Range<usize>,
    /// What comes in their place.
    pub replacement: String,
}

impl Splice {
    /// The body with the exchange made.
    pub fn apply(&self, source: &str) -> String {
        let before = source.get(..self.span.start).unwrap_or_default();
        let after = source.get(self.span.end..).unwrap_or_default();
        [before, &self.replacement, after].concat()
    }

    /// The bytes that go.
    pub fn removed<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.span.clone()).unwrap_or_default()
    }
}

/// Why a block is not rewritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum Refusal {
    /// A separator line is missing.
    #[error("the beginning or the end of the online meeting information is missing")]
    Incomplete,
    /// Other visible text shares the markup of the block's first or last row.
    #[error(
        "other text stands in the same paragraph as the beginning or the end of the online meeting information"
    )]
    SharedMarkup,
    /// The tags inside do not nest, so an exchange could change text outside.
    #[error(
        "the HTML of the online meeting information is not well-formed, so it cannot be exchanged safely"
    )]
    Unbalanced,
    /// Paragraphs may not stand where the block stands.
    #[error(
        "the online meeting information stands inside a link, a list or a table row, where it cannot be exchanged safely"
    )]
    NoRoom,
}

/// The splice that makes a block say what `invitation` says, in `language`.
pub fn rewrite(
    document: &Document<'_>,
    block: &InfoBlock,
    invitation: &Invitation,
    language: Language,
    edits: Edits,
) -> Result<Splice, Refusal> {
    let span = exchangeable(document, block)?;
    let rendered = render(invitation, language);
    let kept = match edits {
        Edits::Keep => kept_lines(document, block, &rendered),
        Edits::Overwrite => Vec::new(),
    };
    Ok(Splice { span, replacement: weave(rendered, kept) })
}

/// The splice that takes a block out of a body.
pub fn removal(document: &Document<'_>, block: &InfoBlock) -> Result<Splice, Refusal> {
    Ok(Splice { span: exchangeable(document, block)?, replacement: String::new() })
}

/// Where a new block goes: at the end of what people see.
pub fn insertion_point(document: &Document<'_>) -> usize {
    let end_tag = |wanted: &str| {
        document.tags.iter().rev().find_map(|tag| match tag {
            Tag::Close { name, span } if name == wanted => Some(span.start),
            _ => None,
        })
    };
    end_tag("body").or_else(|| end_tag("html")).unwrap_or(document.source.len())
}

/// Byte offsets as UTF-16 code units, in which JavaScript counts.
pub fn utf16_range(source: &str, span: &Range<usize>) -> Range<usize> {
    let units = |to: usize| source.get(..to).unwrap_or_default().encode_utf16().count();
    units(span.start)..units(span.end)
}

fn exchangeable(document: &Document<'_>, block: &InfoBlock) -> Result<Range<usize>, Refusal> {
    if !block.complete {
        return Err(Refusal::Incomplete);
    }
    let (span, container) =
        stretch(document, block.rows.start, block.rows.end.saturating_sub(1)).ok_or(Refusal::SharedMarkup)?;
    if !is_balanced(document, &span) {
        return Err(Refusal::Unbalanced);
    }
    if !holds_paragraphs(document, container) {
        return Err(Refusal::NoRoom);
    }
    Ok(span)
}

/// A line of the organizer's and the role of the row above it.
struct Kept {
    after: Role,
    html: String,
}

fn kept_lines(document: &Document<'_>, block: &InfoBlock, rendered: &[RenderedRow]) -> Vec<Kept> {
    let known: Vec<String> = rendered
        .iter()
        .flat_map(|row| {
            Document::parse(Format::Html, &row.html)
                .rows()
                .iter()
                .map(|row| row.text.clone())
                .collect::<Vec<_>>()
        })
        .collect();
    let is_kept = |offset: usize| {
        let row: Option<&Row> = document.rows().get(block.rows.start + offset);
        block.roles.get(offset).is_some_and(Option::is_none)
            && row.is_some_and(|row| row.image || !known.contains(&row.text))
    };
    let mut kept = Vec::new();
    let mut after = Role::Opening;
    let mut offset = 0;
    while offset < block.roles.len() {
        let end = (offset..block.roles.len()).find(|&next| !is_kept(next)).unwrap_or(block.roles.len());
        if end > offset {
            let lines = block.rows.start + offset..block.rows.start + end;
            kept.push(Kept { after, html: kept_html(document, lines) });
            offset = end;
        } else {
            after = block.roles.get(offset).copied().flatten().unwrap_or(after);
            offset += 1;
        }
    }
    kept
}

/// The bytes of the organizer's lines as they stand, in paragraphs of their own where they need them.
fn kept_html(document: &Document<'_>, lines: Range<usize>) -> String {
    let as_written = stretch(document, lines.start, lines.end - 1).and_then(|(mut span, mut container)| {
        while container != ROOT && document.rows_of(container) == lines {
            let element = document.elements.get(container)?;
            span = element.span.clone();
            container = element.parent;
        }
        // An element without an end tag reaches over the white space before the next one.
        let bytes = document.source.get(span.clone())?.trim_ascii();
        if !is_balanced(document, &span) {
            None
        } else if is_inline_only(document, &span) {
            Some(format!(r#"<p style="margin:0">{bytes}</p>"#))
        } else {
            holds_paragraphs(document, container).then(|| bytes.to_owned())
        }
    });
    as_written.unwrap_or_else(|| {
        let rows = document.rows().get(lines).unwrap_or_default();
        let lines = rows.iter().map(|row| format!(r#"<p style="margin:0">{}</p>"#, escape(&row.text)));
        lines.collect::<Vec<_>>().join("\n")
    })
}

/// The rendered rows with the organizer's lines between them, each below the row it stood under.
fn weave(rendered: Vec<RenderedRow>, kept: Vec<Kept>) -> String {
    let mut rows: Vec<String> = Vec::with_capacity(rendered.len() + kept.len());
    let mut kept = kept.into_iter().peekable();
    for row in rendered {
        while let Some(lines) = kept.next_if(|lines| lines.after < row.role) {
            rows.push(lines.html);
        }
        rows.push(row.html);
    }
    rows.extend(kept.map(|lines| lines.html));
    rows.join("\n")
}
