//! Whether a meeting is Redial's to update, and if not, why.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::block::{
    InfoBlock, JoinUrlForm, MeetingKind, Provider, Refusal, may_hold_block, recognise, visible_text,
};
use crate::dialin::{OwnAddresses, Whose};
use crate::html::Document;
use crate::link::{JoinUrl, Wrapper};

use super::appointment::{Appointment, BodyFormat, Header, Sent};
use super::claims::{Claims, Obstacle};
use super::ownership::{Claim, Ownership};
use super::tag::{MadeFor, Tag, TextHash};

/// Why a meeting is left alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "reason")]
pub enum Reason {
    /// It is over.
    Past,
    /// It was deleted meanwhile.
    Deleted,
    /// It was cancelled.
    Cancelled,
    /// Its invitation was never sent.
    Draft,
    /// Its organizer changed it and did not send that yet: a write would send it too.
    UnsentChanges,
    /// Somebody else organizes it.
    NotOrganizer,
    /// More people are invited than the policy or the calendar allows.
    TooManyAttendees {
        /// The limit.
        limit: usize,
    },
    /// It was made with Redial or the Skype button, but its block is not there any more.
    BlockMissing,
    /// A mail filter hides where the links in its text lead, so its block cannot be told from others.
    LinkHidden {
        /// The filter.
        by: Wrapper,
    },
    /// Its block was copied from another meeting.
    Copied,
    /// Its block belongs to another service.
    Foreign,
    /// Its online meeting is of another kind than the organizer's.
    OtherKind,
    /// Microsoft's own service made it and looks after it.
    ServiceUpdates,
    /// Its link leads to another person's online meeting.
    AnotherPersons {
        /// Who, as the link names them.
        person: String,
    },
    /// Nobody can tell whose online meeting its link leads to.
    UnknownAddress {
        /// The link.
        address: String,
    },
    /// What is stored on it is no address that an online meeting can have.
    UnusableAddress {
        /// What is stored.
        address: String,
    },
    /// Another of the organizer's meetings claims the same online meeting, and only the organizer knows which is a copy.
    Contested,
    /// A later version of Redial looks after it.
    NewerTag,
    /// Its block contradicts what is stored on the meeting, or there are several.
    Unsure,
    /// Nobody knows in which format its text is kept, and reading it through Graph perhaps changed it.
    UnknownFormat,
    /// Its text is encrypted.
    Protected,
    /// Pictures or objects stand in its rich text, and would not stay there.
    EmbeddedObjects,
    /// Its text is rich text, and the policy leaves such texts.
    RichText,
    /// Its text is plain text that reading it through Graph changed, and the policy leaves such texts.
    PlainText,
    /// Its own conference ID is not known, and new numbers are of no use without it.
    NoConferenceId,
    /// It is open in a form, which would save an older text over an update; or its series or a date of that is.
    OpenInForm,
    /// The organizer edited the block, and the policy leaves edited ones.
    Edited,
    /// Its block cannot be exchanged safely.
    Unsafe {
        /// Why.
        refusal: Refusal,
    },
    /// Its block says what it should.
    AlreadyTrue,
}

impl Reason {
    /// Whether a meeting left alone for this reason is known to show old details.
    pub fn shows_old_details(&self) -> bool {
        match self {
            Self::OpenInForm
            | Self::Edited
            | Self::EmbeddedObjects
            | Self::RichText
            | Self::PlainText
            | Self::NoConferenceId
            | Self::ServiceUpdates
            | Self::Unsafe { .. } => true,
            Self::Past
            | Self::Deleted
            | Self::Cancelled
            | Self::Draft
            | Self::UnsentChanges
            | Self::NotOrganizer
            | Self::TooManyAttendees { .. }
            | Self::BlockMissing
            | Self::LinkHidden { .. }
            | Self::Copied
            | Self::Foreign
            | Self::OtherKind
            | Self::AnotherPersons { .. }
            | Self::UnknownAddress { .. }
            | Self::UnusableAddress { .. }
            | Self::Contested
            | Self::NewerTag
            | Self::Unsure
            | Self::UnknownFormat
            | Self::Protected
            | Self::AlreadyTrue => false,
        }
    }
}

/// A meeting that is Redial's, and its block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ours {
    /// The block.
    pub block: InfoBlock,
    /// Its tag, where there is one that is not another meeting's.
    pub tag: Option<Tag>,
    /// Whether Redial's tag claims it, its own or that of its series, or the organizer adopted it; otherwise
    /// Microsoft's button made it.
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
    /// Whose online meetings are whose.
    pub ownership: &'a Ownership,
}

/// How a meeting stands to Redial.
#[derive(Debug)]
pub enum Standing<'a> {
    /// It is ours and still to come; with its body, as it was read.
    Ours(Box<Ours>, Document<'a>),
    /// It holds an online meeting and is left alone.
    LeftAlone(Reason),
    /// It holds no online meeting.
    NoOnlineMeeting,
}

/// Microsoft 365's own limit of attendees.
const MOST_ATTENDEES: usize = 500;

/// Whether what is stored beside an appointment's text says that it has an online meeting.
pub fn is_marked(header: &Header, series: &Claims) -> bool {
    is_marked_by(header, &Claims::on(header).with_series(series))
}

/// The same by all claims on it.
pub(crate) fn is_marked_by(header: &Header, claims: &Claims) -> bool {
    !claims.is_empty() || claims.obstacle.is_some() || header.named.opened_conference
}

/// Why a marked appointment is left alone whatever its text says. `series` are the claims on the series master, for an
/// exception.
pub fn judge_header(header: &Header, series: &Claims, criteria: Criteria<'_>) -> Option<Reason> {
    let claims = Claims::on(header).with_series(series);
    if !is_marked_by(header, &claims) {
        return None;
    }
    out_of_hand(header, criteria).or_else(|| beside_the_text(header, &claims, criteria))
}

/// Judges an appointment. `series` are the claims on the series master, for an exception.
pub fn judge<'a>(appointment: &'a Appointment, series: &Claims, criteria: Criteria<'_>) -> Standing<'a> {
    let Appointment { header, body } = appointment;
    let may_hold_block = may_hold_block(&body.content, criteria.forms);
    let claims = criteria.ownership.completed(Claims::on(header).with_series(series));
    let made_here = is_marked_by(header, &claims);
    if !may_hold_block && !made_here {
        return Standing::NoOnlineMeeting;
    }
    // Anybody can send an invitation: only what the organizer has still to do with is worth parsing.
    if let Some(reason) = out_of_hand(header, criteria) {
        return Standing::LeftAlone(reason);
    }
    let document = may_hold_block.then(|| Document::parse(body.format(), &body.content));
    let found = document.iter().flat_map(|document| recognise(document, criteria.forms));
    let blocks: Vec<InfoBlock> = found.filter(|block| !block.quoted).collect();
    if blocks.is_empty() && !made_here {
        return Standing::NoOnlineMeeting;
    }
    if let Some(reason) = beside_the_text(header, &claims, criteria) {
        return Standing::LeftAlone(reason);
    }
    match body.format {
        BodyFormat::Unknown => return Standing::LeftAlone(Reason::UnknownFormat),
        BodyFormat::Protected => return Standing::LeftAlone(Reason::Protected),
        BodyFormat::Html
        | BodyFormat::Text
        | BodyFormat::PlainText
        | BodyFormat::RichText
        | BodyFormat::RichTextWithObjects => {}
    }
    let Some(document) = document else { return Standing::LeftAlone(Reason::BlockMissing) };
    if blocks.is_empty() {
        return Standing::LeftAlone(match (Refusal::of(&document), Wrapper::hiding_in(&document)) {
            (Some(refusal), _) => Reason::Unsafe { refusal },
            (None, Some(by)) => Reason::LinkHidden { by },
            (None, None) => Reason::BlockMissing,
        });
    }
    match certain_block(header, blocks, &claims, criteria) {
        Err(reason) => Standing::LeftAlone(reason),
        Ok(block) => {
            let tag = Tag::read(&header.custom_properties)
                .filter(|tag| tag.made_for(&header.identity) != MadeFor::Another);
            let text = TextHash::of(&visible_text(&document, &block));
            let unedited = tag.as_ref().is_some_and(|tag| tag.text == text);
            let join_url = &block.invitation.join_url;
            let tagged = claims.are_tagged(join_url) || claims.are_untold(join_url);
            Standing::Ours(Box::new(Ours { block, tag, tagged, unedited }), document)
        }
    }
}

impl From<Obstacle> for Reason {
    fn from(obstacle: Obstacle) -> Self {
        match obstacle {
            Obstacle::NewerTag => Self::NewerTag,
            Obstacle::Broken { address: Some(address) } => Self::UnusableAddress { address },
            Obstacle::Broken { address: None } => Self::Unsure,
        }
    }
}

fn out_of_hand(header: &Header, criteria: Criteria<'_>) -> Option<Reason> {
    if !header.is_organizer {
        Some(Reason::NotOrganizer)
    } else if header.is_cancelled {
        Some(Reason::Cancelled)
    } else if !header.is_ahead(criteria.now) {
        Some(Reason::Past)
    } else {
        None
    }
}

fn beside_the_text(header: &Header, claims: &Claims, criteria: Criteria<'_>) -> Option<Reason> {
    let limit = criteria.max_attendees.unwrap_or(MOST_ATTENDEES).min(MOST_ATTENDEES);
    match header.sent {
        Sent::Never => Some(Reason::Draft),
        Sent::ButForChanges => Some(Reason::UnsentChanges),
        Sent::AsItIs if header.attendees > limit => Some(Reason::TooManyAttendees { limit }),
        Sent::AsItIs => claims.obstacle.clone().map(Reason::from),
    }
}

/// The one block that agrees with what is stored on the meeting.
fn certain_block(
    header: &Header,
    blocks: Vec<InfoBlock>,
    claims: &Claims,
    Criteria { kind, ownership, .. }: Criteria<'_>,
) -> Result<InfoBlock, Reason> {
    let agrees = |block: &&InfoBlock| claims.agree_with(&block.invitation.join_url);
    let agreeing: Vec<&InfoBlock> = blocks.iter().filter(agrees).collect();
    let is_tagged = Tag::read(&header.custom_properties).is_some();
    // A lone link in somebody's text is no second block.
    let others = blocks.iter().filter(|block| block.complete && !agrees(block)).count();
    match agreeing.as_slice() {
        [one] if others == 0 => match one.provider {
            Provider::Foreign => Err(Reason::Foreign),
            Provider::SkypeConsumer => Err(Reason::OtherKind),
            Provider::SkypeForBusiness | Provider::Lync | Provider::Teams | Provider::Hosted => {
                // A run never makes one kind of another.
                if one.invitation.kind != kind {
                    return Err(Reason::OtherKind);
                }
                own_link(&one.invitation.join_url, header, claims, ownership)?;
                Ok((*one).clone())
            }
        },
        [] if blocks.iter().any(|block| block.provider == Provider::Foreign) => Err(Reason::Foreign),
        [] if blocks.iter().all(|block| block.invitation.kind != kind) => Err(Reason::OtherKind),
        // A tag made for another appointment came along with the text.
        [] if claims.is_empty() && (is_tagged || !header.named.opened_conference) => Err(Reason::Copied),
        _ => Err(Reason::Unsure),
    }
}

/// The one block of a text that its organizer adopts, where nothing is stored beside the text that claims one. `blocks`
/// are those that stand in no quoted message.
pub fn adopt(blocks: &[InfoBlock], kind: MeetingKind, addresses: &OwnAddresses) -> Result<Ours, Reason> {
    let changeable =
        |block: &&InfoBlock| !matches!(block.provider, Provider::Foreign | Provider::SkypeConsumer);
    let all: Vec<&InfoBlock> = blocks.iter().filter(changeable).collect();
    // A lone link in somebody's text is no second block.
    let complete: Vec<&InfoBlock> = all.iter().copied().filter(|block| block.complete).collect();
    let leads_as =
        |one: &InfoBlock, other: &InfoBlock| one.invitation.join_url.agrees_with(&other.invitation.join_url);
    let block = match (complete.as_slice(), all.as_slice()) {
        (_, []) => return Err(Reason::Foreign),
        ([one], all) if all.iter().filter(|other| leads_as(one, other)).count() == 1 => *one,
        ([], [one]) => *one,
        _ => return Err(Reason::Unsure),
    };
    if block.invitation.kind != kind {
        return Err(Reason::OtherKind);
    }
    let join_url = &block.invitation.join_url;
    match addresses.whose(join_url) {
        // Few links of Teams tell whose they are, and hardly a profile: whoever adopts says so.
        Whose::Unknown if kind == MeetingKind::Teams => {}
        whose => own_address(whose, join_url)?,
    }
    Ok(Ours { block: block.clone(), tag: None, tagged: true, unedited: false })
}

/// Fails where the link is another's, or nobody can tell whose.
fn own_address(whose: Whose, join_url: &JoinUrl) -> Result<(), Reason> {
    match whose {
        Whose::Own => Ok(()),
        Whose::Another { person } => Err(Reason::AnotherPersons { person }),
        Whose::Unknown => Err(Reason::UnknownAddress { address: join_url.as_str().to_owned() }),
    }
}

/// Fails where the link is not certainly the organizer's, and this meeting's.
fn own_link(
    join_url: &JoinUrl,
    header: &Header,
    claims: &Claims,
    ownership: &Ownership,
) -> Result<(), Reason> {
    match ownership.whose(join_url, header) {
        Whose::Unknown if ownership.is_named(join_url, claims) => {}
        whose => own_address(whose, join_url)?,
    }
    if claims.are_tagged(join_url) {
        return Ok(());
    }
    match ownership.claim(join_url, claims) {
        Claim::Believed => Ok(()),
        Claim::Copied => Err(Reason::Copied),
        Claim::Contested => Err(Reason::Contested),
    }
}
