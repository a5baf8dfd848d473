//! Reading of a request: system query options and preferences.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query as UriQuery, Request};
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::middleware::Next;
use axum::response::Response;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use time::format_description::well_known::{Iso8601, Rfc3339};
use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime};

use super::error::GraphError;
use super::filter;
use crate::mailbox::calendar_view::{Page, Window};
use crate::mailbox::property::PropertyId;
use crate::mailbox::store::{Condition, Extent};

/// Graph's page size where a request names none.
const DEFAULT_PAGE: usize = 10;
const LARGEST_PAGE: usize = 1000;

/// The system query options that the sandbox knows.
const OPTIONS: &[&str] = &["$select", "$expand", "$filter", "$orderby", "$top", "$skip"];

/// The members of an event (<https://learn.microsoft.com/graph/api/resources/event>).
const MEMBERS: &[&str] = &[
    "allowNewTimeProposals",
    "attendees",
    "body",
    "bodyPreview",
    "cancelledOccurrences",
    "categories",
    "changeKey",
    "createdDateTime",
    "end",
    "hasAttachments",
    "hideAttendees",
    "iCalUId",
    "id",
    "importance",
    "isAllDay",
    "isCancelled",
    "isDraft",
    "isOnlineMeeting",
    "isOrganizer",
    "isReminderOn",
    "lastModifiedDateTime",
    "location",
    "locations",
    "onlineMeeting",
    "onlineMeetingProvider",
    "onlineMeetingUrl",
    "organizer",
    "originalEndTimeZone",
    "originalStart",
    "originalStartTimeZone",
    "recurrence",
    "reminderMinutesBeforeStart",
    "responseRequested",
    "responseStatus",
    "sensitivity",
    "seriesMasterId",
    "showAs",
    "start",
    "subject",
    "transactionId",
    "type",
    "webLink",
];

const QUERY: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'$').remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// The query of a request, decoded.
pub type Query = HashMap<String, String>;

/// What of an event is returned.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The members to return; all if there is no `$select`.
    pub members: Option<Vec<String>>,
    /// The extended properties to return.
    pub properties: Vec<PropertyId>,
    /// Return the exceptions of a series with it.
    pub exceptions: bool,
}

impl Selection {
    /// Whether a member is to be returned.
    pub fn has(&self, member: &str) -> bool {
        self.members.as_ref().is_none_or(|members| members.iter().any(|name| name == member))
    }
}

/// Reads `$select` and `$expand`.
pub fn selection(query: &Query) -> Result<Selection, GraphError> {
    check_order(query)?;
    let members =
        query.get("$select").map(|names| names.split(',').map(|name| member(name.trim())).collect());
    let mut selection = Selection { members: members.transpose()?, ..Selection::default() };
    for part in query.get("$expand").map(|expand| split_outside_parentheses(expand)).unwrap_or_default() {
        let part = part.trim();
        if part.eq_ignore_ascii_case("exceptionOccurrences") {
            selection.exceptions = true;
            continue;
        }
        let filter = part
            .strip_prefix("singleValueExtendedProperties(")
            .and_then(|rest| rest.strip_suffix(')'))
            .and_then(|options| options.trim().strip_prefix("$filter="))
            .ok_or_else(|| no_such_member(part))?;
        for id in filter::parse_ids(filter)? {
            selection.properties.push(PropertyId::parse(&id)?);
        }
    }
    Ok(selection)
}

impl Selection {
    /// How much of an appointment is told of.
    fn extent(&self) -> Extent {
        let is_text = |name: &&str| self.has(name);
        if ["body", "bodyPreview"].iter().any(is_text) { Extent::Whole } else { Extent::WithoutText }
    }

    /// Whether no more is asked of an event than names it, which can be told of every one.
    pub fn is_name_only(&self) -> bool {
        const NAMES: [&str; 3] = ["id", "type", "isCancelled"];
        let is_name = |member: &String| NAMES.contains(&member.as_str());
        self.properties.is_empty() && self.members.as_ref().is_some_and(|members| members.iter().all(is_name))
    }
}

/// A member of an event as Graph spells it; requests may spell it otherwise.
fn member(name: &str) -> Result<String, GraphError> {
    let known = MEMBERS.iter().find(|member| member.eq_ignore_ascii_case(name));
    known.map(|member| (*member).to_owned()).ok_or_else(|| no_such_member(name))
}

fn no_such_member(name: &str) -> GraphError {
    GraphError::NoSuchMember { name: name.to_owned(), of: "event" }
}

/// The options of lists of events.
pub const OF_EVENTS: &[&str] = &["$select", "$expand", "$filter", "$orderby", "$top", "$skip"];

/// The options of calendar views, to which the dates of a series belong.
pub const OF_VIEWS: &[&str] = &["$select", "$expand", "$orderby", "$top", "$skip"];

/// The options of one event.
pub const OF_ONE: &[&str] = &["$select", "$expand"];

/// Refuses options that mean nothing for what is asked.
pub fn check_options(query: &Query, known: &[&str]) -> Result<(), GraphError> {
    let unknown = query.keys().find(|name| name.starts_with('$') && !known.contains(&name.as_str()));
    unknown.map_or(Ok(()), |name| Err(GraphError::NoSuchOption(name.clone())))
}

/// What of something that is no event is selected. Its id, where it has one that is always told, is among `kept`.
pub fn selected(
    query: &Query,
    of: &'static str,
    kept: &[&str],
    mut content: Value,
) -> Result<Value, GraphError> {
    check_options(query, &["$select"])?;
    let (Some(names), Some(members)) = (query.get("$select"), content.as_object_mut()) else {
        return Ok(content);
    };
    let names: Vec<_> = names.split(',').map(str::trim).collect();
    for name in &names {
        if !members.keys().any(|member| member.eq_ignore_ascii_case(name)) {
            return Err(GraphError::NoSuchMember { name: (*name).to_owned(), of });
        }
    }
    members.retain(|member, _| {
        let is_annotation = member.starts_with('@');
        is_annotation
            || kept.contains(&member.as_str())
            || names.iter().any(|name| name.eq_ignore_ascii_case(member))
    });
    Ok(content)
}

/// Reads `$orderby`: the sandbox knows the order that lists have anyway.
fn check_order(query: &Query) -> Result<(), GraphError> {
    for key in query.get("$orderby").map(|keys| keys.split(',')).into_iter().flatten() {
        let path = key.trim().trim_end_matches(" asc").trim();
        let name = path.split(['/', ' ']).next().unwrap_or_default();
        member(name)?;
        if !path.eq_ignore_ascii_case("start/dateTime") {
            return Err(GraphError::BadRequest(format!("The sandbox does not order by '{path}'.")));
        }
    }
    Ok(())
}

/// Refuses query options that Graph does not know, and those that are given twice.
pub async fn refuse_unknown_options(uri: Uri, request: Request, next: Next) -> Result<Response, GraphError> {
    let unreadable = |error: QueryRejection| GraphError::BadRequest(error.body_text());
    let UriQuery(options) = UriQuery::<Vec<(String, String)>>::try_from_uri(&uri).map_err(unreadable)?;
    let mut seen = HashSet::new();
    for (name, _) in options.into_iter().filter(|(name, _)| name.starts_with('$')) {
        if !OPTIONS.contains(&name.as_str()) || seen.contains(&name) {
            return Err(GraphError::NoSuchOption(name));
        }
        seen.insert(name);
    }
    Ok(next.run(request).await)
}

fn split_outside_parentheses(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_u32;
    for character in text.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(character);
        }
    }
    parts
}

/// Reads `$filter`.
pub fn condition(query: &Query) -> Result<Condition, GraphError> {
    match query.get("$filter") {
        Some(filter) => Ok(filter::parse(filter)?),
        None => Ok(Condition::always()),
    }
}

/// Reads `$top` and `$skip`.
pub fn page(query: &Query) -> Result<Page, GraphError> {
    let number = |name: &str, default: usize| match query.get(name) {
        Some(text) => text
            .parse()
            .map_err(|_| GraphError::BadRequest(format!("The value '{text}' of {name} is not a number."))),
        None => Ok(default),
    };
    let top = number("$top", DEFAULT_PAGE)?;
    if top == 0 || top > LARGEST_PAGE {
        return Err(GraphError::BadRequest(format!(
            "The value of $top must be between 1 and {LARGEST_PAGE}."
        )));
    }
    Ok(Page { skip: number("$skip", 0)?, top, extent: selection(query)?.extent() })
}

/// How many days a calendar view may have
/// (<https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/6321>).
const WIDEST_VIEW: i64 = 1825;

/// Reads `startDateTime` and `endDateTime`; without an offset they are UTC.
pub fn window(query: &Query) -> Result<Window, GraphError> {
    let instant = |name: &str| {
        let text = query.get(name).ok_or_else(|| {
            GraphError::BadRequest(format!("This request requires the parameter '{name}'."))
        })?;
        parse_instant(text).ok_or_else(|| {
            GraphError::BadRequest(format!("The value '{text}' of '{name}' is not a date and time."))
        })
    };
    let window = Window { from: instant("startDateTime")?, to: instant("endDateTime")? };
    if window.length().is_negative() {
        return Err(GraphError::BadRequest("The end of the range is before its start.".to_owned()));
    }
    if window.length() > Duration::days(WIDEST_VIEW) {
        return Err(GraphError::TooWide(WIDEST_VIEW));
    }
    Ok(window)
}

/// Reads RFC 3339, or ISO 8601 without an offset as UTC.
pub fn parse_instant(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339)
        .ok()
        .or_else(|| PrimitiveDateTime::parse(text, &Iso8601::DEFAULT).ok().map(PrimitiveDateTime::assume_utc))
        .or_else(|| Date::parse(text, &Iso8601::DATE).ok().map(|date| date.midnight().assume_utc()))
}

/// The URL of the page after this one.
pub fn next_link(url: &str, query: &Query, page: Page) -> String {
    let mut names: Vec<_> = query.keys().filter(|name| *name != "$skip").collect();
    names.sort();
    let mut link = format!("{url}?");
    for name in names {
        let value = query.get(name).map_or("", String::as_str);
        let _ = write!(link, "{}={}&", utf8_percent_encode(name, QUERY), utf8_percent_encode(value, QUERY));
    }
    let _ = write!(link, "$skip={}", page.skip + page.top);
    link
}

/// The preferences of a request that the sandbox knows.
#[derive(Clone, Debug, Default)]
pub struct Preferences {
    /// Return bodies as they are stored.
    pub unsafe_html: bool,
    /// Return bodies as plain text.
    pub text_body: bool,
    /// Tell the ids that stay when an item moves.
    pub immutable_ids: bool,
    applied: Vec<String>,
}

impl Preferences {
    /// Reads the `Prefer` headers.
    pub fn of(headers: &HeaderMap) -> Self {
        let mut preferences = Self::default();
        let values = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
        for preference in values.flat_map(|value| value.split(',')).map(str::trim) {
            let known = match preference.to_ascii_lowercase().replace('"', "").as_str() {
                "outlook.allow-unsafe-html" => {
                    preferences.unsafe_html = true;
                    true
                }
                "outlook.body-content-type=text" => {
                    preferences.text_body = true;
                    true
                }
                "idtype=immutableid" => {
                    preferences.immutable_ids = true;
                    true
                }
                "outlook.body-content-type=html" | "outlook.timezone=utc" => true,
                _ => false,
            };
            if known {
                preferences.applied.push(preference.to_owned());
            }
        }
        preferences
    }

    /// The `Preference-Applied` header.
    pub fn applied(&self) -> Option<HeaderValue> {
        let applied = self.applied.join(", ");
        HeaderValue::try_from(applied).ok().filter(|value| !value.is_empty())
    }
}
