//! Pictures that come with a message instead of from a server.

/// The schemes of addresses that lead into the message itself (RFC 2392, RFC 2397), or to what only the open page knows.
const INSIDE: [&str; 3] = ["cid:", "data:image", "blob:"];

/// Whether an HTML body shows pictures that are kept with it. Comments count too: Word keeps pictures in some.
pub fn holds_inline_pictures(html: &str) -> bool {
    let html = html.to_ascii_lowercase();
    INSIDE.iter().any(|scheme| {
        html.match_indices(scheme).any(|(at, _)| is_a_value(html.get(..at).unwrap_or_default()))
    })
}

/// Whether what stands behind this is the value of an attribute, or a `url()` in a style.
fn is_a_value(before: &str) -> bool {
    let before = before.trim_end().trim_end_matches(['"', '\'']).trim_end();
    let Some(name) = before.strip_suffix('=') else { return before.ends_with("url(") };
    let of_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, ':' | '-');
    name.trim_end()
        .trim_end_matches(of_name)
        .ends_with(|behind: char| behind.is_whitespace() || behind == '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_that_are_kept_with_a_body_are_told_from_those_of_servers() {
        for html in [
            r#"<img src="cid:image001.png@01DC">"#,
            "<IMG SRC=CID:a>",
            "<img alt=x src='data:image/png;base64,AAAA'>",
            r#"<!--[if gte vml 1]><v:imagedata src="cid:a"/><![endif]-->"#,
            r#"<td background=" blob:https://outlook.example/1">"#,
            "<p style=\"background: url(cid:a)\">",
        ] {
            assert!(holds_inline_pictures(html), "{html}");
        }
        for html in [
            r#"<img src="https://contoso.example/logo.png?cid:1">"#,
            "<p>The cid: of the file, and data: of 2026</p>",
            r#"<a href="https://contoso.example/?q=cid:1">cid:1</a>"#,
        ] {
            assert!(!holds_inline_pictures(html), "{html}");
        }
    }
}
