//! Appointments whose online meetings earlier updates took away.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use redial::migration::{Look, LostMeeting};

use super::error_text;
use super::key::Key;
use super::loss::{Loss, losses};
use super::meetings::{BeforeAndAfter, Opened};
use super::session::Session;

/// Names them, what became of each, and what stood in their texts.
#[component]
pub(crate) fn LostMeetings(session: Session, look: Arc<Look>) -> impl IntoView {
    let opened: Opened = StoredValue::new_local(HashMap::new());
    let one = |lost: LostMeeting| {
        let (shown, id) = (Arc::clone(&look), lost.id.clone());
        let text = error_text::online_lost(lost.loss).text();
        view! {
            <Loss look=Arc::clone(&look) id=id.clone() text see_to=move || session.see_to(lost.clone())>
                <BeforeAndAfter session look=shown id opened />
            </Loss>
        }
    };
    losses(Key::LostHeading, look.earlier.lost.iter().cloned().map(one).collect())
}
