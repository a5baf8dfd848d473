//! No meeting is stale.

use leptos::prelude::*;

use super::heading::Heading;
use super::key::Key;
use super::meetings::MeetingsTable;
use super::other_meetings::{OtherMeetings, already_true, outdated};
use super::session::{Right, Session};

/// Says so. Meetings that show old details and are left alone all the same are there to be looked at.
#[component]
pub(crate) fn RightView(session: Session, right: Right) -> impl IntoView {
    let Right { assessment, not_remembered } = right;
    let reviewing = RwSignal::new(false);
    let outdated = outdated(&assessment.plan).count();
    let heading = match outdated {
        0 => Key::RightHeading.text(),
        count => Key::OutdatedHeading.with("count", count).text(),
    };
    let explanation = match outdated {
        0 => Key::RightCount.with("count", already_true(&assessment.plan).count()).text(),
        count => Key::OutdatedExplanation.with("count", count).text(),
    };
    let shown = assessment.clone();
    view! {
        <Heading session text=heading />
        <p>{explanation}</p>
        {not_remembered.map(|message| view! { <p class="notice">{message.text()}</p> })}
        <div class="actions">
            <Show when=move || outdated != 0 && !reviewing.get()>
                <fluent-button role="button" appearance="primary" on:click=move |_| reviewing.set(true)>
                    {Key::ReviewChanges.text()}
                </fluent-button>
            </Show>
            <fluent-button role="button" on:click=move |_| session.check()>
                {Key::CheckAgain.text()}
            </fluent-button>
        </div>
        {move || {
            reviewing.get().then(|| view! { <MeetingsTable session assessment=shown.clone() focused=true /> })
        }}
        <OtherMeetings assessment />
    }
}
