//! No meeting is stale.

use leptos::prelude::*;
use redial::dialin::Change;
use redial::migration::Look;

use super::heading::Heading;
use super::key::Key;
use super::lost::LostMeetings;
use super::lost_rooms::LostRooms;
use super::meetings::MeetingsTable;
use super::other_meetings::OtherMeetings;
use super::reason::change as change_text;
use super::session::Session;
use super::text::Message;
use super::view::UpToDate;

/// Says so. Meetings that show old details and are left alone all the same are there to be looked at, and those that
/// the policy leaves to be updated.
#[component]
pub(crate) fn UpToDateView(session: Session, up_to_date: UpToDate) -> impl IntoView {
    let UpToDate { look, not_remembered } = up_to_date;
    let reviewing = RwSignal::new(false);
    let (heading, explanation) = words(&look);
    let left = look.assessment.plan.left_by_policy().count();
    let has_more = left != 0 || look.assessment.plan.outdated().count() != 0;
    let changes: Vec<_> =
        look.assessment.changes.iter().map(|change| view! { <p>{change_text(*change).text()}</p> }).collect();
    let everything = look.clone();
    let anyway = (left != 0 && session.allows_manual()).then(|| {
        view! {
            <fluent-button role="button" on:click=move |_| session.offer_everything(&everything)>
                {Key::UpdateAnyway.text()}
            </fluent-button>
        }
    });
    let shown = look.clone();
    view! {
        <Heading session text=heading.text() />
        <div class="changes">{changes}</div>
        <p>{explanation.text()}</p>
        <LostMeetings session look=look.clone() />
        <LostRooms session look=look.clone() rooms=ArcRwSignal::new(look.earlier.rooms.clone()) />
        {not_remembered.map(|message| view! { <p class="notice">{message.text()}</p> })}
        <div class="actions">
            <Show when=move || has_more && !reviewing.get()>
                <fluent-button role="button" appearance="primary" on:click=move |_| reviewing.set(true)>
                    {Key::ReviewChanges.text()}
                </fluent-button>
            </Show>
            {anyway}
            <fluent-button role="button" on:click=move |_| session.check()>
                {Key::CheckAgain.text()}
            </fluent-button>
        </div>
        {move || {
            reviewing.get().then(|| view! { <MeetingsTable session look=shown.clone() focused=true /> })
        }}
        <OtherMeetings session look />
    }
}

/// The heading and the sentence below it.
fn words(look: &Look) -> (Message, Message) {
    let plan = &look.assessment.plan;
    let left = plan.left_by_policy().count();
    let outdated = plan.outdated().count();
    if left != 0 {
        let heading = match plan.changes().as_slice() {
            [Change::MeetingUrlChanged] => Key::LeftMeetingUrlHeading,
            [Change::NumberAdded] => Key::LeftNumberHeading,
            _ => Key::LeftByPolicyHeading,
        };
        return (heading.with("count", left), Key::LeftByPolicyExplanation.with("count", left));
    }
    match outdated {
        0 => (Key::RightHeading.into(), Key::RightCount.with("count", plan.already_true().count())),
        count => (Key::OutdatedHeading.with("count", count), Key::OutdatedExplanation.with("count", count)),
    }
}
