//! How hard the services make it for their clients.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use serde_json::{Map, Value, json};

use super::{Refusal, read_json};
use crate::sandbox::Shared;
use crate::severity::Severity;

/// How hard they make it now.
pub async fn read(State(sandbox): State<Shared>) -> Json<Severity> {
    Json(sandbox.world().severity.clone())
}

/// Makes them harder in the members that are named. None becomes easier than it is at the real service.
pub async fn change(State(sandbox): State<Shared>, content: Bytes) -> Result<Json<Severity>, Refusal> {
    let named: Map<String, Value> = read_json(&content)?;
    let mut world = sandbox.world();
    let mut members = json!(world.severity);
    for (name, value) in named {
        members[name] = value;
    }
    let severity: Severity = serde_json::from_value(members).map_err(Refusal::unreadable)?;
    world.severity = severity.checked()?;
    Ok(Json(world.severity.clone()))
}
