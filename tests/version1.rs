//! What the first version wrote is read with the meaning it had. `tests/version1/` holds it, written by that version,
//! and never changes.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::fs;

use std::cell::Cell;

use meetings::{body, clock, join_url, meeting, now, profile, terms};
use redial::block::{DialInNumber, Language, MeetingKind};
use redial::configuration::Configuration;
use redial::dialin::sources::Hosted;
use redial::dialin::{Change, Conference, DialIn, DialInProfile, OwnAddresses};
use redial::doubles::{
    MemoryCalendar, MemoryDialIn, MemoryStore, NoPatience, ScriptedTransport, SteppingClock, block_on,
};
use redial::meeting::{
    Appointment, ChangeKey, Claims, Criteria, CustomProperties, ICalUid, ItemId, NamedProperties, Ownership,
    Standing, Tag, Uid, judge,
};
use redial::migration::{
    Assessment, Decision, JournalEntry, JournalState, MigrationType, OpenRunRequest, Owner, Policy,
    RunRecord, RunRequests, RunState, load_records, settle,
};
use serde_json::Value;
use time::{Duration, OffsetDateTime};

const INES: &str = "ines.moreau@contoso.example";
const OWNER: Owner<'_> = Owner { address: INES, principal_name: None };
const REQUEST: &str = "00000000-0000-4000-8000-000000000001";

fn kept(name: &str) -> String {
    fs::read_to_string(format!("{}/tests/version1/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a file")
}

/// The roaming settings of the mailbox after its last run.
fn settings() -> MemoryStore {
    let settings = MemoryStore::default();
    for key in ["redial.profile", "redial.observed", "redial.runs", "redial.requests"] {
        settings.kept.borrow_mut().insert(key.into(), kept(&format!("roaming/{key}.json")));
    }
    settings
}

fn custom_properties(name: &str) -> CustomProperties {
    serde_json::from_str(&kept(&format!("tags/{name}.json"))).expect("custom properties")
}

/// A meeting that its tag alone makes one of Redial's.
fn tagged(name: &str, uid: &str) -> Appointment {
    let mut appointment = meeting("AAAA1111", 2, &profile("1"));
    appointment.body.content = kept(&format!("tags/{name}.html"));
    appointment.header.custom_properties = custom_properties(name);
    // The first version told meetings by their iCalUId.
    appointment.header.identity.ical_uid = Some(ICalUid::new(uid));
    appointment.header.named = NamedProperties::default();
    appointment
}

/// A look at a calendar with one meeting, which shows another conference ID than the profile.
fn look(settings: &MemoryStore, today: &DialInProfile, policy: &Policy, at: OffsetDateTime) -> Assessment {
    let mut stale = meeting("AAAA1111", 2, today);
    stale.body.content = body("AAAA1111", &profile("9"));
    let calendar = MemoryCalendar::new([stale]);
    let dial_in = MemoryDialIn::new(today.clone());
    block_on(meetings::assess(
        &dial_in,
        &dial_in,
        &calendar,
        settings,
        meetings::onlooker(&SteppingClock { now: Cell::new(at) }),
        terms(policy),
    ))
    .expect("an assessment")
}

#[test]
fn a_tag_says_what_it_said() {
    let of = |name: &str| Tag::read(&custom_properties(name)).expect("a tag");
    let id = |tag: &Tag| tag.conf.as_ref().map(|id| id.as_str().to_owned());
    for (name, uid, join, was, language) in [
        ("button", None, "https://meet.contoso.example/ines/NEWMEET0", None, Language::Swedish),
        ("run", Some("RUNS1111"), join_url("RUNS1111").as_str(), None, Language::English),
        (
            "moved",
            Some("RUNS1111"),
            "https://meet.contoso.example/ines/NEWMEET0",
            Some("RUNS1111"),
            Language::English,
        ),
        ("beside-another-key", Some("EDIT2222"), join_url("EDIT2222").as_str(), None, Language::English),
    ] {
        let tag = of(name);
        assert_eq!(tag.uid, uid.map(|id| Uid::new(format!("uid-{id}"))), "{name}");
        assert_eq!((tag.join.as_str(), tag.was.clone()), (join, was.map(join_url)), "{name}");
        assert_eq!((id(&tag).as_deref(), tag.lang), (Some("57083549"), language), "{name}");
        assert_eq!(tag.fp, profile("57083549").fingerprint(), "{name}");
    }
    let teams = of("teams");
    assert!(teams.join.as_str().starts_with("https://teams.microsoft.com/l/meetup-join/19%3ameeting_"));
    assert_eq!((teams.uid.clone(), teams.was.clone(), id(&teams)), (None, None, None));
}

#[test]
fn a_tagged_meeting_is_ours_and_its_block_is_known_as_it_was_written() {
    for (name, uid, kind) in [
        ("button", "uid-RUNS1111", MeetingKind::SkypeForBusiness),
        ("run", "uid-RUNS1111", MeetingKind::SkypeForBusiness),
        ("moved", "uid-RUNS1111", MeetingKind::SkypeForBusiness),
        ("beside-another-key", "uid-EDIT2222", MeetingKind::SkypeForBusiness),
        ("teams", "uid-RUNS1111", MeetingKind::Teams),
    ] {
        let appointment = tagged(name, uid);
        let meeting_base = Some("https://meet.contoso.example/ines/".to_owned());
        let profile = DialInProfile { kind, meeting_base, ..profile("57083549") };
        let claimed = [(appointment.header.clone(), Claims::on(&appointment.header))];
        let ownership = block_on(Ownership::new(OwnAddresses::of(&profile, &[]), &claimed, &clock()));
        let criteria = Criteria { kind, forms: &[], max_attendees: None, now: now(), ownership: &ownership };
        let standing = judge(&appointment, &Claims::default(), criteria);
        let Standing::Ours(ours, _) = standing else { panic!("{name}: {standing:?}") };
        assert!(ours.tagged && ours.unedited, "{name}");
    }
}

#[test]
fn the_profile_seen_last_is_compared_with_today() {
    let (policy, settings) = (Policy::default(), settings());
    let same = look(&settings, &profile("57083549"), &policy, now());
    assert_eq!(same.decision, Decision::Ask(redial::migration::AskedBecause::NoTriggerSeen));
    let writes = settings.writes.get();
    block_on(settle(&settings, &profile("57083549"))).expect("readable settings");
    assert_eq!(settings.writes.get(), writes, "nothing changed");
    let another = look(&settings, &profile("4410278"), &policy, now());
    assert_eq!(another.changes, [Change::ConferenceIdChanged]);
    assert_eq!(another.decision, Decision::Countdown);
}

#[test]
fn dial_in_data_that_settles_has_done_so_since_it_was_observed() {
    let policy = Policy { settle_minutes: 90, ..Policy::default() };
    let settings = settings();
    block_on(settle(&settings, &profile("4410278"))).expect("kept");
    let after =
        |minutes| look(&settings, &profile("57083549"), &policy, now() + Duration::minutes(minutes)).decision;
    assert_eq!(after(89), Decision::Settling { until: now() + Duration::minutes(90) });
    assert_eq!(after(90), Decision::Countdown);
}

#[test]
fn the_records_of_runs_are_as_they_were() {
    let records = block_on(load_records(&settings())).expect("records");
    let ids: Vec<&str> = records.iter().map(|record| record.correlation_id.as_str()).collect();
    let (last, first) = ("b6f7c1de-0000-4000-8000-00000000000b", "b6f7c1de-0000-4000-8000-00000000000a");
    assert_eq!(ids, [last, REQUEST, first]);
    let failed = RunRecord {
        rooms_lost: 0,
        correlation_id: first.into(),
        create_date: "2026-11-23T08:00:00Z".into(),
        modified_date: "2026-11-23T08:00:00Z".into(),
        migration_type: MigrationType::SfbToSfb,
        state: RunState::Failed,
        total_meeting: 4,
        succeeded_meeting: 2,
        failed_meeting: 2,
        invites_update: 2,
        retry_count: 1,
        last_message: "the mailbox answered with status 500 (ErrorInternalServerError)".into(),
        user_principal_name: INES.into(),
        deferred_until: None,
        everything: false,
        deliveries: 0,
        last_delivery: None,
        rescheduled: 0,
        online_lost: Vec::new(),
    };
    assert_eq!(records.last(), Some(&failed));
    assert!(records.iter().take(2).all(|record| record.state == RunState::Succeeded));
}

#[test]
fn a_request_that_is_done_stays_so() {
    let requests = RunRequests::read(&kept("requests.json")).expect("a list");
    let open = |settings: &MemoryStore| {
        let found = block_on(OpenRunRequest::find(&requests, OWNER, settings)).expect("readable settings");
        found.map(|request| request.correlation_id().to_owned())
    };
    assert_eq!(open(&settings()), None);
    assert_eq!(open(&MemoryStore::default()).as_deref(), Some(REQUEST));
}

#[test]
fn a_journal_entry_tells_before_and_after_and_how_far_it_came() {
    for (name, id, state) in [
        ("begun", "EDIT2222", JournalState::Begun),
        ("not-written", "RUNS1111", JournalState::NotWritten),
        ("written", "LOST4444", JournalState::Written { change_key: ChangeKey::new("1+") }),
    ] {
        let entry: JournalEntry = serde_json::from_str(&kept(&format!("journal/{name}.json"))).expect(name);
        assert_eq!((&entry.id, &entry.uid), (&ItemId::new(id), &Some(Uid::new(format!("uid-{id}")))));
        assert_eq!(entry.key(), format!("journal/b6f7c1de-0000-4000-8000-00000000000a/{id}"));
        assert_eq!((entry.at.as_str(), entry.change_key_before.as_str()), ("2026-11-23T08:00:00Z", "1"));
        assert!(body(id, &profile("4410278")).contains(&entry.block_before), "{name}");
        assert!(body(id, &profile("57083549")).contains(&entry.block_after), "{name}");
        assert_eq!(entry.custom_properties_before.0.contains_key("theirs"), name == "begun");
        assert_eq!(entry.state, state);
    }
}

#[test]
fn every_setting_of_a_configuration_is_taken_as_it_is_written() {
    for name in ["config.json", "config-as-shipped.json"] {
        let text = kept(name);
        let read = serde_json::to_value(Configuration::read(&text).expect(name)).expect("JSON");
        let mut written: Value = serde_json::from_str(&text).expect("JSON");
        // A moment is the same in every time zone.
        for end in ["from", "until"] {
            if let Some(moment) = written.pointer_mut(&format!("/announcement/{end}")) {
                *moment = read["announcement"][end].clone();
            }
        }
        for (field, value) in written.as_object().expect("an object") {
            assert!(says(&read[field], value), "{name}, {field}: {}", read[field]);
        }
    }
}

/// Whether a value holds another; what it holds beside that was left to the default.
fn says(read: &Value, written: &Value) -> bool {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            written.iter().all(|(field, value)| read.get(field).is_some_and(|read| says(read, value)))
        }
        (read, written) => read == written,
    }
}

#[test]
fn the_file_of_a_bridge_gives_the_same_profiles() {
    let of = |organizer: &str| {
        let file: Value = serde_json::from_str(&kept("hosted.json")).expect("JSON");
        let transport = ScriptedTransport::new([ScriptedTransport::json(&file)]);
        let config: Value = serde_json::from_str(&kept("config.json")).expect("JSON");
        let config = Configuration::read(&config.to_string()).expect("a configuration");
        let source = Hosted::new(&transport, "hosted.json", organizer, config.join_url_forms.clone());
        block_on(source.profile(&[], &NoPatience)).expect("a profile")
    };
    let everybody = of("tomas.lind@contoso.example");
    let audio = everybody.audio.expect("audio conferencing");
    let number = |number: &str, region: &str, languages: &str, toll_free| DialInNumber {
        number: number.into(),
        region: region.into(),
        languages: languages.into(),
        toll_free,
    };
    assert_eq!(
        audio.numbers,
        [
            number("+46 8 505 210 34", "Stockholm", "Svenska (Sverige), English (United Kingdom)", false),
            number("0800 555 0136", "", "", true),
        ]
    );
    assert_eq!(audio.conference, Conference::PerMeeting);
    assert_eq!(everybody.branding.footer.as_deref(), Some("Calls may be recorded."));
    let ines = of("Ines.Moreau@contoso.example");
    assert_eq!(ines.meeting_base.as_deref(), Some("https://bridge.contoso.example/join/ines"));
    assert!(ines.audio.is_some_and(|audio| audio.conference != Conference::PerMeeting));
}
