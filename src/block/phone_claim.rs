//! What tells that a row of digits shows the conference ID, and how much it looks like one.

use super::label::Label;
use super::phone_row::PhoneRow;

/// A conference ID is hardly this long.
const LONG: usize = 10;

/// A number is hardly this short.
pub(crate) const SHORT: usize = 6;

/// What tells that a row shows the conference ID, the surest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Claim {
    /// Its digits look like one.
    Looks,
    /// Callers key in `#` behind it.
    Keyed,
    /// Its label says *ID*.
    Named,
    /// Its label is what we call it.
    OurWord,
    /// A link or a number dials it along, or the organizer's dial-in data hold it.
    Told,
}

impl Claim {
    pub(crate) fn of(row: &PhoneRow<'_>, is_told: bool) -> Option<Self> {
        if is_told && (row.names_an_id() || row.ends_in_hash() || !matches!(row.label, Label::Words(_))) {
            Some(Self::Told)
        } else if row.label.is_our_word_for_id() {
            Some(Self::OurWord)
        } else if row.names_an_id() {
            Some(Self::Named)
        } else if row.ends_in_hash() {
            Some(Self::Keyed)
        } else {
            // `Room 46100.`
            let is_line = matches!(row.label, Label::Words(_)) && !row.stands_alone();
            (!row.is_dialled() && !is_line).then_some(Self::Looks)
        }
    }
}

/// How much a row with a label looks like a conference ID (above zero) or like a number (below).
pub(crate) fn leaning(row: &PhoneRow<'_>) -> i32 {
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
        _ if row.names_an_id() => 3,
        label if label.is_toll_free() => -3,
        Label::Words(_) => -2,
        Label::Colon(_) | Label::Above(_) | Label::Nothing => 0,
    };
    form + zero + size + words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Row;

    #[test]
    fn few_digits_in_one_group_look_like_an_id_and_many_in_several_like_a_number() {
        for (text, weight) in [
            ("Meeting ID: 46100", 6),
            ("Quamdo: 46100", 3),
            ("Quamdo: 570 835", 2),
            ("Quamdo: 0793", 2),
            ("Quamdo: 94787541", 1),
            ("Room 46100", 1),
            ("Quamdo: 57 083", 0),
            ("Quamdo: 111 222 333", 0),
            ("Quamdo: 1234567890", 0),
            ("Toll-free number: 46100", 0),
            ("Quamdo: 012345678", -1),
            ("Quamdo: 111 2223", -2),
            ("Quamdo: 0711 555 0136", -5),
            ("Toll-free number: 0800 555 0136", -8),
        ] {
            let row = Row { text: text.into(), ..Row::default() };
            assert_eq!(PhoneRow::read(&row).map(|row| leaning(&row)), Some(weight), "{text}");
        }
    }
}
