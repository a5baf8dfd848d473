//! Adds an online meeting to the appointment that is open in compose mode, and takes it away again.
//!
//! Order: online meeting, tag, location, body. A failure undoes what was done, in reverse.

use std::cell::Cell;

use thiserror::Error;

use crate::block::{
    Evidence, InfoBlock, Invitation, JoinUrlForm, Language, MeetingKind, Refusal, Splice, insertion_point,
    may_hold_block, recognise, removal,
};
use crate::dialin::{Created, DialIn, DialInError, NewMeeting, OnlineMeetingService, Patience, patiently};
use crate::html::{Document, Format};
use crate::link::escape;

use super::appointment::CustomProperties;
use super::exchange::{Exchanged, exchange};
use super::location::{with_label, without_labels};
use super::new_block::NewBlock;
use super::port::{ComposeBody, ComposeError, ComposeItem, Place};
use super::service::Service;
use super::tag::{StoredTag, Tag};

/// The online meeting in the appointment in compose mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Present {
    /// There is none.
    Nothing,
    /// One that this add-in wrote or can remove.
    Ours(Box<InfoBlock>),
    /// Another service's, or several: nothing is added beside them.
    Other,
}

/// What was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// A new online meeting.
    New(Box<Invitation>),
    /// It was there already, in this block; nothing was changed.
    AlreadyThere(Box<InfoBlock>),
}

/// Why no online meeting was added.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AddError {
    /// The body holds another service's details.
    #[error("the appointment already holds another online meeting; remove that first")]
    OtherMeeting,
    /// More elements stand inside each other than a body is read with, so it cannot be told what it holds.
    #[error("the text of the appointment is nested too deeply to be read; nothing was added")]
    TooDeep,
    /// No dial-in data or no online meeting.
    #[error(transparent)]
    DialIn(#[from] DialInError),
    /// Outlook did not do it; what was begun is undone.
    #[error(transparent)]
    Compose(#[from] ComposeError),
    /// The block is not in the body after writing it; what was begun is undone.
    #[error("Outlook did not keep the online meeting information; nothing was added")]
    NotKept,
    /// The block is in the body, not as it was written, and could not be taken out again; its meeting is kept.
    #[error(
        "Outlook changed the online meeting information while it was added; check the text before you send it"
    )]
    LeftInText,
    /// A later version of Redial made the appointment's online meeting.
    #[error(
        "a newer version of Redial looks after this appointment; use that, or close Outlook and open it again"
    )]
    NewerTag,
    /// The block cannot be taken out.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Looks for an online meeting in the appointment in compose mode.
pub async fn present(item: &impl ComposeItem, service: Service<'_>) -> Result<Present, ComposeError> {
    let body = item.body().await?;
    if !may_hold_block(&body.content, service.forms) {
        return Ok(Present::Nothing);
    }
    present_in(item, &body.document(), service).await
}

/// The same in its body as it was just read.
pub async fn present_in(
    item: &impl ComposeItem,
    body: &Document<'_>,
    service: Service<'_>,
) -> Result<Present, ComposeError> {
    let blocks = recognise(body, service.forms);
    let (complete, lone): (Vec<_>, Vec<_>) =
        blocks.into_iter().filter(|block| !block.quoted).partition(|block| block.complete);
    // A lone link in somebody's text is no second block.
    let mut blocks = if complete.is_empty() { lone } else { complete }.into_iter();
    let block = match (blocks.next(), blocks.next()) {
        (None, _) => return Ok(Present::Nothing),
        (Some(block), None) if block.provider == service.provider() => block,
        _ => return Ok(Present::Other),
    };
    // A link in somebody's text is left there, and an online meeting added beside it.
    if !block.complete && service.kind == MeetingKind::SkypeForBusiness && !says_how_to_join(&block) {
        let tag = Tag::read(&item.custom_properties().await?);
        if !tag.is_some_and(|tag| tag.agrees_with(&block.invitation.join_url)) {
            return Ok(Present::Nothing);
        }
    }
    // A Teams meeting that Outlook's own switch made is Outlook's to take away.
    let is_outlooks = service.kind == MeetingKind::Teams
        && !Tag::read(&item.custom_properties().await?)
            .is_some_and(|tag| tag.agrees_with(&block.invitation.join_url));
    Ok(if is_outlooks { Present::Other } else { Present::Ours(Box::new(block)) })
}

/// The details of the online meeting that an HTML text of whomever shows.
pub fn shown_in(html: &str, forms: &[JoinUrlForm]) -> Option<InfoBlock> {
    if !may_hold_block(html, forms) {
        return None;
    }
    recognise(&Document::parse(Format::Html, html), forms)
        .into_iter()
        .find(|block| block.complete && !block.quoted)
}

/// Whether a block without its lines has more than a link.
fn says_how_to_join(block: &InfoBlock) -> bool {
    let says = |evidence: &Evidence| {
        matches!(evidence, Evidence::Bookmark | Evidence::Marker | Evidence::WebApp | Evidence::DialIn)
    };
    block.evidence.iter().any(says)
}

/// Adds an online meeting, its block in `language`. While the service is busy, `patience` waits; `name`, which nothing else
/// has, keeps it from making a second one then.
pub async fn add(
    item: &impl ComposeItem,
    dial_in: &dyn DialIn,
    online_meetings: &dyn OnlineMeetingService,
    patience: &dyn Patience<DialInError>,
    name: &str,
    service: Service<'_>,
    language: Language,
) -> Result<Added, AddError> {
    let body = item.body().await?;
    let document = body.document();
    match present_in(item, &document, service).await? {
        Present::Nothing if document.is_too_deep() => return Err(AddError::TooDeep),
        Present::Nothing => {}
        Present::Ours(block) => return Ok(Added::AlreadyThere(block)),
        Present::Other => return Err(AddError::OtherMeeting),
    }
    let custom_properties = item.custom_properties().await?;
    if StoredTag::in_properties(&custom_properties) == StoredTag::Newer {
        return Err(AddError::NewerTag);
    }
    let subject = item.subject().await?;
    let new = NewMeeting { times: item.times().await, ..NewMeeting::about(&subject, name) };
    let asked = Cell::new(false);
    let create = async || {
        let new = NewMeeting { may_exist: asked.replace(true), ..new };
        online_meetings.create(new).await
    };
    let created = patiently(patience, create).await?;
    let known = std::slice::from_ref(&created.meeting.join_url);
    let added = match dial_in.profile(known, patience).await {
        Ok(profile) => {
            let new = NewBlock::of(&created.meeting, &profile, service, language, body.format);
            insert(item, &custom_properties, new).await
        }
        Err(error) => Err(error.into()),
    };
    match added {
        Ok(invitation) => Ok(Added::New(Box::new(invitation))),
        Err(NotAdded::Unclear(error)) => Err(error),
        Err(NotAdded::Shown) => Err(AddError::LeftInText),
        Err(NotAdded::Certain(error)) => {
            // The first failure is what people are told; an orphaned online meeting harms nobody.
            let _ = take_back(item, online_meetings, patience, &created).await;
            Err(error)
        }
    }
}

/// Why the online meeting is not in the appointment as it should be.
enum NotAdded {
    /// It certainly is not.
    Certain(AddError),
    /// Outlook may still write it.
    Unclear(AddError),
    /// The text shows it, otherwise than it was written: what attendees will join is kept.
    Shown,
}

impl<E: Into<AddError>> From<E> for NotAdded {
    fn from(error: E) -> Self {
        Self::Certain(error.into())
    }
}

/// Deletes an online meeting that this very request made, once another look shows that the body does not lead there.
async fn take_back(
    item: &impl ComposeItem,
    online_meetings: &dyn OnlineMeetingService,
    patience: &dyn Patience<DialInError>,
    created: &Created,
) -> Result<(), AddError> {
    let join_url = &created.meeting.join_url;
    let body = item.body().await?;
    let written = [join_url.as_str(), &escape(join_url.as_str())];
    let leads_there = written.iter().any(|url| body.content.contains(*url));
    if created.is_new && !leads_there {
        patiently(patience, async || online_meetings.delete(join_url).await).await?;
    }
    Ok(())
}

async fn insert(
    item: &impl ComposeItem,
    custom_properties: &CustomProperties,
    new: NewBlock<'_>,
) -> Result<Invitation, NotAdded> {
    item.save_custom_properties(&new.tag.write(custom_properties)).await?;
    let written = write_visible(item, &new).await;
    if matches!(written, Err(NotAdded::Certain(_) | NotAdded::Unclear(_))) {
        // The first failure is what people are told; this one would only follow from it.
        let _ = item.save_custom_properties(custom_properties).await;
    }
    written.map(|()| new.invitation)
}

async fn write_visible<I: ComposeItem>(item: &I, new: &NewBlock<'_>) -> Result<(), NotAdded> {
    let before = item.location().await?;
    item.set_location(&with_label(&before, &new.label)).await?;
    let written = write_body(item, new).await;
    if matches!(written, Err(NotAdded::Certain(_) | NotAdded::Unclear(_))) {
        let _ = item.set_location(&before).await;
    }
    written
}

async fn write_body<I: ComposeItem>(item: &I, new: &NewBlock<'_>) -> Result<(), NotAdded> {
    let body = item.body().await?;
    let unless_there = match put(item, &body, new).await {
        Ok(()) => NotAdded::Certain(AddError::NotKept),
        // Outlook may have done it all the same, or do it yet.
        Err(error @ ComposeError::TimedOut { .. }) => NotAdded::Unclear(error.into()),
        Err(error) => return Err(error.into()),
    };
    match present(item, new.service).await {
        Ok(Present::Ours(block)) if block.complete && new.is_in(&block) => Ok(()),
        _ => Err(if is_taken_out(item, new, &body).await { unless_there } else { NotAdded::Shown }),
    }
}

/// Puts the block into the text, without writing the rest of that wherever the form can do so.
async fn put(item: &impl ComposeItem, body: &ComposeBody, new: &NewBlock<'_>) -> Result<(), ComposeError> {
    let document = body.document();
    // The cursor may stand in somebody else's message.
    let has_another_message =
        document.ends_in_another_message || document.rows().iter().any(|row| row.quoted);
    let place = if has_another_message { Place::Top } else { Place::Cursor };
    match item.insert(&new.text, body.format, place).await {
        Err(ComposeError::Refused { .. }) => {
            let at = insertion_point(&document);
            let splice = Splice { span: at..at, replacement: new.text.clone() };
            exchange(item, body, &splice).await.map(drop)
        }
        inserted => inserted,
    }
}

/// Takes what was written out of the body again; whether the body is known to show nothing of it.
async fn is_taken_out(item: &impl ComposeItem, new: &NewBlock<'_>, before: &ComposeBody) -> bool {
    let Ok(body) = item.body().await else { return false };
    match new.taken_out_of(before, &body) {
        Some(splice) => {
            let exchanged = exchange(item, &body, &splice).await;
            exchanged.is_ok_and(|exchanged| !new.is_shown_in(&exchanged.body))
        }
        None => !new.is_shown_in(&body),
    }
}

/// Takes the online meeting out of the appointment in compose mode: body and location.
///
/// The draft may still be discarded, and then its meeting goes on. So the tag stays (without a block it means
/// nothing), and so does the online meeting, which harms nobody who cannot find it.
pub async fn remove(item: &impl ComposeItem, service: Service<'_>) -> Result<(), AddError> {
    let mut removed = take_out(item, service).await;
    for _ in 0..TRIES {
        // Somebody was typing.
        let Err(AddError::Compose(ComposeError::Changed)) = removed else { break };
        removed = take_out(item, service).await;
    }
    let Some(exchanged) = removed? else { return Ok(()) };
    let location = item.location().await?;
    let stripped = without_labels(&location, service.kind);
    if stripped != location {
        item.set_location(&stripped).await?;
    }
    if exchanged.is_rest_kept { Ok(()) } else { Err(ComposeError::RestChanged.into()) }
}

/// How often a text is read again that somebody is typing in.
pub(crate) const TRIES: usize = 3;

async fn take_out(item: &impl ComposeItem, service: Service<'_>) -> Result<Option<Exchanged>, AddError> {
    let body = item.body().await?;
    let document = body.document();
    let Present::Ours(block) = present_in(item, &document, service).await? else { return Ok(None) };
    if StoredTag::in_properties(&item.custom_properties().await?) == StoredTag::Newer {
        return Err(AddError::NewerTag);
    }
    Ok(Some(exchange(item, &body, &removal(&document, &block)?).await?))
}
