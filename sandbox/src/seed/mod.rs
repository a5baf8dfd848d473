//! The meetings a mailbox begins with.

mod block;
mod demo;
mod program;

use serde::Deserialize;
use time::OffsetDateTime;

use crate::mailbox::UpdateError;
use crate::world::World;

/// Which meetings to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Seed {
    /// The calendar of a busy organizer, around now.
    Demo,
    /// None.
    Empty,
}

/// Puts the meetings of a seed into an empty mailbox.
pub fn plant(seed: Seed, world: &mut World, now: OffsetDateTime) -> Result<(), UpdateError> {
    match seed {
        Seed::Demo => demo::plant(world, now),
        Seed::Empty => Ok(()),
    }
}
