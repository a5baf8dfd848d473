//! The mails the server sends to attendees, and those that come back.

use serde::Serialize;
use time::OffsetDateTime;

use super::appointment::Appointment;

/// Why a mail was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum MailKind {
    /// The meeting is new to its attendees.
    Invitation,
    /// The meeting changed.
    Update,
    /// To the sender: a mail did not reach somebody.
    NonDelivery,
}

/// A mail as it left the mailbox, or came back.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SentMail {
    /// When it left.
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
    /// Whom it reached.
    pub to: Vec<String>,
    /// Of a non-delivery report: whom the mail did not reach.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undelivered: Vec<String>,
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
            undelivered: Vec::new(),
            body: meeting.body.content.clone(),
        })
    }
    /// The mail to those whom it reaches; `None` where it reaches nobody.
    pub fn without(mut self, lost: &[String]) -> Option<Self> {
        self.to.retain(|address| !lost.contains(address));
        (!self.to.is_empty()).then_some(self)
    }

    /// The report to the `sender` that the mail did not reach these; `None` where it reached everybody.
    pub fn not_delivered(&self, lost: &[String], sender: &str) -> Option<Self> {
        (!lost.is_empty()).then(|| Self {
            kind: MailKind::NonDelivery,
            subject: format!("Undeliverable: {}", self.subject),
            to: vec![sender.to_owned()],
            undelivered: lost.to_vec(),
            body: "<p>Your message couldn't be delivered: too many recipients in 24 hours.</p>".to_owned(),
            ..self.clone()
        })
    }
}
