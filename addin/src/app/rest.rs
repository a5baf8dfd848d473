//! What is known of the rest of the calendar: copies and other people's meetings.

use std::sync::Arc;

use futures_util::future::AbortHandle;
use leptos::prelude::*;
use redial::migration::{Look, Wait};

use super::text::Message;

/// What is known of it.
#[derive(Clone, Default)]
pub(crate) enum Rest {
    /// Nothing yet.
    #[default]
    Unknown,
    /// It is being looked at.
    Looking(Option<Wait>),
    /// All that is in the calendar.
    Seen(Arc<Look>),
    /// It could not be looked at.
    Failed(Message),
}

/// The rest of the calendar, beside what a look found.
#[derive(Clone, Copy)]
pub(crate) struct RestOfCalendar {
    /// What is known of it.
    pub(crate) known: RwSignal<Rest>,
    /// Ends the looking.
    pub(crate) looking: StoredValue<Option<AbortHandle>, LocalStorage>,
}

impl RestOfCalendar {
    pub(crate) fn new() -> Self {
        Self { known: RwSignal::new(Rest::Unknown), looking: StoredValue::new_local(None) }
    }

    /// Nothing is known of it any more, and nobody looks: something more important is to be done.
    pub(crate) fn forget(self) {
        self.stop();
        self.known.set(Rest::Unknown);
    }

    /// Nobody looks any more.
    pub(crate) fn stop(self) {
        if let Some(looking) = self.looking.try_update_value(Option::take).flatten() {
            looking.abort();
        }
        if self.known.with_untracked(|known| matches!(known, Rest::Looking(_))) {
            self.known.set(Rest::Unknown);
        }
    }
}
