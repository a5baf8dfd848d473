use axum::http::StatusCode;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::client::{ADDIN, Answer, Client, meeting};

/// Sends requests to Graph all at once.
async fn at_once(client: &Client, paths: &[&str]) -> Vec<Answer> {
    let mut sent = JoinSet::new();
    for path in paths {
        let (client, path) = (client.clone(), (*path).to_owned());
        sent.spawn(async move { client.graph("GET", &path, &[("origin", ADDIN)], Value::Null).await });
    }
    sent.join_all().await
}

fn throttled(answers: &[Answer]) -> Vec<&Answer> {
    answers.iter().filter(|answer| answer.status == StatusCode::TOO_MANY_REQUESTS).collect()
}

#[tokio::test]
async fn four_requests_at_a_time_are_enough_for_an_app_and_a_mailbox() {
    let client = Client::new().await;
    let answers = at_once(&client, &["/me/events"; 12]).await;
    let refused = throttled(&answers);
    assert_eq!(refused.len(), 8);
    let error = refused[0].json();
    assert_eq!(error["error"]["code"], "ApplicationThrottled");
    assert_eq!(error["error"]["message"], "Application is over its MailboxConcurrency limit.");
    let seconds: u64 = refused[0].headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=10).contains(&seconds), "{seconds}");
    assert!(throttled(&at_once(&client, &["/me/events"; 4]).await).is_empty(), "they are done");
}

#[tokio::test]
async fn another_mailbox_and_what_is_no_mailbox_have_limits_of_their_own() {
    let client = Client::new().await;
    client.control("PATCH", "mailboxes/tomas.lind@contoso.example", json!({"shared": true})).await;
    let his = "/users/tomas.lind@contoso.example/events";
    let paths = [["/me/events"; 4], [his; 4], ["/me"; 4]].concat();
    assert!(throttled(&at_once(&client, &paths).await).is_empty());
}

#[tokio::test]
async fn the_parts_of_a_batch_are_requests_like_others() {
    let client = Client::new().await;
    let parts: Vec<_> =
        (0..20).map(|id| json!({"id": id.to_string(), "method": "GET", "url": "/me/events"})).collect();
    let batch = json!({ "requests": parts });
    let headers = [("content-type", "application/json")];
    let statuses = |answer: &Answer| -> Vec<u64> {
        answer.json()["responses"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| part["status"].as_u64().unwrap())
            .collect()
    };
    let mut crowded = 0;
    for _ in 0..60 {
        let alone = client.graph("POST", "/$batch", &headers, batch.clone()).await;
        let parts = alone.json()["responses"].as_array().unwrap().clone();
        for part in &parts {
            let place: u32 = part["id"].as_str().unwrap().parse().unwrap();
            if part["status"] == 429 {
                assert!(place >= 4 && part["headers"]["retry-after"].is_string(), "{part}");
                assert_eq!(part["body"]["error"]["code"], "ApplicationThrottled");
            }
        }
        crowded += usize::from(parts.iter().any(|part| part["status"] == 429));
    }
    assert!((1..60).contains(&crowded), "{crowded} of 60 batches");
    let (first, second) = tokio::join!(
        client.graph("POST", "/$batch", &headers, batch.clone()),
        client.graph("POST", "/$batch", &headers, batch.clone()),
    );
    let both = [statuses(&first), statuses(&second)].concat();
    assert!(both.contains(&429) && both.contains(&200), "{both:?}");
}

#[tokio::test]
async fn requests_in_ten_minutes_and_uploads_in_five_are_limited_until_the_time_is_over() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({}))).await;
    let path = format!("/me/events/{}", stored["id"].as_str().unwrap());
    client.control("PATCH", "severity", json!({"requestsInTenMinutes": 3, "bytesInFiveMinutes": 50})).await;
    let statuses = async || {
        let body = json!({"subject": "x".repeat(40)});
        let write = client.graph("PATCH", &path, &[], body).await;
        let read = client.graph("GET", &path, &[], Value::Null).await;
        (write.status.as_u16(), read.status.as_u16())
    };
    assert_eq!(statuses().await, (429, 429), "too much was uploaded, and so nothing is done");
    client.control("POST", "clock", json!({"advance": 300})).await;
    assert_eq!(client.graph("GET", &path, &[], Value::Null).await.status, StatusCode::OK);
    let refused = client.graph("GET", &path, &[], Value::Null).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    let seconds: u64 = refused.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((290..=300).contains(&seconds), "{seconds}");
    client.control("POST", "clock", json!({"advance": seconds + 1})).await;
    assert_eq!(client.graph("GET", &path, &[], Value::Null).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_content_above_four_megabytes_is_too_large() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({}))).await;
    let path = format!("/me/events/{}?$select=id", stored["id"].as_str().unwrap());
    let with = |bytes: usize| json!({"body": {"contentType": "html", "content": "x".repeat(bytes)}});
    let megabyte = 1024 * 1024;
    let written = client.graph("PATCH", &path, &[], with(4 * megabyte - 1000)).await;
    assert_eq!(written.status, StatusCode::OK);
    let refused = client.graph("PATCH", &path, &[], with(4 * megabyte)).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(refused.json()["error"]["message"], "The maximum request length supported is 4MB.");
}
