//! What somebody enters: a new appointment, or what changes of one.

use std::collections::BTreeMap;

use time::OffsetDateTime;

use super::appointment::{Appointment, Attendee, Body, Location, Person};
use super::keeping::Keeping;
use super::property::PropertyId;
use super::recurrence::Recurrence;

/// What somebody enters to create an [`Appointment`], which says what each field means.
#[derive(Clone, Debug)]
pub struct NewAppointment {
    pub subject: String,
    pub start: OffsetDateTime,
    pub end: OffsetDateTime,
    pub is_all_day: bool,
    pub body: Body,
    pub organizer: Person,
    pub attendees: Vec<Attendee>,
    pub locations: Vec<Location>,
    pub recurrence: Option<Recurrence>,
    pub is_cancelled: bool,
    pub is_draft: bool,
    pub lacks_ical_uid: bool,
    pub keeping: Keeping,
    pub properties: BTreeMap<PropertyId, String>,
}

impl NewAppointment {
    /// An appointment without anything that not every one has.
    pub fn new(
        organizer: Person,
        subject: &str,
        start: OffsetDateTime,
        end: OffsetDateTime,
        body: Body,
    ) -> Self {
        Self {
            subject: subject.to_owned(),
            start,
            end,
            is_all_day: false,
            body,
            organizer,
            attendees: Vec::new(),
            locations: Vec::new(),
            recurrence: None,
            is_cancelled: false,
            is_draft: false,
            lacks_ical_uid: false,
            keeping: Keeping::default(),
            properties: BTreeMap::new(),
        }
    }
}

/// What a write changes of an [`Appointment`]; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Patch {
    pub subject: Option<String>,
    pub start: Option<OffsetDateTime>,
    pub end: Option<OffsetDateTime>,
    pub is_all_day: Option<bool>,
    pub body: Option<Body>,
    /// The body is kept as RTF.
    pub as_rich_text: bool,
    pub attendees: Option<Vec<Attendee>>,
    pub locations: Option<Vec<Location>>,
    /// Properties to set; those not named stay.
    pub properties: BTreeMap<PropertyId, String>,
}

/// Whether a write reaches the attendees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notify {
    /// It was always so: the write leaves no trace.
    Nobody,
    /// A form was saved; the attendees hear of it once it is sent.
    NotYet,
    /// Attendees of a meeting that was sent before hear of the change; drafts stay drafts.
    OfUpdates,
    /// As `OfUpdates`, and a draft is sent.
    AndSendDrafts,
}

impl Patch {
    /// Changes an appointment.
    pub(super) fn apply(self, to: &mut Appointment) {
        let Patch { subject, start, end, is_all_day, body, attendees, locations, properties, .. } = self;
        to.subject = subject.unwrap_or_else(|| to.subject.clone());
        to.start = start.unwrap_or(to.start);
        to.end = end.unwrap_or(to.end);
        to.is_all_day = is_all_day.unwrap_or(to.is_all_day);
        if let Some(body) = body {
            to.body = body;
            to.keeping.inherits_body = false;
        }
        if let Some(attendees) = attendees {
            to.attendees = attendees;
        }
        if let Some(locations) = locations {
            to.locations = locations;
        }
        to.properties.extend(properties);
    }
}
