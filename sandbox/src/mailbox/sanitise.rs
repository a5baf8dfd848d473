//! What Outlook on the web and Graph take out of HTML bodies. Every byte outside what is taken out or
//! prefixed stays as it was.

mod attributes;

use std::ops::Range;

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};

use attributes::{Attribute, attributes};

/// What to take out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rules {
    /// A form of Outlook on the web was saved.
    OutlookForm,
    /// Graph returns a body to a client that did not ask for unsafe HTML.
    GraphBody,
}

/// What to do with an attribute.
enum Treatment {
    Keep,
    Drop,
    Prefix,
}

/// A body as Outlook on the web saves it: without scripts and frames, `class`, `data-` and event attributes,
/// and with ids in a namespace of their own (`x_`). Sanitising twice is the same as once.
pub fn outlook_form(html: &str) -> String {
    until_settled(html, Rules::OutlookForm)
}

/// A body as Graph returns it without `Prefer: outlook.allow-unsafe-html`: without scripts, frames and event
/// attributes.
pub fn graph_body(html: &str) -> String {
    until_settled(html, Rules::GraphBody)
}

/// Taking something out can put together a tag that was none before, so this goes on until nothing changes.
fn until_settled(html: &str, rules: Rules) -> String {
    let mut current = html.to_owned();
    loop {
        let next = once(&current, rules);
        if next == current {
            return current;
        }
        current = next;
    }
}

fn once(html: &str, rules: Rules) -> String {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
    let mut dropped: Option<(Vec<u8>, usize)> = None;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match (token, &dropped) {
            (Ok(Token::StartTag(tag)), None) if is_dropped_element(&tag) => {
                dropped = Some((tag.name.to_vec(), tag.span.start));
            }
            (Ok(Token::StartTag(tag)), None) => edit_attributes(html, &tag, rules, &mut edits),
            (Ok(Token::EndTag(tag)), Some((name, start))) if ends(&tag, name) => {
                edits.push((*start..tag.span.end, ""));
                dropped = None;
            }
            _ => {}
        }
    }
    if let Some((_, start)) = dropped {
        edits.push((start..html.len(), ""));
    }
    apply(html, &edits)
}

fn is_dropped_element(tag: &StartTag<usize>) -> bool {
    matches!(tag.name.as_slice(), b"script" | b"iframe")
}

fn ends(tag: &EndTag<usize>, name: &[u8]) -> bool {
    tag.name.as_slice() == name
}

fn edit_attributes(html: &str, tag: &StartTag<usize>, rules: Rules, edits: &mut Vec<(Range<usize>, &str)>) {
    let source = html.as_bytes().get(tag.span.start..tag.span.end).unwrap_or_default();
    for attribute in attributes(source) {
        match treatment(&attribute, source, rules) {
            Treatment::Keep => {}
            Treatment::Drop => {
                let range = attribute.removal(source);
                edits.push((tag.span.start + range.start..tag.span.start + range.end, ""));
            }
            Treatment::Prefix => {
                let at = tag.span.start + attribute.value.start;
                edits.push((at..at, "x_"));
            }
        }
    }
}

fn treatment(attribute: &Attribute, source: &[u8], rules: Rules) -> Treatment {
    let name = source.get(attribute.name.clone()).unwrap_or_default().to_ascii_lowercase();
    let value = source.get(attribute.value.clone()).unwrap_or_default();
    if name.starts_with(b"on") {
        return Treatment::Drop;
    }
    if rules == Rules::GraphBody {
        return Treatment::Keep;
    }
    match name.as_slice() {
        b"class" => Treatment::Drop,
        b"id" if !value.is_empty() && !value.starts_with(b"x_") => Treatment::Prefix,
        name if name.starts_with(b"data-") => Treatment::Drop,
        _ => Treatment::Keep,
    }
}

fn apply(html: &str, edits: &[(Range<usize>, &str)]) -> String {
    let mut edited = String::with_capacity(html.len());
    let mut copied = 0;
    for (range, replacement) in edits {
        edited.push_str(html.get(copied..range.start).unwrap_or_default());
        edited.push_str(replacement);
        copied = range.end;
    }
    edited.push_str(html.get(copied..).unwrap_or_default());
    edited
}

#[cfg(test)]
mod tests;
