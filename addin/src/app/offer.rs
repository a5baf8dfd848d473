//! Stale meetings: what changed, what a run would do, and the buttons that start or stop it.

use std::sync::Arc;
use std::time::Duration;

use leptos::html::H1;
use leptos::prelude::*;
use redial::migration::{AskedBecause, Decision, DeliveriesLeft, Look, Plan};
use redial::ports::Clock;
use time::OffsetDateTime;

use super::date::time_of;
use super::heading::{Heading, focus};
use super::key::Key;
use super::lost::LostMeetings;
use super::lost_rooms::LostRooms;
use super::meetings::MeetingsTable;
use super::other_meetings::OtherMeetings;
use super::reason;
use super::session::Session;
use super::text::Message;
use super::view::Offer;
use crate::browser::BrowserClock;

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
    let Offer { look, countdown, run_elsewhere } = offer;
    let countdown = RwSignal::new(countdown.map_or(Countdown::None, Countdown::Running));
    let reviewing = RwSignal::new(false);
    let heading = NodeRef::new();
    let counted = Arc::clone(&look);
    count_down(countdown, move || session.run(Arc::clone(&counted)));
    look_again(session, look.assessment.decision);
    let changes: Vec<_> = look
        .assessment
        .changes
        .iter()
        .map(|change| view! { <p>{reason::change(*change).text()}</p> })
        .collect();
    let mails = (look.assessment.decision != Decision::Paused).then(|| {
        let plan = &look.assessment.plan;
        let key = if plan.may_mail_less() { Key::StaleMailsAtMost } else { Key::StaleMails };
        key.with("count", plan.mails())
    });
    let stale = look.assessment.plan.rewrites().count();
    let requested = look.request.is_some();
    let reviewed = Arc::clone(&look);
    view! {
        <Heading session text=Key::StaleHeading.with("count", stale).text() node=heading />
        <LostMeetings session look=Arc::clone(&look) />
        <LostRooms session look=Arc::clone(&look) rooms=ArcRwSignal::new(look.earlier.rooms.clone()) />
        <div class="changes">{changes}</div>
        {requested.then(|| view! { <p>{Key::Requested.text()}</p> })}
        {mails.map(|mails| view! { <p>{mails.text()}</p> })}
        {deliveries(session, &look).into_iter().map(|message| view! { <p>{message.text()}</p> }).collect_view()}
        {run_elsewhere.then(|| view! { <RunElsewhere session /> })}
        {new_online_meetings(&look.assessment.plan).map(|message| view! { <p>{message.text()}</p> })}
        {no_number_left(&look.assessment.plan).map(|key| view! { <p>{key.text()}</p> })}
        {explanation(look.assessment.decision).map(|message| view! { <p class="notice">{message.text()}</p> })}
        {move || countdown_text(countdown.get())}
        <Buttons session look=Arc::clone(&look) countdown reviewing heading />
        {move || {
            reviewing.get().then(|| view! { <MeetingsTable session look=reviewed.clone() focused=true /> })
        }}
        <OtherMeetings session look />
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
    // A page that slept ticks several times at once, also when the view is gone: the run starts once.
    let tick = move || match countdown.try_get_untracked() {
        Some(Countdown::Running(0 | 1)) => {
            countdown.set(Countdown::None);
            start();
        }
        Some(Countdown::Running(left)) => countdown.set(Countdown::Running(left - 1)),
        Some(Countdown::None | Countdown::StoppedForReview | Countdown::Stopped) | None => {}
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

/// Why no run starts by itself, or not yet.
fn explanation(decision: Decision) -> Option<Message> {
    match decision {
        Decision::Settling { until } => Some(Key::SettlingUntil.with("time", time_of(until))),
        Decision::Deferred { until } => Some(Key::DeferredUntil.with("time", time_of(until))),
        Decision::Ask(AskedBecause::OfPolicy) => Some(Key::AskedOfPolicy.into()),
        Decision::PausedManualAllowed => Some(Key::PausedManualAllowed.into()),
        Decision::Paused => Some(Key::Paused.into()),
        Decision::Ask(AskedBecause::NoTriggerSeen) => Some(Key::AskedWithoutChange.into()),
        Decision::Ask(AskedBecause::OnlineLost) => Some(Key::AskedAfterLoss.into()),
        Decision::NothingToDo | Decision::LeftByPolicy | Decision::Countdown => None,
    }
}

/// To how many people the update mails go, where there are any, and what that means for a mailbox that sends so many a
/// day at most, what other runs sent of that included.
fn deliveries(session: Session, look: &Look) -> Vec<Message> {
    let count = look.assessment.plan.deliveries();
    if count == 0 || look.assessment.decision == Decision::Paused {
        return Vec::new();
    }
    let room = session.daily_deliveries().map(|limit| {
        let limit = usize::try_from(limit.get()).unwrap_or(usize::MAX);
        (limit, look.earlier.deliveries_left(count, limit))
    });
    let warning = room.and_then(|(limit, left)| match left {
        DeliveriesLeft::Enough => None,
        DeliveriesLeft::Few => Some(Key::StaleDeliveriesNear.with("limit", limit)),
        DeliveriesLeft::None => Some(Key::StaleDeliveriesBeyond.with("limit", limit)),
    });
    let sent = look.earlier.delivered;
    let of_today = (warning.is_some() && sent > 0).then(|| Key::StaleDeliveriesSent.with("count", sent));
    [Some(Key::StaleDeliveries.with("count", count)), of_today, warning].into_iter().flatten().collect()
}

/// What comes with other online meetings.
fn new_online_meetings(plan: &Plan) -> Option<Message> {
    let count = plan.new_online_meetings();
    (count != 0).then(|| Key::NewOnlineMeetings.with("count", count))
}

/// The bridge has lost its last number.
fn no_number_left(plan: &Plan) -> Option<Key> {
    let audio = plan.target.profile.audio.as_ref();
    audio.is_some_and(|audio| audio.numbers.is_empty()).then_some(Key::NoNumberLeft)
}

/// Looks again once dial-in data may have settled, or the mailbox may be asked again.
fn look_again(session: Session, decision: Decision) {
    if let Decision::Settling { until } | Decision::Deferred { until } = decision {
        look_again_at(session, until);
    }
}

/// Looks again at `time`, if this view is still shown then.
pub(super) fn look_again_at(session: Session, time: OffsetDateTime) {
    let wait = (time - BrowserClock.now()).max(time::Duration::SECOND).unsigned_abs();
    // Without a timer the next opening of the page looks again.
    if let Ok(timer) = set_timeout_with_handle(move || session.check(), wait) {
        on_cleanup(move || timer.clear());
    }
}

#[component]
fn Buttons(
    session: Session,
    look: Arc<Look>,
    countdown: RwSignal<Countdown>,
    reviewing: RwSignal<bool>,
    heading: NodeRef<H1>,
) -> impl IntoView {
    let running = move || matches!(countdown.get(), Countdown::Running(_));
    let review = move |_| {
        reviewing.set(true);
        if matches!(countdown.get_untracked(), Countdown::Running(_)) {
            countdown.set(Countdown::StoppedForReview);
            session.live_region.set(Key::CountdownStoppedForReview.text());
        }
    };
    let stop = move |_| {
        countdown.set(Countdown::Stopped);
        session.live_region.set(Key::CountdownStopped.text());
        focus(heading);
    };
    let may_update = match look.assessment.decision {
        Decision::Paused | Decision::Deferred { .. } => false,
        Decision::Settling { .. } => session.allows_manual(),
        _ => true,
    };
    let update = may_update.then(|| {
        view! {
            <fluent-button role="button" appearance="primary" on:click=move |_| session.run(Arc::clone(&look))>
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
