//! Online meetings in Teams (<https://learn.microsoft.com/graph/api/resources/onlinemeeting>).

use axum::body::Bytes;
use axum::extract::{Path, Query as QueryOf, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::error::GraphError;
use super::join_information::join_information;
use super::request::Query;
use crate::dial_in::DialIn;
use crate::sandbox::Shared;
use crate::teams_meetings::TeamsMeeting;
use crate::world::World;

/// The routes under `/graph/v1.0/me/onlineMeetings`.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(find))
        .route("/createOrGet", post(create_or_get))
        .route("/{id}", get(read).delete(delete))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    external_id: Option<String>,
    #[serde(default)]
    subject: String,
}

/// 201 for a new meeting, 200 for the one that was made under the same external id.
async fn create_or_get(
    State(sandbox): State<Shared>,
    headers: HeaderMap,
    content: Bytes,
) -> Result<Response, GraphError> {
    let wanted: Wanted =
        serde_json::from_slice(&content).map_err(|error| GraphError::BadRequest(error.to_string()))?;
    let external_id = wanted.external_id.filter(|id| !id.is_empty());
    let external_id =
        external_id.ok_or_else(|| GraphError::BadRequest("The externalId is missing.".to_owned()))?;
    let mut world = sandbox.world();
    let (status, meeting) = match world.teams_meetings.made_as(&external_id).cloned() {
        Some(known) => (StatusCode::OK, known),
        None => (StatusCode::CREATED, world.teams_meetings.create(&external_id, &wanted.subject)),
    };
    Ok((status, Json(meeting_json(&world, &meeting, &headers))).into_response())
}

/// The one meeting at a join URL. As the service does, it lists nothing without that filter.
async fn find(
    State(sandbox): State<Shared>,
    QueryOf(query): QueryOf<Query>,
    headers: HeaderMap,
) -> Result<Json<Value>, GraphError> {
    let join_url = query.get("$filter").and_then(|filter| wanted_join_url(filter)).ok_or_else(|| {
        GraphError::BadRequest("Online meetings are found by $filter=JoinWebUrl eq '…' only.".to_owned())
    })?;
    let world = sandbox.world();
    let found = world.teams_meetings.at(&join_url);
    let found: Vec<Value> =
        found.into_iter().map(|meeting| meeting_json(&world, meeting, &headers)).collect();
    Ok(Json(json!({"value": found})))
}

/// The literal in `JoinWebUrl eq '…'`, where a quote is written twice.
fn wanted_join_url(filter: &str) -> Option<String> {
    let (name, rest) = filter.trim().split_once(" eq ")?;
    let literal = rest.trim().strip_prefix('\'')?.strip_suffix('\'')?;
    name.eq_ignore_ascii_case("JoinWebUrl").then(|| literal.replace("''", "'"))
}

/// The id of an online meeting in the path.
#[derive(Deserialize)]
struct MeetingId {
    id: String,
}

async fn read(
    State(sandbox): State<Shared>,
    Path(MeetingId { id }): Path<MeetingId>,
    headers: HeaderMap,
) -> Result<Json<Value>, GraphError> {
    let world = sandbox.world();
    let meeting = world.teams_meetings.get(&id).ok_or(GraphError::ItemNotFound)?;
    Ok(Json(meeting_json(&world, meeting, &headers)))
}

async fn delete(
    State(sandbox): State<Shared>,
    Path(MeetingId { id }): Path<MeetingId>,
) -> Result<StatusCode, GraphError> {
    let deleted = sandbox.world().teams_meetings.delete(&id);
    if deleted { Ok(StatusCode::NO_CONTENT) } else { Err(GraphError::ItemNotFound) }
}

fn meeting_json(world: &World, meeting: &TeamsMeeting, headers: &HeaderMap) -> Value {
    let dial_in = &world.dial_in;
    let language =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("en-US");
    json!({
        "id": meeting.id,
        "externalId": meeting.external_id,
        "subject": meeting.subject,
        "joinWebUrl": meeting.join_url,
        "audioConferencing": dial_in.audio_conferencing.then(|| audio_conferencing(dial_in, meeting)),
        "joinInformation": join_information(dial_in, meeting, language),
    })
}

/// The lists hold the numbers that the invitation shows: the default region's. The members with one number each
/// are older and say the same.
fn audio_conferencing(dial_in: &DialIn, meeting: &TeamsMeeting) -> Value {
    let number = dial_in.numbers().first().map(|region| region.shown_number());
    json!({
        "conferenceId": meeting.conference_id,
        "dialinUrl": format!("https://dialin.teams.microsoft.com/sandbox?id={}", meeting.conference_id),
        "tollNumber": number,
        "tollFreeNumber": null,
        "tollNumbers": number.into_iter().collect::<Vec<_>>(),
        "tollFreeNumbers": [],
    })
}
