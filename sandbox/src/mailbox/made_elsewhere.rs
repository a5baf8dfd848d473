//! How meetings come that were made in other clients than Outlook on the web: some in classic Outlook, which keeps texts as RTF
//! (<https://learn.microsoft.com/office/dev/add-ins/outlook/troubleshoot-outlook-add-in-activation>), and some saved before they
//! were sent (<https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/2356>).

use time::OffsetDateTime;

use super::appointment::{Body, ContentType, Person};
use super::keeping::{Answer, Response};
use super::{NewAppointment, Patch};
use crate::random::Stream;

impl NewAppointment {
    /// Has it made in one client or another, if it is the owner's own, and its rooms booked.
    pub fn made_elsewhere(mut self, owner: &Person, now: OffsetDateTime, random: &Stream) -> Self {
        if self.organizer.is(owner) {
            self.keeping.rich_text |= is_rich_text(&self.body, random);
            let sent = !self.is_draft && !self.attendees.is_empty();
            self.keeping.was_draft |= sent && random.below(3) == 0;
            self.keeping.dates_lack_properties |= self.recurrence.is_some() && random.below(2) == 0;
            let booked = Answer { response: Response::Accepted, at: now };
            for room in self.attendees.iter().filter(|attendee| sent && attendee.is_room()) {
                self.keeping.answers.entry(room.person.address.clone()).or_insert(booked);
            }
        }
        self
    }
}

impl Patch {
    /// Has it made in one client or another.
    pub fn made_elsewhere(mut self, random: &Stream) -> Self {
        self.as_rich_text = self.body.as_ref().is_some_and(|body| is_rich_text(body, random));
        self
    }
}

/// Whether a text is kept as RTF: a third of those in HTML.
fn is_rich_text(body: &Body, random: &Stream) -> bool {
    body.content_type == ContentType::Html && random.below(3) == 0
}
