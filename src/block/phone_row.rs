//! One row of a phone part: a label, a number or a conference ID, what is dialled along, region and languages.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;

use crate::html::{Link, Row, digit, is_colon, is_hyphen, is_unseen, without_marks};
use crate::link::{LinkKind, kind};
use crate::telephone::Number;

use super::invitation::{ConferenceId, DialInNumber};
use super::label::{Label, is_label, label, names_an_id};

/// A row with digits that people may dial or key in.
#[derive(Debug, Clone)]
pub(crate) struct PhoneRow<'r> {
    row: &'r Row,
    /// The words before the digits.
    pub(crate) label: Label<'r>,
    /// The digits with what is written between them.
    pub(crate) shown: Cow<'r, str>,
    pub(crate) number: Number,
    /// Where `shown` stands in the row's text; elsewhere it is the target of a link.
    place: Option<usize>,
}

impl<'r> PhoneRow<'r> {
    /// The digits of a row: behind a label with a colon, at its beginning, behind words, or in a link that is dialled.
    pub(crate) fn read(row: &'r Row) -> Option<Self> {
        Self::in_text(row).or_else(|| Self::in_link(row))
    }

    fn in_text(row: &'r Row) -> Option<Self> {
        let text = &*row.text;
        text.bytes().any(|byte| byte.is_ascii_digit() || !byte.is_ascii()).then_some(())?;
        let (label, start) = label(text)?;
        let number = Number::at_start_of(text.get(start..)?)?;
        let place = start + number.span.start;
        let shown = text.get(place..start + number.span.end)?;
        // `17@bridge.example`, `3rd`; `p` and `w` pause (RFC 3601).
        let rest = text.get(start + number.span.end..)?;
        let behind = rest.chars().next();
        if behind.is_some_and(|behind| behind.is_alphanumeric() || behind == '@') && paused(rest).is_none() {
            return None;
        }
        Some(Self { row, label, shown: Cow::Borrowed(shown), number, place: Some(place) })
    }

    fn in_link(row: &'r Row) -> Option<Self> {
        let link = telephone(row)?;
        let is_shown = link.text.chars().filter(|c| digit(*c).is_some()).count() >= 5;
        // A blank in a target is written `%20`.
        let target = link.href.split_once(':')?.1.split([',', ';']).next().unwrap_or_default();
        let text =
            if is_shown { link.text.as_str().into() } else { percent_decode_str(target).decode_utf8_lossy() };
        let number = Number::first_in(&text)?;
        let shown = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.get(number.span.clone())?),
            Cow::Owned(text) => Cow::Owned(text.get(number.span.clone())?.to_owned()),
        };
        Some(Self { row, label: Label::Nothing, shown, number, place: None })
    }

    /// What follows the digits.
    fn rest(&self) -> &'r str {
        match self.place {
            Some(start) => self.row.text.get(start + self.shown.len()..).unwrap_or_default(),
            None => "",
        }
    }

    /// The row with the one above it as its label, if that one is a label: `Conference ID` in a cell of its own.
    pub(crate) fn below(self, above: Option<&'r Row>) -> Self {
        let label = above.map(|above| &*above.text).filter(|text| {
            let is_name = text.ends_with(is_colon) || names_an_id(text);
            is_name && is_label(text)
        });
        match label.filter(|_| self.label == Label::Nothing && self.place.is_some()) {
            Some(words) => Self { label: Label::Above(words), ..self },
            None => self,
        }
    }

    /// Whether `#` follows the digits, which callers key in behind an ID.
    pub(crate) fn ends_in_hash(&self) -> bool {
        self.keyed().is_some_and(|keyed| is_hash(self.row.text.get(keyed.end..).unwrap_or_default()))
    }

    /// What is dialled behind a pause, and where it stands in the row's text.
    pub(crate) fn dialled_along(&self) -> Option<(ConferenceId, Range<usize>)> {
        const WHOLE: usize = 6;
        let rest = self.rest();
        let pause = paused(rest).unwrap_or_else(|| rest.len() - rest.trim_start_matches(is_pause).len());
        let along = rest.get(pause..)?;
        let digits = Number::at_start_of(along)?;
        let commas = rest.get(..pause)?.matches([',', ';', '，', 'p', 'P', 'w', 'W']).count();
        // In `May 20, 2026` nothing is dialled, and `111,222,333#` is one ID.
        if commas == 0
            || commas == 1 && !(is_hash(along.get(digits.span.end..)?) && self.number.digits.len() >= WHOLE)
        {
            return None;
        }
        let start = self.place? + self.shown.len() + pause;
        Some((ConferenceId::new(along.get(..digits.span.end)?)?, start..start + digits.span.end))
    }

    /// Whether a link dials the row's number, or a number is written so that it can be nothing else.
    pub(crate) fn is_dialled(&self) -> bool {
        let begins_with = |signs: [char; 3]| self.shown.trim_start_matches(is_unseen).starts_with(signs);
        begins_with(['+', '＋', '(']) || self.dialled_along().is_some() || telephone(self.row).is_some()
    }

    /// The digits with what parts the groups of an ID, also `111.222.333` and `111_222_333`: where they stand.
    fn keyed(&self) -> Option<Range<usize>> {
        let start = self.place?;
        let text = self.row.text.get(start..)?;
        let (mut end, mut before) = (0, None);
        for (at, character) in text.char_indices() {
            let behind = || text.get(at + character.len_utf8()..).and_then(|rest| rest.chars().next());
            if digit(character).is_some() {
                end = at + character.len_utf8();
            } else if matches!(character, '.' | ',' | '_') {
                // `79261, then #`
                let beside = [before, behind()];
                if !beside.iter().all(|beside| beside.is_some_and(|c| digit(c).is_some())) {
                    break;
                }
            } else if !character.is_whitespace() && !is_hyphen(character) && !is_unseen(character) {
                break;
            }
            before = Some(character);
        }
        Some(start..start + end)
    }

    /// The digits as a conference ID, whatever stands around them, and where they stand in the row's text.
    pub(crate) fn id(&self) -> Option<(ConferenceId, Range<usize>)> {
        let place = self.keyed()?;
        let digits: String =
            self.row.text.get(place.clone())?.chars().filter(|c| digit(*c).is_some()).collect();
        Some((ConferenceId::new(&digits)?, place))
    }

    /// The row as a conference ID: digits alone, in groups or not, perhaps `#`, perhaps a remark in parentheses; with
    /// words behind them where the label, or these words, name an ID.
    pub(crate) fn as_id(&self) -> Option<ConferenceId> {
        let (id, place) = self.id()?;
        if self.dialled_along().is_some() {
            return None;
        }
        let is_named = self.names_an_id();
        if self.label == Label::Nothing && !self.ends_in_hash() && !is_named {
            return None;
        }
        let parts = |c: char| matches!(c, '.' | ',' | '_');
        if self.row.text.get(place.clone())?.contains(parts) && !self.ends_in_hash() && !is_named {
            return None;
        }
        // A link whose end tag is lost goes on through rows that are none.
        let leads_elsewhere =
            |link: &Link| kind(&link.href) != LinkKind::Telephone && *link.text != *self.row.text;
        if self.row.links.iter().any(leads_elsewhere) {
            return None;
        }
        let behind = self.behind_id();
        let is_remark = behind.starts_with('(') && behind.ends_with(')') && behind.matches('(').count() == 1;
        let is_words = is_named && !behind.chars().any(|c| digit(c).is_some());
        (behind.is_empty() || is_remark || is_words).then_some(id)
    }

    /// Whether a label with a colon stands before digits that may be a conference ID.
    pub(crate) fn is_labelled_id(&self) -> bool {
        matches!(self.label, Label::Colon(_)) && self.as_id().is_some()
    }

    /// Whether the words before the digits, or behind them where none stand before, name a conference ID.
    pub(crate) fn names_an_id(&self) -> bool {
        match self.label {
            Label::Nothing => names_an_id(self.behind_id()),
            label => label.names_an_id(),
        }
    }

    /// What follows the digits of an ID, its `#` and the marks around it.
    fn behind_id(&self) -> &'r str {
        let end = self.keyed().map_or(0, |keyed| keyed.end);
        let rest = self.row.text.get(end..).unwrap_or_default();
        let closes = |c: char| c.is_whitespace() || is_unseen(c) || "#＃*\"”“»'’].,;=。".contains(c);
        rest.trim_start_matches(closes).trim()
    }

    /// Whether the row is a sentence that holds a number, as people write one: words before it that are no label, or
    /// words behind it that are no region.
    pub(crate) fn is_spoken(&self) -> bool {
        const MOST_WORDS: usize = 8;
        let rest = self.rest().trim_start_matches(is_along).trim();
        let words = rest.split_whitespace().count();
        // `ext 123`, `(London) English (United Kingdom)`
        let is_extension =
            rest.split_whitespace().nth(1).is_some_and(|word| word.starts_with(|c| digit(c).is_some()));
        let is_begun = rest.chars().next().is_some_and(char::is_lowercase)
            && words >= 3
            && !is_extension
            && !rest.ends_with(')');
        let is_ended = rest.ends_with(['.', '!', '?', '。', '！', '？']) && words >= 3;
        let is_label_spoken = match self.label {
            Label::Words(words) => words.contains(is_colon) || words.ends_with([',', '，']),
            _ => false,
        };
        is_label_spoken || is_begun || is_ended || words > MOST_WORDS && !rest.contains('(')
    }

    /// Whether what follows counts something: `150000 seats`.
    pub(crate) fn is_counted(&self) -> bool {
        self.rest().trim_start().chars().next().is_some_and(char::is_lowercase)
    }

    /// Whether words without a colon before the digits are nothing but what the number is called.
    pub(crate) fn is_named_in_short(&self) -> bool {
        !matches!(self.label, Label::Words(_)) || self.label.is_lone_word() || self.label.is_toll_free()
    }

    /// How many digits each group has, as blanks and hyphens part them.
    pub(crate) fn groups(&self) -> Vec<usize> {
        let groups = self.shown.split(|c: char| digit(c).is_none() && !is_unseen(c));
        let sizes = groups.map(|group| group.chars().filter(|c| digit(*c).is_some()).count());
        sizes.filter(|size| *size > 0).collect()
    }

    /// Whether nothing follows the digits, or a region or languages as services write them: `(London)`,
    /// `English (United Kingdom)`.
    pub(crate) fn stands_alone(&self) -> bool {
        let rest = self.rest().trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c));
        rest.is_empty() || rest.starts_with('(') || rest.ends_with(')')
    }

    /// Whether the digits are a date or a time: `2026-12-24`, `24.12.2026`, `2026`, `10:30`.
    pub(crate) fn is_date_or_time(&self) -> bool {
        let groups: Vec<u32> = self
            .shown
            .split(|c: char| matches!(c, '.' | '/') || is_hyphen(c))
            .map_while(|group| group.split_whitespace().next()?.parse().ok())
            .collect();
        let is_year = |group: u32| (1900..2100).contains(&group);
        let is_day = |one: u32, other: u32| {
            (1..=31).contains(&one) && (1..=31).contains(&other) && one.min(other) <= 12
        };
        let is_time = self.number.digits.len() <= 2 && self.rest().starts_with(is_colon);
        is_time
            || self.number.digits.len() == 4 && matches!(groups.as_slice(), [year] if is_year(*year))
            || match groups.as_slice() {
                [year, one, other, ..] if is_year(*year) => is_day(*one, *other),
                [one, other, year, ..] => is_year(*year) && is_day(*one, *other),
                _ => false,
            }
    }

    /// The row as a number to dial.
    pub(crate) fn dial_in_number(&self) -> DialInNumber {
        let rest = match self.place {
            Some(_) => self.rest(),
            None => self.row.text.split_once(self.shown.as_ref()).map_or("", |(_, rest)| rest),
        };
        let (region, languages) = region_and_languages(rest.trim_start_matches(is_along));
        DialInNumber {
            number: without_marks(&self.shown).trim().to_owned(),
            region,
            languages,
            toll_free: self.label.is_toll_free(),
        }
    }
}

fn is_pause(character: char) -> bool {
    matches!(character, ',' | '，' | ';') || character.is_whitespace() || is_unseen(character)
}

/// Whether a character can belong to what is dialled behind a number.
fn is_along(character: char) -> bool {
    is_pause(character) || matches!(character, '#' | '＃') || digit(character).is_some()
}

/// How long a pause is that is written as a letter: `0800 555 0136p79261`.
fn paused(rest: &str) -> Option<usize> {
    let pause = rest.len() - rest.trim_start_matches(['p', 'P', 'w', 'W']).len();
    rest.get(pause..)?.chars().next().filter(|behind| digit(*behind).is_some()).map(|_| pause)
}

fn is_hash(rest: &str) -> bool {
    let marks = |c: char| c.is_whitespace() || is_unseen(c) || matches!(c, '"' | '”' | '»' | ']');
    rest.trim_start_matches(marks).starts_with(['#', '＃'])
}

/// The link that dials, where a row has one.
fn telephone(row: &Row) -> Option<&Link> {
    row.links.iter().find(|link| kind(&link.href) == LinkKind::Telephone)
}

/// `(Frankfurt) German (Germany)`: text in parentheses and what follows; else all of it is the region.
fn region_and_languages(rest: &str) -> (String, String) {
    let rest = without_marks(rest);
    let rest = rest.trim();
    match rest.strip_prefix('(').and_then(|inside| inside.split_once(')')) {
        Some((region, languages)) if !region.contains('(') => {
            (region.trim().to_owned(), languages.trim().to_owned())
        }
        _ => (rest.to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests;
