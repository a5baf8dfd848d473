//! iCalendar files: the description of an event, unfolded and unescaped.
//!
//! <https://www.rfc-editor.org/rfc/rfc5545#section-3.1>

use std::ops::Range;

use anyhow::bail;
use redial::block::Format;

use crate::source::{Body, Writing};

/// The longest line, in octets, without its line break.
const LINE: usize = 75;

/// The descriptions of the events in a calendar file; those of alarms are not bodies.
pub fn bodies(text: &str) -> anyhow::Result<Vec<Body>> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut inside: Vec<String> = Vec::new();
    let mut bodies = Vec::new();
    for (span, line) in content_lines(text) {
        let (name, value) = split(&line);
        let kind = name.split(';').next().unwrap_or_default().to_ascii_uppercase();
        match kind.as_str() {
            "BEGIN" => inside.push(value.to_ascii_uppercase()),
            "END" => drop(inside.pop()),
            "DESCRIPTION" | "X-ALT-DESC" if inside.last().is_some_and(|component| component == "VEVENT") => {
                let html = name.to_ascii_lowercase().contains("fmttype=text/html");
                let format = if html { Format::Html } else { Format::Text };
                let writing = Writing::Property(format!("{name}:"), end);
                bodies.push(Body { format, text: unescape(value), span, writing });
            }
            _ => {}
        }
    }
    if bodies.is_empty() {
        bail!("the calendar file has no event with a description");
    }
    // The plain description is what every client shows.
    bodies.sort_by_key(|body| body.format == Format::Html);
    Ok(bodies)
}

/// A property's line, folded; `name` goes up to its colon.
pub fn property(name: &str, text: &str, end: &str) -> String {
    let line = format!("{name}{}", escape(text));
    let mut folded = String::with_capacity(line.len() + line.len() / LINE * 3);
    let mut octets = 0;
    for character in line.chars() {
        if octets + character.len_utf8() > LINE {
            folded.push_str(end);
            folded.push(' ');
            octets = 1;
        }
        folded.push(character);
        octets += character.len_utf8();
    }
    folded.push_str(end);
    folded
}

/// The content lines with the bytes they stand in, line breaks included.
fn content_lines(text: &str) -> Vec<(Range<usize>, String)> {
    let mut lines: Vec<(Range<usize>, String)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = start..start + line.len();
        start = span.end;
        let content = line.trim_end_matches(['\r', '\n']);
        match (content.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((whole, unfolded))) => {
                whole.end = span.end;
                unfolded.push_str(rest);
            }
            _ => lines.push((span, content.to_owned())),
        }
    }
    lines
}

/// Name with parameters, and value; a colon in a quoted parameter parts nothing.
fn split(line: &str) -> (&str, &str) {
    let mut quoted = false;
    let colon = line.char_indices().find(|(_, character)| {
        quoted ^= *character == '"';
        *character == ':' && !quoted
    });
    colon.and_then(|(at, _)| Some((line.get(..at)?, line.get(at + 1..)?))).unwrap_or((line, ""))
}

fn unescape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('n' | 'N') => text.push('\n'),
            Some(escaped @ ('\\' | ',' | ';')) => text.push(escaped),
            Some(other) => text.extend(['\\', other]),
            None => text.push('\\'),
        }
    }
    text
}

fn escape(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => value.push_str("\\n"),
            '\r' => {}
            '\\' | ',' | ';' => value.extend(['\\', character]),
            other => value.push(other),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDESCRIPTION;LANGUAGE=\"a:b\":one\\, two\\nth\r\n ree\\;\r\nBEGIN:VALARM\r\nDESCRIPTION:REMINDER\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    #[test]
    fn the_events_description_is_unfolded_and_unescaped_and_the_alarms_is_not_a_body() {
        let bodies = bodies(FILE).unwrap();
        assert_eq!(bodies.len(), 1);
        assert_eq!(bodies[0].text, "one, two\nthree;");
    }

    #[test]
    fn a_property_is_folded_at_75_octets_and_reads_back() {
        let text = "é".repeat(100) + "\nx, y; \\";
        let line = property("DESCRIPTION:", &text, "\r\n");
        assert!(line.split("\r\n").all(|line| line.len() <= 75));
        let file = format!("BEGIN:VEVENT\r\n{line}END:VEVENT\r\n");
        assert_eq!(bodies(&file).unwrap()[0].text, text);
    }
}
