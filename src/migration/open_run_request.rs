//! An administrator's request from when the organizer's page reads of it until it is done.

use serde::Deserialize as _;
use serde_json::Value;
use time::OffsetDateTime;

use crate::ports::{Store, StoreError};
use crate::rules::{Guid, Instant};

use super::detect::Assessment;
use super::plan::Plan;
use super::rewrite::Terms;
use super::run::RunReport;
use super::setting::{self, Setting};
use super::status::{RunRecord, RunState, load_records, save_record};
use crate::policy::{Decision, Policy};
use crate::policy::{Owner, RunRequest, RunRequests};

/// The roaming setting that holds the ids of the requests that are done.
const KEY: &str = "redial.requests";

/// A request that is not done yet. Its id is its run's correlation ID: both are one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRunRequest {
    request: RunRequest,
    /// The address of the mailbox's owner.
    owner: String,
    /// The ids of those done that the list names no more.
    forgotten: Vec<Guid>,
}

impl OpenRunRequest {
    /// The newest request for `user`, unless it is done. Where a newer version keeps in a form of its own what is
    /// done, nobody knows: the request is left to that version.
    pub async fn find(
        requests: &RunRequests,
        user: Owner<'_>,
        settings: &dyn Store,
    ) -> Result<Option<Self>, StoreError> {
        let Some(request) = requests.for_user(user) else { return Ok(None) };
        let Some(done) = done(settings).await?.filter(|done| !done.iter().any(|id| names(id, &request.id)))
        else {
            return Ok(None);
        };
        let ids = done.iter().filter_map(|id| Guid::deserialize(id).ok());
        let forgotten = ids.filter(|id| !requests.names(id)).collect();
        Ok(Some(Self { request: request.clone(), owner: user.address.to_owned(), forgotten }))
    }

    /// Whether it still is.
    pub(super) async fn is_open(&self, settings: &dyn Store) -> Result<bool, StoreError> {
        let done = done(settings).await?;
        Ok(done.is_some_and(|done| !done.iter().any(|id| names(id, &self.request.id))))
    }

    /// The correlation ID of the run that is asked for.
    pub fn correlation_id(&self) -> &str {
        self.request.id.as_str()
    }

    /// What happens on request: the run starts by itself, whatever changed and whether or not runs do so otherwise.
    /// Where updates are paused it waits.
    pub fn decide(&self, decision: Decision, policy: &Policy) -> Decision {
        let may_run = policy.meeting_migration_enabled && decision != Decision::NothingToDo;
        if may_run { Decision::Countdown } else { decision }
    }

    /// Decides anew and keeps a record: the run is due, or, where every meeting is right, the request is done. Who
    /// asks for a run asks for what the policy leaves, too.
    pub async fn apply(
        &self,
        assessment: &mut Assessment,
        terms: Terms<'_>,
        settings: &dyn Store,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        assessment.decision = self.decide(assessment.decision, terms.policy);
        if assessment.decision == Decision::Countdown {
            assessment.plan.include_everything();
            if assessment.plan.rewrites().next().is_none() {
                // All that is left is open in a form: nothing can be done now, and the request is not done.
                assessment.decision = Decision::NothingToDo;
                return Ok(());
            }
        }
        let mut records = load_records(settings).await?.into_iter();
        let known = records.find(|record| record.correlation_id == self.correlation_id());
        if assessment.decision == Decision::NothingToDo {
            let mut record = known.unwrap_or_else(|| self.pending(&assessment.plan, now));
            record.succeed(Instant::from(now).into());
            save_record(settings, &record).await?;
            return self.done(settings).await;
        }
        match known {
            Some(_) => Ok(()),
            None => save_record(settings, &self.pending(&assessment.plan, now)).await,
        }
    }

    /// Remembers the request as done if its run updated every meeting; otherwise it stays open.
    pub async fn close(&self, report: &RunReport, settings: &dyn Store) -> Result<(), StoreError> {
        match report.record.state {
            RunState::Succeeded => self.done(settings).await,
            RunState::Pending | RunState::InProgress | RunState::Failed => Ok(()),
        }
    }

    /// What another page finished meanwhile and what a newer version keeps stay.
    async fn done(&self, settings: &dyn Store) -> Result<(), StoreError> {
        setting::change(settings, KEY, |kept: Setting<Vec<Value>>| {
            let mut done = match kept {
                Setting::Absent => Vec::new(),
                Setting::Known(done, _) => done,
                Setting::Newer => return Ok(None),
            };
            done.retain(|id| !self.forgotten.iter().chain([&self.request.id]).any(|known| names(id, known)));
            done.push(self.request.id.as_str().into());
            Ok(Some(Value::Array(done)))
        })
        .await
    }

    fn pending(&self, plan: &Plan, now: OffsetDateTime) -> RunRecord {
        RunRecord {
            correlation_id: self.correlation_id().to_owned(),
            create_date: self.request.created.into(),
            modified_date: Instant::from(now).into(),
            migration_type: plan.target.profile.kind.into(),
            total_meeting: plan.rewrites().count(),
            user_principal_name: self.owner.clone(),
            ..RunRecord::default()
        }
    }
}

/// The ids of the requests that are done; `None` where a newer version keeps them in a form of its own.
async fn done(settings: &dyn Store) -> Result<Option<Vec<Value>>, StoreError> {
    Ok(match Setting::read(settings, KEY).await? {
        Setting::Absent => Some(Vec::new()),
        Setting::Known(done, _) => Some(done),
        Setting::Newer => None,
    })
}

/// Whether an entry of the setting is this id.
fn names(entry: &Value, id: &Guid) -> bool {
    entry.as_str().is_some_and(|text| text == id.as_str())
}
