use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::client::{Client, meeting, series};

#[tokio::test]
async fn a_reset_brings_everything_back() {
    let client = Client::new().await;
    let before = client.control("GET", "dial-in", Value::Null).await.json();
    client.add(meeting(json!({}))).await;
    client.control("PATCH", "dial-in", json!({"publicMeetings": false})).await;
    client.control("PUT", "config", json!("not a configuration")).await;
    client.control("PUT", "roaming", json!({"redial.profile": "x"})).await;
    client.control("POST", "faults", json!({"path": "/me"})).await;
    assert_eq!(
        client.control("POST", "reset", json!({"seed": "empty"})).await.status,
        StatusCode::NO_CONTENT
    );
    let left = client.control("GET", "meetings", Value::Null).await.json();
    let is_tomas = |meeting: &Value| meeting["organizer"]["name"] == "Tomas Lind";
    assert!(left.as_array().unwrap().iter().all(is_tomas), "{left}");
    assert_eq!(client.control("GET", "dial-in", Value::Null).await.json(), before);
    assert_eq!(client.control("GET", "roaming", Value::Null).await.json(), json!({}));
    assert_eq!(client.control("GET", "config", Value::Null).await.json()["countdownSeconds"], 10);
    let names = client.read("/me/events?$select=id,subject&$top=2").await;
    assert_eq!(names["value"][0]["subject"], "Fire drill");
}

#[tokio::test]
async fn every_mailbox_holds_invitations_that_graph_tells_oddly_and_one_that_it_cannot_tell() {
    let client = Client::new().await;
    for seed in ["demo", "empty"] {
        client.control("POST", "reset", json!({"seed": seed})).await;
        let meetings = client.control("GET", "meetings", Value::Null).await.json();
        let odd = |meeting: &Value| meeting["keeping"]["odd"].as_str().map(str::to_owned);
        let odd: Vec<_> = meetings.as_array().unwrap().iter().filter_map(odd).collect();
        assert_eq!(odd.len(), 3, "{seed}: {odd:?}");
        assert!(["corrupt", "lost"].contains(&odd[2].as_str()), "{seed}: {odd:?}");
    }
}

#[tokio::test]
async fn some_meetings_come_from_clients_that_keep_rich_text_or_save_before_they_send_and_none_says_otherwise()
 {
    let client = Client::new().await;
    let (mut rich, mut drafts) = (0, 0);
    for number in 0..40 {
        let mut given = meeting(json!({"keeping": {"richText": false, "wasDraft": false}}));
        if number % 2 == 0 {
            given = meeting(json!({}));
        }
        let kept = client.add(given).await["keeping"].clone();
        rich += usize::from(kept["richText"] == true);
        drafts += usize::from(kept["wasDraft"] == true);
    }
    assert!((1..40).contains(&rich) && (1..40).contains(&drafts), "{rich} {drafts}");
    let tomas = json!({"name": "Tomas", "address": "tomas.lind@contoso.example"});
    for others in [
        json!({"organizer": tomas}),
        json!({"body": {"contentType": "text", "content": "x"}, "attendees": []}),
        json!({"isDraft": true, "keeping": {"richText": true}}),
    ] {
        for _ in 0..10 {
            let kept = client.add(meeting(others.clone())).await["keeping"].clone();
            let asked = others.pointer("/keeping/richText").unwrap_or(&json!(false)).clone();
            assert_eq!((&kept["richText"], &kept["wasDraft"]), (&asked, &json!(false)), "{others}");
        }
    }
}

#[tokio::test]
async fn a_changed_date_may_be_kept_as_rich_text_by_itself() {
    let client = Client::new().await;
    let mut kept = std::collections::BTreeSet::new();
    for _ in 0..40 {
        let mut given = series();
        given["exceptions"][0]["body"] = json!({"contentType": "html", "content": "<p>Its own</p>"});
        client.add(given).await;
    }
    for meeting in client.control("GET", "meetings", Value::Null).await.json().as_array().unwrap() {
        if meeting["type"] == "exception" {
            kept.insert(meeting["keeping"]["richText"].as_bool().unwrap());
        }
    }
    assert_eq!(kept.len(), 2);
}

#[tokio::test]
async fn the_demo_shows_true_dial_in_data_wherever_it_carries_the_buttons_properties() {
    let client = Client::new().await;
    client.control("POST", "reset", json!({"seed": "demo"})).await;
    let dial_in = client.control("GET", "dial-in", Value::Null).await.json();
    let conference_id = format!("Conference ID: {}", dial_in["conferenceId"].as_str().unwrap());
    let meetings = client.control("GET", "meetings", Value::Null).await.json();
    let meetings = meetings.as_array().unwrap();
    assert!((35..=45).contains(&meetings.len()), "{}", meetings.len());
    for meeting in meetings.iter().filter(|meeting| meeting["properties"]["UCOpenedConferenceID"].is_string())
    {
        let body = meeting["body"]["content"].as_str().unwrap();
        let join_url = meeting["properties"]["OnlineMeetingExternalLink"].as_str().unwrap();
        assert!(body.contains(&format!("<a href=\"{join_url}\">")), "{}", meeting["subject"]);
        let french = body.contains("[!OC([1036])!]");
        assert!(french || body.contains(&conference_id), "{}", meeting["subject"]);
        assert!(!body.contains("class="));
    }
    let count = |kind: &str| meetings.iter().filter(|meeting| meeting["type"] == kind).count();
    assert_eq!((count("exception"), count("seriesMaster")), (2, 3));
    assert_eq!(client.sent().await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_seeded_body_is_sanitised_unless_it_is_to_stay() {
    let client = Client::new().await;
    let body = json!({"contentType": "html", "content": "<p class=\"MsoNormal\">x</p>"});
    let sanitised = client.add(meeting(json!({"body": body}))).await;
    let raw = client.add(meeting(json!({"body": body, "sanitise": false}))).await;
    assert_eq!(sanitised["body"]["content"], "<p>x</p>");
    assert_eq!(raw["body"], body);
}

#[tokio::test]
async fn what_cannot_be_a_meeting_is_refused_with_a_reason() {
    let client = Client::new().await;
    let mut misses = series();
    misses["exceptions"][0]["originalStart"] = json!("2026-12-02T09:00:00Z");
    for refused in [
        misses,
        meeting(json!({"end": "2026-11-24T08:00:00Z"})),
        meeting(json!({"start": "tomorrow"})),
        meeting(json!({"colour": "red"})),
    ] {
        let answer = client.control("POST", "meetings", refused).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.json()["error"]["message"].as_str().unwrap().len() > 10);
    }
}

#[tokio::test]
async fn the_hosted_profile_follows_the_dial_in_data_until_somebody_writes_another() {
    let client = Client::new().await;
    let hosted = async || client.control("GET", "hosted", Value::Null).await.json();
    assert_eq!(hosted().await["default"]["conferenceId"], "48213907");
    assert_eq!(hosted().await["default"]["numbers"][0]["number"], "+14255550134");
    client.control("PATCH", "dial-in", json!({"audioConferencing": false, "publicMeetings": false})).await;
    assert_eq!(hosted().await["default"]["conferenceId"], "perMeeting");
    assert_eq!(hosted().await["default"]["numbers"], json!([]));
    client.control("PUT", "hosted", json!("none at all")).await;
    assert_eq!(hosted().await, "none at all");
    client.control("DELETE", "hosted", Value::Null).await;
    assert_eq!(hosted().await["default"]["conferenceId"], "perMeeting");
}

#[tokio::test]
async fn requests_for_runs_are_there_while_somebody_asks_for_any() {
    let client = Client::new().await;
    let asked = async || client.control("GET", "run-requests", Value::Null).await.json();
    assert_eq!(asked().await, Value::Null);
    client.control("PUT", "run-requests", json!({"requests": []})).await;
    assert_eq!(asked().await, json!({"requests": []}));
    client.control("DELETE", "run-requests", Value::Null).await;
    assert_eq!(asked().await, Value::Null);
}

#[tokio::test]
async fn dial_in_data_with_a_mistake_are_refused() {
    let client = Client::new().await;
    let answer = client.control("PATCH", "dial-in", json!({"regions": [{"name": "Oslo"}]})).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
