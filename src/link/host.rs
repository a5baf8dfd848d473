//! The host of a link, and whose it is.

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

/// Whether a host, both in lower case, is a domain or belongs to it.
pub(crate) fn is_on(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The domains of Teams: the world's, the consumers', the governments' of the United States, and China's.
pub(crate) const TEAMS: [&str; 7] = [
    "teams.microsoft.com",
    "teams.live.com",
    "teams.cloud.microsoft",
    "teams.microsoft.us",
    "teams.microsoftonline.cn",
    "teams.eaglex.ic.gov",
    "teams.microsoft.scloud",
];
