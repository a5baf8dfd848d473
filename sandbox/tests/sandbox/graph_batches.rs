use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::client::{Answer, Client, meeting};

async fn batch(client: &Client, requests: &[Value]) -> Answer {
    let json = [("content-type", "application/json")];
    client.graph("POST", "/$batch", &json, json!({ "requests": requests })).await
}

fn read(id: &str, url: &str) -> Value {
    json!({ "id": id, "method": "GET", "url": url, "headers": { "Prefer": "outlook.allow-unsafe-html" } })
}

fn write(id: &str, url: &str, body: Value) -> Value {
    json!({ "id": id, "method": "PATCH", "url": url, "body": body, "headers": { "content-type": "application/json" } })
}

fn part<'a>(answer: &'a Value, id: &str) -> &'a Value {
    answer["responses"].as_array().unwrap().iter().find(|part| part["id"] == id).unwrap()
}

#[tokio::test]
async fn each_part_of_a_batch_is_answered_for_itself_and_in_another_order() {
    let client = Client::new().await;
    let (one, two) =
        (client.add(meeting(json!({}))).await, client.add(meeting(json!({"subject": "Plan"}))).await);
    let path = |meeting: &Value| format!("/me/events/{}", meeting["id"].as_str().unwrap());
    let fault = json!({"path": path(&two), "status": 429, "headers": {"Retry-After": "7"}, "body": "slow"});
    client.control("POST", "faults", fault).await;
    let parts = [
        read("a", &format!("{}?$select=id", path(&one))),
        read("b", &path(&two)),
        read("c", "/me/events/none"),
        write("d", &path(&one), json!({"subject": "New"})),
    ];
    let answer = batch(&client, &parts).await.json();
    assert_eq!(part(&answer, "a")["body"]["id"], format!("{}F-_", one["id"].as_str().unwrap()));
    assert_eq!(part(&answer, "a")["headers"]["preference-applied"], "outlook.allow-unsafe-html");
    let busy = part(&answer, "b");
    assert_eq!((&busy["status"], &busy["headers"]["retry-after"]), (&json!(429), &json!("7")));
    assert_eq!(busy["body"], "c2xvdw==", "what is no JSON comes in Base64");
    assert_eq!(part(&answer, "c")["body"]["error"]["code"], "ErrorItemNotFound");
    assert_eq!(part(&answer, "d")["body"]["subject"], "New");
    assert_ne!(answer["responses"][0]["id"], "a");
    let log = client.control("GET", "requests", Value::Null).await.json();
    assert_eq!(log.as_array().unwrap().len(), parts.len() + 1, "the batch and its parts");
}

#[tokio::test]
async fn a_batch_without_a_token_too_large_or_with_an_id_twice_is_refused() {
    let client = Client::new().await;
    let parts: Vec<Value> = (0..21).map(|id| read(&id.to_string(), "/me")).collect();
    assert_eq!(batch(&client, &parts[..20]).await.status, StatusCode::OK);
    for refused in
        [parts.as_slice(), &[], &[read("a", "/me"), read("a", "/me")], &[read("a", "https://b/me")]]
    {
        assert_eq!(batch(&client, refused).await.status, StatusCode::BAD_REQUEST, "{}", refused.len());
    }
    let untyped = json!({"id": "a", "method": "PATCH", "url": "/me/events/x", "body": {}});
    let of_another =
        |id: &str, other: &str| json!({"id": id, "method": "GET", "url": "/me", "dependsOn": [other]});
    for refused in [&[untyped][..], &[of_another("a", "b")], &[of_another("a", "b"), of_another("b", "a")]] {
        assert_eq!(batch(&client, refused).await.status, StatusCode::BAD_REQUEST, "{refused:?}");
    }
    let unsigned = client.send("POST", "/graph/v1.0/$batch", &[], r#"{"requests":[]}"#).await;
    assert_eq!(unsigned.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_part_waits_for_those_that_it_depends_on_and_fails_with_them() {
    let client = Client::new().await;
    let one = client.add(meeting(json!({}))).await;
    let path = format!("/me/events/{}", one["id"].as_str().unwrap());
    let mut after_write = read("b", &format!("{path}?$select=subject"));
    after_write["dependsOn"] = json!(["a"]);
    let mut after_failure = write("d", &path, json!({"subject": "Never"}));
    after_failure["dependsOn"] = json!(["c"]);
    let mut after_that = read("e", &path);
    after_that["dependsOn"] = json!(["d"]);
    let parts = [
        after_that,
        after_write,
        write("a", &path, json!({"subject": "New"})),
        read("c", "/me/events/none"),
        after_failure,
    ];
    let answer = batch(&client, &parts).await.json();
    assert_eq!(part(&answer, "b")["body"]["subject"], "New");
    for id in ["d", "e"] {
        assert_eq!(part(&answer, id)["status"], 424);
    }
    assert_eq!(client.read(&path).await["subject"], "New");
}

#[tokio::test]
async fn gateways_fail_at_parts_too() {
    let client = Client::new().await;
    client.control("PATCH", "severity", json!({"gatewayFailures": 500})).await;
    let json = [("content-type", "application/json")];
    let parts = json!({"requests": [read("a", "/me"), read("b", "/me"), read("c", "/me"), read("d", "/me")]});
    let mut failed = Vec::new();
    for _ in 0..40 {
        let answer = client.graph_once("POST", "/$batch", &json, parts.clone()).await;
        if answer.status == StatusCode::OK {
            let told = answer.json()["responses"].as_array().unwrap().clone();
            failed.extend(told.into_iter().filter(|part| part["status"] != 200));
        }
    }
    assert!(!failed.is_empty());
    for part in &failed {
        assert!([json!(502), json!(504)].contains(&part["status"]) && part["body"].is_string(), "{part}");
    }
}
