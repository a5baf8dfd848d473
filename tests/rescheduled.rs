//! Online meetings take place when their appointments do: whoever makes them for other times loses the phone part.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod visits;

use std::time::Duration;

use redial::dialin::{DialInError, OnlineMeeting, Times};
use redial::doubles::block_on;
use redial::meeting::{CustomProperties, Header, SeriesRole};
use redial::migration::{Decision, RunState, load_records};
use visits::meetings::{join_url, now, profile};
use visits::{World, stale};

const DAY: Duration = Duration::from_secs(86_400);

fn times(first: u32, last: u32) -> Times {
    Times { start: now() + DAY * first, end: now() + DAY * last + Duration::from_secs(3600) }
}

/// A mailbox whose one meeting, tomorrow, Redial updated, and whose online meeting takes place at these times.
fn world(online: Times) -> World {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    world.run(&world.look());
    let meeting = OnlineMeeting { times: Some(online), ..OnlineMeeting::at(join_url("AAAA1111")) };
    world.dial_in.meetings.borrow_mut().push(meeting);
    world
}

fn change(world: &World, change: impl FnOnce(&mut Header)) {
    change(&mut world.calendar.appointments.borrow_mut()[0].header);
}

fn told(world: &World) -> Times {
    world.dial_in.meetings.borrow()[0].times.expect("times")
}

#[test]
fn a_look_that_finds_all_details_right_lets_an_online_meeting_follow_its_appointment() {
    for online in [times(0, 0), times(1, 9), times(0, 1)] {
        let world = world(online);
        let writes = world.writes();
        assert_eq!(world.look().assessment.decision, Decision::NothingToDo);
        assert_eq!(told(&world), times(1, 1));
        assert_eq!(world.writes(), writes, "nobody is mailed");
    }
}

#[test]
fn a_run_does_and_tells_it_in_its_record() {
    let world = world(times(0, 0));
    *world.dial_in.profile.borrow_mut() = Ok(profile("3003"));
    let look = world.look();
    assert_eq!((look.assessment.decision, told(&world)), (Decision::Countdown, times(0, 0)));
    let report = world.run(&look);
    assert_eq!((report.record.state, report.record.rescheduled), (RunState::Succeeded, 1));
    assert_eq!(told(&world), times(1, 1));
    assert_eq!(block_on(load_records(&world.settings)).expect("records")[0], report.record);
}

#[test]
fn one_that_cannot_be_changed_fails_nothing_else_and_is_tried_again() {
    let world = world(times(0, 0));
    *world.dial_in.profile.borrow_mut() = Ok(profile("3003"));
    let look = world.look();
    let refused = DialInError::Refused { what: "onlineMeetings", status: 403 };
    *world.dial_in.change_error.borrow_mut() = Some(refused.clone());
    let report = world.run(&look);
    assert_eq!((report.record.state, report.record.succeeded_meeting), (RunState::Succeeded, 1));
    assert_eq!((report.record.rescheduled, report.record.last_message), (0, refused.to_string()));
    assert_eq!(told(&world), times(0, 0));
    world.look();
    assert_eq!(told(&world), times(1, 1));
}

#[test]
fn a_series_lasts_to_its_last_date_and_one_without_an_end_is_renewed_before_it_ends() {
    let series =
        |until| move |header: &mut Header| header.series_role = SeriesRole::Master { until, exceptions: 0 };
    let numbered = world(times(1, 1));
    change(&numbered, series(Some(times(0, 90).end)));
    numbered.look();
    assert_eq!(told(&numbered), times(1, 90));
    for (end, renewed) in [(1, true), (59, true), (61, false)] {
        let endless = world(times(1, end));
        change(&endless, series(None));
        endless.look();
        let after = told(&endless);
        assert_eq!(after.end > now() + DAY * 300, renewed, "{end}");
        assert_eq!(after.start, times(1, 1).start);
        endless.look();
        assert_eq!(told(&endless), after, "{end}");
    }
}

#[test]
fn what_redial_did_not_make_or_is_off_stays_when_it_is() {
    let changes: [fn(&mut Header); 3] = [
        |header| header.custom_properties = CustomProperties::default(),
        |header| header.is_cancelled = true,
        |header| header.is_organizer = false,
    ];
    for (number, off) in changes.into_iter().enumerate() {
        let world = world(times(0, 0));
        change(&world, off);
        world.look();
        assert_eq!(told(&world), times(0, 0), "{number}");
    }
    let mut paused = world(times(0, 0));
    paused.policy.meeting_migration_enabled = false;
    paused.look();
    assert_eq!(told(&paused), times(0, 0));
}
