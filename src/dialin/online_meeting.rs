//! An online meeting as the meeting service keeps it.

use crate::block::{ConferenceId, Invitation, Provider, is_harmless, recognise};
use crate::html::{Document, Format};
use crate::link::JoinUrl;

/// An online meeting the organizer owns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnlineMeeting {
    /// How people join.
    pub join_url: JoinUrl,
    /// Its conference ID, where it has one of its own.
    pub conference_id: Option<ConferenceId>,
    /// The `conf:sip:` link of Lync clients (named property `OnlineMeetingConfLink`).
    pub conf_link: Option<String>,
    /// The block that the service itself writes for it, where it writes one.
    pub block: Option<ServiceBlock>,
}

/// An information block as the service wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceBlock {
    html: String,
    invitation: Invitation,
}

impl ServiceBlock {
    /// Takes a service's HTML, if it is nothing but one complete Teams block for `join_url`, with no markup
    /// that acts by itself.
    pub fn new(html: &str, join_url: &JoinUrl) -> Option<Self> {
        let mut blocks = recognise(&Document::parse(Format::Html, html), &[]);
        let block = blocks.pop().filter(|_| blocks.is_empty())?;
        let ours = block.provider == Provider::Teams
            && block.complete
            && !block.quoted
            && block.invitation.join_url.agrees_with(join_url);
        (ours && is_harmless(html)).then(|| Self { html: html.to_owned(), invitation: block.invitation })
    }

    /// The markup.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// What it says.
    pub fn invitation(&self) -> &Invitation {
        &self.invitation
    }
}
