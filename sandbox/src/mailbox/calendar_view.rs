//! The calendar between two instants, with series expanded to their dates.

use time::{Duration, OffsetDateTime};

use super::Mailbox;
use super::appointment::{Appointment, Kind};
use super::store::{Extent, StoreError};

/// A part of a list, cut for one answer.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// How many to leave out at the beginning.
    pub skip: usize,
    /// How many at most.
    pub top: usize,
    /// How much of each is read.
    pub extent: Extent,
}

/// An interval, end exclusive.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// The first instant.
    pub from: OffsetDateTime,
    /// The instant after the last.
    pub to: OffsetDateTime,
}

impl Window {
    /// How long it is.
    pub fn length(&self) -> Duration {
        self.to - self.from
    }

    fn overlaps(&self, start: OffsetDateTime, length: Duration) -> bool {
        start < self.to && (start + length > self.from || start == self.from)
    }
}

/// A place in the view whose appointment is read only when it is on the page.
enum Entry<'a> {
    Stored(String),
    Occurrence(&'a Appointment),
}

impl Mailbox {
    /// Single appointments, occurrences and exceptions that overlap the window, in the order of their starts.
    pub fn calendar_view(&self, window: Window, page: Page) -> Result<Vec<Appointment>, StoreError> {
        let masters = self.store.masters(page.extent)?;
        let mut entries = Vec::new();
        for (start, id) in self.store.keys_between(window.from, window.to)? {
            entries.push((start, Entry::Stored(id)));
        }
        for master in &masters {
            for start in self.plain_occurrences(master, window)? {
                entries.push((start, Entry::Occurrence(master)));
            }
        }
        entries.sort_by_key(|(start, _)| *start);
        let mut view = Vec::new();
        for (start, entry) in entries.into_iter().skip(page.skip).take(page.top) {
            match entry {
                Entry::Stored(id) => view.extend(self.store.get(&id, page.extent)?),
                Entry::Occurrence(master) => view.push(master.occurrence(start)),
            }
        }
        Ok(view)
    }

    /// Occurrences and exceptions of one series that overlap the window, in the order of their starts.
    pub fn instances(
        &self,
        master: &Appointment,
        window: Window,
        page: Page,
    ) -> Result<Vec<Appointment>, StoreError> {
        let mut instances = self.store.exceptions(&master.id, page.extent)?;
        instances.retain(|exception| window.overlaps(exception.start, exception.duration()));
        instances.extend(
            self.plain_occurrences(master, window)?.into_iter().map(|start| master.occurrence(start)),
        );
        instances.sort_by_key(|instance| instance.start);
        Ok(instances.into_iter().skip(page.skip).take(page.top).collect())
    }

    /// Starts of the dates of a series that are neither deleted nor exceptions.
    fn plain_occurrences(
        &self,
        master: &Appointment,
        window: Window,
    ) -> Result<Vec<OffsetDateTime>, StoreError> {
        let Kind::Master { recurrence, cancelled } = &master.kind else { return Ok(Vec::new()) };
        let exceptions: Vec<_> = self
            .store
            .exceptions(&master.id, Extent::WithoutText)?
            .iter()
            .filter_map(|exception| exception.kind.original_start())
            .map(OffsetDateTime::date)
            .collect();
        let time = master.start.time();
        Ok(recurrence
            .dates()
            .map(|date| (date, date.with_time(time).assume_utc()))
            .take_while(|(_, start)| *start < window.to)
            .filter(|(_, start)| window.overlaps(*start, master.duration()))
            .filter(|(date, _)| !cancelled.contains(date) && !exceptions.contains(date))
            .map(|(_, start)| start)
            .collect())
    }
}
