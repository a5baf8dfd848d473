//! The content of `PATCH /me/events/{id}` (<https://learn.microsoft.com/graph/api/event-update>).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::error::GraphError;
use super::stored_body::stored;
use crate::mailbox::appointment::{Body, Location};
use crate::mailbox::property::PropertyId;
use crate::mailbox::{Notify, Patch};

/// The members of an event the sandbox can change; others are refused, so that none is lost silently.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EventPatch {
    subject: Option<String>,
    body: Option<Body>,
    location: Option<Location>,
    locations: Option<Vec<Location>>,
    is_draft: Option<bool>,
    #[serde(default)]
    single_value_extended_properties: Vec<ExtendedProperty>,
}

/// The longest value of an extended property, in UTF-16 units: a guess.
const LARGEST_STRING: usize = 32_767;

#[derive(Debug, Deserialize)]
struct ExtendedProperty {
    id: String,
    value: String,
}

impl EventPatch {
    /// Reads the content of a request; OData's annotations, which some clients send, say nothing new.
    pub fn read(content: &[u8]) -> Result<Self, GraphError> {
        let unreadable = |error: serde_json::Error| GraphError::BadRequest(error.to_string());
        let mut members: Map<String, Value> = serde_json::from_slice(content).map_err(unreadable)?;
        members.retain(|name, _| !name.starts_with("@odata."));
        serde_json::from_value(Value::Object(members)).map_err(unreadable)
    }

    /// Whom it reaches. A draft that is to be none any more is sent; whether a meeting that was sent can be changed without a
    /// mail is written nowhere.
    pub fn notify(&self) -> Notify {
        if self.is_draft == Some(false) { Notify::AndSendDrafts } else { Notify::OfUpdates }
    }

    /// What the patch changes. `location` alone takes the place of every entry of `locations`, as the
    /// service has it.
    pub fn of_appointment(self, charset: &str) -> Result<Patch, GraphError> {
        let mut properties = BTreeMap::new();
        for property in self.single_value_extended_properties {
            if property.value.encode_utf16().count() > LARGEST_STRING {
                return Err(GraphError::BadRequest(format!(
                    "The value of the extended property '{}' is too long.",
                    property.id
                )));
            }
            properties.insert(PropertyId::parse(&property.id)?, property.value);
        }
        let single = self
            .location
            .map(|location| Vec::from_iter((!location.display_name.is_empty()).then_some(location)));
        Ok(Patch {
            subject: self.subject,
            body: self.body.map(|body| stored(body, charset)),
            locations: self.locations.or(single),
            properties,
            ..Patch::default()
        })
    }
}
