//! How fast a run goes: how many requests the mailbox takes, and until when it asked to be left alone. Now is handed in.

use time::{Duration, OffsetDateTime};

use crate::calendar::{Rate, RetryAfter};

/// The longest a server is believed when it asks to wait.
pub(in crate::migration) const LONGEST: Duration = Duration::DAY;

/// Who is asked to wait longer than this does not wait with the page open.
pub(in crate::migration) const PATIENCE: Duration = Duration::minutes(5);

/// How often somebody is throttled, without a write in between, until that is said of the mailbox and of no item.
const IN_A_ROW: u32 = 2;

/// When whoever was told at `now` that a server is busy comes back, for the time number `again` (from 1): when the
/// server says, else after a pause that doubles from one second.
pub(in crate::migration) fn due(
    now: OffsetDateTime,
    again: u32,
    asked: Option<RetryAfter>,
) -> OffsetDateTime {
    let doubling = Duration::seconds(1_i64 << again.saturating_sub(1).min(8));
    let due = asked.map_or(now.saturating_add(doubling), |asked| asked.due(now));
    due.clamp(now, now.saturating_add(LONGEST))
}

/// As many items as any calendar takes in one step.
const ENOUGH: usize = 100;

/// A bucket of tokens that fills at a steady rate, and who asked to wait.
#[derive(Debug, Clone)]
pub(super) struct Pace {
    rate: Rate,
    /// How many requests may be sent at once now.
    left: f64,
    /// When that was so.
    at: OffsetDateTime,
    /// Until when nobody is asked.
    held: Option<OffsetDateTime>,
    throttled_in_a_row: u32,
}

impl Pace {
    /// A full bucket.
    pub(super) fn new(rate: Rate, now: OffsetDateTime) -> Self {
        Self { rate, left: f64::from(rate.requests.get()), at: now, held: None, throttled_in_a_row: 0 }
    }

    /// Until when nobody may be asked, where that is not now.
    pub(super) fn held(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        self.held.filter(|until| *until > now)
    }

    /// Nobody is asked before `until`.
    pub(super) fn hold(&mut self, until: OffsetDateTime) {
        self.held = self.held.max(Some(until));
    }

    /// How many items may be read now, each with the write that follows.
    pub(super) fn room(&mut self, now: OffsetDateTime) -> usize {
        self.fill(now);
        // A step holds a few items; more room than that is as good as enough.
        (1..=ENOUGH).take_while(|items| count(*items) <= self.left).count()
    }

    /// When another item may be read.
    pub(super) fn ready(&mut self, now: OffsetDateTime) -> OffsetDateTime {
        self.fill(now);
        let lacking = 1.0 - self.left;
        if lacking <= 0.0 {
            return now;
        }
        let share = lacking / f64::from(self.rate.requests.get());
        // A little more than it takes, lest rounding wakes the run too early.
        now.saturating_add(self.rate.per * share + Duration::MILLISECOND)
    }

    /// `requests` are sent.
    pub(super) fn spend(&mut self, requests: usize, now: OffsetDateTime) {
        self.fill(now);
        self.left -= count(requests);
    }

    /// An answer to a write came: a mailbox that takes them is not throttled, one that can be read may be.
    pub(super) fn written(&mut self) {
        self.throttled_in_a_row = 0;
    }

    /// An item is to be asked about again at `due`.
    pub(super) fn throttled(&mut self, due: OffsetDateTime) {
        self.throttled_in_a_row += 1;
        if self.throttled_in_a_row >= IN_A_ROW {
            self.hold(due);
        }
    }

    fn fill(&mut self, now: OffsetDateTime) {
        let passed = (now - self.at).max(Duration::ZERO);
        let most = f64::from(self.rate.requests.get());
        self.left = (self.left + most * (passed / self.rate.per)).min(most);
        self.at = self.at.max(now);
    }
}

fn count(requests: usize) -> f64 {
    u32::try_from(requests).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;

    const NOON: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn pace(requests: u32) -> Pace {
        let requests = NonZeroU32::new(requests).unwrap_or(NonZeroU32::MIN);
        Pace::new(Rate { requests, per: Duration::MINUTE }, NOON)
    }

    fn after(seconds: i64) -> OffsetDateTime {
        NOON + Duration::seconds(seconds)
    }

    #[test]
    fn the_server_is_obeyed_and_else_the_pause_doubles() {
        let asked = |seconds| Some(RetryAfter::In(std::time::Duration::from_secs(seconds)));
        assert_eq!(due(NOON, 1, asked(7)), after(7));
        assert_eq!(due(NOON, 1, asked(7200)), after(7200));
        assert_eq!(due(NOON, 1, Some(RetryAfter::At(after(90)))), after(90));
        assert_eq!(due(NOON, 1, Some(RetryAfter::At(after(-90)))), NOON);
        assert_eq!((1..=4).map(|again| due(NOON, again, None)).collect::<Vec<_>>(), [1, 2, 4, 8].map(after));
        assert_eq!(due(NOON, 99, None), after(256));
    }

    #[test]
    fn nobody_waits_for_a_server_longer_than_a_day() {
        let year = std::time::Duration::from_secs(365 * 86_400);
        assert_eq!(due(NOON, 1, Some(RetryAfter::In(year))), after(86_400));
        assert_eq!(due(NOON, 1, Some(RetryAfter::In(std::time::Duration::MAX))), after(86_400));
    }

    #[test]
    fn what_the_mailbox_takes_in_a_minute_may_go_at_once_and_the_rest_waits_for_its_share() {
        let mut pace = pace(60);
        assert_eq!((pace.room(NOON), pace.ready(NOON)), (60, NOON));
        pace.spend(60, NOON);
        assert_eq!(pace.room(NOON), 0);
        let ready = pace.ready(NOON);
        assert!(ready > NOON && ready < after(2), "{ready}");
        assert_eq!((pace.room(ready), pace.ready(ready)), (1, ready));
        assert_eq!(pace.room(after(3600)), 60, "it never holds more than it takes at once");
    }

    #[test]
    fn two_throttled_answers_in_a_row_hold_everybody() {
        let mut pace = pace(60);
        pace.throttled(after(30));
        assert_eq!(pace.held(NOON), None);
        pace.written();
        pace.throttled(after(30));
        assert_eq!(pace.held(NOON), None);
        pace.throttled(after(40));
        assert_eq!(pace.held(NOON), Some(after(40)));
        assert_eq!(pace.held(after(40)), None);
    }
}
