//! Appointments as iCalendar files (RFC 5545): the texts of their events and what stands beside them, and how a change
//! is written back.

mod line;
mod origins;
mod property;

use std::ops::Range;

use thiserror::Error;

use crate::block::Splice;
use crate::html::Format;

use line::{ContentLine, escape, folded, lines_of_events};

pub use line::ByteSplice;
pub use origins::Origins;
pub use property::{EventProperty, Mending, Property, event_properties};

/// Why the text of an event cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum IcalendarError {
    /// The value is not UTF-8.
    #[error("the description of event {event} is not text in UTF-8")]
    NotUtf8 {
        /// The event, counted from 1.
        event: usize,
    },
    /// The value is larger than is read.
    #[error("the description of event {event} is larger than 2 MB")]
    TooLarge {
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
    /// Where its line stands in the file. What each byte of the text comes from is worked out where one is changed: of
    /// all texts of a file at once it would take many times what they hold.
    line: Range<usize>,
}

/// The texts of all events of a calendar in the order they stand; those of alarms and to-dos are none.
///
/// Bytes, because a fold may stand inside a character (RFC 5545, 3.1).
pub fn event_texts(source: &[u8]) -> Result<Vec<EventText>, IcalendarError> {
    let mut texts = Vec::new();
    for (event, line) in lines_of_events(source) {
        let (name, value) = line.name_and_value();
        if let Some(format) = format(&name.to_ascii_uppercase(), line.bytes.get(value.clone())) {
            if line.is_cut {
                return Err(IcalendarError::TooLarge { event: event + 1 });
            }
            let (text, _) = line.unescape(value);
            let text = String::from_utf8(text).map_err(|_| IcalendarError::NotUtf8 { event: event + 1 })?;
            texts.push(EventText { event, format, text, line: line.span });
        }
    }
    Ok(texts)
}

/// The format of a property's text, whose name is in capitals; `None` for a property that is no body.
fn format(name: &[u8], value: Option<&[u8]>) -> Option<Format> {
    let says = |part: &[u8]| name.windows(part.len()).any(|found| found == part);
    match name.split(|byte| *byte == b';').next().unwrap_or_default() {
        b"DESCRIPTION" => Some(Format::Text),
        b"X-ALT-DESC" if says(b"TEXT/HTML") => Some(Format::Html),
        b"X-ALT-DESC" if !says(b"FMTTYPE=") && value?.trim_ascii_start().starts_with(b"<") => {
            Some(Format::Html)
        }
        _ => None,
    }
}

impl EventText {
    /// The exchange in `source`, the file this text was read from, that makes `change` in the text.
    ///
    /// Lines before the change and behind the first fold after it stay as they are folded.
    pub fn splice(&self, source: &[u8], change: &Splice) -> ByteSplice {
        let line = ContentLine::at(source, &self.line);
        let origins = line.map(|line| line.unescape(line.name_and_value().1).1);
        let span = origins.map_or(change.span.clone(), |origins| origins.of(&change.span));
        let rest = source.get(span.end..).unwrap_or_default();
        let rest = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let rest = rest.strip_suffix(b"\r").unwrap_or(rest);
        let bytes = folded(source, span.start, &[&escape(&change.replacement), rest]);
        ByteSplice { span: span.start..span.end + rest.len(), bytes }
    }
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
