//! What is different between the profile seen last and the profile now.

use serde::{Deserialize, Serialize};

use crate::block::Invitation;

use super::profile::{Conference, DialInProfile, Fingerprint};

/// One difference between two profiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// Audio conferencing came.
    AudioConferencingAdded,
    /// Audio conferencing went.
    AudioConferencingRemoved,
    /// The conference ID of public meetings is another.
    ConferenceIdChanged,
    /// Numbers came, went or took another order.
    NumbersChanged,
    /// The page of local numbers or of the PIN is another.
    DirectoryChanged,
    /// The organization's additions are others.
    BrandingChanged,
    /// The organizer's SIP address is another.
    SipAddressChanged,
    /// Join URLs of new meetings begin differently.
    MeetingUrlChanged,
    /// The account moved between server and cloud.
    HomeMoved,
}

impl Change {
    /// Whether meetings are updated for this change unless the policy says otherwise (MMS's list of
    /// triggers: a new SIP address or meeting URL alone is none).
    pub fn triggers_by_default(self) -> bool {
        !matches!(self, Self::SipAddressChanged | Self::MeetingUrlChanged)
    }
}

/// The profile seen last, as a name for each of its fields: enough to tell what changed, nothing to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Digest {
    /// The whole profile's fingerprint.
    pub fingerprint: Fingerprint,
    audio: bool,
    conference: Fingerprint,
    numbers: Fingerprint,
    directory: Fingerprint,
    branding: Fingerprint,
    sip_address: Fingerprint,
    meeting_base: Option<Fingerprint>,
    home: Fingerprint,
}

impl Digest {
    /// The digest of a profile.
    pub fn of(profile: &DialInProfile) -> Self {
        let audio = profile.audio.as_ref();
        let conference = audio.and_then(|audio| match &audio.conference {
            Conference::Public(id) => Some(id),
            Conference::PerMeeting => None,
        });
        Self {
            fingerprint: profile.fingerprint(),
            audio: audio.is_some(),
            conference: Fingerprint::of(&conference),
            numbers: Fingerprint::of(&audio.map(|audio| &audio.numbers)),
            directory: Fingerprint::of(&audio.map(|audio| (&audio.directory_url, &audio.pin_url))),
            branding: Fingerprint::of(&profile.branding),
            sip_address: Fingerprint::of(&profile.sip_address),
            meeting_base: profile.meeting_base.as_ref().map(Fingerprint::of),
            home: Fingerprint::of(&profile.home),
        }
    }
}

/// What changed from `old` to `new`. The coming or going of audio conferencing says all about numbers and IDs.
pub fn diff(old: &Digest, new: &Digest) -> Vec<Change> {
    let both_audio = old.audio && new.audio;
    let meeting_url =
        old.meeting_base.is_some() && new.meeting_base.is_some() && old.meeting_base != new.meeting_base;
    let candidates = [
        (!old.audio && new.audio, Change::AudioConferencingAdded),
        (old.audio && !new.audio, Change::AudioConferencingRemoved),
        (both_audio && old.conference != new.conference, Change::ConferenceIdChanged),
        (both_audio && old.numbers != new.numbers, Change::NumbersChanged),
        (both_audio && old.directory != new.directory, Change::DirectoryChanged),
        (old.branding != new.branding, Change::BrandingChanged),
        (old.sip_address != new.sip_address, Change::SipAddressChanged),
        (meeting_url, Change::MeetingUrlChanged),
        (old.home != new.home, Change::HomeMoved),
    ];
    candidates.into_iter().filter_map(|(differs, change)| differs.then_some(change)).collect()
}

/// What is different between what a block shows and what it would show today, in the ways to dial in.
pub fn differences(shown: &Invitation, today: &Invitation) -> Vec<Change> {
    match (&shown.phone, &today.phone) {
        (None, None) => Vec::new(),
        (None, Some(_)) => vec![Change::AudioConferencingAdded],
        (Some(_), None) => vec![Change::AudioConferencingRemoved],
        (Some(shown), Some(today)) => {
            let candidates = [
                (shown.conference_id != today.conference_id, Change::ConferenceIdChanged),
                (!shown.same_numbers(today), Change::NumbersChanged),
                (!shown.same_directory(today), Change::DirectoryChanged),
            ];
            candidates.into_iter().filter_map(|(differs, change)| differs.then_some(change)).collect()
        }
    }
}
