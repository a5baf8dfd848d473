//! What the two browsers of a history share: the mailbox, the online meetings, and what was seen to happen.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use redial::calendar::CalendarError;
use redial::dialin::{DialInProfile, Home};
use redial::doubles::{CountingIds, MemoryCalendar, MemoryDialIn, MemoryStore, SteppingClock};
use redial::link::JoinUrl;
use redial::meeting::{Appointment, ChangeKey, ItemId, SeriesRole, Update, Updated};
use redial::migration::{Failure, Policy};
use redial::wire::{RetryAfter, TransportError};
use std::time::Duration;

use crate::calendar::{FIRST_ID, planted};
use crate::meetings::{now, profile};
use crate::promises;
use crate::random::Random;

/// How often what happened, so that nobody takes histories in which nothing does for good ones.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tally {
    pub writes: usize,
    pub conflicts: usize,
    pub faults: usize,
    pub moved: usize,
    pub edits: usize,
    pub closed: usize,
    pub without_journal: usize,
    pub lost: usize,
}

impl Tally {
    pub fn add(&mut self, other: &Self) {
        self.writes += other.writes;
        self.conflicts += other.conflicts;
        self.faults += other.faults;
        self.moved += other.moved;
        self.edits += other.edits;
        self.closed += other.closed;
        self.without_journal += other.without_journal;
        self.lost += other.lost;
    }
}

pub struct World {
    pub random: Random,
    pub calendar: MemoryCalendar,
    pub dial_in: MemoryDialIn,
    pub settings: MemoryStore,
    pub clock: SteppingClock,
    pub ids: CountingIds,
    pub policy: Policy,
    pub tally: RefCell<Tally>,
    /// The online meetings that were deleted though invitations led to them.
    pub lost: RefCell<Vec<JoinUrl>>,
    /// The first promise that was broken.
    pub broken: RefCell<Option<String>>,
    /// Whether the last change was a move.
    has_moved: Cell<bool>,
    /// Whether requests go wrong.
    pub is_disturbed: Cell<bool>,
    /// How often each item was written since the last change.
    written: RefCell<HashMap<ItemId, usize>>,
    /// What each run wrote.
    written_by: RefCell<HashSet<(String, ItemId)>>,
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    Conflict,
    Refused,
    Throttled,
    Lost,
    ServerError,
    CutOff,
}

impl Fault {
    const ALL: [Self; 6] =
        [Self::Conflict, Self::Refused, Self::Throttled, Self::Lost, Self::ServerError, Self::CutOff];

    fn error(self) -> Option<CalendarError> {
        match self {
            Self::None => None,
            Self::Conflict => Some(CalendarError::Conflict),
            Self::Refused => Some(CalendarError::Refused {
                answer: "400".into(),
                code: "ErrorInvalidRequest".into(),
                certain: true,
            }),
            Self::Throttled => {
                Some(CalendarError::Throttled { retry_after: Some(RetryAfter::In(Duration::from_secs(1))) })
            }
            Self::Lost => Some(TransportError::TimedOut { host: "calendar".into() }.into()),
            Self::ServerError => Some(CalendarError::Refused {
                answer: "500".into(),
                code: "UnknownError".into(),
                certain: false,
            }),
            Self::CutOff => Some(CalendarError::Unreadable("no valid JSON".into())),
        }
    }

    /// Whether an answer like this says nothing of whether the write happened.
    fn hides_a_write(self) -> bool {
        matches!(self, Self::Throttled | Self::Lost | Self::ServerError | Self::CutOff)
    }
}

impl World {
    pub fn new(seed: u64) -> Self {
        let random = Random::new(seed);
        let before = profile(FIRST_ID);
        let (appointments, online) = planted(&random, &before);
        let dial_in = MemoryDialIn::new(before);
        *dial_in.base.borrow_mut() = "https://meet.contoso.example/ines.moreau/".into();
        *dial_in.meetings.borrow_mut() = online;
        Self {
            random,
            calendar: MemoryCalendar::new(appointments),
            dial_in,
            settings: MemoryStore::default(),
            clock: SteppingClock { now: Cell::new(now()) },
            ids: CountingIds::default(),
            policy: Policy::default(),
            tally: RefCell::default(),
            lost: RefCell::default(),
            broken: RefCell::default(),
            has_moved: Cell::default(),
            is_disturbed: Cell::new(true),
            written: RefCell::default(),
            written_by: RefCell::default(),
        }
    }

    /// The organizer's dial-in data now.
    pub fn profile(&self) -> DialInProfile {
        let known = self.dial_in.profile.borrow().clone();
        known.unwrap_or_else(|_| profile(FIRST_ID))
    }

    /// The administrator changes something, or moves the organizer.
    pub fn change(&self) {
        let mut profile = self.profile();
        let number = 2000 + self.random.below(7000);
        let changed = crate::meetings::profile(&number.to_string());
        // A move that is not finished meets another ID more often than another move.
        let kinds = if self.has_moved.replace(false) { 3 } else { 5 };
        match self.random.below(kinds) {
            0 => profile.audio = None,
            1 | 2 => profile.audio = changed.audio,
            _ => {
                self.has_moved.set(true);
                let base = format!("https://meet.contoso.example/m{number}/");
                profile.home = Home::OnPremises;
                profile.meeting_base = Some(base.clone());
                profile.audio = changed.audio;
                *self.dial_in.base.borrow_mut() = base;
            }
        }
        *self.dial_in.profile.borrow_mut() = Ok(profile);
        self.written.borrow_mut().clear();
    }

    /// Says that a promise was broken; the first one counts.
    pub fn complain(&self, what: impl FnOnce() -> String) {
        self.broken.borrow_mut().get_or_insert_with(what);
    }

    /// A run says that it did not write an item.
    pub fn failed(&self, run: &str, id: &ItemId, failure: &Failure) {
        if self.written_by.borrow().contains(&(run.to_owned(), id.clone())) {
            self.complain(|| format!("{id} was written and is said to have failed: {failure}"));
        }
    }

    fn fault(&self) -> Fault {
        if self.is_disturbed.get() && self.random.once_in(4) {
            self.tally.borrow_mut().faults += 1;
            self.random.one_of(&Fault::ALL)
        } else {
            Fault::None
        }
    }

    pub fn read(&self, id: &ItemId) -> Result<Appointment, CalendarError> {
        match self.fault().error().filter(|error| *error != CalendarError::Conflict) {
            Some(error) => Err(error),
            None => self.calendar.read_one(id),
        }
    }

    /// A write by the run called `run`.
    pub fn update(&self, update: &Update, run: &str) -> Result<Updated, CalendarError> {
        let fault = self.fault();
        let arrives = fault == Fault::None || (fault.hides_a_write() && self.random.once_in(2));
        let written = if arrives { Some(self.write(update, run)) } else { None };
        match (fault.error(), written) {
            (Some(error), _) => Err(error),
            (None, Some(written)) => written,
            (None, None) => Err(CalendarError::NotFound),
        }
    }

    fn write(&self, update: &Update, run: &str) -> Result<Updated, CalendarError> {
        let before = self.calendar.read_one(&update.id)?;
        let written = self.calendar.update_one(update);
        match &written {
            Ok(_) => {
                self.written_by.borrow_mut().insert((run.to_owned(), update.id.clone()));
                self.wrote(&before, update);
            }
            Err(_) => self.tally.borrow_mut().conflicts += 1,
        }
        written
    }

    /// A write of a series gives its changed occurrences new change keys, as Exchange does.
    fn wrote(&self, before: &Appointment, update: &Update) {
        self.tally.borrow_mut().writes += 1;
        for exception in self.calendar.appointments.borrow_mut().iter_mut() {
            let is_of_it = matches!(&exception.header.series_role, SeriesRole::Exception { master } if *master == before.header.id);
            if is_of_it {
                exception.header.change_key = ChangeKey::new(format!("{}s", exception.header.change_key));
            }
        }
        *self.written.borrow_mut().entry(before.header.id.clone()).or_default() += 1;
        if self.written.borrow().get(&before.header.id).is_some_and(|times| *times > 1) {
            self.complain(|| format!("{} was written twice for one change", before.header.id));
        }
        promises::kept_by(self, before, update);
    }
}
