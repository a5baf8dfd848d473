//! What the outside offers, in memory.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;
use time::OffsetDateTime;

use crate::ports::{Clock, Ids, Store, StoreError};

/// A store in memory; `broken` makes every write fail.
#[derive(Debug, Default)]
pub struct MemoryStore {
    /// What is kept.
    pub kept: RefCell<BTreeMap<String, String>>,
    /// How many writes there were.
    pub writes: Cell<usize>,
    /// Whether writes fail.
    pub broken: Cell<bool>,
}

impl MemoryStore {
    fn write(&self) -> Result<(), StoreError> {
        if self.broken.get() {
            return Err(StoreError { place: "journal", reason: "the disk is full".into() });
        }
        self.writes.set(self.writes.get() + 1);
        Ok(())
    }
}

#[async_trait(?Send)]
impl Store for MemoryStore {
    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.kept.borrow().get(key).cloned())
    }

    async fn put(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.write()?;
        self.kept.borrow_mut().insert(key.into(), value.into());
        Ok(())
    }

    async fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.write()?;
        self.kept.borrow_mut().remove(key);
        Ok(())
    }
}

/// A clock that goes only while somebody sleeps.
#[derive(Debug)]
pub struct SteppingClock {
    /// Now.
    pub now: Cell<OffsetDateTime>,
}

#[async_trait(?Send)]
impl Clock for SteppingClock {
    fn now(&self) -> OffsetDateTime {
        self.now.get()
    }

    async fn sleep(&self, duration: Duration) {
        self.now.set(self.now.get() + duration);
    }
}

/// Identifiers that count.
#[derive(Debug, Default)]
pub struct CountingIds {
    next: Cell<u32>,
}

impl Ids for CountingIds {
    fn uuid(&self) -> String {
        self.next.set(self.next.get() + 1);
        format!("00000000-0000-4000-8000-{:012}", self.next.get())
    }
}
