//! What a run writes down before it changes a meeting: what stood there, and how far the write came. Only the meeting
//! itself tells more, and only the journal what was before.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::meeting::{Appointment, ChangeKey, CustomProperties, ItemId, Uid};
use crate::ports::StoreError;

use super::expected::Expected;
use super::rewrite::Rewrite;

/// What every key of the journal begins with.
const KEYS: &str = "journal/";

/// How far the write of a meeting came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum JournalState {
    /// About to be written; whether it was, only the meeting itself tells.
    Begun,
    /// Written.
    Written {
        /// The version after it.
        change_key: ChangeKey,
    },
    /// Not written.
    NotWritten,
}

/// One meeting in one run. An entry with a member that is not known is a newer version's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JournalEntry {
    /// The run.
    pub correlation_id: String,
    /// The item.
    pub id: ItemId,
    /// The meeting.
    pub uid: Option<Uid>,
    /// Which date of a series it is.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub original_start: Option<OffsetDateTime>,
    /// When it was written down, RFC 3339.
    pub at: String,
    /// The version the write is for.
    pub change_key_before: ChangeKey,
    /// The block's bytes before.
    pub block_before: String,
    /// The block's bytes after.
    pub block_after: String,
    /// The custom properties before.
    #[serde(rename = "bagBefore")]
    pub custom_properties_before: CustomProperties,
    /// What the calendar is to know of its online meeting then, where it knows of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Expected>,
    /// The addresses of the rooms that it had then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<String>,
    /// How far it came.
    pub state: JournalState,
}

impl JournalEntry {
    pub(crate) fn begin(
        correlation_id: &str,
        at: String,
        appointment: &Appointment,
        rewrite: &Rewrite,
        expected: Expected,
    ) -> Self {
        Self {
            correlation_id: correlation_id.to_owned(),
            id: appointment.header.id.clone(),
            uid: appointment.header.identity.uid.clone(),
            original_start: appointment.header.identity.original_start,
            at,
            change_key_before: appointment.header.change_key.clone(),
            block_before: rewrite.splice.removed(&appointment.body.content).to_owned(),
            block_after: rewrite.splice.replacement.clone(),
            custom_properties_before: appointment.header.custom_properties.clone(),
            expected: Some(expected).filter(Expected::is_any),
            rooms: appointment.header.booked_rooms().map(str::to_owned).collect(),
            state: JournalState::Begun,
        }
    }

    /// The key under which it is kept.
    pub fn key(&self) -> String {
        Self::key_of(&self.correlation_id, &self.id)
    }

    /// The key of an item's entry in a run.
    pub fn key_of(correlation_id: &str, id: &ItemId) -> String {
        format!("{}{id}", Self::keys_of_run(correlation_id))
    }

    /// What the keys of a run's entries begin with.
    pub fn keys_of_run(correlation_id: &str) -> String {
        format!("{KEYS}{correlation_id}/")
    }

    /// Whether it was written.
    pub fn is_written(&self) -> bool {
        matches!(self.state, JournalState::Written { .. })
    }

    /// Whether nobody knows what became of the write.
    pub fn is_open(&self) -> bool {
        self.state == JournalState::Begun
    }

    /// Whether it was written down before `time`.
    pub fn is_older_than(&self, time: OffsetDateTime) -> bool {
        OffsetDateTime::parse(&self.at, &Rfc3339).is_ok_and(|at| at < time)
    }

    /// Its text, as it is kept.
    pub fn text(&self) -> Result<String, StoreError> {
        serde_json::to_string(self).map_err(|error| failed(error.to_string()))
    }

    /// The entry that is kept as `text`; `None` where a newer version wrote it.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Whether an entry may take the place of what is kept under its key.
    pub fn replaces(kept: Option<&str>) -> Result<(), StoreError> {
        match kept.map(Self::read) {
            Some(None) => {
                Err(failed("a newer version of Redial wrote there of this run; reload the page".to_owned()))
            }
            None | Some(Some(_)) => Ok(()),
        }
    }
}

fn failed(reason: String) -> StoreError {
    StoreError { place: "journal", reason }
}

/// Keeps what runs write down.
#[async_trait(?Send)]
pub trait Journal {
    /// Keeps entries, each in place of the one with its key; returns once all are safe. None is kept where a newer version
    /// wrote under one of the keys.
    async fn append(&self, entries: &[JournalEntry]) -> Result<(), StoreError>;
    /// The entry of an item in a run.
    async fn of_item(&self, correlation_id: &str, id: &ItemId) -> Result<Option<JournalEntry>, StoreError>;
    /// The entries of a run, in the order of their items' names.
    async fn of_run(&self, correlation_id: &str) -> Result<Vec<JournalEntry>, StoreError>;
    /// The entries, of whatever run, of which nobody knows what became of the write.
    async fn open(&self) -> Result<Vec<JournalEntry>, StoreError>;
    /// Forgets what was written down before then. What a newer version wrote stays.
    async fn purge(&self, before: OffsetDateTime) -> Result<(), StoreError>;
}
