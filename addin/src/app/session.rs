//! The way of the page from one state to the next.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use redial::meeting::ItemId;
use redial::migration::{
    Assessment, AssessmentError, Decision, MeetingOutcome, MeetingResult, OpenRunRequest, Outside, Progress,
    Run, RunRecord, RunState, UserEdits, assess, end_interrupted, load_records, settle,
};
use redial::ports::{Clock, Ids, Lock, StoreError};

use super::error_text;
use super::key::Key;
use super::requested;
use super::text::{self, Message};
use crate::browser::Browser;

/// The name of the lock that lets one page at a time update meetings.
const LOCK: &str = "redial";

/// What the page shows.
#[derive(Clone)]
pub(crate) enum View {
    /// Nothing yet: not even the language is known.
    Opening,
    /// An appointment is open; the organizer has not asked for the other meetings.
    AppointmentOnly,
    /// Dial-in data and calendar are being read.
    Checking,
    /// Something failed before anything was written.
    Failed(Failed),
    /// No meeting is stale.
    UpToDate(UpToDate),
    /// Meetings are stale.
    Stale(Offer),
    /// A run, going on or finished.
    Run(Execution),
}

/// What failed.
#[derive(Clone)]
pub(crate) struct Failed {
    pub(crate) heading: Key,
    pub(crate) explanation: Message,
}

/// No meeting is stale.
#[derive(Clone)]
pub(crate) struct UpToDate {
    pub(crate) assessment: Arc<Assessment>,
    /// Why that could not be remembered.
    pub(crate) not_remembered: Option<Message>,
}

/// What a run would do.
#[derive(Clone)]
pub(crate) struct Offer {
    pub(crate) assessment: Arc<Assessment>,
    /// After how many seconds the run starts by itself.
    pub(crate) countdown: Option<u32>,
    /// Whether another page was at work when this one was to start.
    pub(crate) run_elsewhere: bool,
}

/// A run, going on or finished.
#[derive(Clone)]
pub(crate) struct Execution {
    pub(crate) assessment: Arc<Assessment>,
    /// What became of each meeting; `None` while it waits.
    pub(crate) outcomes: Arc<HashMap<ItemId, ArcRwSignal<Option<MeetingOutcome>>>>,
    /// How many meetings have ended.
    pub(crate) done: ArcRwSignal<usize>,
    /// For how long the mailbox throttles.
    pub(crate) waiting: ArcRwSignal<Option<std::time::Duration>>,
    /// What the run did, once it is finished.
    pub(crate) summary: ArcRwSignal<Option<Summary>>,
}

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Summary {
    pub(crate) updated: usize,
    pub(crate) left_alone: usize,
    pub(crate) failed: usize,
    pub(crate) mails: usize,
    /// Why the run's record could not be kept.
    pub(crate) not_recorded: Option<StoreError>,
}

impl Execution {
    fn begin(assessment: &Arc<Assessment>) -> Self {
        let waiting =
            assessment.plan.rewrites().map(|(meeting, _)| (meeting.id.clone(), ArcRwSignal::new(None)));
        Self {
            outcomes: Arc::new(waiting.collect()),
            assessment: Arc::clone(assessment),
            done: ArcRwSignal::new(0),
            waiting: ArcRwSignal::new(None),
            summary: ArcRwSignal::new(None),
        }
    }

    fn show(&self, progress: &Progress) {
        match progress {
            Progress::Waiting { pause } => self.waiting.set(Some(*pause)),
            Progress::Ended { result: MeetingResult { id, outcome }, done, total: _ } => {
                self.waiting.set(None);
                if let Some(signal) = self.outcomes.get(id) {
                    signal.set(Some(outcome.clone()));
                }
                self.done.set(*done);
            }
        }
    }

    fn finish(&self, not_recorded: Option<StoreError>) {
        let mut summary = Summary { not_recorded, ..Summary::default() };
        for (meeting, rewrite) in self.assessment.plan.rewrites() {
            match self.outcomes.get(&meeting.id).and_then(GetUntracked::get_untracked) {
                Some(MeetingOutcome::Updated) => {
                    summary.updated += 1;
                    summary.mails += rewrite.mails;
                }
                Some(MeetingOutcome::LeftAlone(_)) => summary.left_alone += 1,
                Some(MeetingOutcome::Failed(_)) => summary.failed += 1,
                None => {}
            }
        }
        self.summary.set(Some(summary));
    }
}

/// The page's state, and what it works with.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    browser: StoredValue<Option<Rc<Browser>>, LocalStorage>,
    /// What is shown.
    pub(crate) view: RwSignal<View>,
    /// What the live region says to people who do not see the page.
    pub(crate) live_region: RwSignal<String>,
    /// Whether an appointment is open in compose mode.
    pub(crate) composing: RwSignal<bool>,
    /// The administrator's request whose run is due.
    pub(crate) request: StoredValue<Option<OpenRunRequest>>,
    /// What went wrong and stops nothing.
    pub(crate) notice: RwSignal<Option<Message>>,
}

impl Session {
    /// A page that shows nothing yet.
    pub(crate) fn new() -> Self {
        Self {
            browser: StoredValue::new_local(None),
            view: RwSignal::new(View::Opening),
            live_region: RwSignal::new(String::new()),
            composing: RwSignal::new(false),
            request: StoredValue::new(None),
            notice: RwSignal::new(None),
        }
    }

    /// Opens the ports, and looks at the meetings unless an appointment comes first.
    pub(crate) fn open(self) {
        self.view.set(View::Opening);
        spawn_local(async move {
            let opened = Browser::open().await;
            text::load(&opened).await;
            match opened {
                Ok(browser) => {
                    let browser = self.take(browser);
                    if Browser::item().is_some() {
                        self.composing.set(true);
                        self.view.set(View::AppointmentOnly);
                    } else {
                        self.say_checking();
                        self.show_meetings(&browser).await;
                    }
                }
                Err(error) => self.fail(Key::FailedHeading, error_text::open(&error)),
            }
        });
    }

    /// Looks at configuration, dial-in data and calendar.
    pub(crate) fn check(self) {
        let Some(browser) = self.browser() else { return self.open() };
        self.say_checking();
        spawn_local(async move {
            let browser = match browser.renewed().await {
                Ok(Some(renewed)) => self.take(renewed),
                Ok(None) => browser,
                Err(error) => return self.fail(Key::FailedHeading, error_text::open(&error)),
            };
            self.show_meetings(&browser).await;
        });
    }

    fn say_checking(self) {
        self.view.set(View::Checking);
        self.live_region.set(Key::Checking.text());
    }

    async fn show_meetings(self, browser: &Browser) {
        match look(self, browser).await {
            Ok(view) => self.view.set(view),
            Err(error) => self.fail(Key::FailedHeading, error_text::assessment(&error)),
        }
    }

    /// Executes the plan, if it is still true: otherwise looks again.
    pub(crate) fn run(self, assessment: Arc<Assessment>) {
        let execution = Execution::begin(&assessment);
        self.view.set(View::Run(execution.clone()));
        spawn_local(async move {
            let Some(browser) = self.browser() else { return };
            let Some(_alone) = browser.lock.try_acquire(LOCK).await else {
                let offer = Offer { assessment, countdown: None, run_elsewhere: true };
                return self.view.set(View::Stale(offer));
            };
            match is_current(&browser, &assessment).await {
                Ok(true) => {}
                Ok(false) => return self.check(),
                Err(explanation) => return self.fail(Key::FailedHeading, explanation),
            }
            let request = self.request.get_value();
            let correlation_id = match &request {
                Some(request) => request.correlation_id().to_owned(),
                None => browser.ids.uuid(),
            };
            let run = Run {
                correlation_id,
                owner: Browser::owner(),
                plan: &assessment.plan,
                terms: browser.terms(),
            };
            let outside = Outside {
                calendar: &browser.calendar,
                online_meetings: browser.online_meetings.as_ref(),
                journal: &browser.journal,
                settings: &browser.settings,
                clock: &browser.clock,
            };
            let mut executed = run.execute(outside, |progress| execution.show(&progress)).await;
            if let (Ok(report), Some(request)) = (&executed, request) {
                executed = request.close(report, &browser.settings).await.and(executed);
            }
            match executed {
                // The record comes first: without it nothing was written yet.
                Err(error) if execution.done.get_untracked() == 0 => {
                    self.fail(Key::FailedRunHeading, error_text::store(&error));
                }
                executed => execution.finish(executed.err()),
            }
        });
    }

    /// Offers the run for the meetings that the policy leaves, too.
    pub(crate) fn offer_everything(self, assessment: &Assessment) {
        let Some(browser) = self.browser() else { return };
        let assessment = Arc::new(assessment.clone().with_everything(browser.terms(), browser.clock.now()));
        self.view.set(View::Stale(Offer { assessment, countdown: None, run_elsewhere: false }));
    }

    /// Whether the organizer may start a run that the policy does not.
    pub(crate) fn allows_manual(self) -> bool {
        self.browser().is_some_and(|browser| browser.configuration.policy.allow_manual)
    }

    /// What happens to lines the organizer wrote inside a block.
    pub(crate) fn user_edits(self) -> UserEdits {
        self.browser().map(|browser| browser.configuration.policy.user_edits).unwrap_or_default()
    }

    /// The ports, once they are open.
    pub(crate) fn browser(self) -> Option<Rc<Browser>> {
        self.browser.get_value()
    }

    fn take(self, browser: Browser) -> Rc<Browser> {
        let browser = Rc::new(browser);
        self.browser.set_value(Some(Rc::clone(&browser)));
        browser
    }

    fn fail(self, heading: Key, explanation: Message) {
        self.view.set(View::Failed(Failed { heading, explanation }));
    }
}

/// Whether configuration and dial-in data are still what the assessment was made by.
async fn is_current(browser: &Browser, assessment: &Assessment) -> Result<bool, Message> {
    let renewed = browser.renewed().await.map_err(|error| error_text::open(&error))?;
    let current =
        assessment.is_current(&browser.dial_in).await.map_err(|error| error_text::dial_in(&error))?;
    Ok(renewed.is_none() && current)
}

/// Ends what a closed page left going on. Whoever runs now holds the lock.
async fn end_interrupted_runs(browser: &Browser) -> Result<(), StoreError> {
    let going_on = |record: &RunRecord| record.state == RunState::InProgress;
    if !load_records(&browser.settings).await?.iter().any(going_on) {
        return Ok(());
    }
    match browser.lock.try_acquire(LOCK).await {
        Some(_alone) => end_interrupted(&browser.settings, browser.clock.now()).await,
        None => Ok(()),
    }
}

/// Looks at dial-in data and calendar, and remembers a profile that every meeting shows.
async fn look(session: Session, browser: &Browser) -> Result<View, AssessmentError> {
    end_interrupted_runs(browser).await?;
    let mut assessment = assess(
        &browser.dial_in,
        browser.online_meetings.as_ref(),
        &browser.calendar,
        &browser.settings,
        browser.terms(),
        browser.clock.now(),
    )
    .await?;
    let (request, notice) = requested::apply(browser, &mut assessment).await;
    session.request.set_value(request);
    session.notice.set(notice);
    let assessment = Arc::new(assessment);
    let countdown = match assessment.decision {
        Decision::NothingToDo | Decision::LeftByPolicy => {
            let remembered = settle(&browser.settings, &assessment.plan.target.profile).await;
            let not_remembered = remembered.err().map(|error| error_text::store(&error));
            return Ok(View::UpToDate(UpToDate { assessment, not_remembered }));
        }
        Decision::Countdown => Some(browser.configuration.countdown_seconds),
        Decision::Settling { .. } | Decision::Ask(_) | Decision::PausedManualAllowed | Decision::Paused => {
            None
        }
    };
    Ok(View::Stale(Offer { assessment, countdown, run_elsewhere: false }))
}
