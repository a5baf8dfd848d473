//! How the bytes of a mail's part travel (RFC 2045, 6).

use std::ops::Range;

use base64::Engine as _;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use redial::calendar::icalendar::{ByteSplice, Origins};

/// The longest line of an encoded part, line break excluded.
const LONGEST_LINE: usize = 76;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A content transfer encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transfer {
    /// As they are, seven bits each.
    SevenBit,
    /// As they are.
    EightBit,
    /// `=E9` for what is not printable.
    QuotedPrintable,
    /// Four letters for three bytes.
    Base64,
}

impl Transfer {
    /// The encoding a header names; one that is not known leaves the bytes as they are.
    pub fn named(name: Option<&str>) -> Self {
        let named = |wanted: &str| name.is_some_and(|name| name.trim().eq_ignore_ascii_case(wanted));
        if named("base64") {
            Self::Base64
        } else if named("quoted-printable") {
            Self::QuotedPrintable
        } else if named("8bit") || named("binary") {
            Self::EightBit
        } else {
            Self::SevenBit
        }
    }

    /// Whether the bytes travel as they are.
    pub fn is_identity(self) -> bool {
        matches!(self, Self::SevenBit | Self::EightBit)
    }

    /// The decoded bytes; `None` where they break the encoding's rules.
    pub fn decode(self, raw: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::SevenBit | Self::EightBit => Some(raw.to_vec()),
            Self::QuotedPrintable => Some(quoted_printable(raw, |_, _| {})),
            Self::Base64 => {
                let letters: Vec<u8> =
                    raw.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
                BASE64.decode(letters).ok()
            }
        }
    }

    /// The exchanges in `raw` that make `splices`, in ascending order, in the decoded bytes.
    pub fn splices(self, raw: &[u8], splices: &[ByteSplice]) -> Vec<ByteSplice> {
        match self {
            Self::SevenBit | Self::EightBit => splices.to_vec(),
            Self::QuotedPrintable => {
                let mut origins = Origins::new(0);
                quoted_printable(raw, |length, source| origins.push(length, source));
                splices.iter().map(|splice| requote(raw, origins.of(&splice.span), &splice.bytes)).collect()
            }
            Self::Base64 => self.recode(raw, splices).into_iter().collect(),
        }
    }

    /// The lines of Base64 from the first that changes.
    fn recode(self, raw: &[u8], splices: &[ByteSplice]) -> Option<ByteSplice> {
        let first = splices.first()?.span.start;
        let decoded = apply(&self.decode(raw)?, splices);
        let end = raw.len() - raw.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
        let line_end = line_end(raw);
        let stride = raw.windows(line_end.len()).position(|part| part == line_end).unwrap_or(end);
        let width = if stride > 0 && stride.is_multiple_of(4) { stride } else { LONGEST_LINE };
        let bytes_a_line = width / 4 * 3;
        // Lines before the change stay where all of them are full and begin at the first byte.
        let full = |line: &[u8]| {
            line.len() == width
                && line.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(byte))
        };
        let kept = raw
            .chunks(width + line_end.len())
            .take(first / bytes_a_line)
            .take_while(|line| line.strip_suffix(line_end).is_some_and(full))
            .count();
        let encoded = BASE64.encode(decoded.get(kept * bytes_a_line..)?);
        let lines: Vec<&[u8]> = encoded.as_bytes().chunks(width).collect();
        Some(ByteSplice { span: kept * (width + line_end.len())..end, bytes: lines.join(line_end) })
    }
}

/// The bytes with `splices`, in ascending order, made.
pub fn apply(bytes: &[u8], splices: &[ByteSplice]) -> Vec<u8> {
    let mut changed = Vec::with_capacity(bytes.len());
    let mut done = 0;
    for splice in splices {
        changed.extend_from_slice(bytes.get(done..splice.span.start).unwrap_or_default());
        changed.extend_from_slice(&splice.bytes);
        done = splice.span.end;
    }
    changed.extend_from_slice(bytes.get(done..).unwrap_or_default());
    changed
}

fn line_end(raw: &[u8]) -> &'static [u8] {
    if raw.windows(2).any(|pair| pair == b"\r\n") || !raw.contains(&b'\n') { b"\r\n" } else { b"\n" }
}

/// The decoded bytes; line breaks stay as they are. `note` is told how many of them come from where.
fn quoted_printable(raw: &[u8], mut note: impl FnMut(usize, Range<usize>)) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(raw.len());
    let mut start = 0;
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        let content = line.strip_suffix(b"\n").unwrap_or(line);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        let padded = content.trim_ascii_end();
        let soft = padded.strip_suffix(b"=");
        let mut rest = soft.unwrap_or(padded);
        let mut at = start;
        while let Some((&first, others)) = rest.split_first() {
            let octet = match others {
                [high, low, ..] if first == b'=' => octet(*high, *low),
                _ => None,
            };
            let length = if octet.is_some() { 3 } else { 1 };
            decoded.push(octet.unwrap_or(first));
            note(1, at..at + length);
            rest = rest.get(length..).unwrap_or_default();
            at += length;
        }
        start += line.len();
        if soft.is_none() {
            let line_break = line.get(content.len()..).unwrap_or_default();
            decoded.extend_from_slice(line_break);
            note(line_break.len(), start - line_break.len()..start);
        }
    }
    decoded
}

fn octet(high: u8, low: u8) -> Option<u8> {
    let digit = |letter: u8| char::from(letter).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(high)? * 16 + digit(low)?)
}

/// The exchange of a span of quoted-printable by `bytes`.
fn requote(raw: &[u8], span: Range<usize>, bytes: &[u8]) -> ByteSplice {
    let line_end = line_end(raw);
    let soft_break = [b"=", line_end].concat();
    let behind = raw.get(span.end..).unwrap_or_default();
    let rest = behind.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default().len();
    let before = raw.get(..span.start).unwrap_or_default();
    let mut column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
    let mut quoted = Vec::with_capacity(bytes.len() + bytes.len() / 8);
    let mut left = bytes;
    while let Some((&byte, others)) = left.split_first() {
        if left.starts_with(line_end) {
            quoted.extend_from_slice(line_end);
            left = left.get(line_end.len()..).unwrap_or_default();
            column = 0;
            continue;
        }
        // A blank at the end of a line would be lost.
        let last = others.is_empty() || others.starts_with(line_end);
        let literal = matches!(byte, 33..=60 | 62..=126) || matches!(byte, b' ' | b'\t') && !last;
        let unit = if literal { vec![byte] } else { format!("={byte:02X}").into_bytes() };
        if column + unit.len() >= LONGEST_LINE {
            quoted.extend_from_slice(&soft_break);
            column = 0;
        }
        column += unit.len();
        quoted.extend(unit);
        left = others;
    }
    if column > 0 && rest > 0 && column + rest > LONGEST_LINE {
        quoted.extend_from_slice(&soft_break);
    }
    ByteSplice { span, bytes: quoted }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(transfer: Transfer, raw: &str, old: &str, new: &str) -> String {
        let decoded = String::from_utf8(transfer.decode(raw.as_bytes()).unwrap()).unwrap();
        let start = decoded.find(old).unwrap();
        let splice = ByteSplice { span: start..start + old.len(), bytes: new.as_bytes().to_vec() };
        let raw = apply(raw.as_bytes(), &transfer.splices(raw.as_bytes(), &[splice]));
        let again = String::from_utf8(transfer.decode(&raw).unwrap()).unwrap();
        assert_eq!(again, decoded.replacen(old, new, 1));
        String::from_utf8(raw).unwrap()
    }

    #[test]
    fn quoted_printable_is_changed_in_its_place() {
        let raw = "one=3D=C3=A9 two=\r\n three=20\r\nfo=75r\r\n";
        assert_eq!(
            Transfer::QuotedPrintable.decode(raw.as_bytes()).unwrap(),
            "one=é two three \r\nfour\r\n".as_bytes()
        );
        let transfer = Transfer::QuotedPrintable;
        assert_eq!(changed(transfer, raw, "two", "2"), raw.replace("two", "2"));
        assert_eq!(changed(transfer, raw, "é", "= "), raw.replace("=C3=A9", "=3D=20"));
        assert_eq!(changed(transfer, raw, "four", "4 \r\n5"), raw.replace("fo=75r", "4=20\r\n5"));
    }

    #[test]
    fn lines_of_quoted_printable_stay_short_enough() {
        let raw = format!("{}two{}\n", "a".repeat(40), "b".repeat(30));
        let raw = changed(Transfer::QuotedPrintable, &raw, "two", &"é ".repeat(60));
        assert!(raw.lines().all(|line| line.len() <= LONGEST_LINE), "{raw}");
    }

    #[test]
    fn base64_keeps_the_lines_before_the_change_and_its_width() {
        let text = "0123456789".repeat(20) + "tail";
        let raw: Vec<String> = BASE64
            .encode(&text)
            .as_bytes()
            .chunks(60)
            .map(|line| String::from_utf8(line.to_vec()).unwrap())
            .collect();
        let raw = raw.join("\r\n") + "\r\n";
        let after = changed(Transfer::Base64, &raw, "tail", "the end of it");
        assert_eq!(after.lines().take(4).collect::<Vec<_>>(), raw.lines().take(4).collect::<Vec<_>>());
        assert!(after.ends_with("\r\n") && after.lines().all(|line| line.len() <= 60));
        assert_eq!(changed(Transfer::Base64, &raw, "tail", "tail"), raw);
    }
}
