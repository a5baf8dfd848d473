//! A whole visit without a page: look, decide, carry out, settle.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::{Cell, RefCell};
use std::time::Duration;

use meetings::{conference_id_in, join_url, meeting, now, profile, terms};
use redial::block::ConferenceId;
use redial::calendar::CalendarError;
use redial::dialin::{DialInError, OnlineMeeting};
use redial::doubles::{
    CountingIds, MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryLocks, MemoryStore, NextWrite, SignedIn,
    SteppingClock, block_on,
};
use redial::meeting::{Appointment, ItemId, NamedProperties, Reason, SeriesRole};
use redial::migration::{
    Carried, Decision, Journal, Look, MeetingOutcome, Outside, Policy, Preview, Progress, RunReport,
    RunRequests, RunState, Visit, Waiting, load_records, save_record, settle,
};
use redial::ports::Lock;
use redial::wire::{RetryAfter, TransportError};

const INES: &str = "ines.moreau@contoso.example";

/// A mailbox, and a browser that visits it.
struct World {
    calendar: MemoryCalendar,
    dial_in: MemoryDialIn,
    journal: MemoryJournal,
    settings: MemoryStore,
    clock: SteppingClock,
    locks: MemoryLocks,
    ids: CountingIds,
    account: SignedIn,
    policy: Policy,
}

impl World {
    /// An organizer whose meetings were right, and whose conference ID is another now.
    fn new(appointments: Vec<Appointment>) -> Self {
        let settings = MemoryStore::default();
        block_on(settle(&settings, &profile("1001"))).expect("remembered");
        Self {
            calendar: MemoryCalendar::new(appointments),
            dial_in: MemoryDialIn::new(profile("2002")),
            journal: MemoryJournal::default(),
            settings,
            clock: SteppingClock { now: Cell::new(now()) },
            locks: MemoryLocks::default(),
            ids: CountingIds::default(),
            account: SignedIn::default(),
            policy: Policy::default(),
        }
    }

    fn visit(&self) -> Visit<'_, MemoryLocks> {
        let outside = Outside {
            calendar: &self.calendar,
            online_meetings: &self.dial_in,
            journal: &self.journal,
            settings: &self.settings,
            clock: &self.clock,
        };
        Visit {
            outside,
            dial_in: &self.dial_in,
            lock: &self.locks,
            ids: &self.ids,
            owner: INES,
            account: &self.account,
            terms: terms(&self.policy),
            open: None,
        }
    }

    fn look(&self) -> Look {
        block_on(self.visit().look(None, &|_| {})).expect("a look")
    }

    fn carry_out(&self, look: &Look) -> Carried {
        block_on(self.visit().carry_out(look, |_| {})).expect("carried out")
    }

    fn run(&self, look: &Look) -> RunReport {
        match self.carry_out(look) {
            Carried::Run(report) => *report,
            carried => panic!("{carried:?}"),
        }
    }

    fn throttle(&self, seconds: u64) {
        let retry_after = Some(RetryAfter::In(Duration::from_secs(seconds)));
        self.calendar
            .next
            .borrow_mut()
            .push_back(NextWrite::Refuse(CalendarError::Throttled { retry_after }));
    }

    fn pass(&self, seconds: u64) {
        self.clock.now.set(self.clock.now.get() + Duration::from_secs(seconds));
    }

    fn writes(&self) -> usize {
        self.calendar.writes.borrow().len()
    }

    fn states(&self) -> Vec<RunState> {
        block_on(load_records(&self.settings)).expect("records").iter().map(|record| record.state).collect()
    }
}

fn stale(id: &str, days: i64) -> Appointment {
    meeting(id, days, &profile("1001"))
}

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
    world.calendar.next.borrow_mut().push_back(NextWrite::WriteButLose);
    let report = world.run(&world.look());
    let of_run = || block_on(world.journal.of_run(&report.record.correlation_id)).expect("entries");
    assert_eq!(of_run().len(), 1);
    assert_eq!(block_on(world.journal.open()).expect("entries"), of_run(), "its answer was lost");
    assert!(block_on(world.journal.of_run("another")).expect("entries").is_empty());
    block_on(world.journal.purge(now())).expect("purged");
    assert_eq!(of_run().len(), 1, "it was not written down before");
    block_on(world.journal.purge(now() + Duration::from_secs(1))).expect("purged");
    assert!(of_run().is_empty());
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
    world.calendar.appointments.borrow_mut()[0] = meeting("AAAA1111", 1, &profile("2002"));
    assert_eq!(world.look().assessment.decision, Decision::NothingToDo);
    assert_eq!(world.states(), [RunState::Succeeded]);
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
    let list = format!(
        r#"{{"requests":[{{"id":"{id}","user":"Ines.Moreau@contoso.example","created":"2026-11-20T08:00:00Z"}}]}}"#
    );
    let requests = RunRequests::read(&list).expect("a list");
    let look = || block_on(world.visit().look(Some(&requests), &|_| {})).expect("a look");
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

/// Conference IDs of their own are told by the service alone.
fn told_by_the_service() -> World {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    for id in ["AAAA1111", "BBBB2222"] {
        let conference_id = ConferenceId::new("2002");
        let (conf_link, block) = (None, None);
        let known = OnlineMeeting { join_url: join_url(id), conference_id, conf_link, block };
        world.dial_in.meetings.borrow_mut().push(known);
    }
    world
}

#[test]
fn a_look_waits_for_whoever_is_busy_says_until_when_and_tells_the_truth_then() {
    let retry_after = Some(RetryAfter::In(Duration::from_secs(20)));
    for (place, busy) in BUSY.iter().enumerate() {
        let world = told_by_the_service();
        (0..2).for_each(|_| busy(&world, retry_after));
        let told = RefCell::new(Vec::new());
        let look = block_on(world.visit().look(None, &|until| told.borrow_mut().push(until)));
        let assessment = look.expect("a look").assessment;
        assert_eq!((assessment.plan.rewrites().count(), assessment.unreadable), (2, 0), "{place}");
        let due = [20, 40].map(|seconds| now() + Duration::from_secs(seconds));
        assert_eq!(told.take(), due, "{place}");
        assert_eq!(world.clock.now.get(), due[1], "{place}");
    }
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
    assert_eq!(told.first(), Some(&Progress::Waiting { until, why: Waiting::Throttled }));
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
fn a_meeting_whose_text_cannot_be_read_hides_no_other_and_is_counted() {
    for answer in odd_answers() {
        let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
        world.calendar.unread.borrow_mut().push_back(answer.clone());
        if matches!(answer, CalendarError::Refused { certain: false, .. }) {
            world.calendar.unread.borrow_mut().push_back(answer.clone());
        }
        let look = world.look();
        let found = (look.assessment.plan.rewrites().count(), look.assessment.unreadable);
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
        assert_eq!((look.assessment.plan.rewrites().count(), look.assessment.unreadable), (2, 0));
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
    world.calendar.unread.borrow_mut().push_back(CalendarError::Unreadable("no valid body".into()));
    let look = world.look();
    assert_eq!((look.assessment.plan.rewrites().count(), look.assessment.unreadable), (1, 1));
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
    let preview = || block_on(world.visit().preview(&look, &id)).expect("an answer");
    let compared = preview();
    let Preview::Compared { before, after } = &compared else { panic!("{compared:?}") };
    assert!(before.contains(&"Conference ID: 1001".to_owned()));
    assert!(after.contains(&"Conference ID: 2002".to_owned()));
    world.run(&look);
    assert_eq!(preview(), compared, "after the update as before it");
    assert_eq!(
        block_on(world.visit().preview(&world.look(), &id)),
        Ok(Preview::LeftAlone(Reason::AlreadyTrue))
    );
    world.calendar.appointments.borrow_mut().clear();
    assert_eq!(preview(), Preview::LeftAlone(Reason::Deleted));
}
