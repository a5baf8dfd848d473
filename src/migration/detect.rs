//! Notices that the dial-in data changed and that meetings are stale.

use std::collections::{BTreeSet, HashSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::OffsetDateTime;

use crate::calendar::{CalendarError, MayBeBusy as _};
use crate::dialin::{Change, DialIn, DialInError, DialInProfile, Digest};
use crate::meeting::ItemId;
use crate::ports::{Store, StoreError};

use super::online::own_meetings;
use super::open_form::OpenForm;
use super::patience::Onlooker;
use super::plan::{Plan, PlannedMeeting};
use super::setting::{self, Setting};
use crate::policy::{AskedBecause, Decision, Policy};

/// The roaming setting that holds the digest of the profile seen last.
const SEEN: &str = "redial.profile";

/// The roaming setting that holds the digest of the profile now, and since when it is so.
const OBSERVED: &str = "redial.observed";

#[derive(Serialize, Deserialize)]
struct Observed {
    digest: Digest,
    #[serde(with = "time::serde::rfc3339")]
    since: OffsetDateTime,
}

/// What a look at dial-in data and calendar found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// What changed: since the profile seen last, or, where none was seen, between the meetings and the target.
    pub changes: Vec<Change>,
    /// What a run would do.
    pub plan: Plan,
    /// What is to happen.
    pub decision: Decision,
    /// How much of the calendar was looked through.
    pub extent: Extent,
    /// What tells those appointments apart that could not be read.
    pub(super) unreadable: BTreeSet<String>,
    /// The series of which not all changed dates are known.
    pub(super) doubtful: BTreeSet<ItemId>,
    /// When dial-in data has stayed the same for as long as the policy wants.
    pub(super) settled: OffsetDateTime,
}

/// How much of a calendar was looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What is marked as an online meeting of the organizer's: all that a run may write, but for dates that alone of their
    /// series are marked.
    Marked,
    /// Everything: copies and other people's meetings, too.
    Everything,
}

/// Why the look failed. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AssessmentError {
    /// No dial-in data.
    #[error(transparent)]
    DialIn(#[from] DialInError),
    /// No calendar.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// No settings.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl AssessmentError {
    /// Until when whoever was asked wants to be left alone, where that is why nobody waited.
    pub fn busy_until(&self) -> Option<OffsetDateTime> {
        match self {
            Self::DialIn(error) => error.busy_until(),
            Self::Calendar(error) => error.busy_until(),
            Self::Store(_) => None,
        }
    }
}

impl Assessment {
    /// How many appointments could not be read.
    pub fn unreadable(&self) -> usize {
        self.unreadable.len()
    }

    /// Takes in what another look at the same calendar found besides.
    pub(super) fn add(&mut self, further: &Self) {
        let known: HashSet<&ItemId> = self.plan.meetings.iter().map(|meeting| &meeting.header.id).collect();
        let others = further.plan.meetings.iter().filter(|meeting| !known.contains(&meeting.header.id));
        let others: Vec<PlannedMeeting> = others.cloned().collect();
        self.plan.meetings.extend(others);
        (self.extent, self.unreadable) = (further.extent, further.unreadable.clone());
    }

    /// The same with the meetings that the policy leaves: the organizer asks for them.
    #[must_use]
    pub fn with_everything(mut self, policy: &Policy) -> Self {
        self.plan.include_everything();
        self.decision = asked(policy);
        self
    }

    /// Takes in the meetings that the policy leaves: a run that was for them has not ended.
    pub(super) fn include_everything(&mut self, policy: &Policy) {
        self.plan.include_everything();
        if self.decision == Decision::LeftByPolicy {
            let is_any_stale = self.plan.rewrites().next().is_some();
            self.decision = if is_any_stale { asked(policy) } else { Decision::NothingToDo };
        }
    }

    /// Leaves the meeting that is open in a form.
    pub(super) fn leave_open(&mut self, form: OpenForm) {
        self.plan.leave_open(form);
        if self.plan.waits_for_form() && self.plan.rewrites().next().is_none() {
            let is_any_left = self.plan.left_by_policy().next().is_some();
            self.decision = if is_any_left { Decision::LeftByPolicy } else { Decision::NothingToDo };
        }
    }

    /// Whether dial-in data is still what the plan was made for: a page may stand open for long.
    pub async fn is_current(
        &self,
        dial_in: &dyn DialIn,
        onlooker: Onlooker<'_>,
    ) -> Result<bool, DialInError> {
        let headers = self.plan.meetings.iter().map(|meeting| &meeting.header);
        let profile = onlooker.profile(dial_in, &own_meetings(headers, onlooker.clock).await).await?;
        Ok(Digest::of(&profile) == Digest::of(&self.plan.target.profile))
    }
}

/// What happens where a run is asked for that the policy does not start.
fn asked(policy: &Policy) -> Decision {
    match (policy.meeting_migration_enabled, policy.allow_manual) {
        (true, _) => Decision::Ask(AskedBecause::OfPolicy),
        (false, true) => Decision::PausedManualAllowed,
        (false, false) => Decision::Paused,
    }
}

/// Since when dial-in data is as it is now, which is remembered where the policy waits for it to settle.
pub(super) async fn since(
    settings: &dyn Store,
    digest: &Digest,
    policy: &Policy,
    now: OffsetDateTime,
) -> Result<OffsetDateTime, StoreError> {
    if policy.settle_minutes == 0 {
        return Ok(now);
    }
    let known: Option<Observed> = Setting::read(settings, OBSERVED).await?.value();
    // A time that is still to come was written by a clock that went wrong.
    if let Some(known) = known.filter(|known| known.digest == *digest && known.since <= now) {
        return Ok(known.since);
    }
    setting::write(settings, OBSERVED, &Observed { digest: digest.clone(), since: now }).await?;
    Ok(now)
}

/// Remembers the profile as seen: called once no stale meeting is left, so that a run that was cancelled or
/// failed is offered again. Writes only where something differs.
pub async fn settle(settings: &dyn Store, profile: &DialInProfile) -> Result<(), StoreError> {
    let digest = Digest::of(profile);
    let digest = match last_seen(settings).await? {
        Some(seen) => digest.after(&seen),
        None => digest,
    };
    setting::write(settings, SEEN, &digest).await
}

/// What this version cannot read counts as nothing.
pub(crate) async fn last_seen(settings: &dyn Store) -> Result<Option<Digest>, StoreError> {
    Ok(Setting::read(settings, SEEN).await?.value())
}
