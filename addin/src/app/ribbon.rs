//! The ribbon's button: adds an online meeting to the appointment that is open.

use redial::meeting::{AddError, Added, add};

use super::error_text;
use super::key::Key;
use super::text::{self, Message};
use crate::host::{Host, Notice, OpenError, notify};

/// Adds the online meeting and says above the appointment how it went.
pub async fn add_online_meeting() {
    let opened = Host::open().await;
    text::load(&opened).await;
    // A bar that cannot be shown must not keep the meeting from being added.
    let _ = notify(Notice::Progress, &Key::AppointmentAdding.text()).await;
    let (notice, message) = match added(opened).await {
        Ok(Added::New(_)) => (Notice::Done, Key::AppointmentAdded.into()),
        Ok(Added::AlreadyThere) => (Notice::Done, Key::AppointmentAlreadyThere.into()),
        Err(message) => (Notice::Failed, message),
    };
    let _ = notify(notice, &message.text()).await;
}

async fn added(opened: Result<Host, OpenError>) -> Result<Added, Message> {
    let host = opened.map_err(|error| error_text::open(&error))?;
    let form = Host::form().ok_or(Key::NotOutlook)?;
    let added = add(&form, &host.dial_in, host.service(), host.language()).await;
    added.map_err(|error: AddError| error_text::add(&error))
}
