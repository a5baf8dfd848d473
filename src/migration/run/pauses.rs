//! How long whoever is told to wait waits.

use sha2::{Digest as _, Sha256};
use time::{Duration, OffsetDateTime};

use crate::calendar::RetryAfter;
use crate::meeting::ItemId;

/// The longest a server is believed when it asks to wait.
pub(in crate::migration) const LONGEST: Duration = Duration::DAY;

/// Who is asked to wait longer than this does not wait with the page open.
pub(in crate::migration) const PATIENCE: Duration = Duration::minutes(5);

/// The shortest pause that a server can ask for.
const SHORTEST: Duration = Duration::SECOND;

/// The first pause where a server does not say how long: Outlook throttles for minutes, and browsers do not show what it
/// asks for.
const FIRST: Duration = Duration::seconds(10);

/// How often that doubles: the last one is longer than anybody's patience.
const DOUBLINGS: u32 = 5;

/// Exchange itself gives an item new versions for some seconds after a write, and when attendees answer.
const AFTER_A_CONFLICT: Duration = Duration::milliseconds(1500);

/// While Exchange tells attendees of a series, once more for each of its changed dates, these change too.
const AFTER_A_SERIES: Duration = Duration::seconds(3);

/// Spreads pauses, lest those who were told the same come back together. The core knows no chance: it comes from a name
/// that nobody else has, such as a run's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jitter(u64);

impl Jitter {
    /// The one of whoever has this name.
    pub fn of(name: &str) -> Self {
        let bytes = Sha256::digest(name.as_bytes());
        Self(bytes.iter().take(8).fold(0, |all, byte| (all << 8) | u64::from(*byte)))
    }

    /// From 0 to 1, another for each time.
    fn part(self, time: u32) -> f64 {
        let hash = Sha256::digest([self.0.to_be_bytes(), u64::from(time).to_be_bytes()].concat());
        let [first, second, ..]: [u8; 32] = hash.into();
        f64::from(u16::from_be_bytes([first, second])) / f64::from(u16::MAX)
    }
}

/// The pauses of whoever waits now.
#[derive(Debug, Clone, Copy)]
pub(in crate::migration) struct Pauses {
    pub(in crate::migration) now: OffsetDateTime,
    pub(in crate::migration) jitter: Jitter,
}

impl Pauses {
    /// Those of one item: what is told the same at the same time does not come back together.
    pub(super) fn of(self, id: &ItemId) -> Self {
        let Jitter(run) = self.jitter;
        Self { jitter: Jitter::of(&format!("{run} {id}")), ..self }
    }

    /// When whoever was told that a server is busy comes back, for the time number `again` (from 1): when the server says,
    /// else after a pause that doubles from ten seconds on. A server that names no time ahead says nothing.
    pub(in crate::migration) fn busy(self, again: u32, asked: Option<RetryAfter>) -> OffsetDateTime {
        let doublings = again.saturating_sub(1).min(DOUBLINGS);
        let spread = 1.0 + self.jitter.part(again) / 2.0;
        let doubling = FIRST * (1_i32 << doublings) * spread;
        let asked = asked.map(|asked| asked.due(self.now)).filter(|due| *due - self.now >= SHORTEST);
        asked.unwrap_or(self.now.saturating_add(doubling)).min(self.now.saturating_add(LONGEST))
    }

    /// When an item that had another version than it was read in is read again.
    pub(super) fn after_a_conflict(self, again: u32) -> OffsetDateTime {
        self.now.saturating_add(AFTER_A_CONFLICT * (1.0 + self.jitter.part(again)))
    }

    /// When the changed dates of a series that was just written are read.
    pub(super) fn after_a_series(self) -> OffsetDateTime {
        self.now.saturating_add(AFTER_A_SERIES * (1.0 + self.jitter.part(0) * 2.0 / 3.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn after(seconds: i64) -> OffsetDateTime {
        NOON + Duration::seconds(seconds)
    }

    fn due(again: u32, asked: Option<RetryAfter>) -> OffsetDateTime {
        Pauses { now: NOON, jitter: Jitter::of("run-1") }.busy(again, asked)
    }

    #[test]
    fn the_server_is_obeyed_and_else_the_pause_doubles_from_ten_seconds_on() {
        let asked = |seconds| Some(RetryAfter::In(std::time::Duration::from_secs(seconds)));
        assert_eq!(due(1, asked(7)), after(7));
        assert_eq!(due(1, asked(7200)), after(7200));
        assert_eq!(due(1, Some(RetryAfter::At(after(90)))), after(90));
        for nothing in [None, asked(0), Some(RetryAfter::At(after(-90)))] {
            for (again, shortest) in [(1, 10), (2, 20), (3, 40), (4, 80), (5, 160), (6, 320), (99, 320)] {
                let due = due(again, nothing);
                assert!(due >= after(shortest) && due <= after(shortest * 3 / 2), "{again}: {due}");
            }
        }
    }

    #[test]
    fn nobody_waits_for_a_server_longer_than_a_day() {
        let year = std::time::Duration::from_secs(365 * 86_400);
        assert_eq!(due(1, Some(RetryAfter::In(year))), after(86_400));
        assert_eq!(due(1, Some(RetryAfter::In(std::time::Duration::MAX))), after(86_400));
    }

    #[test]
    fn two_who_are_told_the_same_do_not_come_back_together_and_one_always_does_the_same() {
        let pauses = |name| {
            let pauses = Pauses { now: NOON, jitter: Jitter::of(name) };
            (1..=5).map(|again| pauses.busy(again, None)).collect::<Vec<_>>()
        };
        let (one, other) = (pauses("run-1"), pauses("run-2"));
        assert_eq!(one, pauses("run-1"));
        assert!(one.iter().zip(&other).all(|(one, other)| one != other), "{one:?} {other:?}");
    }

    #[test]
    fn two_meetings_of_a_run_that_are_told_the_same_do_not_come_back_together() {
        let run = Pauses { now: NOON, jitter: Jitter::of("run-1") };
        let pauses = |id: &str| {
            let pauses = run.of(&ItemId::new(id));
            [pauses.busy(1, None), pauses.busy(2, None), pauses.after_a_conflict(1)]
        };
        assert_eq!(pauses("AAAA1111"), pauses("AAAA1111"));
        let (one, other) = (pauses("AAAA1111"), pauses("BBBB2222"));
        assert!(one.iter().zip(&other).all(|(one, other)| one != other), "{one:?} {other:?}");
    }

    #[test]
    fn a_conflict_is_given_a_second_and_a_half_to_three_and_a_series_three_to_five() {
        for name in 0..200 {
            let pauses = Pauses { now: NOON, jitter: Jitter::of(&name.to_string()) };
            for again in 0..5 {
                let pause = pauses.after_a_conflict(again) - NOON;
                assert!(pause >= Duration::milliseconds(1500) && pause <= Duration::seconds(3), "{pause}");
            }
            let pause = pauses.after_a_series() - NOON;
            assert!(pause >= Duration::seconds(3) && pause <= Duration::seconds(5), "{pause}");
        }
    }
}
