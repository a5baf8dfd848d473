//! What is different between the profile seen last and the profile now.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::block::{Invitation, MeetingKind, PhoneAccess};
use crate::link::JoinUrl;

use super::profile::{AudioConferencing, AudioProvider, Conference, DialInProfile, Fingerprint, Home};

/// One difference between two profiles, or between what a meeting shows and what it would show today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// The account moved from Skype for Business to Teams, where meetings are of another kind.
    MovedToTeams,
    /// The account moved from a server to the cloud.
    MovedOnline,
    /// The account moved from the cloud back to a server.
    MovedOnPremises,
    /// Audio conferencing was enabled, or its licence assigned.
    AudioConferencingAdded,
    /// Audio conferencing was disabled, or its licence removed.
    AudioConferencingRemoved,
    /// Microsoft's bridge took the place of a third-party provider (ACP).
    AcpToBridge,
    /// A third-party provider (ACP) took the place of Microsoft's bridge.
    BridgeToAcp,
    /// A licence for Microsoft's bridge was assigned beside a third-party provider, whose numbers stay.
    LicenceAssignedBesideAcp,
    /// Such a licence was removed.
    LicenceRemovedBesideAcp,
    /// None of the numbers is left, and others came: another bridge.
    BridgeChanged,
    /// The conference ID is another.
    ConferenceIdChanged,
    /// A number is not the bridge's any more.
    NumberUnassigned,
    /// The number that invitations show first is another.
    DefaultNumberChanged,
    /// The bridge has a number more.
    NumberAdded,
    /// The page of local numbers or of the PIN is another.
    DirectoryChanged,
    /// Join URLs of new meetings begin differently.
    MeetingUrlChanged,
    /// The organizer's SIP address is another.
    SipAddressChanged,
    /// The organization's additions are others.
    BrandingChanged,
}

impl Change {
    /// Every change there is.
    pub const ALL: [Self; 18] = [
        Self::MovedToTeams,
        Self::MovedOnline,
        Self::MovedOnPremises,
        Self::AudioConferencingAdded,
        Self::AudioConferencingRemoved,
        Self::AcpToBridge,
        Self::BridgeToAcp,
        Self::LicenceAssignedBesideAcp,
        Self::LicenceRemovedBesideAcp,
        Self::BridgeChanged,
        Self::ConferenceIdChanged,
        Self::NumberUnassigned,
        Self::DefaultNumberChanged,
        Self::NumberAdded,
        Self::DirectoryChanged,
        Self::MeetingUrlChanged,
        Self::SipAddressChanged,
        Self::BrandingChanged,
    ];

    /// Whether the account is homed elsewhere.
    pub fn is_move(self) -> bool {
        matches!(self, Self::MovedOnline | Self::MovedOnPremises)
    }
}

/// The profile seen last, as a name for each of its fields: enough to tell what changed, nothing to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Digest {
    /// The whole profile's fingerprint.
    pub fingerprint: Fingerprint,
    audio: Option<AudioDigest>,
    licence_beside_acp: bool,
    branding: Fingerprint,
    sip_address: Option<Fingerprint>,
    /// The SIP address that join URLs were made from, where it is known: they follow another one later.
    #[serde(default)]
    sip_address_in_urls: Option<Fingerprint>,
    meeting_base: Option<Fingerprint>,
    /// What join URLs began with before, the last one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    former_bases: Vec<Fingerprint>,
    /// The online meetings that all appointments share or shared, the one of today first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    shared: Vec<Fingerprint>,
    home: Home,
    /// Whether online meetings are in Teams; earlier versions did not remember it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    in_teams: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct AudioDigest {
    #[serde(default)]
    provider: AudioProvider,
    conference: Fingerprint,
    /// The first ones in their order, as many as fit into the settings.
    numbers: Vec<Fingerprint>,
    directory: Fingerprint,
}

/// How many numbers of a bridge are told apart.
const NUMBERS: usize = 100;

/// How many former addresses are known, of meetings that appointments share too.
const FORMER: usize = 10;

impl Digest {
    /// The digest of a profile.
    pub fn of(profile: &DialInProfile) -> Self {
        Self {
            fingerprint: profile.fingerprint(),
            audio: profile.audio.as_ref().map(AudioDigest::of),
            licence_beside_acp: profile.licence_beside_acp.is_some(),
            branding: Fingerprint::of(&profile.branding),
            sip_address: profile.sip_address.as_ref().map(Fingerprint::of),
            sip_address_in_urls: profile.sip_address.as_ref().map(Fingerprint::of),
            meeting_base: profile.meeting_base.as_ref().map(Fingerprint::of),
            former_bases: Vec::new(),
            shared: profile.shared().iter().map(Fingerprint::of).collect(),
            home: profile.home,
            in_teams: profile.kind == MeetingKind::Teams,
        }
    }

    /// The digest to remember after `seen`.
    #[must_use]
    pub fn after(self, seen: &Self) -> Self {
        let same_urls = self.meeting_base == seen.meeting_base && self.home == seen.home;
        let former = seen.sip_address_in_urls.as_ref().or(seen.sip_address.as_ref()).filter(|_| same_urls);
        let bases = seen.meeting_base.iter().chain(&seen.former_bases);
        let bases = bases.filter(|base| Some(*base) != self.meeting_base.as_ref());
        let known = self.shared.clone();
        let shared = known.iter().chain(seen.shared.iter().filter(|shared| !known.contains(shared)));
        Self {
            sip_address_in_urls: former.cloned().or_else(|| self.sip_address.clone()),
            former_bases: bases.take(FORMER).cloned().collect(),
            shared: shared.take(FORMER).cloned().collect(),
            ..self
        }
    }

    /// Whether all appointments share this online meeting, or shared it.
    pub(super) fn is_shared(&self, url: &JoinUrl) -> bool {
        self.shared.contains(&Fingerprint::of(url))
    }

    /// Whether join URLs began so when the profile was seen, or before.
    pub(super) fn had_meeting_base(&self, base: &str) -> bool {
        let name = Fingerprint::of(&base);
        self.meeting_base.iter().chain(&self.former_bases).any(|known| *known == name)
    }
}

impl AudioDigest {
    fn of(audio: &AudioConferencing) -> Self {
        let conference = match &audio.conference {
            Conference::Public(id) => Some(id),
            Conference::PerMeeting => None,
        };
        let digits = audio.numbers.iter().take(NUMBERS).map(|number| number.digits());
        Self {
            provider: audio.provider,
            conference: Fingerprint::of(&conference),
            numbers: digits.map(|digits| Fingerprint::of(&digits)).collect(),
            directory: Fingerprint::of(&(&audio.directory_url, &audio.pin_url)),
        }
    }
}

/// What changed from `old` to `new`. The coming or going of audio conferencing, or another provider of it, says all
/// about numbers and IDs.
pub fn diff(old: &Digest, new: &Digest) -> Vec<Change> {
    // Nothing of a Skype for Business Server, which alone is on premises, is comparable to what Teams has.
    if old.home == Home::OnPremises && new.in_teams {
        return vec![Change::MovedToTeams];
    }
    let meeting_url = differ(old.meeting_base.as_ref(), new.meeting_base.as_ref());
    let in_urls = meeting_url && differ(old.sip_address_in_urls.as_ref(), new.sip_address.as_ref());
    let sip_address = in_urls || differ(old.sip_address.as_ref(), new.sip_address.as_ref());
    let licence = (old.licence_beside_acp, new.licence_beside_acp);
    let mut changes = chosen([
        (old.home == Home::OnPremises && new.home == Home::Online, Change::MovedOnline),
        (old.home == Home::Online && new.home == Home::OnPremises, Change::MovedOnPremises),
        (meeting_url, Change::MeetingUrlChanged),
        (sip_address, Change::SipAddressChanged),
        (old.branding != new.branding, Change::BrandingChanged),
    ]);
    changes.extend(audio_changes(old.audio.as_ref(), new.audio.as_ref()));
    // Where the bridge took the provider's place, or has lost it to one, that is said already.
    let provider_stays =
        old.audio.as_ref().map(|audio| audio.provider) == new.audio.as_ref().map(|audio| audio.provider);
    if provider_stays {
        changes.extend(chosen([
            (licence == (false, true), Change::LicenceAssignedBesideAcp),
            (licence == (true, false), Change::LicenceRemovedBesideAcp),
        ]));
    }
    changes.sort();
    changes
}

/// Whether both are known, and not the same.
fn differ(old: Option<&Fingerprint>, new: Option<&Fingerprint>) -> bool {
    old.zip(new).is_some_and(|(old, new)| old != new)
}

fn audio_changes(old: Option<&AudioDigest>, new: Option<&AudioDigest>) -> Vec<Change> {
    let (old, new) = match (old, new) {
        (None, None) => return Vec::new(),
        (None, Some(_)) => return vec![Change::AudioConferencingAdded],
        (Some(_), None) => return vec![Change::AudioConferencingRemoved],
        (Some(old), Some(new)) => (old, new),
    };
    match (old.provider, new.provider) {
        (AudioProvider::ThirdParty, AudioProvider::Bridge) => return vec![Change::AcpToBridge],
        (AudioProvider::Bridge, AudioProvider::ThirdParty) => return vec![Change::BridgeToAcp],
        (AudioProvider::Bridge, AudioProvider::Bridge)
        | (AudioProvider::ThirdParty, AudioProvider::ThirdParty) => {}
    }
    let mut changes = number_changes(&old.numbers, &new.numbers);
    changes.extend(chosen([
        (old.conference != new.conference, Change::ConferenceIdChanged),
        (old.directory != new.directory, Change::DirectoryChanged),
    ]));
    changes
}

/// What became of numbers that are shown in this order.
fn number_changes<N: Eq + std::hash::Hash>(old: &[N], new: &[N]) -> Vec<Change> {
    let (had, has): (HashSet<&N>, HashSet<&N>) = (old.iter().collect(), new.iter().collect());
    if has.is_empty() || had.is_disjoint(&has) {
        return match (had.is_empty(), has.is_empty()) {
            (true, true) => Vec::new(),
            // A bridge that had lost its last number has one again.
            (true, false) => vec![Change::DefaultNumberChanged],
            (false, true) => vec![Change::NumberUnassigned],
            (false, false) => vec![Change::BridgeChanged],
        };
    }
    // A default number that went is said already.
    let old_default_is_there = old.first().is_some_and(|first| has.contains(first));
    chosen([
        (!had.is_subset(&has), Change::NumberUnassigned),
        (old_default_is_there && old.first() != new.first(), Change::DefaultNumberChanged),
        (!has.is_subset(&had), Change::NumberAdded),
    ])
}

fn chosen<const N: usize>(candidates: [(bool, Change); N]) -> Vec<Change> {
    candidates.into_iter().filter_map(|(differs, change)| differs.then_some(change)).collect()
}

/// What is different between what a block shows and what it would show today.
pub fn differences(shown: &Invitation, today: &Invitation) -> Vec<Change> {
    let mut changes = match (shown.shown_phone(), today.shown_phone()) {
        (None, None) => Vec::new(),
        (None, Some(_)) => vec![Change::AudioConferencingAdded],
        (Some(_), None) => vec![Change::AudioConferencingRemoved],
        (Some(shown), Some(today)) => phone_differences(shown, today),
    };
    if !shown.join_url.agrees_with(&today.join_url) {
        changes.push(Change::MeetingUrlChanged);
    }
    changes.sort();
    changes
}

fn phone_differences(shown: &PhoneAccess, today: &PhoneAccess) -> Vec<Change> {
    let digits = |phone: &PhoneAccess| phone.numbers.iter().map(|number| number.digits()).collect::<Vec<_>>();
    let mut changes = number_changes(&digits(shown), &digits(today));
    changes.extend(chosen([
        (shown.conference_id != today.conference_id, Change::ConferenceIdChanged),
        (!shown.same_directory(today) || !shown.same_pin_page(today), Change::DirectoryChanged),
    ]));
    changes
}
