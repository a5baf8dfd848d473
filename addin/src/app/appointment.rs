//! The appointment that is open in compose mode.

use leptos::html::H1;
use leptos::prelude::*;
use leptos::task::spawn_local;
use redial::meeting::{self, Added, Present};

use super::error_text;
use super::heading::{Heading, focus};
use super::key::Key;
use super::page::Busy;
use super::session::Session;
use super::text::Message;
use crate::host::{Host, OfficeForm};

/// What is known of the open appointment.
#[derive(Clone)]
enum Known {
    /// Something is being done.
    Busy(Key),
    /// It holds no online meeting.
    Nothing,
    /// It holds one of ours, with this conference ID.
    Ours(Option<String>),
    /// It holds another one.
    Other,
    /// It could not be read.
    Unknown(Message),
}

/// The open appointment's state, and the signals that show it.
#[derive(Clone, Copy)]
struct Open {
    known: RwSignal<Known>,
    /// What was done last, or why it was not.
    outcome: RwSignal<Option<Message>>,
    heading: NodeRef<H1>,
}

impl Open {
    async fn look(self, host: &Host, form: OfficeForm) {
        self.known.set(match meeting::present(&form, host.service()).await {
            Ok(Present::Nothing) => Known::Nothing,
            Ok(Present::Ours(block)) => {
                Known::Ours(block.invitation.phone.and_then(|phone| phone.conference_id).map(String::from))
            }
            Ok(Present::Other) => Known::Other,
            Err(error) => Known::Unknown(error_text::form(&error)),
        });
    }

    /// The button that was pressed is gone: the focus goes to the heading.
    async fn settle(self, host: &Host, form: OfficeForm, outcome: Message) {
        self.outcome.set(Some(outcome));
        self.look(host, form).await;
        focus(self.heading);
    }

    fn add(self, session: Session) {
        let (Some(host), Some(form)) = (session.host(), Host::form()) else { return };
        self.known.set(Known::Busy(Key::AppointmentAdding));
        spawn_local(async move {
            let outcome = match meeting::add(&form, &host.dial_in, host.service(), host.language()).await {
                Ok(Added::New(_)) => Key::AppointmentAdded.into(),
                Ok(Added::AlreadyThere) => Key::AppointmentAlreadyThere.into(),
                Err(error) => error_text::add(&error),
            };
            self.settle(&host, form, outcome).await;
        });
    }

    fn remove(self, session: Session) {
        let (Some(host), Some(form)) = (session.host(), Host::form()) else { return };
        self.known.set(Known::Busy(Key::AppointmentRemoving));
        spawn_local(async move {
            let outcome = match meeting::remove(&form, host.service()).await {
                Ok(()) => Key::AppointmentRemoved.into(),
                Err(error) => error_text::add(&error),
            };
            self.settle(&host, form, outcome).await;
        });
    }
}

/// Shows whether the appointment has an online meeting, adds one, and takes it away.
#[component]
pub(crate) fn OpenAppointment(session: Session) -> impl IntoView {
    let open = Open {
        known: RwSignal::new(Known::Busy(Key::AppointmentLooking)),
        outcome: RwSignal::new(None),
        heading: NodeRef::new(),
    };
    if let (Some(host), Some(form)) = (session.host(), Host::form()) {
        spawn_local(async move { open.look(&host, form).await });
    }
    let outcome = move || open.outcome.get().map(|message| message.text());
    view! {
        <section class="appointment">
            <Heading session text=Key::AppointmentHeading.text() node=open.heading />
            {move || known(session, open)}
            <p class="outcome" role="status">{outcome}</p>
        </section>
    }
}

fn known(session: Session, open: Open) -> AnyView {
    match open.known.get() {
        Known::Busy(what) => view! { <Busy text=what.text() /> }.into_any(),
        Known::Nothing => view! {
            <p>{Key::AppointmentNothing.text()}</p>
            <fluent-button role="button" appearance="primary" on:click=move |_| open.add(session)>
                {Key::AddSkypeMeeting.text()}
            </fluent-button>
        }
        .into_any(),
        Known::Ours(conference_id) => {
            let id = conference_id.map(|id| Key::AppointmentConferenceId.with("id", id).text());
            view! {
                <p>{Key::AppointmentOurs.text()}</p>
                {id.map(|id| view! { <p>{id}</p> })}
                <fluent-button role="button" on:click=move |_| open.remove(session)>
                    {Key::Remove.text()}
                </fluent-button>
            }
            .into_any()
        }
        Known::Other => view! { <p>{Key::AppointmentOther.text()}</p> }.into_any(),
        Known::Unknown(error) => view! { <p class="notice failed">{error.text()}</p> }.into_any(),
    }
}
