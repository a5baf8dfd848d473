//! The URL with which people join an online meeting.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::host::split_host;
use super::teams;
use super::wrapper::{Wrapper, unwrapped};

/// The URL with which people join an online meeting: absolute, `https` or `http`, and the same to every reader.
///
/// It has a host name and no user name or password, no control characters or white space, and no dot segments
/// (`.`, `..`, percent-encoded too), so that what it begins with tells where it leads (RFC 3986, 3.3 and 5.2.4).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JoinUrl(String);

impl JoinUrl {
    /// Takes a link as found in a body or a property; what mail filters wrap it in is taken off, `?sl=1` (the web app's
    /// form) is removed. `None` if it breaks the rules of such URLs.
    pub fn new(link: &str) -> Option<Self> {
        let url = unwrapped(link);
        if Wrapper::hiding(&url).is_some() {
            return None;
        }
        let url = url.strip_suffix("?sl=1").unwrap_or(&url);
        is_join_url(url).then(|| Self(url.to_owned()))
    }

    /// The URL as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The link to the same meeting in the web app (Skype for Business).
    pub fn web_app(&self) -> String {
        format!("{}?sl=1", self.0)
    }

    /// Whether both join the same meeting as far as they tell: equal but for the case of scheme and host; in Teams, but for
    /// the host and what does not name the meeting.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let (ours, theirs) = (split_host(&self.0), split_host(&other.0));
        if ours.0.eq_ignore_ascii_case(theirs.0) && ours.1 == theirs.1 {
            return true;
        }
        teams::meeting(&self.0).is_some_and(|meeting| teams::meeting(&other.0) == Some(meeting))
    }

    /// The same for all that agree, and for no other.
    pub fn meeting(&self) -> String {
        teams::meeting(&self.0).unwrap_or_else(|| self.canonical())
    }

    /// The URL with scheme and host in small letters: the same for all that agree.
    pub(crate) fn canonical(&self) -> String {
        let (origin, path) = split_host(&self.0);
        format!("{}{path}", origin.to_ascii_lowercase())
    }

    /// Whether it begins with `base`, the case of scheme and host aside. A base that ends in a letter or digit ends a
    /// segment: `/ines` is no beginning of `/ines.moreau/AB12CD34`.
    pub fn is_below(&self, base: &str) -> bool {
        let (ours, theirs) = (split_host(&self.0), split_host(base));
        let rest = ours.1.strip_prefix(theirs.1);
        let ends_a_segment = |rest: &str| {
            !theirs.1.ends_with(char::is_alphanumeric) || rest.is_empty() || rest.starts_with(['/', '?', '#'])
        };
        ours.0.eq_ignore_ascii_case(theirs.0) && rest.is_some_and(ends_a_segment)
    }

    /// The host, in lower case, without a port.
    pub fn host(&self) -> String {
        let host = split_host(&self.0).0.split("//").nth(1).unwrap_or_default();
        host.split(':').next().unwrap_or_default().to_ascii_lowercase()
    }

    /// The host, in lower case, and the port where it is not the one that the scheme stands for.
    pub fn server(&self) -> String {
        let origin = split_host(&self.0).0.to_ascii_lowercase();
        let usual = if origin.starts_with("https:") { ":443" } else { ":80" };
        let server = origin.split("//").nth(1).unwrap_or_default();
        server.strip_suffix(usual).or_else(|| server.strip_suffix(':')).unwrap_or(server).to_owned()
    }

    /// The path with its leading slash, query included.
    pub fn path(&self) -> &str {
        split_host(&self.0).1
    }
}

impl TryFrom<String> for JoinUrl {
    type Error = &'static str;

    fn try_from(link: String) -> Result<Self, Self::Error> {
        Self::new(&link)
            .ok_or("a join URL is an absolute web address without user name, white space and dot segments")
    }
}

impl From<JoinUrl> for String {
    fn from(url: JoinUrl) -> Self {
        url.0
    }
}

impl fmt::Display for JoinUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn is_join_url(url: &str) -> bool {
    let (origin, rest) = split_host(url);
    let Some((scheme, authority)) = origin.split_once("://") else { return false };
    let is_web = ["https", "http"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let is_plain = !url.contains(|c: char| c.is_control() || c.is_whitespace()) && !path.contains('\\');
    is_web && is_plain && is_host_with_port(authority) && !path.split('/').any(is_dot_segment)
}

fn is_host_with_port(authority: &str) -> bool {
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    let named = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    host.starts_with(char::is_alphanumeric)
        && host.chars().all(named)
        && port.len() <= 5
        && port.bytes().all(|digit| digit.is_ascii_digit())
}

fn is_dot_segment(segment: &str) -> bool {
    // No other segment is as short, or begins with a dot or its code.
    segment.len() <= 6 && matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
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
    fn a_join_url_means_the_same_to_every_reader() {
        for good in [
            "https://meet.contoso.example/ines/AB12CD34",
            "HTTP://Meet.contoso.example:8080/ines..moreau/.x/AB12CD34?a=../b#..",
            "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d",
            "https://münchen.example/ines/AB12CD34",
            "https://meet.contoso.example",
        ] {
            assert!(JoinUrl::new(good).is_some(), "{good}");
            assert!(serde_json::from_value::<JoinUrl>(good.into()).is_ok(), "{good}");
        }
        for bad in [
            "",
            "javascript:alert(1)",
            "javascript://meet.contoso.example/%0aalert(1)",
            "data:text/html,x",
            "sip:ines@contoso.example",
            "/ines/AB12CD34",
            "//meet.contoso.example/ines/AB12CD34",
            "https:/meet.contoso.example/ines/AB12CD34",
            "https://",
            "https:///ines/AB12CD34",
            "https://?x",
            "https://:443/ines",
            "https://ines@meet.contoso.example/ines/AB12CD34",
            "https://meet.contoso.example:x@evil.example/ines/AB12CD34",
            "https://meet.contoso.example%2fevil.example/ines/AB12CD34",
            "https://meet.contoso.example\\evil.example/ines/AB12CD34",
            "https://meet.contoso.example/ines\\..\\paul/AB12CD34",
            "https://meet.contoso.example/ines/../paul/AB12CD34",
            "https://meet.contoso.example/ines/./AB12CD34",
            "https://meet.contoso.example/ines/..",
            "https://meet.contoso.example/ines/%2e%2E/paul/AB12CD34",
            "https://meet.contoso.example/ines/.%2e/paul/AB12CD34?x",
            "https://meet.contoso.example/ines /AB12CD34",
            "https://meet.contoso.example/ines\u{a0}/AB12CD34",
            "https://meet.contoso.example/ines/\tAB12CD34",
            "https://meet.contoso.example/ines/AB12\r\nCD34",
            "https://meet.contoso.example/ines/\u{0}AB12CD34",
            "https://eur01.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)&data=05",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fb%2F..%2Fc&data=05",
        ] {
            assert_eq!(JoinUrl::new(bad), None, "{bad}");
            assert!(serde_json::from_value::<JoinUrl>(bad.into()).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_base_that_ends_in_a_word_ends_a_segment() {
        let url = JoinUrl::new("https://Meet.contoso.example/ines.moreau/AB12CD34").unwrap();
        for base in ["https://meet.contoso.example/ines.moreau/", "https://meet.contoso.example/ines.moreau"]
        {
            assert!(url.is_below(base), "{base}");
        }
        for base in ["https://meet.contoso.example/ines", "https://meet.contoso.example/ines.moreau/A"] {
            assert!(!url.is_below(base), "{base}");
        }
        let query = JoinUrl::new("https://bridge.example/join?id=42").unwrap();
        assert!(
            query.is_below("https://bridge.example/join?id=")
                && query.is_below("https://bridge.example/join")
        );
    }
}
