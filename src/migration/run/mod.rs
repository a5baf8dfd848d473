//! A run: a machine that says what is to be done next, and whoever does it.
//!
//! [`Machine`] knows neither calendar nor clock: [`Machine::next`] gives a [`Step`], [`Machine::take`] its [`Answer`].
//! [`drive`] is the one place that waits for anybody.

mod answers;
mod content;
mod deliveries;
mod draft;
mod drive;
mod journalling;
mod machine;
mod pace;
mod pauses;
mod report;
mod retry;
mod saved;
mod steps;
mod work;

pub(super) use deliveries::delivered;
pub(super) use pauses::{LONGEST, PATIENCE, Pauses};

pub use drive::{Outside, drive};
pub use machine::{Answer, Machine, Run, Step};
pub use pauses::Jitter;
pub use report::{Failure, MeetingOutcome, MeetingResult, Progress, RunReport, Waiting};
pub use saved::SavedRun;
