//! What an answer means for one meeting: it is tried again, given up, or nobody knows.

use time::OffsetDateTime;

use crate::calendar::{Busy, CalendarError, MayBeBusy as _, Server};
use crate::meeting::{OnlineState, Reason, Updated};
use crate::migration::journal::{JournalEntry, JournalState};

use super::pauses::Pauses;
use super::report::{Failure, MeetingOutcome, Waiting};
use super::work::{State, Work};

/// How often a conflict is read again and planned again.
const CONFLICTS: u32 = 5;

/// How often a busy server is asked again, for one meeting.
const THROTTLED: u32 = 5;

/// How often it is asked again where a write may have happened: nobody may be told that it did not.
const THROTTLED_AFTER_A_WRITE: u32 = 9;

/// How often one that cannot be read is read again before anything is written.
const UNREAD: u32 = 4;

/// How often a write is tried again of which nobody knows what became.
const UNCLEAR: u32 = 1;

impl Work {
    /// It could not be read. Gives when it is tried again, where the server is busy, for the time number `busy` in a row.
    pub(super) fn unread(
        &mut self,
        error: CalendarError,
        busy: u32,
        pauses: Pauses,
    ) -> Option<OffsetDateTime> {
        if let Some(busy_server) = error.busy() {
            return Some(self.wait(busy_server, busy, pauses, error.into()));
        }
        match error {
            CalendarError::NotFound => {
                self.end(MeetingOutcome::LeftAlone(Reason::Deleted));
                None
            }
            error if may_be_answered_later(&error) && !self.may_be_written && self.tries.unread < UNREAD => {
                self.tries.unread += 1;
                let due = pauses.busy(busy.max(self.tries.unread), None);
                self.state = State::Due(due, Waiting::Throttled);
                Some(due)
            }
            // What was written may not be called failed only because one answer more is lost.
            CalendarError::NoAnswer(_) | CalendarError::Unreadable(_) | CalendarError::Refused { .. }
                if self.may_be_written =>
            {
                let lost = Busy { server: Server::Mailbox, retry_after: None };
                self.wait(lost, 0, pauses, error.into());
                None
            }
            error => {
                self.fail(error.into());
                None
            }
        }
    }

    /// It waits for a server that is busy for the time number `busy` in a row, as long as that makes sense; then
    /// another run is to try it. Gives when it, or that, may go on.
    pub(super) fn wait(
        &mut self,
        Busy { server, retry_after }: Busy,
        busy: u32,
        pauses: Pauses,
        failure: Failure,
    ) -> OffsetDateTime {
        let most = if self.may_be_written { THROTTLED_AFTER_A_WRITE } else { THROTTLED };
        let due = pauses.busy(busy.max(self.tries.throttled + 1), retry_after);
        if self.tries.throttled < most {
            self.tries.throttled += 1;
            self.state = State::Due(due, server.into());
        } else if self.may_be_written {
            self.fail(failure);
        } else {
            self.end(MeetingOutcome::Deferred { until: due });
        }
        due
    }

    /// It is not written, or nobody knows.
    pub(super) fn fail(&mut self, failure: Failure) {
        self.end(if self.may_be_written {
            MeetingOutcome::Unclear(failure)
        } else {
            MeetingOutcome::Failed(failure)
        });
    }

    /// The answer to its write. Gives when it is tried again, where the server is busy, for the time number `busy` in a
    /// row.
    pub(super) fn written(
        &mut self,
        written: Result<Updated, CalendarError>,
        entry: JournalEntry,
        busy: u32,
        pauses: Pauses,
    ) -> Option<OffsetDateTime> {
        let error = match written {
            Ok(Updated { change_key, online }) => {
                let entry = JournalEntry { state: JournalState::Written { change_key }, ..entry };
                self.acknowledged(entry, online.as_ref(), pauses);
                return None;
            }
            Err(error) => error,
        };
        if error.is_refusal() || error == CalendarError::Conflict {
            self.not_written(entry);
        } else {
            self.may_be_written = true;
            self.undecided = Some(entry);
        }
        match &error {
            CalendarError::NotFound => self.end(MeetingOutcome::LeftAlone(Reason::Deleted)),
            CalendarError::Conflict if self.tries.conflicts < CONFLICTS => {
                self.tries.conflicts += 1;
                self.before_conflict = self.read.take();
                self.state = State::Due(pauses.after_a_conflict(self.tries.conflicts), Waiting::AtWork);
            }
            CalendarError::Conflict if !self.is_edited => {
                // Nobody but Exchange is at work on it, and that ends.
                let busy = CalendarError::Throttled { retry_after: None };
                self.give_up(busy.into(), pauses.after_a_conflict(CONFLICTS), pauses);
            }
            CalendarError::NotSent { retry_after } => {
                let due = pauses.busy(busy.max(1), *retry_after);
                self.state = State::Due(due, Waiting::Throttled);
                return Some(due);
            }
            busy_now if let Some(asked) = busy_now.busy() => {
                let is_broken_off = matches!(error, CalendarError::NoAnswer(_));
                let due = if self.tries.throttled < THROTTLED {
                    self.wait(asked, busy, pauses, error.into())
                } else {
                    let due = pauses.busy(busy.max(self.tries.throttled), asked.retry_after);
                    self.give_up(error.into(), due, pauses);
                    due
                };
                if is_broken_off {
                    // A gateway may have passed it on before: that is seen at once, and only another try waits.
                    (self.not_before, self.state) = (Some(due), State::Due(pauses.now, Waiting::AtWork));
                }
                return Some(due);
            }
            CalendarError::NoAnswer(_) | CalendarError::Unreadable(_) | CalendarError::Refused { .. }
                if !error.is_refusal() && self.tries.unclear < UNCLEAR =>
            {
                self.tries.unclear += 1;
                self.state = State::Due(pauses.now, Waiting::AtWork);
            }
            _ => self.give_up(error.into(), pauses.now, pauses),
        }
        None
    }

    /// It was written. An answer that does not tell what became of its online meeting is followed by a look.
    fn acknowledged(&mut self, entry: JournalEntry, online: Option<&OnlineState>, pauses: Pauses) {
        if online.is_none() && self.has_online() {
            self.may_be_written = true;
            self.undecided = Some(entry);
            self.state = State::Due(pauses.now, Waiting::AtWork);
        } else {
            self.decided = Some(entry);
            self.end_written(self.loss(online));
        }
    }

    /// Nothing more is written. Where something may have been, one more look at `due` tells.
    fn give_up(&mut self, failure: Failure, due: OffsetDateTime, pauses: Pauses) {
        if self.may_be_written {
            self.given_up = Some(failure);
            self.state = State::Due(due, Waiting::AtWork);
        } else if failure.is_busy() {
            self.end(MeetingOutcome::Deferred { until: pauses.busy(THROTTLED + 1, None) });
        } else {
            self.end(MeetingOutcome::Failed(failure));
        }
    }
}

/// Whether one that was not read now may be later: it says nothing of the meeting itself.
fn may_be_answered_later(error: &CalendarError) -> bool {
    matches!(
        error,
        CalendarError::NoAnswer(_)
            | CalendarError::Unreadable(_)
            | CalendarError::Refused { certain: false, .. }
    )
}
