//! The service whose online meetings appointments are given.

use crate::block::{JoinUrlForm, MeetingKind, Provider};

/// The service whose online meetings appointments are given.
#[derive(Debug, Clone, Copy)]
pub struct Service<'a> {
    /// The kind of its meetings.
    pub kind: MeetingKind,
    /// The forms of join URLs of third-party bridges.
    pub forms: &'a [JoinUrlForm],
}

impl Service<'_> {
    /// Who makes the blocks that come into appointments.
    pub(super) fn provider(self) -> Provider {
        match self.kind {
            MeetingKind::SkypeForBusiness => Provider::SkypeForBusiness,
            MeetingKind::Teams => Provider::Teams,
            MeetingKind::Hosted => Provider::Hosted,
        }
    }
}
