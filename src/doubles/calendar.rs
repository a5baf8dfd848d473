//! A calendar in memory.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::num::{NonZeroU32, NonZeroUsize};

use async_trait::async_trait;
use time::{Duration, OffsetDateTime};

use crate::calendar::{
    Calendar, CalendarError, FirstMarked, Found, KnownHeaders, Listed, Listing, Manners, Patience, Rate,
};
use crate::meeting::{
    Appointment, ChangeKey, Header, ItemId, NamedProperties, OnlineState, SeriesRole, Update, Updated,
};
use crate::wire::TransportError;

/// What a calendar in memory does with the next write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextWrite {
    /// Refuses it with this error and leaves the item.
    Refuse(CalendarError),
    /// Writes it, and the answer is lost.
    WriteButLose,
    /// Writes it, and answers with this error.
    WriteButFail(CalendarError),
    /// The item gets another version first, and nothing of it changes.
    Touch,
    /// Somebody else writes this body first.
    Overtake(String),
    /// Writes it, and what the calendar knows of the online meeting becomes this.
    WriteAndBecome(OnlineState),
    /// The same, and the answer is lost.
    BecomeButLose(OnlineState),
}

/// What a server makes of a body that is written.
pub type Storing = fn(&str) -> String;

/// A calendar in memory.
#[derive(Debug, Default)]
pub struct MemoryCalendar {
    /// Its appointments.
    pub appointments: RefCell<Vec<Appointment>>,
    /// How many more there are that cannot be read.
    pub unreadable: Cell<usize>,
    /// What happens to the next writes; after that they succeed.
    pub next: RefCell<VecDeque<NextWrite>>,
    /// What the server makes of a body that is written.
    pub stores: Cell<Option<Storing>>,
    /// The writes that arrived.
    pub writes: RefCell<Vec<Update>>,
    /// Why the next requests of a search fail; after that they succeed.
    pub next_finds: RefCell<VecDeque<CalendarError>>,
    /// Why the next reads fail, where they do; after that they succeed.
    pub next_reads: RefCell<VecDeque<Option<CalendarError>>>,
    /// What the next reads of one item are answered with; after that they succeed.
    pub unread: RefCell<VecDeque<CalendarError>>,
    /// What the next reads of these items are answered with; after that they succeed.
    pub unread_of: RefCell<HashMap<ItemId, VecDeque<CalendarError>>>,
    /// How many reads of one item there were.
    pub reads: Cell<usize>,
    /// Of how many series the changed dates were asked for.
    pub dated: Cell<usize>,
    /// How many of the marked ones are told first, where there are more; all of them where it is none.
    pub first: Cell<usize>,
}

impl MemoryCalendar {
    /// A calendar of these appointments.
    pub fn new(appointments: impl IntoIterator<Item = Appointment>) -> Self {
        Self { appointments: RefCell::new(appointments.into_iter().collect()), ..Self::default() }
    }

    /// The body of an appointment.
    pub fn body(&self, id: &ItemId) -> String {
        let appointments = self.appointments.borrow();
        appointments
            .iter()
            .find(|known| known.header.id == *id)
            .map(|known| known.body.content.clone())
            .unwrap_or_default()
    }

    fn change(&self, id: &ItemId, change: impl FnOnce(&mut Appointment)) -> Option<ChangeKey> {
        let mut appointments = self.appointments.borrow_mut();
        let found = appointments.iter_mut().find(|known| known.header.id == *id)?;
        change(found);
        found.header.change_key = ChangeKey::new(format!("{}+", found.header.change_key));
        Some(found.header.change_key.clone())
    }

    /// What the calendar knows of an item's online meeting becomes this.
    fn becomes(&self, id: &ItemId, online: OnlineState) {
        let mut appointments = self.appointments.borrow_mut();
        if let Some(known) = appointments.iter_mut().find(|known| known.header.id == *id) {
            known.header.online = online;
        }
    }

    fn write(&self, update: &Update) -> Result<Updated, CalendarError> {
        let known = self.appointments.borrow().iter().find(|known| known.header.id == update.id).cloned();
        let known = known.ok_or(CalendarError::NotFound)?;
        if known.header.change_key != update.change_key {
            return Err(CalendarError::Conflict);
        }
        let written = self.change(&update.id, |appointment| {
            appointment.body = update.body.clone();
            if let Some(stores) = self.stores.get() {
                appointment.body.content = stores(&update.body.content);
            }
            appointment.header.custom_properties = update.custom_properties.clone();
            let named = &mut appointment.header.named;
            named.external_link = update.external_link.clone().or_else(|| named.external_link.take());
            named.tel_uri = update.tel_uri.clone().or_else(|| named.tel_uri.take());
        });
        let online = Some(known.header.online);
        written.map(|change_key| Updated { change_key, online }).ok_or(CalendarError::NotFound)
    }
}

/// Whoever does not wait for anybody that is busy.
#[derive(Debug, Clone, Copy)]
pub struct NoPatience;

#[async_trait(?Send)]
impl<E: 'static> Patience<E> for NoPatience {
    async fn wait(&self, _again: u32, error: E) -> Result<(), E> {
        Err(error)
    }
}

/// What calendars in memory do by themselves: one item at a time, so that tests can script what becomes of each.
pub const MANNERS: Manners = Manners {
    mails_exceptions: true,
    at_once: NonZeroUsize::MIN,
    looked_at_at_once: NonZeroUsize::MIN,
    requests: Rate { most: NonZeroU32::MAX, per: Duration::SECOND },
    sent: None,
    daily_deliveries: None,
};

#[async_trait(?Send)]
impl Calendar for MemoryCalendar {
    fn manners(&self) -> Manners {
        MANNERS
    }

    async fn marked(
        &self,
        _known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Found, CalendarError> {
        let mut again = 0;
        let next = || self.next_finds.borrow_mut().pop_front();
        while let Some(error) = next() {
            again += 1;
            patience.wait(again, error).await?;
        }
        let unreadable = (0..self.unreadable.get()).map(|number| number.to_string()).collect();
        Ok(Found { headers: self.headers(|header| is_stored_on(header) && !is_date(header)), unreadable })
    }

    async fn first_marked(
        &self,
        known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<FirstMarked, CalendarError> {
        let mut found = self.marked(known, patience).await?;
        let first = self.first.get();
        if first == 0 || found.headers.len() <= first {
            return Ok(FirstMarked::All(found));
        }
        found.headers.truncate(first);
        Ok(FirstMarked::Some(found.headers))
    }

    async fn changed_dates(
        &self,
        series: Vec<Header>,
        _from: OffsetDateTime,
        _known: &KnownHeaders,
        _patience: &dyn Patience<CalendarError>,
    ) -> Result<Found, CalendarError> {
        self.dated.set(self.dated.get() + series.len());
        let of_any = |header: &Header| series.iter().any(|master| master.id == *header.whole());
        let dates = self.headers(|header| is_date(header) && of_any(header));
        Ok(Found { headers: series.into_iter().chain(dates).collect(), unreadable: BTreeSet::new() })
    }

    async fn listing(
        &self,
        _from: OffsetDateTime,
        _patience: &dyn Patience<CalendarError>,
    ) -> Result<Listing, CalendarError> {
        let is_master = |header: &Header| matches!(header.series_role, SeriesRole::Master { .. });
        let headers = self.headers(|header| !is_master(header)).into_iter();
        let listed = headers.map(|header| Listed { id: header.id, change_key: header.change_key });
        Ok(Listing { listed: listed.collect(), unreadable: BTreeSet::new() })
    }

    async fn read(&self, ids: &[ItemId]) -> Vec<Result<Appointment, CalendarError>> {
        ids.iter().map(|id| self.read_one(id)).collect()
    }

    async fn update(&self, updates: &[Update]) -> Vec<Result<Updated, CalendarError>> {
        updates.iter().map(|update| self.update_one(update)).collect()
    }
}

/// Whether something is stored beside a text by which a calendar finds it.
fn is_stored_on(header: &Header) -> bool {
    let Header { custom_properties, named, .. } = header;
    !custom_properties.0.is_empty() || *named != NamedProperties::default()
}

fn is_date(header: &Header) -> bool {
    matches!(header.series_role, SeriesRole::Exception { .. })
}

impl MemoryCalendar {
    fn headers(&self, is_wanted: impl Fn(&Header) -> bool) -> Vec<Header> {
        let appointments = self.appointments.borrow();
        let headers = appointments.iter().map(|known| &known.header);
        headers.filter(|header| is_wanted(header)).cloned().collect()
    }

    /// Reads one item.
    pub fn read_one(&self, id: &ItemId) -> Result<Appointment, CalendarError> {
        self.reads.set(self.reads.get() + 1);
        if let Some(error) = self.unread.borrow_mut().pop_front() {
            return Err(error);
        }
        if let Some(error) = self.unread_of.borrow_mut().get_mut(id).and_then(VecDeque::pop_front) {
            return Err(error);
        }
        if let Some(error) = self.next_reads.borrow_mut().pop_front().flatten() {
            return Err(error);
        }
        self.appointments
            .borrow()
            .iter()
            .find(|known| known.header.id == *id)
            .cloned()
            .ok_or(CalendarError::NotFound)
    }

    /// Writes one item, as is scripted.
    pub fn update_one(&self, update: &Update) -> Result<Updated, CalendarError> {
        self.writes.borrow_mut().push(update.clone());
        let next = self.next.borrow_mut().pop_front();
        match next {
            None => self.write(update),
            Some(NextWrite::Refuse(error)) => Err(error),
            Some(NextWrite::WriteButLose) => {
                self.write(update)?;
                Err(TransportError::TimedOut { host: "calendar".into() }.into())
            }
            Some(NextWrite::WriteButFail(error)) => {
                self.write(update)?;
                Err(error)
            }
            Some(NextWrite::WriteAndBecome(online)) => {
                self.becomes(&update.id, online);
                self.write(update)
            }
            Some(NextWrite::BecomeButLose(online)) => {
                self.becomes(&update.id, online);
                self.write(update)?;
                Err(TransportError::TimedOut { host: "calendar".into() }.into())
            }
            Some(NextWrite::Touch) => {
                self.change(&update.id, |_| {});
                self.write(update)
            }
            Some(NextWrite::Overtake(body)) => {
                self.change(&update.id, |appointment| appointment.body.content = body);
                self.write(update)
            }
        }
    }
}
