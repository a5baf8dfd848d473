//! The appointment that is open in a form. What the form saves later is the text that it was opened with: whatever a run
//! writes meanwhile is lost, or the form cannot be saved. So its meeting waits, a series with all its dates: its changed
//! occurrences are kept with the series, and change with it.

use crate::calendar::{Calendar, CalendarError};
use crate::meeting::{Header, ItemId, Uid};

use super::patience::Onlooker;

/// The meeting that is open in a form, as the calendar knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OpenForm {
    whole: ItemId,
    uid: Option<Uid>,
}

impl OpenForm {
    /// The meeting that an appointment belongs to. A form's name of it is another than the one that a calendar's list
    /// has, so the calendar is asked which it is. One that the calendar does not know is in no plan.
    pub(super) async fn find(
        id: &ItemId,
        calendar: &dyn Calendar,
        onlooker: Onlooker<'_>,
    ) -> Result<Option<Self>, CalendarError> {
        let found = onlooker.read(calendar, std::slice::from_ref(id)).await?;
        match found.appointments.first() {
            Some(appointment) => Ok(Some(Self::of(&appointment.header))),
            None if found.unreadable.is_empty() => Ok(None),
            None => Err(CalendarError::Unreadable("the open appointment".to_owned())),
        }
    }

    fn of(header: &Header) -> Self {
        Self { whole: header.whole().clone(), uid: header.identity.uid.clone() }
    }

    /// Whether an appointment belongs to it.
    pub(super) fn holds(&self, header: &Header) -> bool {
        let is_same = self.uid.is_some() && self.uid == header.identity.uid;
        is_same || self.whole == *header.whole()
    }
}
