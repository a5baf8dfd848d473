//! Bodies with other words in place of their own.

use std::ops::Range;

use redial::html::Format;

/// The body with every word replaced by random letters of the same script. Links, addresses, numbers, separator
/// lines, entities and the language marker stay.
pub fn with_other_words(format: Format, body: &str, seed: u64) -> String {
    let mut random = Random(seed | 1);
    let kept = kept(format, body);
    let mut text = String::with_capacity(body.len());
    for (at, character) in body.char_indices() {
        let is_kept = kept.iter().any(|span| span.contains(&at));
        text.push(if is_kept { character } else { random.letter_like(character) });
    }
    text
}

struct Random(u64);

impl Random {
    /// Xorshift: the same words for the same seed.
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 % u64::from(limit)).unwrap_or_default()
    }

    fn letter_like(&mut self, like: char) -> char {
        let among = |random: &mut Self, first: char| {
            char::from_u32(u32::from(first) + random.below(26)).unwrap_or(like)
        };
        match like {
            'a'..='z' => among(self, 'a'),
            'A'..='Z' => among(self, 'A'),
            other if other.is_alphabetic() => {
                let block = u32::from(other) & !0x3F;
                let candidate = char::from_u32(block + self.below(64));
                candidate.filter(|c| c.is_alphabetic()).unwrap_or(other)
            }
            other => other,
        }
    }
}

/// The bytes that are no words.
fn kept(format: Format, body: &str) -> Vec<Range<usize>> {
    let pattern = match format {
        Format::Html => {
            r"(?is)<!--.*?-->|<style.*?</style>|<script.*?</script>|<[^>]*>|&[#a-zA-Z0-9]+;|&lt;\S*?&gt;|\[!OC\(.*?\)!\]|https?://\S+|\S+@\S+"
        }
        Format::Text => r"(?is)<[^>\r\n]*>|\]\([^)]*\)|\[!OC\(.*?\)!\]|https?://\S+|\S+@\S+",
    };
    let pattern = regex::Regex::new(pattern).expect("a pattern");
    pattern.find_iter(body).map(|found| found.range()).collect()
}
