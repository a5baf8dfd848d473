//! Hosts and forms of links: what a join link leads to, however mail filters wrapped it.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

use redial::block::{InfoBlock, Provider, may_hold_block, recognise};
use redial::html::{Document, Format};
use redial::link::{JoinUrl, escape, original_url};

const PATHS: [&str; 2] = [
    "/l/meetup-join/19%3ameeting_QUJD%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d",
    "/meet/48803137263631?p=YXe9K6OhVD94",
];

const TEAMS_HOSTS: [&str; 9] = [
    "teams.microsoft.com",
    "teams.cloud.microsoft",
    "teams.live.com",
    "teams.microsoft.us",
    "gov.teams.microsoft.us",
    "dod.teams.microsoft.us",
    "teams.microsoftonline.cn",
    "Teams.Microsoft.com",
    "TEAMS.CLOUD.MICROSOFT",
];

const SKYPE: &str = "https://meet.contoso.example/ines.moreau/AB12CD34";
const TEAMS: &str = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_QUJD%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d";

fn body(format: Format, join: &str, line: char) -> String {
    let line = line.to_string().repeat(if line == '_' { 80 } else { 137 });
    match format {
        Format::Html => format!(
            "<html><body><p>{line}</p><p><a href=\"{}\">Join</a></p><p><a href=\"tel:+442079460100\">+44 20 7946 0100</a></p><p>Conference ID: 79261</p><p>{line}</p></body></html>",
            escape(join)
        ),
        Format::Text => {
            format!("{line}\nJoin <{join}>\n+44 20 7946 0100 (London)\nConference ID: 79261\n{line}\n")
        }
    }
}

fn only_block(format: Format, body: &str) -> InfoBlock {
    let mut blocks = recognise(&Document::parse(format, body), &[]);
    assert_eq!(blocks.len(), 1, "{body}");
    assert!(may_hold_block(body, &[]), "{body}");
    blocks.remove(0)
}

fn leads_to(join: &str, provider: Provider, url: &str) {
    let line = if provider == Provider::Teams { '_' } else { '.' };
    for format in [Format::Html, Format::Text] {
        let block = only_block(format, &body(format, join, line));
        assert_eq!(block.provider, provider, "{join}");
        assert_eq!(block.invitation.join_url.as_str(), url, "{join}");
        assert!(block.complete, "{join}");
    }
    let target = original_url(join);
    assert!(target == url || target == format!("{url}?sl=1"), "{join} leads to {target}");
}

#[test]
fn teams_is_on_all_of_its_hosts() {
    for host in TEAMS_HOSTS {
        for path in PATHS {
            let url = format!("https://{host}{path}");
            leads_to(&url, Provider::Teams, &url);
            assert_eq!(Provider::of(&JoinUrl::new(&url).expect("a URL")), Some(Provider::Teams), "{url}");
        }
    }
}

#[test]
fn a_host_that_only_looks_like_teams_is_not() {
    for host in [
        "teams.microsoft.com.evil.example",
        "teams-microsoft.com",
        "notteams.microsoft.com.example",
        "xteams.cloud.microsoft",
        "teams.cloud.microsoft.example",
        "teams.microsoftonline.cn.example",
    ] {
        let url = JoinUrl::new(&format!("https://{host}{}", PATHS[0])).expect("a URL");
        assert_ne!(Provider::of(&url), Some(Provider::Teams), "{host}");
    }
}

fn encoded(url: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    url.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

const SAFE_LINKS_HOSTS: [&str; 13] = [
    "eur01.safelinks.protection.outlook.com",
    "eur05.safelinks.protection.outlook.com",
    "nam12.safelinks.protection.outlook.com",
    "apc01.safelinks.protection.outlook.com",
    "aus01.safelinks.protection.outlook.com",
    "can01.safelinks.protection.outlook.com",
    "gbr01.safelinks.protection.outlook.com",
    "emea01.safelinks.protection.outlook.com",
    "gcc02.safelinks.protection.outlook.com",
    "usg01.safelinks.protection.office365.us",
    "usg02.safelinks.protection.office365.us",
    "dod01.safelinks.protection.office365.us",
    "chn01.safelinks.protection.partner.outlook.cn",
];

fn safe_links(url: &str) -> Vec<String> {
    let wrapped = encoded(url);
    let tail = "&data=05%7C01%7Cana.costa%40fabrikam.example%7C0d1f&sdata=Ll3q%3D&reserved=0";
    let mut links = Vec::new();
    for host in SAFE_LINKS_HOSTS {
        links.push(format!("https://{host}/?url={wrapped}{tail}"));
        links.push(format!("https://{host}/?locale=en-us&url={wrapped}{tail}"));
        links.push(format!("https://{host}/ap/t-59584e83/?url={wrapped}{tail}"));
        links.push(format!("https://{}/?url={wrapped}{tail}", host.to_uppercase()));
        links.push(format!("http://{host}/?url={wrapped}{tail}"));
    }
    // From a conversation in Teams.
    let page = "statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html";
    links.push(format!("https://{page}?url={wrapped}&locale=en-us"));
    links
}

/// Proofpoint's second form: `-` for `%`, `_` for `/`.
fn proofpoint_2(url: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.';
    let coded: String = url
        .bytes()
        .map(|byte| match byte {
            b'/' => "_".to_owned(),
            plain_byte if plain(plain_byte) => char::from(plain_byte).to_string(),
            other => format!("-{other:02X}"),
        })
        .collect();
    format!("https://urldefense.proofpoint.com/v2/url?u={coded}&d=DwMFAg&c=clK7kQUT&r=QoPL&m=x6jo&s=4d2A&e=")
}

/// Proofpoint's third form: what is not plain stands as `*`, its bytes as base64 behind `__;`.
fn proofpoint_3(url: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()+,;=".contains(c);
    let stars: String = url.chars().map(|c| if is_plain(c) { c } else { '*' }).collect();
    let replaced: Vec<u8> = url.chars().filter(|c| !is_plain(*c)).map(|c| c as u8).collect();
    let mut base64 = String::new();
    for chunk in replaced.chunks(3) {
        let bits =
            chunk.iter().enumerate().fold(0u32, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
        for digit in 0..=chunk.len() {
            let index = (bits >> (18 - 6 * digit)) & 63;
            base64.push(char::from(DIGITS[index as usize]));
        }
    }
    format!("https://urldefense.com/v3/__{stars}__;{base64}!!N96JrnIq8IfO5w!xY1z$")
}

#[test]
fn safe_links_are_unwrapped_in_every_host() {
    for (provider, url) in [(Provider::SkypeForBusiness, SKYPE), (Provider::Teams, TEAMS)] {
        for link in safe_links(url) {
            leads_to(&link, provider, url);
        }
    }
}

#[test]
fn proofpoints_links_are_unwrapped() {
    for (provider, url) in [
        (Provider::SkypeForBusiness, SKYPE),
        (Provider::Teams, TEAMS),
        (Provider::Teams, "https://teams.microsoft.com/meet/48803137263631?p=YXe9K6OhVD94"),
    ] {
        leads_to(&proofpoint_2(url), provider, url);
        leads_to(&proofpoint_3(url), provider, url);
        for host in ["urldefense.us", "urldefense.com"] {
            leads_to(&proofpoint_3(url).replace("urldefense.com", host), provider, url);
        }
    }
}

#[test]
fn what_was_wrapped_several_times_is_unwrapped_to_the_core() {
    let safe = |url: &str| {
        format!("https://nam12.safelinks.protection.outlook.com/?url={}&data=05&reserved=0", encoded(url))
    };
    for (provider, url) in [(Provider::SkypeForBusiness, SKYPE), (Provider::Teams, TEAMS)] {
        for wrapped in [
            safe(&safe(url)),
            safe(&safe(&safe(url))),
            safe(&proofpoint_2(url)),
            safe(&proofpoint_3(url)),
            proofpoint_2(&safe(url)),
            proofpoint_3(&safe(url)),
            proofpoint_3(&proofpoint_2(url)),
        ] {
            leads_to(&wrapped, provider, url);
        }
    }
}

#[test]
fn a_link_that_wraps_itself_without_end_is_left_as_it_is() {
    let mut wrapped = SKYPE.to_owned();
    for _ in 0..12 {
        wrapped = format!("https://eur01.safelinks.protection.outlook.com/?url={}", encoded(&wrapped));
    }
    // Whatever becomes of it, it comes to an end and is never another meeting.
    let found = recognise(&Document::parse(Format::Html, &body(Format::Html, &wrapped, '.')), &[]);
    assert!(found.iter().all(|block| block.invitation.join_url.as_str() == SKYPE), "{found:?}");
}

#[test]
fn a_wrapped_link_is_the_same_meeting() {
    let url = JoinUrl::new(SKYPE).expect("a URL");
    for link in safe_links(SKYPE).into_iter().chain([proofpoint_2(SKYPE), proofpoint_3(SKYPE)]) {
        assert_eq!(JoinUrl::new(&link), Some(url.clone()), "{link}");
    }
}

#[test]
fn what_is_no_mail_filters_link_is_not_unwrapped() {
    for link in [
        format!("https://www.contoso.example/?url={}", encoded(SKYPE)),
        format!("https://safelinks.protection.outlook.com.evil.example/?url={}", encoded(SKYPE)),
        format!("https://evilsafelinks.protection.outlook.com.example/?url={}", encoded(SKYPE)),
        proofpoint_2(SKYPE).replace("proofpoint.com", "proofpoint.com.example"),
        proofpoint_3(SKYPE).replace("urldefense.com", "urldefense.com.example"),
        format!("https://eur01.safelinks.protection.outlook.com/?url={}", encoded("javascript:alert(1)")),
    ] {
        assert_ne!(original_url(&link), SKYPE, "{link}");
        assert_ne!(JoinUrl::new(&link).map(|url| url.as_str().to_owned()).as_deref(), Some(SKYPE), "{link}");
    }
}
