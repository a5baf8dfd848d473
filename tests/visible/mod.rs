//! What people see of numbers in a text.
#![allow(dead_code, reason = "each test file uses its part")]

/// Whether a text shows these digits, with whatever people write between the digits of a number.
pub fn shows(text: &str, digits: &str) -> bool {
    text.lines().flat_map(runs).any(|run| {
        let bare: String = run.chars().filter(char::is_ascii_digit).collect();
        let without_trunk: String = run.replacen("(0)", "", 1).chars().filter(char::is_ascii_digit).collect();
        // A long one may stand right behind other digits.
        bare == digits || without_trunk == digits || (digits.len() >= 8 && bare.contains(digits))
    })
}

/// The stretches of a line that are digits and what stands between those of one number.
fn runs(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| {
        !(c.is_ascii_digit() || matches!(c, ' ' | '\u{A0}' | '-' | '.' | '/' | '(' | ')' | '+'))
    })
}

/// The rows of a text that show these digits.
pub fn rows_showing<'a>(text: &'a str, digits: &'a str) -> Vec<&'a str> {
    text.lines().filter(|line| shows(line, digits)).collect()
}
