//! What the administrator tells people before a run.

use leptos::prelude::*;

use super::session::Session;

/// The administrator's words as they were written, while it is time.
#[component]
pub(crate) fn Announced(session: Session) -> impl IntoView {
    let text = session.browser().and_then(|browser| browser.announcement().map(str::to_owned));
    text.map(|text| view! { <p class="notice announcement">{text}</p> })
}
