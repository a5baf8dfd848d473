//! The appointment that is open in compose mode.

use std::rc::Rc;
use std::sync::Arc;

use leptos::html::H1;
use leptos::prelude::*;
use leptos::task::spawn_local;
use redial::block::{InfoBlock, MeetingKind};
use redial::form::Details;
use redial::meeting::{self, AddError, Added, Present};
use redial::migration::Wait;

use super::busy::Busy;
use super::error_text;
use super::heading::{Heading, focus};
use super::key::Key;
use super::session::Session;
use super::text::Message;
use super::waiting::{seconds_left, waiting};
use crate::browser::{Browser, OfficeItem};

/// What is known of the open appointment.
#[derive(Clone)]
enum Known {
    /// Something is being done.
    Busy(Message),
    /// Somebody who is busy is waited for.
    Waiting(Wait),
    /// It holds no online meeting.
    Nothing,
    /// It holds one of ours.
    Ours(Ours),
    /// It holds another one.
    Other,
    /// It could not be read.
    Unknown(Message),
}

/// An online meeting of ours in the appointment.
#[derive(Clone)]
struct Ours {
    block: Arc<InfoBlock>,
    /// How its details stand to dial-in data, where they are known to be out of date.
    details: Option<Details>,
}

/// The open appointment's state, and the signals that show it.
#[derive(Clone, Copy)]
struct Open {
    /// The kind of the organizer's online meetings.
    kind: MeetingKind,
    known: RwSignal<Known>,
    /// The pause that is made before its details are compared.
    waits: RwSignal<Option<Wait>>,
    /// What was done last, or why it was not.
    outcome: RwSignal<Option<Message>>,
    heading: NodeRef<H1>,
}

impl Open {
    /// Says what is in the appointment, and, once dial-in data has answered, where its details are out of date.
    async fn look(self, browser: &Browser, item: OfficeItem) {
        if let Some(block) = self.find(browser, item).await {
            self.compare(browser, item, &block).await;
        }
    }

    /// Says what is in the appointment; gives the block of an online meeting of ours.
    async fn find(self, browser: &Browser, item: OfficeItem) -> Option<Arc<InfoBlock>> {
        let known = match meeting::present(&item, browser.service()).await {
            Ok(Present::Nothing) => Known::Nothing,
            Ok(Present::Ours(block)) => Known::Ours(Ours { block: Arc::new(*block), details: None }),
            Ok(Present::Other) => Known::Other,
            Err(error) => Known::Unknown(error_text::compose(&error)),
        };
        let block = match &known {
            Known::Ours(ours) => Some(Arc::clone(&ours.block)),
            Known::Busy(_) | Known::Waiting(_) | Known::Nothing | Known::Other | Known::Unknown(_) => None,
        };
        self.known.set(known);
        block
    }

    async fn compare(self, browser: &Browser, item: OfficeItem, block: &Arc<InfoBlock>) {
        let compared = browser.details(&item, block, &|wait| self.waits.set(Some(wait))).await;
        self.waits.set(None);
        // Nothing else is said otherwise, and what is not shown anew keeps the focus.
        let Some(details @ Details::Outdated { .. }) = compared else { return };
        let is_there = |known: &Known| matches!(known, Known::Ours(ours) if Arc::ptr_eq(&ours.block, block));
        if self.known.with_untracked(is_there) {
            self.known.set(Known::Ours(Ours { block: Arc::clone(block), details: Some(details) }));
        }
    }

    /// The button that was pressed is gone: the focus goes to the heading.
    async fn settle(self, browser: &Browser, item: OfficeItem, outcome: Message) {
        self.outcome.set(Some(outcome));
        let block = self.find(browser, item).await;
        focus(self.heading);
        if let Some(block) = block {
            self.compare(browser, item, &block).await;
        }
    }

    fn add(self, session: Session) {
        let (Some(browser), Some(item)) = (session.browser(), Browser::item()) else { return };
        self.known.set(Known::Busy(Key::AppointmentAdding.with("kind", self.kind)));
        spawn_local(async move {
            let waits = |wait| self.known.set(Known::Waiting(wait));
            let outcome = match browser.add(&item, &waits).await {
                Ok(Added::New(_)) => Key::AppointmentAdded.with("kind", self.kind),
                Ok(Added::AlreadyThere(_)) => already_there(self.kind, None),
                Err(error) => {
                    if let AddError::DialIn(of) = &error {
                        session.offer_sign_in(of);
                    }
                    error_text::add(&error, self.kind)
                }
            };
            self.settle(&browser, item, outcome).await;
        });
    }

    fn update(self, session: Session) {
        let (Some(browser), Some(item)) = (session.browser(), Browser::item()) else { return };
        self.known.set(Known::Busy(Key::AppointmentUpdating.with("kind", self.kind)));
        spawn_local(async move {
            let waits = |wait| self.known.set(Known::Waiting(wait));
            let outcome = match browser.update(&item, &waits).await {
                Ok(()) => Key::AppointmentUpdated.into(),
                Err(error) => error_text::update(&error),
            };
            self.settle(&browser, item, outcome).await;
        });
    }

    fn remove(self, session: Session) {
        let (Some(browser), Some(item)) = (session.browser(), Browser::item()) else { return };
        self.known.set(Known::Busy(Key::AppointmentRemoving.with("kind", self.kind)));
        spawn_local(async move {
            let outcome = match meeting::remove(&item, browser.service()).await {
                Ok(()) => Key::AppointmentRemoved.with("kind", self.kind),
                Err(error) => error_text::add(&error, self.kind),
            };
            self.settle(&browser, item, outcome).await;
        });
    }
}

impl Ours {
    /// What is said of it.
    fn lines(&self, kind: MeetingKind) -> impl Iterator<Item = Message> {
        let what = match self.details {
            Some(_) => Key::AppointmentOutdated.into(),
            None => Key::AppointmentOurs.with("kind", kind),
        };
        let id = match self.details.as_ref().and_then(Details::conference_ids) {
            Some((shown, today)) => Some(
                Key::AppointmentConferenceIdOutdated
                    .with("shown", shown.as_str())
                    .with("today", today.as_str()),
            ),
            None => {
                let phone = self.block.invitation.phone.as_ref();
                let id = phone.and_then(|phone| phone.conference_id.as_ref());
                id.map(|id| Key::AppointmentConferenceId.with("id", id.as_str()))
            }
        };
        [Some(what), id].into_iter().flatten()
    }
}

/// What is said where an online meeting was to be added and is there, and, where that is known, how its details stand to
/// dial-in data.
pub(crate) fn already_there(kind: MeetingKind, details: Option<&Details>) -> Message {
    match (details, details.and_then(Details::conference_ids)) {
        (_, Some((shown, today))) => Key::AppointmentThereOutdatedId
            .with("kind", kind)
            .with("shown", shown.as_str())
            .with("today", today.as_str()),
        (Some(Details::Outdated { .. }), None) => Key::AppointmentThereOutdated.with("kind", kind),
        (Some(Details::Current | Details::NotOwn) | None, None) => {
            Key::AppointmentAlreadyThere.with("kind", kind)
        }
    }
}

/// Shows whether the appointment has an online meeting, adds one, and takes it away.
#[component]
pub(crate) fn OpenAppointment(session: Session) -> impl IntoView {
    let (browser, item) = session.browser().zip(Browser::item())?;
    let open = Open {
        kind: browser.service().kind,
        known: RwSignal::new(Known::Busy(Key::AppointmentLooking.into())),
        waits: RwSignal::new(None),
        outcome: RwSignal::new(None),
        heading: NodeRef::new(),
    };
    // A run may have changed what stands in it.
    Effect::new(move |looked_before: Option<()>| {
        session.runs.track();
        let is_at_work =
            open.known.with_untracked(|known| matches!(known, Known::Busy(_) | Known::Waiting(_)));
        if looked_before.is_none() || !is_at_work {
            let browser = Rc::clone(&browser);
            spawn_local(async move { open.look(&browser, item).await });
        }
    });
    let outcome = move || open.outcome.get().map(|message| message.text());
    Some(view! {
        <section class="appointment">
            <Heading session text=Key::AppointmentHeading.text() node=open.heading />
            {move || known(session, open)}
            {move || {
                open.waits
                    .get()
                    .map(|wait| {
                        let left = seconds_left(wait.until);
                        view! { <p class="quiet">{move || waiting(wait.why, left.get()).text()}</p> }
                    })
            }}
            <p class="outcome" role="status">{outcome}</p>
        </section>
    })
}

fn known(session: Session, open: Open) -> AnyView {
    match open.known.get() {
        Known::Busy(what) => view! { <Busy text=what.text() /> }.into_any(),
        Known::Waiting(wait) => {
            let left = seconds_left(wait.until);
            view! { <Busy text=Signal::derive(move || waiting(wait.why, left.get()).text()) /> }.into_any()
        }
        Known::Nothing => view! {
            <p>{Key::AppointmentNothing.text()}</p>
            <fluent-button role="button" appearance="primary" on:click=move |_| open.add(session)>
                {Key::AddOnlineMeeting.with("kind", open.kind).text()}
            </fluent-button>
        }
        .into_any(),
        Known::Ours(ours) => {
            let lines = ours.lines(open.kind).map(|line| view! { <p>{line.text()}</p> });
            let update = ours.details.is_some().then(|| {
                view! {
                    <fluent-button role="button" appearance="primary" on:click=move |_| open.update(session)>
                        {Key::UpdateThisMeeting.text()}
                    </fluent-button>
                }
            });
            view! {
                {lines.collect_view()}
                <div class="actions">
                    {update}
                    <fluent-button role="button" on:click=move |_| open.remove(session)>
                        {Key::Remove.text()}
                    </fluent-button>
                </div>
            }
            .into_any()
        }
        Known::Other => view! { <p>{Key::AppointmentOther.text()}</p> }.into_any(),
        Known::Unknown(error) => view! { <p class="notice failed">{error.text()}</p> }.into_any(),
    }
}
