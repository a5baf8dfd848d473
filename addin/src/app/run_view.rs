//! A run: how far it is, and then what it did.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use redial::meeting::ItemId;
use redial::migration::{LostRoom, Wait, Waiting};

use super::date::time_of;
use super::error_text;
use super::execution::{Execution, Summary};
use super::heading::Heading;
use super::key::Key;
use super::lost_rooms::LostRooms;
use super::meetings::MeetingsTable;
use super::offer::look_again_at;
use super::other_meetings::OtherMeetings;
use super::session::Session;
use super::waiting::{seconds_left, waiting, waiting_now};

/// A run, going on or finished; its meetings stay where they are.
#[component]
pub(crate) fn RunView(session: Session, execution: Execution) -> impl IntoView {
    let look = Arc::clone(&execution.look);
    let (summary, told) = (execution.summary.clone(), execution.summary.clone());
    let outcomes = Arc::clone(&execution.outcomes);
    let rooms = execution.rooms.clone();
    view! {
        {move || match summary.get() {
            None => view! { <Going session execution=execution.clone() /> }.into_any(),
            Some(summary) => {
                watch_rooms(session, summary.with_rooms.clone(), &execution.rooms);
                view! { <Finished session summary /> }.into_any()
            }
        }}
        <LostRooms session look=Arc::clone(&look) rooms />
        <MeetingsTable session look=Arc::clone(&look) outcomes summary=told />
        <OtherMeetings session look />
    }
}

/// How long after a run it is looked whether rooms have declined: most answer within seconds.
const ROOMS_ANSWER: [Duration; 3] =
    [Duration::from_secs(15), Duration::from_secs(60), Duration::from_secs(300)];

/// Names the rooms that decline while this view is shown.
fn watch_rooms(session: Session, ids: Vec<ItemId>, rooms: &ArcRwSignal<Vec<LostRoom>>) {
    for wait in ROOMS_ANSWER.into_iter().filter(|_| !ids.is_empty()) {
        let (ids, rooms) = (ids.clone(), rooms.clone());
        let look = move || session.look_at_rooms(ids.clone(), rooms.clone());
        // Without a timer the next look tells.
        if let Ok(timer) = set_timeout_with_handle(look, wait) {
            on_cleanup(move || timer.clear());
        }
    }
}

#[component]
fn Going(session: Session, execution: Execution) -> impl IntoView {
    let Execution { done, total, waiting: shown, .. } = execution;
    let text = {
        let (done, total) = (done.clone(), total.clone());
        Memo::new(move |_| Key::RunningProgress.with("done", done.get()).with("total", total.get()).text())
    };
    let most = move || total.get().to_string();
    let value = move || done.get().to_string();
    let waits = Memo::new(move |_| shown.get());
    // Once for each wait, and not every second.
    Effect::new(move || {
        if let Some((until, why)) = waits.get() {
            session.live_region.set(waiting_now(Wait { until, why }).text());
        }
    });
    view! {
        <Heading session text=Key::RunningHeading.text() />
        <fluent-progress-bar
            role="progressbar"
            thickness="large"
            aria-label=Key::RunningHeading.text()
            aria-valuemin="0"
            aria-valuemax=most.clone()
            aria-valuenow=value.clone()
            aria-valuetext=move || text.get()
            max=most
            value=value
        ></fluent-progress-bar>
        <p class="progress">{move || text.get()}</p>
        {move || {
            waits.get().map(|(until, why)| {
                let left = seconds_left(until);
                view! { <p class="notice">{move || waiting(why, left.get()).text()}</p> }
            })
        }}
        <p class="quiet">{Key::RunningKeepOpen.text()}</p>
    }
}

#[component]
fn Finished(session: Session, summary: Summary) -> impl IntoView {
    let Summary { updated, left_alone, failed, unclear, deferred, mails, .. } = summary;
    let mut sentences = Vec::new();
    if let Some(failure) = summary.stopped {
        sentences.push(error_text::failure(&failure).text());
        sentences.push(Key::FinishedStopped.with("count", summary.not_reached).text());
    }
    if failed != 0 {
        sentences.push(Key::FinishedFailed.with("count", failed).text());
    }
    if unclear != 0 {
        sentences.push(Key::FinishedUnclear.with("count", unclear).text());
    }
    if let Some(until) = summary.deferred_until.filter(|_| deferred != 0) {
        look_again_at(session, until);
        let told =
            if session.goes_on_by_itself() { Key::FinishedDeferred } else { Key::FinishedDeferredPaused };
        let why = if summary.deferred_for == Some(Waiting::Deliveries) { "deliveries" } else { "busy" };
        let text = told.with("count", deferred).with("time", time_of(until)).with("why", why);
        sentences.push(text.text());
    }
    if left_alone != 0 {
        sentences.push(Key::FinishedLeftAlone.with("count", left_alone).text());
    }
    match summary.in_form {
        Some(Ok(())) => sentences.push(Key::FinishedInForm.text()),
        Some(Err(error)) => sentences.push(error_text::update(&error).text()),
        None => {}
    }
    sentences.push(Key::FinishedMails.with("count", mails).text());
    if !summary.with_rooms.is_empty() {
        sentences.push(Key::FinishedRooms.text());
    }
    if let Some(error) = summary.not_recorded {
        sentences.push(Key::FinishedUnrecorded.text());
        sentences.push(error_text::store(&error).text());
    }
    session.live_region.set(sentences.join(" "));
    let sentences: Vec<_> = sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect();
    view! {
        <Heading session text=Key::FinishedHeading.with("count", updated).text() />
        {sentences}
        <div class="actions">
            <fluent-button role="button" appearance="primary" on:click=move |_| session.check()>
                {Key::CheckAgain.text()}
            </fluent-button>
        </div>
    }
}
