//! How many people a mailbox mails in a day: what is beyond the most that it may is answered as if it were sent, and comes
//! back as a report that it was not.

use std::num::NonZeroU32;

use time::{Duration, OffsetDateTime};

use crate::migration::status::RunRecord;

/// The mails that were delivered, each counted for everybody who got it.
#[derive(Debug, Clone)]
pub(super) struct Deliveries {
    /// How many a day may be.
    most: Option<NonZeroU32>,
    /// What other runs delivered, and this one before it went on.
    before: Vec<Delivered>,
    /// What this one did.
    own: Delivered,
    /// How much of that is in the run's record.
    kept: usize,
}

/// What was delivered until a time. All of it counts as if it had been then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Delivered {
    count: usize,
    last: Option<OffsetDateTime>,
}

impl Delivered {
    fn of(record: &RunRecord) -> Self {
        Self { count: record.deliveries, last: record.last_delivery }
    }

    /// Whether it counts now. A clock that went wrong makes nobody wait for longer than a day.
    fn counts(&self, now: OffsetDateTime) -> bool {
        self.until().is_some_and(|until| until > now && until - now <= Duration::DAY)
    }

    /// Until when it counts.
    fn until(&self) -> Option<OffsetDateTime> {
        self.last.map(|last| last.saturating_add(Duration::DAY))
    }
}

/// How many mails runs delivered in the last day, by their records.
pub(in crate::migration) fn delivered(records: &[RunRecord], now: OffsetDateTime) -> usize {
    records.iter().map(Delivered::of).filter(|past| past.counts(now)).map(|past| past.count).sum()
}

impl Deliveries {
    pub(super) fn new(most: Option<NonZeroU32>) -> Self {
        Self { most, before: Vec::new(), own: Delivered::default(), kept: 0 }
    }

    /// What the records of runs say was before.
    pub(super) fn follow<'a>(&mut self, records: impl IntoIterator<Item = &'a RunRecord>) {
        self.before = records.into_iter().map(Delivered::of).collect();
    }

    /// So many more.
    pub(super) fn add(&mut self, count: usize, now: OffsetDateTime) {
        if count > 0 {
            self.own = Delivered { count: self.own.count + count, last: Some(now) };
        }
    }

    /// So many did not go out after all.
    pub(super) fn take_back(&mut self, count: usize) {
        self.own.count = self.own.count.saturating_sub(count);
    }

    /// Whether so much was delivered since the run's record was kept that this must not be forgotten with the page: a tenth
    /// of a day's.
    pub(super) fn are_to_be_kept(&self) -> bool {
        let most = self.most.and_then(|most| usize::try_from(most.get()).ok());
        most.is_some_and(|most| self.own.count.saturating_sub(self.kept) > most / 10)
    }

    /// The run's record is kept.
    pub(super) fn kept(&mut self) {
        self.kept = self.own.count;
    }

    /// When so many more may follow, and those that are to be sent `beside` them: now, or once enough is a day old. More
    /// than a day's have a day for themselves.
    pub(super) fn may_follow(&self, count: usize, beside: usize, now: OffsetDateTime) -> OffsetDateTime {
        let Some(most) = self.most.and_then(|most| usize::try_from(most.get()).ok()) else { return now };
        let mut past: Vec<&Delivered> =
            self.before.iter().chain([&self.own]).filter(|past| past.counts(now)).collect();
        past.sort_by_key(|delivered| delivered.until());
        let mut sum = past.iter().map(|delivered| delivered.count).sum::<usize>() + beside;
        let mut at = now;
        for delivered in past {
            if sum + count.min(most) <= most {
                break;
            }
            sum -= delivered.count;
            at = delivered.until().unwrap_or(at);
        }
        // What goes out beside it counts for a day from now on.
        if sum + count.min(most) > most { now.saturating_add(Duration::DAY) } else { at }
    }

    /// Notes in a run's record what it delivered, and what it had before as far as that still counts.
    pub(super) fn note_in(&self, record: &mut RunRecord, before: Option<&RunRecord>, now: OffsetDateTime) {
        let before = before.map(Delivered::of).unwrap_or_default();
        let still = if before.until() > Some(now) { before.count } else { 0 };
        record.deliveries = self.own.count + still;
        record.last_delivery = self.own.last.max(before.last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn after(hours: i64) -> OffsetDateTime {
        NOON + Duration::hours(hours)
    }

    fn record(deliveries: usize, hours: i64) -> RunRecord {
        RunRecord { deliveries, last_delivery: Some(after(hours)), ..RunRecord::default() }
    }

    #[test]
    fn what_is_beyond_a_day_waits_until_enough_is_a_day_old() {
        let mut deliveries = Deliveries::new(NonZeroU32::new(100));
        deliveries.follow(&[record(40, -20), record(30, -10), record(5000, -25)]);
        assert_eq!(deliveries.may_follow(30, 0, NOON), NOON);
        assert_eq!(deliveries.may_follow(31, 0, NOON), after(4));
        assert_eq!(deliveries.may_follow(70, 0, NOON), after(4));
        assert_eq!(deliveries.may_follow(71, 0, NOON), after(14));
        assert_eq!(deliveries.may_follow(11, 20, NOON), after(4));
        deliveries.add(30, NOON);
        assert_eq!(deliveries.may_follow(1, 0, NOON), after(4));
        assert_eq!(
            deliveries.may_follow(5000, 0, NOON),
            after(24),
            "more than a day's have a day for themselves"
        );
    }

    #[test]
    fn without_a_limit_and_by_a_clock_that_went_wrong_nothing_waits() {
        assert_eq!(Deliveries::new(None).may_follow(usize::MAX, 0, NOON), NOON);
        let mut deliveries = Deliveries::new(NonZeroU32::new(100));
        deliveries.follow(&[record(100, 1000)]);
        assert_eq!(deliveries.may_follow(1, 0, NOON), NOON);
    }

    #[test]
    fn a_run_that_goes_on_a_day_later_counts_anew() {
        let deliveries = {
            let mut deliveries = Deliveries::new(NonZeroU32::new(100));
            deliveries.add(10, NOON);
            deliveries
        };
        for (hours, count) in [(-5, 60), (-25, 10)] {
            let mut kept = RunRecord::default();
            deliveries.note_in(&mut kept, Some(&record(50, hours)), NOON);
            assert_eq!((kept.deliveries, kept.last_delivery), (count, Some(NOON)));
        }
    }
}
