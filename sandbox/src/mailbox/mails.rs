//! The mails the server sends to attendees.

use serde::Serialize;
use time::OffsetDateTime;

use super::appointment::Appointment;

/// Why a mail was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MailKind {
    /// The meeting is new to its attendees.
    Invitation,
    /// The meeting changed.
    Update,
}

/// A mail as it left the mailbox.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SentMail {
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Why.
    pub kind: MailKind,
    /// The meeting it is about.
    pub meeting_id: String,
    /// The meeting's `iCalUId`, where Graph tells one.
    #[serde(rename = "iCalUId")]
    pub ical_uid: Option<String>,
    /// The meeting's subject.
    pub subject: String,
    /// Addresses.
    pub to: Vec<String>,
    /// The meeting's body at that time.
    pub body: String,
}

impl SentMail {
    /// The mail to every attendee of a meeting; `None` for an appointment nobody else is in.
    pub fn about(meeting: &Appointment, kind: MailKind, at: OffsetDateTime) -> Option<Self> {
        let to: Vec<_> = meeting.attendees.iter().map(|attendee| attendee.person.address.clone()).collect();
        (!to.is_empty()).then(|| Self {
            at,
            kind,
            meeting_id: meeting.id.clone(),
            ical_uid: meeting.ical_uid().map(str::to_owned),
            subject: meeting.subject.clone(),
            to,
            body: meeting.body.content.clone(),
        })
    }
}
