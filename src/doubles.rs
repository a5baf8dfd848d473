//! Doubles of the ports, for tests: everything in memory, nothing waits.

mod calendar;
mod compose_item;
mod dial_in;
mod journal;
mod lock;
mod memory;
mod outside;
mod transport;

pub use calendar::{MANNERS, MemoryCalendar, NextWrite, NoPatience};
pub use compose_item::MemoryItem;
pub use dial_in::MemoryDialIn;
pub use journal::MemoryJournal;
pub use lock::{MemoryLock, MemoryLocks};
pub use memory::KeptLooks;
pub use outside::{CountingIds, MemoryStore, SignedIn, SteppingClock};
pub use transport::ScriptedTransport;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Runs a future whose doubles never wait.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}
