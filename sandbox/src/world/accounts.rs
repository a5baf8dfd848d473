//! Accounts with their mailboxes.

use super::World;
use crate::directory::{AccountId, User};
use crate::mailbox::Mailbox;
use crate::mailbox::store::StoreError;

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

    /// Everybody, whoever is signed in first.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Account> {
        std::iter::once(&mut self.signed_in).chain(&mut self.others)
    }

    /// Somebody by id, address or user principal name.
    pub fn named(&self, name: &str) -> Option<&Account> {
        self.all().find(|account| account.is_named(name))
    }

    /// Somebody by id, address or user principal name.
    pub fn named_mut(&mut self, name: &str) -> Option<&mut Account> {
        self.all_mut().find(|account| account.is_named(name))
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
