//! The organizer has to sign in. That begins with a click, so that no browser keeps its window from opening.

use leptos::prelude::*;
use redial::calendar::CalendarError;
use redial::dialin::DialInError;
use redial::wire::TransportError;

use super::busy::Busy;
use super::heading::Heading;
use super::key::Key;
use super::session::Session;
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

/// Why it did not do.
pub(crate) fn problem(error: &SignInError) -> Message {
    match error {
        SignInError::Closed => Key::SignInClosed.into(),
        SignInError::Blocked => Key::SignInBlocked.into(),
        SignInError::Failed { reason } => Key::SignInFailed.with("detail", reason.as_str()),
    }
}

fn explanation(to: &SignInTo) -> Message {
    match to {
        SignInTo::Calendar => Key::SignInCalendar.into(),
        SignInTo::OnlineMeetings => Key::SignInOnlineMeetings.into(),
        SignInTo::Page { host, page: _ } => Key::SignInPage.with("host", host.as_str()),
    }
}

/// Says what for, and offers it.
#[component]
pub(crate) fn SignInView(session: Session, sign_in: SignIn) -> impl IntoView {
    let SignIn { to, step } = sign_in;
    let explanation = explanation(&to);
    let (is_open, problem) = match step {
        Step::Offered => (false, None),
        Step::Open => (true, None),
        Step::Failed(problem) => (false, Some(problem)),
    };
    let button = move || {
        let to = to.clone();
        view! {
            <div class="actions">
                <fluent-button role="button" appearance="primary" on:click=move |_| session.sign_in(to.clone())>
                    {Key::SignIn.text()}
                </fluent-button>
            </div>
        }
    };
    view! {
        <Heading session text=Key::SignInHeading.text() />
        {problem.map(|problem| view! { <p class="notice failed" role="alert">{problem.text()}</p> })}
        <p>{explanation.text()}</p>
        {if is_open { view! { <Busy text=Key::SigningIn.text() /> }.into_any() } else { button().into_any() }}
    }
}
