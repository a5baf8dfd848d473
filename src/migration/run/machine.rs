//! The run as a machine: it says its next step and takes the answer. It does nothing itself, and knows the time only as
//! it is told. (The model is `quinn-proto`: <https://docs.rs/quinn-proto>.)

use std::collections::VecDeque;

use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use crate::calendar::CalendarError;
use crate::dialin::{DialInError, DialInProfile, Fingerprint, OnlineMeeting};
use crate::link::JoinUrl;
use crate::meeting::{Appointment, ItemId, Reason, SeriesRole, Update, Updated};
use crate::migration::journal::{JournalEntry, JournalState};
use crate::migration::online::successor_id;
use crate::migration::plan::{Plan, Planner, Terms, Verdict, verdict};
use crate::migration::status::{RunRecord, RunState};
use crate::migration::target::{Link, Target};
use crate::ports::StoreError;

use super::pace::Pace;
use super::report::{Failure, MeetingOutcome, MeetingResult, Progress, RunReport, Waiting};
use super::work::{Draft, State, Work};

/// Who waits longer than this does not wait with the page open: what is left is deferred.
const PATIENCE: Duration = Duration::minutes(5);

/// One execution of a plan.
#[derive(Debug, Clone)]
pub struct Run<'a> {
    /// Names the run.
    pub correlation_id: String,
    /// The mailbox's owner.
    pub owner: String,
    /// The plan.
    pub plan: &'a Plan,
    /// What the plan was made by.
    pub terms: Terms<'a>,
}

/// What a run needs to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The record is kept.
    Record(RunRecord),
    /// The entries are kept, all of them safely before this is answered.
    Journal(Vec<JournalEntry>),
    /// The items are read; answers come in this order.
    Read(Vec<ItemId>),
    /// An online meeting is made: one for all appointments that show the one whose place it takes. A run deletes none:
    /// another browser's run is given the same one when it asks, and may put it into invitations at any moment.
    Make {
        /// What it takes the place of, as a name.
        successor: Fingerprint,
        /// What it is about.
        subject: String,
    },
    /// The items are written; answers come in this order.
    Write(Vec<Update>),
    /// Nothing is done until then. It has no answer.
    Wait {
        /// Until when.
        until: OffsetDateTime,
    },
    /// The profile is remembered as the one that every meeting shows.
    Settle(Box<DialInProfile>),
    /// Nothing is left to do. Without a record nothing was begun.
    Done(Result<Box<RunReport>, StoreError>),
}

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Of [`Step::Record`], [`Step::Journal`] and [`Step::Settle`].
    Kept(Result<(), StoreError>),
    /// Of [`Step::Read`].
    Read(Vec<Result<Appointment, CalendarError>>),
    /// Of [`Step::Make`].
    Made(Box<Result<OnlineMeeting, DialInError>>),
    /// Of [`Step::Write`].
    Written(Vec<Result<Updated, CalendarError>>),
}

/// What an answer is awaited to. Meetings are named by their place in the plan's order.
#[derive(Debug, Clone)]
enum Asked {
    Nothing,
    Record,
    Journal(Vec<(usize, JournalEntry)>),
    Read(Vec<usize>),
    Make(JoinUrl),
    Write(Vec<usize>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Opening,
    Working,
    Closing,
    Settling,
    Over,
}

/// A run between two steps.
#[derive(Debug, Clone)]
pub struct Machine<'a> {
    pub(super) run: Run<'a>,
    /// What meetings are brought to, the online meetings that this run asked for included.
    target: Target,
    pub(super) works: Vec<Work>,
    pub(super) pace: Pace,
    created: String,
    phase: Phase,
    asked: Asked,
    /// Entries of which the end is known and not kept yet.
    ended_entries: Vec<JournalEntry>,
    last_message: String,
    stopped: Option<Failure>,
    not_begun: Option<StoreError>,
    not_recorded: Option<StoreError>,
    told: Vec<bool>,
    progress: VecDeque<Progress>,
}

impl<'a> Machine<'a> {
    /// A run that has not begun. The mailbox is not asked before `held`, where an earlier run was told so.
    pub fn new(run: Run<'a>, held: Option<OffsetDateTime>, now: OffsetDateTime) -> Self {
        let works = run.plan.rewrites().map(|(appointment, rewrite)| {
            Work::new(appointment.id.clone(), master_of(appointment), rewrite.mails, now)
        });
        let works = works.collect();
        Self::of(run, works, now_text(now), held, now)
    }

    pub(super) fn of(
        run: Run<'a>,
        works: Vec<Work>,
        created: String,
        held: Option<OffsetDateTime>,
        now: OffsetDateTime,
    ) -> Self {
        let mut pace = Pace::new(run.terms.manners.rate, now);
        if let Some(until) = held {
            pace.hold(until);
        }
        Self {
            target: run.plan.target.clone(),
            told: vec![false; works.len()],
            run,
            works,
            pace,
            created,
            phase: Phase::Opening,
            asked: Asked::Nothing,
            ended_entries: Vec::new(),
            last_message: String::new(),
            stopped: None,
            not_begun: None,
            not_recorded: None,
            progress: VecDeque::new(),
        }
    }

    /// What is to be done next. Every step but [`Step::Wait`] and [`Step::Done`] is answered before this is asked again.
    pub fn next(&mut self, now: OffsetDateTime) -> Step {
        match self.phase {
            Phase::Opening => {
                self.asked = Asked::Record;
                Step::Record(self.record(RunState::InProgress, now))
            }
            Phase::Working => match self.work(now) {
                Some(step) => step,
                None => {
                    self.phase = Phase::Closing;
                    self.next(now)
                }
            },
            Phase::Closing => {
                self.asked = Asked::Record;
                Step::Record(self.record(self.end_state(), now))
            }
            Phase::Settling => {
                self.asked = Asked::Record;
                Step::Settle(Box::new(self.target.profile.clone()))
            }
            Phase::Over => Step::Done(match self.not_begun.clone() {
                Some(error) => Err(error),
                None => Ok(Box::new(self.report(now))),
            }),
        }
    }

    /// Takes the answer to the last step.
    pub fn take(&mut self, now: OffsetDateTime, answer: Answer) {
        match (std::mem::replace(&mut self.asked, Asked::Nothing), answer) {
            (Asked::Record, Answer::Kept(kept)) => self.recorded(kept),
            (Asked::Journal(begun), Answer::Kept(kept)) => self.journalled(begun, &kept),
            (Asked::Read(which), Answer::Read(read)) => self.were_read(which, read, now),
            (Asked::Make(from), Answer::Made(made)) => self.was_made(&from, *made, now),
            (Asked::Write(which), Answer::Written(written)) => self.were_written(which, written, now),
            // No answer to what was asked: it is asked again.
            (asked, _) => self.asked = asked,
        }
        self.tell();
    }

    /// What happened since this was asked last, in order.
    pub fn progress(&mut self) -> Option<Progress> {
        self.progress.pop_front()
    }

    fn work(&mut self, now: OffsetDateTime) -> Option<Step> {
        let next = self.journal(now).or_else(|| self.write(now));
        if next.is_some() || self.stopped.is_some() {
            return next;
        }
        self.make().or_else(|| self.read(now)).or_else(|| self.wait(now))
    }

    fn journal(&mut self, now: OffsetDateTime) -> Option<Step> {
        let mut begun = Vec::new();
        for (index, work) in self.works.iter().enumerate() {
            if let State::Drafted(draft) = &work.state {
                let Draft { appointment, rewrite } = draft.as_ref();
                let id = &self.run.correlation_id;
                begun.push((index, JournalEntry::begin(id, now_text(now), appointment, rewrite)));
            }
        }
        let mut entries = std::mem::take(&mut self.ended_entries);
        entries.extend(begun.iter().map(|(_, entry)| entry.clone()));
        if entries.is_empty() {
            return None;
        }
        self.asked = Asked::Journal(begun);
        Some(Step::Journal(entries))
    }

    fn journalled(&mut self, begun: Vec<(usize, JournalEntry)>, kept: &Result<(), StoreError>) {
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

    fn write(&mut self, now: OffsetDateTime) -> Option<Step> {
        let (mut which, mut updates) = (Vec::new(), Vec::new());
        for (index, work) in self.works.iter_mut().enumerate() {
            match std::mem::replace(&mut work.state, State::Reading) {
                State::Journalled(draft, entry) => {
                    updates.push(draft.rewrite.update(&draft.appointment));
                    which.push(index);
                    work.state = State::Sent(entry);
                }
                other => work.state = other,
            }
        }
        if updates.is_empty() {
            return None;
        }
        self.pace.spend(updates.len(), now);
        self.asked = Asked::Write(which);
        Some(Step::Write(updates))
    }

    fn were_written(
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
                    let due = work.written(written, &mut entry, now);
                    self.pace.heard(due);
                }
            }
            if entry.state != JournalState::Begun {
                self.ended_entries.push(entry);
            }
        }
        self.stop_for(stops);
    }

    fn make(&mut self) -> Option<Step> {
        let (from, subject) = self.works.iter().find_map(|work| match &work.state {
            State::Linking(draft) => match &draft.rewrite.link {
                Link::ToBeMade { from } => Some((from.clone(), draft.appointment.subject.clone())),
                Link::Kept | Link::Moved { .. } => None,
            },
            _ => None,
        })?;
        let successor = successor_id(&from, &self.target.profile);
        self.asked = Asked::Make(from);
        Some(Step::Make { successor, subject })
    }

    fn was_made(&mut self, from: &JoinUrl, made: Result<OnlineMeeting, DialInError>, now: OffsetDateTime) {
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
            Err(error) => Some(error),
        };
        let mut stops = None;
        for index in 0..self.works.len() {
            let Some(draft) = self.take_linking(index, from) else { continue };
            let planned = failed.is_none().then(|| self.judge(draft.appointment, now));
            let Some(work) = self.works.get_mut(index) else { continue };
            match (planned, &failed) {
                (Some(planned), _) => work.planned(planned),
                (None, Some(DialInError::Throttled { retry_after })) => {
                    let failure = DialInError::Throttled { retry_after: *retry_after };
                    work.unlinked(*retry_after, now, failure.into());
                }
                (None, Some(error)) => {
                    let failure = Failure::from(error.clone());
                    if failure.stops_the_run() {
                        stops = Some(failure);
                        work.state = State::Due(now);
                    } else {
                        self.last_message = failure.to_string();
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

    fn read(&mut self, now: OffsetDateTime) -> Option<Step> {
        if self.pace.held(now).is_some() {
            return None;
        }
        let which: Vec<usize> = self
            .works
            .iter()
            .enumerate()
            .filter(|(_, work)| matches!(work.state, State::Due(due) if due <= now) && !self.is_blocked(work))
            .map(|(index, _)| index)
            .take(self.run.terms.manners.at_once.get())
            .collect();
        if which.is_empty() || self.pace.ready(which.len(), now) > now {
            return None;
        }
        self.pace.spend(which.len(), now);
        let ids = which.iter().filter_map(|&index| {
            let work = self.works.get_mut(index)?;
            work.state = State::Reading;
            Some(work.id.clone())
        });
        let ids = ids.collect();
        self.asked = Asked::Read(which);
        Some(Step::Read(ids))
    }

    fn were_read(
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
                Ok(planned) => {
                    work.planned(planned);
                    self.pace.heard(None);
                }
                Err(error) if Failure::from(error.clone()).stops_the_run() => {
                    work.state = State::Due(now);
                    stops = Some(Failure::from(error));
                }
                Err(error) => {
                    self.last_message = error.to_string();
                    let due = work.unread(error, now);
                    self.pace.heard(due);
                }
            }
        }
        self.stop_for(stops);
    }

    /// What is planned for a meeting as it was just read.
    fn judge(&self, appointment: Appointment, now: OffsetDateTime) -> Result<Draft, Reason> {
        let Run { plan, terms, .. } = &self.run;
        let planner = Planner { target: &self.target, ownership: &plan.ownership, terms: *terms, now };
        match verdict(&appointment, &plan.series_of(&appointment), planner) {
            Some(Verdict::Rewrite(rewrite)) => Ok(Draft { appointment, rewrite: *rewrite }),
            Some(Verdict::LeftByPolicy(_)) => Err(Reason::AlreadyTrue),
            Some(Verdict::LeftAlone(reason)) => Err(reason),
            None => Err(Reason::BlockMissing),
        }
    }

    /// A changed date waits for its series: Exchange gives it a new version with the series' write.
    fn is_blocked(&self, work: &Work) -> bool {
        self.master(work).is_some_and(|master| master.outcome().is_none())
    }

    fn master(&self, work: &Work) -> Option<&Work> {
        let master = work.master.as_ref()?;
        self.works.iter().find(|known| known.id == *master)
    }

    /// Waits until somebody's turn comes; where that is long, what is left is deferred.
    fn wait(&mut self, now: OffsetDateTime) -> Option<Step> {
        let due =
            self.works.iter().filter(|work| !self.is_blocked(work)).filter_map(|work| match work.state {
                State::Due(due) => Some(due),
                _ => None,
            });
        let due = due.min()?;
        let held = self.pace.held(now).unwrap_or(now);
        let (until, why) = match due.max(held) {
            later if later > now => (later, Waiting::Throttled),
            _ => (self.pace.ready(1, now), Waiting::Pace),
        };
        if until - now > PATIENCE {
            self.defer(held);
            self.tell();
            return None;
        }
        self.progress.push_back(Progress::Waiting { until, why });
        Some(Step::Wait { until })
    }

    fn defer(&mut self, held: OffsetDateTime) {
        let due = |work: &Work| match work.state {
            State::Due(due) => due.max(held),
            _ => held,
        };
        let until: Vec<OffsetDateTime> =
            self.works.iter().map(|work| due(work).max(self.master(work).map_or(held, due))).collect();
        for (work, until) in self.works.iter_mut().zip(until) {
            if work.outcome().is_none() {
                work.end(MeetingOutcome::Deferred { until });
            }
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

    fn recorded(&mut self, kept: Result<(), StoreError>) {
        self.phase = match (self.phase, kept) {
            (Phase::Opening, Ok(())) => Phase::Working,
            (Phase::Opening, Err(error)) => {
                self.not_begun = Some(error);
                Phase::Over
            }
            (Phase::Closing, Ok(())) if self.end_state() == RunState::Succeeded => Phase::Settling,
            (_, kept) => {
                self.not_recorded = kept.err();
                Phase::Over
            }
        };
    }

    fn tell(&mut self) {
        let total = self.works.len();
        for (work, told) in self.works.iter().zip(&mut self.told) {
            let (Some(outcome), false) = (work.outcome(), *told) else { continue };
            *told = true;
            let result = MeetingResult { id: work.id.clone(), outcome: outcome.clone() };
            self.progress.push_back(Progress::Ended { result, done: 0, total });
        }
        let mut done = self.told.iter().filter(|told| **told).count();
        for step in self.progress.iter_mut().rev() {
            if let Progress::Ended { done: known @ 0, .. } = step {
                *known = done;
                done -= 1;
            }
        }
    }

    fn report(&self, now: OffsetDateTime) -> RunReport {
        let results = self.works.iter().filter_map(|work| {
            work.outcome().map(|outcome| MeetingResult { id: work.id.clone(), outcome: outcome.clone() })
        });
        RunReport {
            results: results.collect(),
            record: self.record(self.end_state(), now),
            stopped: self.stopped.clone(),
            not_recorded: self.not_recorded.clone(),
        }
    }

    fn end_state(&self) -> RunState {
        let any = |is: fn(&MeetingOutcome) -> bool| self.works.iter().filter_map(Work::outcome).any(is);
        if self.stopped.is_none() && any(|outcome| matches!(outcome, MeetingOutcome::Deferred { .. })) {
            return RunState::Pending;
        }
        let fails = |outcome: &MeetingOutcome| {
            matches!(outcome, MeetingOutcome::Failed(_) | MeetingOutcome::Unclear(_))
        };
        if self.stopped.is_some() || any(fails) { RunState::Failed } else { RunState::Succeeded }
    }

    /// The record as it is now: what was done counts as done.
    pub(super) fn record(&self, state: RunState, now: OffsetDateTime) -> RunRecord {
        let mut record = RunRecord {
            correlation_id: self.run.correlation_id.clone(),
            create_date: self.created.clone(),
            modified_date: now_text(now),
            migration_type: self.target.profile.kind.into(),
            state,
            total_meeting: self.works.len(),
            last_message: self.last_message.clone(),
            user_principal_name: self.run.owner.clone(),
            ..RunRecord::default()
        };
        for work in &self.works {
            record.retry_count += work.tries.sum();
            match work.outcome() {
                Some(MeetingOutcome::Updated) => {
                    record.succeeded_meeting += 1;
                    record.invites_update += work.mails;
                }
                Some(MeetingOutcome::LeftAlone(_)) => record.succeeded_meeting += 1,
                Some(MeetingOutcome::Failed(_) | MeetingOutcome::Unclear(_)) => record.failed_meeting += 1,
                Some(MeetingOutcome::Deferred { until }) => {
                    record.deferred_until = record.deferred_until.max(Some(*until));
                }
                None => {}
            }
        }
        record
    }
}

pub(super) fn master_of(appointment: &Appointment) -> Option<ItemId> {
    match &appointment.series_role {
        SeriesRole::Exception { master } => Some(master.clone()),
        SeriesRole::Single | SeriesRole::Master { .. } => None,
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

fn now_text(now: OffsetDateTime) -> String {
    now.format(&Rfc3339).unwrap_or_default()
}
