//! Lists as Graph gives them: gateways that fail for a moment, pages that lead to themselves, what is known already.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::{Cell, RefCell};

use async_trait::async_trait;
use meetings::{Everything, find, now};
use redial::calendar::graph::Graph;
use redial::calendar::{Calendar, CalendarError, FirstMarked, KnownHeaders, Patience};
use redial::doubles::{NoPatience, ScriptedTransport, block_on};
use redial::meeting::{BodyFormat, ItemId, SeriesRole};
use redial::wire::{GraphMailbox, Mailbox, Request, Response, Transport, TransportError};
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

const ID: &str = "4f6be7cb-107a-42f6-836c-ce5ec4026b68";
const LINK: &str = "String {00020329-0000-0000-C000-000000000046} Name OnlineMeetingExternalLink";

fn mailbox() -> GraphMailbox {
    GraphMailbox::new("https://graph.example/v1.0", Mailbox::Own)
}

fn event(id: &str, kind: &str, start: OffsetDateTime) -> Value {
    let text = |at: OffsetDateTime| at.format(&Rfc3339).expect("a time").trim_end_matches('Z').to_owned();
    json!({
        "id": id, "changeKey": "key-1", "iCalUId": format!("uid-{id}"), "subject": "Budget", "type": kind,
        "isOrganizer": true, "isCancelled": false, "isDraft": false,
        "body": { "contentType": "html", "content": "<p>Agenda\r\n</p>" },
        "start": { "dateTime": text(start), "timeZone": "UTC" },
        "end": { "dateTime": text(start + Duration::HOUR), "timeZone": "UTC" },
        "attendees": [{}, {}],
        "singleValueExtendedProperties": [
            { "id": "Integer 0x1016", "value": "3" },
            { "id": LINK, "value": "https://meet.contoso.example/ines/AB12CD34" },
        ],
    })
}

fn page(events: &[Value]) -> Result<Response, TransportError> {
    ScriptedTransport::json(&json!({ "value": events }))
}

fn answer(status: u16, code: &str) -> Result<Response, TransportError> {
    let body = json!({ "error": { "code": code, "message": "x" } }).to_string();
    Ok(Response { status, headers: vec![], body })
}

fn refused(status: u16, code: &str) -> CalendarError {
    let transport = ScriptedTransport::new([answer(status, code)]);
    let read = block_on(Graph::new(&transport, mailbox(), &[ID]).read(&[ItemId::new("one")])).remove(0);
    read.expect_err("a refusal")
}

#[test]
fn a_look_never_says_that_the_appointment_is_not_there_any_more() {
    for before in [0, 4] {
        let mut answers: Vec<_> = (0..before).map(|_| page(&[])).collect();
        answers.extend([answer(404, "ErrorItemNotFound"), answer(404, "ErrorItemNotFound"), page(&[])]);
        let transport = ScriptedTransport::new(answers);
        let found = block_on(find(&Graph::new(&transport, mailbox(), &[ID]), now(), &NoPatience));
        assert_ne!(found, Err(CalendarError::NotFound), "after {before} lists");
    }
}

#[test]
fn what_the_code_says_goes_before_the_status() {
    for status in [400, 403, 404, 409, 412, 429, 500, 503] {
        let error = refused(status, "ErrorAccessDenied");
        assert!(matches!(error, CalendarError::Forbidden { .. }), "{status}: {error:?}");
        for code in ["ErrorQuotaExceeded", "QuotaExceededException", "ErrorMessageSizeExceeded"] {
            let error = refused(status, code);
            assert!(
                matches!(&error, CalendarError::Refused { code: told, certain: true, .. } if told == code),
                "{status} {code}: {error:?}"
            );
        }
        let error = refused(status, "ErrorCorruptData");
        assert!(matches!(error, CalendarError::Refused { certain: false, .. }), "{status}: {error:?}");
        let error = refused(status, "ErrorServerBusy");
        assert!(matches!(error, CalendarError::Throttled { .. }), "{status}: {error:?}");
    }
}

/// A series without an end that began in January, one of whose dates was changed.
struct Series {
    changed: OffsetDateTime,
}

impl Transport for &Series {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let url = percent_encoding::percent_decode_str(&request.url).decode_utf8_lossy().into_owned();
        let at = |name: &str| {
            let (_, rest) = url.split_once(&format!("{name}="))?;
            OffsetDateTime::parse(rest.split('&').next()?, &Rfc3339).ok()
        };
        let holds = |time| {
            at("startDateTime").is_none_or(|start| start <= time)
                && at("endDateTime").is_none_or(|end| time < end)
        };
        let dates =
            [("plain", "occurrence", now() + Duration::days(7)), ("changed", "exception", self.changed)];
        let dates = dates.map(|(id, kind, at)| {
            let mut date = event(id, kind, at);
            date["seriesMasterId"] = json!("series");
            (at, date)
        });
        if url.contains("/events/changed") {
            return ScriptedTransport::json(&dates[1].1);
        }
        if url.contains("/instances") || url.contains("/calendarView") {
            let held: Vec<Value> =
                dates.into_iter().filter(|(at, _)| holds(*at)).map(|(_, date)| date).collect();
            return page(&held);
        }
        let mut master = event("series", "seriesMaster", now() - Duration::days(300));
        master["recurrence"] = json!({ "range": { "type": "noEnd", "startDate": "2026-01-05" } });
        if url.contains("Name OnlineMeetingExternalLink' and") { page(&[master]) } else { page(&[]) }
    }
}

#[test]
fn a_changed_date_far_ahead_is_found_and_counts_among_the_mails() {
    for days in [10, 399, 401, 800, 1500] {
        let series = Series { changed: now() + Duration::days(days) };
        let found = block_on(find(&Graph::new(&series, mailbox(), &[ID]), now(), &NoPatience));
        let Everything { headers, .. } = found.expect("appointments");
        let ids: Vec<_> = headers.iter().map(|header| header.id.as_str()).collect();
        assert_eq!(ids, ["series", "changed"], "{days} days ahead");
        assert!(matches!(headers[0].series_role, SeriesRole::Master { exceptions: 1, .. }), "{days}");
    }
}

/// A gateway that fails for a moment in front of a good mailbox.
struct Gateway {
    status: u16,
    fails: Cell<usize>,
}

impl Transport for &Gateway {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        if self.fails.get() > 0 {
            self.fails.set(self.fails.get() - 1);
            return Ok(Response { status: self.status, headers: vec![], body: "<html>Bad gateway".into() });
        }
        if !request.url.contains("OnlineMeetingExternalLink%27") || request.url.contains("calendarView") {
            return page(&[]);
        }
        let member = |name: &str| {
            let (_, rest) = request.url.split_once(&format!("{name}="))?;
            rest.split('&').next()?.parse::<usize>().ok()
        };
        let (skip, top) = (member("$skip").unwrap_or(0), member("$top").unwrap_or(10));
        let all =
            (0..30).map(|number| event(&format!("item{number}"), "singleInstance", now() + Duration::DAY));
        page(&all.skip(skip).take(top).collect::<Vec<_>>())
    }
}

#[derive(Default)]
struct Waits(RefCell<Vec<u32>>);

#[async_trait(?Send)]
impl Patience<CalendarError> for Waits {
    async fn wait(&self, again: u32, _error: CalendarError) -> Result<(), CalendarError> {
        self.0.borrow_mut().push(again);
        Ok(())
    }
}

#[test]
fn a_gateway_that_fails_for_a_moment_loses_no_event_and_is_waited_for() {
    for status in [500, 502, 503, 504] {
        for fails in [1, 2, 5, 11, 14, 20] {
            let (gateway, waits) = (Gateway { status, fails: Cell::new(fails) }, Waits::default());
            let found = block_on(find(&Graph::new(&gateway, mailbox(), &[ID]), now(), &waits));
            let found = found.expect("appointments");
            assert_eq!((found.headers.len(), found.unreadable), (30, 0), "{fails} times {status}");
            assert!(!waits.0.borrow().is_empty(), "{fails} times {status}");
        }
    }
}

/// A mailbox whose next page is always the same one.
struct Turning(Cell<usize>);

impl Transport for &Turning {
    async fn send(&self, _request: Request) -> Result<Response, TransportError> {
        self.0.set(self.0.get() + 1);
        if self.0.get() > 2000 {
            return answer(401, "enough");
        }
        ScriptedTransport::json(&json!({
            "value": [event("one", "singleInstance", now() + Duration::DAY)],
            "@odata.nextLink": "https://graph.example/v1.0/me/events?$skiptoken=x",
        }))
    }
}

#[test]
fn a_next_page_that_leads_to_itself_is_not_followed_for_ever() {
    let turning = Turning(Cell::new(0));
    let found = block_on(find(&Graph::new(&turning, mailbox(), &[ID]), now(), &NoPatience));
    assert!(matches!(found, Err(CalendarError::Unreadable(_))), "{found:?}");
    assert!(turning.0.get() < 10, "{} requests", turning.0.get());
}

#[test]
fn html_is_html_however_it_is_written() {
    for kind in ["html", "HTML", "Html"] {
        let mut one = event("one", "singleInstance", now() + Duration::DAY);
        one["body"]["contentType"] = json!(kind);
        let transport = ScriptedTransport::new([ScriptedTransport::json(&one)]);
        let read = block_on(Graph::new(&transport, mailbox(), &[ID]).read(&[ItemId::new("one")])).remove(0);
        assert_eq!(read.expect("an appointment").body.format, BodyFormat::Html, "{kind}");
    }
}

#[test]
fn what_is_known_in_this_version_is_not_asked_for_again() {
    let single = |id: &str| event(id, "singleInstance", now() + Duration::DAY);
    let all: Vec<Value> = (0..40).map(|number| single(&format!("item{number}"))).collect();
    let empty = || page(&[]);
    let transport = ScriptedTransport::new([page(&all), empty(), empty(), empty()]);
    let graph = Graph::new(&transport, mailbox(), &[ID]);
    let first = block_on(graph.marked(&KnownHeaders::default(), &NoPatience)).expect("appointments");
    assert_eq!((first.headers.len(), transport.asked.borrow().len()), (40, 4));

    let known: KnownHeaders = first.headers.iter().cloned().collect();
    let name = |id: &str, key: &str| json!({ "id": id, "changeKey": key, "type": "singleInstance" });
    let mut names: Vec<Value> = (1..40).map(|number| name(&format!("item{number}"), "key-1")).collect();
    names.extend([name("item0", "key-2"), name("new", "key-1"), name("gone", "key-1")]);
    let changed = json!({ "changeKey": "key-2", "subject": "Another" });
    let mut item0 = single("item0");
    changed.as_object().expect("members").iter().for_each(|(member, value)| item0[member] = value.clone());
    let transport = ScriptedTransport::new([
        page(&names),
        page(&names),
        empty(),
        empty(),
        ScriptedTransport::json(&item0),
        ScriptedTransport::json(&single("new")),
        answer(404, "ErrorItemNotFound"),
    ]);
    let graph = Graph::new(&transport, mailbox(), &[ID]);
    let second = block_on(graph.marked(&known, &NoPatience)).expect("appointments");
    let asked = transport.asked.borrow();
    assert_eq!((second.headers.len(), second.unreadable.len(), asked.len()), (41, 0, 7));
    assert!(asked[..4].iter().all(|request| !request.url.contains("$expand")), "names alone: {asked:#?}");
    let subject = |id: &str| {
        second.headers.iter().find(|header| header.id.as_str() == id).map(|header| header.subject.as_str())
    };
    assert_eq!(
        [subject("item0"), subject("item1"), subject("new")],
        [Some("Another"), Some("Budget"), Some("Budget")]
    );
}

#[test]
fn of_many_some_are_told_first_and_of_few_all() {
    let some: Vec<Value> =
        (0..20).map(|number| event(&format!("item{number}"), "singleInstance", now())).collect();
    let first = |more: bool| {
        let mut list = json!({ "value": some });
        if more {
            list["@odata.nextLink"] = json!("https://graph.example/v1.0/me/events?$skip=20");
        }
        let answers = [page(&[]), ScriptedTransport::json(&list), page(&[]), page(&some)];
        let transport = ScriptedTransport::new(answers);
        let graph = Graph::new(&transport, mailbox(), &[ID]);
        let first = block_on(graph.first_marked(&KnownHeaders::default(), &NoPatience));
        let asked = transport.asked.borrow();
        assert!(
            asked.len() == 4 && asked.iter().all(|request| request.url.contains("$top=20")),
            "{asked:#?}"
        );
        first.expect("appointments")
    };
    assert!(matches!(first(true), FirstMarked::Some(headers) if headers.len() == 20));
    assert!(matches!(first(false), FirstMarked::All(found) if found.headers.len() == 20));
}

#[test]
fn where_most_are_new_lists_tell_their_headers() {
    let single = |number: usize| event(&format!("item{number}"), "singleInstance", now());
    let name = |number: usize| json!({ "id": format!("item{number}"), "changeKey": "key-2", "type": "singleInstance" });
    let (all, names): (Vec<Value>, Vec<Value>) =
        (0..200).map(|number| (single(number), name(number))).unzip();
    let empty = || page(&[]);
    let transport = ScriptedTransport::new([page(&[single(0)]), empty(), empty(), empty()]);
    let graph = Graph::new(&transport, mailbox(), &[ID]);
    let known: KnownHeaders = block_on(graph.marked(&KnownHeaders::default(), &NoPatience))
        .expect("one")
        .headers
        .into_iter()
        .collect();
    let answers = [page(&names), empty(), empty(), empty(), page(&all), empty(), empty(), empty()];
    let transport = ScriptedTransport::new(answers);
    let found = block_on(Graph::new(&transport, mailbox(), &[ID]).marked(&known, &NoPatience));
    assert_eq!((found.expect("appointments").headers.len(), transport.asked.borrow().len()), (200, 8));
}

/// A mailbox that answers a batch with one odd member in one of its parts, and every single request well.
struct Batches {
    member: &'static str,
    odd: Value,
}

impl Transport for &Batches {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let one = |url: &str| {
            let id = url.split("/events/").nth(1).and_then(|rest| rest.split(['?', '/']).next());
            event(id.unwrap_or_default(), "singleInstance", now() + Duration::DAY)
        };
        let Some(body) = request.body else { return ScriptedTransport::json(&one(&request.url)) };
        let asked: Value = serde_json::from_str(&body).expect("JSON");
        let parts = asked["requests"].as_array().expect("requests").iter().map(|part| {
            let url = part["url"].as_str().expect("a URL");
            json!({ "id": part["id"], "status": 200, "headers": {}, "body": one(url) })
        });
        let mut parts: Vec<Value> = parts.collect();
        parts[3][self.member] = self.odd.clone();
        ScriptedTransport::json(&json!({ "responses": parts }))
    }
}

#[test]
fn an_odd_part_of_a_batch_hides_no_other() {
    let oddities = [
        ("headers", Value::Null),
        ("headers", json!({ "Retry-After": 7 })),
        ("id", json!(3)),
        ("status", Value::Null),
        ("status", json!("200")),
    ];
    let ids: Vec<ItemId> = (0..12).map(|number| ItemId::new(format!("item{number}"))).collect();
    for (member, odd) in oddities {
        let what = format!("{member} {odd}");
        let batches = Batches { member, odd };
        let read = block_on(Graph::new(&batches, mailbox(), &[ID]).read(&ids));
        for (id, read) in ids.iter().zip(read) {
            match read {
                Ok(appointment) => assert_eq!(appointment.header.id, *id, "{what}"),
                Err(error) => panic!("{what}: {id} {error:?}"),
            }
        }
    }
}
