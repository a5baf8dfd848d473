//! Links as plain text writes them: `[label](target)`, `<target>` or bare.

use std::ops::Range;

/// A link in a line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Written<'a> {
    pub(crate) whole: Range<usize>,
    /// What is read there; nothing where only the target stands in angle brackets.
    pub(crate) label: &'a str,
    pub(crate) target: Range<usize>,
}

/// The most characters a label has.
const LABEL: usize = 200;

/// The links of a line in their order; each byte is looked at a few times, however many brackets are left open.
pub(crate) fn links(line: &str) -> impl Iterator<Item = Written<'_>> {
    let mut from = 0;
    let mut ends = Ends { line, marked: 0..0, angled: 0..0 };
    std::iter::from_fn(move || {
        let found = candidates(line, from).find_map(|at| ends.link(at))?;
        from = found.whole.end;
        Some(found)
    })
}

/// Where a link may begin.
fn candidates(line: &str, from: usize) -> impl Iterator<Item = usize> {
    let rest = line.as_bytes().get(from..).unwrap_or_default();
    let begins = |(_, byte): &(usize, &u8)| matches!(byte, b'[' | b'<' | b'h' | b'H');
    rest.iter().enumerate().filter(begins).map(move |(at, _)| from + at)
}

struct Ends<'a> {
    line: &'a str,
    /// From where on the end of a target in parentheses was looked for, and where it is.
    marked: Range<usize>,
    /// The same in angle brackets.
    angled: Range<usize>,
}

impl<'a> Ends<'a> {
    fn link(&mut self, at: usize) -> Option<Written<'a>> {
        match self.line.as_bytes().get(at)? {
            b'[' => self.marked(at),
            b'<' => self.angled(at),
            _ => self.bare(at),
        }
    }

    fn rest(&self, from: usize) -> &'a str {
        self.line.get(from..).unwrap_or_default()
    }

    fn marked(&mut self, at: usize) -> Option<Written<'a>> {
        let (length, _) =
            self.rest(at + 1).char_indices().take(LABEL + 1).find(|(_, c)| matches!(c, '[' | ']'))?;
        let label = self.line.get(at + 1..at + 1 + length).filter(|label| !label.is_empty())?;
        let target = at + 1 + length + self.rest(at + 1 + length).strip_prefix("](").map(|_| 2)?;
        let scheme = letters(self.rest(target));
        let behind = target + scheme + self.rest(target + scheme).strip_prefix(':').map(|_| 1)?;
        let ends = |byte: u8| matches!(byte, b')' | b' ' | b'\t' | b'\r' | b'\n');
        let end = next(self.line, &mut self.marked, behind, ends);
        let is_link = scheme > 0 && end > behind && self.rest(end).starts_with(')');
        is_link.then_some(Written { whole: at..end + 1, label, target: target..end })
    }

    fn angled(&mut self, at: usize) -> Option<Written<'a>> {
        let scheme = letters(self.rest(at + 1));
        let behind = at + 1 + scheme;
        if !(3..=6).contains(&scheme) || !self.rest(behind).starts_with(':') {
            return None;
        }
        let end = next(self.line, &mut self.angled, behind, |byte| matches!(byte, b'>' | b'\r' | b'\n'));
        let is_link = self.rest(end).starts_with('>');
        is_link.then_some(Written { whole: at..end + 1, label: "", target: at + 1..end })
    }

    fn bare(&self, at: usize) -> Option<Written<'a>> {
        let rest = self.rest(at);
        let scheme = ["https://", "http://"].into_iter().find(|scheme| {
            rest.get(..scheme.len()).is_some_and(|written| written.eq_ignore_ascii_case(scheme))
        })?;
        let end = rest.find([' ', '\t', '\r', '\n', '<', '>']).unwrap_or(rest.len());
        let label = rest.get(..end).filter(|_| end > scheme.len())?;
        Some(Written { whole: at..at + end, label, target: at..at + end })
    }
}

/// How many ASCII letters a text begins with.
fn letters(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphabetic).count()
}

/// The next of some bytes from `from` on. What was looked through before for one further ahead is not again.
fn next(line: &str, known: &mut Range<usize>, from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    if !known.contains(&from) {
        let rest = line.as_bytes().get(from..).unwrap_or_default();
        let end = rest.iter().position(|&byte| wanted(byte)).map_or(line.len(), |at| from + at);
        *known = from..end;
    }
    known.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<(&str, &str)> {
        links(line).map(|link| (link.label, line.get(link.target).unwrap_or_default())).collect()
    }

    #[test]
    fn links_are_written_in_three_ways() {
        for (line, expected) in [
            ("Join <https://a.example/x>", vec![("", "https://a.example/x")]),
            ("[Join](https://a.example/x) now", vec![("Join", "https://a.example/x")]),
            ("see HTTPS://a.example/x.", vec![("HTTPS://a.example/x.", "HTTPS://a.example/x.")]),
            ("<tel:+4930><mailto:a@b.example>", vec![("", "tel:+4930"), ("", "mailto:a@b.example")]),
            ("[a](x:y) [b](z:w)", vec![("a", "x:y"), ("b", "z:w")]),
            ("<https:>", vec![("", "https:")]),
            ("[[a](x:y)]", vec![("a", "x:y")]),
        ] {
            assert_eq!(found(line), expected, "{line}");
        }
    }

    #[test]
    fn what_is_not_ended_is_no_link_but_what_stands_inside_may_be() {
        for (line, expected) in [
            ("http://", vec![]),
            ("[](x:y)", vec![]),
            ("[a](x:)", vec![]),
            ("[a](:y)", vec![]),
            ("[a] (x:y)", vec![]),
            ("<of:x> <toolong:x>", vec![]),
            ("<https://a.example", vec![("https://a.example", "https://a.example")]),
            ("[a](x:http://b<[c](x:y z", vec![("http://b", "http://b")]),
            ("<abc: http://b <abc: http://c", vec![("http://b", "http://b"), ("http://c", "http://c")]),
        ] {
            assert_eq!(found(line), expected, "{line}");
        }
        assert_eq!(found(&format!("[{}](x:y)", "ä".repeat(LABEL))).len(), 1);
        assert_eq!(found(&format!("[{}](x:y)", "ä".repeat(LABEL + 1))).len(), 0);
    }
}
