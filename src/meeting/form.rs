//! Adds an online meeting to the appointment that is open, and takes it away again.
//!
//! Order: online meeting, tag, location, body. A failure undoes what was done, in reverse.

use thiserror::Error;

use crate::block::{
    Document, Format, InfoBlock, Invitation, Language, Provider, Refusal, Texts, insertion_point,
    may_hold_block, recognise, removal, render, utf16_range, visible_text,
};
use crate::dialin::{DialInError, Fingerprint};
use crate::ports::{DialIn, Form, FormError, Meetings};

use super::tag::{Tag, TextHash};

/// The online meeting in the open appointment.
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
    /// It was there already; nothing was changed.
    AlreadyThere,
}

/// Why no online meeting was added.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AddError {
    /// The body holds another service's details.
    #[error("the appointment already holds another online meeting; remove that first")]
    OtherMeeting,
    /// No dial-in data or no online meeting.
    #[error(transparent)]
    DialIn(#[from] DialInError),
    /// Outlook did not do it; what was begun is undone.
    #[error(transparent)]
    Form(#[from] FormError),
    /// The block is not in the body after writing it; what was begun is undone.
    #[error("Outlook did not keep the online meeting information; nothing was added")]
    NotKept,
    /// The block cannot be taken out.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Looks for an online meeting in the open appointment.
pub async fn present(form: &impl Form) -> Result<Present, FormError> {
    Ok(present_in(&form.body().await?))
}

fn present_in(body: &str) -> Present {
    if !may_hold_block(body, &[]) {
        return Present::Nothing;
    }
    let mut blocks =
        recognise(&Document::parse(Format::Html, body), &[]).into_iter().filter(|block| !block.quoted);
    match (blocks.next(), blocks.next()) {
        (None, _) => Present::Nothing,
        (Some(block), None) if block.provider == Provider::SkypeForBusiness => Present::Ours(Box::new(block)),
        _ => Present::Other,
    }
}

/// Adds an online meeting, its block in `language`.
pub async fn add<F: Form, D: DialIn + Meetings>(
    form: &F,
    dial_in: &D,
    language: Language,
) -> Result<Added, AddError> {
    match present(form).await? {
        Present::Nothing => {}
        Present::Ours(_) => return Ok(Added::AlreadyThere),
        Present::Other => return Err(AddError::OtherMeeting),
    }
    let profile = dial_in.profile().await?;
    let meeting = dial_in.create(&form.subject().await?).await?;
    let invitation = profile.invitation(&meeting);
    match write(form, &invitation, profile.fingerprint(), language).await {
        Ok(()) => Ok(Added::New(Box::new(invitation))),
        Err(error) => {
            // The first failure is what people are told; an online meeting nobody knows harms nobody.
            let _ = dial_in.delete(&meeting.join_url).await;
            Err(error)
        }
    }
}

async fn write<F: Form>(
    form: &F,
    invitation: &Invitation,
    fp: Fingerprint,
    language: Language,
) -> Result<(), AddError> {
    let html = block_html(invitation, language);
    let tag = Tag::new(invitation, fp, language, rendered_hash(&html));
    let bag = form.bag().await?;
    form.save_bag(&tag.write(&bag)).await?;
    let written = write_visible(form, invitation, &html, language).await;
    if written.is_err() {
        // The first failure is what people are told; this one would only follow from it.
        let _ = form.save_bag(&bag).await;
    }
    written
}

async fn write_visible<F: Form>(
    form: &F,
    invitation: &Invitation,
    html: &str,
    language: Language,
) -> Result<(), AddError> {
    let before = form.location().await?;
    let label = Texts::new(language).get("location");
    form.set_location(&with_label(&before, &label)).await?;
    let written = write_body(form, invitation, html).await;
    if written.is_err() {
        let _ = form.set_location(&before).await;
    }
    written
}

async fn write_body<F: Form>(form: &F, invitation: &Invitation, html: &str) -> Result<(), AddError> {
    let body = form.body().await?;
    let at = insertion_point(&Document::parse(Format::Html, &body));
    form.splice_body(&body, utf16_range(&body, &(at..at)), html).await?;
    match present(form).await? {
        Present::Ours(block) if block.invitation.join_url.agrees_with(&invitation.join_url) => Ok(()),
        _ => Err(AddError::NotKept),
    }
}

/// Takes the online meeting out of the open appointment: body and location.
///
/// The form may still be discarded, and then its meeting goes on. So the tag stays (without a block it means
/// nothing), and so does the online meeting, which harms nobody who cannot find it.
pub async fn remove(form: &impl Form) -> Result<(), AddError> {
    let body = form.body().await?;
    let Present::Ours(block) = present_in(&body) else { return Ok(()) };
    let splice = removal(&Document::parse(Format::Html, &body), &block)?;
    form.splice_body(&body, utf16_range(&body, &splice.span), &splice.replacement).await?;
    let location = form.location().await?;
    let stripped = without_labels(&location);
    if stripped != location {
        form.set_location(&stripped).await?;
    }
    Ok(())
}

fn block_html(invitation: &Invitation, language: Language) -> String {
    let rows: Vec<String> = render(invitation, language).into_iter().map(|row| row.html()).collect();
    rows.join("\n")
}

/// The hash of a block as it will be read back.
fn rendered_hash(html: &str) -> TextHash {
    let document = Document::parse(Format::Html, html);
    let text =
        recognise(&document, &[]).first().map(|block| visible_text(&document, block)).unwrap_or_default();
    TextHash::of(&text)
}

const SEPARATOR: &str = "; ";

fn with_label(location: &str, label: &str) -> String {
    let present = location.split(SEPARATOR).any(|part| part.trim() == label);
    match (location.trim().is_empty(), present) {
        (true, _) => label.to_owned(),
        (false, true) => location.to_owned(),
        (false, false) => format!("{location}{SEPARATOR}{label}"),
    }
}

fn without_labels(location: &str) -> String {
    let labels: Vec<String> =
        Language::ALL.iter().map(|&language| Texts::new(language).get("location")).collect();
    let kept: Vec<&str> =
        location.split(SEPARATOR).filter(|part| !labels.iter().any(|label| label == part.trim())).collect();
    kept.join(SEPARATOR)
}
