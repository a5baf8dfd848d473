//! Dial-in data and online meetings in memory.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};

use async_trait::async_trait;

use crate::dialin::{
    Created, DialIn, DialInError, DialInProfile, NewMeeting, OnlineMeeting, OnlineMeetingService, Patience,
    Times, Told,
};
use crate::link::JoinUrl;
use crate::wire::patiently;

/// Dial-in data and online meetings in memory.
#[derive(Debug)]
pub struct MemoryDialIn {
    /// The profile, or why there is none.
    pub profile: RefCell<Result<DialInProfile, DialInError>>,
    /// Why the next profiles do not come; after that they do.
    pub next_profiles: RefCell<VecDeque<DialInError>>,
    /// Why the next questions after online meetings are not answered; after that they are.
    pub next_reads: RefCell<VecDeque<DialInError>>,
    /// What the URLs of new online meetings begin with.
    pub base: RefCell<String>,
    /// The online meeting that is given to everything, where the organizer has one.
    pub assigned: RefCell<Option<OnlineMeeting>>,
    /// The URLs of online meetings that are not told of.
    pub untold: RefCell<Vec<JoinUrl>>,
    /// The online meetings there are.
    pub meetings: RefCell<Vec<OnlineMeeting>>,
    /// Those of them that were created, by the names they were asked for by.
    pub created: RefCell<HashMap<String, OnlineMeeting>>,
    /// How many were numbered: one that is gone gives nobody its number.
    pub numbered: Cell<usize>,
    /// Why the next one is not moved to other times.
    pub change_error: RefCell<Option<DialInError>>,
    /// Why the next one is not created.
    pub create_error: RefCell<Option<DialInError>>,
}

impl MemoryDialIn {
    /// A source with this profile.
    pub fn new(profile: DialInProfile) -> Self {
        Self {
            profile: RefCell::new(Ok(profile)),
            next_profiles: RefCell::default(),
            next_reads: RefCell::default(),
            base: RefCell::new("https://meet.contoso.example/ines/".into()),
            assigned: RefCell::default(),
            untold: RefCell::default(),
            meetings: RefCell::default(),
            created: RefCell::default(),
            numbered: Cell::default(),
            change_error: RefCell::default(),
            create_error: RefCell::default(),
        }
    }
}

#[async_trait(?Send)]
impl DialIn for MemoryDialIn {
    async fn profile(
        &self,
        _known: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<DialInProfile, DialInError> {
        let next = || self.next_profiles.borrow_mut().pop_front();
        patiently(patience, async || next().map_or_else(|| self.profile.borrow().clone(), Err)).await
    }
}

#[async_trait(?Send)]
impl OnlineMeetingService for MemoryDialIn {
    async fn create(&self, new: NewMeeting<'_>) -> Result<Created, DialInError> {
        if let Some(error) = self.create_error.borrow_mut().take() {
            return Err(error);
        }
        if let Some(assigned) = self.assigned.borrow().clone() {
            return Ok(Created { meeting: assigned, is_new: false });
        }
        let there = |made: &OnlineMeeting| self.meetings.borrow().contains(made);
        let made = self.created.borrow().get(new.name).cloned();
        if let Some(made) = made.filter(there) {
            return Ok(Created { meeting: made, is_new: false });
        }
        let number = self.numbered.get().max(self.meetings.borrow().len());
        self.numbered.set(number + 1);
        let missing = DialInError::NoJoinUrl { what: "myOnlineMeetings" };
        let join_url = JoinUrl::new(&format!("{}NEWMEET{number}", self.base.borrow())).ok_or(missing)?;
        let meeting = OnlineMeeting { times: new.times, ..OnlineMeeting::at(join_url) };
        self.meetings.borrow_mut().push(meeting.clone());
        self.created.borrow_mut().insert(new.name.to_owned(), meeting.clone());
        Ok(Created { meeting, is_new: true })
    }

    async fn read(
        &self,
        join_urls: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<Told, DialInError> {
        let next = || self.next_reads.borrow_mut().pop_front();
        patiently(patience, async || next().map_or(Ok(()), Err)).await?;
        let is_asked = |url: &JoinUrl| join_urls.iter().any(|join_url| join_url.agrees_with(url));
        let untold: Vec<JoinUrl> = self.untold.borrow().iter().filter(|url| is_asked(url)).cloned().collect();
        let is_told = |meeting: &&OnlineMeeting| {
            is_asked(&meeting.join_url) && !untold.iter().any(|url| meeting.is_joined_by(url))
        };
        Ok(Told { meetings: self.meetings.borrow().iter().filter(is_told).cloned().collect(), untold })
    }

    async fn change_times(&self, join_url: &JoinUrl, times: Times) -> Result<(), DialInError> {
        if let Some(error) = self.change_error.borrow_mut().take() {
            return Err(error);
        }
        for meeting in self.meetings.borrow_mut().iter_mut().filter(|meeting| meeting.is_joined_by(join_url))
        {
            meeting.times = Some(times);
        }
        Ok(())
    }

    async fn delete(&self, join_url: &JoinUrl) -> Result<(), DialInError> {
        self.meetings.borrow_mut().retain(|meeting| !meeting.join_url.agrees_with(join_url));
        Ok(())
    }
}
