//! Links that mail filters wrap, and the links behind them.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

use crate::html::Document;

use super::host::{is_on, split_host};

/// A mail filter that puts its own address in the place of a link's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Wrapper {
    /// Safe Links of Microsoft Defender for Office 365, in every cloud.
    SafeLinks,
    /// Proofpoint URL Defense, versions 1 to 3.
    Proofpoint,
    /// Mimecast URL Protect, whose links tell nothing of what they lead to.
    Mimecast,
    /// Barracuda Link Protection.
    Barracuda,
    /// Cisco Secure Email.
    Cisco,
    /// Sophos Email, Time-of-Click.
    Sophos,
    /// Symantec Email Security.cloud, Click-time.
    Symantec,
    /// Trend Micro, Time-of-Click.
    TrendMicro,
    /// FireEye (Trellix) Email Security.
    FireEye,
    /// Hornetsecurity Advanced Threat Protection.
    Hornetsecurity,
    /// Check Point Harmony, which was Avanan.
    CheckPoint,
    /// What Google Calendar and Gmail put in the place of links.
    Google,
}

/// The domains of filters; those of Safe Links go on behind what stands here.
pub(crate) const WRAPPERS: [(&str, Wrapper); 22] = [
    (".safelinks.protection.", Wrapper::SafeLinks),
    ("statics.teams.cdn.office.net", Wrapper::SafeLinks),
    ("statics.teams.microsoft.com", Wrapper::SafeLinks),
    ("urldefense.proofpoint.com", Wrapper::Proofpoint),
    ("urldefense.com", Wrapper::Proofpoint),
    ("urldefense.us", Wrapper::Proofpoint),
    ("mimecast.com", Wrapper::Mimecast),
    ("mimecastprotect.com", Wrapper::Mimecast),
    ("linkprotect.cudasvc.com", Wrapper::Barracuda),
    ("secure-web.cisco.com", Wrapper::Cisco),
    ("protection.sophos.com", Wrapper::Sophos),
    ("clicktime.symantec.com", Wrapper::Symantec),
    ("clicktime.cloud.postoffice.net", Wrapper::Symantec),
    ("trendmicro.com", Wrapper::TrendMicro),
    ("protect.fireeye.com", Wrapper::FireEye),
    ("protect2.fireeye.com", Wrapper::FireEye),
    ("protect.trellix.com", Wrapper::FireEye),
    ("atpscan.global.hornetsecurity.com", Wrapper::Hornetsecurity),
    ("seclinks.cloud-security.net", Wrapper::Hornetsecurity),
    ("url.avanan.click", Wrapper::CheckPoint),
    ("protect.checkpoint.com", Wrapper::CheckPoint),
    ("google.com", Wrapper::Google),
];

/// How often filters wrap one link: every one on the way once.
const DEEPEST: usize = 8;

/// The link behind all wrappers, or the link itself where there is none; the innermost where one cannot be taken off.
pub(crate) fn unwrapped(link: &str) -> Cow<'_, str> {
    let mut link = Cow::Borrowed(link.trim());
    for _ in 0..DEEPEST {
        let Some(inner) = wrapper(&link).and_then(|wrapper| inside(wrapper, &link)) else { break };
        link = Cow::Owned(inner);
    }
    link
}

impl Wrapper {
    /// The filter whose link cannot be taken off, where there is one.
    pub fn hiding(link: &str) -> Option<Self> {
        wrapper(&unwrapped(link))
    }

    /// The filter that hides what the links of a body lead to, where one does.
    pub fn hiding_in(document: &Document<'_>) -> Option<Self> {
        document.rows().iter().flat_map(|row| &row.links).find_map(|link| Self::hiding(&link.href))
    }

    /// What its maker calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::SafeLinks => "Safe Links",
            Self::Proofpoint => "Proofpoint",
            Self::Mimecast => "Mimecast",
            Self::Barracuda => "Barracuda",
            Self::Cisco => "Cisco",
            Self::Sophos => "Sophos",
            Self::Symantec => "Symantec",
            Self::TrendMicro => "Trend Micro",
            Self::FireEye => "FireEye",
            Self::Hornetsecurity => "Hornetsecurity",
            Self::CheckPoint => "Check Point",
            Self::Google => "Google",
        }
    }
}

fn wrapper(link: &str) -> Option<Wrapper> {
    let (origin, path) = split_host(link);
    let host = origin.split_once("://")?.1.split(':').next()?.to_ascii_lowercase();
    let is_at = |domain: &str| match domain.strip_prefix('.') {
        Some(_) => host.contains(domain),
        None => is_on(&host, domain),
    };
    let (_, wrapper) = *WRAPPERS.iter().find(|(domain, _)| is_at(domain))?;
    // The other addresses of these hosts are pages of their own.
    let is_wrapping = match wrapper {
        Wrapper::SafeLinks => parameter(link, "url").is_some() || host.contains(".safelinks."),
        Wrapper::Mimecast => path.starts_with("/s/") || path.starts_with("/r/"),
        Wrapper::TrendMicro => path.starts_with("/wis/clicktime"),
        Wrapper::Google => path.starts_with("/url?"),
        Wrapper::Proofpoint
        | Wrapper::Barracuda
        | Wrapper::Cisco
        | Wrapper::Sophos
        | Wrapper::Symantec
        | Wrapper::FireEye
        | Wrapper::Hornetsecurity
        | Wrapper::CheckPoint => path.len() > 1,
    };
    is_wrapping.then_some(wrapper)
}

fn inside(wrapper: Wrapper, link: &str) -> Option<String> {
    let inner = match wrapper {
        Wrapper::SafeLinks => decoded(parameter(link, "url")?),
        Wrapper::Barracuda => decoded(parameter(link, "a")?),
        Wrapper::Cisco => decoded(link.rsplit('/').find(|part| part.starts_with("http"))?),
        Wrapper::Proofpoint => proofpoint(link)?,
        Wrapper::Symantec | Wrapper::FireEye | Wrapper::Hornetsecurity => decoded(parameter(link, "u")?),
        Wrapper::TrendMicro => decoded(parameter(link, "url")?),
        Wrapper::Google => decoded(parameter(link, "q").or_else(|| parameter(link, "url"))?),
        Wrapper::Sophos => sophos(parameter(link, "u")?)?,
        Wrapper::CheckPoint => checkpoint(link)?,
        Wrapper::Mimecast => return None,
    };
    inner.contains("://").then_some(inner)
}

/// The value of a parameter, whatever the case of its name.
fn parameter<'l>(link: &'l str, name: &str) -> Option<&'l str> {
    let (_, query) = link.split_once('?')?;
    let mut pairs = query.split(['&', ';']).filter_map(|pair| pair.split_once('='));
    pairs.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// Base64 of the link, its signs percent-encoded.
fn sophos(coded: &str) -> Option<String> {
    let coded = decoded(coded).replace('+', "-").replace('/', "_");
    let bytes = URL_SAFE_NO_PAD.decode(coded.trim_end_matches('=')).ok()?;
    String::from_utf8(bytes).ok()
}

/// The link stands as it is between `___` and `___.`.
fn checkpoint(link: &str) -> Option<String> {
    let (_, behind) = link.split_once("/___").or_else(|| link.split_once("___"))?;
    behind.split_once("___").map(|(link, _)| link.to_owned())
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Version 1 percent-encodes, version 2 writes `-` for `%` and `_` for `/`, version 3 puts the link between `__` and
/// `__;` with a `*` for each character that follows in Base64.
fn proofpoint(link: &str) -> Option<String> {
    if let Some((_, behind)) = link.split_once("/v3/__") {
        let (link, behind) = behind.split_once("__;")?;
        return third(link, behind.split("!!").next().unwrap_or_default());
    }
    let inner = parameter(link, "u")?;
    if link.contains("/v1/") {
        return Some(decoded(inner));
    }
    Some(decoded(&inner.replace('-', "%").replace('_', "/")))
}

fn third(link: &str, taken: &str) -> Option<String> {
    let taken = URL_SAFE_NO_PAD.decode(taken.trim_end_matches('=')).ok()?;
    let taken = String::from_utf8(taken).ok()?;
    let mut taken = taken.chars();
    let mut inner = String::with_capacity(link.len());
    let mut rest = link;
    while let Some(at) = rest.find('*') {
        let (before, behind) = rest.split_at_checked(at)?;
        inner.push_str(before);
        rest = behind.get(1..)?;
        // Two stars and a letter stand for a run of characters: `**A` for two, `**B` for three.
        let length = rest.strip_prefix('*').and_then(|rest| run_length(rest.chars().next()?));
        if length.is_some() {
            rest = rest.get(2..)?;
        }
        for _ in 0..length.unwrap_or(1) {
            inner.push(taken.next()?);
        }
    }
    inner.push_str(rest);
    // Some programs make one slash of the two behind the scheme.
    Some(if inner.contains("://") { inner } else { inner.replacen(":/", "://", 1) })
}

fn run_length(letter: char) -> Option<usize> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    LETTERS.find(letter).map(|at| at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://meet.contoso.example/ines/AB12CD34";

    #[test]
    fn every_wrapper_that_holds_its_link_is_taken_off() {
        for wrapped in [
            "https://eur01.safelinks.protection.outlook.com/ap/t-1/?url=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34&data=05&reserved=0",
            "https://nam02.safelinks.protection.outlook.com/?data=05&url=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34",
            "https://usg01.safelinks.protection.office365.us/?url=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34",
            "https://CHN01.safelinks.protection.partner.outlook.cn/?url=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34",
            "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34&locale=en-us",
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__meet.contoso.example_ines_AB12CD34&d=DwMFAg&c=x&r=y",
            "https://urldefense.proofpoint.com/v1/url?u=https://meet.contoso.example/ines/AB12CD34&k=x",
            "https://urldefense.com/v3/__https://meet.contoso.example/ines/AB12CD34__;!!AbC!xyz$",
            "https://urldefense.us/v3/__https://meet.contoso.example/ines*AB12CD34__;Lw!!AbC!xyz$",
            "https://urldefense.com/v3/__https:/meet.contoso.example/ines/AB12CD34__;!!AbC!xyz$",
            "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fmeet.contoso.example%2fines%2fAB12CD34&c=E",
            "https://secure-web.cisco.com/1abc/https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34__%3B%21%21AbC%21xyz%24&data=05",
            "https://eur01.safelinks.protection.outlook.com/?Url=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34&data=05",
            "https://statics.teams.microsoft.com/evergreen-assets/safelinks/1/atp-safelinks.html?url=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34&locale=en-us",
            "https://statics.teams.microsoft.com/evergreen-assets/safelinks/2/atp-safelinks.html?locale=en-us&URL=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34",
            "https://eu-central-1.protection.sophos.com/?d=contoso.example&u=aHR0cHM6Ly9tZWV0LmNvbnRvc28uZXhhbXBsZS9pbmVzL0FCMTJDRDM0&i=abc&t=x&h=y",
            "https://clicktime.symantec.com/15sLvSt?h=abc&u=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34",
            "https://imsva91-ctp.trendmicro.com:443/wis/clicktime/v1/query?url=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34&umid=x&auth=y",
            "https://protect2.fireeye.com/v1/url?k=abc&q=1&e=x&u=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34",
            "https://atpscan.global.hornetsecurity.com/?d=abc&f=def&u=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34",
            "https://url.avanan.click/v2/___https://meet.contoso.example/ines/AB12CD34___.YXBzOm",
            "https://protect.checkpoint.com/v2/___https://meet.contoso.example/ines/AB12CD34___.YzJ1",
            "https://www.google.com/url?q=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34&sa=D&source=calendar",
            "https://www.google.com/url?sa=t&url=https%3A%2F%2Fmeet.contoso.example%2Fines%2FAB12CD34",
            LINK,
        ] {
            assert_eq!(unwrapped(wrapped), LINK, "{wrapped}");
            assert_eq!(Wrapper::hiding(wrapped), None, "{wrapped}");
        }
    }

    #[test]
    fn a_run_of_characters_is_put_back() {
        assert_eq!(third("https://a.example/**A*x", "w6TDtsO8").as_deref(), Some("https://a.example/äöüx"));
        assert_eq!(third("https://a.example/*", ""), None);
    }

    #[test]
    fn what_cannot_be_taken_off_is_named() {
        for (link, wrapper) in [
            ("https://protect-eu.mimecast.com/s/AbCdEf12", Wrapper::Mimecast),
            (
                "https://url.uk.m.mimecastprotect.com/s/AbC1CDEF?domain=meet.contoso.example",
                Wrapper::Mimecast,
            ),
            ("https://us-west-2.protection.sophos.com/?d=contoso.example&i=abc", Wrapper::Sophos),
            ("https://clicktime.symantec.com/3AbCdEf", Wrapper::Symantec),
            ("https://imsva91-ctp.trendmicro.com/wis/clicktime/v1/query?umid=x", Wrapper::TrendMicro),
            ("https://protect2.fireeye.com/v1/url?k=abc", Wrapper::FireEye),
            ("https://atpscan.global.hornetsecurity.com/?d=abc", Wrapper::Hornetsecurity),
            ("https://url.avanan.click/v2/abc", Wrapper::CheckPoint),
            ("https://www.google.com/url?sa=D", Wrapper::Google),
            ("https://eur01.safelinks.protection.outlook.com/?data=05", Wrapper::SafeLinks),
            ("https://urldefense.com/v3/__https://meet.contoso.example", Wrapper::Proofpoint),
        ] {
            assert_eq!(Wrapper::hiding(link), Some(wrapper), "{link}");
        }
        for page in [
            "https://www.mimecast.com/products",
            "https://www.trendmicro.com/en_us/business.html",
            "https://www.google.com/maps?q=Berlin",
            "https://docs.google.com/document/d/1",
            "https://statics.teams.microsoft.com/hashed/logo.png",
        ] {
            assert_eq!(Wrapper::hiding(page), None, "{page}");
        }
        let nested = (0..100).fold(LINK.to_owned(), |link, _| {
            format!("https://a.safelinks.protection.outlook.com/?url={}", link.replace('%', "%25"))
        });
        assert_eq!(Wrapper::hiding(&nested), Some(Wrapper::SafeLinks));
    }
}
