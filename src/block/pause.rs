//! Conference IDs in the targets of links: dialled behind a pause, or in the query of a page of the bridge's.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::link::{LinkKind, kind, original_url};

use super::invitation::ConferenceId;

/// A digit, a pause behind it (a comma, a semicolon, or a letter as in RFC 3601) and the digits behind that.
#[allow(clippy::unwrap_used, reason = "the pattern is a constant, read by every test")]
static PAUSED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "[0-9](?:[pPwW]|[ )]*(?:[,;]|%2[Cc]|%3[Bb]))(?:[,;pPwW ]|%2[Cc]|%3[Bb]|%20)*([0-9](?:(?:[ -]|%20)?[0-9])*)",
    )
    .unwrap()
});

/// Fewer digits are nothing that is dialled before a pause.
const SHORTEST_NUMBER: usize = 3;

/// The IDs that are dialled behind pauses, and where they stand in the target of a link or in words that repeat it.
pub(crate) fn behind_pauses(dialled: &str) -> impl Iterator<Item = (ConferenceId, Range<usize>)> {
    let mut digits = dialled.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit());
    let mut from = digits.nth(SHORTEST_NUMBER - 1).map_or(dialled.len(), |(at, _)| at);
    std::iter::from_fn(move || {
        let found = PAUSED.captures_at(dialled, from)?.get(1)?;
        // The last of these digits may be followed by the next pause.
        from = found.end() - 1;
        Some((ConferenceId::new(&found.as_str().replace("%20", "")), found.range()))
    })
    .filter_map(|(id, place)| Some((id?, place)))
}

/// The ID that a link carries.
pub(crate) fn id_in_link(href: &str) -> Option<ConferenceId> {
    match kind(href) {
        LinkKind::Telephone => behind_pauses(href).next().map(|(id, _)| id),
        LinkKind::Directory | LinkKind::Pin => in_query(&original_url(href)),
        _ => None,
    }
}

fn in_query(url: &str) -> Option<ConferenceId> {
    let (_, query) = url.split_once('?')?;
    let id = query.split(['&', '#']).find_map(|pair| pair.strip_prefix("id="))?;
    ConferenceId::new(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_pause_is_dialled_and_nothing_else() {
        for (target, ids) in [
            ("tel:+442079460121,,79261#", &["79261"][..]),
            ("tel:+442079460121%2C%2C792%2061%23", &["79261"]),
            ("tel:+44%2020%207946%200121,,792-61", &["79261"]),
            ("tel:+442079460121;79261", &["79261"]),
            ("tel:+442079460121ppw79261#", &["79261"]),
            ("tel:1-800-flowers2,,79261", &["79261"]),
            ("Dial +44 20 7946 0121,, 79261#, then 4711", &["79261"]),
            ("tel:5000,,79261,,4711#", &["79261", "4711"]),
            // Groups of a number are no pauses.
            ("tel:+44%2020%207946%200121", &[]),
            ("tel:+44 20 7946 0121", &[]),
            ("tel:1-877-SHOP4KIDS", &[]),
            ("20, 2026", &[]),
            ("page79261", &[]),
        ] {
            let found: Vec<String> = behind_pauses(target).map(|(id, _)| id.as_str().to_owned()).collect();
            assert_eq!(found, ids, "{target}");
        }
    }
}
