//! Requests to allowed hosts, each with the ticket for its server, which is got where the server asks for one
//! (<https://learn.microsoft.com/skype-sdk/ucwa/authenticationinucwa>).

use std::collections::BTreeMap;

use futures_util::lock::Mutex;
use serde_json::Value;

use crate::dialin::DialInError;
use crate::wire::{AllowedHosts, Guarded, Method, Request, Response, ServerUrl, Transport};

use super::answer;
use super::challenge::{Challenge, Grant};

/// What is asked for when signing in, as errors name it.
const WHAT: &str = "the sign-in to Skype for Business";

/// The way to the servers, with the tickets that they gave.
pub(super) struct Wire<T> {
    transport: Guarded<T>,
    /// By the origin that asked for the ticket: no other ever sees it. Who renews one holds the lock, so that
    /// requests at the same time share it.
    tickets: Mutex<BTreeMap<String, String>>,
}

/// How the issuer answered.
enum Issued {
    Ticket(String),
    /// Sign in here first.
    Page(String),
    Refused(Response),
}

impl<T: Transport> Wire<T> {
    pub(super) fn new(transport: T, hosts: AllowedHosts) -> Self {
        Self { transport: Guarded::new(transport, hosts), tickets: Mutex::default() }
    }

    /// Sends a request, and once more where the server asks for a ticket or for a newer one.
    pub(super) async fn send(
        &self,
        what: &'static str,
        method: Method,
        url: &ServerUrl,
        body: Option<&Value>,
    ) -> Result<Response, DialInError> {
        let held = self.tickets.lock().await.get(url.origin()).cloned();
        let response = self.transport.send(request(method, url, held.as_deref(), body)).await?;
        if response.status != 401 {
            return Ok(response);
        }
        let ticket = self.renew(url, held, &response).await?;
        let response = self.transport.send(request(method, url, Some(&ticket), body)).await?;
        match response.status {
            401 => Err(DialInError::Refused { what, status: 401 }),
            _ => Ok(response),
        }
    }

    async fn renew(
        &self,
        url: &ServerUrl,
        held: Option<String>,
        challenged: &Response,
    ) -> Result<String, DialInError> {
        let mut tickets = self.tickets.lock().await;
        // Another request may have got one meanwhile.
        if let Some(newer) = tickets.get(url.origin()).filter(|ticket| held.as_ref() != Some(*ticket)) {
            return Ok(newer.clone());
        }
        let ticket = self.ticket(url, challenged).await?;
        tickets.insert(url.origin().to_owned(), ticket.clone());
        Ok(ticket)
    }

    /// A ticket for whoever is signed in to Windows or at the organization's sign-in page.
    async fn ticket(&self, url: &ServerUrl, challenged: &Response) -> Result<String, DialInError> {
        let missing = DialInError::Missing { what: WHAT, field: "MsRtcOAuth challenge" };
        let header = challenged.header("WWW-Authenticate").unwrap_or_default();
        let challenge = Challenge::read(header).ok_or_else(|| missing.clone())?;
        let issuer = url.join(challenge.href).ok_or(missing)?;
        self.transport.check(&issuer)?;
        let none = || DialInError::NoSignIn { host: issuer.host().to_owned() };
        match self.ask(&issuer, challenge.grant.ok_or_else(none)?).await? {
            Issued::Ticket(ticket) => Ok(ticket),
            Issued::Page(page) => self.after_page(&issuer, &page).await,
            Issued::Refused(response) => Err(answer::refused(WHAT, &response)),
        }
    }

    /// The page lets those pass by itself who have signed in already; the others have to see it.
    async fn after_page(&self, issuer: &ServerUrl, page: &str) -> Result<String, DialInError> {
        let page =
            issuer.join(page).ok_or(DialInError::Missing { what: WHAT, field: "ms_rtc_passiveauthuri" })?;
        self.transport.check(&page)?;
        let passed = self.transport.send(request(Method::Get, &page, None, None)).await;
        if passed.is_ok_and(|response| response.status == 200)
            && let Issued::Ticket(ticket) = self.ask(issuer, Grant::Passive).await?
        {
            return Ok(ticket);
        }
        Err(DialInError::SignInPage { host: page.host().to_owned(), page: page.as_str().to_owned() })
    }

    async fn ask(&self, issuer: &ServerUrl, grant: Grant) -> Result<Issued, DialInError> {
        let mut request = Request::new(Method::Post, issuer.as_str())
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8");
        request.body = Some(format!("grant_type={}", grant.name()));
        let response = self.transport.send(request).await?;
        let answer = serde_json::from_str::<Value>(&response.body);
        let member = |name: &str| answer.as_ref().ok()?.get(name)?.as_str();
        match response.status {
            200..=299 if answer.is_err() => Err(DialInError::NotJson { what: WHAT }),
            200..=299 => {
                let ticket = member("access_token").filter(|ticket| is_header_value(ticket));
                let missing = DialInError::Missing { what: WHAT, field: "access_token" };
                ticket.map(|ticket| Issued::Ticket(ticket.to_owned())).ok_or(missing)
            }
            _ => Ok(match member("ms_rtc_passiveauthuri").map(str::to_owned) {
                Some(page) => Issued::Page(page),
                None => Issued::Refused(response),
            }),
        }
    }
}

fn is_header_value(ticket: &str) -> bool {
    !ticket.is_empty() && ticket.bytes().all(|byte| byte.is_ascii_graphic())
}

fn request(method: Method, url: &ServerUrl, ticket: Option<&str>, body: Option<&Value>) -> Request {
    let mut request = Request::new(method, url.as_str()).header("Accept", "application/json");
    if let Some(ticket) = ticket {
        request = request.header("Authorization", format!("Bearer {ticket}"));
    }
    let Some(body) = body else { return request };
    let mut request = request.json(body);
    // A date is one only where its slashes are escaped; for every other text that is the same.
    request.body = request.body.map(|body| body.replace('/', "\\/"));
    request
}
