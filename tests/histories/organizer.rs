//! The organizer, who works on the appointments while runs are at work.

use redial::meeting::{Appointment, ChangeKey};

use crate::calendar::copy;
use crate::world::World;

/// Changes something of one appointment, as a person does.
pub fn edit(world: &World) {
    let mut appointments = world.calendar.appointments.borrow_mut();
    let at = world.random.below(appointments.len());
    let number = appointments.len();
    let Some(appointment) = appointments.get_mut(at) else { return };
    world.tally.borrow_mut().edits += 1;
    match world.random.below(6) {
        0 => write_above(appointment),
        1 => appointment.body.content.push_str("<p>PPS</p>"),
        2 => write_inside(appointment),
        3 => appointment.header.subject.push('!'),
        4 if number < 12 => {
            let copy = copy(appointment, &format!("c{number}"));
            if copy.header.series_role == redial::meeting::SeriesRole::Single {
                appointments.push(copy);
            }
            return;
        }
        _ => appointment.header.attendees += 1,
    }
    appointment.header.change_key = ChangeKey::new(format!("{}o", appointment.header.change_key));
}

fn write_above(appointment: &mut Appointment) {
    let body = &appointment.body.content;
    if let Some(start) = body.find("<p style") {
        appointment.body.content = format!("{}<p>One more thing</p>{}", &body[..start], &body[start..]);
    }
}

fn write_inside(appointment: &mut Appointment) {
    let body = &appointment.body.content;
    if let Some(at) = body.find("Conference ID: ").and_then(|at| Some(at + body.get(at..)?.find("</p>")? + 4))
    {
        appointment.body.content = format!("{}<p>Ask Anna</p>{}", &body[..at], &body[at..]);
    }
}
