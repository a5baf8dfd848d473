//! What an answer means for a run and its meetings.

use time::OffsetDateTime;

use crate::calendar::CalendarError;
use crate::calendar::MayBeBusy;
use crate::dialin::{DialInError, OnlineMeeting};
use crate::link::JoinUrl;
use crate::meeting::{Appointment, Header, Reason, Updated};
use crate::migration::rewrite::{Planner, Verdict, verdict};
use crate::migration::status::RunState;
use crate::ports::StoreError;

use super::content::Content;
use super::draft::Draft;
use super::journalling::Append;
use super::machine::{Machine, Phase, Run};
use super::pace::Answers;
use super::report::{Failure, MeetingOutcome, Waiting};
use super::work::{State, Work};

impl Machine<'_> {
    pub(super) fn journalled(&mut self, append: Append, kept: Result<(), StoreError>) {
        let Err(error) = kept else {
            self.journalling.kept(&append);
            for (index, entry) in append.begun {
                let Some(work) = self.works.get_mut(index) else { continue };
                work.state = match std::mem::replace(&mut work.state, State::Reading) {
                    State::Drafted(draft) => State::Journalled(draft, entry),
                    other => other,
                };
            }
            return;
        };
        self.last_message = error.to_string();
        let without_journal = self.journalling.not_kept(append, error.clone());
        if let Some(work) = without_journal.and_then(|index| self.works.get_mut(index)) {
            work.fail(error.into());
        }
    }

    pub(super) fn were_written(
        &mut self,
        which: Vec<usize>,
        written: Vec<Result<Updated, CalendarError>>,
        now: OffsetDateTime,
    ) {
        self.pace.written(Answers::of_writes(&written));
        let pauses = self.pauses(now);
        let mut stops = None;
        let mut written = written.into_iter();
        for index in which {
            let written = written.next().unwrap_or_else(|| Err(unanswered()));
            let Some(work) = self.works.get_mut(index) else { continue };
            let State::Sent(entry) = std::mem::replace(&mut work.state, State::Due(now, Waiting::AtWork))
            else {
                continue;
            };
            match written {
                Err(error) if Failure::from(error.clone()).stops_the_run() => {
                    work.not_written(entry);
                    stops = Some(Failure::from(error));
                }
                written => {
                    note(&mut self.last_message, &written);
                    if let Some(due) = work.written(written, entry, self.pace.busy(), pauses.of(&work.id)) {
                        self.pace.throttled(due);
                    }
                    let sent = work.take_sent();
                    self.pace.sent(sent.mails, now);
                    self.deliveries.add(sent.deliveries, now);
                }
            }
            self.let_dates_wait(index, now);
        }
        self.stop_for(stops);
    }

    /// A series was written: its changed dates change, too, while Exchange is at work on it.
    fn let_dates_wait(&mut self, series: usize, now: OffsetDateTime) {
        let outcome = self.works.get(series).and_then(Work::outcome);
        if !matches!(outcome, Some(MeetingOutcome::Updated | MeetingOutcome::Unclear(_))) {
            return;
        }
        let due = self.pauses(now).after_a_series();
        for (work, master) in self.works.iter_mut().zip(&self.masters) {
            if *master == Some(series) {
                work.put_off(due, Waiting::AtWork);
            }
        }
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
        let busy_service = made.as_ref().err().and_then(MayBeBusy::busy);
        let busy = match busy_service {
            Some(_) => self.pace.busy_make(),
            None => {
                self.pace.made();
                0
            }
        };
        let pauses = self.pauses(now);
        let failed = match made {
            Ok(meeting) => {
                self.target.online.add_successor(from, meeting);
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
            let seen = seen(&draft.appointment);
            let planned = failed.is_none().then(|| self.judge(draft.appointment, now));
            let Some(work) = self.works.get_mut(index) else { continue };
            match (planned, failed.clone().map(Failure::from)) {
                (Some(planned), _) => work.planned(planned, seen, pauses.of(&work.id)),
                (None, Some(failure)) => match busy_service {
                    Some(asked) => self.pace.hold_makes(work.wait(asked, busy, pauses.of(&work.id), failure)),
                    None if failure.stops_the_run() => {
                        stops = Some(failure);
                        work.state = State::Due(now, Waiting::OnlineMeetings);
                    }
                    None => work.fail(failure),
                },
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
        self.pace.read(Answers::of_reads(&read));
        let pauses = self.pauses(now);
        let mut stops = None;
        let mut read = read.into_iter();
        for index in which {
            let Some(work) = self.works.get(index) else { continue };
            let planned = match read.next().unwrap_or_else(|| Err(unanswered())) {
                Ok(appointment) => {
                    let appointment = appointment.called(&work.id, work.master.as_ref());
                    let (seen, content) = (seen(&appointment), Content::of(&appointment));
                    Ok((self.judge(appointment, now), seen, content))
                }
                Err(error) => Err(error),
            };
            let Some(work) = self.works.get_mut(index) else { continue };
            match planned {
                Ok((planned, seen, content)) => {
                    if work.was_read(content, &planned) {
                        self.last_message = CalendarError::Conflict.to_string();
                    }
                    work.planned(planned, seen, pauses.of(&work.id));
                    self.deliveries.take_back(work.take_back().deliveries);
                }
                Err(error) if Failure::from(error.clone()).stops_the_run() => {
                    work.state = State::Due(now, Waiting::AtWork);
                    stops = Some(Failure::from(error));
                }
                Err(error) => {
                    self.last_message = error.to_string();
                    if let Some(due) = work.unread(error, self.pace.busy(), pauses.of(&work.id)) {
                        self.pace.throttled(due);
                    }
                }
            }
            self.let_dates_wait(index, now);
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
    pub(super) fn stop_for(&mut self, stops: Option<Failure>) {
        let Some(failure) = stops else { return };
        for work in &mut self.works {
            if work.outcome().is_none() {
                work.put_back(OffsetDateTime::UNIX_EPOCH, Waiting::Pace);
                if work.may_be_written {
                    work.fail(failure.clone());
                }
            }
        }
        self.last_message = failure.to_string();
        self.stopped = Some(failure);
    }

    /// Whether every stale meeting shows what it should. One that is open in a form waits until that is closed, and
    /// one that could not be read until it can.
    pub(super) fn is_all_done(&self) -> bool {
        let mut outcomes = self.works.iter().filter_map(Work::outcome);
        let waits = self.run.plan.leaves_some() || outcomes.any(MeetingOutcome::is_left_open);
        self.end_state() == RunState::Succeeded && !waits
    }

    pub(super) fn recorded(&mut self, kept: Result<(), StoreError>) {
        self.phase = match (self.phase, kept) {
            (Phase::Opening, Ok(())) => Phase::Working,
            (Phase::Opening, Err(error)) => {
                self.not_begun = Some(error);
                Phase::Over
            }
            (Phase::Working, _) => {
                self.deliveries.kept();
                Phase::Working
            }
            (Phase::Closing, Ok(())) if self.is_all_done() => Phase::Settling,
            (_, kept) => {
                self.not_recorded = kept.err().or(self.journalling.lost());
                Phase::Over
            }
        };
    }
}

fn note(last_message: &mut String, written: &Result<Updated, CalendarError>) {
    // Whether a conflict is anybody's the next look tells.
    if let Err(error) = written
        && *error != CalendarError::Conflict
    {
        *last_message = error.to_string();
    }
}

/// An appointment as it was seen.
fn seen(appointment: &Appointment) -> Updated {
    let Header { change_key, online, .. } = &appointment.header;
    Updated { change_key: change_key.clone(), online: Some(online.clone()) }
}

fn unanswered() -> CalendarError {
    CalendarError::Unreadable("nothing is said of one of the items".to_owned())
}
