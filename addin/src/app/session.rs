//! The way of the page from one state to the next.

use std::num::NonZeroU32;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use redial::dialin::DialInError;
use redial::form::update_left_open;
use redial::meeting::ItemId;
use redial::migration::{
    AssessmentError, Carried, Decision, Look, LookProgress, LostMeeting, LostRoom, OpenItem, Preview,
    PreviewError, UserEdits, VisitError, Wait,
};

use super::checking::Checking;
use super::error_text;
use super::execution::Execution;
use super::key::Key;
use super::rest::RestOfCalendar;
use super::sign_in::{self, SignIn, Step};
use super::text::{self, Message};
use super::view::{Beside, Failed, Offer, UpToDate, View};
use super::waiting::waiting_now;
use crate::browser::{Browser, SignInTo, on_selection};

/// The page's state, and what it works with.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    browser: StoredValue<Option<Rc<Browser>>, LocalStorage>,
    /// What is shown.
    pub(crate) view: RwSignal<View>,
    /// What the live region says to people who do not see the page.
    pub(crate) live_region: RwSignal<String>,
    /// What stands beside the page in Outlook.
    pub(crate) beside: RwSignal<Beside>,
    /// How many runs the page has made.
    pub(crate) runs: RwSignal<usize>,
    /// What went wrong and stops nothing.
    pub(crate) notice: RwSignal<Option<Message>>,
    /// What else stands in the calendar.
    pub(crate) rest: RestOfCalendar,
    /// Where the organizer has just signed in.
    signed_in: StoredValue<Option<SignInTo>>,
}

impl Session {
    /// A page that shows nothing yet.
    pub(crate) fn new() -> Self {
        Self {
            browser: StoredValue::new_local(None),
            view: RwSignal::new(View::Opening),
            live_region: RwSignal::new(String::new()),
            beside: RwSignal::new(Beside::Nothing),
            runs: RwSignal::new(0),
            notice: RwSignal::new(None),
            rest: RestOfCalendar::new(),
            signed_in: StoredValue::new(None),
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
                    self.beside.set(Beside::now());
                    spawn_local(on_selection(move || self.beside.set(Beside::now())));
                    if self.beside.get_untracked() == Beside::Appointment {
                        self.view.set(View::AppointmentOnly);
                    } else {
                        let checking = self.say_checking();
                        self.show_meetings(&browser, &checking).await;
                    }
                }
                Err(error) => self.fail(Key::FailedHeading, error_text::open(&error)),
            }
        });
    }

    /// Looks at configuration, dial-in data and calendar.
    pub(crate) fn check(self) {
        let Some(browser) = self.browser() else { return self.open() };
        let checking = self.say_checking();
        spawn_local(async move {
            let browser = match browser.renewed().await {
                Ok(Some(renewed)) => self.take(renewed),
                Ok(None) => browser,
                Err(error) => return self.fail(Key::FailedHeading, error_text::open(&error)),
            };
            self.show_meetings(&browser, &checking).await;
        });
    }

    fn say_checking(self) -> Checking {
        self.rest.forget();
        let checking = Checking::default();
        self.view.set(View::Checking(checking.clone()));
        self.live_region.set(Key::Checking.text());
        checking
    }

    async fn show_meetings(self, browser: &Browser, checking: &Checking) {
        let (requests, unknown) = match browser.run_requests().await {
            Ok(requests) => (requests, None),
            Err(error) => (None, Some(error_text::request(&error))),
        };
        let (owner, open) = (Browser::owner(), Browser::open_item().await);
        let visit = browser.visit(&owner, &open);
        let told = |progress: LookProgress<'_>| {
            if let LookProgress::Waiting(wait) = progress {
                self.live_region.set(waiting_now(wait).text());
            }
            checking.take(progress);
        };
        match visit.look(requests.as_ref(), &told).await {
            Ok(look) => {
                self.notice.set(unknown);
                self.signed_in.set_value(None);
                let look = self.show_look(look);
                self.look_further_when_idle(look);
            }
            Err(error) => self.view.set(self.failed_look(&error)),
        }
    }

    /// A look that failed: signing in may be all that it takes.
    fn failed_look(self, error: &AssessmentError) -> View {
        let to = match error {
            AssessmentError::DialIn(error) => self.sign_in_for(error),
            AssessmentError::Calendar(error) => sign_in::for_calendar(error),
            AssessmentError::Store(_) => None,
        };
        let explanation = error_text::assessment(error);
        self.failed(to, Failed { heading: Key::FailedHeading, explanation, again: error.busy_until() })
    }

    fn failed(self, to: Option<SignInTo>, failed: Failed) -> View {
        match to {
            Some(to) => View::SignIn(self.offered(to)),
            None => View::Failed(failed),
        }
    }

    fn sign_in_for(self, error: &DialInError) -> Option<SignInTo> {
        let needs_token = self.browser().is_some_and(|browser| browser.online_account.is_some());
        sign_in::for_dial_in(error, needs_token)
    }

    /// Who has just signed in there is told that it did not help.
    fn offered(self, to: SignInTo) -> SignIn {
        let is_again = self.signed_in.with_value(|signed_in| signed_in.as_ref() == Some(&to));
        let step = if is_again { Step::Failed(sign_in::not_taken(&to)) } else { Step::Offered };
        SignIn { to, step }
    }

    /// Offers to sign in where that is what this lacked.
    pub(crate) fn offer_sign_in(self, error: &DialInError) {
        if let Some(to) = self.sign_in_for(error) {
            self.view.set(View::SignIn(self.offered(to)));
        }
    }

    /// Has the organizer sign in, then looks again. Called in a click.
    pub(crate) fn sign_in(self, to: SignInTo) {
        let Some(browser) = self.browser() else { return self.open() };
        self.view.set(View::SignIn(SignIn { to: to.clone(), step: Step::Open }));
        self.live_region.set(Key::SigningIn.text());
        spawn_local(async move {
            match browser.sign_in(&to).await {
                Ok(()) => {
                    self.signed_in.set_value(Some(to));
                    self.check();
                }
                Err(error) => {
                    let step = Step::Failed(sign_in::problem(&error));
                    self.view.set(View::SignIn(SignIn { to, step }));
                }
            }
        });
    }

    /// Shows what a look found.
    pub(crate) fn show_look(self, look: Look) -> Arc<Look> {
        let is_right = matches!(look.assessment.decision, Decision::NothingToDo | Decision::LeftByPolicy);
        let not_kept = look.not_kept.as_ref().map(error_text::store);
        let (not_remembered, notice) = if is_right { (not_kept, None) } else { (None, not_kept) };
        if notice.is_some() {
            self.notice.set(notice);
        }
        let look = Arc::new(look);
        if let Some(browser) = self.browser() {
            let countdown = browser.configuration.countdown_seconds;
            self.view.set(View::of(Arc::clone(&look), not_remembered, countdown));
        }
        look
    }

    /// Whether what this look found is shown, and nobody is at work on it.
    pub(crate) fn shows(self, look: &Arc<Look>) -> bool {
        self.view.with_untracked(|view| match view {
            View::UpToDate(UpToDate { look: shown, .. }) | View::Stale(Offer { look: shown, .. }) => {
                Arc::ptr_eq(shown, look)
            }
            View::Opening
            | View::AppointmentOnly
            | View::Checking(_)
            | View::SignIn(_)
            | View::Failed(_)
            | View::Run(_) => false,
        })
    }

    /// Executes the plan, if it is still true: otherwise looks again.
    pub(crate) fn run(self, look: Arc<Look>) {
        self.rest.stop();
        let execution = Execution::begin(&look);
        self.view.set(View::Run(execution.clone()));
        spawn_local(async move {
            let Some(browser) = self.browser() else { return };
            match browser.renewed().await {
                Ok(None) => {}
                Ok(Some(_)) => return self.check(),
                Err(error) => return self.fail(Key::FailedHeading, error_text::open(&error)),
            }
            let (owner, open) = (Browser::owner(), Browser::open_item().await);
            let visit = browser.visit(&owner, &open);
            match visit.carry_out(&look, |progress| execution.show(&progress)).await {
                Ok(Carried::Run(report)) => {
                    // By now another appointment may be open.
                    let item = Browser::item().filter(|_| open != OpenItem::Nothing);
                    let in_form = match item {
                        Some(item) if Browser::open_item().await == open => {
                            let run = (look.as_ref(), report.as_ref());
                            update_left_open(&visit, run, &item, browser.service(), &|_| {}).await
                        }
                        Some(_) | None => None,
                    };
                    execution.finish(&report, in_form);
                    self.runs.update(|runs| *runs += 1);
                }
                Ok(Carried::Outdated) => self.check(),
                Ok(Carried::Elsewhere) => {
                    self.view.set(View::Stale(Offer { look, countdown: None, run_elsewhere: true }));
                }
                Err(error) => self.view.set(self.not_begun(&error)),
            }
        });
    }

    /// Offers the run for the meetings that the policy leaves, too.
    pub(crate) fn offer_everything(self, look: &Look) {
        let Some(browser) = self.browser() else { return };
        let look = Arc::new(look.clone().with_everything(&browser.configuration.policy));
        self.view.set(View::Stale(Offer { look, countdown: None, run_elsewhere: false }));
    }

    /// The block of a meeting before and after; `None` before the ports are open. `waits` is told when it waits.
    pub(crate) async fn preview(
        self,
        look: &Look,
        id: &ItemId,
        waits: &dyn Fn(Wait),
    ) -> Option<Result<Preview, PreviewError>> {
        let browser = self.browser()?;
        Some(browser.visit(&Browser::owner(), &OpenItem::Nothing).preview(look, id, waits).await)
    }

    /// The organizer has seen to an online meeting that was lost; the page looks again.
    pub(crate) fn see_to(self, lost: LostMeeting) {
        let Some(browser) = self.browser() else { return };
        spawn_local(async move {
            let owner = Browser::owner();
            let settings = browser.visit(&owner, &OpenItem::Nothing).outside.settings;
            match lost.dismiss(settings).await {
                Ok(()) => self.check(),
                Err(error) => self.notice.set(Some(error_text::store(&error))),
            }
        });
    }

    /// The organizer has seen to a room that declined.
    pub(crate) fn see_to_room(self, lost: LostRoom, rooms: ArcRwSignal<Vec<LostRoom>>) {
        let Some(browser) = self.browser() else { return };
        spawn_local(async move {
            let owner = Browser::owner();
            let outside = browser.visit(&owner, &OpenItem::Nothing).outside;
            match lost.dismiss(outside).await {
                Ok(()) => rooms.update(|rooms| rooms.retain(|known| *known != lost)),
                Err(error) => self.notice.set(Some(error_text::store(&error))),
            }
        });
    }

    /// Looks which rooms have declined what a run wrote, beside those that are named already.
    pub(crate) fn look_at_rooms(self, ids: Vec<ItemId>, rooms: ArcRwSignal<Vec<LostRoom>>) {
        let Some(browser) = self.browser() else { return };
        spawn_local(async move {
            let owner = Browser::owner();
            let mut lost = browser.visit(&owner, &OpenItem::Nothing).lost_rooms(&ids).await;
            lost.retain(|lost| !rooms.read_untracked().contains(lost));
            if !lost.is_empty() {
                rooms.update(|rooms| rooms.append(&mut lost));
                let count = rooms.read_untracked().len();
                self.live_region.set(Key::RoomsHeading.with("count", count).text());
            }
        });
    }

    /// Whether the organizer may start a run that the policy does not.
    pub(crate) fn allows_manual(self) -> bool {
        self.browser().is_some_and(|browser| browser.configuration.policy.allow_manual)
    }

    /// Whether a run that waits goes on by itself.
    pub(crate) fn goes_on_by_itself(self) -> bool {
        self.browser().is_some_and(|browser| browser.configuration.policy.meeting_migration_enabled)
    }

    /// To how many people the mailbox sends mails in a day.
    pub(crate) fn daily_deliveries(self) -> Option<NonZeroU32> {
        self.browser()?.terms().daily_deliveries()
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

    /// A run that was not begun.
    fn not_begun(self, error: &VisitError) -> View {
        let (heading, to) = match error {
            VisitError::DialIn(error) => (Key::FailedHeading, self.sign_in_for(error)),
            VisitError::Calendar(error) => (Key::FailedHeading, sign_in::for_calendar(error)),
            VisitError::UnknownForm | VisitError::Store(_) => (Key::FailedRunHeading, None),
        };
        let explanation = error_text::visit(error);
        self.failed(to, Failed { heading, explanation, again: error.busy_until() })
    }

    fn fail(self, heading: Key, explanation: Message) {
        self.view.set(View::Failed(Failed { heading, explanation, again: None }));
    }
}
