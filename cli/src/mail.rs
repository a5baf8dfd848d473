//! The parts of a mail that hold its text (RFC 5322, RFC 2045 to 2049).

use std::ops::Range;

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::transfer::Transfer;

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

/// Reads a mail; `None` where there is no header.
pub fn read(bytes: &[u8]) -> Option<Mail> {
    let message = MessageParser::default().parse(bytes)?;
    message.parts.first().filter(|root| !root.headers.is_empty())?;
    let mut mail = Mail::default();
    let mut mails = 0;
    collect(&message, &mut mails, &mut mail);
    Some(mail)
}

/// Attached mails lie in the same bytes unless they are encoded.
fn collect(message: &Message<'_>, mails: &mut usize, mail: &mut Mail) {
    let current = *mails;
    for part in &message.parts {
        let kind = kind(part);
        mail.signed |= current == 0 && (kind == "multipart/signed" || kind.ends_with("pkcs7-mime"));
        match &part.body {
            PartType::Message(attached)
                if Transfer::named(part.content_transfer_encoding()).is_identity() =>
            {
                *mails += 1;
                collect(attached, mails, mail);
            }
            PartType::Text(_) | PartType::Html(_) | PartType::Binary(_) => {
                mail.parts.extend(content(part, &kind).map(|content| mail_part(part, current, content)));
            }
            PartType::Message(_) | PartType::InlineBinary(_) | PartType::Multipart(_) => {}
        }
    }
}

fn mail_part(part: &MessagePart<'_>, mail: usize, content: Content) -> MailPart {
    let start = part.offset_body as usize;
    MailPart {
        mail,
        content,
        span: start..(part.offset_end as usize).max(start),
        transfer: Transfer::named(part.content_transfer_encoding()),
        charset: part.content_type().and_then(|kind| kind.attribute("charset")).map(str::to_owned),
    }
}

/// The media type in lower case; text where nothing is said (RFC 2045, 5.2).
fn kind(part: &MessagePart<'_>) -> String {
    let named =
        part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()));
    named.unwrap_or_else(|| "text/plain".to_owned()).to_ascii_lowercase()
}

fn content(part: &MessagePart<'_>, kind: &str) -> Option<Content> {
    let attached = part.content_disposition().is_some_and(|disposition| disposition.is_attachment());
    match kind {
        "text/calendar" | "application/ics" => Some(Content::Calendar),
        "text/html" if !attached => Some(Content::Html),
        "text/plain" if !attached => Some(Content::Text),
        _ => None,
    }
}
