//! The organizer's online meetings on the Skype for Business server.

use uuid::Uuid;

use crate::dial_in::{DialIn, random_conference_id};

/// An online meeting. Its join URL follows from the dial-in data at the time it is asked for.
#[derive(Clone, Debug)]
pub struct OnlineMeeting {
    /// Eight letters and digits: the last segment of the join URL.
    pub id: String,
    /// The subject.
    pub subject: String,
    /// Changes with every write.
    pub version: u64,
    conference_id: String,
}

impl OnlineMeeting {
    /// The conference ID to dial: the organizer's own if meetings are public, none without audio conferencing.
    pub fn conference_id<'a>(&'a self, dial_in: &'a DialIn) -> Option<&'a str> {
        let own = if dial_in.public_meetings { &dial_in.conference_id } else { &self.conference_id };
        dial_in.audio_conferencing.then_some(own.as_str())
    }
}

/// All of them.
#[derive(Debug, Default)]
pub struct OnlineMeetings {
    meetings: Vec<OnlineMeeting>,
    writes: u64,
}

impl OnlineMeetings {
    /// Creates a meeting with an id of its own.
    pub fn create(&mut self, subject: &str) -> OnlineMeeting {
        self.writes += 1;
        let meeting = OnlineMeeting {
            id: random_id(),
            subject: subject.to_owned(),
            version: self.writes,
            conference_id: random_conference_id(),
        };
        self.meetings.push(meeting.clone());
        meeting
    }

    /// The meeting with this id, ignoring case.
    pub fn get(&self, id: &str) -> Option<&OnlineMeeting> {
        self.meetings.iter().find(|meeting| meeting.id.eq_ignore_ascii_case(id))
    }

    /// All meetings, oldest first.
    pub fn all(&self) -> &[OnlineMeeting] {
        &self.meetings
    }

    /// Deletes a meeting; `false` if there is none.
    pub fn delete(&mut self, id: &str) -> bool {
        let before = self.meetings.len();
        self.meetings.retain(|meeting| !meeting.id.eq_ignore_ascii_case(id));
        self.meetings.len() < before
    }
}

fn random_id() -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let random = Uuid::new_v4();
    random
        .as_bytes()
        .iter()
        .rev()
        .take(8)
        .map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]))
        .collect()
}
