//! What is about to be written for a meeting, and what that sends.

use serde::{Deserialize, Serialize};

use crate::meeting::Appointment;
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
