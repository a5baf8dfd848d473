//! Online meetings in Teams (<https://learn.microsoft.com/graph/api/resources/onlinemeeting>).

use axum::body::Bytes;
use axum::extract::{Path, Query as QueryOf, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::error::GraphError;
use super::event_json::instant;
use super::join_information::join_information;
use super::request::{self, Query};
use crate::dial_in::DialIn;
use crate::sandbox::Shared;
use crate::teams_meetings::{TeamsMeeting, Times};
use crate::world::World;

/// The routes under `/graph/v1.0/me/onlineMeetings`.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(find))
        .route("/createOrGet", post(create_or_get))
        .route("/{id}", get(read).patch(change).delete(delete))
}

/// What the sandbox knows to make of a meeting; other members are refused, so that none is lost silently.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wanted {
    external_id: Option<String>,
    #[serde(default)]
    subject: String,
    #[serde(default, with = "time::serde::rfc3339::option")]
    start_date_time: Option<OffsetDateTime>,
    #[serde(default, with = "time::serde::rfc3339::option")]
    end_date_time: Option<OffsetDateTime>,
}

/// 201 for a new meeting, 200 for the one that was made under the same external id. It documents no `Accept-Language`
/// (<https://learn.microsoft.com/graph/api/onlinemeeting-createorget>).
async fn create_or_get(State(sandbox): State<Shared>, content: Bytes) -> Result<Response, GraphError> {
    let wanted: Wanted = parsed(&content)?;
    let external_id = wanted.external_id.filter(|id| !id.is_empty());
    let external_id =
        external_id.ok_or_else(|| GraphError::BadRequest("The externalId is missing.".to_owned()))?;
    let mut world = sandbox.world();
    let start = wanted.start_date_time.unwrap_or_else(|| world.clock.now());
    ends_after(start, wanted.end_date_time)?;
    let (status, meeting) = match world.teams_meetings.made_as(&external_id).cloned() {
        Some(known) => (StatusCode::OK, known),
        None => {
            let meetings = &mut world.teams_meetings;
            let made = meetings.create(&external_id, &wanted.subject, start, wanted.end_date_time);
            (StatusCode::CREATED, made)
        }
    };
    let mut told = meeting_json(&world, &meeting, &HeaderMap::new());
    if !meeting.telling.tells_at_once {
        told["joinInformation"] = Value::Null;
    }
    Ok((status, Json(told)).into_response())
}

fn parsed<T: DeserializeOwned>(content: &[u8]) -> Result<T, GraphError> {
    serde_json::from_slice(content).map_err(|error| GraphError::BadRequest(error.to_string()))
}

fn ends_after(start: OffsetDateTime, end: Option<OffsetDateTime>) -> Result<(), GraphError> {
    match end {
        Some(end) if end < start => {
            Err(GraphError::BadRequest("The meeting ends before it starts.".to_owned()))
        }
        _ => Ok(()),
    }
}

/// The one meeting at a join URL. As the service does, it lists nothing without that filter.
async fn find(
    State(sandbox): State<Shared>,
    QueryOf(query): QueryOf<Query>,
    headers: HeaderMap,
) -> Result<Json<Value>, GraphError> {
    request::check_options(&query, &["$filter"])?;
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
    QueryOf(query): QueryOf<Query>,
    headers: HeaderMap,
) -> Result<Json<Value>, GraphError> {
    request::check_options(&query, &[])?;
    let world = sandbox.world();
    let meeting = world.teams_meetings.get(&id).ok_or(GraphError::ItemNotFound)?;
    Ok(Json(meeting_json(&world, meeting, &headers)))
}

/// What can be changed of a meeting here (<https://learn.microsoft.com/graph/api/onlinemeeting-update>).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Changes {
    subject: Option<String>,
    #[serde(default, with = "time::serde::rfc3339::option")]
    start_date_time: Option<OffsetDateTime>,
    #[serde(default, with = "time::serde::rfc3339::option")]
    end_date_time: Option<OffsetDateTime>,
}

/// Nobody is mailed.
async fn change(
    State(sandbox): State<Shared>,
    Path(MeetingId { id }): Path<MeetingId>,
    headers: HeaderMap,
    content: Bytes,
) -> Result<Json<Value>, GraphError> {
    let changes: Changes = parsed(&content)?;
    let mut world = sandbox.world();
    let meeting = world.teams_meetings.get_mut(&id).ok_or(GraphError::ItemNotFound)?;
    let start = changes.start_date_time.unwrap_or(meeting.times.start);
    let end = changes.end_date_time.or(meeting.times.end);
    ends_after(start, end)?;
    meeting.times = Times { start, end };
    meeting.subject = changes.subject.unwrap_or_else(|| meeting.subject.clone());
    let changed = meeting.clone();
    Ok(Json(meeting_json(&world, &changed, &headers)))
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
    let is_there = !meeting.has_expired(world.clock.now());
    json!({
        "id": meeting.id,
        "externalId": meeting.external_id,
        "subject": meeting.subject,
        "startDateTime": instant(meeting.times.start),
        "endDateTime": meeting.times.end.map(instant),
        "joinWebUrl": meeting.long_url,
        "joinMeetingIdSettings": {
            "isPasscodeRequired": true,
            "joinMeetingId": meeting.short.meeting_id,
            "passcode": meeting.short.passcode,
        },
        "audioConferencing":
            (is_there && dial_in.audio_conferencing).then(|| audio_conferencing(dial_in, meeting)),
        "joinInformation": is_there.then(|| join_information(dial_in, meeting, language)),
    })
}

/// The lists hold the numbers that the invitation shows: the default region's. The members with one number each
/// are older and say the same; of some meetings they alone are told.
fn audio_conferencing(dial_in: &DialIn, meeting: &TeamsMeeting) -> Value {
    let number = dial_in.numbers().first().map(|region| region.shown_number());
    let mut told = json!({
        "conferenceId": meeting.conference_id,
        "dialinUrl": format!("https://dialin.teams.microsoft.com/sandbox?id={}", meeting.conference_id),
        "tollNumber": number,
        "tollFreeNumber": null,
    });
    if meeting.telling.lists_numbers {
        told["tollNumbers"] = json!(number.into_iter().collect::<Vec<_>>());
        told["tollFreeNumbers"] = json!([]);
    }
    told
}
