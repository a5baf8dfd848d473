//! An administrator's requests for runs, beside the add-in.

use redial::migration::{OpenRunRequest, RunRequests};
use redial::ports::StoreError;
use redial::rules::Invalid;
use redial::wire::{Method, Request, Transport, TransportError};
use thiserror::Error;

use super::{Browser, Files};

/// Why it is not known whether a run is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RunRequestError {
    /// The list did not arrive.
    #[error(transparent)]
    NoAnswer(#[from] TransportError),
    /// The server refused to give the list.
    #[error("requests.json was refused (status {status}); ask your administrator")]
    Refused {
        /// The HTTP status.
        status: u16,
    },
    /// The list is wrong.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The settings do not tell which requests are done.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Browser {
    /// The organizer's request in `requests.json` that is not done yet; without the file there is none.
    pub async fn open_run_request(&self) -> Result<Option<OpenRunRequest>, RunRequestError> {
        let response = Files.send(Request::new(Method::Get, "requests.json")).await?;
        let requests = match response.status {
            200 => RunRequests::read(&response.body)?,
            404 => return Ok(None),
            status => return Err(RunRequestError::Refused { status }),
        };
        Ok(OpenRunRequest::find(&requests, &Self::owner(), &self.settings).await?)
    }
}
