//! What an answer means for a run and its meetings.

use time::OffsetDateTime;

use crate::calendar::CalendarError;
use crate::dialin::{DialInError, OnlineMeeting};
use crate::link::JoinUrl;
use crate::meeting::{Appointment, Reason, Updated};
use crate::migration::journal::{JournalEntry, JournalState};
use crate::migration::rewrite::{Planner, Verdict, verdict};
use crate::migration::status::RunState;
use crate::ports::StoreError;

use super::machine::{Machine, Phase, Run};
use super::report::{Failure, MeetingOutcome};
use super::work::{Draft, State, Work};

impl Machine<'_> {
    pub(super) fn journalled(&mut self, begun: Vec<(usize, JournalEntry)>, kept: &Result<(), StoreError>) {
        for (index, entry) in begun {
            let Some(work) = self.works.get_mut(index) else { continue };
            match (kept, std::mem::replace(&mut work.state, State::Reading)) {
                (Ok(()), State::Drafted(draft)) => work.state = State::Journalled(draft, entry),
                (Err(error), _) => {
                    self.last_message = error.to_string();
                    work.fail(error.clone().into());
                }
                (Ok(()), other) => work.state = other,
            }
        }
    }

    pub(super) fn were_written(
        &mut self,
        which: Vec<usize>,
        written: Vec<Result<Updated, CalendarError>>,
        now: OffsetDateTime,
    ) {
        let mut stops = None;
        let mut written = written.into_iter();
        for index in which {
            let written = written.next().unwrap_or_else(|| Err(unanswered()));
            let Some(work) = self.works.get_mut(index) else { continue };
            let State::Sent(mut entry) = std::mem::replace(&mut work.state, State::Due(now)) else {
                continue;
            };
            match written {
                Err(error) if Failure::from(error.clone()).stops_the_run() => {
                    entry.state = JournalState::NotWritten;
                    stops = Some(Failure::from(error));
                }
                written => {
                    note(&mut self.last_message, &written);
                    match work.written(written, &mut entry, now) {
                        Some(due) => self.pace.throttled(due),
                        None => self.pace.written(),
                    }
                }
            }
            if entry.state != JournalState::Begun {
                self.ended_entries.push(entry);
            }
        }
        self.stop_for(stops);
    }

    pub(super) fn was_made(
        &mut self,
        from: &JoinUrl,
        made: Result<OnlineMeeting, DialInError>,
        now: OffsetDateTime,
    ) {
        let made = made.and_then(|meeting| {
            if self.target.profile.has_left(&meeting.join_url) {
                return Err(DialInError::FormerAddress);
            }
            Ok(meeting)
        });
        let failed = match made {
            Ok(meeting) => {
                self.target.online.add_successor(from.clone(), meeting);
                None
            }
            Err(error) => {
                self.last_message = error.to_string();
                Some(error)
            }
        };
        let mut stops = None;
        for index in 0..self.works.len() {
            let Some(draft) = self.take_linking(index, from) else { continue };
            let planned = failed.is_none().then(|| self.judge(draft.appointment, now));
            let Some(work) = self.works.get_mut(index) else { continue };
            match (planned, &failed) {
                (Some(planned), _) => work.planned(planned),
                (None, Some(DialInError::Throttled { retry_after })) => {
                    let failure = Failure::from(DialInError::Throttled { retry_after: *retry_after });
                    work.wait(*retry_after, now, failure);
                }
                (None, Some(error)) => {
                    let failure = Failure::from(error.clone());
                    if failure.stops_the_run() {
                        stops = Some(failure);
                        work.state = State::Due(now);
                    } else {
                        work.fail(failure);
                    }
                }
                (None, None) => {}
            }
        }
        self.stop_for(stops);
    }

    fn take_linking(&mut self, index: usize, from: &JoinUrl) -> Option<Draft> {
        let work = self.works.get_mut(index)?;
        match std::mem::replace(&mut work.state, State::Reading) {
            State::Linking(draft) if draft.rewrite.link.former() == Some(from) => Some(*draft),
            other => {
                work.state = other;
                None
            }
        }
    }

    pub(super) fn were_read(
        &mut self,
        which: Vec<usize>,
        read: Vec<Result<Appointment, CalendarError>>,
        now: OffsetDateTime,
    ) {
        let mut stops = None;
        let mut read = read.into_iter();
        for index in which {
            let planned = match read.next().unwrap_or_else(|| Err(unanswered())) {
                Ok(appointment) => Ok(self.judge(appointment, now)),
                Err(error) => Err(error),
            };
            let Some(work) = self.works.get_mut(index) else { continue };
            match planned {
                Ok(planned) => work.planned(planned),
                Err(error) if Failure::from(error.clone()).stops_the_run() => {
                    work.state = State::Due(now);
                    stops = Some(Failure::from(error));
                }
                Err(error) => {
                    self.last_message = error.to_string();
                    if let Some(due) = work.unread(error, now) {
                        self.pace.throttled(due);
                    }
                }
            }
        }
        self.stop_for(stops);
    }

    /// What is planned for a meeting as it was just read.
    fn judge(&self, appointment: Appointment, now: OffsetDateTime) -> Result<Draft, Reason> {
        let Run { plan, terms, .. } = &self.run;
        let planner = Planner {
            target: &self.target,
            scope: self.target.scope,
            ownership: &plan.ownership,
            terms: *terms,
            now,
        };
        let verdict = verdict(&appointment, &plan.series_of(&appointment.header), planner);
        match verdict.map(|verdict| plan.left_if_open(&appointment, verdict)) {
            Some(Verdict::Rewrite(rewrite)) => Ok(Draft { appointment, rewrite: *rewrite }),
            Some(Verdict::LeftByPolicy(_)) => Err(Reason::AlreadyTrue),
            Some(Verdict::LeftAlone(reason)) => Err(reason),
            None => Err(Reason::BlockMissing),
        }
    }

    /// Stops, where something would meet every meeting: what was not begun waits for another run.
    fn stop_for(&mut self, stops: Option<Failure>) {
        let Some(failure) = stops else { return };
        for work in &mut self.works {
            if let State::Journalled(_, entry) = &mut work.state {
                entry.state = JournalState::NotWritten;
                self.ended_entries.push(entry.clone());
            }
            if work.outcome().is_none() {
                work.state = State::Due(OffsetDateTime::UNIX_EPOCH);
                if work.may_be_written {
                    work.fail(failure.clone());
                }
            }
        }
        self.last_message = failure.to_string();
        self.stopped = Some(failure);
    }

    /// Whether every stale meeting shows what it should. One that is open in a form waits until that is closed.
    fn is_all_done(&self) -> bool {
        let mut outcomes = self.works.iter().filter_map(Work::outcome);
        let waits = self.run.plan.waits_for_form() || outcomes.any(MeetingOutcome::is_left_open);
        self.end_state() == RunState::Succeeded && !waits
    }

    pub(super) fn recorded(&mut self, kept: Result<(), StoreError>) {
        self.phase = match (self.phase, kept) {
            (Phase::Opening, Ok(())) => Phase::Working,
            (Phase::Opening, Err(error)) => {
                self.not_begun = Some(error);
                Phase::Over
            }
            (Phase::Closing, Ok(())) if self.is_all_done() => Phase::Settling,
            (_, kept) => {
                self.not_recorded = kept.err();
                Phase::Over
            }
        };
    }
}

fn note(last_message: &mut String, written: &Result<Updated, CalendarError>) {
    if let Err(error) = written {
        *last_message = error.to_string();
    }
}

fn unanswered() -> CalendarError {
    CalendarError::Unreadable("nothing is said of one of the items".to_owned())
}
