//! Requests over HTTP.

use std::rc::Rc;

use gloo_net::http::{Headers, Method as HttpMethod, RequestBuilder};
use redial::configuration::{Scope, SignIn};
use redial::ports::Account;
use redial::rules::HttpsUrl;
use redial::wire::{Method, Request, Response, Transport, TransportError};
use web_sys::{AbortSignal, RequestCache, RequestRedirect};

use super::sign_in::{SignInError, Token, Tokens};

/// How long a server may take, in milliseconds.
const PATIENCE: u32 = 60_000;

/// Plain requests.
#[derive(Debug, Clone, Copy)]
pub struct Http;

impl Transport for Http {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        exchange(request, RequestCache::Default, RequestRedirect::Follow).await
    }
}

/// Requests for the administrator's files. A browser may keep one for months unless it is told to ask whether it
/// changed.
#[derive(Debug, Clone, Copy)]
pub struct Files;

impl Transport for Files {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        exchange(request, RequestCache::NoCache, RequestRedirect::Follow).await
    }
}

/// What an answer may begin with without meaning it.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

async fn exchange(
    request: Request,
    cache: RequestCache,
    redirect: RequestRedirect,
) -> Result<Response, TransportError> {
    let host = host(&request.url);
    let answer = fetch(request, cache, redirect).await.map_err(|error| match error {
        gloo_net::Error::JsError(error) if error.name == "TimeoutError" => {
            TransportError::TimedOut { host: host.clone() }
        }
        _ => TransportError::Unreachable { host: host.clone() },
    })?;
    let headers = answer.headers().entries().collect();
    let status = answer.status();
    // The connection may break in the middle of the answer.
    let body = answer.binary().await.map_err(|_| TransportError::Unreachable { host })?;
    Ok(Response { status, headers, body: text(body) })
}

/// An answer's text. A string of JavaScript's would be made and taken apart again, and texts are long.
/// <https://fetch.spec.whatwg.org/#dom-body-text>
fn text(mut body: Vec<u8>) -> String {
    if body.starts_with(BYTE_ORDER_MARK) {
        body.drain(..BYTE_ORDER_MARK.len());
    }
    String::from_utf8(body).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

async fn fetch(
    request: Request,
    cache: RequestCache,
    redirect: RequestRedirect,
) -> Result<gloo_net::http::Response, gloo_net::Error> {
    let headers = Headers::new();
    for (name, value) in &request.headers {
        headers.append(name, value);
    }
    let method = match request.method {
        Method::Get => HttpMethod::GET,
        Method::Post => HttpMethod::POST,
        Method::Patch => HttpMethod::PATCH,
        Method::Delete => HttpMethod::DELETE,
    };
    let builder = RequestBuilder::new(&request.url)
        .method(method)
        .headers(headers)
        .cache(cache)
        .redirect(redirect)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    match request.body {
        Some(body) => builder.body(body)?.send().await,
        None => builder.send().await,
    }
}

/// The host of a URL; a relative one is on the add-in's own.
fn host(url: &str) -> String {
    let host = url.split("//").nth(1).and_then(|rest| rest.split(['/', '?']).next());
    host.map_or_else(
        || web_sys::window().and_then(|window| window.location().host().ok()).unwrap_or_default(),
        str::to_owned,
    )
}

/// Requests with the organizer's access token. [`Graph`](redial::calendar::graph::Graph) and
/// [`Teams`](redial::dialin::sources::Teams) keep them to the server that the configuration names.
#[derive(Clone)]
pub struct Authorized {
    tokens: Rc<Tokens>,
}

impl Authorized {
    /// Signs in with the add-in's registration, for the calendar at the Graph with this URL.
    pub fn for_calendar(sign_in: &SignIn, graph: &HttpsUrl) -> Self {
        Self { tokens: Rc::new(Tokens::new(sign_in.clone(), graph, Scope::Calendars)) }
    }

    /// Signs in with the add-in's registration, for online meetings in Teams at the Graph with this URL.
    pub fn for_online_meetings(sign_in: &SignIn, graph: &HttpsUrl) -> Self {
        Self { tokens: Rc::new(Tokens::new(sign_in.clone(), graph, Scope::OnlineMeetings)) }
    }

    /// Has the organizer sign in. Begun in a click.
    pub async fn sign_in(&self) -> Result<(), SignInError> {
        self.tokens.get_by_hand().await
    }

    /// The answer, and the token that was sent.
    async fn send_once(&self, request: Request) -> Result<(Token, Response), TransportError> {
        let token = self.tokens.get().await?;
        let request = request.header("Authorization", format!("Bearer {}", token.text));
        // Where a redirect leads nobody has checked, and not every browser leaves the token behind. What is read before a
        // write must be what is there.
        let response = exchange(request, RequestCache::NoStore, RequestRedirect::Error).await?;
        Ok((token, response))
    }
}

impl Account for Authorized {
    fn principal_name(&self) -> Option<String> {
        self.tokens.principal_name()
    }
}

impl Transport for Authorized {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let (token, response) = self.send_once(request.clone()).await?;
        if response.status != 401 {
            return Ok(response);
        }
        // The token ran out before its time, or does not hold what the server wants now.
        self.tokens.refuse(&token, response.claims_challenge());
        Ok(self.send_once(request).await?.1)
    }
}
