//! An HTML body as a tree of elements with byte spans, and as the rows a reader sees.
//!
//! Nothing is re-serialised: the tree only tells where things stand in the bytes that were read.

use std::ops::Range;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::row::{Link, Row, normalise};

/// Where an element stands.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) parent: usize,
    /// From its start tag to the end of its end tag, or to where it is closed without one.
    pub(crate) span: Range<usize>,
    /// The rows with visible parts inside it.
    rows: Range<usize>,
    /// How many parts of rows stand before it.
    pieces_before: usize,
}

/// A tag in document order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tag {
    Open { name: String, span: Range<usize> },
    Close { name: String, span: Range<usize> },
}

impl Tag {
    pub(crate) fn span(&self) -> &Range<usize> {
        match self {
            Self::Open { span, .. } | Self::Close { span, .. } => span,
        }
    }
}

/// A parsed HTML body.
#[derive(Debug)]
pub struct Document<'a> {
    pub(crate) source: &'a str,
    pub(crate) elements: Vec<Element>,
    pub(crate) tags: Vec<Tag>,
    rows: Vec<Row>,
    places: Vec<usize>,
}

/// The element that holds the whole document; it has no tags of its own.
pub(crate) const ROOT: usize = 0;

impl<'a> Document<'a> {
    /// Parses `source`, which may be a whole document or a fragment, well-formed or not.
    pub fn parse(source: &'a str) -> Self {
        let mut builder = Builder::new(source);
        let mut emitter = CallbackEmitter::<_, Token, usize>::new(Tokens::default());
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(source, emitter) {
            let Ok(token) = token;
            builder.take(token);
        }
        builder.finish()
    }

    /// The visible rows in document order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The element that holds row `index` beside other rows.
    pub(crate) fn container(&self, index: usize) -> usize {
        self.places.get(index).copied().unwrap_or(ROOT)
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

    /// The rows that begin inside an element.
    pub(crate) fn rows_of(&self, element: usize) -> Range<usize> {
        self.elements.get(element).map_or(0..0, |e| e.rows.clone())
    }
}

/// Elements that have no content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that begin and end lines. All others, unknown ones such as Word's `o:p` too, stand inside a line.
const LINES: [&str; 56] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements that end an open paragraph (HTML, tree construction, "in body").
const END_PARAGRAPHS: [&str; 37] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements whose text nobody sees.
const UNSEEN: [&str; 6] = ["head", "style", "script", "title", "noscript", "template"];

/// Elements that HTML closes without an end tag.
pub(crate) fn closes_itself(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
            | "body"
            | "html"
    )
}

pub(crate) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

pub(crate) fn is_inline(name: &str) -> bool {
    !LINES.contains(&name)
}

/// Whether the start tag `opening` ends an open element `open` (HTML, "optional tags").
pub(crate) fn ends_open(opening: &str, open: &str) -> bool {
    match open {
        "p" => END_PARAGRAPHS.contains(&opening) || matches!(opening, "li" | "dd" | "dt"),
        "li" => opening == "li",
        "dt" | "dd" => matches!(opening, "dt" | "dd"),
        "td" | "th" => matches!(opening, "td" | "th" | "tr" | "tbody" | "tfoot" | "thead"),
        "tr" => matches!(opening, "tr" | "tbody" | "tfoot" | "thead"),
        "tbody" | "thead" | "tfoot" => matches!(opening, "tbody" | "tfoot" | "thead"),
        "option" => opening == "option",
        "head" => opening == "body",
        _ => false,
    }
}

enum Token {
    Open { name: String, href: Option<String>, anchor: Option<String>, span: Range<usize> },
    Close { name: String, span: Range<usize> },
    Text { text: String },
    Unseen { span: Range<usize> },
}

#[derive(Default)]
struct Tokens {
    name: String,
    start: usize,
    attribute: String,
    href: Option<String>,
    anchor: Option<String>,
}

impl Callback<Token, usize> for Tokens {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Token> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name = String::from_utf8_lossy(name).into_owned();
                self.start = span.start;
                self.href = None;
                self.anchor = None;
                None
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = String::from_utf8_lossy(name).into_owned();
                None
            }
            CallbackEvent::AttributeValue { value } => {
                let kept = match self.attribute.as_str() {
                    "href" => &mut self.href,
                    "name" => &mut self.anchor,
                    _ => return None,
                };
                kept.get_or_insert_with(|| String::from_utf8_lossy(value).into_owned());
                None
            }
            CallbackEvent::CloseStartTag { .. } => Some(Token::Open {
                name: std::mem::take(&mut self.name),
                href: self.href.take(),
                anchor: self.anchor.take(),
                span: self.start..span.end,
            }),
            CallbackEvent::EndTag { name } => Some(Token::Close {
                name: String::from_utf8_lossy(name).into_owned(),
                span: span.start..span.end,
            }),
            CallbackEvent::String { value } => {
                Some(Token::Text { text: String::from_utf8_lossy(value).into_owned() })
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                Some(Token::Unseen { span: span.start..span.end })
            }
            CallbackEvent::Error(_) => None,
        }
    }
}

/// A part of a row and the element it stands in.
struct Piece {
    element: usize,
    span: Range<usize>,
}

struct Builder<'a> {
    source: &'a str,
    elements: Vec<Element>,
    open: Vec<usize>,
    tags: Vec<Tag>,
    rows: Vec<Row>,
    pieces: Vec<Vec<Piece>>,
    row: Row,
    row_pieces: Vec<Piece>,
    /// How many parts the rows that are finished have.
    pieces_ended: usize,
    link: Option<Link>,
    /// The end of the last tag or comment: where a text begins.
    position: usize,
    pending_text: Option<String>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
        let root = Element {
            name: String::new(),
            parent: ROOT,
            span: 0..source.len(),
            rows: 0..0,
            pieces_before: 0,
        };
        Self {
            source,
            elements: vec![root],
            open: vec![ROOT],
            tags: Vec::new(),
            rows: Vec::new(),
            pieces: Vec::new(),
            row: Row::default(),
            row_pieces: Vec::new(),
            pieces_ended: 0,
            link: None,
            position: 0,
            pending_text: None,
        }
    }

    fn take(&mut self, token: Token) {
        match token {
            Token::Text { text } => self.pending_text.get_or_insert_default().push_str(&text),
            Token::Unseen { span } => {
                self.end_text(span.start);
                self.position = span.end;
            }
            Token::Open { name, href, anchor, span } => {
                self.end_text(span.start);
                self.position = span.end;
                self.open(name, href, anchor, span);
            }
            Token::Close { name, span } => {
                self.end_text(span.start);
                self.position = span.end;
                self.close(name, span);
            }
        }
    }

    fn finish(mut self) -> Document<'a> {
        let length = self.source.len();
        self.end_text(length);
        self.end_row();
        while let Some(element) = self.open.pop() {
            self.end_element(element, length);
        }
        let mut document = Document {
            source: self.source,
            elements: self.elements,
            tags: self.tags,
            rows: self.rows,
            places: Vec::new(),
        };
        place_rows(&mut document, &self.pieces);
        document
    }

    fn current(&self) -> usize {
        self.open.last().copied().unwrap_or(ROOT)
    }

    fn is_open(&self, names: &[&str]) -> bool {
        self.open.iter().any(|&e| self.elements.get(e).is_some_and(|e| names.contains(&e.name.as_str())))
    }

    fn end_text(&mut self, end: usize) {
        let Some(text) = self.pending_text.take() else { return };
        if self.is_open(&UNSEEN) {
            return;
        }
        self.row.text.push_str(&text);
        if let Some(link) = &mut self.link {
            link.text.push_str(&text);
        }
        let written = self.source.get(self.position..end).unwrap_or_default();
        let visible = written.trim_ascii();
        if !visible.is_empty() && !normalise(&text).is_empty() {
            let start = self.position + written.len() - written.trim_ascii_start().len();
            self.row_pieces.push(Piece { element: self.current(), span: start..start + visible.len() });
        }
    }

    fn end_row(&mut self) {
        let link = self.link.clone();
        self.end_link();
        // A link that goes on in the next row is a link there too.
        self.link = link.map(|link| Link { text: String::new(), ..link });
        let mut row = std::mem::take(&mut self.row);
        let pieces = std::mem::take(&mut self.row_pieces);
        self.pieces_ended += pieces.len();
        row.text = normalise(&row.text);
        if !row.text.is_empty() || row.image {
            row.quoted = self.is_open(&["blockquote"]);
            self.rows.push(row);
            self.pieces.push(pieces);
        }
    }

    fn end_link(&mut self) {
        if let Some(mut link) = self.link.take() {
            link.text = normalise(&link.text);
            if !link.text.is_empty() {
                self.row.links.push(link);
            }
        }
    }

    fn end_element(&mut self, element: usize, end: usize) {
        let (rows, pieces) = (self.rows.len(), self.pieces_ended + self.row_pieces.len());
        if let Some(element) = self.elements.get_mut(element) {
            element.span.end = end;
            // The row that is being read counts where a part of it stands inside.
            let in_row = pieces > element.pieces_before.max(self.pieces_ended);
            element.rows.end = rows + usize::from(in_row);
        }
    }

    fn open(&mut self, name: String, href: Option<String>, anchor: Option<String>, span: Range<usize>) {
        if !is_inline(&name) {
            self.end_row();
        }
        self.tags.push(Tag::Open { name: name.clone(), span: span.clone() });
        self.close_implied(&name, span.start);
        if name == "img" {
            self.row.image = true;
            self.row_pieces.push(Piece { element: self.current(), span: span.clone() });
        }
        if is_void(&name) {
            return;
        }
        if name == "a" {
            self.row.anchors.extend(anchor);
            self.end_link();
            self.link = href.map(|href| Link { href, text: String::new() });
        }
        let (parent, rows) = (self.current(), self.rows.len());
        self.open.push(self.elements.len());
        let pieces_before = self.pieces_ended + self.row_pieces.len();
        self.elements.push(Element { name, parent, span, rows: rows..rows, pieces_before });
    }

    /// Ends the elements that a start tag closes without an end tag of theirs.
    fn close_implied(&mut self, opening: &str, at: usize) {
        while let Some(&element) = self.open.last() {
            if !self.elements.get(element).is_some_and(|e| ends_open(opening, &e.name)) {
                return;
            }
            self.open.pop();
            self.end_element(element, at);
        }
    }

    fn close(&mut self, name: String, span: Range<usize>) {
        if !is_inline(&name) {
            self.end_row();
        }
        if name == "a" {
            self.end_link();
        }
        let depth = self
            .open
            .iter()
            .rposition(|&e| e != ROOT && self.elements.get(e).is_some_and(|e| e.name == name));
        if let Some(depth) = depth {
            while self.open.len() > depth + 1 {
                if let Some(element) = self.open.pop() {
                    self.end_element(element, span.start);
                }
            }
            if let Some(element) = self.open.pop() {
                self.end_element(element, span.end);
            }
        }
        self.tags.push(Tag::Close { name, span });
    }
}

/// Gives every row its bytes: its pieces, widened to the elements that hold nothing else visible.
fn place_rows(document: &mut Document<'_>, pieces: &[Vec<Piece>]) {
    let mut spans = Vec::with_capacity(pieces.len());
    for (index, pieces) in pieces.iter().enumerate() {
        let mut span: Option<Range<usize>> = None;
        let mut place = ROOT;
        for piece in pieces {
            let (bytes, container) = widen(document, index, piece);
            place = container;
            span = Some(match span {
                None => bytes,
                Some(span) => span.start.min(bytes.start)..span.end.max(bytes.end),
            });
        }
        document.places.push(place);
        spans.push(span.unwrap_or(0..0));
    }
    for (row, span) in document.rows.iter_mut().zip(spans) {
        row.span = span;
    }
}

fn widen(document: &Document<'_>, row: usize, piece: &Piece) -> (Range<usize>, usize) {
    let mut bytes = piece.span.clone();
    let mut container = piece.element;
    for element in document.ancestors(piece.element) {
        if element == ROOT || document.rows_of(element) != (row..row + 1) || structural(document, element) {
            break;
        }
        if let Some(found) = document.elements.get(element) {
            bytes = found.span.clone();
            container = found.parent;
        }
    }
    (bytes, container)
}

/// Elements that are never part of a row, however little they hold.
fn structural(document: &Document<'_>, element: usize) -> bool {
    document.elements.get(element).is_some_and(|e| matches!(e.name.as_str(), "html" | "body" | "td" | "th"))
}
