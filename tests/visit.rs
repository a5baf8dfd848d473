//! A whole visit without a page: look, decide, carry out, settle.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod visits;

use std::cell::RefCell;
use std::num::NonZeroUsize;
use std::time::Duration;

use redial::block::ConferenceId;
use redial::calendar::{CalendarError, Manners, RetryAfter};
use redial::dialin::{DialInError, OnlineMeeting};
use redial::doubles::{NextWrite, block_on};
use redial::meeting::{ItemId, NamedProperties, Reason, SeriesRole};
use redial::migration::{
    Carried, Decision, Journal, Look, LookProgress, MeetingOutcome, Preview, Progress, RunRequests, RunState,
    Terms, Visit, Wait, Waiting, save_record,
};
use redial::ports::Lock;
use redial::wire::TransportError;
use visits::meetings::{conference_id_in, join_url, now, profile};
use visits::{INES, World, request, stale};

#[test]
fn a_visit_notices_the_change_carries_it_out_and_the_next_one_has_nothing_to_do() {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    let look = world.look();
    assert_eq!(look.assessment.decision, Decision::Countdown);
    let report = world.run(&look);
    assert_eq!((report.record.state, report.record.succeeded_meeting), (RunState::Succeeded, 2));
    for id in ["AAAA1111", "BBBB2222"] {
        assert_eq!(conference_id_in(&world.calendar.body(&ItemId::new(id))).as_deref(), Some("2002"));
    }
    assert_eq!(world.look().assessment.decision, Decision::NothingToDo);
    assert_eq!(world.states(), [RunState::Succeeded]);
}

#[test]
fn what_a_run_wrote_down_can_be_listed_by_run_and_forgotten_by_date() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let look = world.look();
    world.calendar.next.borrow_mut().push_back(NextWrite::WriteButLose);
    let forbidden = CalendarError::Forbidden { answer: "403".into() };
    *world.calendar.next_reads.borrow_mut() = [None, Some(forbidden)].into();
    let report = world.run(&look);
    let of_run = || block_on(world.journal.of_run(&report.record.correlation_id)).expect("entries");
    assert_eq!(of_run().len(), 1);
    assert_eq!(
        block_on(world.journal.open()).expect("entries"),
        of_run(),
        "its answer was lost, and no look told"
    );
    assert!(block_on(world.journal.of_run("another")).expect("entries").is_empty());
    block_on(world.journal.purge(now())).expect("purged");
    assert_eq!(of_run().len(), 1, "it was not written down before");
    block_on(world.journal.purge(now() + Duration::from_secs(1))).expect("purged");
    assert!(of_run().is_empty());
}

#[test]
fn two_visits_to_one_mailbox_do_not_run_at_the_same_time_and_two_to_different_ones_do() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let look = world.look();
    for (name, carried) in
        [("redial/ines.moreau@contoso.example", false), ("redial/paul@contoso.example", true)]
    {
        let elsewhere = block_on(world.locks.try_acquire(name)).expect("free");
        assert_eq!(matches!(world.carry_out(&look), Carried::Run(_)), carried, "{name}");
        drop(elsewhere);
    }
}

#[test]
fn a_plan_for_details_that_changed_since_is_not_carried_out() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let look = world.look();
    *world.dial_in.profile.borrow_mut() = Ok(profile("3003"));
    assert_eq!(world.carry_out(&look), Carried::Outdated);
    assert_eq!(world.writes(), 0);
}

#[test]
fn a_look_ends_what_a_closed_page_left_going_on_unless_another_page_is_at_it() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let mut record = world.run(&world.look()).record;
    record.state = RunState::InProgress;
    block_on(save_record(&world.settings, &record)).expect("kept");
    let elsewhere = block_on(world.locks.try_acquire("redial/ines.moreau@contoso.example")).expect("free");
    world.look();
    assert_eq!(world.states(), [RunState::InProgress]);
    drop(elsewhere);
    world.look();
    assert_eq!(world.states(), [RunState::Failed]);
}

#[test]
fn a_run_on_request_is_the_requests_and_closes_it() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let id = "b6f7c1de-0000-4000-8000-000000000001";
    let requests = request(id);
    let look = || world.look_on_request(&requests);
    let first = look();
    assert!(first.request.is_some());
    assert_eq!(world.run(&first).record.correlation_id, id);
    assert!(look().request.is_none());
}

#[test]
fn a_request_by_user_principal_name_is_found_once_somebody_is_signed_in_and_counts_once() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let (older, newer) = ("b6f7c1de-0000-4000-8000-000000000001", "b6f7c1de-0000-4000-8000-000000000002");
    let list = format!(
        r#"{{"requests":[{{"id":"{older}","user":"{INES}","created":"2026-11-20T08:00:00Z"}},
            {{"id":"{newer}","user":"Ines@contoso.onmicrosoft.example","created":"2026-11-20T09:00:00Z"}}]}}"#
    );
    let requests = RunRequests::read(&list).expect("a list");
    let look = || block_on(world.visit().look(Some(&requests), &|_| {})).expect("a look");
    let asked = |look: &Look| look.request.as_ref().map(|request| request.correlation_id().to_owned());
    assert_eq!(asked(&look()).as_deref(), Some(older));
    world.account.0.replace(Some("ines@contoso.onmicrosoft.example".into()));
    let both = look();
    assert_eq!(asked(&both).as_deref(), Some(newer));
    let record = world.run(&both).record;
    assert_eq!((record.correlation_id.as_str(), record.user_principal_name.as_str()), (newer, INES));
    assert_eq!(asked(&look()), None);
}

/// Who is asked in a look, and is busy.
const BUSY: [fn(&World, Option<RetryAfter>); 4] = [
    |world, retry_after| {
        world.calendar.next_finds.borrow_mut().push_back(CalendarError::Throttled { retry_after });
    },
    |world, retry_after| {
        world.calendar.unread.borrow_mut().push_back(CalendarError::Throttled { retry_after });
    },
    |world, retry_after| {
        world.dial_in.next_profiles.borrow_mut().push_back(DialInError::Throttled { retry_after });
    },
    |world, retry_after| {
        world.dial_in.next_reads.borrow_mut().push_back(DialInError::Throttled { retry_after });
    },
];

/// Who is asked in a look, and does not answer any more.
const INTERRUPTED: [fn(&World); 4] = [
    |world| world.calendar.next_finds.borrow_mut().push_back(interrupted().into()),
    |world| world.calendar.unread.borrow_mut().push_back(interrupted().into()),
    |world| world.dial_in.next_profiles.borrow_mut().push_back(interrupted().into()),
    |world| world.dial_in.next_reads.borrow_mut().push_back(interrupted().into()),
];

fn interrupted() -> TransportError {
    TransportError::Interrupted { host: "graph.example".into() }
}

#[test]
fn a_connection_that_breaks_right_after_it_worked_is_taken_for_a_server_that_is_busy() {
    for (place, interrupt) in INTERRUPTED.iter().enumerate() {
        let world = told_by_the_service();
        (0..2).for_each(|_| interrupt(&world));
        let told = RefCell::new(Vec::new());
        let look = block_on(world.visit().look(None, &|told_of| told.borrow_mut().extend(wait(told_of))));
        assert_eq!(look.expect("a look").assessment.plan.rewrites().count(), 2, "{place}");
        let told: Vec<_> = told.take().into_iter().map(|wait: Wait| wait.until).collect();
        let pauses = [told[0] - now(), told[1] - told[0]].map(|pause| pause.whole_seconds());
        assert!((10..=15).contains(&pauses[0]) && (20..=30).contains(&pauses[1]), "{place}: {pauses:?}");
    }
}

#[test]
fn one_that_stays_broken_is_said_to_be_so_and_to_be_nothing_else() {
    for (place, interrupt) in INTERRUPTED.iter().enumerate() {
        let world = told_by_the_service();
        (0..6).for_each(|_| interrupt(&world));
        let error = block_on(world.visit().look(None, &|_| {})).expect_err("no look");
        assert_eq!((error.busy_until(), error.to_string()), (None, interrupted().to_string()), "{place}");
    }
}

#[test]
fn before_and_after_are_waited_for_and_for_no_longer_than_anything_else() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let look = world.look();
    let busy = |seconds| {
        let retry_after = Some(RetryAfter::In(Duration::from_secs(seconds)));
        world.calendar.unread.borrow_mut().push_back(CalendarError::Throttled { retry_after });
    };
    let told = RefCell::new(Vec::new());
    let preview = || {
        let waits = |wait| told.borrow_mut().push(wait);
        block_on(world.visit().preview(&look, &ItemId::new("AAAA1111"), &waits))
    };
    busy(20);
    assert!(matches!(preview(), Ok(Preview::Compared { .. })));
    let until = now() + Duration::from_secs(20);
    assert_eq!(told.take(), [Wait { until, why: Waiting::Throttled }]);
    busy(301);
    let retry_after = Some(RetryAfter::At(until + Duration::from_secs(301)));
    assert_eq!(preview(), Err(CalendarError::Throttled { retry_after }.into()));
}

/// Conference IDs of their own are told by the service alone.
fn told_by_the_service() -> World {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    for id in ["AAAA1111", "BBBB2222"] {
        let conference_id = ConferenceId::new("2002");
        let (conf_link, block) = (None, None);
        let known = OnlineMeeting { conference_id, conf_link, block, ..OnlineMeeting::at(join_url(id)) };
        world.dial_in.meetings.borrow_mut().push(known);
    }
    world
}

fn wait(told: LookProgress<'_>) -> Option<Wait> {
    match told {
        LookProgress::Waiting(wait) => Some(wait),
        LookProgress::Judged(_) => None,
    }
}

#[test]
fn a_look_waits_for_whoever_is_busy_says_until_when_and_tells_the_truth_then() {
    let retry_after = Some(RetryAfter::In(Duration::from_secs(20)));
    for (place, busy) in BUSY.iter().enumerate() {
        let world = told_by_the_service();
        (0..2).for_each(|_| busy(&world, retry_after));
        let told = RefCell::new(Vec::new());
        let look = block_on(world.visit().look(None, &|told_of| told.borrow_mut().extend(wait(told_of))));
        let assessment = look.expect("a look").assessment;
        assert_eq!((assessment.plan.rewrites().count(), assessment.unreadable()), (2, 0), "{place}");
        let why = if place < 2 { Waiting::Throttled } else { Waiting::OnlineMeetings };
        let due = [20, 40].map(|seconds| now() + Duration::from_secs(seconds));
        assert_eq!(told.take(), due.map(|until| Wait { until, why }), "{place}");
        assert_eq!(world.clock.now.get(), due[1], "{place}");
    }
}

#[test]
fn what_the_mailbox_is_too_busy_for_holds_up_no_other_meeting() {
    let world = World::new(vec![
        stale("AAAA1111", 1),
        stale("BBBB2222", 2),
        stale("CCCC3333", 3),
        stale("DDDD4444", 4),
    ]);
    let retry_after = Some(RetryAfter::In(Duration::from_secs(20)));
    let busy = [CalendarError::Throttled { retry_after }].into();
    world.calendar.unread_of.borrow_mut().insert(ItemId::new("AAAA1111"), busy);
    let terms = world.visit().terms;
    let manners = Manners { looked_at_at_once: NonZeroUsize::new(2).expect("not 0"), ..terms.manners };
    let visit = Visit { terms: Terms { manners, ..terms }, ..world.visit() };
    let told = RefCell::new(Vec::new());
    let tell = |progress: LookProgress<'_>| {
        told.borrow_mut().push(match progress {
            LookProgress::Waiting(_) => "a pause".to_owned(),
            LookProgress::Judged(meeting) => meeting.header.id.to_string(),
        });
    };
    let look = block_on(visit.look(None, &tell)).expect("a look");
    assert_eq!(told.take(), ["BBBB2222", "CCCC3333", "DDDD4444", "a pause", "AAAA1111"]);
    assert_eq!(look.assessment.plan.rewrites().count(), 4);
    assert_eq!(world.clock.now.get(), now() + Duration::from_secs(20));
}

#[test]
fn a_look_does_not_wait_for_hours_and_says_until_when_it_would() {
    let until = now() + Duration::from_secs(7200);
    for asked in [RetryAfter::In(Duration::from_secs(7200)), RetryAfter::At(until)] {
        for (place, busy) in BUSY.iter().enumerate() {
            let world = told_by_the_service();
            busy(&world, Some(asked));
            let error = block_on(world.visit().look(None, &|_| {})).expect_err("no look");
            assert_eq!((error.busy_until(), world.clock.now.get()), (Some(until), now()), "{place}");
        }
    }
}

#[test]
fn a_run_waits_for_dial_in_data_that_is_busy_before_it_begins() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let look = world.look();
    let retry_after = Some(RetryAfter::In(Duration::from_secs(20)));
    world.dial_in.next_profiles.borrow_mut().push_back(DialInError::Throttled { retry_after });
    let mut told = Vec::new();
    let carried = block_on(world.visit().carry_out(&look, |progress| told.push(progress)));
    assert!(matches!(carried, Ok(Carried::Run(report)) if report.record.succeeded_meeting == 1));
    let until = now() + Duration::from_secs(20);
    assert_eq!(told.first(), Some(&Progress::Waiting { until, why: Waiting::OnlineMeetings }));
}

/// What one item of a mailbox may be answered with for ever, whatever the others are.
fn odd_answers() -> [CalendarError; 5] {
    let refused = |answer: &str, certain| CalendarError::Refused {
        answer: answer.into(),
        code: "ErrorCorruptData".into(),
        certain,
    };
    [
        CalendarError::Unreadable("no valid body".into()),
        CalendarError::Forbidden { answer: "403".into() },
        refused("400", true),
        refused("500", false),
        CalendarError::Conflict,
    ]
}

#[test]
fn a_run_does_not_wait_for_hours_before_it_begins_and_says_until_when_it_would() {
    let until = now() + Duration::from_secs(7200);
    for asked in [RetryAfter::In(Duration::from_secs(7200)), RetryAfter::At(until)] {
        let world = World::new(vec![stale("AAAA1111", 1)]);
        let look = world.look();
        world
            .dial_in
            .next_profiles
            .borrow_mut()
            .push_back(DialInError::Throttled { retry_after: Some(asked) });
        let error = block_on(world.visit().carry_out(&look, |_| {})).expect_err("no run");
        assert_eq!((error.busy_until(), world.clock.now.get()), (Some(until), now()));
        assert_eq!((world.states(), world.writes()), (Vec::new(), 0));
    }
}

#[test]
fn a_meeting_whose_text_cannot_be_read_hides_no_other_and_is_counted() {
    for answer in odd_answers() {
        let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
        let answers = [answer.clone(), answer.clone()].into();
        world.calendar.unread_of.borrow_mut().insert(ItemId::new("AAAA1111"), answers);
        let look = world.first_look();
        let found = (look.assessment.plan.rewrites().count(), look.assessment.unreadable());
        assert_eq!(found, (1, 1), "{answer}");
    }
}

#[test]
fn an_answer_that_was_lost_once_is_asked_for_again() {
    let lost = TransportError::TimedOut { host: "calendar".into() };
    let failed = CalendarError::Refused { answer: "500".into(), code: String::new(), certain: false };
    for answer in [lost.into(), failed] {
        let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
        world.calendar.unread.borrow_mut().push_back(answer);
        let look = world.look();
        assert_eq!((look.assessment.plan.rewrites().count(), look.assessment.unreadable()), (2, 0));
    }
}

#[test]
fn a_mailbox_that_shows_no_text_at_all_is_said_to_refuse_access() {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    let forbidden = CalendarError::Forbidden { answer: "403".into() };
    world.calendar.unread.borrow_mut().extend([forbidden.clone(), forbidden.clone()]);
    assert_eq!(block_on(world.visit().look(None, &|_| {})), Err(forbidden.into()));
}

#[test]
fn an_exception_is_the_masters_in_plan_and_run_where_the_masters_text_cannot_be_read() {
    let mut master = stale("MAST3333", 1);
    master.header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
    let mut exception = stale("MAST3333", 5);
    exception.header.id = ItemId::new("exception");
    exception.header.named = NamedProperties::default();
    exception.header.series_role = SeriesRole::Exception { master: master.header.id.clone() };
    let world = World::new(vec![master, exception]);
    // Before its dates are known, and then.
    let unreadable = CalendarError::Unreadable("no valid body".into());
    world.calendar.unread.borrow_mut().extend([unreadable.clone(), unreadable]);
    let look = world.first_look();
    assert_eq!((look.assessment.plan.rewrites().count(), look.assessment.unreadable()), (1, 1));
    assert_eq!(world.run(&look).results[0].outcome, MeetingOutcome::Updated);
}

#[test]
fn what_the_header_decides_is_decided_without_the_text() {
    let mut over = stale("AAAA1111", -2);
    let mut cancelled = stale("BBBB2222", 2);
    cancelled.header.is_cancelled = true;
    over.body.content.clear();
    let world = World::new(vec![over, cancelled, stale("CCCC3333", 3)]);
    let look = world.look();
    assert_eq!(world.calendar.reads.get(), 1);
    assert_eq!(look.assessment.plan.left_alone().count(), 2);
}

#[test]
fn before_and_after_are_read_when_they_are_asked_for() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let look = world.look();
    let id = ItemId::new("AAAA1111");
    let preview = || block_on(world.visit().preview(&look, &id, &|_| {})).expect("an answer");
    let compared = preview();
    let Preview::Compared { before, after } = &compared else { panic!("{compared:?}") };
    assert!(before.contains(&"Conference ID: 1001".to_owned()));
    assert!(after.contains(&"Conference ID: 2002".to_owned()));
    world.run(&look);
    assert_eq!(preview(), compared, "after the update as before it");
    assert_eq!(
        block_on(world.visit().preview(&world.look(), &id, &|_| {})),
        Ok(Preview::LeftAlone(Reason::AlreadyTrue))
    );
    world.calendar.appointments.borrow_mut().clear();
    assert_eq!(preview(), Preview::LeftAlone(Reason::Deleted));
}
