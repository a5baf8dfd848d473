//! Which Teams meeting a join URL names: it has several.
//!
//! The long one, `/l/meetup-join/<thread>/<message>?context={"Tid":…,"Oid":…}`, and the short one, `/meet/<ID>?p=<passcode>`,
//! each on any host of Teams for the world, or on one host of another cloud. Which long one and which short one are the same
//! meeting's only the service knows.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::host::{TEAMS, is_on, split_host};

/// The hosts at which everybody outside the governments' clouds meets.
const WORLD: [&str; 2] = ["teams.microsoft.com", "teams.cloud.microsoft"];

/// What is common to all join URLs of one kind of the meeting, and to those of no other; `None` where this is no join URL of
/// Teams.
pub(super) fn meeting(url: &str) -> Option<String> {
    let (origin, rest) = split_host(url);
    let host = origin.split("://").nth(1)?.to_ascii_lowercase();
    let host = host.strip_suffix(":443").unwrap_or(&host);
    if WORLD.contains(&host) {
        return on_its_host(rest);
    }
    if !TEAMS.iter().any(|domain| is_on(host, domain)) {
        return None;
    }
    // What another cloud calls so is another meeting.
    on_its_host(rest).map(|meeting| format!("{host} {meeting}"))
}

/// The same among those on one host, from what follows that.
fn on_its_host(rest: &str) -> Option<String> {
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = percent_decode_str(path).decode_utf8().ok()?;
    if let Some(id) = path.strip_prefix("/meet/") {
        let id = id.trim_end_matches('/');
        return (!id.is_empty() && !id.contains('/')).then(|| format!("meet/{id}"));
    }
    let thread = path.strip_prefix("/l/meetup-join/")?.split('/').next()?;
    let query = query.split('#').next()?;
    let context = query.split('&').find_map(|part| part.strip_prefix("context="))?;
    let context = percent_decode_str(context).decode_utf8().ok()?;
    let context: Value = serde_json::from_str(&context).ok()?;
    let id = |name: &str| context.get(name).and_then(Value::as_str).map(str::to_ascii_lowercase);
    Some(format!("{thread} {} {}", id("Tid")?, id("Oid")?))
}

#[cfg(test)]
mod tests {
    use crate::link::JoinUrl;

    const CONTEXT: &str = "context=%7b%22Tid%22%3a%22T1%22%2c%22Oid%22%3a%22O1%22%7d";

    fn agree(one: &str, other: &str) -> bool {
        let url = |text: &str| JoinUrl::new(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(url(one).agrees_with(&url(other)), url(other).agrees_with(&url(one)));
        url(one).agrees_with(&url(other))
    }

    #[test]
    fn a_long_link_is_the_same_on_both_hosts_however_it_is_written() {
        let long =
            format!("https://teams.microsoft.com/l/meetup-join/19%3ameeting_A%40thread.v2/0?{CONTEXT}");
        for other in [
            format!("https://teams.cloud.microsoft/l/meetup-join/19%3ameeting_A%40thread.v2/0?{CONTEXT}"),
            format!("https://Teams.Microsoft.com:443/l/meetup-join/19:meeting_A@thread.v2/0?{CONTEXT}"),
            format!(
                "https://teams.microsoft.com/l/meetup-join/19%3Ameeting_A%40thread.v2/0?lang=sv&{CONTEXT}"
            ),
            format!(
                "https://teams.microsoft.com/l/meetup-join/19%3ameeting_A%40thread.v2/0?{CONTEXT}&anon=true"
            ),
            long.replace(
                "%22Tid%22%3a%22T1%22%2c%22Oid%22%3a%22O1%22",
                "%22Oid%22%3A%22o1%22%2C%22Tid%22%3A%22t1%22",
            ),
        ] {
            assert!(agree(&long, &other), "{other}");
        }
        for other in [
            long.replace("meeting_A", "meeting_B"),
            long.replace("meeting_A", "meeting_a"),
            long.replace("O1", "O2"),
            long.replace("T1", "T2"),
            long.replace("teams.microsoft.com", "teams.microsoft.us"),
            long.replace("teams.microsoft.com", "teams.live.com"),
            "https://teams.microsoft.com/meet/2345678901234?p=abc".to_owned(),
        ] {
            assert!(!agree(&long, &other), "{other}");
        }
    }

    #[test]
    fn a_short_link_is_the_same_on_both_hosts_with_whatever_parameters() {
        let short = "https://teams.microsoft.com/meet/2345678901234?p=abc";
        for other in [
            "https://teams.cloud.microsoft/meet/2345678901234?p=abc",
            "https://teams.microsoft.com/meet/2345678901234?x=1&p=abc",
            "https://teams.microsoft.com/meet/2345678901234",
        ] {
            assert!(agree(short, other), "{other}");
        }
        for other in [
            "https://teams.microsoft.com/meet/2345678901235?p=abc",
            "https://teams.microsoft.com/meet/234567890123?p=abc",
            "https://teams.live.com/meet/2345678901234?p=abc",
        ] {
            assert!(!agree(short, other), "{other}");
        }
    }

    #[test]
    fn in_every_other_cloud_a_meeting_is_one_however_its_links_are_written_and_none_of_another_clouds() {
        let hosts = [
            "gov.teams.microsoft.us",
            "dod.teams.microsoft.us",
            "teams.microsoftonline.cn",
            "teams.live.com",
            "teams.microsoft.com",
        ];
        for host in hosts {
            let short = format!("https://{host}/meet/2345678901234?p=abc");
            let long = format!("https://{host}/l/meetup-join/19%3ameeting_A%40thread.v2/0?{CONTEXT}");
            assert!(agree(&short, &format!("https://{host}/meet/2345678901234")), "{host}");
            assert!(agree(&short, &format!("https://{host}:443/meet/2345678901234?x=1&p=abc")), "{host}");
            assert!(agree(&long, &format!("{long}&anon=true")), "{host}");
            assert!(agree(&long, &long.replace("19%3a", "19:").replace("%40", "@")), "{host}");
            assert!(!agree(&short, &format!("https://{host}/meet/2345678901235?p=abc")), "{host}");
            assert!(!agree(&long, &long.replace("meeting_A", "meeting_B")), "{host}");
            for other in hosts.into_iter().filter(|other| *other != host) {
                assert!(!agree(&short, &short.replace(host, other)), "{host} {other}");
                assert!(!agree(&long, &long.replace(host, other)), "{host} {other}");
            }
        }
    }
}
