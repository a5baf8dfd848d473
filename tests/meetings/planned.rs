//! Plans, and what each meeting's text would become.

use std::cell::Cell;
use std::ops::Deref;

use redial::doubles::{SteppingClock, block_on};
use redial::meeting::{Appointment, Header, ItemId};
use redial::migration::{Plan, Planning, Rewrite, Target, Terms, Turn, Verdict};
use time::OffsetDateTime;

/// A meeting that was considered, with its text.
#[derive(Debug, PartialEq)]
pub struct Considered {
    pub appointment: Appointment,
    pub verdict: Verdict<Rewrite>,
}

/// A plan, and each of its meetings as it is judged when its text is read again.
pub struct Planned {
    pub plan: Plan,
    pub meetings: Vec<Considered>,
}

impl Deref for Planned {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        &self.plan
    }
}

impl Planned {
    pub fn rewrites(&self) -> impl Iterator<Item = (&Appointment, &Rewrite)> {
        self.meetings.iter().filter_map(|meeting| match &meeting.verdict {
            Verdict::Rewrite(rewrite) => Some((&meeting.appointment, rewrite.as_ref())),
            Verdict::LeftByPolicy(_) | Verdict::LeftAlone(_) => None,
        })
    }

    pub fn left_by_policy(&self) -> impl Iterator<Item = (&Appointment, &Rewrite)> {
        self.meetings.iter().filter_map(|meeting| match &meeting.verdict {
            Verdict::LeftByPolicy(rewrite) => Some((&meeting.appointment, rewrite.as_ref())),
            Verdict::Rewrite(_) | Verdict::LeftAlone(_) => None,
        })
    }
}

/// What is known of `appointments` without their texts.
pub fn headers(appointments: &[Appointment]) -> Vec<Header> {
    appointments.iter().map(|appointment| appointment.header.clone()).collect()
}

/// Plans for all of `appointments`: headers first.
pub fn plan(
    appointments: Vec<Appointment>,
    target: Target,
    terms: Terms<'_>,
    now: OffsetDateTime,
) -> Planned {
    let read = |id: &ItemId| appointments.iter().find(|known| known.header.id == *id).expect("known").clone();
    let clock = SteppingClock { now: Cell::new(now) };
    let mut planning = block_on(Planning::new(headers(&appointments), target, terms, &clock));
    for id in planning.unweighed().to_vec() {
        planning.weigh(&read(&id));
    }
    loop {
        match planning.next(1) {
            Turn::Read(ids) => ids.iter().for_each(|id| planning.take(read(id))),
            Turn::Judged => {}
            Turn::Over => break,
        }
    }
    in_full(planning.plan(), read, terms, now)
}

/// The plan, and what is said of each of its meetings when it is read again: the same.
pub fn in_full(
    plan: Plan,
    read: impl Fn(&ItemId) -> Appointment,
    terms: Terms<'_>,
    now: OffsetDateTime,
) -> Planned {
    let meetings = plan.meetings.iter().map(|meeting| {
        let appointment = read(&meeting.header.id);
        let verdict = plan.verdict(&appointment, terms, now).expect("an online meeting");
        assert_eq!(verdict.planned(), meeting.verdict, "{}", meeting.header.id);
        Considered { appointment, verdict }
    });
    Planned { meetings: meetings.collect(), plan }
}
