//! Errors in the shape Graph gives them (<https://learn.microsoft.com/graph/errors>).

use axum::Json;
use axum::extract::{Extension, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thiserror::Error;
use time::Duration;

use super::filter::InvalidFilter;
use crate::mailbox::UpdateError;
use crate::mailbox::property::InvalidPropertyId;
use crate::mailbox::store::StoreError;
use crate::sandbox::Shared;
use crate::world::TokenError;

/// Why Graph refuses a request.
#[derive(Debug, Error)]
pub enum GraphError {
    /// The token is none that opens Graph.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The token is for another mailbox, or lacks the permission.
    #[error("Access is denied. Check credentials and try again.")]
    AccessDenied,
    /// Nobody is called this.
    #[error("The requested user '{0}' is invalid.")]
    InvalidUser(String),
    /// The mailbox is not in Exchange Online.
    #[error("REST API is not yet supported for this mailbox.")]
    MailboxNotEnabled,
    /// The app asks too much of the mailbox.
    #[error("Application is over its {limit} limit.")]
    Throttled {
        /// Which.
        limit: &'static str,
        /// How long to wait.
        wait: Duration,
    },
    /// The content of the request is too large.
    #[error("The maximum request length supported is 4MB.")]
    TooLarge,
    /// An item cannot be read.
    #[error("Invalid global object ID. The operation failed.")]
    CorruptData,
    /// There is no such item.
    #[error("The specified object was not found in the store.")]
    ItemNotFound,
    /// There is no such resource.
    #[error("Resource not found for the segment '{0}'.")]
    NoSuchResource(String),
    /// A write did not apply.
    #[error(transparent)]
    Update(#[from] UpdateError),
    /// What is read has no such member.
    #[error(
        "Parsing OData Select and Expand failed: Could not find a property named '{name}' on type 'microsoft.graph.{of}'."
    )]
    NoSuchMember {
        /// The name.
        name: String,
        /// Graph's type of what is read.
        of: &'static str,
    },
    /// There is no such query option, or it was given twice.
    #[error("The query specified in the URI is not valid. The query parameter '{0}' is not supported.")]
    NoSuchOption(String),
    /// A calendar view is too wide.
    #[error(
        "Your request can't be completed. The range between the start and end dates is greater than the allowed range. Maximum number of days: {0}"
    )]
    TooWide(i64),
    /// A parameter or the content cannot be read.
    #[error("{0}")]
    BadRequest(String),
    /// The mailbox failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What the service itself answers to filters on a calendar view.
    #[error("An internal server error occurred. The operation failed.")]
    FilterOnCalendarView,
}

impl GraphError {
    fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            GraphError::Token(_) => (StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken"),
            GraphError::AccessDenied => (StatusCode::FORBIDDEN, "ErrorAccessDenied"),
            GraphError::InvalidUser(_) => (StatusCode::NOT_FOUND, "ErrorInvalidUser"),
            GraphError::MailboxNotEnabled => (StatusCode::NOT_FOUND, "MailboxNotEnabledForRESTAPI"),
            GraphError::Throttled { .. } => (StatusCode::TOO_MANY_REQUESTS, "ApplicationThrottled"),
            GraphError::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "BadRequest"),
            GraphError::NoSuchMember { .. } | GraphError::NoSuchOption(_) => {
                (StatusCode::BAD_REQUEST, "BadRequest")
            }
            GraphError::ItemNotFound | GraphError::Update(UpdateError::NotFound) => {
                (StatusCode::NOT_FOUND, "ErrorItemNotFound")
            }
            GraphError::NoSuchResource(_) => (StatusCode::NOT_FOUND, "ResourceNotFound"),
            GraphError::Update(UpdateError::Conflict) => {
                (StatusCode::PRECONDITION_FAILED, "ErrorIrresolvableConflict")
            }
            GraphError::Update(UpdateError::EndsBeforeStart) => {
                (StatusCode::BAD_REQUEST, "ErrorPropertyValidationFailure")
            }
            GraphError::BadRequest(_) | GraphError::TooWide(_) => {
                (StatusCode::BAD_REQUEST, "ErrorInvalidRequest")
            }
            GraphError::CorruptData => (StatusCode::INTERNAL_SERVER_ERROR, "ErrorCorruptData"),
            GraphError::Update(UpdateError::Store(_))
            | GraphError::Store(_)
            | GraphError::FilterOnCalendarView => {
                (StatusCode::INTERNAL_SERVER_ERROR, "ErrorInternalServerError")
            }
        }
    }
}

impl From<InvalidPropertyId> for GraphError {
    fn from(error: InvalidPropertyId) -> Self {
        GraphError::BadRequest(error.to_string())
    }
}

impl From<InvalidFilter> for GraphError {
    fn from(error: InvalidFilter) -> Self {
        GraphError::BadRequest(error.to_string())
    }
}

impl IntoResponse for GraphError {
    fn into_response(self) -> Response {
        let (status, code) = self.status_and_code();
        let mut response = (status, Extension(Refused { code, message: self.to_string() })).into_response();
        if let GraphError::Throttled { wait, .. } = self {
            response.headers_mut().insert(header::RETRY_AFTER, seconds_at_least(wait).into());
        }
        response
    }
}

/// Whole seconds that are no shorter.
fn seconds_at_least(wait: Duration) -> i64 {
    wait.whole_seconds() + i64::from(wait.subsec_nanoseconds() > 0)
}

/// Marks an answer whose body [`write`] is to write.
#[derive(Clone)]
struct Refused {
    code: &'static str,
    message: String,
}

/// Writes the bodies of refusals.
pub async fn write(State(sandbox): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let Some(Refused { code, message }) = response.extensions_mut().remove() else { return response };
    let world = sandbox.world();
    let request_id = world.random.about("ids of requests").uuid().to_string();
    let error = json!({
        "error": {
            "code": code,
            "message": message,
            "innerError": {
                "date": super::event_json::instant(world.clock.now()),
                "request-id": request_id,
                "client-request-id": request_id,
            },
        }
    });
    (response.status(), response.headers().clone(), Json(error)).into_response()
}
