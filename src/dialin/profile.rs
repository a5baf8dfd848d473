//! The organizer's dial-in data.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::block::{Branding, ConferenceId, DialInNumber, Invitation, MeetingKind, PhoneAccess};

use super::online_meeting::OnlineMeeting;

/// Where the organizer's account is homed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Home {
    /// On a Skype for Business Server.
    OnPremises,
    /// In Microsoft's cloud.
    Online,
}

/// Whose conference ID a meeting has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Conference {
    /// Public meetings: one ID for all of the organizer's meetings.
    Public(ConferenceId),
    /// Private meetings: every meeting has its own.
    PerMeeting,
}

/// Who runs the bridge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AudioProvider {
    /// Microsoft: the bridge of the organizer's own server, or of its cloud.
    #[default]
    Bridge,
    /// An audio conferencing provider (ACP).
    ThirdParty,
}

impl AudioProvider {
    fn is_bridge(&self) -> bool {
        *self == Self::Bridge
    }
}

/// What a caller needs, as the organizer's bridge gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AudioConferencing {
    /// Who runs the bridge; not written where it is Microsoft.
    #[serde(default, skip_serializing_if = "AudioProvider::is_bridge")]
    pub provider: AudioProvider,
    /// Whose conference ID meetings show.
    pub conference: Conference,
    /// The bridge's numbers, the organizer's default region first.
    pub numbers: Vec<DialInNumber>,
    /// The page of all local numbers.
    pub directory_url: Option<String>,
    /// The page where the PIN is reset.
    pub pin_url: Option<String>,
}

/// The organizer's dial-in data at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DialInProfile {
    /// The service that new meetings are made with.
    pub kind: MeetingKind,
    /// Where the account is homed.
    pub home: Home,
    /// The organizer's SIP address, without the scheme.
    pub sip_address: Option<String>,
    /// Audio conferencing, where the organizer has it.
    pub audio: Option<AudioConferencing>,
    /// What join URLs begin with, e.g. `https://meet.contoso.example/ines`; unknown before the first meeting.
    pub meeting_base: Option<String>,
    /// The organization's additions.
    pub branding: Branding,
}

/// A short name for everything an invitation shows of a profile; equal profiles have equal fingerprints on
/// every machine.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The first 16 hexadecimal digits of the SHA-256 of `value` as JSON.
    pub(crate) fn of(value: &impl Serialize) -> Self {
        let json = serde_json::to_vec(value).unwrap_or_default();
        let digest = Sha256::digest(&json);
        Self(digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl DialInProfile {
    /// The name of what an invitation shows of this profile: kind, audio conferencing and branding.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&(&self.kind, &self.audio, &self.branding))
    }

    /// What the invitation of a new meeting says.
    pub fn invitation(&self, meeting: &OnlineMeeting) -> Invitation {
        Invitation {
            kind: self.kind,
            join_url: meeting.join_url.clone(),
            phone: self.phone(meeting.conference_id.clone()),
            branding: self.branding.clone(),
            shared_notes: None,
        }
    }

    /// What an existing block would say today: its own meeting with this profile's dial-in data. A private
    /// meeting keeps the conference ID it shows.
    pub fn invitation_today(&self, block: &Invitation) -> Invitation {
        let own_id = block.phone.as_ref().and_then(|phone| phone.conference_id.clone());
        Invitation {
            kind: block.kind,
            join_url: block.join_url.clone(),
            phone: self.phone(own_id),
            branding: self.branding.clone(),
            shared_notes: block.shared_notes.clone(),
        }
    }

    fn phone(&self, own_id: Option<ConferenceId>) -> Option<PhoneAccess> {
        self.audio.as_ref().map(|audio| PhoneAccess {
            conference_id: match &audio.conference {
                Conference::Public(id) => Some(id.clone()),
                Conference::PerMeeting => own_id,
            },
            numbers: audio.numbers.clone(),
            directory_url: audio.directory_url.clone(),
            pin_url: audio.pin_url.clone(),
        })
    }
}
