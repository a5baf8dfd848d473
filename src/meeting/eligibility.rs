//! Whether a meeting is Redial's to update, and if not, why.

use serde::Serialize;
use time::OffsetDateTime;

use crate::block::{
    Document, Format, InfoBlock, JoinUrl, Provider, Refusal, may_hold_block, recognise, visible_text,
};

use super::appointment::{Appointment, BodyFormat};
use super::tag::{Tag, TextHash};

/// Why a meeting is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase", tag = "reason")]
pub enum Reason {
    /// It is over.
    Past,
    /// It was cancelled.
    Cancelled,
    /// Its invitation was never sent.
    Draft,
    /// Somebody else organizes it.
    NotOrganizer,
    /// More people are invited than the policy or the calendar allows.
    TooManyAttendees {
        /// The limit.
        limit: usize,
    },
    /// It was made with Redial or the Skype button, but its block is not there any more.
    BlockMissing,
    /// Its block was copied from another meeting.
    Copied,
    /// Its block belongs to another service.
    Foreign,
    /// Its online meeting is of another kind than the organizer's.
    OtherKind,
    /// Its block contradicts what is stored on the meeting, or there are several.
    Unsure,
    /// Its text is not HTML, and reading it through Graph changed it.
    NotHtml,
    /// The organizer edited the block, and the policy leaves edited ones.
    Edited,
    /// Its block cannot be exchanged safely.
    Unsafe {
        /// Why.
        #[serde(skip)]
        refusal: Refusal,
    },
    /// Its block says what it should.
    AlreadyTrue,
}

/// A meeting that is Redial's, and its block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ours {
    /// The block.
    pub block: InfoBlock,
    /// The tag, where there is one.
    pub tag: Option<Tag>,
    /// Whether the block is certainly as it was written: the tag's hash says so.
    pub unedited: bool,
}

/// How a meeting stands to Redial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is ours and still to come.
    Ours(Box<Ours>),
    /// It holds an online meeting and is left alone.
    LeftAlone(Reason),
    /// It holds no online meeting.
    NoOnlineMeeting,
}

/// Microsoft 365's own limit of attendees.
const MOST_ATTENDEES: usize = 500;

/// Judges an appointment at `now`. `series` are the join URLs the series master carries, for an exception,
/// where Outlook drops custom properties.
pub fn judge(
    appointment: &Appointment,
    series: &[JoinUrl],
    max_attendees: Option<usize>,
    now: OffsetDateTime,
) -> Standing {
    let body = &appointment.body.content;
    let document = may_hold_block(body, &[]).then(|| Document::parse(Format::Html, body));
    let found = document.iter().flat_map(|document| recognise(document, &[]));
    let blocks: Vec<InfoBlock> = found.filter(|block| !block.quoted).collect();
    let tag = Tag::read(&appointment.bag);
    let claimed = claimed_urls(appointment, tag.as_ref(), series);
    let made_here = !claimed.is_empty() || appointment.named.opened_conference;
    if blocks.is_empty() && !made_here {
        return Standing::NoOnlineMeeting;
    }
    if let Some(reason) = outside_the_text(appointment, max_attendees, now) {
        return Standing::LeftAlone(reason);
    }
    if blocks.is_empty() {
        return Standing::LeftAlone(Reason::BlockMissing);
    }
    match certain_block(appointment, blocks, tag.as_ref(), &claimed) {
        Err(reason) => Standing::LeftAlone(reason),
        Ok(block) => {
            let text = document.map(|document| TextHash::of(&visible_text(&document, &block)));
            let unedited = tag.as_ref().is_some_and(|tag| Some(&tag.text) == text.as_ref());
            Standing::Ours(Box::new(Ours { block, tag, unedited }))
        }
    }
}

/// The join URLs that what is stored outside the body claims for this meeting.
fn claimed_urls(appointment: &Appointment, tag: Option<&Tag>, series: &[JoinUrl]) -> Vec<JoinUrl> {
    let own_tag = tag.filter(|tag| tag.uid.as_ref().is_none_or(|uid| *uid == appointment.uid));
    let mut urls: Vec<JoinUrl> = series.to_vec();
    if let Some(tag) = own_tag {
        urls.push(tag.join.clone());
        urls.extend(tag.was.clone());
    }
    urls.extend(appointment.named.external_link.clone());
    urls.extend(appointment.named.teams_url.clone());
    urls
}

fn outside_the_text(
    appointment: &Appointment,
    max_attendees: Option<usize>,
    now: OffsetDateTime,
) -> Option<Reason> {
    let limit = max_attendees.unwrap_or(MOST_ATTENDEES).min(MOST_ATTENDEES);
    if !appointment.is_organizer {
        Some(Reason::NotOrganizer)
    } else if appointment.is_cancelled {
        Some(Reason::Cancelled)
    } else if appointment.over_at().is_some_and(|over| over <= now) {
        Some(Reason::Past)
    } else if appointment.is_draft {
        Some(Reason::Draft)
    } else if appointment.attendees > limit {
        Some(Reason::TooManyAttendees { limit })
    } else if appointment.body.format != BodyFormat::Html {
        Some(Reason::NotHtml)
    } else {
        None
    }
}

/// The one block that agrees with what is stored on the meeting.
fn certain_block(
    appointment: &Appointment,
    blocks: Vec<InfoBlock>,
    tag: Option<&Tag>,
    claimed: &[JoinUrl],
) -> Result<InfoBlock, Reason> {
    let agrees = |block: &&InfoBlock| claimed.iter().any(|url| url.agrees_with(&block.invitation.join_url));
    let agreeing: Vec<&InfoBlock> = blocks.iter().filter(agrees).collect();
    // A lone link in somebody's text is no second block.
    let others = blocks.iter().filter(|block| block.complete && !agrees(block)).count();
    match agreeing.as_slice() {
        [one] if others == 0 => match one.provider {
            Provider::SkypeForBusiness | Provider::Lync => Ok((*one).clone()),
            Provider::Teams | Provider::SkypeConsumer | Provider::Hosted => Err(Reason::OtherKind),
            Provider::Foreign => Err(Reason::Foreign),
        },
        [] if blocks.iter().any(|block| block.provider == Provider::Foreign) => Err(Reason::Foreign),
        [] if blocks.iter().all(|block| block.provider == Provider::Teams) => Err(Reason::OtherKind),
        // A tag made for another appointment came along with the text.
        [] if claimed.is_empty() && (tag.is_some() || !appointment.named.opened_conference) => {
            Err(Reason::Copied)
        }
        _ => Err(Reason::Unsure),
    }
}
