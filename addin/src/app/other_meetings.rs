//! The meetings that are left alone, by reason.

use std::sync::Arc;

use leptos::prelude::*;
use redial::meeting::{Header, Reason};
use redial::migration::{Look, Plan};

use super::date::when;
use super::key::Key;
use super::meetings::subject;
use super::reason::reason;

/// The others that do not show what they should, by reason, in the order in which the plan meets the reasons.
fn groups(plan: &Plan) -> Vec<(&Reason, Vec<&Header>)> {
    let mut groups: Vec<(&Reason, Vec<&Header>)> = Vec::new();
    let listed = |reason: &Reason| *reason != Reason::AlreadyTrue && !reason.shows_old_details();
    for (appointment, reason) in plan.left_alone().filter(|(_, reason)| listed(reason)) {
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
pub(crate) fn OtherMeetings(look: Arc<Look>) -> impl IntoView {
    let right: Vec<&Header> = look.assessment.plan.already_true().collect();
    let right = (!right.is_empty()).then(|| {
        let summary = Key::AlreadyTrueCount.with("count", right.len()).text();
        list(summary, &right)
    });
    let groups = groups(&look.assessment.plan);
    let total: usize = groups.iter().map(|(_, meetings)| meetings.len()).sum();
    let left = (total != 0).then(|| {
        let groups: Vec<_> = groups
            .iter()
            .map(|(why, meetings)| {
                let summary = Key::LeftAloneGroup.with("reason", reason((*why).clone()).text());
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
    let unreadable = (look.assessment.unreadable != 0).then(|| {
        let text = Key::UnreadableCount.with("count", look.assessment.unreadable).text();
        view! { <p class="notice">{text}</p> }
    });
    view! { <div class="others">{unreadable} {right} {left}</div> }
}

fn list(summary: String, meetings: &[&Header]) -> impl IntoView + use<> {
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
