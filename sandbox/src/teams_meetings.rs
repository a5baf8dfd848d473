//! The organizer's online meetings in Teams.

use time::{Duration, OffsetDateTime};

use crate::dial_in::random_conference_id;
use crate::directory::{ORGANIZER, TENANT};
use crate::random::{Random, Stream};

/// Where people join: two hosts of one service.
const HOSTS: [&str; 2] = ["teams.microsoft.com", "teams.cloud.microsoft"];

/// How long after its end a meeting can still be joined by phone.
const KEPT: Duration = Duration::days(60);

/// How long a meeting is that nobody gave times.
const UNTIMED: Duration = Duration::hours(1);

/// An online meeting.
#[derive(Clone, Debug)]
pub struct TeamsMeeting {
    /// What Graph calls it.
    pub id: String,
    /// What its maker calls it; making it again under this name gives this one.
    pub external_id: Option<String>,
    /// The subject.
    pub subject: String,
    /// When it takes place.
    pub times: Times,
    /// Where people join, as Graph tells it.
    pub long_url: String,
    /// Where people join as well.
    pub short: ShortLink,
    /// What callers key in: every meeting has its own.
    pub conference_id: String,
    /// How the service tells it.
    pub telling: Telling,
}

/// When a meeting takes place; a series: from its first date to its last.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// When it begins.
    pub start: OffsetDateTime,
    /// When it ends; `None` for a series without end.
    pub end: Option<OffsetDateTime>,
}

/// The short link to a meeting.
#[derive(Clone, Debug)]
pub struct ShortLink {
    /// What people who have no link type in.
    pub meeting_id: String,
    /// What they type in next.
    pub passcode: String,
    url: String,
}

/// What differs from meeting to meeting in what the service tells of them.
#[derive(Clone, Copy, Debug)]
pub struct Telling {
    /// The invitation shows the short link.
    pub shows_short_link: bool,
    /// The invitation is encoded together with what it begins with.
    pub encodes_all: bool,
    /// The lists of numbers are told, and not only the number.
    pub lists_numbers: bool,
    /// The answer to making it tells its invitation.
    pub tells_at_once: bool,
}

impl TeamsMeeting {
    /// The link in its invitation.
    pub fn shown_url(&self) -> &str {
        if self.telling.shows_short_link { &self.short.url } else { &self.long_url }
    }

    /// Whether it took place so long ago that its phone part is gone.
    pub fn has_expired(&self, now: OffsetDateTime) -> bool {
        self.times.end.and_then(|end| end.checked_add(KEPT)).is_some_and(|until| until <= now)
    }

    fn is_joined_at(&self, url: &str) -> bool {
        let asked = place(url);
        asked.is_some() && [&self.long_url, &self.short.url].iter().any(|own| place(own) == asked)
    }
}

/// A join URL as it is on every host; a short link as far as it tells its meeting. One without a passcode leads nowhere.
fn place(url: &str) -> Option<String> {
    let url = url.replacen(HOSTS[1], HOSTS[0], 1);
    if !is_short(&url) {
        return Some(url);
    }
    let (meeting, passcode) = url.split_once("?p=")?;
    (!passcode.is_empty()).then(|| meeting.to_owned())
}

fn is_short(url: &str) -> bool {
    url.contains("/meet/")
}

/// All of them.
#[derive(Debug)]
pub struct TeamsMeetings {
    random: Stream,
    meetings: Vec<TeamsMeeting>,
}

impl TeamsMeetings {
    /// None yet; what is random about them is drawn from `random`.
    pub fn new(random: &Random) -> Self {
        Self { random: random.about("online meetings in Teams"), meetings: Vec::new() }
    }

    /// The meeting that was made under `external_id`.
    pub fn made_as(&self, external_id: &str) -> Option<&TeamsMeeting> {
        self.meetings.iter().find(|meeting| meeting.external_id.as_deref() == Some(external_id))
    }

    /// Makes a meeting; without a start it is one of now, without an end one of an hour.
    pub fn create(
        &mut self,
        external_id: &str,
        subject: &str,
        start: OffsetDateTime,
        end: Option<OffsetDateTime>,
    ) -> TeamsMeeting {
        let times = Times { start, end: Some(end.unwrap_or(start + UNTIMED)) };
        let links = self.links();
        self.add(Some(external_id), subject, times, links)
    }

    /// Makes sure that the meeting behind a join URL in an invitation exists.
    pub fn adopt(&mut self, join_url: &str, subject: &str, times: Times) {
        if self.at(join_url).is_some() {
            return;
        }
        let (long, short) = self.links();
        let links =
            if is_short(join_url) { (long, short.at(join_url)) } else { (join_url.to_owned(), short) };
        self.add(None, subject, times, links);
    }

    fn add(
        &mut self,
        external_id: Option<&str>,
        subject: &str,
        times: Times,
        (long_url, short): (String, ShortLink),
    ) -> TeamsMeeting {
        let telling = Telling {
            shows_short_link: self.random.below(2) == 0,
            encodes_all: self.random.below(2) == 0,
            lists_numbers: self.random.below(3) > 0,
            tells_at_once: self.random.below(3) > 0,
        };
        let meeting = TeamsMeeting {
            id: format!("MSp{}", self.random.uuid().simple()),
            external_id: external_id.map(str::to_owned),
            subject: subject.to_owned(),
            times,
            long_url,
            short,
            conference_id: random_conference_id(&self.random),
            telling,
        };
        self.meetings.push(meeting.clone());
        meeting
    }

    /// The long and the short link to a new meeting, on either host.
    fn links(&self) -> (String, ShortLink) {
        let host = self.random.one_of(&HOSTS).copied().unwrap_or_default();
        (self.long_url(host), self.short_link(host))
    }

    fn long_url(&self, host: &str) -> String {
        let thread = self.random.uuid().simple();
        format!(
            "https://{host}/l/meetup-join/19%3ameeting_{thread}%40thread.v2/0\
             ?context=%7b%22Tid%22%3a%22{TENANT}%22%2c%22Oid%22%3a%22{ORGANIZER}%22%7d"
        )
    }

    fn short_link(&self, host: &str) -> ShortLink {
        let meeting_id = (2_000_000_000_000 + self.random.below(1_000_000_000_000)).to_string();
        let passcode: String = self.random.uuid().simple().to_string().chars().take(20).collect();
        let url = format!("https://{host}/meet/{meeting_id}?p={passcode}");
        ShortLink { meeting_id, passcode, url }
    }

    /// The meeting that people join at `join_url`, long or short.
    pub fn at(&self, join_url: &str) -> Option<&TeamsMeeting> {
        self.meetings.iter().find(|meeting| meeting.is_joined_at(join_url))
    }

    /// The meeting with this id.
    pub fn get(&self, id: &str) -> Option<&TeamsMeeting> {
        self.meetings.iter().find(|meeting| meeting.id == id)
    }

    /// The meeting with this id.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut TeamsMeeting> {
        self.meetings.iter_mut().find(|meeting| meeting.id == id)
    }

    /// Deletes a meeting; `false` if there is none.
    pub fn delete(&mut self, id: &str) -> bool {
        let before = self.meetings.len();
        self.meetings.retain(|meeting| meeting.id != id);
        self.meetings.len() < before
    }
}

impl ShortLink {
    /// The link that stands in an invitation; it names its meeting.
    fn at(self, url: &str) -> Self {
        let named = url.split("/meet/").nth(1).unwrap_or_default();
        let (meeting_id, passcode) = named.split_once("?p=").unwrap_or((named, &self.passcode));
        Self { meeting_id: meeting_id.to_owned(), passcode: passcode.to_owned(), url: url.to_owned() }
    }
}
