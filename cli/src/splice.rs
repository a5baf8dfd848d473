//! What of an exchange is an exchange: less to change means less to encode anew.

use redial::block::Splice;

/// The exchange without what is the same before and after it.
pub fn minimal(text: &str, splice: &Splice) -> Splice {
    let removed = splice.removed(text);
    let new = splice.replacement.as_str();
    let mut start = same(removed.chars(), new.chars());
    // A line break of two characters is changed as one.
    if removed.get(..start).is_some_and(|kept| kept.ends_with('\r')) {
        start -= 1;
    }
    let (old_rest, new_rest) =
        (removed.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let mut end = same(old_rest.chars().rev(), new_rest.chars().rev());
    let splits_line_break = |rest: &str| rest.get(..rest.len() - end).is_some_and(|cut| cut.ends_with('\r'));
    if splits_line_break(old_rest) || splits_line_break(new_rest) {
        end = end.saturating_sub(1);
    }
    Splice {
        span: splice.span.start + start..splice.span.end - end,
        replacement: new_rest.get(..new_rest.len() - end).unwrap_or_default().to_owned(),
    }
}

/// How many bytes both have in common from where they begin.
fn same(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
}

/// The exchange with lines that end as all lines of the text do.
pub fn in_line_ends_of(text: &str, splice: &Splice) -> Splice {
    let breaks = text.matches('\n').count();
    if breaks == 0 || text.matches("\r\n").count() < breaks {
        return splice.clone();
    }
    let replacement = splice.replacement.replace("\r\n", "\n").replace('\n', "\r\n");
    Splice { span: splice.span.clone(), replacement }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minimal_of(text: &str, old: &str, new: &str) -> (String, String) {
        let start = text.find(old).unwrap();
        let splice = Splice { span: start..start + old.len(), replacement: new.to_owned() };
        let less = minimal(text, &splice);
        assert_eq!(less.apply(text), splice.apply(text));
        (less.removed(text).to_owned(), less.replacement)
    }

    #[test]
    fn what_stays_is_not_exchanged() {
        let both = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(minimal_of("a 123 b", "a 123 b", "a 4123 b"), both("", "4"));
        assert_eq!(minimal_of("a é b", "a é b", "a è b"), both("é", "è"));
        assert_eq!(minimal_of("aaa", "aaa", "aa"), both("a", ""));
        assert_eq!(minimal_of("a b", "a b", "a b"), both("", ""));
    }

    #[test]
    fn line_breaks_stay_whole() {
        let (removed, new) = minimal_of("a\r\nb\r\n", "a\r\nb\r\n", "a\r\n\r\nb\r\n");
        assert!(
            !removed.starts_with('\n') && new.matches('\r').count() == new.matches('\n').count(),
            "{new:?}"
        );
        let splice = Splice { span: 0..1, replacement: "x\ny\r\nz".to_owned() };
        assert_eq!(in_line_ends_of("a\r\nb", &splice).replacement, "x\r\ny\r\nz");
        assert_eq!(in_line_ends_of("a\nb", &splice), splice);
    }
}
