//! The file that describes a third-party bridge, as an administrator would write it for the dial-in data.

use serde_json::{Map, Value, json};

use crate::dial_in::{DialIn, Region};

/// The file, unless somebody wrote another.
pub fn hosted_profile(dial_in: &DialIn) -> Value {
    let numbers: Vec<Value> = match dial_in.audio_conferencing {
        true => dial_in.numbers().into_iter().map(number).collect(),
        false => Vec::new(),
    };
    let id = if dial_in.public_meetings { dial_in.conference_id.as_str() } else { "perMeeting" };
    json!({"default": {
        "joinUrl": "https://bridge.contoso.example/join/{id}",
        "conferenceId": id,
        "numbers": numbers,
        "directoryUrl": dial_in.external_directory_uri,
        "pinUrl": dial_in.external_directory_uri,
        "branding": branding(dial_in),
    }})
}

fn number(region: &Region) -> Value {
    json!({"number": region.shown_number(), "region": region.name, "languages": region.languages})
}

fn branding(dial_in: &DialIn) -> Value {
    let given = &dial_in.customization;
    let members = [
        ("logoUrl", &given.invitation_logo_url),
        ("helpUrl", &given.invitation_help_url),
        ("legalUrl", &given.invitation_legal_url),
        ("footer", &given.invitation_footer_text),
    ];
    let set = members.into_iter().filter(|(_, value)| !value.is_empty());
    Value::Object(set.map(|(name, value)| (name.to_owned(), json!(value))).collect::<Map<_, _>>())
}
