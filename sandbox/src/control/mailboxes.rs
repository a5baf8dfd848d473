//! The mailboxes of the organization.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::{Refusal, read_json};
use crate::directory::{AccountId, User};
use crate::mailbox::Mailbox;
use crate::sandbox::Shared;
use crate::world::{Account, World};

/// The query of requests that are about one mailbox: without a name the signed-in person's.
#[derive(Deserialize)]
pub struct Whose {
    /// An id, an address or a user principal name.
    mailbox: Option<String>,
}

impl Whose {
    /// The mailbox.
    pub fn mailbox<'a>(&self, world: &'a World) -> Result<&'a Mailbox, Refusal> {
        match &self.mailbox {
            Some(name) => Ok(&world.accounts.named(name).ok_or(Refusal::NoSuchMailbox)?.mailbox),
            None => Ok(world.mailbox()),
        }
    }

    /// The mailbox.
    pub fn mailbox_mut<'a>(&self, world: &'a mut World) -> Result<&'a mut Mailbox, Refusal> {
        match &self.mailbox {
            Some(name) => Ok(&mut world.accounts.named_mut(name).ok_or(Refusal::NoSuchMailbox)?.mailbox),
            None => Ok(world.mailbox_mut()),
        }
    }
}

/// A mailbox as the control API tells it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    id: AccountId,
    user: User,
    shared: bool,
    in_exchange_online: bool,
}

impl Told {
    fn of(account: &Account) -> Self {
        let Account { id, user, shared, in_exchange_online, .. } = account;
        Self { id: id.clone(), user: user.clone(), shared: *shared, in_exchange_online: *in_exchange_online }
    }
}

/// All of them, the signed-in person's first.
pub async fn list(State(sandbox): State<Shared>) -> Json<Vec<Told>> {
    Json(sandbox.world().accounts.all().map(Told::of).collect())
}

/// Gives somebody an empty mailbox.
pub async fn add(State(sandbox): State<Shared>, content: Bytes) -> Result<Response, Refusal> {
    let user: User = read_json(&content)?;
    let mut world = sandbox.world();
    let id = world.add_account(user)?;
    let account = world.accounts.named(id.as_str()).ok_or(Refusal::NoSuchMailbox)?;
    Ok((StatusCode::CREATED, Json(Told::of(account))).into_response())
}

/// What of a mailbox is to change.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Change {
    shared: Option<bool>,
    in_exchange_online: Option<bool>,
}

/// Changes what is named.
pub async fn change(
    State(sandbox): State<Shared>,
    Path(name): Path<String>,
    content: Bytes,
) -> Result<Json<Told>, Refusal> {
    let change: Change = read_json(&content)?;
    let mut world = sandbox.world();
    let account = world.accounts.named_mut(&name).ok_or(Refusal::NoSuchMailbox)?;
    account.shared = change.shared.unwrap_or(account.shared);
    account.in_exchange_online = change.in_exchange_online.unwrap_or(account.in_exchange_online);
    Ok(Json(Told::of(account)))
}
