//! Finds what may hold an online meeting: request by request, each sent again where the mailbox is busy. Lists name what they
//! hold; more is asked of what is not known yet.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use time::{Duration, OffsetDateTime};

use crate::calendar::{CalendarError, FirstMarked, Found, KnownHeaders, Listed, Listing, Patience};
use crate::meeting::{Header, ItemId, SeriesRole};
use crate::wire::{Response, Transport};

use super::answer::{may_be_of_one_event, page, unreadable};
use super::batch;
use super::client::{AT_ONCE, Client};
use super::collection::Collection;
use super::event::{Event, Kind};
use super::pages::{Of, Pages};
use super::request_builder::{List, PAGE};

/// How far ahead appointments without a mark are looked for.
const HORIZON: Duration = Duration::days(400);

/// How many of each list are asked for first: they are shown while the others come.
const FIRST: usize = 20;

/// How long before its beginning a date of a series may be moved.
const MOVED: Duration = Duration::days(200);

/// The longest stretch of a calendar that Graph shows at a time.
/// <https://learn.microsoft.com/graph/api/user-list-calendarview>
const LONGEST_VIEW: Duration = Duration::days(1825);

/// How many such stretches of a series that tells its end are looked at: a hundred years.
const VIEWS: usize = 20;

/// What stands among dates without being an ordinary one, whatever it says that it is.
const BUT_OCCURRENCES: [Kind; 3] = [Kind::Single, Kind::Exception, Kind::Master];

/// A search.
pub(super) struct Search<'a, T> {
    pub(super) client: &'a Client<T>,
    pub(super) patience: &'a dyn Patience<CalendarError>,
    pub(super) known: &'a KnownHeaders,
}

impl<T> Clone for Search<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Search<'_, T> {}

impl<'a, T: Transport> Search<'a, T> {
    /// Singles and masters that carry our tag or Microsoft's properties.
    pub(super) async fn marked(self) -> Result<Found, CalendarError> {
        let Lists { found, listed, .. } = self.lists(None).await?;
        // Where most are new or changed, lists tell their headers in fewer requests.
        let is_new = |listed: &&Listed| self.known.of(listed).is_none();
        let new: HashSet<&ItemId> = listed.iter().filter(is_new).map(|listed| &listed.id).collect();
        if new.len() / batch::MOST > listed.len() / PAGE + self.client.builder.searched_properties().count() {
            let nothing = KnownHeaders::default();
            let Lists { found, .. } = Search { known: &nothing, ..self }.lists(None).await?;
            return Ok(found.into_inner().found());
        }
        self.take_headers(listed, found.into_inner()).await
    }

    /// All of these, where they are few; else some of them.
    pub(super) async fn first_marked(self) -> Result<FirstMarked, CalendarError> {
        let Lists { found, listed, are_whole } = self.lists(Some(FIRST)).await?;
        let found = self.take_headers(listed, found.into_inner()).await?;
        Ok(if are_whole { FirstMarked::All(found) } else { FirstMarked::Some(found.headers) })
    }

    /// What the lists of all properties tell, side by side; `most` of each where not all is asked for.
    async fn lists(self, most: Option<usize>) -> Result<Lists, CalendarError> {
        let (found, listed) = (RefCell::default(), RefCell::default());
        let properties = stream::iter(self.client.builder.searched_properties());
        let lists = properties.map(|property| self.list(property, most, &found, &listed));
        let are_whole: Vec<bool> = lists.buffer_unordered(AT_ONCE).try_collect().await?;
        let are_whole = are_whole.into_iter().all(|is_whole| is_whole);
        Ok(Lists { found, listed: listed.into_inner(), are_whole })
    }

    /// Takes what has this property, and tells whether that is all. A list of what nobody knows yet tells the headers
    /// themselves.
    async fn list(
        self,
        property: &str,
        most: Option<usize>,
        found: &RefCell<Collection>,
        listed: &RefCell<Vec<Listed>>,
    ) -> Result<bool, CalendarError> {
        let tells_headers = self.known.is_empty();
        let builder = &self.client.builder;
        let list = match tells_headers {
            true => builder.with_property(property),
            false => builder.names_with_property(property),
        };
        let mut pages = self.pages((list, Of::Calendar), most.unwrap_or(PAGE));
        while let Some(page) = pages.next().await.map_err(of_the_mailbox)? {
            for event in page {
                if tells_headers {
                    found.borrow_mut().read(event, self.client);
                } else {
                    match event.listed() {
                        Some(event) => listed.borrow_mut().push(event),
                        None => found.borrow_mut().miss(event.name()),
                    }
                }
                self.patience.breathe().await;
            }
            if most.is_some() {
                return Ok(!pages.goes_on());
            }
        }
        Ok(true)
    }

    /// These series with what is left of them after `from`, and their changed dates.
    pub(super) async fn changed_dates(
        self,
        series: Vec<Header>,
        from: OffsetDateTime,
    ) -> Result<Found, CalendarError> {
        let (mut found, mut listed) = (Collection::default(), Vec::new());
        let mut masters = HashMap::new();
        for (mut master, dates) in self.dates_of(series, from).await? {
            let Some(Dates { changed, is_over }) = dates else {
                found.miss(master.id.to_string());
                continue;
            };
            if let SeriesRole::Master { exceptions, until } = &mut master.series_role {
                *exceptions = changed.listed.len() + changed.missed.len();
                if is_over {
                    *until = Some(from);
                }
            }
            masters.extend(changed.listed.iter().map(|date| (date.id.clone(), master.id.clone())));
            found.missed.extend(changed.missed);
            listed.extend(changed.listed);
            found.take(master);
        }
        let mut found = self.take_headers(listed, found).await?;
        // A calendar may call the series of a date otherwise than that itself.
        for header in &mut found.headers {
            if let (SeriesRole::Exception { master }, Some(known)) =
                (&mut header.series_role, masters.get(&header.id))
            {
                master.clone_from(known);
            }
        }
        Ok(found)
    }

    /// Every single appointment and changed date after `from`.
    pub(super) async fn listing(self, from: OffsetDateTime) -> Result<Listing, CalendarError> {
        let view = self.client.builder.view(from, from.saturating_add(HORIZON));
        let wanted = |event: &Event| event.is_any_of(&BUT_OCCURRENCES);
        let Names { listed, missed } = self.names(view, wanted).await?;
        Ok(Listing { listed, unreadable: missed.into_iter().collect() })
    }

    /// What is left of each series; `None` of one that cannot be told.
    async fn dates_of(
        self,
        series: Vec<Header>,
        from: OffsetDateTime,
    ) -> Result<Vec<(Header, Option<Dates>)>, CalendarError> {
        let stretches = series.iter().map(|master| (master, Stretch::of(master, from)));
        let lists: Vec<List> = stretches
            .map(|(master, Stretch { begin, end })| self.client.builder.instances(&master.id, begin, end))
            .collect();
        let first = lists.iter().map(|list| self.client.builder.part(list, 0, PAGE));
        let mut told = Vec::with_capacity(series.len());
        let answers = self.client.ask_each(first.collect(), self.patience).await?;
        for ((master, list), answer) in series.into_iter().zip(lists).zip(answers) {
            let mut dates = self.dates(&master, &list, answer, from).await;
            if dates.as_ref().is_err_and(may_be_of_one_event) {
                // Where the mailbox answers again, it was for a moment only, or is for ever.
                self.wait_until_well(from).await?;
                dates = self.dates(&master, &list, Err(unreadable("list of dates")), from).await;
            }
            match dates {
                Ok(dates) => told.push((master, Some(dates))),
                Err(error) if is_about_one(&error) => told.push((master, None)),
                Err(error) => return Err(error),
            }
        }
        Ok(told)
    }

    /// Waits until the mailbox answers.
    async fn wait_until_well(self, from: OffsetDateTime) -> Result<(), CalendarError> {
        let view = self.client.builder.view(from, from.saturating_add(HORIZON));
        self.pages((view, Of::Calendar), 1).next().await.map(drop)
    }

    /// What is left of a series, of which the first page of its dates was answered so.
    async fn dates(
        self,
        master: &Header,
        list: &List,
        first: Result<Response, CalendarError>,
        from: OffsetDateTime,
    ) -> Result<Dates, CalendarError> {
        let mut pages = self.pages((list.clone(), Of::Series), PAGE);
        let mut dates = match first.and_then(|answer| page(&answer)) {
            Ok(first) => pages.came(first),
            Err(error) if is_about_one(&error) && !may_be_of_one_event(&error) => return Err(error),
            // What fails is asked for as every list is.
            Err(_) => Vec::new(),
        };
        while let Some(page) = pages.next().await? {
            dates.extend(page);
        }
        let is_over = !dates.iter().any(Event::takes_place) && !self.goes_on(master, from).await?;
        let changed = dates.into_iter().filter(|event| event.is_any_of(&BUT_OCCURRENCES));
        Ok(Dates { changed: Names::of(changed), is_over })
    }

    /// Whether a series has an occurrence after those that were asked for.
    async fn goes_on(self, master: &Header, from: OffsetDateTime) -> Result<bool, CalendarError> {
        let mut begin = Stretch::of(master, from).end;
        let over = master.over_at().unwrap_or(begin);
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
        self,
        master: &Header,
        from: OffsetDateTime,
        to: OffsetDateTime,
    ) -> Result<bool, CalendarError> {
        let mut dates = self.pages((self.client.builder.dates(&master.id, from, to), Of::Series), 1);
        while let Some(page) = dates.next().await? {
            if page.iter().any(Event::takes_place) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The names of what is wanted of a list, page by page: a calendar may hold thousands.
    async fn names(self, list: List, is_wanted: fn(&Event) -> bool) -> Result<Names, CalendarError> {
        let (mut pages, mut names) = (self.pages((list, Of::Calendar), PAGE), Names::default());
        while let Some(page) = pages.next().await.map_err(of_the_mailbox)? {
            names.extend(page.into_iter().filter(is_wanted));
        }
        Ok(names)
    }

    /// Takes the headers of what was listed: those that are known, and the others as the mailbox tells them. What is not
    /// there any more is none.
    async fn take_headers(self, listed: Vec<Listed>, mut found: Collection) -> Result<Found, CalendarError> {
        let mut unknown = Vec::new();
        let mut seen = HashSet::new();
        for listed in listed.into_iter().filter(|listed| seen.insert(listed.id.clone())) {
            match self.known.of(&listed) {
                Some(header) => found.take(header.clone()),
                None => unknown.push(listed.id),
            }
            self.patience.breathe().await;
        }
        let requests = unknown.iter().map(|id| self.client.builder.header_of(id));
        let answers = self.client.ask_each(requests.collect(), self.patience).await?;
        for (id, answer) in unknown.into_iter().zip(answers) {
            match answer.and_then(|answer| super::answer::read(&answer)) {
                Ok(event) => found.read_as(id, &event, self.client),
                Err(CalendarError::NotFound) => {}
                Err(_) => found.miss(id.to_string()),
            }
        }
        Ok(found.found())
    }

    fn pages(self, list: (List, Of), at_once: usize) -> Pages<'a, T> {
        Pages::new(self.client, self.patience, list, at_once)
    }
}

/// What lists of properties tell.
struct Lists {
    found: RefCell<Collection>,
    /// What is named only.
    listed: Vec<Listed>,
    /// Whether every list came to its end.
    are_whole: bool,
}

/// Where the dates of a series are looked for.
struct Stretch {
    begin: OffsetDateTime,
    end: OffsetDateTime,
}

impl Stretch {
    /// As long as Graph looks at a time: a write of the series mails once more for each of its changed dates, however far
    /// ahead. Of a series that begins late a few dates are moved before its beginning.
    fn of(master: &Header, from: OffsetDateTime) -> Self {
        let begin = from.max(master.start.saturating_sub(MOVED));
        let end = begin.saturating_add(LONGEST_VIEW);
        Self { begin, end: master.over_at().filter(|over| *over > begin).unwrap_or(end).min(end) }
    }
}

/// What is left of a series.
struct Dates {
    /// The changed ones among them.
    changed: Names,
    /// Whether there is none.
    is_over: bool,
}

/// What a list names.
#[derive(Default)]
struct Names {
    listed: Vec<Listed>,
    /// What came in the places of events of which not even the names and versions can be told.
    missed: Vec<String>,
}

impl Names {
    fn of(events: impl IntoIterator<Item = Event>) -> Self {
        let mut names = Self::default();
        names.extend(events);
        names
    }

    fn extend(&mut self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            match event.listed() {
                Some(listed) => self.listed.push(listed),
                None => self.missed.push(event.name()),
            }
        }
    }
}

/// Whether an error says something of the one series that was asked about, and nothing of the mailbox. A list that is none
/// comes from something else than the mailbox.
fn is_about_one(error: &CalendarError) -> bool {
    error.is_of_the_request() && !matches!(error, CalendarError::Unreadable(_))
        || matches!(error, CalendarError::Refused { .. })
}

/// What an error about the whole calendar means: where that is not found there is none.
fn of_the_mailbox(error: CalendarError) -> CalendarError {
    if error == CalendarError::NotFound { CalendarError::NoMailbox } else { error }
}
