//! How sign-in goes for the add-in, as Outlooks of different ages have it.

use serde::{Deserialize, Serialize};

/// What an Outlook offers, and what the identity provider wants of people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Identity {
    /// The bridge of nested app authentication.
    pub bridge: Bridge,
    /// What the bridge says where nobody is to be asked.
    pub silent: Silent,
    /// What becomes of the window that the bridge opens.
    pub popup: Popup,
    /// Whether people have to sign in to Skype for Business on a page of the server's.
    pub skype_page: bool,
}

/// The bridge of nested app authentication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Bridge {
    /// It is there.
    #[default]
    Answers,
    /// This Outlook has none, and says so.
    Absent,
    /// Outlook says that it has one, which then takes nobody.
    Refuses,
}

/// What the bridge says where nobody is to be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Silent {
    /// A token.
    #[default]
    Answers,
    /// Somebody has to sign in.
    InteractionRequired,
    /// Something else, which tells nobody that signing in would help.
    Fails,
}

/// What becomes of the window that the bridge opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Popup {
    /// Somebody signs in there.
    #[default]
    Answers,
    /// Somebody closes it.
    Cancelled,
    /// The bridge opens none.
    Fails,
}
