//! The administrator's configuration, `config.json` beside the add-in.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::migration::Policy;

/// All settings. Unknown fields are an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Configuration {
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
    #[error("config.json: {0}")]
    Invalid(String),
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
        let configuration: Self =
            serde_json::from_str(text).map_err(|error| ConfigurationError::Invalid(error.to_string()))?;
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
