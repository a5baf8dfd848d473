use axum::http::StatusCode;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::client::{Client, meeting, query};

async fn create(client: &Client, external_id: &str, language: &str) -> Value {
    let content = json!({"externalId": external_id, "subject": "Budget"});
    let path = "/me/onlineMeetings/createOrGet";
    client.graph("POST", path, &[("accept-language", language)], content).await.json()
}

async fn find(client: &Client, join_url: &Value) -> Value {
    let filter = format!("JoinWebUrl eq '{}'", join_url.as_str().unwrap());
    client.read(&format!("/me/onlineMeetings{}", query(&[("$filter", &filter)]))).await["value"].clone()
}

fn invitation(meeting: &Value) -> String {
    let content = meeting["joinInformation"]["content"].as_str().unwrap();
    let encoded = content.strip_prefix("data:text/html,").unwrap().replace('+', " ");
    percent_decode_str(&encoded).decode_utf8().unwrap().into_owned()
}

#[tokio::test]
async fn a_meeting_is_made_once_under_its_external_id_found_by_its_join_url_and_deleted() {
    let client = Client::new().await;
    let content = json!({"externalId": "one", "subject": "Budget"});
    let made = client.graph("POST", "/me/onlineMeetings/createOrGet", &[], content.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let again = client.graph("POST", "/me/onlineMeetings/createOrGet", &[], content).await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, made.json()));
    let made = made.json();
    assert_eq!(find(&client, &made["joinWebUrl"]).await, json!([made]));
    let path = format!("/me/onlineMeetings/{}", made["id"].as_str().unwrap());
    assert_eq!(client.read(&path).await, made);
    assert_eq!(client.graph("DELETE", &path, &[], Value::Null).await.status, StatusCode::NO_CONTENT);
    assert_eq!(client.graph("GET", &path, &[], Value::Null).await.status, StatusCode::NOT_FOUND);
    assert_eq!(find(&client, &made["joinWebUrl"]).await, json!([]));
}

#[tokio::test]
async fn meetings_are_not_listed_and_not_made_without_an_external_id() {
    let client = Client::new().await;
    let listed = client.graph("GET", "/me/onlineMeetings", &[], Value::Null).await;
    assert_eq!(listed.status, StatusCode::BAD_REQUEST);
    let made = client.graph("POST", "/me/onlineMeetings/createOrGet", &[], json!({"subject": "x"})).await;
    assert_eq!(made.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn audio_conferencing_follows_the_dial_in_data() {
    let client = Client::new().await;
    let made = create(&client, "one", "en-US").await;
    client.control("PATCH", "dial-in", json!({"defaultRegion": "London"})).await;
    let found = find(&client, &made["joinWebUrl"]).await;
    let told = &found[0]["audioConferencing"];
    assert_eq!(told["conferenceId"], made["audioConferencing"]["conferenceId"]);
    let number = json!("+442079460121");
    assert_eq!((&told["tollNumber"], &told["tollNumbers"]), (&number, &json!([number])));
    assert!(invitation(&found[0]).contains("+442079460121"));
    client.control("PATCH", "dial-in", json!({"audioConferencing": false})).await;
    let found = find(&client, &made["joinWebUrl"]).await;
    assert_eq!(found[0]["audioConferencing"], Value::Null);
    assert!(!invitation(&found[0]).contains("tel:"));
}

#[tokio::test]
async fn the_invitation_is_in_the_language_that_is_asked_for() {
    let client = Client::new().await;
    let swedish = create(&client, "one", "sv-SE").await;
    assert!(invitation(&swedish).contains("Anslut till det här mötet"));
    let english = create(&client, "two", "fr-FR").await;
    let html = invitation(&english);
    assert!(html.contains("Join this meeting") && html.contains(english["joinWebUrl"].as_str().unwrap()));
    assert_eq!(html.matches(&"_".repeat(80)).count(), 2);
}

#[tokio::test]
async fn the_teams_meeting_of_an_added_meeting_exists() {
    let client = Client::new().await;
    let join_url = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_QUJD%40thread.v2/0";
    client.add(meeting(json!({"properties": {"SkypeTeamsMeetingUrl": join_url}}))).await;
    assert_eq!(find(&client, &json!(join_url)).await[0]["joinWebUrl"], join_url);
}

#[tokio::test]
async fn a_provider_and_a_home_are_part_of_the_dial_in_data() {
    let client = Client::new().await;
    let acp =
        json!({"name": "Northwind", "tollNumber": "+14255550142", "tollFreeNumbers": [], "passcode": "777"});
    let data = client.control("PATCH", "dial-in", json!({"acp": acp, "home": "online"})).await.json();
    assert_eq!((&data["acp"], &data["home"]), (&acp, &json!("online")));
    let wrong = client.control("PATCH", "dial-in", json!({"home": "nowhere"})).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    let data = client.control("PATCH", "dial-in", json!({"acp": null})).await.json();
    assert_eq!(data["acp"], Value::Null);
}
