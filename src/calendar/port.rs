//! What a calendar does for Redial, whatever protocol it speaks.

use std::collections::{BTreeSet, HashMap};
use std::num::{NonZeroU32, NonZeroUsize};

use async_trait::async_trait;
use thiserror::Error;
use time::{Duration, OffsetDateTime};

use crate::meeting::{Appointment, ChangeKey, Header, ItemId, SeriesRole, Update, Updated};
use crate::wire::{Busy, MayBeBusy, Patience, RetryAfter, Server, TransportError};

/// Why the calendar did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// No answer: a write may have happened or not.
    #[error(transparent)]
    NoAnswer(#[from] TransportError),
    /// The item was changed since it was read.
    #[error("the appointment was changed by somebody else meanwhile; it will be read again")]
    Conflict,
    /// The item is not there any more.
    #[error("the appointment is not there any more")]
    NotFound,
    /// The service has no mailbox of this person's that it can reach: it is on premises, archived or without a licence.
    #[error(
        "your mailbox is not in Exchange Online; ask your administrator whether Redial can be used with it"
    )]
    NoMailbox,
    /// The server throttles: it asks to wait.
    #[error("the mailbox is busy")]
    Throttled {
        /// When the server asks to come back.
        retry_after: Option<RetryAfter>,
    },
    /// It was not even sent, because the server throttled what was sent before it.
    #[error("the mailbox is busy")]
    NotSent {
        /// When the server asks to come back.
        retry_after: Option<RetryAfter>,
    },
    /// Nobody is signed in any more, and a fresh token did not help.
    #[error("the mailbox asks you to sign in again; reload the page and sign in")]
    SignedOut,
    /// The organizer may not do this.
    #[error(
        "the mailbox refused access (status {answer}); ask your administrator to allow Redial to change your calendar"
    )]
    Forbidden {
        /// What the protocol calls such an answer, for the administrator.
        answer: String,
    },
    /// Another refusal.
    #[error("the mailbox answered with status {answer} ({code})")]
    Refused {
        /// What the protocol calls such an answer, for the administrator.
        answer: String,
        /// The server's error code, e.g. `ErrorInvalidRequest`.
        code: String,
        /// Whether a write that is answered so certainly did not happen, as whoever reads the answer knows.
        certain: bool,
    },
    /// The answer is not what the contract says.
    #[error("the mailbox gave an answer that cannot be read: {0}")]
    Unreadable(String),
}

impl CalendarError {
    /// Whether nobody is signed in any more, so that every other request would end so, too.
    pub fn is_signed_out(&self) -> bool {
        matches!(self, Self::SignedOut | Self::NoAnswer(TransportError::NotSignedIn { .. }))
    }

    /// Whether it says something of what was asked for, and nothing of the mailbox.
    pub fn is_of_the_request(&self) -> bool {
        match self {
            Self::Unreadable(_) | Self::Conflict | Self::NotFound => true,
            Self::Refused { certain, .. } => *certain,
            Self::NoAnswer(_)
            | Self::NoMailbox
            | Self::Throttled { .. }
            | Self::NotSent { .. }
            | Self::SignedOut
            | Self::Forbidden { .. } => false,
        }
    }

    /// Whether a write that ended so certainly did not happen, and nobody else's did.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::NotFound
            | Self::NoMailbox
            | Self::NotSent { .. }
            | Self::SignedOut
            | Self::Forbidden { .. } => true,
            Self::Refused { certain, .. } => *certain,
            Self::NoAnswer(_) | Self::Conflict | Self::Throttled { .. } | Self::Unreadable(_) => false,
        }
    }
}

impl MayBeBusy for CalendarError {
    fn busy(&self) -> Option<Busy> {
        let retry_after = match self {
            Self::Throttled { retry_after } | Self::NotSent { retry_after } => *retry_after,
            Self::NoAnswer(TransportError::Interrupted { .. }) => None,
            _ => return None,
        };
        Some(Busy { server: Server::Mailbox, retry_after })
    }

    fn until(self, until: OffsetDateTime) -> Self {
        match self {
            Self::Throttled { .. } => Self::Throttled { retry_after: Some(RetryAfter::At(until)) },
            error => error,
        }
    }
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The appointments, without their texts.
    pub headers: Vec<Header>,
    /// What tells those apart that cannot be read: their names, or what came in their places.
    pub unreadable: BTreeSet<String>,
}

/// What a search found at first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FirstMarked {
    /// All that there is.
    All(Found),
    /// Some, while there are more.
    Some(Vec<Header>),
}

/// An appointment as a list names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The calendar's name of it.
    pub id: ItemId,
    /// Its version.
    pub change_key: ChangeKey,
}

/// What stands in a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// The appointments.
    pub listed: Vec<Listed>,
    /// What tells those apart that cannot be read: what came in their places.
    pub unreadable: BTreeSet<String>,
}

/// The headers that an earlier search found: what still has the same version is not asked for again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownHeaders(HashMap<ItemId, Header>);

impl KnownHeaders {
    /// The header of an appointment in this version.
    pub fn of(&self, listed: &Listed) -> Option<&Header> {
        self.0.get(&listed.id).filter(|header| header.change_key == listed.change_key)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Header> {
        self.0.values()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Header> for KnownHeaders {
    fn from_iter<T: IntoIterator<Item = Header>>(headers: T) -> Self {
        Self(headers.into_iter().map(|header| (header.id.clone(), header)).collect())
    }
}

/// What a calendar does by itself when it is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manners {
    /// Whether the attendees of a series that is written are mailed once more for each of its changed occurrences.
    pub mails_exceptions: bool,
    /// How many items it reads or writes in one step.
    pub at_once: NonZeroUsize,
    /// How many items it reads in one step where nothing is written.
    pub looked_at_at_once: NonZeroUsize,
    /// How many requests it takes.
    pub requests: Rate,
    /// How many mails it sends; more wait in it. Any number where it does not say.
    pub sent: Option<Rate>,
    /// To how many people in a day, each counted for every mail. What is beyond is taken all the same, and comes back as a
    /// report that it was not delivered. Any number where it does not say.
    pub daily_deliveries: Option<NonZeroU32>,
}

/// How many in how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// So many,
    pub most: NonZeroU32,
    /// in so long.
    pub per: Duration,
}

impl Manners {
    /// How many update mails one write of an appointment causes: none without attendees.
    pub fn mails(self, header: &Header) -> usize {
        match (&header.series_role, header.attendees) {
            (_, 0) => 0,
            (SeriesRole::Master { exceptions, .. }, _) if self.mails_exceptions => 1 + exceptions,
            (SeriesRole::Single | SeriesRole::Master { .. } | SeriesRole::Exception { .. }, _) => 1,
        }
    }

    /// To how many people one write of an appointment sends mails, each counted for every mail. A distribution list counts
    /// as one here: nobody tells how many are on it.
    pub fn deliveries(self, header: &Header) -> usize {
        self.mails(header).saturating_mul(header.attendees)
    }
}

/// The organizer's calendar.
#[async_trait(?Send)]
pub trait Calendar {
    /// What it does by itself.
    fn manners(&self) -> Manners;
    /// The single appointments and series beside whose texts is stored that they have an online meeting, those that are
    /// over too. No text is fetched, and no header that is `known`: a calendar may hold thousands. One that cannot be read
    /// hides no other. Where the mailbox throttles, what was found so far is kept while `patience` waits.
    async fn marked(
        &self,
        known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Found, CalendarError>;
    /// The same where these are few; else some of them, which can be shown while the others are asked for.
    async fn first_marked(
        &self,
        known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<FirstMarked, CalendarError> {
        self.marked(known, patience).await.map(FirstMarked::All)
    }
    /// These series with what is left of them after `from`: how many of their dates were changed and whether any is ahead,
    /// and the headers of the changed ones. A series of which that cannot be told is left out.
    async fn changed_dates(
        &self,
        series: Vec<Header>,
        from: OffsetDateTime,
        known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Found, CalendarError>;
    /// Every single appointment and changed date after `from`, whatever it is.
    async fn listing(
        &self,
        from: OffsetDateTime,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Listing, CalendarError>;
    /// Appointments with their bodies, each for itself, in this order.
    async fn read(&self, ids: &[ItemId]) -> Vec<Result<Appointment, CalendarError>>;
    /// Conditional writes, each for itself, in this order: one fails with [`CalendarError::Conflict`] if its item changed
    /// since it was read. As many are on their way at a time as `manners` says; once the mailbox throttles or nobody is
    /// signed in any more, the rest need not be sent.
    async fn update(&self, updates: &[Update]) -> Vec<Result<Updated, CalendarError>>;
}
