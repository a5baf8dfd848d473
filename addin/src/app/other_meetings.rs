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
    left_alone(plan).filter(|(_, reason)| shows_old_details(reason))
}

/// The meetings that show what they should.
pub(crate) fn already_true(plan: &Plan) -> impl Iterator<Item = &Appointment> {
    left_alone(plan).filter(|(_, reason)| *reason == Reason::AlreadyTrue).map(|(meeting, _)| meeting)
}

fn left_alone(plan: &Plan) -> impl Iterator<Item = (&Appointment, Reason)> {
    plan.meetings.iter().filter_map(|meeting| match &meeting.outcome {
        Outcome::LeftAlone(reason) => Some((&meeting.appointment, reason.clone())),
        Outcome::Rewrite(_) | Outcome::LeftByPolicy(_) => None,
    })
}

/// The others that do not show what they should, by reason, in the order in which the plan meets the reasons.
fn groups(plan: &Plan) -> Vec<(Reason, Vec<&Appointment>)> {
    let mut groups: Vec<(Reason, Vec<&Appointment>)> = Vec::new();
    let listed = |reason: &Reason| *reason != Reason::AlreadyTrue && !shows_old_details(reason);
    for (appointment, reason) in left_alone(plan).filter(|(_, reason)| listed(reason)) {
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, meetings)) => meetings.push(appointment),
            None => groups.push((reason, vec![appointment])),
        }
    }
    groups
}

/// What the table does not show: how many appointments could not be read, and collapsed lists of the meetings that are
/// right, and of those left alone.
#[component]
pub(crate) fn OtherMeetings(assessment: Arc<Assessment>) -> impl IntoView {
    let right: Vec<&Appointment> = already_true(&assessment.plan).collect();
    let right = (!right.is_empty()).then(|| {
        let summary = Key::AlreadyTrueCount.with("count", right.len()).text();
        list(summary, &right)
    });
    let groups = groups(&assessment.plan);
    let total: usize = groups.iter().map(|(_, meetings)| meetings.len()).sum();
    let left = (total != 0).then(|| {
        let groups: Vec<_> = groups
            .iter()
            .map(|(why, meetings)| {
                let summary = Key::LeftAloneGroup.with("reason", reason(why.clone()).text());
                list(summary.with("count", meetings.len()).text(), meetings)
            })
            .collect();
        view! {
            <details>
                <summary>{Key::LeftAloneCount.with("count", total).text()}</summary>
                {groups}
            </details>
        }
    });
    let unreadable = (assessment.unreadable != 0).then(|| {
        let text = Key::UnreadableCount.with("count", assessment.unreadable).text();
        view! { <p class="notice">{text}</p> }
    });
    view! { <div class="others">{unreadable} {right} {left}</div> }
}

fn list(summary: String, meetings: &[&Appointment]) -> impl IntoView + use<> {
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
            <summary>{summary}</summary>
            <ul>{items}</ul>
        </details>
    }
}
