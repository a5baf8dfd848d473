//! Where decoded bytes stand in what they were decoded from.

use std::ops::Range;

/// A stretch of decoded bytes; of equal length where it was taken over as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    decoded: Range<usize>,
    source: Range<usize>,
}

impl Stretch {
    fn is_verbatim(&self) -> bool {
        self.decoded.len() == self.source.len()
    }
}

/// A map from decoded bytes to their source, in which folds and soft line breaks belong to no byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origins {
    base: usize,
    stretches: Vec<Stretch>,
}

impl Origins {
    /// The map of nothing yet, decoded from `base` on.
    pub fn new(base: usize) -> Self {
        Self { base, stretches: Vec::new() }
    }

    /// Adds that the next `length` decoded bytes come from `source`.
    pub fn push(&mut self, length: usize, source: Range<usize>) {
        let start = self.len();
        let next = Stretch { decoded: start..start + length, source };
        match self.stretches.last_mut() {
            Some(last)
                if last.is_verbatim() && next.is_verbatim() && last.source.end == next.source.start =>
            {
                last.decoded.end = next.decoded.end;
                last.source.end = next.source.end;
            }
            _ => self.stretches.push(next),
        }
    }

    /// How many bytes were decoded.
    fn len(&self) -> usize {
        self.stretches.last().map_or(0, |last| last.decoded.end)
    }

    /// Where a span of decoded bytes stands: folds before and behind it are not part of it.
    pub fn of(&self, span: &Range<usize>) -> Range<usize> {
        let end = self.behind(span.end);
        if span.is_empty() { end..end } else { self.at(span.start)..end }
    }

    /// Where decoded byte `offset` begins.
    fn at(&self, offset: usize) -> usize {
        let index = self.stretches.partition_point(|stretch| stretch.decoded.end <= offset);
        match self.stretches.get(index) {
            Some(stretch) if stretch.is_verbatim() => stretch.source.start + (offset - stretch.decoded.start),
            Some(stretch) => stretch.source.start,
            None => self.behind(offset),
        }
    }

    /// Where the byte before `offset` ends.
    fn behind(&self, offset: usize) -> usize {
        let index = self.stretches.partition_point(|stretch| stretch.decoded.end < offset);
        match self.stretches.get(index) {
            Some(_) if offset == 0 => self.base,
            Some(stretch) if stretch.is_verbatim() => stretch.source.start + (offset - stretch.decoded.start),
            Some(stretch) => stretch.source.end,
            None => self.stretches.last().map_or(self.base, |last| last.source.end),
        }
    }
}
