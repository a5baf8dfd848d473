//! Several requests in one (<https://learn.microsoft.com/graph/json-batching>): each is a request of its own, with faults and
//! log entries of its own. Four are at work at a time, and the answers come in another order than the requests.

use std::collections::{BTreeMap, HashSet};

use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, Extension};
use axum::http::header::{self, HeaderMap};
use axum::http::{Request, Uri};
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
struct Part {
    id: String,
    method: String,
    url: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<Value>,
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
    Extension(service): Extension<Router>,
    headers: HeaderMap,
    Json(Batch { requests }): Json<Batch>,
) -> Result<Response, GraphError> {
    let ids: HashSet<&str> = requests.iter().map(|part| part.id.as_str()).collect();
    if requests.is_empty() || requests.len() > MOST || ids.len() < requests.len() {
        return Err(GraphError::BadRequest(format!(
            "A batch holds 1 to {MOST} requests, each with an id of its own."
        )));
    }
    let mut responses = Vec::new();
    for parts in requests.chunks(AT_ONCE) {
        let mut at_work = tokio::task::JoinSet::new();
        for part in parts {
            let request = part.request(&headers)?;
            let (mut service, id) = (service.clone(), part.id.clone());
            at_work.spawn(async move {
                let Ok(response) = service.call(request).await;
                answer(id, response).await
            });
        }
        responses.extend(at_work.join_all().await);
    }
    responses.reverse();
    Ok(Json(json!({ "responses": responses })).into_response())
}

impl Part {
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

/// The answer to a part; what is no JSON comes in Base64.
async fn answer(id: String, response: Response) -> Value {
    let status = response.status().as_u16();
    let headers: BTreeMap<String, String> = response
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
        .collect();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap_or_default();
    let body = serde_json::from_slice(&bytes).unwrap_or_else(|_| json!(STANDARD.encode(&bytes)));
    json!({ "id": id, "status": status, "headers": headers, "body": body })
}
