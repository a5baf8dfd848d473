//! The organizer's online meetings on the Skype for Business server.

use serde::Deserialize;

use crate::dial_in::{DialIn, random_conference_id};
use crate::random::{Random, Stream};

/// An online meeting. Its join URL follows from the dial-in data at the time it is asked for.
#[derive(Clone, Debug)]
pub struct OnlineMeeting {
    /// Eight letters and digits: the last segment of the join URL.
    pub id: String,
    /// The subject.
    pub subject: String,
    /// What its maker wrote about it.
    pub description: String,
    /// When it may be deleted, as its maker wrote it.
    pub expiration_time: Option<String>,
    /// Changes with every write.
    pub version: u64,
    /// The organizer's segment of the join URL.
    alias: String,
    conference_id: String,
}

/// What the maker of a meeting says of it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NewMeeting {
    pub subject: String,
    pub description: String,
    pub expiration_time: Option<String>,
}

impl OnlineMeeting {
    /// The meeting that all public meetings of the organizer are.
    pub fn assigned(dial_in: &DialIn) -> Self {
        Self {
            id: "ASSIGNED".to_owned(),
            subject: String::new(),
            description: String::new(),
            expiration_time: None,
            version: 0,
            alias: dial_in.alias().to_owned(),
            conference_id: dial_in.conference_id.clone(),
        }
    }

    /// The URL at which people join.
    pub fn join_url(&self, dial_in: &DialIn) -> Option<String> {
        let base = dial_in.join_base()?;
        Some(format!("{base}/{}/{}", self.alias, self.id))
    }

    /// The conference ID to dial: the organizer's own if meetings are public, none without audio conferencing.
    pub fn conference_id<'a>(&'a self, dial_in: &'a DialIn) -> Option<&'a str> {
        let own = if dial_in.public_meetings { &dial_in.conference_id } else { &self.conference_id };
        dial_in.audio_conferencing.then_some(own.as_str())
    }
}

/// All of them.
#[derive(Debug)]
pub struct OnlineMeetings {
    random: Stream,
    meetings: Vec<OnlineMeeting>,
    writes: u64,
}

impl OnlineMeetings {
    /// None yet; their ids are drawn from `random`.
    pub fn new(random: &Random) -> Self {
        Self { random: random.about("online meetings"), meetings: Vec::new(), writes: 0 }
    }

    /// Creates a meeting with an id of its own.
    pub fn create(&mut self, new: NewMeeting, dial_in: &DialIn) -> OnlineMeeting {
        self.add(random_id(&self.random), dial_in.alias().to_owned(), new)
    }

    /// Makes sure that the meeting behind a join URL (`…/alias/id`) exists.
    pub fn adopt(&mut self, join_url: &str, subject: &str) {
        let mut segments = join_url.rsplit('/');
        if let (Some(id), Some(alias)) = (segments.next(), segments.next())
            && self.get(id).is_none()
        {
            let new = NewMeeting { subject: subject.to_owned(), ..NewMeeting::default() };
            self.add(id.to_owned(), alias.to_owned(), new);
        }
    }

    fn add(&mut self, id: String, alias: String, new: NewMeeting) -> OnlineMeeting {
        self.writes += 1;
        let meeting = OnlineMeeting {
            id,
            subject: new.subject,
            description: new.description,
            expiration_time: new.expiration_time,
            version: self.writes,
            alias,
            conference_id: random_conference_id(&self.random),
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

fn random_id(random: &Stream) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    (0..8).filter_map(|_| random.one_of(LETTERS)).map(|letter| char::from(*letter)).collect()
}
