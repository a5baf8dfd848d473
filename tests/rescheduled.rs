//! Online meetings take place when their appointments do: whoever makes them for other times loses the phone part.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod visits;

use std::cell::Cell;
use std::time::Duration;

use async_trait::async_trait;
use redial::dialin::{
    Created, DialInError, NewMeeting, OnlineMeeting, OnlineMeetingService, Patience, Times, Told,
};
use redial::doubles::{MemoryDialIn, block_on};
use redial::link::JoinUrl;
use redial::meeting::{CustomProperties, Header, ItemId, SeriesRole};
use redial::migration::{Decision, RunState, load_records};
use redial::wire::RetryAfter;
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
fn a_date_that_was_moved_behind_the_last_one_of_its_series_has_its_online_meeting_too() {
    for (until, moved, end) in [(9, 90, 90), (9, 5, 9), (90, 20, 90)] {
        let world = world(times(1, 1));
        change(&world, |header| {
            header.series_role = SeriesRole::Master { until: Some(times(0, until).end), exceptions: 1 };
        });
        let mut date = world.calendar.appointments.borrow()[0].clone();
        date.header.series_role = SeriesRole::Exception { master: date.header.id.clone() };
        date.header.id = ItemId::new("moved");
        date.header.custom_properties = CustomProperties::default();
        (date.header.start, date.header.end) = (times(moved, 0).start, times(0, moved).end);
        world.calendar.appointments.borrow_mut().push(date);
        world.look();
        assert_eq!(told(&world), times(1, end), "{until} {moved}");
        world.look();
        assert_eq!(told(&world), times(1, end), "{until} {moved}");
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

/// A service that moves no meeting but one.
struct Refusing {
    inner: MemoryDialIn,
    /// Which one it moves.
    moves: JoinUrl,
    moved: Cell<usize>,
    asked: Cell<usize>,
}

#[async_trait(?Send)]
impl OnlineMeetingService for Refusing {
    async fn create(&self, new: NewMeeting<'_>) -> Result<Created, DialInError> {
        self.inner.create(new).await
    }

    async fn read(
        &self,
        join_urls: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<Told, DialInError> {
        self.inner.read(join_urls, patience).await
    }

    async fn change_times(&self, join_url: &JoinUrl, _times: Times) -> Result<(), DialInError> {
        self.asked.set(self.asked.get() + 1);
        if join_url.agrees_with(&self.moves) {
            self.moved.set(self.moved.get() + 1);
            return Ok(());
        }
        Err(DialInError::Refused { what: "onlineMeetings", status: 400 })
    }

    async fn delete(&self, join_url: &JoinUrl) -> Result<(), DialInError> {
        self.inner.delete(join_url).await
    }
}

/// So many meetings whose online meetings take place today.
fn many_strayed(count: i64) -> World {
    let world = World::new((1..=count).map(|n| stale(&format!("MANY{n:04}"), n)).collect());
    world.run(&world.look());
    let strayed = |n| {
        let join_url = join_url(&format!("MANY{n:04}"));
        OnlineMeeting { times: Some(times(0, 0)), ..OnlineMeeting::at(join_url) }
    };
    world.dial_in.meetings.borrow_mut().extend((1..=count).map(strayed));
    world
}

#[test]
fn online_meetings_that_cannot_be_moved_keep_no_other_from_it() {
    for moves in ["MANY0001", "MANY0021", "MANY0045"] {
        let world = many_strayed(45);
        let inner = MemoryDialIn::new(profile("2002"));
        inner.meetings.borrow_mut().extend(world.dial_in.meetings.borrow().iter().cloned());
        let moves = join_url(moves);
        let service = Refusing { inner, moves, moved: Cell::new(0), asked: Cell::new(0) };
        for _ in 0..5 {
            let mut visit = world.visit();
            visit.outside.online_meetings = &service;
            let asked = service.asked.get();
            let look = block_on(visit.look(None, &|_| {})).expect("a look");
            assert_eq!(look.assessment.decision, Decision::NothingToDo);
            assert!(service.asked.get() - asked <= 20, "a look is no place for hundreds of requests");
        }
        assert!(service.moved.get() > 0, "five visits");
    }
}

#[test]
fn online_meetings_follow_their_appointments_while_a_run_is_only_offered() {
    let offers: [fn(&mut World); 3] = [
        |world| world.policy.automatically_migrate_user_meetings = false,
        |world| world.policy.settle_minutes = 90,
        |world| drop(world.settings.kept.borrow_mut().remove("redial.profile")),
    ];
    for offer in offers {
        let mut world = world(times(0, 0));
        *world.dial_in.profile.borrow_mut() = Ok(profile("3003"));
        offer(&mut world);
        let decision = world.look().assessment.decision;
        assert!(matches!(decision, Decision::Ask(_) | Decision::Settling { .. }), "{decision:?}");
        assert_eq!(told(&world), times(1, 1), "60 days after its end nobody can dial in: {decision:?}");
    }
}

#[test]
fn a_look_that_finds_all_right_does_not_wait_for_a_busy_service_to_move_an_online_meeting() {
    for seconds in [None, Some(5), Some(290)] {
        let world = world(times(0, 0));
        let retry_after = seconds.map(|seconds| RetryAfter::In(Duration::from_secs(seconds)));
        *world.dial_in.change_error.borrow_mut() = Some(DialInError::Throttled { retry_after });
        let begun = world.clock.now.get();
        assert_eq!(world.look().assessment.decision, Decision::NothingToDo);
        assert_eq!(world.clock.now.get(), begun, "{seconds:?}");
        world.look();
        assert_eq!(told(&world), times(1, 1), "the next look tries again");
    }
}
