//! What runs before did that matters to the next: how many mails went out today, which online meetings were taken away,
//! and which rooms were lost.

use time::OffsetDateTime;

use crate::meeting::{ItemId, OnlineLoss};
use crate::ports::{Store, StoreError};
use crate::rules::Instant;

use super::detect::Assessment;
use super::journal::{JournalEntry, JournalState};
use super::plan::DeliveriesLeft;
use super::rooms::LostRoom;
use super::run::{Outside, delivered};
use super::status::{
    LossNotice, LostOnline, RunRecord, amend_record, load_records, may_leave_doubts, save_record,
};
use crate::policy::{AskedBecause, Decision};

/// What runs before did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EarlierRuns {
    /// To how many people they sent mails in the last day, each counted for every mail.
    pub delivered: usize,
    /// The online meetings that they took away, and that the organizer has not seen to.
    pub lost: Vec<LostMeeting>,
    /// The rooms that declined since, and that the organizer has not seen to.
    pub rooms: Vec<LostRoom>,
    /// What could not be read or kept of these. It stops nothing.
    pub(super) not_kept: Option<StoreError>,
}

/// An appointment whose online meeting a run took away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostMeeting {
    /// The run.
    pub correlation_id: String,
    /// The appointment.
    pub id: ItemId,
    /// What became of its online meeting.
    pub loss: OnlineLoss,
    /// Whether no run was started since.
    is_new: bool,
}

impl EarlierRuns {
    /// Where nothing is left to do that would look at it first, what the last run left in doubt is told by what was found.
    pub(super) async fn find(
        outside: Outside<'_>,
        found: &Assessment,
        now: OffsetDateTime,
    ) -> Result<Self, StoreError> {
        let mut records = load_records(outside.settings).await?;
        if may_leave_doubts(&records) && found.plan.rewrites().next().is_none() {
            tell_doubts(outside, found, &mut records, now).await?;
        }
        let mut lost = lost_by(&records);
        lost.retain(|lost| is_ahead(found, &lost.id, now));
        let headers = found.plan.meetings.iter().map(|meeting| &meeting.header);
        let ahead = headers.filter(|header| !header.is_cancelled && header.is_ahead(now));
        let (rooms, not_kept) = LostRoom::find(outside, ahead).await;
        Ok(Self { delivered: delivered(&records, now), lost, rooms, not_kept })
    }

    /// What happens instead of what was decided: after a loss no run starts by itself, before somebody has started one
    /// who knows of it.
    pub(super) fn decide(&self, decision: Decision) -> Decision {
        match decision {
            Decision::Countdown
            | Decision::Settling { .. }
            | Decision::Deferred { .. }
            | Decision::Ask(_)
                if self.lost.iter().any(|lost| lost.is_new) =>
            {
                Decision::Ask(AskedBecause::OnlineLost)
            }
            decision => decision,
        }
    }

    /// How much `count` more leave of what the mailbox delivers in a day.
    pub fn deliveries_left(&self, count: usize, limit: usize) -> DeliveriesLeft {
        DeliveriesLeft::of(count.saturating_add(self.delivered), limit)
    }

    /// Whether a run took an online meeting away since.
    pub(super) async fn are_outdated(&self, settings: &dyn Store) -> Result<bool, StoreError> {
        let lost = lost_by(&load_records(settings).await?);
        let is_known = |lost: &LostMeeting| self.lost.iter().any(|known| known.id == lost.id);
        Ok(lost.iter().any(|lost| lost.is_new && !is_known(lost)))
    }

    /// A run is started by somebody who knows what was lost.
    pub(super) async fn go_on(&self, settings: &dyn Store) -> Result<(), StoreError> {
        for lost in self.lost.iter().filter(|lost| lost.is_new) {
            lost.note(LossNotice::RunSince, settings).await?;
        }
        Ok(())
    }

    /// The run that took the online meeting of an appointment away.
    pub(super) fn run_of(&self, id: &ItemId) -> Option<&str> {
        self.lost.iter().find(|lost| lost.id == *id).map(|lost| lost.correlation_id.as_str())
    }
}

impl LostMeeting {
    /// The organizer has seen to it: nobody is told of it any more.
    pub async fn dismiss(&self, settings: &dyn Store) -> Result<(), StoreError> {
        self.note(LossNotice::Dismissed, settings).await
    }

    async fn note(&self, notice: LossNotice, settings: &dyn Store) -> Result<(), StoreError> {
        let records = load_records(settings).await?;
        for mut record in records.into_iter().filter(|record| record.correlation_id == self.correlation_id) {
            for lost in record.online_lost.iter_mut().filter(|lost| lost.id == self.id) {
                lost.notice = notice;
            }
            amend_record(settings, &record).await?;
        }
        Ok(())
    }
}

fn lost_by(records: &[RunRecord]) -> Vec<LostMeeting> {
    let of = |record: &RunRecord| {
        let told = record.online_lost.iter().filter(|lost| lost.notice != LossNotice::Dismissed);
        let lost = told.map(|LostOnline { id, loss, notice }| LostMeeting {
            correlation_id: record.correlation_id.clone(),
            id: id.clone(),
            loss: *loss,
            is_new: *notice == LossNotice::New,
        });
        lost.collect::<Vec<_>>()
    };
    records.iter().flat_map(of).collect()
}

/// Whether an appointment is still to take place. One that was not found may only not have been readable.
fn is_ahead(found: &Assessment, id: &ItemId, now: OffsetDateTime) -> bool {
    let meeting = found.plan.meetings.iter().find(|meeting| meeting.header.id == *id);
    match meeting {
        Some(meeting) => meeting.header.is_ahead(now),
        None => found.unreadable() > 0,
    }
}

/// Whether writes of which nobody knew took online meetings away: the calendar has just told.
async fn tell_doubts(
    Outside { journal, settings, .. }: Outside<'_>,
    found: &Assessment,
    records: &mut [RunRecord],
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    for entry in journal.open().await? {
        let meeting = found.plan.meetings.iter().find(|meeting| meeting.header.id == entry.id);
        let (Some(expected), Some(meeting)) = (&entry.expected, meeting) else { continue };
        let header = &meeting.header;
        let record = records.iter_mut().find(|record| record.correlation_id == entry.correlation_id);
        if let (Some(loss), Some(record)) = (expected.loss(&header.online), record) {
            record.lose(LostOnline { id: entry.id.clone(), loss, notice: LossNotice::New });
            record.fail(Instant::from(now).into());
            save_record(settings, record).await?;
        }
        let state = JournalState::Written { change_key: header.change_key.clone() };
        journal.append(&[JournalEntry { state, ..entry }]).await?;
    }
    Ok(())
}
