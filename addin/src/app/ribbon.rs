//! The ribbon's button: adds an online meeting to the appointment that is open.

use leptos::task::spawn_local;
use redial::meeting::Added;
use redial::migration::Wait;

use super::appointment::already_there;
use super::error_text;
use super::key::Key;
use super::text::{self, Message};
use super::waiting::waiting_now;
use crate::browser::{Browser, Notice, notify};

/// Adds the online meeting and says above the appointment how it went.
pub async fn add_online_meeting() {
    let opened = Browser::open().await;
    text::load(&opened).await;
    let (notice, message) = match opened {
        Ok(browser) => added(&browser).await,
        Err(error) => (Notice::Failed, error_text::open(&error)),
    };
    say(notice, &message).await;
}

async fn added(browser: &Browser) -> (Notice, Message) {
    let Some(item) = Browser::item() else { return (Notice::Failed, Key::NotOutlook.into()) };
    let service = browser.service();
    say(Notice::Progress, &Key::AppointmentAdding.with("kind", service.kind)).await;
    match browser.add(&item, &say_waiting).await {
        Ok(Added::New(_)) => (Notice::Done, Key::AppointmentAdded.with("kind", service.kind)),
        Ok(Added::AlreadyThere(block)) => {
            say(Notice::Done, &already_there(service.kind, None)).await;
            let details = browser.details(&item, &block, &say_waiting).await;
            (Notice::Done, already_there(service.kind, details.as_ref()))
        }
        Err(error) => (Notice::Failed, error_text::add(&error, service.kind)),
    }
}

fn say_waiting(wait: Wait) {
    spawn_local(async move { say(Notice::Progress, &waiting_now(wait)).await });
}

/// A bar that cannot be shown keeps no meeting from being added.
async fn say(notice: Notice, message: &Message) {
    let _ = notify(notice, &message.text()).await;
}
