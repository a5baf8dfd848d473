//! A list of events, page by page. Each page is asked for again where the mailbox is busy; where the server fails at one,
//! it is asked for in ever smaller parts, down to the one event that it fails at.

use std::cell::Cell;

use serde_json::value::RawValue;

use crate::calendar::{CalendarError, Patience};
use crate::wire::{Request, Transport, patiently};

use super::answer::{Page, failed, has_given_up, may_be_of_one_event, page};
use super::client::Client;
use super::event::Event;
use super::request_builder::List;

/// After how many events in a row of which nothing can be told it is the list that fails.
const LOST_IN_A_ROW: usize = 8;

/// How often a gateway gives up at a page before less is asked for.
const GIVES_UP: u32 = 2;

/// How many pages in a row come before more is asked for than a gateway gave up at.
const IN_A_ROW: usize = 8;

/// The pages of a list.
pub(super) struct Pages<'a, T> {
    client: &'a Client<T>,
    patience: &'a dyn Patience<CalendarError>,
    list: List,
    /// How many events are asked for at a time.
    at_once: usize,
    /// How many are asked for at present.
    top: usize,
    /// How many may be: a gateway gives up where an answer takes the server too long.
    most: usize,
    /// How many pages came since the server failed.
    came_in_a_row: usize,
    /// How many came.
    position: usize,
    /// Of how many of these nothing can be told.
    lost: usize,
    /// How many of those came last.
    lost_in_a_row: usize,
    next: Option<Request>,
}

impl<'a, T: Transport> Pages<'a, T> {
    pub(super) fn new(
        client: &'a Client<T>,
        patience: &'a dyn Patience<CalendarError>,
        list: List,
        at_once: usize,
    ) -> Self {
        let next = Some(client.builder.part(&list, 0, at_once));
        let (top, most) = (at_once, at_once);
        Self {
            client,
            patience,
            list,
            at_once,
            top,
            most,
            came_in_a_row: 0,
            position: 0,
            lost: 0,
            lost_in_a_row: 0,
            next,
        }
    }

    /// The events of the next page; one at which the server fails is there without its members.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<Event>>, CalendarError> {
        while let Some(request) = self.next.take() {
            let (page, gave_up) = self.ask_part(request).await;
            match page {
                Ok(page) => return Ok(Some(self.came(page))),
                Err(error) if !may_be_of_one_event(&error) => return Err(error),
                Err(_) if self.top > 1 => self.ask_for_less(gave_up),
                Err(error) => return Ok(Some(vec![self.lost(error).await?])),
            }
        }
        Ok(None)
    }

    /// Where a part came whole, the next may be larger.
    fn came(&mut self, page: Page) -> Vec<Event> {
        self.position += page.events.len();
        self.lost_in_a_row = 0;
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

    fn ask_for_less(&mut self, gave_up: bool) {
        self.top /= 2;
        self.came_in_a_row = 0;
        if gave_up {
            self.most = self.top;
        }
        self.next = Some(self.part());
    }

    /// The event at which the server fails, as far as it can be told.
    async fn lost(&mut self, error: CalendarError) -> Result<Event, CalendarError> {
        let head = self.ask(self.client.builder.head(&self.list, self.position)).await;
        let head = match head {
            Ok(page) => page.events.into_iter().next(),
            Err(error) if may_be_of_one_event(&error) => None,
            Err(error) => return Err(error),
        };
        self.position += 1;
        self.next = Some(self.part());
        if let Some(head) = head {
            return Ok(Event::new(head));
        }
        (self.lost, self.lost_in_a_row) = (self.lost + 1, self.lost_in_a_row + 1);
        if self.lost_in_a_row > LOST_IN_A_ROW {
            return Err(error);
        }
        // The same one may stand in several lists: without a name it counts once for each list at most.
        RawValue::from_string(self.lost.to_string()).map(Event::new).map_err(|_| error)
    }

    fn part(&self) -> Request {
        self.client.builder.part(&self.list, self.position, self.top)
    }

    /// The next part, and whether a gateway gave up at it: where that is not for one event's sake, it is for want of time.
    async fn ask_part(&self, request: Request) -> (Result<Page, CalendarError>, bool) {
        let given_up = Cell::new(0);
        let ask = async || {
            let answer = self.client.ask(request.clone()).await?;
            given_up.set(given_up.get() + u32::from(has_given_up(&answer)));
            if given_up.get() == GIVES_UP { Err(failed(&answer)) } else { page(&answer) }
        };
        match patiently(self.patience, &ask).await {
            Err(error) if given_up.get() < GIVES_UP && may_be_of_one_event(&error) => {
                (patiently(self.patience, ask).await, false)
            }
            page => (page, given_up.get() == GIVES_UP),
        }
    }

    /// One page. Where the mailbox is busy it is asked for as long as there is patience; where the server fails, once more.
    async fn ask(&self, request: Request) -> Result<Page, CalendarError> {
        let ask = async || self.client.ask(request.clone()).await.and_then(|answer| page(&answer));
        match patiently(self.patience, &ask).await {
            Err(error) if may_be_of_one_event(&error) => patiently(self.patience, ask).await,
            page => page,
        }
    }
}
