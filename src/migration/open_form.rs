//! The appointment that is open in a form. What the form saves later is the text that it was opened with: whatever a run
//! writes meanwhile is lost, or the form cannot be saved. So its meeting waits, a series with all its dates: its changed
//! occurrences are kept with the series, and change with it.

use crate::calendar::{Calendar, CalendarError};
use crate::meeting::{Header, ItemId, Uid};

use super::patience::Onlooker;

/// The appointment that is open in a form beside whoever visits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum OpenItem {
    /// None, or one that was never saved.
    #[default]
    Nothing,
    /// The one of this name, any that the calendar takes.
    This(ItemId),
    /// Some appointment: which one cannot be told.
    Unknown,
}

/// What the calendar knows of it.
pub(super) enum Beside {
    /// None is open.
    Nothing,
    /// One of this meeting.
    Form(OpenForm),
    /// It does not tell which one is.
    Unknown,
}

/// The meeting that is open in a form, as the calendar knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OpenForm {
    whole: ItemId,
    uid: Option<Uid>,
}

impl Beside {
    /// The meeting that an appointment belongs to. A form's name of it is another than the one that a calendar's list
    /// has, so the calendar is asked which it is. One that the calendar does not know is in no plan. Fails where nothing
    /// can be asked of the mailbox.
    pub(super) async fn find(
        open: &OpenItem,
        calendar: &dyn Calendar,
        onlooker: Onlooker<'_>,
    ) -> Result<Self, CalendarError> {
        let id = match open {
            OpenItem::Nothing => return Ok(Self::Nothing),
            OpenItem::Unknown => return Ok(Self::Unknown),
            OpenItem::This(id) => id,
        };
        let found = onlooker.read(calendar, std::slice::from_ref(id)).await?;
        Ok(match found.appointments.first() {
            Some((_, appointment)) => Self::Form(OpenForm::of(&appointment.header)),
            None if found.unreadable.is_empty() => Self::Nothing,
            None => Self::Unknown,
        })
    }
}

impl OpenForm {
    fn of(header: &Header) -> Self {
        Self { whole: header.whole().clone(), uid: header.identity.uid.clone() }
    }

    /// Whether an appointment belongs to it.
    pub(super) fn holds(&self, header: &Header) -> bool {
        let is_same = self.uid.is_some() && self.uid == header.identity.uid;
        is_same || self.whole == *header.whole()
    }
}
