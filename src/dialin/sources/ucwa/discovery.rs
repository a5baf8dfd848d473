//! From an address that everybody knows to the organizer's own pool
//! (<https://learn.microsoft.com/skype-sdk/ucwa/rooturl>).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::dialin::DialInError;
use crate::rules::{HostName, HostPattern, HttpsUrl};
use crate::wire::{AllowedHosts, Method, ServerUrl, Transport};

use super::answer::{href, json};
use super::tickets::Wire;

/// What is asked for, as errors name it.
const WHAT: &str = "the discovery of Skype for Business";

/// How many answers may lead from the first address to the pool; a hybrid topology needs four.
const STEPS: usize = 8;

/// Where Skype for Business Online was in Microsoft's clouds, which is retired: whom a server sends there has their account
/// in Teams (<https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges>).
const RETIRED: [&str; 4] =
    [".online.lync.com", ".infra.lync.com", ".partner.lync.cn", ".gov.skypeforbusiness.us"];

/// Where discovery begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Discovery {
    /// At the servers that every SIP domain names alike: first `lyncdiscoverinternal`, then `lyncdiscover`.
    Domain(HostName),
    /// At this address of an autodiscover service.
    DiscoverUrl(HttpsUrl),
}

impl Discovery {
    fn roots(&self) -> Vec<ServerUrl> {
        let addresses = match self {
            Self::DiscoverUrl(address) => vec![address.to_string()],
            Self::Domain(domain) => ["lyncdiscoverinternal", "lyncdiscover"]
                .map(|server| format!("https://{server}.{domain}/"))
                .to_vec(),
        };
        addresses.iter().filter_map(|address| ServerUrl::new(address)).collect()
    }

    /// The hosts that discovery begins at, and those of `patterns`. Without patterns: those of the own domain,
    /// which is what follows `lyncdiscover.`, else the whole name.
    pub fn allowed_hosts(&self, patterns: &[HostPattern]) -> AllowedHosts {
        let mut allowed = patterns.to_vec();
        for root in self.roots() {
            let host = root.host();
            let labels = host.split_once('.');
            let domain = labels
                .filter(|(first, _)| matches!(*first, "lyncdiscover" | "lyncdiscoverinternal"))
                .map_or(host, |(_, domain)| domain);
            allowed.extend(host.parse());
            if patterns.is_empty() {
                allowed.extend([domain.parse(), format!("*.{domain}").parse()].into_iter().flatten());
            }
        }
        AllowedHosts::new(allowed)
    }
}

/// The collection in which the organizer's applications are created.
pub(super) async fn applications<T: Transport>(
    wire: &Wire<T>,
    discovery: &Discovery,
) -> Result<ServerUrl, DialInError> {
    let mut outcome = Err(DialInError::Missing { what: WHAT, field: "address" });
    for root in discovery.roots() {
        outcome = from(wire, root).await;
        // A server that is not there leaves the next to be tried; a wrong answer is not covered up.
        if !matches!(&outcome, Err(error) if elsewhere(error)) {
            break;
        }
    }
    outcome
}

fn elsewhere(error: &DialInError) -> bool {
    match error {
        DialInError::NoAnswer(error) => error.may_have_arrived(),
        DialInError::Refused { .. } | DialInError::Throttled { .. } | DialInError::NotJson { .. } => true,
        _ => false,
    }
}

/// Follows redirects, the user's resource, redirects again, until the applications are named.
async fn from<T: Transport>(wire: &Wire<T>, root: ServerUrl) -> Result<ServerUrl, DialInError> {
    let mut at = root;
    for _ in 0..STEPS {
        if RETIRED.iter().any(|domain| at.host().ends_with(domain)) {
            return Err(DialInError::MovedToTeams);
        }
        let response = wire.send(WHAT, Method::Get, &at, None).await?;
        let answer = json(WHAT, &response).map_err(|error| match error {
            // Discovery is open to everybody; only a foreign origin is kept out.
            DialInError::Refused { status: 403, .. } => {
                DialInError::OriginRefused { host: at.host().to_owned() }
            }
            error => error,
        })?;
        if let Some(applications) = link(&at, &answer, "applications")? {
            return Ok(applications);
        }
        let next = match link(&at, &answer, "redirect")? {
            Some(redirect) => Some(redirect),
            None => link(&at, &answer, "user")?,
        };
        at = next.ok_or(DialInError::Missing { what: WHAT, field: "user" })?;
    }
    Err(DialInError::RedirectedTooOften { host: at.host().to_owned() })
}

fn link(at: &ServerUrl, answer: &Value, rel: &'static str) -> Result<Option<ServerUrl>, DialInError> {
    let invalid = DialInError::Missing { what: WHAT, field: rel };
    href(answer, rel).map(|href| at.join(href).ok_or(invalid)).transpose()
}
