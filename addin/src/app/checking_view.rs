//! What the page shows while it looks: how far it is, and the meetings that it would update as they are found.

use leptos::prelude::*;
use redial::migration::{PlannedMeeting, Verdict, Wait};

use super::busy::Busy;
use super::checking::Checking;
use super::date::when;
use super::key::Key;
use super::meetings::{subject, what_happens};
use super::session::Session;
use super::waiting::{seconds_left, waiting};

/// How far a look is.
#[component]
pub(crate) fn CheckingView(session: Session, checking: Checking) -> impl IntoView {
    let Checking { wait, judged, stale, .. } = checking;
    let pause = move || match wait.get() {
        None => view! { <Busy text=Key::Checking.text() /> }.into_any(),
        Some(Wait { until, why }) => {
            let left = seconds_left(until);
            view! { <Busy text=Signal::derive(move || waiting(why, left.get()).text()) /> }.into_any()
        }
    };
    let count = move || {
        let count = judged.get();
        (count != 0).then(|| view! { <p class="quiet">{Key::CheckedCount.with("count", count).text()}</p> })
    };
    let is_any = {
        let stale = stale.clone();
        Memo::new(move |_| stale.with(|stale| !stale.is_empty()))
    };
    view! {
        {pause}
        {count}
        <Show when=move || is_any.get()>
            <Found session stale=stale.clone() />
        </Show>
    }
}

/// The meetings that were found so far.
#[component]
fn Found(session: Session, stale: ArcRwSignal<Vec<PlannedMeeting>>) -> impl IntoView {
    let edits = session.user_edits();
    let row = move |meeting: PlannedMeeting| {
        let what = match &meeting.verdict {
            Verdict::Rewrite(rewrite) => Some(what_happens(rewrite, edits, None)),
            Verdict::LeftByPolicy(_) | Verdict::LeftAlone(_) => None,
        };
        view! {
            <tr>
                <th scope="row">
                    <bdi>{subject(&meeting.header)}</bdi>
                </th>
                <td class="when">{when(&meeting.header)}</td>
                <td>{what}</td>
            </tr>
        }
    };
    view! {
        <table class="meetings">
            <caption>{Key::Meetings.text()}</caption>
            <thead>
                <tr>
                    <th scope="col">{Key::ColumnMeeting.text()}</th>
                    <th scope="col">{Key::ColumnWhen.text()}</th>
                    <th scope="col">{Key::ColumnWhatHappens.text()}</th>
                </tr>
            </thead>
            <tbody>
                <For each=move || stale.get() key=|meeting| meeting.header.id.clone() children=row />
            </tbody>
        </table>
    }
}
