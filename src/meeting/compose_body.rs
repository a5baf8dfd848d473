//! The body of the appointment in compose mode, and how a part of it is exchanged where a form has no other way than
//! to take all of it anew.

use crate::block::{Splice, utf16_range};
use crate::html::{Document, Format, holds_inline_pictures};

use super::port::{ComposeError, ComposeItem};

/// A body as the form gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComposeBody {
    /// How the form keeps it.
    pub format: Format,
    /// The text, byte for byte.
    pub content: String,
}

/// What became of an exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchanged {
    /// The body as it was read back.
    pub body: ComposeBody,
    /// Whether everything outside of the exchange reads as before.
    pub is_rest_kept: bool,
}

impl ComposeBody {
    /// The body as rows.
    pub fn document(&self) -> Document<'_> {
        Document::parse(self.format, &self.content)
    }

    /// Makes the exchange in the form, unless that loses pictures or the body is another by now, and reads it back.
    pub async fn exchange(
        &self,
        item: &impl ComposeItem,
        splice: &Splice,
    ) -> Result<Exchanged, ComposeError> {
        if self.format == Format::Html && holds_inline_pictures(&self.content) {
            return Err(ComposeError::Pictures);
        }
        item.splice_body(self, utf16_range(&self.content, &splice.span), &splice.replacement).await?;
        let body = item.body().await?;
        let is_rest_kept = self.is_rest_kept(splice, &body);
        Ok(Exchanged { body, is_rest_kept })
    }

    fn is_rest_kept(&self, splice: &Splice, after: &Self) -> bool {
        let above = self.content.get(..splice.span.start).unwrap_or_default();
        let below = self.content.get(splice.span.end..).unwrap_or_default();
        let is_same = |after: &str| {
            after.strip_prefix(above).is_some_and(|rest| rest.ends_with(below)) && self.format == Format::Html
        };
        is_same(&after.content) || {
            // Forms write some bytes their own way. What people read counts.
            let (before, after) = (self.document(), after.document());
            let is_above = |end: usize| end <= splice.span.start;
            let above = before.rows().iter().take_while(|row| is_above(row.span().end)).count();
            let below =
                before.rows().iter().rev().take_while(|row| row.span().start >= splice.span.end).count();
            let texts = |document: &Document<'_>| -> Vec<String> {
                document.rows().iter().map(|row| row.text.to_string()).collect()
            };
            let (before, after) = (texts(&before), texts(&after));
            after.starts_with(before.get(..above).unwrap_or_default())
                && after.ends_with(before.get(before.len() - below..).unwrap_or_default())
        }
    }
}
