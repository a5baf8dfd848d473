//! Which service a link joins.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::link::{JoinUrl, original_url};

/// Who made a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Provider {
    /// Skype for Business.
    SkypeForBusiness,
    /// Lync 2010 and 2013.
    Lync,
    /// Skype for everybody, as Outlook on the web added it.
    SkypeConsumer,
    /// Microsoft Teams.
    Teams,
    /// A third-party bridge that the configuration describes.
    Hosted,
    /// A service Redial never touches.
    Foreign,
}

impl Provider {
    /// The service that a join URL alone tells.
    pub fn of(url: &JoinUrl) -> Option<Self> {
        join_link(url.as_str(), &[]).map(|(provider, _)| provider)
    }

    /// The name in output for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::SkypeForBusiness => "skype-for-business",
            Self::Lync => "lync",
            Self::SkypeConsumer => "skype-consumer",
            Self::Teams => "teams",
            Self::Hosted => "hosted",
            Self::Foreign => "foreign",
        }
    }

    /// The character whose run separates this provider's blocks from the rest.
    pub(crate) fn separator(self) -> char {
        match self {
            Self::SkypeForBusiness | Self::Lync | Self::SkypeConsumer | Self::Hosted => '.',
            Self::Teams | Self::Foreign => '_',
        }
    }
}

/// The form of a third-party bridge's join URLs: a URL with one `*`, e.g. `https://bridge.example/join/*`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JoinUrlForm {
    prefix: String,
    suffix: String,
}

impl JoinUrlForm {
    /// Reads a form; `None` without an `https` address or without exactly one `*`.
    pub fn new(form: &str) -> Option<Self> {
        let (prefix, suffix) = form.split_once('*')?;
        let host = prefix.strip_prefix("https://")?.split('/').next()?;
        let valid =
            host.contains('.') && prefix.len() > "https://".len() + host.len() && !suffix.contains('*');
        valid.then(|| Self { prefix: prefix.to_owned(), suffix: suffix.to_owned() })
    }

    /// Whether a join URL is of this form.
    pub fn matches(&self, url: &JoinUrl) -> bool {
        let url = url.as_str();
        url.len() > self.prefix.len() + self.suffix.len()
            && url.starts_with(&self.prefix)
            && url.ends_with(&self.suffix)
    }
}

impl TryFrom<String> for JoinUrlForm {
    type Error = String;

    fn try_from(form: String) -> Result<Self, Self::Error> {
        Self::new(&form).ok_or_else(|| {
            "a form is an https address with one *, e.g. https://bridge.example/join/*".to_owned()
        })
    }
}

impl From<JoinUrlForm> for String {
    fn from(form: JoinUrlForm) -> Self {
        format!("{}*{}", form.prefix, form.suffix)
    }
}

#[allow(clippy::unwrap_used, reason = "the pattern is a constant, read by every test")]
static SKYPE_PATH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:/[^/?#]+){1,3}/[A-Z0-9]{6,12}(?:\?sl=1)?$").unwrap());

/// Services whose invitations are left alone, by the domains their join links are on.
const FOREIGN: [(&str, &str); 8] = [
    ("zoom.us", "/j/"),
    ("zoom.us", "/my/"),
    ("zoom.us", "/w/"),
    ("meet.google.com", "/"),
    ("webex.com", "/"),
    ("gotomeeting.com", "/"),
    ("bluejeans.com", "/"),
    ("meet.jit.si", "/"),
];

/// Meeting IDs of Skype for Business are letters and digits; digits alone are some other service's.
fn has_letter(path: &str) -> bool {
    let id = path.rsplit('/').next().unwrap_or_default();
    id.split('?').next().unwrap_or_default().bytes().any(|byte| byte.is_ascii_uppercase())
}

/// The provider and URL of a link that joins a meeting. Only the form is looked at: [`Provider::Lync`] is told
/// apart from Skype for Business by the block.
pub(crate) fn join_link(href: &str, hosted: &[JoinUrlForm]) -> Option<(Provider, JoinUrl)> {
    let original = original_url(href);
    let url = JoinUrl::new(&original)?;
    let host = url.host();
    let path = url.path();
    let on = |domain: &str| host == domain || host.ends_with(&format!(".{domain}"));
    let provider = if hosted.iter().any(|form| form.matches(&url)) {
        Provider::Hosted
    } else if (on("teams.microsoft.com") || on("teams.live.com") || on("teams.microsoft.us"))
        && (path.starts_with("/l/meetup-join/") || path.starts_with("/meet/"))
    {
        Provider::Teams
    } else if on("join.skype.com") {
        Provider::SkypeConsumer
    } else if FOREIGN.iter().any(|(domain, start)| on(domain) && path.len() > 1 && path.starts_with(start)) {
        Provider::Foreign
    } else if SKYPE_PATH.is_match(path) && has_letter(path) {
        Provider::SkypeForBusiness
    } else {
        return None;
    };
    Some((provider, url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_an_https_address_with_one_star() {
        let read = |form: &str| serde_json::from_value::<JoinUrlForm>(form.into()).ok();
        let form = read("https://bridge.example/join/*").expect("a form");
        assert_eq!(serde_json::to_value(&form).expect("JSON"), "https://bridge.example/join/*");
        for wrong in [
            "https://bridge.example/join/",
            "http://bridge.example/*",
            "https://*",
            "https://bridge.example*",
            "*",
            "",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
