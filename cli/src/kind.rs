//! What a file is: by its extension, else by what it begins with.

use std::path::Path;

use thiserror::Error;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A body in HTML.
    Html,
    /// A body in plain text.
    Text,
    /// An iCalendar file.
    Calendar,
    /// A mail.
    Mail,
}

/// Nothing tells what a file is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("nothing tells what kind of file it is; Redial reads .html, .txt, .ics and .eml")]
pub struct UnknownKind;

impl Kind {
    /// The kind of the file at `path` with these bytes. A text without a telling name or beginning is taken for one
    /// only where it has no extension, as standard input has none.
    pub fn of(path: &Path, bytes: &[u8]) -> Result<Self, UnknownKind> {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        let named = match extension.as_deref() {
            Some("html" | "htm") => Some(Self::Html),
            Some("txt" | "text") => Some(Self::Text),
            Some("ics") => Some(Self::Calendar),
            Some("eml") => Some(Self::Mail),
            _ => None,
        };
        named
            .or_else(|| by_content(bytes))
            .or_else(|| (extension.is_none() && is_text(bytes)).then_some(Self::Text))
            .ok_or(UnknownKind)
    }
}

/// How far into a file its kind is looked for.
const HEAD: usize = 4096;

fn by_content(bytes: &[u8]) -> Option<Kind> {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    // Two bytes a character and a byte order mark are left out; what is looked for is ASCII.
    let ascii: Vec<u8> = head.iter().copied().filter(|byte| byte.is_ascii() && *byte != 0).collect();
    let head = String::from_utf8_lossy(ascii.trim_ascii_start()).into_owned();
    if head.get(..15).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        Some(Kind::Calendar)
    } else if is_mail_header(&head) {
        Some(Kind::Mail)
    } else {
        head.starts_with('<').then_some(Kind::Html)
    }
}

/// Whether nothing but header fields stands before the first empty line, at least one of which only mails have.
fn is_mail_header(head: &str) -> bool {
    const OF_MAILS: [&str; 6] =
        ["from", "received", "mime-version", "content-type", "return-path", "message-id"];
    let mut known = false;
    for line in head.lines().take_while(|line| !line.is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        known |= OF_MAILS.contains(&name.to_ascii_lowercase().as_str());
    }
    known
}

/// Whether the bytes are text in UTF-8 or UTF-16 and no program's data.
fn is_text(bytes: &[u8]) -> bool {
    let utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    utf16 || !bytes.iter().any(control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, bytes: &[u8]) -> Result<Kind, UnknownKind> {
        Kind::of(Path::new(name), bytes)
    }

    #[test]
    fn the_extension_tells() {
        assert_eq!(kind("a.HTM", b"x"), Ok(Kind::Html));
        assert_eq!(kind("a.eml", b"<p>"), Ok(Kind::Mail));
    }

    #[test]
    fn else_the_beginning_tells() {
        assert_eq!(kind("-", b"\xEF\xBB\xBFBEGIN:VCALENDAR\r\n"), Ok(Kind::Calendar));
        assert_eq!(kind("-", b"\xFF\xFE<\0h\0t\0m\0l\0"), Ok(Kind::Html));
        assert_eq!(kind("-", b"Subject: a\r\n b\r\nFrom: c\r\n\r\nd"), Ok(Kind::Mail));
        assert_eq!(kind("a.tmp", b"\n <html>"), Ok(Kind::Html));
        assert_eq!(kind("-", b"From: here\nto there\n"), Ok(Kind::Text));
        assert_eq!(kind("-", b"Hello"), Ok(Kind::Text));
    }

    #[test]
    fn what_is_no_text_is_unknown() {
        assert_eq!(kind("a.docx", b"PK\x03\x04"), Err(UnknownKind));
        assert_eq!(kind("a.md", b"Hello"), Err(UnknownKind));
        assert_eq!(kind("-", b"\x7FELF\x02\x01"), Err(UnknownKind));
    }
}
