//! Reads and checks a hosted profile. A field that is not known is an error, for it may be one that is misspelt.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::block::{Branding, ConferenceId, DialInNumber};
use crate::dialin::Conference;
use crate::dialin::culture::native_name;
use crate::link::safe_url;

use super::super::number;
use super::template::Template;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct File {
    #[serde(rename = "$schema", default)]
    _schema: IgnoredAny,
    default: Details,
    #[serde(default)]
    organizers: BTreeMap<String, Details>,
}

/// The details of everybody, or those in which one organizer differs.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Details {
    pub(super) join_url: Option<Template>,
    conference_id: Option<Id>,
    numbers: Option<Numbers>,
    directory_url: Option<Page>,
    pin_url: Option<Page>,
    branding: Option<HostedBranding>,
}

/// A conference ID, or `perMeeting`.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
struct Id(Conference);

#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Vec<Number>")]
struct Numbers(Vec<DialInNumber>);

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Number {
    number: ShownNumber,
    #[serde(default)]
    region: Line,
    #[serde(default)]
    languages: Vec<Line>,
    #[serde(default)]
    toll_free: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
struct ShownNumber(String);

/// A few words on one line.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "String")]
struct Line(String);

/// The address of a page.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
struct Page(String);

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct HostedBranding {
    logo_url: Option<Page>,
    help_url: Option<Page>,
    legal_url: Option<Page>,
    footer: Option<Footer>,
}

/// Lines of text.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
struct Footer(String);

impl File {
    /// The organizer's own details before everybody's. Mail addresses ignore case.
    pub(super) fn details_of(mut self, organizer: &str) -> Details {
        let known = self.organizers.keys().find(|address| address.eq_ignore_ascii_case(organizer)).cloned();
        let own = known.and_then(|address| self.organizers.remove(&address)).unwrap_or_default();
        let default = self.default;
        Details {
            join_url: own.join_url.or(default.join_url),
            conference_id: own.conference_id.or(default.conference_id),
            numbers: own.numbers.or(default.numbers),
            directory_url: own.directory_url.or(default.directory_url),
            pin_url: own.pin_url.or(default.pin_url),
            branding: own.branding.or(default.branding),
        }
    }
}

impl Details {
    pub(super) fn conference(&self) -> Conference {
        self.conference_id.as_ref().map_or(Conference::PerMeeting, |id| id.0.clone())
    }

    pub(super) fn numbers(&self) -> Option<&[DialInNumber]> {
        self.numbers.as_ref().map(|numbers| numbers.0.as_slice())
    }

    pub(super) fn directory_url(&self) -> Option<String> {
        self.directory_url.clone().map(|page| page.0)
    }

    pub(super) fn pin_url(&self) -> Option<String> {
        self.pin_url.clone().map(|page| page.0)
    }

    pub(super) fn branding(&self) -> Branding {
        let branding = self.branding.clone().unwrap_or_default();
        Branding {
            logo_url: branding.logo_url.map(|page| page.0),
            help_url: branding.help_url.map(|page| page.0),
            legal_url: branding.legal_url.map(|page| page.0),
            footer: branding.footer.map(|footer| footer.0),
        }
    }
}

impl TryFrom<String> for Id {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text == "perMeeting" {
            return Ok(Self(Conference::PerMeeting));
        }
        ConferenceId::try_from(text).map(|id| Self(Conference::Public(id)))
    }
}

impl TryFrom<Vec<Number>> for Numbers {
    type Error = String;

    fn try_from(numbers: Vec<Number>) -> Result<Self, Self::Error> {
        if numbers.len() > number::MOST {
            return Err(format!("{} numbers are too many; at most {}", numbers.len(), number::MOST));
        }
        Ok(Self(numbers.into_iter().map(DialInNumber::from).collect()))
    }
}

impl From<Number> for DialInNumber {
    fn from(given: Number) -> Self {
        let languages: Vec<&str> = given.languages.iter().map(|tag| native_name(&tag.0)).collect();
        Self {
            number: given.number.0,
            region: given.region.0,
            languages: languages.join(", "),
            toll_free: given.toll_free,
        }
    }
}

impl TryFrom<String> for ShownNumber {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        number::shown(&text).map(Self).ok_or(number::RULE)
    }
}

impl TryFrom<String> for Line {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let short = text.chars().count() <= 100 && !text.contains(char::is_control);
        if short { Ok(Self(text.trim().to_owned())) } else { Err("at most 100 characters on one line") }
    }
}

impl TryFrom<String> for Footer {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.chars().count() <= 2000 { Ok(Self(text)) } else { Err("at most 2,000 characters") }
    }
}

impl TryFrom<String> for Page {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let page = safe_url(&text).filter(|url| url.to_ascii_lowercase().starts_with("https://"));
        page.map(|url| Self(url.to_owned())).ok_or("it must be an address that begins with https://")
    }
}
