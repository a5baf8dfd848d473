//! Why a block does not show what it should.

use serde::{Deserialize, Serialize};

use crate::block::InfoBlock;
use crate::dialin::Fingerprint;
use crate::meeting::{Header, MadeFor, Ours, Tag, TextHash};

/// Why a block does not show what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Cause {
    /// Dial-in data changed since it was written, or somebody changed what it says.
    Changed,
    /// It was updated to what it should show, and an older copy of the appointment was saved over the update.
    OlderCopy,
}

impl Cause {
    /// The cause for the block of `ours`, whose visible rows have the hash `text`, where the profile named `today` is the
    /// organizer's.
    pub(super) fn of(header: &Header, ours: &Ours, text: &TextHash, today: &Fingerprint) -> Self {
        let is_own = |tag: &&Tag| tag.made_for(&header.identity) == MadeFor::This;
        let tag = ours.tag.as_ref().filter(is_own).filter(|tag| tag.fp == *today && tag.text != *text);
        match tag {
            Some(tag) if tag.old.as_ref() == Some(text) || shows_former(&ours.block, tag) => Self::OlderCopy,
            Some(_) | None => Self::Changed,
        }
    }
}

/// Whether a block shows a join URL that the tag says the meeting had before, or a conference ID that it does not know.
fn shows_former(block: &InfoBlock, tag: &Tag) -> bool {
    let shown = &block.invitation;
    let is_former = tag.former().any(|url| url.agrees_with(&shown.join_url));
    let id = shown.phone.as_ref().and_then(|phone| phone.conference_id.as_ref());
    (is_former && !tag.join.agrees_with(&shown.join_url)) || (id.is_some() && id != tag.conf.as_ref())
}
