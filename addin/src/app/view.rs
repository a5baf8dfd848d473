//! What the page shows, and what stands beside it.

use std::sync::Arc;

use redial::migration::{Decision, Look};
use time::OffsetDateTime;

use super::checking::Checking;
use super::execution::Execution;
use super::key::Key;
use super::sign_in::SignIn;
use super::text::Message;
use crate::browser::Browser;

/// What stands beside the page in Outlook. A pinned pane sees one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Nothing that it says something about.
    Nothing,
    /// An appointment in compose mode.
    Appointment,
    /// A message that is read.
    Message,
}

impl Beside {
    /// What stands there now.
    pub(crate) fn now() -> Self {
        match (Browser::item(), Browser::message()) {
            (Some(_), _) => Self::Appointment,
            (None, Some(_)) => Self::Message,
            (None, None) => Self::Nothing,
        }
    }
}

/// What the page shows.
#[derive(Clone)]
pub(crate) enum View {
    /// Nothing yet: not even the language is known.
    Opening,
    /// An appointment is open; the organizer has not asked for the other meetings.
    AppointmentOnly,
    /// Dial-in data and calendar are being read.
    Checking(Checking),
    /// The organizer has to sign in first.
    SignIn(SignIn),
    /// Something failed before anything was written.
    Failed(Failed),
    /// No meeting is stale.
    UpToDate(UpToDate),
    /// Meetings are stale.
    Stale(Offer),
    /// A run, going on or finished.
    Run(Execution),
}

/// What failed.
#[derive(Clone)]
pub(crate) struct Failed {
    pub(crate) heading: Key,
    pub(crate) explanation: Message,
    /// When the page looks again by itself.
    pub(crate) again: Option<OffsetDateTime>,
}

/// No meeting is stale.
#[derive(Clone)]
pub(crate) struct UpToDate {
    pub(crate) look: Arc<Look>,
    /// Why that could not be remembered.
    pub(crate) not_remembered: Option<Message>,
}

/// What a run would do.
#[derive(Clone)]
pub(crate) struct Offer {
    pub(crate) look: Arc<Look>,
    /// After how many seconds the run starts by itself.
    pub(crate) countdown: Option<u32>,
    /// Whether another page was at work when this one was to start.
    pub(crate) run_elsewhere: bool,
}

impl View {
    /// What a look found; a run that starts by itself does so after `countdown` seconds.
    pub(crate) fn of(look: Arc<Look>, not_remembered: Option<Message>, countdown: u32) -> Self {
        let countdown = match look.assessment.decision {
            Decision::NothingToDo | Decision::LeftByPolicy => {
                return Self::UpToDate(UpToDate { look, not_remembered });
            }
            Decision::Countdown => Some(countdown),
            Decision::Settling { .. }
            | Decision::Deferred { .. }
            | Decision::Ask(_)
            | Decision::PausedManualAllowed
            | Decision::Paused => None,
        };
        Self::Stale(Offer { look, countdown, run_elsewhere: false })
    }
}
