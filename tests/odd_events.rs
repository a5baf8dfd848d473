//! Events as real mailboxes hold them: odd members, and items that the server fails at. One of them hides no other, and
//! is counted.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use meetings::{Everything, clock, find, now, onlooker};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use redial::calendar::graph::Graph;
use redial::calendar::{CalendarError, MayBeBusy as _, Patience};
use redial::doubles::{NoPatience, block_on};
use redial::meeting::SeriesRole;
use redial::wire::{GraphMailbox, Mailbox, Request, Response, Transport, TransportError};
use serde_json::{Value, json};

const ID: &str = "4f6be7cb-107a-42f6-836c-ce5ec4026b68";
const SET: &str = "String {00020329-0000-0000-C000-000000000046} Name";

/// What the server makes of requests that concern an item it fails at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fails {
    /// Only where more than its name is asked for.
    AtItsMembers,
    /// Whatever is asked for.
    Altogether,
    /// Whatever is asked for, the first time.
    Once,
    /// Only where more than its name is asked for, and then a gateway gives up.
    Slowly,
    /// Whatever is asked for, and it says not why.
    Somehow,
}

/// A mailbox that gives pages of its events as Graph does.
struct Server {
    events: Vec<Value>,
    corrupt: BTreeSet<String>,
    fails: Fails,
    /// It fails wherever this is asked for.
    down: Option<(&'static str, u16)>,
    /// It gives other ids in every answer.
    renames: bool,
    /// A gateway gives up at longer pages.
    longest: Cell<usize>,
    failed: RefCell<BTreeSet<String>>,
    asked: RefCell<Vec<String>>,
}

impl Server {
    fn new(events: Vec<Value>) -> Self {
        Self {
            events,
            corrupt: BTreeSet::new(),
            fails: Fails::AtItsMembers,
            down: None,
            renames: false,
            longest: Cell::new(usize::MAX),
            failed: RefCell::default(),
            asked: RefCell::default(),
        }
    }

    fn failing_at(events: Vec<Value>, corrupt: &[&str], fails: Fails) -> Self {
        let corrupt = corrupt.iter().map(|id| (*id).to_owned()).collect();
        Self { corrupt, fails, ..Self::new(events) }
    }

    fn find(&self) -> Result<Everything, CalendarError> {
        self.find_with(&NoPatience)
    }

    fn find_with(&self, patience: &dyn Patience<CalendarError>) -> Result<Everything, CalendarError> {
        let mailbox = GraphMailbox::new("https://graph.example/v1.0", Mailbox::Own);
        block_on(find(&Graph::new(self, mailbox, &[ID]), now(), patience))
    }

    /// The events of the list that is asked for.
    fn list(&self, url: &str) -> Vec<&Value> {
        let of = |event: &Value, kinds: &[&str]| kinds.iter().any(|kind| event["kind"] == **kind);
        let events = self.events.iter();
        if let Some((_, rest)) = url.split_once("/events/").filter(|_| url.contains("/instances")) {
            let master = rest.split(['/', '~', '%']).next().unwrap_or_default();
            let kinds = ["occurrence", "exception"];
            events.filter(|event| of(event, &kinds) && event["of"] == master).collect()
        } else if url.contains("/calendarView") {
            events.filter(|event| of(event, &["singleInstance", "occurrence", "exception"])).collect()
        } else {
            let listed = |event: &&Value| of(event, &["singleInstance", "seriesMaster"]);
            let filter = url.split('&').next().unwrap_or_default();
            let tagged = |event: &&Value| event["tags"].as_str().is_some_and(|tag| filter.contains(tag));
            events.filter(listed).filter(tagged).collect()
        }
    }

    fn fails_at(&self, event: &Value, heads_only: bool) -> bool {
        let id = event["name"].as_str().unwrap_or_default();
        self.corrupt.contains(id)
            && match self.fails {
                Fails::AtItsMembers | Fails::Slowly => !heads_only,
                Fails::Altogether | Fails::Somehow => true,
                Fails::Once => self.failed.borrow_mut().insert(id.to_owned()),
            }
    }

    /// One event, by its name.
    fn one(&self, name: &str) -> Response {
        let found = self.events.iter().find(|event| event["json"]["id"] == *name);
        let (status, body) = match found {
            None => (404, json!({ "error": { "code": "ErrorItemNotFound" } })),
            Some(event) if self.fails_at(event, false) => {
                (500, json!({ "error": { "code": "ErrorCorruptData" } }))
            }
            Some(event) => (200, event["json"].clone()),
        };
        Response { status, headers: Vec::new(), body: body.to_string() }
    }

    fn answer(&self, url: &str) -> Response {
        if let Some((_, status)) = self.down.filter(|(part, _)| url.contains(part)) {
            return Response { status, headers: Vec::new(), body: "<html>".to_owned() };
        }
        let member = |name: &str| {
            let (_, rest) = url.split_once(&format!("{name}="))?;
            rest.split('&').next()?.parse::<usize>().ok()
        };
        if let Some((_, rest)) = url.split_once("/events/").filter(|(_, rest)| !rest.contains('/')) {
            let name = percent_decode_str(rest.split('?').next().unwrap_or_default()).decode_utf8_lossy();
            return self.one(name.split('~').next().unwrap_or_default());
        }
        let (skip, top) = (member("$skip").unwrap_or(0), member("$top").unwrap_or(10));
        let list = self.list(url);
        let page: Vec<&Value> = list.iter().copied().skip(skip).take(top).collect();
        let heads_only = url.contains("$select=id,") && !url.contains("changeKey");
        let fails = page.iter().any(|event| self.fails_at(event, heads_only));
        if page.len() > self.longest.get() || (fails && self.fails == Fails::Slowly) {
            let body = json!({ "error": { "code": "UnknownError", "message": "" } });
            return Response { status: 504, headers: Vec::new(), body: body.to_string() };
        }
        if fails {
            let code =
                if self.fails == Fails::Somehow { "ErrorInternalServerError" } else { "ErrorCorruptData" };
            let body = json!({ "error": { "code": code, "message": "Invalid global object ID" } });
            return Response { status: 500, headers: Vec::new(), body: body.to_string() };
        }
        let rest = url.split('&').filter(|part| !part.starts_with("$skip")).collect::<Vec<_>>().join("&");
        let next = (skip + page.len() < list.len()).then(|| format!("{rest}&$skip={}", skip + page.len()));
        let head = |event: &Value| {
            let members = ["id", "type", "isCancelled"].map(|name| (name.to_owned(), event[name].clone()));
            Value::Object(members.into_iter().collect())
        };
        let shown = |event: &Value| {
            let mut shown = if heads_only { head(event) } else { event.clone() };
            for name in ["id", "seriesMasterId"].into_iter().filter(|_| self.renames) {
                if let Some(id) = shown[name].as_str() {
                    shown[name] = json!(format!("{id}~{}", self.asked.borrow().len()));
                }
            }
            shown
        };
        let events: Vec<Value> = page.iter().map(|event| shown(&event["json"])).collect();
        let body = json!({ "value": events, "@odata.nextLink": next });
        Response { status: 200, headers: Vec::new(), body: body.to_string() }
    }
}

impl Transport for &Server {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.asked.borrow_mut().push(request.url.clone());
        Ok(self.answer(&request.url))
    }
}

/// An event of a mailbox: what Graph says of it, and what it is, whatever Graph says.
fn event(id: &str, kind: &str, series: Option<&str>) -> Value {
    let json = json!({
        "@odata.etag": "W/\"key-1\"", "id": id, "changeKey": "key-1", "iCalUId": format!("uid-{id}"),
        "subject": "Budget", "type": kind, "isOrganizer": true, "isCancelled": false, "isDraft": false,
        "organizer": { "emailAddress": { "name": "Ines Moreau", "address": "ines@contoso.example" } },
        "seriesMasterId": series, "originalStart": series.map(|_| "2026-11-24T09:00:00Z"),
        "location": { "displayName": "Room 4", "locationType": "default" },
        "recurrence": (kind == "seriesMaster").then(|| json!({
            "pattern": { "type": "weekly", "interval": 1, "daysOfWeek": ["tuesday"] },
            "range": { "type": "endDate", "startDate": "2026-01-06", "endDate": "2027-12-31" },
        })),
        "start": { "dateTime": "2026-11-24T09:00:00.0000000", "timeZone": "UTC" },
        "end": { "dateTime": "2026-11-24T09:30:00.0000000", "timeZone": "UTC" },
        "attendees": [{ "emailAddress": { "address": "paul@contoso.example" } }],
        "body": { "contentType": "html", "content": "<p>Agenda</p>" },
        "singleValueExtendedProperties": [
            { "id": format!("{SET} cecp-{ID}"), "value": "{\"theirs\":1}" },
            { "id": format!("{SET} OnlineMeetingExternalLink"), "value": "https://meet.contoso.example/ines/AB12CD34" },
        ],
    });
    json!({ "name": id, "kind": kind, "of": series, "tags": "OnlineMeetingExternalLink", "json": json })
}

fn single(id: &str) -> Value {
    event(id, "singleInstance", None)
}

/// A calendar of every kind of event.
fn calendar() -> Vec<Value> {
    vec![
        single("one"),
        event("series", "seriesMaster", None),
        event("plain", "occurrence", Some("series")),
        event("changed", "exception", Some("series")),
        event("other", "seriesMaster", None),
        event("other-changed", "exception", Some("other")),
        single("two"),
    ]
}

/// What is found in [`calendar`] where nothing is odd.
const ALL: [&str; 6] = ["changed", "one", "other", "other-changed", "series", "two"];

fn names(found: &Everything) -> Vec<&str> {
    let mut names: Vec<&str> = found.headers.iter().map(|header| header.id.as_str()).collect();
    names.sort_unstable();
    names
}

/// The pointers of all members of a value, however deep.
fn members(value: &Value, at: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        _ => return,
    };
    for (name, child) in children {
        let pointer = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        found.push(pointer.clone());
        members(child, &pointer, found);
    }
}

/// What real mailboxes hold in the place of what is documented, and what none should.
fn odd() -> impl Strategy<Value = Value> {
    let texts = select(vec![
        "",
        " ",
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00.0000000",
        "9999-12-31T23:59:59.9999999",
        "9999-12-31",
        "0001-01-01",
        "2026-02-30T09:00:00",
        "2026-11-24",
        "2026-11-24T09:00:00+02:00",
        "-1",
        "noEnd",
        "numbered",
        "endDate",
        "{",
        "[]",
        "\u{0}",
        "https://",
        "seriesMaster",
        "exception",
        "occurrence",
        "singleInstance",
    ]);
    prop_oneof![
        Just(Value::Null),
        Just(json!(true)),
        Just(json!(-1)),
        Just(json!(1e300)),
        Just(json!([])),
        Just(json!([null])),
        Just(json!({})),
        texts.prop_map(|text| json!(text)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn whatever_one_member_of_an_event_holds_no_other_event_is_hidden(
        which in 0..7_usize, member in any::<Index>(), value in odd(), removed in any::<bool>(),
    ) {
        let mut events = calendar();
        let json = &mut events[which]["json"];
        let mut pointers = Vec::new();
        members(json, "", &mut pointers);
        let pointer = member.get(&pointers).clone();
        let (parent, name) = pointer.rsplit_once('/').expect("a parent");
        match json.pointer_mut(parent).expect("a parent") {
            Value::Object(members) if removed => { members.remove(&name.replace("~1", "/").replace("~0", "~")); }
            _ => *json.pointer_mut(&pointer).expect("a member") = value,
        }
        let server = Server::new(events.clone());
        let found = server.find();
        prop_assert!(found.is_ok(), "{pointer}: {found:?}");
        let found = found.expect("appointments");
        let odd = events[which]["name"].as_str().expect("a name").to_owned();
        for name in ALL.iter().filter(|name| **name != odd) {
            prop_assert!(names(&found).contains(name), "{pointer} of {odd} hides {name}");
        }
        // An occurrence that is as its series is may become one that is not to be told from a changed one.
        let known = names(&found).len() + found.unreadable;
        prop_assert!(known >= ALL.len(), "{pointer} of {odd}: {known}");
        prop_assert!(found.unreadable <= 1, "{pointer} of {odd}: {}", found.unreadable);
    }
}

#[test]
fn an_event_of_the_first_or_the_last_year_hides_nothing_and_is_found() {
    for date in ["0001-01-01T00:00:00.0000000", "9999-12-31T23:59:59.9999999"] {
        for member in ["start", "end"] {
            for (which, event) in
                calendar().iter().enumerate().filter(|(_, event)| event["kind"] != "occurrence")
            {
                let mut events = calendar();
                events[which]["json"][member]["dateTime"] = json!(date);
                let found = Server::new(events).find().expect("appointments");
                assert_eq!(
                    (names(&found), found.unreadable),
                    (ALL.to_vec(), 0),
                    "{member} of {}",
                    event["name"]
                );
            }
        }
    }
}

#[test]
fn the_changed_dates_of_a_series_that_cannot_be_read_stand_by_what_is_stored_on_themselves() {
    let mut events = calendar();
    events[1]["json"]["recurrence"] = Value::Null;
    let own = Server::new(events.clone()).find().expect("appointments");
    assert_eq!((names(&own), own.unreadable), (vec!["changed", "one", "other", "other-changed", "two"], 1));
    events[3]["json"]["singleValueExtendedProperties"] = json!([]);
    let by_series = Server::new(events).find().expect("appointments");
    assert_eq!((names(&by_series), by_series.unreadable), (vec!["one", "other", "other-changed", "two"], 1));
}

/// A calendar of so many events, of which a few are corrupt.
fn many(count: usize) -> Vec<Value> {
    (0..count).map(|number| single(&format!("item{number}"))).collect()
}

#[test]
fn a_page_that_fails_is_asked_for_in_parts_down_to_the_one_event_that_is_counted() {
    for corrupt in [
        vec!["item0"],
        vec!["item17"],
        vec!["item49", "item50"],
        vec!["item119"],
        vec!["item3", "item4", "item5", "item77"],
    ] {
        for fails in [Fails::AtItsMembers, Fails::Altogether] {
            let server = Server::failing_at(many(120), &corrupt, fails);
            let found = server.find().expect("appointments");
            assert_eq!(
                (found.headers.len(), found.unreadable),
                (120 - corrupt.len(), corrupt.len()),
                "{corrupt:?}"
            );
            assert!(names(&found).iter().all(|name| !corrupt.contains(name)));
            assert!(server.asked.borrow().len() < 60 * corrupt.len() + 30, "{}", server.asked.borrow().len());
        }
    }
}

#[test]
fn where_a_gateway_gives_up_at_a_page_less_is_asked_for() {
    for longest in [1, 7, 30, 49] {
        let server = Server::new(many(120));
        server.longest.set(longest);
        let clock = clock();
        let found = server.find_with(&onlooker(&clock)).expect("appointments");
        assert_eq!((found.headers.len(), found.unreadable), (120, 0), "{longest}");
        let asked = server.asked.borrow().len();
        let pages = 2 * 120 / longest.min(25);
        assert!(asked < 2 * pages + 40, "{longest}: {asked}");
    }
}

#[test]
fn an_event_at_which_a_gateway_gives_up_is_counted_and_hides_no_other() {
    for slow in [vec!["item0"], vec!["item17"], vec!["item49", "item50"], vec!["item119"]] {
        let server = Server::failing_at(many(120), &slow, Fails::Slowly);
        let clock = clock();
        let found = server.find_with(&onlooker(&clock)).expect("appointments");
        assert_eq!((found.headers.len(), found.unreadable), (120 - slow.len(), slow.len()), "{slow:?}");
    }
}

/// A mailbox that takes longer than anybody waits for to give longer pages than this.
struct Slow<'a>(&'a Server, usize);

impl Transport for Slow<'_> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let top = request.url.split("$top=").nth(1).and_then(|rest| rest.split('&').next()?.parse().ok());
        if top.is_some_and(|top: usize| top > self.1) {
            self.0.asked.borrow_mut().push(request.url);
            return Err(TransportError::TimedOut { host: "graph.example".into() });
        }
        self.0.send(request).await
    }
}

#[test]
fn where_the_answer_to_a_page_does_not_come_in_time_less_is_asked_for() {
    for longest in [1, 7, 30, 49] {
        let server = Server::new(many(120));
        let mailbox = GraphMailbox::new("https://graph.example/v1.0", Mailbox::Own);
        let clock = clock();
        let graph = Graph::new(Slow(&server, longest), mailbox, &[ID]);
        let found = block_on(find(&graph, now(), &onlooker(&clock))).expect("appointments");
        assert_eq!((found.headers.len(), found.unreadable), (120, 0), "{longest}");
    }
}

#[test]
fn a_mailbox_that_is_busy_whatever_is_asked_of_it_is_left_alone_after_a_while() {
    let server = Server { down: Some(("/me/", 503)), ..Server::new(many(120)) };
    let clock = clock();
    let error = server.find_with(&onlooker(&clock)).expect_err("nobody waits for ever");
    assert!(error.busy_until().is_some(), "{error:?}");
    assert!(server.asked.borrow().len() < 30, "{}", server.asked.borrow().len());
}

#[test]
fn a_page_that_fails_once_is_asked_for_once_more() {
    let server = Server::failing_at(many(60), &["item3"], Fails::Once);
    let found = server.find().expect("appointments");
    assert_eq!((found.headers.len(), found.unreadable), (60, 0));
    let asked = server.asked.borrow();
    assert!(asked.iter().all(|url| !url.contains("$top=25")), "{asked:#?}");
}

#[test]
fn a_date_at_which_the_server_fails_leaves_its_series_and_counts_once() {
    for (corrupt, fails) in [
        ("changed", Fails::AtItsMembers),
        ("changed", Fails::Altogether),
        // Nobody can tell whether it was changed.
        ("plain", Fails::Altogether),
    ] {
        let found = Server::failing_at(calendar(), &[corrupt], fails).find().expect("appointments");
        let others: Vec<&str> = ALL.into_iter().filter(|name| *name != corrupt).collect();
        assert_eq!((names(&found), found.unreadable), (others, 1), "{corrupt}");
    }
    let plain = Server::failing_at(calendar(), &["plain"], Fails::AtItsMembers).find().expect("appointments");
    assert_eq!((names(&plain), plain.unreadable), (ALL.to_vec(), 0), "nothing is planned for it");
    for fails in [Fails::AtItsMembers, Fails::Altogether] {
        let found = Server::failing_at(calendar(), &["series"], fails).find().expect("appointments");
        assert_eq!(
            (names(&found), found.unreadable),
            (vec!["changed", "one", "other", "other-changed", "two"], 1)
        );
    }
}

#[test]
fn a_changed_date_at_which_the_server_fails_counts_among_the_mails_of_its_series() {
    let found =
        Server::failing_at(calendar(), &["changed"], Fails::AtItsMembers).find().expect("appointments");
    let series = found.headers.iter().find(|header| header.id.as_str() == "series").expect("the series");
    assert!(
        matches!(series.series_role, SeriesRole::Master { exceptions: 1, .. }),
        "{:?}",
        series.series_role
    );
}

#[test]
fn an_item_that_is_called_otherwise_in_each_list_is_found_once_and_with_its_series() {
    let mut events = calendar();
    for event in &mut events {
        let meeting = event["of"].as_str().or(event["name"].as_str()).expect("a name").to_owned();
        let version = format!("key of {}", event["name"]);
        event["json"]["changeKey"] = json!(version);
        let uid = json!({ "id": "Binary {6ED8DA90-450B-101B-98DA-00AA003F1305} Id 0x23", "value": meeting });
        event["json"]["singleValueExtendedProperties"].as_array_mut().expect("a list").push(uid);
    }
    let found = Server { renames: true, ..Server::new(events) }.find().expect("appointments");
    let mut names: Vec<&str> =
        found.headers.iter().filter_map(|header| header.id.as_str().split('~').next()).collect();
    names.sort_unstable();
    assert_eq!((names, found.unreadable), (ALL.to_vec(), 0));
    let ids: Vec<_> = found.headers.iter().map(|header| &header.id).collect();
    for header in &found.headers {
        assert!(ids.contains(&header.whole()), "the series of {} is {}", header.id, header.whole());
    }
}

#[test]
fn a_series_whose_dates_the_server_fails_at_hides_nothing_else_and_counts_once() {
    for status in [500, 501, 502, 503, 504, 505] {
        let down = Some(("/events/series/instances", status));
        let (server, clock) = (Server { down, ..Server::new(calendar()) }, clock());
        let found = server.find_with(&onlooker(&clock)).expect("appointments");
        let waited = (clock.now.get() - now()).whole_seconds();
        assert!(waited < 40, "{status}: {waited} seconds");
        assert_eq!(
            (names(&found), found.unreadable),
            (vec!["changed", "one", "other", "other-changed", "two"], 1),
            "{status}: what is stored on a date itself counts"
        );
    }
}

#[test]
fn a_list_that_fails_whatever_is_asked_of_it_ends_the_look_soon() {
    let events = many(120);
    let all: Vec<&str> = events.iter().filter_map(|event| event["name"].as_str()).collect();
    let server = Server::failing_at(events.clone(), &all, Fails::Somehow);
    assert!(matches!(server.find(), Err(CalendarError::Refused { certain: false, .. })));
    assert!(server.asked.borrow().len() < 70, "{}", server.asked.borrow().len());
}

#[test]
fn any_number_of_broken_items_in_a_row_hides_no_other() {
    for (from, broken) in [(0, 9), (3, 40), (20, 100)] {
        let events = many(120);
        let all: Vec<&str> = events.iter().filter_map(|event| event["name"].as_str()).collect();
        let server = Server::failing_at(events.clone(), &all[from..from + broken], Fails::Altogether);
        let found = server.find().expect("appointments");
        assert_eq!((found.headers.len(), found.unreadable), (120 - broken, broken), "{from}");
    }
}
