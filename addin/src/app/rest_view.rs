//! The rest of the calendar: copies and other people's meetings, which are looked for when somebody asks, or while the page
//! is idle.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::abortable;
use leptos::prelude::*;
use leptos::task::spawn_local;
use redial::migration::{Look, LookProgress, Plan, Wait};

use super::busy::Busy;
use super::error_text;
use super::key::Key;
use super::rest::Rest;
use super::session::Session;
use super::waiting::{seconds_left, waiting};

/// After how long nobody is taken to be about to press a button.
const IDLE: Duration = Duration::from_secs(2);

impl Session {
    /// Looks at the rest of the calendar once the page is idle, if this look is still shown then.
    pub(crate) fn look_further_when_idle(self, look: Arc<Look>) {
        set_timeout(
            move || {
                let is_unknown = self.rest.known.with_untracked(|known| matches!(known, Rest::Unknown));
                if is_unknown && self.shows(&look) {
                    self.look_further(look);
                }
            },
            IDLE,
        );
    }

    /// Looks at the rest of the calendar.
    pub(crate) fn look_further(self, look: Arc<Look>) {
        let Some(browser) = self.browser() else { return };
        self.rest.stop();
        self.rest.known.set(Rest::Looking(None));
        let known = self.rest.known;
        let looked = Arc::clone(&look);
        let (work, handle) = abortable(async move {
            browser
                .look_further(&looked, &|told| match told {
                    LookProgress::Waiting(wait) => known.set(Rest::Looking(Some(wait))),
                    LookProgress::Judged(_) => {}
                })
                .await
        });
        self.rest.looking.set_value(Some(handle));
        spawn_local(async move {
            match work.await {
                Ok(Ok(further)) if says_the_same(&look.assessment.plan, &further.assessment.plan) => {
                    known.set(Rest::Seen(Arc::new(further)));
                }
                Ok(Ok(further)) => {
                    known.set(Rest::Seen(Arc::new(further.clone())));
                    if self.shows(&look) {
                        self.show_look(further);
                    }
                }
                Ok(Err(error)) => known.set(Rest::Failed(error_text::assessment(&error))),
                // Whoever ended it said what is known.
                Err(_) => {}
            }
        });
    }
}

/// Whether a run would do the same by both plans.
fn says_the_same(one: &Plan, other: &Plan) -> bool {
    let stale = |plan: &Plan| plan.rewrites().map(|(header, _)| header.id.clone()).collect::<Vec<_>>();
    let left = |plan: &Plan| plan.left_by_policy().map(|(header, _)| header.id.clone()).collect::<Vec<_>>();
    stale(one) == stale(other) && left(one) == left(other)
}

/// Says what becomes of the rest of the calendar, and asks for it.
#[component]
pub(crate) fn RestView(session: Session, look: Arc<Look>) -> impl IntoView {
    let button = move |look: Arc<Look>| {
        view! {
            <fluent-button role="button" on:click=move |_| session.look_further(Arc::clone(&look))>
                {Key::LookForCopies.text()}
            </fluent-button>
        }
    };
    move || match session.rest.known.get() {
        Rest::Unknown => button(Arc::clone(&look)).into_any(),
        Rest::Looking(None) => view! { <Busy text=Key::LookingForCopies.text() /> }.into_any(),
        Rest::Looking(Some(Wait { until, why })) => {
            let left = seconds_left(until);
            view! { <Busy text=Signal::derive(move || waiting(why, left.get()).text()) /> }.into_any()
        }
        Rest::Seen(_) => ().into_any(),
        Rest::Failed(message) => view! {
            <p class="notice">{Key::CopiesNotLookedFor.text()}" "{message.text()}</p>
            {button(Arc::clone(&look))}
        }
        .into_any(),
    }
}
