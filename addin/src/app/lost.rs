//! Appointments whose online meetings earlier updates took away: the organizer is told until they have seen to it.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use redial::migration::{Look, LostMeeting};

use super::date::when;
use super::error_text;
use super::key::Key;
use super::meetings::{BeforeAndAfter, Opened, subject};
use super::session::Session;

/// Names them, what became of each, and what stood in their texts.
#[component]
pub(crate) fn LostMeetings(session: Session, look: Arc<Look>) -> impl IntoView {
    let lost = look.earlier.lost.clone();
    let opened: Opened = StoredValue::new_local(HashMap::new());
    (!lost.is_empty()).then(|| {
        let heading = Key::LostHeading.with("count", lost.len()).text();
        let one = |lost| view! { <Lost session look=Arc::clone(&look) lost opened /> };
        let meetings: Vec<_> = lost.into_iter().map(one).collect();
        view! {
            <div class="notice failed">
                <p>{heading}</p>
                {meetings}
            </div>
        }
    })
}

#[component]
fn Lost(session: Session, look: Arc<Look>, lost: LostMeeting, opened: Opened) -> impl IntoView {
    let mut headers = look.assessment.plan.meetings.iter().map(|meeting| &meeting.header);
    let named = headers.find(|header| header.id == lost.id).map(|header| {
        view! {
            <p>
                <bdi>{subject(header)}</bdi>
                " "
                <span class="quiet">{when(header)}</span>
            </p>
        }
    });
    let (id, loss) = (lost.id.clone(), lost.loss);
    view! {
        {named}
        <p>{error_text::online_lost(loss).text()}</p>
        <BeforeAndAfter session look=Arc::clone(&look) id opened />
        <div class="actions">
            <fluent-button role="button" on:click=move |_| session.see_to(lost.clone())>
                {Key::LostSeenTo.text()}
            </fluent-button>
        </div>
    }
}
