//! What updates took away from appointments: the organizer is told until they have seen to it.

use std::sync::Arc;

use leptos::prelude::*;
use redial::meeting::ItemId;
use redial::migration::Look;

use super::date::when;
use super::key::Key;
use super::meetings::subject;

/// All that is lost of one kind, below its heading; nothing where nothing is.
pub(super) fn losses(heading: Key, lost: Vec<impl IntoView>) -> impl IntoView {
    (!lost.is_empty()).then(|| {
        view! {
            <div class="notice failed">
                <p>{heading.with("count", lost.len()).text()}</p>
                {lost.into_iter().collect_view()}
            </div>
        }
    })
}

/// One loss: of which appointment, what it is, what else is shown of it, and the button of whoever has seen to it.
#[component]
pub(super) fn Loss(
    look: Arc<Look>,
    id: ItemId,
    text: String,
    see_to: impl Fn() + 'static,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let mut headers = look.assessment.plan.meetings.iter().map(|meeting| &meeting.header);
    let named = headers.find(|header| header.id == id).map(|header| {
        view! {
            <p>
                <bdi>{subject(header)}</bdi>
                " "
                <span class="quiet">{when(header)}</span>
            </p>
        }
    });
    view! {
        {named}
        <p>{text}</p>
        {children.map(|children| children())}
        <div class="actions">
            <fluent-button role="button" on:click=move |_| see_to()>
                {Key::LostSeenTo.text()}
            </fluent-button>
        </div>
    }
}
