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
    /// The organizer's segment of the join URL.
    alias: String,
    conference_id: String,
}

impl OnlineMeeting {
    /// The URL at which people join.
    pub fn join_url(&self, dial_in: &DialIn) -> Option<String> {
        let base = dial_in.meet_base_url.as_deref().filter(|base| !base.is_empty())?;
        Some(format!("{base}/{}/{}", self.alias, self.id))
    }

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
    pub fn create(&mut self, subject: &str, dial_in: &DialIn) -> OnlineMeeting {
        self.add(random_id(), dial_in.alias().to_owned(), subject)
    }

    /// Makes sure that the meeting behind a join URL (`…/alias/id`) exists.
    pub fn adopt(&mut self, join_url: &str, subject: &str) {
        let mut segments = join_url.rsplit('/');
        if let (Some(id), Some(alias)) = (segments.next(), segments.next())
            && self.get(id).is_none()
        {
            self.add(id.to_owned(), alias.to_owned(), subject);
        }
    }

    fn add(&mut self, id: String, alias: String, subject: &str) -> OnlineMeeting {
        self.writes += 1;
        let meeting = OnlineMeeting {
            id,
            subject: subject.to_owned(),
            version: self.writes,
            alias,
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
