//! What the appointment in compose mode does for Redial.

use std::future::Future;
use std::ops::Range;

use thiserror::Error;

use crate::dialin::Times;
use crate::html::{Document, Format};

use super::appointment::CustomProperties;

/// Why the appointment in compose mode did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ComposeError {
    /// Outlook never called back.
    #[error("Outlook did not answer ({call}); close the appointment and open it again")]
    TimedOut {
        /// The Office.js call.
        call: &'static str,
    },
    /// Outlook refused.
    #[error("Outlook refused ({call}): {reason}")]
    Refused {
        /// The Office.js call.
        call: &'static str,
        /// Outlook's own message.
        reason: String,
    },
    /// The body changed between reading and writing.
    #[error("the text of the appointment changed meanwhile; try again")]
    Changed,
    /// Pictures are kept with the body, and Outlook would lose them. Nothing was written.
    #[error(
        "pictures stand in the text, and Outlook would lose them; change the details in the text yourself"
    )]
    Pictures,
    /// The body was written, and is another than it should be.
    #[error("Outlook changed the text in another way than it was asked to; check it before you send it")]
    RestChanged,
}

/// A body as the form gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComposeBody {
    /// How the form keeps it.
    pub format: Format,
    /// The text, byte for byte.
    pub content: String,
}

impl ComposeBody {
    /// The body as rows.
    pub fn document(&self) -> Document<'_> {
        Document::parse(self.format, &self.content)
    }
}

/// Where something comes into a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Where the cursor stands, if it stands in the text and nothing is selected; else at the top.
    Cursor,
    /// At the top.
    Top,
}

/// The appointment that is open in compose mode.
pub trait ComposeItem {
    /// The subject, possibly empty.
    fn subject(&self) -> impl Future<Output = Result<String, ComposeError>>;
    /// When it takes place, as far as the form tells.
    fn times(&self) -> impl Future<Output = Option<Times>>;
    /// The body in the format that the form keeps it in.
    fn body(&self) -> impl Future<Output = Result<ComposeBody, ComposeError>>;
    /// Puts `part` into a body of this format and leaves the rest to itself: nothing of it is written, so that nothing
    /// can be lost and the form can undo it.
    fn insert(
        &self,
        part: &str,
        format: Format,
        place: Place,
    ) -> impl Future<Output = Result<(), ComposeError>>;
    /// Exchanges UTF-16 code units `span` of the body for `part`, if the body still reads `expected`. All of it is written.
    fn splice_body(
        &self,
        expected: &ComposeBody,
        span: Range<usize>,
        part: &str,
    ) -> impl Future<Output = Result<(), ComposeError>>;
    /// The location line.
    fn location(&self) -> impl Future<Output = Result<String, ComposeError>>;
    /// Replaces the location line.
    fn set_location(&self, location: &str) -> impl Future<Output = Result<(), ComposeError>>;
    /// The item's custom properties.
    fn custom_properties(&self) -> impl Future<Output = Result<CustomProperties, ComposeError>>;
    /// Replaces the item's custom properties.
    fn save_custom_properties(
        &self,
        custom_properties: &CustomProperties,
    ) -> impl Future<Output = Result<(), ComposeError>>;
}
