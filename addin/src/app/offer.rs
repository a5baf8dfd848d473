//! Stale meetings: what changed, what a run would do, and the buttons that start or stop it.

use std::sync::Arc;
use std::time::Duration;

use leptos::html::H1;
use leptos::prelude::*;
use redial::migration::{Assessment, Decision};

use super::heading::{Heading, focus};
use super::key::Key;
use super::meetings::MeetingsTable;
use super::other_meetings::OtherMeetings;
use super::reason;
use super::session::{Offer, Session};

/// How it stands with the run that starts by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Countdown {
    /// No run starts by itself.
    None,
    /// It starts after so many seconds.
    Running(u32),
    /// The organizer reads what it would do.
    StoppedForReview,
    /// The organizer does not want it now.
    Stopped,
}

/// Offers the run.
#[component]
pub(crate) fn OfferView(session: Session, offer: Offer) -> impl IntoView {
    let Offer { assessment, countdown, run_elsewhere } = offer;
    let countdown = RwSignal::new(countdown.map_or(Countdown::None, Countdown::Running));
    let reviewing = RwSignal::new(false);
    let heading = NodeRef::new();
    let counted = Arc::clone(&assessment);
    count_down(countdown, move || session.run(Arc::clone(&counted)));
    let changes: Vec<_> =
        assessment.changes.iter().map(|change| view! { <p>{reason::change(*change).text()}</p> }).collect();
    let mails = (assessment.decision != Decision::Paused)
        .then(|| Key::StaleMails.with("count", assessment.plan.mails()));
    let stale = assessment.plan.rewrites().count();
    let requested = assessment.decision != Decision::Paused && session.request.get_value().is_some();
    let reviewed = Arc::clone(&assessment);
    view! {
        <Heading session text=Key::StaleHeading.with("count", stale).text() node=heading />
        <div class="changes">{changes}</div>
        {requested.then(|| view! { <p>{Key::Requested.text()}</p> })}
        {mails.map(|mails| view! { <p>{mails.text()}</p> })}
        {run_elsewhere.then(|| view! { <RunElsewhere session /> })}
        {paused(assessment.decision).map(|key| view! { <p class="notice">{key.text()}</p> })}
        {move || countdown_text(countdown.get())}
        <Buttons session assessment=Arc::clone(&assessment) countdown reviewing heading />
        {move || {
            reviewing.get().then(|| view! { <MeetingsTable session assessment=reviewed.clone() focused=true /> })
        }}
        <OtherMeetings assessment />
    }
}

/// Another page was at work when the run was to start.
#[component]
fn RunElsewhere(session: Session) -> impl IntoView {
    view! {
        <div class="notice">
            <p role="alert">{Key::RunElsewhere.text()}</p>
            <fluent-button role="button" on:click=move |_| session.check()>
                {Key::CheckAgain.text()}
            </fluent-button>
        </div>
    }
}

/// Counts the seconds while this view is shown; at the end `start` begins the run.
fn count_down(countdown: RwSignal<Countdown>, start: impl Fn() + 'static) {
    let tick = move || match countdown.get_untracked() {
        Countdown::Running(0 | 1) => start(),
        Countdown::Running(left) => countdown.set(Countdown::Running(left - 1)),
        Countdown::None | Countdown::StoppedForReview | Countdown::Stopped => {}
    };
    if countdown.get_untracked() == Countdown::None {
        return;
    }
    // Without a timer nothing starts by itself, and the button is there.
    if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || timer.clear());
    }
}

fn countdown_text(countdown: Countdown) -> Option<AnyView> {
    match countdown {
        Countdown::None => None,
        Countdown::Running(left) => {
            let seconds = usize::try_from(left).unwrap_or(usize::MAX);
            let text = Key::Countdown.with("seconds", seconds).text();
            Some(view! { <p class="countdown" role="timer">{text}</p> }.into_any())
        }
        Countdown::StoppedForReview => {
            Some(view! { <p class="notice">{Key::CountdownStoppedForReview.text()}</p> }.into_any())
        }
        Countdown::Stopped => Some(view! { <p class="notice">{Key::CountdownStopped.text()}</p> }.into_any()),
    }
}

/// What the page says where the administrator paused updates.
fn paused(decision: Decision) -> Option<Key> {
    match decision {
        Decision::PausedManualAllowed => Some(Key::PausedManualAllowed),
        Decision::Paused => Some(Key::Paused),
        Decision::NothingToDo | Decision::Countdown | Decision::Ask => None,
    }
}

#[component]
fn Buttons(
    session: Session,
    assessment: Arc<Assessment>,
    countdown: RwSignal<Countdown>,
    reviewing: RwSignal<bool>,
    heading: NodeRef<H1>,
) -> impl IntoView {
    let running = move || matches!(countdown.get(), Countdown::Running(_));
    let review = move |_| {
        reviewing.set(true);
        if matches!(countdown.get_untracked(), Countdown::Running(_)) {
            countdown.set(Countdown::StoppedForReview);
            session.said.set(Key::CountdownStoppedForReview.text());
        }
    };
    let stop = move |_| {
        countdown.set(Countdown::Stopped);
        session.said.set(Key::CountdownStopped.text());
        focus(heading);
    };
    let update = (assessment.decision != Decision::Paused).then(|| {
        view! {
            <fluent-button role="button" appearance="primary" on:click=move |_| session.run(Arc::clone(&assessment))>
                {Key::UpdateMeetings.text()}
            </fluent-button>
        }
    });
    view! {
        <div class="actions staying">
            {update}
            <Show when=move || !reviewing.get()>
                <fluent-button role="button" on:click=review>
                    {Key::ReviewChanges.text()}
                </fluent-button>
            </Show>
            <Show when=running>
                <fluent-button role="button" on:click=stop>
                    {Key::NotNow.text()}
                </fluent-button>
            </Show>
        </div>
    }
}
