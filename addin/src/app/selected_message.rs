//! The message that is selected beside a pinned pane.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use redial::block::InfoBlock;
use redial::meeting::shown_in;

use super::key::Key;
use super::session::Session;
use crate::browser::Browser;

/// Says which online meeting a message shows.
#[component]
pub(crate) fn SelectedMessage(session: Session) -> impl IntoView {
    let (browser, message) = session.browser().zip(Browser::message())?;
    let shown = RwSignal::new(None);
    spawn_local(async move {
        // A message that cannot be read is named all the same.
        if let Ok(html) = message.html().await {
            shown.set(Some(says(&browser, &html)));
        }
    });
    let lines =
        move || shown.get().into_iter().flatten().map(|line: String| view! { <p>{line}</p> }).collect_view();
    Some(view! {
        <section class="appointment" aria-label=Key::SelectedHeading.text()>
            <h2>{Key::SelectedHeading.text()}</h2>
            <p>{message.subject()}</p>
            {lines}
        </section>
    })
}

fn says(browser: &Rc<Browser>, html: &str) -> Vec<String> {
    let Some(InfoBlock { invitation, .. }) = shown_in(html, browser.service().forms) else {
        return vec![Key::SelectedNothing.text()];
    };
    let id = invitation.phone.and_then(|phone| phone.conference_id);
    let id = id.map(|id| Key::AppointmentConferenceId.with("id", id.as_str()).text());
    [Some(Key::SelectedShows.text()), id].into_iter().flatten().collect()
}
