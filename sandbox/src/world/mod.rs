//! What the sandbox knows and requests change: one [`World`], made in one place.

mod accounts;
mod configuration;
mod faults;
mod identity;
mod mail_flow;
mod request_log;
mod sign_in;
mod throttling;
mod window;

use serde::Serialize;
use serde_json::{Value, json};

use crate::clock::Clock;
use crate::dial_in::DialIn;
use crate::directory::{AccountId, User};
use crate::hosted_profile::hosted_profile;
use crate::mailbox::store::StoreError;
use crate::mailbox::{ChangeKeys, Mailbox};
use crate::online_meetings::OnlineMeetings;
use crate::random::Random;
use crate::severity::Severity;
use crate::teams_meetings::TeamsMeetings;
pub use accounts::{Account, Accounts};
pub use configuration::custom_property_bag;
pub use faults::{Fault, Faults, path_and_query};
pub use identity::{Bridge, Identity};
use mail_flow::MailFlow;
pub use request_log::{LoggedRequest, RequestLog};
pub use sign_in::{Asked, Authorization, Grant, SignIn, TokenError};
pub use throttling::{Throttled, Throttling};

/// Where the two halves are reached, without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Origins {
    /// Outlook, Exchange, Skype for Business, sign-in.
    pub outlook: String,
    /// The add-in's files.
    pub addin: String,
}

/// What requests read and change.
pub struct World {
    pub clock: Clock,
    pub random: Random,
    pub severity: Severity,
    pub throttling: Throttling,
    pub accounts: Accounts,
    pub dial_in: DialIn,
    pub online_meetings: OnlineMeetings,
    pub teams_meetings: TeamsMeetings,
    /// The bridge's description, where somebody wrote one; otherwise it follows from the dial-in data.
    pub hosted_profile: Option<Value>,
    pub sign_in: SignIn,
    pub identity: Identity,
    /// The origins whose pages may use UCWA.
    pub cross_domain_authorization_list: Vec<String>,
    pub faults: Faults,
    pub requests: RequestLog,
    /// The add-in's `config.json`; any JSON, so that bad ones can be tried.
    pub config: Value,
    /// The add-in's `requests.json`, where there is one; any JSON.
    pub run_requests: Option<Value>,
    /// The organizer's roaming settings.
    pub roaming: Value,
    change_keys: ChangeKeys,
    mail_flow: MailFlow,
}

impl World {
    /// A world with empty mailboxes.
    pub fn new(origins: &Origins, random_seed: u32) -> Result<Self, StoreError> {
        Self::made(origins, random_seed, SignIn::default(), ChangeKeys::default())
    }

    /// Puts everything back to the beginning, time and chance too. Tokens stay valid and no change key is given twice:
    /// browsers keep both.
    pub fn begin_anew(&mut self, origins: &Origins) -> Result<(), StoreError> {
        let mut sign_in = std::mem::take(&mut self.sign_in);
        sign_in.begin_anew();
        *self = Self::made(origins, self.random.seed(), sign_in, self.change_keys.clone())?;
        Ok(())
    }

    fn made(
        origins: &Origins,
        random_seed: u32,
        sign_in: SignIn,
        change_keys: ChangeKeys,
    ) -> Result<Self, StoreError> {
        let (clock, random, user) = (Clock::default(), Random::from_seed(random_seed), User::ines());
        let mailbox = Mailbox::open(user.person(), clock.clone(), random.clone(), change_keys.clone())?;
        let ines =
            Account { id: AccountId::signed_in(), user, mailbox, shared: false, in_exchange_online: true };
        let mut world = Self {
            severity: Severity::real(),
            throttling: Throttling::default(),
            accounts: Accounts::of(ines),
            dial_in: DialIn::contoso(),
            online_meetings: OnlineMeetings::new(&random),
            teams_meetings: TeamsMeetings::new(&random),
            hosted_profile: None,
            sign_in,
            identity: Identity::default(),
            cross_domain_authorization_list: vec![origins.addin.clone()],
            faults: Faults::default(),
            requests: RequestLog::default(),
            config: configuration::configuration(origins),
            run_requests: None,
            roaming: json!({}),
            clock,
            random,
            change_keys,
            mail_flow: MailFlow::default(),
        };
        world.add_account(User::tomas())?;
        world.add_account(User::lighthouse())?;
        Ok(world)
    }

    /// Does what the services have done by now of themselves.
    pub fn pass_time(&mut self) -> Result<(), StoreError> {
        let now = self.clock.now();
        for account in self.accounts.all_mut() {
            account.mailbox.pass_time(now)?;
            self.mail_flow.carry(&account.id, &mut account.mailbox, now, &self.severity);
        }
        let bookings: Vec<_> =
            self.accounts.all_mut().flat_map(|account| account.mailbox.take_bookings()).collect();
        for booking in bookings {
            if let Some(room) = self.accounts.named_mut(&booking.room) {
                room.mailbox.book(booking)?;
            }
        }
        Ok(())
    }

    /// The mailbox of whoever is signed in.
    pub fn mailbox(&self) -> &Mailbox {
        &self.accounts.signed_in().mailbox
    }

    /// The mailbox of whoever is signed in.
    pub fn mailbox_mut(&mut self) -> &mut Mailbox {
        &mut self.accounts.signed_in_mut().mailbox
    }

    /// The file that describes a third-party bridge.
    pub fn hosted_profile(&self) -> Value {
        self.hosted_profile.clone().unwrap_or_else(|| hosted_profile(&self.dial_in))
    }

    /// An empty mailbox in this world.
    fn open_mailbox(&self, user: &User) -> Result<Mailbox, StoreError> {
        Mailbox::open(user.person(), self.clock.clone(), self.random.clone(), self.change_keys.clone())
    }
}
