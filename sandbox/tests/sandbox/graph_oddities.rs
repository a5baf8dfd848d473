//! Events as real mailboxes hold them, and what Exchange makes of what is written.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::client::{Client, meeting, query, series};

const NATIVE: &str = "Integer 0x1016";
const INVITED: &str = "Boolean {00062002-0000-0000-C000-000000000046} Id 0x8229";
const CHANGED: &str = "Boolean {00062002-0000-0000-C000-000000000046} Id 0x8227";
const WINDOW: [(&str, &str); 2] = [("startDateTime", "2026-11-01"), ("endDateTime", "2027-11-01")];

fn id(event: &Value) -> &str {
    event["id"].as_str().unwrap()
}

/// The event with these properties.
async fn with(client: &Client, event: &Value, properties: &[&str]) -> Value {
    let ids: Vec<_> = properties.iter().map(|property| format!("id eq '{property}'")).collect();
    let expand = format!("singleValueExtendedProperties($filter={})", ids.join(" or "));
    client.read(&format!("/me/events/{}{}", id(event), query(&[("$expand", &expand)]))).await
}

fn values(event: &Value) -> Vec<&str> {
    let properties = event["singleValueExtendedProperties"].as_array();
    properties.into_iter().flatten().map(|property| property["value"].as_str().unwrap()).collect()
}

async fn write(client: &Client, event: &Value, content: &str) -> Value {
    let patch = json!({"body": {"contentType": "html", "content": content}});
    client.graph("PATCH", &format!("/me/events/{}", id(event)), &[], patch).await.json()
}

async fn stored(client: &Client, event: &Value) -> String {
    client.control("GET", &format!("meetings/{}/body", id(event)), Value::Null).await.text()
}

#[tokio::test]
async fn odd_members_are_null_or_of_years_that_nobody_means() {
    let client = Client::new().await;
    for (odd, pointer, value) in [
        ("noOrganizer", "/organizer", Value::Null),
        ("noBody", "/body", Value::Null),
        ("firstYear", "/start/dateTime", json!("0001-01-01T00:00:00.0000000")),
        ("noChangeKey", "/changeKey", Value::Null),
        ("lastYear", "/end/dateTime", json!("9999-12-31T23:59:59.9999999")),
    ] {
        let event = client.add(meeting(json!({"keeping": {"odd": odd}}))).await;
        let read = client.read(&format!("/me/events/{}", id(&event))).await;
        assert_eq!(read.pointer(pointer), Some(&value), "{odd}");
    }
}

#[tokio::test]
async fn a_corrupt_item_turns_every_page_that_tells_more_than_its_name_into_an_error() {
    let client = Client::new().await;
    client.add(meeting(json!({"subject": "First", "start": "2026-11-24T08:00:00Z"}))).await;
    let corrupt = client.add(meeting(json!({"keeping": {"odd": "corrupt"}}))).await;
    for path in [
        "/me/events".to_owned(),
        format!("/me/calendarView{}", query(&WINDOW)),
        format!("/me/events/{}", id(&corrupt)),
    ] {
        let answer = client.graph("GET", &path, &[], Value::Null).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert_eq!(answer.json()["error"]["code"], "ErrorCorruptData");
    }
    let first = client.read(&format!("/me/events{}", query(&[("$top", "1")]))).await;
    assert_eq!(first["value"][0]["subject"], "First");
    let names = client.read(&format!("/me/events{}", query(&[("$select", "id,type,isCancelled")]))).await;
    assert_eq!(names["value"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn of_what_is_lost_not_even_the_name_is_told_and_nothing_that_is_attached_to_a_corrupt_item() {
    let client = Client::new().await;
    let lost = client.add(meeting(json!({"keeping": {"odd": "lost"}}))).await;
    let corrupt = client.add(meeting(json!({"keeping": {"odd": "corrupt"}}))).await;
    for path in [
        "/me/events?$select=id".to_owned(),
        format!("/me/events/{}?$select=id", id(&lost)),
        format!("/me/events/{}/attachments", id(&lost)),
        format!("/me/events/{}/attachments", id(&corrupt)),
    ] {
        let answer = client.graph("GET", &path, &[], Value::Null).await;
        assert_eq!(answer.json()["error"]["code"], "ErrorCorruptData", "{path}");
    }
}

#[tokio::test]
async fn rich_text_is_told_as_html_in_single_events_alone_and_is_html_once_it_is_written() {
    let client = Client::new().await;
    let event = client.add(meeting(json!({"keeping": {"richText": true}}))).await;
    let read = with(&client, &event, &[NATIVE]).await;
    assert_eq!((values(&read), &read["body"]["contentType"]), (vec!["2"], &json!("html")));
    let expand = format!("singleValueExtendedProperties($filter=id eq '{NATIVE}')");
    let view = client
        .read(&format!("/me/calendarView{}", query(&[&WINDOW[..], &[("$expand", &expand)]].concat())))
        .await;
    assert_eq!(values(&view["value"][0]), Vec::<&str>::new());
    write(&client, &event, "<p>New</p>").await;
    assert_eq!(values(&with(&client, &event, &[NATIVE]).await), ["3"]);
}

#[tokio::test]
async fn inline_attachments_are_listed_and_do_not_count() {
    let client = Client::new().await;
    let picture = json!({"name": "image001.png", "contentType": "image/png", "isInline": true});
    let file = json!({"name": "agenda.pdf", "contentType": "application/pdf"});
    for (attachments, has) in [(json!([picture]), false), (json!([picture, file]), true), (json!([]), false)]
    {
        let event = client.add(meeting(json!({"keeping": {"attachments": attachments}}))).await;
        let path = format!("/me/events/{}", id(&event));
        assert_eq!(client.read(&path).await["hasAttachments"], has);
        let listed = client.read(&format!("{path}/attachments")).await;
        assert_eq!(listed["value"].as_array().unwrap().len(), attachments.as_array().unwrap().len());
    }
}

#[tokio::test]
async fn a_meeting_that_was_saved_before_it_was_sent_stays_a_draft_and_its_invitation_was_sent() {
    let client = Client::new().await;
    for (keeping, is_draft, draft, flags) in [
        (json!({}), false, &[false, true][..], ["true", "false"]),
        (json!({}), true, &[true], ["false", "false"]),
        (json!({"wasDraft": true}), false, &[true], ["true", "false"]),
        (json!({"hasUnsentChanges": true}), false, &[true], ["true", "true"]),
    ] {
        let event = client.add(meeting(json!({"keeping": keeping, "isDraft": is_draft}))).await;
        let read = with(&client, &event, &[INVITED, CHANGED]).await;
        assert_eq!(values(&read), flags, "{keeping} {is_draft}");
        assert!(draft.contains(&read["isDraft"].as_bool().unwrap()), "{keeping} {is_draft}");
    }
}

#[tokio::test]
async fn what_is_written_gets_other_line_ends_and_one_declaration_more_each_time() {
    let client = Client::new().await;
    let event = client.add(meeting(json!({}))).await;
    write(&client, &event, "<html><head><title>x</title></head><body>a\nb\r\nc</body></html>").await;
    let once = stored(&client, &event).await;
    assert!(once.contains("a\r\nb\r\nc") && once.matches("<meta").count() == 1, "{once}");
    write(&client, &event, &once).await;
    assert_eq!(stored(&client, &event).await.matches("<meta").count(), 2);
    write(&client, &event, "<p>no document</p>").await;
    let document = stored(&client, &event).await;
    assert!(document.starts_with("<html>\r\n<head>\r\n<meta "), "{document}");
    assert!(document.ends_with("<body>\r\n<p>no document</p>\r\n</body>\r\n</html>"), "{document}");
    let text = json!({"body": {"contentType": "text", "content": "a\nb"}});
    client.graph("PATCH", &format!("/me/events/{}", id(&event)), &[], text).await;
    assert_eq!(stored(&client, &event).await, "a\r\nb");
}

#[tokio::test]
async fn a_mailbox_declares_its_own_charset_in_all_that_is_written() {
    let client = Client::new().await;
    let mut declared = BTreeSet::new();
    for _ in 0..3 {
        let event = client.add(meeting(json!({}))).await;
        write(&client, &event, "<html><head></head><body>Ωμέγα</body></html>").await;
        let kept = stored(&client, &event).await;
        let (_, after) = kept.split_once("charset=").unwrap();
        declared.insert(after.split_once('"').unwrap().0.to_owned());
        assert!(kept.contains("Ωμέγα"));
    }
    assert_eq!(declared.len(), 1, "{declared:?}");
    assert!(["utf-8", "us-ascii", "iso-8859-1"].contains(&declared.first().unwrap().as_str()));
}

#[tokio::test]
async fn a_changed_date_without_a_text_of_its_own_has_its_series() {
    let client = Client::new().await;
    let master = client.add(series()).await;
    let exception = client.control("GET", "meetings", Value::Null).await.json()[1].clone();
    write(&client, &master, "<p>New</p>").await;
    assert!(stored(&client, &exception).await.contains("<p>New</p>"));
    write(&client, &exception, "<p>Its own</p>").await;
    write(&client, &master, "<p>Newer</p>").await;
    assert!(stored(&client, &exception).await.contains("<p>Its own</p>"));
}

#[tokio::test]
async fn a_changed_date_that_has_its_series_text_loses_its_online_meeting_with_it() {
    let client = Client::new().await;
    let master = client.add(series()).await;
    let exception = client.control("GET", "meetings", Value::Null).await.json()[1].clone();
    write(&client, &master, "<a href=\"https://meet.example/a/1\">Join</a>").await;
    let online =
        async || client.read(&format!("/me/events/{}", id(&exception))).await["isOnlineMeeting"].clone();
    assert_eq!(online().await, true);
    write(&client, &master, "<p>Agenda</p>").await;
    assert_eq!(online().await, false);
    write(&client, &master, "<a href=\"https://meet.example/a/1\">Join</a>").await;
    assert_eq!(online().await, false, "it does not come back");
}

#[tokio::test]
async fn an_online_meeting_falls_where_the_text_does_not_lead_to_it_any_more() {
    let client = Client::new().await;
    for name in ["OnlineMeetingExternalLink", "SkypeTeamsMeetingUrl"] {
        let url = "https://meet.example/a/2?x=1&y=2";
        let event = client.add(meeting(json!({"properties": {name: url}}))).await;
        let leading = r#"<a href="https://meet.example/a/2?x=1&amp;y=2">Join</a>"#;
        let kept = write(&client, &event, leading).await;
        assert_eq!(
            (&kept["isOnlineMeeting"], &kept["onlineMeeting"]["joinUrl"]),
            (&json!(true), &json!(url))
        );
        let fallen = write(&client, &event, "<p>Agenda</p>").await;
        assert_eq!((&fallen["isOnlineMeeting"], &fallen["onlineMeeting"]), (&json!(false), &Value::Null));
        assert_eq!(write(&client, &event, leading).await["isOnlineMeeting"], false, "it does not come back");
    }
}
