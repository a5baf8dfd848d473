//! One visit to a mailbox: look, decide, carry out, settle. It is the same whoever makes it, a page or a worker without
//! one.

use std::cell::RefCell;

use thiserror::Error;
use time::OffsetDateTime;

use crate::calendar::CalendarError;
use crate::calendar::MayBeBusy as _;
use crate::dialin::{DialIn, DialInError};
use crate::meeting::ItemId;
use crate::ports::{Account, Ids, Lock, StoreError};

use super::deferred::DeferredRuns;
use super::detect::{Assessment, AssessmentError, settle};
use super::earlier_runs::EarlierRuns;
use super::memory::{Memory, forget};
use super::open_form::{Beside, OpenItem};
use super::open_run_request::OpenRunRequest;
use super::patience::{Onlooker, Wait};
use super::plan::{Plan, PlannedMeeting};
use super::reschedule::{Rescheduled, follows, reschedule};
use super::rewrite::Terms;
use super::rooms::LostRoom;
use super::run::{Jitter, Machine, Outside, Progress, Run, RunReport, drive};
use super::status::{RunRecord, RunState, end_interrupted, load_records, save_record};
use super::survey::Survey;
use super::unread::forgo_unread;
use crate::policy::{Decision, Policy};
use crate::policy::{Owner, RunRequests};

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
    /// What earlier looks judged.
    pub memory: &'a dyn Memory,
    /// Who is signed in for the calendar.
    pub account: &'a dyn Account,
    /// What plans are made by.
    pub terms: Terms<'a>,
    /// The appointment that is open in a form beside whoever visits.
    pub open: &'a OpenItem,
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
    /// What runs before did.
    pub earlier: EarlierRuns,
    /// The run that carries it out.
    pub(super) correlation_id: String,
    /// Whether that is one that waited.
    goes_on: bool,
}

impl Look {
    /// The same with what a look at the rest found besides.
    #[must_use]
    pub fn beside(&self, further: &Self) -> Self {
        let mut look = self.clone();
        look.assessment.add(&further.assessment);
        look
    }

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
    /// Dial-in data is not what the plan was made for, or the run was made; nothing was begun.
    Outdated,
    /// The run was made.
    Run(Box<RunReport>),
}

/// How a look goes on.
#[derive(Debug, Clone, Copy)]
pub enum LookProgress<'a> {
    /// It waits for whoever is busy.
    Waiting(Wait),
    /// A meeting was judged. What the plan says in the end counts.
    Judged(&'a PlannedMeeting),
}

/// Why a plan could not be carried out. Nothing was begun.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum VisitError {
    /// No dial-in data.
    #[error(transparent)]
    DialIn(#[from] DialInError),
    /// The mailbox cannot be asked which appointment is open in a form.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// Which appointment is open in a form cannot be told, and its meeting must not be written.
    #[error("which appointment is open cannot be told; close it, then try again")]
    UnknownForm,
    /// The run could not be recorded.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl VisitError {
    /// Until when whoever was asked wants to be left alone, where that is why nobody waited.
    pub fn busy_until(&self) -> Option<OffsetDateTime> {
        match self {
            Self::DialIn(error) => error.busy_until(),
            Self::Calendar(error) => error.busy_until(),
            Self::UnknownForm | Self::Store(_) => None,
        }
    }
}

impl<L: Lock> Visit<'_, L> {
    /// Looks at dial-in data and calendar, decides by what is asked for and what was put off, and remembers a profile
    /// that every meeting shows.
    ///
    /// It is at what is marked as the organizer's; [`look_further`](Self::look_further) is at the rest. `told` is told how it
    /// goes on.
    pub async fn look(
        &self,
        requests: Option<&RunRequests>,
        told: &dyn Fn(LookProgress<'_>),
    ) -> Result<Look, AssessmentError> {
        self.end_interrupted_runs().await?;
        let waits = |wait| told(LookProgress::Waiting(wait));
        let onlooker = self.onlooker(&waits);
        let judged = |meeting: &PlannedMeeting| told(LookProgress::Judged(meeting));
        let assessment = self.survey(onlooker, &judged).assess().await?;
        self.found(assessment, requests, onlooker).await
    }

    /// Looks at what else stands in the calendar: copies, other people's meetings, and dates that alone of their series are
    /// marked. `told` is told how it goes on.
    pub async fn look_further(
        &self,
        look: &Look,
        requests: Option<&RunRequests>,
        told: &dyn Fn(LookProgress<'_>),
    ) -> Result<Look, AssessmentError> {
        let waits = |wait| told(LookProgress::Waiting(wait));
        let onlooker = self.onlooker(&waits);
        let judged = |meeting: &PlannedMeeting| told(LookProgress::Judged(meeting));
        let assessment = self.survey(onlooker, &judged).complete(look.assessment.clone()).await?;
        self.found(assessment, requests, onlooker).await
    }

    fn survey<'b>(&'b self, onlooker: Onlooker<'b>, judged: &'b dyn Fn(&PlannedMeeting)) -> Survey<'b> {
        let Outside { calendar, online_meetings, settings, .. } = self.outside;
        let Self { dial_in, memory, owner, terms, .. } = *self;
        Survey { dial_in, online_meetings, calendar, settings, memory, owner, onlooker, terms, judged }
    }

    /// What is to become of what was found.
    async fn found(
        &self,
        mut assessment: Assessment,
        requests: Option<&RunRequests>,
        onlooker: Onlooker<'_>,
    ) -> Result<Look, AssessmentError> {
        let Outside { settings, clock, .. } = self.outside;
        // Where nobody can tell what is open, nothing is written anyhow.
        if let Ok(Beside::Form(form)) = self.beside(onlooker).await {
            assessment.leave_open(form);
        }
        let now = clock.now();
        forgo_unread(settings, &mut assessment.plan, now).await?;
        let earlier = EarlierRuns::find(self.outside, &assessment, now).await?;
        let deferred = DeferredRuns::find(settings).await?;
        if deferred.is_for_everything() {
            assessment.include_everything(self.terms.policy);
        }
        let (request, request_error) = self.apply(requests, &mut assessment).await;
        let mut not_kept = request_error.or_else(|| earlier.not_kept.clone());
        assessment.decision = deferred.decide(assessment.decision, assessment.settled, now);
        assessment.decision = earlier.decide(assessment.decision);
        let correlation_id = self.correlation_id(request.as_ref(), &deferred);
        let goes_on = deferred.holds(&correlation_id);
        let is_right = matches!(assessment.decision, Decision::NothingToDo | Decision::LeftByPolicy)
            && !assessment.plan.leaves_some();
        if is_right {
            let remembered = settle(settings, &assessment.plan.target.profile).await;
            let ended = deferred.end(&assessment.plan, settings, now).await;
            not_kept = not_kept.or(remembered.err()).or(ended.err());
        }
        if follows(assessment.decision, self.terms.policy) {
            reschedule(self.outside, &assessment.plan, None).await;
        }
        Ok(Look { assessment, request, not_kept, earlier, correlation_id, goes_on })
    }

    /// The request whose run is due, after it was applied to what was found.
    async fn apply(
        &self,
        requests: Option<&RunRequests>,
        assessment: &mut Assessment,
    ) -> (Option<OpenRunRequest>, Option<StoreError>) {
        // What waits for a form only, or to be read, is not done.
        let is_only_open = assessment.plan.leaves_some() && assessment.decision == Decision::NothingToDo;
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

    /// Carries out what a look found, unless another visit is at work, or the run was made or dial-in data changed since.
    /// Who was told to wait since waits.
    pub async fn carry_out(
        &self,
        look: &Look,
        progress: impl FnMut(Progress),
    ) -> Result<Carried, VisitError> {
        let Some(_alone) = self.lock.try_acquire(&self.lock_name()).await else {
            return Ok(Carried::Elsewhere);
        };
        let deferred = DeferredRuns::find(self.outside.settings).await?;
        let settings = self.outside.settings;
        if self.is_over(look, &deferred).await? || look.earlier.are_outdated(settings).await? {
            return Ok(Carried::Outdated);
        }
        let progress = RefCell::new(progress);
        let waits = |Wait { until, why }| progress.borrow_mut()(Progress::Waiting { until, why });
        let onlooker = self.onlooker(&waits);
        if !look.assessment.is_current(self.dial_in, onlooker).await? {
            return Ok(Carried::Outdated);
        }
        let form = match self.beside(onlooker).await? {
            Beside::Nothing => None,
            Beside::Form(form) => Some(form),
            Beside::Unknown => return Err(VisitError::UnknownForm),
        };
        let plan = look.assessment.plan.beside(form);
        let run = Run {
            correlation_id: look.correlation_id.clone(),
            owner: self.owner.to_owned(),
            plan: &plan,
            terms: self.terms,
        };
        let now = self.outside.clock.now();
        look.earlier.go_on(settings).await?;
        forget(self.memory, self.owner, &plan).await;
        let machine = Machine::new(run, deferred.held(now), now);
        let mut report = drive(machine, self.outside, |told| progress.borrow_mut()(told)).await?;
        let rescheduled = reschedule(self.outside, &plan, Some(onlooker)).await;
        if rescheduled.done > 0 || rescheduled.failed.is_some() {
            let told = self.tell_rescheduled(&mut report.record, rescheduled).await;
            report.not_recorded = report.not_recorded.or(told.err());
        }
        if !plan.leaves_some() && !report.left_open() {
            let closed = self.close(look.request.as_ref(), &plan, &report).await;
            report.not_recorded = report.not_recorded.or(closed.err());
        }
        Ok(Carried::Run(Box::new(report)))
    }

    /// The rooms that have given back these appointments by now, which a run wrote: they judge an update within minutes. The
    /// next look tells of what cannot be read or kept now.
    pub async fn lost_rooms(&self, ids: &[ItemId]) -> Vec<LostRoom> {
        let calendar = self.outside.calendar;
        let mut headers = Vec::new();
        for ids in ids.chunks(calendar.manners().looked_at_at_once.get()) {
            let read = calendar.read(ids).await.into_iter().zip(ids);
            headers.extend(read.filter_map(|(read, id)| Some(read.ok()?.called(id, None).header)));
        }
        LostRoom::find(self.outside, &headers).await.0
    }

    /// Tells it in the record of a run, whose state it leaves.
    async fn tell_rescheduled(
        &self,
        record: &mut RunRecord,
        Rescheduled { done, failed }: Rescheduled,
    ) -> Result<(), StoreError> {
        record.rescheduled += done;
        if let Some(error) = failed.filter(|_| record.last_message.is_empty()) {
            record.last_message = error.to_string();
        }
        save_record(self.outside.settings, record).await
    }

    /// Whether the run of a look is over: another page may have made it since. One on request that failed is made again.
    async fn is_over(&self, look: &Look, deferred: &DeferredRuns) -> Result<bool, StoreError> {
        match &look.request {
            Some(request) => Ok(!request.is_open(self.outside.settings).await?),
            None => Ok(look.goes_on && !deferred.holds(&look.correlation_id)),
        }
    }

    /// Ends what a run did: the request, and the runs that waited.
    async fn close(
        &self,
        request: Option<&OpenRunRequest>,
        plan: &Plan,
        report: &RunReport,
    ) -> Result<(), StoreError> {
        let Outside { settings, clock, .. } = self.outside;
        if let Some(request) = request {
            request.close(report, settings).await?;
        }
        match report.record.state {
            RunState::Succeeded => DeferredRuns::find(settings).await?.end(plan, settings, clock.now()).await,
            RunState::Pending | RunState::InProgress | RunState::Failed => Ok(()),
        }
    }

    /// Whoever looks in this visit.
    pub fn onlooker<'a>(&'a self, waits: &'a dyn Fn(Wait)) -> Onlooker<'a> {
        let jitter = Jitter::of(&format!("{} {}", self.owner, self.outside.clock.now()));
        Onlooker { clock: self.outside.clock, waits, jitter }
    }

    /// The appointment that is open in a form.
    async fn beside(&self, onlooker: Onlooker<'_>) -> Result<Beside, CalendarError> {
        Beside::find(self.open, self.outside.calendar, onlooker).await
    }

    fn correlation_id(&self, request: Option<&OpenRunRequest>, deferred: &DeferredRuns) -> String {
        let known = request.map(OpenRunRequest::correlation_id).or(deferred.correlation_id());
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
