//! An administrator's requests for runs, beside the add-in.

use redial::migration::RunRequests;
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
}

impl Browser {
    /// The list, `requests.json`; without the file there is none.
    pub async fn run_requests(&self) -> Result<Option<RunRequests>, RunRequestError> {
        let response = Files.send(Request::new(Method::Get, "requests.json")).await?;
        match response.status {
            200 => Ok(Some(RunRequests::read(&response.body)?)),
            404 => Ok(None),
            status => Err(RunRequestError::Refused { status }),
        }
    }
}
