//! The sandbox's time: real time and an offset, which tests move.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::{Duration, OffsetDateTime};

/// The one clock of a sandbox. Copies are the same clock.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    ahead_in_nanoseconds: Arc<AtomicI64>,
}

impl Clock {
    /// What time it is in the sandbox.
    pub fn now(&self) -> OffsetDateTime {
        real_time() + Duration::nanoseconds(self.ahead_in_nanoseconds.load(Ordering::Relaxed))
    }

    /// Moves the clock; time goes on from there.
    pub fn set(&self, now: OffsetDateTime) {
        let ahead = (now - real_time()).whole_nanoseconds();
        let ahead = i64::try_from(ahead).unwrap_or(if ahead < 0 { i64::MIN } else { i64::MAX });
        self.ahead_in_nanoseconds.store(ahead, Ordering::Relaxed);
    }
}

fn real_time() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_clock_goes_on() {
        let clock = Clock::default();
        let copy = clock.clone();
        let there = clock.now() + Duration::days(40);
        clock.set(there);
        assert!(copy.now() >= there && copy.now() < there + Duration::minutes(1));
    }
}
