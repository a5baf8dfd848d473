//! A transport that asks allowed hosts alone.

use super::{AllowedHosts, Request, Response, ServerUrl, Transport, TransportError};

/// A transport whose requests carry what only some servers may see, such as a ticket: to every other nothing is sent,
/// wherever an answer leads.
#[derive(Debug, Clone)]
pub struct Guarded<T> {
    transport: T,
    hosts: AllowedHosts,
}

impl<T> Guarded<T> {
    /// Keeps `transport` to `hosts`.
    pub fn new(transport: T, hosts: AllowedHosts) -> Self {
        Self { transport, hosts }
    }

    /// Fails where nothing would be sent to `url`.
    pub fn check(&self, url: &ServerUrl) -> Result<(), TransportError> {
        self.hosts.check(url)
    }
}

impl<T: Transport> Transport for Guarded<T> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let unusual = || TransportError::NotAllowed { host: seeming_host(&request.url) };
        self.check(&ServerUrl::new(&request.url).ok_or_else(unusual)?)?;
        self.transport.send(request).await
    }
}

/// Where an address that is written in an unusual way seems to lead, for people.
fn seeming_host(url: &str) -> String {
    const LONGEST: usize = 100;
    let scheme = url.split_inclusive("://").next().filter(|scheme| scheme.ends_with("://")).unwrap_or(url);
    let authority = url.strip_prefix(scheme).and_then(|rest| rest.split(['/', '?', '#']).next());
    let seeming = scheme.chars().chain(authority.unwrap_or_default().chars());
    if url.is_empty() { "nowhere".to_owned() } else { seeming.take(LONGEST).collect() }
}
