//! One visit to a mailbox: look, decide, carry out, settle. It is the same whoever makes it, a page or a worker without
//! one.

use std::cell::RefCell;

use thiserror::Error;
use time::OffsetDateTime;

use crate::block::InfoBlock;
use crate::calendar::CalendarError;
use crate::dialin::{DialIn, DialInError};
use crate::meeting::{ComposeItem, ItemId, Reason};
use crate::ports::{Account, Ids, Lock, StoreError};

use super::deferred::DeferredRun;
use super::details::{Details, DetailsError, details};
use super::detect::{Assessment, AssessmentError, assess, settle};
use super::journal::JournalEntry;
use super::open_form::OpenForm;
use super::open_run_request::OpenRunRequest;
use super::patience::Onlooker;
use super::policy::{Decision, Policy};
use super::rewrite::{Terms, Verdict, rows_shown};
use super::run::{Machine, Outside, Progress, Run, RunReport, Waiting, drive};
use super::run_requests::{Owner, RunRequests};
use super::status::{RunRecord, RunState, end_interrupted, load_records};

/// What a visit works with.
#[derive(Clone, Copy)]
pub struct Visit<'a, L> {
    /// Calendar, online meetings, journal, settings, clock.
    pub outside: Outside<'a>,
    /// The organizer's dial-in data.
    pub dial_in: &'a dyn DialIn,
    /// Keeps two visits from updating one mailbox at the same time.
    pub lock: &'a L,
    /// Names runs.
    pub ids: &'a dyn Ids,
    /// The address of the mailbox's owner. Runs and locks are named by it.
    pub owner: &'a str,
    /// Who is signed in for the calendar.
    pub account: &'a dyn Account,
    /// What plans are made by.
    pub terms: Terms<'a>,
    /// The appointment that is open in a form beside whoever visits, by any name that the calendar takes.
    pub open: Option<&'a ItemId>,
}

/// What a look found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Dial-in data, plan and decision.
    pub assessment: Assessment,
    /// The administrator's request whose run is due. While it waits, what the organizer updates is no run of it.
    pub request: Option<OpenRunRequest>,
    /// What could not be kept of what was found. It stops nothing.
    pub not_kept: Option<StoreError>,
    /// The run that carries it out.
    correlation_id: String,
    deferred: Option<DeferredRun>,
}

impl Look {
    /// The same with the meetings that the policy leaves: the organizer asks for them.
    #[must_use]
    pub fn with_everything(self, policy: &Policy) -> Self {
        Self { assessment: self.assessment.with_everything(policy), ..self }
    }
}

/// How the carrying out of a plan ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carried {
    /// Another visit is at work on the mailbox; nothing was begun.
    Elsewhere,
    /// Dial-in data is not what the plan was made for; nothing was begun.
    Outdated,
    /// The run was made.
    Run(Box<RunReport>),
}

/// Why a plan could not be carried out. Nothing was begun.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum VisitError {
    /// No dial-in data.
    #[error(transparent)]
    DialIn(#[from] DialInError),
    /// Which appointment is open in a form cannot be told.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// The run could not be recorded.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The block of a meeting before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preview {
    /// Its rows.
    Compared {
        /// What people read before.
        before: Vec<String>,
        /// What they read afterwards.
        after: Vec<String>,
    },
    /// The meeting is left alone as it is now.
    LeftAlone(Reason),
}

/// Why there is no preview.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PreviewError {
    /// The meeting cannot be read.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// What was written cannot be read back.
    #[error(transparent)]
    Journal(#[from] StoreError),
}

impl<L: Lock> Visit<'_, L> {
    /// Looks at dial-in data and calendar, decides by what is asked for and what was put off, and remembers a profile
    /// that every meeting shows.
    ///
    /// `waits` is told until when it waits for whoever is busy.
    pub async fn look(
        &self,
        requests: Option<&RunRequests>,
        waits: &dyn Fn(OffsetDateTime),
    ) -> Result<Look, AssessmentError> {
        let Outside { calendar, online_meetings, settings, clock, .. } = self.outside;
        self.end_interrupted_runs().await?;
        let now = clock.now();
        let onlooker = Onlooker { clock, waits };
        let mut assessment =
            assess(self.dial_in, online_meetings, calendar, settings, onlooker, self.terms).await?;
        if let Some(form) = self.open_form(onlooker).await? {
            assessment.leave_open(form);
        }
        let (request, request_error) = self.apply(requests, &mut assessment).await;
        let mut not_kept = request_error;
        let deferred = DeferredRun::find(settings, now).await?;
        if let Some(deferred) = &deferred {
            assessment.decision = deferred.decide(assessment.decision, self.terms.policy, now);
        }
        let is_right = matches!(assessment.decision, Decision::NothingToDo | Decision::LeftByPolicy)
            && !assessment.plan.waits_for_form();
        if is_right {
            let remembered = settle(settings, &assessment.plan.target.profile).await;
            not_kept = not_kept.or(remembered.err());
        }
        let deferred = match deferred {
            Some(deferred) if is_right => {
                not_kept = not_kept.or(deferred.close(settings, now).await.err());
                None
            }
            deferred => deferred,
        };
        let correlation_id = self.correlation_id(request.as_ref(), deferred.as_ref());
        Ok(Look { assessment, request, not_kept, correlation_id, deferred })
    }

    /// The request whose run is due, after it was applied to what was found.
    async fn apply(
        &self,
        requests: Option<&RunRequests>,
        assessment: &mut Assessment,
    ) -> (Option<OpenRunRequest>, Option<StoreError>) {
        // What waits for a form only is not done.
        let is_only_open = assessment.plan.waits_for_form() && assessment.decision == Decision::NothingToDo;
        let Some(requests) = requests.filter(|_| !is_only_open) else { return (None, None) };
        let Outside { settings, clock, .. } = self.outside;
        // By now somebody is signed in: the calendar was read.
        let principal_name = self.account.principal_name();
        let owner = Owner { address: self.owner, principal_name: principal_name.as_deref() };
        let request = match OpenRunRequest::find(requests, owner, settings).await {
            Ok(Some(request)) => request,
            Ok(None) => return (None, None),
            Err(error) => return (None, Some(error)),
        };
        let applied = request.apply(assessment, self.terms, settings, clock.now()).await;
        let is_due = assessment.decision == Decision::Countdown;
        (is_due.then_some(request), applied.err())
    }

    /// Carries out what a look found, unless another visit is at work or dial-in data changed since.
    pub async fn carry_out(
        &self,
        look: &Look,
        progress: impl FnMut(Progress),
    ) -> Result<Carried, VisitError> {
        let Some(_alone) = self.lock.try_acquire(&self.lock_name()).await else {
            return Ok(Carried::Elsewhere);
        };
        let progress = RefCell::new(progress);
        let waits = |until| progress.borrow_mut()(Progress::Waiting { until, why: Waiting::Throttled });
        let onlooker = Onlooker { clock: self.outside.clock, waits: &waits };
        if !look.assessment.is_current(self.dial_in, onlooker).await? {
            return Ok(Carried::Outdated);
        }
        let plan = look.assessment.plan.beside(self.open_form(onlooker).await?);
        let run = Run {
            correlation_id: look.correlation_id.clone(),
            owner: self.owner.to_owned(),
            plan: &plan,
            terms: self.terms,
        };
        let held = look.deferred.as_ref().map(DeferredRun::until);
        let machine = Machine::new(run, held, self.outside.clock.now());
        let mut report = drive(machine, self.outside, |told| progress.borrow_mut()(told)).await?;
        if let Some(request) = look.request.as_ref().filter(|_| !plan.waits_for_form() && !report.left_open())
        {
            let closed = request.close(&report, self.outside.settings).await;
            report.not_recorded = report.not_recorded.or(closed.err());
        }
        Ok(Carried::Run(Box::new(report)))
    }

    /// The block of a meeting before and after, of which nothing is kept: as it was written where the run of this look did,
    /// else as it is now.
    pub async fn preview(&self, look: &Look, id: &ItemId) -> Result<Preview, PreviewError> {
        let Outside { calendar, journal, clock, .. } = self.outside;
        let appointment = match calendar.read(std::slice::from_ref(id)).await.pop() {
            Some(Ok(appointment)) => appointment,
            Some(Err(CalendarError::NotFound)) | None => return Ok(Preview::LeftAlone(Reason::Deleted)),
            Some(Err(error)) => return Err(error.into()),
        };
        let written = journal.of_item(&look.correlation_id, id).await?.filter(JournalEntry::is_written);
        if let Some(JournalEntry { block_before, block_after, .. }) = written {
            let shown = |block: &str| rows_shown(appointment.body.format(), block, self.terms.forms);
            return Ok(Preview::Compared { before: shown(&block_before), after: shown(&block_after) });
        }
        let verdict = look.assessment.plan.verdict(&appointment, self.terms, clock.now());
        Ok(match verdict {
            Some(Verdict::Rewrite(rewrite) | Verdict::LeftByPolicy(rewrite)) => {
                Preview::Compared { before: rewrite.before, after: rewrite.after }
            }
            Some(Verdict::LeftAlone(reason)) => Preview::LeftAlone(reason),
            None => Preview::LeftAlone(Reason::BlockMissing),
        })
    }

    /// How the details in the appointment in compose mode, whose block this is, stand to dial-in data.
    pub async fn details(&self, item: &impl ComposeItem, block: &InfoBlock) -> Result<Details, DetailsError> {
        details(item, block, self.dial_in, self.outside, self.terms).await
    }

    /// The meeting that is open in a form.
    async fn open_form(&self, onlooker: Onlooker<'_>) -> Result<Option<OpenForm>, CalendarError> {
        match self.open {
            Some(id) => OpenForm::find(id, self.outside.calendar, onlooker).await,
            None => Ok(None),
        }
    }

    fn correlation_id(&self, request: Option<&OpenRunRequest>, deferred: Option<&DeferredRun>) -> String {
        let known = request.map(OpenRunRequest::correlation_id);
        let known = known.or(deferred.map(DeferredRun::correlation_id));
        known.map_or_else(|| self.ids.uuid(), str::to_owned)
    }

    /// Ends what a closed page left going on: whoever holds the lock knows that no run does.
    async fn end_interrupted_runs(&self) -> Result<(), StoreError> {
        let settings = self.outside.settings;
        let going_on = |record: &RunRecord| record.state == RunState::InProgress;
        if !load_records(settings).await?.iter().any(going_on) {
            return Ok(());
        }
        match self.lock.try_acquire(&self.lock_name()).await {
            Some(_alone) => end_interrupted(settings, self.outside.clock.now()).await,
            None => Ok(()),
        }
    }

    /// One browser may hold the mailboxes of several people.
    fn lock_name(&self) -> String {
        format!("redial/{}", self.owner.to_lowercase())
    }
}
