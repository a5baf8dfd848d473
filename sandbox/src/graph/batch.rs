//! Several requests in one (<https://learn.microsoft.com/graph/json-batching>): each is a request of its own, with faults and
//! log entries of its own. Four are at work at a time, and the answers come in another order than the requests. Now and then the
//! mailbox is over its limit all the same (<https://github.com/microsoftgraph/microsoft-graph-docs/issues/2886>).

use std::collections::{BTreeMap, HashSet};

use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, Extension, State};
use axum::http::header::{self, HeaderMap};
use axum::http::{Request, StatusCode, Uri};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};
use tower_service::Service;

use super::error::GraphError;
use super::{error, load, need_token};
use crate::sandbox::Shared;

/// How many requests Graph takes in one.
const MOST: usize = 20;

/// How many of them a mailbox works on at a time.
const AT_ONCE: usize = 4;

/// What the addresses of the parts are relative to.
const BASE: &str = "/graph/v1.0";

#[derive(Deserialize)]
struct Batch {
    requests: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Part {
    id: String,
    method: String,
    url: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<Value>,
    /// What has to succeed before.
    #[serde(default)]
    depends_on: Vec<String>,
}

/// Takes batches for `service`, which answers each part. They need a token as their parts do.
pub fn route(sandbox: Shared, service: Router) -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/$batch"), post(batch))
        .layer(Extension(service))
        .layer(from_fn_with_state(sandbox.clone(), need_token))
        .layer(from_fn(load::limit_size))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(sandbox, error::write))
}

async fn batch(
    State(sandbox): State<Shared>,
    Extension(service): Extension<Router>,
    headers: HeaderMap,
    Json(Batch { requests }): Json<Batch>,
) -> Result<Response, GraphError> {
    check(&requests)?;
    let crowded = {
        let world = sandbox.world();
        let random = world.random.about("batches");
        random.happens(world.severity.crowded_batches).then_some(random)
    };
    let mut ahead: Vec<(usize, Part)> = requests.into_iter().enumerate().collect();
    let mut answered: Vec<Answered> = Vec::new();
    while !ahead.is_empty() {
        let ready = take_ready(&mut ahead, &answered);
        if ready.is_empty() {
            return Err(GraphError::BadRequest("The requests of the batch wait for each other.".to_owned()));
        }
        let (in_vain, ready): (Vec<_>, Vec<_>) =
            ready.into_iter().partition(|(_, part)| part.waits_in_vain(&answered));
        let mut at_work = tokio::task::JoinSet::new();
        for (place, part) in ready {
            let mut request = part.request(&headers)?;
            if crowded.as_ref().is_some_and(|random| place >= AT_ONCE && random.below(3) == 0) {
                request.extensions_mut().insert(load::Crowded);
            }
            at_work.spawn(answer(part.id, request, service.clone()));
        }
        answered.extend(in_vain.into_iter().map(|(_, part)| Answered::in_vain(part.id)));
        answered.extend(at_work.join_all().await);
    }
    let responses: Vec<_> = answered.into_iter().rev().map(|answered| answered.told).collect();
    Ok(Json(json!({ "responses": responses })).into_response())
}

/// Takes as many parts as are worked on at a time, of those that wait for nothing any more.
fn take_ready(ahead: &mut Vec<(usize, Part)>, answered: &[Answered]) -> Vec<(usize, Part)> {
    let (ready, waiting): (Vec<_>, Vec<_>) =
        std::mem::take(ahead).into_iter().partition(|(_, part)| part.is_ready(answered));
    let mut ready = ready.into_iter();
    let taken = ready.by_ref().take(AT_ONCE).collect();
    ahead.extend(ready.chain(waiting));
    taken
}

/// A part that has been answered.
struct Answered {
    id: String,
    status: StatusCode,
    told: Value,
}

impl Answered {
    /// A part that was not worked on, for what it waited for has failed.
    fn in_vain(id: String) -> Self {
        let status = StatusCode::FAILED_DEPENDENCY;
        let message = "The request was not executed because a request it depends on failed.";
        let error = json!({"error": {"code": "FailedDependency", "message": message}});
        let told = json!({"id": id, "status": status.as_u16(), "headers": {}, "body": error});
        Self { id, status, told }
    }
}

/// Refuses what is no batch.
fn check(parts: &[Part]) -> Result<(), GraphError> {
    let ids: HashSet<&str> = parts.iter().map(|part| part.id.as_str()).collect();
    if parts.is_empty() || parts.len() > MOST || ids.len() < parts.len() {
        let message = format!("A batch holds 1 to {MOST} requests, each with an id of its own.");
        return Err(GraphError::BadRequest(message));
    }
    for part in parts {
        if part.depends_on.iter().any(|id| !ids.contains(id.as_str())) {
            let message = format!("The request '{}' of the batch waits for one that is not there.", part.id);
            return Err(GraphError::BadRequest(message));
        }
        let tells_type = part.headers.keys().any(|name| name.eq_ignore_ascii_case("content-type"));
        if part.body.is_some() && !tells_type {
            let message =
                format!("Write request id : {} does not contain Content-Type header or body.", part.id);
            return Err(GraphError::BadRequest(message));
        }
    }
    Ok(())
}

impl Part {
    /// Whether all that it waits for has been answered.
    fn is_ready(&self, answered: &[Answered]) -> bool {
        self.depends_on.iter().all(|id| answered.iter().any(|one| one.id == *id))
    }

    /// Whether something that it waits for has failed.
    fn waits_in_vain(&self, answered: &[Answered]) -> bool {
        answered.iter().any(|one| self.depends_on.contains(&one.id) && !one.status.is_success())
    }

    /// The part as a request of its own, signed in as the batch is.
    fn request(&self, of_batch: &HeaderMap) -> Result<Request<Body>, GraphError> {
        let invalid =
            || GraphError::BadRequest(format!("The request '{}' of the batch is invalid.", self.id));
        if !self.url.starts_with('/') {
            return Err(invalid());
        }
        let uri: Uri = format!("{BASE}{}", self.url).parse().map_err(|_| invalid())?;
        let mut request = Request::builder().method(self.method.as_str()).uri(uri);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(token) = of_batch.get(header::AUTHORIZATION) {
            request = request.header(header::AUTHORIZATION, token);
        }
        let body = self.body.as_ref().map(Value::to_string).unwrap_or_default();
        request.body(Body::from(body)).map_err(|_| invalid())
    }
}

/// Has a part answered; what of that is no JSON comes in Base64.
async fn answer(id: String, request: Request<Body>, mut service: Router) -> Answered {
    let Ok(response) = service.call(request).await;
    let status = response.status();
    let headers: BTreeMap<String, String> = response
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
        .collect();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap_or_default();
    let body = serde_json::from_slice(&bytes).unwrap_or_else(|_| json!(STANDARD.encode(&bytes)));
    let told = json!({ "id": id, "status": status.as_u16(), "headers": headers, "body": body });
    Answered { id, status, told }
}
