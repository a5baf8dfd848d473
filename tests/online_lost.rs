//! A write that takes away what the calendar itself knows of an online meeting: no other is made.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::Cell;
use std::num::NonZeroUsize;

use meetings::{join_url, meeting, now, plan, profile, target, terms};
use redial::calendar::{CalendarError, Manners};
use redial::doubles::{
    MANNERS, MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryStore, NextWrite, SteppingClock, block_on,
};
use redial::meeting::{Appointment, ItemId, OnlineLoss, OnlineState};
use redial::migration::{
    Failure, Journal, Machine, MeetingOutcome, Outside, Policy, Run, RunReport, RunState, Terms, drive,
};

const IDS: [&str; 3] = ["AAAA1111", "BBBB2222", "CCCC3333"];

fn known(id: &str) -> OnlineState {
    OnlineState { is_online: true, join_url: Some(join_url(id).as_str().to_owned()) }
}

fn online(id: &str, days: i64) -> Appointment {
    let mut appointment = meeting(id, days, &profile("1001"));
    appointment.header.online = known(id);
    appointment
}

struct World {
    calendar: MemoryCalendar,
    journal: MemoryJournal,
}

impl World {
    /// Three meetings, and what becomes of the writes.
    fn new(next: impl IntoIterator<Item = Option<NextWrite>>) -> Self {
        let calendar = MemoryCalendar::new(IDS.iter().zip(1..).map(|(id, days)| online(id, days)));
        calendar.next.borrow_mut().extend(next.into_iter().flatten());
        Self { calendar, journal: MemoryJournal::default() }
    }

    fn run(&self, at_once: usize) -> RunReport {
        let policy = Policy::default();
        let at_once = NonZeroUsize::new(at_once).expect("some");
        let terms = Terms { manners: Manners { at_once, ..MANNERS }, ..terms(&policy) };
        let plan = plan(self.calendar.appointments.borrow().clone(), target(profile("2002")), terms, now());
        let run =
            Run { correlation_id: "run-1".into(), owner: "ines@contoso.example".into(), plan: &plan, terms };
        let outside = Outside {
            calendar: &self.calendar,
            online_meetings: &MemoryDialIn::new(profile("2002")),
            journal: &self.journal,
            settings: &MemoryStore::default(),
            clock: &SteppingClock { now: Cell::new(now()) },
        };
        block_on(drive(Machine::new(run, None, now()), outside, |_| {})).expect("a report")
    }
}

fn losses() -> [(OnlineState, OnlineLoss); 3] {
    let other = join_url("OTHER000").as_str().to_owned();
    [
        (OnlineState::default(), OnlineLoss::Gone),
        (OnlineState { is_online: true, join_url: None }, OnlineLoss::Gone),
        (OnlineState { is_online: true, join_url: Some(other) }, OnlineLoss::Replaced),
    ]
}

#[test]
fn the_run_stops_at_the_first_write_that_takes_an_online_meeting_away_and_the_journal_keeps_the_old_block() {
    for (after, loss) in losses() {
        for at_once in [1, 4] {
            let world = World::new([Some(NextWrite::WriteAndBecome(after.clone()))]);
            let report = world.run(at_once);
            assert_eq!(world.calendar.writes.borrow().len(), 1, "{after:?}, {at_once} at once");
            assert_eq!(report.stopped, Some(Failure::OnlineLost(loss)));
            assert_eq!(report.results[0].outcome, MeetingOutcome::OnlineLost(loss));
            assert_eq!(report.results.len(), 1, "the others had no turn");
            assert_eq!((report.record.state, report.record.invites_update), (RunState::Failed, 1));
            let entry = block_on(world.journal.of_item("run-1", &ItemId::new(IDS[0])))
                .expect("a journal")
                .expect("an entry");
            assert!(entry.is_written() && entry.block_before.contains("1001"));
        }
    }
}

#[test]
fn the_last_meeting_of_a_run_that_loses_its_online_meeting_fails_the_run() {
    let kept = |id: &str| Some(NextWrite::WriteAndBecome(known(id)));
    let world =
        World::new([kept(IDS[0]), kept(IDS[1]), Some(NextWrite::WriteAndBecome(OnlineState::default()))]);
    let report = world.run(4);
    assert_eq!(report.results.len(), 3);
    assert_eq!(report.record.state, RunState::Failed);
    assert_eq!(report.record.failed_meeting, 1);
}

#[test]
fn a_lost_answer_does_not_hide_that_an_online_meeting_was_lost() {
    for (after, loss) in losses() {
        let world = World::new([Some(NextWrite::BecomeButLose(after))]);
        let report = world.run(4);
        assert_eq!(world.calendar.writes.borrow().len(), 1);
        assert_eq!(report.results[0].outcome, MeetingOutcome::OnlineLost(loss));
        assert_eq!(report.stopped, Some(Failure::OnlineLost(loss)));
    }
}

#[test]
fn an_online_meeting_that_outlives_its_write_stops_nothing() {
    let report = World::new([]).run(4);
    assert_eq!((report.record.state, report.results.len(), report.stopped), (RunState::Succeeded, 3, None));
}

#[test]
fn a_write_that_fails_for_good_ends_and_the_others_go_on() {
    for at_once in [1, 4] {
        let failure = CalendarError::Refused { answer: "500".into(), code: "UnknownError".into(), certain: false };
        let refused = || Some(NextWrite::Refuse(failure.clone()));
        let report = World::new([refused(), refused()]).run(at_once);
        let outcomes: Vec<_> = report.results.iter().map(|result| result.outcome.clone()).collect();
        let failed = MeetingOutcome::Failed(failure.clone().into());
        assert_eq!(outcomes, [failed, MeetingOutcome::Updated, MeetingOutcome::Updated], "{at_once} at once");
        assert_eq!(report.stopped, None);
    }
}
