//! How the details that the appointment in compose mode shows stand to the organizer's dial-in data.

use crate::block::{ConferenceId, InfoBlock, Invitation};
use crate::meeting::ComposeItem;
use crate::migration::{Target, Visit, Wait};
use crate::ports::Lock;

use super::today::{TodayError, today};

/// How the details that an appointment shows stand to the organizer's dial-in data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Details {
    /// They differ in nothing that the policy counts.
    Current,
    /// They are out of date.
    Outdated {
        /// The conference ID that is shown.
        shown: Option<ConferenceId>,
        /// The one of today, as far as it is known before an update.
        today: Option<ConferenceId>,
    },
    /// They are not known to be the organizer's: nobody can tell what they should be.
    NotOwn,
}

impl Details {
    /// The conference ID that is shown and the one of today, where both are known and differ.
    pub fn conference_ids(&self) -> Option<(&ConferenceId, &ConferenceId)> {
        let Self::Outdated { shown: Some(shown), today: Some(today) } = self else { return None };
        (shown != today).then_some((shown, today))
    }
}

/// Compares what a block in the appointment in compose mode shows with what a run would bring it to. `waits` is told until
/// when it waits for whoever is busy.
pub async fn details<L: Lock>(
    visit: &Visit<'_, L>,
    item: &impl ComposeItem,
    block: &InfoBlock,
    waits: &dyn Fn(Wait),
) -> Result<Details, TodayError> {
    let shown = &block.invitation;
    Ok(match today(visit, item, shown, waits).await? {
        Some((target, _)) => compared(shown, &target),
        None => Details::NotOwn,
    })
}

fn compared(shown: &Invitation, target: &Target) -> Details {
    let id = |invitation: &Invitation| invitation.phone.as_ref()?.conference_id.clone();
    match target.wanted(shown, target.scope) {
        Some(wanted) if !wanted.is_stale => Details::Current,
        Some(wanted) => Details::Outdated { shown: id(shown), today: id(&wanted.invitation) },
        // New numbers need an ID that the service does not tell.
        None => Details::Outdated { shown: id(shown), today: None },
    }
}
