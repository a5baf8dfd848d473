//! What a stretch does to the rest of a body: the elements it ends that stood open before it, and those it leaves open
//! for what follows. What takes its place must do the same.

use super::gap::Gap;

/// How many such tags may stay; with more the markup is too broken to be understood.
const MOST: usize = 64;

/// `replacement` with as few tags of what was removed as let the rest of the body be read as before.
pub(crate) fn with_residue(gap: &Gap<'_>, replacement: &str) -> Option<String> {
    let (ends, starts) = gap.residue();
    let tags: Vec<&str> = ends.iter().chain(&starts).map(String::as_str).collect();
    if tags.is_empty() || tags.len() > MOST {
        return None;
    }
    // All of them behind the replacement, or the end tags before it.
    [0, ends.len()].into_iter().find_map(|place| fewest(gap, tags.clone(), place, replacement))
}

/// `replacement` at `place` among the fewest of these tags that suffice.
fn fewest(gap: &Gap<'_>, mut tags: Vec<&str>, mut place: usize, replacement: &str) -> Option<String> {
    let write = |tags: &[&str], place: usize| {
        let (before, behind) = tags.split_at(place);
        [before.concat().as_str(), replacement, &behind.concat()].concat()
    };
    if !gap.takes(&write(&tags, place)) {
        return None;
    }
    let mut at = 0;
    while at < tags.len() {
        let tag = tags.remove(at);
        let without = place - usize::from(at < place);
        if gap.takes(&write(&tags, without)) {
            place = without;
        } else {
            tags.insert(at, tag);
            at += 1;
        }
    }
    Some(write(&tags, place))
}
