//! What the outside must offer to the core: small traits, implemented by the add-in over the browser and by
//! doubles in tests.

#[cfg(feature = "doubles")]
pub mod doubles;

use std::future::Future;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::OffsetDateTime;

use crate::block::JoinUrl;
use crate::dialin::{DialInError, DialInProfile, Fingerprint, OnlineMeeting};
use crate::meeting::{Appointment, Bag, ItemId, Update, Updated};

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

    /// How long the server asks to wait (`Retry-After` in seconds, RFC 9110 10.2.3).
    pub fn retry_after(&self) -> Option<Duration> {
        self.header("Retry-After")?.trim().parse().ok().map(Duration::from_secs)
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

/// Sends a request and brings its answer back.
pub trait Transport {
    /// Sends `request`; any status is an answer.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, TransportError>>;
}

/// Why the calendar did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// No answer: a write may have happened or not.
    #[error(transparent)]
    NoAnswer(#[from] TransportError),
    /// The item was changed since it was read.
    #[error("the appointment was changed by somebody else meanwhile; it will be read again")]
    Conflict,
    /// The item is not there any more.
    #[error("the appointment is not there any more")]
    NotFound,
    /// The server asks to wait.
    #[error("the mailbox is busy")]
    Busy {
        /// How long the server asks to wait.
        retry_after: Option<Duration>,
    },
    /// The organizer may not do this.
    #[error(
        "the mailbox refused access (status {status}); ask your administrator to allow Redial to change your calendar"
    )]
    Forbidden {
        /// The HTTP status.
        status: u16,
    },
    /// Another refusal.
    #[error("the mailbox answered with status {status} ({code})")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The server's error code, e.g. `ErrorInvalidRequest`.
        code: String,
    },
    /// The answer is not what the contract says.
    #[error("the mailbox gave an answer that cannot be read: {0}")]
    Unreadable(String),
}

impl CalendarError {
    /// Whether a write that ended so certainly did not happen, and nobody else's did.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::NotFound | Self::Forbidden { .. } => true,
            Self::Refused { status, .. } => *status < 500,
            Self::NoAnswer(_) | Self::Conflict | Self::Busy { .. } | Self::Unreadable(_) => false,
        }
    }
}

/// What a look at the calendar found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The appointments.
    pub appointments: Vec<Appointment>,
    /// How many more there are that cannot be read.
    pub unreadable: usize,
}

/// The organizer's calendar.
pub trait Calendar {
    /// Every appointment that may hold an online meeting and reaches beyond `from`, with bodies; tagged
    /// ones that are over too. One that cannot be read hides no other.
    fn find(&self, from: OffsetDateTime) -> impl Future<Output = Result<Found, CalendarError>>;
    /// One appointment with its body.
    fn read(&self, id: &ItemId) -> impl Future<Output = Result<Appointment, CalendarError>>;
    /// One conditional write: fails with [`CalendarError::Conflict`] if the item changed since it was read.
    fn update(&self, update: &Update) -> impl Future<Output = Result<Updated, CalendarError>>;
}

/// Where the organizer's dial-in data comes from.
pub trait DialIn {
    /// The profile now.
    fn profile(&self) -> impl Future<Output = Result<DialInProfile, DialInError>>;
    /// The profile now, from a source that can only read it off online meetings: `meetings` are the organizer's,
    /// the newest first.
    fn profile_beside(
        &self,
        meetings: &[JoinUrl],
    ) -> impl Future<Output = Result<DialInProfile, DialInError>> {
        let _ = meetings;
        self.profile()
    }
}

/// An online meeting that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewMeeting<'a> {
    /// What it is about.
    pub subject: &'a str,
    /// What it takes the place of, as a name: asked for again, it is the same meeting. `None` for a meeting that
    /// nobody asked for before.
    pub successor: Option<&'a Fingerprint>,
}

impl<'a> NewMeeting<'a> {
    /// One that takes no other's place.
    pub fn about(subject: &'a str) -> Self {
        Self { subject, successor: None }
    }
}

/// The online meeting that a request for one gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// The meeting.
    pub meeting: OnlineMeeting,
    /// Whether this very request made it, as far as the service tells: any other may be in somebody's invitation.
    pub is_new: bool,
}

/// The organizer's online meetings.
pub trait Meetings {
    /// Creates an online meeting, one even where an answer is lost on the way. Where the organizer has one
    /// assigned meeting for everything, it is that one.
    fn create(&self, new: NewMeeting<'_>) -> impl Future<Output = Result<Created, DialInError>>;
    /// What the service says now of the meetings behind these URLs; one that it does not know is left out.
    fn read(&self, join_urls: &[JoinUrl]) -> impl Future<Output = Result<Vec<OnlineMeeting>, DialInError>>;
    /// Deletes an online meeting; one that is gone already is no error.
    fn delete(&self, join_url: &JoinUrl) -> impl Future<Output = Result<(), DialInError>>;
}

/// Why the open appointment did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FormError {
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

/// The appointment that is open in the form.
pub trait Form {
    /// The subject, possibly empty.
    fn subject(&self) -> impl Future<Output = Result<String, FormError>>;
    /// The body as HTML.
    fn body(&self) -> impl Future<Output = Result<String, FormError>>;
    /// Exchanges UTF-16 code units `span` of the body for `html`, if the body still reads `expected`.
    fn splice_body(
        &self,
        expected: &str,
        span: std::ops::Range<usize>,
        html: &str,
    ) -> impl Future<Output = Result<(), FormError>>;
    /// The location line.
    fn location(&self) -> impl Future<Output = Result<String, FormError>>;
    /// Replaces the location line.
    fn set_location(&self, location: &str) -> impl Future<Output = Result<(), FormError>>;
    /// The item's custom properties.
    fn bag(&self) -> impl Future<Output = Result<Bag, FormError>>;
    /// Replaces the item's custom properties.
    fn save_bag(&self, bag: &Bag) -> impl Future<Output = Result<(), FormError>>;
}

/// Why something could not be kept or read back.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the {place} cannot be used: {reason}")]
pub struct StoreError {
    /// Which store.
    pub place: &'static str,
    /// What went wrong.
    pub reason: String,
}

/// Keeps texts by key: the roaming settings, or the browser's database for the journal.
pub trait Store {
    /// The text kept under `key`.
    fn get(&self, key: &str) -> impl Future<Output = Result<Option<String>, StoreError>>;
    /// Keeps `value` under `key`; returns once it is safe.
    fn put(&self, key: &str, value: &str) -> impl Future<Output = Result<(), StoreError>>;
    /// Forgets `key`.
    fn remove(&self, key: &str) -> impl Future<Output = Result<(), StoreError>>;
}

/// Lets one run at a time work on a mailbox.
pub trait Lock {
    /// Held as long as it lives.
    type Guard;
    /// The lock called `name`, or `None` where another page holds it.
    fn try_acquire(&self, name: &str) -> impl Future<Output = Option<Self::Guard>>;
}

/// The time.
pub trait Clock {
    /// Now, in UTC.
    fn now(&self) -> OffsetDateTime;
    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;
}

/// Fresh identifiers.
pub trait Ids {
    /// A random UUID.
    fn uuid(&self) -> String;
}
