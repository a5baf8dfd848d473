//! Which elements are open at each place of a body, as every browser has it (HTML, "tree construction").
//!
//! Only the state is kept, no tree: the stack of open elements, the list of active formatting elements and the
//! insertion mode decide how everything that follows is read.

mod body;
mod foreign;
mod formatting;
mod head;
mod node;
#[cfg(feature = "states")]
mod observed;
mod opaque;
mod pair;
mod residue;
mod table;

use super::elements::{IMPLIED_END, Name, PARAGRAPH, RAW, SCOPE, SPECIAL};
use super::tokens::{StartTag, Token};
pub(crate) use node::Node;
use node::{Displacement, Entry, Mode, Namespace};
pub(crate) use pair::Pair;

/// How many elements may be open, and how many formatting elements go on. Browsers open no more inside each other.
const MOST_OPEN: usize = 512;
/// How often formatting may go on in a body however short; long ones have half as many more as bytes.
const CONTINUATIONS: usize = 1 << 16;

/// The state of tree construction.
#[derive(Debug, Clone)]
pub(crate) struct Construction<'a> {
    open: Vec<Node<'a>>,
    formatting: Vec<Entry<'a>>,
    mode: Mode,
    form: Option<usize>,
    /// Whether paragraphs go on in tables.
    quirks: bool,
    created: usize,
    /// How many of them go on with what another one began.
    continued: usize,
    /// The start tag that is being taken.
    tag: Option<(Name<'a>, &'a str)>,
    /// The elements closed by the last token, innermost first.
    closed: Vec<usize>,
    /// How many of the outermost open elements the last token left as they were.
    untouched: usize,
    displaced: Vec<Displacement>,
    /// The tag whose traces are not followed: frames may take the place of the body, a cell in a template may leave a
    /// marker behind it.
    lost_by: Option<Name<'a>>,
}

impl<'a> Construction<'a> {
    pub(crate) fn new() -> Self {
        Self {
            open: Vec::new(),
            formatting: Vec::new(),
            mode: Mode::BeforeHead,
            form: None,
            quirks: true,
            created: 0,
            continued: 0,
            tag: None,
            closed: Vec::new(),
            untouched: 0,
            displaced: Vec::new(),
            lost_by: None,
        }
    }

    /// The open elements, outermost first.
    pub(crate) fn open(&self) -> &[Node<'a>] {
        &self.open
    }

    /// Forgets what was displaced so far.
    pub(crate) fn forget_displacements(&mut self) {
        self.displaced.clear();
    }

    /// Forgets what was displaced among elements that are not older than element `id`.
    pub(crate) fn forget_displacements_since(&mut self, id: usize) {
        self.displaced.retain(|displacement| match displacement {
            Displacement::Divided { around, .. } => *around < id,
            Displacement::Attributes(_) => true,
        });
    }

    /// How many elements there have been.
    pub(crate) fn created(&self) -> usize {
        self.created
    }

    /// The elements closed by the last token, innermost first.
    pub(crate) fn closed(&self) -> &[usize] {
        &self.closed
    }

    /// The open elements that the last token began or moved, outermost first, and what holds the first of them.
    pub(crate) fn touched(&self) -> (&[Node<'a>], Option<&Node<'a>>) {
        let (before, touched) = self.open.split_at_checked(self.untouched).unwrap_or((&self.open, &[]));
        (touched, before.last())
    }

    /// Whether the parser stands inside an element with one of these traits; not for formatting.
    pub(crate) fn is_inside(&self, traits: u32) -> bool {
        self.within() & traits != 0
    }

    fn within(&self) -> u32 {
        self.open.last().map_or(0, |node| node.within)
    }

    /// Whether more is open, or goes on, than a body of so many bytes may have: then each token costs too much.
    pub(crate) fn is_too_deep(&self, bytes: usize) -> bool {
        self.open.len().max(self.formatting.len()) > MOST_OPEN || self.continued > CONTINUATIONS + bytes / 2
    }

    /// Takes the next token of `source`.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#tree-construction>
    pub(crate) fn take(&mut self, token: &Token<'a>, source: &str) {
        self.closed.clear();
        self.untouched = self.open.len();
        self.tag = None;
        match token {
            Token::Start(tag) => {
                self.tag = Some((tag.name, tag.attributes));
                self.start(tag);
            }
            Token::End { name, .. } => self.end(*name),
            Token::Text { span } => {
                self.text(source.get(span.clone()).unwrap_or_default());
            }
            Token::Comment { .. } => {}
            Token::Doctype { span } => {
                if self.open.is_empty() {
                    self.quirks = is_quirky(source.get(span.clone()).unwrap_or_default());
                }
            }
        }
    }

    /// The element whose text comes next without markup, and whether the parser stands in SVG or MathML.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-elements-that-contain-only-text>
    pub(crate) fn context(&self, token: &Token<'a>) -> (Option<Name<'a>>, bool) {
        let current = self.open.last();
        let foreign = current.is_some_and(|node| node.namespace != Namespace::Html);
        let raw = match token {
            Token::Start(tag) if tag.name.is(RAW) => {
                current.filter(|node| node.name == tag.name && !foreign).map(|node| node.name)
            }
            _ => None,
        };
        (raw, foreign)
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#tree-construction-dispatcher>
    fn start(&mut self, tag: &StartTag<'a>) {
        if self.is_in_opaque() {
            self.start_in_opaque(tag);
        } else if self.is_foreign_for_start(tag.name) {
            self.start_in_foreign(tag);
        } else {
            self.start_by_mode(tag);
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#the-insertion-mode>
    fn start_by_mode(&mut self, tag: &StartTag<'a>) {
        match self.mode {
            Mode::BeforeHead | Mode::InHead | Mode::AfterHead => self.start_around_head(tag),
            Mode::InBody => self.start_in_body(tag),
            Mode::AfterBody => self.start_after_body(tag),
            _ => self.start_in_any_table_mode(tag),
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#tree-construction-dispatcher>
    fn end(&mut self, name: Name<'a>) {
        if self.current().is_some_and(|node| node.has(RAW) && node.is_html(name)) {
            self.pop();
        } else if self.is_in_opaque() {
            self.end_in_opaque(name);
        } else if self.current().is_some_and(|node| node.namespace != Namespace::Html) {
            self.end_in_foreign(name);
        } else {
            self.end_by_mode(name);
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#the-insertion-mode>
    fn end_by_mode(&mut self, name: Name<'a>) {
        match self.mode {
            Mode::BeforeHead | Mode::InHead | Mode::AfterHead => self.end_around_head(name),
            Mode::InBody => self.end_in_body(name),
            Mode::AfterBody => self.end_after_body(name),
            _ => self.end_in_any_table_mode(name),
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody>
    fn text(&mut self, text: &str) {
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace() || byte == 0);
        let is_kept = |node: &Node<'a>| match node.namespace {
            Namespace::Html => node.is_opaque() || node.has(RAW) && !node.is("plaintext"),
            _ => !node.is_integration_point(),
        };
        if self.current().is_some_and(is_kept) {
            return;
        }
        match self.mode {
            Mode::BeforeHead | Mode::InHead | Mode::AfterHead if blank => return,
            Mode::BeforeHead | Mode::InHead | Mode::AfterHead => self.begin_body(),
            Mode::AfterBody if !blank => self.mode = Mode::InBody,
            Mode::InTable | Mode::InTableBody | Mode::InRow if blank && self.is_in_table_structure() => {
                return;
            }
            Mode::InColumnGroup if blank => return,
            Mode::InColumnGroup => self.end_column_group(),
            _ => {}
        }
        if !text.bytes().all(|byte| byte == 0) {
            self.reconstruct_formatting();
        }
    }

    fn current(&self) -> Option<&Node<'a>> {
        self.open.last()
    }

    /// Whether text here stands between the parts of a table.
    fn is_in_table_structure(&self) -> bool {
        self.current().is_some_and(|node| node.is_any(&["table", "tbody", "tfoot", "thead", "tr"]))
    }

    fn current_is(&self, name: &str) -> bool {
        self.current().is_some_and(|node| node.is(name))
    }

    fn node(&mut self, name: Name<'a>, namespace: Namespace) -> Node<'a> {
        let id = self.created;
        self.created += 1;
        let attributes = self.tag.filter(|(tag, _)| *tag == name).map_or("", |(_, attributes)| attributes);
        Node { id, name, attributes, namespace, origin: id, within: self.within() | name.traits() }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#insert-an-html-element>
    fn push(&mut self, name: Name<'a>) -> Node<'a> {
        let node = self.node(name, Namespace::Html);
        self.open.push(node);
        node
    }

    /// An element without content.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#insert-an-html-element>
    fn push_void(&mut self, name: Name<'a>) {
        self.node(name, Namespace::Html);
    }

    fn pop(&mut self) {
        if let Some(node) = self.open.pop() {
            self.closed.push(node.id);
            self.touch(self.open.len());
        }
    }

    fn remove_open(&mut self, at: usize) {
        if at < self.open.len() {
            self.closed.push(self.open.remove(at).id);
            self.touch(at);
        }
    }

    fn touch(&mut self, at: usize) {
        self.untouched = self.untouched.min(at);
    }

    /// Pops up to and with the last open element that is wanted.
    fn pop_through(&mut self, wanted: impl Fn(&Node<'a>) -> bool) {
        while let Some(node) = self.open.last().copied() {
            self.pop();
            if wanted(&node) {
                break;
            }
        }
    }

    fn pop_to_length(&mut self, length: usize) {
        while self.open.len() > length {
            self.pop();
        }
    }

    /// "Has an element in scope", where what `bounds` says ends the search besides the usual.
    /// <https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-the-specific-scope>
    fn in_scope_of(&self, wanted: impl Fn(&Node<'a>) -> bool, bounds: impl Fn(&Node<'a>) -> bool) -> bool {
        for node in self.open.iter().rev() {
            if wanted(node) {
                return true;
            }
            if node.bounds_scope() || bounds(node) {
                return false;
            }
        }
        false
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-scope>
    fn in_scope(&self, name: Name<'a>) -> bool {
        self.in_scope_of(|node| node.is_html(name), |_| false)
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-button-scope>
    fn in_button_scope(&self, name: &str) -> bool {
        self.in_scope_of(|node| node.is(name), |node| node.is("button"))
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-list-item-scope>
    fn in_list_scope(&self, name: &str) -> bool {
        self.in_scope_of(|node| node.is(name), |node| node.is("ol") || node.is("ul"))
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-table-scope>
    fn in_table_scope(&self, wanted: impl Fn(&Node<'a>) -> bool) -> bool {
        let found = self.open.iter().rev().find(|node| wanted(node) || node.is_any(&["html", "table"]));
        found.is_some_and(wanted)
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#generate-implied-end-tags>
    fn generate_implied_ends(&mut self, except: &str) {
        while self.current().is_some_and(|node| node.has(IMPLIED_END) && !node.is(except)) {
            self.pop();
        }
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#close-a-p-element>
    fn close_paragraph(&mut self) {
        if self.is_inside(PARAGRAPH) && self.in_button_scope("p") {
            self.pop_through(|node| node.is("p"));
        }
    }
}

impl Node<'_> {
    /// Whether it goes on with what another element began.
    pub(crate) fn continues(&self) -> bool {
        self.origin != self.id
    }

    fn is(&self, name: &str) -> bool {
        self.namespace == Namespace::Html && self.name == *name
    }

    fn is_html(&self, name: Name<'_>) -> bool {
        self.namespace == Namespace::Html && self.name == name
    }

    fn is_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }

    fn has(&self, traits: u32) -> bool {
        self.namespace == Namespace::Html && self.name.is(traits)
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#special>
    fn is_special(&self) -> bool {
        self.has(SPECIAL) || self.is_special_foreign()
    }

    /// <https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-scope>
    fn bounds_scope(&self) -> bool {
        self.has(SCOPE) || self.is_special_foreign()
    }
}

/// Whether a document of this type is read as browsers read before there were standards.
/// <https://html.spec.whatwg.org/multipage/parsing.html#the-initial-insertion-mode>
fn is_quirky(doctype: &str) -> bool {
    let lower = doctype.to_ascii_lowercase();
    let Some(after) = lower.split_once("html").map(|(_, after)| after.trim_start()) else { return true };
    let no_system_id = after.matches(['"', '\'']).count() < 4;
    let old = [
        "-//ietf//",
        "-//w3c//dtd html 3",
        "-//w3c//dtd html 4.0 ",
        "-//w3o//",
        "-//microsoft//",
        "-//netscape",
    ];
    let loose = ["-//w3c//dtd html 4.01 transitional//", "-//w3c//dtd html 4.01 frameset//"];
    old.iter().any(|id| after.contains(id)) || no_system_id && loose.iter().any(|id| after.contains(id))
}
