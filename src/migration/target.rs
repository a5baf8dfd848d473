//! What meetings are brought to, and what that means for each.

use serde::{Deserialize, Serialize};

use crate::block::{Invitation, MeetingKind};
use crate::dialin::{Change, DialInProfile, Digest, OnlineMeeting, diff, differences};
use crate::link::JoinUrl;

use super::online::{OnlineMeetings, unmade};
use crate::policy::{Policy, Scope};

/// What meetings are brought to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The organizer's dial-in data.
    pub profile: DialInProfile,
    /// The online meetings.
    pub online: OnlineMeetings,
    /// The differences that count.
    pub scope: Scope,
}

/// Which online meeting a rewritten block leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
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
    /// Whether the run makes it first.
    pub fn is_to_be_made(&self) -> bool {
        matches!(self, Self::ToBeMade { .. })
    }

    /// The online meeting that is left behind.
    pub fn former(&self) -> Option<&JoinUrl> {
        match self {
            Self::Kept => None,
            Self::Moved { from } | Self::ToBeMade { from } => Some(from),
        }
    }
}

/// What a block is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The online meeting it leads to.
    pub link: Link,
    /// What it says.
    pub invitation: Invitation,
    /// In what that differs from what it says now.
    pub changes: Vec<Change>,
    /// Whether the policy counts one of the changes.
    pub is_stale: bool,
}

impl Wanted {
    /// What a block would say of the online meeting that it leads to, by the profile alone: every difference counts.
    pub fn by_profile(profile: &DialInProfile, block: &Invitation) -> Self {
        let invitation = profile.invitation_today(block, None);
        let changes = differences(block, &invitation);
        Self { link: Link::Kept, is_stale: !changes.is_empty(), invitation, changes }
    }
}

impl Target {
    /// The target of an organizer with this dial-in data under a policy.
    pub(super) fn new(profile: DialInProfile, online: OnlineMeetings, policy: &Policy) -> Self {
        let target = Self { profile, online, scope: Scope::EVERYTHING };
        let scope = Scope::of(policy, &target.changes_seen());
        Self { scope, ..target }
    }

    /// What changed since dial-in data was seen last.
    pub(super) fn changes_seen(&self) -> Vec<Change> {
        let digest = Digest::of(&self.profile);
        self.online.seen().map(|seen| diff(seen, &digest)).unwrap_or_default()
    }

    /// What a block would say of its own online meeting; of a successor, where meetings are made elsewhere now and
    /// either the policy counts that or there is nothing else to do. `None` where the service does not tell the
    /// conference ID that belongs to new numbers.
    pub(crate) fn wanted(&self, block: &Invitation, scope: Scope) -> Option<Wanted> {
        let own_id = self.online.conference_id(&block.join_url);
        let lacks_id = self.profile.lacks_id_for(block, own_id.as_ref());
        let invitation = self.profile.invitation_today(block, own_id);
        let mut changes = differences(block, &invitation);
        let is_stale = changes.iter().any(|change| scope.counts(*change));
        let moves = self.profile.has_left(&block.join_url);
        let counts_moves = scope.counts(Change::MeetingUrlChanged)
            || self.profile.is_homed_elsewhere(&block.join_url)
            // The numbers of a third-party bridge lead to its own meetings alone.
            || (block.kind == MeetingKind::Hosted && changes.contains(&Change::BridgeChanged));
        if !moves || (is_stale && !counts_moves) {
            return (!lacks_id).then_some(Wanted { link: Link::Kept, invitation, changes, is_stale });
        }
        changes.push(Change::MeetingUrlChanged);
        let from = block.join_url.clone();
        let (link, meeting) = match self.known_successor(&from) {
            Some(meeting) => (Link::Moved { from }, meeting),
            None => (Link::ToBeMade { from }, unmade(&block.join_url, &self.profile)),
        };
        let invitation = self.profile.invitation_to(block, &meeting);
        Some(Wanted { link, invitation, changes, is_stale: counts_moves })
    }

    /// The online meeting that took the place of another and is still where meetings are made, whatever was between
    /// them.
    pub(crate) fn known_successor(&self, own: &JoinUrl) -> Option<OnlineMeeting> {
        let mut reached = vec![own.clone()];
        let mut next = 0;
        while let Some(url) = reached.get(next).cloned() {
            next += 1;
            for meeting in self.online.successors(&url, &self.profile) {
                if !self.profile.has_left(&meeting.join_url) {
                    return Some(meeting);
                }
                if !reached.contains(&meeting.join_url) {
                    reached.push(meeting.join_url);
                }
            }
        }
        None
    }
}
