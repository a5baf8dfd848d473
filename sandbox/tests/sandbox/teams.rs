use std::collections::BTreeSet;

use axum::http::StatusCode;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::client::{Client, EVERYTHING, meeting, query};

async fn create(client: &Client, external_id: &str, language: &str) -> Value {
    let content = json!({"externalId": external_id, "subject": "Budget"});
    let path = "/me/onlineMeetings/createOrGet";
    client.graph("POST", path, &[("accept-language", language)], content).await.json()
}

async fn find(client: &Client, join_url: &Value) -> Value {
    let filter = format!("JoinWebUrl eq '{}'", join_url.as_str().unwrap());
    client.read(&format!("/me/onlineMeetings{}", query(&[("$filter", &filter)]))).await["value"].clone()
}

/// The invitation in either encoding.
fn invitation(meeting: &Value) -> String {
    let information = &meeting["joinInformation"];
    let content = information["content"].as_str().unwrap().replace('+', " ");
    let decoded = percent_decode_str(&content).decode_utf8().unwrap().into_owned();
    decoded.strip_prefix("data:text/html,").unwrap().to_owned()
}

async fn read(client: &Client, made: &Value) -> Value {
    client.read(&format!("/me/onlineMeetings/{}", made["id"].as_str().unwrap())).await
}

/// Many meetings, each as the answer to its making tells it.
async fn many(client: &Client) -> Vec<Value> {
    many_in(client, "en-US").await
}

async fn many_in(client: &Client, language: &str) -> Vec<Value> {
    let mut made = Vec::new();
    for number in 0..40 {
        made.push(create(client, &number.to_string(), language).await);
    }
    made
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
    let path = format!("/me/onlineMeetings/{}", made["id"].as_str().unwrap());
    assert_eq!(find(&client, &made["joinWebUrl"]).await, json!([client.read(&path).await]));
    assert_eq!(client.graph("DELETE", &path, &[], Value::Null).await.status, StatusCode::NO_CONTENT);
    assert_eq!(client.graph("GET", &path, &[], Value::Null).await.status, StatusCode::NOT_FOUND);
    assert_eq!(find(&client, &made["joinWebUrl"]).await, json!([]));
}

#[tokio::test]
async fn meetings_are_not_listed_and_not_made_without_an_external_id() {
    let client = Client::new().await;
    let listed = client.graph("GET", "/me/onlineMeetings", &[], Value::Null).await;
    assert_eq!(listed.status, StatusCode::BAD_REQUEST);
    for refused in [json!({"subject": "x"}), json!({"externalId": "x", "colour": "red"})] {
        let made = client.graph("POST", "/me/onlineMeetings/createOrGet", &[], refused).await;
        assert_eq!(made.status, StatusCode::BAD_REQUEST);
    }
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
    assert_eq!(told["tollNumber"], number);
    assert!([Value::Null, json!([number])].contains(&told["tollNumbers"]), "{told}");
    assert!(invitation(&found[0]).contains("+442079460121"));
    client.control("PATCH", "dial-in", json!({"audioConferencing": false})).await;
    let found = find(&client, &made["joinWebUrl"]).await;
    assert_eq!(found[0]["audioConferencing"], Value::Null);
    assert!(!invitation(&found[0]).contains("tel:"));
}

#[tokio::test]
async fn the_invitation_is_in_the_language_that_is_asked_for() {
    let client = Client::new().await;
    let path =
        format!("/me/onlineMeetings/{}", create(&client, "one", "sv-SE").await["id"].as_str().unwrap());
    let told = async |language| {
        client.graph("GET", &path, &[("accept-language", language)], Value::Null).await.json()
    };
    assert!(invitation(&told("sv-SE").await).contains("Anslut till det här mötet"));
    let html = invitation(&told("fr-FR").await);
    assert!(html.contains("Join this meeting"));
    assert_eq!(html.matches(&"_".repeat(80)).count(), 2);
}

#[tokio::test]
async fn the_answer_to_making_a_meeting_is_in_english_whatever_is_asked_for() {
    let client = Client::new().await;
    let answered = many_in(&client, "sv-SE").await;
    let told = answered.iter().filter(|made| made["joinInformation"].is_object());
    assert!(told.map(invitation).all(|html| html.contains("Join this meeting")));
}

#[tokio::test]
async fn a_meeting_of_outlooks_own_switch_is_told_in_as_many_ways_as_others() {
    let client = Client::new().await;
    let mut told = BTreeSet::new();
    for number in 0..40 {
        let join_url =
            format!("https://teams.microsoft.com/l/meetup-join/19%3ameeting_{number}%40thread.v2/0");
        client.add(meeting(json!({"properties": {"SkypeTeamsMeetingUrl": join_url}}))).await;
        let found = find(&client, &json!(join_url)).await[0].clone();
        let html = invitation(&found);
        assert!(html.contains(&join_url) || html.contains("/meet/"), "{html}");
        told.insert((
            html.contains("/meet/"),
            found["joinInformation"]["contentType"].as_str().unwrap().to_owned(),
            found["audioConferencing"].get("tollNumbers").is_some(),
        ));
    }
    assert!(told.len() > 5, "{told:?}");
}

#[tokio::test]
async fn a_short_link_leads_nowhere_without_a_passcode() {
    let client = Client::new().await;
    let id = create(&client, "one", "en-US").await["joinMeetingIdSettings"]["joinMeetingId"].clone();
    let link = format!("https://teams.microsoft.com/meet/{}", id.as_str().unwrap());
    for (asked, found) in [(format!("{link}?p=x"), 1), (format!("{link}?p="), 0), (link, 0)] {
        assert_eq!(find(&client, &json!(asked)).await.as_array().unwrap().len(), found, "{asked}");
    }
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

#[tokio::test]
async fn a_meeting_has_a_long_and_a_short_link_on_two_hosts_and_invitations_show_either() {
    let client = Client::new().await;
    let mut shown = BTreeSet::new();
    for made in many(&client).await {
        let (long, meeting) = (made["joinWebUrl"].as_str().unwrap(), read(&client, &made).await);
        assert!(long.contains("/l/meetup-join/"), "{long}");
        let html = invitation(&meeting);
        let (_, after) = html.split_once("href=\"").unwrap();
        let (link, _) = after.split_once('"').unwrap();
        shown.insert((link.contains("/meet/"), link.starts_with("https://teams.cloud.microsoft/")));
        let id = meeting["joinMeetingIdSettings"]["joinMeetingId"].as_str().unwrap();
        let cloud = long.replace("teams.microsoft.com", "teams.cloud.microsoft");
        for asked in [link, long, &cloud, &format!("https://teams.microsoft.com/meet/{id}?p=another")] {
            assert_eq!(find(&client, &json!(asked)).await[0]["joinWebUrl"], long, "{asked}");
        }
    }
    assert_eq!(shown.len(), 4, "{shown:?}");
}

#[tokio::test]
async fn invitations_are_encoded_in_two_ways_and_not_always_told_at_once_as_lists_of_numbers_are_not() {
    let client = Client::new().await;
    let (mut encodings, mut at_once, mut lists) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for made in many(&client).await {
        at_once.insert(made["joinInformation"].is_object());
        lists.insert(made["audioConferencing"].get("tollNumbers").is_some());
        assert!(made["audioConferencing"]["tollNumber"].is_string());
        let information = read(&client, &made).await["joinInformation"].clone();
        let (content, kind) = (&information["content"], information["contentType"].as_str().unwrap());
        let content = content.as_str().unwrap();
        let start = if kind == "Html" { "data%3Atext%2Fhtml%2C%3Cdiv" } else { "data:text/html,%3cdiv" };
        assert!(content.starts_with(start), "{content}");
        assert!(content.contains(if kind == "Html" { "%0D%0A" } else { "%0d%0a" }));
        encodings.insert(kind.to_owned());
    }
    assert_eq!((encodings.len(), at_once.len(), lists.len()), (2, 2, 2));
}

#[tokio::test]
async fn sixty_days_after_its_end_a_meeting_has_no_phone_part_and_no_invitation_any_more() {
    let mut client = Client::new().await;
    client.control("POST", "clock", json!({"now": "2030-01-01T09:00:00Z"})).await;
    client.sign_in_for(EVERYTHING).await;
    let untimed = create(&client, "untimed", "en-US").await;
    assert_eq!(untimed["endDateTime"].as_str().unwrap().split(':').next(), Some("2030-01-01T10"));
    let times = json!({"externalId": "timed", "startDateTime": "2030-02-01T09:00:00Z", "endDateTime": "2030-02-01T10:00:00Z"});
    let timed = client.graph("POST", "/me/onlineMeetings/createOrGet", &[], times).await.json();
    let later = create(&client, "later", "en-US").await;
    let path = format!("/me/onlineMeetings/{}", later["id"].as_str().unwrap());
    let moved =
        json!({"startDateTime": "2030-01-02T09:00:00+01:00", "endDateTime": "2030-01-02T10:00:00+01:00"});
    let moved = client.graph("PATCH", &path, &[], moved).await;
    assert_eq!(
        (moved.status, &moved.json()["endDateTime"]),
        (StatusCode::OK, &json!("2030-01-02T09:00:00.0000000Z"))
    );
    assert_eq!(client.sent().await, Vec::<Value>::new());
    client.control("POST", "clock", json!({"now": "2030-03-02T10:30:00Z"})).await;
    client.sign_in_for(EVERYTHING).await;
    for (meeting, is_there) in [(&untimed, false), (&timed, true), (&later, true)] {
        let told = read(&client, meeting).await;
        for member in ["audioConferencing", "joinInformation"] {
            assert_eq!(told[member].is_object(), is_there, "{member} of {}", told["externalId"]);
        }
    }
}

#[tokio::test]
async fn a_meeting_does_not_end_before_it_starts_and_nothing_else_of_it_is_changed() {
    let client = Client::new().await;
    let path =
        format!("/me/onlineMeetings/{}", create(&client, "one", "en-US").await["id"].as_str().unwrap());
    for wrong in [
        json!({"endDateTime": "2001-01-01T00:00:00Z"}),
        json!({"startDateTime": "soon"}),
        json!({"joinWebUrl": "x"}),
    ] {
        assert_eq!(client.graph("PATCH", &path, &[], wrong).await.status, StatusCode::BAD_REQUEST);
    }
    let times = json!({"externalId": "x", "startDateTime": "2030-02-01T09:00:00Z", "endDateTime": "2030-01-01T10:00:00Z"});
    let made = client.graph("POST", "/me/onlineMeetings/createOrGet", &[], times).await;
    assert_eq!(made.status, StatusCode::BAD_REQUEST);
}
