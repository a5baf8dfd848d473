//! Looks at what may be busy: whoever looks waits, as a run does.

use std::collections::HashSet;
use std::time::Duration;

use async_trait::async_trait;
use time::OffsetDateTime;

use crate::calendar::{Calendar, CalendarError, Patience, RetryAfter};
use crate::dialin::{DialIn, DialInError, DialInProfile, OnlineMeeting, OnlineMeetingService};
use crate::link::JoinUrl;
use crate::meeting::{Appointment, ItemId};
use crate::ports::Clock;

use super::run::{PATIENCE, due};

/// How often in a row who is busy is asked again.
const THROTTLED: u32 = 5;

/// How long until a text is asked for again, once, of which the answer was lost.
const LOST: Duration = Duration::from_secs(1);

/// Whoever looks: the clock to wait by, and who is told until when.
#[derive(Clone, Copy)]
pub struct Onlooker<'a> {
    /// The time.
    pub clock: &'a dyn Clock,
    /// Is told until when the onlooker waits.
    pub waits: &'a dyn Fn(OffsetDateTime),
}

/// Appointments with their texts, and why others cannot be read.
#[derive(Default)]
pub(super) struct Texts {
    /// By the names that they were asked for by.
    pub(super) appointments: Vec<(ItemId, Appointment)>,
    pub(super) unreadable: Vec<CalendarError>,
}

impl Onlooker<'_> {
    /// Appointments with their texts, without those that are not there any more. One that cannot be read hides no other.
    pub(super) async fn read(self, calendar: &dyn Calendar, ids: &[ItemId]) -> Result<Texts, CalendarError> {
        let mut texts = Texts::default();
        let (mut open, mut lost, mut tries) = (ids.to_vec(), HashSet::new(), 0);
        while !open.is_empty() {
            let (mut again, mut throttled) = (Vec::new(), None);
            for (id, read) in open.iter().zip(calendar.read(&open).await) {
                match read {
                    Ok(appointment) => texts.appointments.push((id.clone(), appointment)),
                    Err(CalendarError::NotFound) => {}
                    Err(error) if error.is_signed_out() => return Err(error),
                    Err(error @ CalendarError::Throttled { .. }) => {
                        again.push(id.clone());
                        throttled = Some(error);
                    }
                    Err(error) if may_be_lost(&error) && lost.insert(id.clone()) => again.push(id.clone()),
                    Err(error @ CalendarError::NoAnswer(_)) => return Err(error),
                    Err(error) => texts.unreadable.push(error),
                }
            }
            tries = if again.len() < open.len() { 1 } else { tries + 1 };
            match throttled {
                Some(error) => self.wait(tries, error).await?,
                None if !again.is_empty() => self.clock.sleep(LOST).await,
                None => {}
            }
            open = again;
        }
        Ok(texts)
    }

    /// The organizer's dial-in data.
    pub(super) async fn profile(
        self,
        dial_in: &dyn DialIn,
        known: &[JoinUrl],
    ) -> Result<DialInProfile, DialInError> {
        let mut tries = 0;
        loop {
            match dial_in.profile(known).await {
                Err(DialInError::Throttled { retry_after }) => self.wait_for(&mut tries, retry_after).await?,
                profile => return profile,
            }
        }
    }

    /// The online meetings with these join URLs.
    pub(super) async fn online_meetings(
        self,
        service: &dyn OnlineMeetingService,
        join_urls: &[JoinUrl],
    ) -> Result<Vec<OnlineMeeting>, DialInError> {
        let mut tries = 0;
        loop {
            match service.read(join_urls).await {
                Err(DialInError::Throttled { retry_after }) => self.wait_for(&mut tries, retry_after).await?,
                meetings => return meetings,
            }
        }
    }

    async fn wait_for(self, tries: &mut u32, asked: Option<RetryAfter>) -> Result<(), DialInError> {
        *tries += 1;
        let waited = self.pause(*tries, asked).await;
        waited.map_err(|until| DialInError::Throttled { retry_after: Some(RetryAfter::At(until)) })
    }

    /// Waits until it is time to ask for the time number `again`. Where nobody waits for that, gives back when it would be.
    async fn pause(self, again: u32, asked: Option<RetryAfter>) -> Result<(), OffsetDateTime> {
        let now = self.clock.now();
        let until = due(now, again, asked);
        if again > THROTTLED || until - now > PATIENCE {
            return Err(until);
        }
        (self.waits)(until);
        self.clock.sleep((until - now).try_into().unwrap_or_default()).await;
        Ok(())
    }
}

#[async_trait(?Send)]
impl Patience for Onlooker<'_> {
    async fn wait(&self, again: u32, error: CalendarError) -> Result<(), CalendarError> {
        match error {
            CalendarError::Throttled { retry_after } => {
                let waited = self.pause(again, retry_after).await;
                waited.map_err(|until| CalendarError::Throttled { retry_after: Some(RetryAfter::At(until)) })
            }
            error => Err(error),
        }
    }
}

/// Whether another question may be answered better.
fn may_be_lost(error: &CalendarError) -> bool {
    matches!(error, CalendarError::NoAnswer(_) | CalendarError::Refused { certain: false, .. })
}
