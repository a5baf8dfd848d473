//! The token endpoint: who asks for a token as the signed-in organizer gets one.

use std::collections::HashSet;

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, HeaderMap};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::sandbox::{Shared, User};

/// The organization.
pub const TENANT: &str = "5b3a1f0e-6d0c-4a4e-9a0e-2f7f6d1c8e11";
/// The organizer's account.
pub const ORGANIZER: &str = "c2f1d8a4-90c5-4a83-8f55-7d0c3a3e6b02";
const LIFETIME_SECONDS: i64 = 3600;

/// The tokens that were given out.
#[derive(Debug, Default)]
pub struct SignIn {
    graph: HashSet<String>,
    ucwa: HashSet<String>,
}

impl SignIn {
    /// Gives out a token for Graph.
    pub fn issue_for_graph(&mut self) -> String {
        let token = format!("sandbox-graph-{}", Uuid::new_v4().simple());
        self.graph.insert(token.clone());
        token
    }

    /// Gives out a web ticket for UCWA.
    pub fn issue_for_ucwa(&mut self) -> String {
        let token = format!("cwt={}", Uuid::new_v4().simple());
        self.ucwa.insert(token.clone());
        token
    }

    /// Whether a request carries a token for Graph.
    pub fn admits_to_graph(&self, headers: &HeaderMap) -> bool {
        bearer(headers).is_some_and(|token| self.graph.contains(token))
    }

    /// Whether a request carries a web ticket for UCWA.
    pub fn admits_to_ucwa(&self, headers: &HeaderMap) -> bool {
        bearer(headers).is_some_and(|token| self.ucwa.contains(token))
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// `POST /oauth2/v2.0/token`.
pub fn routes() -> Router<Shared> {
    Router::new().route("/oauth2/v2.0/token", post(token))
}

#[derive(Deserialize)]
struct TokenRequest {
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    scope: String,
}

async fn token(State(sandbox): State<Shared>, Form(request): Form<TokenRequest>) -> Response {
    if request.client_id.is_empty() || request.scope.is_empty() {
        let error = json!({
            "error": "invalid_request",
            "error_description": "The request must name a client_id and a scope.",
        });
        return (StatusCode::BAD_REQUEST, Json(error)).into_response();
    }
    let mut world = sandbox.world();
    let claims = claims(&request.client_id, &world.user);
    let answer = json!({
        "token_type": "Bearer",
        "scope": request.scope,
        "expires_in": LIFETIME_SECONDS,
        "access_token": world.sign_in.issue_for_graph(),
        "id_token": unsigned_token(&claims),
        "account": account(&world.user),
    });
    Json(answer).into_response()
}

fn claims(client_id: &str, user: &User) -> Value {
    let now = OffsetDateTime::now_utc().unix_timestamp();
    json!({
        "aud": client_id,
        "iss": format!("https://login.microsoftonline.com/{TENANT}/v2.0"),
        "iat": now,
        "nbf": now,
        "exp": now + LIFETIME_SECONDS,
        "oid": ORGANIZER,
        "sub": ORGANIZER,
        "tid": TENANT,
        "name": user.name,
        "preferred_username": user.user_principal_name,
        "ver": "2.0",
    })
}

/// The account in the form in which nested app authentication hands it to MSAL.
fn account(user: &User) -> Value {
    json!({
        "homeAccountId": format!("{ORGANIZER}.{TENANT}"),
        "environment": "login.microsoftonline.com",
        "tenantId": TENANT,
        "username": user.user_principal_name,
        "localAccountId": ORGANIZER,
        "name": user.name,
    })
}

/// A JSON Web Token nobody verifies: MSAL only reads its claims.
fn unsigned_token(claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!(
        "{}.{}.{}",
        part(&json!({"alg": "none", "typ": "JWT"})),
        part(claims),
        URL_SAFE_NO_PAD.encode("sandbox")
    )
}
