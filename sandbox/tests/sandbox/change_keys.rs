//! Change keys that move although nobody changed anything.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::client::{Client, meeting, series};

async fn read(client: &Client, event: &Value) -> Value {
    client.read(&format!("/me/events/{}", event["id"].as_str().unwrap())).await
}

async fn write(client: &Client, event: &Value) -> Value {
    let path = format!("/me/events/{}", event["id"].as_str().unwrap());
    let answer = client.graph("PATCH", &path, &[], json!({"subject": "New"})).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

async fn pass(client: &Client, seconds: u32) {
    client.control("POST", "clock", json!({"advance": seconds})).await;
}

/// An event without what a new change key changes.
fn content(event: &Value) -> Value {
    let mut event = event.clone();
    for member in ["@odata.etag", "changeKey", "lastModifiedDateTime"] {
        event[member].take();
    }
    event
}

#[tokio::test]
async fn a_key_moves_for_some_seconds_after_a_write_and_then_rests() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({"attendees": []}))).await;
    let written = write(&client, &stored).await;
    assert_eq!(read(&client, &stored).await["changeKey"], written["changeKey"]);
    pass(&client, 5).await;
    let moved = read(&client, &stored).await;
    assert_ne!(moved["changeKey"], written["changeKey"]);
    assert_eq!(content(&moved), content(&written));
    let path = format!("/me/events/{}", stored["id"].as_str().unwrap());
    let etag = written["@odata.etag"].as_str().unwrap();
    let refused = client.graph("PATCH", &path, &[("if-match", etag)], json!({"subject": "Newer"})).await;
    assert_eq!(refused.status, StatusCode::PRECONDITION_FAILED);
    pass(&client, 3000).await;
    assert_eq!(read(&client, &stored).await, moved);
}

#[tokio::test]
async fn what_nobody_writes_rests() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({}))).await;
    pass(&client, 3000).await;
    assert_eq!(read(&client, &stored).await["changeKey"], stored["changeKey"]);
}

#[tokio::test]
async fn the_key_of_an_exception_moves_with_its_series() {
    let client = Client::new().await;
    let master = client.add(series()).await;
    let exception = client.control("GET", "meetings", Value::Null).await.json()[1].clone();
    write(&client, &master).await;
    let before = read(&client, &exception).await;
    pass(&client, 5).await;
    let after = read(&client, &exception).await;
    assert_ne!(after["changeKey"], before["changeKey"]);
    assert_eq!(content(&after), content(&before));
}

#[tokio::test]
async fn some_attendees_answer_within_minutes_of_a_mail_and_rooms_within_seconds() {
    let client = Client::new().await;
    let people = (0..30).map(|number| json!({"name": "A", "address": format!("a{number}@contoso.example")}));
    let room = json!({"name": "Room", "address": "room@contoso.example", "type": "resource"});
    let attendees: Vec<_> = people.chain([room]).collect();
    let stored = client.add(meeting(json!({"attendees": attendees}))).await;
    let responses = async || {
        let event = read(&client, &stored).await;
        let attendees = event["attendees"].as_array().unwrap().clone();
        attendees
            .iter()
            .map(|attendee| attendee["status"]["response"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let key = write(&client, &stored).await["changeKey"].clone();
    pass(&client, 6).await;
    let soon = responses().await;
    let (people, rooms) = soon.split_at(30);
    assert!(people.iter().all(|response| response == "none"));
    assert!(["accepted", "declined"].contains(&rooms[0].as_str()), "{rooms:?}");
    pass(&client, 600).await;
    let later = responses().await;
    let kinds: BTreeSet<_> = later.iter().map(String::as_str).collect();
    assert!(kinds.contains("none") && kinds.contains("accepted") && kinds.len() > 2, "{kinds:?}");
    assert_ne!(read(&client, &stored).await["changeKey"], key);
    assert_eq!(client.sent().await.len(), 1, "an answer mails nobody");
    pass(&client, 3000 - 606).await;
    assert_eq!(responses().await, later);
}
