//! Whether a change means a run: one table, held to by `decide` and written into the administrators' documentation.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod documents;

use redial::dialin::Change::{self, *};
use redial::migration::{AlsoTrigger, AskedBecause, Decision, Policy, Scope, Situation, decide};
use time::{Duration, OffsetDateTime};

/// What happens, in the documentation's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// A run starts by itself.
    Run,
    /// The organizer is asked.
    Ask,
    /// Meetings are left, and the organizer may update them anyway.
    Leave,
    /// No meeting shows it.
    Nothing,
}

use Effect::{Ask, Leave, Nothing, Run};

impl Effect {
    fn word(self) -> &'static str {
        match self {
            Run => "updates",
            Ask => "asks",
            Leave => "leaves",
            Nothing => "nothing to do",
        }
    }
}

/// A policy that administrators set.
struct Column {
    heading: &'static str,
    policy: fn() -> Policy,
}

const COLUMNS: [Column; 3] = [
    Column { heading: "as it ships", policy: Policy::default },
    Column {
        heading: "`automaticallyMigrateUserMeetings` off",
        policy: || Policy { automatically_migrate_user_meetings: false, ..Policy::default() },
    },
    Column {
        heading: "`alsoTriggerOn` names all",
        policy: || Policy {
            also_trigger_on: vec![
                AlsoTrigger::SipAddressChanged,
                AlsoTrigger::MeetingUrlChanged,
                AlsoTrigger::NumberAdded,
            ],
            ..Policy::default()
        },
    },
];

/// A trigger, or what is none.
struct Row {
    what: &'static str,
    mms: &'static str,
    /// What is seen of the organizer's dial-in data.
    seen: &'static [Change],
    /// In what a meeting differs from today then.
    shown: &'static [Change],
    effects: [Effect; 3],
}

const fn row(
    what: &'static str,
    mms: &'static str,
    seen: &'static [Change],
    shown: &'static [Change],
    effects: [Effect; 3],
) -> Row {
    Row { what, mms, seen, shown, effects }
}

#[rustfmt::skip]
const TABLE: [Row; 21] = [
    row("moved from Skype for Business to Teams", "updates", &[MovedToTeams], &[], [Nothing, Nothing, Nothing]),
    row("moved from a server to the cloud", "updates", &[MovedOnline, MeetingUrlChanged], &[MeetingUrlChanged], [Run, Run, Run]),
    row("moved from the cloud back to a server", "by hand", &[MovedOnPremises, MeetingUrlChanged], &[MeetingUrlChanged], [Run, Run, Run]),
    row("Audio Conferencing licence assigned, or audio conferencing enabled", "updates", &[AudioConferencingAdded], &[AudioConferencingAdded], [Run, Ask, Run]),
    row("Audio Conferencing licence removed, or audio conferencing disabled", "updates", &[AudioConferencingRemoved], &[AudioConferencingRemoved], [Run, Ask, Run]),
    row("licence assigned beside a third-party provider (ACP), `automaticallyReplaceAcpProvider` off", "leaves", &[LicenceAssignedBesideAcp], &[], [Nothing, Nothing, Nothing]),
    row("licence assigned beside an ACP, `automaticallyReplaceAcpProvider` on", "updates", &[AcpToBridge], &[BridgeChanged, ConferenceIdChanged], [Run, Ask, Run]),
    row("licence removed beside an ACP", "leaves", &[LicenceRemovedBesideAcp], &[], [Nothing, Nothing, Nothing]),
    row("an organizer with an ACP provisioned by hand on Microsoft's bridge", "updates", &[AcpToBridge], &[BridgeChanged, ConferenceIdChanged], [Run, Ask, Run]),
    row("Microsoft's bridge replaced by an ACP", "by hand", &[BridgeToAcp], &[BridgeChanged, ConferenceIdChanged], [Run, Ask, Run]),
    row("moved to another audio conferencing bridge", "updates", &[BridgeChanged], &[BridgeChanged], [Run, Ask, Run]),
    row("conference ID changed or reset", "updates", &[ConferenceIdChanged], &[ConferenceIdChanged], [Run, Ask, Run]),
    row("number unassigned from the bridge", "updates", &[NumberUnassigned], &[NumberUnassigned], [Run, Ask, Run]),
    row("default number changed", "updates", &[DefaultNumberChanged], &[DefaultNumberChanged], [Run, Ask, Run]),
    row("number added to the bridge", "leaves", &[NumberAdded], &[NumberAdded], [Leave, Leave, Run]),
    row("page of local numbers changed", "does not say", &[DirectoryChanged], &[DirectoryChanged], [Run, Ask, Run]),
    row("SIP address changed, meetings keep their address", "leaves", &[SipAddressChanged], &[], [Nothing, Nothing, Nothing]),
    row("SIP address changed, and with it the address of meetings", "leaves", &[MeetingUrlChanged, SipAddressChanged], &[MeetingUrlChanged], [Leave, Leave, Run]),
    row("the organization's meeting URL changed", "leaves", &[MeetingUrlChanged], &[MeetingUrlChanged], [Leave, Leave, Run]),
    row("logo, help, legal terms or footer changed", "leaves", &[BrandingChanged], &[], [Nothing, Nothing, Nothing]),
    row("nothing was seen to change, as on the first look", "does not say", &[], &[ConferenceIdChanged], [Ask, Ask, Ask]),
];

fn decided(row: &Row, policy: &Policy) -> Decision {
    let scope = Scope::of(policy, row.seen);
    let is_stale = row.shown.iter().any(|change| scope.counts(*change));
    let now = OffsetDateTime::UNIX_EPOCH;
    let situation = Situation {
        changes: row.seen,
        stale: usize::from(is_stale),
        left: usize::from(!is_stale && !row.shown.is_empty()),
        since: now,
        now,
    };
    decide(situation, policy)
}

fn effect(decision: Decision) -> Option<Effect> {
    match decision {
        Decision::Countdown => Some(Run),
        Decision::Ask(_) => Some(Ask),
        Decision::LeftByPolicy => Some(Leave),
        Decision::NothingToDo => Some(Nothing),
        Decision::Settling { .. }
        | Decision::Deferred { .. }
        | Decision::PausedManualAllowed
        | Decision::Paused => None,
    }
}

#[test]
fn every_row_of_the_table_is_decided_as_it_says() {
    for row in &TABLE {
        for (column, expected) in COLUMNS.iter().zip(row.effects) {
            let decision = decided(row, &(column.policy)());
            assert_eq!(effect(decision), Some(expected), "{}: {}", row.what, column.heading);
        }
    }
}

#[test]
fn every_change_has_a_row() {
    for change in Change::ALL {
        assert!(TABLE.iter().any(|row| row.seen.contains(&change)), "{change:?}");
    }
}

#[test]
fn paused_nothing_starts_and_nothing_is_offered_but_by_hand() {
    let paused = Policy { meeting_migration_enabled: false, ..Policy::default() };
    let for_all = Policy { allow_manual: false, ..paused.clone() };
    for row in TABLE.iter().filter(|row| row.effects[0] == Run || row.effects[0] == Ask) {
        assert_eq!(decided(row, &paused), Decision::PausedManualAllowed, "{}", row.what);
        assert_eq!(decided(row, &for_all), Decision::Paused, "{}", row.what);
    }
}

#[test]
fn who_is_asked_is_told_whether_the_policy_wants_it_so() {
    let asks = Policy { automatically_migrate_user_meetings: false, ..Policy::default() };
    let of = |what: &str| decided(TABLE.iter().find(|row| row.what.starts_with(what)).expect("a row"), &asks);
    assert_eq!(of("conference ID"), Decision::Ask(AskedBecause::OfPolicy));
    assert_eq!(of("nothing was seen"), Decision::Ask(AskedBecause::NoTriggerSeen));
}

#[test]
fn a_run_waits_until_dial_in_data_has_settled() {
    let policy = Policy { settle_minutes: 90, ..Policy::default() };
    let since = OffsetDateTime::UNIX_EPOCH;
    let after = |minutes: i64| {
        let now = since + Duration::minutes(minutes);
        decide(Situation { changes: &[ConferenceIdChanged], stale: 2, left: 0, since, now }, &policy)
    };
    assert_eq!(after(0), Decision::Settling { until: since + Duration::minutes(90) });
    assert_eq!(after(89), Decision::Settling { until: since + Duration::minutes(90) });
    assert_eq!(after(90), Decision::Countdown);
}

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/decisions.md");

fn document() -> String {
    let heads: Vec<&str> = COLUMNS.iter().map(|column| column.heading).collect();
    let rows: Vec<String> = TABLE
        .iter()
        .map(|row| {
            let effects: Vec<&str> = row.effects.iter().map(|effect| effect.word()).collect();
            format!("| {} | {} | {} |", row.what, row.mms, effects.join(" | "))
        })
        .collect();
    format!(
        "# When meetings are updated\n\n\
         What Redial does with an organizer's future meetings after a change, beside what Microsoft's Meeting \
         Migration Service (MMS) does, for three settings of `policy` in `config.json`.\n\n\
         - **updates**: the run starts by itself after a countdown. With `settleMinutes` it waits until dial-in \
         details have stayed the same for that long, so that several changes mean one round of mails.\n\
         - **asks**: Redial offers the run; the organizer starts it.\n\
         - **leaves**: meetings stay as they are and are listed. With `allowManual` the organizer may update them \
         anyway.\n\
         - **nothing to do**: invitations that were sent stay as they are; new ones show what is new.\n\n\
         | change | MMS | {} |\n|---|---|{}|\n{}\n\n\
         With `meetingMigrationEnabled` off, what is *updates* or *asks* above is paused: nothing starts, \
         requested or not, and nothing is offered; with `allowManual` the organizer may still update by hand. \
         Switched on again, one run brings every meeting from what it shows to what is true then, with one mail to \
         each attendee, however often things changed meanwhile.\n\n\
         A run never makes a Teams meeting of a Skype meeting, nor the other way round.\n",
        heads.join(" | "),
        vec!["---"; COLUMNS.len()].join("|"),
        rows.join("\n"),
    )
}

#[test]
fn the_documentation_says_what_the_table_says() {
    documents::says(DOCUMENT, &document(), "decision");
}
