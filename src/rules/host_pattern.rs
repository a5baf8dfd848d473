//! Names of hosts.

use serde::{Deserialize, Serialize};

use super::pattern::{host_name, text_with_pattern};

text_with_pattern!(
    /// A host, or with `*.` in front every host below it.
    HostPattern,
    concat!(r"^([*][.][A-Za-z0-9-]+[.])?", host_name!(), "$"),
    "it must be a host name such as meet.contoso.example, or *.contoso.example for all hosts below"
);

impl HostPattern {
    /// Whether a host, as a URL names it without its port, is meant.
    pub fn matches(&self, host: &str) -> bool {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let pattern = self.as_str().to_ascii_lowercase();
        match pattern.strip_prefix('*') {
            Some(domain) => host.strip_suffix(domain).is_some_and(|below| !below.is_empty()),
            None => host == pattern,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> HostPattern {
        text.parse().unwrap()
    }

    #[test]
    fn a_name_means_one_host() {
        let host = pattern("Meet.contoso.example");
        assert!(host.matches("meet.contoso.example") && host.matches("MEET.contoso.example."));
        assert!(!host.matches("contoso.example") && !host.matches("a.meet.contoso.example"));
    }

    #[test]
    fn a_star_means_every_host_below_and_no_other() {
        let hosts = pattern("*.contoso.example");
        assert!(hosts.matches("meet.contoso.example") && hosts.matches("a.b.Contoso.example"));
        for other in
            ["contoso.example", ".contoso.example", "evilcontoso.example", "contoso.example.evil.example"]
        {
            assert!(!hosts.matches(other), "{other}");
        }
    }

    #[test]
    fn what_is_no_host_name_is_refused() {
        for bad in
            ["", "*", "*.example", "*.*.example", "a.*.example", "https://a.example", "a.example:443", "a_b"]
        {
            assert!(bad.parse::<HostPattern>().is_err(), "{bad}");
        }
    }
}
