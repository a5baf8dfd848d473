//! Executes a plan: journal, one conditional write, journal; soonest first; one failure stops nobody else.

use std::collections::HashSet;

use thiserror::Error;
use time::format_description::well_known::Rfc3339;

use crate::dialin::DialInProfile;
use crate::meeting::{Appointment, ItemId, Place, Reason};
use crate::ports::{Calendar, CalendarError, Clock, Store, StoreError};

use super::detect::settle;
use super::journal::{JournalEntry, JournalState};
use super::plan::{Outcome, Plan, Rewrite, Rules, Terms, outcome};
use super::retry::{BUSY, CONFLICTS, pause};
use super::status::{MIGRATION_TYPE, RunRecord, RunState, save_record};

/// What a run works with.
pub struct Surroundings<'a, C, J, S, K> {
    /// The calendar that is written.
    pub calendar: &'a C,
    /// Where before and after are kept.
    pub journal: &'a J,
    /// The roaming settings.
    pub settings: &'a S,
    /// The time.
    pub clock: &'a K,
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
    /// The profile the plan was made from.
    pub profile: &'a DialInProfile,
    /// What the plan was made by.
    pub rules: Rules<'a>,
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
}

/// How a meeting ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
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
    /// How it ended.
    pub ended: Ended,
}

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The mailbox asks to wait.
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
    busy: u32,
    unanswered: u32,
}

impl Run<'_> {
    /// Executes the plan, telling `progress` of every step.
    pub async fn execute<C: Calendar, J: Store, S: Store, K: Clock>(
        &self,
        with: &Surroundings<'_, C, J, S, K>,
        mut progress: impl FnMut(Progress),
    ) -> Result<RunReport, StoreError> {
        let total = self.plan.rewrites().count();
        let mut record = self.record(with.clock, total);
        save_record(with.settings, &record).await?;
        let mut results = Vec::with_capacity(total);
        let mut written: HashSet<ItemId> = HashSet::new();
        for (appointment, rewrite) in self.plan.rewrites() {
            let reread =
                matches!(&appointment.place, Place::Exception { master } if written.contains(master));
            let mut tries = Tries::default();
            let ended = self.write(with, appointment, rewrite, reread, &mut tries, &mut progress).await;
            record.retry_count += tries.conflicts + tries.busy + tries.unanswered;
            count(&mut record, &ended, rewrite.mails);
            if ended == Ended::Updated {
                written.insert(appointment.id.clone());
            }
            let result = MeetingResult { id: appointment.id.clone(), ended };
            results.push(result.clone());
            progress(Progress::Ended { result, done: results.len(), total });
        }
        record.state = if record.failed_meeting == 0 { RunState::Succeeded } else { RunState::Failed };
        record.modified_date = now_text(with.clock);
        save_record(with.settings, &record).await?;
        if record.failed_meeting == 0 {
            settle(with.settings, self.profile).await?;
        }
        Ok(RunReport { record, results })
    }

    fn record(&self, clock: &impl Clock, total: usize) -> RunRecord {
        let now = now_text(clock);
        RunRecord {
            correlation_id: self.correlation_id.clone(),
            create_date: now.clone(),
            modified_date: now,
            migration_type: MIGRATION_TYPE.to_owned(),
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
    async fn write<C: Calendar, J: Store, S: Store, K: Clock>(
        &self,
        with: &Surroundings<'_, C, J, S, K>,
        appointment: &Appointment,
        rewrite: &Rewrite,
        reread: bool,
        tries: &mut Tries,
        progress: &mut impl FnMut(Progress),
    ) -> Ended {
        let mut planned = Ok((appointment.clone(), rewrite.clone()));
        if reread {
            planned = self.plan_again(with, appointment).await;
        }
        loop {
            let (appointment, rewrite) = match planned {
                Ok(planned) => planned,
                // The write whose answer never came did happen.
                Err(Ended::LeftAlone(Reason::AlreadyTrue)) if tries.unanswered > 0 => return Ended::Updated,
                Err(ended) => return ended,
            };
            let error = match self.write_once(with, &appointment, &rewrite).await {
                Ok(()) => return Ended::Updated,
                Err(Failure::Journal(error)) => return Ended::Failed(error.into()),
                Err(Failure::Calendar(error)) => error,
            };
            match &error {
                CalendarError::Conflict if tries.conflicts < CONFLICTS => tries.conflicts += 1,
                CalendarError::NoAnswer(_) if tries.unanswered < 1 => tries.unanswered += 1,
                CalendarError::Busy { retry_after } if tries.busy < BUSY => {
                    tries.busy += 1;
                    let pause = pause(tries.busy, *retry_after);
                    progress(Progress::Waiting { pause });
                    with.clock.sleep(pause).await;
                    planned = Ok((appointment, rewrite));
                    continue;
                }
                _ => return Ended::Failed(error.into()),
            }
            planned = self.plan_again(with, &appointment).await;
        }
    }

    async fn write_once<C: Calendar, J: Store, S: Store, K: Clock>(
        &self,
        with: &Surroundings<'_, C, J, S, K>,
        appointment: &Appointment,
        rewrite: &Rewrite,
    ) -> Result<(), Failure> {
        let mut entry = JournalEntry::begin(&self.correlation_id, now_text(with.clock), appointment, rewrite);
        entry.keep(with.journal).await?;
        let written = with.calendar.update(&rewrite.update(appointment)).await;
        match &written {
            Ok(updated) => entry.written(updated),
            // Unknown: the entry stays as begun, and the meeting itself tells.
            Err(CalendarError::NoAnswer(_)) => return written.map(drop).map_err(Failure::from),
            Err(_) => entry.state = JournalState::NotWritten,
        }
        // Should this fail, the entry stays as begun: then, too, the meeting itself tells.
        let _ = entry.keep(with.journal).await;
        written.map(drop).map_err(Failure::from)
    }

    async fn plan_again<C: Calendar, J: Store, S: Store, K: Clock>(
        &self,
        with: &Surroundings<'_, C, J, S, K>,
        known: &Appointment,
    ) -> Result<(Appointment, Rewrite), Ended> {
        let mut appointment =
            with.calendar.read(&known.id).await.map_err(|error| Ended::Failed(error.into()))?;
        if let (Place::Master { exceptions, .. }, Place::Master { exceptions: counted, .. }) =
            (&mut appointment.place, &known.place)
        {
            *exceptions = *counted;
        }
        let terms = Terms { profile: self.profile, rules: self.rules, now: with.clock.now() };
        match outcome(&appointment, &self.plan.series_of(known), terms) {
            Some(Outcome::Rewrite(rewrite)) => Ok((appointment, *rewrite)),
            Some(Outcome::LeftAlone(reason)) => Err(Ended::LeftAlone(reason)),
            None => Err(Ended::LeftAlone(Reason::BlockMissing)),
        }
    }
}

fn count(record: &mut RunRecord, ended: &Ended, mails: usize) {
    match ended {
        Ended::Updated => {
            record.succeeded_meeting += 1;
            record.invites_update += mails;
        }
        Ended::LeftAlone(_) => record.succeeded_meeting += 1,
        Ended::Failed(failure) => {
            record.failed_meeting += 1;
            record.last_message = failure.to_string();
        }
    }
}

fn now_text(clock: &impl Clock) -> String {
    clock.now().format(&Rfc3339).unwrap_or_default()
}
