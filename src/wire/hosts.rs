//! Addresses of servers, and which servers may be asked.

use crate::rules::HostPattern;

use super::TransportError;

/// An absolute `https` address of plain form: what one reader takes for its host every reader does.
///
/// A full URL library with its tables of international names would be the larger part of the add-in; names in
/// their ASCII form are all that servers use, and anything unusual is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerUrl {
    text: String,
    /// Where the path begins.
    path: usize,
}

impl ServerUrl {
    /// Takes an address; `None` if it is not `https`, has a user name, or is written in an unusual way.
    pub fn new(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '\\' | '"' | '<' | '>');
        if !scheme.eq_ignore_ascii_case("https") || !rest.chars().all(plain) {
            return None;
        }
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let authority = authority.to_ascii_lowercase();
        let (host, port) = authority.split_once(':').unwrap_or((&authority, "443"));
        let host_is_plain = host
            .split('.')
            .all(|label| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
        let port_is_plain = (1..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit());
        (host_is_plain && port_is_plain).then(|| {
            let origin = format!("https://{}", authority.trim_end_matches(":443"));
            Self { path: origin.len(), text: origin + path }
        })
    }

    /// Where `href`, found in an answer from here, leads: UCWA gives paths on the pool's own host.
    pub fn join(&self, href: &str) -> Option<Self> {
        let href = href.trim();
        if href.starts_with("//") {
            return Self::new(&format!("https:{href}"));
        }
        let before_path = href.split(['/', '?', '#']).next().unwrap_or_default();
        if before_path.contains(':') {
            return Self::new(href);
        }
        Self::new(&format!("{}/{}", self.origin(), href.trim_start_matches('/')))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Scheme, host and port, without a slash at the end.
    pub fn origin(&self) -> &str {
        self.text.get(..self.path).unwrap_or_default()
    }

    /// The path with its query; empty where there is none.
    pub fn path(&self) -> &str {
        self.text.get(self.path..).unwrap_or_default()
    }

    /// The host in lower case, without a port.
    pub fn host(&self) -> &str {
        self.authority().split(':').next().unwrap_or_default()
    }

    /// The host in lower case, with the port where that is not the usual one.
    fn authority(&self) -> &str {
        self.origin().trim_start_matches("https://")
    }
}

/// The servers that requests may go to. Whatever an answer says, no other is asked or given a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedHosts(Allowed);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Allowed {
    /// The hosts that these patterns name, at any port.
    Named(Vec<HostPattern>),
    /// The server that is there, at its one port; `None` for none at all.
    Only(Option<ServerUrl>),
}

impl AllowedHosts {
    /// The hosts that these patterns name.
    pub fn new(patterns: impl IntoIterator<Item = HostPattern>) -> Self {
        Self(Allowed::Named(patterns.into_iter().collect()))
    }

    /// The one server whose address this is; none where it is no address that [`ServerUrl`] takes.
    pub fn only(address: &str) -> Self {
        Self(Allowed::Only(ServerUrl::new(address)))
    }

    /// Fails where `url` is on another host.
    pub fn check(&self, url: &ServerUrl) -> Result<(), TransportError> {
        let (is_allowed, host) = match &self.0 {
            Allowed::Named(patterns) => {
                (patterns.iter().any(|pattern| pattern.matches(url.host())), url.host())
            }
            Allowed::Only(server) => {
                (server.as_ref().is_some_and(|server| server.origin() == url.origin()), url.authority())
            }
        };
        if is_allowed { Ok(()) } else { Err(TransportError::NotAllowed { host: host.to_owned() }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(text: &str) -> Option<String> {
        ServerUrl::new(text).map(|url| url.host().to_owned())
    }

    #[test]
    fn an_address_has_one_host_for_every_reader() {
        assert_eq!(host("HTTPS://Pool.Contoso.example:8443/ucwa").as_deref(), Some("pool.contoso.example"));
        for unusual in [
            "http://pool.contoso.example/",
            "javascript:alert(1)",
            "https://pool.contoso.example@evil.example/",
            "https://evil.example\\.contoso.example/",
            "https://evil.example\t.contoso.example/",
            "https://evil.example%2f.contoso.example/",
            "https://[::1]/",
            "https:///ucwa",
            "https://pool.contoso.example:/",
            "https://pöl.contoso.example/",
        ] {
            assert_eq!(host(unusual), None, "{unusual}");
        }
    }

    #[test]
    fn a_path_stays_on_its_server_and_a_whole_address_does_not() {
        let pool = ServerUrl::new("https://pool.contoso.example:444/user?x=1").unwrap();
        let joined = |href: &str| pool.join(href).map(|url| url.as_str().to_owned());
        assert_eq!(joined("/ucwa/7").as_deref(), Some("https://pool.contoso.example:444/ucwa/7"));
        assert_eq!(joined("ucwa/7").as_deref(), Some("https://pool.contoso.example:444/ucwa/7"));
        assert_eq!(joined("//evil.example/7").as_deref(), Some("https://evil.example/7"));
        assert_eq!(joined("https://evil.example:443").as_deref(), Some("https://evil.example"));
        assert_eq!(joined("javascript:alert(1)"), None);
        assert_eq!(joined("http://pool.contoso.example/"), None);
    }

    #[test]
    fn a_pattern_fits_a_host_or_all_below_a_domain() {
        let hosts =
            AllowedHosts::new(["Sip.contoso.example", "*.pools.example"].map(|host| host.parse().unwrap()));
        let allowed = |url: &str| hosts.check(&ServerUrl::new(url).unwrap());
        assert_eq!(allowed("https://sip.contoso.example:444/x"), Ok(()));
        assert_eq!(allowed("https://a.b.pools.example/"), Ok(()));
        for other in ["contoso.example", "x.sip.contoso.example", "pools.example", "evilpools.example"] {
            let refused = TransportError::NotAllowed { host: other.to_owned() };
            assert_eq!(allowed(&format!("https://{other}/")), Err(refused));
        }
    }
}
