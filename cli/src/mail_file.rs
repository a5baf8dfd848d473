//! Mails: their HTML, text and calendar parts, with their transfer encodings.
//!
//! <https://www.rfc-editor.org/rfc/rfc2045#section-6>

use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use encoding_rs::{Encoding, UTF_8};
use mail_parser::{Encoding as MailEncoding, MessageParser, MessagePart, MimeHeaders};
use redial::block::Format;

use crate::source::{Body, Writing};

/// How a part's bytes travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transfer {
    /// As they are.
    Identity,
    /// Quoted-printable.
    QuotedPrintable,
    /// Base64.
    Base64,
}

impl Transfer {
    /// The bytes as they travel, lines ended as mails end them.
    pub fn encode(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Identity => bytes.to_vec(),
            Self::QuotedPrintable => quoted_printable::encode(bytes),
            Self::Base64 => {
                let text = STANDARD.encode(bytes);
                let lines: Vec<&[u8]> = text.as_bytes().chunks(76).collect();
                let mut lines = lines.join(&b"\r\n"[..]);
                lines.extend_from_slice(b"\r\n");
                lines
            }
        }
    }
}

/// Whether a file without a telling name begins like a mail.
pub fn looks_like(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or_default()).to_lowercase();
    let first = head.lines().next().unwrap_or_default();
    let header = first.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    header
        && ["\nmime-version:", "\ncontent-type:", "\nfrom:", "\nreceived:"]
            .iter()
            .any(|name| head.contains(name))
}

/// The parts of a mail that people read: HTML first, then text.
pub fn bodies(name: &str, bytes: &[u8]) -> anyhow::Result<Vec<Body>> {
    let message = MessageParser::default().parse(bytes).with_context(|| format!("{name} is not a mail"))?;
    let mut bodies = Vec::new();
    for part in &message.parts {
        let Some(format) = format(part) else { continue };
        bodies.push(body(name, bytes, part, format)?);
    }
    if bodies.is_empty() {
        bail!("{name} is a mail without a text");
    }
    bodies.sort_by_key(|body| body.format == Format::Text);
    Ok(bodies)
}

fn format(part: &MessagePart<'_>) -> Option<Format> {
    match part.content_type() {
        None => Some(Format::Text),
        Some(kind) => {
            match (kind.ctype().to_ascii_lowercase().as_str(), kind.subtype().map(str::to_ascii_lowercase)) {
                ("text", Some(subtype)) if subtype == "html" => Some(Format::Html),
                ("text", Some(subtype)) if subtype == "plain" => Some(Format::Text),
                _ => None,
            }
        }
    }
    .filter(|_| part.attachment_name().is_none())
}

fn body(name: &str, bytes: &[u8], part: &MessagePart<'_>, format: Format) -> anyhow::Result<Body> {
    let start = usize::try_from(part.offset_body)?;
    let end = usize::try_from(part.offset_end)?;
    let written = bytes.get(start..end).unwrap_or_default();
    let (transfer, decoded) = match part.encoding {
        MailEncoding::None => (Transfer::Identity, written.to_vec()),
        MailEncoding::QuotedPrintable => {
            let decoded = quoted_printable::decode(written, quoted_printable::ParseMode::Robust);
            (Transfer::QuotedPrintable, decoded.with_context(|| format!("{name}: a part cannot be decoded"))?)
        }
        MailEncoding::Base64 => {
            let dense: Vec<u8> = written.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
            let decoded =
                STANDARD.decode(dense).with_context(|| format!("{name}: a part cannot be decoded"))?;
            (Transfer::Base64, decoded)
        }
    };
    let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
    let encoding = charset.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8);
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(&decoded)
        .with_context(|| format!("{name}: a part is not written in {}", encoding.name()))?
        .into_owned();
    Ok(Body { format, text, span: start..end, writing: Writing::Mail(transfer, encoding) })
}
