//! What the outside must offer to the core: small traits, implemented by the add-in over the browser and by
//! doubles in tests.

use std::future::Future;
use std::time::Duration;

use async_trait::async_trait;
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

/// Keeps texts by key: the roaming settings.
#[async_trait(?Send)]
pub trait Store {
    /// The text kept under `key`.
    async fn get(&self, key: &str) -> Result<Option<String>, StoreError>;
    /// Keeps `value` under `key`; returns once it is safe.
    async fn put(&self, key: &str, value: &str) -> Result<(), StoreError>;
    /// Forgets `key`.
    async fn remove(&self, key: &str) -> Result<(), StoreError>;
}

/// Lets one run at a time work on a mailbox.
pub trait Lock {
    /// Held as long as it lives.
    type Guard;
    /// The lock called `name`, or `None` where another page holds it.
    fn try_acquire(&self, name: &str) -> impl Future<Output = Option<Self::Guard>>;
}

/// The time.
#[async_trait(?Send)]
pub trait Clock {
    /// Now, in UTC.
    fn now(&self) -> OffsetDateTime;
    /// Waits.
    async fn sleep(&self, duration: Duration);
}

/// Fresh identifiers.
pub trait Ids {
    /// A random UUID.
    fn uuid(&self) -> String;
}
