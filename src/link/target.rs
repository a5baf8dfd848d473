//! Targets as they are read and as they are written.

use super::wrapper::unwrapped;

/// The link behind what mail filters wrap it in, or the link itself.
pub fn original_url(link: &str) -> String {
    unwrapped(link).into_owned()
}

/// A link that may be written into a body: `https`, `http`, `tel`, `sip` and `conf` only.
pub fn safe_url(link: &str) -> Option<&str> {
    let link = link.trim();
    let scheme = link.split_once(':')?.0.to_ascii_lowercase();
    let allowed = matches!(scheme.as_str(), "https" | "http" | "tel" | "sip" | "conf");
    (allowed && !link.contains(|c: char| c.is_control() || c.is_whitespace())).then_some(link)
}

/// Text with the characters that mean something in HTML escaped, for text and for quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\r' | '\n' | '\0' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_are_written() {
        assert_eq!(safe_url(" https://a.example/x "), Some("https://a.example/x"));
        assert_eq!(safe_url("tel:+4420"), Some("tel:+4420"));
        assert_eq!(safe_url("javascript:alert(1)"), None);
        assert_eq!(safe_url("JAVASCRIPT:alert(1)"), None);
        assert_eq!(safe_url("https://a b"), None);
    }

    #[test]
    fn markup_in_values_stays_text() {
        assert_eq!(escape("<b a='\"'>&"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;");
    }
}
