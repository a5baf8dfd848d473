//! Rows that are marks: separator lines and the hidden language marker.

use std::sync::LazyLock;

use regex::Regex;

use super::row::Row;

/// `[!OC([1033])!]`: the LCID in decimal, or in hexadecimal with a leading zero or a letter.
#[allow(clippy::unwrap_used, reason = "the pattern is a constant, read by every test")]
static MARKER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[!OC\(\[([0-9A-Fa-f]{4})\]\)!\]").unwrap());

/// The LCID in a hidden marker.
pub(crate) fn marker(text: &str) -> Option<u16> {
    // Few texts hold one, and the pattern is slow to say no.
    let code = MARKER.captures(text.get(text.find("[!OC(")?..)?)?.get(1)?.as_str();
    let hexadecimal = code.starts_with('0') || code.bytes().any(|byte| byte.is_ascii_alphabetic());
    u16::from_str_radix(code, if hexadecimal { 16 } else { 10 }).ok()
}

/// The shortest run that separates; real ones are 80 underscores or 137 dots wide, Teams' inner line 32.
const SEPARATOR: usize = 60;

/// The character of a separator line.
pub(crate) fn separator(row: &Row) -> Option<char> {
    run(row).filter(|(_, length)| *length >= SEPARATOR).map(|(character, _)| character)
}

/// The character and the length of a line that is nothing but dots or underscores.
pub(crate) fn run(row: &Row) -> Option<(char, usize)> {
    let first = row.text.chars().next().filter(|c| matches!(c, '.' | '_'))?;
    let mut length = 0;
    for character in row.text.chars().filter(|c| !c.is_whitespace()) {
        if character != first {
            return None;
        }
        length += 1;
    }
    Some((first, length))
}
