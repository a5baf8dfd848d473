//! Looks at what may be busy: whoever looks waits, as a run does.

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

/// How often a text is asked for again of which the answer was lost.
const LOST: u32 = 1;

/// Whoever looks: the clock to wait by, and who is told until when.
#[derive(Clone, Copy)]
pub struct Onlooker<'a> {
    /// The time.
    pub clock: &'a dyn Clock,
    /// Is told until when the onlooker waits.
    pub waits: &'a dyn Fn(OffsetDateTime),
}

/// Appointments with their texts, and how many more cannot be read.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) appointments: Vec<Appointment>,
    pub(super) unreadable: usize,
}

impl Onlooker<'_> {
    /// Appointments with their texts, without those that are not there any more.
    pub(super) async fn read(self, calendar: &dyn Calendar, ids: &[ItemId]) -> Result<Texts, CalendarError> {
        let mut texts = Texts::default();
        let (mut open, mut tries) = (ids.to_vec(), 0);
        while !open.is_empty() {
            let mut again = Vec::new();
            let mut busy = None;
            for (id, read) in open.iter().zip(calendar.read(&open).await) {
                match read {
                    Ok(appointment) => texts.appointments.push(appointment),
                    Err(CalendarError::NotFound) => {}
                    Err(error) if error.is_of_the_request() => texts.unreadable += 1,
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
                tries += 1;
                self.wait(tries, error).await?;
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
        let waited = self.pause(*tries, THROTTLED, asked).await;
        waited.map_err(|until| DialInError::Throttled { retry_after: Some(RetryAfter::At(until)) })
    }

    /// Waits until it is time to ask for the time number `again`, at most `most` times. Else gives back when it would be.
    async fn pause(self, again: u32, most: u32, asked: Option<RetryAfter>) -> Result<(), OffsetDateTime> {
        let now = self.clock.now();
        let until = due(now, again, asked);
        if again > most || until - now > PATIENCE {
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
                let waited = self.pause(again, THROTTLED, retry_after).await;
                waited.map_err(|until| CalendarError::Throttled { retry_after: Some(RetryAfter::At(until)) })
            }
            error if is_lost(&error) => self.pause(again, LOST, None).await.map_err(|_| error),
            error => Err(error),
        }
    }
}

/// Whether the answer may only have been lost.
fn is_lost(error: &CalendarError) -> bool {
    matches!(error, CalendarError::NoAnswer(_) | CalendarError::Refused { certain: false, .. })
        && !error.is_signed_out()
}
