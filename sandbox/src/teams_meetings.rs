//! The organizer's online meetings in Teams.

use crate::dial_in::random_conference_id;
use crate::directory::{ORGANIZER, TENANT};
use crate::random::Random;

/// An online meeting.
#[derive(Clone, Debug)]
pub struct TeamsMeeting {
    /// What Graph calls it.
    pub id: String,
    /// What its maker calls it; making it again under this name gives this one.
    pub external_id: Option<String>,
    /// The subject.
    pub subject: String,
    /// Where people join.
    pub join_url: String,
    /// What callers key in: every meeting has its own.
    pub conference_id: String,
}

/// All of them.
#[derive(Debug)]
pub struct TeamsMeetings {
    random: Random,
    meetings: Vec<TeamsMeeting>,
}

impl TeamsMeetings {
    /// None yet; their ids are drawn from `random`.
    pub fn new(random: Random) -> Self {
        Self { random, meetings: Vec::new() }
    }

    /// The meeting that was made under `external_id`.
    pub fn made_as(&self, external_id: &str) -> Option<&TeamsMeeting> {
        self.meetings.iter().find(|meeting| meeting.external_id.as_deref() == Some(external_id))
    }

    /// Makes a meeting.
    pub fn create(&mut self, external_id: &str, subject: &str) -> TeamsMeeting {
        let thread = self.random.uuid().simple();
        let join_url = format!(
            "https://teams.microsoft.com/l/meetup-join/19%3ameeting_{thread}%40thread.v2/0\
             ?context=%7b%22Tid%22%3a%22{TENANT}%22%2c%22Oid%22%3a%22{ORGANIZER}%22%7d"
        );
        self.add(Some(external_id.to_owned()), join_url, subject)
    }

    /// Makes sure that the meeting behind a join URL exists.
    pub fn adopt(&mut self, join_url: &str, subject: &str) {
        if self.at(join_url).is_none() {
            self.add(None, join_url.to_owned(), subject);
        }
    }

    fn add(&mut self, external_id: Option<String>, join_url: String, subject: &str) -> TeamsMeeting {
        let meeting = TeamsMeeting {
            id: format!("MSp{}", self.random.uuid().simple()),
            external_id,
            subject: subject.to_owned(),
            join_url,
            conference_id: random_conference_id(&self.random),
        };
        self.meetings.push(meeting.clone());
        meeting
    }

    /// The meeting that people join at `join_url`.
    pub fn at(&self, join_url: &str) -> Option<&TeamsMeeting> {
        self.meetings.iter().find(|meeting| meeting.join_url == join_url)
    }

    /// The meeting with this id.
    pub fn get(&self, id: &str) -> Option<&TeamsMeeting> {
        self.meetings.iter().find(|meeting| meeting.id == id)
    }

    /// Deletes a meeting; `false` if there is none.
    pub fn delete(&mut self, id: &str) -> bool {
        let before = self.meetings.len();
        self.meetings.retain(|meeting| meeting.id != id);
        self.meetings.len() < before
    }
}
