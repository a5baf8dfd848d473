//! The core's ports in a browser: Office.js, sign-in, transports, storage, locks, clock.

mod clock;
mod convert;
mod database;
mod form;
mod frame;
mod frames;
mod http;
mod lock;
mod notification;
mod office;
mod promise;
mod roaming;
mod sign_in;

pub use clock::{BrowserClock, BrowserIds};
pub use database::Database;
pub use form::OfficeForm;
pub use frames::Frames;
pub use http::{Authorized, Http};
pub use lock::{WebLock, WebLocks};
pub use notification::{Notice, notify};
pub use roaming::RoamingSettings;

use redial::calendar::graph::Graph;
use redial::configuration::{CalendarAccess, Configuration, ConfigurationError, DialInSource};
use redial::dialin::sources::{Discovery, Ucwa};
use redial::ports::{FormError, Method, Request, Transport, TransportError};
use thiserror::Error;

/// Everything of the outside that the add-in works with.
pub struct Host {
    /// The administrator's configuration.
    pub configuration: Configuration,
    /// The organizer's calendar.
    pub calendar: Graph<Authorized>,
    /// The organizer's dial-in data and online meetings.
    pub dial_in: Ucwa<Frames, BrowserIds, BrowserClock>,
    /// The roaming settings.
    pub settings: RoamingSettings,
    /// The journal.
    pub journal: Database,
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
    Outlook(#[from] FormError),
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
    Configuration(#[from] ConfigurationError),
}

impl Host {
    /// Waits for Office.js and reads the configuration.
    pub async fn open() -> Result<Self, OpenError> {
        office::ready().await?;
        if !office::in_outlook() {
            return Err(OpenError::NotOutlook);
        }
        let response = Http.send(Request::new(Method::Get, "config.json")).await?;
        if response.status != 200 {
            return Err(OpenError::ConfigurationMissing { status: response.status });
        }
        Ok(Self::new(Configuration::read(&response.body)?))
    }

    fn new(configuration: Configuration) -> Self {
        let CalendarAccess::Graph { base_url } = &configuration.calendar;
        let DialInSource::Ucwa { discover_url } = &configuration.dial_in;
        let discovery = Discovery::Root(discover_url.clone());
        let hosts = discovery.allowed_hosts(&configuration.allowed_hosts);
        Self {
            calendar: Graph::new(
                Authorized::new(&configuration.sign_in),
                base_url,
                &configuration.manifest_ids(),
            ),
            dial_in: Ucwa::new(Frames::new(hosts.clone()), BrowserIds, BrowserClock, discovery, hosts),
            settings: RoamingSettings,
            journal: Database,
            clock: BrowserClock,
            ids: BrowserIds,
            lock: WebLocks,
            configuration,
        }
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
    pub fn form() -> Option<OfficeForm> {
        OfficeForm::open()
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
