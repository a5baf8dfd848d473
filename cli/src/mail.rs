//! The parts of a mail that hold its text (RFC 5322, RFC 2045 to 2049).
//!
//! Where parts begin and end is read here, with a limit of depth and none of their contents decoded; headers are
//! `mail-parser`'s to read.

use std::ops::Range;

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};
use thiserror::Error;

use crate::transfer::Transfer;

/// How deep parts and attached mails may lie in each other.
const DEEPEST: usize = 100;

/// How many parts a mail may have, those of attached mails included.
const MOST_PARTS: usize = 10_000;

/// The longest header in bytes.
const LONGEST_HEADER: usize = 1024 * 1024;

/// What a part holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// `text/html`.
    Html,
    /// `text/plain`.
    Text,
    /// `text/calendar`.
    Calendar,
}

/// A part of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailPart {
    /// The mail it is part of: 0 for the mail itself, others are attached.
    pub mail: usize,
    /// What it holds.
    pub content: Content,
    /// Its bytes in the file, without its header.
    pub span: Range<usize>,
    /// How they travel.
    pub transfer: Transfer,
    /// The encoding it names.
    pub charset: Option<String>,
}

/// A mail as far as it is of interest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mail {
    /// The parts that hold text, in the order they stand.
    pub parts: Vec<MailPart>,
    /// Whether a signature covers them.
    pub signed: bool,
}

/// Why a mail cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MailError {
    /// It is named like a mail and is none.
    #[error("it is no mail: it has no header")]
    NoHeader,
    /// A header is too long.
    #[error("it is no mail that Redial reads: a header in it is longer than 1 MB")]
    LongHeader,
    /// Parts lie too deep in each other.
    #[error(
        "its parts and attached mails lie in each other more than {DEEPEST} deep; save the mail that you mean as a file of its own"
    )]
    TooDeep,
    /// It has too many parts.
    #[error("it has more than {MOST_PARTS} parts; save the mail that you mean as a file of its own")]
    TooManyParts,
}

/// A mail or a part of one that is still to be read.
struct Entity {
    /// Where it stands, its header included.
    span: Range<usize>,
    mail: usize,
    depth: usize,
    /// What it is where its header does not say (RFC 2046, 5.1.5).
    default: &'static str,
}

const TEXT: &str = "text/plain";
const MAIL: &str = "message/rfc822";

/// Reads a mail.
pub fn read(bytes: &[u8]) -> Result<Mail, MailError> {
    let mut mail = Mail::default();
    let delimiters = Delimiters::of(bytes);
    let (mut mails, mut read) = (0, 0);
    let mut open = vec![Entity { span: 0..bytes.len(), mail: 0, depth: 0, default: TEXT }];
    while let Some(entity) = open.pop() {
        read += 1;
        if entity.depth > DEEPEST {
            return Err(MailError::TooDeep);
        }
        if read + open.len() > MOST_PARTS {
            return Err(MailError::TooManyParts);
        }
        let whole = bytes.get(entity.span.clone()).unwrap_or_default();
        let start = body_start(whole);
        if start > LONGEST_HEADER {
            return Err(MailError::LongHeader);
        }
        let message = MessageParser::default().parse_headers(whole.get(..start).unwrap_or_default());
        let header = message.as_ref().and_then(|message: &Message<'_>| message.parts.first());
        if read == 1 && header.is_none_or(|header| header.headers.is_empty()) {
            return Err(MailError::NoHeader);
        }
        let kind = header.and_then(kind).unwrap_or_else(|| entity.default.to_owned());
        let body = entity.span.start + start..entity.span.end;
        let transfer = Transfer::named(header.and_then(|header| header.content_transfer_encoding()));
        mail.signed |= entity.mail == 0 && (kind == "multipart/signed" || kind.ends_with("pkcs7-mime"));
        let inner =
            |span: Range<usize>, mail, default| Entity { span, mail, depth: entity.depth + 1, default };
        if let (Some(boundary), true) = (header.and_then(boundary), kind.starts_with("multipart/")) {
            let default = if kind == "multipart/digest" { MAIL } else { TEXT };
            let parts = delimiters.parts(bytes, body, boundary).into_iter().rev();
            open.extend(parts.map(|span| inner(span, entity.mail, default)));
        } else if matches!(kind.as_str(), MAIL | "message/global") {
            // Attached mails lie in the same bytes unless they are encoded.
            if transfer.is_identity() {
                mails += 1;
                open.push(inner(body, mails, TEXT));
            }
        } else if let Some(content) = content(header, &kind) {
            let charset = header.and_then(|header| header.content_type()?.attribute("charset"));
            let charset = charset.map(str::to_owned);
            mail.parts.push(MailPart { mail: entity.mail, content, span: body, transfer, charset });
        }
    }
    Ok(mail)
}

/// Where the body begins, behind the first empty line; somewhere behind the longest header where there is none.
fn body_start(whole: &[u8]) -> usize {
    let mut start = 0;
    for line in whole.split_inclusive(|byte| *byte == b'\n') {
        start += line.len();
        if matches!(line, b"\n" | b"\r\n") || start > LONGEST_HEADER {
            break;
        }
    }
    start
}

/// Where the lines begin that may part the parts of a mail.
struct Delimiters(Vec<usize>);

impl Delimiters {
    fn of(bytes: &[u8]) -> Self {
        let begins_line = |at: &usize| *at == 0 || bytes.get(at - 1) == Some(&b'\n');
        Self(memchr::memmem::find_iter(bytes, b"--").filter(begins_line).collect())
    }

    /// The parts of a body (RFC 2046, 5.1.1); the line break before a delimiter is part of it.
    fn parts(&self, bytes: &[u8], body: Range<usize>, boundary: &str) -> Vec<Range<usize>> {
        let first = self.0.partition_point(|start| *start < body.start);
        let starts = self.0.iter().skip(first).copied().take_while(|start| *start < body.end);
        let mut parts = Vec::new();
        let mut begun: Option<usize> = None;
        for start in starts {
            let rest = bytes.get(start..body.end).unwrap_or_default();
            let Some(delimiter) = delimiter(rest, boundary) else { continue };
            if let Some(begun) = begun.take() {
                let part = without_line_break(bytes.get(begun..start).unwrap_or_default());
                parts.push(begun..begun + part.len());
            }
            match delimiter {
                Delimiter::Next { length } if parts.len() <= MOST_PARTS => begun = Some(start + length),
                Delimiter::Next { .. } | Delimiter::Last => break,
            }
        }
        parts.extend(begun.map(|begun| begun..body.end));
        parts
    }
}

enum Delimiter {
    /// A part follows, so many bytes behind.
    Next {
        length: usize,
    },
    Last,
}

/// The delimiter line that a text begins with, if it is one of this boundary.
fn delimiter(rest: &[u8], boundary: &str) -> Option<Delimiter> {
    let behind = rest.strip_prefix(b"--")?.strip_prefix(boundary.as_bytes())?;
    let line = behind.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
    match line.trim_ascii_end() {
        b"" => Some(Delimiter::Next { length: rest.len() - behind.len() + line.len() }),
        b"--" => Some(Delimiter::Last),
        _ => None,
    }
}

fn without_line_break(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

/// The media type in lower case, where it is said.
fn kind(header: &MessagePart<'_>) -> Option<String> {
    let kind = header.content_type()?;
    Some(format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()).to_ascii_lowercase())
}

fn boundary<'a>(header: &'a MessagePart<'_>) -> Option<&'a str> {
    header.content_type()?.attribute("boundary").filter(|boundary| !boundary.is_empty())
}

fn content(header: Option<&MessagePart<'_>>, kind: &str) -> Option<Content> {
    let disposition = header.and_then(|header| header.content_disposition());
    let attached = disposition.is_some_and(|disposition| disposition.is_attachment());
    match kind {
        "text/calendar" | "application/ics" => Some(Content::Calendar),
        "text/html" if !attached => Some(Content::Html),
        "text/plain" if !attached => Some(Content::Text),
        _ => None,
    }
}
