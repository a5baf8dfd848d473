//! The identity provider as an application in a browser uses it without Outlook's bridge: the page on which people sign
//! in, and tokens for the code that it gives (<https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow>).

use axum::extract::{Form, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cross_origin;
use crate::directory::{ORGANIZER, TENANT};
use crate::sandbox::Shared;
use crate::sign_in::granted;
use crate::world::{Asked, Authorization};

/// Below the name of a tenant, or `common`.
pub fn routes(sandbox: Shared) -> Router<Shared> {
    Router::new()
        .route("/{tenant}/v2.0/.well-known/openid-configuration", get(metadata))
        .route("/{tenant}/oauth2/v2.0/token", post(token))
        .layer(from_fn_with_state(sandbox, cross_origin::allow_addin))
        .route("/{tenant}/oauth2/v2.0/authorize", get(page))
}

async fn metadata(State(sandbox): State<Shared>, Path(tenant): Path<String>) -> Json<Value> {
    let authority = format!("{}/{tenant}", sandbox.origins.outlook);
    Json(json!({
        "issuer": format!("{}/{TENANT}/v2.0", sandbox.origins.outlook),
        "authorization_endpoint": format!("{authority}/oauth2/v2.0/authorize"),
        "token_endpoint": format!("{authority}/oauth2/v2.0/token"),
        "jwks_uri": format!("{authority}/discovery/v2.0/keys"),
        "end_session_endpoint": format!("{authority}/oauth2/v2.0/logout"),
    }))
}

#[derive(Deserialize)]
struct PageRequest {
    client_id: String,
    redirect_uri: String,
    state: String,
    #[serde(default)]
    nonce: String,
    code_challenge: String,
    /// Whether the application has seen to it that no foreign page can reach this window.
    #[serde(default)]
    pocd: String,
}

/// The page on which somebody signs in. It cuts the ties to the window that opened it, unless the application has
/// checked that one.
async fn page(State(sandbox): State<Shared>, Query(request): Query<PageRequest>) -> Response {
    let registered = format!("{}/sign_in.html", sandbox.origins.addin);
    if request.redirect_uri != registered {
        let message = "AADSTS50011: The redirect URI specified in the request is not registered.";
        return (StatusCode::BAD_REQUEST, Html(message)).into_response();
    }
    let PageRequest { client_id, redirect_uri, state, nonce, code_challenge, pocd } = request;
    let mut world = sandbox.world();
    let name = world.accounts.signed_in().user.name.clone();
    let back = format!("{redirect_uri}#state={}", utf8_percent_encode(&state, NON_ALPHANUMERIC));
    let code = world.sign_in.issue_code(Authorization { client_id, redirect_uri, nonce, code_challenge });
    let html = format!(
        "<!doctype html><html lang=\"en\"><title>Sign in to your account</title>\
         <h1>Pick an account</h1><p><a href=\"{back}&amp;code={code}\">{name}</a></p>\
         <p><a href=\"{back}&amp;error=access_denied&amp;error_description=AADSTS65004%3A%20declined\">Cancel</a></p>"
    );
    let opener = if pocd == "1" { "unsafe-none" } else { "same-origin" };
    ([("Cross-Origin-Opener-Policy", opener)], Html(html)).into_response()
}

#[derive(Deserialize)]
struct TokenRequest {
    grant_type: String,
    client_id: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    code_verifier: String,
    #[serde(default)]
    redirect_uri: String,
    #[serde(default)]
    refresh_token: String,
    claims: Option<String>,
}

async fn token(State(sandbox): State<Shared>, Form(request): Form<TokenRequest>) -> Response {
    let TokenRequest { grant_type, client_id, scope, claims, .. } = request;
    let mut world = sandbox.world();
    world.sign_in.note(Asked { scope: scope.clone(), grant_type: grant_type.clone(), claims });
    let nonce = match grant_type.as_str() {
        "authorization_code" => {
            let redeemed = world.sign_in.redeem(&request.code, &request.code_verifier, &request.redirect_uri);
            redeemed.filter(|of| of.client_id == client_id).map(|of| of.nonce)
        }
        "refresh_token" => world.sign_in.take_refresh_token(&request.refresh_token).then(String::new),
        _ => None,
    };
    let Some(nonce) = nonce else {
        let error =
            json!({"error": "invalid_grant", "error_description": "AADSTS70008: expired or revoked."});
        return (StatusCode::BAD_REQUEST, Json(error)).into_response();
    };
    let outlook = sandbox.origins.outlook.clone();
    let mut answer = granted(&mut world, &outlook, &client_id, &scope, &outlook, &nonce);
    answer["refresh_token"] = json!(world.sign_in.issue_refresh_token());
    let client = json!({"uid": ORGANIZER, "utid": TENANT});
    answer["client_info"] = json!(URL_SAFE_NO_PAD.encode(client.to_string()));
    ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
}
