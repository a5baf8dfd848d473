//! The organizer's dial-in data: where it comes from, what it says, and what changed.

mod additions;
mod addresses;
mod change;
mod culture;
mod known_meetings;
mod online_meeting;
mod port;
mod profile;
pub mod sources;

pub use crate::wire::{Patience, patiently};
pub use additions::Additions;
pub use addresses::{Address, OwnAddresses, Whose};
pub use change::{Change, Digest, diff, differences};
pub use known_meetings::KnownMeetings;
pub use online_meeting::{OnlineMeeting, ServiceBlock, Times, Told};
pub use port::{Created, DialIn, DialInError, NewMeeting, OnlineMeetingService};
pub use profile::{AudioConferencing, AudioProvider, Conference, DialInProfile, Fingerprint, Home};
