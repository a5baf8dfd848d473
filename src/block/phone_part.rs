//! Which rows of a block are dial-in numbers and which show the conference ID.
//!
//! A plus, parentheses, a pause (`,,`), a link that is dialled and `#` tell by themselves. Digits and blanks alone are
//! told by their place, their neighbours, what other rows dial and link to, and by what the organizer's dial-in data
//! says; what is left is unclear and never written over.

use std::collections::HashSet;

use crate::html::{Row, is_colon};

use super::invitation::{ConferenceId, PhoneAccess};
use super::link::{LinkKind, kind, original_url};
use super::number::Number;
use super::phone_row::{Label, PhoneRow};
use super::service::Provider;

/// What a row of a phone part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PhoneRole {
    /// A number to dial.
    Number,
    /// The conference ID.
    ConferenceId,
    /// The one or the other.
    Unclear,
}

/// What each of the rows is; `joined` is the row of the join link, above which nothing is dialled, and `known` the
/// organizer's dial-in data.
pub(crate) fn phone_roles(
    provider: Provider,
    rows: &[Row],
    joined: usize,
    known: Option<&PhoneAccess>,
) -> Vec<Option<PhoneRole>> {
    let below = rows.iter().enumerate().skip(joined + 1);
    let read = below.filter_map(|(index, row)| Some((index, PhoneRow::read(row)?)));
    let candidates: Vec<Candidate<'_>> =
        read.map(|(index, row)| Candidate { index, row, sort: None }).collect();
    let mut part = PhonePart { provider, rows, candidates };
    part.sort_evident(known);
    part.sort_plain();
    let mut roles = vec![None; rows.len()];
    for candidate in part.candidates {
        if let Some(role) = roles.get_mut(candidate.index) {
            *role = candidate.sort;
        }
    }
    roles
}

/// A row with digits and what it was found to be.
struct Candidate<'r> {
    index: usize,
    row: PhoneRow<'r>,
    sort: Option<PhoneRole>,
}

struct PhonePart<'r> {
    provider: Provider,
    rows: &'r [Row],
    candidates: Vec<Candidate<'r>>,
}

/// Fewer digits are no number of a bridge, if nothing else says so.
const FEWEST: usize = 6;

/// A conference ID is hardly this long.
const LONG: usize = 10;

/// A number is hardly this short.
const SHORT: usize = 6;

impl PhonePart<'_> {
    fn is_teams(&self) -> bool {
        self.provider == Provider::Teams
    }

    /// Rows that tell by themselves, or by what else dials or links to the same.
    fn sort_evident(&mut self, known: Option<&PhoneAccess>) {
        let linked = self.linked_ids();
        let is_known_id = |id: &ConferenceId| {
            linked.contains(id) || known.is_some_and(|known| known.conference_id.as_ref() == Some(id))
        };
        let numbers = known.map_or(&[][..], |known| known.numbers.as_slice());
        let numbers: Vec<Number> =
            numbers.iter().filter_map(|known| Number::first_in(&known.number)).collect();
        for candidate in &mut self.candidates {
            let row = &candidate.row;
            let id = row.as_id();
            candidate.sort = if id.as_ref().is_some_and(is_known_id)
                || id.is_some() && row.ends_in_hash()
                || id.is_some() && row.is_dialled() && row.label.names_an_id()
            {
                Some(PhoneRole::ConferenceId)
            } else if row.is_dialled() || numbers.iter().any(|known| known.is_same_as(&row.number)) {
                Some(PhoneRole::Number)
            } else {
                None
            };
        }
    }

    /// The IDs that rows dial along and pages are opened with.
    fn linked_ids(&self) -> HashSet<ConferenceId> {
        let dialled = self.candidates.iter().filter_map(|candidate| Some(candidate.row.dialled_along()?.0));
        let linked = self.rows.iter().flat_map(|row| &row.links).filter_map(|link| match kind(&link.href) {
            LinkKind::Telephone => behind_pause(&link.href),
            LinkKind::Directory | LinkKind::Pin => in_query(&original_url(&link.href)),
            _ => None,
        });
        dialled.chain(linked).collect()
    }

    /// Rows of digits and blanks.
    fn sort_plain(&mut self) {
        self.sort_unlabelled();
        let id = self.shown_id().or_else(|| self.choose_id());
        let mut has_numbers = self.candidates.iter().any(|c| c.sort == Some(PhoneRole::Number));
        let place = self.candidates.iter().position(|c| c.sort == Some(PhoneRole::ConferenceId));
        for at in 0..self.candidates.len() {
            let Some(candidate) = self.candidates.get(at).filter(|candidate| candidate.sort.is_none()) else {
                continue;
            };
            let sort = match (&id, place) {
                (Some(id), _) if candidate.row.as_id().as_ref() == Some(id) => Some(PhoneRole::ConferenceId),
                _ => self.other_than_id(at, place, has_numbers),
            };
            has_numbers |= sort == Some(PhoneRole::Number);
            if let Some(candidate) = self.candidates.get_mut(at) {
                candidate.sort = sort;
            }
        }
    }

    /// Digits at the beginning of a row are a number: nothing else is written so.
    fn sort_unlabelled(&mut self) {
        for at in 0..self.candidates.len() {
            let is_number = self.candidates.get(at).is_some_and(|candidate| {
                candidate.sort.is_none()
                    && candidate.row.label == Label::Nothing
                    && candidate.row.number.digits.len() >= FEWEST
                    && !candidate.row.is_date_or_time()
                    && self.is_in_place(candidate.index)
                    && !self.is_below_label(candidate.index)
            });
            if let Some(candidate) = self.candidates.get_mut(at).filter(|_| is_number) {
                candidate.sort = Some(PhoneRole::Number);
            }
        }
    }

    /// `5000`, `5000 (Internal)`: few digits beside another row of the phone part.
    fn may_be_short_number(&self, candidate: &Candidate<'_>) -> bool {
        let index = candidate.index;
        let is_phone = |row: &Row| !row.links.is_empty() || PhoneRow::read(row).is_some();
        let beside = [index.checked_sub(1), Some(index + 1)];
        candidate.row.label == Label::Nothing
            && candidate.row.number.digits.len() >= 3
            && candidate.row.stands_alone()
            && beside.into_iter().flatten().any(|beside| self.rows.get(beside).is_some_and(is_phone))
    }

    /// Whether a row stands beside another row of the service's: between two lines of text stands a third.
    fn is_in_place(&self, index: usize) -> bool {
        let is_service = |index: Option<usize>| {
            index.and_then(|index| self.rows.get(index)).is_none_or(|row| {
                !row.links.is_empty()
                    || row.rule
                    || row.text.starts_with("[!OC(")
                    || row.text.starts_with(['.', '_'])
                    || PhoneRow::read(row).is_some()
            })
        };
        is_service(index.checked_sub(1)) || is_service(Some(index + 1))
    }

    /// Whether the row above is a label without a value.
    fn is_below_label(&self, index: usize) -> bool {
        let above = index.checked_sub(1).and_then(|above| self.rows.get(above));
        above.is_some_and(|row| row.text.ends_with(is_colon))
    }

    fn shown_id(&self) -> Option<ConferenceId> {
        let shown = |c: &&Candidate<'_>| c.sort == Some(PhoneRole::ConferenceId);
        self.candidates.iter().find(shown).and_then(|candidate| candidate.row.as_id())
    }

    /// The conference ID among the rows with a label: what looks most like one, if it does so more than the others.
    fn choose_id(&mut self) -> Option<ConferenceId> {
        let numbers = self.candidates.iter().position(|c| c.sort == Some(PhoneRole::Number));
        // Above its numbers Teams shows the ID of the meeting and of video systems.
        let from = if self.is_teams() { numbers? } else { 0 };
        let last = self.last_of_several();
        let leanings: Vec<(usize, ConferenceId, i32)> = (from..self.candidates.len())
            .filter_map(|at| {
                let candidate = self.candidates.get(at).filter(|candidate| candidate.sort.is_none())?;
                let id = candidate.row.as_id()?;
                Some((at, id, self.leaning(at) + self.leaning_by_place(at, last, numbers.is_some())))
            })
            .collect();
        let most = leanings.iter().map(|(_, _, leaning)| *leaning).max().filter(|most| *most > 0)?;
        let mut best = leanings.iter().filter(|(_, _, leaning)| *leaning == most);
        let (_, id, _) = best.next()?;
        let is_rival =
            |other: &ConferenceId| other != id && (other.as_str().len() > SHORT || id.as_str().len() > SHORT);
        let has_rival = !self.is_teams() && best.any(|(_, other, _)| is_rival(other));
        let id = id.clone();
        if has_rival {
            let rivals: Vec<usize> =
                leanings.iter().filter(|(_, _, l)| *l == most).map(|(at, ..)| *at).collect();
            for at in rivals {
                if let Some(candidate) = self.candidates.get_mut(at) {
                    candidate.sort = Some(PhoneRole::Unclear);
                }
            }
            return None;
        }
        let chosen = leanings.iter().filter(|(_, other, _)| *other == id).map(|(at, ..)| *at);
        for at in chosen.collect::<Vec<_>>() {
            if let Some(candidate) = self.candidates.get_mut(at) {
                candidate.sort = Some(PhoneRole::ConferenceId);
            }
        }
        Some(id)
    }

    /// How much a row with a label looks like a conference ID (above zero) or like a number (below).
    fn leaning(&self, at: usize) -> i32 {
        let Some(candidate) = self.candidates.get(at) else { return 0 };
        let row = &candidate.row;
        let groups = row.groups();
        let length = row.number.digits.len();
        let in_threes = groups
            .split_last()
            .is_some_and(|(last, first)| first.iter().all(|size| *size == 3) && (1..=3).contains(last));
        let form = match groups.len() {
            1 => 1,
            _ if in_threes => 0,
            _ => -2,
        };
        let zero = match (row.number.digits.starts_with('0'), length) {
            (true, 9..) => -2,
            (true, _) => -1,
            (false, _) => 0,
        };
        let size = match length {
            ..=SHORT => 2,
            LONG.. => -1,
            _ => 0,
        };
        let words = match row.label {
            label if label.names_an_id() => 3,
            label if label.is_toll_free() => -3,
            Label::Words(_) => -2,
            Label::Colon(_) | Label::Nothing => 0,
        };
        form + zero + size + words
    }

    /// The last of the rows that may show an ID or were told to be something, if there are several.
    fn last_of_several(&self) -> Option<usize> {
        let is_one = |at: &usize| {
            self.candidates.get(*at).is_some_and(|other| {
                let is_long =
                    other.row.number.digits.len() >= FEWEST && !matches!(other.row.label, Label::Words(_));
                other.sort.is_some() || is_long || other.row.as_id().is_some()
            })
        };
        let mut from_last = (0..self.candidates.len()).rev().filter(is_one);
        let last = from_last.next()?;
        from_last.next().map(|_| last)
    }

    /// The conference ID stands below the numbers.
    fn leaning_by_place(&self, at: usize, last: Option<usize>, beside_numbers: bool) -> i32 {
        let is_long = self.candidates.get(at).is_some_and(|c| c.row.number.digits.len() > SHORT);
        i32::from(last == Some(at) && (beside_numbers || is_long))
    }

    /// What a plain row is that does not show the conference ID, which stands at `id` among the candidates.
    fn other_than_id(&self, at: usize, id: Option<usize>, has_numbers: bool) -> Option<PhoneRole> {
        let candidate = self.candidates.get(at)?;
        let row = &candidate.row;
        let is_toll_free = row.label.is_toll_free();
        let is_long =
            row.number.digits.len() >= FEWEST || is_toll_free || self.may_be_short_number(candidate);
        if self.is_teams() || row.is_date_or_time() || !self.is_in_place(candidate.index) {
            return None;
        }
        if !is_long {
            // `Internal: 5000` where numbers stand and there is none: it may be one, or a room's.
            let may_be_only =
                matches!(row.label, Label::Colon(_)) && id.is_some_and(|id| at < id) && !has_numbers;
            return (may_be_only && row.number.digits.len() >= 3).then_some(PhoneRole::Unclear);
        }
        let leaning = self.leaning(at);
        match (id, row.label) {
            _ if is_toll_free => Some(PhoneRole::Number),
            (Some(id), Label::Words(_)) => (at < id && leaning < -3).then_some(PhoneRole::Unclear),
            (None, Label::Words(_)) => (leaning < -3).then_some(PhoneRole::Unclear),
            // Below a label in a row of its own, a number cannot be taken out alone.
            (None, Label::Nothing) => Some(PhoneRole::Unclear),
            (_, Label::Nothing) if self.is_below_label(candidate.index) => Some(PhoneRole::Unclear),
            (_, Label::Nothing) => Some(PhoneRole::Number),
            // A cost centre, perhaps.
            (Some(id), Label::Colon(_)) if at < id && has_numbers && leaning > 1 => Some(PhoneRole::Unclear),
            (Some(id), Label::Colon(_)) if at < id => Some(PhoneRole::Number),
            (Some(_), Label::Colon(_)) => match (has_numbers, leaning) {
                (false, ..=-1) => Some(PhoneRole::Number),
                (true, ..=-1) => Some(PhoneRole::Unclear),
                // A passcode is short.
                (false, _) if row.number.digits.len() > SHORT => Some(PhoneRole::Unclear),
                _ => None,
            },
            (None, Label::Colon(_)) if leaning < -2 => Some(PhoneRole::Number),
            (None, Label::Colon(_)) => Some(PhoneRole::Unclear),
        }
    }
}

/// The ID behind the pause of a `tel:` link.
fn behind_pause(href: &str) -> Option<ConferenceId> {
    let href = percent_encoding::percent_decode_str(href).decode_utf8_lossy();
    let (_, behind) = href.split_once(',')?;
    let digits: String =
        behind.trim_start_matches(',').chars().take_while(|c| c.is_ascii_digit() || *c == ' ').collect();
    ConferenceId::new(&digits)
}

/// The ID in the query of a page of the bridge's.
fn in_query(url: &str) -> Option<ConferenceId> {
    let (_, query) = url.split_once('?')?;
    let id = query.split(['&', '#']).find_map(|pair| pair.strip_prefix("id="))?;
    ConferenceId::new(id)
}
