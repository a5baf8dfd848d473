//! Builds requests to Graph.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::calendar::property::{
    self, APPOINTMENT_SET, CHANGED_UNSENT, CLEAN_GLOBAL_OBJECT_ID, EXTERNAL_LINK, INVITED, MARKS,
    MEETING_SET, NATIVE_BODY, PUBLIC_STRINGS, TEL_URI,
};
use crate::html::Format;
use crate::meeting::{Body, ItemId, Update};
use crate::wire::{GraphMailbox, Method, Request};

/// Everything in a query that is not plain is percent-encoded.
const QUERY: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'$').remove(b',');

/// What a header is read from: everything but the text.
const HEADER: &str = "id,changeKey,iCalUId,originalStart,subject,start,end,isOrganizer,isCancelled,isDraft,attendees,type,seriesMasterId,recurrence,isOnlineMeeting,onlineMeeting";

/// How much of a list Graph is asked for at a time.
pub(super) const PAGE: usize = 500;

/// What a list names an event with.
const NAME: &str = "id,changeKey,type,isCancelled";

/// What a list tells of an event that it cannot tell more of.
const HEAD: &str = "id,type,isCancelled";

/// A list of events: its address, and what of each event is asked for.
#[derive(Debug, Clone)]
pub(super) struct List {
    url: String,
    columns: String,
}

/// Builds the requests of one mailbox.
pub(super) struct RequestBuilder {
    mailbox: GraphMailbox,
    /// The properties that hold custom properties, by name, the current one first.
    custom_properties: Vec<String>,
}

impl RequestBuilder {
    pub(super) fn new(mailbox: GraphMailbox, manifest_ids: &[&str]) -> Self {
        let custom_properties = manifest_ids.iter().map(|id| property::custom_properties(id)).collect();
        Self { mailbox, custom_properties }
    }

    /// The properties that hold custom properties, by name, the current one first.
    pub(super) fn custom_properties(&self) -> &[String] {
        &self.custom_properties
    }

    /// The properties by which meetings are found.
    pub(super) fn searched_properties(&self) -> impl Iterator<Item = &str> {
        self.custom_properties.iter().map(String::as_str).chain(MARKS)
    }

    /// The events that have a property.
    pub(super) fn with_property(&self, name: &str) -> List {
        List { columns: self.header(), ..self.names_with_property(name) }
    }

    /// The names of the events that have a property.
    pub(super) fn names_with_property(&self, name: &str) -> List {
        let filter = format!(
            "singleValueExtendedProperties/Any(ep: ep/id eq '{}' and ep/value ne null)",
            property_id(name)
        );
        List { url: self.url("/events", &[("$filter", &filter)]), columns: names() }
    }

    /// The names of the occurrences of a series.
    pub(super) fn instances(&self, master: &ItemId, from: OffsetDateTime, to: OffsetDateTime) -> List {
        let url = self.between(&format!("{}/instances", event_path(master)), from, to);
        List { url, columns: names() }
    }

    /// The occurrences of a series, of each whether it takes place.
    pub(super) fn dates(&self, master: &ItemId, from: OffsetDateTime, to: OffsetDateTime) -> List {
        let columns = written_query(&[("$select", "id,isCancelled")]);
        List { columns, ..self.instances(master, from, to) }
    }

    /// The names of what stands in the calendar.
    pub(super) fn view(&self, from: OffsetDateTime, to: OffsetDateTime) -> List {
        List { url: self.between("/calendarView", from, to), columns: names() }
    }

    /// So many events of a list, after so many others.
    pub(super) fn part(&self, list: &List, skip: usize, top: usize) -> Request {
        part(&list.url, &list.columns, skip, top)
    }

    /// One event of a list, as far as it can be told of any.
    pub(super) fn head(&self, list: &List, skip: usize) -> Request {
        part(&list.url, &written_query(&[("$select", HEAD)]), skip, 1)
    }

    /// One event without its text.
    pub(super) fn header_of(&self, id: &ItemId) -> Request {
        let url = self.mailbox.url(&event_path(id));
        prefer(Request::new(Method::Get, format!("{url}?{}", self.header())))
    }

    pub(super) fn one(&self, id: &ItemId) -> Request {
        let query = [("$select", format!("{HEADER},hasAttachments,body")), ("$expand", self.expand())];
        let query = query.each_ref().map(|(name, value)| (*name, value.as_str()));
        prefer(Request::new(Method::Get, self.url(&event_path(id), &query)))
    }

    /// What is attached to an item, without what that holds.
    pub(super) fn attachments(&self, id: &ItemId) -> Request {
        let query = [("$select", "id,name,contentType,isInline")];
        prefer(Request::new(Method::Get, self.url(&format!("{}/attachments", event_path(id)), &query)))
    }

    /// All of these requests in one, each a part whose id is its place.
    /// <https://learn.microsoft.com/graph/json-batching>
    pub(super) fn batch(&self, requests: impl IntoIterator<Item = Request>) -> Request {
        let parts = requests.into_iter().enumerate().map(|(place, Request { url, headers, .. })| {
            let preferences: Vec<&str> = headers.iter().map(|(_, value)| value.as_str()).collect();
            json!({
                "id": place.to_string(),
                "method": Method::Get.as_str(),
                "url": self.mailbox.relative(&url),
                "headers": { "Prefer": preferences.join(", ") },
            })
        });
        let body = json!({ "requests": parts.collect::<Vec<_>>() });
        Request::new(Method::Post, self.mailbox.service("/$batch")).json(&body)
    }

    pub(super) fn next_page(&self, url: &str) -> Request {
        prefer(Request::new(Method::Get, url))
    }

    /// One write of body and properties together: one mail, one change key.
    pub(super) fn update(&self, update: &Update) -> Request {
        let mut properties = Vec::new();
        if let Some(current) = self.custom_properties.first() {
            let text = serde_json::to_string(&update.custom_properties).unwrap_or_default();
            properties.push(written(current, &text));
        }
        let external_link = update.external_link.as_ref();
        properties.extend(external_link.map(|url| written(EXTERNAL_LINK, url.as_str())));
        properties.extend(update.tel_uri.as_deref().map(|uri| written(TEL_URI, uri)));
        let body = json!({
            "body": { "contentType": content_type(&update.body), "content": update.body.content },
            "singleValueExtendedProperties": properties,
        });
        prefer(Request::new(Method::Patch, self.mailbox.url(&event_path(&update.id))))
            .header("If-Match", format!("W/\"{}\"", update.change_key))
            .json(&body)
    }

    /// What a header is asked for with.
    fn header(&self) -> String {
        written_query(&[("$select", HEADER), ("$expand", &self.expand())])
    }

    fn between(&self, path: &str, from: OffsetDateTime, to: OffsetDateTime) -> String {
        let time = |at: OffsetDateTime| at.format(&Rfc3339).unwrap_or_default();
        self.url(path, &[("startDateTime", &time(from)), ("endDateTime", &time(to))])
    }

    fn url(&self, path: &str, query: &[(&str, &str)]) -> String {
        let url = self.mailbox.url(path);
        format!("{url}?{}", written_query(query))
    }

    /// Asks for the properties that Redial reads: they come only when asked for.
    fn expand(&self) -> String {
        let names = self.searched_properties().chain([TEL_URI]).map(property_id);
        let flags = [INVITED, CHANGED_UNSENT].map(flag_id);
        let ids = names.chain([native_body_id(), global_id()]).chain(flags).map(|id| format!("id eq '{id}'"));
        format!("singleValueExtendedProperties($filter={})", ids.collect::<Vec<_>>().join(" or "))
    }
}

fn part(url: &str, columns: &str, skip: usize, top: usize) -> Request {
    let skipped = if skip == 0 { String::new() } else { format!("&$skip={skip}") };
    prefer(Request::new(Method::Get, format!("{url}&{columns}&$top={top}{skipped}")))
}

/// What names are asked for with.
fn names() -> String {
    written_query(&[("$select", NAME)])
}

fn written_query(query: &[(&str, &str)]) -> String {
    let one = |(name, value): &(&str, &str)| format!("{name}={}", utf8_percent_encode(value, QUERY));
    query.iter().map(one).collect::<Vec<_>>().join("&")
}

/// The id of a named property.
/// <https://learn.microsoft.com/graph/api/resources/extended-properties-overview>
pub(super) fn property_id(name: &str) -> String {
    format!("String {{{PUBLIC_STRINGS}}} Name {name}")
}

/// The id of the property that tells the body's own format.
pub(super) fn native_body_id() -> String {
    format!("Integer {NATIVE_BODY:#x}")
}

/// The id of the property that tells which meeting an item is.
pub(super) fn global_id() -> String {
    format!("Binary {{{MEETING_SET}}} Id {CLEAN_GLOBAL_OBJECT_ID:#x}")
}

/// The id of a property of appointments that says yes or no.
pub(super) fn flag_id(id: u16) -> String {
    format!("Boolean {{{APPOINTMENT_SET}}} Id {id:#x}")
}

/// What Graph calls the format of a body.
fn content_type(body: &Body) -> &'static str {
    match body.format() {
        Format::Html => "html",
        Format::Text => "text",
    }
}

fn written(name: &str, value: &str) -> Value {
    json!({ "id": property_id(name), "value": value })
}

fn event_path(id: &ItemId) -> String {
    format!("/events/{}", utf8_percent_encode(id.as_str(), QUERY))
}

/// Ids that survive moves, times in UTC, and bodies as they are kept: without the last, reading would strip them.
fn prefer(request: Request) -> Request {
    request
        .header("Prefer", r#"IdType="ImmutableId""#)
        .header("Prefer", r#"outlook.timezone="UTC""#)
        .header("Prefer", "outlook.allow-unsafe-html")
}
