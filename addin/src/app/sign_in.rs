//! The organizer has to sign in: where, and how that stands.

use redial::calendar::CalendarError;
use redial::dialin::DialInError;
use redial::wire::TransportError;

use super::key::Key;
use super::text::Message;
use crate::browser::{SignInError, SignInTo};

/// A sign-in that is needed.
#[derive(Clone)]
pub(crate) struct SignIn {
    pub(crate) to: SignInTo,
    pub(crate) step: Step,
}

/// How far it is.
#[derive(Clone)]
pub(crate) enum Step {
    /// Nothing was begun.
    Offered,
    /// A window is open.
    Open,
    /// That did not do.
    Failed(Message),
}

/// Where to sign in, where that is what dial-in data lacks.
pub(crate) fn for_dial_in(error: &DialInError, needs_token: bool) -> Option<SignInTo> {
    match error {
        DialInError::SignInPage { host, page } => {
            Some(SignInTo::Page { host: host.clone(), page: page.clone() })
        }
        DialInError::NoAnswer(TransportError::NotSignedIn { .. }) => Some(SignInTo::OnlineMeetings),
        DialInError::Refused { status: 401, .. } if needs_token => Some(SignInTo::OnlineMeetings),
        _ => None,
    }
}

/// Where to sign in, where that is what the calendar lacks.
pub(crate) fn for_calendar(error: &CalendarError) -> Option<SignInTo> {
    matches!(error, CalendarError::SignedOut | CalendarError::NoAnswer(TransportError::NotSignedIn { .. }))
        .then_some(SignInTo::Calendar)
}

/// Somebody signed in there, and it did not help.
pub(crate) fn not_taken(to: &SignInTo) -> Message {
    match to {
        SignInTo::Calendar | SignInTo::OnlineMeetings => Key::SignInNotTaken.into(),
        SignInTo::Page { .. } => Key::SignInPageNotTaken.into(),
    }
}

/// Why it did not do.
pub(crate) fn problem(error: &SignInError) -> Message {
    match error {
        SignInError::Closed => Key::SignInClosed.into(),
        SignInError::Blocked => Key::SignInBlocked.into(),
        SignInError::Failed { reason } => Key::SignInFailed.with("detail", reason.as_str()),
    }
}
