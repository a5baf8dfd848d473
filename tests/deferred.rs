//! A run that the mailbox asked to wait for hours: it is left alone until then, whoever looks, and what was asked for is
//! done.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod visits;

use std::time::Duration;

use redial::calendar::CalendarError;
use redial::doubles::{NextWrite, block_on};
use redial::meeting::ChangeKey;
use redial::migration::{
    Carried, Decision, DeliveriesLeft, Look, Policy, RunRecord, RunState, load_records, save_record,
};
use time::OffsetDateTime;
use visits::meetings::{meeting, now, profile};
use visits::{World, moved, request, stale};

const FIRST: &str = "b6f7c1de-0000-4000-8000-000000000001";

fn after(minutes: u64) -> OffsetDateTime {
    now() + Duration::from_secs(minutes * 60)
}

impl World {
    fn at(&self, minutes: u64) -> &Self {
        self.clock.now.set(after(minutes));
        self
    }

    fn records(&self) -> Vec<RunRecord> {
        block_on(load_records(&self.settings)).expect("records")
    }
}

#[test]
fn a_run_that_is_to_wait_for_hours_goes_on_by_itself_afterwards_and_is_one_run() {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    (0..2).for_each(|_| world.throttle(7200));
    let first = world.run(&world.look());
    assert_eq!(first.record.state, RunState::Pending);
    let asked = world.writes();
    // Opened again too early: it is told until when, and asks nothing even when it is told to run.
    world.pass(600);
    let early = world.look();
    let until = now() + Duration::from_secs(7200);
    assert_eq!(early.assessment.decision, Decision::Deferred { until });
    assert_eq!(world.run(&early).record.state, RunState::Pending);
    assert_eq!(world.writes(), asked);
    world.pass(7200);
    let late = world.look();
    assert_eq!(late.assessment.decision, Decision::Countdown);
    let last = world.run(&late);
    assert_eq!(last.record.state, RunState::Succeeded);
    assert_eq!(last.record.correlation_id, first.record.correlation_id);
    let records = block_on(load_records(&world.settings)).expect("records");
    let [kept] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!((&kept.create_date, kept.deferred_until), (&first.record.create_date, None));
    assert_eq!(kept.state, RunState::Succeeded);
}

#[test]
fn a_run_that_waits_is_done_where_its_meetings_became_right_otherwise() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    world.throttle(7200);
    world.run(&world.look());
    let mut right = meeting("AAAA1111", 1, &profile("2002"));
    right.header.change_key = ChangeKey::new("another");
    world.calendar.appointments.borrow_mut()[0] = right;
    assert_eq!(world.look().assessment.decision, Decision::NothingToDo);
    assert_eq!(world.states(), [RunState::Succeeded]);
    assert_eq!(block_on(load_records(&world.settings)).expect("records")[0].deferred_until, None);
}

#[test]
fn a_clock_that_went_wrong_makes_no_run_wait_for_a_year() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    world.throttle(7200);
    let mut record = world.run(&world.look()).record;
    record.deferred_until = Some(now() + Duration::from_secs(365 * 86_400));
    block_on(save_record(&world.settings, &record)).expect("kept");
    let look = world.look();
    assert_eq!(look.assessment.decision, Decision::Countdown);
    assert_eq!(world.run(&look).record.state, RunState::Succeeded);
}

#[test]
fn a_run_that_waits_does_not_go_on_while_the_administrator_has_paused_updates() {
    let mut world = World::new(vec![stale("AAAA1111", 1)]);
    world.throttle(7200);
    world.run(&world.look());
    world.policy.meeting_migration_enabled = false;
    world.pass(9000);
    assert_eq!(world.look().assessment.decision, Decision::PausedManualAllowed);
}

/// An organizer of whose meetings the policy leaves all.
fn left_by_policy() -> World {
    let world = World::new((1..=4).map(|day| stale(&format!("LEFT000{day}"), day)).collect());
    *world.dial_in.profile.borrow_mut() = Ok(moved("1001"));
    *world.dial_in.base.borrow_mut() = "https://meet.fabrikam.example/ines/".into();
    world
}

#[test]
fn what_the_policy_leaves_goes_on_where_the_organizer_asked_for_it() {
    let world = left_by_policy();
    let look = world.look().with_everything(&world.policy);
    let first = world.run_one_and_wait(&look, 7200).record;
    assert_eq!((first.state, first.succeeded_meeting), (RunState::Pending, 1));
    for (minutes, decision) in [(60, Decision::Deferred { until: after(120) }), (121, Decision::Countdown)] {
        let look = world.at(minutes).look();
        assert_eq!((look.assessment.decision, look.assessment.plan.rewrites().count()), (decision, 3));
        assert_eq!(world.states(), [RunState::Pending]);
    }
    let last = world.run(&world.look()).record;
    assert_eq!((last.state, &last.correlation_id), (RunState::Succeeded, &first.correlation_id));
    assert_eq!(world.look().assessment.decision, Decision::NothingToDo);
    assert_eq!(world.states(), [RunState::Succeeded]);
}

#[test]
fn what_the_policy_leaves_is_done_once_it_became_right_otherwise() {
    let world = left_by_policy();
    world.run_one_and_wait(&world.look().with_everything(&world.policy), 7200);
    world.calendar.appointments.borrow_mut().truncate(1);
    assert_eq!(world.look().assessment.decision, Decision::NothingToDo);
    assert_eq!(world.states(), [RunState::Succeeded]);
}

#[test]
fn what_the_organizer_asked_for_is_offered_while_updates_are_paused_and_nothing_is_promised() {
    for (allow_manual, decision) in [(true, Decision::PausedManualAllowed), (false, Decision::Paused)] {
        let mut world = left_by_policy();
        world.policy.meeting_migration_enabled = false;
        world.run_one_and_wait(&world.look().with_everything(&world.policy), 7200);
        world.policy.allow_manual = allow_manual;
        for minutes in [60, 121] {
            let look = world.at(minutes).look();
            assert_eq!((look.assessment.decision, look.assessment.plan.rewrites().count()), (decision, 3));
        }
        assert_eq!(world.states(), [RunState::Pending]);
    }
}

#[test]
fn a_run_of_what_the_policy_counts_is_done_where_only_what_it_leaves_is_left() {
    let world = World::new(vec![stale("AAAA1111", 1), meeting("LEFT0001", 2, &profile("2002"))]);
    *world.dial_in.profile.borrow_mut() = Ok(moved("2002"));
    (0..2).for_each(|_| world.throttle(7200));
    assert_eq!(world.run(&world.look()).record.total_meeting, 1);
    world.calendar.appointments.borrow_mut().remove(0);
    assert_eq!(world.look().assessment.decision, Decision::LeftByPolicy);
    assert_eq!(world.states(), [RunState::Succeeded]);
}

#[test]
fn a_request_waits_for_the_mailbox_as_the_run_before_it_and_its_run_ends_both() {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    let requests = request(FIRST);
    world.run_one_and_wait(&world.look(), 7200);
    let asked = world.writes();
    let early = world.at(60).look_on_request(&requests);
    assert_eq!(early.assessment.decision, Decision::Deferred { until: after(120) });
    assert_eq!(early.request.as_ref().map(|request| request.correlation_id()), Some(FIRST));
    assert_eq!(world.run(&early).record.state, RunState::Pending);
    assert_eq!(world.writes(), asked);
    assert_eq!(
        world.look_on_request(&requests).assessment.decision,
        Decision::Deferred { until: after(120) }
    );
    let late = world.at(121).look_on_request(&requests);
    assert_eq!(late.assessment.decision, Decision::Countdown);
    let report = world.run(&late);
    assert_eq!((report.record.state, report.record.correlation_id.as_str()), (RunState::Succeeded, FIRST));
    assert_eq!(world.states(), [RunState::Succeeded; 2]);
    assert!(world.look_on_request(&requests).request.is_none());
}

#[test]
fn a_mailbox_that_asked_to_wait_is_left_alone_whatever_run_was_recorded_since() {
    for state in [RunState::Pending, RunState::Failed, RunState::Succeeded] {
        let world = World::new(vec![stale("AAAA1111", 1)]);
        world.throttle(7200);
        world.run(&world.look());
        let correlation_id = FIRST.to_owned();
        let newer = RunRecord { correlation_id, state, ..RunRecord::default() };
        block_on(save_record(&world.settings, &newer)).expect("kept");
        let look = world.look();
        assert_eq!(look.assessment.decision, Decision::Deferred { until: after(120) }, "{state:?}");
        assert_eq!(world.at(121).run(&world.look()).record.state, RunState::Succeeded, "{state:?}");
        assert_eq!(world.states(), [RunState::Succeeded, state], "{state:?}");
    }
}

#[test]
fn of_several_runs_that_wait_the_latest_end_counts() {
    for order in [[60, 180], [180, 60]] {
        let world = World::new(vec![stale("AAAA1111", 1)]);
        world.throttle(7200);
        let record = world.run(&world.look()).record;
        for minutes in order {
            let correlation_id = format!("run-{minutes}");
            let deferred_until = Some(after(minutes));
            let waiting = RunRecord { correlation_id, deferred_until, ..record.clone() };
            block_on(save_record(&world.settings, &waiting)).expect("kept");
        }
        let decision = |minutes| world.at(minutes).look().assessment.decision;
        assert_eq!(decision(121), Decision::Deferred { until: after(180) }, "{order:?}");
        assert_eq!(decision(181), Decision::Countdown, "{order:?}");
        world.run(&world.look());
        assert_eq!(world.states(), [RunState::Succeeded; 3], "{order:?}");
    }
}

#[test]
fn a_run_of_what_the_policy_counts_ends_none_that_was_for_everything() {
    let world = World::new(vec![stale("AAAA1111", 1), meeting("LEFT0001", 2, &profile("2002"))]);
    *world.dial_in.profile.borrow_mut() = Ok(moved("2002"));
    *world.dial_in.base.borrow_mut() = "https://meet.fabrikam.example/ines/".into();
    let of_policy = world.look();
    (0..2).for_each(|_| world.throttle(7200));
    world.run(&of_policy.clone().with_everything(&world.policy));
    let other = RunRecord { correlation_id: "for-everything".to_owned(), ..world.records()[0].clone() };
    block_on(save_record(&world.settings, &other)).expect("kept");
    world.at(121).run(&of_policy);
    let waiting = world.records().into_iter().find(|record| record.correlation_id == "for-everything");
    assert_eq!(waiting.map(|record| record.state), Some(RunState::Pending));
    let look = world.look();
    assert_eq!((look.assessment.decision, look.assessment.plan.rewrites().count()), (Decision::Countdown, 2));
    world.run(&look);
    assert!(world.states().iter().all(|state| *state == RunState::Succeeded), "{:?}", world.states());
}

#[test]
fn a_page_that_looked_before_leaves_the_mailbox_alone_all_the_same() {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    let (first, second) = (world.look(), world.look());
    world.run_one_and_wait(&second, 7200);
    let asked = world.writes();
    assert_eq!(world.run(&first).record.deferred_until, Some(after(120)));
    assert_eq!(world.writes(), asked);
    world.at(121).run(&world.look());
    assert_eq!(world.look().assessment.decision, Decision::NothingToDo);
    assert_eq!(world.states(), [RunState::Succeeded; 2]);
}

#[test]
fn what_another_page_finished_is_not_run_again_and_its_record_stays() {
    let requests = request(FIRST);
    let on_request = World::new(vec![stale("AAAA1111", 1)]);
    let deferred = World::new(vec![stale("AAAA1111", 1)]);
    deferred.throttle(7200);
    deferred.run(&deferred.look());
    deferred.at(121);
    for (world, look) in [(&on_request, on_request.look_on_request(&requests)), (&deferred, deferred.look())]
    {
        world.run(&look);
        let done = (world.records(), world.writes());
        assert_eq!(world.carry_out(&look), Carried::Outdated);
        assert_eq!((world.records(), world.writes()), done);
    }
}

#[test]
fn a_run_that_waits_waits_for_dial_in_details_to_settle_too() {
    for automatic in [true, false] {
        let mut world = World::new(vec![stale("AAAA1111", 1)]);
        let automatically_migrate_user_meetings = automatic;
        world.policy =
            Policy { settle_minutes: 90, automatically_migrate_user_meetings, ..Policy::default() };
        let decision = |world: &World, minutes| world.at(minutes).look().assessment.decision;
        let look = world.look();
        world.throttle(7200);
        world.run(&look);
        assert_eq!(decision(&world, 10), Decision::Deferred { until: after(120) }, "{automatic}");
        *world.dial_in.profile.borrow_mut() = Ok(profile("3003"));
        let settling = Decision::Settling { until: after(200) };
        for minutes in [110, 121] {
            assert_eq!(decision(&world, minutes), settling, "{automatic} {minutes}");
        }
        assert_eq!(decision(&world, 201), Decision::Countdown, "{automatic}");
    }
}

#[test]
fn a_request_waits_for_the_mailbox_and_not_for_dial_in_details_to_settle() {
    let mut world = World::new(vec![stale("AAAA1111", 1)]);
    world.policy.settle_minutes = 240;
    world.throttle(7200);
    world.run(&world.look());
    let decision = |minutes| world.at(minutes).look_on_request(&request(FIRST)).assessment.decision;
    assert_eq!(decision(10), Decision::Deferred { until: after(120) });
    assert_eq!(decision(121), Decision::Countdown);
}

#[test]
fn a_run_that_goes_on_and_is_stopped_tells_how_many_are_as_they_were() {
    let world = World::new((1..=5).map(|n| stale(&format!("MANY{n:04}"), n)).collect());
    let report = world.run_one_and_wait(&world.look(), 7200);
    assert_eq!((report.record.state, report.record.succeeded_meeting), (RunState::Pending, 1));
    assert_eq!(report.not_reached, 0, "the others wait");
    world.pass(7300);
    let look = world.look();
    assert_eq!(look.assessment.decision, Decision::Countdown);
    world.calendar.next.borrow_mut().push_back(NextWrite::Refuse(CalendarError::SignedOut));
    let report = world.run(&look);
    assert!(report.stopped.is_some());
    assert_eq!((report.record.total_meeting, report.not_reached), (5, 4), "one of five is updated");
}

#[test]
fn what_other_runs_sent_in_the_last_day_counts_before_the_next_one_begins() {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    world.run(&world.look());
    *world.dial_in.profile.borrow_mut() = Ok(profile("3003"));
    let look = world.look();
    let (count, left) = (look.assessment.plan.deliveries(), |look: &Look, limit| {
        look.earlier.deliveries_left(look.assessment.plan.deliveries(), limit)
    });
    assert_eq!((look.earlier.delivered, count), (6, 6));
    let of_today = [11, 12, 13, 14].map(|limit| left(&look, limit));
    use DeliveriesLeft::{Enough, Few};
    assert_eq!(of_today, [DeliveriesLeft::None, Few, Few, Enough]);
    world.pass(86_400);
    let look = world.look();
    assert_eq!((look.earlier.delivered, left(&look, 11)), (0, Enough));
}
