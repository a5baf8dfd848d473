//! Everything the sandbox knows, behind one lock.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::dial_in::DialIn;
use crate::faults::Faults;
use crate::hosted_profile::hosted_profile;
use crate::mailbox::appointment::Person;
use crate::mailbox::store::StoreError;
use crate::mailbox::{Mailbox, UpdateError};
use crate::online_meetings::OnlineMeetings;
use crate::request_log::RequestLog;
use crate::seed::{self, Seed};
use crate::sign_in::SignIn;
use crate::teams_meetings::TeamsMeetings;

/// The id of the add-in's manifest, under which Outlook keeps its custom properties.
pub const MANIFEST_ID: &str = "4f6be7cb-107a-42f6-836c-ce5ec4026b68";

/// The name of the property that holds the add-in's custom properties of an item.
pub fn custom_property_bag() -> String {
    format!("cecp-{MANIFEST_ID}")
}

/// Where the two halves are reached, without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Origins {
    /// Outlook, Exchange, Skype for Business, sign-in.
    pub outlook: String,
    /// The add-in's files.
    pub addin: String,
}

/// Folders that are served as they are at each request.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The add-in as built.
    pub dist: PathBuf,
    /// The `dist` folder of `@microsoft/office-js`.
    pub office_js: PathBuf,
}

/// The organizer who is signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct User {
    /// The display name.
    pub name: String,
    /// The SMTP address.
    pub address: String,
    /// The name of the account, as Microsoft Entra knows it: often another than the address.
    pub user_principal_name: String,
    /// The mailbox's time zone, a Windows name.
    pub time_zone: String,
    /// The display language, a BCP 47 tag.
    pub language: String,
}

impl User {
    fn ines() -> Self {
        Self {
            name: "Ines Moreau".to_owned(),
            address: "ines.moreau@contoso.example".to_owned(),
            user_principal_name: "ines@contoso.onmicrosoft.example".to_owned(),
            time_zone: "UTC".to_owned(),
            language: "en-US".to_owned(),
        }
    }

    /// The user as organizer of meetings.
    pub fn person(&self) -> Person {
        Person { name: self.name.clone(), address: self.address.clone() }
    }
}

/// What requests read and change.
pub(crate) struct World {
    pub mailbox: Mailbox,
    pub dial_in: DialIn,
    pub online_meetings: OnlineMeetings,
    pub teams_meetings: TeamsMeetings,
    /// The bridge's description, where somebody wrote one; otherwise it follows from the dial-in data.
    pub hosted_profile: Option<Value>,
    pub sign_in: SignIn,
    /// The origins whose pages may use UCWA.
    pub cross_domain_authorization_list: Vec<String>,
    pub faults: Faults,
    pub requests: RequestLog,
    pub user: User,
    /// The add-in's `config.json`; any JSON, so that bad ones can be tried.
    pub config: Value,
    /// The add-in's `requests.json`, where there is one; any JSON.
    pub run_requests: Option<Value>,
    /// The organizer's roaming settings.
    pub roaming: Value,
}

impl World {
    /// The file that describes a third-party bridge.
    pub fn hosted_profile(&self) -> Value {
        self.hosted_profile.clone().unwrap_or_else(|| hosted_profile(&self.dial_in))
    }
}

/// The running sandbox.
pub struct Sandbox {
    /// Where it is reached.
    pub origins: Origins,
    /// What it serves from the disk.
    pub folders: Folders,
    world: Mutex<World>,
}

/// How handlers hold the sandbox.
pub type Shared = Arc<Sandbox>;

impl Sandbox {
    /// A sandbox with an empty mailbox.
    pub fn new(origins: Origins, folders: Folders) -> Result<Shared, StoreError> {
        let user = User::ines();
        let world = World {
            mailbox: Mailbox::open(user.person())?,
            dial_in: DialIn::contoso(),
            online_meetings: OnlineMeetings::default(),
            teams_meetings: TeamsMeetings::default(),
            hosted_profile: None,
            sign_in: SignIn::default(),
            cross_domain_authorization_list: vec![origins.addin.clone()],
            faults: Faults::default(),
            requests: RequestLog::default(),
            user,
            config: default_config(&origins),
            run_requests: None,
            roaming: json!({}),
        };
        Ok(Arc::new(Self { origins, folders, world: Mutex::new(world) }))
    }

    /// Locks what requests read and change.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts everything back to the beginning, with the meetings of a seed. Tokens stay valid: browsers keep
    /// them.
    pub(crate) fn reset(&self, seed: Seed) -> Result<(), UpdateError> {
        let mut world = self.world();
        world.mailbox.clear()?;
        world.user = User::ines();
        world.dial_in = DialIn::contoso();
        world.online_meetings = OnlineMeetings::default();
        world.teams_meetings = TeamsMeetings::default();
        world.hosted_profile = None;
        world.cross_domain_authorization_list = vec![self.origins.addin.clone()];
        world.faults = Faults::default();
        world.requests = RequestLog::default();
        world.config = default_config(&self.origins);
        world.run_requests = None;
        world.roaming = json!({});
        seed::plant(seed, &mut world, OffsetDateTime::now_utc())
    }
}

fn default_config(origins: &Origins) -> Value {
    let outlook = &origins.outlook;
    json!({
        "manifestId": MANIFEST_ID,
        "formerIds": [],
        "calendar": {"graph": {"baseUrl": format!("{outlook}/graph/v1.0")}},
        "signIn": {
            "clientId": "9d1e3f6a-55b0-4f0e-8f5b-3c6c1f9f2d10",
            "authority": "https://login.microsoftonline.com/common",
        },
        "dialIn": {"ucwa": {"discoverUrl": format!("{outlook}/Autodiscover/AutodiscoverService.svc/root")}},
        "policy": {
            "meetingMigrationEnabled": true,
            "automaticallyMigrateUserMeetings": true,
            "allowManual": true,
            "userEdits": "keep",
            "maxAttendees": null,
        },
        "countdownSeconds": 10,
    })
}
