//! What a link is for, as far as its target tells.

use super::host::{TEAMS, is_on, split_host};
use super::wrapper::unwrapped;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// A telephone number.
    Telephone,
    /// A mail address.
    Mail,
    /// The page of all local numbers.
    Directory,
    /// The page where the PIN is reset.
    Pin,
    /// Microsoft's help pages.
    Help,
    /// The organizer's options of a Teams meeting.
    Options,
    /// How video systems join.
    Video,
    /// Something else.
    Other,
}

/// The kind of a link, Safe Links unwrapped.
pub(crate) fn kind(href: &str) -> LinkKind {
    let url = unwrapped(href).to_ascii_lowercase();
    let (origin, path) = split_host(&url);
    let host = origin.split("//").nth(1).unwrap_or_default();
    let on = |domains: &[&str]| domains.iter().any(|domain| is_on(host, domain));
    let dials = |rest: &str| rest.starts_with(|c: char| c == '+' || c.is_ascii_digit());
    if url.starts_with("tel:") || url.strip_prefix("callto:").is_some_and(dials) {
        LinkKind::Telephone
    } else if url.starts_with("mailto:") {
        LinkKind::Mail
    } else if on(&["plcm.vc", "pexip.me", "bjn.vc"]) {
        LinkKind::Video
    } else if path.contains("pstnconferencing") || path.contains("dialin/pin") {
        LinkKind::Pin
    } else if path.starts_with("/meetingoptions") && on(&TEAMS) {
        LinkKind::Options
    } else if on(&[
        "officeredir.microsoft.com",
        "r.office.microsoft.com",
        "support.office.com",
        "support.microsoft.com",
    ]) || (on(&["go.microsoft.com"]) && path.starts_with("/fwlink"))
        || (on(&["aka.ms"]) && path.starts_with("/jointeamsmeeting"))
    {
        LinkKind::Help
    } else if host.starts_with("dialin.") || host.starts_with("dial.") || path.starts_with("/dialin") {
        LinkKind::Directory
    } else {
        LinkKind::Other
    }
}
