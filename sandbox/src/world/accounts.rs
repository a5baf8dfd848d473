//! The people of the organization and their mailboxes.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::World;
use crate::mailbox::Mailbox;
use crate::mailbox::appointment::Person;
use crate::mailbox::store::StoreError;

/// The organization.
pub const TENANT: &str = "5b3a1f0e-6d0c-4a4e-9a0e-2f7f6d1c8e11";

/// The account of whoever is signed in.
pub const ORGANIZER: &str = "c2f1d8a4-90c5-4a83-8f55-7d0c3a3e6b02";

/// An account's object id in Microsoft Entra.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct AccountId(String);

impl AccountId {
    /// Whoever is signed in.
    pub fn signed_in() -> Self {
        Self(ORGANIZER.to_owned())
    }

    /// The account of an address, the same each time.
    fn of_address(address: &str) -> Self {
        Self(Uuid::new_v5(&Uuid::NAMESPACE_URL, address.to_ascii_lowercase().as_bytes()).to_string())
    }

    /// The id as Graph tells it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A person.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct User {
    /// The display name.
    pub name: String,
    /// The SMTP address.
    pub address: String,
    /// The name of the account, as Microsoft Entra knows it: often another than the address.
    pub user_principal_name: String,
    /// The mailbox's time zone, a Windows name.
    #[serde(default = "utc")]
    pub time_zone: String,
    /// The display language, a BCP 47 tag.
    #[serde(default = "english")]
    pub language: String,
}

fn utc() -> String {
    "UTC".to_owned()
}

fn english() -> String {
    "en-US".to_owned()
}

impl User {
    fn at_contoso(name: &str, mailbox: &str, account: &str) -> Self {
        Self {
            name: name.to_owned(),
            address: format!("{mailbox}@contoso.example"),
            user_principal_name: format!("{account}@contoso.onmicrosoft.example"),
            time_zone: utc(),
            language: english(),
        }
    }

    /// Who is signed in at the start.
    pub fn ines() -> Self {
        Self::at_contoso("Ines Moreau", "ines.moreau", "ines")
    }

    /// A colleague of hers.
    pub fn tomas() -> Self {
        Self::at_contoso("Tomas Lind", "tomas.lind", "tomas")
    }

    /// The user as organizer of meetings.
    pub fn person(&self) -> Person {
        Person { name: self.name.clone(), address: self.address.clone() }
    }
}

/// Somebody's account and mailbox.
pub struct Account {
    pub id: AccountId,
    pub user: User,
    pub mailbox: Mailbox,
    /// Whoever is signed in may use this mailbox's calendar as its owner can.
    pub shared: bool,
    /// The mailbox is where Graph reaches it, and not on premises.
    pub in_exchange_online: bool,
}

impl Account {
    /// Whether `name` is this account's id, address or user principal name.
    fn is_named(&self, name: &str) -> bool {
        [self.id.as_str(), &self.user.address, &self.user.user_principal_name]
            .iter()
            .any(|own| own.eq_ignore_ascii_case(name))
    }

    /// Calls the person something else, or gives them another time zone or language.
    pub fn set_user(&mut self, user: User) {
        self.mailbox.owner = user.person();
        self.user = user;
    }
}

/// All accounts.
pub struct Accounts {
    signed_in: Account,
    others: Vec<Account>,
}

impl Accounts {
    /// The signed-in person's alone.
    pub fn of(signed_in: Account) -> Self {
        Self { signed_in, others: Vec::new() }
    }

    /// Whoever is signed in.
    pub fn signed_in(&self) -> &Account {
        &self.signed_in
    }

    /// Whoever is signed in.
    pub fn signed_in_mut(&mut self) -> &mut Account {
        &mut self.signed_in
    }

    /// Everybody, whoever is signed in first.
    pub fn all(&self) -> impl Iterator<Item = &Account> {
        std::iter::once(&self.signed_in).chain(&self.others)
    }

    /// Somebody by id, address or user principal name.
    pub fn named(&self, name: &str) -> Option<&Account> {
        self.all().find(|account| account.is_named(name))
    }

    /// Somebody by id, address or user principal name.
    pub fn named_mut(&mut self, name: &str) -> Option<&mut Account> {
        std::iter::once(&mut self.signed_in).chain(&mut self.others).find(|account| account.is_named(name))
    }
}

impl World {
    /// Gives somebody an account with an empty mailbox; whom that name belongs to already keeps theirs.
    pub fn add_account(&mut self, user: User) -> Result<AccountId, StoreError> {
        if let Some(known) = self.accounts.named(&user.address) {
            return Ok(known.id.clone());
        }
        let id = AccountId::of_address(&user.address);
        let mailbox = self.open_mailbox(&user)?;
        self.accounts.others.push(Account {
            id: id.clone(),
            user,
            mailbox,
            shared: false,
            in_exchange_online: true,
        });
        Ok(id)
    }
}
