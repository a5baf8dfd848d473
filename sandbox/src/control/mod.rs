//! The control API: what tests and people arrange and look up behind Outlook's back.

mod clock;
mod given_meeting;
mod identity;
mod mailboxes;
mod refusal;
mod severity;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::dial_in::DialIn;
use crate::directory::User;
use crate::mailbox::appointment::{Appointment, Kind};
use crate::mailbox::mails::SentMail;
use crate::sandbox::Shared;
use crate::seed::Seed;
use crate::teams_meetings::Times;
use crate::world::{Fault, LoggedRequest, RequestLog};
use given_meeting::GivenMeeting;
use mailboxes::Whose;

pub use refusal::Refusal;

/// The routes under `/_sandbox`.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/reset", post(reset))
        .route("/meetings", get(list_meetings).post(add_meeting))
        .route("/meetings/{id}", get(read_meeting).delete(delete_meeting))
        .route("/meetings/{id}/body", get(read_body))
        .route("/dial-in", get(dial_in).patch(change_dial_in))
        .route("/dial-in/reset-conference-id", post(reset_conference_id))
        .route("/cross-domain-authorization-list", get(allowed_origins).put(set_allowed_origins))
        .route("/sent", get(sent).delete(forget_sent))
        .route("/requests", get(requests).delete(forget_requests))
        .route("/faults", post(add_fault).delete(forget_faults))
        .route("/config", get(config).put(set_config))
        .route("/hosted", get(hosted).put(set_hosted).delete(forget_hosted))
        .route("/run-requests", get(run_requests).put(set_run_requests).delete(forget_run_requests))
        .route("/roaming", get(roaming).put(set_roaming))
        .route("/user", get(user).put(set_user))
        .route("/mailboxes", get(mailboxes::list).post(mailboxes::add))
        .route("/mailboxes/{user}", patch(mailboxes::change))
        .route("/clock", get(clock::read).post(clock::shift))
        .route("/severity", get(severity::read).patch(severity::change))
        .route("/identity", get(identity::read).patch(identity::change))
        .route("/tokens", get(identity::asked).delete(identity::revoke))
}

/// Reads JSON whatever content type it is sent with.
pub fn read_json<T: DeserializeOwned>(content: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(content).map_err(Refusal::unreadable)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResetRequest {
    seed: Seed,
}

async fn reset(State(sandbox): State<Shared>, content: Bytes) -> Result<StatusCode, Refusal> {
    let request: ResetRequest = read_json(&content)?;
    sandbox.reset(request.seed)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn list_meetings(
    State(sandbox): State<Shared>,
    Query(whose): Query<Whose>,
) -> Result<Json<Vec<Value>>, Refusal> {
    let stored = whose.mailbox(&sandbox.world())?.all()?;
    Ok(Json(stored.iter().map(stored_json).collect()))
}

async fn add_meeting(
    State(sandbox): State<Shared>,
    Query(whose): Query<Whose>,
    content: Bytes,
) -> Result<Response, Refusal> {
    let given: GivenMeeting = read_json(&content)?;
    let mut world = sandbox.world();
    let (now, random) = (world.clock.now(), world.random.about("meetings that are added"));
    let mailbox = whose.mailbox_mut(&mut world)?;
    let stored = given.store(mailbox, now, &random)?;
    if mailbox.owns(&stored) {
        if let Some(join_url) = stored.public_string("OnlineMeetingExternalLink") {
            world.online_meetings.adopt(join_url, &stored.subject);
        }
        if let Some(join_url) = stored.public_string("SkypeTeamsMeetingUrl") {
            let times = Times { start: stored.start, end: stored.last_end() };
            world.teams_meetings.adopt(join_url, &stored.subject, times);
        }
    }
    Ok((StatusCode::CREATED, Json(stored_json(&stored))).into_response())
}

async fn read_meeting(
    State(sandbox): State<Shared>,
    Query(whose): Query<Whose>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    let meeting = whose.mailbox(&sandbox.world())?.get(&id)?.ok_or(Refusal::NotFound)?;
    Ok(Json(stored_json(&meeting)))
}

async fn delete_meeting(
    State(sandbox): State<Shared>,
    Query(whose): Query<Whose>,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    whose.mailbox_mut(&mut sandbox.world())?.delete(&id)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn read_body(
    State(sandbox): State<Shared>,
    Query(whose): Query<Whose>,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let meeting = whose.mailbox(&sandbox.world())?.get(&id)?.ok_or(Refusal::NotFound)?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], meeting.body.content).into_response())
}

async fn dial_in(State(sandbox): State<Shared>) -> Json<DialIn> {
    Json(sandbox.world().dial_in.clone())
}

async fn change_dial_in(State(sandbox): State<Shared>, content: Bytes) -> Result<Json<DialIn>, Refusal> {
    let patch: Value = read_json(&content)?;
    let mut world = sandbox.world();
    world.dial_in.merge(&patch).map_err(Refusal::unreadable)?;
    Ok(Json(world.dial_in.clone()))
}

async fn reset_conference_id(State(sandbox): State<Shared>) -> Json<DialIn> {
    let mut world = sandbox.world();
    let random = world.random.about("conference ids");
    world.dial_in.reset_conference_id(&random);
    Json(world.dial_in.clone())
}

/// The origins whose pages may use UCWA.
async fn allowed_origins(State(sandbox): State<Shared>) -> Json<Vec<String>> {
    Json(sandbox.world().cross_domain_authorization_list.clone())
}

async fn set_allowed_origins(State(sandbox): State<Shared>, content: Bytes) -> Result<StatusCode, Refusal> {
    let origins = read_json(&content)?;
    sandbox.world().cross_domain_authorization_list = origins;
    Ok(StatusCode::NO_CONTENT)
}

async fn sent(
    State(sandbox): State<Shared>,
    Query(whose): Query<Whose>,
) -> Result<Json<Vec<SentMail>>, Refusal> {
    Ok(Json(whose.mailbox(&sandbox.world())?.sent().to_vec()))
}

async fn forget_sent(
    State(sandbox): State<Shared>,
    Query(whose): Query<Whose>,
) -> Result<StatusCode, Refusal> {
    whose.mailbox_mut(&mut sandbox.world())?.forget_sent();
    Ok(StatusCode::NO_CONTENT)
}

async fn requests(State(sandbox): State<Shared>) -> Json<Vec<LoggedRequest>> {
    Json(sandbox.world().requests.clone())
}

async fn forget_requests(State(sandbox): State<Shared>) -> StatusCode {
    sandbox.world().requests = RequestLog::default();
    StatusCode::NO_CONTENT
}

async fn add_fault(State(sandbox): State<Shared>, content: Bytes) -> Result<StatusCode, Refusal> {
    let fault: Fault = read_json(&content)?;
    sandbox.world().faults.add(fault);
    Ok(StatusCode::NO_CONTENT)
}

async fn forget_faults(State(sandbox): State<Shared>) -> StatusCode {
    sandbox.world().faults = Default::default();
    StatusCode::NO_CONTENT
}

async fn config(State(sandbox): State<Shared>) -> Json<Value> {
    Json(sandbox.world().config.clone())
}

async fn set_config(State(sandbox): State<Shared>, content: Bytes) -> Result<StatusCode, Refusal> {
    let config = read_json(&content)?;
    sandbox.world().config = config;
    Ok(StatusCode::NO_CONTENT)
}

async fn hosted(State(sandbox): State<Shared>) -> Json<Value> {
    Json(sandbox.world().hosted_profile())
}

async fn set_hosted(State(sandbox): State<Shared>, content: Bytes) -> Result<StatusCode, Refusal> {
    let profile = read_json(&content)?;
    sandbox.world().hosted_profile = Some(profile);
    Ok(StatusCode::NO_CONTENT)
}

async fn forget_hosted(State(sandbox): State<Shared>) -> StatusCode {
    sandbox.world().hosted_profile = None;
    StatusCode::NO_CONTENT
}

/// `null` where there are none.
async fn run_requests(State(sandbox): State<Shared>) -> Json<Option<Value>> {
    Json(sandbox.world().run_requests.clone())
}

async fn set_run_requests(State(sandbox): State<Shared>, content: Bytes) -> Result<StatusCode, Refusal> {
    let requests = read_json(&content)?;
    sandbox.world().run_requests = Some(requests);
    Ok(StatusCode::NO_CONTENT)
}

async fn forget_run_requests(State(sandbox): State<Shared>) -> StatusCode {
    sandbox.world().run_requests = None;
    StatusCode::NO_CONTENT
}

/// The organizer's roaming settings.
pub async fn roaming(State(sandbox): State<Shared>) -> Json<Value> {
    Json(sandbox.world().roaming.clone())
}

/// Replaces the organizer's roaming settings.
pub async fn set_roaming(State(sandbox): State<Shared>, content: Bytes) -> Result<StatusCode, Refusal> {
    let settings: Map<String, Value> = read_json(&content)?;
    sandbox.world().roaming = Value::Object(settings);
    Ok(StatusCode::NO_CONTENT)
}

async fn user(State(sandbox): State<Shared>) -> Json<User> {
    Json(sandbox.world().accounts.signed_in().user.clone())
}

/// Signs somebody else in, or the same person with another language or time zone.
async fn set_user(State(sandbox): State<Shared>, content: Bytes) -> Result<StatusCode, Refusal> {
    let user: User = read_json(&content)?;
    sandbox.world().accounts.signed_in_mut().set_user(user);
    Ok(StatusCode::NO_CONTENT)
}

/// A meeting as it is stored.
fn stored_json(meeting: &Appointment) -> Value {
    let properties: Map<String, Value> = meeting
        .properties
        .iter()
        .map(|(id, value)| (id.public_name().unwrap_or(id.as_str()).to_owned(), json!(value)))
        .collect();
    let mut stored = json!({
        "id": meeting.id,
        "iCalUId": meeting.ical_uid(),
        "changeKey": meeting.change_key,
        "subject": meeting.subject,
        "start": rfc3339(meeting.start),
        "end": rfc3339(meeting.end),
        "type": meeting.kind.name(),
        "organizer": meeting.organizer,
        "attendees": meeting.attendees,
        "locations": meeting.locations,
        "properties": properties,
        "body": meeting.body,
        "isCancelled": meeting.is_cancelled,
        "isDraft": meeting.is_draft,
        "keeping": meeting.keeping,
    });
    if let (Some(master), Some(start)) = (meeting.kind.master(), meeting.kind.original_start()) {
        stored["seriesMasterId"] = json!(master);
        stored["originalStart"] = json!(rfc3339(start));
    }
    if let Kind::Master { recurrence, .. } = &meeting.kind {
        stored["recurrence"] = json!(recurrence);
    }
    stored
}

/// An instant as JavaScript's `Date.parse` reads it.
pub fn rfc3339(at: time::OffsetDateTime) -> String {
    at.format(&time::format_description::well_known::Rfc3339).unwrap_or_default()
}
