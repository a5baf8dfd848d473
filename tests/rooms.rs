//! A room judges every update anew: one that declines stands in the result of the run.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod visits;

use redial::doubles::block_on;
use redial::meeting::{Appointment, ItemId, Room, RoomAnswer, SeriesRole};
use redial::migration::{Decision, LostRoom, load_records, written_with_rooms};
use time::Duration;
use visits::meetings::profile;
use visits::{World, stale};

const ID: &str = "AAAA1111";

fn room(name: &str, answer: RoomAnswer) -> Room {
    Room { address: format!("{}@contoso.example", name.to_lowercase()), name: name.to_owned(), answer }
}

fn in_room(id: &str, answer: RoomAnswer) -> Appointment {
    let mut appointment = stale(id, 3);
    appointment.header.rooms = vec![room("Lighthouse", answer)];
    appointment
}

impl World {
    /// The room of an appointment answers.
    fn answer(&self, id: &str, answer: RoomAnswer) {
        let mut appointments = self.calendar.appointments.borrow_mut();
        for appointment in appointments.iter_mut().filter(|appointment| appointment.header.id.as_str() == id)
        {
            for room in &mut appointment.header.rooms {
                room.answer = answer;
            }
        }
    }

    fn lost(&self) -> Vec<LostRoom> {
        self.look().earlier.rooms
    }

    fn told_in_record(&self) -> usize {
        let records = block_on(load_records(&self.settings)).expect("records");
        records.first().map_or(0, |record| record.rooms_lost)
    }
}

#[test]
fn a_room_that_declines_after_a_run_stands_in_its_result() {
    let world = World::new(vec![in_room(ID, RoomAnswer::Booked), stale("BBBB2222", 4)]);
    let look = world.look();
    let report = world.run(&look);
    let ids = written_with_rooms(&look.assessment.plan, &report);
    assert_eq!(ids, [ItemId::new(ID)], "what has no room need not be looked at");
    let lost = || block_on(world.visit().lost_rooms(&ids));
    assert_eq!(lost(), []);
    world.answer(ID, RoomAnswer::Declined);
    let [lost] = &lost()[..] else { panic!("not told") };
    assert_eq!((lost.id.as_str(), lost.room.name.as_str()), (ID, "Lighthouse"));
    assert_eq!(world.told_in_record(), 1);
}

#[test]
fn the_next_looks_tell_of_it_until_the_organizer_has_seen_to_it() {
    let world = World::new(vec![in_room(ID, RoomAnswer::Booked)]);
    world.run(&world.look());
    world.answer(ID, RoomAnswer::Declined);
    for _ in 0..2 {
        let look = world.look();
        assert_eq!(look.assessment.decision, Decision::NothingToDo, "no update mends that");
        assert_eq!(look.earlier.rooms.len(), 1);
        world.pass(86_400);
    }
    for lost in world.lost() {
        block_on(lost.dismiss(world.visit().outside)).expect("kept");
    }
    assert_eq!(world.lost(), []);
    assert_eq!(world.told_in_record(), 1, "the record says what happened");
}

#[test]
fn what_is_lost_counts_for_the_last_run_that_had_the_room_and_is_dismissed_once() {
    let world = World::new(vec![in_room(ID, RoomAnswer::Booked)]);
    for conference_id in ["3003", "4004"] {
        world.dial_in.profile.replace(Ok(profile(conference_id))).expect("a profile");
        world.run(&world.look());
    }
    world.answer(ID, RoomAnswer::Declined);
    let [lost] = &world.lost()[..] else { panic!("told once") };
    let records = block_on(load_records(&world.settings)).expect("records");
    assert_eq!(records.iter().map(|record| record.rooms_lost).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(lost.correlation_id, records[0].correlation_id);
    block_on(lost.dismiss(world.visit().outside)).expect("kept");
    assert_eq!(world.lost(), [], "the run before had the room, too");
}

#[test]
fn a_room_that_declined_before_the_last_run_is_still_told_of_after_it() {
    let world = World::new(vec![in_room(ID, RoomAnswer::Booked)]);
    world.run(&world.look());
    world.answer(ID, RoomAnswer::Declined);
    world.dial_in.profile.replace(Ok(profile("3003"))).expect("a profile");
    world.run(&world.look());
    assert_eq!(world.lost().len(), 1);
}

#[test]
fn a_room_is_told_of_where_that_cannot_be_kept_and_the_look_goes_on() {
    let world = World::new(vec![in_room(ID, RoomAnswer::Booked)]);
    world.run(&world.look());
    world.look();
    world.answer(ID, RoomAnswer::Declined);
    world.settings.broken.set(true);
    let look = world.look();
    assert_eq!((look.earlier.rooms.len(), look.not_kept.is_some()), (1, true));
    world.settings.broken.set(false);
    assert_eq!((world.lost().len(), world.told_in_record()), (1, 1));
}

#[test]
fn a_room_that_was_booked_again_is_lost_no_more() {
    let world = World::new(vec![in_room(ID, RoomAnswer::Booked)]);
    world.run(&world.look());
    world.answer(ID, RoomAnswer::Declined);
    assert_eq!(world.lost().len(), 1);
    world.answer(ID, RoomAnswer::Booked);
    assert_eq!(world.lost(), []);
}

#[test]
fn a_room_that_the_meeting_did_not_have_before_is_not_lost() {
    for before in [RoomAnswer::Declined, RoomAnswer::Open] {
        let world = World::new(vec![in_room(ID, before)]);
        world.run(&world.look());
        world.answer(ID, RoomAnswer::Declined);
        assert_eq!(world.lost(), [], "{before:?}");
    }
}

#[test]
fn a_room_that_declines_without_an_update_is_none_of_redials_business() {
    let world = World::new(vec![in_room(ID, RoomAnswer::Booked), stale("BBBB2222", 4)]);
    world.answer(ID, RoomAnswer::Declined);
    assert_eq!(world.lost(), []);
    assert_eq!(world.told_in_record(), 0);
}

#[test]
fn what_is_over_and_what_was_cancelled_needs_no_room() {
    type Change = fn(&mut Appointment);
    let changes: [Change; 2] = [
        |appointment| appointment.header.is_cancelled = true,
        |appointment| appointment.header.end -= Duration::days(10),
    ];
    for change in changes {
        let world = World::new(vec![in_room(ID, RoomAnswer::Booked)]);
        world.run(&world.look());
        world.answer(ID, RoomAnswer::Declined);
        world.calendar.appointments.borrow_mut().iter_mut().for_each(change);
        assert_eq!(world.lost(), []);
    }
}

#[test]
fn a_series_and_its_dates_are_told_of_once_and_a_date_alone_for_itself() {
    for (lost, told) in [(&["MASTER11", "CHANGED1"][..], "MASTER11"), (&["CHANGED1"], "CHANGED1")] {
        let mut master = in_room("MASTER11", RoomAnswer::Booked);
        master.header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
        let mut changed = in_room("CHANGED1", RoomAnswer::Booked);
        changed.header.series_role = SeriesRole::Exception { master: ItemId::new("MASTER11") };
        changed.header.start -= Duration::days(1);
        let world = World::new(vec![changed, master]);
        world.run(&world.look());
        lost.iter().for_each(|id| world.answer(id, RoomAnswer::Declined));
        let found = world.lost();
        assert_eq!(found.iter().map(|lost| lost.id.as_str()).collect::<Vec<_>>(), [told]);
    }
}
