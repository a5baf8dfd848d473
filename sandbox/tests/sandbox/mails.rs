//! How mails leave a mailbox: later than they were sent off, or not at all.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::client::{Client, EVERYTHING, meeting};

/// Changes the meeting so many times; each change mails its attendees, and is answered as if all were well.
async fn change(client: &Client, meeting: &Value, times: usize) {
    let path = format!("/me/events/{}", meeting["id"].as_str().unwrap());
    for number in 0..times {
        let answer = client.graph("PATCH", &path, &[], json!({"subject": number.to_string()})).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    }
}

async fn with_attendees(client: &Client, addresses: &[&str]) -> Value {
    let attendees: Vec<_> =
        addresses.iter().map(|address| json!({"name": "A", "address": address})).collect();
    client.add(meeting(json!({"attendees": attendees}))).await
}

fn subjects(mails: &[Value]) -> Vec<&str> {
    mails.iter().map(|mail| mail["subject"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn more_than_thirty_mails_a_minute_wait_and_leave_in_their_order() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({}))).await;
    change(&client, &stored, 70).await;
    assert_eq!(client.sent().await.len(), 30);
    client.control("POST", "clock", json!({"advance": 61})).await;
    assert_eq!(client.sent().await.len(), 60);
    client.control("POST", "clock", json!({"advance": 600})).await;
    let sent = client.sent().await;
    let numbers: Vec<_> = (0..70).map(|number| number.to_string()).collect();
    assert_eq!(subjects(&sent), numbers);
    let minute = |at: usize| sent[at]["at"].as_str().unwrap().get(..16).unwrap().to_owned();
    assert!(minute(0) < minute(30) && minute(30) < minute(60), "each thirty a minute later");
    change(&client, &stored, 30).await;
    assert_eq!(client.sent().await.len(), 100);
}

#[tokio::test]
async fn what_waits_is_not_forgotten_with_what_was_sent() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({}))).await;
    client.control("PATCH", "severity", json!({"mailsInAMinute": 1})).await;
    change(&client, &stored, 2).await;
    client.control("DELETE", "sent", Value::Null).await;
    client.control("POST", "clock", json!({"advance": 60})).await;
    assert_eq!(subjects(&client.sent().await), ["1"]);
}

#[tokio::test]
async fn a_mail_beyond_the_days_recipients_is_answered_as_sent_and_comes_back() {
    let mut client = Client::new().await;
    let stored = with_attendees(&client, &["a@contoso.example", "b@contoso.example"]).await;
    client.control("PATCH", "severity", json!({"recipientsInADay": 5})).await;
    change(&client, &stored, 3).await;
    let sent = client.sent().await;
    assert_eq!(subjects(&sent), ["0", "1", "Undeliverable: 2"]);
    let report = &sent[2];
    assert_eq!(
        (&report["kind"], &report["to"]),
        (&json!("nonDelivery"), &json!(["ines.moreau@contoso.example"]))
    );
    assert_eq!(report["undelivered"], json!(["a@contoso.example", "b@contoso.example"]));
    assert_eq!(report["meetingId"], stored["id"]);
    assert_eq!(sent[0].get("undelivered"), None);
    client.control("POST", "clock", json!({"advance": 24 * 3600})).await;
    client.sign_in_for(EVERYTHING).await;
    change(&client, &stored, 1).await;
    assert_eq!(client.sent().await.last().unwrap()["kind"], "update");
}

#[tokio::test]
async fn recipients_outside_are_limited_for_the_whole_organization_and_colleagues_hear_of_the_change() {
    let client = Client::new().await;
    let stored = with_attendees(&client, &["a@contoso.example", "b@fabrikam.example"]).await;
    client.control("PATCH", "severity", json!({"externalRecipientsInADay": 1})).await;
    change(&client, &stored, 2).await;
    let sent = client.sent().await;
    assert_eq!(subjects(&sent), ["0", "1", "Undeliverable: 1"]);
    assert_eq!(sent[1]["to"], json!(["a@contoso.example"]));
    assert_eq!(sent[2]["undelivered"], json!(["b@fabrikam.example"]));
    let outside = with_attendees(&client, &["c@fabrikam.example"]).await;
    change(&client, &outside, 1).await;
    assert_eq!(client.sent().await[3]["kind"], "nonDelivery");
    let inside = with_attendees(&client, &["d@contoso.example"]).await;
    change(&client, &inside, 1).await;
    assert_eq!(client.sent().await[4]["kind"], "update");
}

#[tokio::test]
async fn the_real_limits_stand_at_the_start() {
    let client = Client::new().await;
    let severity = client.control("GET", "severity", Value::Null).await.json();
    for (member, real) in
        [("mailsInAMinute", 30), ("recipientsInADay", 10_000), ("externalRecipientsInADay", 10_000)]
    {
        assert_eq!(severity[member], real, "{member}");
        let easier = client.control("PATCH", "severity", json!({member: real + 1})).await;
        assert_eq!(easier.status, StatusCode::BAD_REQUEST, "{member}");
    }
}
