//! The content lines of a calendar (RFC 5545, 3.1): unfolded, and folded anew where they change.

use std::ops::Range;

use super::origins::Origins;

/// The longest line in octets, line break excluded (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// The longest content line in octets, unfolded, that is read.
const LONGEST_CONTENT: usize = 2 * 1024 * 1024;

/// An exchange of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByteSplice {
    /// The bytes that go.
    pub span: Range<usize>,
    /// What comes in their place.
    pub bytes: Vec<u8>,
}

/// A content line, unfolded.
pub(super) struct ContentLine {
    pub(super) bytes: Vec<u8>,
    pub(super) origins: Origins,
    /// Where it stands, its folds and its line break included.
    pub(super) span: Range<usize>,
    /// Whether it is too long, and the rest of it was not read.
    pub(super) is_cut: bool,
}

impl ContentLine {
    /// The line that stands there.
    pub(super) fn at(source: &[u8], span: &Range<usize>) -> Option<Self> {
        ContentLines { source: source.get(..span.end)?, start: span.start }.next()
    }

    /// The name with its parameters, and where the value stands.
    pub(super) fn name_and_value(&self) -> (&[u8], Range<usize>) {
        let mut quoted = false;
        let colon = self.bytes.iter().position(|byte| {
            quoted ^= *byte == b'"';
            *byte == b':' && !quoted
        });
        let end = self.bytes.len();
        let colon = colon.unwrap_or(end);
        (self.bytes.get(..colon).unwrap_or_default(), (colon + 1).min(end)..end)
    }

    /// The value of type TEXT (RFC 5545, 3.3.11), and where its bytes stand in the file.
    pub(super) fn unescape(&self, value: Range<usize>) -> (Vec<u8>, Origins) {
        let bytes = self.bytes.get(value.clone()).unwrap_or_default();
        let mut text = Vec::with_capacity(bytes.len());
        let mut origins = Origins::new(self.origins.of(&(value.start..value.start)).end);
        let mut at = value.start;
        for unit in units(bytes) {
            let source = |span: &Range<usize>| self.origins.of(span);
            match unit {
                [b'\\', escaped @ (b'\\' | b',' | b';' | b'n' | b'N')] => {
                    text.push(if matches!(escaped, b'n' | b'N') { b'\n' } else { *escaped });
                    origins.push(1, source(&(at..at + 2)));
                }
                _ => {
                    text.extend_from_slice(unit);
                    (at..at + unit.len()).for_each(|byte| origins.push(1, source(&(byte..byte + 1))));
                }
            }
            at += unit.len();
        }
        (text, origins)
    }
}

/// The lines that stand in events themselves, each with its event, counted from 0; those of alarms and to-dos do not.
pub(super) fn lines_of_events(source: &[u8]) -> impl Iterator<Item = (usize, ContentLine)> {
    let mut inside: Vec<Vec<u8>> = Vec::new();
    let mut events = 0_usize;
    ContentLines { source, start: 0 }.filter_map(move |line| {
        let (name, value) = line.name_and_value();
        let name = name.split(|byte| *byte == b';').next().unwrap_or_default();
        let component = line.bytes.get(value).unwrap_or_default().trim_ascii();
        if name.eq_ignore_ascii_case(b"BEGIN") {
            events += usize::from(component.eq_ignore_ascii_case(b"VEVENT"));
            inside.push(component.to_ascii_uppercase());
            return None;
        }
        if name.eq_ignore_ascii_case(b"END") {
            inside.pop();
            return None;
        }
        let is_events = inside.last().is_some_and(|component| component == b"VEVENT");
        is_events.then(|| (events.saturating_sub(1), line))
    })
}

/// The content lines: a line that begins with a blank or a tab goes on with the one above.
struct ContentLines<'a> {
    source: &'a [u8],
    /// Where the next line begins.
    start: usize,
}

impl Iterator for ContentLines<'_> {
    type Item = ContentLine;

    fn next(&mut self) -> Option<ContentLine> {
        let start = self.start;
        let mut whole = ContentLine {
            bytes: Vec::new(),
            origins: Origins::new(start),
            span: start..start,
            is_cut: false,
        };
        loop {
            let rest = self.source.get(self.start..)?;
            let goes_on = matches!(rest, [b' ' | b'\t', ..]);
            if rest.is_empty() || (self.start > start && !goes_on) {
                return (self.start > start).then_some(whole);
            }
            let line = rest.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
            let content = line.strip_suffix(b"\n").unwrap_or(line);
            let content = content.strip_suffix(b"\r").unwrap_or(content);
            // The first line of a file goes on with none.
            let skipped = usize::from(goes_on && self.start > start);
            let added = content.get(skipped..).unwrap_or_default();
            let room = LONGEST_CONTENT - whole.bytes.len();
            whole.is_cut |= added.len() > room;
            let added = added.get(..room).unwrap_or(added);
            whole.bytes.extend_from_slice(added);
            whole.origins.push(added.len(), self.start + skipped..self.start + skipped + added.len());
            self.start += line.len();
            whole.span.end = self.start;
        }
    }
}

/// What is to stand in `source` at `start`, which is not the beginning of a line, folded.
pub(super) fn folded(source: &[u8], start: usize, parts: &[&[u8]]) -> Vec<u8> {
    let line_end: &[u8] = if source.windows(2).any(|pair| pair == b"\r\n") { b"\r\n" } else { b"\n" };
    let before = source.get(..start).unwrap_or_default();
    let mut column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
    let mut bytes = Vec::with_capacity(parts.iter().map(|part| part.len()).sum());
    for unit in parts.iter().flat_map(|part| units(part)) {
        if column + unit.len() > LONGEST_LINE {
            bytes.extend_from_slice(line_end);
            bytes.push(b' ');
            column = 1;
        }
        bytes.extend_from_slice(unit);
        column += unit.len();
    }
    bytes
}

/// What a fold must not part: characters, and a backslash with what it escapes.
fn units(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let first = *rest.first()?;
        let escaped = usize::from(first == b'\\' && rest.len() > 1);
        let follows = rest.iter().skip(1 + escaped).take_while(|byte| (0x80..0xC0).contains(*byte)).count();
        let (unit, behind) = rest.split_at_checked(1 + escaped + follows)?;
        rest = behind;
        Some(unit)
    })
}

/// A text as a value of type TEXT.
pub(super) fn escape(text: &str) -> Vec<u8> {
    let mut value = Vec::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'\n' => value.extend_from_slice(b"\\n"),
            b'\r' => {}
            b'\\' | b',' | b';' => value.extend_from_slice(&[b'\\', byte]),
            other => value.push(other),
        }
    }
    value
}
