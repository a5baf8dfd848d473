//! A write that takes away what the calendar itself knows of an online meeting: no other is made.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;
mod stepped;

use std::cell::Cell;
use std::num::NonZeroUsize;

use meetings::{join_url, meeting, now, plan, profile, target, terms};
use redial::calendar::{Calendar, CalendarError, Manners};
use redial::dialin::OnlineMeeting;
use redial::doubles::{
    MANNERS, MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryStore, NextWrite, SteppingClock, block_on,
};
use redial::link::JoinUrl;
use redial::meeting::{Appointment, ItemId, OnlineLoss, OnlineState, SeriesRole, Updated};
use redial::migration::{
    Answer, Failure, Journal, Machine, MeetingOutcome, OnlineMeetings, Outside, Policy, Run, RunReport,
    RunState, Step, Target, Terms, drive,
};
use redial::wire::{RetryAfter, TransportError};
use stepped::stepped;

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
        self.drive(Machine::new(run, None, now()))
    }

    fn drive(&self, machine: Machine<'_>) -> RunReport {
        let outside = Outside {
            calendar: &self.calendar,
            online_meetings: &MemoryDialIn::new(profile("2002")),
            journal: &self.journal,
            settings: &MemoryStore::default(),
            clock: &SteppingClock { now: Cell::new(now()) },
        };
        block_on(drive(machine, outside, |_| {})).expect("a report")
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
fn one_whose_first_write_did_not_arrive_is_written_again_before_any_other() {
    for at_once in [1, 4] {
        let lost = TransportError::TimedOut { host: "calendar".into() };
        let world = World::new([Some(NextWrite::Refuse(lost.into()))]);
        let report = world.run(at_once);
        assert_eq!((report.record.state, report.record.invites_update), (RunState::Succeeded, 3));
        let written: Vec<_> = world.calendar.writes.borrow().iter().map(|write| write.id.clone()).collect();
        assert_eq!(written, [IDS[0], IDS[0], IDS[1], IDS[2]].map(ItemId::new), "{at_once} at once");
    }
}

#[test]
fn whoever_waits_for_a_look_at_one_that_may_be_lost_is_put_off_as_long_as_that_look() {
    let world = World::new([Some(NextWrite::WriteButLose)]);
    let retry_after = Some(RetryAfter::In(std::time::Duration::from_secs(7200)));
    let read = std::iter::repeat_n(None, 3).chain([Some(CalendarError::Throttled { retry_after })]);
    world.calendar.next_reads.borrow_mut().extend(read);
    let report = world.run(4);
    assert_eq!(report.record.state, RunState::Pending);
    let until = now() + time::Duration::hours(2);
    for result in &report.results {
        assert_eq!(result.outcome, MeetingOutcome::Deferred { until }, "{}", result.id);
    }
}

fn killed(world: &World, with_the_answer: bool) -> RunReport {
    killed_at(world, 1, with_the_answer)
}

/// A run that is killed at this write and taken up again, with the answer or without.
fn killed_at(world: &World, mut write: usize, with_the_answer: bool) -> RunReport {
    let policy = Policy::default();
    let terms = terms(&policy);
    let planned =
        || plan(world.calendar.appointments.borrow().clone(), target(profile("2002")), terms, now());
    let (before, owner) = (planned(), "ines@contoso.example");
    let run = |plan| Run { correlation_id: "run-1".into(), owner: owner.into(), plan, terms };
    let mut machine = Machine::new(run(&before), None, now());
    loop {
        let answer = match machine.next(now()) {
            Step::Record(_) | Step::Settle(_) => Answer::Kept(Ok(())),
            Step::Journal(entries) => Answer::Kept(block_on(world.journal.append(&entries))),
            Step::Read(ids) => Answer::Read(block_on(world.calendar.read(&ids))),
            Step::Write(updates) => {
                let written = Answer::Written(block_on(world.calendar.update(&updates)));
                write -= 1;
                if write > 0 || with_the_answer {
                    machine.take(now(), written);
                }
                if write == 0 {
                    break;
                }
                continue;
            }
            step => panic!("{step:?}"),
        };
        machine.take(now(), answer);
    }
    let saved = serde_json::to_string(&machine.save(now())).expect("JSON");
    let saved = serde_json::from_str(&saved).expect("the same form");
    let after = planned();
    let machine = Machine::restore(saved, run(&after), now()).expect("a run");
    world.drive(machine)
}

#[test]
fn a_run_that_is_taken_up_again_knows_what_it_lost_and_writes_no_other() {
    for (after, loss) in losses() {
        for with_the_answer in [false, true] {
            let world = World::new([Some(NextWrite::WriteAndBecome(after.clone()))]);
            let report = killed(&world, with_the_answer);
            assert_eq!(
                world.calendar.writes.borrow().len(),
                1,
                "{after:?}, with the answer: {with_the_answer}"
            );
            assert_eq!(report.stopped, Some(Failure::OnlineLost(loss)));
            let outcomes: Vec<_> = report.results.iter().map(|result| result.outcome.clone()).collect();
            assert_eq!(outcomes, [MeetingOutcome::OnlineLost(loss)]);
            assert_eq!((report.record.state, report.record.invites_update), (RunState::Failed, 1));
        }
    }
}

#[test]
fn a_run_that_is_taken_up_again_and_lost_nothing_goes_on() {
    for with_the_answer in [false, true] {
        let world = World::new([]);
        let report = killed(&world, with_the_answer);
        assert_eq!((report.record.state, report.stopped), (RunState::Succeeded, None));
        assert_eq!(world.calendar.writes.borrow().len(), 3);
        assert_eq!((report.record.invites_update, report.record.deliveries), (3, 9));
    }
}

#[test]
fn a_changed_date_whose_answer_was_lost_is_looked_at_though_its_series_is_to_be_tried_again() {
    let mut master = online("MAST3333", 1);
    master.header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
    let mut date = online("MAST3333", 9);
    date.header.id = ItemId::new("exception");
    date.header.series_role = SeriesRole::Exception { master: master.header.id.clone() };
    let refusal = CalendarError::Refused { answer: "400".into(), code: "ErrorInvalid".into(), certain: true };
    let next = [NextWrite::Refuse(refusal), NextWrite::WriteButLose];
    let calendar = MemoryCalendar::new([master, date]);
    calendar.next.borrow_mut().extend(next);
    let world = World { calendar, journal: MemoryJournal::default() };
    let report = killed_at(&world, 2, false);
    assert_eq!((report.record.state, report.stopped, report.results.len()), (RunState::Succeeded, None, 2));
}

#[test]
fn an_online_meeting_that_outlives_its_write_stops_nothing() {
    let report = World::new([]).run(4);
    assert_eq!((report.record.state, report.results.len(), report.stopped), (RunState::Succeeded, 3, None));
}

#[test]
fn a_write_that_fails_for_good_ends_and_the_others_go_on() {
    for at_once in [1, 4] {
        let failure =
            CalendarError::Refused { answer: "500".into(), code: "UnknownError".into(), certain: false };
        let refused = || Some(NextWrite::Refuse(failure.clone()));
        let report = World::new([refused(), refused()]).run(at_once);
        let outcomes: Vec<_> = report.results.iter().map(|result| result.outcome.clone()).collect();
        let failed = MeetingOutcome::Failed(failure.clone().into());
        assert_eq!(outcomes, [failed, MeetingOutcome::Updated, MeetingOutcome::Updated], "{at_once} at once");
        assert_eq!(report.stopped, None);
    }
}

/// A meeting that Outlook knows by `before` and after a write by `after`, where the service tells both.
fn told_by_another_of_its_urls(before: &JoinUrl, after: &JoinUrl) -> RunReport {
    let mut appointment = online(IDS[0], 1);
    appointment.header.online.join_url = Some(before.as_str().to_owned());
    let calendar = MemoryCalendar::new([appointment]);
    let others = vec![before.clone(), after.clone()];
    let known = OnlineMeeting { others, ..OnlineMeeting::at(join_url(IDS[0])) };
    let online = OnlineMeetings::new(Some(vec![known].into()), &[], None);
    let (report, _) = stepped(&calendar, Target { online, ..target(profile("2002")) }, |updates| {
        let written = block_on(calendar.update(updates));
        let becomes = OnlineState { is_online: true, join_url: Some(after.as_str().to_owned()) };
        let becomes = |updated| Updated { online: Some(becomes.clone()), ..updated };
        written.into_iter().map(|answer| answer.map(&becomes)).collect()
    });
    report
}

#[test]
fn an_online_meeting_that_is_told_by_another_of_its_urls_is_not_lost() {
    let url = |text: &str| JoinUrl::new(text).expect("a join URL");
    let (long, short) = (join_url(IDS[0]), url("https://meet.contoso.example/meet/2345"));
    let third = url("https://meet.contoso.example/meet/6789");
    for (before, after) in [(&long, &short), (&short, &long), (&short, &third), (&long, &long)] {
        let report = told_by_another_of_its_urls(before, after);
        assert_eq!(report.stopped, None, "{before} is told as {after}");
    }
    let calendar = MemoryCalendar::new([online(IDS[0], 1)]);
    let (report, _) = stepped(&calendar, target(profile("2002")), |updates| {
        let becomes = OnlineState { is_online: true, join_url: Some(short.as_str().to_owned()) };
        calendar.next.borrow_mut().push_back(NextWrite::WriteAndBecome(becomes));
        block_on(calendar.update(updates))
    });
    assert_eq!(report.stopped, Some(Failure::OnlineLost(OnlineLoss::Replaced)), "the service knows of none");
}

#[test]
fn an_answer_that_does_not_tell_the_online_state_is_followed_by_a_look() {
    for is_lost in [true, false] {
        let calendar = MemoryCalendar::new(IDS.iter().zip(1..).map(|(id, days)| online(id, days)));
        let (report, steps) = stepped(&calendar, target(profile("2002")), |updates| {
            if is_lost {
                let becomes = NextWrite::WriteAndBecome(OnlineState::default());
                calendar.next.borrow_mut().push_back(becomes);
            }
            let written = block_on(calendar.update(updates));
            written
                .into_iter()
                .map(|answer| answer.map(|updated| Updated { online: None, ..updated }))
                .collect()
        });
        let (stopped, written) = match is_lost {
            true => (Some(Failure::OnlineLost(OnlineLoss::Gone)), 1),
            false => (None, 3),
        };
        assert_eq!(report.stopped, stopped, "{steps:?}");
        assert_eq!(steps.iter().filter(|step| **step == "write").count(), written, "{steps:?}");
        assert_eq!(report.record.invites_update, written);
    }
}

#[test]
fn one_of_which_only_the_url_is_told_can_be_lost_too() {
    let mut appointment = online(IDS[0], 1);
    appointment.header.online.is_online = false;
    let calendar = MemoryCalendar::new([appointment, online(IDS[1], 2)]);
    calendar.next.borrow_mut().push_back(NextWrite::WriteAndBecome(OnlineState::default()));
    let report = World { calendar, journal: MemoryJournal::default() }.run(1);
    assert_eq!((report.stopped, report.not_reached), (Some(Failure::OnlineLost(OnlineLoss::Gone)), 1));
}
