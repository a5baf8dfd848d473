//! A stale meeting that could not be read for a moment is not taken for one that is right.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod visits;

use redial::calendar::CalendarError;
use redial::doubles::block_on;
use redial::meeting::{Appointment, CustomProperties, ItemId, NamedProperties};
use redial::migration::{Decision, RunState};
use visits::{World, request, stale};

const IDS: [&str; 3] = ["AAAA1111", "BBBB2222", "CCCC3333"];

fn failed() -> CalendarError {
    CalendarError::Refused { answer: "500".into(), code: "ErrorInternalServerError".into(), certain: false }
}

fn momentary() -> [CalendarError; 2] {
    [failed(), CalendarError::Unreadable("cut off".into())]
}

/// The next look cannot read the text of the first meeting.
fn fail_first(world: &World, error: &CalendarError) {
    let tries = if matches!(error, CalendarError::Unreadable(_)) { 1 } else { 2 };
    let answers = std::iter::repeat_n(error.clone(), tries).collect();
    world.calendar.unread_of.borrow_mut().insert(ItemId::new(IDS[0]), answers);
}

fn world(count: usize) -> World {
    World::new(IDS.iter().zip(1..).take(count).map(|(id, days)| stale(id, days)).collect())
}

#[test]
fn a_stale_meeting_that_could_not_be_read_for_a_moment_is_updated_by_itself_later() {
    for error in momentary() {
        for others in 0..=2 {
            let world = world(others + 1);
            fail_first(&world, &error);
            let look = world.first_look();
            assert_eq!(look.assessment.unreadable(), 1, "{error}");
            if others > 0 {
                world.run(&look);
            }
            let again = world.look();
            assert_eq!(again.assessment.plan.rewrites().count(), 1);
            assert_eq!(again.assessment.decision, Decision::Countdown, "beside {others} others: {error}");
        }
    }
}

#[test]
fn a_run_that_waits_and_a_request_are_not_done_while_a_stale_meeting_could_not_be_read() {
    let waiting = world(1);
    (0..2).for_each(|_| waiting.throttle(7200));
    waiting.run(&waiting.look());
    waiting.pass(7300);
    fail_first(&waiting, &failed());
    waiting.first_look();
    assert_eq!(waiting.states(), [RunState::Pending]);
    assert_eq!(waiting.look().assessment.decision, Decision::Countdown);

    let requests = request("b6f7c1de-0000-4000-8000-000000000001");
    for count in [1, 2] {
        let asked = world(count);
        fail_first(&asked, &failed());
        let look = block_on(asked.visit().look(Some(&requests), &|_| {})).expect("a look");
        if count > 1 {
            asked.run(&look);
        }
        let look = asked.look_on_request(&requests);
        assert!(look.request.is_some(), "{count}");
        assert_eq!(look.assessment.decision, Decision::Countdown);
    }
}

/// An appointment with an online meeting of which nothing tells but its text.
fn unmarked(id: &str) -> Appointment {
    let mut appointment = stale(id, 1);
    appointment.header.named = NamedProperties::default();
    appointment.header.custom_properties = CustomProperties::default();
    appointment
}

/// Whether other details are remembered as the ones that every meeting shows.
fn is_settled(world: &World) -> bool {
    let seen = |world: &World| world.settings.kept.borrow()["redial.profile"].clone();
    seen(world) != seen(&World::new(Vec::new()))
}

#[test]
fn an_odd_appointment_keeps_no_details_from_being_remembered() {
    let world = World::new(vec![unmarked("AAAA1111")]);
    world.calendar.unreadable.set(1);
    fail_first(&world, &failed());
    assert_eq!(world.look().assessment.unreadable(), 2);
    assert!(is_settled(&world));
    let refused = self::world(1);
    let gone =
        CalendarError::Refused { answer: "400".into(), code: "ErrorInvalidData".into(), certain: true };
    refused.calendar.unread.borrow_mut().push_back(gone);
    refused.first_look();
    assert!(is_settled(&refused), "it never can be read");
}

#[test]
fn a_meeting_that_can_never_be_read_keeps_the_details_from_being_remembered_for_a_week_at_most() {
    let world = World::new(vec![stale(IDS[0], 30)]);
    for day in 0..9 {
        fail_first(&world, &failed());
        world.first_look();
        assert_eq!(is_settled(&world), day >= 7, "day {day}");
        world.pass(86_400);
    }
}
