//! The meetings that are left alone, by reason.

use std::sync::Arc;

use leptos::prelude::*;
use redial::meeting::{Appointment, Reason};
use redial::migration::{Assessment, Outcome, Plan};

use super::date::when;
use super::key::Key;
use super::meetings::subject;
use super::reason::{reason, shows_old_details};

/// The meetings that show old details and are left alone all the same.
pub(crate) fn outdated(plan: &Plan) -> impl Iterator<Item = (&Appointment, Reason)> {
    left_alone(plan).filter(|(_, reason)| shows_old_details(*reason))
}

/// How many meetings show what they should.
pub(crate) fn count_already_true(plan: &Plan) -> usize {
    left_alone(plan).filter(|(_, reason)| *reason == Reason::AlreadyTrue).count()
}

fn left_alone(plan: &Plan) -> impl Iterator<Item = (&Appointment, Reason)> {
    plan.meetings.iter().filter_map(|meeting| match &meeting.outcome {
        Outcome::LeftAlone(reason) => Some((&meeting.appointment, *reason)),
        Outcome::Rewrite(_) => None,
    })
}

/// The others, by reason, the reasons in the order in which the plan meets them.
fn groups(plan: &Plan) -> Vec<(Reason, Vec<&Appointment>)> {
    let mut groups: Vec<(Reason, Vec<&Appointment>)> = Vec::new();
    for (appointment, reason) in left_alone(plan).filter(|(_, reason)| !shows_old_details(*reason)) {
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, meetings)) => meetings.push(appointment),
            None => groups.push((reason, vec![appointment])),
        }
    }
    groups
}

/// A collapsed list of the meetings that are left alone, apart from those the table shows.
#[component]
pub(crate) fn LeftAlone(assessment: Arc<Assessment>) -> impl IntoView {
    let groups = groups(&assessment.plan);
    let total: usize = groups.iter().map(|(_, meetings)| meetings.len()).sum();
    (total != 0).then(|| {
        let groups: Vec<_> = groups.into_iter().map(|(why, meetings)| group(why, &meetings)).collect();
        view! {
            <details class="left-alone">
                <summary>{Key::LeftAloneCount.with("count", total).text()}</summary>
                {groups}
            </details>
        }
    })
}

fn group(why: Reason, meetings: &[&Appointment]) -> impl IntoView + use<> {
    let heading = Key::LeftAloneGroup.with("reason", reason(why).text()).with("count", meetings.len()).text();
    let items: Vec<_> = meetings
        .iter()
        .map(|meeting| {
            view! {
                <li>
                    <bdi>{subject(meeting)}</bdi>
                    <span class="quiet">{when(meeting)}</span>
                </li>
            }
        })
        .collect();
    view! {
        <details>
            <summary>{heading}</summary>
            <ul>{items}</ul>
        </details>
    }
}
