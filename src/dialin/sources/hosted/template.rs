//! The join URL of a bridge's meetings, with or without a place for an id.

use serde::Deserialize;

use crate::link::{JoinUrl, safe_url};

/// What a template must be, for people.
pub(super) const RULE: &str = "it must be an https address with a path and at most one {id} in it";

const ID: &str = "{id}";

/// `https://bridge.example/join/{id}`, or an organizer's own room such as `https://bridge.example/ines`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Template(String);

impl TryFrom<String> for Template {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let path = text.strip_prefix("https://").and_then(|rest| rest.split_once('/'));
        let valid = path.is_some_and(|(host, path)| {
            host.contains('.')
                && !host.contains(['{', '}', '?', '#', '@', '\\'])
                && !path.is_empty()
                && !path.replacen(ID, "", 1).contains(['{', '}'])
        });
        if valid && safe_url(&text) == Some(text.as_str()) { Ok(Self(text)) } else { Err(RULE) }
    }
}

impl Template {
    /// Whether each meeting has a join URL of its own.
    pub(super) fn is_per_meeting(&self) -> bool {
        self.0.contains(ID)
    }

    /// The join URL of the meeting named `id`; of a room the room's.
    pub(super) fn filled(&self, id: &str) -> Option<JoinUrl> {
        JoinUrl::new(&self.0.replacen(ID, id, 1))
    }

    /// What all join URLs begin with: up to the last sign before the id, for what ends in a letter or digit is a room.
    /// Of a room the whole address.
    pub(super) fn base(&self) -> &str {
        match self.0.split_once(ID) {
            Some((before, _)) => before.trim_end_matches(char::is_alphanumeric),
            None => &self.0,
        }
    }
}
