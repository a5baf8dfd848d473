//! Which service a link joins.

use serde::{Deserialize, Serialize};

use crate::html::Document;
use crate::link::{JoinUrl, TEAMS, WRAPPERS, is_on, split_host, unwrapped};

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

    /// The service that a link in a body joins.
    pub(crate) fn of_link(href: &str) -> Option<Self> {
        join_link(href, &[]).map(|(provider, _)| provider)
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

    /// The form that only `url` has.
    pub fn only(url: &JoinUrl) -> Self {
        let mut prefix = url.as_str().to_owned();
        prefix.pop();
        Self { prefix, suffix: String::new() }
    }

    /// Whether the source of a link that goes on like this behind `://` can match; what may be written otherwise
    /// is not looked at.
    fn may_match(&self, rest: &str) -> bool {
        let host = self.prefix.strip_prefix("https://").unwrap_or_default();
        let end = host.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | ':'));
        host.get(..end.unwrap_or(host.len())).is_some_and(|plain| rest.starts_with(plain))
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
            "it must be an https address with one *, e.g. https://bridge.example/join/*".to_owned()
        })
    }
}

impl From<JoinUrlForm> for String {
    fn from(form: JoinUrlForm) -> Self {
        format!("{}*{}", form.prefix, form.suffix)
    }
}

/// The domain of Skype for everybody.
const SKYPE_CONSUMER: &str = "join.skype.com";

/// Services whose invitations are left alone, by the domains their join links are on, and what their paths begin with.
const FOREIGN: [(&str, &[&str]); 12] = [
    ("zoom.us", ZOOM),
    ("zoom.com", ZOOM),
    ("zoomgov.com", ZOOM),
    ("meet.google.com", &["/lookup/", "/???-????-???"]),
    (
        "webex.com",
        &["/meet/", "/join/", "/m/", "/wbxmjs/joinservice/", "/webappng/sites/", "*/j.php", "*/meeting/"],
    ),
    ("gotomeeting.com", &["/join/"]),
    ("meet.goto.com", &["/"]),
    ("gotomeet.me", &["/"]),
    ("bluejeans.com", &["/#", "/meetings/", "/a2m/"]),
    ("meet.jit.si", &["/"]),
    ("chime.aws", &["/#"]),
    ("whereby.com", &["/"]),
];

const ZOOM: &[&str] = &["/j/", "/my/", "/w/", "/s/", "/wc/join/"];

/// Whether a path begins so: `?` is a letter, `#` a digit, and `*` the folder of a customer.
fn begins(path: &str, form: &str) -> bool {
    if let Some(behind) = form.strip_prefix('*') {
        return path
            .match_indices('/')
            .any(|(at, _)| path.get(at..).is_some_and(|path| begins(path, behind)));
    }
    let is_sign = |(sign, character): (char, char)| match sign {
        '?' => character.is_ascii_lowercase(),
        '#' => character.is_ascii_digit(),
        other => character == other,
    };
    path.len() > form.len() - usize::from(form.len() > 1 && !form.ends_with('/'))
        && path.chars().count() >= form.chars().count()
        && form.chars().zip(path.chars()).all(is_sign)
}

/// Whether a path is one to three folders and a meeting ID.
fn is_skype_path(path: &str) -> bool {
    let path = path.strip_suffix("?sl=1").unwrap_or(path);
    let Some((folders, id)) = path.strip_prefix('/').and_then(|path| path.rsplit_once('/')) else {
        return false;
    };
    let is_folder = |folder: &str| !folder.is_empty() && !folder.contains(['?', '#']);
    skype_id(id) == Some(id.len()) && folders.split('/').all(is_folder) && folders.split('/').count() <= 3
}

/// How long the meeting ID of Skype for Business is that a text begins with. Such IDs are letters and digits; digits
/// alone are some other service's.
fn skype_id(text: &str) -> Option<usize> {
    let id = text.bytes().take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()).count();
    let has_letter = text.bytes().take(id).any(|byte| byte.is_ascii_uppercase());
    ((6..=12).contains(&id) && has_letter).then_some(id)
}

/// What the hosts of Skype for Business are called, at the beginning of their first label.
const MEETING_HOSTS: [&str; 9] =
    ["meet", "lync", "sfb", "skype", "s4b", "join", "conf", "webconf", "webmeet"];

/// Whether the address of a link of Skype for Business's form says that it joins a meeting; the form alone is that of
/// many a page.
pub(crate) fn says_meeting(url: &JoinUrl) -> bool {
    let host = url.host();
    let first = host.split('.').next().unwrap_or_default();
    // A wiki of that name is none.
    let is_meetings = MEETING_HOSTS.iter().any(|name| first.starts_with(name)) && first != "confluence";
    is_meetings || is_on(&host, "lync.com") || url.path().starts_with("/meet/")
}

/// The provider and URL of a link that joins a meeting. Only the form is looked at: [`Provider::Lync`] is told
/// apart from Skype for Business by the block.
pub(crate) fn join_link(href: &str, hosted: &[JoinUrlForm]) -> Option<(Provider, JoinUrl)> {
    let url = JoinUrl::new(&unwrapped(href))?;
    let host = url.host();
    let path = url.path();
    let on = |domain: &str| is_on(&host, domain);
    let provider = if hosted.iter().any(|form| form.matches(&url)) {
        Provider::Hosted
    } else if TEAMS.iter().any(|domain| on(domain))
        && (path.starts_with("/l/meetup-join/") || path.starts_with("/meet/"))
    {
        Provider::Teams
    } else if on(SKYPE_CONSUMER) {
        Provider::SkypeConsumer
    } else if FOREIGN.iter().any(|(domain, forms)| on(domain) && forms.iter().any(|form| begins(path, form)))
    {
        Provider::Foreign
    } else if is_skype_path(path) {
        Provider::SkypeForBusiness
    } else {
        return None;
    };
    Some((provider, url))
}

/// A link that has the form of one that joins a meeting and breaks the rules of [`JoinUrl`], so that no block is
/// recognised around it.
pub fn unusable_join_link(document: &Document<'_>) -> Option<String> {
    let links = document.rows().iter().flat_map(|row| &row.links);
    links.map(|link| unwrapped(&link.href).into_owned()).find(|url| {
        let (origin, path) = split_host(url);
        let host = origin.split("//").nth(1).unwrap_or_default();
        let host = host.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
        let is_teams = TEAMS.iter().any(|domain| is_on(&host, domain)) && path.starts_with("/l/meetup-join/");
        JoinUrl::new(url).is_none() && !host.is_empty() && (is_teams || is_skype_path(path))
    })
}

/// Whether [`join_link`] can take a link whose source goes on like this behind `://`, beyond its end too.
pub(crate) fn may_join(rest: &str, hosted: &[JoinUrlForm]) -> bool {
    let mut parts = rest.split('/');
    let host = parts.next().unwrap_or_default().to_ascii_lowercase();
    let known = FOREIGN.iter().map(|(domain, _)| domain).chain(&TEAMS).chain([&SKYPE_CONSUMER]);
    let known = known.chain(WRAPPERS.iter().map(|(domain, _)| domain));
    known.into_iter().any(|domain| host.contains(domain))
        || hosted.iter().any(|form| form.may_match(rest))
        || parts.skip(1).take(3).any(may_be_skype_id)
}

fn may_be_skype_id(part: &str) -> bool {
    skype_id(part).is_some_and(|id| !part.as_bytes().get(id).is_some_and(u8::is_ascii_alphanumeric))
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
