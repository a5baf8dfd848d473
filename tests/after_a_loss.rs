//! A run that took an online meeting away stops, and the stop outlives the run and the page.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod visits;

use std::time::Duration;

use redial::calendar::CalendarError;
use redial::doubles::{NextWrite, block_on};
use redial::meeting::{Appointment, OnlineLoss, OnlineState};
use redial::migration::{
    AskedBecause, Carried, Decision, Failure, Journal, JournalEntry, JournalState, MeetingOutcome, Preview,
    RunState,
};
use redial::wire::RetryAfter;
use visits::meetings::join_url;
use visits::{World, request, stale};

const IDS: [&str; 3] = ["AAAA1111", "BBBB2222", "CCCC3333"];

fn online(id: &str, days: i64) -> Appointment {
    let mut appointment = stale(id, days);
    let join_url = Some(join_url(id).as_str().to_owned());
    appointment.header.online = OnlineState { is_online: true, join_url };
    appointment
}

/// Three appointments of which the calendar knows the online meetings.
fn world() -> World {
    World::new(IDS.iter().zip(1..).map(|(id, days)| online(id, days)).collect())
}

fn next(world: &World, next: NextWrite) {
    world.calendar.next.borrow_mut().push_back(next);
}

fn hours(hours: u64) -> Option<RetryAfter> {
    Some(RetryAfter::In(Duration::from_secs(hours * 3600)))
}

#[test]
fn after_an_online_meeting_was_lost_no_run_starts_by_itself() {
    let world = world();
    next(&world, NextWrite::WriteAndBecome(OnlineState::default()));
    let look = world.look();
    assert_eq!(look.assessment.decision, Decision::Countdown);
    let report = world.run(&look);
    assert_eq!((report.stopped, world.writes()), (Some(Failure::OnlineLost(OnlineLoss::Gone)), 1));
    world.pass(86_400 / 2);
    let again = world.look();
    assert_ne!(again.assessment.decision, Decision::Countdown, "the next opening takes the next one away");
    assert_eq!(again.assessment.decision, Decision::Ask(AskedBecause::OnlineLost));
    let [lost] = &again.earlier.lost[..] else { panic!("{:?}", again.earlier) };
    assert_eq!((lost.id.as_str(), lost.loss), (IDS[0], OnlineLoss::Gone));
    let shown = block_on(world.visit().preview(&again, &lost.id, &|_| {}));
    let Ok(Preview::Compared { before, .. }) = shown else { panic!("{shown:?}") };
    assert!(before.iter().any(|row| row.contains("1001")), "its old text can be put back: {before:?}");
}

/// A mailbox whose last run took the first of three online meetings away.
fn after_a_loss() -> World {
    let world = world();
    next(&world, NextWrite::WriteAndBecome(OnlineState::default()));
    world.run(&world.look());
    world
}

#[test]
fn whoever_knows_of_a_loss_may_start_a_run_and_is_told_of_it_until_they_have_seen_to_it() {
    let world = after_a_loss();
    let look = world.look();
    let report = world.run(&look);
    assert_eq!((report.record.state, world.writes()), (RunState::Succeeded, 3));
    *world.dial_in.profile.borrow_mut() = Ok(visits::meetings::profile("3003"));
    let look = world.look();
    assert_eq!(look.assessment.decision, Decision::Countdown, "somebody let runs go on");
    let [lost] = &look.earlier.lost[..] else { panic!("{:?}", look.earlier) };
    block_on(lost.dismiss(&world.settings)).expect("kept");
    assert_eq!(world.look().earlier.lost, []);
}

#[test]
fn one_that_was_seen_to_stops_nothing_and_nor_does_one_that_is_over_or_gone() {
    let seen_to: [fn(&World); 3] = [
        |world| block_on(world.look().earlier.lost[0].dismiss(&world.settings)).expect("kept"),
        |world| world.pass(2 * 86_400),
        |world| drop(world.calendar.appointments.borrow_mut().remove(0)),
    ];
    for see_to in seen_to {
        let world = after_a_loss();
        see_to(&world);
        let look = world.look();
        assert_eq!((look.assessment.decision, look.earlier.lost.len()), (Decision::Countdown, 0));
    }
}

#[test]
fn a_page_that_looked_before_something_was_lost_starts_no_run() {
    let world = world();
    let early = world.look();
    next(&world, NextWrite::WriteAndBecome(OnlineState::default()));
    world.run(&world.look());
    assert_eq!(world.carry_out(&early), Carried::Outdated);
    assert_eq!(world.writes(), 1);
}

#[test]
fn neither_a_request_nor_a_run_that_waited_starts_by_itself_after_a_loss() {
    let world = after_a_loss();
    let requests = request("b6f7c1de-0000-4000-8000-000000000001");
    let look = world.look_on_request(&requests);
    assert_eq!(look.assessment.decision, Decision::Ask(AskedBecause::OnlineLost));
    world.throttle(7200);
    world.throttle(7200);
    assert_eq!(world.run(&look).record.state, RunState::Pending);
    let look = world.look_on_request(&requests);
    assert!(matches!(look.assessment.decision, Decision::Deferred { .. }), "the organizer started it");
}

#[test]
fn what_is_in_doubt_and_the_last_of_its_run_is_told_by_the_next_look() {
    for (after, found) in fates() {
        let world = World::new(vec![online(IDS[0], 1)]);
        next(&world, NextWrite::BecomeButLose(after));
        let look = world.look();
        let throttled = CalendarError::Throttled { retry_after: hours(2) };
        world.calendar.next_reads.borrow_mut().extend([None, Some(throttled)]);
        assert_eq!(world.run(&look).record.state, RunState::Pending);
        world.pass(7300);
        let look = world.look();
        assert_eq!(
            (look.assessment.decision, look.earlier.lost.len()),
            (Decision::NothingToDo, usize::from(found.is_some()))
        );
        let state = if found.is_some() { RunState::Failed } else { RunState::Succeeded };
        assert_eq!(world.states(), [state]);
    }
}

#[test]
fn a_loss_whose_look_was_deferred_is_looked_at_before_any_other_is_written() {
    let world = world();
    next(&world, NextWrite::BecomeButLose(OnlineState::default()));
    let look = world.look();
    let throttled = CalendarError::Throttled { retry_after: hours(2) };
    world.calendar.next_reads.borrow_mut().extend([None, Some(throttled)]);
    let report = world.run(&look);
    assert_eq!((report.record.state, world.writes()), (RunState::Pending, 1), "{report:?}");
    world.pass(7300);
    let look = world.look();
    assert_eq!(look.assessment.decision, Decision::Countdown);
    next(&world, NextWrite::WriteAndBecome(OnlineState::default()));
    let report = world.run(&look);
    assert_eq!(world.writes(), 1, "another was written and lost: {:?}", report.stopped);
    assert_eq!(report.stopped, Some(Failure::OnlineLost(OnlineLoss::Gone)));
}

/// What the calendar knows of the first online meeting after its write, and what that means.
fn fates() -> [(OnlineState, Option<Failure>); 2] {
    [
        (OnlineState::default(), Some(Failure::OnlineLost(OnlineLoss::Gone))),
        (online(IDS[0], 1).header.online, None),
    ]
}

#[test]
fn where_nobody_can_tell_whether_an_online_meeting_was_lost_no_other_is_written_before_somebody_can() {
    for (after, found) in fates() {
        let world = world();
        next(&world, NextWrite::BecomeButLose(after));
        let look = world.look();
        let forbidden = CalendarError::Forbidden { answer: "403".into() };
        world.calendar.next_reads.borrow_mut().extend([None, Some(forbidden)]);
        let report = world.run(&look);
        assert!(matches!(report.results[0].outcome, MeetingOutcome::Unclear(_)), "{report:?}");
        assert_eq!((report.stopped, world.writes()), (Some(Failure::OnlineUnclear), 1));
        assert_eq!((report.record.state, report.not_reached), (RunState::Failed, 2));
        let report = world.run(&world.look());
        assert_eq!((&report.stopped, world.writes()), (&found, if found.is_some() { 1 } else { 3 }));
        assert_eq!(report.record.invites_update, world.writes());
        assert_eq!(world.look().assessment.decision == Decision::NothingToDo, found.is_none());
    }
}

/// The page was closed while the answer to the first write was on its way.
fn close_page(world: &World) {
    let entries = block_on(world.journal.of_run(&correlation_id(world))).expect("entries");
    let begun = |entry: JournalEntry| JournalEntry { state: JournalState::Begun, ..entry };
    let begun: Vec<JournalEntry> = entries.into_iter().filter(JournalEntry::is_written).map(begun).collect();
    block_on(world.journal.append(&begun)).expect("kept");
    world.settings.kept.borrow_mut().remove("redial.runs");
}

fn correlation_id(world: &World) -> String {
    block_on(redial::migration::load_records(&world.settings)).expect("records")[0].correlation_id.clone()
}

#[test]
fn what_a_page_that_was_closed_may_have_lost_is_looked_at_before_any_other_is_written() {
    for (after, found) in fates() {
        let world = world();
        next(&world, NextWrite::WriteAndBecome(after));
        next(&world, NextWrite::Refuse(CalendarError::SignedOut));
        world.run(&world.look());
        close_page(&world);
        let written = world.writes();
        let report = world.run(&world.look());
        assert_eq!(report.stopped, found);
        assert_eq!(world.writes() == written, found.is_some());
        let again = block_on(world.journal.open()).expect("entries");
        assert_eq!(again, [], "it is looked at once");
    }
}
