//! Whether a change means a run, as administrators of MMS know it, and the runs that they ask for.

mod decision;
mod run_requests;
mod scope;

pub use decision::{AskedBecause, Decision, Situation, decide};
pub use run_requests::{Owner, RunRequest, RunRequests};
pub use scope::Scope;

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

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

/// What happens to meetings whose text is kept in another format than HTML, which an update makes HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Conversion {
    /// They are updated: their text is HTML from then on.
    Update,
    /// They are left alone.
    Leave,
}

/// A change that means a run only where the administrator says so; MMS ignores it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AlsoTrigger {
    /// The organizer's SIP address is another.
    SipAddressChanged,
    /// Join URLs of new meetings begin differently.
    MeetingUrlChanged,
    /// The bridge has a number more.
    NumberAdded,
}

/// The administrator's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Policy {
    /// MMS's `MeetingMigrationEnabled`: false stops every automatic run, requested ones too, and every offer.
    pub meeting_migration_enabled: bool,
    /// MMS's `AutomaticallyMigrateUserMeetings`: a run starts by itself after a countdown. Where it is false, one
    /// after a move still does.
    pub automatically_migrate_user_meetings: bool,
    /// MMS's `AutomaticallyReplaceAcpProvider`: a licence puts Microsoft's bridge in the place of a third-party
    /// audio conferencing provider; otherwise the provider's numbers stay.
    pub automatically_replace_acp_provider: bool,
    /// How many minutes dial-in data must have stayed the same before a run starts by itself, so that a change
    /// in several steps updates every meeting once. MMS waits about 90; 0 starts at once.
    #[serde(deserialize_with = "rules::at_most::<_, 1440>")]
    pub settle_minutes: u32,
    /// Whether the organizer may start a run that the policy does not.
    pub allow_manual: bool,
    /// What happens to the organizer's edits.
    pub user_edits: UserEdits,
    /// What happens to texts that are kept as rich text.
    pub rich_text_bodies: Conversion,
    /// What happens to texts that are kept as plain text and that the calendar tells as HTML.
    pub plain_text_bodies: Conversion,
    /// Meetings with more attendees are left alone.
    pub max_attendees: Option<usize>,
    /// To how many people update mails may go in a day, each counted for every mail, where that is less than the mailbox
    /// allows: the rest goes on the next day.
    pub deliveries_per_day: Option<NonZeroU32>,
    /// Teams meetings that Microsoft's own button made are reported and not written, because Microsoft's own
    /// service updates them.
    pub coexist_with_mms: bool,
    /// Changes that mean a run though MMS ignores them.
    pub also_trigger_on: Vec<AlsoTrigger>,
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
            rich_text_bodies: Conversion::Update,
            plain_text_bodies: Conversion::Leave,
            max_attendees: None,
            deliveries_per_day: None,
            coexist_with_mms: true,
            also_trigger_on: Vec::new(),
        }
    }
}

impl Policy {
    /// When dial-in data that is as it is `since` then has settled.
    pub(super) fn settled(&self, since: OffsetDateTime) -> OffsetDateTime {
        since.saturating_add(Duration::minutes(self.settle_minutes.into()))
    }

    /// Whether a change means a run.
    pub fn triggers(&self, change: Change) -> bool {
        let also = |trigger: AlsoTrigger| self.also_trigger_on.contains(&trigger);
        match change {
            Change::MovedOnline
            | Change::MovedOnPremises
            | Change::AudioConferencingAdded
            | Change::AudioConferencingRemoved
            | Change::AcpToBridge
            | Change::BridgeToAcp
            | Change::BridgeChanged
            | Change::ConferenceIdChanged
            | Change::NumberUnassigned
            | Change::DefaultNumberChanged
            | Change::DirectoryChanged => true,
            Change::SipAddressChanged => also(AlsoTrigger::SipAddressChanged),
            Change::MeetingUrlChanged => also(AlsoTrigger::MeetingUrlChanged),
            Change::NumberAdded => also(AlsoTrigger::NumberAdded),
            // The provider's numbers stay; what the organization adds does not keep anybody from dialling in.
            Change::LicenceAssignedBesideAcp | Change::LicenceRemovedBesideAcp | Change::BrandingChanged => {
                false
            }
            // A run never makes a meeting of another kind.
            Change::MovedToTeams => false,
        }
    }
}
