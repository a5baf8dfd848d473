//! Finds what may hold an online meeting: request by request, each sent again where the mailbox is busy.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use time::{Duration, OffsetDateTime};

use crate::calendar::{CalendarError, Found, Patience};
use crate::meeting::{ChangeKey, Claims, Header, Identity, ItemId, SeriesRole, Uid, is_marked};
use crate::wire::Transport;

use super::answer::unreadable;
use super::client::Client;
use super::event::{Event, Kind, header};
use super::pages::Pages;
use super::request_builder::{List, PAGE};

/// How far ahead appointments without a tag and changed occurrences are looked for.
const HORIZON: Duration = Duration::days(400);

/// The longest stretch of a calendar that Graph shows at a time.
/// <https://learn.microsoft.com/graph/api/user-list-calendarview>
const LONGEST_VIEW: Duration = Duration::days(1825);

/// How many such stretches of a series that tells its end are looked at: a hundred years.
const VIEWS: usize = 20;

/// A search, and what it found so far.
pub(super) struct Search<'a, T> {
    client: &'a Client<T>,
    patience: &'a dyn Patience<CalendarError>,
    from: OffsetDateTime,
    found: Collection,
}

impl<'a, T: Transport> Search<'a, T> {
    pub(super) fn new(
        client: &'a Client<T>,
        patience: &'a dyn Patience<CalendarError>,
        from: OffsetDateTime,
    ) -> Self {
        Self { client, patience, from, found: Collection::default() }
    }

    pub(super) async fn found(mut self) -> Result<Found, CalendarError> {
        self.tagged().await?;
        self.exceptions().await?;
        self.untagged().await?;
        Ok(self.found.found())
    }

    /// Singles and masters that carry our tag or Microsoft's properties.
    async fn tagged(&mut self) -> Result<(), CalendarError> {
        for property in self.client.builder.searched_properties() {
            self.take_all(self.client.builder.with_property(property), |_| true).await?;
        }
        Ok(())
    }

    /// The changed occurrences of each master, which also tells how many it has, and whether anything of it is left.
    async fn exceptions(&mut self) -> Result<(), CalendarError> {
        for index in self.found.masters(self.from) {
            let Some(master) = self.found.headers.get(index).cloned() else { continue };
            let Occurrences { changed, is_over } = match self.occurrences(&master).await {
                Ok(occurrences) => occurrences,
                Err(error) if is_about_one(&error) => {
                    self.found.torn.insert(master.id);
                    continue;
                }
                Err(error) => return Err(error),
            };
            if let Some(SeriesRole::Master { exceptions, until }) =
                self.found.headers.get_mut(index).map(|master| &mut master.series_role)
            {
                *exceptions = changed.len();
                if is_over {
                    *until = Some(self.from);
                }
            }
            for event in changed {
                self.take(event);
            }
        }
        Ok(())
    }

    /// What else stands in the calendar: copies and other people's meetings.
    async fn untagged(&mut self) -> Result<(), CalendarError> {
        let view = self.client.builder.view(self.from, self.from.saturating_add(HORIZON));
        self.take_all(view, |event| event.is_any_of(&[Kind::Single, Kind::Exception])).await
    }

    /// What is left of a series.
    async fn occurrences(&self, master: &Header) -> Result<Occurrences, CalendarError> {
        // A series that begins late has its occurrences late, a few of them moved before its beginning.
        let begin = self.from.max(master.start.saturating_sub(HORIZON / 2));
        let end = begin.saturating_add(HORIZON);
        let mut instances = Vec::new();
        let mut pages = self.pages(self.client.builder.instances(&master.id, begin, end), PAGE);
        while let Some(page) = pages.next().await? {
            instances.extend(page);
        }
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
        let mut dates = self.pages(self.client.builder.dates(&master.id, from, to), 1);
        while let Some(page) = dates.next().await? {
            if page.iter().any(Event::takes_place) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes what is wanted of a list, page by page: a calendar may hold thousands.
    async fn take_all(&mut self, list: List, is_wanted: fn(&Event) -> bool) -> Result<(), CalendarError> {
        let mut pages = self.pages(list, PAGE);
        while let Some(page) = pages.next().await.map_err(of_the_mailbox)? {
            page.into_iter().filter(is_wanted).for_each(|event| self.take(event));
        }
        Ok(())
    }

    fn pages(&self, list: List, at_once: usize) -> Pages<'a, T> {
        Pages::new(self.client, self.patience, list, at_once)
    }

    /// Takes an event's header, or notes that it cannot be read.
    fn take(&mut self, event: Event) {
        let read: Result<Value, _> = serde_json::from_str(event.raw.get());
        match read.map_err(|_| unreadable("JSON")).and_then(|event| header(&event, &self.client.builder)) {
            Ok(header) => self.found.take(header),
            Err(_) => self.found.miss(event),
        }
    }
}

/// What is left of a series.
struct Occurrences {
    /// The changed ones among them.
    changed: Vec<Event>,
    /// Whether there is none.
    is_over: bool,
}

/// What an error about the whole calendar means: where that is not found there is none.
fn of_the_mailbox(error: CalendarError) -> CalendarError {
    if error == CalendarError::NotFound { CalendarError::NoMailbox } else { error }
}

/// Whether an error says something of the one series that was asked about, and nothing of the mailbox.
fn is_about_one(error: &CalendarError) -> bool {
    match error {
        CalendarError::NotFound | CalendarError::Conflict | CalendarError::Refused { .. } => true,
        // A list that is none comes from something else than the mailbox.
        CalendarError::Unreadable(_)
        | CalendarError::NoAnswer(_)
        | CalendarError::NoMailbox
        | CalendarError::Throttled { .. }
        | CalendarError::NotSent { .. }
        | CalendarError::SignedOut
        | CalendarError::Forbidden { .. } => false,
    }
}

/// Headers, each once.
#[derive(Default)]
struct Collection {
    ids: HashSet<ItemId>,
    versions: HashSet<(Uid, Option<OffsetDateTime>, ChangeKey)>,
    headers: Vec<Header>,
    /// The names of events that cannot be read; what came in their places where not even the names can.
    missed: HashSet<String>,
    /// The series whose occurrences cannot be read: what is planned for one without them would not be true.
    torn: HashSet<ItemId>,
}

impl Collection {
    fn miss(&mut self, event: Event) {
        self.missed.insert(event.name());
    }

    /// One that could be read in another answer is not missed.
    fn found(mut self) -> Found {
        self.name_series();
        let missed = self.missed.iter().filter(|name| !self.ids.contains(&ItemId::new(name.as_str())));
        let unreadable = missed.count() + self.torn.len();
        // What a series claims for its changed dates is not known where it cannot be read: what they claim themselves is.
        let stands_alone = |header: &Header| {
            !self.missed.contains(header.whole().as_str()) || is_marked(header, &Claims::default())
        };
        let is_known = |header: &Header| !self.torn.contains(header.whole()) && stands_alone(header);
        Found { unreadable, headers: self.headers.into_iter().filter(is_known).collect() }
    }

    /// An item that is called otherwise in another list is the same in the same version.
    fn take(&mut self, header: Header) {
        let Identity { uid, original_start, .. } = &header.identity;
        let version = uid.clone().map(|uid| (uid, *original_start, header.change_key.clone()));
        let is_known = version.is_some_and(|version| !self.versions.insert(version));
        if !is_known && self.ids.insert(header.id.clone()) {
            self.headers.push(header);
        }
    }

    /// Calls the series of changed dates as these are called themselves.
    fn name_series(&mut self) {
        let is_master = |header: &&Header| matches!(header.series_role, SeriesRole::Master { .. });
        let masters = self.headers.iter().filter(is_master);
        let known: HashMap<Uid, ItemId> =
            masters.filter_map(|header| Some((header.identity.uid.clone()?, header.id.clone()))).collect();
        for header in &mut self.headers {
            let series = header.identity.uid.as_ref().and_then(|uid| known.get(uid));
            if let (SeriesRole::Exception { master }, Some(series)) = (&mut header.series_role, series)
                && !self.ids.contains(master)
            {
                master.clone_from(series);
            }
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
