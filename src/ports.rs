//! What the outside must offer to the core: small traits, implemented by the add-in over the browser and by
//! doubles in tests.

use std::future::Future;
use std::time::Duration;

use thiserror::Error;
use time::OffsetDateTime;

/// Why something could not be kept or read back.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the {place} cannot be used: {reason}")]
pub struct StoreError {
    /// Which store.
    pub place: &'static str,
    /// What went wrong.
    pub reason: String,
}

/// Keeps texts by key: the roaming settings, or the browser's database for the journal.
pub trait Store {
    /// The text kept under `key`.
    fn get(&self, key: &str) -> impl Future<Output = Result<Option<String>, StoreError>>;
    /// Keeps `value` under `key`; returns once it is safe.
    fn put(&self, key: &str, value: &str) -> impl Future<Output = Result<(), StoreError>>;
    /// Forgets `key`.
    fn remove(&self, key: &str) -> impl Future<Output = Result<(), StoreError>>;
}

/// Lets one run at a time work on a mailbox.
pub trait Lock {
    /// Held as long as it lives.
    type Guard;
    /// The lock called `name`, or `None` where another page holds it.
    fn try_acquire(&self, name: &str) -> impl Future<Output = Option<Self::Guard>>;
}

/// The time.
pub trait Clock {
    /// Now, in UTC.
    fn now(&self) -> OffsetDateTime;
    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;
}

/// Fresh identifiers.
pub trait Ids {
    /// A random UUID.
    fn uuid(&self) -> String;
}
