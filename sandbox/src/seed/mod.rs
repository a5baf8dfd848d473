//! The meetings a mailbox begins with.

mod block;
mod demo;
mod odd;
mod program;

use serde::Deserialize;
use time::{Date, Duration, OffsetDateTime, Weekday};

use crate::mailbox::UpdateError;
use crate::world::World;

/// Which meetings to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Seed {
    /// The calendar of a busy organizer, around now.
    Demo,
    /// Only what is in every mailbox.
    Empty,
}

/// Puts the meetings of a seed into an empty mailbox.
pub fn plant(seed: Seed, world: &mut World, now: OffsetDateTime) -> Result<(), UpdateError> {
    if seed == Seed::Demo {
        demo::plant(world, now)?;
    }
    odd::plant(world, now.date())
}

/// The date, or the next one in this direction that is no weekend.
fn working_day(mut date: Date, direction: i64) -> Date {
    while matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
        date += Duration::days(direction);
    }
    date
}
