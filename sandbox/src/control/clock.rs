//! The sandbox's clock, read and moved.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::{Refusal, read_json, rfc3339};
use crate::clock::Clock;
use crate::sandbox::Shared;

/// Where to move it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Shift {
    /// By seconds.
    Advance(f64),
    /// To an instant.
    Now(#[serde(with = "time::serde::rfc3339")] OffsetDateTime),
}

/// What time it is.
pub async fn read(State(sandbox): State<Shared>) -> Json<Value> {
    Json(told(&sandbox.world().clock))
}

/// Moves the clock, and tells what time it is then.
pub async fn shift(State(sandbox): State<Shared>, content: Bytes) -> Result<Json<Value>, Refusal> {
    let shift: Shift = read_json(&content)?;
    let clock = sandbox.world().clock.clone();
    let beyond = || Refusal::Unreadable("The clock cannot be moved that far.".to_owned());
    let there = match shift {
        Shift::Advance(seconds) => {
            let far = Duration::checked_seconds_f64(seconds).ok_or_else(beyond)?;
            clock.now().checked_add(far).ok_or_else(beyond)?
        }
        Shift::Now(now) => now,
    };
    if there < clock.now() {
        return Err(Refusal::Unreadable("Time does not go back.".to_owned()));
    }
    clock.set(there);
    Ok(Json(told(&clock)))
}

fn told(clock: &Clock) -> Value {
    json!({"now": rfc3339(clock.now())})
}
