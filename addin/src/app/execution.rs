//! How far a run is, as the page shows it.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use redial::form::UpdateError;
use redial::meeting::ItemId;
use redial::migration::{
    Failure, Look, LostRoom, MeetingOutcome, MeetingResult, Progress, RunReport, Waiting, written_with_rooms,
};
use redial::ports::StoreError;
use time::OffsetDateTime;

/// A run, going on or finished.
#[derive(Clone)]
pub(crate) struct Execution {
    pub(crate) look: Arc<Look>,
    /// What became of each meeting; `None` while it waits.
    pub(crate) outcomes: Arc<HashMap<ItemId, ArcRwSignal<Option<MeetingOutcome>>>>,
    /// How many meetings have ended.
    pub(crate) done: ArcRwSignal<usize>,
    /// Of how many: those that an earlier run left in doubt are among them.
    pub(crate) total: ArcRwSignal<usize>,
    /// Until when it waits, and for whom.
    pub(crate) waiting: ArcRwSignal<Option<(OffsetDateTime, Waiting)>>,
    /// What the run did, once it is finished.
    pub(crate) summary: ArcRwSignal<Option<Summary>>,
    /// The rooms that have declined since.
    pub(crate) rooms: ArcRwSignal<Vec<LostRoom>>,
}

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Summary {
    pub(crate) updated: usize,
    pub(crate) left_alone: usize,
    pub(crate) failed: usize,
    /// Of how many nobody knows whether they were updated.
    pub(crate) unclear: usize,
    /// How many wait for a mailbox that asked for it.
    pub(crate) deferred: usize,
    /// Until when.
    pub(crate) deferred_until: Option<OffsetDateTime>,
    /// Why.
    pub(crate) deferred_for: Option<Waiting>,
    /// What stopped the run.
    pub(crate) stopped: Option<Failure>,
    /// How many had no turn then.
    pub(crate) not_reached: usize,
    pub(crate) mails: usize,
    /// What was written and had rooms before.
    pub(crate) with_rooms: Vec<ItemId>,
    /// Why the run's record could not be kept.
    pub(crate) not_recorded: Option<StoreError>,
    /// What became of the appointment that is open, where the run left that to its form.
    pub(crate) in_form: Option<Result<(), UpdateError>>,
}

impl Execution {
    pub(crate) fn begin(look: &Arc<Look>) -> Self {
        let waiting: HashMap<_, _> = look
            .assessment
            .plan
            .rewrites()
            .map(|(meeting, _)| (meeting.id.clone(), ArcRwSignal::new(None)))
            .collect();
        Self {
            total: ArcRwSignal::new(waiting.len()),
            outcomes: Arc::new(waiting),
            look: Arc::clone(look),
            done: ArcRwSignal::new(0),
            waiting: ArcRwSignal::new(None),
            summary: ArcRwSignal::new(None),
            rooms: ArcRwSignal::new(Vec::new()),
        }
    }

    pub(crate) fn show(&self, progress: &Progress) {
        match progress {
            Progress::Waiting { until, why } => self.waiting.set(Some((*until, *why))),
            Progress::Ended { result: MeetingResult { id, outcome }, done, total } => {
                self.waiting.set(None);
                if let Some(signal) = self.outcomes.get(id) {
                    signal.set(Some(outcome.clone()));
                }
                self.done.set(*done);
                self.total.set(*total);
            }
        }
    }

    /// `in_form` is what became of the appointment that is open, where the run left that to its form.
    pub(crate) fn finish(&self, report: &RunReport, in_form: Option<Result<(), UpdateError>>) {
        let mut summary = Summary {
            mails: report.record.invites_update,
            not_reached: report.not_reached,
            deferred_until: report.record.deferred_until,
            deferred_for: report.deferred_for,
            stopped: report.stopped.clone(),
            with_rooms: written_with_rooms(&self.look.assessment.plan, report),
            not_recorded: report.not_recorded.clone(),
            in_form,
            ..Summary::default()
        };
        for result in &report.results {
            match result.outcome {
                MeetingOutcome::Updated | MeetingOutcome::OnlineLost(_) => summary.updated += 1,
                MeetingOutcome::LeftAlone(_) => summary.left_alone += 1,
                MeetingOutcome::Failed(_) => summary.failed += 1,
                MeetingOutcome::Unclear(_) => summary.unclear += 1,
                MeetingOutcome::Deferred { .. } => summary.deferred += 1,
            }
        }
        self.waiting.set(None);
        self.summary.set(Some(summary));
    }
}
