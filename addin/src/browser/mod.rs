//! The core's ports in a browser: Office.js, sign-in, transports, storage, locks, clock.

mod clock;
mod compose_item;
mod convert;
mod database;
mod frame;
mod frames;
mod http;
mod lock;
mod notification;
mod office;
mod promise;
mod roaming;
mod run_requests;
mod selection;
mod settings_mirror;
mod sign_in;

pub use clock::{BrowserClock, BrowserIds};
pub use compose_item::OfficeItem;
pub use database::Database;
pub use frames::Frames;
pub use http::{Authorized, Files, Http};
pub use lock::{WebLock, WebLocks};
pub use notification::{Notice, notify};
pub use roaming::RoamingSettings;
pub use run_requests::RunRequestError;
pub use selection::{OfficeMessage, on_selection};
pub use sign_in::{SignInError, SignInTo};

use std::rc::Rc;

use redial::block::{InfoBlock, Language};
use redial::calendar::Calendar;
use redial::calendar::graph::Graph;
use redial::configuration::{CalendarAccess, Configuration, DialInSource};
use redial::dialin::sources::{Hosted, Tailored, Teams, Ucwa};
use redial::dialin::{DialIn, OnlineMeetingService};
use redial::form::{Details, UpdateError, details, update};
use redial::meeting::{AddError, Added, ComposeError, Service, add};
use redial::migration::{AssessmentError, Look, LookProgress, OpenItem, Outside, Terms, Visit, Wait};
use redial::ports::{Clock, Ids as _};
use redial::rules::Invalid;
use redial::wire::{GraphMailbox, Mailbox, Method, Request, Transport, TransportError};
use thiserror::Error;

/// Everything of the outside that the add-in works with.
pub struct Browser {
    /// The administrator's configuration.
    pub configuration: Configuration,
    /// The organizer's calendar.
    pub calendar: Graph<Authorized>,
    /// The organizer's dial-in data, as the organization wants it.
    pub dial_in: Tailored,
    /// The organizer's online meetings.
    pub online_meetings: Rc<dyn OnlineMeetingService>,
    /// Who is signed in for the calendar.
    pub account: Authorized,
    /// Who is signed in for online meetings, where that is by a token too.
    pub online_account: Option<Authorized>,
    /// The roaming settings.
    pub settings: RoamingSettings,
    /// The journal, and what looks judged.
    pub database: Database,
    /// The time.
    pub clock: BrowserClock,
    /// Fresh identifiers.
    pub ids: BrowserIds,
    /// One run at a time.
    pub lock: WebLocks,
}

/// Why the add-in cannot work here.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OpenError {
    /// Outlook did not answer.
    #[error(transparent)]
    Outlook(#[from] ComposeError),
    /// The page is not open inside Outlook.
    #[error("Redial works inside Outlook; open it from the ribbon there")]
    NotOutlook,
    /// The configuration did not arrive.
    #[error(transparent)]
    NoConfiguration(#[from] TransportError),
    /// The configuration is not there.
    #[error("config.json is missing (status {status}); ask your administrator")]
    ConfigurationMissing {
        /// The HTTP status.
        status: u16,
    },
    /// The configuration is wrong.
    #[error(transparent)]
    Configuration(#[from] Invalid),
}

impl Browser {
    /// Waits for Office.js and reads the configuration.
    pub async fn open() -> Result<Self, OpenError> {
        office::ready().await?;
        if !office::in_outlook() {
            return Err(OpenError::NotOutlook);
        }
        Ok(Self::new(Self::read_configuration().await?))
    }

    /// The same for the configuration as it is now, where that has changed.
    pub async fn renewed(&self) -> Result<Option<Self>, OpenError> {
        let now = Self::read_configuration().await?;
        // The settings are those that came with the page.
        Ok((now != self.configuration).then(|| Self { settings: self.settings.clone(), ..Self::new(now) }))
    }

    async fn read_configuration() -> Result<Configuration, OpenError> {
        let response = Files.send(Request::new(Method::Get, "config.json")).await?;
        if response.status != 200 {
            return Err(OpenError::ConfigurationMissing { status: response.status });
        }
        Ok(Configuration::read(&response.body)?)
    }

    fn new(configuration: Configuration) -> Self {
        let CalendarAccess::Graph { base_url } = &configuration.calendar;
        let Source { dial_in, online_meetings, account: online_account } = source(&configuration);
        let account = Authorized::for_calendar(&configuration.sign_in, base_url);
        Self {
            calendar: Graph::new(
                account.clone(),
                GraphMailbox::new(base_url.as_str(), Mailbox::Own),
                &configuration.manifest_ids(),
            ),
            dial_in: Tailored::new(
                dial_in,
                configuration.branding.clone(),
                configuration.policy.automatically_replace_acp_provider,
            ),
            online_meetings,
            account,
            online_account,
            settings: RoamingSettings::for_this_page(&Self::owner()),
            database: Database::default(),
            clock: BrowserClock,
            ids: BrowserIds,
            lock: WebLocks,
            configuration,
        }
    }

    /// Has the organizer sign in. Begun in a click.
    pub async fn sign_in(&self, to: &SignInTo) -> Result<(), SignInError> {
        match to {
            SignInTo::Calendar => self.account.sign_in().await,
            SignInTo::OnlineMeetings => match &self.online_account {
                Some(account) => account.sign_in().await,
                None => Ok(()),
            },
            SignInTo::Page { host: _, page } => sign_in::visit_page(page).await,
        }
    }

    /// The service whose online meetings appointments are given.
    pub fn service(&self) -> Service<'_> {
        let Configuration { dial_in, join_url_forms, .. } = &self.configuration;
        Service { kind: dial_in.kind(), forms: join_url_forms }
    }

    /// The terms under which plans are made.
    pub fn terms(&self) -> Terms<'_> {
        let Configuration { policy, join_url_forms, .. } = &self.configuration;
        Terms { policy, forms: join_url_forms, language: self.language(), manners: self.calendar.manners() }
    }

    /// A visit to the mailbox of `owner`, beside the form in which the appointment `open` stands.
    pub fn visit<'a>(&'a self, owner: &'a str, open: &'a OpenItem) -> Visit<'a, WebLocks> {
        let outside = Outside {
            calendar: &self.calendar,
            online_meetings: self.online_meetings.as_ref(),
            journal: &self.database,
            settings: &self.settings,
            clock: &self.clock,
        };
        let Self { dial_in, database, account, lock, ids, .. } = self;
        Visit { outside, dial_in, lock, ids, owner, memory: database, account, terms: self.terms(), open }
    }

    /// How the details in the open appointment, whose block this is, stand to dial-in data; `None` where that cannot be
    /// told at the moment. `waits` is told until when it waits for whoever is busy.
    pub async fn details(
        &self,
        item: &OfficeItem,
        block: &InfoBlock,
        waits: &dyn Fn(Wait),
    ) -> Option<Details> {
        details(&self.visit(&Self::owner(), &OpenItem::Nothing), item, block, waits).await.ok()
    }

    /// Brings the details in the open appointment up to date. `waits` is told until when it waits for whoever is busy.
    pub async fn update(&self, item: &OfficeItem, waits: &dyn Fn(Wait)) -> Result<(), UpdateError> {
        update(&self.visit(&Self::owner(), &OpenItem::Nothing), item, self.service(), waits).await
    }

    /// Looks at what else stands in the calendar. `told` is told how that goes on.
    pub async fn look_further(
        &self,
        look: &Look,
        told: &dyn Fn(LookProgress<'_>),
    ) -> Result<Look, AssessmentError> {
        let (owner, open) = (Self::owner(), Self::open_item().await);
        // Without the administrator's requests the look that came before has applied them.
        let requests = self.run_requests().await.ok().flatten();
        self.visit(&owner, &open).look_further(look, requests.as_ref(), told).await
    }

    /// Adds an online meeting to the open appointment. `waits` is told until when it waits for whoever is busy.
    pub async fn add(&self, item: &OfficeItem, waits: &dyn Fn(Wait)) -> Result<Added, AddError> {
        let (owner, open) = (Self::owner(), OpenItem::Nothing);
        let visit = self.visit(&owner, &open);
        let (service, language) = (self.service(), self.language());
        let onlooker = visit.onlooker(waits);
        add(
            item,
            &self.dial_in,
            self.online_meetings.as_ref(),
            &onlooker,
            &BrowserIds.uuid(),
            service,
            language,
        )
        .await
    }

    /// The language of the page, and of invitations that are in none yet.
    pub fn language(&self) -> Language {
        self.configuration.language(&Self::display_language())
    }

    /// What the administrator tells people before a run, while it is time.
    pub fn announcement(&self) -> Option<&str> {
        self.configuration.announcement.as_ref()?.text(self.language(), self.clock.now())
    }

    /// A language as the organizer's Outlook has it, e.g. `fr-CA` for French there (BCP 47); else plain.
    pub fn locale(language: Language) -> String {
        let display = Self::display_language();
        if Language::closest(&display) == Some(language) { display } else { language.tag().to_owned() }
    }

    /// The language of the organizer's Outlook (BCP 47), e.g. `fr-FR`; the browser's before Outlook is ready.
    pub fn display_language() -> String {
        office::display_language()
    }

    /// The address of the mailbox's owner.
    pub fn owner() -> String {
        office::owner()
    }

    /// The appointment that is open in compose mode.
    pub fn item() -> Option<OfficeItem> {
        OfficeItem::open()
    }

    /// The message that is selected.
    pub fn message() -> Option<OfficeMessage> {
        OfficeMessage::selected()
    }

    /// The appointment that is open in compose mode now: a pinned pane outlives forms. Not every Outlook tells its name.
    pub async fn open_item() -> OpenItem {
        match Self::item() {
            Some(item) => item.id().await,
            None => OpenItem::Nothing,
        }
    }

    /// The language file `languages/<tag>/<name>.ftl` beside the add-in.
    pub async fn language_file(tag: &str, name: &str) -> Result<String, OpenError> {
        let response = Http.send(Request::new(Method::Get, format!("languages/{tag}/{name}.ftl"))).await?;
        match response.status {
            200 => Ok(response.body),
            status => Err(OpenError::ConfigurationMissing { status }),
        }
    }
}

/// The source of dial-in data that the configuration names, and of online meetings.
struct Source {
    dial_in: Rc<dyn DialIn>,
    online_meetings: Rc<dyn OnlineMeetingService>,
    /// Who is signed in there, where that is by a token.
    account: Option<Authorized>,
}

impl Source {
    fn of(source: impl DialIn + OnlineMeetingService + 'static, account: Option<Authorized>) -> Self {
        let source = Rc::new(source);
        Self { dial_in: Rc::clone(&source) as Rc<dyn DialIn>, online_meetings: source, account }
    }
}

fn source(configuration: &Configuration) -> Source {
    match &configuration.dial_in {
        DialInSource::Ucwa(discovery) => {
            let hosts = discovery.allowed_hosts(configuration.allowed_hosts());
            Source::of(Ucwa::new(Frames::new(), BrowserIds, BrowserClock, discovery.clone(), hosts), None)
        }
        DialInSource::Teams { base_url } => {
            let CalendarAccess::Graph { base_url: of_calendar } = &configuration.calendar;
            let base_url = base_url.as_ref().unwrap_or(of_calendar);
            let mailbox = GraphMailbox::new(base_url.as_str(), Mailbox::Own);
            let account = Authorized::for_online_meetings(&configuration.sign_in, base_url);
            let teams = Teams::new(account.clone(), mailbox, service_locale(configuration));
            Source::of(teams, Some(account))
        }
        DialInSource::Hosted { profile_url } => {
            let forms = configuration.join_url_forms.clone();
            Source::of(Hosted::new(Files, profile_url.as_str(), Browser::owner(), forms), None)
        }
    }
}

/// The language that a service is asked to write in: it knows more of them than Redial, and only one that Redial
/// knows can be among those that are not offered.
fn service_locale(configuration: &Configuration) -> String {
    let display = Browser::display_language();
    match Language::closest(&display) {
        Some(_) => Browser::locale(configuration.language(&display)),
        None => display,
    }
}
