//! What stands before the digits of a row: a label with a colon, words, or a label in the row above.

use crate::html::{digit, is_colon, is_hyphen, is_unseen};
use crate::telephone::Number;

use super::wording::Wording;

/// What stands before the digits of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label<'r> {
    /// Nothing but perhaps a bullet.
    Nothing,
    /// Words and a colon.
    Colon(&'r str),
    /// Words alone.
    Words(&'r str),
    /// Words in the row above, such as the cell beside it.
    Above(&'r str),
}

impl<'r> Label<'r> {
    pub(crate) fn words(self) -> &'r str {
        match self {
            Self::Nothing => "",
            Self::Colon(words) | Self::Words(words) | Self::Above(words) => words,
        }
    }

    /// Whether it names a number that the callee pays for.
    pub(crate) fn is_toll_free(self) -> bool {
        Wording::TollFree.is(self.words())
    }

    /// Whether it names a conference ID: by our words for it, or by *ID*, which most languages have.
    pub(crate) fn names_an_id(self) -> bool {
        names_an_id(self.words())
    }

    /// Whether it is what we call a conference ID.
    pub(crate) fn is_our_word_for_id(self) -> bool {
        Wording::ConferenceId.is(self.words())
    }

    pub(crate) fn is_lone_word(self) -> bool {
        self.words().split_whitespace().count() <= 2
    }
}

/// Whether words name a conference ID: by our words for it, or by *ID*, which most languages have.
pub(crate) fn names_an_id(words: &str) -> bool {
    let is_id = |word: &str| {
        let word = word.trim_matches('.');
        word.eq_ignore_ascii_case("id") || word.eq_ignore_ascii_case("i.d")
    };
    words.split(|c: char| !c.is_alphanumeric() && c != '.').any(is_id) || Wording::ConferenceId.is(words)
}

/// The longest words before a number, in characters.
const LONGEST_LABEL: usize = 40;

/// Whether a row can be the label of the next: a few words without digits.
pub(crate) fn is_label(text: &str) -> bool {
    text.chars().count() <= LONGEST_LABEL && !text.chars().any(|c| digit(c).is_some())
}

/// Whether a character may stand before the digits of an ID: `#79261`, `"79261"`.
fn opens(character: char) -> bool {
    matches!(character, '#' | '＃' | '*' | '"' | '“' | '„' | '”' | '«' | '\'' | '‘' | '[')
}

/// What stands before the digits of a text, and where they begin.
pub(crate) fn label(text: &str) -> Option<(Label<'_>, usize)> {
    const WHOLE: usize = 5;
    let begins = begins_number(text);
    if begins && Number::first_in(text)?.digits.len() >= WHOLE {
        return Some((Label::Nothing, 0));
    }
    let colons = text.char_indices().filter(|(_, c)| is_colon(*c));
    for (at, colon) in colons {
        let words = text.get(..at)?.trim();
        let behind = at + colon.len_utf8();
        // `10:30`
        let beside = [words.chars().next_back(), text.get(behind..)?.chars().next()];
        let is_time = beside.iter().all(|beside| beside.is_some_and(|beside| digit(beside).is_some()));
        let value = text.get(behind..)?;
        let number = value.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c) || opens(c));
        if !is_time && !words.is_empty() && begins_number(number) {
            return Some((Label::Colon(words), behind + value.len() - number.len()));
        }
    }
    if begins {
        return Some((Label::Nothing, 0));
    }
    let first = Number::first_in(text)?.span.start;
    let before = text.get(..first)?.trim_end_matches(opens);
    let words = before.trim();
    if !words.chars().any(char::is_alphanumeric) {
        return Some((Label::Nothing, first));
    }
    if words.chars().count() > LONGEST_LABEL || !before.ends_with(char::is_whitespace) {
        return None;
    }
    // `Label - 0800 555 0136`
    let label = words.trim_end_matches(|c: char| is_hyphen(c) || matches!(c, '=' | '→')).trim_end();
    Some((if label.len() < words.len() { Label::Colon(label) } else { Label::Words(words) }, first))
}

fn begins_number(text: &str) -> bool {
    let unsigned =
        text.trim_start_matches(|c: char| matches!(c, '+' | '＋' | '(') || c.is_whitespace() || is_unseen(c));
    unsigned.chars().next().is_some_and(|first| digit(first).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_ends_with_a_colon_a_hyphen_or_is_a_few_words() {
        for (text, read) in [
            ("0711 555 0136", Some((Label::Nothing, 0))),
            ("- 0711 555 0136", Some((Label::Nothing, 2))),
            ("\u{200E} (0711) 555 0136", Some((Label::Nothing, 0))),
            ("Phone: 0711 555 0136", Some((Label::Colon("Phone"), 7))),
            ("Phone:\u{200E}0711 555 0136", Some((Label::Colon("Phone"), 9))),
            ("10: 0711 555 0136", Some((Label::Colon("10"), 4))),
            ("0711 555 0136: 79261", Some((Label::Nothing, 0))),
            ("At 10:30 call: 5000", Some((Label::Colon("At 10:30 call"), 15))),
            ("ID: \"79261\"", Some((Label::Colon("ID"), 5))),
            ("ID:\u{200E}#79261", Some((Label::Colon("ID"), 7))),
            ("Support - 0711 555 0136", Some((Label::Colon("Support"), 10))),
            ("Support = 0711 555 0136", Some((Label::Colon("Support"), 10))),
            ("Support 0711 555 0136", Some((Label::Words("Support"), 8))),
            ("Room46100", None),
        ] {
            assert_eq!(label(text), read, "{text}");
        }
        for (length, is_read) in [(40, true), (41, false)] {
            assert_eq!(label(&format!("{} 5000", "x".repeat(length))).is_some(), is_read, "{length}");
        }
    }

    #[test]
    fn a_label_in_a_row_of_its_own_is_short_and_has_no_digits() {
        assert!(is_label(&"x".repeat(40)));
        assert!(!is_label(&"x".repeat(41)));
        assert!(!is_label("Line 1:"));
    }
}
