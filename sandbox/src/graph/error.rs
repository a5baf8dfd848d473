//! Errors in the shape Graph gives them (<https://learn.microsoft.com/graph/errors>).

use axum::Json;
use axum::extract::{Extension, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thiserror::Error;

use super::filter::InvalidFilter;
use crate::mailbox::UpdateError;
use crate::mailbox::property::InvalidPropertyId;
use crate::mailbox::store::StoreError;
use crate::sandbox::Shared;

/// Why Graph refuses a request.
#[derive(Debug, Error)]
pub enum GraphError {
    /// No token, or one this sandbox did not give out.
    #[error("Access token is empty or was not issued by this sandbox.")]
    Unauthorized,
    /// The token is for another mailbox.
    #[error("Access is denied. Check credentials and try again.")]
    AccessDenied,
    /// Nobody is called this.
    #[error("The requested user '{0}' is invalid.")]
    InvalidUser(String),
    /// There is no such item.
    #[error("The specified object was not found in the store.")]
    ItemNotFound,
    /// There is no such resource.
    #[error("Resource not found for the segment '{0}'.")]
    NoSuchResource(String),
    /// A write did not apply.
    #[error(transparent)]
    Update(#[from] UpdateError),
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
            GraphError::Unauthorized => (StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken"),
            GraphError::AccessDenied => (StatusCode::FORBIDDEN, "ErrorAccessDenied"),
            GraphError::InvalidUser(_) => (StatusCode::NOT_FOUND, "ErrorInvalidUser"),
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
            GraphError::BadRequest(_) => (StatusCode::BAD_REQUEST, "ErrorInvalidRequest"),
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
        (status, Extension(Refused { code, message: self.to_string() })).into_response()
    }
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
    let request_id = world.random.uuid().to_string();
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
    (response.status(), Json(error)).into_response()
}
