//! The organizer's dial-in data as a file, which `profile.schema.json` describes.

use std::path::Path;
use std::sync::LazyLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::paths::{Location, LocationSegment};
use jsonschema::{ValidationError, Validator};
use redial::block::{JoinUrlForm, MeetingKind};
use redial::dialin::DialInProfile;
use redial::rules::Invalid;
use serde_json::Value;
use thiserror::Error;

use crate::file::{self, FileError};

/// The largest profile in MB.
const LARGEST: u64 = 1;

/// Why a profile cannot be used.
#[derive(Debug, Error)]
pub enum ProfileError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It is in another encoding.
    #[error("it is not UTF-8; save it as UTF-8")]
    NotUtf8,
    /// It is not JSON, or a field breaks its rule.
    #[error("{}", rule_of(.0))]
    Invalid(Invalid),
}

/// What a file breaks, without its name.
pub fn rule_of(Invalid { field, rule, .. }: &Invalid) -> String {
    if field == "." { rule.clone() } else { format!("{field}: {rule}") }
}

/// Reads the profile in a file.
pub fn read(path: &Path) -> Result<DialInProfile, ProfileError> {
    let bytes = file::read_up_to(LARGEST, path)?;
    let (_, text) = file::served(&bytes).ok_or(ProfileError::NotUtf8)?;
    parse(&path.display().to_string(), text).map_err(ProfileError::Invalid)
}

/// Reads a profile. A field that is not known is an error, for it may be one that is misspelt; so is a missing
/// `audio`, for a profile without it takes the phone part out of every meeting.
fn parse(file: &str, text: &str) -> Result<DialInProfile, Invalid> {
    let invalid = |field: &str, rule: &str| Invalid::new(file, field, rule);
    let json: Value =
        serde_json::from_str(text).map_err(|error| invalid(".", &format!("it is not JSON: {error}")))?;
    let mut unknown: Option<String> = None;
    let mut note = |path: serde_ignored::Path<'_>| {
        // An optional value is a step of its own, written as a question mark.
        let field = path.to_string().replace(".?", "");
        if field != "$schema" {
            unknown.get_or_insert(field);
        }
    };
    let noting = serde_ignored::Deserializer::new(&json, &mut note);
    let profile: DialInProfile = serde_path_to_error::deserialize(noting)
        .map_err(|error| invalid(&error.path().to_string(), &error.inner().to_string()))?;
    if let Some(field) = unknown {
        return Err(invalid(&field, "there is no such field"));
    }
    if json.get("audio").is_none() {
        return Err(invalid(
            "audio",
            "it is missing; write null for an organizer without audio conferencing",
        ));
    }
    match SCHEMA.iter_errors(&json).next() {
        Some(error) => {
            let error = innermost(&error);
            Err(invalid(&field_at(error.instance_path()), &error.to_string()))
        }
        None => Ok(profile),
    }
}

#[allow(clippy::unwrap_used, reason = "the schema is a constant, read by every test")]
static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(include_str!("../profile.schema.json")).unwrap();
    jsonschema::validator_for(&schema).unwrap()
});

/// Where a value fits none of several shapes: what keeps it from the one that it comes closest to.
fn innermost<'a>(error: &'a ValidationError<'a>) -> &'a ValidationError<'a> {
    let (ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context }) =
        error.kind()
    else {
        return error;
    };
    let depth = |error: &&ValidationError<'_>| error.instance_path().into_iter().count();
    context.iter().flatten().map(innermost).max_by_key(depth).unwrap_or(error)
}

/// The path of a field as messages name it: `audio.numbers[0].number`.
fn field_at(path: &Location) -> String {
    let mut field = String::new();
    for segment in path.into_iter() {
        match segment {
            LocationSegment::Index(index) => field.push_str(&format!("[{index}]")),
            LocationSegment::Property(name) if field.is_empty() => field.push_str(&name),
            LocationSegment::Property(name) => field.push_str(&format!(".{name}")),
        }
    }
    if field.is_empty() { ".".to_owned() } else { field }
}

/// The form of a third-party bridge's join URLs, as the profile of such a bridge tells it.
pub fn join_url_forms(profile: Option<&DialInProfile>) -> Vec<JoinUrlForm> {
    let Some(hosted) = profile.filter(|profile| profile.kind == MeetingKind::Hosted) else {
        return Vec::new();
    };
    let below = |base: &str| JoinUrlForm::new(&format!("{}/*", base.trim_end_matches('/')));
    let form = match hosted.room() {
        Some(room) => Some(JoinUrlForm::only(&room)),
        None => hosted.meeting_base.as_deref().and_then(below),
    };
    form.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use redial::link::JoinUrl;

    use super::*;
    use crate::schema;

    const DESCRIBED: &str = include_str!("../profile.schema.json");
    const EXAMPLES: [&str; 3] = [
        include_str!("../examples/server.json"),
        include_str!("../examples/without-audio-conferencing.json"),
        include_str!("../examples/conferencing-provider.json"),
    ];

    fn parse(text: &str) -> Result<DialInProfile, ProfileError> {
        super::parse("profile.json", text).map_err(ProfileError::Invalid)
    }

    #[test]
    fn the_schema_names_the_fields_that_profiles_have() {
        let described = schema::described(&serde_json::from_str(DESCRIBED).expect("JSON"));
        let profiles = EXAMPLES.map(|example| parse(example).expect("a profile"));
        let values = profiles.map(|profile| serde_json::to_value(&profile).expect("JSON"));
        let in_profiles = values.iter().flat_map(|value| schema::fields(value, &[])).collect();
        assert_eq!(described, in_profiles);
    }

    #[test]
    fn what_the_schema_requires_is_required() {
        let schema: Value = serde_json::from_str(DESCRIBED).expect("JSON");
        for field in schema["required"].as_array().expect("a list") {
            let field = field.as_str().expect("a name");
            let mut profile: Value = serde_json::from_str(EXAMPLES[0]).expect("JSON");
            profile.as_object_mut().expect("an object").remove(field);
            assert!(parse(&profile.to_string()).expect_err(field).to_string().contains(field));
        }
    }

    #[test]
    fn what_the_schema_forbids_is_refused_and_the_field_named() {
        for (old, new, field) in [
            (r#""57083549""#, r#""99-11""#, "audio.conference.public"),
            (r#""57083549""#, r#""5708 3549#""#, "audio.conference.public"),
            (r#""+44 20 7946 0121""#, r#""none""#, "audio.numbers[1].number"),
            ("https://meet.contoso", "http://meet.contoso", "meetingBase"),
            (
                r#""directoryUrl": "https://dialin.contoso.example""#,
                r#""directoryUrl": "javascript:alert(1)""#,
                "audio.directoryUrl",
            ),
            (r#""logoUrl": "https:"#, r#""logoUrl": "data:"#, "branding.logoUrl"),
        ] {
            assert!(EXAMPLES[0].contains(old), "{old}");
            let error = parse(&EXAMPLES[0].replace(old, new)).expect_err(new).to_string();
            assert!(error.starts_with(&format!("{field}: ")) && error.len() < 120, "{new}: {error}");
        }
    }

    #[test]
    fn the_one_room_of_a_bridge_is_known_by_its_own_address() {
        let hosted = |base: &str| {
            let mut profile = parse(EXAMPLES[0]).expect("a profile");
            (profile.kind, profile.meeting_base) = (MeetingKind::Hosted, Some(base.into()));
            join_url_forms(Some(&profile))
        };
        let url = |url: &str| JoinUrl::new(url).expect("a join URL");
        let room = url("https://bridge.example/join/ines");
        assert!(hosted("https://bridge.example/join/ines").iter().any(|form| form.matches(&room)));
        assert!(hosted("https://bridge.example/join/").iter().any(|form| form.matches(&room)));
        assert!(!hosted("https://bridge.example/other/").iter().any(|form| form.matches(&room)));
    }

    #[test]
    fn a_wrong_field_is_named() {
        let wrong = |old: &str, new: &str| {
            assert!(EXAMPLES[0].contains(old), "{old}");
            parse(&EXAMPLES[0].replace(old, new)).expect_err("a wrong field").to_string()
        };
        assert!(wrong(r#""public": "57083549""#, r#""public": "x""#).starts_with("audio.conference"));
        assert!(
            wrong(r#""tollFree": false"#, r#""tollFree": "no""#).starts_with("audio.numbers[0].tollFree: ")
        );
        assert_eq!(wrong(r#""pinUrl""#, r#""pinURL""#), "audio.pinURL: there is no such field");
        assert!(wrong("{", "").starts_with("it is not JSON: "));
    }
}
