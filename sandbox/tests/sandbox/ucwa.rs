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
        // A date is one only where its slashes are escaped.
        let content = if content.is_null() { String::new() } else { content.to_string().replace('/', "\\/") };
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
    let other = json!({"subject": "Review", "expirationTime": "2036-11-01T00:00:00Z"});
    assert_eq!(ucwa.send("POST", &meetings, other).await.status, StatusCode::BAD_REQUEST);
    let new = json!({"subject": "Review", "description": "A", "expirationTime": "/Date(2109000000000)/"});
    let created = ucwa.send("POST", &meetings, new).await;
    assert_eq!(created.status, StatusCode::CREATED);
    let created = created.json();
    assert_eq!((&created["subject"], &created["description"]), (&json!("Review"), &json!("A")));
    let id = created["onlineMeetingId"].as_str().unwrap();
    assert_eq!(created["joinUrl"], format!("https://meet.contoso.example/ines.moreau/{id}"));
    let own = path(&created["_links"]["self"]).to_owned();
    let read = ucwa.send("GET", &own, Value::Null).await;
    assert!(read.headers.contains_key("etag"));
    assert_eq!(read.json(), created);
    assert_eq!(created["expirationTime"], "/Date(2109000000000)/");
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
}

#[tokio::test]
async fn public_meetings_are_all_the_assigned_one_and_private_ones_are_made() {
    let ucwa = Ucwa::sign_in().await;
    let rel = |values: Value| values["defaultOnlineMeetingRel"].as_str().unwrap().to_owned();
    assert_eq!(rel(ucwa.follow("onlineMeetingDefaultValues").await), "myAssignedOnlineMeeting");
    let assigned = ucwa.follow("myAssignedOnlineMeeting").await;
    let dial_in = ucwa.client.control("GET", "dial-in", Value::Null).await.json();
    assert_eq!(assigned["conferenceId"], dial_in["conferenceId"]);
    ucwa.client.control("PATCH", "dial-in", json!({"publicMeetings": false})).await;
    assert_eq!(rel(ucwa.follow("onlineMeetingDefaultValues").await), "myOnlineMeetings");
    let assigned = ucwa.send("GET", path(&ucwa.links["myAssignedOnlineMeeting"]), Value::Null).await;
    assert_eq!(assigned.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_conferencing_provider_stands_beside_the_licence_or_alone() {
    let ucwa = Ucwa::sign_in().await;
    let acp = json!({"name": "Northwind", "tollNumber": "+1 425 555 0142",
                     "tollFreeNumbers": ["(800) 555-0136"], "passcode": "246810"});
    ucwa.client.control("PATCH", "dial-in", json!({ "acp": acp })).await;
    let information = ucwa.follow("phoneDialInInformation").await;
    assert_eq!(information["isAudioConferenceProviderEnabled"], true);
    assert_eq!(information["tollNumber"], "+1 425 555 0142");
    assert_eq!(information["tollFreeNumbers"], json!(["(800) 555-0136"]));
    assert_eq!(information["participantPassCode"], "246810");
    assert!(information["_embedded"]["dialInRegion"].is_array(), "the licence is there beside it");
    ucwa.client.control("PATCH", "dial-in", json!({"audioConferencing": false})).await;
    assert_eq!(ucwa.follow("phoneDialInInformation").await.get("_embedded"), None);
    ucwa.client.control("PATCH", "dial-in", json!({"acp": null})).await;
    assert_eq!(ucwa.follow("phoneDialInInformation").await["isAudioConferenceProviderEnabled"], false);
}

const ROOT: &str = "/Autodiscover/AutodiscoverService.svc/root";

#[tokio::test]
async fn no_page_of_another_origin_reads_an_answer_directly() {
    let client = Client::new().await;
    let root = client.send("GET", ROOT, &[("origin", ADDIN)], "").await;
    assert!(!root.headers.contains_key("access-control-allow-origin"));
    let preflight = [("origin", ADDIN), ("access-control-request-headers", "authorization")];
    let preflight = client.send("OPTIONS", ROOT, &preflight, "").await;
    assert!(!preflight.headers.contains_key("access-control-allow-origin"));
}

#[tokio::test]
async fn through_the_frame_listed_origins_alone_are_served() {
    let client = Client::new().await;
    let root = client.send("GET", ROOT, &[], "").await.json();
    let frame = client.send("GET", path(&root["_links"]["xframe"]), &[], "").await;
    assert!(frame.text().contains("xframe.js"));
    let from = async |origin: &str| client.send("GET", ROOT, &[("X-Ms-Origin", origin)], "").await;
    assert_eq!(from(ADDIN).await.status, StatusCode::OK);
    let refused = from("https://other.example").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.headers["x-ms-diagnostics"].to_str().unwrap().starts_with("28070;"));
    client.control("PUT", "cross-domain-authorization-list", json!(["https://other.example"])).await;
    assert_eq!(from("https://other.example").await.status, StatusCode::OK);
    assert_eq!(from(ADDIN).await.status, StatusCode::FORBIDDEN);
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
