//! How fast a run goes: how many requests the mailbox takes, how many mails it sends, and until when it asked to be left
//! alone. Now is handed in.

use time::{Duration, OffsetDateTime};

use crate::calendar::MayBeBusy as _;
use crate::calendar::{CalendarError, Manners, Rate};

/// How often somebody is throttled, without a write in between, until that is said of the mailbox and of no item.
const IN_A_ROW: u32 = 2;

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
    /// Of reads: a server that fails, or does not answer, is busy.
    pub(super) fn of_reads<T>(answers: &[Result<T, CalendarError>]) -> Self {
        answers.iter().fold(Self::default(), |all, answer| match answer {
            Err(error) if error.busy().is_some() || is_lost(error) => Self { busy: all.busy + 1, ..all },
            _ => Self { any_other: true, ..all },
        })
    }

    /// Of writes.
    pub(super) fn of_writes<T>(answers: &[Result<T, CalendarError>]) -> Self {
        answers.iter().fold(Self::default(), |all, answer| match answer {
            Err(error) if error.busy().is_some() => Self { busy: all.busy + 1, ..all },
            Err(CalendarError::NoAnswer(_)) => all,
            _ => Self { any_other: true, ..all },
        })
    }
}

/// Whether it says nothing of the item that was asked for.
fn is_lost(error: &CalendarError) -> bool {
    matches!(error, CalendarError::NoAnswer(_) | CalendarError::Refused { certain: false, .. })
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

/// A bucket of tokens that fills at a steady rate.
#[derive(Debug, Clone)]
struct Bucket {
    rate: Rate,
    /// How many there are.
    left: f64,
    /// When that was so.
    at: OffsetDateTime,
}

impl Bucket {
    /// A full one.
    fn new(rate: Rate, now: OffsetDateTime) -> Self {
        Self { rate, left: f64::from(rate.most.get()), at: now }
    }

    fn fill(&mut self, now: OffsetDateTime) {
        let passed = (now - self.at).max(Duration::ZERO);
        let most = f64::from(self.rate.most.get());
        self.left = (self.left + most * (passed / self.rate.per)).min(most);
        self.at = self.at.max(now);
    }

    fn spend(&mut self, tokens: usize, now: OffsetDateTime) {
        self.fill(now);
        self.left -= count(tokens);
    }

    /// When so many will be there, and those that are wanted `beside` them; more than it ever holds are as many as it
    /// holds.
    fn ready(&mut self, tokens: usize, beside: usize, now: OffsetDateTime) -> OffsetDateTime {
        self.fill(now);
        let most = f64::from(self.rate.most.get());
        let lacking = count(beside) + count(tokens).min(most) - self.left;
        if lacking <= 0.0 {
            return now;
        }
        // A little more than it takes, lest rounding wakes the run too early.
        now.saturating_add(self.rate.per * (lacking / most) + Duration::MILLISECOND)
    }
}

/// How much the mailbox takes, and who asked to wait.
#[derive(Debug, Clone)]
pub(super) struct Pace {
    requests: Bucket,
    mails: Option<Bucket>,
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
    /// Of a mailbox that nothing was asked of for a while.
    pub(super) fn new(manners: Manners, now: OffsetDateTime) -> Self {
        Self {
            requests: Bucket::new(manners.requests, now),
            mails: manners.sent.map(|rate| Bucket::new(rate, now)),
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
        // A step holds a few items; more room than that is as good as enough.
        (0..ENOUGH).take_while(|items| self.requests.ready(1, *items, now) <= now).count()
    }

    /// When another item may be read.
    pub(super) fn ready(&mut self, now: OffsetDateTime) -> OffsetDateTime {
        self.requests.ready(1, 0, now)
    }

    /// `requests` are sent.
    pub(super) fn spend(&mut self, requests: usize, now: OffsetDateTime) {
        self.requests.spend(requests, now);
    }

    /// When the mailbox sends so many mails at once, and those `beside` them: more would only wait in its outbox.
    pub(super) fn sends(&mut self, mails: usize, beside: usize, now: OffsetDateTime) -> OffsetDateTime {
        self.mails.as_mut().map_or(now, |bucket| bucket.ready(mails, beside, now))
    }

    /// So many mails were sent.
    pub(super) fn sent(&mut self, mails: usize, now: OffsetDateTime) {
        if let Some(bucket) = &mut self.mails {
            bucket.spend(mails, now);
        }
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
}

fn count(tokens: usize) -> f64 {
    u32::try_from(tokens).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use std::num::{NonZeroU32, NonZeroUsize};

    use super::*;

    const NOON: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn a_minute(most: u32) -> Rate {
        Rate { most: NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN), per: Duration::MINUTE }
    }

    fn pace(requests: u32) -> Pace {
        let manners = Manners {
            mails_exceptions: true,
            at_once: NonZeroUsize::MIN,
            looked_at_at_once: NonZeroUsize::MIN,
            requests: a_minute(requests),
            sent: Some(a_minute(30)),
            daily_deliveries: None,
        };
        Pace::new(manners, NOON)
    }

    fn after(seconds: i64) -> OffsetDateTime {
        NOON + Duration::seconds(seconds)
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
    fn thirty_mails_go_in_a_minute_and_a_series_that_sends_more_has_a_minute_for_itself() {
        let mut pace = pace(60);
        assert_eq!(pace.sends(31, 0, NOON), NOON);
        pace.sent(30, NOON);
        let next = pace.sends(1, 0, NOON);
        assert!(next > after(2) && next < after(3), "{next}");
        let series = pace.sends(40, 0, NOON);
        assert!(series > after(60) && series < after(61), "{series}");
        pace.sent(40, series);
        assert!(
            pace.sends(1, 0, series) > series + Duration::seconds(20),
            "it borrowed from the next minute"
        );
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
