//! An appointment as Graph's `event` (<https://learn.microsoft.com/graph/api/resources/event>).

use serde_json::{Map, Value, json};
use time::{OffsetDateTime, UtcOffset};

use super::request::{Preferences, Selection};
use crate::mailbox::appointment::{Appointment, ContentType, Kind, Location, ordinary};
use crate::mailbox::keeping::{Attachment, Odd};
use crate::mailbox::property::PropertyId;
use crate::mailbox::recurrence::Recurrence;
use crate::mailbox::{Mailbox, plain_text, sanitise};

const PREVIEW_CHARACTERS: usize = 255;

/// The members of an event that a request selected. `@odata.etag` and `id` are always among them.
pub fn event(
    mailbox: &Mailbox,
    appointment: &Appointment,
    selection: &Selection,
    preferences: &Preferences,
) -> Value {
    let mut members = short_members(mailbox, appointment);
    if selection.has("body") {
        members.insert("body".to_owned(), body(appointment, preferences));
    }
    if selection.has("bodyPreview") {
        members.insert("bodyPreview".to_owned(), json!(preview(appointment)));
    }
    if let Some(odd) = appointment.keeping.odd {
        spoil(&mut members, odd);
    }
    if selection.members.is_none() {
        members.remove("cancelledOccurrences");
    }
    if !preferences.immutable_ids {
        tell_ordinary_ids(&mut members);
    }
    members.retain(|name, _| name == "@odata.etag" || name == "id" || selection.has(name));
    let properties = expanded(appointment, &selection.properties);
    if !properties.is_empty() {
        members.insert("singleValueExtendedProperties".to_owned(), Value::Array(properties));
    }
    Value::Object(members)
}

/// Tells what is odd about an event.
fn spoil(members: &mut Map<String, Value>, odd: Odd) {
    let date = |text: &str| json!({"dateTime": text, "timeZone": "UTC"});
    let (name, value) = match odd {
        Odd::NoOrganizer => ("organizer", Value::Null),
        Odd::NoBody => ("body", Value::Null),
        Odd::FirstYear => ("start", date("0001-01-01T00:00:00.0000000")),
        Odd::LastYear => ("end", date("9999-12-31T23:59:59.9999999")),
        Odd::NoChangeKey => ("changeKey", Value::Null),
        Odd::Corrupt | Odd::Lost => return,
    };
    if let Some(member) = members.get_mut(name) {
        *member = value;
    }
}

/// One attachment of the event with this id, without what it holds
/// (<https://learn.microsoft.com/graph/api/event-list-attachments>).
pub fn attachment(event: &str, place: usize, attachment: &Attachment) -> Value {
    json!({
        "@odata.type": format!("#microsoft.graph.{}", attachment.kind),
        "id": format!("{event}.{place}"),
        "name": attachment.name,
        "contentType": attachment.content_type,
        "isInline": attachment.is_inline,
    })
}

/// Without `Prefer: IdType="ImmutableId"` an item has another id.
fn tell_ordinary_ids(members: &mut Map<String, Value>) {
    for name in ["id", "seriesMasterId"] {
        if let Some(Value::String(id)) = members.get_mut(name) {
            *id = ordinary(id);
        }
    }
}

/// An instant as Graph writes `DateTimeOffset`.
pub fn instant(at: OffsetDateTime) -> String {
    format!("{}Z", date_time(at.to_offset(UtcOffset::UTC)))
}

fn date_time(at: OffsetDateTime) -> String {
    let (year, month, day) = at.to_calendar_date();
    let (hour, minute, second, nanosecond) = at.to_hms_nano();
    let month = u8::from(month);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{:07}", nanosecond / 100)
}

/// Every member but the body, which takes time to convert.
fn short_members(mailbox: &Mailbox, appointment: &Appointment) -> Map<String, Value> {
    let keeping = &appointment.keeping;
    let online = appointment.online_meeting().filter(|_| !keeping.has_lost_online_meeting);
    let content = json!({
        "@odata.etag": format!("W/\"{}\"", appointment.change_key),
        "id": appointment.id,
        "changeKey": appointment.change_key,
        "iCalUId": appointment.ical_uid(),
        "createdDateTime": instant(appointment.created),
        "lastModifiedDateTime": instant(appointment.modified),
        "categories": [],
        "subject": appointment.subject,
        "start": {"dateTime": date_time(appointment.start), "timeZone": "UTC"},
        "end": {"dateTime": date_time(appointment.end), "timeZone": "UTC"},
        "originalStart": appointment.kind.original_start().map(instant),
        "originalStartTimeZone": "UTC",
        "originalEndTimeZone": "UTC",
        "location": joined_location(&appointment.locations),
        "locations": appointment.locations.iter().map(location).collect::<Vec<_>>(),
        "attendees": attendees(appointment),
        "organizer": email_address(&appointment.organizer.name, &appointment.organizer.address),
        "isOrganizer": mailbox.owns(appointment),
        "isCancelled": appointment.is_cancelled,
        "isDraft": appointment.is_draft || keeping.was_draft || keeping.has_unsent_changes,
        "isAllDay": appointment.is_all_day,
        "isReminderOn": true,
        "reminderMinutesBeforeStart": 15,
        "importance": "normal",
        "sensitivity": "normal",
        "showAs": "busy",
        "responseRequested": true,
        "allowNewTimeProposals": true,
        "hasAttachments": keeping.attachments.iter().any(|attachment| !attachment.is_inline),
        "hideAttendees": false,
        "type": appointment.kind.name(),
        "seriesMasterId": appointment.kind.master(),
        "recurrence": recurrence(&appointment.kind),
        "isOnlineMeeting": online.is_some(),
        "onlineMeetingProvider": online.map_or("unknown", |(provider, _)| provider),
        "onlineMeeting": online.map(|(_, join_url)| json!({"joinUrl": join_url})),
        "onlineMeetingUrl": appointment.public_string("OnlineMeetingExternalLink"),
        "cancelledOccurrences": cancelled(appointment),
    });
    match content {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn body(appointment: &Appointment, preferences: &Preferences) -> Value {
    let stored = &appointment.body.content;
    match (appointment.body.content_type, preferences.text_body) {
        (ContentType::Html, true) => json!({"contentType": "text", "content": plain_text::from_html(stored)}),
        (ContentType::Text, true) => json!({"contentType": "text", "content": stored}),
        (ContentType::Text, false) => json!({"contentType": "html", "content": plain_text::to_html(stored)}),
        (ContentType::Html, false) if preferences.unsafe_html => {
            json!({"contentType": "html", "content": stored})
        }
        (ContentType::Html, false) => json!({"contentType": "html", "content": sanitise::graph_body(stored)}),
    }
}

fn preview(appointment: &Appointment) -> String {
    let content = &appointment.body.content;
    let text = match appointment.body.content_type {
        ContentType::Html => plain_text::from_html(content),
        ContentType::Text => content.clone(),
    };
    text.chars().take(PREVIEW_CHARACTERS).collect()
}

fn location(location: &Location) -> Value {
    let mut members = Map::new();
    members.insert("displayName".to_owned(), json!(location.display_name));
    members.insert("locationType".to_owned(), json!("default"));
    members.insert("uniqueId".to_owned(), json!(location.display_name));
    members.insert("uniqueIdType".to_owned(), json!("private"));
    members.extend(location.details.clone());
    Value::Object(members)
}

/// The one `location` beside `locations`: the only entry, or the names of all.
fn joined_location(locations: &[Location]) -> Value {
    match locations {
        [only] => location(only),
        several => {
            let names: Vec<_> = several.iter().map(|location| location.display_name.as_str()).collect();
            json!({
                "displayName": names.join("; "),
                "locationType": "default",
                "uniqueIdType": "unknown",
                "address": {},
                "coordinates": {},
            })
        }
    }
}

fn attendees(appointment: &Appointment) -> Vec<Value> {
    appointment
        .attendees
        .iter()
        .map(|attendee| {
            let mut member = email_address(&attendee.person.name, &attendee.person.address);
            member["type"] = json!(attendee.r#type);
            member["status"] = match appointment.keeping.answers.get(&attendee.person.address) {
                Some(answer) => json!({"response": answer.response, "time": instant(answer.at)}),
                None => json!({"response": "none", "time": "0001-01-01T00:00:00Z"}),
            };
            member
        })
        .collect()
}

fn email_address(name: &str, address: &str) -> Value {
    json!({"emailAddress": {"name": name, "address": address}})
}

fn recurrence(kind: &Kind) -> Option<&Recurrence> {
    match kind {
        Kind::Master { recurrence, .. } => Some(recurrence),
        _ => None,
    }
}

fn cancelled(appointment: &Appointment) -> Vec<String> {
    match &appointment.kind {
        Kind::Master { cancelled, .. } => {
            cancelled.iter().map(|date| format!("OID.{}.{date}", appointment.id)).collect()
        }
        _ => Vec::new(),
    }
}

fn expanded(appointment: &Appointment, ids: &[PropertyId]) -> Vec<Value> {
    let keeping = &appointment.keeping;
    let native_body = match appointment.body.content_type {
        ContentType::Text => "1",
        ContentType::Html if keeping.rich_text => "2",
        ContentType::Html => "3",
    };
    let lacks_inherited = keeping.dates_lack_properties && appointment.kind.master().is_some();
    let was_sent = !appointment.is_draft && !appointment.attendees.is_empty();
    ids.iter()
        .filter_map(|id| {
            let value = if *id == PropertyId::native_body() {
                native_body.to_owned()
            } else if *id == PropertyId::clean_global_object_id() {
                appointment.clean_global_object_id()
            } else if *id == PropertyId::invited() {
                was_sent.to_string()
            } else if *id == PropertyId::changed_unsent() {
                keeping.has_unsent_changes.to_string()
            } else if lacks_inherited && !id.is_custom_property_bag() {
                return None;
            } else {
                appointment.properties.get(id)?.clone()
            };
            Some(json!({"id": id.as_str(), "value": value}))
        })
        .collect()
}
