//! Redial's page: one state at a time.

use leptos::prelude::*;

use super::announcement::Announced;
use super::appointment::OpenAppointment;
use super::busy::Busy;
use super::checking_view::CheckingView;
use super::heading::Heading;
use super::key::Key;
use super::offer::{OfferView, look_again_at};
use super::run_view::RunView;
use super::selected_message::SelectedMessage;
use super::session::Session;
use super::sign_in_view::SignInView;
use super::up_to_date::UpToDateView;
use super::view::{Beside, Failed, View};

/// The whole page.
#[component]
pub(crate) fn Page() -> impl IntoView {
    let session = Session::new();
    session.open();
    view! {
        <main>
            <div class="unseen" role="status">
                {move || session.live_region.get()}
            </div>
            {move || match session.beside.get() {
                Beside::Nothing => ().into_any(),
                Beside::Appointment => view! { <OpenAppointment session /> }.into_any(),
                Beside::Message => view! { <SelectedMessage session /> }.into_any(),
            }}
            {move || session.notice.get().map(|notice| view! { <p class="notice">{notice.text()}</p> })}
            {move || state(session, session.view.get())}
            <Show when=move || !matches!(session.view.get(), View::Opening | View::Failed(_))>
                <Help session />
            </Show>
        </main>
    }
}

fn state(session: Session, view: View) -> AnyView {
    match view {
        View::Opening => view! { <Busy text=String::new() /> }.into_any(),
        View::AppointmentOnly => view! {
            <fluent-button role="button" on:click=move |_| session.check()>
                {Key::AllMyMeetings.text()}
            </fluent-button>
        }
        .into_any(),
        View::Checking(checking) => view! { <CheckingView session checking /> }.into_any(),
        View::SignIn(sign_in) => view! { <SignInView session sign_in /> }.into_any(),
        View::Failed(failed) => view! { <FailedView session failed /> }.into_any(),
        View::UpToDate(up_to_date) => view! { <UpToDateView session up_to_date /> }.into_any(),
        View::Stale(offer) => view! {
            <Announced session />
            <OfferView session offer />
        }
        .into_any(),
        View::Run(execution) => view! { <RunView session execution /> }.into_any(),
    }
}

#[component]
fn FailedView(session: Session, failed: Failed) -> impl IntoView {
    let again = move |_| session.check();
    if let Some(time) = failed.again {
        look_again_at(session, time);
    }
    view! {
        <div class="notice failed" role="alert">
            <Heading session text=failed.heading.text() />
            <p>{failed.explanation.text()}</p>
            <p>{Key::NothingWritten.text()}</p>
        </div>
        <div class="actions">
            <fluent-button role="button" appearance="primary" on:click=again>
                {Key::TryAgain.text()}
            </fluent-button>
        </div>
        <Help session />
    }
}

/// The way to the organization's help, where it has one.
#[component]
fn Help(session: Session) -> impl IntoView {
    let url = session.browser().and_then(|browser| browser.configuration.support_url.clone());
    url.map(|url| {
        view! {
            <p class="help">
                <a href=url.to_string() target="_blank" rel="noopener">
                    {Key::GetHelp.text()}
                </a>
            </p>
        }
    })
}
