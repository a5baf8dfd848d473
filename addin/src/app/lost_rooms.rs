//! Rooms that declined after an update: the organizer is told until they have seen to it.

use std::sync::Arc;

use leptos::prelude::*;
use redial::migration::{Look, LostRoom};

use super::date::when;
use super::key::Key;
use super::meetings::subject;
use super::session::Session;

/// Names them and their meetings.
#[component]
pub(crate) fn LostRooms(
    session: Session,
    look: Arc<Look>,
    rooms: ArcRwSignal<Vec<LostRoom>>,
) -> impl IntoView {
    move || {
        let lost = rooms.get();
        (!lost.is_empty()).then(|| {
            let heading = Key::RoomsHeading.with("count", lost.len()).text();
            let one = |lost: LostRoom| {
                let seen = (rooms.clone(), lost.clone());
                let see_to = move || session.see_to_room(seen.1.clone(), seen.0.clone());
                view! { <OneRoom look=Arc::clone(&look) lost see_to /> }
            };
            let meetings: Vec<_> = lost.into_iter().map(one).collect();
            view! {
                <div class="notice failed">
                    <p>{heading}</p>
                    {meetings}
                </div>
            }
        })
    }
}

#[component]
fn OneRoom(look: Arc<Look>, lost: LostRoom, see_to: impl Fn() + 'static) -> impl IntoView {
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
    view! {
        {named}
        <p>{Key::RoomDeclined.with("room", lost.room.name).text()}</p>
        <div class="actions">
            <fluent-button role="button" on:click=move |_| see_to()>
                {Key::LostSeenTo.text()}
            </fluent-button>
        </div>
    }
}
