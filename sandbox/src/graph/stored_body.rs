//! What Exchange makes of a text that is written over Graph: it keeps its own line ends, HTML as a whole document, and declares
//! the mailbox's own charset in its head each time, whatever stands there
//! (<https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/688>).

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::mailbox::appointment::{Body, ContentType};

/// A text as it is kept in a mailbox that declares this charset.
pub fn stored(body: Body, charset: &str) -> Body {
    let content = body.content.replace("\r\n", "\n").replace('\n', "\r\n");
    let content = match body.content_type {
        ContentType::Text => content,
        ContentType::Html => declared(&content, charset),
    };
    Body { content, ..body }
}

/// A whole document with one declaration more.
fn declared(html: &str, charset: &str) -> String {
    let meta = format!("<meta http-equiv=\"Content-Type\" content=\"text/html; charset={charset}\">");
    let [document, head, body] = ends_of_tags(html, ["html", "head", "body"]);
    let within = |at: usize, declared: &str| {
        let (before, after) = html.split_at_checked(at).unwrap_or((html, ""));
        format!("{before}{declared}{after}")
    };
    match (document, head, body) {
        (_, Some(head), _) => within(head, &format!("\r\n{meta}")),
        (Some(document), None, _) => within(document, &format!("<head>\r\n{meta}</head>")),
        (None, None, Some(_)) => format!("<html>\r\n<head>\r\n{meta}\r\n</head>\r\n{html}\r\n</html>"),
        (None, None, None) => {
            format!("<html>\r\n<head>\r\n{meta}\r\n</head>\r\n<body>\r\n{html}\r\n</body>\r\n</html>")
        }
    }
}

/// Where the first start tag of each name ends. What stands in a comment, or begins with such a name, is none.
fn ends_of_tags<const N: usize>(html: &str, names: [&str; N]) -> [Option<usize>; N] {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut ends = [None; N];
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        if let Some(place) = names.iter().position(|name| name.as_bytes() == tag.name.as_slice())
            && let Some(end) = ends.get_mut(place)
        {
            end.get_or_insert(tag.span.end);
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    const META: &str = r#"<meta http-equiv="Content-Type" content="text/html; charset=us-ascii">"#;

    fn html(content: &str) -> String {
        stored(Body { content_type: ContentType::Html, content: content.to_owned() }, "us-ascii").content
    }

    #[test]
    fn a_declaration_comes_first_in_the_head_and_only_there() {
        for (written, before, after) in [
            ("<html><head><title>x</title></head>", "<html><head>\r\n", "<title>x</title></head>"),
            ("<HTML><HEAD lang=a>\n</HEAD>", "<HTML><HEAD lang=a>\r\n", "\r\n</HEAD>"),
            ("<html><header>x</header>", "<html><head>\r\n", "</head><header>x</header>"),
            ("<html><!-- <head> --><p>x", "<html><head>\r\n", "</head><!-- <head> --><p>x"),
            ("<!--<head>--><html><head></head>", "<!--<head>--><html><head>\r\n", "</head>"),
            ("<html><p title='<head>'>x", "<html><head>\r\n", "</head><p title='<head>'>x"),
        ] {
            assert_eq!(html(written), format!("{before}{META}{after}"));
        }
    }

    #[test]
    fn what_is_no_document_becomes_one() {
        let head = format!("<html>\r\n<head>\r\n{META}\r\n</head>\r\n");
        assert_eq!(html("<p>x</p>"), format!("{head}<body>\r\n<p>x</p>\r\n</body>\r\n</html>"));
        assert_eq!(html("<body a>x</body>"), format!("{head}<body a>x</body>\r\n</html>"));
        assert_eq!(html("<header>x"), format!("{head}<body>\r\n<header>x\r\n</body>\r\n</html>"));
    }

    #[test]
    fn a_plain_text_gets_other_line_ends_alone() {
        let text = Body { content_type: ContentType::Text, content: "a\nb\r\n<head>".to_owned() };
        assert_eq!(stored(text, "utf-8").content, "a\r\nb\r\n<head>");
    }
}
