//! The calendar over Graph: what is asked, and how answers are read.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::RefCell;
use std::fmt::Write as _;
use std::time::Duration;

use async_trait::async_trait;
use meetings::{Everything, find, now};
use redial::calendar::graph::Graph;
use redial::calendar::{Calendar, CalendarError, Patience};
use redial::doubles::{NoPatience, ScriptedTransport, block_on};
use redial::link::JoinUrl;
use redial::meeting::{
    Body, BodyFormat, ChangeKey, CustomProperties, ICalUid, Identity, ItemId, NamedProperties, OnlineLoss,
    OnlineState, RoomAnswer, Sent, SeriesRole, Uid, Update,
};
use redial::wire::{GraphMailbox, Mailbox, Request, Response, RetryAfter, TransportError};
use serde_json::{Value, json};
use time::OffsetDateTime;

const ID: &str = "4F6BE7CB-107a-42f6-836c-ce5ec4026b68";
const BAG: &str =
    "String {00020329-0000-0000-c000-000000000046} Name cecp-4f6be7cb-107a-42f6-836c-ce5ec4026b68";

fn graph(transport: &ScriptedTransport) -> Graph<&ScriptedTransport> {
    Graph::new(transport, GraphMailbox::new("https://graph.example/v1.0/", Mailbox::Own), &[ID])
}

/// Requests as they are sent, for people to compare.
fn written(requests: &[Request]) -> String {
    let mut text = String::new();
    for request in requests {
        let url = percent_encoding::percent_decode_str(&request.url).decode_utf8_lossy();
        let _ = writeln!(text, "{} {url}", request.method.as_str());
        for (name, value) in &request.headers {
            let _ = writeln!(text, "{name}: {value}");
        }
        if let Some(body) = &request.body {
            let body: Value = serde_json::from_str(body).expect("JSON");
            let _ = writeln!(text, "\n{}", serde_json::to_string_pretty(&body).expect("JSON"));
        }
        text.push_str("---\n");
    }
    text
}

fn event(id: &str, kind: &str) -> Value {
    json!({
        "@odata.etag": "W/\"key-1\"", "id": id, "changeKey": "key-1", "iCalUId": format!("uid-{id}"),
        "subject": "Budget", "type": kind, "isOrganizer": true, "isCancelled": false, "isDraft": false,
        "body": { "contentType": "html", "content": "<p>Agenda\r\n</p>" },
        "start": { "dateTime": "2026-11-24T09:00:00.0000000", "timeZone": "UTC" },
        "end": { "dateTime": "2026-11-24T09:30:00.0000000", "timeZone": "UTC" },
        "attendees": [{}, {}],
        "singleValueExtendedProperties": [
            { "id": BAG, "value": "{\"redial\":\"x\",\"theirs\":1}" },
            { "id": "Integer 0x1016", "value": "3" },
            { "id": "String {00020329-0000-0000-C000-000000000046} Name OnlineMeetingExternalLink",
              "value": "https://meet.contoso.example/ines/AB12CD34" },
        ],
    })
}

fn page(events: Vec<Value>) -> Result<Response, TransportError> {
    ScriptedTransport::json(&json!({ "value": events }))
}

fn read(event: &Value) -> Result<redial::meeting::Appointment, CalendarError> {
    let transport = ScriptedTransport::new([ScriptedTransport::json(event)]);
    block_on(graph(&transport).read(&[ItemId::new("one")])).remove(0)
}

#[test]
fn finding_asks_for_tagged_meetings_their_exceptions_and_what_else_is_ahead() {
    let mut master = event("series", "seriesMaster");
    master["recurrence"] = json!({ "range": { "type": "noEnd", "startDate": "2026-01-05" } });
    let mut exception = event("changed", "exception");
    exception["seriesMasterId"] = json!("series");
    let mut occurrence = event("plain", "occurrence");
    occurrence["seriesMasterId"] = json!("series");
    let next = json!({ "value": [event("one", "singleInstance")], "@odata.nextLink": "https://graph.example/v1.0/me/events?$skip=1" });
    let transport = ScriptedTransport::new([
        ScriptedTransport::json(&next),
        page(vec![master]),
        page(vec![event("one", "singleInstance")]),
        page(vec![]),
        page(vec![]),
        page(vec![occurrence.clone(), exception.clone()]),
        ScriptedTransport::json(&exception),
        page(vec![occurrence, exception, event("copy", "singleInstance")]),
        ScriptedTransport::json(&event("copy", "singleInstance")),
    ]);
    let found = block_on(find(&graph(&transport), now(), &NoPatience)).expect("appointments").headers;
    let ids: Vec<&str> = found.iter().map(|header| header.id.as_str()).collect();
    assert_eq!(ids, ["one", "series", "changed", "copy"], "each once, occurrences not at all");
    assert_eq!(found[1].series_role, SeriesRole::Master { until: None, exceptions: 1 });
    assert_eq!(found[2].series_role, SeriesRole::Exception { master: ItemId::new("series") });
    insta::assert_snapshot!(written(&transport.asked.borrow()));
}

/// Whoever waits for a busy mailbox, and counts.
#[derive(Default)]
struct Counting(RefCell<Vec<u32>>);

#[async_trait(?Send)]
impl Patience<CalendarError> for Counting {
    async fn wait(&self, again: u32, _error: CalendarError) -> Result<(), CalendarError> {
        self.0.borrow_mut().push(again);
        Ok(())
    }
}

fn busy() -> Result<Response, TransportError> {
    Ok(Response { status: 429, headers: vec![("Retry-After".into(), "7".into())], body: String::new() })
}

#[test]
fn where_the_mailbox_is_busy_one_request_is_sent_again_and_what_was_found_is_kept() {
    let next = json!({ "value": [event("one", "singleInstance")], "@odata.nextLink": "https://graph.example/v1.0/me/events?$skip=1" });
    let transport = ScriptedTransport::new([
        busy(),
        ScriptedTransport::json(&next),
        busy(),
        busy(),
        page(vec![event("two", "singleInstance")]),
        page(vec![]),
        busy(),
        page(vec![]),
        page(vec![]),
        page(vec![event("three", "singleInstance")]),
        ScriptedTransport::json(&event("three", "singleInstance")),
    ]);
    let waited = Counting::default();
    let found = block_on(find(&graph(&transport), now(), &waited)).expect("appointments");
    assert_eq!((found.headers.len(), found.unreadable), (3, 0));
    assert_eq!(waited.0.take(), [1, 1, 2, 1], "each request counts its own");
    let asked = transport.asked.borrow();
    let mut once: Vec<_> = asked.iter().map(|request| &request.url).collect();
    once.dedup();
    assert_eq!((asked.len(), once.len()), (11, 7));
}

/// The answers to a batch: each part by its place.
fn batch(parts: &[(usize, u16, Value)]) -> Result<Response, TransportError> {
    let parts = parts.iter().map(|(place, status, body)| {
        json!({ "id": place.to_string(), "status": status, "headers": { "Retry-After": "7" }, "body": body })
    });
    ScriptedTransport::json(&json!({ "responses": parts.collect::<Vec<_>>() }))
}

fn items(names: &[&str]) -> Vec<ItemId> {
    names.iter().map(|name| ItemId::new(*name)).collect()
}

#[test]
fn many_texts_are_read_in_one_request_each_part_for_itself_and_in_any_order() {
    let answer = batch(&[
        (4, 404, json!({ "error": { "code": "ErrorItemNotFound" } })),
        (0, 200, event("a", "singleInstance")),
        (3, 429, json!({ "error": { "code": "ApplicationThrottled" } })),
        (1, 200, json!({ "id": "b" })),
        (7, 200, event("nobody asked", "singleInstance")),
    ]);
    let transport = ScriptedTransport::new([answer, ScriptedTransport::json(&event("c", "singleInstance"))]);
    let read = block_on(graph(&transport).read(&items(&["a", "b", "c", "d/+=", "e"])));
    assert_eq!(read[0].as_ref().map(|read| read.header.id.as_str()), Ok("a"));
    assert!(matches!(read[1], Err(CalendarError::Unreadable(_))));
    assert_eq!(read[2].as_ref().map(|read| read.header.id.as_str()), Ok("c"), "no part of the answer is its");
    let retry_after = Some(RetryAfter::In(Duration::from_secs(7)));
    assert_eq!(read[3], Err(CalendarError::Throttled { retry_after }));
    assert_eq!(read[4], Err(CalendarError::NotFound));
    insta::assert_snapshot!(written(&transport.asked.borrow()));
}

#[test]
fn whoever_is_signed_out_in_a_part_of_a_batch_is_asked_for_by_itself() {
    let twenty: Vec<_> = (0..5)
        .map(|place| (place, if place == 3 { 401 } else { 200 }, event("a", "singleInstance")))
        .collect();
    for (alone, is_read) in
        [(ScriptedTransport::json(&event("d", "singleInstance")), true), (batch(&[]), false)]
    {
        let transport = ScriptedTransport::new([batch(&twenty), alone]);
        let read = block_on(graph(&transport).read(&items(&["a", "b", "c", "d", "e"])));
        assert_eq!(transport.asked.borrow().len(), 2);
        assert_eq!(read.iter().filter(|read| read.is_ok()).count(), if is_read { 5 } else { 4 });
    }
}

#[test]
fn one_fresh_token_does_for_all_parts_of_a_batch_that_are_signed_out() {
    let all = |status, count| {
        let parts: Vec<_> = (0..count).map(|place| (place, status, event("a", "singleInstance"))).collect();
        batch(&parts)
    };
    let one = ScriptedTransport::json(&event("a", "singleInstance"));
    let transport = ScriptedTransport::new([all(401, 20), one, all(200, 19)]);
    let names: Vec<String> = (0..20).map(|number| format!("item{number}")).collect();
    let ids = items(&names.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(block_on(graph(&transport).read(&ids)).iter().all(Result::is_ok));
    assert_eq!(transport.asked.borrow().len(), 3);

    let refused = Response { status: 401, headers: Vec::new(), body: String::new() };
    let transport = ScriptedTransport::new([all(401, 20), Ok(refused)]);
    let read = block_on(graph(&transport).read(&ids));
    assert!(read.iter().all(|read| *read == Err(CalendarError::SignedOut)), "a fresh token did not help");
    assert_eq!(transport.asked.borrow().len(), 2);
}

#[test]
fn a_batch_holds_twenty_and_a_few_items_need_none() {
    let names: Vec<String> = (0..44).map(|number| format!("item{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let twenty: Vec<_> = (0..20).map(|place| (place, 200, event("a", "singleInstance"))).collect();
    let one = || ScriptedTransport::json(&event("a", "singleInstance"));
    let transport = ScriptedTransport::new([batch(&twenty), batch(&twenty), one(), one(), one(), one()]);
    let read = block_on(graph(&transport).read(&items(&names)));
    assert!(read.len() == 44 && read.iter().all(Result::is_ok));
    assert_eq!(transport.asked.borrow().len(), 6);
}

#[test]
fn a_batch_that_is_of_no_use_is_read_item_by_item_and_a_mailbox_that_answers_none_is_not_asked_so_often() {
    let names = ["a", "b", "c", "d", "e"];
    let answer = |status| {
        let code = if status == 404 { "MailboxNotEnabledForRESTAPI" } else { "" };
        Response { status, headers: Vec::new(), body: json!({ "error": { "code": code } }).to_string() }
    };
    for (status, requests) in
        [(200, 6), (400, 6), (500, 6), (502, 6), (410, 6), (404, 1), (429, 1), (503, 1), (401, 1), (403, 1)]
    {
        let one = || ScriptedTransport::json(&event("a", "singleInstance"));
        let transport = ScriptedTransport::new([Ok(answer(status)), one(), one(), one(), one(), one()]);
        let read = block_on(graph(&transport).read(&items(&names)));
        assert_eq!(transport.asked.borrow().len(), requests, "{status}");
        assert!(read.len() == 5 && read.iter().all(|read| read.is_ok() == (requests == 6)), "{status}");
    }
}

#[test]
fn a_series_of_so_many_dates_is_over_when_none_is_ahead() {
    let mut master = event("series", "seriesMaster");
    master["recurrence"] =
        json!({ "range": { "type": "numbered", "startDate": "2026-01-05", "numberOfOccurrences": 3 } });
    let transport = ScriptedTransport::new([
        page(vec![master]),
        page(vec![]),
        page(vec![]),
        page(vec![]),
        page(vec![]),
        page(vec![]),
        page(vec![]),
    ]);
    let found = block_on(find(&graph(&transport), now(), &NoPatience)).expect("appointments").headers;
    assert_eq!(found[0].over_at(), Some(now()));
}

/// A series that begins `days` from now and the answers about its occurrences: those of the next time, and of later.
fn series(days: i64, range: Value, soon: Vec<Value>, later: Vec<Value>) -> (SeriesRole, Vec<String>) {
    let at = |days: i64| {
        let day = (now() + time::Duration::days(days)).date();
        json!({ "dateTime": format!("{day}T09:00:00.0000000"), "timeZone": "UTC" })
    };
    let mut master = event("series", "seriesMaster");
    (master["start"], master["end"]) = (at(days), at(days + 1));
    master["recurrence"] = json!({ "range": range });
    let empty = || page(vec![]);
    let mut answers = vec![page(vec![master]), empty(), empty(), empty(), page(soon.clone())];
    if !later.is_empty() {
        answers.push(page(later));
    }
    let is_changed = |date: &&Value| date["type"] == "exception";
    answers.extend(soon.iter().filter(is_changed).map(ScriptedTransport::json));
    answers.extend([empty(), empty()]);
    let transport = ScriptedTransport::new(answers);
    let found = block_on(find(&graph(&transport), now(), &NoPatience)).expect("appointments").headers;
    let asked = transport.asked.borrow();
    let instances = asked.iter().filter(|request| request.url.contains("/instances"));
    (found[0].series_role.clone(), instances.map(|request| request.url.clone()).collect())
}

fn until(days: i64) -> Value {
    let day = (now() + time::Duration::days(days)).date();
    json!({ "type": "endDate", "startDate": "2026-01-05", "endDate": day.to_string() })
}

fn numbered() -> Value {
    json!({ "type": "numbered", "startDate": "2026-01-05", "numberOfOccurrences": 3 })
}

#[test]
fn a_series_with_nothing_left_is_over_whatever_its_range_says() {
    let mut cancelled = event("cancelled", "occurrence");
    (cancelled["isCancelled"], cancelled["seriesMasterId"]) = (json!(true), json!("series"));
    for (range, soon) in [
        (until(0), vec![]),
        (until(30), vec![]),
        (until(30), vec![cancelled.clone()]),
        (until(1000), vec![]),
        (numbered(), vec![cancelled]),
    ] {
        let (role, _) = series(-100, range.clone(), soon, vec![]);
        assert_eq!(role, SeriesRole::Master { until: Some(now()), exceptions: 0 }, "{range}");
    }
}

#[test]
fn a_series_with_an_occurrence_left_is_not_over() {
    let mut next = event("next", "occurrence");
    next["seriesMasterId"] = json!("series");
    let is_ahead = |role: &SeriesRole| matches!(role, SeriesRole::Master { until, .. } if until.is_none_or(|until| until > now()));
    for (days, range, soon, later) in [
        (-100, until(30), vec![next.clone()], vec![]),
        (-100, until(1000), vec![next.clone()], vec![]),
        // Every sixth year.
        (-100, until(3000), vec![], vec![next.clone()]),
        (-100, numbered(), vec![next.clone()], vec![]),
        (-100, json!({ "type": "noEnd", "startDate": "2026-01-05" }), vec![next.clone()], vec![]),
        // It begins late.
        (500, numbered(), vec![next.clone()], vec![]),
        (500, until(800), vec![next], vec![]),
    ] {
        let (role, _) = series(days, range.clone(), soon, later);
        assert!(is_ahead(&role), "{days}, {range}: {role:?}");
    }
}

#[test]
fn a_series_that_begins_late_is_asked_for_its_occurrences_then() {
    let mut changed = event("changed", "exception");
    changed["seriesMasterId"] = json!("series");
    let (role, asked) = series(800, numbered(), vec![changed], vec![]);
    assert_eq!(role, SeriesRole::Master { until: None, exceptions: 1 });
    assert_eq!(asked.len(), 1);
    let window = |name: &str, days: i64| {
        let day = (now() + time::Duration::days(days)).date();
        assert!(asked[0].contains(&format!("{name}={day}")), "{asked:?}");
    };
    window("startDateTime", 600);
    window("endDateTime", 600 + 1825);
}

#[test]
fn a_write_is_conditional_and_holds_body_and_tag_together() {
    let transport = ScriptedTransport::new([ScriptedTransport::json(&json!({ "changeKey": "key-2" }))]);
    let update = Update {
        id: ItemId::new("AAMk/1+2="),
        change_key: ChangeKey::new("key-1"),
        body: Body { format: BodyFormat::Html, content: "<p>é</p>\r\n".into() },
        custom_properties: CustomProperties([("redial".to_owned(), json!("{}"))].into()),
        external_link: None,
        tel_uri: Some("tel:+442079460100,,2002".into()),
    };
    let updated = block_on(graph(&transport).update(&[update])).remove(0).expect("written");
    assert_eq!(updated.change_key, ChangeKey::new("key-2"));
    insta::assert_snapshot!(written(&transport.asked.borrow()));
}

fn write_of(id: &str) -> Update {
    Update {
        id: ItemId::new(id),
        change_key: ChangeKey::new("key-1"),
        body: Body { format: BodyFormat::Html, content: "<p>é</p>".into() },
        custom_properties: CustomProperties::default(),
        external_link: None,
        tel_uri: None,
    }
}

#[test]
fn who_is_told_that_the_mailbox_is_busy_or_nobody_signed_in_sends_no_further_write() {
    let updates = ["one", "two", "three", "four", "five", "six"].map(write_of);
    let written = || ScriptedTransport::json(&json!({ "changeKey": "key-2" }));
    let retry_after = Some(RetryAfter::In(Duration::from_secs(7)));
    let not_signed_in = TransportError::NotSignedIn { reason: "the token is gone".into() };
    for (told, error, rest) in [
        (busy(), CalendarError::Throttled { retry_after }, CalendarError::NotSent { retry_after }),
        (answer(401, ""), CalendarError::SignedOut, CalendarError::SignedOut),
        (Err(not_signed_in.clone()), not_signed_in.clone().into(), not_signed_in.into()),
    ] {
        let transport = ScriptedTransport::new([written(), told, written(), written(), written(), written()]);
        let updated = block_on(graph(&transport).update(&updates));
        assert!([0, 2, 3].into_iter().all(|at| updated[at].is_ok()), "they were on their way already");
        assert_eq!((&updated[1], &updated[4..]), (&Err(error), [Err(rest.clone()), Err(rest)].as_slice()));
        assert_eq!(transport.asked.borrow().len(), 4);
    }
    let of_one = [answer(403, ""), answer(412, ""), answer(500, ""), written(), answer(412, ""), written()];
    let updated = block_on(graph(&ScriptedTransport::new(of_one)).update(&updates));
    assert!(updated[3].is_ok() && updated[5].is_ok(), "what is of one item stops no other");
}

#[test]
fn rooms_are_read_with_what_they_answered_and_people_are_none() {
    let attendee = |kind: Value, address: Value, response: Value| {
        json!({ "type": kind, "emailAddress": { "name": "Anchor", "address": address },
                "status": { "response": response, "time": "0001-01-01T00:00:00Z" } })
    };
    let anchor = || json!("Anchor@contoso.example");
    for (attendee, answer) in [
        (attendee(json!("resource"), anchor(), json!("accepted")), Some(RoomAnswer::Booked)),
        (attendee(json!("Resource"), anchor(), json!("declined")), Some(RoomAnswer::Declined)),
        (attendee(json!("resource"), anchor(), json!("tentativelyAccepted")), Some(RoomAnswer::Open)),
        (attendee(json!("resource"), anchor(), json!("none")), Some(RoomAnswer::Open)),
        (attendee(json!("resource"), anchor(), Value::Null), Some(RoomAnswer::Open)),
        (attendee(json!("required"), anchor(), json!("declined")), None),
        (attendee(Value::Null, anchor(), json!("declined")), None),
        (attendee(json!("resource"), Value::Null, json!("declined")), None),
        (json!({ "type": "resource" }), None),
        (
            json!({ "type": "resource", "emailAddress": { "address": "anchor@contoso.example" } }),
            Some(RoomAnswer::Open),
        ),
        (Value::Null, None),
    ] {
        let mut event = event("one", "singleInstance");
        event["attendees"] = json!([attendee]);
        let rooms = read(&event).expect("an appointment").header.rooms;
        assert_eq!(rooms.first().map(|room| room.answer), answer, "{attendee}");
        assert!(rooms.iter().all(|room| room.address == "anchor@contoso.example" && !room.name.is_empty()));
    }
}

#[test]
fn an_event_is_read_with_what_is_stored_beside_it() {
    let appointment = read(&event("one", "singleInstance")).expect("an appointment");
    assert_eq!(appointment.body.content, "<p>Agenda\r\n</p>");
    assert_eq!(appointment.body.format, BodyFormat::Html);
    assert_eq!(appointment.header.attendees, 2);
    assert_eq!(appointment.header.start.unix_timestamp(), 1_795_510_800);
    assert_eq!(appointment.header.custom_properties.0.len(), 2, "the set's GUID counts whatever its case");
    assert_eq!(
        appointment.header.named.external_link.expect("a link").as_str(),
        "https://meet.contoso.example/ines/AB12CD34"
    );
}

#[test]
fn an_event_says_which_meeting_it_is_by_its_global_object_id_whatever_its_icaluid() {
    let mut occurrence = event("one", "exception");
    occurrence["seriesMasterId"] = json!("series");
    occurrence["originalStart"] = json!("2026-11-24T09:00:00Z");
    let identity = |event: &Value| read(event).expect("an appointment").header.identity;
    let original_start = OffsetDateTime::from_unix_timestamp(1_795_510_800).ok();
    let ical_uid = Some(ICalUid::new("uid-one"));
    assert_eq!(identity(&occurrence), Identity { uid: None, ical_uid, original_start });
    let properties = occurrence["singleValueExtendedProperties"].as_array_mut().expect("a list");
    properties.push(json!({
        "id": "Binary {6ed8da90-450b-101b-98da-00aa003f1305} Id 0x23",
        "value": "BAAAAIIA4AB0xbcQGoLgCAAAAAA=",
    }));
    for missing in [json!(null), json!("")] {
        occurrence["iCalUId"] = missing;
        let uid = Some(Uid::new("BAAAAIIA4AB0xbcQGoLgCAAAAAA="));
        assert_eq!(identity(&occurrence), Identity { uid, ical_uid: None, original_start });
    }
}

#[test]
fn a_meeting_is_a_draft_only_where_its_invitation_was_never_sent() {
    let sent = |is_draft: Value, flags: &[(&str, &str)]| {
        let mut event = event("one", "singleInstance");
        event["isDraft"] = is_draft;
        let properties = event["singleValueExtendedProperties"].as_array_mut().expect("a list");
        for (id, value) in flags {
            let id = format!("Boolean {{00062002-0000-0000-c000-000000000046}} Id {id}");
            properties.push(json!({ "id": id, "value": value }));
        }
        read(&event).expect("an appointment").header.sent
    };
    let (invited, changed) = ("0x8229", "0x8227");
    for (is_draft, flags, expected) in [
        (json!(true), vec![], Sent::Never),
        (json!(true), vec![(invited, "false")], Sent::Never),
        (json!(true), vec![(changed, "true")], Sent::Never),
        (json!(true), vec![(invited, "true")], Sent::AsItIs),
        (json!(true), vec![(invited, "True"), (changed, "false")], Sent::AsItIs),
        (json!(true), vec![(invited, "true"), (changed, "true")], Sent::ButForChanges),
        (json!(false), vec![], Sent::AsItIs),
        (json!(false), vec![(invited, "false")], Sent::AsItIs),
        (json!(false), vec![(invited, "true"), (changed, "true")], Sent::AsItIs),
        (json!(null), vec![], Sent::AsItIs),
    ] {
        assert_eq!(sent(is_draft.clone(), &flags), expected, "{is_draft} {flags:?}");
    }
}

#[test]
fn a_stored_address_that_is_no_join_url_is_kept_as_such() {
    let stored = |link: &str| {
        let mut event = event("one", "singleInstance");
        event["singleValueExtendedProperties"][2]["value"] = json!(link);
        read(&event).expect("an appointment").header.named
    };
    let named = stored("https://meet.contoso.example/ines/../paul/AB12CD34");
    assert_eq!(named.external_link, None);
    assert_eq!(named.unusable.as_deref(), Some("https://meet.contoso.example/ines/../paul/AB12CD34"));
    assert_eq!(stored(" "), NamedProperties::default());
}

#[test]
fn a_plain_text_body_that_graph_converted_is_known_as_such() {
    let mut converted = event("one", "singleInstance");
    converted["singleValueExtendedProperties"][1]["value"] = json!("1");
    assert_eq!(read(&converted).expect("an appointment").body.format, BodyFormat::PlainText);
}

/// The event with its body kept in another native format (`PidTagNativeBody`), or in one that is not told.
fn native(format: Option<&str>) -> Value {
    let mut event = event("one", "singleInstance");
    let properties = event["singleValueExtendedProperties"].as_array_mut().expect("a list");
    match format {
        Some(format) => properties[1]["value"] = json!(format),
        None => drop(properties.remove(1)),
    }
    event
}

/// What is read where the server gives these answers, and how much was asked.
fn read_with(answers: Vec<Result<Response, TransportError>>) -> (Result<BodyFormat, CalendarError>, usize) {
    let transport = ScriptedTransport::new(answers);
    let read = block_on(graph(&transport).read(&[ItemId::new("one")])).remove(0);
    (read.map(|read| read.body.format), transport.asked.take().len())
}

fn attached(attachments: Value) -> Result<Response, TransportError> {
    ScriptedTransport::json(&json!({ "value": attachments }))
}

#[test]
fn a_body_is_kept_as_its_own_format_says() {
    let with = |format| read_with(vec![ScriptedTransport::json(&native(format)), attached(json!([]))]);
    for (format, kept, asked) in [
        (Some("3"), BodyFormat::Html, 1),
        (Some("2"), BodyFormat::RichText, 2),
        (Some("1"), BodyFormat::PlainText, 1),
        (Some("0"), BodyFormat::Unknown, 1),
        (Some(""), BodyFormat::Unknown, 1),
        // The event itself does not tell, either.
        (None, BodyFormat::Unknown, 1),
    ] {
        assert_eq!(with(format), (Ok(kept), asked), "{format:?}");
    }
}

#[test]
fn an_event_that_does_not_tell_its_format_among_others_is_read_by_itself() {
    let parts: Vec<_> = (0..5).map(|place| (place, 200, native((place != 3).then_some("3")))).collect();
    for (format, kept) in
        [(Some("3"), BodyFormat::Html), (Some("1"), BodyFormat::PlainText), (None, BodyFormat::Unknown)]
    {
        let transport = ScriptedTransport::new([batch(&parts), ScriptedTransport::json(&native(format))]);
        let read = block_on(graph(&transport).read(&items(&["a", "b", "c", "d", "e"])));
        let read: Vec<_> = read.into_iter().map(|read| read.expect("an appointment").body.format).collect();
        assert_eq!(read[3], kept, "{format:?}");
        assert!(transport.asked.borrow()[1].url.contains("/events/d?"));
        assert_eq!(transport.asked.borrow().len(), 2);
    }
}

#[test]
fn what_stands_in_rich_text_is_seen_by_what_is_attached_whether_that_counts_as_an_attachment_or_not() {
    let file = |inline: bool, kind: &str| {
        json!([
            { "@odata.type": "#microsoft.graph.fileAttachment", "name": "agenda.pdf", "contentType": "application/pdf", "isInline": false },
            { "@odata.type": "#microsoft.graph.fileAttachment", "name": "a", "contentType": kind, "isInline": inline },
        ])
    };
    let of_type = |kind: &str| json!([{ "@odata.type": kind, "name": "Worksheet", "contentType": null, "isInline": false }]);
    for (attachments, kept) in [
        (json!([]), BodyFormat::RichText),
        (file(false, "image/png"), BodyFormat::RichText),
        (file(true, "image/png"), BodyFormat::RichTextWithObjects),
        (file(false, "application/oleobject"), BodyFormat::RichTextWithObjects),
        (file(false, "application/x-oleobject"), BodyFormat::RichTextWithObjects),
        (of_type("#microsoft.graph.itemAttachment"), BodyFormat::RichTextWithObjects),
        (of_type("#microsoft.graph.referenceAttachment"), BodyFormat::RichTextWithObjects),
        (json!([{ "name": null }]), BodyFormat::RichText),
    ] {
        for has_attachments in [json!(true), json!(false), json!(null)] {
            let mut event = native(Some("2"));
            event["hasAttachments"] = has_attachments;
            let answers = vec![ScriptedTransport::json(&event), attached(attachments.clone())];
            assert_eq!(read_with(answers), (Ok(kept), 2), "{attachments}");
        }
    }
}

#[test]
fn an_encrypted_text_is_known_by_what_is_attached() {
    for (name, kind) in [
        ("message.rpmsg", "application/x-microsoft-rpmsg-message"),
        ("Message.RPMSG", "application/octet-stream"),
        ("message", "application/x-microsoft-rpmsg-message"),
    ] {
        for format in ["1", "2", "3"] {
            let mut event = native(Some(format));
            event["hasAttachments"] = json!(true);
            let attachments = json!([{ "name": name, "contentType": kind, "isInline": false }]);
            let answers = vec![ScriptedTransport::json(&event), attached(attachments)];
            assert_eq!(read_with(answers), (Ok(BodyFormat::Protected), 2), "{name} {format}");
        }
    }
}

#[test]
fn what_is_attached_is_asked_for_only_where_something_may_be_written() {
    let asked = |change: &dyn Fn(&mut Value)| {
        let mut event = native(Some("2"));
        event["hasAttachments"] = json!(true);
        change(&mut event);
        read_with(vec![ScriptedTransport::json(&event), attached(json!([]))]).1
    };
    assert_eq!(asked(&|_| {}), 2);
    assert_eq!(asked(&|event| event["isOrganizer"] = json!(false)), 1);
    let unmark = |event: &mut Value| {
        event["singleValueExtendedProperties"] = json!([{ "id": "Integer 0x1016", "value": "2" }])
    };
    assert_eq!(asked(&unmark), 1);
    let exception = |event: &mut Value| {
        unmark(event);
        (event["type"], event["seriesMasterId"]) = (json!("exception"), json!("series"));
    };
    assert_eq!(asked(&exception), 2, "its series may have what marks it");
}

#[test]
fn a_text_beside_attachments_that_cannot_be_listed_is_not_read() {
    let with = |answer| read_with(vec![ScriptedTransport::json(&native(Some("2"))), answer]).0;
    assert_eq!(with(answer(503, "")), Err(CalendarError::Throttled { retry_after: None }));
    assert!(matches!(with(answer(200, "<html>")), Err(CalendarError::Unreadable(_))));
    assert!(matches!(with(answer(500, "")), Err(CalendarError::Refused { certain: false, .. })));
}

#[test]
fn what_is_attached_to_many_is_asked_for_in_one_request() {
    let parts: Vec<_> =
        (0..6).map(|place| (place, 200, native(Some(if place == 2 { "3" } else { "2" })))).collect();
    let lists: Vec<_> =
        (0..5).map(|place| (place, 200, json!({ "value": [{ "isInline": place == 3 }] }))).collect();
    let transport = ScriptedTransport::new([batch(&parts), batch(&lists)]);
    let read = block_on(graph(&transport).read(&items(&["a", "b", "c", "d", "e", "f"])));
    let formats: Vec<_> = read.into_iter().map(|read| read.expect("an appointment").body.format).collect();
    let (html, rich, objects) = (BodyFormat::Html, BodyFormat::RichText, BodyFormat::RichTextWithObjects);
    assert_eq!(formats, [rich, rich, html, rich, objects, rich]);
    assert_eq!(transport.asked.borrow().len(), 2);
}

#[test]
fn a_batch_of_attachments_that_is_signed_out_in_parts_or_of_no_use_hides_no_text() {
    let texts: Vec<_> = (0..5).map(|place| (place, 200, native(Some("2")))).collect();
    let lists = |count, status| {
        let parts: Vec<_> = (0..count).map(|place| (place, status, json!({ "value": [] }))).collect();
        batch(&parts)
    };
    let singly = || (0..5).map(|_| attached(json!([])));
    for (answers, asked) in [
        (vec![lists(5, 401), attached(json!([])), lists(4, 200)], 4),
        (std::iter::once(answer(400, "")).chain(singly()).collect(), 7),
        (std::iter::once(answer(500, "")).chain(singly()).collect(), 7),
        (std::iter::once(answer(200, "<html>")).chain(singly()).collect(), 7),
    ] {
        let transport = ScriptedTransport::new([batch(&texts)].into_iter().chain(answers));
        let read = block_on(graph(&transport).read(&items(&["a", "b", "c", "d", "e"])));
        let formats: Vec<_> = read.into_iter().map(|read| read.map(|read| read.body.format)).collect();
        assert_eq!(formats, vec![Ok(BodyFormat::RichText); 5]);
        assert_eq!(transport.asked.borrow().len(), asked);
    }
}

#[test]
fn a_series_is_over_after_its_last_day_everywhere() {
    let mut master = event("series", "seriesMaster");
    master["recurrence"] =
        json!({ "range": { "type": "endDate", "startDate": "2026-01-05", "endDate": "2026-12-31" } });
    let over = read(&master).expect("an appointment").header.over_at().expect("an end");
    assert_eq!(over.date().to_string(), "2027-01-02");
}

/// Events of which each can be read on its own: what is said to be a lone surrogate is one.
fn page_of_texts(events: &[String], next: Option<&str>) -> Result<Response, TransportError> {
    let next = next.map_or(String::new(), |url| format!(r#","@odata.nextLink":"{url}""#));
    let body = format!(r#"{{"value":[{}]{next}}}"#, events.join(",")).replace("LONE", r"\ud83c");
    Ok(Response { status: 200, headers: Vec::new(), body })
}

#[test]
fn an_appointment_that_cannot_be_read_hides_no_other_and_counts_once() {
    let broken = |id: &str, kind: &str, field: &str, value: Value| {
        let mut event = event(id, kind);
        event["seriesMasterId"] = json!("series");
        event[field] = value;
        event.to_string()
    };
    let good = |id: &str| event(id, "singleInstance").to_string();
    let mut master = event("series", "seriesMaster");
    master["recurrence"] = json!({ "range": { "type": "noEnd", "startDate": "2026-01-05" } });
    let unreadable = [
        broken("subject", "singleInstance", "subject", json!("LONE")),
        broken("body", "singleInstance", "body", json!({ "contentType": "html", "content": "a LONE b" })),
        broken("start", "singleInstance", "start", Value::Null),
        broken("series-too", "seriesMaster", "recurrence", Value::Null),
        r#""no event""#.to_owned(),
        r#"{"id":"LONE"}"#.to_owned(),
    ];
    let exception = broken("changed", "exception", "subject", json!("LONE"));
    let occurrence = broken("plain", "occurrence", "subject", json!("LONE"));
    let with = |event: String| [unreadable.as_slice(), &[event]].concat();
    let text = |event: &str| {
        page_of_texts(&[event.to_owned()], None)
            .map(|page| Response { body: event.replace("LONE", "\\ud800"), ..page })
    };
    let transport = ScriptedTransport::new([
        page_of_texts(&with(good("one")), Some("https://graph.example/v1.0/me/events?$skip=50")),
        page_of_texts(&with(master.to_string()), None),
        page(vec![]),
        page(vec![]),
        page(vec![]),
        page_of_texts(&[exception.clone(), occurrence.clone()], None),
        text(&exception),
        page_of_texts(&[exception.clone(), occurrence, unreadable[0].clone(), good("two")], None),
        text(&exception),
        text(&unreadable[0]),
        text(&good("two")),
    ]);
    let found = block_on(find(&graph(&transport), now(), &NoPatience)).expect("appointments");
    let ids: Vec<&str> = found.headers.iter().map(|appointment| appointment.id.as_str()).collect();
    assert_eq!(ids, ["one", "series", "two"]);
    assert_eq!(found.headers[1].series_role, SeriesRole::Master { until: None, exceptions: 1 });
    assert_eq!(found.unreadable, unreadable.len() + 1, "and the changed occurrence");
}

#[test]
fn what_is_read_a_moment_later_was_not_missed() {
    let broken = event("one", "singleInstance").to_string().replace("Budget", "LONE");
    let transport = ScriptedTransport::new([
        page_of_texts(&[broken], None),
        page(vec![event("one", "singleInstance")]),
        page(vec![]),
        page(vec![]),
        page(vec![]),
    ]);
    let found = block_on(find(&graph(&transport), now(), &NoPatience)).expect("appointments");
    assert_eq!((found.headers.len(), found.unreadable), (1, 0));
}

#[test]
fn a_list_that_is_no_list_is_an_error() {
    for body in [r#"{"value":[{"id":"cut"#, "{}", r#"{"value":{}}"#, "<html>"] {
        let response = Response { status: 200, headers: Vec::new(), body: body.to_owned() };
        let transport = ScriptedTransport::new([Ok(response)]);
        let found = block_on(find(&graph(&transport), now(), &NoPatience));
        assert!(matches!(found, Err(CalendarError::Unreadable(_))), "{body}");
    }
}

#[test]
fn custom_properties_that_cannot_be_read_are_not_taken_for_none() {
    let with = |text: &str| {
        let mut event = event("one", "singleInstance");
        event["singleValueExtendedProperties"][0]["value"] = json!(text);
        read(&event).map(|appointment| appointment.header.custom_properties)
    };
    for text in ["[\"another form\"]", "{\"cut", "{\"theirs\":\"\\ud800\"}"] {
        assert!(
            matches!(with(text), Err(CalendarError::Unreadable(reason)) if reason.contains("properties"))
        );
    }
    assert_eq!(with(" "), Ok(CustomProperties::default()));
}

#[test]
fn an_answer_that_lacks_something_is_an_error_that_names_it() {
    for field in ["id", "changeKey", "start", "body"] {
        let mut broken = event("one", "singleInstance");
        broken.as_object_mut().expect("an object").remove(field);
        let Err(CalendarError::Unreadable(reason)) = read(&broken) else { panic!("{field} is needed") };
        assert!(reason.contains(field), "{reason}");
    }
}

#[test]
fn every_refusal_is_told_apart() {
    let refused = |status: u16, headers: Vec<(String, String)>, body: &str| {
        let response = Response { status, headers, body: body.to_owned() };
        let transport = ScriptedTransport::new([Ok(response)]);
        block_on(graph(&transport).read(&[ItemId::new("one")])).remove(0).expect_err("a refusal")
    };
    let retry_after = vec![("retry-after".to_owned(), "9".to_owned())];
    assert_eq!(
        refused(429, retry_after, ""),
        CalendarError::Throttled { retry_after: Some(RetryAfter::In(Duration::from_secs(9))) }
    );
    for status in [408, 503, 504] {
        let busy = refused(status, vec![], "");
        assert_eq!(busy, CalendarError::Throttled { retry_after: None }, "{status}");
        assert!(!busy.is_refusal(), "{status}: nobody knows whether a write happened");
    }
    assert_eq!(
        refused(412, vec![], r#"{"error":{"code":"ErrorIrresolvableConflict"}}"#),
        CalendarError::Conflict
    );
    assert_eq!(refused(403, vec![], ""), CalendarError::Forbidden { answer: "403".into() });
    let with_code =
        |status, code: &str| refused(status, vec![], &json!({ "error": { "code": code } }).to_string());
    for (status, code, error) in [
        (404, "ErrorItemNotFound", CalendarError::NotFound),
        (404, "MailboxNotEnabledForRESTAPI", CalendarError::NoMailbox),
        (400, "MailboxNotSupportedForRESTAPI", CalendarError::NoMailbox),
        (404, "ErrorNonExistentMailbox", CalendarError::NoMailbox),
        (404, "ResourceNotFound", CalendarError::NotFound),
        (404, "", CalendarError::NotFound),
        (400, "ErrorIrresolvableConflict", CalendarError::Conflict),
        (409, "", CalendarError::Conflict),
        (500, "ErrorMailboxMoveInProgress", CalendarError::Throttled { retry_after: None }),
        (400, "ApplicationThrottled", CalendarError::Throttled { retry_after: None }),
        (500, "ErrorTooManyObjectsOpened", CalendarError::Throttled { retry_after: None }),
        (500, "ErrorServerBusy", CalendarError::Throttled { retry_after: None }),
        (500, "ErrorInternalServerTransientError", CalendarError::Throttled { retry_after: None }),
        (500, "ErrorMailboxStoreUnavailable", CalendarError::Throttled { retry_after: None }),
        (504, "UnknownError", CalendarError::Throttled { retry_after: None }),
        (500, "ErrorItemNotFound", CalendarError::NotFound),
        (500, "ErrorAccessDenied", CalendarError::Forbidden { answer: "500".into() }),
        (400, "ErrorAccessDenied", CalendarError::Forbidden { answer: "400".into() }),
    ] {
        assert_eq!(with_code(status, code), error, "{status} {code}");
    }
    for code in ["ErrorQuotaExceeded", "ErrorMessageSizeExceeded"] {
        assert!(with_code(500, code).is_refusal(), "{code}: without room nothing is written");
    }
    for status in [400, 500, 503] {
        let corrupt = with_code(status, "ErrorCorruptData");
        assert!(matches!(corrupt, CalendarError::Refused { certain: false, .. }), "{status}: {corrupt:?}");
    }
    assert!(!with_code(500, "UnknownError").is_refusal());
    let code = r#"{"error":{"code":"ErrorInvalidRequest","message":"secret text of a body"}}"#;
    let error = refused(400, vec![], code);
    assert_eq!(
        error,
        CalendarError::Refused { answer: "400".into(), code: "ErrorInvalidRequest".into(), certain: true }
    );
    assert!(!error.to_string().contains("secret"));
    for (status, certain) in [
        (400, true),
        (405, true),
        (422, true),
        (413, true),
        (423, true),
        (500, false),
        (502, false),
        (507, true),
    ] {
        assert_eq!(
            refused(status, vec![], code).is_refusal(),
            certain,
            "{status}: whether nothing was written"
        );
    }
    assert!(matches!(refused(200, vec![], "<html>"), CalendarError::Unreadable(_)));
}

/// A calendar with one series that ends late, and one meeting; the answers about the series' occurrences.
fn beside_a_series(
    start: &str,
    range: Value,
    about: Vec<Result<Response, TransportError>>,
) -> (Result<Everything, CalendarError>, Vec<String>) {
    let mut master = event("series", "seriesMaster");
    master["recurrence"] = json!({ "range": range });
    (master["start"]["dateTime"], master["end"]["dateTime"]) = (json!(start), json!(start));
    let mut exception = event("changed", "exception");
    exception["seriesMasterId"] = json!("series");
    let empty = || page(vec![]);
    let mut answers = vec![page(vec![event("one", "singleInstance"), master]), empty(), empty(), empty()];
    answers.extend(about);
    let two = event("two", "singleInstance");
    answers.extend([
        page(vec![exception.clone(), two.clone()]),
        ScriptedTransport::json(&exception),
        ScriptedTransport::json(&two),
    ]);
    let transport = ScriptedTransport::new(answers);
    let found = block_on(find(&graph(&transport), now(), &NoPatience));
    let asked = transport.asked.borrow();
    (found, asked.iter().map(|request| request.url.clone()).collect())
}

fn answer(status: u16, body: &str) -> Result<Response, TransportError> {
    Ok(Response { status, headers: Vec::new(), body: body.to_owned() })
}

fn ids(found: &Everything) -> Vec<&str> {
    found.headers.iter().map(|appointment| appointment.id.as_str()).collect()
}

#[test]
fn a_series_that_cannot_be_read_hides_nothing_else_and_counts_once() {
    let begun = "2026-01-05T09:00:00.0000000";
    let more = || {
        ScriptedTransport::json(
            &json!({ "value": [], "@odata.nextLink": "https://graph.example/v1.0/events/series/instances?$skip=50" }),
        )
    };
    let code = r#"{"error":{"code":"ErrorItemNotFound"}}"#;
    for (status, body) in [(400, code), (404, code), (404, ""), (409, code), (410, "")] {
        let failed = || answer(status, body);
        for about in [
            vec![failed()],
            vec![more(), failed()],
            vec![page(vec![]), failed()],
            vec![page(vec![]), more(), failed()],
        ] {
            let asked = about.len();
            let (found, _) = beside_a_series(begun, until(5000), about);
            let found = found.expect("appointments");
            let known = vec!["one", "changed", "two"];
            assert_eq!((ids(&found), found.unreadable), (known, 1), "{status} at {asked}");
        }
    }
}

#[test]
fn what_keeps_the_whole_mailbox_from_being_read_stops_the_look() {
    let begun = "2026-01-05T09:00:00.0000000";
    let unreachable = || Err(TransportError::Unreachable { host: "graph.example".into() });
    for failed in [
        || answer(401, ""),
        || answer(403, ""),
        || answer(429, ""),
        || answer(503, ""),
        || answer(504, ""),
        || answer(200, "<html>"),
        unreachable,
    ] {
        for about in [vec![failed()], vec![page(vec![]), failed()]] {
            assert!(beside_a_series(begun, until(5000), about).0.is_err(), "{:?}", failed());
        }
    }
}

#[test]
fn dates_at_the_end_of_time_stop_no_look() {
    let no_end = || json!({ "type": "noEnd", "startDate": "2026-01-05" });
    for (start, range) in [
        ("9999-12-30T09:00:00.0000000", no_end()),
        ("9999-12-31T23:59:59.9999999", json!({ "type": "endDate", "endDate": "9999-12-31" })),
        ("9999-12-31T23:59:59.9999999", json!({ "type": "endDate", "endDate": "9999-12-30" })),
        ("0001-01-01T00:00:00.0000000", json!({ "type": "endDate", "endDate": "9999-12-31" })),
        ("0001-01-01T00:00:00.0000000", no_end()),
    ] {
        let about = vec![page(vec![event("next", "occurrence")])];
        let (found, asked) = beside_a_series(start, range.clone(), about);
        let found = found.expect("appointments");
        let known = vec!["one", "series", "changed", "two"];
        assert_eq!((ids(&found), found.unreadable), (known, 0), "{start} {range}");
        assert!(asked.iter().all(|url| !url.contains("DateTime=&")), "{asked:?}");
    }
}

#[test]
fn a_series_that_tells_its_end_is_looked_through_until_then() {
    let next = || page(vec![json!({ "id": "next", "isCancelled": false })]);
    let empty = || page(vec![]);
    let begun = "2026-01-05T09:00:00.0000000";
    let end = |days: i64, about: Vec<Result<Response, TransportError>>| {
        let asked = about.len();
        let (found, urls) = beside_a_series(begun, until(days), about);
        let found = found.expect("appointments");
        assert_eq!(urls.iter().filter(|url| url.contains("/instances")).count(), asked, "{days}");
        let series = found.headers.into_iter().find(|known| known.id.as_str() == "series");
        series.expect("the series").over_at().expect("an end")
    };
    // Every tenth year, every twentieth.
    assert!(end(5000, vec![empty(), empty(), next()]) > now());
    assert!(end(9000, vec![empty(), empty(), empty(), empty(), next()]) > now());
    assert_eq!(end(2000, vec![empty(), empty()]), now());
    assert_eq!(end(5000, vec![empty(), empty(), empty()]), now());
}

#[test]
fn a_page_of_cancelled_dates_does_not_end_a_series() {
    let begun = "2026-01-05T09:00:00.0000000";
    let cancelled = |page: usize| {
        let next = format!("https://graph.example/v1.0/events/series/instances?$skip={page}");
        let dates = [json!({ "id": "off", "isCancelled": true })];
        ScriptedTransport::json(&json!({ "value": dates, "@odata.nextLink": next }))
    };
    let next = || page(vec![json!({ "id": "next", "isCancelled": false })]);
    let off = || page(vec![json!({ "id": "off", "isCancelled": true })]);
    for (range, last, goes_on) in [
        (until(1000), next(), true),
        (numbered(), next(), true),
        (until(1000), off(), false),
        (numbered(), off(), false),
    ] {
        let about = vec![cancelled(1), cancelled(2), last];
        let (found, urls) = beside_a_series(begun, range.clone(), about);
        let found = found.expect("appointments");
        let series = found.headers.iter().find(|known| known.id.as_str() == "series");
        let over = series.expect("the series").over_at();
        assert_eq!(over.is_none_or(|over| over > now()), goes_on, "{range}");
        assert_eq!(urls.iter().filter(|url| url.contains("skip=")).count(), 2);
    }
}

#[test]
fn what_the_calendar_knows_of_an_online_meeting_is_read_and_told_after_a_write() {
    let online = |is_online: bool, join_url: Option<&str>| OnlineState {
        is_online,
        join_url: join_url.map(str::to_owned),
    };
    let url = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0";
    for (members, known) in [
        (
            json!({ "isOnlineMeeting": true, "onlineMeeting": { "joinUrl": url } }),
            Some(online(true, Some(url))),
        ),
        (json!({ "isOnlineMeeting": true, "onlineMeeting": null }), Some(online(true, None))),
        (json!({ "isOnlineMeeting": false, "onlineMeeting": { "joinUrl": "" } }), Some(online(false, None))),
        (json!({ "isOnlineMeeting": null }), None),
        (json!({}), None),
    ] {
        let mut event = event("one", "singleInstance");
        event.as_object_mut().expect("an object").extend(members.as_object().expect("an object").clone());
        assert_eq!(
            read(&event).expect("an appointment").header.online,
            known.clone().unwrap_or_default(),
            "{members}"
        );
        let transport = ScriptedTransport::new([ScriptedTransport::json(&event)]);
        let updated = block_on(graph(&transport).update(&[write_of("one")])).remove(0).expect("written");
        assert_eq!(updated.online, known, "{members}");
    }
}

#[test]
fn an_online_meeting_is_lost_where_it_is_gone_or_leads_elsewhere_than_before_and_than_was_written() {
    let state = |is_online: bool, join_url: &str| OnlineState {
        is_online,
        join_url: (!join_url.is_empty()).then(|| join_url.to_owned()),
    };
    let (old, new) =
        ("https://meet.contoso.example/ines/AB12CD34", "https://meet.fabrikam.example/ines/NEW00001");
    let (gone, replaced) = (Some(OnlineLoss::Gone), Some(OnlineLoss::Replaced));
    for (before, after, loss) in [
        (state(true, old), state(true, old), None),
        (state(true, old), state(true, "https://MEET.contoso.example/ines/AB12CD34?sl=1"), None),
        (state(true, old), state(true, new), None),
        (state(true, old), state(false, old), gone),
        (state(true, old), state(false, ""), gone),
        (state(true, old), state(true, ""), gone),
        (state(true, ""), state(false, ""), gone),
        (state(true, old), state(true, "https://meet.contoso.example/ines/OTHER000"), replaced),
        (state(true, old), state(true, "no link"), replaced),
        (state(true, "no link"), state(true, "no link"), None),
        (state(false, ""), state(false, ""), None),
        (state(false, ""), state(true, old), None),
        (state(true, ""), state(true, old), None),
    ] {
        let written = JoinUrl::new(new).expect("a join URL");
        assert_eq!(before.loss(&after, &written), loss, "{before:?} {after:?}");
    }
}
