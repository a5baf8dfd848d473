//! The calendar over Microsoft Graph v1.0.
//!
//! <https://learn.microsoft.com/graph/api/resources/event>

mod answer;
mod event;
mod request_builder;

use std::collections::HashSet;
use std::num::{NonZeroU32, NonZeroUsize};

use async_trait::async_trait;
use futures_util::future::join_all;
use serde_json::Value;
use serde_json::value::RawValue;
use time::{Duration, OffsetDateTime};

use crate::calendar::{Calendar, CalendarError, Found, Manners, Rate};
use crate::meeting::{Appointment, ChangeKey, Header, ItemId, SeriesRole, Update, Updated};
use crate::wire::{GraphMailbox, Guarded, Request, Response, Transport, TransportError};

use answer::{elsewhere, page, read, unreadable};
use event::{Head, Kind, appointment, header};
use request_builder::RequestBuilder;

/// How far ahead appointments without a tag and changed occurrences are looked for.
const HORIZON: Duration = Duration::days(400);

/// The longest stretch of a calendar that Graph shows at a time.
/// <https://learn.microsoft.com/graph/api/user-list-calendarview>
const LONGEST_VIEW: Duration = Duration::days(1825);

/// Exchange tells the attendees of what Graph changes, and cannot be asked not to.
/// <https://learn.microsoft.com/graph/api/event-update>
///
/// How many requests an app may send on a mailbox: <https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits>
const MANNERS: Manners = Manners {
    mails_exceptions: true,
    at_once: FOUR,
    rate: Rate { requests: TEN_THOUSAND, per: Duration::minutes(10) },
};

const FOUR: NonZeroUsize = NonZeroUsize::new(4).unwrap();
const TEN_THOUSAND: NonZeroU32 = NonZeroU32::new(10_000).unwrap();

/// How many such stretches of a series that tells its end are looked at: a hundred years.
const VIEWS: usize = 20;

/// A mailbox behind Graph.
pub struct Graph<T> {
    transport: Guarded<T>,
    builder: RequestBuilder,
}

impl<T: Transport> Graph<T> {
    /// The calendar of `mailbox`, which `transport` is signed in for; `manifest_ids` are the add-in's ids, the current
    /// one first.
    pub fn new(transport: T, mailbox: GraphMailbox, manifest_ids: &[&str]) -> Self {
        let transport = Guarded::new(transport, mailbox.hosts());
        Self { transport, builder: RequestBuilder::new(mailbox, manifest_ids) }
    }

    /// Sends a request. One that an answer of Graph's leads elsewhere with is not sent: that answer is of no use.
    async fn ask(&self, request: Request) -> Result<Response, CalendarError> {
        self.transport.send(request).await.map_err(|error| match error {
            TransportError::NotAllowed { host } => elsewhere(&host),
            error => error.into(),
        })
    }

    async fn read_one(&self, id: &ItemId) -> Result<Appointment, CalendarError> {
        appointment(&read(&self.ask(self.builder.one(id)).await?)?, &self.builder)
    }

    async fn update_one(&self, update: &Update) -> Result<Updated, CalendarError> {
        let answer = read(&self.ask(self.builder.update(update)).await?)?;
        let change_key =
            answer.get("changeKey").and_then(Value::as_str).ok_or_else(|| unreadable("changeKey"))?;
        Ok(Updated { change_key: ChangeKey::new(change_key) })
    }

    async fn pages(&self, first: Request) -> Result<Vec<Event>, CalendarError> {
        let mut found = Vec::new();
        let mut next = Some(first);
        while let Some(request) = next {
            let answer = page(&self.ask(request).await?)?;
            next = answer.next.map(|url| self.builder.next_page(&url));
            found.extend(answer.events.into_iter().map(Event::new));
        }
        Ok(found)
    }

    /// Takes an event's header, or notes that it cannot be read.
    fn take(&self, found: &mut Collection, event: Event) {
        let read: Result<Value, _> = serde_json::from_str(event.raw.get());
        match read.map_err(|_| unreadable("JSON")).and_then(|event| header(&event, &self.builder)) {
            Ok(header) => found.take(header),
            Err(_) => found.miss(event),
        }
    }

    /// Singles and masters that carry our tag or Microsoft's properties.
    async fn tagged(&self, found: &mut Collection) -> Result<(), CalendarError> {
        for property in self.builder.searched_properties() {
            for event in self.pages(self.builder.with_property(property)).await? {
                self.take(found, event);
            }
        }
        Ok(())
    }

    /// The changed occurrences of each master, which also tells how many it has, and whether anything of it is left.
    async fn exceptions(&self, found: &mut Collection, from: OffsetDateTime) -> Result<(), CalendarError> {
        let masters: Vec<usize> = found.masters(from);
        for index in masters {
            let Some(master) = found.headers.get(index).cloned() else { continue };
            let Occurrences { changed, is_over } = match self.occurrences(&master, from).await {
                Ok(occurrences) => occurrences,
                Err(error) if is_about_one(&error) => {
                    found.torn.insert(master.id);
                    continue;
                }
                Err(error) => return Err(error),
            };
            if let Some(SeriesRole::Master { exceptions, until }) =
                found.headers.get_mut(index).map(|master| &mut master.series_role)
            {
                *exceptions = changed.len();
                if is_over {
                    *until = Some(from);
                }
            }
            for event in changed {
                self.take(found, event);
            }
        }
        Ok(())
    }

    /// What is left of a series after `from`.
    async fn occurrences(&self, master: &Header, from: OffsetDateTime) -> Result<Occurrences, CalendarError> {
        // A series that begins late has its occurrences late, a few of them moved before its beginning.
        let begin = from.max(master.start.saturating_sub(HORIZON / 2));
        let end = begin.saturating_add(HORIZON);
        let instances = self.pages(self.builder.instances(&master.id, begin, end)).await?;
        let is_over = !instances.iter().any(Event::takes_place) && !self.goes_on(master, end).await?;
        let is_changed = |event: &Event| event.is_any_of(&[Kind::Exception]);
        Ok(Occurrences { changed: instances.into_iter().filter(is_changed).collect(), is_over })
    }

    /// Whether a series has an occurrence after `from`. One whose range does not tell its end is asked about for as
    /// long as Graph looks at a time.
    async fn goes_on(&self, master: &Header, from: OffsetDateTime) -> Result<bool, CalendarError> {
        let over = master.over_at().unwrap_or_else(|| from.saturating_add(LONGEST_VIEW));
        let mut begin = from;
        for _ in 0..VIEWS {
            let end = over.min(begin.saturating_add(LONGEST_VIEW));
            if end <= begin {
                return Ok(false);
            }
            if self.takes_place_between(master, begin, end).await? {
                return Ok(true);
            }
            begin = end;
        }
        Ok(false)
    }

    async fn takes_place_between(
        &self,
        master: &Header,
        from: OffsetDateTime,
        to: OffsetDateTime,
    ) -> Result<bool, CalendarError> {
        let mut next = Some(self.builder.next_instance(&master.id, from, to));
        while let Some(request) = next {
            let answer = page(&self.ask(request).await?)?;
            next = answer.next.map(|url| self.builder.next_page(&url));
            if answer.events.into_iter().map(Event::new).any(|event| event.takes_place()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What else stands in the calendar: copies and other people's meetings.
    async fn untagged(&self, found: &mut Collection, from: OffsetDateTime) -> Result<(), CalendarError> {
        for event in self.pages(self.builder.view(from, from.saturating_add(HORIZON))).await? {
            if event.is_any_of(&[Kind::Single, Kind::Exception]) {
                self.take(found, event);
            }
        }
        Ok(())
    }
}

/// What is left of a series.
struct Occurrences {
    /// The changed ones among them.
    changed: Vec<Event>,
    /// Whether there is none.
    is_over: bool,
}

/// Whether an error says something of the one series that was asked about, and nothing of the mailbox.
fn is_about_one(error: &CalendarError) -> bool {
    match error {
        CalendarError::NotFound | CalendarError::Conflict | CalendarError::Refused { .. } => true,
        // A list that is none comes from something else than the mailbox.
        CalendarError::Unreadable(_)
        | CalendarError::NoAnswer(_)
        | CalendarError::Throttled { .. }
        | CalendarError::SignedOut
        | CalendarError::Forbidden { .. } => false,
    }
}

/// An event as it came.
struct Event {
    /// What it is, as far as that can be told.
    head: Option<Head>,
    raw: Box<RawValue>,
}

impl Event {
    fn new(raw: Box<RawValue>) -> Self {
        Self { head: serde_json::from_str(raw.get()).ok(), raw }
    }

    /// Whether it is of such a kind, or of none that can be told.
    fn is_any_of(&self, kinds: &[Kind]) -> bool {
        self.head.as_ref().is_none_or(|head| kinds.contains(&head.kind()))
    }

    /// Whether an occurrence that is ahead will take place.
    fn takes_place(&self) -> bool {
        self.head.as_ref().is_none_or(Head::takes_place)
    }
}

/// Headers, each once.
#[derive(Default)]
struct Collection {
    ids: HashSet<ItemId>,
    headers: Vec<Header>,
    /// The names of events that cannot be read; their whole texts where not even the names can.
    missed: HashSet<String>,
    /// The series whose occurrences cannot be read: what is planned for one without them would not be true.
    torn: HashSet<ItemId>,
}

impl Collection {
    fn miss(&mut self, event: Event) {
        let name = event.head.map_or_else(|| event.raw.get().to_owned(), |head| head.id.to_string());
        self.missed.insert(name);
    }

    /// One that could be read in another answer is not missed.
    fn found(self) -> Found {
        let missed = self.missed.iter().filter(|name| !self.ids.contains(&ItemId::new(name.as_str())));
        let unreadable = missed.count() + self.torn.len();
        let is_whole = |header: &Header| !self.torn.contains(header.whole());
        Found { unreadable, headers: self.headers.into_iter().filter(is_whole).collect() }
    }

    fn take(&mut self, header: Header) {
        if self.ids.insert(header.id.clone()) {
            self.headers.push(header);
        }
    }

    /// The masters that reach beyond `from`.
    fn masters(&self, from: OffsetDateTime) -> Vec<usize> {
        let is_master = |header: &Header| matches!(header.series_role, SeriesRole::Master { .. });
        let reaches = |header: &Header| header.over_at().is_none_or(|over| over > from);
        let found = self.headers.iter().enumerate();
        found.filter(|(_, header)| is_master(header) && reaches(header)).map(|(index, _)| index).collect()
    }
}

#[async_trait(?Send)]
impl<T: Transport> Calendar for Graph<T> {
    fn manners(&self) -> Manners {
        MANNERS
    }

    async fn find(&self, from: OffsetDateTime) -> Result<Found, CalendarError> {
        let mut found = Collection::default();
        self.tagged(&mut found).await?;
        self.exceptions(&mut found, from).await?;
        self.untagged(&mut found, from).await?;
        Ok(found.found())
    }

    async fn read(&self, ids: &[ItemId]) -> Vec<Result<Appointment, CalendarError>> {
        join_all(ids.iter().map(|id| self.read_one(id))).await
    }

    async fn update(&self, updates: &[Update]) -> Vec<Result<Updated, CalendarError>> {
        let mut updated = Vec::with_capacity(updates.len());
        for update in updates {
            updated.push(self.update_one(update).await);
        }
        updated
    }
}
