//! What an online meeting's details should be today.

use thiserror::Error;

use crate::block::Invitation;
use crate::dialin::{DialInError, Digest, OwnAddresses, Whose, diff};
use crate::meeting::{ComposeError, ComposeItem, StoredTag};
use crate::migration::{OnlineMeetings, Scope, Target, Visit, Wait, last_seen};
use crate::ports::{Lock, StoreError};

/// Why that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TodayError {
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

/// What a run would bring the online meeting that is shown to, and the tag beside it; `None` where it is not known to be the
/// organizer's.
pub(super) async fn today<L: Lock>(
    visit: &Visit<'_, L>,
    item: &impl ComposeItem,
    shown: &Invitation,
    waits: &dyn Fn(Wait),
) -> Result<Option<(Target, StoredTag)>, TodayError> {
    let (outside, onlooker) = (visit.outside, visit.onlooker(waits));
    let own = std::slice::from_ref(&shown.join_url);
    let profile = onlooker.profile(visit.dial_in, own).await?;
    let known = if profile.is_told_meetings() {
        Some(onlooker.online_meetings(outside.online_meetings, own).await?)
    } else {
        None
    };
    let seen = last_seen(outside.settings).await?;
    let tag = StoredTag::in_properties(&item.custom_properties().await?);
    let mut addresses = OwnAddresses::of(&profile, visit.terms.forms);
    if let Some(seen) = &seen {
        addresses.add_former(seen, own);
    }
    if let Some(known) = &known {
        addresses = addresses.told_meetings(known);
    }
    if shown.kind != profile.kind || !is_own(shown, &addresses, &tag) {
        return Ok(None);
    }
    let changes = seen.map(|seen| diff(&seen, &Digest::of(&profile))).unwrap_or_default();
    let scope = Scope::of(visit.terms.policy, &changes);
    Ok(Some((Target { profile, online: OnlineMeetings::new(known, &[], None), scope }, tag)))
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
