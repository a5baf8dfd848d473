//! Looks at what may be busy: whoever looks waits, as a run does.

use std::cell::Cell;
use std::collections::HashSet;
use std::time::Duration;

use async_trait::async_trait;
use time::OffsetDateTime;

use crate::calendar::{Calendar, CalendarError, Patience};
use crate::calendar::{MayBeBusy, patiently};
use crate::dialin::{DialIn, DialInError, DialInProfile, OnlineMeetingService, Times, Told};
use crate::link::JoinUrl;
use crate::meeting::{Appointment, ItemId};
use crate::ports::Clock;

use super::run::{Jitter, PATIENCE, Pauses, Waiting};

/// How often in a row who is busy is asked again.
const THROTTLED: u32 = 5;

/// How long until a text is asked for again, once, of which the answer was lost.
const LOST: Duration = Duration::from_secs(1);

/// A pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Until when it lasts.
    pub until: OffsetDateTime,
    /// For whom.
    pub why: Waiting,
}

/// Whoever looks: the clock to wait by, and who is told until when.
#[derive(Clone, Copy)]
pub struct Onlooker<'a> {
    /// The time.
    pub clock: &'a dyn Clock,
    /// Is told until when the onlooker waits, and for whom.
    pub waits: &'a dyn Fn(Wait),
    /// Spreads the pauses.
    pub jitter: Jitter,
}

/// How long a page is kept from other things at a stretch.
const AT_A_STRETCH: time::Duration = time::Duration::milliseconds(12);

/// Lets a page do other things during long work.
pub(super) struct Breather<'a> {
    clock: &'a dyn Clock,
    since: Cell<OffsetDateTime>,
}

impl<'a> Breather<'a> {
    pub(super) fn new(clock: &'a dyn Clock) -> Self {
        Self { clock, since: Cell::new(clock.now()) }
    }

    /// Pauses, where the last pause was long ago.
    pub(super) async fn breathe(&self) {
        if self.clock.now() - self.since.get() >= AT_A_STRETCH {
            self.clock.sleep(Duration::ZERO).await;
            self.since.set(self.clock.now());
        }
    }
}

/// Appointments with their texts, and why others cannot be read.
#[derive(Default)]
pub(super) struct Texts {
    /// By the names that they were asked for by.
    pub(super) appointments: Vec<(ItemId, Appointment)>,
    pub(super) unreadable: Vec<(ItemId, CalendarError)>,
}

impl Onlooker<'_> {
    /// An appointment with its text.
    pub(super) async fn read_one(
        self,
        calendar: &dyn Calendar,
        id: &ItemId,
    ) -> Result<Appointment, CalendarError> {
        let read = async || {
            calendar.read(std::slice::from_ref(id)).await.pop().unwrap_or(Err(CalendarError::NotFound))
        };
        patiently(&self, read).await
    }

    /// Appointments with their texts, without those that are not there any more. One that cannot be read hides no other.
    pub(super) async fn read(self, calendar: &dyn Calendar, ids: &[ItemId]) -> Result<Texts, CalendarError> {
        let mut texts = Texts::default();
        let (mut open, mut lost, mut tries) = (ids.to_vec(), HashSet::new(), 0);
        while !open.is_empty() {
            let (mut again, mut busy) = (Vec::new(), None);
            for (id, read) in open.iter().zip(calendar.read(&open).await) {
                match read {
                    Ok(appointment) => texts.appointments.push((id.clone(), appointment)),
                    Err(CalendarError::NotFound) => {}
                    Err(error) if error.is_signed_out() => return Err(error),
                    Err(error) if error.busy().is_some() => {
                        again.push(id.clone());
                        busy = Some(error);
                    }
                    Err(error) if may_be_lost(&error) && lost.insert(id.clone()) => again.push(id.clone()),
                    Err(error @ CalendarError::NoAnswer(_)) => return Err(error),
                    Err(error) => texts.unreadable.push((id.clone(), error)),
                }
            }
            tries = if again.len() < open.len() { 1 } else { tries + 1 };
            match busy {
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
        dial_in.profile(known, &self).await
    }

    /// An online meeting takes place at other times.
    pub(super) async fn change_times(
        self,
        service: &dyn OnlineMeetingService,
        join_url: &JoinUrl,
        times: Times,
    ) -> Result<(), DialInError> {
        patiently(&self, async || service.change_times(join_url, times).await).await
    }

    /// What the service tells of the online meetings with these join URLs.
    pub(super) async fn online_meetings(
        self,
        service: &dyn OnlineMeetingService,
        join_urls: &[JoinUrl],
    ) -> Result<Told, DialInError> {
        service.read(join_urls, &self).await
    }
}

#[async_trait(?Send)]
impl<E: MayBeBusy + 'static> Patience<E> for Onlooker<'_> {
    async fn wait(&self, again: u32, error: E) -> Result<(), E> {
        let Some(busy) = error.busy() else { return Err(error) };
        let pauses = Pauses { now: self.clock.now(), jitter: self.jitter };
        let until = pauses.busy(again, busy.retry_after);
        if again > THROTTLED || until - pauses.now > PATIENCE {
            return Err(error.until(until));
        }
        (self.waits)(Wait { until, why: busy.server.into() });
        self.clock.sleep((until - pauses.now).try_into().unwrap_or_default()).await;
        Ok(())
    }
}

/// Whether another question may be answered better.
fn may_be_lost(error: &CalendarError) -> bool {
    matches!(error, CalendarError::NoAnswer(_) | CalendarError::Refused { certain: false, .. })
}
