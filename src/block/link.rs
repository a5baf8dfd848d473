//! Links in bodies: what they point to, and which may be written.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::service::TEAMS;
use super::wrapper::unwrapped;

/// The URL with which people join an online meeting.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct JoinUrl(String);

impl JoinUrl {
    /// Takes a link as found in a body or a property; Safe Links are unwrapped, `?sl=1` (the web app's
    /// form) is removed. `None` if it is no `https` or `http` link.
    pub fn new(link: &str) -> Option<Self> {
        let url = unwrapped(link);
        let (scheme, _) = url.split_once("://")?;
        let is_web = ["https", "http"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
        is_web.then(|| Self(url.strip_suffix("?sl=1").unwrap_or(&url).to_owned()))
    }

    /// The URL as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The link to the same meeting in the web app (Skype for Business).
    pub fn web_app(&self) -> String {
        format!("{}?sl=1", self.0)
    }

    /// Whether both join the same meeting: equal but for the case of scheme and host.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let (ours, theirs) = (split_host(&self.0), split_host(&other.0));
        ours.0.eq_ignore_ascii_case(theirs.0) && ours.1 == theirs.1
    }

    /// Whether it begins with `base`, the case of scheme and host aside.
    pub fn is_below(&self, base: &str) -> bool {
        let (ours, theirs) = (split_host(&self.0), split_host(base));
        ours.0.eq_ignore_ascii_case(theirs.0) && ours.1.starts_with(theirs.1)
    }

    /// The host, in lower case, without a port.
    pub fn host(&self) -> String {
        let host = split_host(&self.0).0.split("//").nth(1).unwrap_or_default();
        host.split(':').next().unwrap_or_default().to_ascii_lowercase()
    }

    /// The path with its leading slash, query included.
    pub fn path(&self) -> &str {
        split_host(&self.0).1
    }
}

impl fmt::Display for JoinUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Splits `https://host/path` into scheme with host, and path.
pub(crate) fn split_host(url: &str) -> (&str, &str) {
    // Bytes are looked at one by one: searching for patterns costs more than links are long.
    let slash = url.bytes().position(|byte| byte == b'/');
    let slashes = slash.filter(|at| url.as_bytes().get(at + 1) == Some(&b'/'));
    let after_scheme = slashes.map_or(0, |at| at + 2);
    let rest = url.get(after_scheme..).unwrap_or_default();
    let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#'));
    let at = after_scheme + end.unwrap_or(rest.len());
    (url.get(..at).unwrap_or_default(), url.get(at..).unwrap_or_default())
}

/// What a link in a block is for, as far as its target tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// A telephone number.
    Telephone,
    /// A mail address.
    Mail,
    /// The page of all local numbers.
    Directory,
    /// The page where the PIN is reset.
    Pin,
    /// Microsoft's help pages.
    Help,
    /// The organizer's options of a Teams meeting.
    Options,
    /// How video systems join.
    Video,
    /// Something else.
    Other,
}

/// The kind of a link, Safe Links unwrapped.
pub(crate) fn kind(href: &str) -> LinkKind {
    let url = unwrapped(href).to_ascii_lowercase();
    let (origin, path) = split_host(&url);
    let host = origin.split("//").nth(1).unwrap_or_default();
    let on = |domains: &[&str]| domains.iter().any(|domain| is_on(host, domain));
    if url.starts_with("tel:") {
        LinkKind::Telephone
    } else if url.starts_with("mailto:") {
        LinkKind::Mail
    } else if on(&["plcm.vc", "pexip.me", "bjn.vc"]) {
        LinkKind::Video
    } else if path.contains("pstnconferencing") || path.contains("dialin/pin") {
        LinkKind::Pin
    } else if path.starts_with("/meetingoptions") && on(&TEAMS) {
        LinkKind::Options
    } else if on(&[
        "officeredir.microsoft.com",
        "r.office.microsoft.com",
        "support.office.com",
        "support.microsoft.com",
    ]) || (on(&["go.microsoft.com"]) && path.starts_with("/fwlink"))
        || (on(&["aka.ms"]) && path.starts_with("/jointeamsmeeting"))
    {
        LinkKind::Help
    } else if host.starts_with("dialin.") || host.starts_with("dial.") || path.starts_with("/dialin") {
        LinkKind::Directory
    } else {
        LinkKind::Other
    }
}

/// Whether a host, both in lower case, is a domain or belongs to it.
pub(crate) fn is_on(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

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
    fn join_urls_agree_whatever_the_case_of_the_host_and_the_web_app_suffix() {
        let one = JoinUrl::new("https://Meet.Contoso.example/ines/AB12CD34?sl=1").unwrap();
        let other = JoinUrl::new("https://meet.contoso.example/ines/AB12CD34").unwrap();
        assert!(one.agrees_with(&other));
        let path = JoinUrl::new("https://meet.contoso.example/ines/ab12cd34").unwrap();
        assert!(!path.agrees_with(&other));
    }

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
