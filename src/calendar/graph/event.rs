//! Reads an event.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use time::format_description::well_known::Rfc3339;
use time::{Date, Month, OffsetDateTime, Time};

use crate::calendar::property::{
    CHANGED_UNSENT, EXTERNAL_LINK, INVITED, NATIVE_HTML, NATIVE_PLAIN_TEXT, NATIVE_RICH_TEXT,
    OPENED_CONFERENCE, TEAMS_URL, TEL_URI,
};
use crate::calendar::{CalendarError, Listed};
use crate::link::JoinUrl;
use crate::meeting::{
    Appointment, Body, BodyFormat, ChangeKey, CustomProperties, Header, ICalUid, Identity, ItemId,
    NamedProperties, OnlineState, Room, RoomAnswer, Sent, SeriesRole, Uid,
};

use super::answer::unreadable;
use super::request_builder::{RequestBuilder, flag_id, global_id, native_body_id, property_id};

/// Graph's `type` of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Single,
    Occurrence,
    Exception,
    Master,
}

/// What of an event is read even where the whole cannot be.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head {
    id: ItemId,
    #[serde(default)]
    change_key: Value,
    #[serde(rename = "type", default)]
    kind: Value,
    #[serde(default)]
    is_cancelled: Value,
}

/// An event as it came.
pub(super) struct Event {
    /// What it is, as far as that can be told.
    head: Option<Head>,
    pub(super) raw: Box<RawValue>,
}

impl Event {
    pub(super) fn new(raw: Box<RawValue>) -> Self {
        let head = serde_json::from_str(raw.get()).ok();
        Self { head: head.filter(|head: &Head| !head.id.as_str().is_empty()), raw }
    }

    /// Whether it is of such a kind, or of none that can be told.
    pub(super) fn is_any_of(&self, kinds: &[Kind]) -> bool {
        self.head.as_ref().and_then(|head| kind(&head.kind)).is_none_or(|kind| kinds.contains(&kind))
    }

    /// Whether an occurrence that is ahead will take place.
    pub(super) fn takes_place(&self) -> bool {
        self.head.as_ref().is_none_or(|head| head.is_cancelled != Value::Bool(true))
    }

    /// Its name and version, where it tells both.
    pub(super) fn listed(&self) -> Option<Listed> {
        let head = self.head.as_ref()?;
        let change_key = head.change_key.as_str().filter(|key| !key.is_empty())?;
        Some(Listed { id: head.id.clone(), change_key: ChangeKey::new(change_key) })
    }

    /// The calendar's name of it; the whole where that cannot be told.
    pub(super) fn name(self) -> String {
        self.head.map_or_else(|| self.raw.get().to_owned(), |head| head.id.to_string())
    }
}

/// The type of an event, where it is one that this version knows.
fn kind(name: &Value) -> Option<Kind> {
    match name.as_str()? {
        "singleInstance" => Some(Kind::Single),
        "seriesMaster" => Some(Kind::Master),
        "exception" => Some(Kind::Exception),
        "occurrence" => Some(Kind::Occurrence),
        _ => None,
    }
}

/// An event with its text, and what is to be asked of it before it can be judged.
pub(super) struct Read {
    pub(super) appointment: Appointment,
    /// Whether it told how its text is kept.
    pub(super) tells_format: bool,
    /// Whether it says that something is attached to it.
    pub(super) has_attachments: bool,
}

/// An event as an appointment.
pub(super) fn read(event: &Value, builder: &RequestBuilder) -> Result<Read, CalendarError> {
    Ok(Read {
        appointment: Appointment { header: header(event, builder)?, body: body(event)? },
        tells_format: extended(event, &native_body_id()).is_some(),
        has_attachments: event.get("hasAttachments").and_then(Value::as_bool) == Some(true),
    })
}

/// An event without its text.
pub(super) fn header(event: &Value, builder: &RequestBuilder) -> Result<Header, CalendarError> {
    let text = |name: &'static str| {
        let text = event.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        text.ok_or_else(|| unreadable(name))
    };
    let flag = |name: &str| event.get(name).and_then(Value::as_bool).unwrap_or(false);
    Ok(Header {
        id: ItemId::new(text("id")?),
        change_key: ChangeKey::new(text("changeKey")?),
        identity: identity(event),
        series_role: series_role(event)?,
        subject: event.get("subject").and_then(Value::as_str).unwrap_or_default().to_owned(),
        start: instant(event, "start")?,
        end: instant(event, "end")?,
        is_organizer: flag("isOrganizer"),
        is_cancelled: flag("isCancelled"),
        sent: sent(event),
        attendees: event.get("attendees").and_then(Value::as_array).map_or(0, Vec::len),
        rooms: rooms(event),
        online: online(event).unwrap_or_default(),
        custom_properties: custom_properties(event, builder)?,
        named: named(event),
    })
}

/// `isDraft` stays where an appointment was saved first and sent later, and comes where its organizer changed it since.
fn sent(event: &Value) -> Sent {
    let says = |id| extended(event, &flag_id(id)).is_some_and(|value| value.eq_ignore_ascii_case("true"));
    match event.get("isDraft").and_then(Value::as_bool) {
        Some(true) if !says(INVITED) => Sent::Never,
        Some(true) if says(CHANGED_UNSENT) => Sent::ButForChanges,
        _ => Sent::AsItIs,
    }
}

/// The rooms that are invited. A delegate may still decide about one that answers `tentativelyAccepted`.
/// <https://learn.microsoft.com/graph/api/resources/attendee>
fn rooms(event: &Value) -> Vec<Room> {
    let room = |attendee: &Value| {
        let text = |place| attendee.pointer(place).and_then(Value::as_str).filter(|text| !text.is_empty());
        text("/type").filter(|kind| kind.eq_ignore_ascii_case("resource"))?;
        let address = text("/emailAddress/address")?.to_lowercase();
        let name = text("/emailAddress/name").unwrap_or(&address).to_owned();
        let answer = match text("/status/response") {
            Some("accepted") => RoomAnswer::Booked,
            Some("declined") => RoomAnswer::Declined,
            _ => RoomAnswer::Open,
        };
        Some(Room { address, name, answer })
    };
    let attendees = event.get("attendees").and_then(Value::as_array);
    attendees.into_iter().flatten().filter_map(room).collect()
}

/// What Exchange knows of the online meeting of an event, where the answer tells it.
pub(super) fn online(event: &Value) -> Option<OnlineState> {
    let is_online = event.get("isOnlineMeeting")?.as_bool()?;
    let join_url =
        event.pointer("/onlineMeeting/joinUrl").and_then(Value::as_str).filter(|url| !url.is_empty());
    Some(OnlineState { is_online, join_url: join_url.map(str::to_owned) })
}

/// `iCalUId` may be null, and is another one for each date of a series.
fn identity(event: &Value) -> Identity {
    let member = |name: &str| event.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    Identity {
        uid: extended(event, &global_id()).filter(|uid| !uid.is_empty()).map(Uid::new),
        ical_uid: member("iCalUId").map(ICalUid::new),
        original_start: member("originalStart").and_then(|at| OffsetDateTime::parse(at, &Rfc3339).ok()),
    }
}

fn named(event: &Value) -> NamedProperties {
    let text = |name: &str| extended(event, &property_id(name));
    let links = [EXTERNAL_LINK, TEAMS_URL].map(|name| text(name).filter(|link| !link.trim().is_empty()));
    let [external_link, teams_url] = links.map(|link| link.and_then(JoinUrl::new));
    NamedProperties {
        external_link,
        teams_url,
        unusable: links.into_iter().flatten().find(|link| JoinUrl::new(link).is_none()).map(str::to_owned),
        opened_conference: text(OPENED_CONFERENCE).is_some(),
        tel_uri: text(TEL_URI).map(str::to_owned),
    }
}

fn series_role(event: &Value) -> Result<SeriesRole, CalendarError> {
    match event.get("type").and_then(kind).ok_or_else(|| unreadable("type"))? {
        Kind::Single => Ok(SeriesRole::Single),
        Kind::Master => Ok(SeriesRole::Master { until: until(event)?, exceptions: 0 }),
        Kind::Exception | Kind::Occurrence => {
            let master = event.get("seriesMasterId").and_then(Value::as_str);
            Ok(SeriesRole::Exception {
                master: ItemId::new(master.ok_or_else(|| unreadable("seriesMasterId"))?),
            })
        }
    }
}

/// The end of the day after a series' last date: its last occurrence is over by then in every time zone.
fn until(event: &Value) -> Result<Option<OffsetDateTime>, CalendarError> {
    let range = event.pointer("/recurrence/range").ok_or_else(|| unreadable("recurrence.range"))?;
    match range.get("type").and_then(Value::as_str) {
        Some("endDate") => {
            let last = range
                .get("endDate")
                .and_then(Value::as_str)
                .and_then(date)
                .ok_or_else(|| unreadable("endDate"))?;
            Ok(last
                .next_day()
                .and_then(|day| day.next_day())
                .map(|day| day.with_time(Time::MIDNIGHT).assume_utc()))
        }
        // A numbered range tells no date: its instances do.
        _ => Ok(None),
    }
}

fn date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) =
        (parts.next()?.parse().ok()?, parts.next()?.parse::<u8>().ok()?, parts.next()?.parse().ok()?);
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

/// `{dateTime: "2026-11-24T09:00:00.0000000", timeZone: "UTC"}`: the zone is the one asked for.
fn instant(event: &Value, name: &'static str) -> Result<OffsetDateTime, CalendarError> {
    let text = event
        .pointer(&format!("/{name}/dateTime"))
        .and_then(Value::as_str)
        .ok_or_else(|| unreadable(name))?;
    let zoned = if text.ends_with('Z') { text.to_owned() } else { format!("{text}Z") };
    OffsetDateTime::parse(&zoned, &Rfc3339).map_err(|_| unreadable(name))
}

fn body(event: &Value) -> Result<Body, CalendarError> {
    let content = event.pointer("/body/content").and_then(Value::as_str).ok_or_else(|| unreadable("body"))?;
    let content_type = event.pointer("/body/contentType").and_then(Value::as_str);
    let is_html = content_type.is_some_and(|name| name.eq_ignore_ascii_case("html"));
    let format = match extended(event, &native_body_id()) {
        Some(NATIVE_HTML) if is_html => BodyFormat::Html,
        Some(NATIVE_RICH_TEXT) if is_html => BodyFormat::RichText,
        Some(NATIVE_PLAIN_TEXT) if is_html => BodyFormat::PlainText,
        _ => BodyFormat::Unknown,
    };
    Ok(Body { format, content: content.to_owned() })
}

/// The first that are there. Those that cannot be read would not outlive a write.
fn custom_properties(event: &Value, builder: &RequestBuilder) -> Result<CustomProperties, CalendarError> {
    let mut stored =
        builder.custom_properties().iter().filter_map(|name| extended(event, &property_id(name)));
    match stored.find(|text| !text.trim().is_empty()) {
        Some(text) => serde_json::from_str(text).map_err(|_| unreadable("custom properties")),
        None => Ok(CustomProperties::default()),
    }
}

/// The value of an extended property; Graph may change the case of the set's GUID.
fn extended<'a>(event: &'a Value, id: &str) -> Option<&'a str> {
    let properties = event.get("singleValueExtendedProperties")?.as_array()?;
    let found = properties.iter().find(|property| {
        property.get("id").and_then(Value::as_str).is_some_and(|known| known.eq_ignore_ascii_case(id))
    });
    found?.get("value")?.as_str()
}
