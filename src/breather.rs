//! Long work that lets a page do other things meanwhile.

use std::cell::Cell;
use std::time::Duration;

use time::OffsetDateTime;

use crate::ports::Clock;

/// How long a page is kept from other things at a stretch.
const AT_A_STRETCH: time::Duration = time::Duration::milliseconds(12);

/// Lets a page do other things during long work.
pub struct Breather<'a> {
    clock: &'a dyn Clock,
    since: Cell<OffsetDateTime>,
}

impl<'a> Breather<'a> {
    /// Work that begins now.
    pub fn new(clock: &'a dyn Clock) -> Self {
        Self { clock, since: Cell::new(clock.now()) }
    }

    /// Pauses, where the last pause was long ago.
    pub async fn breathe(&self) {
        if self.clock.now() - self.since.get() >= AT_A_STRETCH {
            self.clock.sleep(Duration::ZERO).await;
            self.since.set(self.clock.now());
        }
    }
}
