//! Requests to servers, their answers, and whoever brings one to the other.

mod challenge;
mod graph;
mod guarded;
mod hosts;
mod patience;

pub(crate) use challenge::parameter;
pub use graph::{GraphMailbox, Mailbox};
pub use guarded::Guarded;
pub use hosts::{AllowedHosts, ServerUrl};
pub use patience::{Busy, MayBeBusy, Patience, Server, patiently};

use std::future::Future;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

/// A request to a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The absolute URL.
    pub url: String,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// The body, if any.
    pub body: Option<String>,
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: Method, url: impl Into<String>) -> Self {
        Self { method, url: url.into(), headers: Vec::new(), body: None }
    }

    /// The request with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The request with a JSON body.
    #[must_use]
    pub fn json(self, body: &serde_json::Value) -> Self {
        let mut request = self.header("Content-Type", "application/json");
        request.body = Some(body.to_string());
        request
    }
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or asks.
    Post,
    /// Changes.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// The method as it stands in a request line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A server's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Header names and values.
    pub headers: Vec<(String, String)>,
    /// The body as text.
    pub body: String,
}

impl Response {
    /// The value of a header, whatever the case of its name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// What the next token has to hold, in base64, where the server refused this one and says so
    /// (<https://learn.microsoft.com/entra/identity-platform/claims-challenge>).
    pub fn claims_challenge(&self) -> Option<&str> {
        let (_, bearer) = self.header("WWW-Authenticate")?.split_once("Bearer")?;
        parameter(bearer, "claims")
    }

    /// When the server asks to come back.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        RetryAfter::read(self.header("Retry-After")?)
    }
}

/// When a server asks to come back: `Retry-After`, RFC 9110 10.2.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// After so long.
    In(Duration),
    /// At this time.
    At(OffsetDateTime),
}

impl RetryAfter {
    /// Reads the header's value: seconds, or a date.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let seconds = text.parse().ok().map(|seconds| Self::In(Duration::from_secs(seconds)));
        seconds.or_else(|| OffsetDateTime::parse(text, &Rfc2822).ok().map(Self::At))
    }

    /// When that is for whoever reads it at `now`.
    pub fn due(self, now: OffsetDateTime) -> OffsetDateTime {
        match self {
            Self::In(wait) => now.saturating_add(wait.try_into().unwrap_or(time::Duration::MAX)),
            Self::At(time) => time.max(now),
        }
    }
}

/// Why there is no answer. Whether the server acted on the request is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TransportError {
    /// The connection failed.
    #[error("{host} cannot be reached; check the network and try again")]
    Unreachable {
        /// The host asked.
        host: String,
    },
    /// The connection failed right after it had worked. A gateway that is busy looks so in a browser, which does not show
    /// an answer without headers for other origins.
    #[error("{host} does not answer any more; try again in a few minutes")]
    Interrupted {
        /// The host asked.
        host: String,
    },
    /// No answer in time.
    #[error("{host} did not answer in time; try again later")]
    TimedOut {
        /// The host asked.
        host: String,
    },
    /// The organizer is not signed in.
    #[error("sign-in failed: {reason}")]
    NotSignedIn {
        /// What the identity provider said.
        reason: String,
    },
    /// Nothing was sent, for the host is not one of those that may be asked.
    #[error(
        "an answer leads to {host}, which is not among the allowed hosts; ask your administrator to check \
         allowedHosts in config.json"
    )]
    NotAllowed {
        /// The host.
        host: String,
    },
}

impl TransportError {
    /// Whether a request may have arrived, though its answer did not.
    pub fn may_have_arrived(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::Interrupted { .. } | Self::TimedOut { .. } => true,
            Self::NotSignedIn { .. } | Self::NotAllowed { .. } => false,
        }
    }
}

/// Sends a request and brings its answer back.
pub trait Transport {
    /// Sends `request`; any status is an answer.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, TransportError>>;
}
