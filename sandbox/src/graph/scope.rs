//! Which permissions a request needs (<https://learn.microsoft.com/graph/permissions-reference>).

use axum::extract::{Extension, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use super::error::GraphError;
use super::mailbox::Opened;
use crate::world::Grant;

/// Calendars are read with the one, and written with the other; those of others with `.Shared`.
pub async fn need_calendars(
    Extension(grant): Extension<Grant>,
    Extension(opened): Extension<Opened>,
    request: Request,
    next: Next,
) -> Result<Response, GraphError> {
    let shared = if *opened.account() == grant.account { "" } else { ".Shared" };
    need("Calendars", shared, &grant, request, next).await
}

/// Online meetings in Teams.
pub async fn need_online_meetings(
    Extension(grant): Extension<Grant>,
    request: Request,
    next: Next,
) -> Result<Response, GraphError> {
    need("OnlineMeetings", "", &grant, request, next).await
}

/// The mailbox's settings.
pub async fn need_mailbox_settings(
    Extension(grant): Extension<Grant>,
    request: Request,
    next: Next,
) -> Result<Response, GraphError> {
    need("MailboxSettings", "", &grant, request, next).await
}

async fn need(
    what: &str,
    ending: &str,
    grant: &Grant,
    request: Request,
    next: Next,
) -> Result<Response, GraphError> {
    let reads = request.method() == Method::GET && grant.allows(&format!("{what}.Read{ending}"));
    if reads || grant.allows(&format!("{what}.ReadWrite{ending}")) {
        Ok(next.run(request).await)
    } else {
        Err(GraphError::AccessDenied)
    }
}
