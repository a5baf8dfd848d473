//! Which requests Graph and UCWA received.

use serde::Serialize;
use time::OffsetDateTime;

/// One request and its outcome.
#[derive(Clone, Debug, Serialize)]
pub struct LoggedRequest {
    /// When it was answered.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The method.
    pub method: String,
    /// Path and query as sent.
    pub path: String,
    /// The status of the answer; `None` where the connection was closed without one.
    pub status: Option<u16>,
}

/// The requests since the beginning, without CORS preflights.
pub type RequestLog = Vec<LoggedRequest>;
