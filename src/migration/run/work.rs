//! One meeting's way through a run: due → read → linked → journalled → sent → an outcome. Whatever is not clear is read
//! again before another write.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::calendar::{Busy, CalendarError, MayBeBusy as _, Server};
use crate::meeting::{ItemId, OnlineLoss, OnlineState, Reason, Updated};
use crate::migration::expected::Expected;
use crate::migration::journal::{JournalEntry, JournalState};

use super::content::Content;
use super::draft::{Draft, Sends};
use super::pauses::Pauses;
use super::report::{Failure, MeetingOutcome, Waiting};

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

/// What the work on one meeting counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Tries {
    pub(super) conflicts: u32,
    pub(super) throttled: u32,
    pub(super) unclear: u32,
    pub(super) unread: u32,
}

impl Tries {
    pub(super) fn sum(self) -> u32 {
        self.conflicts + self.throttled + self.unclear + self.unread
    }
}

/// How far a meeting is.
#[derive(Debug, Clone)]
pub(super) enum State {
    /// It is read from this time on; why not before.
    Due(OffsetDateTime, Waiting),
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
    /// What its write sends.
    pub(super) sends: Sends,
    /// Whether that was sent, as far as anybody knows.
    pub(super) is_sent: bool,
    pub(super) tries: Tries,
    /// Whether a write may have happened though nothing said so.
    pub(super) may_be_written: bool,
    /// What the calendar is to know of its online meeting after its last write.
    pub(super) expected: Option<Expected>,
    /// What was read last.
    read: Option<Content>,
    /// What had been read before a write that met another version.
    before_conflict: Option<Content>,
    /// Whether that other version ever was one that somebody edited: Exchange itself gives a meeting new ones.
    pub(super) is_edited: bool,
    /// Why it is given up, unless the last look at it shows that it was written.
    given_up: Option<Failure>,
    /// The journal's entry of its last write, while nobody knows what became of that.
    undecided: Option<JournalEntry>,
    /// The same once it is known, until it is kept.
    decided: Option<JournalEntry>,
    /// Before when it is not written, where its last write broke off.
    not_before: Option<OffsetDateTime>,
    pub(super) state: State,
}

impl Work {
    /// The work on a meeting whose turn comes at `due`.
    pub(super) fn new(id: ItemId, master: Option<ItemId>, sends: Sends, due: OffsetDateTime) -> Self {
        Self {
            id,
            master,
            sends,
            is_sent: false,
            tries: Tries::default(),
            may_be_written: false,
            expected: None,
            read: None,
            before_conflict: None,
            is_edited: false,
            given_up: None,
            undecided: None,
            decided: None,
            not_before: None,
            state: State::Due(due, Waiting::Pace),
        }
    }

    /// Its outcome, once it has one.
    pub(super) fn outcome(&self) -> Option<&MeetingOutcome> {
        match &self.state {
            State::Ended(outcome) => Some(outcome),
            _ => None,
        }
    }

    /// Why no other is written: its write took an online meeting away, or nobody can tell whether it did.
    pub(super) fn stops_others(&self) -> Option<Failure> {
        match self.outcome() {
            Some(MeetingOutcome::OnlineLost(loss)) => Some(Failure::OnlineLost(*loss)),
            Some(MeetingOutcome::Unclear(_)) if self.has_online() => Some(Failure::OnlineUnclear),
            _ => None,
        }
    }

    fn has_online(&self) -> bool {
        self.expected.as_ref().is_some_and(Expected::is_online)
    }

    /// Whether a write may have taken an online meeting away, which the next look tells.
    pub(super) fn is_in_doubt(&self) -> bool {
        self.may_be_written && self.has_online() && self.outcome().is_none()
    }

    /// A write of an earlier run may have taken an online meeting away: it is looked at.
    pub(super) fn doubt(&mut self, entry: JournalEntry) {
        if self.outcome().is_some() || self.undecided.is_some() {
            return;
        }
        (self.may_be_written, self.is_sent) = (true, true);
        self.expected.clone_from(&entry.expected);
        self.undecided = Some(entry);
    }

    /// Whether something is being done with it.
    pub(super) fn is_in_hand(&self) -> bool {
        !matches!(self.state, State::Due(..) | State::Ended(_))
    }

    /// When it is read, where that is next, and why not before.
    pub(super) fn due(&self) -> Option<(OffsetDateTime, Waiting)> {
        match self.state {
            State::Due(due, why) => Some((due, why)),
            _ => None,
        }
    }

    /// It is not read before `due`.
    pub(super) fn put_off(&mut self, due: OffsetDateTime, why: Waiting) {
        if let State::Due(known, _) = self.state
            && known < due
        {
            self.state = State::Due(due, why);
        }
    }

    /// What its write sends, where that is not sent yet.
    pub(super) fn to_send(&self) -> Sends {
        if self.is_sent { Sends::default() } else { self.sends }
    }

    /// What was sent now that an answer to its write came.
    pub(super) fn take_sent(&mut self) -> Sends {
        let is_written =
            matches!(self.outcome(), Some(MeetingOutcome::Updated | MeetingOutcome::OnlineLost(_)));
        let sent = if is_written || self.may_be_written { self.to_send() } else { Sends::default() };
        self.is_sent |= is_written || self.may_be_written;
        sent
    }

    /// What was counted as sent, where its end is that a look did not show it written.
    pub(super) fn take_back(&mut self) -> Sends {
        let is_unwritten =
            matches!(self.outcome(), Some(MeetingOutcome::Failed(_) | MeetingOutcome::Deferred { .. }));
        if !self.is_sent || !is_unwritten {
            return Sends::default();
        }
        self.is_sent = false;
        self.sends
    }

    /// It ends.
    pub(super) fn end(&mut self, outcome: MeetingOutcome) {
        self.state = State::Ended(outcome);
    }

    /// The journal's entry of which the end became known.
    pub(super) fn take_decided(&mut self) -> Option<JournalEntry> {
        self.decided.take()
    }

    /// This write did not happen. What became of an earlier one that does not tell.
    pub(super) fn not_written(&mut self, entry: JournalEntry) {
        if self.may_be_written {
            self.undecided = Some(entry);
        } else {
            self.decided = Some(JournalEntry { state: JournalState::NotWritten, ..entry });
        }
    }

    /// It is read again at `due`, whatever was to be written: that is outdated then.
    pub(super) fn put_back(&mut self, due: OffsetDateTime, why: Waiting) {
        if let State::Journalled(_, entry) = std::mem::replace(&mut self.state, State::Due(due, why)) {
            self.not_written(entry);
        }
    }

    /// Its rewriting is sent.
    pub(super) fn send(&mut self, entry: JournalEntry) {
        self.expected.clone_from(&entry.expected);
        // What an earlier run began is outdated with this.
        if let Some(earlier) = self.undecided.take_if(|known| known.key() != entry.key()) {
            self.decided = Some(JournalEntry { state: JournalState::NotWritten, ..earlier });
        }
        self.state = State::Sent(entry);
    }

    /// What its last write took away, where the calendar knows this after it.
    fn loss(&self, online: Option<&OnlineState>) -> Option<OnlineLoss> {
        self.expected.as_ref()?.loss(online?)
    }

    /// It was read, and this is planned for it. Gives whether somebody else edited it since the write before: one that is
    /// right after a write of which nobody knew shows that write.
    pub(super) fn was_read(&mut self, content: Content, planned: &Result<Draft, Reason>) -> bool {
        let before = self.before_conflict.take();
        let is_own = self.may_be_written && is_true(planned);
        let is_edited = !is_own && before.is_some_and(|before| before != content);
        self.is_edited |= is_edited;
        self.read = Some(content);
        is_edited
    }

    /// It was read as `seen`, and what is planned for it is `planned`.
    pub(super) fn planned(&mut self, planned: Result<Draft, Reason>, seen: Updated, pauses: Pauses) {
        let Updated { change_key, online } = seen;
        let pauses = pauses.of(&self.id);
        let loss = self.loss(online.as_ref()).filter(|_| self.may_be_written);
        let is_written = self.undecided.as_ref().is_some_and(JournalEntry::is_written);
        match planned {
            // The write of which nobody knew did happen.
            planned if loss.is_some() || is_written || (self.may_be_written && is_true(&planned)) => {
                let entry = self.undecided.take();
                self.decided =
                    entry.map(|entry| JournalEntry { state: JournalState::Written { change_key }, ..entry });
                self.end_written(loss);
            }
            Err(reason) => self.end(MeetingOutcome::LeftAlone(reason)),
            Ok(draft) => match self.given_up.take() {
                Some(failure) if failure.is_busy() => {
                    self.end(MeetingOutcome::Deferred { until: pauses.busy(self.tries.throttled, None) });
                }
                Some(failure) => self.end(MeetingOutcome::Failed(failure)),
                None => match self.not_before.take().filter(|due| *due > pauses.now) {
                    Some(due) => self.state = State::Due(due, Waiting::Throttled),
                    None => self.draft(draft),
                },
            },
        }
    }

    fn end_written(&mut self, loss: Option<OnlineLoss>) {
        self.end(loss.map_or(MeetingOutcome::Updated, MeetingOutcome::OnlineLost));
    }

    fn draft(&mut self, draft: Draft) {
        let draft = Box::new(draft);
        self.state =
            if draft.rewrite.link.is_to_be_made() { State::Linking(draft) } else { State::Drafted(draft) };
    }

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
        let pauses = pauses.of(&self.id);
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
        let pauses = pauses.of(&self.id);
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
        let pauses = pauses.of(&self.id);
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

fn is_true(planned: &Result<Draft, Reason>) -> bool {
    matches!(planned, Err(Reason::AlreadyTrue))
}
