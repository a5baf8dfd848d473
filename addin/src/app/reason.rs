//! What the page says about changes, and about meetings that are left alone.

use redial::block::Refusal;
use redial::dialin::Change;
use redial::meeting::Reason;

use super::key::Key;
use super::text::Message;

/// What changed.
pub(crate) fn change(change: Change) -> Key {
    match change {
        Change::AudioConferencingAdded => Key::ChangeAudioConferencingAdded,
        Change::AudioConferencingRemoved => Key::ChangeAudioConferencingRemoved,
        Change::ConferenceIdChanged => Key::ChangeConferenceIdChanged,
        Change::AcpToBridge => Key::ChangeAcpToBridge,
        Change::BridgeToAcp => Key::ChangeBridgeToAcp,
        Change::LicenceAssignedBesideAcp => Key::ChangeLicenceAssignedBesideAcp,
        Change::LicenceRemovedBesideAcp => Key::ChangeLicenceRemovedBesideAcp,
        Change::BridgeChanged => Key::ChangeBridgeChanged,
        Change::NumberUnassigned => Key::ChangeNumberUnassigned,
        Change::DefaultNumberChanged => Key::ChangeDefaultNumberChanged,
        Change::NumberAdded => Key::ChangeNumberAdded,
        Change::DirectoryChanged => Key::ChangeDirectoryChanged,
        Change::BrandingChanged => Key::ChangeBrandingChanged,
        Change::SipAddressChanged => Key::ChangeSipAddressChanged,
        Change::MeetingUrlChanged => Key::ChangeMeetingUrlChanged,
        Change::MovedToTeams => Key::ChangeMovedToTeams,
        Change::MovedOnline => Key::ChangeMovedOnline,
        Change::MovedOnPremises => Key::ChangeMovedOnPremises,
    }
}

/// Why a meeting is left alone.
pub(crate) fn reason(reason: Reason) -> Message {
    match reason {
        Reason::Deleted => Key::ReasonDeleted.into(),
        Reason::Past => Key::ReasonPast.into(),
        Reason::Cancelled => Key::ReasonCancelled.into(),
        Reason::Draft => Key::ReasonDraft.into(),
        Reason::UnsentChanges => Key::ReasonUnsentChanges.into(),
        Reason::NotOrganizer => Key::ReasonNotOrganizer.into(),
        Reason::TooManyAttendees { limit } => Key::ReasonTooManyAttendees.with("limit", limit),
        Reason::BlockMissing => Key::ReasonBlockMissing.into(),
        Reason::LinkHidden { by } => Key::ReasonLinkHidden.with("filter", by.name()),
        Reason::Copied => Key::ReasonCopied.into(),
        Reason::Foreign => Key::ReasonForeign.into(),
        Reason::OtherKind => Key::ReasonOtherKind.into(),
        Reason::ServiceUpdates => Key::ReasonServiceUpdates.into(),
        Reason::AnotherPersons { person } => Key::ReasonAnotherPersons.with("person", short(&person)),
        Reason::UnknownAddress { address } => Key::ReasonUnknownAddress.with("address", short(&address)),
        Reason::UnusableAddress { address } => Key::ReasonUnusableAddress.with("address", short(&address)),
        Reason::Contested => Key::ReasonContested.into(),
        Reason::NewerTag => Key::ReasonNewerTag.into(),
        Reason::Unsure => Key::ReasonUnsure.into(),
        Reason::UnknownFormat => Key::ReasonUnknownFormat.into(),
        Reason::PlainText => Key::ReasonPlainText.into(),
        Reason::Protected => Key::ReasonProtected.into(),
        Reason::EmbeddedObjects => Key::ReasonEmbeddedObjects.into(),
        Reason::RichText => Key::ReasonRichText.into(),
        Reason::NoConferenceId => Key::ReasonNoConferenceId.into(),
        Reason::OpenInForm => Key::ReasonOpenInForm.into(),
        Reason::Edited => Key::ReasonEdited.into(),
        Reason::Unsafe { refusal } => match refusal {
            Refusal::Incomplete => Key::ReasonIncomplete.into(),
            Refusal::SharedMarkup => Key::ReasonSharedMarkup.into(),
            Refusal::Unbalanced => Key::ReasonUnbalanced.into(),
            Refusal::NoRoom => Key::ReasonNoRoom.into(),
            Refusal::UnclearDigits => Key::ReasonUnclearDigits.into(),
            Refusal::NotReadBack => Key::ReasonNotReadBack.into(),
            Refusal::TooDeep => Key::ReasonTooDeep.into(),
        },
        Reason::AlreadyTrue => Key::ReasonAlreadyTrue.into(),
    }
}

/// What came from outside, fit for a sentence.
fn short(text: &str) -> String {
    const MOST: usize = 120;
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let shown: String = plain.take(MOST).collect();
    if text.chars().nth(MOST).is_some() { shown + "…" } else { shown }
}
