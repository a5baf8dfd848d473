//! Appointments as iCalendar files (RFC 5545): the texts of their events, and how a change is written back.

mod origins;

use std::ops::Range;

use thiserror::Error;

use crate::block::{Format, Splice};

pub use origins::Origins;

/// The longest line in octets, line break excluded (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// An exchange of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByteSplice {
    /// The bytes that go.
    pub span: Range<usize>,
    /// What comes in their place.
    pub bytes: Vec<u8>,
}

/// Why the text of an event cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum IcalendarError {
    /// The value is not UTF-8.
    #[error("the description of event {event} is not text in UTF-8")]
    NotUtf8 {
        /// The event, counted from 1.
        event: usize,
    },
}

/// A text of an event: its `DESCRIPTION` or the HTML of its `X-ALT-DESC`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventText {
    /// The event in the file, counted from 0.
    pub event: usize,
    /// How the text is written.
    pub format: Format,
    /// The text, unfolded and unescaped.
    pub text: String,
    origins: Origins,
}

/// The texts of all events of a calendar in the order they stand; those of alarms and to-dos are none.
///
/// Bytes, because a fold may stand inside a character (RFC 5545, 3.1).
pub fn event_texts(source: &[u8]) -> Result<Vec<EventText>, IcalendarError> {
    let mut texts = Vec::new();
    let mut inside: Vec<Vec<u8>> = Vec::new();
    let mut events = 0;
    for line in content_lines(source) {
        let (name, value) = line.name_and_value();
        let upper = name.to_ascii_uppercase();
        match upper.split(|byte| *byte == b';').next().unwrap_or_default() {
            b"BEGIN" => {
                let component = line.bytes.get(value.clone()).unwrap_or_default().trim_ascii();
                events += usize::from(component.eq_ignore_ascii_case(b"VEVENT"));
                inside.push(component.to_ascii_uppercase());
            }
            b"END" => drop(inside.pop()),
            property if inside.last().is_some_and(|component| component == b"VEVENT") => {
                if let Some(format) = format(property, &upper) {
                    let (text, origins) = line.unescape(value);
                    let text =
                        String::from_utf8(text).map_err(|_| IcalendarError::NotUtf8 { event: events })?;
                    texts.push(EventText { event: events - 1, format, text, origins });
                }
            }
            _ => {}
        }
    }
    Ok(texts)
}

/// The format of a property's text; `None` for a property that is no body.
fn format(property: &[u8], name: &[u8]) -> Option<Format> {
    match property {
        b"DESCRIPTION" => Some(Format::Text),
        b"X-ALT-DESC" if name.windows(9).any(|part| part == b"TEXT/HTML") => Some(Format::Html),
        _ => None,
    }
}

impl EventText {
    /// The exchange in `source`, the file this text was read from, that makes `change` in the text.
    ///
    /// Lines before the change and behind the first fold after it stay as they are folded.
    pub fn splice(&self, source: &[u8], change: &Splice) -> ByteSplice {
        let span = self.origins.of(&change.span);
        let before = source.get(..span.start).unwrap_or_default();
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
        let rest = source.get(span.end..).unwrap_or_default();
        let rest = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let rest = rest.strip_suffix(b"\r").unwrap_or(rest);
        let line_end: &[u8] = if source.windows(2).any(|pair| pair == b"\r\n") { b"\r\n" } else { b"\n" };
        let mut bytes = Vec::with_capacity(change.replacement.len() + rest.len());
        let mut column = column;
        for unit in units(&escape(&change.replacement)).chain(units(rest)) {
            if column + unit.len() > LONGEST_LINE {
                bytes.extend_from_slice(line_end);
                bytes.push(b' ');
                column = 1;
            }
            bytes.extend_from_slice(unit);
            column += unit.len();
        }
        ByteSplice { span: span.start..span.end + rest.len(), bytes }
    }
}

/// A content line, unfolded.
struct ContentLine {
    bytes: Vec<u8>,
    origins: Origins,
}

impl ContentLine {
    /// The name with its parameters, and where the value stands.
    fn name_and_value(&self) -> (&[u8], Range<usize>) {
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
    fn unescape(&self, value: Range<usize>) -> (Vec<u8>, Origins) {
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

/// The content lines: a line that begins with a blank or a tab goes on with the one above.
fn content_lines(source: &[u8]) -> Vec<ContentLine> {
    let mut lines: Vec<ContentLine> = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive(|byte| *byte == b'\n') {
        let content = line.strip_suffix(b"\n").unwrap_or(line);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        let folded = matches!(content, [b' ' | b'\t', ..]) && !lines.is_empty();
        let skipped = usize::from(folded);
        if !folded {
            lines.push(ContentLine { bytes: Vec::new(), origins: Origins::new(start) });
        }
        if let Some(whole) = lines.last_mut() {
            let added = content.get(skipped..).unwrap_or_default();
            whole.bytes.extend_from_slice(added);
            whole.origins.push(added.len(), start + skipped..start + content.len());
        }
        start += line.len();
    }
    lines
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

fn escape(text: &str) -> Vec<u8> {
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

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDESCRIPTION;ALTREP=\"cid:x\":one\\, two\\nth\r\n ree\\; fo\\\r\n Nur\r\nX-ALT-DESC;FMTTYPE=text/html:<p>a\\;</p>\r\nBEGIN:VALARM\r\nDESCRIPTION:REMINDER\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn changed(source: &[u8], old: &str, new: &str) -> Vec<u8> {
        let text = event_texts(source).unwrap().remove(0);
        let start = text.text.find(old).unwrap();
        let change = Splice { span: start..start + old.len(), replacement: new.to_owned() };
        let splice = text.splice(source, &change);
        let mut file = source.to_vec();
        file.splice(splice.span, splice.bytes);
        assert_eq!(event_texts(&file).unwrap().remove(0).text, text.text.replacen(old, new, 1));
        file
    }

    #[test]
    fn the_texts_of_an_event_are_unfolded_and_unescaped_and_the_alarms_is_none() {
        let texts = event_texts(FILE.as_bytes()).unwrap();
        let read: Vec<(Format, &str)> = texts.iter().map(|text| (text.format, text.text.as_str())).collect();
        assert_eq!(read, [(Format::Text, "one, two\nthree; fo\nur"), (Format::Html, "<p>a;</p>")]);
    }

    #[test]
    fn a_change_leaves_every_other_byte() {
        let file = changed(FILE.as_bytes(), "two", "2;");
        assert_eq!(String::from_utf8(file).unwrap(), FILE.replace("two", "2\\;"));
        let file = changed(FILE.as_bytes(), "three", "3");
        assert_eq!(String::from_utf8(file).unwrap(), FILE.replace("th\r\n ree", "3"));
        let file = changed(FILE.as_bytes(), "one", "");
        assert_eq!(String::from_utf8(file).unwrap(), FILE.replace("one", ""));
    }

    #[test]
    fn what_is_written_is_folded_at_75_octets() {
        let new = "é".repeat(100) + "\nx, y; \\";
        let file = String::from_utf8(changed(FILE.as_bytes(), "two", &new)).unwrap();
        assert!(file.split("\r\n").all(|line| line.len() <= 75));
    }

    #[test]
    fn a_fold_may_part_a_character() {
        let mut source = b"BEGIN:VEVENT\nDESCRIPTION:caf\xC3\n \xA9 now\nEND:VEVENT\n".to_vec();
        assert_eq!(event_texts(&source).unwrap()[0].text, "café now");
        source = changed(&source, "now", "later");
        assert!(source.windows(4).any(|part| part == b"\xC3\n \xA9"));
        assert_eq!(
            event_texts(b"BEGIN:VEVENT\nDESCRIPTION:caf\xC3 \nEND:VEVENT\n"),
            Err(IcalendarError::NotUtf8 { event: 1 })
        );
    }
}
