//! Rooms: what they answer, and how they keep what they are booked for
//! (<https://learn.microsoft.com/powershell/module/exchangepowershell/set-calendarprocessing>).

use time::{Duration, OffsetDateTime};

use super::appointment::{Appointment, Attendee, AttendeeType, Body, ContentType};
use super::keeping::Response;
use super::store::StoreError;
use super::{Mailbox, item_id};
use crate::random::Stream;

/// How far ahead a room is booked: a meeting with dates beyond that is declined as a whole (`BookingWindowInDays`,
/// `EnforceSchedulingHorizon`).
const BOOKING_WINDOW: Duration = Duration::days(180);

/// What a room answered about a meeting.
#[derive(Clone, Debug)]
pub struct Booking {
    /// The room's address.
    pub room: String,
    /// Whether it has the room.
    pub response: Response,
    /// The meeting.
    pub meeting: Appointment,
}

impl Attendee {
    /// Whether it is a room and no person.
    pub fn is_room(&self) -> bool {
        self.r#type == AttendeeType::Resource
    }
}

/// What a room answers. It judges every update anew, and now and then somebody else has it by then.
pub fn judge(meeting: &Appointment, now: OffsetDateTime, random: &Stream) -> Response {
    let is_within = meeting.last_end().is_some_and(|end| end <= now + BOOKING_WINDOW);
    if is_within && random.below(6) > 0 { Response::Accepted } else { Response::Declined }
}

impl Mailbox {
    /// Keeps a meeting as a room does: without its text, and with the name of its organizer as subject (`DeleteComments`,
    /// `DeleteSubject`, `AddOrganizerToSubject`). What was declined goes.
    pub fn book(&mut self, Booking { response, meeting, .. }: Booking) -> Result<(), StoreError> {
        let known =
            self.store.all()?.into_iter().find(|own| own.global_object_id == meeting.global_object_id);
        match (response, known) {
            (Response::Declined, Some(known)) => self.store.remove(&known.id),
            (Response::Declined, None) => Ok(()),
            (_, known) => self.store.put(&Appointment {
                id: known.map_or_else(|| item_id(&self.ids), |known| known.id),
                change_key: self.change_keys.next(),
                subject: meeting.organizer.name.clone(),
                body: Body { content_type: ContentType::Html, content: String::new() },
                keeping: Default::default(),
                properties: Default::default(),
                ..meeting
            }),
        }
    }

    /// What rooms have answered since this was asked last.
    pub fn take_bookings(&mut self) -> Vec<Booking> {
        std::mem::take(&mut self.bookings)
    }

    /// Notes what a room answered. The dates of a series go with it.
    pub(super) fn note_booking(&mut self, room: &str, response: Response, meeting: &Appointment) {
        if meeting.kind.master().is_none() {
            self.bookings.push(Booking { room: room.to_owned(), response, meeting: meeting.clone() });
        }
    }
}
