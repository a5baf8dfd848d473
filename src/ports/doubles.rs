//! Doubles of the ports, for tests: everything in memory, nothing waits.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::future::Future;
use std::ops::Range;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use time::OffsetDateTime;

use super::{
    Calendar, CalendarError, Clock, Created, DialIn, Form, FormError, Found, Ids, Meetings, NewMeeting,
    Request, Response, Store, StoreError, Transport, TransportError,
};
use crate::block::JoinUrl;
use crate::dialin::{DialInError, DialInProfile, Fingerprint, OnlineMeeting};
use crate::meeting::{Appointment, Bag, ChangeKey, ItemId, Update, Updated};

/// Runs a future whose doubles never wait.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

/// A store in memory; `broken` makes every write fail.
#[derive(Debug, Default)]
pub struct MemoryStore {
    /// What is kept.
    pub kept: RefCell<BTreeMap<String, String>>,
    /// How many writes there were.
    pub writes: Cell<usize>,
    /// Whether writes fail.
    pub broken: Cell<bool>,
}

impl MemoryStore {
    fn write(&self) -> Result<(), StoreError> {
        if self.broken.get() {
            return Err(StoreError { place: "journal", reason: "the disk is full".into() });
        }
        self.writes.set(self.writes.get() + 1);
        Ok(())
    }
}

impl Store for MemoryStore {
    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.kept.borrow().get(key).cloned())
    }

    async fn put(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.write()?;
        self.kept.borrow_mut().insert(key.into(), value.into());
        Ok(())
    }

    async fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.write()?;
        self.kept.borrow_mut().remove(key);
        Ok(())
    }
}

/// A clock that goes only while somebody sleeps.
#[derive(Debug)]
pub struct SteppingClock {
    /// Now.
    pub now: Cell<OffsetDateTime>,
}

impl Clock for SteppingClock {
    fn now(&self) -> OffsetDateTime {
        self.now.get()
    }

    async fn sleep(&self, duration: Duration) {
        self.now.set(self.now.get() + duration);
    }
}

/// Identifiers that count.
#[derive(Debug, Default)]
pub struct CountingIds {
    next: Cell<u32>,
}

impl Ids for CountingIds {
    fn uuid(&self) -> String {
        self.next.set(self.next.get() + 1);
        format!("00000000-0000-4000-8000-{:012}", self.next.get())
    }
}

/// A transport that answers from a script and keeps what was asked.
#[derive(Debug, Default)]
pub struct ScriptedTransport {
    answers: RefCell<VecDeque<Result<Response, TransportError>>>,
    /// What was asked, in order.
    pub asked: RefCell<Vec<Request>>,
}

impl ScriptedTransport {
    /// Answers in this order; more requests than answers are unreachable.
    pub fn new(answers: impl IntoIterator<Item = Result<Response, TransportError>>) -> Self {
        Self { answers: RefCell::new(answers.into_iter().collect()), asked: RefCell::default() }
    }

    /// A good answer with a JSON body.
    pub fn json(body: &serde_json::Value) -> Result<Response, TransportError> {
        Ok(Response { status: 200, headers: Vec::new(), body: body.to_string() })
    }
}

impl Transport for &ScriptedTransport {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let host = request.url.clone();
        self.asked.borrow_mut().push(request);
        let answer = self.answers.borrow_mut().pop_front();
        answer.unwrap_or(Err(TransportError::Unreachable { host }))
    }
}

/// What a calendar in memory does with the next write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextWrite {
    /// Refuses it with this error and leaves the item.
    Refuse(CalendarError),
    /// Writes it, and the answer is lost.
    WriteButLose,
    /// Writes it, and answers with this error.
    WriteButFail(CalendarError),
    /// Somebody else writes this body first.
    Overtake(String),
}

/// A calendar in memory.
#[derive(Debug, Default)]
pub struct MemoryCalendar {
    /// Its appointments.
    pub appointments: RefCell<Vec<Appointment>>,
    /// How many more there are that cannot be read.
    pub unreadable: Cell<usize>,
    /// What happens to the next writes; after that they succeed.
    pub next: RefCell<VecDeque<NextWrite>>,
    /// The writes that arrived.
    pub writes: RefCell<Vec<Update>>,
    /// How many reads of one item there were.
    pub reads: Cell<usize>,
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
            .find(|known| known.id == *id)
            .map(|known| known.body.content.clone())
            .unwrap_or_default()
    }

    fn change(&self, id: &ItemId, change: impl FnOnce(&mut Appointment)) -> Option<ChangeKey> {
        let mut appointments = self.appointments.borrow_mut();
        let found = appointments.iter_mut().find(|known| known.id == *id)?;
        change(found);
        found.change_key = ChangeKey::new(format!("{}+", found.change_key));
        Some(found.change_key.clone())
    }

    fn write(&self, update: &Update) -> Result<Updated, CalendarError> {
        let known = self.appointments.borrow().iter().find(|known| known.id == update.id).cloned();
        let known = known.ok_or(CalendarError::NotFound)?;
        if known.change_key != update.change_key {
            return Err(CalendarError::Conflict);
        }
        let written = self.change(&update.id, |appointment| {
            appointment.body.content.clone_from(&update.body);
            appointment.bag = update.bag.clone();
            let named = &mut appointment.named;
            named.external_link = update.external_link.clone().or_else(|| named.external_link.take());
            named.tel_uri = update.tel_uri.clone().or_else(|| named.tel_uri.take());
        });
        written.map(|change_key| Updated { change_key }).ok_or(CalendarError::NotFound)
    }
}

impl Calendar for MemoryCalendar {
    async fn find(&self, _from: OffsetDateTime) -> Result<Found, CalendarError> {
        Ok(Found { appointments: self.appointments.borrow().clone(), unreadable: self.unreadable.get() })
    }

    async fn read(&self, id: &ItemId) -> Result<Appointment, CalendarError> {
        self.reads.set(self.reads.get() + 1);
        self.appointments
            .borrow()
            .iter()
            .find(|known| known.id == *id)
            .cloned()
            .ok_or(CalendarError::NotFound)
    }

    async fn update(&self, update: &Update) -> Result<Updated, CalendarError> {
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
            Some(NextWrite::Overtake(body)) => {
                self.change(&update.id, |appointment| appointment.body.content = body);
                self.write(update)
            }
        }
    }
}

/// Dial-in data and online meetings in memory.
#[derive(Debug)]
pub struct MemoryDialIn {
    /// The profile, or why there is none.
    pub profile: RefCell<Result<DialInProfile, DialInError>>,
    /// What the URLs of new online meetings begin with.
    pub base: RefCell<String>,
    /// The online meeting that is given to everything, where the organizer has one.
    pub assigned: RefCell<Option<OnlineMeeting>>,
    /// The online meetings there are.
    pub meetings: RefCell<Vec<OnlineMeeting>>,
    /// Those of them that took another's place, by its name.
    pub successors: RefCell<HashMap<Fingerprint, OnlineMeeting>>,
    /// Why the next one is not created.
    pub create_error: RefCell<Option<DialInError>>,
}

impl MemoryDialIn {
    /// A source with this profile.
    pub fn new(profile: DialInProfile) -> Self {
        Self {
            profile: RefCell::new(Ok(profile)),
            base: RefCell::new("https://meet.contoso.example/ines/".into()),
            assigned: RefCell::default(),
            meetings: RefCell::default(),
            successors: RefCell::default(),
            create_error: RefCell::default(),
        }
    }
}

impl DialIn for MemoryDialIn {
    async fn profile(&self) -> Result<DialInProfile, DialInError> {
        self.profile.borrow().clone()
    }
}

impl Meetings for MemoryDialIn {
    async fn create(&self, new: NewMeeting<'_>) -> Result<Created, DialInError> {
        if let Some(error) = self.create_error.borrow_mut().take() {
            return Err(error);
        }
        if let Some(assigned) = self.assigned.borrow().clone() {
            return Ok(Created { meeting: assigned, is_new: false });
        }
        if let Some(made) = new.successor.and_then(|name| self.successors.borrow().get(name).cloned()) {
            return Ok(Created { meeting: made, is_new: false });
        }
        let number = self.meetings.borrow().len();
        let missing = DialInError::Missing { what: "myOnlineMeetings", field: "joinUrl" };
        let join_url = JoinUrl::new(&format!("{}NEWMEET{number}", self.base.borrow())).ok_or(missing)?;
        let meeting = OnlineMeeting { join_url, conference_id: None, conf_link: None, block: None };
        self.meetings.borrow_mut().push(meeting.clone());
        if let Some(name) = new.successor {
            self.successors.borrow_mut().insert(name.clone(), meeting.clone());
        }
        Ok(Created { meeting, is_new: true })
    }

    async fn read(&self, join_urls: &[JoinUrl]) -> Result<Vec<OnlineMeeting>, DialInError> {
        let wanted = |meeting: &&OnlineMeeting| {
            join_urls.iter().any(|join_url| join_url.agrees_with(&meeting.join_url))
        };
        Ok(self.meetings.borrow().iter().filter(wanted).cloned().collect())
    }

    async fn delete(&self, join_url: &JoinUrl) -> Result<(), DialInError> {
        self.meetings.borrow_mut().retain(|meeting| !meeting.join_url.agrees_with(join_url));
        Ok(())
    }
}

/// What becomes of a body on its way.
type Rewriting = fn(&str) -> String;

/// An open appointment in memory.
#[derive(Debug, Default)]
pub struct MemoryForm {
    /// Its body.
    pub body: RefCell<String>,
    /// Its location.
    pub location: RefCell<String>,
    /// Its custom properties.
    pub bag: RefCell<Bag>,
    /// The call that fails.
    pub failing: Cell<Option<&'static str>>,
    /// Whether the body is written though the call fails.
    pub writes_late: Cell<bool>,
    /// What Outlook makes of a body that is written.
    pub rewrites: Cell<Option<Rewriting>>,
}

impl MemoryForm {
    fn allow(&self, call: &'static str) -> Result<(), FormError> {
        if self.failing.get() == Some(call) { Err(FormError::TimedOut { call }) } else { Ok(()) }
    }
}

impl Form for MemoryForm {
    async fn subject(&self) -> Result<String, FormError> {
        Ok("Budget".into())
    }

    async fn body(&self) -> Result<String, FormError> {
        Ok(self.body.borrow().clone())
    }

    async fn splice_body(&self, expected: &str, span: Range<usize>, html: &str) -> Result<(), FormError> {
        let allowed = self.allow("splice_body");
        if allowed.is_err() && !self.writes_late.get() {
            return allowed;
        }
        if *self.body.borrow() != expected {
            return Err(FormError::Changed);
        }
        let units: Vec<u16> = expected.encode_utf16().collect();
        let part = |range: Range<usize>| String::from_utf16_lossy(units.get(range).unwrap_or_default());
        let written = format!("{}{html}{}", part(0..span.start), part(span.end..units.len()));
        *self.body.borrow_mut() = self.rewrites.get().map_or(written.clone(), |rewrites| rewrites(&written));
        allowed
    }

    async fn location(&self) -> Result<String, FormError> {
        Ok(self.location.borrow().clone())
    }

    async fn set_location(&self, location: &str) -> Result<(), FormError> {
        self.allow("set_location")?;
        *self.location.borrow_mut() = location.into();
        Ok(())
    }

    async fn bag(&self) -> Result<Bag, FormError> {
        Ok(self.bag.borrow().clone())
    }

    async fn save_bag(&self, bag: &Bag) -> Result<(), FormError> {
        self.allow("save_bag")?;
        *self.bag.borrow_mut() = bag.clone();
        Ok(())
    }
}
