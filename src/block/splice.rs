//! An exchange of bytes inside a body: all that a body is changed by.

use std::ops::Range;

/// An exchange of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// The bytes that go, as offsets into the body that was read.
    pub span: Range<usize>,
    /// What comes in their place.
    pub replacement: String,
}

impl Splice {
    /// The body with the exchange made.
    pub fn apply(&self, source: &str) -> String {
        let before = source.get(..self.span.start).unwrap_or_default();
        let after = source.get(self.span.end..).unwrap_or_default();
        [before, &self.replacement, after].concat()
    }

    /// Where the replacement stands in the body with the exchange made.
    pub fn place(&self) -> Range<usize> {
        self.span.start..self.span.start + self.replacement.len()
    }

    /// Whether what comes is what was there.
    pub fn changes_nothing(&self, source: &str) -> bool {
        self.removed(source) == self.replacement
    }

    /// The bytes that go.
    pub fn removed<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.span.clone()).unwrap_or_default()
    }
}
