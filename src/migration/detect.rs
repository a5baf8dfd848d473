//! Notices that the dial-in data changed and that meetings are stale.

use std::cmp::Reverse;
use std::collections::HashSet;

use thiserror::Error;
use time::OffsetDateTime;

use crate::block::JoinUrl;
use crate::dialin::{Change, DialInError, DialInProfile, Digest, diff};
use crate::meeting::{Appointment, Claims};
use crate::ports::{Calendar, CalendarError, DialIn, Store, StoreError};

use super::plan::{Plan, Rules, plan};
use super::policy::{Decision, decide};

/// The roaming setting that holds the digest of the profile seen last.
const KEY: &str = "redial.profile";

/// What a look at dial-in data and calendar found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The profile now.
    pub profile: DialInProfile,
    /// What changed: since the profile seen last, or, where none was seen, between the meetings and today.
    pub changes: Vec<Change>,
    /// What a run would do.
    pub plan: Plan,
    /// What is to happen.
    pub decision: Decision,
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

/// Looks at dial-in data and calendar. Reads only.
pub async fn assess(
    dial_in: &impl DialIn,
    calendar: &impl Calendar,
    settings: &impl Store,
    rules: Rules<'_>,
    now: OffsetDateTime,
) -> Result<Assessment, AssessmentError> {
    let appointments = calendar.find(now).await?;
    let profile = dial_in.profile_beside(&own_meetings(&appointments)).await?;
    let seen = last_seen(settings).await?;
    let seen_changes = seen.map(|seen| diff(&seen, &Digest::of(&profile))).unwrap_or_default();
    let plan = plan(appointments, &profile, rules, now);
    let decision = decide(&seen_changes, plan.rewrites().count(), rules.policy);
    let changes = if seen_changes.is_empty() { plan.changes() } else { seen_changes };
    Ok(Assessment { profile, changes, plan, decision })
}

/// The organizer's online meetings, the newest first as far as a calendar tells.
fn own_meetings(appointments: &[Appointment]) -> Vec<JoinUrl> {
    let mut own: Vec<&Appointment> =
        appointments.iter().filter(|known| known.is_organizer && !known.is_cancelled).collect();
    own.sort_by_key(|appointment| Reverse(appointment.start));
    let claimed =
        own.into_iter().map(Claims::on).flat_map(|claims| claims.tagged.into_iter().chain(claims.named));
    let mut known = HashSet::new();
    claimed.filter(|url| known.insert(url.clone())).collect()
}

/// Remembers the profile as seen: called once no stale meeting is left, so that a run that was cancelled or
/// failed is offered again. Writes only where something differs.
pub async fn settle(settings: &impl Store, profile: &DialInProfile) -> Result<(), StoreError> {
    let digest = Digest::of(profile);
    if last_seen(settings).await?.as_ref() == Some(&digest) {
        return Ok(());
    }
    let text = serde_json::to_string(&digest)
        .map_err(|error| StoreError { place: "roaming settings", reason: error.to_string() })?;
    settings.put(KEY, &text).await
}

/// A digest that cannot be read counts as none.
async fn last_seen(settings: &impl Store) -> Result<Option<Digest>, StoreError> {
    Ok(settings.get(KEY).await?.and_then(|text| serde_json::from_str(&text).ok()))
}
