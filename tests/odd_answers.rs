//! Answers that say little fail no meeting: they are waited for, and what was written is told from what was not.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod stepped;
mod visits;

use std::cell::RefCell;

use redial::calendar::{Calendar, CalendarError};
use redial::doubles::{MemoryCalendar, NextWrite, block_on};
use redial::meeting::Update;
use redial::migration::{MeetingOutcome, Progress, RunState};
use redial::wire::TransportError;
use stepped::stepped;
use visits::meetings::{self, profile, target};
use visits::{World, stale};

fn host() -> String {
    "graph".to_owned()
}

fn refused(answer: &str, code: &str) -> CalendarError {
    CalendarError::Refused { answer: answer.into(), code: code.into(), certain: false }
}

fn bad_answers() -> [CalendarError; 7] {
    [
        refused("502", "no error code"),
        refused("500", "ErrorInternalServerTransientError"),
        refused("500", "ErrorInternalServerError"),
        TransportError::TimedOut { host: host() }.into(),
        TransportError::Unreachable { host: host() }.into(),
        TransportError::Interrupted { host: host() }.into(),
        CalendarError::Unreadable("no valid JSON".into()),
    ]
}

#[test]
fn one_bad_answer_to_the_reading_before_a_write_fails_no_meeting() {
    for error in bad_answers() {
        for times in 1..=2 {
            let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
            let look = world.look();
            world.calendar.next_reads.borrow_mut().extend(std::iter::repeat_n(Some(error.clone()), times));
            let report = world.run(&look);
            assert_eq!(report.record.state, RunState::Succeeded, "{error}, {times} times");
        }
    }
}

#[test]
fn a_meeting_that_can_never_be_read_fails_in_the_end_and_stops_no_other() {
    for error in [refused("500", "ErrorCorruptData"), CalendarError::Unreadable("cut off".into())] {
        let world = World::new(vec![stale("AAAA1111", 1)]);
        let look = world.look();
        world.calendar.next_reads.borrow_mut().extend(std::iter::repeat_n(Some(error.clone()), 50));
        let report = world.run(&look);
        assert_eq!(report.results[0].outcome, MeetingOutcome::Failed(error.into()));
        assert_eq!((report.record.state, world.writes()), (RunState::Failed, 0));
    }
}

#[test]
fn a_server_that_fails_for_minutes_fails_no_meeting_and_is_not_asked_about_each() {
    for error in [refused("502", "no error code"), TransportError::Unreachable { host: host() }.into()] {
        let world = World::new((1..=30).map(|n| stale(&format!("MANY{n:04}"), n)).collect());
        let look = world.look();
        let reads = world.calendar.reads.get();
        world.calendar.next_reads.borrow_mut().extend(std::iter::repeat_n(Some(error.clone()), 5));
        let report = world.run(&look);
        assert_eq!(report.record.state, RunState::Succeeded, "{error}");
        assert_eq!(world.calendar.reads.get() - reads, 35);
        let passed = world.clock.now.get() - meetings::now();
        assert!(passed > std::time::Duration::from_secs(60), "it was given time: {passed}");
    }
}

#[test]
fn writes_that_break_off_wait_before_they_are_tried_again() {
    let world = World::new((1..=6).map(|n| stale(&format!("MANY{n:04}"), n)).collect());
    let look = world.look();
    let interrupted = || NextWrite::Refuse(TransportError::Interrupted { host: host() }.into());
    world.calendar.next.borrow_mut().extend(std::iter::repeat_with(interrupted).take(4));
    let mut waits = 0;
    let carried = block_on(world.visit().carry_out(&look, |told| {
        waits += usize::from(matches!(told, Progress::Waiting { .. }));
    }));
    assert!(waits > 0, "four writes broke off: {carried:?}");
    assert_eq!(world.states(), [RunState::Succeeded]);
}

#[test]
fn mails_of_a_write_that_a_look_showed_not_to_have_happened_are_not_counted() {
    let world = World::new((1..=6).map(|n| stale(&format!("MANY{n:04}"), n)).collect());
    let look = world.look();
    let lost = || NextWrite::Refuse(TransportError::TimedOut { host: host() }.into());
    // Two meetings, of which each write gets lost on its way.
    world.calendar.next.borrow_mut().extend(std::iter::repeat_with(lost).take(4));
    let report = world.run(&look);
    assert_eq!((report.record.failed_meeting, report.record.succeeded_meeting), (2, 4));
    assert_eq!((report.record.invites_update, report.record.deliveries), (4, 12));
}

#[test]
fn a_write_that_lands_late_is_not_called_somebody_elses_edit() {
    let calendar = MemoryCalendar::new([stale("AAAA1111", 1)]);
    let late: RefCell<Option<Vec<Update>>> = RefCell::default();
    let (report, steps) = stepped(&calendar, target(profile("2002")), |updates| {
        if late.borrow().is_none() {
            *late.borrow_mut() = Some(updates.to_vec());
            return vec![Err(TransportError::TimedOut { host: host() }.into())];
        }
        let first = late.borrow_mut().replace(Vec::new()).expect("a first write");
        block_on(calendar.update(&first));
        block_on(calendar.update(updates))
    });
    assert_eq!(report.results[0].outcome, MeetingOutcome::Updated, "{steps:?}");
    assert_ne!(report.record.last_message, CalendarError::Conflict.to_string());
}
