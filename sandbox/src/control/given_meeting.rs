//! A meeting as the control API is given it.

use std::collections::BTreeMap;

use serde::Deserialize;
use time::OffsetDateTime;

use super::refusal::Refusal;
use crate::mailbox::appointment::{Appointment, Attendee, Body, ContentType, Location, Person};
use crate::mailbox::keeping::Keeping;
use crate::mailbox::property::PropertyId;
use crate::mailbox::recurrence::Recurrence;
use crate::mailbox::{Mailbox, NewAppointment, Notify, Patch, sanitise};
use crate::random::Stream;

/// What `POST meetings` takes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GivenMeeting {
    subject: String,
    #[serde(with = "time::serde::rfc3339")]
    start: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    end: OffsetDateTime,
    body: Body,
    organizer: Option<Person>,
    #[serde(default)]
    attendees: Vec<Attendee>,
    recurrence: Option<Recurrence>,
    #[serde(default)]
    exceptions: Vec<GivenException>,
    #[serde(default)]
    properties: BTreeMap<String, String>,
    location: Option<String>,
    #[serde(default)]
    is_cancelled: bool,
    #[serde(default)]
    is_draft: bool,
    /// Graph tells no `iCalUId` of it.
    #[serde(default, rename = "lacksICalUId")]
    lacks_ical_uid: bool,
    /// How it is kept. What is random of that can be made so for sure, and not prevented.
    #[serde(default)]
    keeping: Keeping,
    #[serde(default = "yes")]
    sanitise: bool,
}

/// An occurrence that is not as the series has it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct GivenException {
    #[serde(with = "time::serde::rfc3339")]
    original_start: OffsetDateTime,
    subject: Option<String>,
    body: Option<Body>,
    #[serde(default, with = "time::serde::rfc3339::option")]
    start: Option<OffsetDateTime>,
    #[serde(default, with = "time::serde::rfc3339::option")]
    end: Option<OffsetDateTime>,
    /// It was deleted.
    #[serde(default)]
    is_cancelled: bool,
}

fn yes() -> bool {
    true
}

impl GivenMeeting {
    /// Stores the meeting and its exceptions, as one client or another has made them; nobody is mailed.
    pub fn store(
        self,
        mailbox: &mut Mailbox,
        now: OffsetDateTime,
        random: &Stream,
    ) -> Result<Appointment, Refusal> {
        let treat = |body: Body| if self.sanitise { sanitised(body) } else { body };
        let organizer = self.organizer.unwrap_or_else(|| mailbox.owner.clone());
        let new = NewAppointment {
            attendees: self.attendees,
            locations: self.location.iter().map(|name| Location::named(name)).collect(),
            recurrence: self.recurrence,
            is_cancelled: self.is_cancelled,
            is_draft: self.is_draft,
            lacks_ical_uid: self.lacks_ical_uid,
            keeping: self.keeping,
            properties: self
                .properties
                .into_iter()
                .map(|(name, value)| (PropertyId::public_string(&name), value))
                .collect(),
            ..NewAppointment::new(organizer, &self.subject, self.start, self.end, treat(self.body))
        };
        let series = mailbox.create(new.made_elsewhere(&mailbox.owner, now, random))?;
        for exception in self.exceptions {
            store_exception(mailbox, &series, exception, &treat, random)?;
        }
        mailbox.get(&series.id)?.ok_or(Refusal::NotFound)
    }
}

fn store_exception(
    mailbox: &mut Mailbox,
    series: &Appointment,
    given: GivenException,
    treat: &impl Fn(Body) -> Body,
    random: &Stream,
) -> Result<(), Refusal> {
    let occurrence = series.occurrence(given.original_start);
    if mailbox.get(&occurrence.id)?.is_none_or(|found| found.start != given.original_start) {
        return Err(Refusal::NoSuchOccurrence(super::rfc3339(given.original_start)));
    }
    if given.is_cancelled {
        return Ok(mailbox.delete(&occurrence.id)?);
    }
    let start = given.start.unwrap_or(occurrence.start);
    let patch = Patch {
        subject: given.subject,
        body: given.body.map(treat),
        start: Some(start),
        end: Some(given.end.unwrap_or(start + occurrence.duration())),
        ..Patch::default()
    };
    mailbox.update(&occurrence.id, None, patch.made_elsewhere(random), Notify::Nobody)?;
    Ok(())
}

fn sanitised(body: Body) -> Body {
    match body.content_type {
        ContentType::Html => Body { content: sanitise::outlook_form(&body.content), ..body },
        ContentType::Text => body,
    }
}
