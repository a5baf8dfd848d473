//! The administrator's configuration, `config.json` beside the add-in.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::block::{JoinUrlForm, MeetingKind};
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
    /// The forms of join URLs of third-party bridges, e.g. `https://bridge.example/join/*`.
    #[serde(default)]
    pub join_url_forms: Vec<JoinUrlForm>,
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
    /// Teams, through the Graph of the calendar.
    Teams {},
    /// A third-party bridge that a file describes.
    Hosted {
        /// The file's address: `https`, or relative to the add-in's own.
        #[serde(rename = "profileUrl")]
        profile_url: String,
    },
}

impl DialInSource {
    /// The kind of its online meetings.
    pub fn kind(&self) -> MeetingKind {
        match self {
            Self::Ucwa { .. } => MeetingKind::SkypeForBusiness,
            Self::Teams {} => MeetingKind::Teams,
            Self::Hosted { .. } => MeetingKind::Hosted,
        }
    }
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
        https("calendar.graph.baseUrl", base_url)?;
        https("signIn.authority", &configuration.sign_in.authority)?;
        match &configuration.dial_in {
            DialInSource::Ucwa { discover_url } => https("dialIn.ucwa.discoverUrl", discover_url)?,
            DialInSource::Teams {} => {}
            DialInSource::Hosted { profile_url } => {
                if !is_relative(profile_url) {
                    https("dialIn.hosted.profileUrl", profile_url)?;
                }
                if configuration.join_url_forms.is_empty() {
                    return Err(ConfigurationError::Invalid {
                        field: "joinUrlForms".to_owned(),
                        rule: "it must name the form of the bridge's join URLs".to_owned(),
                    });
                }
            }
        }
        Ok(configuration)
    }

    /// The manifest's ids, the current one first.
    pub fn manifest_ids(&self) -> Vec<&str> {
        std::iter::once(&self.manifest_id).chain(&self.former_ids).map(String::as_str).collect()
    }
}

fn https(field: &'static str, url: &str) -> Result<(), ConfigurationError> {
    if url.starts_with("https://") { Ok(()) } else { Err(ConfigurationError::NotHttps { field }) }
}

/// Whether an address stays on the add-in's own host: no scheme and no host.
fn is_relative(address: &str) -> bool {
    !address.is_empty()
        && !address.starts_with("//")
        && !address.contains([':', '\\'])
        && !address.contains(|c: char| c.is_control() || c.is_whitespace())
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
    fn a_hosted_profile_is_on_https_or_beside_the_add_in_and_its_join_urls_have_a_form() {
        let read = |url: &str, forms: &[&str]| {
            let mut json: serde_json::Value = serde_json::from_str(GOOD).unwrap();
            json["dialIn"] = serde_json::json!({ "hosted": { "profileUrl": url } });
            json["joinUrlForms"] = serde_json::json!(forms);
            Configuration::read(&json.to_string())
        };
        let form = ["https://bridge.example/join/*"];
        for url in ["hosted.json", "/settings/hosted.json?v=2", "https://settings.example/hosted.json"] {
            assert_eq!(read(url, &form).map(|read| read.dial_in.kind()), Ok(MeetingKind::Hosted), "{url}");
        }
        let insecure = ConfigurationError::NotHttps { field: "dialIn.hosted.profileUrl" };
        for url in
            ["http://settings.example/x", "//settings.example/x", "/\\settings.example", "data:,{}", ""]
        {
            assert_eq!(read(url, &form), Err(insecure.clone()), "{url}");
        }
        for (forms, named) in [(vec![], "joinUrlForms"), (vec!["https://bridge.example/"], "joinUrlForms[0]")]
        {
            let wrong = read("hosted.json", &forms);
            assert!(
                matches!(&wrong, Err(ConfigurationError::Invalid { field, .. }) if field == named),
                "{wrong:?}"
            );
        }
    }

    #[test]
    fn teams_needs_no_setting_and_takes_none() {
        let kind = |value| changed("/dialIn", value).map(|read| read.dial_in.kind());
        assert_eq!(kind(serde_json::json!({ "teams": {} })), Ok(MeetingKind::Teams));
        assert!(kind(serde_json::json!({ "teams": { "discoverUrl": "https://x.example" } })).is_err());
    }

    #[test]
    fn what_is_no_json_is_invalid_as_a_whole() {
        assert!(
            matches!(Configuration::read("<html>"), Err(ConfigurationError::Invalid { field, .. }) if field == ".")
        );
    }
}
