//! Looks at a calendar that may be busy: whoever looks waits, as a run does.

use time::OffsetDateTime;

use crate::calendar::{Calendar, CalendarError, Found};
use crate::meeting::{Appointment, ItemId};
use crate::ports::Clock;

use super::run::{PATIENCE, due};

/// How often in a row a busy calendar is asked again.
const THROTTLED: u32 = 5;

/// How often a text is asked for again of which the answer was lost.
const LOST: u32 = 1;

/// A calendar that is asked again where it is busy, and the clock to wait by.
#[derive(Clone, Copy)]
pub(super) struct PatientCalendar<'a> {
    pub(super) calendar: &'a dyn Calendar,
    pub(super) clock: &'a dyn Clock,
}

/// Appointments with their texts, and how many more cannot be read.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) appointments: Vec<Appointment>,
    pub(super) unreadable: usize,
}

impl PatientCalendar<'_> {
    /// What [`Calendar::find`] finds.
    pub(super) async fn find(self, from: OffsetDateTime) -> Result<Found, CalendarError> {
        let mut tries = 0;
        loop {
            match self.calendar.find(from).await {
                Err(error @ CalendarError::Throttled { .. }) => self.wait(&mut tries, error).await?,
                found => return found,
            }
        }
    }

    /// Appointments with their texts, without those that are not there any more.
    pub(super) async fn read(self, ids: &[ItemId]) -> Result<Texts, CalendarError> {
        let mut texts = Texts::default();
        let (mut open, mut tries) = (ids.to_vec(), 0);
        while !open.is_empty() {
            let mut again = Vec::new();
            let mut busy = None;
            for (id, read) in open.iter().zip(self.calendar.read(&open).await) {
                match read {
                    Ok(appointment) => texts.appointments.push(appointment),
                    Err(CalendarError::NotFound) => {}
                    Err(error) if is_of_the_item(&error) => texts.unreadable += 1,
                    Err(error) => {
                        again.push(id.clone());
                        busy = Some(error);
                    }
                }
            }
            if again.len() < open.len() {
                tries = 0;
            }
            if let Some(error) = busy {
                self.wait(&mut tries, error).await?;
            }
            open = again;
        }
        Ok(texts)
    }

    /// Waits until it is time to ask again. Gives the error back where nobody waits for that.
    async fn wait(self, tries: &mut u32, error: CalendarError) -> Result<(), CalendarError> {
        let (most, asked) = match &error {
            CalendarError::Throttled { retry_after } => (THROTTLED, *retry_after),
            error if is_lost(error) => (LOST, None),
            _ => (0, None),
        };
        *tries += 1;
        let now = self.clock.now();
        let wait = due(now, *tries, asked) - now;
        if *tries > most || wait > PATIENCE {
            return Err(error);
        }
        self.clock.sleep(wait.try_into().unwrap_or_default()).await;
        Ok(())
    }
}

/// Whether an answer says something of the one item, and nothing of the mailbox.
fn is_of_the_item(error: &CalendarError) -> bool {
    matches!(
        error,
        CalendarError::Unreadable(_) | CalendarError::Conflict | CalendarError::Refused { certain: true, .. }
    )
}

/// Whether the answer may only have been lost.
fn is_lost(error: &CalendarError) -> bool {
    matches!(error, CalendarError::NoAnswer(_) | CalendarError::Refused { certain: false, .. })
        && !error.is_signed_out()
}
