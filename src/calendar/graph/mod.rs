//! The calendar over Microsoft Graph v1.0.
//!
//! <https://learn.microsoft.com/graph/api/resources/event>

mod answer;
mod attachments;
mod batch;
mod client;
mod event;
mod pages;
mod request_builder;
mod search;

use std::num::{NonZeroU32, NonZeroUsize};

use async_trait::async_trait;
use futures_util::future::join_all;
use serde_json::Value;
use time::{Duration, OffsetDateTime};

use crate::calendar::{Calendar, CalendarError, Found, Manners, Patience, Rate};
use crate::meeting::{Appointment, ChangeKey, ItemId, Update, Updated};
use crate::wire::{GraphMailbox, Response, Transport};

use answer::{read, unreadable};
use attachments::{kept, matter};
use client::Client;
use event::Read;
use pages::may_be_of_one_event;
use search::Search;

/// Exchange tells the attendees of what Graph changes, and cannot be asked not to.
/// <https://learn.microsoft.com/graph/api/event-update>
///
/// How many requests an app may send on a mailbox: <https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits>
///
/// How many mails go out in a minute, and to how many people in a day:
/// <https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#sending-limits>
const MANNERS: Manners = Manners {
    mails_exceptions: true,
    at_once: FOUR,
    looked_at_at_once: TWENTY,
    requests: Rate { most: TEN_THOUSAND, per: Duration::minutes(10) },
    sent: Some(Rate { most: THIRTY, per: Duration::MINUTE }),
    daily_deliveries: Some(TEN_THOUSAND),
};

const FOUR: NonZeroUsize = NonZeroUsize::new(client::AT_ONCE).unwrap();
const TWENTY: NonZeroUsize = NonZeroUsize::new(batch::MOST).unwrap();
const THIRTY: NonZeroU32 = NonZeroU32::new(30).unwrap();
const TEN_THOUSAND: NonZeroU32 = NonZeroU32::new(10_000).unwrap();

/// A mailbox behind Graph.
pub struct Graph<T> {
    client: Client<T>,
}

impl<T: Transport> Graph<T> {
    /// The calendar of `mailbox`, which `transport` is signed in for; `manifest_ids` are the add-in's ids, the current
    /// one first.
    pub fn new(transport: T, mailbox: GraphMailbox, manifest_ids: &[&str]) -> Self {
        Self { client: Client::new(transport, mailbox, manifest_ids) }
    }

    async fn read_one(&self, id: &ItemId) -> Result<Read, CalendarError> {
        event::read(&read(&self.client.ask(self.client.builder.one(id)).await?)?, &self.client.builder)
    }

    /// Reads items in one request. Parts have no token of their own: where some are signed out, one of them is asked for by
    /// itself, which fetches a fresh token, and then the others once more.
    async fn read_batch(&self, ids: &[ItemId]) -> Vec<Result<Read, CalendarError>> {
        let mut read = match self.read_parts(ids).await {
            Ok(read) => read,
            Err(error) => return ids.iter().map(|_| Err(error.clone())).collect(),
        };
        let is_out = |read: &Result<_, CalendarError>| matches!(read, Err(CalendarError::SignedOut));
        let mut out = ids.iter().zip(&mut read).filter(|(_, read)| is_out(read));
        let Some((id, first)) = out.next() else { return read };
        *first = self.read_one(id).await;
        if is_out(first) {
            return read;
        }
        let (ids, places): (Vec<_>, Vec<_>) = out.map(|(id, read)| (id.clone(), read)).unzip();
        if !ids.is_empty() {
            match self.read_parts(&ids).await {
                Ok(again) => places.into_iter().zip(again).for_each(|(place, again)| *place = again),
                Err(error) => places.into_iter().for_each(|place| *place = Err(error.clone())),
            }
        }
        read
    }

    /// Reads items in one request. Where the batch itself is of no use, each is asked for by itself: one item must not
    /// keep the others from being read.
    async fn read_parts(&self, ids: &[ItemId]) -> Result<Vec<Result<Read, CalendarError>>, CalendarError> {
        let builder = &self.client.builder;
        let asked = self.client.ask(builder.batch(ids.iter().map(|id| builder.one(id)))).await;
        match asked.and_then(|answer| batch::parts(&answer, ids.len())) {
            Ok(parts) => {
                let mut each = Vec::with_capacity(ids.len());
                for (id, part) in ids.iter().zip(parts) {
                    each.push(self.read_part(id, part).await);
                }
                Ok(each)
            }
            Err(error) if error.is_of_the_request() || may_be_of_one_event(&error) => {
                let mut each = Vec::with_capacity(ids.len());
                for ids in ids.chunks(FOUR.get()) {
                    each.extend(join_all(ids.iter().map(|id| self.read_one(id))).await);
                }
                Ok(each)
            }
            Err(error) => Err(error),
        }
    }

    /// Reads a part of a batch. What does not tell how a text is kept is asked for by itself.
    async fn read_part(
        &self,
        id: &ItemId,
        part: Result<Response, CalendarError>,
    ) -> Result<Read, CalendarError> {
        match part.and_then(|part| event::read(&read(&part)?, &self.client.builder)) {
            Ok(Read { tells_format: false, .. }) => self.read_one(id).await,
            read => read,
        }
    }

    /// The appointments. Of those where that matters, what is attached to them tells how their texts are kept.
    async fn beside_attachments(
        &self,
        read: Vec<Result<Read, CalendarError>>,
    ) -> Vec<Result<Appointment, CalendarError>> {
        let matters = |read: &Read| matter(&read.appointment, read.has_attachments);
        let asked = read.iter().filter_map(|read| read.as_ref().ok().filter(|read| matters(read)));
        let requests = asked.map(|read| self.client.builder.attachments(&read.appointment.header.id));
        let mut answers = self.client.ask_all(requests.collect()).await.into_iter();
        let mut told = |read: Read| {
            let Read { mut appointment, has_attachments, .. } = read;
            if matter(&appointment, has_attachments) {
                let answer = answers.next().unwrap_or_else(|| Err(unreadable("list of attachments")))?;
                appointment.body.format = kept(appointment.body.format, &answer)?;
            }
            Ok(appointment)
        };
        read.into_iter().map(|read| read.and_then(&mut told)).collect()
    }

    async fn update_one(&self, update: &Update) -> Result<Updated, CalendarError> {
        let answer = read(&self.client.ask(self.client.builder.update(update)).await?)?;
        let change_key =
            answer.get("changeKey").and_then(Value::as_str).ok_or_else(|| unreadable("changeKey"))?;
        Ok(Updated { change_key: ChangeKey::new(change_key), online: event::online(&answer) })
    }
}

#[async_trait(?Send)]
impl<T: Transport> Calendar for Graph<T> {
    fn manners(&self) -> Manners {
        MANNERS
    }

    async fn find(
        &self,
        from: OffsetDateTime,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Found, CalendarError> {
        Search::new(&self.client, patience, from).found().await
    }

    async fn read(&self, ids: &[ItemId]) -> Vec<Result<Appointment, CalendarError>> {
        let mut read = Vec::with_capacity(ids.len());
        for ids in ids.chunks(batch::MOST) {
            read.extend(if ids.len() > FOUR.get() {
                self.read_batch(ids).await
            } else {
                join_all(ids.iter().map(|id| self.read_one(id))).await
            });
        }
        self.beside_attachments(read).await
    }

    async fn update(&self, updates: &[Update]) -> Vec<Result<Updated, CalendarError>> {
        let mut updated = Vec::with_capacity(updates.len());
        let mut told = None;
        for update in updates {
            let answer = match &told {
                Some(error) => Err(CalendarError::clone(error)),
                None => self.update_one(update).await,
            };
            told = told.or(answer.as_ref().err().and_then(unsent));
            updated.push(answer);
        }
        updated
    }
}

/// What becomes of the writes that would follow one that ended so, where they would end so, too.
fn unsent(error: &CalendarError) -> Option<CalendarError> {
    match error {
        CalendarError::Throttled { retry_after } => {
            Some(CalendarError::NotSent { retry_after: *retry_after })
        }
        error if error.is_signed_out() => Some(error.clone()),
        _ => None,
    }
}
