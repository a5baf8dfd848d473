//! The administrator's configuration, `config.json` beside the add-in.

mod announcement;
mod registration;

pub use announcement::Announcement;
pub use registration::{REDIRECT_PAGE, Scope, redirects};

use serde::{Deserialize, Serialize};

use crate::block::{JoinUrlForm, Language, MeetingKind};
use crate::dialin::Additions;
use crate::dialin::sources::Discovery;
use crate::policy::Policy;
use crate::rules::{self, AtLeastOne, Guid, HostPattern, HttpsUrl, Invalid, Reference};

/// All settings, as `config.schema.json` describes them. Unknown fields are an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Configuration {
    /// The schema that editors check the file against.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The id of the manifest that is installed.
    pub manifest_id: Guid,
    /// Ids the manifest had before: meetings tagged under them are found too.
    #[serde(default)]
    pub former_ids: Vec<Guid>,
    /// How the calendar is reached.
    pub calendar: CalendarAccess,
    /// How people sign in to it.
    pub sign_in: SignIn,
    /// Where dial-in data comes from.
    pub dial_in: DialInSource,
    /// The servers that discovery may lead to; those of the own domain unless given.
    #[serde(default)]
    allowed_hosts: Option<AtLeastOne<HostPattern>>,
    /// The forms of join URLs of third-party bridges, e.g. `https://bridge.example/join/*`.
    #[serde(default)]
    pub join_url_forms: Vec<JoinUrlForm>,
    /// When meetings are updated.
    #[serde(default)]
    pub policy: Policy,
    /// How long an automatic run waits before it starts, in seconds.
    #[serde(default = "countdown", deserialize_with = "rules::at_most::<_, 3600>")]
    pub countdown_seconds: u32,
    /// The languages that are offered, the one for everybody else first.
    #[serde(default = "every_language")]
    pub languages: AtLeastOne<Language>,
    /// What invitations show of the organization where the dial-in data says nothing of it.
    #[serde(default)]
    pub branding: Additions,
    /// What people are told before a run.
    #[serde(default)]
    pub announcement: Option<Announcement>,
    /// Where people find help.
    #[serde(default)]
    pub support_url: Option<HttpsUrl>,
    /// Where reports of runs are sent.
    #[serde(default)]
    pub report_url: Option<HttpsUrl>,
}

/// How the calendar is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum CalendarAccess {
    /// Microsoft Graph.
    Graph {
        /// E.g. `https://graph.microsoft.com/v1.0`.
        #[serde(rename = "baseUrl")]
        base_url: HttpsUrl,
    },
}

/// The add-in's registration with the identity provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignIn {
    /// The application's client id.
    pub client_id: Guid,
    /// The authority, e.g. `https://login.microsoftonline.com/common`; other clouds have others.
    pub authority: HttpsUrl,
}

/// Where dial-in data comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum DialInSource {
    /// Skype for Business Server.
    Ucwa(Discovery),
    /// Teams, through Microsoft Graph.
    Teams {
        /// Where Graph is, if not where the calendar is.
        #[serde(rename = "baseUrl", default, skip_serializing_if = "Option::is_none")]
        base_url: Option<HttpsUrl>,
    },
    /// A third-party bridge that a file describes.
    Hosted {
        /// The file's address: `https`, or relative to the add-in's own.
        #[serde(rename = "profileUrl")]
        profile_url: Reference,
    },
}

impl DialInSource {
    /// The kind of its online meetings.
    pub fn kind(&self) -> MeetingKind {
        match self {
            Self::Ucwa(_) => MeetingKind::SkypeForBusiness,
            Self::Teams { .. } => MeetingKind::Teams,
            Self::Hosted { .. } => MeetingKind::Hosted,
        }
    }
}

/// What errors call the file.
const FILE: &str = "config.json";

fn countdown() -> u32 {
    10
}

fn every_language() -> AtLeastOne<Language> {
    AtLeastOne::from(Language::ALL)
}

impl Configuration {
    /// Reads and checks a configuration.
    pub fn read(text: &str) -> Result<Self, Invalid> {
        let configuration: Self = rules::read(FILE, text)?;
        let is_hosted = configuration.dial_in.kind() == MeetingKind::Hosted;
        if is_hosted && configuration.join_url_forms.is_empty() {
            return Err(Invalid::new(
                FILE,
                "joinUrlForms",
                "it must name the form of the bridge's join URLs",
            ));
        }
        Ok(configuration)
    }

    /// The manifest's ids, the current one first.
    pub fn manifest_ids(&self) -> Vec<&str> {
        std::iter::once(&self.manifest_id).chain(&self.former_ids).map(Guid::as_str).collect()
    }

    /// The servers that discovery may lead to, as the administrator names them.
    pub fn allowed_hosts(&self) -> &[HostPattern] {
        self.allowed_hosts.as_ref().map_or(&[], AtLeastOne::as_slice)
    }

    /// The offered language closest to the one that Outlook is shown in (BCP 47), else the first that is offered.
    pub fn language(&self, display: &str) -> Language {
        let offered = self.languages.as_slice();
        let closest = Language::closest(display).filter(|language| offered.contains(language));
        closest.or(offered.first().copied()).unwrap_or(Language::English)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const HTTPS: &str = "it must be an address that begins with https://";
    const FORM: &str = "it must be an https address with one *, e.g. https://bridge.example/join/*";
    const GOOD: &str = include_str!("../www/config.json");

    fn changed(pointer: &str, value: serde_json::Value) -> Result<Configuration, Invalid> {
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
        let said = |pointer: &str, value| match changed(pointer, value) {
            Err(Invalid { field, rule, .. }) => (field, rule),
            other => panic!("{other:?}"),
        };
        for (pointer, value, field, rule) in [
            (
                "/policy/userEdits",
                json!("x"),
                "policy.userEdits",
                "it must be one of `keep`, `overwrite`, `skip`",
            ),
            ("/policy/unknown", json!(1), "policy.unknown", "there is no such field"),
            ("/signIn/authority", json!("http://a.example"), "signIn.authority", HTTPS),
            ("/joinUrlForms", json!(["https://a.example/"]), "joinUrlForms[0]", FORM),
            ("/dialIn/ucwa/discoverUrl", json!("http://a.example"), "dialIn.ucwa.discoverUrl", HTTPS),
            ("/countdownSeconds", json!(3601), "countdownSeconds", "it must be at most 3600"),
        ] {
            assert_eq!(said(pointer, value), (field.to_owned(), rule.to_owned()));
        }
    }

    #[test]
    fn who_speaks_a_language_that_is_not_offered_reads_the_first() {
        let configuration = changed("/languages", json!(["sv", "fr"])).unwrap();
        assert_eq!(configuration.language("fr-CA"), Language::French);
        assert_eq!(configuration.language("en-US"), Language::Swedish);
        assert_eq!(Configuration::read(GOOD).unwrap().language("de-DE"), Language::English);
    }

    #[test]
    fn a_hosted_profile_is_on_https_or_beside_the_add_in_and_its_join_urls_have_a_form() {
        let read = |url: &str, forms: &[&str]| {
            let mut json: serde_json::Value = serde_json::from_str(GOOD).unwrap();
            json["dialIn"] = json!({ "hosted": { "profileUrl": url } });
            json["joinUrlForms"] = json!(forms);
            Configuration::read(&json.to_string())
        };
        let form = ["https://bridge.example/join/*"];
        for url in ["hosted.json", "/settings/hosted.json?v=2", "https://settings.example/hosted.json"] {
            assert_eq!(read(url, &form).map(|read| read.dial_in.kind()), Ok(MeetingKind::Hosted), "{url}");
        }
        let insecure = read("http://settings.example/x", &form);
        assert!(matches!(insecure, Err(Invalid { field, .. }) if field == "dialIn.hosted.profileUrl"));
        for (forms, named) in [(vec![], "joinUrlForms"), (vec!["https://bridge.example/"], "joinUrlForms[0]")]
        {
            let wrong = read("hosted.json", &forms);
            assert!(matches!(&wrong, Err(Invalid { field, .. }) if field == named), "{wrong:?}");
        }
    }

    #[test]
    fn teams_needs_no_setting_and_may_be_at_another_graph_than_the_calendar() {
        let kind = |value| changed("/dialIn", value).map(|read| read.dial_in.kind());
        assert_eq!(kind(json!({ "teams": {} })), Ok(MeetingKind::Teams));
        let elsewhere = json!({ "teams": { "baseUrl": "https://graph.example/v1.0" } });
        assert_eq!(kind(elsewhere), Ok(MeetingKind::Teams));
        assert!(kind(json!({ "teams": { "discoverUrl": "https://x.example" } })).is_err());
        assert!(kind(json!({ "teams": { "baseUrl": "http://graph.example/v1.0" } })).is_err());
    }

    #[test]
    fn what_is_no_json_is_invalid_as_a_whole() {
        assert!(matches!(Configuration::read("<html>"), Err(Invalid { field, .. }) if field == "."));
    }
}
