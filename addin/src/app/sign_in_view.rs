//! The organizer has to sign in. That begins with a click, so that no browser keeps its window from opening.

use leptos::prelude::*;

use super::busy::Busy;
use super::heading::Heading;
use super::key::Key;
use super::session::Session;
use super::sign_in::{SignIn, Step};
use super::text::Message;
use crate::browser::SignInTo;

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
