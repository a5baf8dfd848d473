//! Rows that are marks: separator lines and the hidden language marker.

use crate::html::Row;

/// The LCID in a hidden marker, `[!OC([1033])!]`: in decimal, or in hexadecimal with a leading zero or a letter.
pub(crate) fn marker(text: &str) -> Option<u16> {
    let codes = text.split("[!OC([").skip(1).filter_map(|rest| rest.split_once("])!]"));
    let is_code = |code: &&str| code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_hexdigit());
    let code = codes.map(|(code, _)| code).find(is_code)?;
    let hexadecimal = code.starts_with('0') || code.bytes().any(|byte| byte.is_ascii_alphabetic());
    u16::from_str_radix(code, if hexadecimal { 16 } else { 10 }).ok()
}

/// The shortest run that separates; real ones are 80 underscores or 137 dots wide, Teams' inner line 32.
const SEPARATOR: usize = 60;

/// The character of a separator line.
pub(crate) fn separator(row: &Row) -> Option<char> {
    row.run().filter(|(_, length)| *length >= SEPARATOR).map(|(character, _)| character)
}
