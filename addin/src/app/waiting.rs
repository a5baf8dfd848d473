//! What the page says while it waits for whoever is busy.

use std::time::Duration;

use leptos::prelude::*;
use redial::migration::{Wait, Waiting};
use redial::ports::Clock;
use time::OffsetDateTime;

use super::key::Key;
use super::text::Message;
use crate::browser::BrowserClock;

/// Whoever is waited for, and for how long yet.
pub(super) fn waiting(why: Waiting, seconds: usize) -> Message {
    let says = match why {
        Waiting::Throttled => Key::RunningWaiting,
        Waiting::OnlineMeetings => Key::RunningWaitingDialIn,
        Waiting::Pace => Key::RunningPace,
        Waiting::Mails => Key::RunningMails,
        Waiting::Deliveries => Key::RunningDeliveries,
        Waiting::AtWork => Key::RunningAtWork,
    };
    says.with("seconds", seconds)
}

/// The same for a pause that begins.
pub(super) fn waiting_now(Wait { until, why }: Wait) -> Message {
    waiting(why, seconds_until(until))
}

/// How many seconds are left, counted while the view that asks is shown.
pub(super) fn seconds_left(until: OffsetDateTime) -> RwSignal<usize> {
    let left = RwSignal::new(seconds_until(until));
    // It may tick once more when the view is gone.
    let tick = move || {
        let _is_gone = left.try_set(seconds_until(until));
    };
    // Without a timer the first number stays.
    if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || timer.clear());
    }
    left
}

/// How many seconds are left now.
fn seconds_until(time: OffsetDateTime) -> usize {
    let seconds = (time - BrowserClock.now()).as_seconds_f64().ceil().max(1.0);
    // At most the few minutes for which a run waits.
    format!("{seconds:.0}").parse().unwrap_or(usize::MAX)
}
