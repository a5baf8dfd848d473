//! The part of UCWA (Skype for Business Server) that dial-in data and online meetings need
//! (<https://learn.microsoft.com/skype-sdk/ucwa/ucwa2_0>).

use axum::body::Bytes;
use axum::extract::{Form, OriginalUri as At, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::cross_domain::FRAME;
use crate::dial_in::{DialIn, Home};
use crate::online_meetings::{NewMeeting, OnlineMeeting};
use crate::passive_sign_in;
use crate::sandbox::{Sandbox, Shared};
use crate::sign_in::bearer;
use crate::world::World;

const USER: &str = "/Autodiscover/AutodiscoverService.svc/root/oauth/user";
const APPLICATIONS: &str = "/ucwa/oauth/v1/applications";

/// Discovery, web ticket, applications and their online meetings.
pub fn routes(sandbox: Shared) -> Router<Shared> {
    let with_ticket = Router::new()
        .route(USER, get(user))
        .route(APPLICATIONS, post(create_application))
        .route(&format!("{APPLICATIONS}/{{application}}"), get(application))
        .nest(&format!("{APPLICATIONS}/{{application}}/onlineMeetings"), online_meetings())
        .layer(from_fn_with_state(sandbox, need_ticket));
    Router::new()
        .route("/Autodiscover/AutodiscoverService.svc/root", get(root))
        .route("/WebTicket/oauthtoken", post(web_ticket))
        .merge(with_ticket)
}

fn online_meetings() -> Router<Shared> {
    Router::new()
        .route("/phoneDialInInformation", get(phone_dial_in_information))
        .route("/onlineMeetingDefaultValues", get(default_values))
        .route("/customInvitation", get(invitation_customization))
        .route("/myAssignedOnlineMeeting", get(assigned_meeting))
        .route("/myOnlineMeetings", get(list_meetings).post(create_meeting))
        .route("/myOnlineMeetings/{id}", get(read_meeting).delete(delete_meeting))
}

async fn need_ticket(State(sandbox): State<Shared>, request: Request, next: Next) -> Response {
    let admitted =
        bearer(request.headers()).is_some_and(|ticket| sandbox.world().sign_in.is_web_ticket(ticket));
    if admitted { next.run(request).await } else { challenge(&sandbox) }
}

/// 401 with the place where a web ticket is given out.
fn challenge(sandbox: &Sandbox) -> Response {
    let passive = if sandbox.world().identity.skype_page { ",urn:microsoft.rtc:passive" } else { "" };
    let challenge = format!(
        "MsRtcOAuth href=\"{}/WebTicket/oauthtoken\",\
         grant_type=\"urn:microsoft.rtc:windows,urn:microsoft.rtc:anonmeeting,password{passive}\"",
        sandbox.origins.outlook
    );
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, challenge)]).into_response()
}

async fn root(State(sandbox): State<Shared>) -> Json<Value> {
    let outlook = &sandbox.origins.outlook;
    Json(json!({"_links": {
        "self": {"href": format!("{outlook}/Autodiscover/AutodiscoverService.svc/root")},
        "user": {"href": format!("{outlook}{USER}")},
        "xframe": {"href": format!("{outlook}{FRAME}")},
    }}))
}

async fn user(State(sandbox): State<Shared>) -> Json<Value> {
    let outlook = &sandbox.origins.outlook;
    if sandbox.world().dial_in.home == Home::Teams {
        let online = format!("https://webdir1e.online.lync.com{USER}");
        return Json(json!({"_links": {"redirect": {"href": online}}}));
    }
    Json(json!({"_links": {
        "self": {"href": format!("{outlook}{USER}")},
        "applications": {"href": format!("{outlook}{APPLICATIONS}"), "revision": "2"},
        "xframe": {"href": format!("{outlook}{FRAME}")},
    }}))
}

#[derive(Deserialize)]
struct TicketRequest {
    #[serde(default)]
    grant_type: String,
}

/// The organizer's ticket, as integrated Windows sign-in gives it, or the server's page to those who signed in there. Who
/// has to use that page is asked for a password by the browser itself where Windows sign-in is tried.
async fn web_ticket(State(sandbox): State<Shared>, Form(request): Form<TicketRequest>) -> Response {
    let mut world = sandbox.world();
    match (request.grant_type.as_str(), world.identity.skype_page) {
        ("urn:microsoft.rtc:windows", false) => {}
        ("urn:microsoft.rtc:windows", true) => {
            return (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Negotiate")]).into_response();
        }
        ("urn:microsoft.rtc:passive", true) if world.sign_in.at_skype_page => {}
        ("urn:microsoft.rtc:passive", true) => {
            let page = format!("{}{}", sandbox.origins.outlook, passive_sign_in::PAGE);
            let error = json!({"error": "invalid_grant", "ms_rtc_passiveauthuri": page});
            return (StatusCode::BAD_REQUEST, Json(error)).into_response();
        }
        _ => {
            let error = json!({"error": "unsupported_grant_type"});
            return (StatusCode::BAD_REQUEST, Json(error)).into_response();
        }
    }
    let token = world.sign_in.issue_for_ucwa();
    Json(json!({"access_token": token, "token_type": "Bearer", "expires_in": 3600})).into_response()
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct NewApplication {
    user_agent: String,
    endpoint_id: String,
    culture: String,
}

async fn create_application(content: Bytes) -> Response {
    let Ok(new) = serde_json::from_slice::<NewApplication>(&content) else {
        return bad_request("An application needs UserAgent, EndpointId and Culture.");
    };
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, new.endpoint_id.as_bytes()).simple().to_string();
    let content = application_json(&id, &new.user_agent, &new.culture);
    let location = HeaderValue::try_from(format!("{APPLICATIONS}/{id}"));
    let mut response = (StatusCode::CREATED, Json(content)).into_response();
    if let Ok(location) = location {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

async fn application(Path(id): Path<String>) -> Json<Value> {
    Json(application_json(&id, "", "en-US"))
}

fn application_json(id: &str, user_agent: &str, culture: &str) -> Value {
    let home = format!("{APPLICATIONS}/{id}");
    let meetings = format!("{home}/onlineMeetings");
    let link = |name: &str| json!({"href": format!("{meetings}/{name}")});
    json!({
        "rel": "application",
        "culture": culture,
        "userAgent": user_agent,
        "_links": {"self": {"href": home}},
        "_embedded": {"onlineMeetings": {
            "rel": "onlineMeetings",
            "_links": {
                "self": {"href": meetings},
                "myAssignedOnlineMeeting": link("myAssignedOnlineMeeting"),
                "myOnlineMeetings": link("myOnlineMeetings"),
                "phoneDialInInformation": link("phoneDialInInformation"),
                "onlineMeetingDefaultValues": link("onlineMeetingDefaultValues"),
                "onlineMeetingInvitationCustomization": link("customInvitation"),
            },
        }},
    })
}

/// The resource's own link, as a request reached it.
fn self_link(path: &str) -> Value {
    json!({"self": {"href": path}})
}

async fn phone_dial_in_information(State(sandbox): State<Shared>, At(uri): At) -> Json<Value> {
    let world = sandbox.world();
    let dial_in = &world.dial_in;
    let mut content = json!({
        "rel": "phoneDialInInformation",
        "isAudioConferenceProviderEnabled": dial_in.acp.is_some(),
        "_links": self_link(uri.path()),
    });
    if let Some(acp) = &dial_in.acp {
        content["tollNumber"] = json!(acp.toll_number);
        content["tollFreeNumbers"] = json!(acp.toll_free_numbers);
        content["participantPassCode"] = json!(acp.passcode);
    }
    if dial_in.audio_conferencing {
        content["defaultRegion"] = json!(dial_in.default_region);
        content["externalDirectoryUri"] = json!(dial_in.external_directory_uri);
        content["internalDirectoryUri"] = json!(dial_in.external_directory_uri);
        content["_embedded"] = json!({"dialInRegion": dial_in_regions(dial_in, uri.path())});
        if dial_in.public_meetings {
            content["conferenceId"] = json!(dial_in.conference_id);
        }
    }
    Json(content)
}

fn dial_in_regions(dial_in: &DialIn, path: &str) -> Vec<Value> {
    let regions = dial_in.regions.iter().enumerate();
    regions
        .map(|(index, region)| {
            json!({
                "rel": "dialInRegion",
                "languages": region.languages,
                "name": region.name,
                "number": region.number,
                "_links": self_link(&format!("{path}/{}", index + 1)),
            })
        })
        .collect()
}

async fn default_values(State(sandbox): State<Shared>, At(uri): At) -> Json<Value> {
    let public = sandbox.world().dial_in.public_meetings;
    Json(json!({
        "rel": "onlineMeetingDefaultValues",
        "accessLevel": "SameEnterprise",
        "automaticLeaderAssignment": "SameEnterprise",
        "defaultOnlineMeetingRel": if public { "myAssignedOnlineMeeting" } else { "myOnlineMeetings" },
        "entryExitAnnouncement": "Disabled",
        "lobbyBypassForPhoneUsers": "Enabled",
        "participantsWarningThreshold": 16,
        "_links": self_link(uri.path()),
    }))
}

/// Only what the organization set: UCWA leaves the rest out.
async fn invitation_customization(State(sandbox): State<Shared>, At(uri): At) -> Json<Value> {
    let world = sandbox.world();
    let mut content = json!({
        "rel": "onlineMeetingInvitationCustomization",
        "_links": self_link(uri.path()),
    });
    if let Ok(Value::Object(members)) = serde_json::to_value(&world.dial_in.customization) {
        for (name, value) in members.into_iter().filter(|(_, value)| value != "") {
            content[name] = value;
        }
    }
    Json(content)
}

async fn list_meetings(State(sandbox): State<Shared>, At(uri): At) -> Json<Value> {
    let world = sandbox.world();
    let meetings: Vec<_> = world
        .online_meetings
        .all()
        .iter()
        .map(|meeting| meeting_json(&world, meeting, &format!("{}/{}", uri.path(), meeting.id)))
        .collect();
    Json(json!({
        "rel": "myOnlineMeetings",
        "_links": self_link(uri.path()),
        "_embedded": {"myOnlineMeeting": meetings},
    }))
}

/// Only whoever's meetings are public has one.
async fn assigned_meeting(State(sandbox): State<Shared>, At(uri): At) -> Response {
    let world = sandbox.world();
    if !world.dial_in.public_meetings {
        return not_found();
    }
    let meeting = OnlineMeeting::assigned(&world.dial_in);
    let mut content = meeting_json(&world, &meeting, uri.path());
    content["rel"] = json!("myAssignedOnlineMeeting");
    content["onlineMeetingRel"] = json!("myAssignedOnlineMeeting");
    (etag(&meeting), Json(content)).into_response()
}

async fn create_meeting(State(sandbox): State<Shared>, At(uri): At, content: Bytes) -> Response {
    let Ok(new) = serde_json::from_slice::<NewMeeting>(&content) else {
        return bad_request("An online meeting is a JSON object whose members are texts.");
    };
    if new.expiration_time.is_some() && !has_date(&content) {
        return bad_request("expirationTime is a date: \\/Date(milliseconds)\\/");
    }
    let mut guard = sandbox.world();
    let world = &mut *guard;
    let meeting = world.online_meetings.create(new, &world.dial_in);
    let content = meeting_json(world, &meeting, &format!("{}/{}", uri.path(), meeting.id));
    (StatusCode::CREATED, etag(&meeting), Json(content)).into_response()
}

/// Whether a date stands there as it is written in JSON that has none: a text with escaped slashes.
fn has_date(content: &[u8]) -> bool {
    String::from_utf8_lossy(content).contains("\"\\/Date(")
}

async fn read_meeting(
    State(sandbox): State<Shared>,
    At(uri): At,
    Path((_application, id)): Path<(String, String)>,
) -> Response {
    let world = sandbox.world();
    match world.online_meetings.get(&id) {
        Some(meeting) => (etag(meeting), Json(meeting_json(&world, meeting, uri.path()))).into_response(),
        None => not_found(),
    }
}

async fn delete_meeting(
    State(sandbox): State<Shared>,
    Path((_application, id)): Path<(String, String)>,
) -> Response {
    if sandbox.world().online_meetings.delete(&id) {
        StatusCode::NO_CONTENT.into_response()
    } else {
        not_found()
    }
}

fn meeting_json(world: &World, meeting: &OnlineMeeting, path: &str) -> Value {
    let dial_in = &world.dial_in;
    let focus = dial_in.focus_uri(&meeting.id);
    let mut content = json!({
        "rel": "myOnlineMeeting",
        "accessLevel": "SameEnterprise",
        "attendees": [],
        "automaticLeaderAssignment": "SameEnterprise",
        "description": meeting.description,
        "entryExitAnnouncement": "Disabled",
        "leaders": [],
        "legacyOnlineMeetingUri": format!("conf:{focus}?conversation-id={}", meeting.id),
        "lobbyBypassForPhoneUsers": "Enabled",
        "onlineMeetingId": meeting.id,
        "onlineMeetingRel": "myOnlineMeetings",
        "onlineMeetingUri": focus,
        "organizerUri": format!("sip:{}", dial_in.sip_address),
        "phoneUserAdmission": if dial_in.audio_conferencing { "Enabled" } else { "Disabled" },
        "subject": meeting.subject,
        "_links": self_link(path),
    });
    if let Some(expiration_time) = &meeting.expiration_time {
        content["expirationTime"] = json!(expiration_time);
    }
    if let Some(join_url) = meeting.join_url(dial_in) {
        content["joinUrl"] = json!(join_url);
    }
    if let Some(conference_id) = meeting.conference_id(dial_in) {
        content["conferenceId"] = json!(conference_id);
    }
    content
}

fn etag(meeting: &OnlineMeeting) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Ok(tag) = HeaderValue::try_from(format!("\"{}\"", meeting.version)) {
        headers.insert(header::ETAG, tag);
    }
    headers
}

fn bad_request(message: &str) -> Response {
    let error = json!({"code": "BadRequest", "subcode": "ParameterValidationFailure", "message": message});
    (StatusCode::BAD_REQUEST, Json(error)).into_response()
}

fn not_found() -> Response {
    let error = json!({"code": "NotFound", "message": "The online meeting does not exist."});
    (StatusCode::NOT_FOUND, Json(error)).into_response()
}
