//! Rooms that are booked: what they answer, and what they keep.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::client::{Client, EVERYTHING, meeting, series};

const LIGHTHOUSE: &str = "lighthouse@contoso.example";

fn room() -> Value {
    json!({"name": "Room Lighthouse", "address": LIGHTHOUSE, "type": "resource"})
}

/// A meeting next month, or a series that begins then.
async fn book(client: &mut Client, members: Value) -> Value {
    let mut given = meeting(members);
    given["attendees"] = json!([room()]);
    client.control("POST", "clock", json!({"now": "2026-12-01T00:00:00Z"})).await;
    client.sign_in_for(EVERYTHING).await;
    client.add(given).await
}

async fn write(client: &Client, event: &Value) {
    let path = format!("/me/events/{}", event["id"].as_str().unwrap());
    client.graph("PATCH", &path, &[], json!({"subject": "Confidential"})).await;
    client.control("POST", "clock", json!({"advance": 6})).await;
}

async fn answer(client: &Client, event: &Value) -> String {
    let event = client.read(&format!("/me/events/{}", event["id"].as_str().unwrap())).await;
    assert_eq!(event["attendees"][0]["type"], "resource");
    event["attendees"][0]["status"]["response"].as_str().unwrap().to_owned()
}

/// What the room's own calendar holds.
async fn kept(client: &Client) -> Vec<Value> {
    let kept = client.control("GET", &format!("meetings?mailbox={LIGHTHOUSE}"), Value::Null).await.json();
    kept.as_array().unwrap().clone()
}

#[tokio::test]
async fn a_room_is_booked_at_first_and_judges_every_update_anew() {
    let mut client = Client::new().await;
    let event =
        book(&mut client, json!({"start": "2027-01-05T09:00:00Z", "end": "2027-01-05T10:00:00Z"})).await;
    assert_eq!(answer(&client, &event).await, "accepted");
    let mut answers = BTreeSet::new();
    for _ in 0..60 {
        write(&client, &event).await;
        answers.insert(answer(&client, &event).await);
    }
    assert_eq!(answers, BTreeSet::from(["accepted".to_owned(), "declined".to_owned()]));
}

#[tokio::test]
async fn a_room_declines_what_goes_on_for_longer_than_it_is_booked_ahead() {
    let mut client = Client::new().await;
    for members in [
        json!({"recurrence": series()["recurrence"]}),
        json!({"start": "2027-07-05T09:00:00Z", "end": "2027-07-05T10:00:00Z"}),
    ] {
        let event = book(&mut client, members).await;
        for _ in 0..5 {
            write(&client, &event).await;
            assert_eq!(answer(&client, &event).await, "declined");
        }
    }
}

#[tokio::test]
async fn a_room_keeps_neither_text_nor_subject_and_nothing_of_what_it_declined() {
    let mut client = Client::new().await;
    let event =
        book(&mut client, json!({"start": "2027-01-05T09:00:00Z", "end": "2027-01-05T10:00:00Z"})).await;
    for _ in 0..60 {
        let kept = kept(&client).await;
        if answer(&client, &event).await == "accepted" {
            assert_eq!(kept.len(), 1);
            assert_eq!(
                (&kept[0]["subject"], &kept[0]["body"]["content"]),
                (&json!("Ines Moreau"), &json!(""))
            );
            assert_eq!((&kept[0]["start"], &kept[0]["organizer"]), (&event["start"], &event["organizer"]));
        } else {
            assert_eq!(kept, Vec::<Value>::new());
        }
        write(&client, &event).await;
    }
}

#[tokio::test]
async fn two_meetings_of_the_demo_have_rooms() {
    let client = Client::new().await;
    client.control("POST", "reset", json!({"seed": "demo"})).await;
    let meetings = client.control("GET", "meetings", Value::Null).await.json();
    let has_room = |meeting: &&Value| {
        meeting["attendees"].as_array().unwrap().iter().any(|attendee| attendee["type"] == "resource")
    };
    assert_eq!(meetings.as_array().unwrap().iter().filter(has_room).count(), 2);
    assert_eq!(kept(&client).await.len(), 1);
}
