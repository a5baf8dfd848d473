//! How the characters of a text are written as bytes (<https://encoding.spec.whatwg.org/>).

use std::sync::LazyLock;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use redial::calendar::icalendar::ByteSplice;
use redial::html::Format;
use regex::bytes::Regex;
use thiserror::Error;

/// Why bytes are no text, or a text cannot become bytes.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CharsetError {
    /// The bytes break the rules of their encoding.
    #[error("it is not valid {0}")]
    Invalid(&'static str),
    /// Nothing tells the encoding, and it is not the usual one.
    #[error("it is not UTF-8 and does not say which encoding it is in; save it as UTF-8")]
    Unknown,
    /// The encoding is none that is known.
    #[error("it says that it is in the encoding “{0}”, which Redial does not know")]
    Unsupported(String),
    /// The encoding lacks a character.
    #[error("{encoding} has no “{character}”; save the file as UTF-8")]
    Lacks {
        /// The character.
        character: char,
        /// The encoding.
        encoding: &'static str,
    },
}

/// A character encoding and how far it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charset {
    encoding: &'static Encoding,
    /// Length of the byte order mark.
    mark: usize,
    /// Whether nothing but ASCII may be written: by the name of the encoding, or to be read the same
    /// whether or not a reader believes what an HTML file says of itself.
    ascii_only: bool,
}

#[allow(clippy::unwrap_used, reason = "the pattern is a constant, read by every test")]
static META: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i-u)<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)"#).unwrap()
});

/// How far into a file browsers look for its encoding, with room for what Word writes before it.
const HEAD: usize = 4096;

impl Charset {
    /// The encoding of a text that says at most itself which it is: by its byte order mark, as UTF-8, by the
    /// HTML's `meta`, in that order.
    pub fn of_text(bytes: &[u8], format: Format) -> Result<Self, CharsetError> {
        if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
            return Ok(Self { encoding, mark, ascii_only: false });
        }
        let utf8 = Self { encoding: UTF_8, mark: 0, ascii_only: false };
        let declared = declared(bytes).filter(|_| format == Format::Html);
        match declared {
            _ if !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() => Ok(utf8),
            None if bytes.is_ascii() => Ok(utf8),
            None => Err(CharsetError::Unknown),
            Some(label) => Self::named(&label).map(|charset| charset.only_ascii_if(bytes.is_ascii())),
        }
    }

    /// The encoding of a calendar: by its byte order mark, else UTF-8 (RFC 5545, 3.1.4).
    pub fn of_calendar(bytes: &[u8]) -> Self {
        let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
        Self { encoding, mark, ascii_only: false }
    }

    /// The encoding of a part of a mail, by its `charset` parameter where there is one.
    pub fn of_part(label: Option<&str>, bytes: &[u8], format: Format) -> Result<Self, CharsetError> {
        let Some(label) = label else { return Self::of_text(bytes, format) };
        let named = Self::named(label)?;
        let mislabelled = named.ascii_only && !bytes.is_ascii();
        if mislabelled { Self::of_text(bytes, format) } else { Ok(named) }
    }

    fn named(label: &str) -> Result<Self, CharsetError> {
        let encoding = Encoding::for_label(label.trim().as_bytes())
            .filter(|encoding| encoding.name() != "replacement")
            .ok_or_else(|| CharsetError::Unsupported(label.to_owned()))?;
        let ascii_only = ["us-ascii", "ascii"].iter().any(|name| label.trim().eq_ignore_ascii_case(name));
        // A document that was found to be ASCII-compatible cannot be UTF-16, whatever it says.
        Ok(Self { encoding: encoding.output_encoding(), mark: 0, ascii_only })
    }

    fn only_ascii_if(self, ascii: bool) -> Self {
        Self { ascii_only: self.ascii_only || ascii && self.encoding != UTF_8, ..self }
    }

    /// The same where only seven bits travel.
    pub fn in_seven_bits(self) -> Self {
        Self { ascii_only: self.encoding != ISO_2022_JP, ..self }
    }

    /// The bytes in UTF-8 without a byte order mark. What is UTF-8 already is not looked at: a calendar's fold may
    /// part a character.
    pub fn decode(&self, bytes: &[u8]) -> Result<Vec<u8>, CharsetError> {
        let bytes = bytes.get(self.mark..).unwrap_or_default();
        if self.encoding == UTF_8 {
            return Ok(bytes.to_vec());
        }
        let text = self.encoding.decode_without_bom_handling_and_without_replacement(bytes);
        text.map(|text| text.into_owned().into_bytes()).ok_or(CharsetError::Invalid(self.encoding.name()))
    }

    /// A text as it can be written: in HTML what the encoding lacks becomes a numeric character reference.
    pub fn writable(&self, text: &str, format: Format) -> Result<String, CharsetError> {
        let mut writable = String::with_capacity(text.len());
        for character in text.chars() {
            if self.has(character) {
                writable.push(character);
            } else if format == Format::Html {
                writable.push_str(&format!("&#{};", u32::from(character)));
            } else {
                return Err(CharsetError::Lacks { character, encoding: self.name() });
            }
        }
        Ok(writable)
    }

    fn has(&self, character: char) -> bool {
        if character.is_ascii() || self.ascii_only {
            return character.is_ascii();
        }
        let unmappable = || self.encoding.encode(character.encode_utf8(&mut [0; 4])).2;
        self.is_unicode() || !unmappable()
    }

    fn is_unicode(&self) -> bool {
        [UTF_8, UTF_16LE, UTF_16BE].contains(&self.encoding)
    }

    fn name(&self) -> &'static str {
        if self.ascii_only { "US-ASCII" } else { self.encoding.name() }
    }

    /// The exchange in the encoded `bytes` that makes `change` in what [`Charset::decode`] gave.
    pub fn splice(&self, bytes: &[u8], change: &ByteSplice) -> ByteSplice {
        let span = if self.encoding == UTF_8 {
            change.span.start + self.mark..change.span.end + self.mark
        } else {
            self.offset(bytes, change.span.start)..self.offset(bytes, change.span.end)
        };
        ByteSplice { span, bytes: self.encode(&change.bytes) }
    }

    /// Where the encoded bytes of decoded byte `offset` begin.
    fn offset(&self, bytes: &[u8], offset: usize) -> usize {
        let mut decoder = self.encoding.new_decoder_without_bom_handling();
        let mut decoded = [0; 16];
        let (mut read, mut written) = (self.mark, 0);
        for byte in bytes.iter().skip(self.mark) {
            if written >= offset {
                break;
            }
            written += decoder.decode_to_utf8(std::slice::from_ref(byte), &mut decoded, false).2;
            read += 1;
        }
        read
    }

    fn encode(&self, utf8: &[u8]) -> Vec<u8> {
        if self.encoding == UTF_8 {
            return utf8.to_vec();
        }
        let text = String::from_utf8_lossy(utf8);
        if self.encoding == UTF_16LE {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else if self.encoding == UTF_16BE {
            text.encode_utf16().flat_map(u16::to_be_bytes).collect()
        } else {
            self.encoding.encode(&text).0.into_owned()
        }
    }
}

fn declared(bytes: &[u8]) -> Option<String> {
    let label = META.captures(bytes.get(..HEAD.min(bytes.len()))?)?.get(1)?;
    Some(String::from_utf8_lossy(label.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const META: &str = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1252\">";

    fn changed(bytes: &[u8], old: &str, new: &str) -> Vec<u8> {
        let charset = Charset::of_text(bytes, Format::Html).unwrap();
        let text = String::from_utf8(charset.decode(bytes).unwrap()).unwrap();
        let start = text.find(old).unwrap();
        let change = ByteSplice {
            span: start..start + old.len(),
            bytes: charset.writable(new, Format::Html).unwrap().into_bytes(),
        };
        let splice = charset.splice(bytes, &change);
        let mut changed = bytes.to_vec();
        changed.splice(splice.span, splice.bytes);
        changed
    }

    #[test]
    fn a_change_in_utf_16_leaves_every_other_byte() {
        for (mark, unit) in
            [(*b"\xFF\xFE", u16::to_le_bytes as fn(u16) -> [u8; 2]), (*b"\xFE\xFF", u16::to_be_bytes)]
        {
            let written = |text: &str| -> Vec<u8> {
                mark.into_iter().chain(text.encode_utf16().flat_map(unit)).collect()
            };
            assert_eq!(changed(&written("é🎯 one é"), "one", "två"), written("é🎯 två é"));
        }
    }

    #[test]
    fn what_a_declared_encoding_lacks_becomes_a_reference() {
        let bytes = [META.as_bytes(), b"caf\xE9 one \x80"].concat();
        assert_eq!(changed(&bytes, "one", "é中"), [META.as_bytes(), b"caf\xE9 \xE9&#20013; \x80"].concat());
    }

    #[test]
    fn html_that_is_all_ascii_stays_so_unless_it_is_utf_8() {
        let bytes = [META.as_bytes(), b"one"].concat();
        assert_eq!(changed(&bytes, "one", "é"), [META.as_bytes(), b"&#233;"].concat());
        assert_eq!(changed(b"<p>one", "one", "é"), "<p>é".as_bytes());
    }

    #[test]
    fn a_multibyte_encoding_is_changed_at_characters() {
        let meta = "<meta charset=shift_jis>";
        let written = |text: &str| [meta.as_bytes(), &encoding_rs::SHIFT_JIS.encode(text).0].concat();
        assert_eq!(changed(&written("会議ソ one 表"), "one", "二"), written("会議ソ 二 表"));
    }

    #[test]
    fn bytes_without_a_known_encoding_are_refused() {
        assert_eq!(Charset::of_text(b"caf\xE9", Format::Text), Err(CharsetError::Unknown));
        assert_eq!(
            Charset::of_part(Some("x-none"), b"a", Format::Text),
            Err(CharsetError::Unsupported("x-none".to_owned()))
        );
        let charset = Charset::of_text(b"\xFF\xFEa", Format::Text).unwrap();
        assert_eq!(charset.decode(b"\xFF\xFEa"), Err(CharsetError::Invalid("UTF-16LE")));
        let ascii = Charset::of_part(Some("us-ascii"), b"a", Format::Text).unwrap();
        assert_eq!(
            ascii.writable("é", Format::Text),
            Err(CharsetError::Lacks { character: 'é', encoding: "US-ASCII" })
        );
    }
}
