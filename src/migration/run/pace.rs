//! How fast a run goes: how many requests the mailbox takes, and until when it asked to be left alone. Now is handed in.

use time::{Duration, OffsetDateTime};

use crate::calendar::{CalendarError, Rate, RetryAfter};

/// The longest a server is believed when it asks to wait.
pub(in crate::migration) const LONGEST: Duration = Duration::DAY;

/// Who is asked to wait longer than this does not wait with the page open.
pub(in crate::migration) const PATIENCE: Duration = Duration::minutes(5);

/// The shortest pause.
const SHORTEST: Duration = Duration::SECOND;

/// How often a pause doubles: the last one is longer than anybody's patience.
const DOUBLINGS: u32 = 9;

/// How often somebody is throttled, without a write in between, until that is said of the mailbox and of no item.
const IN_A_ROW: u32 = 2;

/// When whoever was told at `now` that a server is busy comes back, for the time number `again` (from 1): when the
/// server says, else after a pause that doubles from one second. A server that names no time ahead says nothing.
pub(in crate::migration) fn due(
    now: OffsetDateTime,
    again: u32,
    asked: Option<RetryAfter>,
) -> OffsetDateTime {
    let doubling = Duration::seconds(1_i64 << again.saturating_sub(1).min(DOUBLINGS));
    let asked = asked.map(|asked| asked.due(now)).filter(|due| *due - now >= SHORTEST);
    asked.unwrap_or(now.saturating_add(doubling)).min(now.saturating_add(LONGEST))
}

/// As many items as any calendar takes in one step.
const ENOUGH: usize = 100;

/// The answers to a step.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Answers {
    /// How many say that the mailbox is busy.
    busy: u32,
    /// Whether any says something else.
    any_other: bool,
}

impl Answers {
    pub(super) fn of<T>(answers: &[Result<T, CalendarError>]) -> Self {
        answers.iter().fold(Self::default(), |all, answer| match answer {
            Err(CalendarError::Throttled { .. } | CalendarError::NotSent { .. }) => {
                Self { busy: all.busy + 1, ..all }
            }
            Err(CalendarError::NoAnswer(_)) => all,
            _ => Self { any_other: true, ..all },
        })
    }
}

/// How long somebody has been busy without a break.
#[derive(Debug, Clone, Copy, Default)]
struct Busy {
    /// In how many answers.
    answers: u32,
    /// In how many steps.
    steps: u32,
}

impl Busy {
    fn answered(&mut self, answers: Answers) {
        if answers.any_other {
            *self = Self::default();
        }
        self.answers += answers.busy;
        self.steps += u32::from(answers.busy > 0);
    }
}

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
    reads: Busy,
    writes: Busy,
    /// Until when no online meeting is made.
    makes_held: Option<OffsetDateTime>,
    /// How often in a row the service of online meetings was busy.
    busy_makes: u32,
}

impl Pace {
    /// A full bucket.
    pub(super) fn new(rate: Rate, now: OffsetDateTime) -> Self {
        Self {
            rate,
            left: f64::from(rate.requests.get()),
            at: now,
            held: None,
            reads: Busy::default(),
            writes: Busy::default(),
            makes_held: None,
            busy_makes: 0,
        }
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

    /// The answers to reads came.
    pub(super) fn read(&mut self, answers: Answers) {
        self.reads.answered(answers);
    }

    /// The answers to writes came: a mailbox that takes them is not throttled, one that can be read may be.
    pub(super) fn written(&mut self, answers: Answers) {
        if answers.any_other {
            self.reads = Busy::default();
        }
        self.writes.answered(answers);
    }

    /// How many times in a row the mailbox has been busy, whichever meetings it was asked about.
    pub(super) fn busy(&self) -> u32 {
        self.reads.steps + self.writes.steps
    }

    /// An item is to be asked about again at `due`; everybody is, where it is the mailbox that is busy.
    pub(super) fn throttled(&mut self, due: OffsetDateTime) {
        if self.reads.answers + self.writes.answers >= IN_A_ROW {
            self.hold(due);
        }
    }

    /// Until when no online meeting may be made, where that is not now.
    pub(super) fn makes_held(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        self.makes_held.filter(|until| *until > now)
    }

    /// No online meeting is made before `until`.
    pub(super) fn hold_makes(&mut self, until: OffsetDateTime) {
        self.makes_held = self.makes_held.max(Some(until));
    }

    /// The service of online meetings is busy. Gives how many times in a row.
    pub(super) fn busy_make(&mut self) -> u32 {
        self.busy_makes += 1;
        self.busy_makes
    }

    /// The service of online meetings is not busy.
    pub(super) fn made(&mut self) {
        self.busy_makes = 0;
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
        assert_eq!(due(NOON, 1, Some(RetryAfter::At(after(-90)))), after(1));
        assert_eq!(due(NOON, 3, asked(0)), after(4));
        assert_eq!((1..=4).map(|again| due(NOON, again, None)).collect::<Vec<_>>(), [1, 2, 4, 8].map(after));
        assert_eq!(due(NOON, 99, None), after(512));
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

    const BUSY: Answers = Answers { busy: 1, any_other: false };
    const TAKEN: Answers = Answers { busy: 0, any_other: true };

    #[test]
    fn two_throttled_answers_in_a_row_hold_everybody() {
        let mut pace = pace(60);
        let mut throttled = |answers, seconds| {
            pace.written(answers);
            pace.throttled(after(seconds));
            pace.held(NOON)
        };
        assert_eq!(throttled(BUSY, 30), None);
        assert_eq!(throttled(Answers { any_other: true, ..BUSY }, 30), None);
        assert_eq!(throttled(BUSY, 40), Some(after(40)));
        assert_eq!(pace.held(after(40)), None);
    }

    #[test]
    fn what_can_be_read_is_not_written_therefore() {
        let mut pace = pace(60);
        for _ in 0..3 {
            pace.read(TAKEN);
            pace.written(BUSY);
        }
        assert_eq!(pace.busy(), 3);
        pace.read(BUSY);
        pace.written(TAKEN);
        assert_eq!(pace.busy(), 0);
        pace.read(BUSY);
        pace.read(Answers::default());
        assert_eq!(pace.busy(), 1, "a lost answer says nothing");
    }
}
