//! An appointment as the mailbox stores it.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use time::{Date, Duration, OffsetDateTime};

use super::keeping::Keeping;
use super::property::PropertyId;
use super::recurrence::{RangeType, Recurrence};

/// A name and an SMTP address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The display name.
    pub name: String,
    /// The SMTP address.
    pub address: String,
}

impl Person {
    /// Whether both are the same mailbox: addresses are compared ignoring case.
    pub fn is(&self, other: &Person) -> bool {
        self.address.eq_ignore_ascii_case(&other.address)
    }
}

/// Somebody invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// Who.
    #[serde(flatten)]
    pub person: Person,
    /// Whether the meeting needs them.
    #[serde(default)]
    pub r#type: AttendeeType,
}

/// Whether a meeting needs an attendee.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AttendeeType {
    #[default]
    Required,
    Optional,
    Resource,
}

/// The format a body is stored in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ContentType {
    /// An HTML body.
    #[serde(alias = "HTML")]
    Html,
    /// A plain text body.
    #[serde(alias = "Text")]
    Text,
}

/// A body, byte for byte as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Body {
    /// The format of `content`.
    pub content_type: ContentType,
    /// The text.
    pub content: String,
}

/// One entry of `locations`. Everything beside the name (room address, type, …) is kept as it came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// What people read.
    pub display_name: String,
    /// The other members of Graph's `location` type.
    #[serde(flatten)]
    pub details: Map<String, Value>,
}

impl Location {
    /// A location that is only a name.
    pub fn named(name: &str) -> Self {
        Self { display_name: name.to_owned(), details: Map::new() }
    }
}

/// What an appointment is to its series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    /// Not part of a series.
    Single,
    /// The series itself; its start is that of the first occurrence.
    Master {
        /// The pattern and its range.
        recurrence: Recurrence,
        /// Original dates (UTC) of the occurrences that were deleted.
        cancelled: Vec<Date>,
    },
    /// A date of the series as the pattern gives it. Never stored.
    Occurrence {
        /// The series.
        master: String,
        /// The start the pattern gives.
        original_start: OffsetDateTime,
    },
    /// A date of the series that was changed on its own.
    Exception {
        /// The series.
        master: String,
        /// The start the pattern gives.
        original_start: OffsetDateTime,
    },
}

impl Kind {
    /// The series that this is a date of.
    pub fn master(&self) -> Option<&str> {
        match self {
            Kind::Single | Kind::Master { .. } => None,
            Kind::Occurrence { master, .. } | Kind::Exception { master, .. } => Some(master),
        }
    }

    /// The start the pattern gives to this date of a series.
    pub fn original_start(&self) -> Option<OffsetDateTime> {
        match self {
            Kind::Single | Kind::Master { .. } => None,
            Kind::Occurrence { original_start, .. } | Kind::Exception { original_start, .. } => {
                Some(*original_start)
            }
        }
    }

    /// Graph's name of the kind (`eventType`).
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Single => "singleInstance",
            Kind::Master { .. } => "seriesMaster",
            Kind::Occurrence { .. } => "occurrence",
            Kind::Exception { .. } => "exception",
        }
    }
}

/// An appointment; a meeting if it has attendees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Appointment {
    /// The item id, opaque to clients.
    pub id: String,
    /// The global object id in hexadecimal; the dates of a series carry their date in it.
    pub global_object_id: String,
    /// Graph tells no `iCalUId` of some items, as the service does.
    #[serde(default)]
    pub lacks_ical_uid: bool,
    /// Changes with every write.
    pub change_key: String,
    /// When it was created.
    pub created: OffsetDateTime,
    /// When it was last written.
    pub modified: OffsetDateTime,
    /// The subject.
    pub subject: String,
    /// When it starts (UTC).
    pub start: OffsetDateTime,
    /// When it ends (UTC).
    pub end: OffsetDateTime,
    /// It takes whole days.
    pub is_all_day: bool,
    /// The body as stored. Its text has a column of its own.
    #[serde(with = "without_text")]
    pub body: Body,
    /// Who called the meeting.
    pub organizer: Person,
    /// Everybody invited, without the organizer.
    pub attendees: Vec<Attendee>,
    /// Where it takes place.
    pub locations: Vec<Location>,
    /// Single, series, date of a series.
    pub kind: Kind,
    /// The organizer cancelled it.
    pub is_cancelled: bool,
    /// Saved but never sent.
    pub is_draft: bool,
    /// How it is kept.
    #[serde(default)]
    pub keeping: Keeping,
    /// Extended properties, all of them strings. Stored in a column of their own.
    #[serde(skip)]
    pub properties: BTreeMap<PropertyId, String>,
}

mod without_text {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Body, ContentType};

    pub fn serialize<S: Serializer>(body: &Body, serializer: S) -> Result<S::Ok, S::Error> {
        body.content_type.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Body, D::Error> {
        let content_type = ContentType::deserialize(deserializer)?;
        Ok(Body { content_type, content: String::new() })
    }
}

impl Appointment {
    /// How long it takes.
    pub fn duration(&self) -> Duration {
        self.end - self.start
    }

    /// When it is over; a series: its last date. `None` for a series without end.
    pub fn last_end(&self) -> Option<OffsetDateTime> {
        match &self.kind {
            Kind::Master { recurrence, .. } if recurrence.range.r#type == RangeType::NoEnd => None,
            Kind::Master { recurrence, .. } => {
                let last = recurrence.dates().last()?;
                Some(last.with_time(self.start.time()).assume_utc() + self.duration())
            }
            _ => Some(self.end),
        }
    }

    /// What Graph tells as `iCalUId`: another one for each date of a series.
    pub fn ical_uid(&self) -> Option<&str> {
        (!self.lacks_ical_uid).then_some(self.global_object_id.as_str())
    }

    /// The global object id of the whole series, in base64 as Graph and EWS write binary values
    /// (<https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxocal/f33505a3-2674-4a0c-8c8e-6ba4a8d4d1d6>).
    pub fn clean_global_object_id(&self) -> String {
        let (before, _, after) = split_at_date(&self.global_object_id);
        let clean = format!("{before}00000000{after}");
        let bytes = (0..clean.len() / 2)
            .filter_map(|at| clean.get(2 * at..2 * at + 2))
            .filter_map(|digits| u8::from_str_radix(digits, 16).ok());
        STANDARD.encode(bytes.collect::<Vec<u8>>())
    }

    /// The value of a named property of the public strings.
    pub fn public_string(&self, name: &str) -> Option<&str> {
        self.properties.get(&PropertyId::public_string(name)).map(String::as_str)
    }

    /// Provider and join URL of its online meeting, as the properties of the Teams or Skype button tell.
    pub fn online_meeting(&self) -> Option<(&'static str, &str)> {
        let of = |name, provider| self.public_string(name).map(|url| (provider, url));
        of("SkypeTeamsMeetingUrl", "teamsForBusiness")
            .or_else(|| of("OnlineMeetingExternalLink", "skypeForBusiness"))
    }

    /// Whether its online meeting, where it has one, is to be found in its text.
    pub fn tells_online_meeting(&self) -> bool {
        let text = self.body.content.replace("&amp;", "&");
        self.online_meeting().is_none_or(|(_, join_url)| text.contains(join_url))
    }

    /// Notes that it was saved, and that its attendees do not know yet what it was `before` any more.
    pub fn note_unsent_since(&mut self, before: &Self) {
        let times = |of: &Self| (of.start, of.end, of.is_all_day);
        let told =
            |of: &Self| (of.subject.clone(), of.body.clone(), of.attendees.clone(), of.locations.clone());
        self.keeping.has_unsent_changes |= times(self) != times(before);
        self.keeping.was_draft |= times(self) != times(before) || told(self) != told(before);
    }

    /// The date of this series that the pattern starts at `original_start`.
    ///
    /// An add-in's custom properties stay with the series: Outlook does not carry them over.
    pub fn occurrence(&self, original_start: OffsetDateTime) -> Appointment {
        let date = original_start.date();
        let mut properties = self.properties.clone();
        properties.retain(|id, _| !id.is_custom_property_bag());
        Appointment {
            id: occurrence_id(&self.id, date),
            global_object_id: dated(&self.global_object_id, date),
            start: original_start,
            end: original_start + self.duration(),
            kind: Kind::Occurrence { master: self.id.clone(), original_start },
            properties,
            ..self.clone()
        }
    }
}

/// What the id ends in that an item has in Outlook's forms, and in Graph unless the immutable one is asked for, which is
/// without it (<https://learn.microsoft.com/graph/outlook-immutable-id>).
const ENDING: &str = "F-_";

/// The immutable id of the item that has this id, which may be the other one.
pub fn immutable(id: &str) -> &str {
    id.strip_suffix(ENDING).unwrap_or(id)
}

/// The id that an item has beside this immutable one.
pub fn ordinary(immutable: &str) -> String {
    format!("{immutable}{ENDING}")
}

/// The item id of one date of a series.
fn occurrence_id(master: &str, date: Date) -> String {
    format!("{master}_{:04}{:02}{:02}", date.year(), u8::from(date.month()), date.day())
}

/// Takes an item id apart that `occurrence_id` made: the series and the original date.
pub fn parse_occurrence_id(id: &str) -> Option<(&str, Date)> {
    let (master, digits) = id.rsplit_once('_')?;
    if digits.len() != 8 {
        return None;
    }
    let number: u32 = digits.parse().ok()?;
    let year = i32::try_from(number / 10_000).ok()?;
    let month = u8::try_from(number / 100 % 100).ok()?.try_into().ok()?;
    let day = u8::try_from(number % 100).ok()?;
    Some((master, Date::from_calendar_date(year, month, day).ok()?))
}

/// The hexadecimal global object id with the date of an occurrence at its place, bytes 16 to 19
/// (<https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxocal/1d3aac05-a7b9-45cc-a213-47f0a0a2c5c1>).
fn dated(id: &str, date: Date) -> String {
    let (before, _, after) = split_at_date(id);
    format!("{before}{:04X}{:02X}{:02X}{after}", date.year(), u8::from(date.month()), date.day())
}

/// What stands before the date in a hexadecimal global object id, the date, and what stands behind it.
fn split_at_date(id: &str) -> (&str, &str, &str) {
    let (before, rest) = id.split_at_checked(32).unwrap_or((id, ""));
    let (date, after) = rest.split_at_checked(8).unwrap_or((rest, ""));
    (before, date, after)
}
