//! What real mailboxes hold beside what people mean to be there: invitations that Graph tells oddly, and at which it fails.

use time::{Date, Duration};

use super::working_day;
use crate::directory::User;
use crate::mailbox::appointment::{Attendee, AttendeeType, Body, ContentType};
use crate::mailbox::keeping::Odd;
use crate::mailbox::{NewAppointment, UpdateError};
use crate::world::World;

/// Plants two that Graph tells oddly, and one at which it fails.
pub fn plant(world: &mut World, today: Date) -> Result<(), UpdateError> {
    let random = world.random.about("odd invitations");
    let readable = || random.one_of(&Odd::READABLE).copied();
    let odd = [
        ("Fire drill", readable()),
        ("Imported appointment", readable()),
        ("Summer party", random.one_of(&Odd::UNREADABLE).copied()),
    ];
    for (days, (subject, odd)) in (6..).zip(odd) {
        let day = working_day(today + Duration::days(days), 1);
        let start = day.midnight().assume_utc() + Duration::hours(16);
        let body = Body { content_type: ContentType::Html, content: "<p>See you there.</p>".to_owned() };
        let end = start + Duration::minutes(30);
        let mut new = NewAppointment::new(User::tomas().person(), subject, start, end, body);
        let ines = world.mailbox().owner.clone();
        new.attendees = vec![Attendee { person: ines, r#type: AttendeeType::Required }];
        new.keeping.odd = odd;
        world.mailbox_mut().create(new)?;
    }
    Ok(())
}
