//! `redial request`: an administrator asks for a run of one user's meetings.

use std::path::{Path, PathBuf};

use redial::migration::{RunRequest, RunRequests};
use redial::rules::{Address, Guid, Invalid};
use thiserror::Error;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::End;
use crate::file::{self, FileError};

/// Why nothing was asked for.
#[derive(Debug, Error)]
enum NotAsked {
    #[error(transparent)]
    File(#[from] FileError),
    #[error("it is not UTF-8; save it as UTF-8")]
    NotUtf8,
    #[error("{}: {}", .0.field, .0.rule)]
    Broken(#[from] Invalid),
}

/// A run that is asked for.
pub struct Order {
    /// Whose meetings.
    pub user: Address,
    /// The list of requests.
    pub file: PathBuf,
}

impl Order {
    /// Adds it to the list.
    pub fn run(self) -> anyhow::Result<End> {
        let Self { user, file } = self;
        let id: Guid = Uuid::new_v4().to_string().parse().map_err(anyhow::Error::msg)?;
        let created = OffsetDateTime::now_utc().replace_nanosecond(0)?.into();
        let done = add(&file, RunRequest { id, user: user.clone(), created });
        match done {
            Ok(()) => {
                println!("{}: an update of the meetings of {user} is requested", file.display());
                Ok(End::Done)
            }
            Err(NotAsked::File(error)) => Err(anyhow::Error::new(error).context(file.display().to_string())),
            Err(reason) => {
                eprintln!("redial: {}: {reason}; nothing was written", file.display());
                Ok(End::Refused)
            }
        }
    }
}

fn add(file: &Path, request: RunRequest) -> Result<(), NotAsked> {
    file::update(file, |old| {
        let mut requests = match &old {
            Some(bytes) => RunRequests::read(file::served(bytes).ok_or(NotAsked::NotUtf8)?.1)?,
            None => RunRequests::default(),
        };
        requests.add(request);
        let text = serde_json::to_string_pretty(&requests)
            .map_err(|error| Invalid::new(file.display().to_string(), ".", error.to_string()))?;
        Ok((text + "\n").into_bytes())
    })
}
