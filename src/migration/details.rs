//! How the details that the appointment in compose mode shows stand to the organizer's dial-in data.

use thiserror::Error;

use crate::block::{ConferenceId, InfoBlock, Invitation};
use crate::dialin::{DialIn, DialInError, Digest, OwnAddresses, Whose, diff};
use crate::meeting::{ComposeError, ComposeItem, StoredTag};
use crate::ports::StoreError;

use super::detect::last_seen;
use super::online::OnlineMeetings;
use super::patience::Onlooker;
use super::rewrite::Terms;
use super::run::Outside;
use super::target::Target;
use crate::policy::Scope;

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

/// Why the details could not be compared.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DetailsError {
    /// No dial-in data.
    #[error(transparent)]
    DialIn(#[from] DialInError),
    /// The appointment could not be read.
    #[error(transparent)]
    Compose(#[from] ComposeError),
    /// No settings.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Compares what a block in the appointment in compose mode shows with what a run would bring it to.
pub(super) async fn details(
    item: &impl ComposeItem,
    block: &InfoBlock,
    dial_in: &dyn DialIn,
    outside: Outside<'_>,
    onlooker: Onlooker<'_>,
    terms: Terms<'_>,
) -> Result<Details, DetailsError> {
    let shown = &block.invitation;
    let own = std::slice::from_ref(&shown.join_url);
    let profile = onlooker.profile(dial_in, own).await?;
    let known = if profile.is_told_meetings() {
        Some(onlooker.online_meetings(outside.online_meetings, own).await?)
    } else {
        None
    };
    let seen = last_seen(outside.settings).await?;
    let tag = StoredTag::in_properties(&item.custom_properties().await?);
    let mut addresses = OwnAddresses::of(&profile, terms.forms);
    if let Some(seen) = &seen {
        addresses.add_former(seen, own);
    }
    if let Some(known) = &known {
        addresses = addresses.told_meetings(known);
    }
    if shown.kind != profile.kind || !is_own(shown, &addresses, &tag) {
        return Ok(Details::NotOwn);
    }
    let changes = seen.map(|seen| diff(&seen, &Digest::of(&profile))).unwrap_or_default();
    let scope = Scope::of(terms.policy, &changes);
    let target = Target { profile, online: OnlineMeetings::new(known, &[], None), scope };
    Ok(compared(shown, &target))
}

/// Whether the online meeting is the organizer's by its address, or by Redial's tag where nothing speaks against it.
fn is_own(shown: &Invitation, addresses: &OwnAddresses, tag: &StoredTag) -> bool {
    match (tag, addresses.whose(&shown.join_url)) {
        (StoredTag::Newer | StoredTag::Broken { .. }, _) | (_, Whose::Another { .. }) => false,
        (_, Whose::Own) => true,
        (StoredTag::Absent, Whose::Unknown) => false,
        (StoredTag::Read(tag), Whose::Unknown) => {
            let urls = addresses.others(&shown.join_url).iter().chain([&shown.join_url]);
            urls.into_iter().any(|url| tag.agrees_with(url)) && addresses.may_be_own(&shown.join_url)
        }
    }
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
