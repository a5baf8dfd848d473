//! Conference IDs in groups of digits.

use crate::html::{digit, is_hyphen};

use super::invitation::ConferenceId;

/// An ID in groups like those of another: `735 728 42` and `111-222-333` are in threes, as the services write long IDs.
pub(crate) fn in_groups_of(shown: &str, id: &ConferenceId) -> String {
    let parting = |c: char| c.is_whitespace() || is_hyphen(c) || matches!(c, '.' | ',' | '_');
    let Some(mark) = shown.trim().chars().find(|c| parting(*c)) else { return id.to_string() };
    let mark = match mark {
        '.' | ',' | '_' => mark,
        mark if mark.is_whitespace() => ' ',
        _ => '-',
    };
    let mut sizes =
        shown.trim().split(parting).map(|group| group.chars().filter(|c| digit(*c).is_some()).count());
    let size = sizes.next().filter(|size| (2..=4).contains(size)).unwrap_or(3);
    in_groups(id, size, mark)
}

fn in_groups(id: &ConferenceId, size: usize, mark: char) -> String {
    let digits: Vec<char> = id.as_str().chars().collect();
    let groups: Vec<String> = digits.chunks(size).map(|group| group.iter().collect()).collect();
    groups.join(&mark.to_string())
}

/// `640 217 93`: in threes, as Teams writes IDs.
pub(crate) fn in_threes(id: &ConferenceId) -> String {
    in_groups(id, 3, ' ')
}
