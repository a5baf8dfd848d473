//! The content of `PATCH /me/events/{id}` (<https://learn.microsoft.com/graph/api/event-update>).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::error::GraphError;
use crate::mailbox::Patch;
use crate::mailbox::appointment::{Body, ContentType, Location};
use crate::mailbox::property::PropertyId;

/// The members of an event the sandbox can change; others are refused, so that none is lost silently.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EventPatch {
    subject: Option<String>,
    body: Option<Body>,
    location: Option<Location>,
    locations: Option<Vec<Location>>,
    #[serde(default)]
    single_value_extended_properties: Vec<ExtendedProperty>,
}

/// What Exchange declares in the head of each HTML that is written, whatever stands there.
const CHARSET: &str = r#"<meta http-equiv="Content-Type" content="text/html; charset=utf-8">"#;

/// A body as Exchange keeps it: with its own line ends, and in the head of a document one declaration more
/// (<https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/688>).
fn stored(body: Body) -> Body {
    if body.content_type == ContentType::Text {
        return body;
    }
    let content = body.content.replace("\r\n", "\n").replace('\n', "\r\n");
    let lower = content.to_ascii_lowercase();
    let end_of = |tag: &str| {
        let start = lower.find(tag)?;
        Some(start + lower.get(start..)?.find('>')? + 1)
    };
    let (at, declared) = match (end_of("<head"), end_of("<html")) {
        (Some(head), _) => (head, format!("\r\n{CHARSET}")),
        (None, Some(html)) => (html, format!("<head>\r\n{CHARSET}</head>")),
        (None, None) => return Body { content, ..body },
    };
    let (before, after) = content.split_at_checked(at).unwrap_or((&content, ""));
    Body { content: format!("{before}{declared}{after}"), ..body }
}

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

    /// What the patch changes. `location` alone takes the place of every entry of `locations`, as the
    /// service has it.
    pub fn of_appointment(self) -> Result<Patch, GraphError> {
        let mut properties = BTreeMap::new();
        for property in self.single_value_extended_properties {
            properties.insert(PropertyId::parse(&property.id)?, property.value);
        }
        let single = self
            .location
            .map(|location| Vec::from_iter((!location.display_name.is_empty()).then_some(location)));
        Ok(Patch {
            subject: self.subject,
            body: self.body.map(stored),
            locations: self.locations.or(single),
            properties,
            ..Patch::default()
        })
    }
}
