//! An appointment as it was read from the calendar.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::html::Format;
use crate::link::JoinUrl;

use super::room::{Room, RoomAnswer};

macro_rules! text_type {
    ($(#[$documentation:meta])* $name:ident) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as the server gave it.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

text_type!(
    /// The calendar's own name of an item (Graph: immutable id).
    ItemId
);
text_type!(
    /// The version of an item: every change gives a new one.
    ChangeKey
);
text_type!(
    /// A meeting's `CleanGlobalObjectId` in base64: the same for all dates of a series, in every calendar the meeting
    /// is in, and over Graph and EWS.
    /// <https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxprops/77dd4674-e0c4-4d31-b1b9-a5ebf80bd82b>
    Uid
);
text_type!(
    /// The iCalendar UID as Graph tells it, where it does: each date of a series has another.
    ICalUid
);

/// Which meeting an item is, whatever the calendar calls it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Identity {
    /// The meeting.
    pub uid: Option<Uid>,
    /// What tags of version 1 call it.
    pub ical_uid: Option<ICalUid>,
    /// Which date of a series it is: when that began before it was changed.
    #[serde(with = "time::serde::rfc3339::option")]
    pub original_start: Option<OffsetDateTime>,
}

/// The item's Office.js custom properties: names and JSON values.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CustomProperties(pub BTreeMap<String, serde_json::Value>);

/// How the body is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyFormat {
    /// HTML.
    Html,
    /// Plain text, and read as it is.
    Text,
    /// Nobody knows how; the server made it HTML for reading, and writing it back would perhaps change its format.
    Unknown,
    /// Plain text, which the server made HTML for reading. Written back it is HTML.
    PlainText,
    /// Rich text, which the server made HTML for reading. Written back it is HTML.
    RichText,
    /// The same with pictures or objects in it, which would lose their places.
    RichTextWithObjects,
    /// Encrypted: what is read is a text about that.
    Protected,
}

/// A body as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// How it is kept.
    pub format: BodyFormat,
    /// The text, byte for byte.
    pub content: String,
}

impl Body {
    /// The format that its content is in.
    pub fn format(&self) -> Format {
        match self.format {
            BodyFormat::Html
            | BodyFormat::Unknown
            | BodyFormat::PlainText
            | BodyFormat::RichText
            | BodyFormat::RichTextWithObjects
            | BodyFormat::Protected => Format::Html,
            BodyFormat::Text => Format::Text,
        }
    }
}

/// What an item is in a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SeriesRole {
    /// Not in a series.
    Single,
    /// The series itself; its last occurrence ends at `until`, or never.
    Master {
        /// The end of the series.
        #[serde(with = "time::serde::rfc3339::option")]
        until: Option<OffsetDateTime>,
        /// How many of its occurrences were changed.
        exceptions: usize,
    },
    /// A changed occurrence.
    Exception {
        /// The series.
        master: ItemId,
    },
}

/// Microsoft's named properties of the Skype and Teams buttons, set `PS_PUBLIC_STRINGS`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NamedProperties {
    /// `OnlineMeetingExternalLink`.
    pub external_link: Option<JoinUrl>,
    /// `SkypeTeamsMeetingUrl`.
    pub teams_url: Option<JoinUrl>,
    /// What one of the two holds that is no join URL.
    pub unusable: Option<String>,
    /// Whether `UCOpenedConferenceID` is there.
    pub opened_conference: bool,
    /// `ConferenceTelURI`: `tel:` number, two commas, conference ID.
    pub tel_uri: Option<String>,
}

/// What the people who are invited know of an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Sent {
    /// Its invitation was never sent.
    Never,
    /// They know it as it is.
    AsItIs,
    /// Its organizer changed it since, and did not send that.
    ButForChanges,
}

/// What a calendar itself knows of an item's online meeting, which Outlook's *Join* leads to. Exchange reads part of it off
/// the text, so that a write can take it away.
/// <https://learn.microsoft.com/graph/api/event-update>
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnlineState {
    /// Whether it has one.
    pub is_online: bool,
    /// Where that is joined, where that is told.
    pub join_url: Option<String>,
}

/// What became of the online meeting that a calendar knew of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum OnlineLoss {
    /// It knows of none any more.
    Gone,
    /// It leads elsewhere.
    Replaced,
}

impl OnlineState {
    /// What was lost where it is `after` now, once a text that leads to `written` was written.
    pub fn loss(&self, after: &Self, written: &JoinUrl) -> Option<OnlineLoss> {
        if self.is_online && !after.is_online {
            return Some(OnlineLoss::Gone);
        }
        let before = self.join_url.as_deref()?;
        let Some(after) = after.join_url.as_deref() else { return Some(OnlineLoss::Gone) };
        let leads_to = |known: &JoinUrl| JoinUrl::new(after).is_some_and(|after| after.agrees_with(known));
        let is_known =
            before == after || leads_to(written) || JoinUrl::new(before).as_ref().is_some_and(leads_to);
        (!is_known).then_some(OnlineLoss::Replaced)
    }
}

/// An appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Everything but its text.
    pub header: Header,
    /// Its text.
    pub body: Body,
}

impl Appointment {
    /// The same under the name that it was asked for by, and its series under that which is known: a calendar may call an
    /// item otherwise each time.
    #[must_use]
    pub fn called(mut self, id: &ItemId, series: Option<&ItemId>) -> Self {
        self.header.id.clone_from(id);
        if let (SeriesRole::Exception { master }, Some(series)) = (&mut self.header.series_role, series) {
            master.clone_from(series);
        }
        self
    }
}

/// What is known of an appointment without its text: a calendar tells it cheaply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Header {
    /// The calendar's name of it.
    pub id: ItemId,
    /// Its version.
    pub change_key: ChangeKey,
    /// Which meeting it is.
    pub identity: Identity,
    /// What it is in a series.
    pub series_role: SeriesRole,
    /// The subject.
    pub subject: String,
    /// When it begins; a master: when its first occurrence begins.
    #[serde(with = "time::serde::rfc3339")]
    pub start: OffsetDateTime,
    /// When it ends; a master: when its first occurrence ends.
    #[serde(with = "time::serde::rfc3339")]
    pub end: OffsetDateTime,
    /// Whether the owner of the calendar organizes it.
    pub is_organizer: bool,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
    /// What the people who are invited know of it.
    pub sent: Sent,
    /// How many people are invited.
    pub attendees: usize,
    /// The rooms among them.
    pub rooms: Vec<Room>,
    /// What the calendar itself knows of its online meeting.
    pub online: OnlineState,
    /// Redial's custom properties.
    pub custom_properties: CustomProperties,
    /// Microsoft's properties.
    pub named: NamedProperties,
}

impl Header {
    /// What it counts as where a series counts as one: itself, or its series.
    pub fn whole(&self) -> &ItemId {
        match &self.series_role {
            SeriesRole::Exception { master } => master,
            SeriesRole::Single | SeriesRole::Master { .. } => &self.id,
        }
    }

    /// When the last of it is over; `None` for a series without an end.
    pub fn over_at(&self) -> Option<OffsetDateTime> {
        match &self.series_role {
            SeriesRole::Master { until, .. } => *until,
            SeriesRole::Single | SeriesRole::Exception { .. } => Some(self.end),
        }
    }

    /// The addresses of the rooms that it has.
    pub fn booked_rooms(&self) -> impl Iterator<Item = &str> {
        let booked = self.rooms.iter().filter(|room| room.answer == RoomAnswer::Booked);
        booked.map(|room| room.address.as_str())
    }

    /// Whether any of it is still to take place.
    pub fn is_ahead(&self, now: OffsetDateTime) -> bool {
        self.over_at().is_none_or(|over| over > now)
    }
}

/// One conditional write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// What is written.
    pub id: ItemId,
    /// The version it must still have.
    pub change_key: ChangeKey,
    /// The whole new body.
    pub body: Body,
    /// All the new custom properties.
    pub custom_properties: CustomProperties,
    /// A new `OnlineMeetingExternalLink`, where the item has one.
    pub external_link: Option<JoinUrl>,
    /// A new `ConferenceTelURI`, where the item has one.
    pub tel_uri: Option<String>,
}

/// What a write gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Updated {
    /// The version after the write.
    pub change_key: ChangeKey,
    /// What the calendar itself knows of its online meeting then, where it says so.
    pub online: Option<OnlineState>,
}
