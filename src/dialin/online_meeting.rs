//! An online meeting as the meeting service keeps it.

use crate::block::{ConferenceId, JoinUrl};

/// An online meeting the organizer owns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnlineMeeting {
    /// How people join.
    pub join_url: JoinUrl,
    /// Its conference ID, where it has one of its own.
    pub conference_id: Option<ConferenceId>,
    /// The `conf:sip:` link of Lync clients (named property `OnlineMeetingConfLink`).
    pub conf_link: Option<String>,
}
