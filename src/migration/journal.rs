//! What a run writes down before it changes a meeting, so that it can be resumed and undone.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::meeting::{Appointment, ChangeKey, CustomProperties, ItemId, Uid, Updated};
use crate::ports::{Store, StoreError};

use super::plan::Rewrite;

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
    /// How far it came.
    pub state: JournalState,
}

impl JournalEntry {
    pub(crate) fn begin(
        correlation_id: &str,
        at: String,
        appointment: &Appointment,
        rewrite: &Rewrite,
    ) -> Self {
        Self {
            correlation_id: correlation_id.to_owned(),
            id: appointment.id.clone(),
            uid: appointment.identity.uid.clone(),
            original_start: appointment.identity.original_start,
            at,
            change_key_before: appointment.change_key.clone(),
            block_before: rewrite.splice.removed(&appointment.body.content).to_owned(),
            block_after: rewrite.splice.replacement.clone(),
            custom_properties_before: appointment.custom_properties.clone(),
            state: JournalState::Begun,
        }
    }

    /// The key under which it is kept.
    pub fn key(&self) -> String {
        format!("journal/{}/{}", self.correlation_id, self.id)
    }

    /// Keeps it, in place of what stands there, unless a newer version wrote that.
    pub(crate) async fn keep(&self, store: &dyn Store) -> Result<(), StoreError> {
        let failed = |reason: String| StoreError { place: "journal", reason };
        let kept = store.get(&self.key()).await?;
        if kept.is_some_and(|kept| serde_json::from_str::<Self>(&kept).is_err()) {
            return Err(failed(
                "a newer version of Redial wrote there of this run; reload the page".to_owned(),
            ));
        }
        let text = serde_json::to_string(self).map_err(|error| failed(error.to_string()))?;
        store.put(&self.key(), &text).await
    }

    pub(crate) fn written(&mut self, updated: &Updated) {
        self.state = JournalState::Written { change_key: updated.change_key.clone() };
    }
}
