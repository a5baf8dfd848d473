//! A run between two steps as it can be kept, and taken up again by another page. It holds no body and no token: what was
//! in hand is read again. Whoever drives a run may keep it after any step; a page keeps nothing yet, and begins anew.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::dialin::Digest;
use crate::meeting::{ItemId, OnlineLoss};
use crate::migration::expected::Expected;
use crate::migration::status::{RunRecord, RunState};

use super::draft::Sends;
use super::machine::{Machine, Run, master_of};
use super::report::MeetingOutcome;
use super::work::{State, Tries, Work};

/// The version of this form. A run that was kept in another is planned anew, from tags and journal.
const VERSION: u32 = 4;

/// A run as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavedRun {
    v: u32,
    /// The dial-in data that its meetings are brought to.
    profile: Digest,
    record: RunRecord,
    /// What the run had done before it went on.
    #[serde(default)]
    before: Option<RunRecord>,
    #[serde(with = "time::serde::rfc3339::option")]
    held: Option<OffsetDateTime>,
    /// Until when no online meeting is made.
    #[serde(default, with = "time::serde::rfc3339::option")]
    makes_held: Option<OffsetDateTime>,
    meetings: Vec<SavedMeeting>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SavedMeeting {
    id: ItemId,
    sends: Sends,
    /// Whether that was sent, as far as anybody knows.
    is_sent: bool,
    tries: Tries,
    /// Whether somebody edited it while it was to be written.
    is_edited: bool,
    written: Written,
    /// When its turn comes.
    #[serde(with = "time::serde::rfc3339::option")]
    due: Option<OffsetDateTime>,
}

/// Whether a meeting was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Written {
    /// It was not.
    No,
    /// It may have been though nothing said so; what the calendar is to know of its online meeting then.
    Perhaps(Option<Expected>),
    /// It was, and the mailbox said so.
    Yes,
    /// The same, and its online meeting did not outlive that.
    OnlineLost(OnlineLoss),
}

impl Written {
    fn of(work: &Work) -> Self {
        match work.outcome() {
            Some(MeetingOutcome::Updated) => Self::Yes,
            Some(MeetingOutcome::OnlineLost(loss)) => Self::OnlineLost(*loss),
            _ if work.may_be_written || matches!(work.state, State::Sent(_)) => {
                Self::Perhaps(work.expected.clone())
            }
            _ => Self::No,
        }
    }
}

impl SavedMeeting {
    fn of(work: &Work) -> Self {
        Self {
            id: work.id.clone(),
            sends: work.sends,
            is_sent: work.is_sent || matches!(work.state, State::Sent(_)),
            tries: work.tries,
            is_edited: work.is_edited,
            written: Written::of(work),
            due: match &work.state {
                State::Due(due, _) | State::Ended(MeetingOutcome::Deferred { until: due }) => Some(*due),
                _ => None,
            },
        }
    }

    /// The work as it was, the meeting to be read again unless it is known to be written.
    fn work(self, master: Option<ItemId>, now: OffsetDateTime) -> Work {
        let mut work = Work::new(self.id, master, self.sends, self.due.unwrap_or(now));
        (work.tries, work.is_sent, work.is_edited) = (self.tries, self.is_sent, self.is_edited);
        match self.written {
            Written::No => {}
            Written::Perhaps(expected) => (work.may_be_written, work.expected) = (true, expected),
            Written::Yes => work.end(MeetingOutcome::Updated),
            Written::OnlineLost(loss) => work.end(MeetingOutcome::OnlineLost(loss)),
        }
        work
    }
}

impl<'a> Machine<'a> {
    /// The run as it can be kept.
    pub fn save(&self, now: OffsetDateTime) -> SavedRun {
        let on_their_way = self.works.iter().filter(|work| matches!(work.state, State::Sent(_)));
        let mut record = self.record(RunState::InProgress, now);
        let deliveries = on_their_way.map(|work| work.to_send().deliveries).sum::<usize>();
        if deliveries > 0 {
            (record.deliveries, record.last_delivery) = (record.deliveries + deliveries, Some(now));
        }
        SavedRun {
            v: VERSION,
            profile: Digest::of(&self.run.plan.target.profile),
            record,
            before: self.before.clone(),
            held: self.pace.held(now),
            makes_held: self.pace.makes_held(now),
            meetings: self.works.iter().map(SavedMeeting::of).collect(),
        }
    }

    /// The run that was kept, with the plan that was made for it since. `None` where it was kept by another version or
    /// for other dial-in data: then the plan is what there is to do.
    pub fn restore(saved: SavedRun, mut run: Run<'a>, now: OffsetDateTime) -> Option<Self> {
        if saved.v != VERSION || saved.profile != Digest::of(&run.plan.target.profile) {
            return None;
        }
        run.correlation_id.clone_from(&saved.record.correlation_id);
        let mut kept = saved.meetings;
        let mut works = Vec::new();
        for (header, rewrite) in run.plan.rewrites() {
            let master = master_of(header);
            let known = kept.iter().position(|meeting| meeting.id == header.id);
            works.push(match known.map(|at| kept.remove(at)) {
                // One that was written and is planned again is another change.
                Some(meeting) if meeting.written != Written::Yes => meeting.work(master, now),
                Some(_) | None => Work::new(header.id.clone(), master, Sends::of(rewrite), now),
            });
        }
        // What is not in the plan any more is right, or gone: it counts as done, or is looked at once more.
        works.extend(kept.into_iter().map(|meeting| meeting.work(None, now)));
        // What was kept of this run itself is in its meetings.
        let before = RunRecord {
            create_date: saved.record.create_date.clone(),
            deliveries: saved.record.deliveries,
            last_delivery: saved.record.last_delivery,
            ..saved.before.unwrap_or_default()
        };
        let mut machine = Self::of(run, works, saved.record.create_date, saved.held, now);
        machine.deliveries.follow([&before]);
        machine.before = Some(before);
        machine.stopped = machine.works.iter().find_map(Work::stops_others);
        if let Some(until) = saved.makes_held {
            machine.pace.hold_makes(until);
        }
        Some(machine)
    }
}
