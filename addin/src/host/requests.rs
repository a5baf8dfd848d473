//! An administrator's requests for runs, beside the add-in.

use redial::migration::{OpenRequest, Requests};
use redial::ports::StoreError;
use redial::rules::Invalid;
use redial::wire::{Method, Request, Transport, TransportError};
use thiserror::Error;

use super::{Files, Host};

/// Why it is not known whether a run is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RequestError {
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

impl Host {
    /// The organizer's request in `requests.json` that is not done yet; without the file there is none.
    pub async fn open_request(&self) -> Result<Option<OpenRequest>, RequestError> {
        let response = Files.send(Request::new(Method::Get, "requests.json")).await?;
        let requests = match response.status {
            200 => Requests::read(&response.body)?,
            404 => return Ok(None),
            status => return Err(RequestError::Refused { status }),
        };
        Ok(OpenRequest::find(&requests, &Self::owner(), &self.settings).await?)
    }
}
