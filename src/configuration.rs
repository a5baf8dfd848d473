//! The administrator's configuration, `config.json` beside the add-in.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::migration::Policy;

/// All settings. Unknown fields are an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Configuration {
    /// The schema that editors check the file against.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The id of the manifest that is installed.
    pub manifest_id: String,
    /// Ids the manifest had before: meetings tagged under them are found too.
    #[serde(default)]
    pub former_ids: Vec<String>,
    /// How the calendar is reached.
    pub calendar: CalendarAccess,
    /// How people sign in to it.
    pub sign_in: SignIn,
    /// Where dial-in data comes from.
    pub dial_in: DialInSource,
    /// The servers that dial-in data may lead to: hosts by name, or all below a domain
    /// (`*.contoso.example`). Without one: those of the discovery server's own domain.
    #[serde(default)]
    pub allowed_hosts: Vec<String>,
    /// When meetings are updated.
    #[serde(default)]
    pub policy: Policy,
    /// How long an automatic run waits before it starts, in seconds.
    #[serde(default = "countdown")]
    pub countdown_seconds: u32,
}

/// How the calendar is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum CalendarAccess {
    /// Microsoft Graph.
    Graph {
        /// E.g. `https://graph.microsoft.com/v1.0`.
        #[serde(rename = "baseUrl")]
        base_url: String,
    },
}

/// The add-in's registration with the identity provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignIn {
    /// The application's client id.
    pub client_id: String,
    /// The authority, e.g. `https://login.microsoftonline.com/common`.
    pub authority: String,
}

/// Where dial-in data comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum DialInSource {
    /// Skype for Business Server.
    Ucwa {
        /// The root of its autodiscover service.
        #[serde(rename = "discoverUrl")]
        discover_url: String,
    },
}

/// What is wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConfigurationError {
    /// It is not JSON, or a field breaks its rule.
    #[error("config.json, {field}: {rule}")]
    Invalid {
        /// The field, from the outermost in, e.g. `policy.userEdits`; `.` for the whole file.
        field: String,
        /// The rule it breaks.
        rule: String,
    },
    /// A field that must be an `https` address is none.
    #[error("config.json: {field} must begin with https://")]
    NotHttps {
        /// The field.
        field: &'static str,
    },
}

fn countdown() -> u32 {
    30
}

impl Configuration {
    /// Reads and checks a configuration.
    pub fn read(text: &str) -> Result<Self, ConfigurationError> {
        let json = &mut serde_json::Deserializer::from_str(text);
        let configuration: Self = serde_path_to_error::deserialize(json).map_err(|error| {
            ConfigurationError::Invalid { field: error.path().to_string(), rule: error.inner().to_string() }
        })?;
        let CalendarAccess::Graph { base_url } = &configuration.calendar;
        let DialInSource::Ucwa { discover_url } = &configuration.dial_in;
        for (field, url) in [
            ("calendar.graph.baseUrl", base_url),
            ("signIn.authority", &configuration.sign_in.authority),
            ("dialIn.ucwa.discoverUrl", discover_url),
        ] {
            if !url.starts_with("https://") {
                return Err(ConfigurationError::NotHttps { field });
            }
        }
        Ok(configuration)
    }

    /// The manifest's ids, the current one first.
    pub fn manifest_ids(&self) -> Vec<&str> {
        std::iter::once(&self.manifest_id).chain(&self.former_ids).map(String::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = include_str!("../www/config.json");

    fn changed(pointer: &str, value: serde_json::Value) -> Result<Configuration, ConfigurationError> {
        let mut json: serde_json::Value = serde_json::from_str(GOOD).unwrap();
        let (parent, field) = pointer.rsplit_once('/').unwrap();
        json.pointer_mut(parent).unwrap()[field] = value;
        Configuration::read(&json.to_string())
    }

    #[test]
    fn the_file_that_ships_is_valid() {
        assert!(Configuration::read(GOOD).is_ok());
    }

    #[test]
    fn a_field_that_breaks_its_rule_is_named() {
        let field = |pointer: &str, value| match changed(pointer, value) {
            Err(ConfigurationError::Invalid { field, .. }) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!(field("/policy/userEdits", serde_json::json!("perhaps")), "policy.userEdits");
        assert_eq!(field("/policy/unknown", serde_json::json!(1)), "policy.unknown");
        assert_eq!(field("/manifestId", serde_json::json!(null)), "manifestId");
        let insecure = changed("/signIn/authority", serde_json::json!("http://login.example"));
        assert_eq!(insecure, Err(ConfigurationError::NotHttps { field: "signIn.authority" }));
    }

    #[test]
    fn what_is_no_json_is_invalid_as_a_whole() {
        assert!(
            matches!(Configuration::read("<html>"), Err(ConfigurationError::Invalid { field, .. }) if field == ".")
        );
    }
}
