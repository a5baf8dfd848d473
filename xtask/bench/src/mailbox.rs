//! A mailbox of many meetings behind Graph that keeps no text itself, so that what memory holds after a visit is the
//! visit's.

use redial::calendar::graph::Graph;
use redial::doubles::{CountingIds, MemoryDialIn, MemoryLocks, MemoryStore, SignedIn, block_on};
use redial::meeting::ItemId;
use redial::migration::{
    Carried, Journal, JournalEntry, Memory, OpenItem, Outside, Policy, RunReport, Visit, settle,
};
use redial::ports::StoreError;
use redial::wire::{GraphMailbox, Mailbox, Method, Request, Response, Transport, TransportError};
use serde_json::{Value, json};
use time::OffsetDateTime;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::meetings::{clock, join_url, meeting, now, profile, terms};

const GRAPH: &str = "https://graph.example/v1.0";

const PAGE: usize = 50;

/// The meetings in it are named `M0000000`, `M0000001` and so on; each text has so many bytes.
struct Meetings {
    count: usize,
    bytes: usize,
}

/// A visit to a mailbox of so many meetings with texts of so many bytes, all of which are out of date: how many were
/// updated.
#[wasm_bindgen]
pub fn visit(meetings: usize, bytes: usize) -> usize {
    let mailbox = Meetings { count: meetings, bytes };
    let calendar = Graph::new(&mailbox, GraphMailbox::new(GRAPH, Mailbox::Own), &["x"]);
    let (dial_in, settings, clock) = (MemoryDialIn::new(profile("2002")), MemoryStore::default(), clock());
    let (lock, ids, policy) = (MemoryLocks::default(), CountingIds::default(), Policy::default());
    let account = SignedIn::default();
    let outside = Outside {
        calendar: &calendar,
        online_meetings: &dial_in,
        journal: &Nowhere,
        settings: &settings,
        clock: &clock,
    };
    let terms = terms(&policy);
    let visit = Visit {
        outside,
        dial_in: &dial_in,
        lock: &lock,
        ids: &ids,
        owner: "ines@contoso.example",
        memory: &Nowhere,
        account: &account,
        terms,
        open: &OpenItem::Nothing,
    };
    let carried = block_on(async {
        settle(&settings, &profile("1001")).await.ok()?;
        let look = visit.look(None, &|_| {}).await.ok()?;
        visit.carry_out(&look, |_| {}).await.ok()
    });
    match carried {
        Some(Carried::Run(report)) => updated(&report),
        _ => 0,
    }
}

fn updated(report: &RunReport) -> usize {
    report.record.succeeded_meeting
}

impl Meetings {
    fn answer(&self, request: &Request) -> Option<Value> {
        let path = request.url.strip_prefix(GRAPH)?;
        match request.method {
            Method::Post => self.batch(request.body.as_deref()?),
            Method::Patch => Some(json!({ "changeKey": "2" })),
            Method::Get | Method::Delete => match path.strip_prefix("/me/events/M") {
                Some(rest) => self.whole(rest),
                None => Some(self.page(path)),
            },
        }
    }

    fn batch(&self, body: &str) -> Option<Value> {
        let batch: Value = serde_json::from_str(body).ok()?;
        let part = |part: &Value| {
            let rest = part["url"].as_str()?.strip_prefix("/me/events/M")?;
            Some(json!({ "id": part["id"], "status": 200, "headers": {}, "body": self.whole(rest)? }))
        };
        Some(
            json!({ "responses": batch["requests"].as_array()?.iter().map(part).collect::<Option<Vec<_>>>()? }),
        )
    }

    /// Of the lists only that of one property holds anything.
    fn page(&self, path: &str) -> Value {
        let skip = path.split_once("skip=").and_then(|(_, skip)| skip.parse().ok());
        let is_listed = path.contains("OnlineMeetingExternalLink%27%20and") || skip.is_some();
        let first = skip.unwrap_or_default();
        let last = if is_listed { self.count.min(first + PAGE) } else { first };
        let events: Vec<Value> = (first..last).map(header).collect();
        let mut page = json!({ "value": events });
        if is_listed && last < self.count {
            page["@odata.nextLink"] = json!(format!("{GRAPH}/me/events?skip={last}"));
        }
        page
    }

    /// The meeting whose number `rest` begins with, with its text.
    fn whole(&self, rest: &str) -> Option<Value> {
        let number = rest.split('?').next()?.parse().ok()?;
        let mut event = header(number);
        let mut text = meeting(&name(number), 1, &profile("1001")).body.content;
        while text.len() < self.bytes {
            text.push_str("<p class=\"MsoNormal\"><span lang=\"EN-US\">Please read the draft before we meet.</span></p>\r\n");
        }
        event["body"] = json!({ "contentType": "html", "content": text });
        Some(event)
    }
}

fn name(number: usize) -> String {
    format!("M{number:07}")
}

fn header(number: usize) -> Value {
    let time = |hours: i64| {
        let time = now() + time::Duration::days(1) + time::Duration::hours(hours);
        json!({ "dateTime": format!("{}T{:02}:00:00.0000000", time.date(), time.hour()), "timeZone": "UTC" })
    };
    let property = "String {00020329-0000-0000-C000-000000000046} Name OnlineMeetingExternalLink";
    json!({
        "id": name(number), "changeKey": "1", "iCalUId": format!("uid-{number}"), "subject": "Budget",
        "type": "singleInstance", "isOrganizer": true, "isCancelled": false, "isDraft": false,
        "start": time(0), "end": time(1), "attendees": [{}, {}],
        "singleValueExtendedProperties": [
            { "id": property, "value": join_url(&name(number)).as_str() },
            { "id": "Integer 0x1016", "value": "3" },
        ],
    })
}

impl Transport for &Meetings {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let answer = self.answer(&request).ok_or(TransportError::Unreachable { host: request.url })?;
        Ok(Response { status: 200, headers: Vec::new(), body: answer.to_string() })
    }
}

/// A journal on a disk.
struct Nowhere;

#[async_trait::async_trait(?Send)]
impl Memory for Nowhere {
    async fn recall(&self, _owner: &str, _each: &mut dyn FnMut(String)) -> Result<(), StoreError> {
        Ok(())
    }

    async fn keep(
        &self,
        _owner: &str,
        _texts: &[(String, String)],
        _gone: &[String],
    ) -> Result<(), StoreError> {
        Ok(())
    }
}

#[async_trait::async_trait(?Send)]
impl Journal for Nowhere {
    async fn append(&self, _entries: &[JournalEntry]) -> Result<(), StoreError> {
        Ok(())
    }

    async fn of_item(&self, _run: &str, _id: &ItemId) -> Result<Option<JournalEntry>, StoreError> {
        Ok(None)
    }

    async fn of_run(&self, _run: &str) -> Result<Vec<JournalEntry>, StoreError> {
        Ok(Vec::new())
    }

    async fn open(&self) -> Result<Vec<JournalEntry>, StoreError> {
        Ok(Vec::new())
    }

    async fn purge(&self, _before: OffsetDateTime) -> Result<(), StoreError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_visit_updates_every_meeting() {
        assert_eq!(super::visit(121, 3000), 121);
    }
}
