//! Errors in the shape Graph gives them (<https://learn.microsoft.com/graph/errors>).

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thiserror::Error;
use time::OffsetDateTime;
use uuid::Uuid;

use super::filter::InvalidFilter;
use crate::mailbox::UpdateError;
use crate::mailbox::property::InvalidPropertyId;
use crate::mailbox::store::StoreError;

/// Why Graph refuses a request.
#[derive(Debug, Error)]
pub enum GraphError {
    /// No token, or one this sandbox did not give out.
    #[error("Access token is empty or was not issued by this sandbox.")]
    Unauthorized,
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
        let request_id = Uuid::new_v4().to_string();
        let now = OffsetDateTime::now_utc();
        let error = json!({
            "error": {
                "code": code,
                "message": self.to_string(),
                "innerError": {
                    "date": super::event_json::instant(now),
                    "request-id": request_id,
                    "client-request-id": request_id,
                },
            }
        });
        (status, Json(error)).into_response()
    }
}
