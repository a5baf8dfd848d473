//! Adds an online meeting to the appointment that is open in compose mode, and takes it away again.
//!
//! Order: online meeting, tag, location, body. A failure undoes what was done, in reverse.

use std::cell::Cell;
use std::ops::Range;

use thiserror::Error;

use crate::block::{
    Evidence, InfoBlock, Invitation, JoinUrlForm, Language, MeetingKind, Provider, Refusal, Splice,
    insertion_point, may_hold_block, recognise, removal, render, utf16_range, visible_text,
};
use crate::dialin::{
    Created, DialIn, DialInError, DialInProfile, NewMeeting, OnlineMeeting, OnlineMeetingService, Patience,
    patiently,
};
use crate::html::{Document, Format};
use crate::link::{JoinUrl, escape};

use super::appointment::CustomProperties;
use super::location::{label, with_label, without_labels};
use super::port::{ComposeError, ComposeItem};
use super::tag::{StoredTag, Tag, TextHash};

/// The service whose online meetings appointments are given.
#[derive(Debug, Clone, Copy)]
pub struct Service<'a> {
    /// The kind of its meetings.
    pub kind: MeetingKind,
    /// The forms of join URLs of third-party bridges.
    pub forms: &'a [JoinUrlForm],
}

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
    if !may_hold_block(&body, service.forms) {
        return Ok(Present::Nothing);
    }
    present_in(item, &Document::parse(Format::Html, &body), service).await
}

async fn present_in(
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

/// Whether a block without its lines has more than a link.
fn says_how_to_join(block: &InfoBlock) -> bool {
    let says = |evidence: &Evidence| {
        matches!(evidence, Evidence::Bookmark | Evidence::Marker | Evidence::WebApp | Evidence::DialIn)
    };
    block.evidence.iter().any(says)
}

impl Service<'_> {
    /// Who makes the blocks that come into appointments.
    fn provider(self) -> Provider {
        match self.kind {
            MeetingKind::SkypeForBusiness => Provider::SkypeForBusiness,
            MeetingKind::Teams => Provider::Teams,
            MeetingKind::Hosted => Provider::Hosted,
        }
    }
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
    let document = Document::parse(Format::Html, &body);
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
            let new = NewBlock::of(&created.meeting, &profile, service, language);
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
    let leads_there = [join_url.as_str(), &escape(join_url.as_str())].iter().any(|url| body.contains(*url));
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

/// A block that comes into the appointment, and what goes with it.
struct NewBlock<'a> {
    service: Service<'a>,
    html: String,
    invitation: Invitation,
    tag: Tag,
    /// What the location says.
    label: String,
}

impl<'a> NewBlock<'a> {
    /// The service's own block where the meeting came with one, else one of ours.
    fn of(
        meeting: &OnlineMeeting,
        profile: &DialInProfile,
        service: Service<'a>,
        language: Language,
    ) -> Self {
        let (html, invitation) = match &meeting.block {
            Some(block) => (block.html().to_owned(), block.invitation().clone()),
            None => {
                let invitation = profile.invitation(meeting);
                (block_html(&invitation, language), invitation)
            }
        };
        let text = read_back(&html, service.forms);
        let tag = Tag::new(&invitation, profile.fingerprint(), language, text);
        Self { service, html, invitation, tag, label: label(service.kind, language) }
    }
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
    let at = insertion_point(&Document::parse(Format::Html, &body));
    let unless_there = match item.splice_body(&body, utf16_range(&body, &(at..at)), &new.html).await {
        Ok(()) => NotAdded::Certain(AddError::NotKept),
        // Outlook may have done it all the same, or do it yet.
        Err(error @ ComposeError::TimedOut { .. }) => NotAdded::Unclear(error.into()),
        Err(error) => return Err(error.into()),
    };
    match present(item, new.service).await {
        Ok(Present::Ours(block)) if block.complete && new.is_in(&block) => Ok(()),
        _ => Err(if is_taken_out(item, new, &body, at).await { unless_there } else { NotAdded::Shown }),
    }
}

/// What came into a text at `at`, if nothing else of it is different.
fn inserted(before: &str, at: usize, after: &str) -> Option<Range<usize>> {
    let (above, below) = before.split_at_checked(at)?;
    let come = after.strip_prefix(above)?.strip_suffix(below)?;
    (!come.is_empty()).then(|| at..at + come.len())
}

/// Takes what was written out of the body again; whether the body is known to show nothing of it.
async fn is_taken_out(item: &impl ComposeItem, new: &NewBlock<'_>, before: &str, at: usize) -> bool {
    let Ok(body) = item.body().await else { return false };
    if let Some(splice) = new.taken_out_of(before, at, &body) {
        let span = utf16_range(&body, &splice.span);
        if item.splice_body(&body, span, &splice.replacement).await.is_err() {
            return false;
        }
    }
    item.body().await.is_ok_and(|body| !new.is_shown_in(&body))
}

impl NewBlock<'_> {
    /// The splice that makes of `after` what was there before: what came in at `at`, if it is nothing but the block; else
    /// the block as it can be recognised.
    fn taken_out_of(&self, before: &str, at: usize, after: &str) -> Option<Splice> {
        let document = Document::parse(Format::Html, after);
        let inserted = inserted(before, at, after).filter(|span| {
            let written = Document::parse(Format::Html, &self.html);
            let come = Document::parse(Format::Html, after.get(span.clone()).unwrap_or_default());
            come.rows().iter().all(|row| written.rows().iter().any(|written| written.text == row.text))
        });
        if let Some(span) = inserted {
            return Some(Splice { span, replacement: String::new() });
        }
        let block = recognise(&document, self.service.forms).into_iter().find(|block| self.is_in(block))?;
        removal(&document, &block).ok()
    }

    fn is_in(&self, block: &InfoBlock) -> bool {
        block.invitation.join_url.agrees_with(&self.invitation.join_url)
    }

    /// Whether a body leads to the new meeting, by a link or in words.
    fn is_shown_in(&self, body: &str) -> bool {
        let document = Document::parse(Format::Html, body);
        let url = &self.invitation.join_url;
        document.rows().iter().any(|row| {
            let mut links = row.links.iter().filter_map(|link| JoinUrl::new(&link.href));
            row.text.contains(url.as_str()) || links.any(|link| link.agrees_with(url))
        })
    }
}

/// Takes the online meeting out of the appointment in compose mode: body and location.
///
/// The draft may still be discarded, and then its meeting goes on. So the tag stays (without a block it means
/// nothing), and so does the online meeting, which harms nobody who cannot find it.
pub async fn remove(item: &impl ComposeItem, service: Service<'_>) -> Result<(), AddError> {
    let body = item.body().await?;
    let document = Document::parse(Format::Html, &body);
    let Present::Ours(block) = present_in(item, &document, service).await? else { return Ok(()) };
    if StoredTag::in_properties(&item.custom_properties().await?) == StoredTag::Newer {
        return Err(AddError::NewerTag);
    }
    let splice = removal(&document, &block)?;
    item.splice_body(&body, utf16_range(&body, &splice.span), &splice.replacement).await?;
    let location = item.location().await?;
    let stripped = without_labels(&location, service.kind);
    if stripped != location {
        item.set_location(&stripped).await?;
    }
    Ok(())
}

fn block_html(invitation: &Invitation, language: Language) -> String {
    let rows: Vec<String> = render(invitation, language).into_iter().map(|row| row.html()).collect();
    rows.join("\n")
}

/// The hash of a block as it will be read back.
fn read_back(html: &str, forms: &[JoinUrlForm]) -> TextHash {
    let document = Document::parse(Format::Html, html);
    let blocks = recognise(&document, forms);
    TextHash::of(&blocks.first().map(|block| visible_text(&document, block)).unwrap_or_default())
}
