//! Executes a plan: journal, one conditional write, journal; soonest first; one failure stops nobody else.

use std::collections::HashSet;

use thiserror::Error;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::calendar::{Calendar, CalendarError};
use crate::dialin::{DialInError, OnlineMeetingService};
use crate::meeting::{Appointment, ItemId, Reason, SeriesRole};
use crate::ports::{Clock, Store, StoreError};

use super::detect::settle;
use super::journal::{JournalEntry, JournalState};
use super::plan::{Plan, Planner, Rewrite, Terms, Verdict, verdict};
use super::retry::{CONFLICTS, THROTTLED, pause};
use super::status::{RunRecord, RunState, save_record};
use super::successors::Successors;
use super::target::{Link, Target};

/// What a run works with outside the core.
#[derive(Clone, Copy)]
pub struct Outside<'a> {
    /// The calendar that is written.
    pub calendar: &'a dyn Calendar,
    /// Where online meetings are made.
    pub online_meetings: &'a dyn OnlineMeetingService,
    /// Where before and after are kept.
    pub journal: &'a dyn Store,
    /// The roaming settings.
    pub settings: &'a dyn Store,
    /// The time.
    pub clock: &'a dyn Clock,
}

/// One execution of a plan.
#[derive(Debug, Clone)]
pub struct Run<'a> {
    /// Names the run.
    pub correlation_id: String,
    /// The mailbox's owner.
    pub owner: String,
    /// The plan.
    pub plan: &'a Plan,
    /// The terms under which it was made.
    pub terms: Terms<'a>,
}

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
}

/// What became of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeetingOutcome {
    /// Its block is new.
    Updated,
    /// Meanwhile there was a reason to leave it alone.
    LeftAlone(Reason),
    /// It is as it was.
    Failed(Failure),
}

/// The result of one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingResult {
    /// The meeting.
    pub id: ItemId,
    /// Its outcome.
    pub outcome: MeetingOutcome,
}

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The mailbox throttles: it asks to wait.
    Waiting {
        /// How long.
        pause: std::time::Duration,
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
    /// The result of every meeting, in the plan's order.
    pub results: Vec<MeetingResult>,
}

/// What the writing of one meeting counts.
#[derive(Default)]
struct Tries {
    conflicts: u32,
    throttled: u32,
    /// How often nobody knows what became of a write.
    unclear: u32,
}

impl Tries {
    fn sum(&self) -> u32 {
        self.conflicts + self.throttled + self.unclear
    }

    /// Whether a write may have happened though nothing said so. A gateway that gives up waiting counts as
    /// throttled, too.
    fn may_have_written(&self) -> bool {
        self.throttled + self.unclear > 0
    }
}

impl Run<'_> {
    /// Executes the plan, telling `progress` of every step.
    pub async fn execute(
        &self,
        outside: Outside<'_>,
        mut progress: impl FnMut(Progress),
    ) -> Result<RunReport, StoreError> {
        let total = self.plan.rewrites().count();
        let mut record = self.record(outside.clock, total);
        save_record(outside.settings, &record).await?;
        let mut results = Vec::with_capacity(total);
        let mut written: HashSet<ItemId> = HashSet::new();
        let mut successors = Successors::new(self.plan.target.clone());
        for (appointment, rewrite) in self.plan.rewrites() {
            let role = &appointment.series_role;
            let reread = matches!(role, SeriesRole::Exception { master } if written.contains(master));
            let mut tries = Tries::default();
            let planned = if reread {
                self.plan_again(outside, appointment, &mut successors).await
            } else {
                self.with_link(outside, appointment.clone(), rewrite.clone(), &mut successors).await
            };
            let outcome = self.write(outside, planned, &mut successors, &mut tries, &mut progress).await;
            record.retry_count += tries.sum();
            count(&mut record, &outcome, rewrite.mails);
            if outcome == MeetingOutcome::Updated {
                written.insert(appointment.id.clone());
            }
            let result = MeetingResult { id: appointment.id.clone(), outcome };
            results.push(result.clone());
            progress(Progress::Ended { result, done: results.len(), total });
        }
        record.state = if record.failed_meeting == 0 { RunState::Succeeded } else { RunState::Failed };
        record.modified_date = now_text(outside.clock);
        save_record(outside.settings, &record).await?;
        if record.failed_meeting == 0 {
            settle(outside.settings, &self.plan.target.profile).await?;
        }
        Ok(RunReport { record, results })
    }

    fn record(&self, clock: &dyn Clock, total: usize) -> RunRecord {
        let now = now_text(clock);
        RunRecord {
            correlation_id: self.correlation_id.clone(),
            create_date: now.clone(),
            modified_date: now,
            migration_type: self.plan.target.profile.kind.into(),
            state: RunState::InProgress,
            total_meeting: total,
            succeeded_meeting: 0,
            failed_meeting: 0,
            invites_update: 0,
            retry_count: 0,
            last_message: String::new(),
            user_principal_name: self.owner.clone(),
        }
    }

    /// Writes one meeting. Whatever is not clear is read again and planned again before another write.
    async fn write(
        &self,
        outside: Outside<'_>,
        mut planned: Result<(Appointment, Rewrite), MeetingOutcome>,
        successors: &mut Successors,
        tries: &mut Tries,
        progress: &mut impl FnMut(Progress),
    ) -> MeetingOutcome {
        loop {
            let (appointment, rewrite) = match planned {
                Ok(planned) => planned,
                // The write of which nobody knew did happen.
                Err(MeetingOutcome::LeftAlone(Reason::AlreadyTrue)) if tries.may_have_written() => {
                    return MeetingOutcome::Updated;
                }
                Err(outcome) => return outcome,
            };
            let written = self.write_once(outside, &appointment, &rewrite).await;
            let error = match written {
                Ok(()) => return MeetingOutcome::Updated,
                Err(Failure::Calendar(error)) => error,
                Err(failure) => return MeetingOutcome::Failed(failure),
            };
            match &error {
                CalendarError::Conflict if tries.conflicts < CONFLICTS => tries.conflicts += 1,
                CalendarError::Throttled { retry_after } if tries.throttled < THROTTLED => {
                    tries.throttled += 1;
                    let pause = pause(tries.throttled, *retry_after);
                    progress(Progress::Waiting { pause });
                    outside.clock.sleep(pause).await;
                    planned = Ok((appointment, rewrite));
                    continue;
                }
                CalendarError::NoAnswer(_) | CalendarError::Unreadable(_) | CalendarError::Refused { .. }
                    if !error.is_refusal() && tries.unclear < 1 =>
                {
                    tries.unclear += 1;
                }
                _ => return MeetingOutcome::Failed(error.into()),
            }
            planned = self.plan_again(outside, &appointment, successors).await;
        }
    }

    async fn write_once(
        &self,
        outside: Outside<'_>,
        appointment: &Appointment,
        rewrite: &Rewrite,
    ) -> Result<(), Failure> {
        let mut entry =
            JournalEntry::begin(&self.correlation_id, now_text(outside.clock), appointment, rewrite);
        entry.keep(outside.journal).await?;
        let written = outside.calendar.update(&rewrite.update(appointment)).await;
        match &written {
            Ok(updated) => entry.written(updated),
            Err(error) if error.is_refusal() || *error == CalendarError::Conflict => {
                entry.state = JournalState::NotWritten;
            }
            // Unknown: the entry stays as begun, and the meeting itself tells.
            Err(_) => return written.map(drop).map_err(Failure::from),
        }
        // Should this fail, the entry stays as begun: then, too, the meeting itself tells.
        let _ = entry.keep(outside.journal).await;
        written.map(drop).map_err(Failure::from)
    }

    async fn plan_again(
        &self,
        outside: Outside<'_>,
        known: &Appointment,
        successors: &mut Successors,
    ) -> Result<(Appointment, Rewrite), MeetingOutcome> {
        let mut appointment =
            outside.calendar.read(&known.id).await.map_err(|error| MeetingOutcome::Failed(error.into()))?;
        if let (SeriesRole::Master { exceptions, .. }, SeriesRole::Master { exceptions: counted, .. }) =
            (&mut appointment.series_role, &known.series_role)
        {
            *exceptions = *counted;
        }
        let (appointment, rewrite) = self.plan_for(appointment, &successors.target, outside.clock.now())?;
        self.with_link(outside, appointment, rewrite, successors).await
    }

    /// The rewriting with a link that leads somewhere: where it is to lead to an online meeting that is not made
    /// yet, that is made, and the rewriting planned again.
    async fn with_link(
        &self,
        outside: Outside<'_>,
        appointment: Appointment,
        rewrite: Rewrite,
        successors: &mut Successors,
    ) -> Result<(Appointment, Rewrite), MeetingOutcome> {
        let Link::ToBeMade { from } = &rewrite.link else { return Ok((appointment, rewrite)) };
        let made = successors.make(outside.online_meetings, from, &appointment.subject).await;
        made.map_err(|error| MeetingOutcome::Failed(error.into()))?;
        self.plan_for(appointment, &successors.target, outside.clock.now())
    }

    fn plan_for(
        &self,
        appointment: Appointment,
        target: &Target,
        now: OffsetDateTime,
    ) -> Result<(Appointment, Rewrite), MeetingOutcome> {
        let planner = Planner { target, ownership: &self.plan.ownership, terms: self.terms, now };
        match verdict(&appointment, &self.plan.series_of(&appointment), planner) {
            Some(Verdict::Rewrite(rewrite)) => Ok((appointment, *rewrite)),
            Some(Verdict::LeftByPolicy(_)) => Err(MeetingOutcome::LeftAlone(Reason::AlreadyTrue)),
            Some(Verdict::LeftAlone(reason)) => Err(MeetingOutcome::LeftAlone(reason)),
            None => Err(MeetingOutcome::LeftAlone(Reason::BlockMissing)),
        }
    }
}

fn count(record: &mut RunRecord, outcome: &MeetingOutcome, mails: usize) {
    match outcome {
        MeetingOutcome::Updated => {
            record.succeeded_meeting += 1;
            record.invites_update += mails;
        }
        MeetingOutcome::LeftAlone(_) => record.succeeded_meeting += 1,
        MeetingOutcome::Failed(failure) => {
            record.failed_meeting += 1;
            record.last_message = failure.to_string();
        }
    }
}

fn now_text(clock: &dyn Clock) -> String {
    clock.now().format(&Rfc3339).unwrap_or_default()
}
