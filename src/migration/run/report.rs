//! What a run tells: how far it is, and what became of its meetings.

use thiserror::Error;
use time::OffsetDateTime;

use crate::calendar::CalendarError;
use crate::calendar::{MayBeBusy as _, Server};
use crate::dialin::DialInError;
use crate::meeting::{ItemId, OnlineLoss, Reason};
use crate::migration::status::RunRecord;
use crate::ports::StoreError;

/// Why a meeting was not updated.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Failure {
    /// The calendar did not do it.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// The journal could not be kept, so nothing was written.
    #[error(transparent)]
    Journal(#[from] StoreError),
    /// The online meeting that the invitation is to lead to could not be made, so nothing was written.
    #[error(transparent)]
    OnlineMeeting(#[from] DialInError),
    /// The calendar's own online meeting of one that was written did not outlive that: no other is written.
    #[error("the update took an online meeting away from its appointment, so no other was made")]
    OnlineLost(OnlineLoss),
    /// Whether a write took the calendar's own online meeting away nobody can tell: no other is written.
    #[error("whether the update took an online meeting away cannot be told, so no other was made")]
    OnlineUnclear,
}

impl Failure {
    /// Whether somebody only had too much to do.
    pub(super) fn is_busy(&self) -> bool {
        match self {
            Self::Calendar(error) => error.busy().is_some(),
            Self::OnlineMeeting(error) => error.busy().is_some(),
            Self::Journal(_) | Self::OnlineLost(_) | Self::OnlineUnclear => false,
        }
    }

    /// Whether it would meet every other meeting, too: nobody is signed in any more, or what writes do was not foreseen.
    pub(super) fn stops_the_run(&self) -> bool {
        match self {
            Self::Calendar(error) => error.is_signed_out(),
            Self::OnlineMeeting(error) => error.is_signed_out(),
            Self::Journal(_) => false,
            Self::OnlineLost(_) | Self::OnlineUnclear => true,
        }
    }
}

/// What became of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeetingOutcome {
    /// Its block is new.
    Updated,
    /// Its block is new, and the calendar's own online meeting did not outlive that.
    OnlineLost(OnlineLoss),
    /// Meanwhile there was a reason to leave it alone.
    LeftAlone(Reason),
    /// It is as it was.
    Failed(Failure),
    /// Whether it was written nobody knows: an answer was lost, and it could not be read again.
    Unclear(Failure),
    /// It is as far as anybody knows as it was, and is to be tried again then.
    Deferred {
        /// When it may go on.
        until: OffsetDateTime,
    },
}

impl MeetingOutcome {
    /// Whether its block is new.
    pub(super) fn is_written(&self) -> bool {
        matches!(self, Self::Updated | Self::OnlineLost(_))
    }

    /// Whether it was left because it was open in a form.
    pub(super) fn is_left_open(&self) -> bool {
        *self == Self::LeftAlone(Reason::OpenInForm)
    }
}

/// The result of one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingResult {
    /// The meeting.
    pub id: ItemId,
    /// Its outcome.
    pub outcome: MeetingOutcome,
}

/// Whom a run waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// The mailbox has too much to do.
    Throttled,
    /// The service of online meetings has too much to do.
    OnlineMeetings,
    /// The mailbox takes no more requests for now.
    Pace,
    /// The mailbox sends no more mails for now: they would only wait there.
    Mails,
    /// The mailbox may send no more mails today.
    Deliveries,
    /// The mailbox is still at work on what was written.
    AtWork,
}

impl From<Server> for Waiting {
    fn from(server: Server) -> Self {
        match server {
            Server::Mailbox => Self::Throttled,
            Server::OnlineMeetings => Self::OnlineMeetings,
        }
    }
}

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// It waits.
    Waiting {
        /// Until when.
        until: OffsetDateTime,
        /// For whom.
        why: Waiting,
    },
    /// A meeting ended.
    Ended {
        /// Its result.
        result: MeetingResult,
        /// How many have ended.
        done: usize,
        /// Of how many.
        total: usize,
    },
}

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunReport {
    /// Its record.
    pub record: RunRecord,
    /// The result of every meeting that ended, in the plan's order.
    pub results: Vec<MeetingResult>,
    /// How many had no turn.
    pub not_reached: usize,
    /// Why what was deferred was, where somebody would have had to wait too long.
    pub deferred_for: Option<Waiting>,
    /// What stopped it before every meeting had its turn.
    pub stopped: Option<Failure>,
    /// Why the record, or what became of a write, could not be kept once all was done.
    pub not_recorded: Option<StoreError>,
}

impl RunReport {
    /// The meetings that it wrote.
    pub(in crate::migration) fn written(&self) -> impl Iterator<Item = &ItemId> {
        let written = self.results.iter().filter(|result| result.outcome.is_written());
        written.map(|result| &result.id)
    }

    /// Whether a meeting was left because it was open in a form.
    pub(crate) fn left_open(&self) -> bool {
        self.results.iter().any(|result| result.outcome.is_left_open())
    }
}
