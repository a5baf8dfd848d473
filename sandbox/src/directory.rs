//! The people of the organization, as Microsoft Entra knows them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::mailbox::appointment::Person;

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
    pub fn of_address(address: &str) -> Self {
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

    /// A room that can be booked.
    pub fn lighthouse() -> Self {
        Self::at_contoso("Room Lighthouse", "lighthouse", "lighthouse")
    }

    /// The user as organizer of meetings.
    pub fn person(&self) -> Person {
        Person { name: self.name.clone(), address: self.address.clone() }
    }
}
