//! Brings the details in the appointment in compose mode up to date, through its form.

use thiserror::Error;

use crate::block::{InfoBlock, Splice, visible_text};
use crate::dialin::DialInError;
use crate::meeting::{
    ComposeBody, ComposeError, ComposeItem, CustomProperties, Ours, Present, Reason, Service, StoredTag,
    TRIES, Tag, TextHash, exchange, present, present_in, read_back,
};
use crate::migration::{Need, Target, Visit, Wait};
use crate::ports::{Lock, StoreError};

use super::today::{TodayError, today};

/// Why the details are as they were, unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UpdateError {
    /// There is no online meeting of the organizer's any more, or another.
    #[error("the appointment does not hold the online meeting any more; look at it again")]
    NotThere,
    /// The meeting gets another link, and what Outlook keeps beside the text leads to the old one: no form changes that.
    #[error("the meeting gets a new link; close the appointment, then update it with the other meetings")]
    NewLink,
    /// The block stays, for a reason for which a run would leave it.
    #[error("the online meeting information stays as it is")]
    Left(Reason),
    /// Outlook did not keep what was written, and the text is as it was.
    #[error("Outlook did not keep the update; the appointment is as it was")]
    NotKept,
    /// No dial-in data.
    #[error(transparent)]
    DialIn(#[from] DialInError),
    /// The form did not do it.
    #[error(transparent)]
    Compose(#[from] ComposeError),
    /// No settings.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<TodayError> for UpdateError {
    fn from(error: TodayError) -> Self {
        match error {
            TodayError::DialIn(error) => error.into(),
            TodayError::Compose(error) => error.into(),
            TodayError::Store(error) => error.into(),
        }
    }
}

/// Brings the details up to date that the appointment in compose mode shows. Its attendees are told when it is sent.
/// `waits` is told until when it waits for whoever is busy.
pub async fn update<L: Lock>(
    visit: &Visit<'_, L>,
    item: &impl ComposeItem,
    service: Service<'_>,
    waits: &dyn Fn(Wait),
) -> Result<(), UpdateError> {
    let Present::Ours(block) = present(item, service).await? else { return Err(UpdateError::NotThere) };
    if StoredTag::in_properties(&item.custom_properties().await?) == StoredTag::Newer {
        return Err(UpdateError::Left(Reason::NewerTag));
    }
    let Some((target, tag)) = today(visit, item, &block.invitation, waits).await? else {
        return Err(UpdateError::NotThere);
    };
    let update = Update { visit, service, target, tag };
    let mut written = update.write(item, &block).await;
    for _ in 0..TRIES {
        // Somebody was typing.
        let Err(UpdateError::Compose(ComposeError::Changed)) = written else { break };
        written = update.write(item, &block).await;
    }
    written
}

/// What an update works with.
struct Update<'a, L> {
    visit: &'a Visit<'a, L>,
    service: Service<'a>,
    target: Target,
    tag: StoredTag,
}

impl<L: Lock> Update<'_, L> {
    async fn write(&self, item: &impl ComposeItem, known: &InfoBlock) -> Result<(), UpdateError> {
        let body = item.body().await?;
        let document = body.document();
        let block = match present_in(item, &document, self.service).await? {
            Present::Ours(block) if block.invitation.join_url == known.invitation.join_url => block,
            Present::Ours(_) | Present::Nothing | Present::Other => return Err(UpdateError::NotThere),
        };
        let (old, ours) = (TextHash::of(&visible_text(&document, &block)), *block);
        let need = self.need(ours.clone(), &old)?;
        let splice = match need.splice(&document, &ours) {
            Ok(splice) => splice,
            Err(Reason::AlreadyTrue) => return Ok(()),
            Err(reason) => return Err(UpdateError::Left(reason)),
        };
        let custom_properties = item.custom_properties().await?;
        let tag = self.tag_of(&need, &splice, &body, old).write(&custom_properties);
        self.exchange(item, &body, &splice, &tag).await
    }

    fn need(&self, block: InfoBlock, old: &TextHash) -> Result<Need, UpdateError> {
        let tag = match &self.tag {
            StoredTag::Read(tag) => Some(Tag::clone(tag)),
            StoredTag::Absent => None,
            StoredTag::Newer | StoredTag::Broken { .. } => return Err(UpdateError::Left(Reason::NewerTag)),
        };
        let (target, terms) = (&self.target, self.visit.terms);
        let wanted = target.wanted(&block.invitation, target.scope);
        if wanted.as_ref().is_some_and(|wanted| wanted.link.former().is_some()) {
            return Err(UpdateError::NewLink);
        }
        let tagged = tag.as_ref().is_some_and(|tag| tag.agrees_with(&block.invitation.join_url));
        let unedited = tag.as_ref().is_some_and(|tag| tag.text == *old);
        let ours = Ours { block, tag, tagged, unedited };
        Need::of(&ours, wanted, terms.policy, terms.language).map_err(UpdateError::Left)
    }

    fn tag_of(&self, need: &Need, splice: &Splice, body: &ComposeBody, old: TextHash) -> Tag {
        let text = read_back(body.format, &splice.replacement, self.service);
        let mut tag =
            Tag::new(&need.wanted.invitation, self.target.profile.fingerprint(), need.language, text);
        tag.old = Some(old);
        match &self.tag {
            StoredTag::Read(former) => {
                tag.uid.clone_from(&former.uid);
                tag.after(former)
            }
            StoredTag::Absent | StoredTag::Newer | StoredTag::Broken { .. } => tag,
        }
    }

    /// Text first, then the tag: a tag that tells of a text that was never written would be wrong for long.
    async fn exchange(
        &self,
        item: &impl ComposeItem,
        body: &ComposeBody,
        splice: &Splice,
        tag: &CustomProperties,
    ) -> Result<(), UpdateError> {
        let exchanged = exchange(item, body, splice).await?;
        let is_true = match present_in(item, &exchanged.body.document(), self.service).await? {
            Present::Ours(block) => {
                let wanted = self.target.wanted(&block.invitation, self.target.scope);
                block.complete && wanted.is_some_and(|wanted| wanted.changes.is_empty())
            }
            Present::Nothing | Present::Other => false,
        };
        let saved = if is_true {
            item.save_custom_properties(tag).await.map_err(UpdateError::from)
        } else {
            Err(UpdateError::NotKept)
        };
        let Err(error) = saved else {
            return if exchanged.is_rest_kept { Ok(()) } else { Err(ComposeError::RestChanged.into()) };
        };
        let back = Splice { span: splice.place(), replacement: splice.removed(&body.content).to_owned() };
        let is_as_written = exchanged.body.content == splice.apply(&body.content);
        let is_back = is_as_written
            && exchange(item, &exchanged.body, &back).await.is_ok_and(|exchanged| exchanged.body == *body);
        Err(if is_back { error } else { ComposeError::RestChanged.into() })
    }
}
