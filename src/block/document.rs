//! A body as the rows a reader sees and the bytes they occupy.
//!
//! Nothing is ever serialised again: the tree only tells where things stand in what was read.

use std::ops::Range;

use super::elements::{EMBEDDED, HEADING, LINE, Name, UNSEEN};
use super::marks::run;
use super::row::Row;
use super::{html, text};

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// HTML, a whole document or a fragment, well-formed or not.
    Html,
    /// Plain text, with links as `Label<url>`, `Label <url>`, `[label](url)` or bare.
    Text,
}

/// Where an element stands.
#[derive(Debug, Clone)]
pub(crate) struct Element<'a> {
    pub(crate) name: Name<'a>,
    pub(crate) parent: usize,
    /// From its start tag to the end of its end tag, or to where it is closed without one.
    pub(crate) span: Range<usize>,
    /// The rows with visible parts inside it.
    pub(crate) rows: Range<usize>,
    pub(crate) end: End,
}

/// How an element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// With its own end tag.
    Tag,
    /// Without one, as it may.
    Implied,
    /// Not where it should: its end tag is missing, or something else closes it.
    Missing,
}

/// A tag in document order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tag<'a> {
    Open { name: Name<'a>, span: Range<usize> },
    Close { name: Name<'a>, span: Range<usize> },
}

impl<'a> Tag<'a> {
    fn name(&self) -> Name<'a> {
        match self {
            Self::Open { name, .. } | Self::Close { name, .. } => *name,
        }
    }

    pub(crate) fn span(&self) -> &Range<usize> {
        match self {
            Self::Open { span, .. } | Self::Close { span, .. } => span,
        }
    }
}

/// A part of a row and the element it stands in.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) row: usize,
    pub(crate) element: usize,
    pub(crate) span: Range<usize>,
}

/// A parsed body.
#[derive(Debug)]
pub struct Document<'a> {
    pub(crate) source: &'a str,
    pub(crate) format: Format,
    pub(crate) elements: Vec<Element<'a>>,
    pub(crate) tags: Vec<Tag<'a>>,
    /// Whether what stands at the end belongs to another message, which is answered or forwarded.
    pub(crate) ends_in_another_message: bool,
    rows: Vec<Row>,
    /// The element that holds each row beside other rows.
    containers: Vec<usize>,
}

/// The element that holds the whole document; it has no tags of its own.
pub(crate) const ROOT: usize = 0;

impl<'a> Document<'a> {
    /// Parses a body.
    pub fn parse(format: Format, source: &'a str) -> Self {
        match format {
            Format::Html => html::parse(source),
            Format::Text => text::parse(source),
        }
    }

    /// A document of these parts; `pieces` are the parts of the rows, in their order.
    pub(crate) fn new(
        source: &'a str,
        format: Format,
        elements: Vec<Element<'a>>,
        tags: Vec<Tag<'a>>,
        rows: Vec<Row>,
        pieces: &[Piece],
        ends_in_another_message: bool,
    ) -> Self {
        let containers = Vec::new();
        let mut document = Self { source, format, elements, tags, ends_in_another_message, rows, containers };
        document.place_rows(pieces);
        document
    }

    /// How the body is written.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The body as it was read.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The visible rows in document order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Row `index` as a person would quote its beginning: a separator by its character and count, in plain text
    /// the whole line, in HTML what is visible.
    pub fn first_line(&self, index: usize) -> String {
        self.line(index, |written| written.lines().next())
    }

    /// Row `index` as a person would quote its end.
    pub fn last_line(&self, index: usize) -> String {
        self.line(index, |written| written.lines().last())
    }

    fn line(&self, index: usize, edge: impl Fn(&str) -> Option<&str>) -> String {
        let Some(row) = self.rows.get(index) else { return String::new() };
        if let Some((character, count)) = run(row) {
            return format!("{character}x{count}");
        }
        match self.format {
            Format::Html => row.text.clone(),
            Format::Text => {
                let written = self.source.get(row.span.clone()).unwrap_or_default();
                edge(written).unwrap_or_default().trim().to_owned()
            }
        }
    }

    pub(crate) fn name(&self, element: usize) -> &str {
        self.elements.get(element).map_or("", |element| element.name.as_str())
    }

    /// The element that holds row `index` beside other rows.
    pub(crate) fn container(&self, index: usize) -> usize {
        self.containers.get(index).copied().unwrap_or(ROOT)
    }

    /// The ancestors of an element, itself first, up to the root.
    pub(crate) fn ancestors(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = Some(element);
        std::iter::from_fn(move || {
            let current = next?;
            next = (current != ROOT).then(|| self.elements.get(current).map_or(ROOT, |e| e.parent));
            Some(current)
        })
    }

    /// Gives every row its bytes: its pieces, widened to the elements that hold nothing else visible.
    fn place_rows(&mut self, pieces: &[Piece]) {
        self.containers = vec![ROOT; self.rows.len()];
        for of_row in pieces.chunk_by(|one, next| one.row == next.row) {
            let mut span: Option<Range<usize>> = None;
            let mut container = ROOT;
            for piece in of_row {
                let (bytes, holder) = self.widen(piece.row, piece);
                container = holder;
                span = Some(match span {
                    None => bytes,
                    Some(span) => span.start.min(bytes.start)..span.end.max(bytes.end),
                });
            }
            let row = of_row.first().map_or(0, |piece| piece.row);
            if let (Some(row), Some(place), Some(span)) =
                (self.rows.get_mut(row), self.containers.get_mut(row), span)
            {
                row.span = span;
                *place = container;
            }
        }
    }

    fn widen(&self, row: usize, piece: &Piece) -> (Range<usize>, usize) {
        let mut bytes = piece.span.clone();
        let mut container = piece.element;
        let mut before = self.tags.get(..self.tags_before(bytes.start)).unwrap_or_default();
        let mut behind = self.tags.get(self.tags_before(bytes.end)..).unwrap_or_default();
        for element in self.ancestors(piece.element) {
            let Some(found) = self.elements.get(element) else { break };
            // A cell or a quotation is never part of a row, however little it holds.
            let is_own =
                !found.name.is(LINE) || found.name.is(HEADING) || found.name == *"div" || found.name == *"p";
            if element == ROOT || !is_own || found.rows != (row..row + 1) {
                break;
            }
            if let (Some((start, outside_before)), Some((end, outside_behind))) =
                (beginning(found, before), ending(found, behind, bytes.end))
            {
                bytes = start..end;
                (before, behind) = (outside_before, outside_behind);
            }
            container = found.parent;
        }
        (bytes, container)
    }

    /// How many tags begin before this byte.
    fn tags_before(&self, byte: usize) -> usize {
        self.tags.partition_point(|tag| tag.span().start < byte)
    }
}

/// Where an element begins and the tags before that, if it ends as it should and among the tags `before` its content
/// only markup of a line comes after its start tag.
fn beginning<'t, 'a>(found: &Element<'_>, before: &'t [Tag<'a>]) -> Option<(usize, &'t [Tag<'a>])> {
    if found.end == End::Missing {
        return None;
    }
    let begin = found.span.start;
    let mut outside = before;
    while let Some((tag, further)) = outside.split_last().filter(|(tag, _)| tag.span().start >= begin) {
        if tag.span().start > begin && (!is_of_line(tag) || tag.name() == *"br") {
            return None;
        }
        outside = further;
    }
    Some((begin, outside))
}

/// Where an element ends and the tags behind that, if it ends as it should and among the tags `behind` its content,
/// which ends at `end`, only markup of a line comes before its end tag.
fn ending<'t, 'a>(found: &Element<'_>, behind: &'t [Tag<'a>], end: usize) -> Option<(usize, &'t [Tag<'a>])> {
    match found.end {
        End::Missing => return None,
        End::Implied => return Some((end, behind)),
        End::Tag => {}
    }
    let mut outside = behind;
    while let Some((tag, further)) = outside.split_first().filter(|(tag, _)| tag.span().end <= found.span.end)
    {
        if tag.span().end < found.span.end && !is_of_line(tag) {
            return None;
        }
        outside = further;
    }
    Some((found.span.end, outside))
}

/// Whether a tag neither parts lines nor shows anything.
fn is_of_line(tag: &Tag<'_>) -> bool {
    !tag.name().is(LINE | EMBEDDED | UNSEEN) || tag.name() == *"br"
}
