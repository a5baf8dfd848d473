//! Why the control API or Outlook's own endpoints refuse a request.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thiserror::Error;

use crate::mailbox::UpdateError;
use crate::mailbox::store::StoreError;
use crate::severity::TooEasy;

/// Why a request is refused; answered as `{"error":{"message"}}`.
#[derive(Debug, Error)]
pub enum Refusal {
    /// There is no such meeting.
    #[error("There is no meeting with this id.")]
    NotFound,
    /// There is no such mailbox.
    #[error("Nobody has a mailbox under this name.")]
    NoSuchMailbox,
    /// The content is not what the request needs.
    #[error("{0}")]
    Unreadable(String),
    /// A date of a series was named that the series does not have.
    #[error("The series does not take place at {0}.")]
    NoSuchOccurrence(String),
    /// The add-in has not been built.
    #[error("The add-in's manifest is missing at {0}. Build the add-in first: cargo xtask build")]
    NotBuilt(String),
    /// The services were to be easier than the real ones.
    #[error(transparent)]
    TooEasy(#[from] TooEasy),
    /// A write did not apply.
    #[error(transparent)]
    Update(#[from] UpdateError),
    /// The mailbox failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Refusal {
    /// Wraps what the JSON reader says.
    pub fn unreadable(error: serde_json::Error) -> Self {
        Refusal::Unreadable(format!("The request cannot be read: {error}"))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = match &self {
            Refusal::NotFound
            | Refusal::NoSuchMailbox
            | Refusal::NotBuilt(_)
            | Refusal::Update(UpdateError::NotFound) => StatusCode::NOT_FOUND,
            Refusal::Unreadable(_)
            | Refusal::NoSuchOccurrence(_)
            | Refusal::TooEasy(_)
            | Refusal::Update(UpdateError::EndsBeforeStart) => StatusCode::BAD_REQUEST,
            Refusal::Update(UpdateError::Conflict) => StatusCode::CONFLICT,
            Refusal::Update(UpdateError::Store(_)) | Refusal::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        (status, Json(json!({"error": {"message": self.to_string()}}))).into_response()
    }
}
