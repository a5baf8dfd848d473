//! The meetings that are left alone, by reason.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use redial::meeting::Reason;
use redial::migration::{Look, Plan, Verdict};
use web_sys::Element;

use super::date::when;
use super::key::Key;
use super::meetings::subject;
use super::reason::reason;
use super::rest::Rest;
use super::rest_view::RestView;
use super::session::Session;
use super::window::{Part, Window};

/// The others that do not show what they should, by reason, in the order in which the plan meets the reasons, as
/// numbers of the plan's meetings.
fn groups(plan: &Plan) -> Vec<(&Reason, Vec<usize>)> {
    let mut groups: Vec<(&Reason, Vec<usize>)> = Vec::new();
    let listed = |reason: &Reason| *reason != Reason::AlreadyTrue && !reason.shows_old_details();
    for (index, reason) in left_alone(plan).filter(|(_, reason)| listed(reason)) {
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, meetings)) => meetings.push(index),
            None => groups.push((reason, vec![index])),
        }
    }
    groups
}

/// The meetings of a plan that are left alone, by their numbers, and why.
fn left_alone(plan: &Plan) -> impl Iterator<Item = (usize, &Reason)> {
    plan.meetings.iter().enumerate().filter_map(|(index, meeting)| match &meeting.verdict {
        Verdict::LeftAlone(reason) => Some((index, reason)),
        Verdict::Rewrite(_) | Verdict::LeftByPolicy(_) => None,
    })
}

/// What the table does not show: how many appointments could not be read, and collapsed lists of the meetings that are
/// right, and of those left alone.
#[component]
pub(crate) fn OtherMeetings(session: Session, look: Arc<Look>) -> impl IntoView {
    let shown = Arc::clone(&look);
    let all = move || match session.rest.known.get() {
        Rest::Seen(further) => Arc::new(shown.beside(&further)),
        Rest::Unknown | Rest::Looking(_) | Rest::Failed(_) => Arc::clone(&shown),
    };
    view! {
        <div class="others">
            {move || view! { <Lists look=all() /> }}
            <RestView session look />
        </div>
    }
}

#[component]
fn Lists(look: Arc<Look>) -> impl IntoView {
    let plan = &look.assessment.plan;
    let is_right = |(index, reason): (usize, &Reason)| (*reason == Reason::AlreadyTrue).then_some(index);
    let right: Vec<usize> = left_alone(plan).filter_map(is_right).collect();
    let right = (!right.is_empty()).then(|| {
        let summary = Key::AlreadyTrueCount.with("count", right.len()).text();
        view! { <List summary look=Arc::clone(&look) meetings=right /> }
    });
    let groups = groups(plan);
    let total: usize = groups.iter().map(|(_, meetings)| meetings.len()).sum();
    let left = (total != 0).then(|| {
        let list = |(why, meetings): (&Reason, Vec<usize>)| {
            let summary = Key::LeftAloneGroup.with("reason", reason(why.clone()).text());
            let summary = summary.with("count", meetings.len()).text();
            view! { <List summary look=Arc::clone(&look) meetings /> }
        };
        let groups: Vec<_> = groups.into_iter().map(list).collect();
        view! {
            <details>
                <summary>{Key::LeftAloneCount.with("count", total).text()}</summary>
                {groups}
            </details>
        }
    });
    let unreadable = look.assessment.unreadable();
    let unreadable = (unreadable != 0).then(|| {
        let text = Key::UnreadableCount.with("count", unreadable).text();
        view! { <p class="notice">{text}</p> }
    });
    view! { {unreadable} {right} {left} }
}

/// Meetings of the plan; they are not in the page before they are looked at.
#[component]
fn List(summary: String, look: Arc<Look>, meetings: Vec<usize>) -> impl IntoView {
    let meetings = Arc::new(meetings);
    let opened = RwSignal::new(false);
    view! {
        <details on:toggle=move |_| opened.set(true)>
            <summary>{summary}</summary>
            {move || {
                let (look, meetings) = (Arc::clone(&look), Arc::clone(&meetings));
                opened.get().then(|| view! { <Items look meetings /> })
            }}
        </details>
    }
}

#[component]
fn Items(look: Arc<Look>, meetings: Arc<Vec<usize>>) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let count = meetings.len();
    let window = Window::over(count, move || node.get_untracked().map(Element::from));
    node.on_load(move |list| request_animation_frame(move || window.look(&list)));
    let item = move |row: usize| {
        let meeting = look.assessment.plan.meetings.get(*meetings.get(row)?)?;
        Some(view! {
            <div role="listitem" class="item" aria-posinset=row + 1 aria-setsize=count>
                <bdi>{subject(&meeting.header)}</bdi>
                <span class="quiet">{when(&meeting.header)}</span>
            </div>
        })
    };
    view! {
        <div role="list" class="items" node_ref=node>
            <For
                each=move || window.parts.get()
                key=Part::key
                children=move |part| match part {
                    Part::Block { number, .. } => {
                        let items: Vec<_> = part.rows().filter_map(&item).collect();
                        view! { <div role="presentation" data-block=number>{items}</div> }.into_any()
                    }
                    Part::Gap { height, .. } => {
                        view! { <div aria-hidden="true" style:height=format!("{height}px")></div> }.into_any()
                    }
                }
            />
        </div>
    }
}
