//! The token endpoint: who asks for a token as the signed-in organizer gets one.

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

use crate::directory::{ORGANIZER, TENANT, User};
use crate::sandbox::Shared;
use crate::world::{Asked, Grant, World};

/// The token that a request carries.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
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
    claims: Option<String>,
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
    let TokenRequest { client_id, scope, claims } = request;
    let grant_type = "urn:ietf:params:oauth:grant-type:token-exchange".to_owned();
    world.sign_in.note(Asked { scope: scope.clone(), grant_type, claims });
    let mut answer = granted(&mut world, &sandbox.origins.outlook, &client_id, &scope, MICROSOFT, "");
    answer["account"] = account(&world.accounts.signed_in().user);
    Json(answer).into_response()
}

/// Who tells the identities that Outlook hands on.
const MICROSOFT: &str = "https://login.microsoftonline.com";

/// The signed-in organizer's tokens for an application.
pub fn granted(
    world: &mut World,
    graph: &str,
    client_id: &str,
    scope: &str,
    issuer: &str,
    nonce: &str,
) -> Value {
    let signed_in = world.accounts.signed_in();
    let (account_id, user, now) = (signed_in.id.clone(), signed_in.user.clone(), world.clock.now());
    let grant = Grant::asked(account_id, client_id, scope, graph, now);
    let mut claims = claims(client_id, &user, issuer, now.unix_timestamp());
    if !nonce.is_empty() {
        claims["nonce"] = json!(nonce);
    }
    json!({
        "token_type": "Bearer",
        "scope": scope,
        "expires_in": Grant::LIFETIME.whole_seconds(),
        "access_token": world.sign_in.issue_for_graph(grant),
        "id_token": unsigned_token(&claims),
    })
}

fn claims(client_id: &str, user: &User, issuer: &str, now: i64) -> Value {
    json!({
        "aud": client_id,
        "iss": format!("{issuer}/{TENANT}/v2.0"),
        "iat": now,
        "nbf": now,
        "exp": now + Grant::LIFETIME.whole_seconds(),
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
