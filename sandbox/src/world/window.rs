//! How much there was of something within some time.

use std::collections::VecDeque;

use time::{Duration, OffsetDateTime};

/// What there was, oldest first, for as long as it counts.
#[derive(Debug)]
pub struct Window {
    within: Duration,
    amounts: VecDeque<(OffsetDateTime, u64)>,
    total: u64,
}

impl Window {
    /// An empty one in which everything counts for so long.
    pub fn of(within: Duration) -> Self {
        Self { within, amounts: VecDeque::new(), total: 0 }
    }

    /// Forgets what does not count any more at that time.
    pub fn pass(&mut self, now: OffsetDateTime) {
        while let Some((_, old)) = self.amounts.front().filter(|(at, _)| *at + self.within <= now) {
            self.total -= old;
            self.amounts.pop_front();
        }
    }

    /// Counts more, which is never before what there was.
    pub fn add(&mut self, amount: u64, now: OffsetDateTime) {
        self.pass(now);
        if amount > 0 {
            self.amounts.push_back((now, amount));
            self.total += amount;
        }
    }

    /// How much there was.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// When there will be less; `None` where there is nothing.
    pub fn next_less(&self) -> Option<OffsetDateTime> {
        self.amounts.front().map(|(at, _)| *at + self.within)
    }

    /// When the last of it was.
    pub fn last(&self) -> Option<OffsetDateTime> {
        self.amounts.back().map(|(at, _)| *at)
    }
}
