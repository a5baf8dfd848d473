//! A run that the mailbox asked to wait, from when it was told so until it goes on.

use time::OffsetDateTime;

use crate::ports::{Store, StoreError};
use crate::rules::Instant;

use super::policy::{Decision, Policy};
use super::run::LONGEST;
use super::status::{RunRecord, RunState, load_records, save_record};

/// A run that goes on later. Somebody began it, so nobody is asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeferredRun {
    record: RunRecord,
    until: OffsetDateTime,
}

impl DeferredRun {
    /// The newest run, where it is one that waits. No run waits longer than a day: a later end was written by a clock
    /// that went wrong, and is past.
    pub(crate) async fn find(settings: &dyn Store, now: OffsetDateTime) -> Result<Option<Self>, StoreError> {
        let newest = load_records(settings).await?.into_iter().next();
        let waiting = newest.filter(|record| record.state == RunState::Pending);
        let until = |told: OffsetDateTime| if told - now > LONGEST { now } else { told };
        Ok(waiting.and_then(|record| Some(Self { until: until(record.deferred_until?), record })))
    }

    /// The correlation ID of the run, which is one run however often it is told to wait.
    pub(crate) fn correlation_id(&self) -> &str {
        &self.record.correlation_id
    }

    /// Until when the mailbox is not asked.
    pub(crate) fn until(&self) -> OffsetDateTime {
        self.until
    }

    /// What happens instead of what was decided.
    pub(crate) fn decide(&self, decision: Decision, policy: &Policy, now: OffsetDateTime) -> Decision {
        match decision {
            Decision::NothingToDo
            | Decision::LeftByPolicy
            | Decision::PausedManualAllowed
            | Decision::Paused => decision,
            Decision::Countdown
            | Decision::Settling { .. }
            | Decision::Ask(_)
            | Decision::Deferred { .. } => {
                if self.until > now {
                    Decision::Deferred { until: self.until }
                } else if policy.meeting_migration_enabled {
                    Decision::Countdown
                } else {
                    decision
                }
            }
        }
    }

    /// Nothing of it is left to do.
    pub(crate) async fn close(mut self, settings: &dyn Store, now: OffsetDateTime) -> Result<(), StoreError> {
        self.record.succeed(Instant::from(now).into());
        save_record(settings, &self.record).await
    }
}
