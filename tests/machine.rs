//! The run as a machine, fed with random answers: whatever the outside does, and however often the page that runs it is
//! killed, it keeps its promises.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::collections::{HashMap, HashSet};
use std::num::{NonZeroU32, NonZeroUsize};

use meetings::{conference_id_in, meeting, now, plan, profile, target, terms};
use proptest::prelude::*;
use redial::calendar::{CalendarError, Manners, Rate};
use redial::dialin::{DialInError, DialInProfile, Home, OnlineMeeting};
use redial::doubles::{MANNERS, MemoryCalendar};
use redial::link::JoinUrl;
use redial::meeting::{Appointment, ItemId, OnlineState, SeriesRole, Tag, Update, Updated};
use redial::migration::{
    Answer, JournalEntry, JournalState, Machine, MeetingOutcome, Plan, Policy, Run, RunReport, SavedRun,
    Step, Terms,
};
use redial::ports::StoreError;
use redial::wire::{RetryAfter, TransportError};
use time::{Duration, OffsetDateTime};

/// Choices, one byte each; where there are none left, everything goes well.
struct Choices {
    bytes: Vec<u8>,
    /// Choices below this are good.
    good: u8,
    at: usize,
}

impl Choices {
    /// One of `count` ways; 0 is the good one.
    fn of(&mut self, count: u8) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        if byte < self.good { 0 } else { byte % count }
    }
}

/// The outside, and what was seen of the run.
struct World {
    calendar: MemoryCalendar,
    profile: DialInProfile,
    choices: Choices,
    now: OffsetDateTime,
    at_once: NonZeroUsize,
    journal: HashMap<String, JournalEntry>,
    /// How often each item was written.
    written: HashMap<ItemId, usize>,
    deleted: HashSet<ItemId>,
    made: HashMap<String, OnlineMeeting>,
    /// Until when the mailbox is busy without saying how long.
    busy_until: OffsetDateTime,
    /// How often each item was asked about without a good answer.
    unanswered: HashMap<ItemId, usize>,
    /// How often the service of online meetings was busy.
    busy_makes: usize,
    /// When mails went out, to how many people.
    delivered: Vec<(OffsetDateTime, u32)>,
    /// Writes that may still arrive.
    on_their_way: Vec<Update>,
    /// What lost its online meeting by a write of this run.
    online_lost: HashSet<ItemId>,
    /// Whether something else was written after that.
    wrote_after_a_loss: bool,
}

/// How many a day the mailboxes that send few mails deliver.
const DELIVERIES: u32 = 9;

const BASE: &str = "https://meet.contoso.example/moved/";

fn lost() -> CalendarError {
    TransportError::TimedOut { host: "calendar".into() }.into()
}

impl World {
    fn new(bytes: Vec<u8>, good: u8, moves: bool, at_once: usize) -> Self {
        let before = profile("1001");
        let mut master = meeting("MAST3333", 3, &before);
        master.header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
        let mut exception = meeting("MAST3333", 10, &before);
        exception.header.id = ItemId::new("exception");
        exception.header.named = redial::meeting::NamedProperties::default();
        exception.header.series_role = SeriesRole::Exception { master: master.header.id.clone() };
        let singles = ["AAAA1111", "BBBB2222", "CCCC4444"].map(|id| meeting(id, 1, &before));
        let mut appointments: Vec<Appointment> = singles.into_iter().chain([master, exception]).collect();
        for appointment in &mut appointments[1..] {
            appointment.header.online.is_online = true;
        }
        let after = profile("2002");
        Self {
            calendar: MemoryCalendar::new(appointments),
            profile: if moves {
                DialInProfile { home: Home::Online, meeting_base: Some(BASE.into()), ..after }
            } else {
                after
            },
            choices: Choices { bytes, good, at: 0 },
            now: now(),
            at_once: NonZeroUsize::new(at_once).unwrap_or(NonZeroUsize::MIN),
            journal: HashMap::new(),
            written: HashMap::new(),
            deleted: HashSet::new(),
            made: HashMap::new(),
            busy_until: now(),
            unanswered: HashMap::new(),
            busy_makes: 0,
            delivered: Vec::new(),
            on_their_way: Vec::new(),
            online_lost: HashSet::new(),
            wrote_after_a_loss: false,
        }
    }

    fn terms<'a>(&self, policy: &'a Policy) -> Terms<'a> {
        // Every other calendar takes few requests.
        let requests = match self.at_once.get() % 2 {
            0 => Rate { most: NonZeroU32::new(5).expect("five"), per: Duration::MINUTE },
            _ => MANNERS.requests,
        };
        // And every other sends few mails: a meeting goes to three people, the series to six.
        let (sent, daily_deliveries) = match self.at_once.get() {
            1 | 2 => (None, None),
            _ => (
                NonZeroU32::new(2).map(|most| Rate { most, per: Duration::MINUTE }),
                NonZeroU32::new(DELIVERIES),
            ),
        };
        let manners = Manners { at_once: self.at_once, requests, sent, daily_deliveries, ..MANNERS };
        Terms { manners, ..terms(policy) }
    }

    fn plan(&self, policy: &Policy) -> Plan {
        let appointments = self.calendar.appointments.borrow().clone();
        plan(appointments, target(self.profile.clone()), self.terms(policy), self.now).plan
    }

    fn busy(&mut self) -> Option<RetryAfter> {
        match self.choices.of(5) {
            1 => Some(RetryAfter::In(std::time::Duration::from_secs(20))),
            2 => Some(RetryAfter::At(self.now + Duration::minutes(1))),
            3 => Some(RetryAfter::In(std::time::Duration::from_secs(7200))),
            _ => None,
        }
    }

    /// Somebody else is at work in the calendar.
    fn disturb(&mut self) {
        if self.choices.of(12) != 11 {
            return;
        }
        let which = usize::from(self.choices.of(5));
        let mut appointments = self.calendar.appointments.borrow_mut();
        if which >= appointments.len() {
            return;
        }
        if self.choices.of(4) == 3 && appointments[which].header.series_role == SeriesRole::Single {
            self.deleted.insert(appointments.remove(which).header.id);
        } else {
            let edited = &mut appointments[which];
            edited.body.content = edited.body.content.replace("Agenda", "Agenda, new");
            edited.header.change_key =
                redial::meeting::ChangeKey::new(format!("{}e", edited.header.change_key));
        }
    }

    /// A write of which nobody heard may arrive when its item is asked for.
    fn arrive(&mut self, id: &ItemId) {
        if self.on_their_way.iter().any(|update| update.id == *id) && self.choices.of(3) == 0 {
            let (arrived, rest): (Vec<_>, Vec<_>) =
                std::mem::take(&mut self.on_their_way).into_iter().partition(|update| update.id == *id);
            self.on_their_way = rest;
            for update in arrived {
                if self.calendar.update_one(&update).is_ok() {
                    self.wrote(&update);
                }
            }
        }
    }

    fn is_busy(&mut self) -> bool {
        if self.choices.of(40) == 39 {
            self.busy_until = self.now + Duration::minutes(10);
        }
        self.now < self.busy_until
    }

    fn read(&mut self, id: &ItemId) -> Result<Appointment, CalendarError> {
        self.arrive(id);
        let read = self.read_now(id);
        *self.unanswered.entry(id.clone()).or_default() += usize::from(read.is_err());
        read
    }

    fn read_now(&mut self, id: &ItemId) -> Result<Appointment, CalendarError> {
        self.disturb();
        if self.is_busy() {
            return Err(CalendarError::Throttled { retry_after: None });
        }
        match self.choices.of(8) {
            5 if self.choices.of(4) == 3 => Err(CalendarError::SignedOut),
            6 => Err(CalendarError::Forbidden { answer: "403".into() }),
            1 | 2 => Err(CalendarError::Throttled { retry_after: self.busy() }),
            3 => Err(lost()),
            4 => Err(CalendarError::Unreadable("cut off".into())),
            7 => Err(TransportError::Interrupted { host: "calendar".into() }.into()),
            _ => self.calendar.read_one(id),
        }
    }

    fn write(&mut self, update: &Update) -> Result<Updated, CalendarError> {
        self.arrive(&update.id);
        let written = self.write_now(update);
        *self.unanswered.entry(update.id.clone()).or_default() += usize::from(written.is_err());
        written
    }

    fn write_now(&mut self, update: &Update) -> Result<Updated, CalendarError> {
        self.disturb();
        let entry = self.journal.get(update.id.as_str()).expect("the journal comes before the write");
        assert_eq!(entry.change_key_before, update.change_key, "the journal is of this write");
        if self.is_busy() {
            return Err(CalendarError::Throttled { retry_after: None });
        }
        let way = self.choices.of(14);
        match way {
            1 => return Err(lost()),
            2 => return Err(CalendarError::Throttled { retry_after: self.busy() }),
            3 => return Err(CalendarError::Conflict),
            12 => {
                let mut appointments = self.calendar.appointments.borrow_mut();
                if let Some(touched) = appointments.iter_mut().find(|known| known.header.id == update.id) {
                    touched.header.change_key =
                        redial::meeting::ChangeKey::new(format!("{}t", touched.header.change_key));
                }
                return Err(CalendarError::Conflict);
            }
            8 => {
                self.on_their_way.push(update.clone());
                return Err(lost());
            }
            13 => return Err(TransportError::Interrupted { host: "calendar".into() }.into()),
            9 => return Err(CalendarError::Forbidden { answer: "403".into() }),
            10 if self.choices.of(4) == 3 => return Err(CalendarError::SignedOut),
            11 => return Err(CalendarError::NotSent { retry_after: self.busy() }),
            4 => {
                let code = "ErrorInvalidRequest".to_owned();
                return Err(CalendarError::Refused { answer: "400".into(), code, certain: true });
            }
            _ => {}
        }
        let mut updated = self.calendar.update_one(update);
        if let Ok(updated) = &mut updated {
            self.wrote(update);
            if updated.online.as_ref().is_some_and(|online| online.is_online) && self.choices.of(10) == 9 {
                updated.online = Some(self.lose_online(&update.id));
            }
            // Not every answer tells it.
            if self.choices.of(10) == 9 {
                updated.online = None;
            }
        }
        match way {
            5 => Err(lost()),
            6 => Err(CalendarError::Throttled { retry_after: self.busy() }),
            7 => {
                let code = "UnknownError".to_owned();
                Err(CalendarError::Refused { answer: "500".into(), code, certain: false })
            }
            _ => updated,
        }
    }

    /// Exchange takes the online meeting of an item away.
    fn lose_online(&mut self, id: &ItemId) -> OnlineState {
        let mut appointments = self.calendar.appointments.borrow_mut();
        for written in appointments.iter_mut().filter(|known| known.header.id == *id) {
            written.header.online = OnlineState::default();
        }
        self.online_lost.insert(id.clone());
        OnlineState::default()
    }

    fn wrote(&mut self, update: &Update) {
        self.wrote_after_a_loss |= self.online_lost.iter().any(|lost| *lost != update.id);
        self.deliver(&update.id);
        let times = self.written.entry(update.id.clone()).or_default();
        *times += 1;
        assert_eq!(*times, 1, "{} was written twice for one change", update.id);
        let tag = Tag::read(&update.custom_properties).expect("body and tag go together");
        assert_eq!(conference_id_in(&update.body.content).as_deref(), Some("2002"));
        assert!(update.body.content.contains(tag.join.as_str()), "the tag is of this body");
        for exception in self.calendar.appointments.borrow_mut().iter_mut() {
            let is_of_it = matches!(&exception.header.series_role, SeriesRole::Exception { master } if *master == update.id);
            if is_of_it {
                exception.header.change_key =
                    redial::meeting::ChangeKey::new(format!("{}s", exception.header.change_key));
            }
        }
    }

    /// No day sees more deliveries than the mailbox makes, whatever becomes of the page.
    fn deliver(&mut self, id: &ItemId) {
        let of_series = id.as_str() == "MAST3333";
        self.delivered.push((self.now, if of_series { 6 } else { 3 }));
        let of_today = self.delivered.iter().filter(|(at, _)| self.now - *at < Duration::DAY);
        let sum: u32 = of_today.map(|(_, count)| count).sum();
        assert!(self.at_once.get() < 3 || sum <= DELIVERIES, "{sum} deliveries in a day");
    }

    fn make(&mut self, name: &str) -> Result<OnlineMeeting, DialInError> {
        match self.choices.of(5) {
            1 => {
                self.busy_makes += 1;
                return Err(DialInError::Throttled { retry_after: self.busy() });
            }
            2 => return Err(TransportError::TimedOut { host: "meetings".into() }.into()),
            _ => {}
        }
        let number = self.made.len();
        let join_url = JoinUrl::new(&format!("{BASE}NEWMEET{number}")).expect("a join URL");
        let new = OnlineMeeting::at(join_url);
        Ok(self.made.entry(name.to_owned()).or_insert(new).clone())
    }

    fn keep(&mut self) -> Result<(), StoreError> {
        match self.choices.of(8) {
            7 => Err(StoreError { place: "journal", reason: "the disk is full".into() }),
            _ => Ok(()),
        }
    }

    /// Does a step; `None` where it has no answer.
    fn answer(&mut self, step: Step) -> Option<Answer> {
        Some(match step {
            Step::Record(_) | Step::Settle(_) => Answer::Kept(Ok(())),
            Step::Journal(entries) => {
                let kept = self.keep();
                if kept.is_ok() {
                    self.journal
                        .extend(entries.into_iter().map(|entry| (entry.id.as_str().to_owned(), entry)));
                }
                Answer::Kept(kept)
            }
            Step::Read(ids) => Answer::Read(ids.iter().map(|id| self.read(id)).collect()),
            Step::Make { successor, .. } => Answer::Made(Box::new(self.make(successor.as_str()))),
            Step::Write(updates) => {
                assert!(updates.len() <= self.at_once.get(), "no more at once than the calendar takes");
                Answer::Written(updates.iter().map(|update| self.write(update)).collect())
            }
            Step::Wait { until } => {
                assert!(until > self.now, "no wait without an end ahead");
                assert!(until - self.now <= Duration::minutes(5), "no long wait with the page open");
                self.now = until;
                return None;
            }
            Step::Done(_) => return None,
        })
    }

    /// Runs until the end, killed and taken up again now and then.
    fn run(&mut self, policy: &Policy) -> RunReport {
        let mut saved: Option<SavedRun> = None;
        (self.online_lost, self.wrote_after_a_loss) = (HashSet::new(), false);
        for _ in 0..50 {
            let plan = self.plan(policy);
            let run = |plan| Run {
                correlation_id: "run-1".into(),
                owner: "ines.moreau@contoso.example".into(),
                plan,
                terms: self.terms(policy),
            };
            let restored = saved.take().and_then(|saved| {
                let text = serde_json::to_string(&saved).expect("JSON");
                assert!(!text.contains("Agenda"), "no body is kept");
                let saved = serde_json::from_str(&text).expect("the same form");
                Machine::restore(saved, run(&plan), self.now)
            });
            let mut machine = restored.unwrap_or_else(|| Machine::new(run(&plan), None, self.now));
            match self.go_on(&mut machine) {
                Ok(report) => return report,
                Err(killed) => saved = Some(*killed),
            }
        }
        panic!("the run is killed for ever");
    }

    /// The report, or what was kept before the page was killed.
    fn go_on(&mut self, machine: &mut Machine<'_>) -> Result<RunReport, Box<SavedRun>> {
        for _ in 0..2000 {
            let is_killed = self.choices.of(30) == 29;
            if is_killed {
                return Err(Box::new(machine.save(self.now)));
            }
            let step = machine.next(self.now);
            if let Step::Done(report) = step {
                return Ok(*report.expect("a record"));
            }
            let Some(answer) = self.answer(step) else { continue };
            // The page may be killed while the answer is on its way.
            if self.choices.of(30) == 29 {
                return Err(Box::new(machine.save(self.now)));
            }
            machine.take(self.now, answer);
        }
        panic!("the run has no end");
    }

    fn is_right(&self, id: &ItemId) -> bool {
        conference_id_in(&self.calendar.body(id)).as_deref() == Some("2002")
    }

    /// Whether somebody had no time for an item, or its series, however often that was asked for.
    fn was_tried(&self, id: &ItemId) -> bool {
        let times = |id: &ItemId| self.unanswered.get(id).copied().unwrap_or_default() + self.busy_makes;
        times(id) > 5 || (id.as_str() == "exception" && times(&ItemId::new("MAST3333")) > 5)
    }

    fn tells_the_truth(&self, report: &RunReport) {
        if report.stopped.is_none() {
            assert_eq!(report.record.total_meeting, report.results.len(), "every meeting has an outcome");
        }
        for result in &report.results {
            let is_written = self.written.contains_key(&result.id);
            match self.journal.get(result.id.as_str()).map(|entry| &entry.state) {
                Some(JournalState::Written { .. }) => assert!(is_written, "{} is not written", result.id),
                Some(JournalState::NotWritten) => assert!(!is_written, "{} is written", result.id),
                Some(JournalState::Begun) | None => {}
            }
            match &result.outcome {
                MeetingOutcome::Updated => {
                    assert!(is_written, "{} is said to be updated", result.id);
                    assert!(!self.online_lost.contains(&result.id), "{}: its loss is not told", result.id);
                }
                MeetingOutcome::Failed(failure) => {
                    assert!(!is_written, "{} was written and is said to have failed: {failure}", result.id);
                }
                MeetingOutcome::LeftAlone(reason) => {
                    assert!(self.deleted.contains(&result.id), "{}: {reason:?}", result.id);
                }
                MeetingOutcome::OnlineLost(loss) => {
                    assert!(is_written && self.online_lost.contains(&result.id), "{loss:?}");
                    assert!(report.stopped.is_some() && !self.wrote_after_a_loss, "no other is written");
                }
                MeetingOutcome::Unclear(_) => {
                    let may_be_lost = result.id.as_str() != "AAAA1111";
                    assert!(!may_be_lost || report.stopped.is_some(), "{}: others go on", result.id);
                }
                MeetingOutcome::Deferred { until } => {
                    let is_late = *until > self.now + Duration::minutes(5);
                    assert!(
                        is_late || self.was_tried(&result.id),
                        "{} is deferred and neither late nor tried",
                        result.id
                    );
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_answered_and_however_often_it_is_killed_a_run_keeps_its_promises(
        bytes in proptest::collection::vec(any::<u8>(), 0..250),
        good in 0_u8..200,
        moves in any::<bool>(),
        at_once in 1_usize..5,
    ) {
        let mut world = World::new(bytes, good, moves, at_once);
        let policy = Policy::default();
        let report = world.run(&policy);
        world.tells_the_truth(&report);
        // Quiet comes back, later: what is left is done then, and nothing is done twice.
        world.choices.bytes.clear();
        world.on_their_way.clear();
        for _ in 0..4 {
            world.now += Duration::DAY;
            let last = world.run(&policy);
            world.tells_the_truth(&last);
            // A mailbox that sends few mails takes a few days.
            if last.record.deferred_until.is_none() {
                break;
            }
        }
        for appointment in world.calendar.appointments.borrow().clone() {
            assert!(world.is_right(&appointment.header.id), "{} is lost", appointment.header.id);
        }
    }
}

#[test]
fn a_run_that_another_version_kept_or_that_was_for_other_details_is_planned_anew() {
    let world = World::new(Vec::new(), 0, false, 1);
    let policy = Policy::default();
    let plan = world.plan(&policy);
    let run = || Run {
        correlation_id: "1".into(),
        owner: "i@a.example".into(),
        plan: &plan,
        terms: world.terms(&policy),
    };
    let saved = serde_json::to_value(Machine::new(run(), None, now()).save(now())).expect("JSON");
    let read = |saved: &serde_json::Value| serde_json::from_value::<SavedRun>(saved.clone());
    assert!(Machine::restore(read(&saved).expect("as it was"), run(), now()).is_some());
    let mut newer = saved.clone();
    newer["v"] = 1.into();
    assert!(Machine::restore(read(&newer).expect("read"), run(), now()).is_none());
    newer["more"] = "than is known".into();
    assert!(read(&newer).is_err());
    let others = World { profile: profile("3003"), ..World::new(Vec::new(), 0, false, 1) };
    let plan = others.plan(&policy);
    let run = Run {
        correlation_id: "1".into(),
        owner: "i@a.example".into(),
        plan: &plan,
        terms: others.terms(&policy),
    };
    assert!(Machine::restore(read(&saved).expect("as it was"), run, now()).is_none());
}
