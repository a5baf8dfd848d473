//! An application on the organizer's pool, and the links of its online meetings.

use serde_json::{Value, json};

use crate::dialin::{DialInError, Home};
use crate::wire::{Method, ServerUrl, Transport};

use super::answer::{self, href};
use super::tickets::Wire;

/// Where its resources are.
#[derive(Debug)]
pub(super) struct Application {
    /// Links are paths on the host that made the application.
    base: ServerUrl,
    online_meetings: Value,
}

impl Application {
    /// Creates one in the collection `applications`.
    pub(super) async fn create<T: Transport>(
        wire: &Wire<T>,
        applications: ServerUrl,
        endpoint: &str,
    ) -> Result<Self, DialInError> {
        const WHAT: &str = "applications";
        let new = json!({ "UserAgent": "Redial", "EndpointId": endpoint, "Culture": "en-US" });
        let response = wire.send(WHAT, Method::Post, &applications, Some(&new)).await?;
        let mut application: Value = answer::json(WHAT, &response)?;
        let online_meetings = application.pointer_mut("/_embedded/onlineMeetings").map(Value::take);
        let missing = DialInError::Missing { what: WHAT, field: "onlineMeetings" };
        Ok(Self { base: applications, online_meetings: online_meetings.ok_or(missing)? })
    }

    /// Where a resource of its online meetings is; `None` where the server does not offer it.
    pub(super) fn find(&self, rel: &'static str) -> Result<Option<ServerUrl>, DialInError> {
        href(&self.online_meetings, rel).map(|href| self.join(rel, href)).transpose()
    }

    /// Skype for Business Online answers from one domain; every other is somebody's own.
    pub(super) fn home(&self) -> Home {
        if self.base.host().ends_with(".lync.com") { Home::Online } else { Home::OnPremises }
    }

    /// Where a link of an answer leads.
    pub(super) fn join(&self, what: &'static str, href: &str) -> Result<ServerUrl, DialInError> {
        self.base.join(href).ok_or(DialInError::Missing { what, field: "href" })
    }
}
