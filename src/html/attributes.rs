//! What stands inside tags and texts: attributes, and characters written as entities.

use std::borrow::Cow;
use std::ops::Range;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// The attributes that say something about rows.
#[derive(Default)]
pub(crate) struct Attributes {
    /// The target and where it is written.
    pub(crate) href: Option<(String, Range<usize>)>,
    pub(crate) name: Option<String>,
    pub(crate) lang: Option<String>,
}

impl Attributes {
    /// The attributes of the start tag at `span`.
    pub(crate) fn read(source: &str, span: &Range<usize>) -> Self {
        let emitter =
            CallbackEmitter::<_, Self, usize>::new(Reader { start: span.start, ..Reader::default() });
        let tag = source.get(span.clone()).unwrap_or_default();
        Tokenizer::new_with_emitter(tag, emitter).next().map(|Ok(found)| found).unwrap_or_default()
    }
}

#[derive(Default)]
struct Reader {
    /// Where the tag begins in the body.
    start: usize,
    attribute: String,
    found: Attributes,
}

impl Callback<Attributes, usize> for Reader {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Attributes> {
        match event {
            CallbackEvent::AttributeName { name } => {
                self.attribute = String::from_utf8_lossy(name).into_owned();
                None
            }
            CallbackEvent::AttributeValue { value } => {
                self.value(value, self.start + span.start..self.start + span.end);
                None
            }
            CallbackEvent::CloseStartTag { .. } => Some(std::mem::take(&mut self.found)),
            _ => None,
        }
    }
}

impl Reader {
    /// Of an attribute that stands twice the first counts.
    fn value(&mut self, value: &[u8], span: Range<usize>) {
        let value = || String::from_utf8_lossy(value).into_owned();
        match self.attribute.as_str() {
            "href" => {
                self.found.href.get_or_insert_with(|| (value(), span));
            }
            "name" => {
                self.found.name.get_or_insert_with(value);
            }
            "lang" => {
                self.found.lang.get_or_insert_with(value);
            }
            _ => {}
        }
    }
}

/// Every attribute of the start tag at `span` with its value and where that is written.
pub(crate) fn values(source: &str, span: &Range<usize>) -> Vec<(String, Range<usize>)> {
    let start = span.start;
    let value = move |event: CallbackEvent<'_>, span: Span<usize>| match event {
        CallbackEvent::AttributeValue { value } => {
            Some((String::from_utf8_lossy(value).into_owned(), start + span.start..start + span.end))
        }
        _ => None,
    };
    let tag = source.get(span.clone()).unwrap_or_default();
    let found =
        Tokenizer::new_with_emitter(tag, CallbackEmitter::<_, (String, Range<usize>), usize>::new(value));
    found.map(|Ok(found)| found).collect()
}

/// The value of the first of these attributes that has this name.
pub(crate) fn value(attributes: &str, wanted: &str) -> Option<String> {
    let mut is_wanted = false;
    let read = |event: CallbackEvent<'_>, _: Span<()>| match event {
        CallbackEvent::AttributeName { name } => {
            is_wanted = name == wanted.as_bytes();
            None
        }
        CallbackEvent::AttributeValue { value } if is_wanted => {
            Some(String::from_utf8_lossy(value).into_owned())
        }
        _ => None,
    };
    let tag = format!("<x{attributes}>");
    let mut found = Tokenizer::new_with_emitter(&tag, CallbackEmitter::<_, String, ()>::new(read));
    found.next().and_then(Result::ok)
}

/// Whether an attribute of this name could be among these.
pub(crate) fn may_have(attributes: &str, name: &str) -> bool {
    let begins = |&byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'');
    let is_name =
        |part: &[u8]| part.get(..name.len()).is_some_and(|part| part.eq_ignore_ascii_case(name.as_bytes()));
    attributes.as_bytes().split(begins).any(is_name)
}

/// The references that bodies are full of.
const FREQUENT: [(&str, &str); 5] =
    [("&nbsp;", "\u{A0}"), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\"")];

/// A text as it is read.
pub(crate) fn decoded(written: &str) -> Cow<'_, str> {
    if !written.contains('&') {
        return Cow::Borrowed(written);
    }
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((before, from)) = rest.find('&').and_then(|at| rest.split_at_checked(at)) {
        text.push_str(before);
        let known = FREQUENT.iter().find_map(|(name, read)| Some((*read, from.strip_prefix(name)?)));
        if let Some((read, behind)) = known {
            text.push_str(read);
            rest = behind;
        } else {
            let end = from.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '&' | '#'));
            let end =
                end.map_or(from.len(), |end| end + usize::from(from.as_bytes().get(end) == Some(&b';')));
            let (reference, behind) = from.split_at_checked(end).unwrap_or((from, ""));
            text.push_str(&read(reference));
            rest = behind;
        }
    }
    text.push_str(rest);
    Cow::Owned(text)
}

fn read(written: &str) -> String {
    let texts = |event: CallbackEvent<'_>, _: Span<()>| match event {
        CallbackEvent::String { value } => Some(String::from_utf8_lossy(value).into_owned()),
        _ => None,
    };
    let parts = Tokenizer::new_with_emitter(written, CallbackEmitter::<_, String, ()>::new(texts));
    parts.map(|Ok(part)| part).collect()
}
