//! Waiting for servers that are busy.

use async_trait::async_trait;
use time::OffsetDateTime;

use super::RetryAfter;

/// Who may have too much to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// The mailbox.
    Mailbox,
    /// The service of online meetings, which tells dial-in data too.
    OnlineMeetings,
}

/// A server has too much to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy {
    /// Which one.
    pub server: Server,
    /// When it asks to come back.
    pub retry_after: Option<RetryAfter>,
}

/// An error that may say that a server is busy.
pub trait MayBeBusy {
    /// Which one is, as far as whoever only reads may take it so: a connection that breaks right after it worked counts,
    /// too, for gateways that are busy answer without what a browser wants to see.
    fn busy(&self) -> Option<Busy>;
    /// The same for whoever does not wait `until` then.
    #[must_use]
    fn until(self, until: OffsetDateTime) -> Self;
    /// Until when whoever was asked wants to be left alone, where that is why nobody waited.
    fn busy_until(&self) -> Option<OffsetDateTime> {
        match self.busy()?.retry_after? {
            RetryAfter::At(until) => Some(until),
            RetryAfter::In(_) => None,
        }
    }
}

/// Waits for servers that are busy.
#[async_trait(?Send)]
pub trait Patience<E> {
    /// Waits until it is time to ask for the time number `again` (from 1). Gives `error` back where nobody waits for
    /// that.
    async fn wait(&self, again: u32, error: E) -> Result<(), E>;
    /// Lets others be served between the parts of a long answer.
    async fn breathe(&self) {}
}

/// Asks again while the server is busy, as often as `patience` waits for that.
pub async fn patiently<T, E: MayBeBusy>(
    patience: &dyn Patience<E>,
    ask: impl AsyncFn() -> Result<T, E>,
) -> Result<T, E> {
    let mut again = 0;
    loop {
        match ask().await {
            Err(error) if error.busy().is_some() => {
                again += 1;
                patience.wait(again, error).await?;
            }
            answer => return answer,
        }
    }
}
