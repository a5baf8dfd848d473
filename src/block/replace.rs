//! Changes a body by a splice: every byte outside the span stays as it was read.

use std::ops::Range;

use super::amend::changes;
use super::balance::{holds_paragraphs, leaves_the_rest, stretch};
use super::document::{Document, Format, Tag};
use super::invitation::Invitation;
use super::language::Language;
use super::recognise::InfoBlock;
use super::refusal::Refusal;
use super::render::render;
use super::service::Provider;

/// What becomes of lines the organizer wrote inside a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edits {
    /// They stay: only what is not true is changed, label, markup and language stay too.
    Keep,
    /// The whole block is written anew, as Microsoft's service does. Teams blocks are the service's own, so in
    /// them only what is not true is changed.
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

/// The splice that makes a block say what `invitation` says. Rows that come new are written in `language`.
pub fn rewrite(
    document: &Document<'_>,
    block: &InfoBlock,
    invitation: &Invitation,
    language: Language,
    edits: Edits,
) -> Result<Splice, Refusal> {
    if !block.complete {
        return Err(Refusal::Incomplete);
    }
    let own_look = matches!(block.provider, Provider::SkypeForBusiness | Provider::Lync | Provider::Hosted);
    let splice = if edits == Edits::Overwrite && own_look {
        rewrite_anew(document, block, invitation, language)
    } else {
        rewrite_in_place(document, block, invitation, language)
    };
    checked(document, splice?)
}

fn checked(document: &Document<'_>, splice: Splice) -> Result<Splice, Refusal> {
    let safe = leaves_the_rest(document, &splice.span, &splice.replacement);
    if safe { Ok(splice) } else { Err(Refusal::Unbalanced) }
}

fn rewrite_in_place(
    document: &Document<'_>,
    block: &InfoBlock,
    invitation: &Invitation,
    language: Language,
) -> Result<Splice, Refusal> {
    let span = block.span.clone();
    let mut replacement = String::with_capacity(span.len());
    let mut done = span.start;
    for change in changes(document, block, invitation, language)? {
        if change.span.start < done || change.span.end > span.end {
            return Err(Refusal::SharedMarkup);
        }
        replacement.push_str(document.source.get(done..change.span.start).unwrap_or_default());
        replacement.push_str(&change.text);
        done = change.span.end;
    }
    replacement.push_str(document.source.get(done..span.end).unwrap_or_default());
    Ok(Splice { span, replacement })
}

fn rewrite_anew(
    document: &Document<'_>,
    block: &InfoBlock,
    invitation: &Invitation,
    language: Language,
) -> Result<Splice, Refusal> {
    let (span, container) = exchangeable(document, block)?;
    let rows = render(invitation, language);
    let replacement = match document.format() {
        Format::Html if holds_paragraphs(document, container) => {
            rows.iter().map(|row| row.html()).collect::<Vec<_>>().join("\n")
        }
        Format::Html => return Err(Refusal::NoRoom),
        Format::Text => {
            let end = if document.source.contains("\r\n") { "\r\n" } else { "\n" };
            rows.iter().map(|row| row.text()).collect::<Vec<_>>().join(end)
        }
    };
    Ok(Splice { span, replacement })
}

/// The splice that takes a block out of a body.
pub fn removal(document: &Document<'_>, block: &InfoBlock) -> Result<Splice, Refusal> {
    let (span, _) = exchangeable(document, block)?;
    checked(document, Splice { span, replacement: String::new() })
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

/// The bytes of a whole block that can go without changing how the rest is read, and what they stand in.
fn exchangeable(document: &Document<'_>, block: &InfoBlock) -> Result<(Range<usize>, usize), Refusal> {
    if !block.complete {
        return Err(Refusal::Incomplete);
    }
    let last = block.rows.end.saturating_sub(1);
    let (span, container) = stretch(document, block.rows.start, last).ok_or(Refusal::SharedMarkup)?;
    Ok((span, container))
}
