//! What a service of online meetings does for Redial: it tells dial-in data, and makes meetings.

use async_trait::async_trait;
use serde_json::Value;
use thiserror::Error;
use time::OffsetDateTime;

use crate::link::JoinUrl;
use crate::rules::Invalid;
use crate::wire::{Busy, MayBeBusy, Patience, Response, RetryAfter, Server, TransportError};

use super::online_meeting::{OnlineMeeting, Times, Told};
use super::profile::DialInProfile;

/// What Graph's errors are called that say that it has too much to do, whatever their status.
/// <https://learn.microsoft.com/graph/errors>
const BUSY: [&str; 10] = [
    "activityLimitReached",
    "ApplicationThrottled",
    "BadGateway",
    "ErrorServerBusy",
    "GatewayTimeout",
    "RequestTimeout",
    "serviceNotAvailable",
    "ServiceUnavailable",
    "throttledRequest",
    "TooManyRequests",
];

/// Why there is no dial-in data, or no online meeting.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DialInError {
    /// No answer.
    #[error(transparent)]
    NoAnswer(#[from] TransportError),
    /// The server refused.
    #[error(
        "{what} was refused with status {status}; ask your administrator whether your account may use it"
    )]
    Refused {
        /// What was asked for, e.g. `phoneDialInInformation`.
        what: &'static str,
        /// The HTTP status.
        status: u16,
    },
    /// The server throttles.
    #[error("the online meeting service is busy; try again in a few minutes")]
    Throttled {
        /// When the server asks to come back.
        retry_after: Option<RetryAfter>,
    },
    /// The server takes no requests from the add-in's origin.
    #[error(
        "{host} takes no requests from Redial's address; ask your administrator to add it to the server's \
         CrossDomainAuthorizationList"
    )]
    OriginRefused {
        /// The server.
        host: String,
    },
    /// One server sends to the next without an end.
    #[error(
        "{host} redirects again and again; ask your administrator to check the server's autodiscover service"
    )]
    RedirectedTooOften {
        /// The server that redirected last.
        host: String,
    },
    /// Signing in takes a person on a page of the server.
    #[error(
        "{host} needs you to sign in yourself; open {page} in this browser, sign in there, and try again"
    )]
    SignInPage {
        /// The server.
        host: String,
        /// The page.
        page: String,
    },
    /// The server wants a password or something else that Redial never asks for.
    #[error(
        "{host} offers no sign-in without a password; ask your administrator to allow Windows or passive \
         authentication"
    )]
    NoSignIn {
        /// The server.
        host: String,
    },
    /// The server keeps no more online meetings of the organizer's.
    #[error(
        "the server keeps no more online meetings of yours; ask your administrator to delete old ones there"
    )]
    TooManyOnlineMeetings,
    /// The server does not let this program in.
    #[error("{what} is not for Redial; ask your administrator to allow Redial among the server's clients")]
    UserAgentNotAllowed {
        /// What was asked for.
        what: &'static str,
    },
    /// The server knows another one that is the organizer's, and cannot lead there.
    #[error(
        "the server cannot lead to the one of your account; try again later, or ask your administrator where your \
         account is homed"
    )]
    CannotRedirect,
    /// The organizer's mobility policy keeps every program but Skype for Business itself out.
    #[error(
        "your account may not use UCWA; ask your administrator to allow mobility for it (EnableMobility, \
         Set-CsMobilityPolicy)"
    )]
    MobilityNotAllowed,
    /// The organizer's account is in Teams, and on no server any more.
    #[error(
        "your account moved to Teams, and your Skype meetings stay as they are; ask your administrator to set dialIn \
         to teams in config.json"
    )]
    MovedToTeams,
    /// The answer is not JSON.
    #[error(
        "the answer to {what} is not JSON; a proxy or sign-in page may stand in between: ask your administrator"
    )]
    NotJson {
        /// What was asked for.
        what: &'static str,
    },
    /// The answer lacks something, or says it wrongly.
    #[error("the answer to {what} lacks a valid {field}; ask your administrator to check the server")]
    Missing {
        /// What was asked for.
        what: &'static str,
        /// What is missing.
        field: &'static str,
    },
    /// The service tells an online meeting without a usable join URL.
    #[error("the answer to {what} lacks a valid joinUrl; ask your administrator to check the server")]
    NoJoinUrl {
        /// What was asked for.
        what: &'static str,
    },
    /// A file of the administrator's is not there.
    #[error("{file} did not arrive (status {status}); ask your administrator to put it there")]
    NoFile {
        /// Its address.
        file: String,
        /// The HTTP status.
        status: u16,
    },
    /// A file of the administrator's breaks a rule.
    #[error("{0}; ask your administrator to correct it")]
    Invalid(#[from] Invalid),
    /// The service tells dial-in data only of online meetings, and none is known.
    #[error(
        "there is no Teams meeting of yours yet to read your dial-in details from; add one to an appointment"
    )]
    NoMeetingYet,
    /// A new online meeting is where the organizer's meetings are made no more.
    #[error(
        "the service made the new meeting at the old address; try again later, or ask your administrator to check \
         the organizer's account"
    )]
    FormerAddress,
}

impl DialInError {
    /// Whether nobody is signed in any more, so that every other request would end so, too.
    pub fn is_signed_out(&self) -> bool {
        matches!(self, Self::Refused { status: 401, .. } | Self::NoAnswer(TransportError::NotSignedIn { .. }))
    }

    /// Whether it says nothing of what was asked for: every other request would end so, too.
    pub fn meets_all(&self) -> bool {
        self.is_signed_out() || self.busy().is_some() || matches!(self, Self::NoAnswer(_))
    }

    /// What an answer that is no success means.
    pub(super) fn refused(what: &'static str, response: &Response) -> Self {
        // A gateway that gave up waiting knows nothing of what became of a request: all can be repeated.
        let gave_up = matches!(response.status, 408 | 429 | 502..=504 | 509);
        if gave_up || says_busy(&response.body) {
            Self::Throttled { retry_after: response.retry_after() }
        } else {
            Self::Refused { what, status: response.status }
        }
    }
}

/// Whether the code in an answer, or the one that Graph gives more exactly beside it, says that the server has too much
/// to do: one status stands for several.
fn says_busy(body: &str) -> bool {
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    let codes = ["/error/code", "/error/innerError/code"];
    let mut codes = codes.iter().filter_map(|at| body.pointer(at)?.as_str());
    codes.any(|code| BUSY.iter().any(|busy| busy.eq_ignore_ascii_case(code)))
}

impl MayBeBusy for DialInError {
    fn busy(&self) -> Option<Busy> {
        let retry_after = match self {
            Self::Throttled { retry_after } => *retry_after,
            Self::NoAnswer(TransportError::Interrupted { .. }) => None,
            _ => return None,
        };
        Some(Busy { server: Server::OnlineMeetings, retry_after })
    }

    fn until(self, until: OffsetDateTime) -> Self {
        match self {
            Self::Throttled { .. } => Self::Throttled { retry_after: Some(RetryAfter::At(until)) },
            error => error,
        }
    }
}

/// Where the organizer's dial-in data comes from.
#[async_trait(?Send)]
pub trait DialIn {
    /// Whether it needs to know of online meetings to tell the profile.
    fn reads_meetings(&self) -> bool {
        false
    }
    /// The profile now. A source that can only read it off online meetings reads it off `known`: the organizer's, the
    /// newest first. While it is busy, `patience` waits.
    async fn profile(
        &self,
        known: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<DialInProfile, DialInError>;
}

/// An online meeting that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewMeeting<'a> {
    /// What it is about.
    pub subject: &'a str,
    /// When it takes place, where that is known.
    pub times: Option<Times>,
    /// The key by which creating it is idempotent.
    pub name: &'a str,
    /// Whether it may be there: somebody may have asked for it before.
    pub may_exist: bool,
}

impl<'a> NewMeeting<'a> {
    /// One that nobody asked for before.
    pub fn about(subject: &'a str, name: &'a str) -> Self {
        Self { subject, times: None, name, may_exist: false }
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

/// The service that holds the organizer's online meetings.
#[async_trait(?Send)]
pub trait OnlineMeetingService {
    /// Creates an online meeting. Idempotent: it is one even where an answer is lost on the way, and where it is asked for
    /// again by its name. Where the organizer
    /// has one assigned meeting for everything, it is that one.
    async fn create(&self, new: NewMeeting<'_>) -> Result<Created, DialInError>;
    /// What the service says now of the meetings behind these URLs. While it is busy, `patience` waits, and nothing that
    /// was told is asked for again. One that it refuses or tells oddly hides no other.
    async fn read(
        &self,
        join_urls: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<Told, DialInError>;
    /// Lets an online meeting take place at other times; nobody is mailed. Idempotent. Nothing happens to one that is gone,
    /// and where online meetings have no times.
    async fn change_times(&self, _join_url: &JoinUrl, _times: Times) -> Result<(), DialInError> {
        Ok(())
    }
    /// Deletes an online meeting. Idempotent: one that is gone already is no error.
    async fn delete(&self, join_url: &JoinUrl) -> Result<(), DialInError>;
}
