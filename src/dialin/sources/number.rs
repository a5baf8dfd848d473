//! Telephone numbers as files and servers give them.

/// The most numbers that a source may name: more than any bridge has, and an invitation with so many could not be
/// read.
pub(super) const MOST: usize = 500;

/// What [`shown`] takes, for people.
pub(super) const RULE: &str =
    "a number has 3 to 20 digits, and only letters, blanks and + ( ) . - / , ; = # * between them";

/// A number as invitations show it: 3 to 20 digits, what is written between them, and words such as `ext`.
pub(super) fn shown(text: &str) -> Option<String> {
    const LONGEST: usize = 60;
    let text = text.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || " \u{A0}+()-./,;=#*".contains(c);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let good = (3..=20).contains(&digits) && text.len() <= LONGEST && text.chars().all(plain);
    good.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_number_is_digits_what_is_written_between_them_and_an_extension() {
        assert_eq!(shown(" +1 (323) 555-0100 ").as_deref(), Some("+1 (323) 555-0100"));
        for good in
            ["116", "0800\u{A0}555 0136", "+1 425 555 0134 ext. 22", "+14255550134;ext=22", "1-800-555-CALL"]
        {
            assert_eq!(shown(good).as_deref(), Some(good));
        }
        for wrong in
            ["", "12", "call us", "+1<b>323</b>5550100", "1234567890123456789012", "javascript:5550100"]
        {
            assert_eq!(shown(wrong), None, "{wrong}");
        }
        assert_eq!(shown(&format!("555{}0100", " ".repeat(60))), None);
    }
}
