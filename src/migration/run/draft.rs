//! What is about to be written for a meeting, what that sends, and what the calendar is to know after it.

use serde::{Deserialize, Serialize};

use crate::link::JoinUrl;
use crate::meeting::{Appointment, OnlineLoss, OnlineState};
use crate::migration::rewrite::{PlannedRewrite, Rewrite};

/// What a write sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Sends {
    /// How many update mails.
    pub(super) mails: usize,
    /// To how many people, each counted for every mail.
    pub(super) deliveries: usize,
}

impl Sends {
    pub(super) fn of(rewrite: &PlannedRewrite) -> Self {
        Self { mails: rewrite.mails, deliveries: rewrite.deliveries }
    }
}

/// A meeting as it was just read, and the rewriting that was planned for it.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) appointment: Appointment,
    pub(super) rewrite: Rewrite,
}

impl Draft {
    /// Whether a write of it may take away what the calendar knows of an online meeting.
    pub(super) fn is_online(&self) -> bool {
        self.appointment.header.online.is_online
    }
}

/// What the calendar knew of an online meeting before a write, and where the text leads that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Expected {
    online: OnlineState,
    join_url: JoinUrl,
}

impl Expected {
    /// What is to be so after this is written.
    pub(super) fn of(Draft { appointment, rewrite }: &Draft) -> Self {
        let join_url = rewrite.invitation.join_url.clone();
        Self { online: appointment.header.online.clone(), join_url }
    }

    /// Whether there is anything to lose.
    pub(super) fn is_online(&self) -> bool {
        self.online.is_online
    }

    /// What a write took away, where the calendar knows this after it.
    pub(super) fn loss(&self, after: &OnlineState) -> Option<OnlineLoss> {
        self.online.loss(after, &self.join_url)
    }
}
