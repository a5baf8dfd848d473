//! The calendar over Microsoft Graph v1.0.
//!
//! <https://learn.microsoft.com/graph/api/resources/event>

mod answer;
mod attachments;
mod batch;
mod client;
mod collection;
mod event;
mod pages;
mod request_builder;
mod search;

use std::num::{NonZeroU32, NonZeroUsize};

use async_trait::async_trait;
use futures_util::future::join_all;
use serde_json::Value;
use time::{Duration, OffsetDateTime};

use crate::calendar::{
    Calendar, CalendarError, FirstMarked, Found, KnownHeaders, Listing, Manners, Patience, Rate,
};
use crate::meeting::{Appointment, ChangeKey, Header, ItemId, Update, Updated};
use crate::wire::{GraphMailbox, Response, Transport};

use answer::{read, unreadable};
use attachments::{kept, matter};
use client::Client;
use event::Read;
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
    looked_at_at_once: HUNDRED,
    requests: Rate { most: TEN_THOUSAND, per: Duration::minutes(10) },
    sent: Some(Rate { most: THIRTY, per: Duration::MINUTE }),
    daily_deliveries: Some(TEN_THOUSAND),
};

const FOUR: NonZeroUsize = NonZeroUsize::new(client::AT_ONCE).unwrap();
const HUNDRED: NonZeroUsize = NonZeroUsize::new(5 * batch::MOST).unwrap();
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
        self.event(self.client.ask(self.client.builder.one(id)).await)
    }

    fn event(&self, answer: Result<Response, CalendarError>) -> Result<Read, CalendarError> {
        event::read(&read(&answer?)?, &self.client.builder)
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

    async fn marked(
        &self,
        known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Found, CalendarError> {
        Search { client: &self.client, patience, known }.marked().await
    }

    async fn first_marked(
        &self,
        known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<FirstMarked, CalendarError> {
        Search { client: &self.client, patience, known }.first_marked().await
    }

    async fn changed_dates(
        &self,
        series: Vec<Header>,
        from: OffsetDateTime,
        known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Found, CalendarError> {
        Search { client: &self.client, patience, known }.changed_dates(series, from).await
    }

    async fn listing(
        &self,
        from: OffsetDateTime,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Listing, CalendarError> {
        Search { client: &self.client, patience, known: &KnownHeaders::default() }.listing(from).await
    }

    async fn read(&self, ids: &[ItemId]) -> Vec<Result<Appointment, CalendarError>> {
        let (mut read, mut told) = (Vec::with_capacity(ids.len()), None);
        for ids in ids.chunks(batch::MOST) {
            if let Some(error) = &told {
                read.extend(ids.iter().map(|_| Err(CalendarError::clone(error))));
                continue;
            }
            let requests = ids.iter().map(|id| self.client.builder.one(id)).collect();
            let before = read.len();
            let are_among_others = ids.len() > FOUR.get();
            for (id, answer) in ids.iter().zip(self.client.ask_all(requests).await) {
                let one = self.event(answer);
                let tells_format = one.as_ref().map_or(true, |read| read.tells_format);
                // What does not tell among others how its text is kept is asked for by itself.
                let is_asked_again = are_among_others && !tells_format;
                read.push(if is_asked_again { self.read_one(id).await } else { one });
            }
            told = read.get(before..).and_then(unasked);
        }
        self.beside_attachments(read).await
    }

    async fn update(&self, updates: &[Update]) -> Vec<Result<Updated, CalendarError>> {
        let mut updated = Vec::with_capacity(updates.len());
        let mut told = None;
        for updates in updates.chunks(FOUR.get()) {
            if let Some(error) = &told {
                updated.extend(updates.iter().map(|_| Err(CalendarError::clone(error))));
                continue;
            }
            let answers = join_all(updates.iter().map(|update| self.update_one(update))).await;
            told = answers.iter().filter_map(|answer| answer.as_ref().err()).find_map(unsent);
            updated.extend(answers);
        }
        updated
    }
}

/// What becomes of the questions that would follow some of which none was answered because the mailbox is busy, or nobody is
/// signed in.
fn unasked<T>(answers: &[Result<T, CalendarError>]) -> Option<CalendarError> {
    let unsent = |answer: &Result<T, CalendarError>| answer.as_ref().err().and_then(unsent);
    answers.iter().map(unsent).collect::<Option<Vec<_>>>()?.pop()
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
