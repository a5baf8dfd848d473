//! Whether a change means a run, as administrators of MMS know it.

use serde::{Deserialize, Serialize};

use crate::dialin::Change;
use crate::rules;

/// What happens to lines the organizer wrote inside a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum UserEdits {
    /// They stay.
    #[default]
    Keep,
    /// They are replaced, as MMS does.
    Overwrite,
    /// A meeting with edits is left alone.
    Skip,
}

/// The administrator's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Policy {
    /// MMS's `MeetingMigrationEnabled`: false stops every automatic run and every offer.
    pub meeting_migration_enabled: bool,
    /// MMS's `AutomaticallyMigrateUserMeetings`: a run starts by itself after a countdown.
    pub automatically_migrate_user_meetings: bool,
    /// MMS's `AutomaticallyReplaceAcpProvider`: a run puts Microsoft's bridge in the place of a third-party
    /// audio conferencing provider; otherwise the provider's numbers stay.
    pub automatically_replace_acp_provider: bool,
    /// How many minutes dial-in data must have stayed the same before a run starts by itself, so that a change
    /// in several steps updates every meeting once. MMS waits about 90; 0 starts at once.
    #[serde(deserialize_with = "rules::at_most::<_, 1440>")]
    pub settle_minutes: u32,
    /// Whether the organizer may start a run while migration is disabled.
    pub allow_manual: bool,
    /// What happens to the organizer's edits.
    pub user_edits: UserEdits,
    /// Meetings with more attendees are left alone.
    pub max_attendees: Option<usize>,
    /// Teams meetings that Microsoft's own button made are reported and not written, because Microsoft's own
    /// service updates them.
    pub coexist_with_mms: bool,
    /// Changes that mean a run though MMS ignores them.
    pub also_trigger_on: Vec<Change>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            meeting_migration_enabled: true,
            automatically_migrate_user_meetings: true,
            automatically_replace_acp_provider: false,
            settle_minutes: 0,
            allow_manual: true,
            user_edits: UserEdits::Keep,
            max_attendees: None,
            coexist_with_mms: true,
            also_trigger_on: Vec::new(),
        }
    }
}

/// What the page does with stale meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// No meeting is stale.
    NothingToDo,
    /// The run starts by itself after a countdown.
    Countdown,
    /// The organizer is asked.
    Ask,
    /// The administrator paused updates; the organizer may start one.
    PausedManualAllowed,
    /// The administrator paused updates.
    Paused,
}

/// Decides for `stale` meetings after `changes`. Without a known change (the first run on a mailbox, or one
/// that failed) stale meetings themselves are the trigger, and the organizer is asked.
pub fn decide(changes: &[Change], stale: usize, policy: &Policy) -> Decision {
    let triggers = |change: &Change| change.triggers_by_default() || policy.also_trigger_on.contains(change);
    if stale == 0 {
        Decision::NothingToDo
    } else if !policy.meeting_migration_enabled {
        if policy.allow_manual { Decision::PausedManualAllowed } else { Decision::Paused }
    } else if policy.automatically_migrate_user_meetings && changes.iter().any(triggers) {
        Decision::Countdown
    } else {
        Decision::Ask
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trigger_starts_the_countdown_unless_the_administrator_wants_to_be_asked() {
        let mut policy = Policy::default();
        let changed = [Change::ConferenceIdChanged];
        assert_eq!(decide(&changed, 3, &policy), Decision::Countdown);
        assert_eq!(decide(&changed, 0, &policy), Decision::NothingToDo);
        policy.automatically_migrate_user_meetings = false;
        assert_eq!(decide(&changed, 3, &policy), Decision::Ask);
        policy.meeting_migration_enabled = false;
        assert_eq!(decide(&changed, 3, &policy), Decision::PausedManualAllowed);
        policy.allow_manual = false;
        assert_eq!(decide(&changed, 3, &policy), Decision::Paused);
    }

    #[test]
    fn a_new_sip_address_or_meeting_url_starts_nothing_unless_named() {
        let mut policy = Policy::default();
        for change in [Change::SipAddressChanged, Change::MeetingUrlChanged] {
            assert_eq!(decide(&[change], 1, &policy), Decision::Ask);
        }
        policy.also_trigger_on = vec![Change::MeetingUrlChanged];
        assert_eq!(decide(&[Change::MeetingUrlChanged], 1, &policy), Decision::Countdown);
    }

    #[test]
    fn stale_meetings_without_a_known_change_are_offered() {
        assert_eq!(decide(&[], 2, &Policy::default()), Decision::Ask);
    }
}
