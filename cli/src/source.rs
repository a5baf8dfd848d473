//! A file and the bodies in it.

use std::fs;
use std::io::Read;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, bail};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use redial::block::Format;

use crate::{calendar_file, mail_file};

/// Larger files are no invitations.
const LARGEST: u64 = 32 * 1024 * 1024;

/// A file as it was read.
pub struct Source {
    /// Its name, `-` for standard input.
    pub name: String,
    bytes: Vec<u8>,
    /// The bodies in it; the one that people see first.
    pub bodies: Vec<Body>,
}

/// A body in a file.
pub struct Body {
    /// How it is written.
    pub format: Format,
    /// Its text, decoded.
    pub text: String,
    /// The bytes of the file it was read from.
    pub span: Range<usize>,
    /// How its text becomes bytes again.
    pub writing: Writing,
}

/// How a body's text becomes bytes.
pub enum Writing {
    /// In an encoding, after these bytes of a mark.
    Plain(&'static Encoding, &'static [u8]),
    /// As the value of a property of a calendar file, whose line begins with this and ends so.
    Property(String, &'static str),
    /// As a part of a mail.
    Mail(mail_file::Transfer, &'static Encoding),
}

impl Source {
    /// Reads a file, or standard input for `-`.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let name = path.display().to_string();
        let bytes = bytes(path).with_context(|| format!("{name} cannot be read"))?;
        let bodies = bodies(&name, &bytes)?;
        Ok(Self { name, bytes, bodies })
    }

    /// The file with other texts in the place of some bodies' own.
    pub fn with(&self, texts: &[Option<String>]) -> Vec<u8> {
        let changed = self.bodies.iter().zip(texts).filter_map(|(body, text)| Some((body, text.as_ref()?)));
        let mut changed: Vec<(&Body, &String)> = changed.collect();
        changed.sort_by_key(|(body, _)| body.span.start);
        let mut written = Vec::with_capacity(self.bytes.len());
        let mut done = 0;
        for (body, text) in changed {
            written.extend_from_slice(self.bytes.get(done..body.span.start).unwrap_or_default());
            written.extend(body.writing.write(text));
            done = body.span.end;
        }
        written.extend_from_slice(self.bytes.get(done..).unwrap_or_default());
        written
    }

    /// The file as text, for people to compare.
    pub fn text(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// The file's bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl Writing {
    fn write(&self, text: &str) -> Vec<u8> {
        match self {
            Self::Plain(encoding, mark) => [mark.to_vec(), encode(text, encoding)].concat(),
            Self::Property(name, end) => calendar_file::property(name, text, end).into_bytes(),
            Self::Mail(transfer, encoding) => transfer.encode(&encode(text, encoding)),
        }
    }
}

fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    if encoding == encoding_rs::UTF_16LE {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    if encoding == encoding_rs::UTF_16BE {
        return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    }
    // What the encoding lacks becomes a numeric reference, as browsers write it.
    encoding.encode(text).0.into_owned()
}

fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)?
    } else {
        fs::File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?
    };
    if read as u64 > LARGEST {
        bail!("it is larger than 32 MB, which no invitation is");
    }
    Ok(bytes)
}

fn bodies(name: &str, bytes: &[u8]) -> anyhow::Result<Vec<Body>> {
    let extension = Path::new(name).extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let begins = |with: &str| {
        let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        start.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
    };
    match extension.as_deref() {
        Some("ics") => calendar_file::bodies(&utf8(name, bytes)?),
        Some("eml") => mail_file::bodies(name, bytes),
        Some("html" | "htm") => Ok(vec![plain(name, bytes, Format::Html)?]),
        Some("txt") => Ok(vec![plain(name, bytes, Format::Text)?]),
        _ if begins("BEGIN:VCALENDAR") => calendar_file::bodies(&utf8(name, bytes)?),
        _ if mail_file::looks_like(bytes) => mail_file::bodies(name, bytes),
        _ if begins("<") => Ok(vec![plain(name, bytes, Format::Html)?]),
        None => Ok(vec![plain(name, bytes, Format::Text)?]),
        Some(other) => {
            bail!("{name} is of a kind Redial does not know (.{other}); it reads .html, .txt, .ics and .eml")
        }
    }
}

fn utf8(name: &str, bytes: &[u8]) -> anyhow::Result<String> {
    String::from_utf8(bytes.to_vec()).map_err(|_| anyhow::anyhow!("{name} is not written in UTF-8"))
}

fn plain(name: &str, bytes: &[u8], format: Format) -> anyhow::Result<Body> {
    let (encoding, mark) = encoding(bytes, format);
    let written = bytes.get(mark.len()..).unwrap_or_default();
    if encoding == UTF_8 && written.contains(&0) && format == Format::Text {
        bail!("{name} is not a text");
    }
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(written)
        .with_context(|| format!("{name} is not written in {}", encoding.name()))?;
    Ok(Body {
        format,
        text: text.into_owned(),
        span: 0..bytes.len(),
        writing: Writing::Plain(encoding, mark),
    })
}

/// By its mark, else UTF-8 where it is valid, else what the HTML says, else Western European.
fn encoding(bytes: &[u8], format: Format) -> (&'static Encoding, &'static [u8]) {
    const MARKS: [(&Encoding, &[u8]); 3] = [
        (UTF_8, b"\xEF\xBB\xBF"),
        (encoding_rs::UTF_16LE, b"\xFF\xFE"),
        (encoding_rs::UTF_16BE, b"\xFE\xFF"),
    ];
    if let Some((encoding, mark)) = MARKS.into_iter().find(|(_, mark)| bytes.starts_with(mark)) {
        return (encoding, mark);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, b"");
    }
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default()).to_lowercase();
    let declared = head.split("charset=").nth(1).map(|rest| {
        rest.trim_start_matches(['"', '\''])
            .split(['"', '\'', ';', '>', ' '])
            .next()
            .unwrap_or_default()
            .to_owned()
    });
    let declared =
        declared.filter(|_| format == Format::Html).and_then(|label| Encoding::for_label(label.as_bytes()));
    (declared.filter(|encoding| *encoding != UTF_8).unwrap_or(WINDOWS_1252), b"")
}
