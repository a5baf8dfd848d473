//! Faults on demand: answers that Graph or UCWA give instead of the right one.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tower_service::Service;

use crate::request_log::LoggedRequest;
use crate::sandbox::Shared;

/// A fault and the requests it is for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// Only requests with this method.
    #[serde(default)]
    pub method: Option<String>,
    /// Only requests whose path and query contain this text, as sent or decoded.
    pub path: String,
    /// The status to answer with.
    #[serde(default = "internal_server_error")]
    pub status: u16,
    /// The body to answer with.
    #[serde(default)]
    pub body: String,
    /// The type of `body`.
    #[serde(default = "json")]
    pub content_type: String,
    /// More headers of the answer, for example `Retry-After`.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Close the connection instead of answering.
    #[serde(default)]
    pub drop: bool,
    /// Carry the request out before its answer is replaced.
    #[serde(default)]
    pub carry_out: bool,
    /// Carry the request out, and change its answer: each of these texts into the other.
    #[serde(default)]
    pub exchange: BTreeMap<String, String>,
    /// How many such requests to let through first.
    #[serde(default)]
    pub skip: u32,
    /// How many such requests to answer this way.
    #[serde(default = "once")]
    pub times: u32,
}

fn internal_server_error() -> u16 {
    500
}

fn json() -> String {
    "application/json".to_owned()
}

fn once() -> u32 {
    1
}

impl Fault {
    fn is_for(&self, method: &Method, uri: &Uri) -> bool {
        let sent = path_and_query(uri);
        let decoded = |text| percent_decode_str(text).decode_utf8_lossy();
        self.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method.as_str()))
            && (sent.contains(&self.path) || decoded(sent).contains(&*decoded(&self.path)))
    }

    fn answer(&self) -> Response {
        if self.drop {
            let mut response = StatusCode::BAD_GATEWAY.into_response();
            response.extensions_mut().insert(Dropped);
            return response;
        }
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response =
            (status, [(header::CONTENT_TYPE, &self.content_type)], self.body.clone()).into_response();
        for (name, value) in &self.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

impl Fault {
    /// The right answer with what the fault changes of it.
    async fn changed(&self, right: Response) -> Response {
        let (mut head, body) = right.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        for (old, new) in &self.exchange {
            text = text.replace(old, new);
        }
        head.headers.remove(header::CONTENT_LENGTH);
        Response::from_parts(head, text.into())
    }
}

/// Over HTTP/2 a URI has a host as well.
fn path_and_query(uri: &Uri) -> &str {
    uri.path_and_query().map_or("", |path| path.as_str())
}

/// The faults that are still due.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds a fault after the others.
    pub fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// Counts a request, and takes the first fault that is due for it.
    fn take(&mut self, method: &Method, uri: &Uri) -> Option<Fault> {
        for fault in self.0.iter_mut().filter(|fault| fault.times > 0 && fault.is_for(method, uri)) {
            if fault.skip == 0 {
                fault.times -= 1;
                return Some(fault.clone());
            }
            fault.skip -= 1;
        }
        None
    }
}

/// Marks an answer that never leaves the server.
#[derive(Clone, Copy)]
struct Dropped;

/// Carries a request out or fails it on demand, and logs it.
pub async fn inject(State(sandbox): State<Shared>, request: Request, next: Next) -> Response {
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let fault = sandbox.world().faults.take(&method, &uri);
    let response = match fault {
        None => next.run(request).await,
        Some(fault) if !fault.exchange.is_empty() => fault.changed(next.run(request).await).await,
        Some(fault) => {
            if fault.carry_out {
                next.run(request).await;
            }
            fault.answer()
        }
    };
    let dropped = response.extensions().get::<Dropped>().is_some();
    sandbox.world().requests.push(LoggedRequest {
        at: OffsetDateTime::now_utc(),
        method: method.to_string(),
        path: path_and_query(&uri).to_owned(),
        status: (!dropped).then(|| response.status().as_u16()),
    });
    response
}

/// The connection is closed without an answer, as a fault asks for.
#[derive(Debug)]
pub struct ConnectionDropped;

impl fmt::Display for ConnectionDropped {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("closed without an answer, as a fault asks for")
    }
}

impl std::error::Error for ConnectionDropped {}

/// Serves a router on every connection, and closes the connection where a fault asks for it. That cannot be
/// done within the router, which always answers.
#[derive(Clone, Debug)]
pub struct ForEachConnection(pub Router);

impl<Address> Service<Address> for ForEachConnection {
    type Response = DropConnections;
    type Error = Infallible;
    type Future = Ready<Result<DropConnections, Infallible>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _address: Address) -> Self::Future {
        ready(Ok(DropConnections(self.0.clone())))
    }
}

/// The router on one connection.
#[derive(Clone, Debug)]
pub struct DropConnections(Router);

impl<B> Service<axum::http::Request<B>> for DropConnections
where
    Router: Service<axum::http::Request<B>, Response = Response, Error = Infallible>,
    <Router as Service<axum::http::Request<B>>>::Future: Send + 'static,
{
    type Response = Response;
    type Error = ConnectionDropped;
    type Future = Pin<Box<dyn Future<Output = Result<Response, ConnectionDropped>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Service::<axum::http::Request<B>>::poll_ready(&mut self.0, context).map_err(|never| match never {})
    }

    fn call(&mut self, request: axum::http::Request<B>) -> Self::Future {
        let answer = self.0.call(request);
        Box::pin(async move {
            let Ok(response) = answer.await;
            match response.extensions().get::<Dropped>() {
                Some(_) => Err(ConnectionDropped),
                None => Ok(response),
            }
        })
    }
}
