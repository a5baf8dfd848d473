//! A list of events, page by page. Each page is asked for again where the mailbox is busy; where the server fails at one,
//! it is asked for in ever smaller parts, down to the one event that it fails at.

use std::collections::HashSet;

use serde_json::value::RawValue;

use crate::calendar::{CalendarError, MayBeBusy as _, Patience};
use crate::wire::{Request, Transport, TransportError};

use super::answer::{Failure, Page, is_corrupt, page, unreadable};
use super::client::Client;
use super::event::Event;
use super::request_builder::List;

/// After how many events in a row of which nothing can be told it is the list that fails.
const LOST_IN_A_ROW: usize = 8;

/// The same where it says that each of them is broken.
const CORRUPT_IN_A_ROW: usize = 500;

/// How often a gateway gives up at a page before less is asked for.
const GIVES_UP: u32 = 2;

/// How many pages in a row come before more is asked for than a gateway gave up at.
const IN_A_ROW: usize = 8;

/// Whose list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// The calendar's: where a gateway gives up at the least of it the mailbox is busy.
    Calendar,
    /// A series': that may be the reason itself.
    Series,
}

/// The pages of a list.
pub(super) struct Pages<'a, T> {
    client: &'a Client<T>,
    patience: &'a dyn Patience<CalendarError>,
    list: List,
    of: Of,
    /// How many events are asked for at a time.
    at_once: usize,
    /// How many are asked for at present.
    top: usize,
    /// How many may be: a gateway gives up where an answer takes the server too long.
    most: usize,
    /// How many pages came since the server failed.
    came_in_a_row: usize,
    /// Whether a gateway gave up since.
    gave_up: bool,
    /// How many came.
    position: usize,
    /// Of how many of these nothing can be told.
    lost: usize,
    /// How many of those came last.
    lost_in_a_row: usize,
    next: Option<Request>,
    /// The addresses that were asked.
    asked: HashSet<String>,
}

impl<'a, T: Transport> Pages<'a, T> {
    pub(super) fn new(
        client: &'a Client<T>,
        patience: &'a dyn Patience<CalendarError>,
        (list, of): (List, Of),
        at_once: usize,
    ) -> Self {
        let next = Some(client.builder.part(&list, 0, at_once));
        let (top, most) = (at_once, at_once);
        Self {
            client,
            patience,
            list,
            of,
            at_once,
            top,
            most,
            came_in_a_row: 0,
            gave_up: false,
            position: 0,
            lost: 0,
            lost_in_a_row: 0,
            next,
            asked: HashSet::new(),
        }
    }

    /// The events of the next page; one at which the server fails is there without its members.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<Event>>, CalendarError> {
        while let Some(request) = self.next.take() {
            if !self.asked.insert(request.url.clone()) {
                return Err(unreadable("next page"));
            }
            match self.ask(request, true).await {
                Ok(page) => return Ok(Some(self.came(page))),
                Err(Failure::Other(error)) => return Err(error),
                Err(failure) if self.top > 1 => self.ask_for_less(&failure),
                Err(failure) => return self.one(failure).await.map(Some),
            }
        }
        Ok(None)
    }

    /// Whether there is another page.
    pub(super) fn goes_on(&self) -> bool {
        self.next.is_some()
    }

    /// Takes the page that was asked for next. Where a part came whole, the next may be larger.
    pub(super) fn came(&mut self, page: Page) -> Vec<Event> {
        self.position += page.events.len();
        (self.lost_in_a_row, self.gave_up) = (0, false);
        self.came_in_a_row += 1;
        if self.came_in_a_row.is_multiple_of(IN_A_ROW) {
            self.most = self.at_once.min(self.most * 2);
        }
        let is_whole = self.top == self.at_once;
        self.top = self.most.min(self.top * 2);
        self.next =
            page.next.map(|url| if is_whole { self.client.builder.next_page(&url) } else { self.part() });
        page.events.into_iter().map(Event::new).collect()
    }

    fn ask_for_less(&mut self, failure: &Failure) {
        self.top /= 2;
        self.came_in_a_row = 0;
        if matches!(failure, Failure::GaveUp(_)) {
            (self.most, self.gave_up) = (self.top, true);
        }
        self.next = Some(self.part());
    }

    /// The one event at which the server fails, as far as it can be told.
    async fn one(&mut self, failure: Failure) -> Result<Vec<Event>, CalendarError> {
        if let (Failure::GaveUp(error), Of::Series) = (&failure, self.of) {
            return Err(error.clone());
        }
        let head = match self.ask(self.client.builder.head(&self.list, self.position), false).await {
            Ok(page) => page.events.into_iter().next(),
            Err(Failure::Failed(_)) => None,
            Err(Failure::GaveUp(error) | Failure::Other(error)) => return Err(error),
        };
        // A gateway that answers again may have had other reasons than this event.
        if let Failure::GaveUp(_) = failure
            && let Ok(page) = self.ask(self.part(), true).await
        {
            return Ok(self.came(page));
        }
        self.position += 1;
        self.next = Some(self.part());
        if let Some(head) = head {
            return Ok(vec![Event::new(head)]);
        }
        let (Failure::GaveUp(error) | Failure::Failed(error) | Failure::Other(error)) = failure;
        (self.lost, self.lost_in_a_row) = (self.lost + 1, self.lost_in_a_row + 1);
        let most = if is_corrupt(&error) { CORRUPT_IN_A_ROW } else { LOST_IN_A_ROW };
        if self.lost_in_a_row > most {
            return Err(error);
        }
        // The same one may stand in several lists: without a name it counts once for each list at most.
        RawValue::from_string(self.lost.to_string()).map(|raw| vec![Event::new(raw)]).map_err(|_| error)
    }

    fn part(&self) -> Request {
        self.client.builder.part(&self.list, self.position, self.top)
    }

    /// One page. Where the mailbox is busy it is asked for as long as there is patience; where the server fails, once more.
    /// Less may be asked for, where a gateway gives up, unless this is the least.
    async fn ask(&self, request: Request, is_part: bool) -> Result<Page, Failure> {
        let (mut given_up, mut has_failed, mut again) = (0, false, 0);
        loop {
            let failure = match self.client.ask(request.clone()).await {
                Ok(answer) => match page(&answer) {
                    Ok(page) => return Ok(page),
                    // A series that is not there any more has no event that is the reason.
                    Err(error @ CalendarError::NotFound) if self.of == Of::Series => Failure::Other(error),
                    Err(error) => Failure::of(&answer, error),
                },
                // A browser gives up waiting as a gateway does.
                Err(error @ CalendarError::NoAnswer(TransportError::TimedOut { .. })) => {
                    Failure::GaveUp(error)
                }
                Err(error) => Failure::Other(error),
            };
            let busy = match failure {
                Failure::Failed(_) if !has_failed => {
                    has_failed = true;
                    continue;
                }
                Failure::GaveUp(error) => {
                    given_up += 1;
                    // Whether that is for a moment only was tried before less was asked for.
                    if is_part && (self.gave_up || given_up == GIVES_UP) {
                        return Err(Failure::GaveUp(error));
                    }
                    CalendarError::Throttled { retry_after: None }
                }
                Failure::Other(error) if error.busy().is_some() => error,
                failure => return Err(failure),
            };
            again += 1;
            self.patience.wait(again, busy).await.map_err(Failure::Other)?;
        }
    }
}
