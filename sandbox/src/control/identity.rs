//! How sign-in goes for the add-in, and the tokens that it asked for.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use super::{Refusal, read_json};
use crate::sandbox::Shared;
use crate::world::{Asked, Identity};

/// How it goes now.
pub async fn read(State(sandbox): State<Shared>) -> Json<Identity> {
    Json(sandbox.world().identity)
}

/// Changes the members that are named.
pub async fn change(State(sandbox): State<Shared>, content: Bytes) -> Result<Json<Identity>, Refusal> {
    let named: Map<String, Value> = read_json(&content)?;
    let mut world = sandbox.world();
    let mut members = json!(world.identity);
    for (name, value) in named {
        members[name] = value;
    }
    world.identity = serde_json::from_value(members).map_err(Refusal::unreadable)?;
    Ok(Json(world.identity))
}

/// The requests for tokens.
pub async fn asked(State(sandbox): State<Shared>) -> Json<Vec<Asked>> {
    Json(sandbox.world().sign_in.asked().to_vec())
}

/// No token that was given out opens anything any more.
pub async fn revoke(State(sandbox): State<Shared>) -> StatusCode {
    sandbox.world().sign_in.revoke();
    StatusCode::NO_CONTENT
}
