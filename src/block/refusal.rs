//! Why a block stays as it is.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::html::Document;

/// Why a block is not rewritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
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
    /// Digits in the block may be a number or the conference ID.
    #[error("it cannot be told for sure which digits are a telephone number and which the conference ID")]
    UnclearDigits,
    /// What would be written is not read as it is meant.
    #[error("the online meeting information would not say what it should; it has to be changed by hand")]
    NotReadBack,
    /// More elements stand inside each other, or more formatting goes on, than a body is read with.
    #[error("the HTML of the text is nested too deeply, so it cannot be changed safely")]
    TooDeep,
}

impl Refusal {
    /// Why nothing in a body is changed, whatever block it holds.
    pub fn of(document: &Document<'_>) -> Option<Self> {
        document.is_too_deep().then_some(Self::TooDeep)
    }
}
