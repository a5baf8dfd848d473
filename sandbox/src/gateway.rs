//! The gateways in front of the services. Where they fail, they answer by themselves: in HTML or nothing at all, and without the
//! headers that let pages of other origins read it.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use crate::sandbox::Shared;

/// Marks an answer that a gateway gave.
#[derive(Clone, Copy)]
pub struct OfGateway;

/// Answers in place of the service, as often as it is told; half of the times after the service has done what was asked.
pub async fn fail_now_and_then(State(sandbox): State<Shared>, request: Request, next: Next) -> Response {
    let failure = {
        let world = sandbox.world();
        let random =
            world.random.about(&format!("gateways at {} {}", request.method(), request.uri().path()));
        let failing = random.happens(world.severity.gateway_failures);
        failing.then(|| (failure(random.below(3)), random.below(2) == 0))
    };
    let Some((failure, is_too_late)) = failure else { return next.run(request).await };
    if is_too_late {
        next.run(request).await;
    }
    failure
}

fn failure(kind: u64) -> Response {
    let page = |title: &str| {
        Html(format!("<html><head><title>{title}</title></head><body><h2>{title}</h2></body></html>"))
    };
    let mut response = match kind {
        0 => (StatusCode::BAD_GATEWAY, page("502 Bad Gateway")).into_response(),
        1 => (StatusCode::GATEWAY_TIMEOUT, page("504 Gateway Time-out")).into_response(),
        _ => StatusCode::GATEWAY_TIMEOUT.into_response(),
    };
    response.extensions_mut().insert(OfGateway);
    response
}
