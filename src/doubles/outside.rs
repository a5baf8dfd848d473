//! What the outside offers, in memory.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;
use time::OffsetDateTime;

use crate::ports::{Account, Change, Clock, Ids, Store, StoreError};

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

    async fn change(&self, key: &str, change: Change<'_>) -> Result<(), StoreError> {
        let kept = self.kept.borrow().get(key).cloned();
        let Some(new) = change(kept.as_deref())? else { return Ok(()) };
        self.write()?;
        self.kept.borrow_mut().insert(key.into(), new);
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

/// Somebody who is signed in under this user principal name, or nobody.
#[derive(Debug, Default)]
pub struct SignedIn(pub RefCell<Option<String>>);

impl Account for SignedIn {
    fn principal_name(&self) -> Option<String> {
        self.0.borrow().clone()
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
