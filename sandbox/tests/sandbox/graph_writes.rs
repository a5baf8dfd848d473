use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::client::{ADDIN, Answer, Client, meeting, series};

const TAG: &str = "String {00020329-0000-0000-c000-000000000046} Name cecp-x";

fn id(meeting: &Value) -> &str {
    meeting["id"].as_str().unwrap()
}

fn new_body(content: &str) -> Value {
    json!({"body": {"contentType": "html", "content": content}})
}

async fn patch(client: &Client, meeting: &Value, content: Value) -> Answer {
    let etag = format!("W/\"{}\"", meeting["changeKey"].as_str().unwrap());
    let path = format!("/me/events/{}", id(meeting));
    client.graph("PATCH", &path, &[("if-match", &etag)], content).await
}

#[tokio::test]
async fn a_write_with_the_current_change_key_applies_and_one_with_a_former_key_does_not() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({}))).await;
    let first = patch(&client, &stored, new_body("one")).await;
    assert_eq!(first.status, StatusCode::OK);
    let etag = first.json()["@odata.etag"].as_str().unwrap().to_owned();
    assert_eq!(first.headers["etag"], etag);
    assert_ne!(first.json()["changeKey"], stored["changeKey"]);
    let second = patch(&client, &stored, new_body("two")).await;
    assert_eq!(second.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(second.json()["error"]["code"], "ErrorIrresolvableConflict");
    let now = client.control("GET", &format!("meetings/{}", id(&stored)), Value::Null).await.json();
    let content = now["body"]["content"].as_str().unwrap();
    assert!(content.contains("one") && !content.contains("two"), "{content}");
    assert_eq!(client.sent().await.len(), 1);
}

#[tokio::test]
async fn what_is_written_reads_as_it_is_stored_to_the_byte_once_a_document_is_made_of_it() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({"sanitise": false}))).await;
    let content =
        "<P class=a onclick='x()'>\r\n&nbsp;\u{1f5fc}\u{0}<script>1</script><!--[if mso]>x<![endif]--></p";
    patch(&client, &stored, new_body(content)).await;
    let raw = client.control("GET", &format!("meetings/{}/body", id(&stored)), Value::Null).await.text();
    let (_, within) = raw.split_once("<body>\r\n").unwrap();
    assert_eq!(within, format!("{content}\r\n</body>\r\n</html>"));
    let preferences = [("prefer", "outlook.allow-unsafe-html, outlook.timezone=\"UTC\"")];
    let read = client.graph("GET", &format!("/me/events/{}", id(&stored)), &preferences, Value::Null).await;
    assert_eq!(read.json()["body"]["content"], raw);
    let applied = read.headers["preference-applied"].to_str().unwrap();
    assert_eq!(applied, "outlook.allow-unsafe-html, outlook.timezone=\"UTC\", IdType=\"ImmutableId\"");
}

#[tokio::test]
async fn without_the_preference_scripts_are_stripped_from_what_is_read() {
    let client = Client::new().await;
    let html = "<p class=a onclick=x()>T<script>1</script></p>";
    let stored = client
        .add(meeting(json!({"body": {"contentType": "html", "content": html}, "sanitise": false})))
        .await;
    let read = client.read(&format!("/me/events/{}", id(&stored))).await;
    assert_eq!(read["body"]["content"], "<p class=a>T</p>");
}

#[tokio::test]
async fn a_plain_text_body_reads_as_html_and_tells_its_native_format() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({"body": {"contentType": "text", "content": "a < b"}}))).await;
    let path = format!(
        "/me/events/{}?$expand=singleValueExtendedProperties($filter=id%20eq%20'Integer%200x1016')",
        id(&stored)
    );
    let read = client.read(&path).await;
    assert_eq!(read["body"]["contentType"], "html");
    assert!(read["body"]["content"].as_str().unwrap().contains("a &lt; b"));
    assert_eq!(read["singleValueExtendedProperties"], json!([{"id": "Integer 0x1016", "value": "1"}]));
}

#[tokio::test]
async fn every_change_of_a_meeting_mails_all_attendees_and_an_appointment_mails_nobody() {
    let client = Client::new().await;
    let attendees = json!([{"name": "A", "address": "a@x.example"}, {"name": "B", "address": "b@x.example"}]);
    let with = client.add(meeting(json!({"attendees": attendees}))).await;
    let without = client.add(meeting(json!({"attendees": []}))).await;
    patch(&client, &with, json!({"singleValueExtendedProperties": [{"id": TAG, "value": "{}"}]})).await;
    patch(&client, &without, new_body("x")).await;
    let sent = client.sent().await;
    assert_eq!(sent.len(), 1);
    assert_eq!(
        (sent[0]["kind"].as_str(), &sent[0]["to"]),
        (Some("update"), &json!(["a@x.example", "b@x.example"]))
    );
    assert_eq!(sent[0]["meetingId"], with["id"]);
}

#[tokio::test]
async fn nobody_is_mailed_about_drafts_cancelled_meetings_and_meetings_of_others() {
    let client = Client::new().await;
    let organizer = json!({"name": "Tomas", "address": "tomas@contoso.example"});
    for members in [json!({"isDraft": true}), json!({"isCancelled": true}), json!({"organizer": organizer})] {
        let stored = client.add(meeting(members)).await;
        assert_eq!(patch(&client, &stored, new_body("x")).await.status, StatusCode::OK);
    }
    assert_eq!(client.sent().await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_series_mails_once_for_itself_and_once_for_each_exception() {
    let client = Client::new().await;
    let master = client.add(series()).await;
    patch(&client, &master, new_body("new")).await;
    let sent = client.sent().await;
    let subjects: Vec<_> = sent.iter().map(|mail| mail["subject"].as_str().unwrap()).collect();
    assert_eq!(subjects, ["Weekly", "Moved"]);
}

#[tokio::test]
async fn an_exception_keeps_its_body_when_the_series_changes_but_not_its_change_key() {
    let client = Client::new().await;
    let master = client.add(series()).await;
    let stored = client.control("GET", "meetings", Value::Null).await.json();
    let inherited = stored[1].clone();
    patch(&client, &inherited, new_body("of its own")).await;
    let path = format!("meetings/{}", id(&inherited));
    let exception = client.control("GET", &path, Value::Null).await.json();
    let master = client.control("GET", &format!("meetings/{}", id(&master)), Value::Null).await.json();
    patch(&client, &master, new_body("new")).await;
    let after = client.control("GET", &format!("meetings/{}", id(&exception)), Value::Null).await.json();
    assert_eq!(after["body"], exception["body"]);
    assert_ne!(after["changeKey"], exception["changeKey"]);
    assert_eq!(patch(&client, &exception, new_body("x")).await.status, StatusCode::PRECONDITION_FAILED);
}

#[tokio::test]
async fn a_changed_occurrence_becomes_an_exception() {
    let client = Client::new().await;
    let master = client.add(series()).await;
    let view = "/me/calendarView?startDateTime=2026-12-15&endDateTime=2026-12-16";
    let occurrence = client.read(view).await["value"][0].clone();
    assert_eq!(occurrence["type"], "occurrence");
    assert_eq!(patch(&client, &occurrence, new_body("only this one")).await.json()["type"], "exception");
    let after = client.read(view).await;
    assert_eq!(after["value"].as_array().unwrap().len(), 1);
    assert_eq!(after["value"][0]["type"], "exception");
    let series = client.read(&format!("/me/events/{}", id(&master))).await;
    assert_eq!(series["body"]["content"], "<p>Hello</p>");
}

#[tokio::test]
async fn properties_not_named_in_a_write_stay() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({"properties": {"A": "1", "B": "2"}}))).await;
    let id_of_b = "String {00020329-0000-0000-C000-000000000046} Name B";
    patch(&client, &stored, json!({"singleValueExtendedProperties": [{"id": id_of_b, "value": "3"}]})).await;
    let after = client.control("GET", &format!("meetings/{}", id(&stored)), Value::Null).await.json();
    assert_eq!(after["properties"], json!({"A": "1", "B": "3"}));
}

#[tokio::test]
async fn location_takes_the_place_of_all_locations_and_locations_are_kept_as_written() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({"location": "Skype Meeting"}))).await;
    let room = json!({"displayName": "Room 1", "locationType": "conferenceRoom", "locationEmailAddress": "room1@contoso.example"});
    let written =
        patch(&client, &stored, json!({"locations": [room, {"displayName": "Online"}]})).await.json();
    assert_eq!(written["locations"][0]["locationEmailAddress"], "room1@contoso.example");
    assert_eq!(written["location"]["displayName"], "Room 1; Online");
    let written = patch(&client, &written, json!({"location": {"displayName": "Hall"}})).await.json();
    assert_eq!(written["locations"].as_array().unwrap().len(), 1);
    assert_eq!(written["location"]["displayName"], "Hall");
}

#[tokio::test]
async fn a_write_the_sandbox_does_not_know_is_refused() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({}))).await;
    let long = json!({"singleValueExtendedProperties": [{"id": TAG, "value": "x".repeat(40_000)}]});
    for content in [json!({"importance": "high"}), json!({"body": {"contentType": "html"}}), long] {
        assert_eq!(patch(&client, &stored, content).await.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(client.sent().await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_draft_that_is_to_be_none_is_sent_and_no_mail_is_kept_back_by_calling_a_meeting_one() {
    let client = Client::new().await;
    let draft = client.add(meeting(json!({"isDraft": true}))).await;
    assert_eq!(patch(&client, &draft, json!({"isDraft": true})).await.status, StatusCode::OK);
    assert_eq!(client.sent().await, Vec::<Value>::new());
    let path = format!("/me/events/{}", id(&draft));
    assert_eq!(client.graph("PATCH", &path, &[], json!({"isDraft": false})).await.status, StatusCode::OK);
    let sent = client.add(meeting(json!({}))).await;
    let content = json!({"isDraft": true, "subject": "New"});
    assert_eq!(patch(&client, &sent, content).await.status, StatusCode::OK);
    let kinds: Vec<_> = client.sent().await.iter().map(|mail| mail["kind"].clone()).collect();
    assert_eq!(kinds, ["invitation", "update"]);
}

#[tokio::test]
async fn annotations_of_odata_are_ignored() {
    let client = Client::new().await;
    let stored = client.add(meeting(json!({}))).await;
    let content = json!({"@odata.type": "#microsoft.graph.event", "subject": "New"});
    assert_eq!(patch(&client, &stored, content).await.json()["subject"], "New");
}

#[tokio::test]
async fn only_tokens_of_the_token_endpoint_are_accepted() {
    let client = Client::new().await;
    for headers in [&[][..], &[("authorization", "Bearer made-up")][..]] {
        let answer = client.send("GET", "/graph/v1.0/me/events", headers, "").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.json()["error"]["code"], "InvalidAuthenticationToken");
    }
}

#[tokio::test]
async fn the_add_ins_origin_may_read_answers_without_their_headers_and_others_may_not() {
    let client = Client::new().await;
    let preflight = [
        ("origin", ADDIN),
        ("access-control-request-method", "PATCH"),
        ("access-control-request-headers", "authorization,if-match"),
    ];
    let answer = client.send("OPTIONS", "/graph/v1.0/me/events/x", &preflight, "").await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(answer.headers["access-control-allow-origin"], ADDIN);
    assert!(answer.headers["access-control-allow-methods"].to_str().unwrap().contains("PATCH"));
    assert!(answer.headers["access-control-allow-headers"].to_str().unwrap().contains("if-match"));
    let answer = client.graph("GET", "/me/events", &[("origin", ADDIN)], Value::Null).await;
    assert_eq!(answer.headers["access-control-allow-origin"], ADDIN);
    assert_eq!(answer.headers.get("access-control-expose-headers"), None);
    let answer = client.graph("GET", "/me/events", &[("origin", "https://evil.example")], Value::Null).await;
    assert_eq!(answer.headers.get("access-control-allow-origin"), None);
}
