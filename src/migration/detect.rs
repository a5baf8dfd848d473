//! Notices that the dial-in data changed and that meetings are stale.

use std::cmp::Reverse;
use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::OffsetDateTime;

use crate::calendar::MayBeBusy as _;
use crate::calendar::{Calendar, CalendarError, Found};
use crate::dialin::{Change, DialIn, DialInError, DialInProfile, Digest, OnlineMeetingService, diff};
use crate::link::JoinUrl;
use crate::meeting::{Claims, Header};
use crate::ports::{Store, StoreError};

use super::online::OnlineMeetings;
use super::open_form::OpenForm;
use super::patience::Onlooker;
use super::plan::Plan;
use super::planning::Planning;
use super::policy::{AskedBecause, Decision, Policy, Scope, Situation, decide};
use super::rewrite::Terms;
use super::setting::{self, Setting};
use super::target::Target;

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
    /// How many appointments could not be read.
    pub unreadable: usize,
    /// When dial-in data has stayed the same for as long as the policy wants.
    pub(super) settled: OffsetDateTime,
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
        let profile = onlooker.profile(dial_in, &own_meetings(headers)).await?;
        Ok(Digest::of(&profile) == Digest::of(&self.plan.target.profile))
    }
}

/// Looks at dial-in data and calendar. Writes nothing but when dial-in data became what it is.
pub async fn assess(
    dial_in: &dyn DialIn,
    online_meetings: &dyn OnlineMeetingService,
    calendar: &dyn Calendar,
    settings: &dyn Store,
    onlooker: Onlooker<'_>,
    terms: Terms<'_>,
) -> Result<Assessment, AssessmentError> {
    let now = onlooker.clock.now();
    let Found { headers, unreadable } = calendar.find(now, &onlooker).await?;
    let profile = onlooker.profile(dial_in, &own_meetings(headers.iter())).await?;
    let known = if profile.is_told_meetings() {
        Some(onlooker.online_meetings(online_meetings, &asked_about(&headers, now)).await?)
    } else {
        None
    };
    let digest = Digest::of(&profile);
    let last_seen = last_seen(settings).await?;
    let seen = last_seen.as_ref().map(|seen| diff(seen, &digest)).unwrap_or_default();
    let target = Target {
        online: OnlineMeetings::new(known, &headers, last_seen),
        scope: Scope::of(terms.policy, &seen),
        profile,
    };
    let (plan, unread) = judged(Planning::new(headers, target, terms, now), calendar, onlooker).await?;
    let since = since(settings, &digest, terms.policy, now).await?;
    let situation = Situation {
        changes: &seen,
        stale: plan.rewrites().count(),
        left: plan.left_by_policy().count(),
        since,
        now,
    };
    let decision = decide(situation, terms.policy);
    let changes = if seen.is_empty() { plan.changes() } else { seen };
    let settled = terms.policy.settled(since);
    Ok(Assessment { changes, plan, decision, unreadable: unreadable + unread, settled })
}

/// What happens where a run is asked for that the policy does not start.
fn asked(policy: &Policy) -> Decision {
    match (policy.meeting_migration_enabled, policy.allow_manual) {
        (true, _) => Decision::Ask(AskedBecause::OfPolicy),
        (false, true) => Decision::PausedManualAllowed,
        (false, false) => Decision::Paused,
    }
}

/// The plan, once every text that it asks for was judged, and how many could not be read. One that was deleted meanwhile
/// is no meeting any more. Where the mailbox shows no text at all that is no matter of one meeting.
async fn judged(
    mut planning: Planning<'_>,
    calendar: &dyn Calendar,
    onlooker: Onlooker<'_>,
) -> Result<(Plan, usize), CalendarError> {
    let at_once = calendar.manners().looked_at_at_once.get();
    for ids in planning.unweighed().to_vec().chunks(at_once) {
        for (id, appointment) in onlooker.read(calendar, ids).await?.appointments {
            planning.weigh(&appointment.called(&id, None));
        }
    }
    let (mut read, mut unread) = (0, Vec::new());
    loop {
        let ids = planning.next(at_once);
        if ids.is_empty() {
            let hidden = unread.iter().find(|error| matches!(error, CalendarError::Forbidden { .. }));
            return match hidden {
                Some(error) if read == 0 => Err(error.clone()),
                _ => Ok((planning.plan(), unread.len())),
            };
        }
        let texts = onlooker.read(calendar, &ids).await?;
        read += texts.appointments.len();
        for (id, error) in texts.unreadable {
            planning.miss(&id, &error);
            unread.push(error);
        }
        texts
            .appointments
            .into_iter()
            .for_each(|(id, appointment)| planning.take(appointment.called(&id, None)));
    }
}

/// Since when dial-in data is as it is now, which is remembered where the policy waits for it to settle.
async fn since(
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

/// The organizer's online meetings, the newest first as far as a calendar tells.
fn own_meetings<'a>(headers: impl Iterator<Item = &'a Header>) -> Vec<JoinUrl> {
    let mut own: Vec<&Header> =
        headers.filter(|header| header.is_organizer && !header.is_cancelled).collect();
    own.sort_by_key(|header| Reverse(header.start));
    let claims: Vec<Claims> = own.into_iter().map(Claims::on).collect();
    let mut known = HashSet::new();
    claims.iter().flat_map(Claims::urls).filter(|url| known.insert(*url)).cloned().collect()
}

/// The online meetings that the service is asked about: those of what is ahead, and what took the place of others, be
/// it of what is over.
fn asked_about(headers: &[Header], now: OffsetDateTime) -> Vec<JoinUrl> {
    let ahead = headers.iter().filter(|header| header.over_at().is_none_or(|over| over > now));
    let mut asked = own_meetings(ahead);
    let mut known: HashSet<JoinUrl> = asked.iter().cloned().collect();
    asked.extend(OnlineMeetings::said_to_follow(headers).filter(|url| known.insert(url.clone())));
    asked
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
pub(super) async fn last_seen(settings: &dyn Store) -> Result<Option<Digest>, StoreError> {
    Ok(Setting::read(settings, SEEN).await?.value())
}
