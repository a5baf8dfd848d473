//! Where dial-in data comes from.

mod hosted;
mod hosts;
mod number;
mod source;
mod tailored;
mod teams;
mod ucwa;

pub use hosted::Hosted;
pub use hosts::{AllowedHosts, ServerUrl};
pub use source::Source;
pub use tailored::Tailored;
pub use teams::Teams;
pub use ucwa::{Discovery, Ucwa};

use thiserror::Error;

use crate::ports::TransportError;

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
    /// The server has too much to do.
    #[error("the online meeting service is busy; try again in a few minutes")]
    Busy,
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
    /// A file of the administrator's is not there.
    #[error("{file} did not arrive (status {status}); ask your administrator to put it there")]
    NoFile {
        /// Its address.
        file: String,
        /// The HTTP status.
        status: u16,
    },
    /// A file of the administrator's breaks a rule.
    #[error("{file}, {field}: {rule}; ask your administrator to correct it")]
    Invalid {
        /// Its address.
        file: String,
        /// The field, from the outermost in, e.g. `default.numbers[0].number`; `.` for the whole file.
        field: String,
        /// The rule it breaks.
        rule: String,
    },
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
    /// What a status that is no success means.
    fn refused(what: &'static str, status: u16) -> Self {
        match status {
            429 | 503 => Self::Busy,
            status => Self::Refused { what, status },
        }
    }
}
