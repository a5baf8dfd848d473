use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::client::{ADDIN, Answer, Client, series};

async fn owa(client: &Client, method: &str, path: &str, content: Value) -> Answer {
    client.send(method, &format!("/owa/{path}"), &[], content.to_string()).await
}

fn form() -> Value {
    json!({
        "subject": "Review",
        "start": "2026-11-24T09:00:00.000Z",
        "end": "2026-11-24T09:30:00.000Z",
        "isAllDay": false,
        "attendees": [{"name": "Anna", "address": "anna@contoso.example", "type": "optional"}],
        "locations": [{"displayName": "Room 1", "type": "room", "emailAddress": "room1@contoso.example"}],
        "body": "<p class=a id=top>Agenda</p>",
        "customProperties": {"redial": "{\"v\":1}"},
        "send": false,
    })
}

#[tokio::test]
async fn a_form_is_saved_as_a_draft_first_and_sent_later() {
    let client = Client::new().await;
    let saved = owa(&client, "POST", "appointments", form()).await;
    assert_eq!(saved.status, StatusCode::CREATED);
    let saved = saved.json();
    assert_eq!((&saved["isDraft"], &saved["type"]), (&json!(true), &json!("singleInstance")));
    assert_eq!(saved["body"], "<p id=x_top>Agenda</p>");
    for member in ["subject", "attendees", "locations", "customProperties", "isAllDay"] {
        assert_eq!(saved[member], form()[member]);
    }
    assert_eq!(client.sent().await, Vec::<Value>::new());
    let path = format!("appointments/{}", saved["id"].as_str().unwrap());
    let sent = owa(&client, "PATCH", &path, json!({"send": true})).await.json();
    assert_eq!(sent["isDraft"], false);
    owa(&client, "PATCH", &path, json!({"subject": "Review 2", "send": true})).await;
    let mails = client.sent().await;
    assert_eq!(mails.iter().map(|mail| &mail["kind"]).collect::<Vec<_>>(), ["invitation", "update"]);
}

const FLAGS: &str = "singleValueExtendedProperties($filter=\
    id eq 'Boolean {00062002-0000-0000-C000-000000000046} Id 0x8229' or \
    id eq 'Boolean {00062002-0000-0000-C000-000000000046} Id 0x8227')";

/// Whether Graph calls a meeting a draft, says that its invitation was sent, and that its times were changed unsent.
async fn told(client: &Client, id: &str) -> (bool, bool, bool) {
    let event = client.read(&format!("/me/events/{id}{}", crate::client::query(&[("$expand", FLAGS)]))).await;
    let flag = |place: usize| event["singleValueExtendedProperties"][place]["value"] == "true";
    (event["isDraft"].as_bool().unwrap(), flag(0), flag(1))
}

#[tokio::test]
async fn what_was_saved_before_it_was_sent_is_called_a_draft_for_good() {
    let client = Client::new().await;
    let saved = owa(&client, "POST", "appointments", form()).await.json();
    let id = saved["id"].as_str().unwrap();
    assert_eq!(told(&client, id).await, (true, false, false));
    owa(&client, "PATCH", &format!("appointments/{id}"), json!({"send": true})).await;
    assert_eq!(told(&client, id).await, (true, true, false));
}

#[tokio::test]
async fn a_meeting_that_is_saved_after_it_was_sent_is_called_a_draft_and_tells_other_times_until_they_are_sent()
 {
    let client = Client::new().await;
    let mut form = form();
    form["send"] = json!(true);
    let sent = owa(&client, "POST", "appointments", form.clone()).await.json();
    let id = sent["id"].as_str().unwrap();
    let path = format!("appointments/{id}");
    form["send"] = json!(false);
    owa(&client, "PATCH", &path, form.clone()).await;
    assert_eq!(told(&client, id).await, (false, true, false), "nothing was changed");
    owa(&client, "PATCH", &path, json!({"customProperties": {"redial": "2"}})).await;
    assert_eq!(told(&client, id).await, (false, true, false), "people see nothing of it");
    owa(&client, "PATCH", &path, json!({"body": "<p>Another</p>"})).await;
    assert_eq!(told(&client, id).await, (true, true, false));
    owa(&client, "PATCH", &path, json!({"end": "2026-11-24T10:00:00.000Z"})).await;
    assert_eq!(told(&client, id).await, (true, true, true));
    assert_eq!(client.sent().await.len(), 1);
    owa(&client, "PATCH", &path, json!({"send": true})).await;
    assert_eq!(told(&client, id).await, (true, true, false));
}

#[tokio::test]
async fn the_key_moves_after_a_form_is_saved_too() {
    let client = Client::new().await;
    let saved = owa(&client, "POST", "appointments", form()).await.json();
    let path = format!("appointments/{}", saved["id"].as_str().unwrap());
    let key = owa(&client, "PATCH", &path, json!({"subject": "Plan"})).await.json()["changeKey"].clone();
    client.control("POST", "clock", json!({"advance": 5})).await;
    assert_ne!(owa(&client, "GET", &path, Value::Null).await.json()["changeKey"], key);
}

#[tokio::test]
async fn custom_properties_are_saved_without_a_mail_and_graph_sees_the_bag() {
    let client = Client::new().await;
    let mut sent = form();
    sent["send"] = json!(true);
    let saved = owa(&client, "POST", "appointments", sent).await.json();
    let path = format!("appointments/{}", saved["id"].as_str().unwrap());
    owa(&client, "PATCH", &path, json!({"customProperties": {"redial": "2"}})).await;
    assert_eq!(client.sent().await.len(), 1);
    let stored = client.control("GET", "meetings", Value::Null).await.json();
    let bag = &stored[0]["properties"]["cecp-4f6be7cb-107a-42f6-836c-ce5ec4026b68"];
    assert_eq!(bag, "{\"redial\":\"2\"}");
}

#[tokio::test]
async fn custom_properties_take_so_many_characters_and_no_more() {
    let client = Client::new().await;
    let saved = owa(&client, "POST", "appointments", form()).await.json();
    let path = format!("appointments/{}", saved["id"].as_str().unwrap());
    let around = r#"{"redial":""}"#.len();
    for (characters, status) in [(2500 - around, StatusCode::OK), (2501 - around, StatusCode::BAD_REQUEST)] {
        let bag = json!({"customProperties": {"redial": "é".repeat(characters)}});
        assert_eq!(owa(&client, "PATCH", &path, bag).await.status, status, "{characters}");
    }
}

#[tokio::test]
async fn the_agenda_shows_every_date_of_a_series() {
    let client = Client::new().await;
    client.add(series()).await;
    let agenda =
        owa(&client, "GET", "agenda?from=2026-11-20T00:00:00.000Z&to=2026-12-16T00:00:00.000Z", Value::Null)
            .await;
    let agenda = agenda.json();
    let subjects: Vec<_> =
        agenda.as_array().unwrap().iter().map(|entry| entry["subject"].as_str().unwrap()).collect();
    assert_eq!(subjects, ["Weekly", "Moved", "Weekly"]);
    let id = agenda[2]["id"].as_str().unwrap();
    let opened = owa(&client, "GET", &format!("appointments/{id}"), Value::Null).await.json();
    assert_eq!((&opened["type"], &opened["isOrganizer"]), (&json!("occurrence"), &json!(true)));
}

#[tokio::test]
async fn a_deleted_appointment_is_gone() {
    let client = Client::new().await;
    let saved = owa(&client, "POST", "appointments", form()).await.json();
    let path = format!("appointments/{}", saved["id"].as_str().unwrap());
    assert_eq!(owa(&client, "DELETE", &path, Value::Null).await.status, StatusCode::NO_CONTENT);
    assert_eq!(owa(&client, "GET", &path, Value::Null).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_session_tells_who_is_signed_in_and_where_the_add_in_is() {
    let client = Client::new().await;
    let user = json!({
        "name": "Ines Moreau", "address": "ines.moreau@contoso.example",
        "userPrincipalName": "ines@contoso.onmicrosoft.example", "timeZone": "UTC", "language": "fr-FR",
    });
    client.control("PUT", "user", user.clone()).await;
    let session = owa(&client, "GET", "session", Value::Null).await.json();
    assert_eq!(session, json!({"user": user, "addin": ADDIN}));
}

#[tokio::test]
async fn html_is_sanitised_and_roaming_settings_are_kept() {
    let client = Client::new().await;
    let answer = client.send("POST", "/owa/sanitise", &[], "<p data-x=1>T</p>").await;
    assert_eq!(answer.text(), "<p>T</p>");
    owa(&client, "PUT", "roaming-settings", json!({"greeting": "hi"})).await;
    assert_eq!(owa(&client, "GET", "roaming-settings", Value::Null).await.json(), json!({"greeting": "hi"}));
    assert_eq!(client.control("GET", "roaming", Value::Null).await.json(), json!({"greeting": "hi"}));
}

#[tokio::test]
async fn a_missing_manifest_says_how_to_build_it() {
    let client = Client::new().await;
    let answer = owa(&client, "GET", "manifest", Value::Null).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.json()["error"]["message"].as_str().unwrap().contains("cargo xtask build"));
}

#[tokio::test]
async fn a_token_names_the_account_in_an_id_token() {
    let client = Client::new().await;
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let answer = client
        .send("POST", "/oauth2/v2.0/token", &form, "client_id=app&scope=Calendars.ReadWrite")
        .await
        .json();
    assert_eq!(answer["account"]["username"], "ines@contoso.onmicrosoft.example");
    assert_eq!(answer["id_token"].as_str().unwrap().split('.').count(), 3);
    let refused = client.send("POST", "/oauth2/v2.0/token", &form, "client_id=app").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_plain_text_is_told_and_saved_as_it_is() {
    let client = Client::new().await;
    let mut form = form();
    (form["body"], form["bodyType"]) = (json!("Agenda <1>\r\nCake"), json!("text"));
    let saved = owa(&client, "POST", "appointments", form).await.json();
    assert_eq!((&saved["body"], &saved["bodyType"]), (&json!("Agenda <1>\r\nCake"), &json!("text")));
    let path = format!("appointments/{}", saved["id"].as_str().unwrap());
    let change = json!({"body": "<p class=a>Cake</p>", "bodyType": "text"});
    let changed = owa(&client, "PATCH", &path, change).await.json();
    assert_eq!((&changed["body"], &changed["bodyType"]), (&json!("<p class=a>Cake</p>"), &json!("text")));
}
