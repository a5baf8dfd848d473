//! A client of the Outlook origin.

use std::path::PathBuf;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use redial_sandbox::outlook_origin;
use redial_sandbox::sandbox::{Folders, Origins, Sandbox};
use serde_json::{Value, json};
use tower::ServiceExt;

pub const OUTLOOK: &str = "https://localhost:8443";
pub const ADDIN: &str = "https://localhost:3443";

/// The permissions for all that Graph has here.
pub const EVERYTHING: &str =
    "Calendars.ReadWrite Calendars.ReadWrite.Shared OnlineMeetings.ReadWrite MailboxSettings.Read";

#[derive(Clone)]
pub struct Client {
    router: Router,
    token: String,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error} in {:?}", self.text()))
    }
}

impl Client {
    /// A client of a new sandbox with an empty mailbox, with a token for all that Graph has here.
    pub async fn new() -> Self {
        Self::signed_in_for(EVERYTHING).await
    }

    /// A client of a new sandbox with an empty mailbox, with a token for some permissions.
    pub async fn signed_in_for(scope: &str) -> Self {
        let origins = Origins { outlook: OUTLOOK.to_owned(), addin: ADDIN.to_owned() };
        let folders = Folders { dist: PathBuf::from("no-dist"), office_js: PathBuf::from("no-office-js") };
        let router = outlook_origin::router(Sandbox::new(origins, folders, random_seed()).unwrap());
        let mut client = Self { router, token: String::new() };
        client.sign_in_for(scope).await;
        client
    }

    /// Takes a new token, for some permissions.
    pub async fn sign_in_for(&mut self, scope: &str) {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let asked = format!("client_id=a&scope={}", encoded(scope));
        let answer = self.send("POST", "/oauth2/v2.0/token", &form, asked).await;
        self.token = answer.json()["access_token"].as_str().unwrap().to_owned();
    }

    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        content: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(content.into()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    /// A request to Graph with a token, sent again where a gateway fails.
    pub async fn graph_as_is(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        content: Value,
    ) -> Answer {
        let mut answer = self.graph_once(method, path, headers, content.clone()).await;
        for _ in 0..3 {
            if ![StatusCode::BAD_GATEWAY, StatusCode::GATEWAY_TIMEOUT].contains(&answer.status) {
                break;
            }
            answer = self.graph_once(method, path, headers, content.clone()).await;
        }
        answer
    }

    /// A request to Graph with a token.
    pub async fn graph_once(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        content: Value,
    ) -> Answer {
        let authorization = format!("Bearer {}", self.token);
        let headers = [headers, &[("authorization", authorization.as_str())]].concat();
        let content = if content.is_null() { String::new() } else { content.to_string() };
        self.send(method, &format!("/graph/v1.0{path}"), &headers, content).await
    }

    /// A request to Graph with a token, for ids as the control API has them.
    pub async fn graph(&self, method: &str, path: &str, headers: &[(&str, &str)], content: Value) -> Answer {
        let headers = [headers, &[("prefer", "IdType=\"ImmutableId\"")]].concat();
        self.graph_as_is(method, path, &headers, content).await
    }

    pub async fn read(&self, path: &str) -> Value {
        let answer = self.graph("GET", path, &[], Value::Null).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()
    }

    pub async fn control(&self, method: &str, path: &str, content: Value) -> Answer {
        let content = if content.is_null() { String::new() } else { content.to_string() };
        self.send(method, &format!("/_sandbox/{path}"), &[], content).await
    }

    /// Adds a meeting, and returns it as stored.
    pub async fn add(&self, meeting: Value) -> Value {
        let answer = self.control("POST", "meetings", meeting).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        answer.json()
    }

    pub async fn sent(&self) -> Vec<Value> {
        self.control("GET", "sent", Value::Null).await.json().as_array().unwrap().clone()
    }
}

/// What everything random follows from; `RANDOM_SEED` plays another.
fn random_seed() -> u32 {
    let seed = std::env::var("RANDOM_SEED").map_or(14, |seed| seed.parse().unwrap());
    println!("RANDOM_SEED={seed}");
    seed
}

/// A meeting with one attendee, some members replaced.
pub fn meeting(members: Value) -> Value {
    let mut meeting = json!({
        "subject": "Review",
        "start": "2026-11-24T09:00:00Z",
        "end": "2026-11-24T10:00:00Z",
        "body": {"contentType": "html", "content": "<p>Hello</p>"},
        "attendees": [{"name": "Anna", "address": "anna@contoso.example"}],
    });
    for (name, value) in members.as_object().unwrap() {
        meeting[name] = value.clone();
    }
    meeting
}

/// Tuesdays from 24 November 2026, one exception on 1 December, none on 8 December.
pub fn series() -> Value {
    meeting(json!({
        "subject": "Weekly",
        "properties": {"OnlineMeetingExternalLink": "https://meet.example/a/1", "cecp-x": "{}"},
        "recurrence": {
            "pattern": {"type": "weekly", "interval": 1, "daysOfWeek": ["tuesday"]},
            "range": {"type": "noEnd", "startDate": "2026-11-24"},
        },
        "exceptions": [
            {"originalStart": "2026-12-01T09:00:00Z", "subject": "Moved", "start": "2026-12-02T13:00:00Z"},
            {"originalStart": "2026-12-08T09:00:00Z", "isCancelled": true},
        ],
    }))
}

/// A text percent-encoded.
pub fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// A query with its values percent-encoded.
pub fn query(parameters: &[(&str, &str)]) -> String {
    let pairs: Vec<_> =
        parameters.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    format!("?{}", pairs.join("&"))
}
