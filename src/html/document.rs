//! A body as the rows a reader sees and the bytes they occupy.
//!
//! Nothing is ever serialised again: the tree only tells where things stand in what was read.

use std::ops::Range;

use super::elements::Kind;
use super::row::Row;
use super::span::{Span, narrow};

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
pub(crate) struct Element {
    pub(crate) kind: Kind,
    pub(crate) end: End,
    pub(crate) parent: u32,
    /// From its start tag to the end of its end tag, or to where it is closed without one.
    pub(crate) span: Span,
    /// The rows with visible parts inside it.
    pub(crate) rows: Span,
    /// The tags from its start tag on, or from where it begins without one, to before its end tag.
    pub(crate) tags: Span,
}

impl Element {
    /// An element that begins at `span`, behind so many rows and tags, and of which no more is known.
    pub(crate) fn nameless(span: &Range<usize>, rows: usize, tags: usize) -> Self {
        let (span, rows, tags) = (Span::from(span.clone()), Span::new(rows, rows), Span::new(tags, tags));
        Self { kind: Kind::UNKNOWN, end: End::Missing, parent: narrow(ROOT), span, rows, tags }
    }

    pub(crate) fn parent(&self) -> usize {
        self.parent as usize
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Open { kind: Kind, span: Span },
    Close { kind: Kind, span: Span },
}

impl Tag {
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::Open { kind, .. } | Self::Close { kind, .. } => kind,
        }
    }

    pub(crate) fn span(self) -> Span {
        match self {
            Self::Open { span, .. } | Self::Close { span, .. } => span,
        }
    }
}

/// A parsed body.
#[derive(Debug)]
pub struct Document<'a> {
    pub(crate) source: &'a str,
    pub(crate) format: Format,
    pub(crate) elements: Vec<Element>,
    pub(crate) tags: Vec<Tag>,
    /// Whether what stands at the end belongs to another message, which is answered or forwarded.
    pub(crate) ends_in_another_message: bool,
    pub(super) rows: Vec<Row>,
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
        elements: Vec<Element>,
        tags: Vec<Tag>,
        rows: Vec<Row>,
        ends_in_another_message: bool,
    ) -> Self {
        let line_end = if format == Format::Text && source.contains("\r\n") { "\r\n" } else { "\n" };
        Self { source, format, elements, tags, ends_in_another_message, rows, line_end, is_too_deep: false }
    }

    /// A document of which nothing is read.
    pub(super) fn too_deep(source: &'a str, format: Format) -> Self {
        let root = Element::nameless(&(0..0), 0, 0);
        let unread = Self::new(source, format, vec![root], Vec::new(), Vec::new(), false);
        Self { is_too_deep: true, ..unread }
    }

    /// Whether more elements stand inside each other, or more formatting goes on, than a body is read with, or it has
    /// more than 1 GB. The rows then end where reading stopped, and nothing in it can be exchanged safely.
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
            Format::Html => row.text.to_string(),
            Format::Text => {
                let written = self.source.get(row.span()).unwrap_or_default();
                edge(written).unwrap_or_default().trim().to_owned()
            }
        }
    }

    pub(crate) fn name(&self, element: usize) -> &'static str {
        self.elements.get(element).map_or("", |element| element.kind.as_str())
    }

    /// The element that holds row `index` beside other rows.
    pub(crate) fn container(&self, index: usize) -> usize {
        self.rows.get(index).map_or(ROOT, |row| row.container as usize)
    }

    /// The ancestors of an element, itself first, up to the root.
    pub(crate) fn ancestors(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = Some(element);
        std::iter::from_fn(move || {
            let current = next?;
            next = (current != ROOT).then(|| self.elements.get(current).map_or(ROOT, Element::parent));
            Some(current)
        })
    }

    /// Where the tags begin that begin at or behind this byte.
    pub(crate) fn tags_before(&self, byte: usize) -> usize {
        self.tags.partition_point(|tag| tag.span().start() < byte)
    }

    /// How lines of a plain text end.
    pub(crate) fn line_end(&self) -> &'static str {
        self.line_end
    }

    /// The start tag that begins at this byte.
    pub(crate) fn start_tag_at(&self, byte: usize) -> Option<(Kind, Range<usize>)> {
        match *self.tags.get(self.tags_before(byte))? {
            Tag::Open { kind, span } if span.start() == byte => Some((kind, span.range())),
            _ => None,
        }
    }
}
