//! Which mailbox a request is for, and whether its token opens it.

use axum::extract::{Extension, Path, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use serde::Deserialize;

use super::error::GraphError;
use crate::directory::{AccountId, User};
use crate::mailbox::Mailbox;
use crate::sandbox::Shared;
use crate::world::{Grant, World};

/// What Microsoft's client libraries write in place of `/me`, and replace before they send it.
const ME: &str = "me-token-to-replace";

/// The `{user}` of `/users/{user}`; `/me` has none.
#[derive(Deserialize)]
pub struct Whose {
    user: Option<String>,
}

/// The mailbox that a request may use.
#[derive(Clone)]
pub struct Opened(AccountId);

impl Opened {
    /// The mailbox.
    pub fn of<'a>(&self, world: &'a World) -> Result<&'a Mailbox, GraphError> {
        Ok(&world.accounts.named(self.0.as_str()).ok_or_else(|| self.gone())?.mailbox)
    }

    /// The mailbox.
    pub fn of_mut<'a>(&self, world: &'a mut World) -> Result<&'a mut Mailbox, GraphError> {
        Ok(&mut world.accounts.named_mut(self.0.as_str()).ok_or_else(|| self.gone())?.mailbox)
    }

    /// Its owner.
    pub fn user<'a>(&self, world: &'a World) -> Result<&'a User, GraphError> {
        Ok(&world.accounts.named(self.0.as_str()).ok_or_else(|| self.gone())?.user)
    }

    /// Whose it is.
    pub fn account(&self) -> &AccountId {
        &self.0
    }

    fn gone(&self) -> GraphError {
        GraphError::InvalidUser(self.0.as_str().to_owned())
    }
}

/// Lets a request through to the mailbox it names if that is its token's own, or shared with everybody.
pub async fn open(
    State(sandbox): State<Shared>,
    Extension(grant): Extension<Grant>,
    Path(whose): Path<Whose>,
    mut request: Request,
    next: Next,
) -> Result<Response, GraphError> {
    let opened = opened(&sandbox.world(), &grant, whose.user.as_deref())?;
    request.extensions_mut().insert(opened);
    Ok(next.run(request).await)
}

fn opened(world: &World, grant: &Grant, user: Option<&str>) -> Result<Opened, GraphError> {
    let name = user.filter(|user| *user != ME).unwrap_or(grant.account.as_str());
    let account = world.accounts.named(name).ok_or_else(|| GraphError::InvalidUser(name.to_owned()))?;
    if account.id != grant.account && !account.shared {
        return Err(GraphError::AccessDenied);
    }
    Ok(Opened(account.id.clone()))
}

/// Lets a request through to a mailbox that Graph reaches.
pub async fn in_exchange_online(
    State(sandbox): State<Shared>,
    Extension(opened): Extension<Opened>,
    request: Request,
    next: Next,
) -> Result<Response, GraphError> {
    let reached =
        sandbox.world().accounts.named(opened.0.as_str()).is_some_and(|account| account.in_exchange_online);
    if reached { Ok(next.run(request).await) } else { Err(GraphError::MailboxNotEnabled) }
}

/// Lets a request through only to the own mailbox of its token: what a mailbox shares is its calendar.
pub async fn own_only(
    Extension(grant): Extension<Grant>,
    Extension(opened): Extension<Opened>,
    request: Request,
    next: Next,
) -> Result<Response, GraphError> {
    if *opened.account() == grant.account {
        Ok(next.run(request).await)
    } else {
        Err(GraphError::AccessDenied)
    }
}
