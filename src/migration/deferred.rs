//! Runs that the mailbox asked to wait, from when they were told so until they go on.

use time::OffsetDateTime;

use crate::ports::{Store, StoreError};
use crate::rules::Instant;

use super::plan::Plan;
use super::run::LONGEST;
use super::status::{RunRecord, RunState, load_records, save_record};
use crate::policy::{Decision, Scope};

/// The runs that go on later, newest first, whatever other runs were recorded since. Somebody began them, so nobody is
/// asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DeferredRuns {
    waiting: Vec<RunRecord>,
}

impl DeferredRuns {
    pub(super) async fn find(settings: &dyn Store) -> Result<Self, StoreError> {
        let mut waiting = load_records(settings).await?;
        waiting.retain(|record| record.state == RunState::Pending && record.deferred_until.is_some());
        Ok(Self { waiting })
    }

    /// The correlation ID of the newest, which is one run however often it is told to wait.
    pub(super) fn correlation_id(&self) -> Option<&str> {
        self.waiting.first().map(|record| record.correlation_id.as_str())
    }

    /// Whether the run of this name is one of them.
    pub(super) fn holds(&self, correlation_id: &str) -> bool {
        self.waiting.iter().any(|record| record.correlation_id == correlation_id)
    }

    /// Until when the mailbox is not asked: the latest end. No run waits longer than a day: a later end was written by a
    /// clock that went wrong, and is past.
    pub(super) fn held(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        let ends = self.waiting.iter().filter_map(|record| record.deferred_until);
        ends.map(|end| if end - now > LONGEST { now } else { end }).max()
    }

    /// Whether what the policy leaves was asked for, too.
    pub(super) fn is_for_everything(&self) -> bool {
        self.waiting.iter().any(|record| record.everything)
    }

    /// What happens instead of what was decided: they go on by themselves once the mailbox may be asked and dial-in data
    /// has `settled`. Whoever lets a run start already waits for neither.
    pub(super) fn decide(
        &self,
        decision: Decision,
        settled: OffsetDateTime,
        now: OffsetDateTime,
    ) -> Decision {
        let Some(held) = self.held(now) else { return decision };
        let settled = match decision {
            Decision::NothingToDo
            | Decision::LeftByPolicy
            | Decision::PausedManualAllowed
            | Decision::Paused => return decision,
            Decision::Countdown => now,
            Decision::Settling { .. } | Decision::Ask(_) | Decision::Deferred { .. } => settled,
        };
        if settled > held.max(now) {
            Decision::Settling { until: settled }
        } else if held > now {
            Decision::Deferred { until: held }
        } else {
            Decision::Countdown
        }
    }

    /// Nothing that `plan` counts is left to do: those end that were for no more.
    pub(super) async fn end(
        self,
        plan: &Plan,
        settings: &dyn Store,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let everything = plan.target.scope == Scope::EVERYTHING;
        for mut record in self.waiting.into_iter().filter(|record| everything || !record.everything) {
            record.succeed(Instant::from(now).into());
            save_record(settings, &record).await?;
        }
        Ok(())
    }
}
