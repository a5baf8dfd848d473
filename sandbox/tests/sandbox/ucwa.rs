use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::client::{ADDIN, Answer, Client, OUTLOOK, meeting};

/// A client of UCWA that knows the discovery address and follows links from there.
struct Ucwa {
    client: Client,
    ticket: String,
    links: Value,
}

impl Ucwa {
    async fn sign_in() -> Self {
        let client = Client::new().await;
        let root = client.send("GET", "/Autodiscover/AutodiscoverService.svc/root", &[], "").await.json();
        let user = path(&root["_links"]["user"]).to_owned();
        let challenge = client.send("GET", &user, &[("origin", ADDIN)], "").await;
        assert_eq!(challenge.status, StatusCode::UNAUTHORIZED);
        let exposed = challenge.headers["access-control-expose-headers"].to_str().unwrap();
        assert!(exposed.contains("WWW-Authenticate"));
        let challenge = challenge.headers["www-authenticate"].to_str().unwrap();
        let ticket_url = challenge.split('"').nth(1).unwrap().strip_prefix(OUTLOOK).unwrap();
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let ticket =
            client.send("POST", ticket_url, &form, "grant_type=urn:microsoft.rtc:windows").await.json();
        let mut ucwa =
            Self { client, ticket: ticket["access_token"].as_str().unwrap().to_owned(), links: Value::Null };
        let user = ucwa.send("GET", &user, Value::Null).await.json();
        let new = json!({"UserAgent": "Test", "EndpointId": "1", "Culture": "en-US"});
        let application = ucwa.send("POST", path(&user["_links"]["applications"]), new).await;
        assert_eq!(application.status, StatusCode::CREATED);
        ucwa.links = application.json()["_embedded"]["onlineMeetings"]["_links"].clone();
        ucwa
    }

    async fn send(&self, method: &str, path: &str, content: Value) -> Answer {
        let authorization = format!("Bearer {}", self.ticket);
        let content = if content.is_null() { String::new() } else { content.to_string() };
        self.client.send(method, path, &[("authorization", &authorization)], content).await
    }

    async fn follow(&self, name: &str) -> Value {
        let answer = self.send("GET", path(&self.links[name]), Value::Null).await;
        assert_eq!(answer.status, StatusCode::OK);
        answer.json()
    }
}

fn path(link: &Value) -> &str {
    let href = link["href"].as_str().unwrap();
    href.strip_prefix(OUTLOOK).unwrap_or(href)
}

#[tokio::test]
async fn dial_in_data_are_reached_by_links_alone() {
    let ucwa = Ucwa::sign_in().await;
    let dial_in = ucwa.client.control("GET", "dial-in", Value::Null).await.json();
    let information = ucwa.follow("phoneDialInInformation").await;
    assert_eq!(information["conferenceId"], dial_in["conferenceId"]);
    assert_eq!(information["externalDirectoryUri"], dial_in["externalDirectoryUri"]);
    let regions = information["_embedded"]["dialInRegion"].as_array().unwrap();
    assert_eq!(regions.len(), dial_in["regions"].as_array().unwrap().len());
    assert_eq!(regions[0]["number"], dial_in["regions"][0]["number"]);
}

#[tokio::test]
async fn without_audio_conferencing_there_is_nothing_to_dial() {
    let ucwa = Ucwa::sign_in().await;
    let meetings = path(&ucwa.links["myOnlineMeetings"]).to_owned();
    let meeting = ucwa.send("POST", &meetings, json!({"subject": "x"})).await.json();
    ucwa.client.control("PATCH", "dial-in", json!({"audioConferencing": false})).await;
    let information = ucwa.follow("phoneDialInInformation").await;
    assert_eq!(information.get("conferenceId"), None);
    assert_eq!(information.get("_embedded"), None);
    let meeting = ucwa.send("GET", path(&meeting["_links"]["self"]), Value::Null).await.json();
    assert_eq!(meeting.get("conferenceId"), None);
}

#[tokio::test]
async fn an_online_meeting_is_created_read_listed_and_deleted() {
    let ucwa = Ucwa::sign_in().await;
    let meetings = path(&ucwa.links["myOnlineMeetings"]).to_owned();
    let created = ucwa.send("POST", &meetings, json!({"subject": "Review"})).await;
    assert_eq!(created.status, StatusCode::CREATED);
    let created = created.json();
    let id = created["onlineMeetingId"].as_str().unwrap();
    assert_eq!(created["joinUrl"], format!("https://meet.contoso.example/ines.moreau/{id}"));
    let own = path(&created["_links"]["self"]).to_owned();
    let read = ucwa.send("GET", &own, Value::Null).await;
    assert!(read.headers.contains_key("etag"));
    assert_eq!(read.json(), created);
    assert_eq!(ucwa.follow("myOnlineMeetings").await["_embedded"]["myOnlineMeeting"], json!([created]));
    assert_eq!(ucwa.send("DELETE", &own, Value::Null).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ucwa.send("GET", &own, Value::Null).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn public_meetings_share_the_organizers_conference_id_and_private_ones_have_their_own() {
    let ucwa = Ucwa::sign_in().await;
    let meetings = path(&ucwa.links["myOnlineMeetings"]).to_owned();
    let first = ucwa.send("POST", &meetings, json!({})).await.json();
    let reset = ucwa.client.control("POST", "dial-in/reset-conference-id", Value::Null).await.json();
    assert_ne!(reset["conferenceId"], first["conferenceId"]);
    let first = ucwa.send("GET", path(&first["_links"]["self"]), Value::Null).await.json();
    assert_eq!(first["conferenceId"], reset["conferenceId"]);
    ucwa.client.control("PATCH", "dial-in", json!({"publicMeetings": false})).await;
    assert_eq!(ucwa.follow("phoneDialInInformation").await.get("conferenceId"), None);
    let second = ucwa.send("POST", &meetings, json!({})).await.json();
    assert_ne!(second["conferenceId"], first["conferenceId"]);
}

#[tokio::test]
async fn customization_names_only_what_the_organization_set() {
    let ucwa = Ucwa::sign_in().await;
    let link = "onlineMeetingInvitationCustomization";
    assert_eq!(ucwa.follow(link).await.get("invitationFooterText"), None);
    let change = json!({"customization": {"invitationFooterText": "Recorded calls are announced."}});
    ucwa.client.control("PATCH", "dial-in", change).await;
    assert_eq!(ucwa.follow(link).await["invitationFooterText"], "Recorded calls are announced.");
    assert_eq!(
        ucwa.follow("onlineMeetingDefaultValues").await["defaultOnlineMeetingRel"],
        "myOnlineMeetings"
    );
}

#[tokio::test]
async fn other_grants_get_no_ticket() {
    let client = Client::new().await;
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let answer = client.send("POST", "/WebTicket/oauthtoken", &form, "grant_type=password").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_online_meeting_of_an_added_meeting_exists() {
    let ucwa = Ucwa::sign_in().await;
    let join_url = "https://meet.contoso.example/ines.moreau/ABCD1234";
    let added = meeting(json!({"subject": "Added", "properties": {"OnlineMeetingExternalLink": join_url}}));
    ucwa.client.add(added).await;
    let listed = ucwa.follow("myOnlineMeetings").await["_embedded"]["myOnlineMeeting"].clone();
    assert_eq!((&listed[0]["joinUrl"], &listed[0]["subject"]), (&json!(join_url), &json!("Added")));
}

#[tokio::test]
async fn without_a_meeting_base_there_is_no_join_url() {
    let ucwa = Ucwa::sign_in().await;
    let meetings = path(&ucwa.links["myOnlineMeetings"]).to_owned();
    ucwa.client.control("PATCH", "dial-in", json!({"meetBaseUrl": null})).await;
    let created = ucwa.send("POST", &meetings, json!({})).await.json();
    assert_eq!(created.get("joinUrl"), None);
}
