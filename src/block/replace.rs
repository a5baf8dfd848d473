//! Changes a body by a splice: every byte outside the span stays as it was read.

use std::ops::Range;

use crate::html::{Document, Format, Gap, Row, Tag, has_same_markup, holds_text, stretch, with_residue};

use super::amend::splices;
use super::invitation::{Invitation, MeetingKind};
use super::language::Language;
use super::marks::separator;
use super::phone_row::PhoneRow;
use super::recognise::{InfoBlock, recognise, visible_text};
use super::refusal::Refusal;
use super::render::{RenderedRow, render};
use super::service::{JoinUrlForm, Provider};
use super::splice::Splice;

/// What becomes of lines the organizer wrote inside a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edits {
    /// They stay: only what is not true is changed, label, markup and language stay too.
    Keep,
    /// The whole block is written anew, as Microsoft's service does. Teams blocks are the service's own, so in
    /// them only what is not true is changed.
    Overwrite,
}

/// The splice that makes a block say what `invitation` says. Rows that come new are written in `language`.
pub fn rewrite(
    document: &Document<'_>,
    block: &InfoBlock,
    invitation: &Invitation,
    language: Language,
    edits: Edits,
) -> Result<Splice, Refusal> {
    if let Some(refusal) = Refusal::of(document) {
        return Err(refusal);
    }
    if !block.complete {
        return Err(Refusal::Incomplete);
    }
    let own_look = matches!(block.provider, Provider::SkypeForBusiness | Provider::Lync | Provider::Hosted);
    if block.invitation.shown_phone().is_none()
        && invitation.shown_phone().is_some()
        && has_phone_part_below(document, block)
    {
        return Err(Refusal::Incomplete);
    }
    if edits == Edits::Overwrite && own_look {
        rewrite_anew(document, block, invitation, language)
    } else {
        rewrite_in_place(document, block, invitation, language)
    }
}

/// Whether rows that are dialled, and a line below them, follow a block: a line somebody drew inside it ends it too early.
fn has_phone_part_below(document: &Document<'_>, block: &InfoBlock) -> bool {
    let rows = document.rows().get(block.rows.end..).unwrap_or_default();
    let closing = document.rows().get(block.rows.end.saturating_sub(1)).and_then(separator);
    let joins = |row: &Row| row.links.iter().any(|link| Provider::of_link(&link.href).is_some());
    let below = rows.iter().take_while(|row| separator(row) != closing && !joins(row)).count();
    let is_closed = rows.get(below).is_some_and(|row| separator(row) == closing);
    let tells_id = |row: &Row| {
        PhoneRow::read(row).is_some_and(|phone| phone.dialled_along().is_some() || phone.is_labelled_id())
    };
    is_closed && rows.iter().take(below).any(tells_id)
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
    for part in splices(document, block, invitation, language)? {
        if part.span.start < done || part.span.end > span.end {
            return Err(Refusal::SharedMarkup);
        }
        replacement.push_str(document.source.get(done..part.span.start).unwrap_or_default());
        replacement.push_str(&part.replacement);
        done = part.span.end;
    }
    replacement.push_str(document.source.get(done..span.end).unwrap_or_default());
    let splice = Splice { span, replacement };
    if splice.changes_nothing(document.source) {
        return Ok(splice);
    }
    let is_html = document.format() == Format::Html;
    let has_same_markup = is_html && has_same_markup(splice.removed(document.source), &splice.replacement);
    if is_html && !has_same_markup && !leaves_the_rest(document, &splice) {
        return Err(Refusal::Unbalanced);
    }
    let says = has_same_markup && says_alone(&splice.replacement, block, invitation, language)
        || says_in_place(document, &splice, invitation, language);
    if says { Ok(splice) } else { Err(Refusal::NotReadBack) }
}

fn leaves_the_rest(document: &Document<'_>, splice: &Splice) -> bool {
    Gap::new(document.source, &splice.span).is_some_and(|gap| gap.takes(&splice.replacement))
}

/// Whether the body says what it should: what comes new can be misread where something else is damaged.
fn says_in_place(
    document: &Document<'_>,
    splice: &Splice,
    invitation: &Invitation,
    language: Language,
) -> bool {
    let body = splice.apply(document.source);
    let document = Document::parse(document.format(), &body);
    block_in(&document, &splice.place(), invitation)
        .is_some_and(|block| says(&document, &block, invitation, language))
}

/// Whether a block with the markup of `former` says what it should when it is read by itself. Where its rows are then
/// what they were in the body, the body around it makes no difference, and need not be read again.
fn says_alone(html: &str, former: &InfoBlock, invitation: &Invitation, language: Language) -> bool {
    let document = Document::parse(Format::Html, html);
    block_in(&document, &(0..html.len()), invitation)
        .is_some_and(|block| block.roles == former.roles && says(&document, &block, invitation, language))
}

/// Whether nothing of a block is to be changed, and nothing it tells differs from what is wanted, even to a reader who
/// does not know what that is.
fn says(document: &Document<'_>, block: &InfoBlock, invitation: &Invitation, language: Language) -> bool {
    block.invitation.leads_where(invitation)
        && splices(document, block, invitation, language).is_ok_and(|splices| splices.is_empty())
}

/// The block of an invitation's online meeting that begins in these bytes.
fn block_in(document: &Document<'_>, place: &Range<usize>, invitation: &Invitation) -> Option<InfoBlock> {
    let hosted = (invitation.kind == MeetingKind::Hosted).then(|| JoinUrlForm::only(&invitation.join_url));
    let blocks = recognise(document, hosted.as_slice());
    blocks.into_iter().find(|block| block.complete && place.contains(&block.span.start))
}

fn rewrite_anew(
    document: &Document<'_>,
    block: &InfoBlock,
    invitation: &Invitation,
    language: Language,
) -> Result<Splice, Refusal> {
    let (span, container) = exchangeable(document, block)?;
    let rows = render(invitation, language);
    let format = document.format();
    let texts = match format {
        Format::Html if !holds_text(document, container) => return Err(Refusal::NoRoom),
        Format::Html => vec![
            joined(&rows, RenderedRow::html, "\n"),
            // White space between paragraphs may begin formatting that was left open before them.
            joined(&rows, RenderedRow::html, ""),
            joined(&rows, RenderedRow::line, "<br>\n"),
        ],
        Format::Text => vec![joined(&rows, RenderedRow::text, document.line_end())],
    };
    let shown = document.source.get(span.clone()).unwrap_or_default();
    if let Some(replacement) = texts.iter().find(|text| *text == shown).cloned() {
        // What was written stays as it was written, though another way of writing it may fit by now.
        return Ok(Splice { span, replacement });
    }
    let read = |body: &str, place: &Range<usize>| {
        let document = Document::parse(format, body);
        let block = block_in(&document, place, invitation)?;
        says(&document, &block, invitation, language).then(|| visible_text(&document, &block))
    };
    let first = texts.first().map(String::as_str).unwrap_or_default();
    let meant = read(first, &(0..first.len())).ok_or(Refusal::NotReadBack)?;
    fitting(document, span, &texts, |splice| {
        read(&splice.apply(document.source), &splice.place()).as_ref() == Some(&meant)
    })
}

fn joined(rows: &[RenderedRow], write: impl Fn(&RenderedRow) -> String, between: &str) -> String {
    rows.iter().map(write).collect::<Vec<_>>().join(between)
}

/// The splice that puts the first of these texts that fits in place of `span`. One that fits as it is comes before
/// one that needs tags of what was there.
fn fitting(
    document: &Document<'_>,
    span: Range<usize>,
    texts: &[String],
    is_read_well: impl Fn(&Splice) -> bool,
) -> Result<Splice, Refusal> {
    let splice = |replacement: String| Splice { span: span.clone(), replacement };
    if document.format() == Format::Text {
        return texts.iter().cloned().map(splice).find(is_read_well).ok_or(Refusal::Unbalanced);
    }
    let gap = Gap::new(document.source, &span).ok_or(Refusal::Unbalanced)?;
    let as_it_is = texts.iter().filter(|text| gap.takes(text)).cloned();
    let with_tags = texts.iter().filter_map(|text| with_residue(&gap, text));
    as_it_is.chain(with_tags).map(splice).find(is_read_well).ok_or(Refusal::Unbalanced)
}

/// The splice that takes a block out of a body.
pub fn removal(document: &Document<'_>, block: &InfoBlock) -> Result<Splice, Refusal> {
    if let Some(refusal) = Refusal::of(document) {
        return Err(refusal);
    }
    let (span, _) = exchangeable(document, block)?;
    // Where the block was the beginning of the body, or ended a paragraph, something else must.
    fitting(document, span, &["", "</p>", "<body>"].map(str::to_owned), |_| true)
}

/// Where a new block goes: at the end of what people see, or above it where that end is another message's.
pub fn insertion_point(document: &Document<'_>) -> usize {
    let end_tag = |wanted: &str| {
        document.tags.iter().rev().find_map(|tag| match tag {
            Tag::Close { kind, span } if kind == wanted => Some(span.start()),
            _ => None,
        })
    };
    let start_tag = |wanted: &str| {
        document.tags.iter().find_map(|tag| match tag {
            Tag::Open { kind, span } if kind == wanted => Some(span.end()),
            _ => None,
        })
    };
    let is_whole = ["html", "head"].iter().any(|name| start_tag(name).is_some());
    let above = || start_tag("body").or((!is_whole).then_some(0));
    let above = document.ends_in_another_message.then(above).flatten();
    above.or_else(|| end_tag("body")).or_else(|| end_tag("html")).unwrap_or(document.source.len())
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
