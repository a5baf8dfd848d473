//! Whether markup of somebody else's may stand in a body.

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::html::{Document, Element, End, Format, Kind, Tokens};
use crate::link::safe_url;

/// Elements that show something and do nothing.
const ELEMENTS: [&str; 24] = [
    "a", "b", "br", "div", "em", "font", "h1", "h2", "h3", "hr", "i", "img", "li", "p", "span", "strong",
    "sub", "sup", "table", "tbody", "td", "tr", "u", "ul",
];

/// Attributes that only say how something looks or what it is; `aria-…` and `data-…` are too.
const ATTRIBUTES: [&str; 24] = [
    "align",
    "alt",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "class",
    "color",
    "dir",
    "face",
    "height",
    "href",
    "id",
    "lang",
    "name",
    "rel",
    "role",
    "size",
    "src",
    "style",
    "target",
    "title",
    "valign",
    "width",
];

/// Whether markup only shows: no scripts, frames, forms or style sheets, links of the known kinds, images by
/// `https`, and every element ended.
pub fn is_harmless(html: &str) -> bool {
    let emitter = CallbackEmitter::<_, (), ()>::new(Inspector::default());
    let offends = Tokenizer::new_with_emitter(html, emitter).next().is_some();
    !offends && has_ended(html)
}

fn has_ended(html: &str) -> bool {
    let mut tokens = Tokens::new(html);
    while tokens.next().is_some() {}
    let document = Document::parse(Format::Html, html);
    // What holds nothing has no name there.
    let holds = |element: &&Element| element.kind != Kind::UNKNOWN;
    !tokens.is_unfinished()
        && !document.is_too_deep()
        && document.elements.iter().filter(holds).all(|element| element.end != End::Missing)
}

/// Emits a token for whatever offends.
#[derive(Default)]
struct Inspector {
    attribute: String,
}

impl Callback<(), ()> for Inspector {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _span: Span<()>) -> Option<()> {
        let harmless = match event {
            CallbackEvent::OpenStartTag { name } | CallbackEvent::EndTag { name } => {
                ELEMENTS.iter().any(|known| known.as_bytes() == name)
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = String::from_utf8_lossy(name).into_owned();
                is_known(&self.attribute)
            }
            CallbackEvent::AttributeValue { value } => {
                may_say(&self.attribute, &String::from_utf8_lossy(value))
            }
            // Services leave ampersands in links bare, which is an error to the letter.
            CallbackEvent::CloseStartTag { .. } | CallbackEvent::String { .. } | CallbackEvent::Error(_) => {
                true
            }
            // What a comment hides, Word may read.
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => false,
        };
        (!harmless).then_some(())
    }
}

fn is_known(attribute: &str) -> bool {
    ATTRIBUTES.contains(&attribute) || attribute.starts_with("aria-") || attribute.starts_with("data-")
}

fn may_say(attribute: &str, value: &str) -> bool {
    match attribute {
        "href" => safe_url(value).is_some(),
        "src" => safe_url(value).is_some_and(|url| url.to_ascii_lowercase().starts_with("https://")),
        // A style can fetch; written with escapes or comments it can hide that.
        "style" => {
            !value.contains(['\\', '@'])
                && !value.contains("/*")
                && !value.to_ascii_lowercase().contains("url(")
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_that_shows_is_harmless() {
        for html in [
            r#"<div style="width:100%"><span>____</span></div><a href="https://a.example/?b&c">Join</a><br /><hr>"#,
            r#"<table><tr><td><img src="https://a.example/logo.png" alt=""></td></tr></table>"#,
            "5 &lt; 6",
        ] {
            assert!(is_harmless(html), "{html}");
        }
    }

    #[test]
    fn markup_that_acts_fetches_or_goes_on_is_not() {
        for html in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            r#"<a href="javascript:alert(1)">x</a>"#,
            r#"<a href="java&#115;cript:alert(1)">x</a>"#,
            r#"<img src="http://tracker.example/x.gif">"#,
            r#"<div style="background:URL(https://tracker.example)">x</div>"#,
            r#"<div style="background:u\72l(x)">x</div>"#,
            r#"<form action="https://a.example"><button>x</button></form>"#,
            "<iframe srcdoc=x></iframe>",
            "<style>p{}</style>",
            "<svg><a href='https://a.example'>x</a></svg>",
            "<!--[if mso]><p>x</p><![endif]-->",
            "<div>unended",
            "<div",
            "<!-- unended",
        ] {
            assert!(!is_harmless(html), "{html}");
        }
    }
}
