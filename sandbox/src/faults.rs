//! Spoils answers of Graph or UCWA on demand, and logs all of them.

use std::convert::Infallible;
use std::fmt;
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_service::Service;

use crate::gateway::OfGateway;
use crate::sandbox::Shared;
use crate::world::{Fault, LoggedRequest, path_and_query};

/// What a fault answers.
fn answer(fault: &Fault) -> Response {
    if fault.drop {
        let mut response = StatusCode::BAD_GATEWAY.into_response();
        response.extensions_mut().insert(Dropped);
        return response;
    }
    let status = StatusCode::from_u16(fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response =
        (status, [(header::CONTENT_TYPE, &fault.content_type)], fault.body.clone()).into_response();
    for (name, value) in &fault.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    if fault.gateway {
        response.extensions_mut().insert(OfGateway);
    }
    response
}

/// The right answer with what a fault changes of it.
async fn changed(fault: &Fault, right: Response) -> Response {
    let (mut head, body) = right.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    for (old, new) in &fault.exchange {
        text = text.replace(old, new);
    }
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, text.into())
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
        Some(fault) if !fault.exchange.is_empty() => changed(&fault, next.run(request).await).await,
        Some(fault) => {
            if fault.carry_out {
                next.run(request).await;
            }
            answer(&fault)
        }
    };
    let dropped = response.extensions().get::<Dropped>().is_some();
    let mut world = sandbox.world();
    let at = world.clock.now();
    world.requests.push(LoggedRequest {
        at,
        method: method.to_string(),
        path: path_and_query(&uri).to_owned(),
        status: (!dropped).then(|| response.status().as_u16()),
    });
    drop(world);
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
