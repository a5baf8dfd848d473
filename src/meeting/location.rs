//! What the location of an appointment says of its online meeting.

use crate::block::{Language, MeetingKind, Texts};

/// What the location says of an online meeting.
pub(super) fn label(kind: MeetingKind, language: Language) -> String {
    Texts::new(language).get(match kind {
        MeetingKind::SkypeForBusiness => "location",
        MeetingKind::Teams => "location-teams",
        MeetingKind::Hosted => "location-hosted",
    })
}

/// What stands between the places of one location.
const SEPARATOR: &str = "; ";

/// The location with that, once.
pub(super) fn with_label(location: &str, label: &str) -> String {
    let present = location.split(SEPARATOR).any(|part| part.trim() == label);
    match (location.trim().is_empty(), present) {
        (true, _) => label.to_owned(),
        (false, true) => location.to_owned(),
        (false, false) => format!("{location}{SEPARATOR}{label}"),
    }
}

/// The location without what it says of an online meeting of this kind, in whichever language.
pub(super) fn without_labels(location: &str, kind: MeetingKind) -> String {
    let labels = Language::ALL.map(|language| label(kind, language));
    let kept: Vec<&str> =
        location.split(SEPARATOR).filter(|part| !labels.iter().any(|label| label == part.trim())).collect();
    kept.join(SEPARATOR)
}
