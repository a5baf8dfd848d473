//! The organizer's dial-in data, as an administrator sets it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::random::Stream;

/// Audio conferencing of the organizer, and how their meetings are reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DialIn {
    /// The organizer has an audio conferencing licence.
    pub audio_conferencing: bool,
    /// The conference ID of the organizer's public meetings.
    pub conference_id: String,
    /// All meetings share `conference_id`; otherwise each has its own.
    pub public_meetings: bool,
    /// The name of the bridge the numbers belong to; only people read it.
    pub bridge: String,
    /// The numbers, in the order they are offered.
    pub regions: Vec<Region>,
    /// The name of the region offered first.
    pub default_region: String,
    /// The page with all numbers, where a PIN is reset as well.
    pub external_directory_uri: String,
    /// The start of every join URL while the organizer is homed on-premises; without it meetings have none.
    pub meet_base_url: Option<String>,
    /// The organizer's SIP address without `sip:`.
    pub sip_address: String,
    /// What the organization adds to its invitations.
    #[serde(default)]
    pub customization: Customization,
    /// Where the organizer's account is homed.
    #[serde(default)]
    pub home: Home,
    /// The audio conferencing provider whose numbers the organizer has in place of the bridge's.
    #[serde(default)]
    pub acp: Option<Acp>,
}

/// Where an account is homed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Home {
    /// On a Skype for Business Server.
    #[default]
    OnPremises,
    /// In Skype for Business Online, which is retired: no real account is there any more. The way there is the one to
    /// another server, too.
    Online,
    /// In Teams: the server leads to where Skype for Business Online was.
    Teams,
}

/// An audio conferencing provider (ACP).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Acp {
    /// The provider's name; only people read it.
    pub name: String,
    /// The number that callers pay for.
    pub toll_number: String,
    /// The numbers that cost callers nothing.
    #[serde(default)]
    pub toll_free_numbers: Vec<String>,
    /// What callers key in.
    pub passcode: String,
}

/// One number to dial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Region {
    /// The region's name, as invitations show it.
    pub name: String,
    /// The number as a `tel:` URI.
    pub number: String,
    /// The languages spoken there, BCP 47 tags.
    pub languages: Vec<String>,
}

/// What the organization adds to its invitations
/// (<https://learn.microsoft.com/skype-sdk/ucwa/onlinemeetinginvitationcustomization_ref>).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Customization {
    pub enterprise_help_url: String,
    pub invitation_footer_text: String,
    pub invitation_help_url: String,
    pub invitation_legal_url: String,
    pub invitation_logo_url: String,
}

impl DialIn {
    /// What an organizer at Contoso has after a reset.
    pub fn contoso() -> Self {
        let region = |name: &str, number: &str, language: &str| Region {
            name: name.to_owned(),
            number: format!("tel:{number}"),
            languages: vec![language.to_owned()],
        };
        Self {
            audio_conferencing: true,
            conference_id: "48213907".to_owned(),
            public_meetings: true,
            bridge: "Contoso bridge".to_owned(),
            regions: vec![
                region("Seattle", "+14255550134", "en-US"),
                region("London", "+442079460121", "en-GB"),
            ],
            default_region: "Seattle".to_owned(),
            external_directory_uri: "https://dialin.contoso.example".to_owned(),
            meet_base_url: Some("https://meet.contoso.example".to_owned()),
            sip_address: "ines.moreau@contoso.example".to_owned(),
            customization: Customization::default(),
            home: Home::OnPremises,
            acp: None,
        }
    }

    /// Applies a JSON merge patch (RFC 7396).
    pub fn merge(&mut self, patch: &Value) -> Result<(), serde_json::Error> {
        let mut merged = serde_json::to_value(&*self)?;
        merge(&mut merged, patch);
        *self = serde_json::from_value(merged)?;
        Ok(())
    }

    /// Gives the organizer another conference ID.
    pub fn reset_conference_id(&mut self, random: &Stream) {
        let former = self.conference_id.clone();
        while self.conference_id == former {
            self.conference_id = random_conference_id(random);
        }
    }

    /// The numbers, the default region's first.
    pub fn numbers(&self) -> Vec<&Region> {
        let mut numbers: Vec<&Region> = self.regions.iter().collect();
        numbers.sort_by_key(|region| region.name != self.default_region);
        numbers
    }

    /// The start of every join URL, as the organizer's home gives it.
    pub fn join_base(&self) -> Option<&str> {
        let own = self.meet_base_url.as_deref().filter(|base| !base.is_empty())?;
        Some(match self.home {
            Home::OnPremises | Home::Teams => own,
            Home::Online => "https://meet.lync.com/contoso",
        })
    }

    /// The organizer's segment of join URLs.
    pub fn alias(&self) -> &str {
        self.sip_address.split('@').next().unwrap_or_default()
    }

    /// The address of a meeting's focus, to which conferencing clients connect.
    pub fn focus_uri(&self, meeting_id: &str) -> String {
        format!("sip:{};gruu;opaque=app:conf:focus:id:{meeting_id}", self.sip_address)
    }
}

impl Region {
    /// The number as people read it.
    pub fn shown_number(&self) -> &str {
        self.number.trim_start_matches("tel:")
    }
}

/// A conference ID that nobody can guess: eight digits, the first not 0.
pub fn random_conference_id(random: &Stream) -> String {
    (10_000_000 + random.below(90_000_000)).to_string()
}

fn merge(target: &mut Value, patch: &Value) {
    match (target, patch) {
        (Value::Object(members), Value::Object(changes)) => {
            for (name, change) in changes {
                if change.is_null() {
                    members.remove(name);
                } else {
                    merge(members.entry(name).or_insert(Value::Null), change);
                }
            }
        }
        (target, patch) => *target = patch.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_patch_changes_what_it_names() {
        let mut dial_in = DialIn::contoso();
        dial_in
            .merge(&json!({"audioConferencing": false, "customization": {"invitationFooterText": "Hi"}}))
            .unwrap();
        assert!(!dial_in.audio_conferencing);
        assert_eq!(dial_in.customization.invitation_footer_text, "Hi");
        assert_eq!(dial_in.conference_id, DialIn::contoso().conference_id);
    }

    #[test]
    fn a_patch_with_an_unknown_name_changes_nothing() {
        let mut dial_in = DialIn::contoso();
        assert!(dial_in.merge(&json!({"conferenceID": "1"})).is_err());
        assert_eq!(dial_in, DialIn::contoso());
    }
}
