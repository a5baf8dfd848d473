//! One meeting's way through a run: due → read → linked → journalled → sent → an outcome. Whatever is not clear is read
//! again before another write.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::calendar::{CalendarError, RetryAfter};
use crate::meeting::{Appointment, ItemId, Reason, Updated};
use crate::migration::journal::{JournalEntry, JournalState};
use crate::migration::rewrite::Rewrite;

use super::pace::due;
use super::report::{Failure, MeetingOutcome};

/// How often a conflict is read again and planned again.
const CONFLICTS: u32 = 2;

/// How often a busy server is asked again, for one meeting.
const THROTTLED: u32 = 5;

/// How often it is asked again where a write may have happened: nobody may be told that it did not.
const THROTTLED_AFTER_A_WRITE: u32 = 9;

/// How often a write is tried again of which nobody knows what became.
const UNCLEAR: u32 = 1;

/// What the work on one meeting counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Tries {
    pub(super) conflicts: u32,
    pub(super) throttled: u32,
    pub(super) unclear: u32,
}

impl Tries {
    pub(super) fn sum(self) -> u32 {
        self.conflicts + self.throttled + self.unclear
    }
}

/// A meeting as it was just read, and the rewriting that was planned for it.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) appointment: Appointment,
    pub(super) rewrite: Rewrite,
}

/// How far a meeting is.
#[derive(Debug, Clone)]
pub(super) enum State {
    /// It is read from this time on.
    Due(OffsetDateTime),
    /// It is being read.
    Reading,
    /// It leads to an online meeting that is made first.
    Linking(Box<Draft>),
    /// Its rewriting is to be journalled.
    Drafted(Box<Draft>),
    /// Its rewriting is journalled.
    Journalled(Box<Draft>, JournalEntry),
    /// Its rewriting was sent.
    Sent(JournalEntry),
    /// It ended.
    Ended(MeetingOutcome),
}

/// One meeting of a run.
#[derive(Debug, Clone)]
pub(super) struct Work {
    pub(super) id: ItemId,
    /// The series of which it is a changed date.
    pub(super) master: Option<ItemId>,
    /// How many update mails its write causes.
    pub(super) mails: usize,
    pub(super) tries: Tries,
    /// Whether a write may have happened though nothing said so.
    pub(super) may_be_written: bool,
    /// Why it is given up, unless the last look at it shows that it was written.
    given_up: Option<Failure>,
    pub(super) state: State,
}

impl Work {
    /// The work on a meeting whose turn comes at `due`.
    pub(super) fn new(id: ItemId, master: Option<ItemId>, mails: usize, due: OffsetDateTime) -> Self {
        Self {
            id,
            master,
            mails,
            tries: Tries::default(),
            may_be_written: false,
            given_up: None,
            state: State::Due(due),
        }
    }

    /// Its outcome, once it has one.
    pub(super) fn outcome(&self) -> Option<&MeetingOutcome> {
        match &self.state {
            State::Ended(outcome) => Some(outcome),
            _ => None,
        }
    }

    /// When it is read, where that is next.
    pub(super) fn due(&self) -> Option<OffsetDateTime> {
        match self.state {
            State::Due(due) => Some(due),
            _ => None,
        }
    }

    /// It ends.
    pub(super) fn end(&mut self, outcome: MeetingOutcome) {
        self.state = State::Ended(outcome);
    }

    /// It was read, and what is planned for it is `planned`.
    pub(super) fn planned(&mut self, planned: Result<Draft, Reason>) {
        match planned {
            // The write of which nobody knew did happen.
            Err(Reason::AlreadyTrue) if self.may_be_written => self.end(MeetingOutcome::Updated),
            Err(reason) => self.end(MeetingOutcome::LeftAlone(reason)),
            Ok(draft) => match self.given_up.take() {
                Some(failure) => self.end(MeetingOutcome::Failed(failure)),
                None => self.draft(draft),
            },
        }
    }

    fn draft(&mut self, draft: Draft) {
        let draft = Box::new(draft);
        self.state =
            if draft.rewrite.link.is_to_be_made() { State::Linking(draft) } else { State::Drafted(draft) };
    }

    /// It could not be read. Gives when it is tried again, where the server is busy.
    pub(super) fn unread(&mut self, error: CalendarError, now: OffsetDateTime) -> Option<OffsetDateTime> {
        match error {
            CalendarError::NotFound => {
                self.end(MeetingOutcome::LeftAlone(Reason::Deleted));
                None
            }
            CalendarError::Throttled { retry_after } => self.wait(retry_after, now, error.into()),
            // What was written may not be called failed only because one answer more is lost.
            CalendarError::NoAnswer(_) | CalendarError::Unreadable(_) | CalendarError::Refused { .. }
                if self.may_be_written =>
            {
                self.wait(None, now, error.into())
            }
            error => {
                self.fail(error.into());
                None
            }
        }
    }

    /// It waits for a busy server, as long as that makes sense.
    pub(super) fn wait(
        &mut self,
        asked: Option<RetryAfter>,
        now: OffsetDateTime,
        failure: Failure,
    ) -> Option<OffsetDateTime> {
        let most = if self.may_be_written { THROTTLED_AFTER_A_WRITE } else { THROTTLED };
        if self.tries.throttled >= most {
            self.fail(failure);
            return None;
        }
        self.tries.throttled += 1;
        let due = due(now, self.tries.throttled, asked);
        self.state = State::Due(due);
        Some(due)
    }

    /// It is not written, or nobody knows.
    pub(super) fn fail(&mut self, failure: Failure) {
        self.end(if self.may_be_written {
            MeetingOutcome::Unclear(failure)
        } else {
            MeetingOutcome::Failed(failure)
        });
    }

    /// The answer to its write. Gives when it is tried again, where the server is busy; marks the journal's entry where
    /// the answer tells what became of the write.
    pub(super) fn written(
        &mut self,
        written: Result<Updated, CalendarError>,
        entry: &mut JournalEntry,
        now: OffsetDateTime,
    ) -> Option<OffsetDateTime> {
        let error = match written {
            Ok(updated) => {
                entry.state = JournalState::Written { change_key: updated.change_key };
                self.end(MeetingOutcome::Updated);
                return None;
            }
            Err(error) => error,
        };
        if error.is_refusal() || error == CalendarError::Conflict {
            entry.state = JournalState::NotWritten;
        } else {
            self.may_be_written = true;
        }
        match &error {
            CalendarError::NotFound => self.end(MeetingOutcome::LeftAlone(Reason::Deleted)),
            CalendarError::Conflict if self.tries.conflicts < CONFLICTS => {
                self.tries.conflicts += 1;
                self.state = State::Due(now);
            }
            CalendarError::Throttled { retry_after } if self.tries.throttled < THROTTLED => {
                let asked = *retry_after;
                return self.wait(asked, now, error.into());
            }
            CalendarError::NoAnswer(_) | CalendarError::Unreadable(_) | CalendarError::Refused { .. }
                if !error.is_refusal() && self.tries.unclear < UNCLEAR =>
            {
                self.tries.unclear += 1;
                self.state = State::Due(now);
            }
            _ => self.give_up(error.into(), now),
        }
        None
    }

    /// Nothing more is written. Where something may have been, one more look tells.
    fn give_up(&mut self, failure: Failure, now: OffsetDateTime) {
        if self.may_be_written {
            self.given_up = Some(failure);
            self.state = State::Due(now);
        } else {
            self.end(MeetingOutcome::Failed(failure));
        }
    }
}
