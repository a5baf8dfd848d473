//! A look costs what changed since the one before, and says what it would say without that.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod visits;

use std::cell::RefCell;
use std::collections::HashSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use redial::calendar::CalendarError;
use redial::doubles::{KeptLooks, block_on};
use redial::meeting::{Appointment, ChangeKey, ItemId, NamedProperties, Reason, SeriesRole, Uid};
use redial::migration::{Decision, Extent, Look, LookProgress, Verdict};
use visits::meetings::{join_url, meeting, profile};
use visits::{World, stale};

/// Three single meetings, a series with a changed date, a copy and an appointment without an online meeting.
fn calendar() -> Vec<Appointment> {
    let mut series = stale("MAST0001", 1);
    series.header.series_role = SeriesRole::Master { until: None, exceptions: 0 };
    let mut date = stale("MAST0001", 8);
    date.header.id = ItemId::new("date");
    date.header.named = NamedProperties::default();
    date.header.series_role = SeriesRole::Exception { master: series.header.id.clone() };
    date.header.identity.original_start = Some(date.header.start);
    let mut copy = stale("AAAA1111", 3);
    (copy.header.id, copy.header.named) = (ItemId::new("copy"), NamedProperties::default());
    let mut plain = stale("PLAIN001", 4);
    plain.body.content = "<html><body>Lunch</body></html>".into();
    plain.header.named = NamedProperties::default();
    vec![
        stale("AAAA1111", 1),
        stale("BBBB2222", 2),
        meeting("RIGHT001", 3, &profile("2002")),
        series,
        date,
        copy,
        plain,
    ]
}

fn change(world: &World, id: &str, change: impl FnOnce(&mut Appointment)) {
    let mut appointments = world.calendar.appointments.borrow_mut();
    let known = appointments.iter_mut().find(|known| known.header.id.as_str() == id).expect("an appointment");
    change(known);
    known.header.change_key = ChangeKey::new(format!("{}+", known.header.change_key));
}

/// How many texts are read, and how many texts of looks are kept, by what is done.
fn cost<T>(world: &World, done: impl FnOnce() -> T) -> (T, usize, usize) {
    let (reads, writes) = (world.calendar.reads.get(), world.memory.writes.get());
    let done = done();
    (done, world.calendar.reads.get() - reads, world.memory.writes.get() - writes)
}

fn said(look: &Look) -> Vec<(ItemId, Verdict)> {
    look.assessment
        .plan
        .meetings
        .iter()
        .map(|known| (known.header.id.clone(), known.verdict.clone()))
        .collect()
}

#[test]
fn a_second_look_reads_and_keeps_nothing_where_nothing_changed() {
    let world = World::new(calendar());
    let (first, read, kept) = cost(&world, || world.look());
    assert_eq!((read, kept), (7, 8), "every text once, and when the dates of series were asked for");
    let (second, read, kept) = cost(&world, || world.look());
    assert_eq!((read, kept), (0, 0));
    assert_eq!(said(&first), said(&second));
    assert_eq!(first.assessment.decision, second.assessment.decision);
}

#[test]
fn a_look_that_is_told_some_meetings_first_says_and_reads_the_same_and_tells_of_each_once() {
    let all = said(&World::new(calendar()).look());
    for first in 1..=5 {
        let world = World::new(calendar());
        world.calendar.first.set(first);
        let told = RefCell::new(Vec::new());
        let tell = |progress: LookProgress<'_>| {
            if let LookProgress::Judged(meeting) = progress {
                told.borrow_mut().push(meeting.header.id.clone());
            }
        };
        block_on(world.visit().look(None, &tell)).expect("a look");
        let count = told.borrow().len();
        let once: HashSet<ItemId> = told.into_inner().into_iter().collect();
        assert_eq!((count, once.len()), (5, 5), "{first}");

        let world = World::new(calendar());
        world.calendar.first.set(first);
        let (look, read, kept) = cost(&world, || world.look());
        assert_eq!((read, kept), (7, 8), "{first}");
        assert_eq!(said(&look), all, "{first}");
        let (_, read, kept) = cost(&world, || world.look());
        assert_eq!((read, kept), (0, 0), "{first}");
    }
}

#[test]
fn what_is_told_first_counts_for_nothing_in_the_end() {
    let world = World::new(calendar());
    world.calendar.first.set(2);
    // It is gone before the others are told.
    let id = ItemId::new("AAAA1111");
    world.calendar.unread_of.borrow_mut().insert(id.clone(), [CalendarError::NotFound].into());
    let look = world.first_look();
    let said = said(&look);
    let of_it = said.iter().filter(|(known, _)| *known == id).count();
    assert_eq!((said.len(), of_it), (5, 1), "it stands there in the full list, and is read then");
}

fn fails(world: &World, id: &str, errors: impl IntoIterator<Item = CalendarError>) {
    world.calendar.unread_of.borrow_mut().insert(ItemId::new(id), errors.into_iter().collect());
}

#[test]
fn a_series_of_which_a_date_could_not_be_read_is_asked_for_its_dates_again() {
    let world = World::new(calendar());
    let failed =
        || CalendarError::Refused { answer: "500".into(), code: "ErrorInternal".into(), certain: false };
    fails(&world, "date", [failed(), failed()]);
    let is_planned = |look: &Look| said(look).iter().any(|(id, _)| id.as_str() == "date");
    assert!(!is_planned(&world.first_look()));
    let asked = world.calendar.dated.get();
    assert!(is_planned(&world.first_look()));
    assert_eq!(world.calendar.dated.get(), asked + 1);
    world.first_look();
    assert_eq!(world.calendar.dated.get(), asked + 1, "now it is known");
}

#[test]
fn texts_that_stay_hidden_spoil_no_later_look() {
    let world = World::new(calendar());
    for id in ["AAAA1111", "BBBB2222"] {
        fails(&world, id, std::iter::repeat_n(CalendarError::Forbidden { answer: "403".into() }, 9));
    }
    let first = said(&world.first_look());
    let (second, read, _) = cost(&world, || world.first_look());
    assert_eq!((said(&second), read), (first, 2));
}

#[test]
fn what_was_judged_before_a_look_failed_is_not_read_again() {
    let world = World::new(["AAAA1111", "BBBB2222", "CCCC3333", "DDDD4444"].map(|id| stale(id, 1)).into());
    fails(&world, "CCCC3333", [CalendarError::SignedOut]);
    assert!(block_on(world.visit().look(None, &|_| {})).is_err());
    let (look, read, _) = cost(&world, || world.first_look());
    assert_eq!((said(&look).len(), read), (4, 2));
}

#[test]
fn what_changed_alone_is_read_again() {
    for (id, read) in
        [("AAAA1111", 1), ("RIGHT001", 1), ("copy", 1), ("PLAIN001", 1), ("date", 2), ("MAST0001", 2)]
    {
        let world = World::new(calendar());
        world.look();
        change(&world, id, |_| {});
        let (look, times, _) = cost(&world, || world.look());
        assert_eq!(
            times, read,
            "{id}: a date may have the text of its series, and is read once to see whose it is"
        );
        let fresh = World { memory: KeptLooks::default(), ..world };
        assert_eq!(said(&look), said(&fresh.look()), "{id}");
    }
}

#[test]
fn whatever_meetings_are_judged_by_is_judged_anew_where_it_changed() {
    type Change = fn(&mut World);
    let changes: [Change; 4] = [
        |world| *world.dial_in.profile.borrow_mut() = Ok(profile("3003")),
        |world| world.policy.max_attendees = Some(400),
        |world| world.policy.coexist_with_mms = false,
        // As if another version of Redial had judged.
        |world| {
            let mut kept = world.memory.kept.borrow_mut();
            kept.values_mut().for_each(|text| *text = text.replace("\"grounds\":\"", "\"grounds\":\"0"));
        },
    ];
    for (number, apply) in changes.into_iter().enumerate() {
        let mut world = World::new(calendar());
        world.look();
        apply(&mut world);
        let (look, read, _) = cost(&world, || world.look());
        assert_eq!(read, 7, "{number}");
        world.memory = KeptLooks::default();
        assert_eq!(said(&look), said(&world.look()), "{number}");
    }
}

#[test]
fn another_meeting_that_claims_the_same_is_reckoned_with() {
    let world = World::new(calendar());
    world.look();
    let mut other = stale("AAAA1111", 5);
    other.header.id = ItemId::new("other");
    world.calendar.appointments.borrow_mut().push(other);
    let look = world.look();
    let fresh = World { memory: KeptLooks::default(), ..world };
    assert_eq!(said(&look), said(&fresh.look()));
}

#[test]
fn without_a_memory_everything_is_looked_at_each_time() {
    let world = World::new(calendar());
    world.memory.broken.set(true);
    for _ in 0..2 {
        let (look, read, _) = cost(&world, || world.look());
        assert_eq!(read, 7);
        assert_eq!(look.assessment.decision, Decision::Countdown);
    }
    world.memory.broken.set(false);
    world.look();
    let spoilt = |text: &mut String| *text = "{\"of a newer version\":1}".to_owned();
    world.memory.kept.borrow_mut().values_mut().for_each(spoilt);
    assert_eq!(cost(&world, || world.look()).1, 7);
}

#[test]
fn the_dates_of_a_series_are_asked_for_where_it_changed_and_all_of_them_once_a_day() {
    let world = World::new(calendar());
    let dated = |world: &World| {
        let before = world.calendar.dated.get();
        world.look();
        world.calendar.dated.get() - before
    };
    assert_eq!([dated(&world), dated(&world)], [1, 0]);
    change(&world, "MAST0001", |_| {});
    assert_eq!([dated(&world), dated(&world)], [1, 0]);
    world.pass(23 * 3600);
    assert_eq!(dated(&world), 0);
    world.pass(2 * 3600);
    assert_eq!([dated(&world), dated(&world)], [1, 0]);
}

#[test]
fn the_first_answer_reads_no_text_of_what_is_not_marked() {
    let world = World::new(calendar());
    let (look, read, _) = cost(&world, || world.first_look());
    assert_eq!((read, look.assessment.extent), (5, Extent::Marked));
    let said_of = |look: &Look, id: &str| {
        said(look).into_iter().find(|(known, _)| known.as_str() == id).map(|(_, verdict)| verdict)
    };
    assert_eq!(said_of(&look, "copy"), None);
    let further = block_on(world.visit().look_further(&look, None, &|_| {})).expect("a look");
    assert_eq!(said_of(&further, "copy"), Some(Verdict::LeftAlone(Reason::Copied)));
    assert_eq!((said_of(&further, "PLAIN001"), further.assessment.extent), (None, Extent::Everything));
    let stale = |look: &Look| look.assessment.plan.rewrites().count();
    assert_eq!(stale(&look), stale(&further));
}

#[test]
fn a_date_that_alone_of_its_series_is_marked_is_found_with_the_rest_and_updated() {
    let mut date = stale("ALONE001", 8);
    date.header.series_role = SeriesRole::Exception { master: ItemId::new("a series without a mark") };
    let world = World::new([calendar(), vec![date]].concat());
    for _ in 0..2 {
        let first = world.first_look();
        let further = block_on(world.visit().look_further(&first, None, &|_| {})).expect("a look");
        let stale = |look: &Look| look.assessment.plan.rewrites().count();
        assert_eq!(stale(&further), stale(&first) + 1);
    }
    assert_eq!(cost(&world, || world.look()).1, 0);
    let look = world.look();
    world.run(&look);
    assert_eq!(world.look().assessment.decision, Decision::NothingToDo);
}

#[test]
fn what_a_run_wrote_is_looked_at_anew_its_dates_too() {
    let world = World::new(calendar());
    world.run(&world.look());
    let look = world.first_look();
    assert_eq!(look.assessment.decision, Decision::NothingToDo, "{:?}", said(&look));
}

#[test]
fn what_is_gone_is_forgotten_by_a_look_at_everything() {
    let world = World::new(calendar());
    world.look();
    world.calendar.appointments.borrow_mut().retain(|known| known.header.id.as_str() == "BBBB2222");
    world.look();
    assert_eq!(world.memory.kept.borrow().len(), 2, "one meeting, and when dates were asked for");
}

/// What somebody does to a calendar between two looks.
#[derive(Debug, Clone)]
enum Deed {
    Touch(Index),
    Write(Index, &'static str),
    Delete(Index),
    Copy(Index),
    Mark(Index, bool),
    Detail(&'static str),
    Run,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let ids = prop::sample::select(vec!["1001", "2002", "3003"]);
    let deed = prop_oneof![
        any::<Index>().prop_map(Deed::Touch),
        (any::<Index>(), ids.clone()).prop_map(|(at, id)| Deed::Write(at, id)),
        any::<Index>().prop_map(Deed::Delete),
        any::<Index>().prop_map(Deed::Copy),
        (any::<Index>(), any::<bool>()).prop_map(|(at, mark)| Deed::Mark(at, mark)),
        ids.prop_map(Deed::Detail),
        Just(Deed::Run),
    ];
    vec(deed, 1..8)
}

fn act(world: &World, deed: Deed, number: usize) {
    let name = |at: &Index| {
        let appointments = world.calendar.appointments.borrow();
        (!appointments.is_empty()).then(|| at.get(&appointments).header.id.to_string())
    };
    match deed {
        Deed::Touch(at) => name(&at).into_iter().for_each(|id| change(world, &id, |_| {})),
        Deed::Write(at, conference_id) => name(&at).into_iter().for_each(|id| {
            let body = meeting("WRITTEN1", 1, &profile(conference_id)).body;
            change(world, &id, |known| known.body = body);
        }),
        Deed::Delete(at) => name(&at).into_iter().for_each(|id| {
            let mut appointments = world.calendar.appointments.borrow_mut();
            let place = appointments.iter().position(|known| known.header.id.as_str() == id).expect("known");
            let gone = appointments.remove(place).header;
            // A series that loses a date is another.
            for series in appointments.iter_mut().filter(|known| known.header.id == *gone.whole()) {
                series.header.change_key = ChangeKey::new(format!("{}+", series.header.change_key));
            }
        }),
        Deed::Copy(at) => name(&at).into_iter().for_each(|id| {
            let mut appointments = world.calendar.appointments.borrow_mut();
            let mut copy =
                appointments.iter().find(|known| known.header.id.as_str() == id).expect("known").clone();
            copy.header.id = ItemId::new(format!("copy {number}"));
            copy.header.identity.uid = Some(Uid::new(format!("uid of copy {number}")));
            if matches!(copy.header.series_role, SeriesRole::Exception { .. }) {
                copy.header.series_role = SeriesRole::Single;
            }
            appointments.push(copy);
        }),
        Deed::Mark(at, mark) => name(&at).into_iter().for_each(|id| {
            change(world, &id, |known| known.header.named.external_link = mark.then(|| join_url("AAAA1111")));
        }),
        Deed::Detail(conference_id) => *world.dial_in.profile.borrow_mut() = Ok(profile(conference_id)),
        Deed::Run => {
            let look = world.look();
            if matches!(look.assessment.decision, Decision::Countdown | Decision::Ask(_)) {
                world.carry_out(&look);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_remembered_changes_nothing_that_a_look_says(deeds in deeds()) {
        let mut world = World::new(calendar());
        world.look();
        for (number, deed) in deeds.into_iter().enumerate() {
            act(&world, deed, number);
            let remembered = world.look();
            let memory = std::mem::take(&mut world.memory);
            let fresh = world.look();
            world.memory = memory;
            prop_assert_eq!(said(&remembered), said(&fresh));
            prop_assert_eq!(remembered.assessment.decision, fresh.assessment.decision);
            prop_assert_eq!(remembered.assessment.plan.mails(), fresh.assessment.plan.mails());
        }
    }
}
