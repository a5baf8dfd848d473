//! What of a block is as the profile says.

use redial::block::{InfoBlock, Provider};
use redial::dialin::{Change, DialInProfile, differences};

/// How a field of a block stands to the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As the profile says.
    Current,
    /// Not as the profile says.
    Outdated,
}

impl State {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Outdated => "outdated",
        }
    }
}

/// A field of a block and how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name for programs.
    pub key: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// How it stands.
    pub state: State,
}

/// What can have become of the numbers.
const NUMBERS: [Change; 4] =
    [Change::BridgeChanged, Change::NumberUnassigned, Change::DefaultNumberChanged, Change::NumberAdded];

/// The differences between a block and what it would say today.
pub struct Comparison(Vec<Change>);

impl Comparison {
    /// Compares a block with a profile; `None` where the profile is of another service.
    pub fn of(block: &InfoBlock, profile: &DialInProfile) -> Option<Self> {
        let own = !matches!(block.provider, Provider::Foreign | Provider::SkypeConsumer);
        let today = profile.invitation_today(&block.invitation, None);
        (own && block.invitation.kind == profile.kind).then(|| Self(differences(&block.invitation, &today)))
    }

    /// Every field. Where audio conferencing came or went, no field of it is current.
    pub fn fields(&self) -> [Field; 4] {
        let audio = [Change::AudioConferencingAdded, Change::AudioConferencingRemoved];
        let differs = |changes: &[Change]| changes.iter().any(|change| self.0.contains(change));
        let field = |key, name, changes: &[Change]| {
            let outdated = differs(&audio) || differs(changes);
            Field { key, name, state: if outdated { State::Outdated } else { State::Current } }
        };
        [
            field("audio_conferencing", "Audio conferencing", &[]),
            field("conference_id", "Conference ID", &[Change::ConferenceIdChanged]),
            field("numbers", "Numbers", &NUMBERS),
            field("directory", "Directory", &[Change::DirectoryChanged]),
        ]
    }
}
