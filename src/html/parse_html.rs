//! HTML as elements with byte spans, and as rows.

use std::ops::Range;
use std::rc::Rc;

use super::attributes::{Attributes, decoded, may_have};
use super::construction::Construction;
use super::document::{Document, Element, End, Format, ROOT, Tag};
use super::elements::{ENDS_BY_ITSELF, LINE, Name, PREFORMATTED, QUOTATION, UNSEEN};
use super::mail_marks::{Mark, mark};
use super::places::{Piece, placed};
use super::quotation::Quotations;
use super::row::{Link, Row, is_blank, normalise};
use super::span::{Span, narrow};
use super::text_row::{lines, read_line};
use super::tokens::{StartTag, Token, Tokens};

pub(crate) fn parse(source: &str) -> Document<'_> {
    let mut builder = Builder::new(source);
    let mut tokens = Tokens::new(source);
    while let Some(token) = tokens.next() {
        builder.take(&token);
        if builder.goes_too_deep() {
            builder.is_too_deep = true;
            break;
        }
        let (raw, foreign) = builder.construction.context(&token);
        tokens.set_context(raw, foreign);
    }
    builder.finish()
}

/// How many elements may stand inside each other as they began. Broken markup takes elements out of others, so that
/// there are more than ever are open at the same time.
const DEEPEST: usize = 2048;

/// How many rows a link goes on in; one that goes on further has lost its end tag.
const LINK_ROWS: usize = 64;

/// The longest `lang` that names a language (RFC 5646, 4.4.1).
const LONGEST_LANG: usize = 35;

/// What is known of an element that is open, beside the document's record of it.
struct Begun<'a> {
    element: usize,
    name: Option<Name<'a>>,
    /// How many parts of rows stand before it.
    pieces_before: usize,
    /// The language of what stands inside, as far as divisions say it.
    lang: Option<Rc<String>>,
    /// Whether it goes on with what another element began, without a start tag of its own.
    continues: bool,
    /// How many elements it began inside of.
    depth: usize,
}

fn begun<'b, 'a>(open: &'b [Begun<'a>], element: usize) -> Option<&'b Begun<'a>> {
    open.iter().rfind(|begun| begun.element == element)
}

struct Builder<'a> {
    source: &'a str,
    construction: Construction<'a>,
    /// The root, then the elements in the order of their creation.
    elements: Vec<Element>,
    /// Those of them that are open, in the same order.
    begun: Vec<Begun<'a>>,
    tags: Vec<Tag>,
    /// Each stands where its first part does.
    rows: Vec<Row>,
    /// The further parts of rows.
    pieces: Vec<Piece>,
    row: Row,
    /// The text of the row as it is written.
    text: String,
    row_pieces: Vec<Piece>,
    /// How many parts the rows that are finished have.
    pieces_ended: usize,
    link: Option<Link>,
    /// The row that the link begins in.
    link_row: usize,
    quotations: Quotations,
    /// The most elements that began inside each other.
    deepest: usize,
    /// Whether reading stopped because too much stands inside each other.
    is_too_deep: bool,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
        let root = Element::nameless(&(0..source.len()), 0, 0);
        // Mail has a tag in some 32 bytes, and half of the tags begin elements.
        let tags = source.len() / 32;
        let mut elements = Vec::with_capacity(tags / 2 + 1);
        elements.push(root);
        let begun =
            Begun { element: ROOT, name: None, pieces_before: 0, lang: None, continues: false, depth: 0 };
        Self {
            source,
            construction: Construction::new(),
            elements,
            begun: vec![begun],
            tags: Vec::with_capacity(tags),
            rows: Vec::new(),
            pieces: Vec::new(),
            row: Row::default(),
            text: String::new(),
            row_pieces: Vec::new(),
            pieces_ended: 0,
            link: None,
            link_row: 0,
            quotations: Quotations::default(),
            deepest: 0,
            is_too_deep: false,
        }
    }

    fn take(&mut self, token: &Token<'a>) {
        match token {
            Token::Text { span } => {
                let text = self.source.get(span.clone()).unwrap_or_default();
                let is_raw = self.construction.is_inside(UNSEEN);
                self.follow(token);
                if !is_raw {
                    self.text(&decoded(text), span.clone());
                }
            }
            Token::Start(tag) => self.start(tag, token),
            Token::End { name, span } => self.end(*name, span, token),
            Token::Comment { .. } | Token::Doctype { .. } => self.follow(token),
        }
    }

    fn finish(mut self) -> Document<'a> {
        let length = self.source.len();
        self.cut_link();
        self.end_row();
        let open: Vec<usize> = self.construction.open().iter().rev().map(|node| node.id + 1).collect();
        open.into_iter().chain([ROOT]).for_each(|element| self.end_element(element, length, false));
        let is_below = self.quotations.is_below();
        let mut document =
            Document::new(self.source, Format::Html, self.elements, self.tags, self.rows, is_below);
        document.is_too_deep = self.is_too_deep;
        placed(document, &self.pieces)
    }

    fn goes_too_deep(&self) -> bool {
        self.deepest > DEEPEST || self.construction.is_too_deep(self.source.len())
    }

    /// Lets the tree grow by a token and takes over which elements have begun and ended.
    fn follow(&mut self, token: &Token<'a>) {
        self.construction.take(token, self.source);
        let span = token.span();
        let (name, own_end) = match token {
            Token::End { name, span } => (Some(*name), span.end),
            _ => (None, span.start),
        };
        for index in 0..self.construction.closed().len() {
            let Some(element) = self.construction.closed().get(index).map(|id| id + 1) else { break };
            let is_last = index + 1 == self.construction.closed().len();
            let is_named =
                || name.is_some() && begun(&self.begun, element).is_some_and(|begun| begun.name == name);
            let is_own = is_last && is_named();
            self.end_element(element, if is_own { own_end } else { span.start }, is_own);
        }
        self.begin_elements(span);
    }

    /// Takes over the elements that began with the token at `span`; those without content are not open any more.
    fn begin_elements(&mut self, span: &Range<usize>) {
        let known = self.elements.len();
        let pieces_before = self.pieces_so_far();
        while self.elements.len() <= self.construction.created() {
            self.elements.push(Element::nameless(span, self.rows.len(), self.tags_before(span)));
        }
        let (touched, below) = self.construction.touched();
        let mut parent = below.map_or(ROOT, |node| node.id + 1);
        for node in touched {
            let element = node.id + 1;
            if element >= known
                && let Some(new) = self.elements.get_mut(element)
                && let Some(around) = begun(&self.begun, parent)
            {
                (new.kind, new.parent) = (node.name.kind(), narrow(parent));
                let (lang, depth) = (around.lang.clone(), around.depth + 1);
                let (name, continues) = (Some(node.name), node.continues());
                self.begun.push(Begun { element, name, pieces_before, lang, continues, depth });
                self.deepest = self.deepest.max(depth);
            }
            parent = element;
        }
    }

    /// How many tags begin before the token at `span`: its own, if it is a start tag, is the last that is known.
    fn tags_before(&self, span: &Range<usize>) -> usize {
        let own = self.tags.last().is_some_and(|tag| tag.span().start() == span.start);
        self.tags.len() - usize::from(own)
    }

    /// The element that holds what is read.
    fn current(&self) -> usize {
        self.construction.open().last().map_or(ROOT, |node| node.id + 1)
    }

    fn pieces_so_far(&self) -> usize {
        self.pieces_ended + self.row_pieces.len()
    }

    fn text(&mut self, text: &str, written: Range<usize>) {
        if self.is_preformatted(text) && self.end_preformatted(text, &written) {
            return;
        }
        self.text.push_str(text);
        if let Some(link) = &mut self.link {
            link.text.push_str(text);
        }
        if !is_blank(text) {
            self.piece(written);
        }
    }

    /// Whether lines of source are lines for the reader, or were meant to be: plain text pasted as it is.
    fn is_preformatted(&self, text: &str) -> bool {
        let shows_target = || text.split('<').skip(1).any(|behind| behind.starts_with("http"));
        text.contains('\n') && (shows_target() || self.construction.is_inside(PREFORMATTED))
    }

    /// Takes every line as a row. Without as many lines written as read it gives up.
    fn end_preformatted(&mut self, text: &str, written: &Range<usize>) -> bool {
        let source = self.source.get(written.clone()).unwrap_or_default();
        let last = text.lines().count().saturating_sub(1);
        if lines(source).count() != last + 1 {
            return false;
        }
        for (index, (line, span)) in text.lines().zip(lines(source)).enumerate() {
            // Entities make the offsets of links unknown, so nothing is changed through them.
            let (parsed, _) = read_line(line, 0);
            self.text.push_str(line);
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
            let (row, element) = (narrow(self.rows.len()), narrow(self.current()));
            self.row_pieces.push(Piece { row, element, span: span.into() });
        }
    }

    fn end_row(&mut self) {
        if self.rows.len() > self.link_row + LINK_ROWS {
            self.cut_link();
        }
        self.break_link();
        let mut row = std::mem::take(&mut self.row);
        self.pieces_ended += self.row_pieces.len();
        row.text = normalise(&self.text).into();
        self.text.clear();
        if !row.text.is_empty() || row.image || row.rule {
            row.quoted = self.quotations.take(&row, self.construction.is_inside(QUOTATION));
            row.language = begun(&self.begun, self.current()).and_then(|begun| begun.lang.clone());
            let mut pieces = self.row_pieces.drain(..);
            if let Some(first) = pieces.next() {
                (row.span, row.container) = (first.span, first.element);
            }
            self.pieces.extend(pieces);
            self.rows.push(row);
        }
        self.row_pieces.clear();
    }

    /// A link that goes on in the next row is a link there too.
    fn break_link(&mut self) {
        let Some(link) = self.link.take() else { return };
        let text = normalise(&link.text);
        let shown = (!text.is_empty()).then(|| Link { text, ..link.clone() });
        self.row.links.extend(shown);
        self.link = Some(Link { text: String::new(), ..link });
    }

    /// Ends a link without an end tag: it counts where it begins, not in the rows below.
    fn cut_link(&mut self) {
        let Some(link) = &self.link else { return };
        for row in self.rows.iter_mut().skip(self.link_row + 1) {
            row.links.retain(|other| other.href_span != link.href_span);
        }
        if self.rows.len() > self.link_row {
            self.link = None;
        }
        self.end_link();
    }

    fn end_link(&mut self) {
        if let Some(mut link) = self.link.take() {
            link.text = normalise(&link.text);
            if !link.text.is_empty() {
                self.row.links.push(link);
            }
        }
    }

    fn end_element(&mut self, element: usize, end: usize, by_own_tag: bool) {
        let Some(at) = self.begun.iter().rposition(|begun| begun.element == element) else { return };
        let begun = self.begun.remove(at);
        // The row that is being read counts where a part of it stands inside.
        let in_row = self.pieces_so_far() > begun.pieces_before.max(self.pieces_ended);
        let rows = self.rows.len() + usize::from(in_row);
        if let Some(element) = self.elements.get_mut(element) {
            element.span = Span::new(element.span.start(), end.max(element.span.start()));
            element.rows = Span::new(element.rows.start(), rows);
            element.tags = Span::new(element.tags.start(), self.tags.len());
            element.end = match by_own_tag {
                _ if begun.continues => End::Missing,
                true => End::Tag,
                false if element.kind.is(ENDS_BY_ITSELF) => End::Implied,
                false => End::Missing,
            };
        }
    }

    fn start(&mut self, tag: &StartTag<'a>, token: &Token<'a>) {
        let (name, span) = (tag.name, &tag.span);
        if name.is(LINE) {
            self.end_row();
        }
        self.tags.push(Tag::Open { kind: name.kind(), span: span.clone().into() });
        self.follow(token);
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
                let attributes = Attributes::read(self.source, span);
                self.row.anchors.extend(attributes.name);
                self.cut_link();
                self.link_row = self.rows.len();
                self.link = attributes.href.map(|(href, href_span)| Link {
                    href: href.into(),
                    text: String::new(),
                    href_span,
                });
            }
            "div" if may_have(tag.attributes, "lang") => self.start_division(span),
            _ => {}
        }
        match mark(name.as_str(), tag.attributes) {
            Some(Mark::Message) => self.quotations.begin(),
            Some(Mark::Line) => self.quotations.lead(),
            None => {}
        }
    }

    fn start_division(&mut self, span: &Range<usize>) {
        let attributes = Attributes::read(self.source, span);
        // Word marks words in passing; Teams marks the division that holds its block.
        let current = self.current();
        let lang = attributes.lang.filter(|lang| lang.len() <= LONGEST_LANG);
        let begun = self.begun.iter_mut().rfind(|begun| begun.element == current);
        if let (Some(lang), Some(begun)) = (lang, begun) {
            begun.lang = Some(lang.into());
        }
    }

    fn end(&mut self, name: Name<'a>, span: &Range<usize>, token: &Token<'a>) {
        if name.is(LINE) {
            self.end_row();
        }
        if name == *"a" {
            self.end_link();
        }
        self.follow(token);
        self.tags.push(Tag::Close { kind: name.kind(), span: span.clone().into() });
    }
}
