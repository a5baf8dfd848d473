//! Telephone numbers as they are written, and as they are dialled.

use crate::html::{digit, is_hyphen, is_unseen};
use std::ops::Range;

/// A telephone number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// Where it stands, without what is dialled after a pause and without remarks.
    pub(crate) span: Range<usize>,
    /// What is dialled: ASCII digits, letters as the keypad has them; behind a country code without the trunk zero.
    pub(crate) digits: String,
    /// Whether a plus stands before it.
    pub(crate) is_international: bool,
}

impl Number {
    /// The first number in a text: up to a word such as `ext`, what is dialled after a pause (`,,12345#`), or a remark
    /// in parentheses. Parentheses with digits and what parts them may stand inside it, and so may a word that is
    /// dialled by its letters (`1-800-FLOWERS`).
    pub(crate) fn first_in(text: &str) -> Option<Self> {
        let first = text.char_indices().find(|(_, c)| digit(*c).is_some())?.0;
        let before =
            text.get(..first)?.trim_end_matches(|c: char| matches!(c, '(' | '+' | '＋') || is_unseen(c));
        Some(Self::from(text, before.len(), first))
    }

    /// The number that a text begins with, white space and marks of direction aside.
    pub(crate) fn at_start_of(text: &str) -> Option<Self> {
        let number = Self::first_in(text)?;
        let before = text.get(..number.span.start)?;
        before.chars().all(|c| c.is_whitespace() || is_unseen(c)).then_some(number)
    }

    /// Whether two ways of writing may be one number: inside its country a number has no country code, and often a
    /// trunk zero.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        match (self.is_international, other.is_international) {
            (true, false) => is_national_form_of(&other.digits, &self.digits),
            (false, true) => is_national_form_of(&self.digits, &other.digits),
            _ => self.digits == other.digits,
        }
    }

    fn from(text: &str, start: usize, first: usize) -> Self {
        let is_international = text.get(start..first).is_some_and(|before| before.contains(['+', '＋']));
        let (digits, inside) = (String::new(), String::new());
        let mut reader =
            Reader { text, is_international, first, at: start, end: start, digits, inside, opened: None };
        reader.read();
        Self { span: start..reader.end, digits: reader.digits, is_international }
    }
}

/// The fewest digits that say that two numbers are one, country codes aside.
const TELLING: usize = 6;

fn is_national_form_of(national: &str, international: &str) -> bool {
    let significant = national.strip_prefix('0').unwrap_or(national);
    significant.len() >= TELLING
        && international.strip_suffix(significant).is_some_and(|code| (1..=3).contains(&code.len()))
}

/// Reads one number to its end.
struct Reader<'a> {
    text: &'a str,
    is_international: bool,
    /// Where the first digit stands.
    first: usize,
    at: usize,
    end: usize,
    digits: String,
    /// Digits in parentheses, which belong to the number if others follow.
    inside: String,
    /// How many of them there were when the parentheses opened that are open.
    opened: Option<usize>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn read(&mut self) {
        while let Some(next) = self.rest().chars().next() {
            let goes_on = match next {
                _ if digit(next).is_some() => self.digit(next),
                '(' => self.opened.replace(self.inside.len()).is_none(),
                ')' => self.close(),
                '/' | '／' => self.opened.is_none(),
                '+' | '＋' => self.at < self.first,
                '.' => true,
                _ if next.is_whitespace() || is_hyphen(next) || is_unseen(next) => true,
                _ => self.word(),
            };
            if !goes_on {
                return;
            }
            self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        }
    }

    fn digit(&mut self, next: char) -> bool {
        if self.opened.is_some() {
            self.inside.extend(digit(next));
        } else {
            self.digits.push_str(&std::mem::take(&mut self.inside));
            self.digits.extend(digit(next));
            self.end = self.at + next.len_utf8();
        }
        true
    }

    /// Whoever dials the country code leaves out the zero that callers inside the country dial.
    fn close(&mut self) -> bool {
        let Some(opened) = self.opened.take() else { return false };
        if self.is_international && self.inside.get(opened..) == Some("0") {
            self.inside.truncate(opened);
        }
        true
    }

    /// Words dialled by their letters: three of them or more, where the digits before them are no whole number yet.
    fn word(&mut self) -> bool {
        let before = self.text.get(..self.at).and_then(|before| before.chars().next_back());
        let is_joined = before.is_some_and(|before| is_hyphen(before) || before == '.');
        let length = dialled_words(self.rest(), is_joined, &self.digits);
        let words = self.rest().get(..length).filter(|words| !words.is_empty() && self.opened.is_none());
        let Some(words) = words else { return false };
        self.digits.extend(words.chars().filter_map(key));
        self.end = self.at + length;
        // The last character is passed by the loop.
        self.at = self.end - 1;
        true
    }
}

/// How long the words are that belong to a number of `digits` so far: `FLOWERS`, `GO FLOWERS`; joined by a hyphen in
/// small letters too.
fn dialled_words(text: &str, is_joined: bool, digits: &str) -> usize {
    const WHOLE: usize = 7;
    const LONGEST: usize = 15;
    let (mut begun, mut length, mut keys, mut letters) = (0, 0, 0, 0);
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_loud = bare.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let is_word =
            bare.bytes().all(|byte| byte.is_ascii_alphanumeric()) && (is_loud || is_joined && length == 0);
        if !is_word || bare.is_empty() || digits.len() + keys + bare.len() > LONGEST {
            break;
        }
        length = begun + bare.len();
        begun += word.len();
        keys += bare.len();
        letters += bare.bytes().filter(u8::is_ascii_alphabetic).count();
        if !word.ends_with([' ', '-']) {
            break;
        }
    }
    // `5000 EUR` is no number, nor is `4711 ABC`.
    let may_go_on = is_joined || is_service_code(digits);
    let is_dialled =
        may_go_on && (3..WHOLE).contains(&digits.len()) && letters >= 3 && digits.len() + keys >= WHOLE;
    if is_dialled { length } else { 0 }
}

/// Whether digits begin a number that is not of a place: `0800`, `1 800`, `1300`, each with what is dialled before it.
fn is_service_code(digits: &str) -> bool {
    let code = digits.trim_start_matches('0');
    let code = code.strip_prefix('1').unwrap_or(code);
    code.len() == 3
        && code.len() < digits.len()
        && !code.starts_with('0')
        && (code.starts_with('8') || code.ends_with("00"))
}

/// The key with a letter on a telephone (ITU-T E.161).
fn key(character: char) -> Option<char> {
    match character.to_ascii_uppercase() {
        'A'..='C' => Some('2'),
        'D'..='F' => Some('3'),
        'G'..='I' => Some('4'),
        'J'..='L' => Some('5'),
        'M'..='O' => Some('6'),
        'P'..='S' => Some('7'),
        'T'..='V' => Some('8'),
        'W'..='Z' => Some('9'),
        other => digit(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(shown: &str) -> String {
        Number::first_in(shown).map(|number| number.digits).unwrap_or_default()
    }

    #[test]
    fn a_number_ends_before_a_pause_a_word_and_a_remark() {
        for (shown, read) in [
            ("+46 8 405 40 00,,27999194#", "4684054000"),
            ("+1 425 555 0100;ext=123", "14255550100"),
            ("+1 425 555 0100 ext 123", "14255550100"),
            ("+1 425 555 0100 x123", "14255550100"),
            ("+46850521034 (24/7)", "46850521034"),
            ("+46850521034 (option 2)", "46850521034"),
            ("+46850521034 (2)", "46850521034"),
            ("+46850521034 (2", "46850521034"),
            ("+1 (425) 555-0100", "14255550100"),
            ("(0-800) 555 0136", "08005550136"),
            ("0 800 (555) 0136 (Frankfurt)", "08005550136"),
            ("+44 (0)20 7946 0121", "442079460121"),
            ("(+44) (0)20 7946 0121", "442079460121"),
            ("(0)20 7946 0121", "02079460121"),
            ("+1 323 555 0100 USA", "13235550100"),
            ("call 5000", "5000"),
        ] {
            assert_eq!(digits(shown), read, "{shown}");
        }
    }

    #[test]
    fn digits_of_other_scripts_hyphens_of_all_kinds_and_unseen_marks_are_read() {
        for shown in [
            "٠٨٠٠ ٥٥٥ ٠١٣٦",
            "０８００-５５５-０１３６",
            "0800\u{2011}555\u{2013}0136",
            "\u{202A}0800\u{200E} 555 0136\u{202C}",
            "0800\u{A0}555\u{202F}0136",
        ] {
            assert_eq!(digits(shown), "08005550136", "{shown}");
        }
    }

    #[test]
    fn words_are_dialled_by_their_letters_where_they_belong_to_the_number() {
        for (shown, read) in [
            ("1-800-FLOWERS", "18003569377"),
            ("+1 800 FLOWERS", "18003569377"),
            ("1-800-flowers", "18003569377"),
            ("0800 REISEN", "0800734736"),
            ("1 800 GO FLOWERS", "1800463569377"),
            ("0800 FLOWERS GERMANY", "08003569377"),
            ("1-877-KARS4KIDS (United States)", "1877527745437"),
            ("0800 555 0136 GERMANY", "08005550136"),
            ("+49 69 5050 Frankfurt", "49695050"),
            ("0800 Germany", "0800"),
            ("1-800-FLOWERS,,79261#", "18003569377"),
            ("1-800-FLOWERS;ext=1", "18003569377"),
            ("5000 EUR", "5000"),
            ("1.000 EUR", "1000"),
            ("4711 ABC", "4711"),
        ] {
            assert_eq!(digits(shown), read, "{shown}");
        }
    }

    #[test]
    fn a_number_may_be_written_with_and_without_its_country() {
        let same = |one: &str, other: &str| {
            Number::first_in(one)
                .zip(Number::first_in(other))
                .is_some_and(|(one, other)| one.is_same_as(&other))
        };
        assert!(same("+49 711 555 0136", "0711 555 0136"));
        assert!(same("(323) 555-0100", "+1 323 555 0100"));
        assert!(same("22 12 34 56", "+47 22123456"));
        assert!(!same("+49 711 555 0136", "0711 555 0137"));
        assert!(!same("+49 12345", "12345"));
        assert!(!same("0800 555 0136", "800 555 0136"));
    }
}
