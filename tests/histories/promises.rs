//! What every history must leave true.

use redial::block::{InfoBlock, recognise};
use redial::html::{Document, Format};
use redial::link::JoinUrl;
use redial::meeting::{Appointment, Update};

use crate::calendar::OF_PAUL;
use crate::world::World;

fn block(body: &str) -> Option<InfoBlock> {
    recognise(&Document::parse(Format::Html, body), &[]).into_iter().next()
}

/// Checks a write that the mailbox took.
pub fn kept_by(world: &World, before: &Appointment, update: &Update) {
    let id = &before.header.id;
    let (old, new) = (&before.body.content, &update.body.content);
    if old == new {
        world.complain(|| format!("{id}: attendees are mailed though nothing changed"));
    }
    let (Some(was), Some(is)) = (block(old), block(new)) else {
        return world.complain(|| format!("{id}: there was no block, or there is none any more"));
    };
    let same_before = old.get(..was.span.start) == new.get(..is.span.start);
    let same_behind = old.get(was.span.end..) == new.get(is.span.end..);
    if !same_before || !same_behind {
        world.complain(|| format!("{id}: bytes outside the block changed"));
    }
    if was.invitation.join_url.as_str().starts_with(OF_PAUL) {
        world.complain(|| format!("{id}: Paul's online meeting was written"));
    }
    let moves = !was.invitation.join_url.agrees_with(&is.invitation.join_url);
    if moves && !leads_to_a_meeting(world, &is.invitation.join_url) {
        world.complain(|| format!("{id}: {} is written and leads nowhere", is.invitation.join_url));
    }
}

fn leads_to_a_meeting(world: &World, join_url: &JoinUrl) -> bool {
    world.dial_in.meetings.borrow().iter().any(|known| known.join_url.agrees_with(join_url))
}

/// Checks all appointments as they are.
pub fn kept(world: &World) {
    for appointment in world.calendar.appointments.borrow().iter() {
        let Some(block) = block(&appointment.body.content) else {
            world.complain(|| format!("{}: its block is gone", appointment.header.id));
            continue;
        };
        let link = &block.invitation.join_url;
        let shown = block.invitation.phone.and_then(|phone| phone.conference_id);
        let shown = shown.as_ref().map(|id| id.as_str());
        if link.as_str().starts_with(OF_PAUL) {
            if shown != Some("88001") {
                world
                    .complain(|| format!("{}: Paul's link is shown beside {shown:?}", appointment.header.id));
            }
            continue;
        }
        if shown == Some("88001") {
            world.complain(|| format!("{}: {link} is shown beside Paul's ID", appointment.header.id));
        }
        let meetings = world.dial_in.meetings.borrow();
        match meetings.iter().find(|known| known.join_url.agrees_with(link)) {
            None if world.lost.borrow().contains(link) => {}
            None => {
                world.complain(|| format!("{}: {link} leads to a deleted meeting", appointment.header.id))
            }
            Some(known) => {
                let private = known.conference_id.as_ref().map(|id| id.as_str());
                if private.is_some() && shown.is_some() && shown != private {
                    world.complain(|| format!("{}: {link} is shown beside {shown:?}", appointment.header.id));
                }
                if private.is_none() && shown == Some("77001") {
                    world.complain(|| {
                        format!("{}: {link} is shown beside a private ID", appointment.header.id)
                    });
                }
            }
        }
    }
}
