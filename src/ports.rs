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

/// What becomes of a text that is kept, or of none: the text to keep in its place, or `None` where it stays.
pub type Change<'a> = &'a dyn Fn(Option<&str>) -> Result<Option<String>, StoreError>;

/// Keeps texts by key: the roaming settings. Several pages may be at work on them at once.
#[async_trait(?Send)]
pub trait Store {
    /// The text kept under `key`.
    async fn get(&self, key: &str) -> Result<Option<String>, StoreError>;
    /// Changes the text under `key` as it is now, whoever wrote it; returns once it is safe.
    async fn change(&self, key: &str, change: Change<'_>) -> Result<(), StoreError>;
}

/// Who is signed in.
pub trait Account {
    /// Their user principal name, which need not be their mailbox's address; `None` before somebody signed in.
    /// <https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname>
    fn principal_name(&self) -> Option<String>;
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
    /// Called within long work, lets a page do other things where it was kept from them for a while. Nothing where there is
    /// no page.
    async fn breathe(&self) {}
}

/// Fresh identifiers.
pub trait Ids {
    /// A random UUID.
    fn uuid(&self) -> String;
}
