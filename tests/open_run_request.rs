//! An administrator's request for a run: it starts by itself, is one record from due to done, and is done once.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::Cell;

use meetings::{meeting, now, profile, terms};
use redial::calendar::CalendarError;
use redial::doubles::{
    MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryStore, NextWrite, SteppingClock, block_on,
};
use redial::migration::{
    Assessment, Decision, Machine, OpenRunRequest, Outside, Owner, Policy, Run, RunRecord, RunRequests,
    RunState, drive, load_records, settle,
};
use serde_json::json;

const INES: &str = "ines.moreau@contoso.example";
const OWNER: Owner<'_> = Owner { address: INES, principal_name: Some("ines@contoso.onmicrosoft.example") };
const FIRST: &str = "00000000-0000-4000-8000-000000000001";
const SECOND: &str = "00000000-0000-4000-8000-000000000002";
const CREATED: &str = "2026-11-20T09:00:00Z";

/// A mailbox in which one meeting shows an old conference ID, or none does.
struct World {
    calendar: MemoryCalendar,
    settings: MemoryStore,
    policy: Policy,
}

impl World {
    fn new(conference_id: &str) -> Self {
        Self {
            calendar: MemoryCalendar::new([meeting("AAAA1111", 2, &profile(conference_id))]),
            settings: MemoryStore::default(),
            policy: Policy::default(),
        }
    }

    fn stale() -> Self {
        Self::new("1001")
    }

    fn right() -> Self {
        Self::new("2002")
    }

    fn find(&self, list: &RunRequests) -> Option<OpenRunRequest> {
        block_on(OpenRunRequest::find(list, OWNER, &self.settings)).expect("readable settings")
    }

    /// A look at the meetings with this request open.
    fn look(&self, request: &OpenRunRequest) -> Assessment {
        let dial_in = MemoryDialIn::new(profile("2002"));
        let terms = terms(&self.policy);
        let assessed = block_on(meetings::assess(
            &dial_in,
            &dial_in,
            &self.calendar,
            &self.settings,
            meetings::onlooker(&meetings::clock()),
            terms,
        ));
        let mut assessment = assessed.expect("an assessment");
        block_on(request.apply(&mut assessment, terms, &self.settings, now())).expect("kept");
        assessment
    }

    fn run(&self, request: &OpenRunRequest, assessment: &Assessment) {
        let run = Run {
            correlation_id: request.correlation_id().to_owned(),
            owner: INES.to_owned(),
            plan: &assessment.plan,
            terms: terms(&self.policy),
        };
        let (journal, clock) = (MemoryJournal::default(), SteppingClock { now: Cell::new(now()) });
        let outside = Outside {
            calendar: &self.calendar,
            online_meetings: &MemoryDialIn::new(profile("2002")),
            journal: &journal,
            settings: &self.settings,
            clock: &clock,
        };
        let report = block_on(drive(Machine::new(run, None, now()), outside, |_| {})).expect("a report");
        block_on(request.close(&report, &self.settings)).expect("kept");
    }

    fn record(&self) -> RunRecord {
        let records = block_on(load_records(&self.settings)).expect("records");
        assert_eq!(records.len(), 1, "a request and its run are one record");
        records.into_iter().next().expect("a record")
    }
}

fn list(ids: &[&str]) -> RunRequests {
    let requests: Vec<_> = ids
        .iter()
        .map(|id| json!({ "id": id, "user": "Ines.Moreau@contoso.example", "created": CREATED }))
        .collect();
    RunRequests::read(&json!({ "requests": requests }).to_string()).expect("a list")
}

fn asked(world: &World) -> OpenRunRequest {
    world.find(&list(&[FIRST])).expect("an open request")
}

#[test]
fn nobody_else_is_asked() {
    let world = World::stale();
    let paul = Owner { address: "paul@contoso.example", principal_name: None };
    let found = block_on(OpenRunRequest::find(&list(&[FIRST]), paul, &world.settings));
    assert_eq!(found, Ok(None));
}

#[test]
fn a_run_starts_by_itself_without_a_change_and_whatever_the_policy_says_of_automatic_runs() {
    for automatic in [true, false] {
        let mut world = World::stale();
        world.policy.automatically_migrate_user_meetings = automatic;
        assert_eq!(world.look(&asked(&world)).decision, Decision::Countdown, "{automatic}");
    }
}

#[test]
fn it_waits_where_updates_are_paused() {
    for (allow_manual, decision) in [(true, Decision::PausedManualAllowed), (false, Decision::Paused)] {
        let mut world = World::stale();
        (world.policy.meeting_migration_enabled, world.policy.allow_manual) = (false, allow_manual);
        assert_eq!(world.look(&asked(&world)).decision, decision);
        assert_eq!(world.record().state, RunState::Pending);
        assert!(world.find(&list(&[FIRST])).is_some());
    }
}

#[test]
fn who_asks_for_a_run_asks_for_what_the_policy_leaves() {
    let mut elsewhere = profile("1001");
    elsewhere.meeting_base = Some("https://meet.fabrikam.example/ines/".into());
    let world = World::new("1001");
    block_on(settle(&world.settings, &profile("1001"))).expect("remembered");
    let dial_in = MemoryDialIn::new(elsewhere);
    let assessed = block_on(meetings::assess(
        &dial_in,
        &dial_in,
        &world.calendar,
        &world.settings,
        meetings::onlooker(&meetings::clock()),
        terms(&world.policy),
    ));
    let mut assessment = assessed.expect("an assessment");
    assert_eq!(assessment.decision, Decision::LeftByPolicy);
    let request = asked(&world);
    let applied = request.apply(&mut assessment, terms(&world.policy), &world.settings, now());
    block_on(applied).expect("kept");
    assert_eq!((assessment.decision, assessment.plan.rewrites().count()), (Decision::Countdown, 1));
}

#[test]
fn it_is_pending_until_its_run_has_succeeded_and_then_done() {
    let world = World::stale();
    let request = asked(&world);
    let assessment = world.look(&request);
    let pending = world.record();
    assert_eq!((pending.state, pending.total_meeting), (RunState::Pending, 1));
    assert_eq!((pending.correlation_id.as_str(), pending.create_date.as_str()), (FIRST, CREATED));
    assert!(world.find(&list(&[FIRST])).is_some(), "a look alone does not do it");
    world.run(&request, &assessment);
    let done = world.record();
    assert_eq!((done.state, done.succeeded_meeting), (RunState::Succeeded, 1));
    assert_eq!((done.correlation_id.as_str(), done.create_date.as_str()), (FIRST, CREATED));
    assert_eq!(world.find(&list(&[FIRST])), None);
}

#[test]
fn a_run_that_failed_is_asked_for_again() {
    let world = World::stale();
    let request = asked(&world);
    let refusal =
        CalendarError::Refused { answer: "400".into(), code: "ErrorInvalidRequest".into(), certain: true };
    world.calendar.next.borrow_mut().push_back(NextWrite::Refuse(refusal));
    world.run(&request, &world.look(&request));
    assert_eq!(world.record().state, RunState::Failed);
    let again = asked(&world);
    let assessment = world.look(&again);
    assert_eq!(assessment.decision, Decision::Countdown);
    assert_eq!(world.record().state, RunState::Failed, "what went wrong can be read until the next run");
    world.run(&again, &assessment);
    assert_eq!(world.record().state, RunState::Succeeded);
}

#[test]
fn where_nothing_is_stale_it_is_done_at_once() {
    let world = World::right();
    assert_eq!(world.look(&asked(&world)).decision, Decision::NothingToDo);
    let record = world.record();
    assert_eq!((record.state, record.total_meeting), (RunState::Succeeded, 0));
    assert_eq!(world.find(&list(&[FIRST])), None);
    assert!(world.calendar.writes.borrow().is_empty());
}

#[test]
fn a_due_run_whose_meetings_became_right_otherwise_is_done_with_its_count() {
    let world = World::stale();
    world.look(&asked(&world));
    world.calendar.appointments.replace(World::right().calendar.appointments.into_inner());
    world.look(&asked(&world));
    let record = world.record();
    assert_eq!((record.state, record.total_meeting, record.succeeded_meeting), (RunState::Succeeded, 1, 1));
}

#[test]
fn looking_again_writes_nothing_more() {
    let world = World::stale();
    world.look(&asked(&world));
    let writes = world.settings.writes.get();
    world.look(&asked(&world));
    assert_eq!(world.settings.writes.get(), writes);
}

#[test]
fn a_new_request_is_another_and_ids_that_are_listed_no_more_are_forgotten() {
    let world = World::right();
    let kept = || world.settings.kept.borrow().get("redial.requests").cloned();
    world.look(&asked(&world));
    assert_eq!(kept(), Some(json!([FIRST]).to_string()));
    let second = world.find(&list(&[SECOND])).expect("an open request");
    world.look(&second);
    assert_eq!(kept(), Some(json!([SECOND]).to_string()));
    assert_eq!(world.find(&list(&[SECOND])), None);
}

#[test]
fn what_another_page_did_meanwhile_stays_done() {
    let world = World::right();
    let first = asked(&world);
    let second = world.find(&list(&[SECOND])).expect("an open request");
    world.look(&second);
    world.look(&first);
    assert_eq!(world.find(&list(&[SECOND])), None);
    assert_eq!(world.find(&list(&[FIRST])), None);
}
