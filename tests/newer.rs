//! What a newer version of Redial stored is kept as it stands by one that does not know it.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::Cell;

use meetings::{meeting, now, profile, terms};
use redial::dialin::Digest;
use redial::doubles::{MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryStore, SteppingClock, block_on};
use redial::migration::{
    Decision, Failure, Machine, MeetingOutcome, OpenRunRequest, Outside, Owner, Policy, Run, RunReport,
    RunRequests, drive, end_interrupted, load_records, settle,
};
use serde_json::{Value, json};

const INES: &str = "ines.moreau@contoso.example";
const OWNER: Owner<'_> = Owner { address: INES, principal_name: None };
const FIRST: &str = "00000000-0000-4000-8000-000000000001";
const SECOND: &str = "00000000-0000-4000-8000-000000000002";

/// A mailbox with one stale meeting.
struct World {
    calendar: MemoryCalendar,
    settings: MemoryStore,
    journal: MemoryJournal,
}

impl World {
    fn keeping(settings: &[(&str, &Value)]) -> Self {
        let mut stale = meeting("AAAA1111", 2, &profile("1001"));
        stale.header.custom_properties.0.insert("newer".into(), json!("{\"v\":2}"));
        let kept = settings.iter().map(|(key, value)| ((*key).to_owned(), value.to_string())).collect();
        let settings = MemoryStore { kept: std::cell::RefCell::new(kept), ..MemoryStore::default() };
        Self { calendar: MemoryCalendar::new([stale]), settings, journal: MemoryJournal::default() }
    }

    fn kept(&self, key: &str) -> Value {
        serde_json::from_str(&self.settings.kept.borrow()[key]).expect("JSON")
    }

    /// What a page does from its opening to the end of a run, where dial-in data settles first.
    fn update(&self) -> (Decision, RunReport) {
        let policy = Policy { settle_minutes: 1, ..Policy::default() };
        let (terms, dial_in) = (terms(&policy), MemoryDialIn::new(profile("2002")));
        block_on(end_interrupted(&self.settings, now())).expect("kept");
        let assessed = block_on(meetings::assess(
            &dial_in,
            &dial_in,
            &self.calendar,
            &self.settings,
            meetings::onlooker(&meetings::clock()),
            terms,
        ));
        let assessment = assessed.expect("an assessment");
        let run = Run { correlation_id: FIRST.into(), owner: INES.into(), plan: &assessment.plan, terms };
        let outside = Outside {
            calendar: &self.calendar,
            online_meetings: &dial_in,
            journal: &self.journal,
            settings: &self.settings,
            clock: &SteppingClock { now: Cell::new(now()) },
        };
        (
            assessment.decision,
            block_on(drive(Machine::new(run, None, now()), outside, |_| {})).expect("a report"),
        )
    }
}

fn digest(conference_id: &str) -> Value {
    serde_json::to_value(Digest::of(&profile(conference_id))).expect("JSON")
}

fn with(mut value: Value, pointer: &str, new: Value) -> Value {
    let (parent, member) = pointer.rsplit_once('/').expect("a pointer");
    value.pointer_mut(parent).expect("a parent")[member] = new;
    value
}

fn record(id: &str, state: &str) -> Value {
    json!({
        "CorrelationId": id, "CreateDate": "2026-11-20T09:00:00Z", "ModifiedDate": "2026-11-20T09:00:00Z",
        "MigrationType": "SfbToSfb", "State": state, "TotalMeeting": 2, "SucceededMeeting": 1,
        "FailedMeeting": 0, "InvitesUpdate": 1, "RetryCount": 0, "LastMessage": "",
        "UserPrincipalName": INES,
    })
}

#[test]
fn settings_and_custom_properties_of_other_names_stay() {
    let world = World::keeping(&[("redial.newer", &json!({ "any": 1 })), ("theirs", &json!("kept"))]);
    let before = world.settings.kept.borrow().clone();
    let (_, report) = world.update();
    assert!(report.results.iter().all(|result| result.outcome == MeetingOutcome::Updated));
    for (key, value) in &before {
        assert_eq!(&world.settings.kept.borrow()[key], value);
    }
    assert_eq!(
        world.calendar.appointments.borrow()[0].header.custom_properties.0["newer"],
        json!("{\"v\":2}")
    );
}

#[test]
fn members_of_a_digest_that_are_not_known_stay_while_the_others_are_brought_up_to_date() {
    let newer = |id| with(with(digest(id), "/region", json!("f00d")), "/audio/pins", json!([1]));
    let world = World::keeping(&[("redial.profile", &newer("1001"))]);
    let observed = json!({ "digest": newer("1001"), "since": "2026-11-20T09:00:00Z", "by": "newer" });
    world.settings.kept.borrow_mut().insert("redial.observed".into(), observed.to_string());
    world.update();
    assert_eq!(world.kept("redial.profile"), newer("2002"));
    let since = json!({ "digest": newer("2002"), "since": "2026-11-23T08:00:00Z", "by": "newer" });
    assert_eq!(world.kept("redial.observed"), since);
    let writes = world.settings.writes.get();
    block_on(settle(&world.settings, &profile("2002"))).expect("readable settings");
    assert_eq!(world.settings.writes.get(), writes, "nothing differs");
}

#[test]
fn a_setting_in_a_form_that_is_not_known_is_not_touched() {
    for newer in [
        json!({ "v": 2, "fields": {} }),
        with(digest("1001"), "/v", json!(2)),
        with(digest("1001"), "/home", json!("everywhere")),
        json!(["another", "form"]),
        json!("text"),
    ] {
        let keys = ["redial.profile", "redial.observed"];
        let world = World::keeping(&keys.map(|key| (key, &newer)));
        let (decision, report) = world.update();
        assert!(matches!(decision, Decision::Ask(_)), "no change was seen: {decision:?}");
        assert_eq!(report.results.len(), 1, "the meetings tell what is stale");
        for key in keys {
            assert_eq!(world.settings.kept.borrow()[key], newer.to_string());
        }
    }
}

#[test]
fn a_text_that_is_no_json_is_nobodys() {
    let world = World::keeping(&[]);
    for key in ["redial.profile", "redial.observed", "redial.runs", "redial.requests"] {
        world.settings.kept.borrow_mut().insert(key.into(), "{\"cut".into());
    }
    world.update();
    assert_eq!(world.kept("redial.profile"), digest("2002"));
    assert_eq!(world.kept("redial.runs")[0]["CorrelationId"], FIRST);
}

#[test]
fn records_of_a_newer_version_stay_as_they_are_and_end_with_nobody_elses() {
    let newer = [
        record("waits", "Waiting"),
        with(record("second", "InProgress"), "/v", json!(2)),
        with(record(FIRST, "InProgress"), "/MigrationType", json!("SfbToTeams")),
        json!({ "another": "form" }),
    ];
    let world = World::keeping(&[("redial.runs", &json!(newer))]);
    world.update();
    let kept = world.kept("redial.runs");
    assert_eq!(kept.as_array().map(Vec::len), Some(5));
    assert_eq!((&kept[0]["CorrelationId"], &kept[0]["State"]), (&json!(FIRST), &json!("Succeeded")));
    for (known, new) in newer.iter().zip(kept.as_array().expect("a list").iter().skip(1)) {
        assert_eq!(known, new);
    }
    assert_eq!(block_on(load_records(&world.settings)).expect("records").len(), 1);
}

#[test]
fn members_of_a_record_that_are_not_known_stay() {
    let going_on = with(record("old", "InProgress"), "/Due", json!("2026-12-01T08:00:00Z"));
    let asked_again = with(record(FIRST, "Failed"), "/Reports", json!([{ "to": "x" }]));
    let world = World::keeping(&[("redial.runs", &json!([going_on, asked_again]))]);
    world.update();
    let kept = world.kept("redial.runs");
    assert_eq!((&kept[0]["CorrelationId"], &kept[0]["State"]), (&json!(FIRST), &json!("Succeeded")));
    assert_eq!(
        (&kept[0]["Reports"], &kept[0]["CreateDate"]),
        (&json!([{ "to": "x" }]), &asked_again["CreateDate"])
    );
    assert_eq!((&kept[1]["State"], &kept[1]["Due"]), (&json!("Failed"), &going_on["Due"]));
}

#[test]
fn a_list_of_records_in_a_newer_form_takes_no_record() {
    let newer = json!({ "v": 2, "runs": [] });
    let world = World::keeping(&[("redial.runs", &newer)]);
    let (_, report) = world.update();
    assert!(report.results.iter().all(|result| result.outcome == MeetingOutcome::Updated));
    assert_eq!(world.kept("redial.runs"), newer);
}

fn requests(id: &str) -> RunRequests {
    let request = json!({ "id": id, "user": INES, "created": "2026-11-20T09:00:00Z" });
    RunRequests::read(&json!({ "requests": [request] }).to_string()).expect("a list")
}

#[test]
fn what_a_newer_version_keeps_of_requests_stays_beside_the_ids() {
    let newer = json!({ "id": "any", "declined": true });
    let world = World::keeping(&[("redial.requests", &json!([newer, FIRST, 7]))]);
    let open = |id| block_on(OpenRunRequest::find(&requests(id), OWNER, &world.settings)).expect("settings");
    assert_eq!(open(FIRST), None);
    let open = open(SECOND).expect("an open request");
    let (_, report) = world.update();
    block_on(open.close(&report, &world.settings)).expect("kept");
    assert_eq!(world.kept("redial.requests"), json!([newer, 7, SECOND]));
}

#[test]
fn a_request_is_left_to_the_newer_version_that_alone_knows_whether_it_is_done() {
    let newer = json!({ "v": 2, "done": [] });
    let world = World::keeping(&[("redial.requests", &newer)]);
    assert_eq!(block_on(OpenRunRequest::find(&requests(FIRST), OWNER, &world.settings)), Ok(None));
    assert_eq!(world.kept("redial.requests"), newer);
}

#[test]
fn a_journal_entry_of_a_newer_version_stays_and_its_meeting_is_not_written() {
    let key = format!("journal/{FIRST}/AAAA1111");
    let first = World::keeping(&[]);
    first.update();
    let ours: Value = serde_json::from_str(&first.journal.kept.borrow()[&key]).expect("JSON");
    for newer in [
        with(ours.clone(), "/v", json!(2)),
        with(ours.clone(), "/undone", json!(true)),
        with(ours.clone(), "/state", json!("takenBack")),
        json!({ "another": "form" }),
    ] {
        let world = World::keeping(&[]);
        world.journal.kept.borrow_mut().insert(key.clone(), newer.to_string());
        let (_, report) = world.update();
        let outcome = report.results.first().map(|result| &result.outcome);
        assert!(matches!(outcome, Some(MeetingOutcome::Failed(Failure::Journal(_)))), "{outcome:?}");
        assert!(world.calendar.writes.borrow().is_empty());
        assert_eq!(world.journal.kept.borrow()[&key], newer.to_string());
    }
}
