//! What the appointment in compose mode does for Redial.

use std::future::Future;

use thiserror::Error;

use crate::dialin::Times;

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
}

/// The appointment that is open in compose mode.
pub trait ComposeItem {
    /// The subject, possibly empty.
    fn subject(&self) -> impl Future<Output = Result<String, ComposeError>>;
    /// When it takes place, as far as the form tells.
    fn times(&self) -> impl Future<Output = Option<Times>>;
    /// The body as HTML.
    fn body(&self) -> impl Future<Output = Result<String, ComposeError>>;
    /// Exchanges UTF-16 code units `span` of the body for `html`, if the body still reads `expected`.
    fn splice_body(
        &self,
        expected: &str,
        span: std::ops::Range<usize>,
        html: &str,
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
