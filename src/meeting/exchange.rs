//! How a part of the body of the appointment in compose mode is exchanged where a form has no other way than to take all of
//! it anew.

use crate::block::{Splice, utf16_range};
use crate::html::{Document, Format, holds_inline_pictures};

use super::port::{ComposeBody, ComposeError, ComposeItem};

/// What became of an exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchanged {
    /// The body as it was read back.
    pub body: ComposeBody,
    /// Whether everything outside of the exchange reads as before.
    pub is_rest_kept: bool,
}

/// Makes the exchange in the form, unless that loses pictures or the body is another by now, and reads it back.
pub async fn exchange(
    item: &impl ComposeItem,
    body: &ComposeBody,
    splice: &Splice,
) -> Result<Exchanged, ComposeError> {
    if body.format == Format::Html && holds_inline_pictures(&body.content) {
        return Err(ComposeError::Pictures);
    }
    item.splice_body(body, utf16_range(&body.content, &splice.span), &splice.replacement).await?;
    let after = item.body().await?;
    let is_rest_kept = has_same_bytes(body, splice, &after) || has_same_rows(body, splice, &after);
    Ok(Exchanged { body: after, is_rest_kept })
}

fn has_same_bytes(before: &ComposeBody, splice: &Splice, after: &ComposeBody) -> bool {
    let above = before.content.get(..splice.span.start).unwrap_or_default();
    let below = before.content.get(splice.span.end..).unwrap_or_default();
    after.content.strip_prefix(above).is_some_and(|rest| rest.ends_with(below))
}

/// Forms write some bytes their own way: what people read counts.
fn has_same_rows(before: &ComposeBody, splice: &Splice, after: &ComposeBody) -> bool {
    let document = before.document();
    let above = document.rows().iter().take_while(|row| row.span().end <= splice.span.start).count();
    let below = document.rows().iter().rev().take_while(|row| row.span().start >= splice.span.end).count();
    let (before, after) = (texts(&document), texts(&after.document()));
    let is_above = after.starts_with(before.get(..above).unwrap_or_default());
    is_above && after.ends_with(before.get(before.len() - below..).unwrap_or_default())
}

fn texts(document: &Document<'_>) -> Vec<String> {
    document.rows().iter().map(|row| row.text.to_string()).collect()
}
