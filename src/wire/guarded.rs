//! A transport that asks allowed hosts alone.

use std::cell::RefCell;
use std::collections::HashSet;

use super::{AllowedHosts, Request, Response, ServerUrl, Transport, TransportError};

/// A transport whose requests carry what only some servers may see, such as a ticket: to every other nothing is sent,
/// wherever an answer leads.
#[derive(Debug, Clone)]
pub struct Guarded<T> {
    transport: T,
    hosts: AllowedHosts,
    /// Those that have answered.
    answered: RefCell<HashSet<String>>,
}

impl<T> Guarded<T> {
    /// Keeps `transport` to `hosts`.
    pub fn new(transport: T, hosts: AllowedHosts) -> Self {
        Self { transport, hosts, answered: RefCell::default() }
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
        let host = seeming_host(&request.url);
        let has_answered = self.answered.borrow().contains(&host);
        match self.transport.send(request).await {
            Ok(answer) => {
                self.answered.borrow_mut().insert(host);
                Ok(answer)
            }
            Err(TransportError::Unreachable { host: of }) if has_answered => {
                Err(TransportError::Interrupted { host: of })
            }
            Err(error) => Err(error),
        }
    }
}

/// Where an address, in whatever way it is written, seems to lead.
fn seeming_host(url: &str) -> String {
    const LONGEST: usize = 100;
    let scheme = url.split_inclusive("://").next().filter(|scheme| scheme.ends_with("://")).unwrap_or(url);
    let authority = url.strip_prefix(scheme).and_then(|rest| rest.split(['/', '?', '#']).next());
    let seeming = scheme.chars().chain(authority.unwrap_or_default().chars());
    if url.is_empty() { "nowhere".to_owned() } else { seeming.take(LONGEST).collect() }
}
