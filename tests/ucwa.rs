//! Dial-in data over UCWA: links are followed, answers are checked.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

use redial::block::ConferenceId;
use redial::dialin::sources::Ucwa;
use redial::dialin::{Conference, DialInError, DialInProfile};
use redial::ports::doubles::{CountingIds, ScriptedTransport, block_on};
use redial::ports::{DialIn, Meetings, Response, TransportError};
use serde_json::{Value, json};

const ROOT: &str = "https://lyncdiscover.contoso.example/Autodiscover/AutodiscoverService.svc/root";

type Answer = Result<Response, TransportError>;

fn sign_in() -> Vec<Answer> {
    let challenge = r#"MsRtcOAuth href="https://web.contoso.example/WebTicket/oauthtoken",grant_type="urn:microsoft.rtc:windows,password""#;
    let links = |name: &str| json!({ "href": format!("/ucwa/v1/applications/7/onlineMeetings/{name}") });
    let application = json!({ "_embedded": { "onlineMeetings": { "_links": {
        "phoneDialInInformation": links("phoneDialInInformation"),
        "onlineMeetingInvitationCustomization": links("customInvitation"),
        "myOnlineMeetings": links("myOnlineMeetings"),
    } } } });
    vec![
        ScriptedTransport::json(
            &json!({ "_links": { "user": { "href": "https://pool.contoso.example/user" } } }),
        ),
        Ok(Response {
            status: 401,
            headers: vec![("WWW-Authenticate".into(), challenge.into())],
            body: String::new(),
        }),
        ScriptedTransport::json(
            &json!({ "access_token": "cwt=AAEB", "token_type": "Bearer", "expires_in": 3600 }),
        ),
        ScriptedTransport::json(
            &json!({ "_links": { "applications": { "href": "/ucwa/v1/applications" } } }),
        ),
        ScriptedTransport::json(&application),
    ]
}

fn phone() -> Value {
    json!({
        "rel": "phoneDialInInformation", "conferenceId": "4410278", "defaultRegion": "Stockholm",
        "externalDirectoryUri": "https://dialin.contoso.example", "isAudioConferenceProviderEnabled": false,
        "_embedded": { "dialInRegion": [
            { "name": "London", "number": "tel:+442079460100", "languages": ["en-GB"] },
            { "name": "Stockholm", "number": "tel:+4684054000", "languages": ["sv-SE", "en-US"] },
        ] },
    })
}

fn profile_from(phone: Answer, meetings: Value) -> Result<DialInProfile, DialInError> {
    let mut answers = sign_in();
    answers.extend([phone, ScriptedTransport::json(&json!({})), ScriptedTransport::json(&meetings)]);
    let transport = ScriptedTransport::new(answers);
    block_on(Ucwa::new(&transport, CountingIds::default(), ROOT).profile())
}

fn profile(phone: &Value) -> DialInProfile {
    profile_from(ScriptedTransport::json(phone), json!({})).expect("a profile")
}

#[test]
fn links_are_followed_from_the_discovery_root() {
    let mut answers = sign_in();
    answers.extend([&phone(), &json!({}), &json!({})].map(ScriptedTransport::json));
    let transport = ScriptedTransport::new(answers);
    block_on(Ucwa::new(&transport, CountingIds::default(), ROOT).profile()).expect("a profile");
    let asked: Vec<String> = transport
        .asked
        .borrow()
        .iter()
        .map(|request| format!("{} {}", request.method.as_str(), request.url))
        .collect();
    insta::assert_snapshot!(asked.join("\n"));
    let asked = transport.asked.borrow();
    let token = |index: usize| {
        asked[index].headers.iter().any(|(name, value)| name == "Authorization" && value == "Bearer cwt=AAEB")
    };
    assert!(!token(1) && !token(2) && token(3) && token(4) && token(7));
}

#[test]
fn the_default_region_comes_first_with_its_languages_in_their_own_words() {
    let audio = profile(&phone()).audio.expect("audio conferencing");
    assert_eq!(audio.conference, Conference::Public(ConferenceId::new("4410278").expect("an ID")));
    assert_eq!(audio.numbers[0].region, "Stockholm");
    assert_eq!(audio.numbers[0].number, "+4684054000");
    assert_eq!(audio.numbers[0].languages, "Svenska (Sverige), English (United States)");
    assert_eq!(audio.numbers[1].region, "London");
}

#[test]
fn without_numbers_and_conference_id_there_is_no_audio_conferencing() {
    assert_eq!(profile(&json!({ "rel": "phoneDialInInformation" })).audio, None);
}

#[test]
fn an_audio_conferencing_providers_numbers_are_its_own() {
    let acp = json!({
        "conferenceId": "777", "isAudioConferenceProviderEnabled": true, "tollNumber": "+1 323 555 0100",
        "tollFreeNumbers": ["+1 800 555 0100"],
        "_embedded": { "dialInRegion": [{ "name": "Old", "number": "tel:+1" }] },
    });
    let numbers = profile(&acp).audio.expect("audio conferencing").numbers;
    let shown: Vec<(&str, bool)> =
        numbers.iter().map(|number| (number.number.as_str(), number.toll_free)).collect();
    assert_eq!(shown, [("+1 323 555 0100", false), ("+1 800 555 0100", true)]);
}

#[test]
fn the_fingerprint_changes_with_what_an_invitation_shows() {
    let mut reset = phone();
    reset["conferenceId"] = json!("9001122");
    assert_eq!(profile(&phone()).fingerprint(), profile(&phone()).fingerprint());
    assert_ne!(profile(&phone()).fingerprint(), profile(&reset).fingerprint());
}

#[test]
fn what_goes_wrong_is_named() {
    let html = Ok(Response { status: 200, headers: vec![], body: "<html>Sign in</html>".into() });
    assert_eq!(profile_from(html, json!({})), Err(DialInError::NotJson { what: "phoneDialInInformation" }));
    let unreachable = TransportError::Unreachable { host: "pool.contoso.example".into() };
    assert_eq!(profile_from(Err(unreachable.clone()), json!({})), Err(DialInError::NoAnswer(unreachable)));
    let refused = Ok(Response { status: 500, headers: vec![], body: String::new() });
    let error = DialInError::Refused { what: "phoneDialInInformation", status: 500 };
    assert_eq!(profile_from(refused, json!({})), Err(error));
    let mut bad = phone();
    bad["conferenceId"] = json!("not a number");
    let error = DialInError::Missing { what: "phoneDialInInformation", field: "conferenceId" };
    assert_eq!(profile_from(ScriptedTransport::json(&bad), json!({})), Err(error));
}

#[test]
fn a_meeting_without_a_join_link_is_an_error() {
    let meetings = |url: &str| json!({ "_embedded": { "myOnlineMeeting": [{ "joinUrl": url }] } });
    let profile = |url: &str| profile_from(ScriptedTransport::json(&phone()), meetings(url));
    let base = profile("https://meet.contoso.example/ines/AB12CD34").expect("a profile").meeting_base;
    assert_eq!(base.as_deref(), Some("https://meet.contoso.example/ines"));
    let missing = Err(DialInError::Missing { what: "myOnlineMeetings", field: "joinUrl" });
    assert_eq!(profile(""), missing);
    assert_eq!(profile("javascript:alert(1)"), missing);
}

#[test]
fn creating_and_deleting_follow_the_collection() {
    let created = json!({
        "joinUrl": "https://meet.contoso.example/ines/AB12CD34", "conferenceId": "12983487",
        "legacyOnlineMeetingUri": "conf:sip:ines@contoso.example;gruu;opaque=app:conf:focus:id:AB12CD34",
        "_links": { "self": { "href": "/ucwa/v1/applications/7/onlineMeetings/myOnlineMeetings/AB12CD34" } },
    });
    let mut answers = sign_in();
    answers.push(ScriptedTransport::json(&created));
    answers.extend(sign_in());
    answers.push(ScriptedTransport::json(&json!({ "_embedded": { "myOnlineMeeting": [created] } })));
    answers.push(Ok(Response { status: 204, headers: vec![], body: String::new() }));
    let transport = ScriptedTransport::new(answers);
    let ucwa = Ucwa::new(&transport, CountingIds::default(), ROOT);
    let meeting = block_on(ucwa.create("Budget")).expect("a meeting");
    assert_eq!(meeting.conference_id, ConferenceId::new("12983487"));
    block_on(ucwa.delete(&meeting.join_url)).expect("deleted");
    let asked = transport.asked.borrow();
    let last = asked.last().expect("a request");
    assert_eq!(last.method.as_str(), "DELETE");
    assert_eq!(
        last.url,
        "https://pool.contoso.example/ucwa/v1/applications/7/onlineMeetings/myOnlineMeetings/AB12CD34"
    );
}
