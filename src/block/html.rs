//! HTML as elements with byte spans, and as rows.

use std::ops::Range;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::document::{Document, Element, Format, Piece, ROOT, Tag};
use super::elements::{ends_open, is_inline, is_unseen, is_void};
use super::row::{Link, Row, normalise};
use super::text;

pub(crate) fn parse(source: &str) -> Document<'_> {
    let mut builder = Builder::new(source);
    let mut emitter = CallbackEmitter::<_, Token, usize>::new(Tokens::default());
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(source, emitter) {
        let Ok(token) = token;
        builder.take(token);
    }
    builder.finish()
}

enum Token {
    Open { name: String, attributes: Attributes, span: Range<usize> },
    Close { name: String, span: Range<usize> },
    Text { text: String },
    Unseen { span: Range<usize> },
}

/// The attributes that say something about rows.
#[derive(Default)]
struct Attributes {
    href: Option<(String, Range<usize>)>,
    name: Option<String>,
    lang: Option<String>,
    id: Option<String>,
}

#[derive(Default)]
struct Tokens {
    name: String,
    start: usize,
    attribute: String,
    attributes: Attributes,
}

impl Tokens {
    fn attribute(&mut self, value: String, span: Range<usize>) {
        match self.attribute.as_str() {
            "href" => {
                self.attributes.href.get_or_insert((value, span));
            }
            "name" => {
                self.attributes.name.get_or_insert(value);
            }
            "lang" => {
                self.attributes.lang.get_or_insert(value);
            }
            "id" => {
                self.attributes.id.get_or_insert(value);
            }
            _ => {}
        }
    }
}

impl Callback<Token, usize> for Tokens {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Token> {
        let owned = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name = owned(name);
                self.start = span.start;
                self.attributes = Attributes::default();
                None
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = owned(name);
                None
            }
            CallbackEvent::AttributeValue { value } => {
                self.attribute(owned(value), span.start..span.end);
                None
            }
            CallbackEvent::CloseStartTag { .. } => Some(Token::Open {
                name: std::mem::take(&mut self.name),
                attributes: std::mem::take(&mut self.attributes),
                span: self.start..span.end,
            }),
            CallbackEvent::EndTag { name } => {
                Some(Token::Close { name: owned(name), span: span.start..span.end })
            }
            CallbackEvent::String { value } => Some(Token::Text { text: owned(value) }),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                Some(Token::Unseen { span: span.start..span.end })
            }
            CallbackEvent::Error(_) => None,
        }
    }
}

/// An element whose end is still to come.
struct Open {
    element: usize,
    /// How many parts of rows stand before it.
    pieces_before: usize,
    lang: Option<String>,
}

struct Builder<'a> {
    source: &'a str,
    elements: Vec<Element>,
    open: Vec<Open>,
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
    /// Whether a mark above said that what follows is quoted.
    quoting: bool,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
        let root = Element { name: String::new(), parent: ROOT, span: 0..source.len(), rows: 0..0 };
        Self {
            source,
            elements: vec![root],
            open: vec![Open { element: ROOT, pieces_before: 0, lang: None }],
            tags: Vec::new(),
            rows: Vec::new(),
            pieces: Vec::new(),
            row: Row::default(),
            row_pieces: Vec::new(),
            pieces_ended: 0,
            link: None,
            position: 0,
            pending_text: None,
            quoting: false,
        }
    }

    fn take(&mut self, token: Token) {
        match token {
            Token::Text { text } => self.pending_text.get_or_insert_default().push_str(&text),
            Token::Unseen { span } => {
                self.end_text(span.start);
                self.position = span.end;
            }
            Token::Open { name, attributes, span } => {
                self.end_text(span.start);
                self.position = span.end;
                self.open(name, attributes, span);
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
        while let Some(open) = self.open.pop() {
            self.end_element(&open, length);
        }
        Document::new(self.source, Format::Html, self.elements, self.tags, self.rows, &self.pieces)
    }

    fn current(&self) -> usize {
        self.open.last().map_or(ROOT, |open| open.element)
    }

    fn name(&self, element: usize) -> &str {
        self.elements.get(element).map_or("", |element| element.name.as_str())
    }

    fn is_inside(&self, wanted: impl Fn(&str) -> bool) -> bool {
        self.open.iter().any(|open| wanted(self.name(open.element)))
    }

    fn pieces_so_far(&self) -> usize {
        self.pieces_ended + self.row_pieces.len()
    }

    fn end_text(&mut self, end: usize) {
        let Some(text) = self.pending_text.take() else { return };
        if self.is_inside(is_unseen) {
            return;
        }
        let written = self.position..end;
        if self.is_preformatted(&text) && self.end_preformatted(&text, &written) {
            return;
        }
        self.row.text.push_str(&text);
        if let Some(link) = &mut self.link {
            link.text.push_str(&text);
        }
        if !normalise(&text).is_empty() {
            self.piece(written);
        }
    }

    /// Whether lines of source are lines for the reader, or were meant to be: plain text pasted as it is.
    fn is_preformatted(&self, text: &str) -> bool {
        text.contains('\n') && (text.contains("<http") || self.is_inside(|name| name == "pre"))
    }

    /// Takes every line as a row. Without as many lines written as read it gives up.
    fn end_preformatted(&mut self, text: &str, written: &Range<usize>) -> bool {
        let source = self.source.get(written.clone()).unwrap_or_default();
        let spans: Vec<Range<usize>> = text::lines(source).collect();
        let lines: Vec<&str> = text.lines().collect();
        if spans.len() != lines.len() {
            return false;
        }
        let last = lines.len().saturating_sub(1);
        for (index, (line, span)) in lines.into_iter().zip(spans).enumerate() {
            // Entities make the offsets of links unknown, so nothing is changed through them.
            let (parsed, _) = text::row(line, 0);
            self.row.text.push_str(line);
            self.row.links.extend(parsed.links.into_iter().map(|link| Link { href_span: 0..0, ..link }));
            if !line.trim().is_empty() {
                self.piece(written.start + span.start..written.start + span.end);
            }
            if index < last {
                self.end_row();
            }
        }
        true
    }

    fn piece(&mut self, written: Range<usize>) {
        let text = self.source.get(written.clone()).unwrap_or_default();
        let start = written.start + text.len() - text.trim_ascii_start().len();
        let span = start..start + text.trim_ascii().len();
        if !span.is_empty() {
            self.row_pieces.push(Piece { element: self.current(), span });
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
        if !row.text.is_empty() || row.image || row.rule {
            self.quoting |= text::is_original_message(&row.text);
            row.quoted = self.quoting || self.is_inside(|name| name == "blockquote");
            row.languages = self.open.iter().rev().filter_map(|open| open.lang.clone()).collect();
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

    fn end_element(&mut self, open: &Open, end: usize) {
        // The row that is being read counts where a part of it stands inside.
        let in_row = self.pieces_so_far() > open.pieces_before.max(self.pieces_ended);
        let rows = self.rows.len() + usize::from(in_row);
        if let Some(element) = self.elements.get_mut(open.element) {
            element.span.end = end;
            element.rows.end = rows;
        }
    }

    fn open(&mut self, name: String, attributes: Attributes, span: Range<usize>) {
        if !is_inline(&name) {
            self.end_row();
        }
        self.tags.push(Tag::Open { name: name.clone(), span: span.clone() });
        self.close_implied(&name, span.start);
        // The mark of Outlook on the web above the mail that is answered.
        self.quoting |= attributes.id.as_deref().is_some_and(|id| id.contains("divRplyFwdMsg"));
        match name.as_str() {
            "img" => {
                self.row.image = true;
                self.piece(span.clone());
            }
            "hr" => {
                self.row.rule = true;
                self.piece(span.clone());
                self.end_row();
            }
            "a" => {
                self.row.anchors.extend(attributes.name);
                self.end_link();
                self.link =
                    attributes.href.map(|(href, href_span)| Link { href, text: String::new(), href_span });
            }
            _ => {}
        }
        if !is_void(&name) {
            // Word marks words in passing; Teams marks the division that holds its block.
            let lang = attributes.lang.filter(|_| name == "div");
            self.push(name, span, lang);
        }
    }

    fn push(&mut self, name: String, span: Range<usize>, lang: Option<String>) {
        let (parent, rows) = (self.current(), self.rows.len());
        let pieces_before = self.pieces_so_far();
        self.open.push(Open { element: self.elements.len(), pieces_before, lang });
        self.elements.push(Element { name, parent, span, rows: rows..rows });
    }

    fn pop(&mut self, end: usize) {
        if let Some(open) = self.open.pop() {
            self.end_element(&open, end);
        }
    }

    /// Ends the elements that a start tag closes without an end tag of theirs.
    fn close_implied(&mut self, opening: &str, at: usize) {
        while self.current() != ROOT && ends_open(opening, self.name(self.current())) {
            self.pop(at);
        }
    }

    fn close(&mut self, name: String, span: Range<usize>) {
        if !is_inline(&name) {
            self.end_row();
        }
        if name == "a" {
            self.end_link();
        }
        let depth =
            self.open.iter().rposition(|open| open.element != ROOT && self.name(open.element) == name);
        if let Some(depth) = depth {
            while self.open.len() > depth + 1 {
                self.pop(span.start);
            }
            self.pop(span.end);
        }
        self.tags.push(Tag::Close { name, span });
    }
}
