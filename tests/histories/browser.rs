//! A browser in which a run is at work: each of its requests takes a while on its way there and back.

use std::cell::Cell;
use std::future::poll_fn;
use std::task::Poll;

use async_trait::async_trait;
use redial::calendar::{Calendar, CalendarError, Found, KnownHeaders, Listing, Manners, Patience};
use redial::dialin::{
    Created, DialIn, DialInError, DialInProfile, NewMeeting, OnlineMeetingService, Times, Told,
};
use redial::doubles::{KeptLooks, MemoryJournal, MemoryLocks, SignedIn};
use redial::link::JoinUrl;
use redial::meeting::{Appointment, Header, ItemId, Update, Updated};
use redial::migration::{Carried, MeetingOutcome, OpenItem, Outside, Visit};
use time::OffsetDateTime;

use crate::meetings::terms;
use crate::world::World;

/// Lets whoever else is at work go on.
async fn a_while() {
    let waited = Cell::new(false);
    poll_fn(|_| if waited.replace(true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// The world as a browser reaches it.
struct Remote<'a>(&'a World, String);

#[async_trait(?Send)]
impl Calendar for Remote<'_> {
    fn manners(&self) -> Manners {
        self.0.calendar.manners()
    }

    async fn marked(
        &self,
        known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Found, CalendarError> {
        a_while().await;
        let found = self.0.calendar.marked(known, patience).await;
        a_while().await;
        found
    }

    async fn changed_dates(
        &self,
        series: Vec<Header>,
        from: OffsetDateTime,
        known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Found, CalendarError> {
        a_while().await;
        let found = self.0.calendar.changed_dates(series, from, known, patience).await;
        a_while().await;
        found
    }

    async fn listing(
        &self,
        from: OffsetDateTime,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Listing, CalendarError> {
        a_while().await;
        let found = self.0.calendar.listing(from, patience).await;
        a_while().await;
        found
    }

    async fn read(&self, ids: &[ItemId]) -> Vec<Result<Appointment, CalendarError>> {
        let mut read = Vec::new();
        for id in ids {
            a_while().await;
            read.push(self.0.read(id));
        }
        a_while().await;
        read
    }

    async fn update(&self, updates: &[Update]) -> Vec<Result<Updated, CalendarError>> {
        let mut updated = Vec::new();
        for update in updates {
            a_while().await;
            updated.push(self.0.update(update, &self.1));
        }
        a_while().await;
        updated
    }
}

#[async_trait(?Send)]
impl DialIn for Remote<'_> {
    async fn profile(
        &self,
        known: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<DialInProfile, DialInError> {
        a_while().await;
        self.0.dial_in.profile(known, patience).await
    }
}

#[async_trait(?Send)]
impl OnlineMeetingService for Remote<'_> {
    async fn create(&self, new: NewMeeting<'_>) -> Result<Created, DialInError> {
        a_while().await;
        if self.0.is_disturbed.get() && self.0.random.once_in(8) {
            return Err(DialInError::Throttled { retry_after: None });
        }
        let created = self.0.dial_in.create(new).await;
        a_while().await;
        created
    }

    async fn read(
        &self,
        join_urls: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<Told, DialInError> {
        a_while().await;
        self.0.dial_in.read(join_urls, patience).await
    }

    async fn change_times(&self, join_url: &JoinUrl, times: Times) -> Result<(), DialInError> {
        a_while().await;
        self.0.dial_in.change_times(join_url, times).await
    }

    async fn delete(&self, join_url: &JoinUrl) -> Result<(), DialInError> {
        a_while().await;
        self.0.dial_in.delete(join_url).await
    }
}

/// Looks at the meetings and updates them; where the organizer `asks`, those that the policy leaves too. Whatever is said
/// to have failed was not written.
pub async fn visit(world: &World, name: &str, journal: &MemoryJournal, asks: bool) {
    let remote = Remote(world, name.to_owned());
    let terms = terms(&world.policy);
    let outside = Outside {
        calendar: &remote,
        online_meetings: &remote,
        journal,
        settings: &world.settings,
        clock: &world.clock,
    };
    // Another browser has locks of its own.
    let lock = MemoryLocks::default();
    let (owner, account) = ("ines.moreau@contoso.example", SignedIn::default());
    let account = &account;
    let visit = Visit {
        outside,
        dial_in: &remote,
        lock: &lock,
        ids: &world.ids,
        memory: &KeptLooks::default(),
        owner,
        account,
        terms,
        open: &OpenItem::Nothing,
    };
    let Ok(look) = visit.look(None, &|_| {}).await else { return };
    let look = if asks { look.with_everything(terms.policy) } else { look };
    // What could not be kept or written is for the next visit.
    let Ok(Carried::Run(report)) = visit.carry_out(&look, |_| {}).await else { return };
    for result in &report.results {
        if let MeetingOutcome::Failed(failure) = &result.outcome {
            world.failed(name, &result.id, failure);
        }
    }
}
