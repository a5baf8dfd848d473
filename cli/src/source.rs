//! A file, the bodies in it, and how changes of them become changes of its bytes.

use std::ops::Range;
use std::path::Path;

use redial::block::Splice;
use redial::calendar::icalendar::{
    ByteSplice, EventProperty, EventText, IcalendarError, Mending, event_properties, event_texts,
};
use redial::html::Format;
use thiserror::Error;

use crate::charset::{Charset, CharsetError};
use crate::file::{self, FileError};
use crate::kind::{Kind, UnknownKind};
use crate::mail::{self, Content, MailError};
use crate::splice::{in_line_ends_of, minimal};
use crate::transfer::{Transfer, apply};

/// The largest text in bytes that information is looked for in.
const LARGEST_TEXT: usize = 2 * 1024 * 1024;

/// How many texts a file may hold.
const MOST_TEXTS: usize = 100_000;

/// Why a file cannot be used.
#[derive(Debug, Error)]
pub enum SourceError {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It is of no kind that is known.
    #[error(transparent)]
    Unknown(#[from] UnknownKind),
    /// It is named like a calendar and is none.
    #[error("it is no iCalendar file: it does not begin with BEGIN:VCALENDAR")]
    NoCalendar,
    /// It is no mail, or none that is read.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// A text in it is too large.
    #[error("a text in it is larger than 2 MB")]
    LargeText,
    /// It holds too many texts.
    #[error("it holds more than {MOST_TEXTS} texts")]
    ManyTexts,
    /// It is named like a text and is a program's data.
    #[error("it is no text")]
    NoText,
    /// A part of a mail breaks the rules of its transfer encoding.
    #[error("a part of the mail is not encoded as it says")]
    Transfer,
    /// Its characters cannot be read.
    #[error(transparent)]
    Charset(#[from] CharsetError),
    /// A description in a calendar cannot be read.
    #[error(transparent)]
    Icalendar(#[from] IcalendarError),
}

/// Why changes cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WriteError {
    /// The encoding of the file lacks a character.
    #[error(transparent)]
    Charset(#[from] CharsetError),
    /// What would be written does not read as it should.
    #[error("the change cannot be written in the encoding of the file without changing more")]
    NotReadBack,
}

/// A file as it was read.
#[derive(Debug)]
pub struct Source {
    kind: Kind,
    bytes: Vec<u8>,
    parts: Vec<Part>,
    /// The bodies, those of one meeting together, what most readers see first.
    pub bodies: Vec<Body>,
    /// What stands beside the bodies of calendars.
    pub details: Vec<Detail>,
    /// Whether a signature covers the bodies.
    pub signed: bool,
}

/// A stretch of a file in one encoding.
#[derive(Debug)]
struct Part {
    span: Range<usize>,
    transfer: Transfer,
    charset: Charset,
    /// The text in UTF-8.
    text: Vec<u8>,
}

/// A text that may hold online meeting information.
#[derive(Debug)]
pub struct Body {
    /// Where it stands, in words: `text/html`, `DESCRIPTION of event 2`; empty where the file holds but one.
    pub name: String,
    /// Bodies with one number are versions of one text.
    pub meeting: usize,
    /// Whether it belongs to a mail that is attached.
    pub attached: bool,
    /// How it is written.
    pub format: Format,
    /// Its text.
    pub text: String,
    part: usize,
    event: Option<EventText>,
}

/// A property beside the text of an event in a calendar.
#[derive(Debug)]
pub struct Detail {
    /// Where it stands, in words.
    pub name: String,
    /// The meeting, as of bodies.
    pub meeting: usize,
    /// Whether it belongs to a mail that is attached.
    pub attached: bool,
    /// The property.
    pub property: EventProperty,
    part: usize,
}

impl Detail {
    /// Whether both stand in one event.
    pub fn is_beside(&self, other: &Self) -> bool {
        (self.part, self.property.event) == (other.part, other.property.event)
    }
}

/// What a file is changed by.
#[derive(Debug, Default)]
pub struct Splices {
    /// Each in the body of that index.
    pub bodies: Vec<(usize, Splice)>,
    /// What becomes of the detail of that index.
    pub details: Vec<(usize, Mending)>,
}

impl Splices {
    /// Whether nothing is to change.
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty() && self.details.is_empty()
    }
}

impl Source {
    /// Reads a file, or standard input for `-`.
    pub fn read(path: &Path) -> Result<Self, SourceError> {
        let bytes = file::read(path)?;
        let kind = Kind::of(path, &bytes)?;
        Self::parse(kind, bytes)
    }

    fn parse(kind: Kind, bytes: Vec<u8>) -> Result<Self, SourceError> {
        let (parts, bodies, details) = (Vec::new(), Vec::new(), Vec::new());
        let mut source = Self { kind, bytes, parts, bodies, details, signed: false };
        match kind {
            Kind::Html => source.add_whole(Content::Html)?,
            Kind::Text => source.add_whole(Content::Text)?,
            Kind::Calendar => source.add_whole(Content::Calendar)?,
            Kind::Mail => source.add_mail()?,
        }
        let rank = |body: &Body| {
            (body.meeting, body.event.is_some(), body.event.is_some() == (body.format == Format::Html))
        };
        source.bodies.sort_by_key(rank);
        Ok(source)
    }

    fn add_whole(&mut self, content: Content) -> Result<(), SourceError> {
        let format = if content == Content::Html { Format::Html } else { Format::Text };
        let charset = match content {
            // A fold may part a character: that the descriptions are UTF-8 is seen once they are unfolded.
            Content::Calendar => Charset::of_calendar(&self.bytes),
            Content::Html | Content::Text => Charset::of_text(&self.bytes, format)?,
        };
        let text = charset.decode(&self.bytes)?;
        if content == Content::Calendar
            && !text.trim_ascii_start().to_ascii_uppercase().starts_with(b"BEGIN:VCALENDAR")
        {
            return Err(SourceError::NoCalendar);
        }
        if content == Content::Text && text.contains(&0) {
            return Err(SourceError::NoText);
        }
        let part = Part { span: 0..self.bytes.len(), transfer: Transfer::EightBit, charset, text };
        self.add(part, content, 0)
    }

    fn add_mail(&mut self) -> Result<(), SourceError> {
        let mail = mail::read(&self.bytes)?;
        self.signed = mail.signed;
        for found in mail.parts {
            let raw = self.bytes.get(found.span.clone()).unwrap_or_default();
            let decoded = found.transfer.decode(raw).ok_or(SourceError::Transfer)?;
            let format = if found.content == Content::Html { Format::Html } else { Format::Text };
            let charset = match (&found.charset, found.content) {
                (None, Content::Calendar) => Charset::of_calendar(&decoded),
                (label, _) => Charset::of_part(label.as_deref(), &decoded, format)?,
            };
            let charset =
                if found.transfer == Transfer::SevenBit { charset.in_seven_bits() } else { charset };
            let text = charset.decode(&decoded)?;
            let part = Part { span: found.span, transfer: found.transfer, charset, text };
            self.add(part, found.content, found.mail)?;
        }
        Ok(())
    }

    /// Adds the bodies of a part. In a calendar file every event is a meeting, in a mail all parts are one's.
    fn add(&mut self, part: Part, content: Content, mail: usize) -> Result<(), SourceError> {
        let index = self.parts.len();
        let is_mail = self.kind == Kind::Mail;
        let attached = mail > 0;
        let said =
            |name: &str| if attached { format!("{name} of an attached mail") } else { name.to_owned() };
        let body = |name: String, meeting, format, text, event| Body {
            name,
            meeting,
            attached,
            format,
            text,
            part: index,
            event,
        };
        match content {
            Content::Html | Content::Text => {
                if part.text.len() > LARGEST_TEXT {
                    return Err(SourceError::LargeText);
                }
                let format = if content == Content::Html { Format::Html } else { Format::Text };
                let media = if content == Content::Html { "text/html" } else { "text/plain" };
                let name = if is_mail { said(media) } else { String::new() };
                let text =
                    String::from_utf8(part.text.clone()).map_err(|_| CharsetError::Invalid("UTF-8"))?;
                self.bodies.push(body(name, mail, format, text, None));
            }
            Content::Calendar => {
                let meeting = |event| if is_mail { mail } else { event };
                let name = |property: &str, event: usize| {
                    let name = match event {
                        0 => property.to_owned(),
                        several => format!("{property} of event {}", several + 1),
                    };
                    if is_mail { said(&format!("text/calendar, {name}")) } else { name }
                };
                for mut event in event_texts(&part.text)? {
                    let text = std::mem::take(&mut event.text);
                    let property = if event.format == Format::Html { "X-ALT-DESC" } else { "DESCRIPTION" };
                    let (name, meeting) = (name(property, event.event), meeting(event.event));
                    self.bodies.push(body(name, meeting, event.format, text, Some(event)));
                }
                self.details.extend(event_properties(&part.text).into_iter().map(|property| Detail {
                    name: name(property.property.name(), property.event),
                    meeting: meeting(property.event),
                    attached,
                    property,
                    part: index,
                }));
            }
        }
        self.parts.push(part);
        if self.bodies.len() > MOST_TEXTS { Err(SourceError::ManyTexts) } else { Ok(()) }
    }

    /// The file with `splices` made. All other bytes stay.
    pub fn with(&self, splices: &Splices) -> Result<Vec<u8>, WriteError> {
        let mut wanted: Vec<String> = self.bodies.iter().map(|body| body.text.clone()).collect();
        let mut by_part: Vec<Vec<ByteSplice>> = self.parts.iter().map(|_| Vec::new()).collect();
        for (index, splice) in &splices.bodies {
            let Some(body) = self.bodies.get(*index) else { continue };
            let Some(part) = self.parts.get(body.part) else { continue };
            let splice = in_line_ends_of(&body.text, splice);
            let splice = minimal(&body.text, &splice);
            let replacement = part.charset.writable(&splice.replacement, body.format)?;
            let splice = Splice { replacement, ..splice };
            if let Some(text) = wanted.get_mut(*index) {
                *text = splice.apply(text);
            }
            let splice = match &body.event {
                Some(event) => event.splice(&part.text, &splice),
                None => ByteSplice { span: splice.span, bytes: splice.replacement.into_bytes() },
            };
            by_part.get_mut(body.part).into_iter().for_each(|part| part.push(splice.clone()));
        }
        let mut beside: Vec<Option<&str>> =
            self.details.iter().map(|detail| Some(detail.property.value.as_str())).collect();
        for (index, mending) in &splices.details {
            let (Some(detail), Some(wanted)) = (self.details.get(*index), beside.get_mut(*index)) else {
                continue;
            };
            let (Some(part), Some(of_part)) = (self.parts.get(detail.part), by_part.get_mut(detail.part))
            else {
                continue;
            };
            *wanted = match mending {
                Mending::Value(value) => {
                    part.charset.writable(value, Format::Text)?;
                    Some(value)
                }
                Mending::Gone => None,
            };
            of_part.push(detail.property.splice(&part.text, mending));
        }
        let written = self.written(by_part);
        let again = Self::parse(self.kind, written.clone()).map_err(|_| WriteError::NotReadBack)?;
        let texts = again.bodies.iter().map(|body| &body.text);
        let values = again.details.iter().map(|detail| detail.property.value.as_str());
        let is_read_back = texts.eq(&wanted) && values.eq(beside.into_iter().flatten());
        if is_read_back { Ok(written) } else { Err(WriteError::NotReadBack) }
    }

    fn written(&self, by_part: Vec<Vec<ByteSplice>>) -> Vec<u8> {
        let mut all = Vec::new();
        for (part, mut splices) in self.parts.iter().zip(by_part) {
            splices.sort_by_key(|splice| splice.span.start);
            let raw = self.bytes.get(part.span.clone()).unwrap_or_default();
            let Some(decoded) = part.transfer.decode(raw) else { continue };
            let encoded: Vec<ByteSplice> =
                splices.iter().map(|splice| part.charset.splice(&decoded, splice)).collect();
            let moved = part.transfer.splices(raw, &encoded).into_iter().map(|splice| ByteSplice {
                span: splice.span.start + part.span.start..splice.span.end + part.span.start,
                bytes: splice.bytes,
            });
            all.extend(moved);
        }
        all.sort_by_key(|splice| splice.span.start);
        apply(&self.bytes, &all)
    }
}
