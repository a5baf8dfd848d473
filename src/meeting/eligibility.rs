//! Whether a meeting is Redial's to update, and if not, why.

use serde::Serialize;
use time::OffsetDateTime;

use crate::block::{
    Document, Format, InfoBlock, JoinUrlForm, MeetingKind, Provider, Refusal, may_hold_block, recognise,
    visible_text,
};

use super::appointment::{Appointment, BodyFormat};
use super::claims::Claims;
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
    /// Microsoft's own service made it and looks after it.
    ServiceUpdates,
    /// Its block contradicts what is stored on the meeting, or there are several.
    Unsure,
    /// Its text is not HTML, and reading it through Graph changed it.
    NotHtml,
    /// Its own conference ID is not known, and new numbers are of no use without it.
    NoConferenceId,
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
    /// Whether Redial's tag claims it, its own or that of its series; otherwise Microsoft's button made it.
    pub tagged: bool,
    /// Whether the block is certainly as it was written: the tag's hash says so.
    pub unedited: bool,
}

/// What meetings are judged by.
#[derive(Debug, Clone, Copy)]
pub struct Criteria<'a> {
    /// The kind of the organizer's online meetings.
    pub kind: MeetingKind,
    /// The forms of join URLs of third-party bridges.
    pub forms: &'a [JoinUrlForm],
    /// Meetings with more attendees are left alone.
    pub max_attendees: Option<usize>,
    /// What is over by then is left alone.
    pub now: OffsetDateTime,
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

/// Judges an appointment. `series` are the claims on the series master, for an exception.
pub fn judge(appointment: &Appointment, series: &Claims, criteria: Criteria<'_>) -> Standing {
    let body = &appointment.body.content;
    let may_hold_block = may_hold_block(body, criteria.forms);
    let claims = Claims::on(appointment).with_series(series);
    let made_here = !claims.is_empty() || appointment.named.opened_conference;
    if !may_hold_block && !made_here {
        return Standing::NoOnlineMeeting;
    }
    // Anybody can send an invitation: only what the organizer has still to do with is worth parsing.
    if let Some(reason) = out_of_hand(appointment, criteria) {
        return Standing::LeftAlone(reason);
    }
    let document = may_hold_block.then(|| Document::parse(Format::Html, body));
    let found = document.iter().flat_map(|document| recognise(document, criteria.forms));
    let blocks: Vec<InfoBlock> = found.filter(|block| !block.quoted).collect();
    if blocks.is_empty() && !made_here {
        return Standing::NoOnlineMeeting;
    }
    if let Some(reason) = outside_the_text(appointment, criteria) {
        return Standing::LeftAlone(reason);
    }
    if blocks.is_empty() {
        let unread = document.and_then(|document| document.refusal());
        return Standing::LeftAlone(match unread {
            Some(refusal) => Reason::Unsafe { refusal },
            None => Reason::BlockMissing,
        });
    }
    let tag = Tag::read(&appointment.bag);
    match certain_block(appointment, blocks, tag.as_ref(), &claims, criteria.kind) {
        Err(reason) => Standing::LeftAlone(reason),
        Ok(block) => {
            let text = document.map(|document| TextHash::of(&visible_text(&document, &block)));
            let unedited = tag.as_ref().is_some_and(|tag| Some(&tag.text) == text.as_ref());
            let tagged = claims.are_tagged(&block.invitation.join_url);
            Standing::Ours(Box::new(Ours { block, tag, tagged, unedited }))
        }
    }
}

fn out_of_hand(appointment: &Appointment, criteria: Criteria<'_>) -> Option<Reason> {
    if !appointment.is_organizer {
        Some(Reason::NotOrganizer)
    } else if appointment.is_cancelled {
        Some(Reason::Cancelled)
    } else if appointment.over_at().is_some_and(|over| over <= criteria.now) {
        Some(Reason::Past)
    } else {
        None
    }
}

fn outside_the_text(appointment: &Appointment, criteria: Criteria<'_>) -> Option<Reason> {
    let limit = criteria.max_attendees.unwrap_or(MOST_ATTENDEES).min(MOST_ATTENDEES);
    if appointment.is_draft {
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
    claims: &Claims,
    kind: MeetingKind,
) -> Result<InfoBlock, Reason> {
    let agrees = |block: &&InfoBlock| claims.agree_with(&block.invitation.join_url);
    let agreeing: Vec<&InfoBlock> = blocks.iter().filter(agrees).collect();
    // A lone link in somebody's text is no second block.
    let others = blocks.iter().filter(|block| block.complete && !agrees(block)).count();
    match agreeing.as_slice() {
        [one] if others == 0 => match one.provider {
            Provider::Foreign => Err(Reason::Foreign),
            Provider::SkypeConsumer => Err(Reason::OtherKind),
            Provider::SkypeForBusiness | Provider::Lync | Provider::Teams | Provider::Hosted => {
                // A run never makes one kind of another.
                if one.invitation.kind == kind { Ok((*one).clone()) } else { Err(Reason::OtherKind) }
            }
        },
        [] if blocks.iter().any(|block| block.provider == Provider::Foreign) => Err(Reason::Foreign),
        [] if blocks.iter().all(|block| block.invitation.kind != kind) => Err(Reason::OtherKind),
        // A tag made for another appointment came along with the text.
        [] if claims.is_empty() && (tag.is_some() || !appointment.named.opened_conference) => {
            Err(Reason::Copied)
        }
        _ => Err(Reason::Unsure),
    }
}
