//! The record of a run, in the field names of `Get-CsMeetingMigrationStatus`.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::block::MeetingKind;
use crate::meeting::{ItemId, OnlineLoss};
use crate::ports::{Store, StoreError};

use super::setting::{self, Setting};

/// The roaming setting that holds the records.
const KEY: &str = "redial.runs";

/// The most bytes of a message that are kept: all settings together have 32 KB.
/// <https://learn.microsoft.com/javascript/api/outlook/office.roamingsettings>
const MESSAGE: usize = 500;

/// How many records are kept.
const KEPT: usize = 20;

/// The state of a run, in MMS's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum RunState {
    /// Due, not begun.
    #[default]
    Pending,
    /// Running.
    InProgress,
    /// Ended with failures.
    Failed,
    /// Ended without.
    Succeeded,
}

/// What a run makes of which meetings, in MMS's words.
/// <https://learn.microsoft.com/powershell/module/teams/get-csmeetingmigrationstatus>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum MigrationType {
    /// Skype for Business meetings stay such.
    #[default]
    SfbToSfb,
    /// Teams meetings stay such.
    TeamsToTeams,
    /// Meetings of a third-party bridge stay such. MMS, which knows none, has no word for it.
    HostedToHosted,
}

impl From<MeetingKind> for MigrationType {
    fn from(kind: MeetingKind) -> Self {
        match kind {
            MeetingKind::SkypeForBusiness => Self::SfbToSfb,
            MeetingKind::Teams => Self::TeamsToTeams,
            MeetingKind::Hosted => Self::HostedToHosted,
        }
    }
}

/// One run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RunRecord {
    /// Names the run.
    pub correlation_id: String,
    /// When it was created, RFC 3339.
    pub create_date: String,
    /// When this record changed last, RFC 3339.
    pub modified_date: String,
    /// What its meetings were and are.
    pub migration_type: MigrationType,
    /// Its state.
    pub state: RunState,
    /// How many meetings it is about.
    pub total_meeting: usize,
    /// How many are done.
    pub succeeded_meeting: usize,
    /// How many failed.
    pub failed_meeting: usize,
    /// How many update mails it caused.
    pub invites_update: usize,
    /// How often something was tried again.
    pub retry_count: u32,
    /// The last error's message, or nothing. MMS calls it `LastErrorMessage` in some editions.
    pub last_message: String,
    /// The mailbox's owner.
    pub user_principal_name: String,
    /// When the run goes on, where the mailbox asked to be left alone. MMS has no such field.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub deferred_until: Option<OffsetDateTime>,
    /// Whether what the policy leaves was asked for, too. MMS has no such field.
    #[serde(default)]
    pub everything: bool,
    /// To how many people it sent mails, each counted for every mail, until [`Self::last_delivery`] and in the day before.
    /// MMS has no such field.
    #[serde(default)]
    pub deliveries: usize,
    /// When it sent the last one. MMS has no such field.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub last_delivery: Option<OffsetDateTime>,
    /// How many online meetings it let take place when their appointments do. MMS has no such field.
    #[serde(default, skip_serializing_if = "is_none")]
    pub rescheduled: usize,
    /// The online meetings that it took away from their appointments. MMS has no such field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub online_lost: Vec<LostOnline>,
    /// How many rooms of its meetings declined since. MMS has no such field.
    #[serde(default, skip_serializing_if = "is_none")]
    pub rooms_lost: usize,
}

/// An online meeting that a run took away from its appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LostOnline {
    /// The appointment.
    pub id: ItemId,
    /// What became of its online meeting.
    pub loss: OnlineLoss,
    /// What the organizer made of it.
    pub notice: LossNotice,
}

/// What the organizer made of a loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LossNotice {
    /// Nothing yet: no run starts by itself.
    New,
    /// They started another run, and are still told of it.
    RunSince,
    /// They have seen to it.
    Dismissed,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

impl RunRecord {
    /// It is of what is left of a run that did this `before`. What failed then is tried again.
    pub(super) fn go_on_from(&mut self, before: &Self) {
        self.total_meeting = before.total_meeting.max(before.succeeded_meeting + self.total_meeting);
        self.succeeded_meeting += before.succeeded_meeting;
        self.invites_update += before.invites_update;
        self.retry_count += before.retry_count;
        self.rescheduled += before.rescheduled;
        self.online_lost.clone_from(&before.online_lost);
    }

    /// It took an online meeting away.
    pub(super) fn lose(&mut self, lost: LostOnline) {
        self.online_lost.retain(|known| known.id != lost.id);
        self.online_lost.push(lost);
    }

    /// It took something away that nobody knew of when it ended.
    pub(super) fn fail(&mut self, now: String) {
        self.state = RunState::Failed;
        self.modified_date = now;
        self.failed_meeting += 1;
        self.deferred_until = None;
    }

    /// Nothing is left to do.
    pub(super) fn succeed(&mut self, now: String) {
        self.state = RunState::Succeeded;
        self.modified_date = now;
        self.succeeded_meeting = self.total_meeting;
        self.failed_meeting = 0;
        self.last_message.clear();
        self.deferred_until = None;
    }
}

/// The records, newest first. Ones that cannot be read are left out.
pub async fn load_records(store: &dyn Store) -> Result<Vec<RunRecord>, StoreError> {
    let kept: Vec<Value> = Setting::read(store, KEY).await?.value().unwrap_or_default();
    Ok(kept.iter().filter_map(setting::known).collect())
}

/// Whether the last run may have left writes of which nobody knows what became: one that succeeded has looked at all of
/// its own, and at those of the runs before.
pub(super) fn may_leave_doubts(records: &[RunRecord]) -> bool {
    records.first().is_none_or(|last| last.state != RunState::Succeeded)
}

/// Ends the records of runs that a page began and did not finish: whoever looks holds the lock that a run holds.
pub async fn end_interrupted(store: &dyn Store, now: OffsetDateTime) -> Result<(), StoreError> {
    let records = load_records(store).await?;
    for record in records.into_iter().filter(|record| record.state == RunState::InProgress) {
        let ended = RunRecord {
            state: RunState::Failed,
            modified_date: now.format(&Rfc3339).unwrap_or_default(),
            last_message: "the page was closed before every meeting was updated".to_owned(),
            ..record
        };
        save_record(store, &ended).await?;
    }
    Ok(())
}

/// Keeps a record in place of the one with its correlation ID; the day that one was created stays. Records of a newer
/// version stay as they are, and a list of a newer form takes no record.
pub async fn save_record(store: &dyn Store, record: &RunRecord) -> Result<(), StoreError> {
    let record = RunRecord { last_message: shortened(&record.last_message), ..record.clone() };
    setting::change(store, KEY, |kept| match kept {
        Setting::Absent => with_record(Vec::new(), &record).map(Some),
        Setting::Known(records, _) => with_record(records, &record).map(Some),
        Setting::Newer => Ok(None),
    })
    .await
}

/// Keeps what became known of a run since, where its record stands.
pub(super) async fn amend_record(store: &dyn Store, record: &RunRecord) -> Result<(), StoreError> {
    setting::change(store, KEY, |kept| match kept {
        Setting::Known(records, _) => amended(records, record).map(Some),
        Setting::Absent | Setting::Newer => Ok(None),
    })
    .await
}

fn amended(mut records: Vec<Value>, record: &RunRecord) -> Result<Value, StoreError> {
    let of_the_run = |kept: &&mut Value| {
        setting::known::<RunRecord>(kept).is_some_and(|known| known.correlation_id == record.correlation_id)
    };
    if let Some(kept) = records.iter_mut().find(of_the_run) {
        *kept = setting::over(kept, setting::json(record)?);
    }
    Ok(Value::Array(records))
}

/// The list with a record in front.
fn with_record(mut records: Vec<Value>, record: &RunRecord) -> Result<Value, StoreError> {
    let with_its_id = |kept: &Value| {
        setting::known::<RunRecord>(kept).filter(|known| known.correlation_id == record.correlation_id)
    };
    let known = records.iter().enumerate().find_map(|(at, kept)| Some((at, with_its_id(kept)?)));
    let record = match known {
        Some((at, RunRecord { create_date, .. })) => {
            let new = RunRecord { create_date, ..record.clone() };
            setting::over(&records.remove(at), setting::json(&new)?)
        }
        None => setting::json(record)?,
    };
    records.insert(0, record);
    records.truncate(KEPT);
    Ok(Value::Array(records))
}

fn shortened(message: &str) -> String {
    const MORE: char = '…';
    if message.len() <= MESSAGE {
        return message.to_owned();
    }
    let fits = |(at, c): &(usize, char)| at + c.len_utf8() + MORE.len_utf8() <= MESSAGE;
    message.char_indices().take_while(fits).map(|(_, c)| c).chain([MORE]).collect()
}
