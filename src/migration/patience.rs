//! Looks at what may be busy: whoever looks waits, as a run does.

use std::collections::{HashSet, VecDeque};
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

/// Appointments with their texts, and why others cannot be read.
#[derive(Default)]
pub(super) struct Texts {
    /// By the names that they were asked for by.
    pub(super) appointments: Vec<(ItemId, Appointment)>,
    pub(super) unreadable: Vec<(ItemId, CalendarError)>,
}

/// What of texts that were asked for is to be asked for again.
#[derive(Default)]
pub(super) struct Reading {
    later: VecDeque<ItemId>,
    /// What is to be waited for first.
    pause: Option<Pause>,
    /// The answers that were lost once.
    lost: HashSet<ItemId>,
    /// How often in a row nothing was told.
    tries: u32,
}

/// Why nothing is asked again at once.
enum Pause {
    /// The mailbox was busy with some of it.
    Busy(CalendarError),
    /// An answer was lost.
    Lost,
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
        let mut reading = Reading::default();
        let mut texts = self.ask(calendar, ids, &mut reading).await?;
        while let Some(more) = self.ask_again(calendar, &mut reading).await? {
            texts.appointments.extend(more.appointments);
            texts.unreadable.extend(more.unreadable);
        }
        Ok(texts)
    }

    /// The same as far as the mailbox tells it at once: what is to be asked for again is noted. Where it tells nothing at
    /// all because it is busy, that is waited for.
    pub(super) async fn ask(
        self,
        calendar: &dyn Calendar,
        ids: &[ItemId],
        reading: &mut Reading,
    ) -> Result<Texts, CalendarError> {
        let (mut texts, mut busy, mut again) = (Texts::default(), None, Vec::new());
        for (id, read) in ids.iter().zip(calendar.read(ids).await) {
            match read {
                Ok(appointment) => texts.appointments.push((id.clone(), appointment)),
                Err(CalendarError::NotFound) => {}
                Err(error) if error.is_signed_out() => return Err(error),
                Err(error) if error.busy().is_some() => {
                    again.push(id.clone());
                    busy = Some(error);
                }
                Err(error) if may_be_lost(&error) && reading.lost.insert(id.clone()) => {
                    again.push(id.clone());
                    reading.pause.get_or_insert(Pause::Lost);
                }
                Err(error @ CalendarError::NoAnswer(_)) => return Err(error),
                Err(error) => texts.unreadable.push((id.clone(), error)),
            }
        }
        let is_none_told = again.len() == ids.len();
        reading.tries = if is_none_told { reading.tries + 1 } else { 0 };
        reading.later.extend(again);
        match busy {
            Some(error) if is_none_told => {
                self.wait(reading.tries, error).await?;
                reading.pause = None;
            }
            Some(error) => reading.pause = Some(Pause::Busy(error)),
            None => {}
        }
        Ok(texts)
    }

    /// Asks again for what was noted, once the mailbox is not busy any more; `None` where nothing was.
    pub(super) async fn ask_again(
        self,
        calendar: &dyn Calendar,
        reading: &mut Reading,
    ) -> Result<Option<Texts>, CalendarError> {
        if reading.later.is_empty() {
            return Ok(None);
        }
        match reading.pause.take() {
            Some(Pause::Busy(error)) => self.wait(1, error).await?,
            Some(Pause::Lost) => self.clock.sleep(LOST).await,
            None => {}
        }
        let at_once = calendar.manners().looked_at_at_once.get().min(reading.later.len());
        let ids: Vec<ItemId> = reading.later.drain(..at_once).collect();
        self.ask(calendar, &ids, reading).await.map(Some)
    }

    /// The organizer's dial-in data.
    pub(crate) async fn profile(
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
    pub(crate) async fn online_meetings(
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

    async fn breathe(&self) {
        self.clock.breathe().await;
    }
}

/// Whether another question may be answered better.
fn may_be_lost(error: &CalendarError) -> bool {
    matches!(error, CalendarError::NoAnswer(_) | CalendarError::Refused { certain: false, .. })
}
