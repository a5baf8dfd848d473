//! What the page says while it waits for whoever is busy.

use std::time::Duration;

use leptos::prelude::*;
use redial::ports::Clock;
use time::OffsetDateTime;

use super::key::Key;
use super::text::Message;
use crate::browser::BrowserClock;

/// Whoever is busy is waited for.
pub(super) fn waiting(seconds: usize) -> Message {
    Key::RunningWaiting.with("seconds", seconds)
}

/// How many seconds are left, counted while the view that asks is shown.
pub(super) fn seconds_left(until: OffsetDateTime) -> RwSignal<usize> {
    let left = RwSignal::new(seconds_until(until));
    let tick = move || left.set(seconds_until(until));
    // Without a timer the first number stays.
    if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || timer.clear());
    }
    left
}

/// How many seconds are left now.
pub(super) fn seconds_until(time: OffsetDateTime) -> usize {
    let seconds = (time - BrowserClock.now()).as_seconds_f64().ceil().max(1.0);
    // At most the few minutes for which a run waits.
    format!("{seconds:.0}").parse().unwrap_or(usize::MAX)
}
