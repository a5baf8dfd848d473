//! What the page says while it waits for whoever is busy.

use redial::ports::Clock;
use time::OffsetDateTime;

use super::key::Key;
use super::text::Message;
use crate::browser::BrowserClock;

/// Whoever is busy is waited for.
pub(super) fn waiting(until: OffsetDateTime) -> Message {
    Key::RunningWaiting.with("seconds", seconds_until(until))
}

/// How many seconds are left.
pub(super) fn seconds_until(time: OffsetDateTime) -> usize {
    let seconds = (time - BrowserClock.now()).as_seconds_f64().ceil().max(1.0);
    // At most the few minutes for which a run waits.
    format!("{seconds:.0}").parse().unwrap_or(usize::MAX)
}
