//! Rooms that declined after an update.

use std::sync::Arc;

use leptos::prelude::*;
use redial::migration::{Look, LostRoom};

use super::key::Key;
use super::loss::{Loss, losses};
use super::session::Session;

/// Names them and their meetings.
#[component]
pub(crate) fn LostRooms(
    session: Session,
    look: Arc<Look>,
    rooms: ArcRwSignal<Vec<LostRoom>>,
) -> impl IntoView {
    move || {
        let one = |lost: LostRoom| {
            let (rooms, id) = (rooms.clone(), lost.id.clone());
            let text = Key::RoomDeclined.with("room", lost.room.name.clone()).text();
            let see_to = move || session.see_to_room(lost.clone(), rooms.clone());
            view! { <Loss look=Arc::clone(&look) id text see_to /> }
        };
        losses(Key::RoomsHeading, rooms.get().into_iter().map(one).collect())
    }
}
