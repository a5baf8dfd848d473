//! An online meeting as the meeting service keeps it.

use time::{Duration, OffsetDateTime};

use crate::block::{ConferenceId, Invitation, Language, Provider, is_harmless, recognise};
use crate::html::{Document, Format};
use crate::link::JoinUrl;

/// When an online meeting takes place; of a series: from its first date to its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// When it begins.
    pub start: OffsetDateTime,
    /// When it ends.
    pub end: OffsetDateTime,
}

impl Times {
    /// For how long the online meeting of a series without an end is made, and made longer.
    pub const AHEAD: Duration = Duration::days(365);
}

/// An online meeting the organizer owns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnlineMeeting {
    /// How people join.
    pub join_url: JoinUrl,
    /// The other URLs by which they reach the same meeting: Teams has long and short ones.
    pub others: Vec<JoinUrl>,
    /// When it takes place, where the service keeps that and tells it.
    pub times: Option<Times>,
    /// Its conference ID, where it has one of its own.
    pub conference_id: Option<ConferenceId>,
    /// The `conf:sip:` link of Lync clients (named property `OnlineMeetingConfLink`).
    pub conf_link: Option<String>,
    /// The block that the service itself writes for it, where it writes one.
    pub block: Option<ServiceBlock>,
}

impl OnlineMeeting {
    /// A meeting of which nothing is known but how people join it.
    pub fn at(join_url: JoinUrl) -> Self {
        Self { join_url, others: Vec::new(), times: None, conference_id: None, conf_link: None, block: None }
    }

    /// All URLs by which people join.
    pub fn urls(&self) -> impl Iterator<Item = &JoinUrl> {
        std::iter::once(&self.join_url).chain(&self.others)
    }

    /// Whether people join it by this URL.
    pub fn is_joined_by(&self, url: &JoinUrl) -> bool {
        self.urls().any(|own| own.agrees_with(url))
    }
}

/// What the service says of single online meetings when it is asked. One that it does not know is in neither list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// Those that are there, by the URLs that they were asked for by where the service keeps several.
    pub meetings: Vec<OnlineMeeting>,
    /// The URLs of those that it refuses, or tells in a way that cannot be read: they may be there or be gone, and be
    /// anybody's.
    pub untold: Vec<JoinUrl>,
}

impl Told {
    /// Whether nobody can tell what is behind this URL.
    pub fn is_untold(&self, url: &JoinUrl) -> bool {
        self.untold.iter().any(|untold| untold.agrees_with(url))
    }
}

impl From<Vec<OnlineMeeting>> for Told {
    fn from(meetings: Vec<OnlineMeeting>) -> Self {
        Self { meetings, untold: Vec::new() }
    }
}

/// An information block as the service wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceBlock {
    html: String,
    invitation: Invitation,
    language: Option<Language>,
}

impl ServiceBlock {
    /// Takes a service's HTML, if it is nothing but one complete Teams block for the meeting that has these URLs, with no
    /// markup that acts by itself.
    pub fn new(html: &str, urls: &[JoinUrl]) -> Option<Self> {
        let mut blocks = recognise(&Document::parse(Format::Html, html), &[]);
        let block = blocks.pop().filter(|_| blocks.is_empty())?;
        let ours = block.provider == Provider::Teams
            && block.complete
            && !block.quoted
            && urls.iter().any(|url| url.agrees_with(&block.invitation.join_url));
        let language = block.language();
        let invitation = block.invitation;
        (ours && is_harmless(html)).then(|| Self { html: html.to_owned(), invitation, language })
    }

    /// The markup.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// What it says.
    pub fn invitation(&self) -> &Invitation {
        &self.invitation
    }

    /// The language of ours that it is written in, where it is one of them.
    pub fn language(&self) -> Option<Language> {
        self.language
    }
}
