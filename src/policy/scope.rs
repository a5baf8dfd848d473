//! Which differences make a meeting stale.

use crate::dialin::Change;

use super::{AlsoTrigger, Policy};

/// The differences between a meeting and the target that count. The others leave a meeting as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    meeting_url: bool,
    number_added: bool,
}

impl Scope {
    /// All of them: what the organizer asks for.
    pub const EVERYTHING: Self = Self { meeting_url: true, number_added: true };

    /// Those that the policy counts once `seen` has happened. Another meeting URL counts where it came with a move.
    pub fn of(policy: &Policy, seen: &[Change]) -> Self {
        let sip_address = policy.also_trigger_on.contains(&AlsoTrigger::SipAddressChanged);
        let brings_a_url =
            |change: &Change| change.is_move() || (sip_address && *change == Change::SipAddressChanged);
        Self {
            meeting_url: policy.triggers(Change::MeetingUrlChanged) || seen.iter().any(brings_a_url),
            number_added: policy.triggers(Change::NumberAdded),
        }
    }

    /// Whether a meeting with this difference is stale.
    pub fn counts(self, difference: Change) -> bool {
        match difference {
            Change::MeetingUrlChanged => self.meeting_url,
            Change::NumberAdded => self.number_added,
            _ => true,
        }
    }
}
