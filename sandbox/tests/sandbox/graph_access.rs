use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::client::{Client, EVERYTHING, OUTLOOK, meeting};

async fn refusal(client: &Client, method: &str, path: &str) -> (u16, String) {
    let content = if method == "GET" { Value::Null } else { json!({"subject": "New"}) };
    let answer = client.graph(method, path, &[], content).await;
    let code = answer.json()["error"]["code"].as_str().unwrap_or_default().to_owned();
    (answer.status.as_u16(), code)
}

fn refused(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn a_token_for_another_service_or_of_yesterday_opens_nothing() {
    let mut client = Client::new().await;
    client.sign_in_for("openid profile https://graph.microsoft.com/Calendars.ReadWrite").await;
    assert_eq!(refusal(&client, "GET", "/me/events").await, refused(401, "InvalidAuthenticationToken"));
    client.sign_in_for(&format!("openid profile {OUTLOOK}/Calendars.ReadWrite")).await;
    client.read("/me/events").await;
    client.control("POST", "clock", json!({"advance": 3600})).await;
    assert_eq!(refusal(&client, "GET", "/me/events").await, refused(401, "InvalidAuthenticationToken"));
    let unsigned = client.send("GET", "/graph/v1.0/me/events", &[], "").await;
    assert_eq!(unsigned.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_token_opens_what_its_permissions_name_and_no_more() {
    let mut client = Client::new().await;
    let event = format!("/me/events/{}", client.add(meeting(json!({}))).await["id"].as_str().unwrap());
    client.control("PATCH", "mailboxes/tomas.lind@contoso.example", json!({"shared": true})).await;
    let his = "/users/tomas.lind@contoso.example/events";
    let denied = refused(403, "ErrorAccessDenied");
    for (scope, method, path) in [
        ("OnlineMeetings.ReadWrite", "GET", "/me/events"),
        ("Calendars.Read", "PATCH", event.as_str()),
        ("Calendars.ReadWrite", "GET", "/me/onlineMeetings?$filter=JoinWebUrl%20eq%20'x'"),
        ("OnlineMeetings.Read", "POST", "/me/onlineMeetings/createOrGet"),
        ("Calendars.ReadWrite", "GET", "/me/mailboxSettings"),
        ("Calendars.ReadWrite", "GET", his),
    ] {
        client.sign_in_for(scope).await;
        assert_eq!(refusal(&client, method, path).await, denied, "{scope} {method} {path}");
    }
    for (scope, path) in [
        ("Calendars.Read", "/me/events"),
        ("OnlineMeetings.Read", "/me/onlineMeetings?$filter=JoinWebUrl%20eq%20'x'"),
        ("MailboxSettings.Read", "/me/mailboxSettings"),
        ("Calendars.Read.Shared", his),
    ] {
        client.sign_in_for(scope).await;
        client.read(path).await;
    }
}

#[tokio::test]
async fn a_mailbox_on_premises_is_no_mailbox_to_graph() {
    let client = Client::new().await;
    client
        .control("PATCH", "mailboxes/ines.moreau@contoso.example", json!({"inExchangeOnline": false}))
        .await;
    for path in ["/me/events", "/me/events/x", "/me/calendar", "/me/mailboxSettings"] {
        assert_eq!(
            refusal(&client, "GET", path).await,
            refused(404, "MailboxNotEnabledForRESTAPI"),
            "{path}"
        );
    }
    assert_eq!(client.read("/me").await["mail"], "ines.moreau@contoso.example");
    client.read("/me/onlineMeetings?$filter=JoinWebUrl%20eq%20'x'").await;
}

#[tokio::test]
async fn the_one_calendar_is_the_default_one_and_holds_the_events() {
    let client = Client::new().await;
    client.add(meeting(json!({}))).await;
    let calendars = client.read("/me/calendars").await;
    let calendar = client.read("/me/calendar").await;
    assert_eq!(calendars["value"], json!([calendar]));
    assert_eq!(calendar["isDefaultCalendar"], true);
    let path = format!("/me/calendars/{}", calendar["id"].as_str().unwrap());
    assert_eq!(client.read(&path).await, calendar);
    assert_eq!(refusal(&client, "GET", "/me/calendars/other").await, refused(404, "ErrorItemNotFound"));
    let dates = "startDateTime=2026-11-20&endDateTime=2026-12-10";
    for path in ["/me/calendar/events".to_owned(), format!("/me/calendar/calendarView?{dates}")] {
        assert_eq!(client.read(&path).await["value"][0]["subject"], "Review", "{path}");
    }
}

#[tokio::test]
async fn the_settings_of_a_mailbox_are_its_users() {
    let mut client = Client::new().await;
    let user = json!({
        "name": "Ines", "address": "ines@contoso.example", "userPrincipalName": "i@contoso.example",
        "timeZone": "W. Europe Standard Time", "language": "sv-SE",
    });
    client.control("PUT", "user", user).await;
    client.sign_in_for(EVERYTHING).await;
    let settings = client.read("/me/mailboxSettings").await;
    assert_eq!(settings["timeZone"], "W. Europe Standard Time");
    assert_eq!(settings["language"]["locale"], "sv-SE");
}
