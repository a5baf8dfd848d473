//! The organizer's dial-in data.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::block::{Branding, ConferenceId, DialInNumber, Invitation, MeetingKind, PhoneAccess};
use crate::link::JoinUrl;

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

/// Where Skype for Business Online has its meetings.
const ONLINE: &str = "https://meet.lync.com/";

impl Home {
    /// The home of whoever has this join URL on Skype for Business.
    pub fn of(join_url: &JoinUrl) -> Self {
        if join_url.is_below(ONLINE) { Self::Online } else { Self::OnPremises }
    }
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
    /// The page of all local numbers. Where it ends in `?id=`, an invitation puts its conference ID there.
    pub directory_url: Option<String>,
    /// The page where the PIN is reset, with an ID as the other.
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
    /// Microsoft's bridge, where the organizer has a licence for it and a third-party provider (ACP) is in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence_beside_acp: Option<AudioConferencing>,
    /// What join URLs begin with, e.g. `https://meet.contoso.example/ines/`; unknown before the first meeting. Where a
    /// third-party bridge gives one room for all meetings, its whole address.
    pub meeting_base: Option<String>,
    /// The one meeting that a server assigns for all appointments, where it does.
    #[serde(skip)]
    pub assigned: Option<JoinUrl>,
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
    /// The name of what an invitation shows of this profile: kind, how to dial in, and branding.
    pub fn fingerprint(&self) -> Fingerprint {
        let shown = self
            .audio
            .as_ref()
            .map(|audio| (&audio.conference, &audio.numbers, &audio.directory_url, &audio.pin_url));
        Fingerprint::of(&(&self.kind, shown, &self.branding))
    }

    /// The profile with Microsoft's bridge in the place of a third-party provider, where a licence allows it.
    #[must_use]
    pub fn with_acp_replaced(mut self) -> Self {
        if let Some(bridge) = self.licence_beside_acp.take() {
            self.audio = Some(bridge);
        }
        self
    }

    /// Whether an online meeting is where the organizer's meetings are made no more, so that it needs a successor.
    pub fn has_left(&self, join_url: &JoinUrl) -> bool {
        match (&self.meeting_base, self.room()) {
            (_, Some(room)) => !join_url.agrees_with(&room),
            (Some(base), None) => !join_url.is_below(base),
            (None, None) => self.is_homed_elsewhere(join_url),
        }
    }

    /// The one room of all the organizer's meetings, where a third-party bridge gives one: what join URLs of
    /// different meetings begin with ends in a sign such as `/` or `=`.
    pub fn room(&self) -> Option<JoinUrl> {
        let base = self.meeting_base.as_deref().filter(|_| self.kind == MeetingKind::Hosted)?;
        base.ends_with(char::is_alphanumeric).then(|| JoinUrl::new(base)).flatten()
    }

    /// The online meeting that all of the organizer's appointments share, where they do.
    pub(super) fn shared(&self) -> Option<JoinUrl> {
        self.assigned.clone().or_else(|| self.room())
    }

    /// Whether an online meeting is at the home that the organizer left, and so reached no more.
    pub fn is_homed_elsewhere(&self, join_url: &JoinUrl) -> bool {
        self.kind == MeetingKind::SkypeForBusiness && Home::of(join_url) != self.home
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

    /// What an existing block would say today: its own meeting with this profile's dial-in data. `own_id` is the
    /// conference ID that the service tells of the meeting; a private one of which it tells none keeps the one it
    /// shows.
    pub fn invitation_today(&self, block: &Invitation, own_id: Option<ConferenceId>) -> Invitation {
        let shown_id = || block.phone.as_ref().and_then(|phone| phone.conference_id.clone());
        Invitation {
            kind: block.kind,
            join_url: block.join_url.clone(),
            phone: self.phone(own_id.or_else(|| shown_id().filter(|_| self.has_private_meetings()))),
            branding: self.branding.clone(),
            shared_notes: block.shared_notes.clone(),
        }
    }

    /// What an existing block would say once `meeting` has taken the place of its own; the notes stay behind.
    pub fn invitation_to(&self, block: &Invitation, meeting: &OnlineMeeting) -> Invitation {
        Invitation { kind: block.kind, ..self.invitation(meeting) }
    }

    /// Whether the service is asked about single meetings: it tells which of them are there, whose they are, and what
    /// conference IDs they have of their own. Those of a Skype for Business organizer who has public meetings now may
    /// still be private ones. A third-party bridge keeps no list.
    pub fn is_told_meetings(&self) -> bool {
        self.kind != MeetingKind::Hosted
    }

    /// Whether nothing can be said of a meeting before the service told of it: whose it is, or its conference ID.
    pub fn needs_meetings_told(&self) -> bool {
        self.kind == MeetingKind::Teams || self.has_private_meetings()
    }

    /// Whether every meeting has a conference ID of its own.
    pub fn has_private_meetings(&self) -> bool {
        self.audio.as_ref().is_some_and(|audio| audio.conference == Conference::PerMeeting)
    }

    /// Whether numbers would come into a block without the conference ID that belongs to them: the meeting has one of
    /// its own, the service tells none, and the block shows none either, or on a server one beside numbers that are
    /// all another provider's.
    pub fn lacks_id_for(&self, block: &Invitation, own_id: Option<&ConferenceId>) -> bool {
        let Some(audio) = self.audio.as_ref().filter(|_| self.kind != MeetingKind::Hosted) else {
            return false;
        };
        let is_known =
            |number: &DialInNumber| audio.numbers.iter().any(|now| now.digits() == number.digits());
        let may_be_anothers = self.kind == MeetingKind::SkypeForBusiness;
        let shows_id = block.phone.as_ref().is_some_and(|phone| {
            let is_ours = phone.numbers.is_empty() || phone.numbers.iter().any(is_known);
            phone.conference_id.is_some() && (is_ours || !may_be_anothers)
        });
        audio.conference == Conference::PerMeeting && own_id.is_none() && !shows_id
    }

    fn phone(&self, own_id: Option<ConferenceId>) -> Option<PhoneAccess> {
        let audio = self.audio.as_ref()?;
        let id = match &audio.conference {
            Conference::Public(id) => {
                own_id.filter(|_| audio.provider.is_bridge()).or_else(|| Some(id.clone()))
            }
            Conference::PerMeeting => own_id,
        };
        Some(PhoneAccess {
            numbers: audio.numbers.clone(),
            directory_url: audio.directory_url.as_deref().map(|page| page_for(id.as_ref(), page)),
            pin_url: audio.pin_url.as_deref().map(|page| page_for(id.as_ref(), page)),
            conference_id: id,
        })
    }
}

/// A page that is told which meeting it is opened from (`?id=`).
fn page_for(id: Option<&ConferenceId>, page: &str) -> String {
    let parts = page.split_once("?id=").filter(|(_, after)| after.is_empty() || after.starts_with('&'));
    match (parts, id) {
        (Some((before, after)), Some(id)) => format!("{before}?id={id}{after}"),
        _ => page.to_owned(),
    }
}
