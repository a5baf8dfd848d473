//! Which rows of a block are dial-in numbers and which show the conference ID.
//!
//! A plus, parentheses, a pause (`,,`), a link that is dialled and `#` tell by themselves. Digits and blanks alone are
//! told by their place, their neighbours, what other rows dial and link to, and by what the organizer's dial-in data
//! says; what is left is unclear and never written over.

use std::collections::HashSet;

use crate::html::{Row, is_colon};
use crate::telephone::Number;

use super::invitation::{ConferenceId, PhoneAccess};
use super::label::Label;
use super::pause::id_in_link;
use super::phone_claim::{Claim, SHORT, leaning};
use super::phone_row::PhoneRow;
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
    /// Neither: a line of the organizer's.
    Own,
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
    let above =
        |index: usize| index.checked_sub(1).filter(|above| *above > joined).and_then(|above| rows.get(above));
    let read = below.filter_map(|(index, row)| Some((index, PhoneRow::read(row)?.below(above(index)))));
    let candidates: Vec<Candidate<'_>> =
        read.map(|(index, row)| Candidate { index, row, sort: None }).collect();
    let mut part = PhonePart { provider, rows, candidates };
    let linked = part.linked_ids();
    part.sort_dialled(known, &linked);
    part.sort_ids(known, &linked);
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

impl PhonePart<'_> {
    fn is_teams(&self) -> bool {
        self.provider == Provider::Teams
    }

    /// Rows that tell by themselves that they are numbers, or that show a number of the organizer's dial-in data.
    fn sort_dialled(&mut self, known: Option<&PhoneAccess>, linked: &HashSet<ConferenceId>) {
        let numbers = known.map_or(&[][..], |known| known.numbers.as_slice());
        let numbers: Vec<Number> =
            numbers.iter().filter_map(|known| Number::first_in(&known.number)).collect();
        let known_id = known.and_then(|known| known.conference_id.as_ref());
        let is_number = |candidate: &Candidate<'_>| {
            let row = &candidate.row;
            let is_id = row.as_id().is_some_and(|id| {
                row.names_an_id() || row.ends_in_hash() || linked.contains(&id) || known_id == Some(&id)
            });
            !is_id && (row.is_dialled() || numbers.iter().any(|known| known.is_same_as(&row.number)))
        };
        let (dialled, others): (Vec<Candidate<'_>>, Vec<Candidate<'_>>) =
            self.candidates.drain(..).partition(is_number);
        // What somebody wrote in a sentence is a number of theirs; so are words with a number beside the service's rows.
        let is_plain = |candidate: &Candidate<'_>| !matches!(candidate.row.label, Label::Words(_));
        let has_plain = dialled.iter().any(|candidate| is_plain(candidate) && !candidate.row.is_spoken());
        let role = |candidate: &Candidate<'_>| {
            let row = &candidate.row;
            if row.is_spoken() || has_plain && !is_plain(candidate) && !row.label.is_toll_free() {
                PhoneRole::Own
            } else if row.is_named_in_short() {
                PhoneRole::Number
            } else {
                PhoneRole::Unclear
            }
        };
        let sorted: Vec<Candidate<'_>> =
            dialled.into_iter().map(|one| Candidate { sort: Some(role(&one)), ..one }).collect();
        self.candidates = sorted.into_iter().chain(others).collect();
        self.candidates.sort_by_key(|candidate| candidate.index);
    }

    /// The conference ID: the rows that show it, by what tells it most surely.
    fn sort_ids(&mut self, known: Option<&PhoneAccess>, linked: &HashSet<ConferenceId>) {
        let known_id = known.and_then(|known| known.conference_id.as_ref());
        let may_be_number = |c: &Candidate<'_>| {
            c.sort == Some(PhoneRole::Number)
                || c.sort.is_none() && c.row.label == Label::Nothing && c.row.number.digits.len() >= FEWEST
        };
        let numbers = self.candidates.iter().position(may_be_number);
        let claims: Vec<(usize, ConferenceId, Claim)> = (0..self.candidates.len())
            .filter_map(|at| {
                let candidate = self.candidates.get(at).filter(|candidate| candidate.sort.is_none())?;
                let id = candidate.row.as_id()?;
                let is_told = linked.contains(&id) || known_id == Some(&id);
                let claim = Claim::of(&candidate.row, is_told)?;
                // Above its numbers Teams shows the ID of the meeting and of video systems.
                let is_in_place = !self.is_teams()
                    || claim == Claim::Told
                    || candidate.row.ends_in_hash()
                    || numbers.is_some_and(|numbers| at >= numbers);
                is_in_place.then_some((at, id, claim))
            })
            .collect();
        let Some(surest) = claims.iter().map(|(.., claim)| *claim).max() else { return };
        let equal: Vec<(usize, ConferenceId)> =
            claims.into_iter().filter(|(.., claim)| *claim == surest).map(|(at, id, _)| (at, id)).collect();
        if let Some(id) = self.choose(&equal, surest, numbers.is_some()) {
            self.take_id(&id);
        }
    }

    /// One of the IDs that tell it equally: the one that looks most like it, if it does so more than the others.
    fn choose(
        &mut self,
        equal: &[(usize, ConferenceId)],
        claim: Claim,
        beside_numbers: bool,
    ) -> Option<ConferenceId> {
        let last = self.last_of_several();
        let weight = |at: usize| match claim {
            // Of codes that callers key in, the form tells nothing.
            Claim::Keyed => 0,
            _ => self.leaning(at) + self.leaning_by_place(at, last, beside_numbers),
        };
        let most = equal.iter().map(|(at, _)| weight(*at)).max()?;
        if claim == Claim::Looks && most <= 0 {
            return None;
        }
        let best: Vec<&(usize, ConferenceId)> = equal.iter().filter(|(at, _)| weight(*at) == most).collect();
        let (at, id) = *best.first()?;
        let may_be_either = |other: &ConferenceId| other.as_str().len() > SHORT || id.as_str().len() > SHORT;
        let is_rival = |other: &ConferenceId| {
            other != id && (claim != Claim::Looks || !self.is_teams() && may_be_either(other))
        };
        // `Building 46100`
        let is_line =
            |at: usize| self.candidates.get(at).is_some_and(|c| matches!(c.row.label, Label::Words(_)));
        if claim == Claim::Looks && is_line(*at) || best.iter().any(|(_, other)| is_rival(other)) {
            best.iter().for_each(|(at, _)| self.sort(*at, PhoneRole::Unclear));
            return None;
        }
        Some(id.clone())
    }

    /// The rows that show this ID. A number, a room or a building with the same digits does not, where another row says
    /// that it does.
    fn take_id(&mut self, id: &ConferenceId) {
        let says = |row: &PhoneRow<'_>| row.names_an_id() || row.ends_in_hash();
        let shows = |c: &Candidate<'_>| c.sort.is_none() && c.row.as_id().as_ref() == Some(id);
        let is_said = self.candidates.iter().any(|c| shows(c) && says(&c.row));
        for candidate in &mut self.candidates {
            if shows(candidate)
                && (says(&candidate.row) || !is_said && !matches!(candidate.row.label, Label::Words(_)))
            {
                candidate.sort = Some(PhoneRole::ConferenceId);
            }
        }
    }

    fn sort(&mut self, at: usize, role: PhoneRole) {
        if let Some(candidate) = self.candidates.get_mut(at) {
            candidate.sort = Some(role);
        }
    }

    /// The IDs that rows dial along and pages are opened with.
    fn linked_ids(&self) -> HashSet<ConferenceId> {
        let dialled = self.candidates.iter().filter_map(|candidate| Some(candidate.row.dialled_along()?.0));
        let links = self.rows.iter().flat_map(|row| &row.links);
        dialled.chain(links.filter_map(|link| id_in_link(&link.href))).collect()
    }

    /// Rows of digits and blanks, once it is known which show the conference ID.
    fn sort_plain(&mut self) {
        let place = self.candidates.iter().position(|c| c.sort == Some(PhoneRole::ConferenceId));
        self.sort_unlabelled();
        let mut has_numbers = self.candidates.iter().any(|c| c.sort == Some(PhoneRole::Number));
        for at in 0..self.candidates.len() {
            if self.candidates.get(at).is_none_or(|candidate| candidate.sort.is_some()) {
                continue;
            }
            if let Some(role) = self.other_than_id(at, place, has_numbers) {
                has_numbers |= role == PhoneRole::Number;
                self.sort(at, role);
            }
        }
        self.leave_pairs(place);
    }

    /// Where labels stand in rows of their own, numbers cannot be exchanged: their labels would stay.
    fn leave_pairs(&mut self, id: Option<usize>) {
        let is_below_label = |row: &PhoneRow<'_>| matches!(row.label, Label::Above(_));
        if !id.and_then(|id| self.candidates.get(id)).is_some_and(|id| is_below_label(&id.row)) {
            return;
        }
        let rows = self.rows;
        let is_text = |row: &Row| !row.rule && row.links.is_empty() && PhoneRow::read(row).is_none();
        for candidate in self.candidates.iter_mut().filter(|c| c.sort == Some(PhoneRole::Number)) {
            let above = candidate.index.checked_sub(1).and_then(|above| rows.get(above));
            if above.is_some_and(is_text) {
                candidate.sort = Some(PhoneRole::Unclear);
            }
        }
    }

    /// Digits at the beginning of a row are a number: nothing else is written so, but for a line of somebody's below the
    /// conference ID.
    fn sort_unlabelled(&mut self) {
        let has_dialled = self.candidates.iter().any(|c| c.sort == Some(PhoneRole::Number));
        for at in 0..self.candidates.len() {
            let Some(candidate) = self.candidates.get(at) else { return };
            let row = &candidate.row;
            let is_whole = candidate.sort.is_none()
                && row.label == Label::Nothing
                && row.number.digits.len() >= FEWEST
                && !row.is_date_or_time()
                && self.is_in_place(candidate.index)
                && !self.is_below_label(candidate.index);
            if !is_whole {
                continue;
            }
            let is_below =
                self.has_above(at, PhoneRole::ConferenceId) && self.has_above(at, PhoneRole::Number);
            let is_own = row.is_spoken() || row.is_counted();
            match (is_below || is_own && has_dialled, is_own) {
                (true, _) => self.sort(at, PhoneRole::Own),
                (false, true) => self.sort(at, PhoneRole::Unclear),
                (false, false) => self.sort(at, PhoneRole::Number),
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

    fn has_above(&self, at: usize, role: PhoneRole) -> bool {
        self.candidates.iter().take(at).any(|candidate| candidate.sort == Some(role))
    }

    /// Whether the row above is a label without a value.
    fn is_below_label(&self, index: usize) -> bool {
        let above = index.checked_sub(1).and_then(|above| self.rows.get(above));
        above.is_some_and(|row| row.text.ends_with(is_colon))
    }

    fn leaning(&self, at: usize) -> i32 {
        self.candidates.get(at).map_or(0, |candidate| leaning(&candidate.row))
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
        let is_above = id.is_some_and(|id| at < id);
        let is_toll_free = row.label.is_toll_free();
        let is_long =
            row.number.digits.len() >= FEWEST || is_toll_free || self.may_be_short_number(candidate);
        let is_below_label = matches!(row.label, Label::Above(_)) || self.is_below_label(candidate.index);
        if self.is_teams() || row.is_date_or_time() || !is_below_label && !self.is_in_place(candidate.index) {
            return None;
        }
        if !is_long {
            // `Internal: 5000` where numbers stand and there is none: it may be one, or a room's.
            let may_be_only = matches!(row.label, Label::Colon(_)) && is_above && !has_numbers;
            return (may_be_only && row.number.digits.len() >= 3).then_some(PhoneRole::Unclear);
        }
        // Of a room or a video system.
        if id.is_some() && row.names_an_id() {
            return None;
        }
        let leaning = self.leaning(at);
        match (id, row.label) {
            _ if is_toll_free => Some(PhoneRole::Number),
            (Some(_), Label::Words(_)) => (is_above && leaning < -3).then_some(PhoneRole::Unclear),
            (None, Label::Words(_)) => (leaning < -3).then_some(PhoneRole::Unclear),
            // Below a label in a row of its own, a number cannot be taken out alone.
            (None, Label::Nothing | Label::Above(_)) => Some(PhoneRole::Unclear),
            (Some(_), Label::Nothing | Label::Above(_)) if is_below_label => Some(PhoneRole::Unclear),
            (Some(_), Label::Nothing | Label::Above(_)) => Some(PhoneRole::Number),
            // A cost centre, perhaps.
            (Some(_), Label::Colon(_)) if is_above && has_numbers && leaning > 1 => Some(PhoneRole::Unclear),
            (Some(_), Label::Colon(_)) if is_above => Some(PhoneRole::Number),
            // Services put their numbers together: this is somebody's mobile.
            (Some(_), Label::Colon(_)) if has_numbers => None,
            (Some(_), Label::Colon(_)) if leaning < 0 => Some(PhoneRole::Number),
            // A passcode is short.
            (Some(_), Label::Colon(_)) => (row.number.digits.len() > SHORT).then_some(PhoneRole::Unclear),
            (None, Label::Colon(_)) if leaning < -2 => Some(PhoneRole::Number),
            (None, Label::Colon(_)) => Some(PhoneRole::Unclear),
        }
    }
}
