//! How Exchange keeps an appointment, beyond what people enter: what makes real mailboxes odd.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// How an appointment is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Keeping {
    /// Its text is kept as RTF, as classic Outlook does, until somebody writes it as HTML.
    pub rich_text: bool,
    /// What is attached, without what that holds.
    pub attachments: Vec<Attachment>,
    /// What of it Graph tells in another way than it documents.
    pub odd: Option<Odd>,
    /// It was saved without being sent, before that or since: Graph goes on calling it a draft.
    pub was_draft: bool,
    /// Its organizer changed when it is, and did not send that.
    pub has_unsent_changes: bool,
    /// A date of a series whose text is the series' own, and changes with it.
    pub inherits_body: bool,
    /// Of a series: what its dates have of its named properties is not told with them.
    pub dates_lack_properties: bool,
    /// A text was written in which its online meeting is not to be found any more.
    pub has_lost_online_meeting: bool,
    /// What attendees answered, by their addresses.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, Answer>,
}

/// What an attendee answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What.
    pub response: Response,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// Whether somebody comes (<https://learn.microsoft.com/graph/api/resources/responsestatus>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Response {
    Accepted,
    TentativelyAccepted,
    Declined,
}

impl Response {
    /// What people answer, more often that they come.
    pub const OF_PEOPLE: [Self; 4] =
        [Self::Accepted, Self::Accepted, Self::TentativelyAccepted, Self::Declined];
}

/// Something attached to an appointment, or standing in its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Attachment {
    /// Graph's type of it: `fileAttachment`, `itemAttachment` or `referenceAttachment`.
    #[serde(default = "file")]
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its MIME type.
    pub content_type: Option<String>,
    /// It stands in the text.
    #[serde(default)]
    pub is_inline: bool,
}

impl Attachment {
    /// A file of this name.
    pub fn file(name: &str) -> Self {
        Self { kind: file(), name: name.to_owned(), content_type: None, is_inline: false }
    }
}

fn file() -> String {
    "fileAttachment".to_owned()
}

/// What real mailboxes hold in the place of what is documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Odd {
    /// Nobody organizes it.
    NoOrganizer,
    /// It has no body, not even an empty one.
    NoBody,
    /// It begins in the year 1.
    FirstYear,
    /// It ends in the year 9999.
    LastYear,
    /// It has no change key.
    NoChangeKey,
    /// Whatever is asked of it but its name, the server fails.
    Corrupt,
    /// Whatever is asked of it, the server fails.
    Lost,
}

impl Odd {
    /// What can still be read in part.
    pub const READABLE: [Self; 5] =
        [Self::NoOrganizer, Self::NoBody, Self::FirstYear, Self::LastYear, Self::NoChangeKey];

    /// At what the server fails.
    pub const UNREADABLE: [Self; 2] = [Self::Corrupt, Self::Lost];
}
