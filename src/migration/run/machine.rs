//! The run as a machine: it says its next step and takes the answer. It does nothing itself, and knows the time only as
//! it is told. (The model is `quinn-proto`: <https://docs.rs/quinn-proto>.)

use std::collections::{HashMap, VecDeque};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::calendar::CalendarError;
use crate::dialin::{DialInError, DialInProfile, Fingerprint, OnlineMeeting, Times};
use crate::link::JoinUrl;
use crate::meeting::{Appointment, Header, ItemId, SeriesRole, Update, Updated};
use crate::migration::journal::JournalEntry;
use crate::migration::plan::Plan;
use crate::migration::rewrite::Terms;
use crate::migration::status::{LossNotice, LostOnline, RunRecord, RunState};
use crate::migration::target::Target;
use crate::policy::Scope;
use crate::ports::StoreError;

use super::deliveries::Deliveries;
use super::draft::Sends;
use super::journalling::{Append, Journalling};
use super::pace::Pace;
use super::pauses::{Jitter, Pauses};
use super::report::{Failure, MeetingOutcome, MeetingResult, Progress, RunReport, Waiting};
use super::work::Work;

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
        /// When it takes place.
        times: Times,
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
pub(super) enum Asked {
    Nothing,
    Record,
    Journal(Append),
    Read(Vec<usize>),
    Make(JoinUrl),
    Write(Vec<usize>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Opening,
    Working,
    /// What could not be written down meanwhile is tried once more.
    Journalling,
    Closing,
    Settling,
    Over,
}

/// A run between two steps.
#[derive(Debug, Clone)]
pub struct Machine<'a> {
    pub(super) run: Run<'a>,
    /// What meetings are brought to, the online meetings that this run asked for included.
    pub(super) target: Target,
    pub(super) works: Vec<Work>,
    /// Where in `works` each one's series is.
    pub(super) masters: Vec<Option<usize>>,
    pub(super) pace: Pace,
    pub(super) deliveries: Deliveries,
    jitter: Jitter,
    created: String,
    /// The record of what the run did before it was deferred.
    pub(super) before: Option<RunRecord>,
    pub(super) phase: Phase,
    pub(super) asked: Asked,
    pub(super) journalling: Journalling,
    pub(super) last_message: String,
    pub(super) deferred_for: Option<Waiting>,
    pub(super) stopped: Option<Failure>,
    pub(super) not_begun: Option<StoreError>,
    pub(super) not_recorded: Option<StoreError>,
    told: Vec<bool>,
    pub(super) progress: VecDeque<Progress>,
}

impl<'a> Machine<'a> {
    /// A run that has not begun. The mailbox is not asked before `held`, where an earlier run was told so.
    pub fn new(run: Run<'a>, held: Option<OffsetDateTime>, now: OffsetDateTime) -> Self {
        let works = run.plan.rewrites().map(|(header, rewrite)| {
            Work::new(header.id.clone(), master_of(header), Sends::of(rewrite), now)
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
        let mut pace = Pace::new(run.terms.manners, now);
        if let Some(until) = held {
            pace.hold(until);
        }
        Self {
            target: run.plan.target.clone(),
            told: vec![false; works.len()],
            masters: masters(&works),
            deliveries: Deliveries::new(run.terms.daily_deliveries()),
            jitter: Jitter::of(&run.correlation_id),
            run,
            works,
            pace,
            created,
            before: None,
            phase: Phase::Opening,
            asked: Asked::Nothing,
            journalling: Journalling::default(),
            last_message: String::new(),
            deferred_for: None,
            stopped: None,
            not_begun: None,
            not_recorded: None,
            progress: VecDeque::new(),
        }
    }

    /// The run goes on: this record of it is kept, of what it did before.
    #[must_use]
    pub(super) fn after(mut self, kept: &[RunRecord]) -> Self {
        let before = || kept.iter().find(|record| record.correlation_id == self.run.correlation_id).cloned();
        self.before = self.before.take().or_else(before);
        if let Some(before) = &self.before {
            self.created.clone_from(&before.create_date);
        }
        let others = kept.iter().filter(|record| record.correlation_id != self.run.correlation_id);
        self.deliveries.follow(others.chain(&self.before));
        self
    }

    /// What earlier writes may have taken away is looked at before anything is written.
    #[must_use]
    pub(super) fn doubting(mut self, open: Vec<JournalEntry>, now: OffsetDateTime) -> Self {
        for entry in open.into_iter().filter(|entry| entry.expected.is_some()) {
            let known = self.works.iter().position(|work| work.id == entry.id);
            match known.and_then(|index| self.works.get_mut(index)) {
                Some(work) => work.doubt(entry),
                None => {
                    let mut work = self.unplanned(entry.id.clone(), now);
                    work.doubt(entry);
                    self.works.push(work);
                    self.told.push(false);
                }
            }
        }
        self.masters = masters(&self.works);
        self
    }

    /// The work on a meeting that the plan does not rewrite.
    fn unplanned(&self, id: ItemId, now: OffsetDateTime) -> Work {
        let Run { plan, terms, .. } = &self.run;
        let header = plan.meetings.iter().map(|meeting| &meeting.header).find(|header| header.id == id);
        let sends = header.map(|header| Sends {
            mails: terms.manners.mails(header),
            deliveries: terms.manners.deliveries(header),
        });
        Work::new(id, header.and_then(master_of), sends.unwrap_or_default(), now)
    }

    /// The pauses of now.
    pub(super) fn pauses(&self, now: OffsetDateTime) -> Pauses {
        Pauses { now, jitter: self.jitter }
    }

    /// What is to be done next. Every step but [`Step::Wait`] and [`Step::Done`] is answered before this is asked again.
    pub fn next(&mut self, now: OffsetDateTime) -> Step {
        match self.phase {
            Phase::Opening => {
                self.asked = Asked::Record;
                Step::Record(self.record(RunState::InProgress, now))
            }
            Phase::Working if self.deliveries.are_to_be_kept() => {
                self.asked = Asked::Record;
                Step::Record(self.record(RunState::InProgress, now))
            }
            Phase::Working => match self.work(now) {
                Some(step) => step,
                None => {
                    self.phase = Phase::Journalling;
                    self.journalling.try_again();
                    self.next(now)
                }
            },
            Phase::Journalling => match self.journal(now) {
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
            (Asked::Journal(append), Answer::Kept(kept)) => self.journalled(append, kept),
            (Asked::Read(which), Answer::Read(read)) => self.were_read(which, read, now),
            (Asked::Make(from), Answer::Made(made)) => self.was_made(&from, *made, now),
            (Asked::Write(which), Answer::Written(written)) => self.were_written(which, written, now),
            // An answer to something else tells nothing. What was asked stays without an outcome, and no run succeeds so.
            (asked, _) => self.asked = asked,
        }
        if self.stopped.is_none() {
            self.stop_for(self.works.iter().find_map(Work::stops_others));
        }
        self.tell();
    }

    /// What happened since this was asked last, in order.
    pub fn progress(&mut self) -> Option<Progress> {
        self.progress.pop_front()
    }

    pub(super) fn tell(&mut self) {
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
            not_reached: self.works.iter().filter(|work| work.outcome().is_none()).count(),
            deferred_for: self.deferred_for,
            stopped: self.stopped.clone(),
            not_recorded: self.not_recorded.clone(),
        }
    }

    pub(super) fn end_state(&self) -> RunState {
        let any = |is: fn(&MeetingOutcome) -> bool| self.works.iter().filter_map(Work::outcome).any(is);
        if self.stopped.is_none() && any(|outcome| matches!(outcome, MeetingOutcome::Deferred { .. })) {
            return RunState::Pending;
        }
        let fails = |outcome: &MeetingOutcome| {
            matches!(
                outcome,
                MeetingOutcome::Failed(_) | MeetingOutcome::Unclear(_) | MeetingOutcome::OnlineLost(_)
            )
        };
        let all_ended = self.works.iter().all(|work| work.outcome().is_some());
        if all_ended && !any(fails) { RunState::Succeeded } else { RunState::Failed }
    }

    /// The record as it is now: what was done counts as done, what the run did before it went on included.
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
            everything: self.target.scope == Scope::EVERYTHING,
            ..RunRecord::default()
        };
        if let Some(before) = &self.before {
            record.go_on_from(before);
        }
        for work in &self.works {
            record.retry_count += work.tries.sum();
            match work.outcome() {
                Some(MeetingOutcome::Updated) => {
                    record.succeeded_meeting += 1;
                    record.invites_update += work.sends.mails;
                }
                Some(MeetingOutcome::OnlineLost(loss)) => {
                    let notice = LossNotice::New;
                    record.lose(LostOnline { id: work.id.clone(), loss: *loss, notice });
                    record.failed_meeting += 1;
                    record.invites_update += work.sends.mails;
                }
                Some(MeetingOutcome::LeftAlone(_)) => record.succeeded_meeting += 1,
                Some(MeetingOutcome::Failed(_) | MeetingOutcome::Unclear(_)) => record.failed_meeting += 1,
                Some(MeetingOutcome::Deferred { until }) => {
                    record.deferred_until = record.deferred_until.max(Some(*until));
                }
                None => {}
            }
        }
        self.deliveries.note_in(&mut record, self.before.as_ref(), now);
        if state == RunState::Succeeded && self.is_all_done() {
            // What is not in the plan any more became right otherwise.
            record.succeeded_meeting = record.total_meeting;
        }
        record
    }
}

fn masters(works: &[Work]) -> Vec<Option<usize>> {
    let places: HashMap<&ItemId, usize> =
        works.iter().enumerate().map(|(index, work)| (&work.id, index)).collect();
    works.iter().map(|work| places.get(work.master.as_ref()?).copied()).collect()
}

pub(super) fn master_of(header: &Header) -> Option<ItemId> {
    match &header.series_role {
        SeriesRole::Exception { master } => Some(master.clone()),
        SeriesRole::Single | SeriesRole::Master { .. } => None,
    }
}

pub(super) fn now_text(now: OffsetDateTime) -> String {
    now.format(&Rfc3339).unwrap_or_default()
}
