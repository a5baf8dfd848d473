//! One meeting's way through a run: due → read → linked → journalled → sent → an outcome. Whatever is not clear is read
//! again before another write.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::meeting::{ItemId, OnlineLoss, OnlineState, Reason, Updated};
use crate::migration::expected::Expected;
use crate::migration::journal::{JournalEntry, JournalState};

use super::content::Content;
use super::draft::{Draft, Sends};
use super::pauses::Pauses;
use super::report::{Failure, MeetingOutcome, Waiting};

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
    pub(super) read: Option<Content>,
    /// What had been read before a write that met another version.
    pub(super) before_conflict: Option<Content>,
    /// Whether that other version ever was one that somebody edited: Exchange itself gives a meeting new ones.
    pub(super) is_edited: bool,
    /// Why it is given up, unless the last look at it shows that it was written.
    pub(super) given_up: Option<Failure>,
    /// The journal's entry of its last write, while nobody knows what became of that.
    pub(super) undecided: Option<JournalEntry>,
    /// The same once it is known, until it is kept.
    pub(super) decided: Option<JournalEntry>,
    /// Before when it is not written, where its last write broke off.
    pub(super) not_before: Option<OffsetDateTime>,
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

    pub(super) fn has_online(&self) -> bool {
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
        let is_written = self.outcome().is_some_and(MeetingOutcome::is_written);
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
    pub(super) fn loss(&self, online: Option<&OnlineState>) -> Option<OnlineLoss> {
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

    pub(super) fn end_written(&mut self, loss: Option<OnlineLoss>) {
        self.end(loss.map_or(MeetingOutcome::Updated, MeetingOutcome::OnlineLost));
    }

    fn draft(&mut self, draft: Draft) {
        let draft = Box::new(draft);
        self.state =
            if draft.rewrite.link.is_to_be_made() { State::Linking(draft) } else { State::Drafted(draft) };
    }
}

fn is_true(planned: &Result<Draft, Reason>) -> bool {
    matches!(planned, Err(Reason::AlreadyTrue))
}
