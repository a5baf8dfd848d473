//! Rooms that gave an appointment back after a run wrote it: a room judges every update anew, and it may be somebody
//! else's by then.

use std::collections::HashSet;

use crate::meeting::{Header, ItemId, Room, RoomAnswer};
use crate::ports::{Store, StoreError};

use super::journal::{Journal, JournalEntry};
use super::plan::Plan;
use super::run::{Outside, RunReport};
use super::status::{RunRecord, amend_record, load_records};

/// A room that an appointment had before a run wrote it, and that has declined since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostRoom {
    /// The run.
    pub correlation_id: String,
    /// The appointment.
    pub id: ItemId,
    /// The room.
    pub room: Room,
}

impl LostRoom {
    /// The rooms that runs lost to these appointments, as those are known now, and what could not be read or kept of that:
    /// it hides none of the others. The runs' records tell of them.
    pub(super) async fn find<'a>(
        outside: Outside<'_>,
        headers: impl IntoIterator<Item = &'a Header>,
    ) -> (Vec<Self>, Option<StoreError>) {
        let declined = |room: &&Room| room.answer == RoomAnswer::Declined;
        let declined = headers
            .into_iter()
            .flat_map(|header| header.rooms.iter().filter(declined).map(move |room| (header, room)));
        let mut declined: Vec<(&Header, &Room)> = declined.collect();
        declined.sort_by_key(|(header, _)| header.whole() != &header.id);
        let mut lost = Vec::new();
        if declined.is_empty() {
            return (lost, None);
        }
        let told = among(&declined, outside, &mut lost).await;
        (lost, told.err())
    }

    /// The organizer has seen to it: nobody is told of it any more, whichever run had the room.
    pub async fn dismiss(&self, Outside { journal, settings, .. }: Outside<'_>) -> Result<(), StoreError> {
        let mut entries = Vec::new();
        for record in load_records(settings).await? {
            if let Some(mut entry) = journal.of_item(&record.correlation_id, &self.id).await?
                && entry.rooms.contains(&self.room.address)
            {
                entry.rooms.retain(|address| *address != self.room.address);
                entries.push(entry);
            }
        }
        journal.append(&entries).await
    }
}

/// Adds those to `lost` that runs lost, and tells of them in the runs' records.
async fn among(
    declined: &[(&Header, &Room)],
    Outside { journal, settings, .. }: Outside<'_>,
    lost: &mut Vec<LostRoom>,
) -> Result<(), StoreError> {
    let records = load_records(settings).await?;
    for (header, room) in declined {
        // A room that declined a series declined its dates with it.
        let is_told = |known: &LostRoom| known.id == *header.whole() && known.room.address == room.address;
        if let Some(correlation_id) = lost_by(journal, &records, header, room).await?
            && !lost.iter().any(is_told)
        {
            lost.push(LostRoom { correlation_id, id: header.id.clone(), room: (*room).clone() });
        }
    }
    tell(settings, records, lost).await
}

/// The meetings of a plan that had rooms before a run wrote them.
pub fn written_with_rooms(plan: &Plan, report: &RunReport) -> Vec<ItemId> {
    let written: HashSet<&ItemId> = report.written().collect();
    let headers = plan.rewrites().map(|(header, _)| header).filter(|header| written.contains(&header.id));
    let had_rooms = headers.filter(|header| header.booked_rooms().next().is_some());
    had_rooms.map(|header| header.id.clone()).collect()
}

/// The last run before whose write the appointment had the room.
async fn lost_by(
    journal: &dyn Journal,
    records: &[RunRecord],
    header: &Header,
    room: &Room,
) -> Result<Option<String>, StoreError> {
    let had = |entry: &JournalEntry| entry.is_written() && entry.rooms.contains(&room.address);
    for RunRecord { correlation_id, .. } in records {
        if journal.of_item(correlation_id, &header.id).await?.as_ref().is_some_and(had) {
            return Ok(Some(correlation_id.clone()));
        }
    }
    Ok(None)
}

/// Tells of the rooms in the records of the runs.
async fn tell(settings: &dyn Store, records: Vec<RunRecord>, lost: &[LostRoom]) -> Result<(), StoreError> {
    for mut record in records {
        let count = lost.iter().filter(|lost| lost.correlation_id == record.correlation_id).count();
        if count > record.rooms_lost {
            record.rooms_lost = count;
            amend_record(settings, &record).await?;
        }
    }
    Ok(())
}
