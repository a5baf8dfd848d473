//! A journal in memory.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use async_trait::async_trait;
use time::OffsetDateTime;

use crate::meeting::ItemId;
use crate::migration::{Journal, JournalEntry};
use crate::ports::StoreError;

/// A journal in memory; `broken` makes every write fail.
#[derive(Debug, Default)]
pub struct MemoryJournal {
    /// What is kept.
    pub kept: RefCell<BTreeMap<String, String>>,
    /// Whether writes fail.
    pub broken: Cell<bool>,
}

impl MemoryJournal {
    fn entries(&self, is_wanted: impl Fn(&JournalEntry) -> bool) -> Vec<JournalEntry> {
        let kept = self.kept.borrow();
        kept.values().filter_map(|text| JournalEntry::read(text)).filter(is_wanted).collect()
    }
}

#[async_trait(?Send)]
impl Journal for MemoryJournal {
    async fn append(&self, entries: &[JournalEntry]) -> Result<(), StoreError> {
        if self.broken.get() {
            return Err(StoreError { place: "journal", reason: "the disk is full".into() });
        }
        let mut kept = self.kept.borrow_mut();
        for entry in entries {
            JournalEntry::replaces(kept.get(&entry.key()).map(String::as_str))?;
        }
        for entry in entries {
            kept.insert(entry.key(), entry.text()?);
        }
        Ok(())
    }

    async fn of_item(&self, correlation_id: &str, id: &ItemId) -> Result<Option<JournalEntry>, StoreError> {
        let kept = self.kept.borrow();
        Ok(kept.get(&JournalEntry::key_of(correlation_id, id)).and_then(|text| JournalEntry::read(text)))
    }

    async fn of_run(&self, correlation_id: &str) -> Result<Vec<JournalEntry>, StoreError> {
        Ok(self.entries(|entry| entry.correlation_id == correlation_id))
    }

    async fn open(&self) -> Result<Vec<JournalEntry>, StoreError> {
        Ok(self.entries(JournalEntry::is_open))
    }

    async fn purge(&self, before: OffsetDateTime) -> Result<(), StoreError> {
        let is_old = |text: &str| JournalEntry::read(text).is_some_and(|entry| entry.is_older_than(before));
        self.kept.borrow_mut().retain(|_, text| !is_old(text));
        Ok(())
    }
}
