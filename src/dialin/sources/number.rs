//! Telephone numbers as files and servers give them.

/// The most numbers that a source may name: an invitation with more helps nobody.
pub(super) const MOST: usize = 200;

/// A number as invitations show it: 3 to 20 digits and what is written between them.
pub(super) fn shown(text: &str) -> Option<String> {
    let text = text.trim();
    let written =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '(' | ')' | '.' | '-' | '/' | '\u{A0}');
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    ((3..=20).contains(&digits) && text.len() <= 60 && text.chars().all(written)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_number_is_digits_and_what_is_written_between_them() {
        assert_eq!(shown(" +1 (323) 555-0100 ").as_deref(), Some("+1 (323) 555-0100"));
        for wrong in ["", "12", "call us", "+1<b>323</b>5550100", "1234567890123456789012"] {
            assert_eq!(shown(wrong), None, "{wrong}");
        }
    }
}
