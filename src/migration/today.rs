//! What meetings are brought to, and what that means for each.

use crate::block::{Invitation, JoinUrl};
use crate::dialin::{Change, DialInProfile, OnlineMeeting, differences};

use super::online::{OnlineMeetings, unmade};
use super::policy::Scope;

/// What meetings are brought to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Today {
    /// The organizer's dial-in data.
    pub profile: DialInProfile,
    /// The online meetings.
    pub online: OnlineMeetings,
    /// The differences that count.
    pub scope: Scope,
}

/// Which online meeting a rewritten block leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// The one it had.
    Kept,
    /// Another, which is there.
    Moved {
        /// The one it had.
        from: JoinUrl,
    },
    /// Another, which the run makes first: its link and conference ID are not known yet.
    ToBeMade {
        /// The one it had.
        from: JoinUrl,
    },
}

impl Link {
    /// The online meeting that is left behind.
    pub fn former(&self) -> Option<&JoinUrl> {
        match self {
            Self::Kept => None,
            Self::Moved { from } | Self::ToBeMade { from } => Some(from),
        }
    }
}

/// What a block is to say.
pub(crate) struct Wanted {
    pub(crate) link: Link,
    pub(crate) invitation: Invitation,
    pub(crate) changes: Vec<Change>,
    /// Whether the policy counts one of the changes.
    pub(crate) is_stale: bool,
}

impl Today {
    /// What a block would say of its own online meeting; of a successor, where meetings are made elsewhere now and
    /// either the policy counts that or there is nothing else to do.
    pub(crate) fn wanted(&self, block: &Invitation) -> Wanted {
        let own_id = self.online.conference_id(&block.join_url);
        let invitation = self.profile.invitation_today(block, own_id);
        let mut changes = differences(block, &invitation);
        let is_stale = changes.iter().any(|change| self.scope.counts(*change));
        let moves = self.profile.has_left(&block.join_url);
        let counts_moves =
            self.scope.counts(Change::MeetingUrlChanged) || self.profile.is_homed_elsewhere(&block.join_url);
        if !moves || (is_stale && !counts_moves) {
            return Wanted { link: Link::Kept, invitation, changes, is_stale };
        }
        changes.push(Change::MeetingUrlChanged);
        let (link, meeting) = self.successor(&block.join_url);
        let invitation = self.profile.invitation_to(block, &meeting);
        Wanted { link, invitation, changes, is_stale: counts_moves }
    }

    fn successor(&self, own: &JoinUrl) -> (Link, OnlineMeeting) {
        let from = own.clone();
        match self.online.successor(own) {
            Some(meeting) => (Link::Moved { from }, meeting.clone()),
            None => (Link::ToBeMade { from }, unmade(own, &self.profile)),
        }
    }
}
