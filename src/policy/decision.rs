//! What the page does with stale meetings.

use time::OffsetDateTime;

use crate::dialin::Change;

use super::Policy;

/// Why the organizer is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedBecause {
    /// The policy starts no run by itself after such a change.
    OfPolicy,
    /// No change was seen that would mean a run: it is the first look, or an earlier run left something undone.
    NoTriggerSeen,
    /// An earlier run took an online meeting away from its appointment, and the next one might, too.
    OnlineLost,
}

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Every meeting is right.
    NothingToDo,
    /// Meetings differ from the target in nothing that the policy counts: it leaves them.
    LeftByPolicy,
    /// The run starts by itself after a countdown.
    Countdown,
    /// The run starts by itself once dial-in data has stayed the same until then.
    Settling {
        /// The end of the wait.
        until: OffsetDateTime,
    },
    /// A run that the mailbox asked to wait goes on by itself then.
    Deferred {
        /// The end of the wait.
        until: OffsetDateTime,
    },
    /// The organizer is asked.
    Ask(AskedBecause),
    /// The administrator paused updates; the organizer may start one.
    PausedManualAllowed,
    /// The administrator paused updates.
    Paused,
}

/// What is decided about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Situation<'a> {
    /// What changed since every meeting was right. Nothing on the first look, where nobody knows.
    pub changes: &'a [Change],
    /// How many meetings are stale.
    pub stale: usize,
    /// How many differ in what the policy does not count alone.
    pub left: usize,
    /// Since when dial-in data is as it is now.
    pub since: OffsetDateTime,
    /// The time.
    pub now: OffsetDateTime,
}

/// Decides.
pub fn decide(situation: Situation<'_>, policy: &Policy) -> Decision {
    let Situation { changes, stale, left, since, now } = situation;
    let triggers = || changes.iter().filter(|change| policy.triggers(**change));
    let by_itself = policy.automatically_migrate_user_meetings || triggers().any(|change| change.is_move());
    let until = policy.settled(since);
    match (stale, left) {
        (0, 0) => Decision::NothingToDo,
        (0, _) => Decision::LeftByPolicy,
        _ if !policy.meeting_migration_enabled && policy.allow_manual => Decision::PausedManualAllowed,
        _ if !policy.meeting_migration_enabled => Decision::Paused,
        _ if triggers().next().is_none() => Decision::Ask(AskedBecause::NoTriggerSeen),
        _ if !by_itself => Decision::Ask(AskedBecause::OfPolicy),
        _ if now < until => Decision::Settling { until },
        _ => Decision::Countdown,
    }
}
