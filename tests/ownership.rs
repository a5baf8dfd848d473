//! Whose meetings are whose: what is stored outside the body is believed only as far as it is the organizer's own.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use meetings::{Considered, Planned, headers, join_url, meeting, now, plan, profile, target, terms, with};
use redial::block::{JoinUrlForm, MeetingKind};
use redial::dialin::{DialInProfile, Digest};
use redial::link::JoinUrl;
use redial::meeting::{
    Appointment, CustomProperties, ICalUid, Identity, ItemId, NamedProperties, Reason, SeriesRole, TAG_KEY,
    Tag, Uid,
};
use redial::migration::{Link, OnlineMeetings, Policy, Scope, Target, Terms, Verdict};
use serde_json::{Value, json};
use time::Duration;

fn planned(appointments: Vec<Appointment>) -> Planned {
    plan(appointments, target(profile("2002")), terms(&Policy::default()), now())
}

fn rewritten(appointments: Vec<Appointment>) -> usize {
    planned(appointments).rewrites().count()
}

fn reason(appointment: Appointment) -> Reason {
    match planned(vec![appointment]).meetings.into_iter().next().expect("a meeting").verdict {
        Verdict::LeftAlone(reason) => reason,
        verdict => panic!("{verdict:?}"),
    }
}

fn stale() -> Appointment {
    meeting("AAAA1111", 2, &profile("1001"))
}

/// A meeting whose block and property lead to this link, shown beside the organizer's old conference ID.
fn leading_to(id: &str, link: &str) -> Appointment {
    let mut appointment = meeting(id, 2, &profile("1001"));
    appointment.body.content = appointment.body.content.replace(join_url(id).as_str(), link);
    appointment.header.named.external_link = JoinUrl::new(link);
    appointment
}

#[test]
fn another_persons_link_gets_neither_id_nor_number_and_the_reason_names_whose_it_is() {
    for (link, person) in [
        ("https://meet.contoso.example/paul.weber/AAAA1111", "paul.weber"),
        ("https://MEET.contoso.example/Paul.Weber/AAAA1111", "paul.weber"),
        ("https://meet.contoso.example/ines.moreau2/AAAA1111", "ines.moreau2"),
        ("https://meet.contoso.example/ines.moreau/paul/AAAA1111", "paul"),
    ] {
        let reason = reason(leading_to("AAAA1111", link));
        assert_eq!(reason, Reason::AnotherPersons { person: person.into() }, "{link}");
    }
}

#[test]
fn on_a_server_that_nobody_knows_nothing_is_written_and_the_address_is_shown() {
    let link = "https://meet.fabrikam.example/ines.moreau/AAAA1111";
    let unknown = Reason::UnknownAddress { address: link.into() };
    assert_eq!(reason(leading_to("AAAA1111", link)), unknown);
    // One that is said to be an older one of the organizer's is not more believable for being alone.
    let pair = vec![
        leading_to("AAAA1111", link),
        leading_to("BBBB2222", "https://meet.fabrikam.example/ines.moreau/BBBB2222"),
    ];
    assert_eq!(rewritten(pair), 0, "one other meeting is not enough");
}

#[test]
fn two_other_meetings_vouch_for_an_address_that_fits_the_organizers() {
    let at = |person: &str| {
        ["AAAA1111", "BBBB2222", "CCCC3333"]
            .map(|id| leading_to(id, &format!("https://meet.fabrikam.example/{person}/{id}")))
            .to_vec()
    };
    assert_eq!(rewritten(at("ines.moreau")), 3);
    assert_eq!(rewritten(at("paul.weber")), 0, "it does not fit");
    let mut others = at("ines.moreau");
    others[1].header.is_organizer = false;
    assert_eq!(rewritten(others), 0, "other people's do not count");
    let mut series = at("ines.moreau");
    series[0].header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
    series[1].header.series_role = SeriesRole::Exception { master: series[0].header.id.clone() };
    assert_eq!(rewritten(series), 0, "a series counts as one");
}

#[test]
fn an_own_tag_names_an_address_for_all_meetings_that_are_there() {
    let link = "https://meet.fabrikam.example/im/AAAA1111";
    let mut tagged = leading_to("AAAA1111", link);
    tagged.header.custom_properties = tag_of(&tagged).write(&tagged.header.custom_properties);
    let beside = leading_to("BBBB2222", "https://meet.fabrikam.example/im/BBBB2222");
    assert_eq!(rewritten(vec![tagged.clone(), beside.clone()]), 2);
    let anybodys = with(tagged.clone(), |header| header.is_organizer = false);
    assert_eq!(rewritten(vec![anybodys, beside.clone()]), 0, "anybody's tag names nothing");
    let mut copied = tagged;
    copied.header.identity.uid = Some(Uid::new("uid-of-the-copy"));
    assert_eq!(rewritten(vec![copied, beside]), 0, "another meeting's tag names nothing");
}

/// A meeting whose own tag, as earlier versions wrote it, says that it leads and led there.
fn with_tag(mut appointment: Appointment, version: u8, join: &JoinUrl, was: Option<&str>) -> Appointment {
    let mut value = serde_json::to_value(tag_of(&appointment)).expect("JSON");
    value["v"] = json!(version);
    value["uid"] = match version {
        1 => json!(appointment.header.identity.ical_uid),
        _ => json!(appointment.header.identity.uid),
    };
    (value["join"], value["was"]) = (json!(join), json!(was));
    appointment.header.custom_properties.0.insert(TAG_KEY.into(), Value::String(value.to_string()));
    appointment
}

#[test]
fn a_tag_that_earlier_versions_wrote_beside_another_persons_link_makes_nothing_of_theirs_the_organizers() {
    let pauls = |id: &str| format!("https://meet.contoso.example/paul.weber/{id}");
    let of_paul = |id: &str| leading_to(id, &pauls(id));
    let person = Reason::AnotherPersons { person: "paul.weber".into() };
    for version in [1, 2] {
        let join = JoinUrl::new(&pauls("AAAA1111")).expect("a join URL");
        let poisoned = with_tag(of_paul("AAAA1111"), version, &join, None);
        for beside in [vec![], vec![of_paul("BBBB2222")], vec![with_tag(stale(), version, &join, None)]] {
            let plan = planned([vec![poisoned.clone()], beside].concat());
            let leads_to_paul = |known: &&Considered| known.appointment.body.content.contains("paul.weber");
            let left: Vec<&Reason> = plan
                .meetings
                .iter()
                .filter(leads_to_paul)
                .filter_map(|known| match &known.verdict {
                    Verdict::LeftAlone(reason) => Some(reason),
                    Verdict::Rewrite(_) | Verdict::LeftByPolicy(_) => None,
                })
                .collect();
            assert!(!left.is_empty() && left.iter().all(|reason| **reason == person), "{left:?}");
            assert!(plan.rewrites().all(|(known, _)| !known.body.content.contains("paul.weber")));
        }
        // A meeting of the organizer's own that once led to Paul's.
        let own = meeting("CCCC3333", 3, &profile("1001"));
        let join = join_url("CCCC3333");
        let moved = with_tag(own, version, &join, Some(&pauls("BBBB2222")));
        let plan = planned(vec![moved, of_paul("BBBB2222"), of_paul("DDDD4444")]);
        assert_eq!(plan.left_alone().filter(|(_, reason)| **reason == person).count(), 2, "{version}");
        assert_eq!(plan.rewrites().count(), 1, "the organizer's own is mended");
    }
}

#[test]
fn nothing_moves_from_another_persons_online_meeting_to_the_organizers() {
    let link = "https://meet.fabrikam.example/paul.weber/BBBB2222";
    let moved = with_tag(meeting("CCCC3333", 3, &profile("1001")), 2, &join_url("CCCC3333"), Some(link));
    let shown = leading_to("BBBB2222", link);
    let appointments = vec![moved, shown];
    let online = OnlineMeetings::new(None, &headers(&appointments), None);
    let target = Target { profile: profile("2002"), online, scope: Scope::EVERYTHING };
    let plan = plan(appointments, target, terms(&Policy::default()), now());
    let unknown = Reason::UnknownAddress { address: link.into() };
    assert_eq!(plan.left_alone().map(|(_, reason)| reason).collect::<Vec<_>>(), [&unknown]);
}

#[test]
fn nothing_moves_by_way_of_another_persons_online_meeting() {
    let base = "https://meet.contoso.example/ines/";
    let [pauls, new] = ["https://meet.contoso.example/paul.weber/BBBB2222", &format!("{base}NEWMEET0")]
        .map(|link| JoinUrl::new(link).expect("a join URL"));
    let from = join_url("AAAA1111");
    let there = with_tag(meeting("BBBB2222", 2, &profile("1001")), 2, &pauls, Some(from.as_str()));
    let and_back = with_tag(meeting("CCCC3333", 2, &profile("1001")), 2, &new, Some(pauls.as_str()));
    let appointments = vec![stale(), there, and_back];
    let online = OnlineMeetings::new(None, &headers(&appointments), Some(Digest::of(&profile("1001"))));
    let profile = DialInProfile { meeting_base: Some(base.into()), ..profile("2002") };
    let target = Target { profile, online, scope: Scope::EVERYTHING };
    let plan = plan(appointments, target, terms(&Policy::default()), now());
    let (_, rewrite) =
        plan.rewrites().find(|(known, _)| known.header.id.as_str() == "AAAA1111").expect("a rewrite");
    assert_eq!(rewrite.link, Link::ToBeMade { from });
}

/// The tag that the last rewriting left on a meeting.
fn tag_of(appointment: &Appointment) -> Tag {
    let plan = planned(vec![stale()]);
    let mut tag = plan.rewrites().next().expect("a rewrite").1.tag.clone();
    tag.uid.clone_from(&appointment.header.identity.uid);
    tag.join = appointment.header.named.external_link.clone().expect("a link");
    tag
}

/// A meeting that the button made: its tag has no uid, and Microsoft's properties are not there.
fn by_the_button(id: &str, days: i64) -> Appointment {
    let mut made = meeting(id, days, &profile("1001"));
    let mut tag = tag_of(&made);
    tag.uid = None;
    made.header.custom_properties = tag.write(&made.header.custom_properties);
    made.header.named = NamedProperties::default();
    made
}

fn copy_of(original: &Appointment, name: &str, days: i64) -> Appointment {
    let mut copy = original.clone();
    copy.header.id = ItemId::new(name);
    copy.header.identity.uid = Some(Uid::new(format!("uid-{name}")));
    copy.header.start = now() + Duration::days(days);
    copy.header.end = copy.header.start + Duration::hours(1);
    copy
}

#[test]
fn a_tag_without_uid_is_believed_where_one_appointment_alone_claims_its_online_meeting() {
    let plan = planned(vec![by_the_button("AAAA1111", 2)]);
    let (appointment, rewrite) = plan.rewrites().next().expect("a rewrite");
    assert_eq!(rewrite.tag.uid, appointment.header.identity.uid, "the uid comes with the rewriting");
    let right = plan_of_today(vec![by_the_button("AAAA1111", 2)]);
    assert_eq!(right.meetings[0].verdict, Verdict::LeftAlone(Reason::AlreadyTrue), "and not before");
    let two = vec![by_the_button("AAAA1111", 2), by_the_button("BBBB2222", 3)];
    assert_eq!(rewritten(two), 2, "another online meeting is another claim");
}

fn plan_of_today(appointments: Vec<Appointment>) -> Planned {
    plan(appointments, target(profile("1001")), terms(&Policy::default()), now())
}

#[test]
fn where_several_claim_the_online_meeting_of_a_tag_without_uid_none_is_rewritten() {
    let original = by_the_button("AAAA1111", 2);
    let mut by_property = copy_of(&original, "property", 3);
    (by_property.header.custom_properties, by_property.header.named) =
        (CustomProperties::default(), meeting("AAAA1111", 3, &profile("1001")).header.named);
    for other in [
        copy_of(&original, "copy", 3),
        copy_of(&original, "past", -30),
        with(copy_of(&original, "cancelled", 3), |header| header.is_cancelled = true),
        with(copy_of(&original, "nameless", 3), |header| header.identity = Identity::default()),
        by_property,
    ] {
        let name = other.header.id.clone();
        let plan = planned(vec![original.clone(), other]);
        assert_eq!(plan.rewrites().count(), 0, "{name}");
        let of_original =
            plan.meetings.iter().find(|meeting| meeting.appointment.header.id == original.header.id);
        assert_eq!(of_original.expect("a meeting").verdict, Verdict::LeftAlone(Reason::Contested), "{name}");
    }
    let anybodys = with(copy_of(&original, "theirs", 3), |header| header.is_organizer = false);
    assert_eq!(rewritten(vec![original, anybodys]), 1);
}

#[test]
fn a_copy_of_a_meeting_whose_tag_says_whose_it_is_is_a_copy() {
    let unnamed = by_the_button("AAAA1111", 2);
    let mut original = unnamed.clone();
    original.header.custom_properties =
        tag_of(&meeting("AAAA1111", 2, &profile("1001"))).write(&original.header.custom_properties);
    for was in [None, Some(join_url("AAAA1111"))] {
        let mut tag = Tag::read(&original.header.custom_properties).expect("a tag");
        tag.was = was;
        original.header.custom_properties = tag.write(&original.header.custom_properties);
        let plan = planned(vec![original.clone(), copy_of(&unnamed, "copy", 3)]);
        let verdict = |id: &str| {
            let found = plan.meetings.iter().find(|meeting| meeting.appointment.header.id.as_str() == id);
            &found.expect("a meeting").verdict
        };
        assert!(matches!(verdict("AAAA1111"), Verdict::Rewrite(_)));
        assert_eq!(*verdict("copy"), Verdict::LeftAlone(Reason::Copied));
    }
}

#[test]
fn a_copy_of_a_meeting_whose_tag_says_whose_it_is_stands_in_nobodys_way() {
    let unnamed = by_the_button("AAAA1111", 2);
    let mut original = unnamed.clone();
    original.header.custom_properties = tag_of(&stale()).write(&original.header.custom_properties);
    let mut by_property = copy_of(&unnamed, "property", 4);
    (by_property.header.custom_properties, by_property.header.named) =
        (CustomProperties::default(), stale().header.named);
    let plan = planned(vec![original, copy_of(&unnamed, "copy", 3), by_property]);
    let ids: Vec<&str> = plan.rewrites().map(|(appointment, _)| appointment.header.id.as_str()).collect();
    assert_eq!(ids, ["AAAA1111", "property"]);
}

#[test]
fn a_series_counts_as_one_that_claims() {
    let mut master = by_the_button("AAAA1111", -30);
    master.header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
    let mut exception = copy_of(&master, "exception", 5);
    exception.header.identity =
        Identity { original_start: Some(exception.header.start), ..master.header.identity.clone() };
    exception.header.series_role = SeriesRole::Exception { master: master.header.id.clone() };
    for custom_properties in [exception.header.custom_properties.clone(), CustomProperties::default()] {
        let exception = with(exception.clone(), |header| header.custom_properties = custom_properties);
        let plan = planned(vec![master.clone(), exception]);
        assert_eq!(plan.rewrites().count(), 2);
    }
}

#[test]
fn in_the_one_room_of_a_bridge_all_meetings_claim_the_same() {
    let hosted = |id: &str| DialInProfile {
        kind: MeetingKind::Hosted,
        meeting_base: Some(join_url("AAAA1111").as_str().into()),
        ..profile(id)
    };
    let forms = [JoinUrlForm::only(&join_url("AAAA1111"))];
    let policy = Policy::default();
    let terms = Terms { forms: &forms, ..terms(&policy) };
    let first = by_the_button("AAAA1111", 2);
    let both = vec![first.clone(), copy_of(&first, "second", 3)];
    assert_eq!(plan(both, target(hosted("2002")), terms, now()).rewrites().count(), 2);
}

#[test]
fn where_a_server_assigns_one_meeting_all_appointments_claim_the_same() {
    let assigned = |id: &str| DialInProfile { assigned: Some(join_url("AAAA1111")), ..profile(id) };
    let first = by_the_button("AAAA1111", 2);
    let both = vec![first.clone(), copy_of(&first, "second", 3)];
    let policy = Policy::default();
    assert_eq!(plan(both, target(assigned("2002")), terms(&policy), now()).rewrites().count(), 2);
}

#[test]
fn a_tag_that_breaks_the_rules_is_unsure_and_its_address_is_shown() {
    for address in [
        "javascript:alert(1)",
        "https://meet.contoso.example/ines.moreau/../paul.weber/AAAA1111",
        "https://ines@evil.example/ines.moreau/AAAA1111",
    ] {
        for member in ["join", "was"] {
            let mut appointment = stale();
            let mut value = serde_json::to_value(tag_of(&appointment)).expect("JSON");
            value[member] = json!(address);
            appointment.header.custom_properties.0.insert(TAG_KEY.into(), Value::String(value.to_string()));
            let unusable = Reason::UnusableAddress { address: address.into() };
            assert_eq!(reason(appointment.clone()), unusable, "{member} {address}");
            appointment.header.named = NamedProperties::default();
            assert_eq!(reason(appointment.clone()), unusable, "{member} {address}");
            // As a rule the text leads to what the tag holds.
            appointment.body.content =
                appointment.body.content.replace(join_url("AAAA1111").as_str(), address);
            assert_eq!(reason(appointment.clone()), unusable, "{member} {address} in the text too");
            appointment.header.named.unusable = Some(address.to_owned());
            assert_eq!(reason(appointment), unusable, "{member} {address} in text and property too");
        }
    }
    let mut appointment = stale();
    appointment.header.named =
        NamedProperties { unusable: Some("javascript:x".into()), ..NamedProperties::default() };
    assert_eq!(reason(appointment), Reason::UnusableAddress { address: "javascript:x".into() });
    let mut torn = stale();
    torn.header.custom_properties.0.insert(TAG_KEY.into(), json!("{\"v\":2"));
    assert_eq!(reason(torn), Reason::Unsure);
}

#[test]
fn a_meeting_of_a_later_version_is_left_to_that_and_so_are_its_exceptions() {
    let mut master = stale();
    master.header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
    master.header.custom_properties.0.insert(TAG_KEY.into(), json!(r#"{"v":3,"of":["a","b"]}"#));
    let mut exception = copy_of(&stale(), "exception", 5);
    exception.header.series_role = SeriesRole::Exception { master: master.header.id.clone() };
    let plan = planned(vec![master, exception]);
    assert_eq!(plan.meetings.len(), 2);
    for meeting in plan.meetings {
        assert_eq!(meeting.verdict, Verdict::LeftAlone(Reason::NewerTag));
    }
}

#[test]
fn a_meeting_of_a_later_version_is_left_to_that_whatever_its_text_holds() {
    for text in [body_of_a_later_version(), "<p>Agenda</p>".to_owned()] {
        let mut appointment = stale();
        appointment.body.content = text;
        appointment.header.custom_properties.0.insert(TAG_KEY.into(), json!(r#"{"v":3,"of":["a","b"]}"#));
        for named in [appointment.header.named.clone(), NamedProperties::default()] {
            assert_eq!(reason(with(appointment.clone(), |header| header.named = named)), Reason::NewerTag);
        }
    }
}

/// A text whose block this version does not recognise.
fn body_of_a_later_version() -> String {
    stale().body.content.replace(join_url("AAAA1111").as_str(), "https://later.example/x")
}

#[test]
fn a_tag_whose_block_was_taken_out_claims_nothing() {
    let original = by_the_button("AAAA1111", 2);
    let copy = copy_of(&original, "copy", 3);
    for text in ["", "<p>Agenda</p>"] {
        let mut removed = original.clone();
        removed.body.content = text.into();
        let plan = planned(vec![removed, copy.clone()]);
        let ids: Vec<&str> = plan.rewrites().map(|(known, _)| known.header.id.as_str()).collect();
        assert_eq!(ids, ["copy"]);
    }
}

#[test]
fn an_empty_uid_tells_no_meeting() {
    let mut made = by_the_button("AAAA1111", 2);
    let mut tag = tag_of(&stale());
    tag.uid = Some(Uid::new(""));
    made.header.custom_properties = tag.write(&made.header.custom_properties);
    assert_eq!(rewritten(vec![made]), 1);
}

#[test]
fn a_tag_of_version_1_becomes_one_of_version_2_with_the_next_rewriting_alone() {
    let mut appointment = stale();
    let mut value = serde_json::to_value(tag_of(&appointment)).expect("JSON");
    (value["v"], value["uid"]) = (json!(1), json!("ical-AAAA1111"));
    value["later"] = json!("kept");
    appointment.header.custom_properties.0.insert(TAG_KEY.into(), Value::String(value.to_string()));
    appointment.header.named = NamedProperties::default();
    let right = plan_of_today(vec![appointment.clone()]);
    assert_eq!(right.meetings[0].verdict, Verdict::LeftAlone(Reason::AlreadyTrue));
    let plan = planned(vec![appointment.clone()]);
    let (_, rewrite) = plan.rewrites().next().expect("a rewrite");
    let written = serde_json::to_value(&rewrite.tag).expect("JSON");
    assert_eq!((&written["v"], &written["uid"]), (&2.into(), &"uid-AAAA1111".into()));
    assert_eq!(written["later"], "kept");
    appointment.header.identity.ical_uid = Some(ICalUid::new("ical-of-another"));
    assert_eq!(reason(appointment.clone()), Reason::Copied);
    // Where the calendar does not tell the iCalUId, the tag says as much as one without uid.
    appointment.header.identity.ical_uid = None;
    assert_eq!(rewritten(vec![appointment]), 1);
}

#[test]
fn the_tag_of_another_meeting_leaves_nothing_behind() {
    let mut copy = stale();
    let mut tag = tag_of(&copy);
    (tag.uid, tag.was) = (Some(Uid::new("uid-of-another")), Some(join_url("OTHER999")));
    copy.header.custom_properties = tag.write(&copy.header.custom_properties);
    let plan = planned(vec![copy]);
    let (_, rewrite) = plan.rewrites().next().expect("Microsoft's properties claim it");
    assert_eq!(rewrite.tag.was, None);
}
