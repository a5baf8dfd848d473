//! How much Graph takes of an app: the size of a request, and what the mailbox has to do for it.

use std::time::Duration;

use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::{Extension, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use super::error::GraphError;
use super::mailbox::Opened;
use crate::sandbox::Shared;
use crate::world::{Grant, Throttled, World};

/// The largest content of a request (<https://learn.microsoft.com/graph/outlook-large-attachments>), in bytes.
const LARGEST: usize = 4 * 1024 * 1024;

/// What is read of a content that is too large before it is refused, so that the client hears of it.
const READ_OF_TOO_LARGE: usize = 64 * 1024 * 1024;

/// How long the service works on a request, in milliseconds: this and up to as much again.
const WORK: u64 = 5;

/// How long the service asks to wait where too much is asked at a time, in seconds: at most.
const LONGEST_PAUSE: u64 = 10;

/// Marks a request of a batch that is too much for the mailbox at the moment.
#[derive(Clone, Copy)]
pub struct Crowded;

/// Refuses contents that are too large.
pub async fn limit_size(request: Request, next: Next) -> Result<Response, GraphError> {
    let (head, body) = request.into_parts();
    let content = to_bytes(body, READ_OF_TOO_LARGE).await.map_err(|_| GraphError::TooLarge)?;
    if content.len() > LARGEST {
        return Err(GraphError::TooLarge);
    }
    Ok(next.run(Request::from_parts(head, Body::from(content))).await)
}

/// What is answered to a part of a batch that is too much: what is in its way is the rest of the batch, which is done soon.
fn crowded(world: &World) -> Throttled {
    let seconds = 1 + world.random.about("pauses").below(3).cast_signed();
    Throttled { limit: "MailboxConcurrency", wait: Some(time::Duration::seconds(seconds)) }
}

/// Lets a request through to its mailbox unless the app asks too much of it, and takes some time for it.
pub async fn limit_load(
    State(sandbox): State<Shared>,
    Extension(grant): Extension<Grant>,
    Extension(opened): Extension<Opened>,
    request: Request,
    next: Next,
) -> Result<Response, GraphError> {
    let (_at_work, time) = {
        let mut guard = sandbox.world();
        let world = &mut *guard;
        let (now, uploaded) = (world.clock.now(), request.body().size_hint().lower());
        let is_crowded = request.extensions().get::<Crowded>().is_some();
        let admitted = world.throttling.admit(&grant.app, opened.account(), uploaded, now, &world.severity);
        let admitted = if is_crowded { Err(crowded(world)) } else { admitted };
        let at_work = admitted.map_err(|Throttled { limit, wait }| GraphError::Throttled {
            limit,
            wait: wait.unwrap_or_else(|| {
                time::Duration::seconds(1 + world.random.about("pauses").below(LONGEST_PAUSE).cast_signed())
            }),
        })?;
        (at_work, Duration::from_millis(WORK + world.random.about("work").below(WORK)))
    };
    tokio::time::sleep(time).await;
    Ok(next.run(request).await)
}
