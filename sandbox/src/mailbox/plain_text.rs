//! Bodies from HTML to text and back, as Exchange offers them in the other format.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// The visible text of an HTML body: a line for each block, white space folded.
pub fn from_html(html: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut text = String::new();
    let mut hidden = false;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => {
                hidden |= is_hidden(&tag.name);
                if ends_line(&tag.name) {
                    text.push('\n');
                }
            }
            Ok(Token::EndTag(tag)) if is_hidden(&tag.name) => hidden = false,
            Ok(Token::String(words)) if !hidden => {
                push_words(&mut text, &String::from_utf8_lossy(&words));
            }
            Ok(_) => {}
        }
    }
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\r\n")
}

/// A plain text body as Graph gives it: always HTML.
pub fn to_html(text: &str) -> String {
    let mut html = String::from("<html><head></head><body><div class=\"PlainText\">");
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '\n' => html.push_str("<br>\n"),
            other => html.push(other),
        }
    }
    html + "</div></body></html>"
}

fn is_hidden(name: &[u8]) -> bool {
    matches!(name, b"head" | b"style" | b"script" | b"title")
}

fn ends_line(name: &[u8]) -> bool {
    matches!(name, b"p" | b"div" | b"br" | b"tr" | b"li" | b"h1" | b"h2" | b"h3" | b"hr" | b"table" | b"ul")
}

fn push_words(text: &mut String, words: &str) {
    for character in words.chars() {
        if !character.is_ascii_whitespace() {
            text.push(character);
        } else if !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_shows_what_people_read() {
        let html =
            "<html><head><style>p {}</style></head><body><p>One\r\n two&amp;</p><p>three</p></body></html>";
        assert_eq!(from_html(html), "One two&\r\nthree");
    }

    #[test]
    fn plain_text_is_escaped() {
        assert!(to_html("a < b\nc").contains("a &lt; b<br>\nc"));
    }
}
