use std::fs;
use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::client::{ADDIN, Client, EVERYTHING, meeting};

const TOMAS: &str = "tomas.lind@contoso.example";

async fn subjects(client: &Client, path: &str) -> Vec<Value> {
    let list = client.read(path).await;
    list["value"].as_array().unwrap().iter().map(|event| event["subject"].clone()).collect()
}

#[tokio::test]
async fn a_mailbox_is_reached_by_id_address_and_principal_name_and_as_me() {
    let client = Client::new().await;
    client.add(meeting(json!({}))).await;
    let id = client.read("/me").await["id"].as_str().unwrap().to_owned();
    let names =
        ["ines.moreau@contoso.example", "INES@contoso.onmicrosoft.example", "me-token-to-replace", &id];
    for name in names {
        assert_eq!(subjects(&client, &format!("/users/{name}/events")).await, ["Review"], "{name}");
    }
}

#[tokio::test]
async fn anothers_mailbox_is_closed_until_it_is_shared() {
    let client = Client::new().await;
    client.add(meeting(json!({}))).await;
    client.control("POST", &format!("meetings?mailbox={TOMAS}"), meeting(json!({"subject": "His"}))).await;
    let path = format!("/users/{TOMAS}/events");
    let refused = client.graph("GET", &path, &[], Value::Null).await;
    assert_eq!(
        (refused.status, refused.json()["error"]["code"].as_str()),
        (StatusCode::FORBIDDEN, Some("ErrorAccessDenied"))
    );
    client.control("PATCH", &format!("mailboxes/{TOMAS}"), json!({"shared": true})).await;
    assert_eq!(subjects(&client, &path).await, ["His"]);
    assert_eq!(subjects(&client, "/me/events").await, ["Review"]);
    let meetings = client.graph("GET", &format!("/users/{TOMAS}/onlineMeetings"), &[], Value::Null).await;
    assert_eq!(meetings.status, StatusCode::FORBIDDEN);
    let unknown = client.graph("GET", "/users/nobody/events", &[], Value::Null).await;
    assert_eq!(
        (unknown.status, unknown.json()["error"]["code"].as_str()),
        (StatusCode::NOT_FOUND, Some("ErrorInvalidUser"))
    );
}

#[tokio::test]
async fn a_mailbox_that_is_added_is_empty_and_gone_after_a_reset() {
    let client = Client::new().await;
    let anna = json!({"name": "Anna Berg", "address": "anna@contoso.example", "userPrincipalName": "anna@contoso.example"});
    assert_eq!(client.control("POST", "mailboxes", anna).await.status, StatusCode::CREATED);
    let meetings = client.control("GET", "meetings?mailbox=anna@contoso.example", Value::Null).await;
    assert_eq!(meetings.json(), json!([]));
    client.control("POST", "reset", json!({"seed": "empty"})).await;
    let meetings = client.control("GET", "meetings?mailbox=anna@contoso.example", Value::Null).await;
    assert_eq!(meetings.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn everything_follows_the_clock_that_tests_move() {
    let mut client = Client::new().await;
    client.control("POST", "clock", json!({"now": "2031-05-06T07:08:09Z"})).await;
    let moved = client.control("POST", "clock", json!({"advance": 3600})).await.json();
    assert!(moved["now"].as_str().unwrap().starts_with("2031-05-06T08:08:"), "{moved}");
    client.sign_in_for(EVERYTHING).await;
    let stored = client.add(meeting(json!({}))).await;
    let path = format!("/me/events/{}", stored["id"].as_str().unwrap());
    client.graph("PATCH", &path, &[], json!({"subject": "New"})).await;
    let event = client.read(&path).await;
    let refused = client.graph("GET", "/me/events/none", &[], Value::Null).await.json();
    let logged = client.control("GET", "requests", Value::Null).await.json();
    for at in [
        &event["createdDateTime"],
        &event["lastModifiedDateTime"],
        &client.sent().await[0]["at"],
        &refused["error"]["innerError"]["date"],
        &logged[0]["at"],
    ] {
        assert!(at.as_str().unwrap().starts_with("2031-05-06T08:08:"), "{at}");
    }
    client.control("POST", "reset", json!({"seed": "empty"})).await;
    let now = client.control("GET", "clock", Value::Null).await.json();
    assert!(!now["now"].as_str().unwrap().starts_with("2031"));
}

#[test]
fn nothing_goes_around_the_clock_and_the_seed() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let offenders = files(&source).into_iter().filter(|file| {
        let text = fs::read_to_string(file).unwrap();
        ["now_utc(", "SystemTime::now(", "Uuid::new_v4("].iter().any(|source| text.contains(source))
    });
    let offenders: Vec<_> = offenders
        .map(|file| file.strip_prefix(&source).unwrap().to_str().unwrap().replace('\\', "/"))
        .collect();
    assert_eq!(offenders, ["certificate.rs", "clock.rs", "main.rs"]);
}

#[test]
fn state_knows_no_handler() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rooms = [
        "clock.rs",
        "dial_in.rs",
        "directory.rs",
        "mailbox",
        "online_meetings.rs",
        "random.rs",
        "severity.rs",
        "teams_meetings.rs",
        "world",
    ];
    let handlers =
        ["control", "cross_domain", "faults", "gateway", "graph", "owa", "sandbox", "sign_in", "ucwa"];
    for file in rooms.iter().flat_map(|room| files(&source.join(room))) {
        let text = fs::read_to_string(&file).unwrap();
        for handler in handlers {
            assert!(!text.contains(&format!("crate::{handler}::")), "{} uses {handler}", file.display());
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    if folder.is_file() {
        return vec![folder.to_owned()];
    }
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries.iter().flat_map(|entry| files(entry)).collect()
}

#[tokio::test]
async fn a_clock_is_not_moved_to_nowhere() {
    let client = Client::new().await;
    for shift in [
        json!({"advance": 1e300}),
        json!({"advance": "soon"}),
        json!({"now": "tomorrow"}),
        json!({}),
        json!({"advance": -1}),
        json!({"now": "2020-01-01T00:00:00Z"}),
    ] {
        assert_eq!(client.control("POST", "clock", shift).await.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn what_is_random_is_the_same_again_after_a_reset_and_change_keys_are_not() {
    let client = Client::new().await;
    let mut stored = Vec::new();
    for _ in 0..2 {
        client.control("POST", "reset", json!({"seed": "empty"})).await;
        let meeting = client.add(meeting(json!({}))).await;
        let conference = client.control("POST", "dial-in/reset-conference-id", Value::Null).await.json();
        stored.push((
            meeting["id"].clone(),
            conference["conferenceId"].clone(),
            meeting["changeKey"].clone(),
        ));
    }
    assert_eq!((&stored[0].0, &stored[0].1), (&stored[1].0, &stored[1].1));
    assert_ne!(stored[0].2, stored[1].2);
}

#[tokio::test]
async fn services_can_be_made_harder_and_never_easier() {
    let client = Client::new().await;
    let real = client.control("GET", "severity", Value::Null).await.json();
    let harder = client.control("PATCH", "severity", json!({"requestsAtOnce": 2})).await;
    assert_eq!((harder.status, &harder.json()["requestsAtOnce"]), (StatusCode::OK, &json!(2)));
    for refused in [json!({"requestsAtOnce": 5}), json!({"kindness": 1})] {
        assert_eq!(client.control("PATCH", "severity", refused).await.status, StatusCode::BAD_REQUEST);
    }
    client.control("POST", "reset", json!({"seed": "empty"})).await;
    assert_eq!(client.control("GET", "severity", Value::Null).await.json(), real);
}

#[tokio::test]
async fn a_gateway_answers_what_no_page_of_another_origin_may_read() {
    let client = Client::new().await;
    let fault =
        json!({"path": "/me", "status": 504, "body": "<html>", "contentType": "text/html", "gateway": true});
    client.control("POST", "faults", fault).await;
    let answer = client.graph_once("GET", "/me", &[("origin", ADDIN)], Value::Null).await;
    assert_eq!((answer.status, answer.text().as_str()), (StatusCode::GATEWAY_TIMEOUT, "<html>"));
    assert!(!answer.headers.contains_key("access-control-allow-origin"));
    client.control("PATCH", "severity", json!({"gatewayFailures": 1000})).await;
    for _ in 0..20 {
        let answer = client.graph_once("GET", "/me", &[("origin", ADDIN)], Value::Null).await;
        assert!([502, 504].contains(&answer.status.as_u16()));
        assert!(!answer.headers.contains_key("access-control-allow-origin"));
    }
    let log = client.control("GET", "requests", Value::Null).await.json();
    assert_eq!(log.as_array().unwrap().len(), 21, "the log sees what gateways answer");
}

#[tokio::test]
async fn gateways_fail_of_themselves_before_and_after_the_work_is_done() {
    let client = Client::new().await;
    let severity = client.control("GET", "severity", Value::Null).await.json();
    assert_eq!(severity["gatewayFailures"], 2);
    client.control("PATCH", "severity", json!({"gatewayFailures": 1000})).await;
    let stored = client.add(meeting(json!({}))).await;
    let id = stored["id"].as_str().unwrap();
    let (mut before, mut after) = (0, 0);
    for number in 0..40 {
        let subject = json!(number.to_string());
        client.graph_once("PATCH", &format!("/me/events/{id}"), &[], json!({"subject": subject})).await;
        let now = client.control("GET", &format!("meetings/{id}"), Value::Null).await.json();
        *(if now["subject"] == subject { &mut after } else { &mut before }) += 1;
    }
    assert!(before > 5 && after > 5, "{before} {after}");
}
