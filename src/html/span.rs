//! From where to where something goes, in half the room of a range: there is one for each row and tag of a body.

use std::ops::Range;

/// From one byte, row or tag to before another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start: narrow(start), end: narrow(end) }
    }

    pub(crate) fn start(self) -> usize {
        self.start as usize
    }

    pub(crate) fn end(self) -> usize {
        self.end as usize
    }

    pub(crate) fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Both and what stands between them.
    pub(crate) fn around(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A byte, or the number of something in a body: none is longer than [`LONGEST`].
pub(crate) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// How many bytes a body has at most. Elements may be as many as bytes, and more, where formatting goes on.
pub(crate) const LONGEST: usize = 1 << 30;
