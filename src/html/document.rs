//! A body as the rows a reader sees and the bytes they occupy.
//!
//! Nothing is ever serialised again: the tree only tells where things stand in what was read.

use std::ops::Range;

use super::elements::Name;
use super::row::Row;

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
    /// The tags from its start tag on, or from where it begins without one, to before its end tag.
    pub(crate) tags: Range<usize>,
    pub(crate) end: End,
}

impl Element<'_> {
    /// An element that begins at `span`, behind so many rows and tags, and of which no more is known.
    pub(crate) fn nameless(span: Range<usize>, rows: usize, tags: usize) -> Self {
        let (rows, tags) = (rows..rows, tags..tags);
        Self { name: Name::NONE, parent: ROOT, span, rows, tags, end: End::Missing }
    }
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
    pub(crate) fn name(&self) -> Name<'a> {
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
    line_end: &'static str,
    pub(crate) is_too_deep: bool,
}

/// The element that holds the whole document; it has no tags of its own.
pub(crate) const ROOT: usize = 0;

impl<'a> Document<'a> {
    /// A document of these parts; where its rows stand is not yet known.
    pub(crate) fn new(
        source: &'a str,
        format: Format,
        elements: Vec<Element<'a>>,
        tags: Vec<Tag<'a>>,
        rows: Vec<Row>,
        ends_in_another_message: bool,
    ) -> Self {
        let containers = vec![ROOT; rows.len()];
        let line_end = if format == Format::Text && source.contains("\r\n") { "\r\n" } else { "\n" };
        Self {
            source,
            format,
            elements,
            tags,
            ends_in_another_message,
            rows,
            containers,
            line_end,
            is_too_deep: false,
        }
    }

    /// Notes where row `index` stands: its bytes, and the element that holds it beside other rows.
    pub(crate) fn place(&mut self, index: usize, span: Range<usize>, holder: usize) {
        if let (Some(row), Some(container)) = (self.rows.get_mut(index), self.containers.get_mut(index)) {
            (row.span, *container) = (span, holder);
        }
    }

    /// Whether more elements stand inside each other, or more formatting goes on, than a body is read with. The rows
    /// then end where reading stopped, and nothing in it can be exchanged safely.
    pub fn is_too_deep(&self) -> bool {
        self.is_too_deep
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
        if let Some((character, count)) = row.run() {
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

    /// Where the tags begin that begin at or behind this byte.
    pub(crate) fn tags_before(&self, byte: usize) -> usize {
        self.tags.partition_point(|tag| tag.span().start < byte)
    }

    /// How lines of a plain text end.
    pub(crate) fn line_end(&self) -> &'static str {
        self.line_end
    }

    /// The start tag that begins at this byte.
    pub(crate) fn start_tag_at(&self, byte: usize) -> Option<(Name<'a>, Range<usize>)> {
        match self.tags.get(self.tags_before(byte))? {
            Tag::Open { name, span } if span.start == byte => Some((*name, span.clone())),
            _ => None,
        }
    }
}
