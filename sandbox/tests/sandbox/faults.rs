use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::client::{ADDIN, Client, meeting};

async fn statuses(client: &Client, count: usize) -> Vec<u16> {
    let mut statuses = Vec::new();
    for _ in 0..count {
        statuses.push(client.graph("GET", "/me/events", &[], Value::Null).await.status.as_u16());
    }
    statuses
}

#[tokio::test]
async fn a_fault_answers_as_often_as_it_is_told_after_those_it_lets_through() {
    let client = Client::new().await;
    client
        .control("POST", "faults", json!({"path": "/me/events", "status": 503, "skip": 1, "times": 2}))
        .await;
    assert_eq!(statuses(&client, 4).await, [200, 503, 503, 200]);
}

#[tokio::test]
async fn a_fault_carries_what_it_is_given() {
    let client = Client::new().await;
    let fault = json!({
        "method": "get", "path": "/me/events", "status": 429, "body": "slow down", "contentType": "text/plain",
        "headers": {"Retry-After": "2"},
    });
    client.control("POST", "faults", fault).await;
    let answer = client.graph("GET", "/me/events", &[("origin", ADDIN)], Value::Null).await;
    assert_eq!((answer.status, answer.text().as_str()), (StatusCode::TOO_MANY_REQUESTS, "slow down"));
    assert_eq!(answer.headers["retry-after"], "2");
    assert_eq!(answer.headers["content-type"], "text/plain");
    assert_eq!(answer.headers["access-control-allow-origin"], ADDIN);
}

#[tokio::test]
async fn a_request_can_be_carried_out_and_its_answer_lost() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({}))).await;
    let id = stored["id"].as_str().unwrap();
    client
        .control("POST", "faults", json!({"method": "PATCH", "path": id, "drop": true, "carryOut": true}))
        .await;
    client.graph_once("PATCH", &format!("/me/events/{id}"), &[], json!({"subject": "New"})).await;
    assert_eq!(client.read(&format!("/me/events/{id}")).await["subject"], "New");
    let log = client.control("GET", "requests", Value::Null).await.json();
    assert_eq!((log[0]["method"].as_str(), &log[0]["status"]), (Some("PATCH"), &Value::Null));
}

#[tokio::test]
async fn without_it_a_dropped_request_changes_nothing() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({}))).await;
    let id = stored["id"].as_str().unwrap();
    client.control("POST", "faults", json!({"path": id, "drop": true})).await;
    client.graph_once("PATCH", &format!("/me/events/{id}"), &[], json!({"subject": "New"})).await;
    assert_eq!(client.read(&format!("/me/events/{id}")).await["subject"], "Review");
}

#[tokio::test]
async fn faults_can_be_taken_back() {
    let client = Client::new().await;
    client.control("POST", "faults", json!({"path": "/me"})).await;
    client.control("DELETE", "faults", Value::Null).await;
    assert_eq!(statuses(&client, 1).await, [200]);
}

#[tokio::test]
async fn the_log_tells_method_path_and_status_of_graph_and_ucwa_alone() {
    let client = Client::new().await;
    client.graph("GET", "/me/events?$top=3", &[], Value::Null).await;
    client.send("GET", "/Autodiscover/AutodiscoverService.svc/root", &[], "").await;
    client.send("OPTIONS", "/graph/v1.0/me", &[("origin", ADDIN)], "").await;
    client.send("GET", "/owa/session", &[], "").await;
    let log = client.control("GET", "requests", Value::Null).await.json();
    let paths: Vec<_> = log.as_array().unwrap().iter().map(|entry| entry["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["/graph/v1.0/me/events?$top=3", "/Autodiscover/AutodiscoverService.svc/root"]);
    assert_eq!(log[0]["status"], 200);
    client.control("DELETE", "requests", Value::Null).await;
    assert_eq!(client.control("GET", "requests", Value::Null).await.json(), json!([]));
}

#[tokio::test]
async fn an_answer_can_hold_what_nobody_reads() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({}))).await;
    let id = stored["id"].as_str().unwrap();
    let fault = json!({"path": "/me/events", "exchange": {"Review": "\\ud83c"}});
    client.control("POST", "faults", fault).await;
    let answer = client.graph("GET", &format!("/me/events/{id}"), &[], Value::Null).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains(r#""subject":"\ud83c""#), "{}", answer.text());
    assert_eq!(client.read(&format!("/me/events/{id}")).await["subject"], "Review");
}
