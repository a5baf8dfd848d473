//! A server may be broken, or not be the one it seems.

use redial::block::{Language, render};
use redial::dialin::{DialIn, DialInError, DialInProfile, OnlineMeeting, OnlineMeetingService};
use redial::doubles::{NoPatience, block_on};
use redial::link::JoinUrl;
use redial::wire::TransportError;
use serde_json::{Value, json};

use crate::server::{Answer, MEETINGS, ROOT, Server, answer, link, list, meeting, ok, phone};

fn profile_from(answer: Answer) -> Result<DialInProfile, DialInError> {
    let server = Server::contoso();
    server.on("GET", &format!("{MEETINGS}/phoneDialInInformation"), [answer]);
    server.profile()
}

fn with(field: &str, value: Value) -> Result<DialInProfile, DialInError> {
    let mut phone = phone();
    phone[field] = value;
    profile_from(ok(&phone))
}

/// The member that an error names as missing or wrong.
fn named(outcome: Result<DialInProfile, DialInError>) -> String {
    match outcome {
        Err(DialInError::Missing { what, field }) => format!("{what} {field}"),
        other => panic!("{other:?}"),
    }
}

fn region(region: Value) -> Result<DialInProfile, DialInError> {
    with("_embedded", json!({ "dialInRegion": [region] }))
}

#[test]
fn markup_in_an_answer_stays_text_in_the_invitation() {
    let bold =
        json!({ "name": "<img src=x onerror=alert(1)>", "number": "tel:+15550100", "languages": ["<b>"] });
    let profile = region(bold).expect("a profile");
    let join_url = JoinUrl::new("https://meet.contoso.example/ines/A").expect("a URL");
    let meeting = OnlineMeeting::at(join_url);
    let rows: Vec<String> =
        render(&profile.invitation(&meeting), Language::English).iter().map(|row| row.html()).collect();
    let html = rows.concat();
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;") && html.contains("&lt;b&gt;"), "{html}");
    assert!(!html.contains("<img src=x") && !html.contains("<b>"), "{html}");
}

#[test]
fn values_of_another_kind_are_named() {
    assert_eq!(named(with("conferenceId", json!("not a number"))), "phoneDialInInformation conferenceId");
    assert_eq!(named(with("conferenceId", json!(4_410_278))), "phoneDialInInformation conferenceId");
    assert_eq!(named(with("defaultRegion", json!(["Stockholm"]))), "phoneDialInInformation defaultRegion");
    assert_eq!(
        named(with("isAudioConferenceProviderEnabled", json!("yes"))),
        "phoneDialInInformation isAudioConferenceProviderEnabled"
    );
    assert_eq!(named(region(json!("Stockholm"))), "dialInRegion object");
    assert_eq!(named(region(json!({ "name": "Stockholm" }))), "dialInRegion number");
    assert_eq!(named(region(json!({ "number": 46 }))), "dialInRegion number");
    assert_eq!(named(region(json!({ "number": "tel:javascript:alert(1)" }))), "dialInRegion number");
    assert_eq!(named(region(json!({ "number": "tel:1" }))), "dialInRegion number");
    assert_eq!(named(region(json!({ "number": "tel:+15550100", "name": {} }))), "dialInRegion name");
    assert_eq!(
        named(region(json!({ "number": "tel:+15550100", "languages": "en" }))),
        "dialInRegion languages"
    );
    assert_eq!(
        named(region(json!({ "number": "tel:+15550100", "name": "x".repeat(1 << 20) }))),
        "dialInRegion name"
    );
    assert_eq!(named(profile_from(ok(&json!([])))), "phoneDialInInformation object");
    assert_eq!(named(profile_from(ok(&json!(null)))), "phoneDialInInformation object");
    assert_eq!(named(with("_embedded", json!([]))), "phoneDialInInformation _embedded");
    let server = Server::contoso();
    server.resource("myOnlineMeetings", &json!({ "_embedded": "none" }));
    assert_eq!(named(server.profile()), "myOnlineMeetings _embedded");
    server.resource("myOnlineMeetings", &json!([]));
    assert_eq!(named(server.profile()), "myOnlineMeetings object");
}

#[test]
fn an_answer_that_says_nothing_takes_nobodys_audio_conferencing() {
    for nothing in [json!({}), json!({ "status": "ok" }), json!({ "rel": "phoneDialInInformation" })] {
        let outcome = profile_from(ok(&nothing));
        assert_eq!(named(outcome), "phoneDialInInformation isAudioConferenceProviderEnabled", "{nothing}");
    }
}

#[test]
fn numbers_that_are_only_linked_are_not_taken_for_none() {
    let linked = json!({
        "isAudioConferenceProviderEnabled": false,
        "_links": { "dialInRegion": [link("/ucwa/v1/applications/7/onlineMeetings/regions/1")] },
    });
    assert_eq!(named(profile_from(ok(&linked))), "phoneDialInInformation dialInRegion");
}

#[test]
fn a_script_is_no_address() {
    let script = json!("javascript:alert(1)");
    assert_eq!(
        named(with("externalDirectoryUri", script.clone())),
        "phoneDialInInformation externalDirectoryUri"
    );
    let server = Server::contoso();
    server.resource("customInvitation", &json!({ "invitationLogoUrl": script }));
    assert_eq!(named(server.profile()), "onlineMeetingInvitationCustomization invitationLogoUrl");
    let mut scripted = meeting("A", "1");
    scripted["joinUrl"] = script;
    server.resource("customInvitation", &json!({}));
    server.resource("myOnlineMeetings", &list(&[scripted]));
    assert_eq!(server.profile(), Err(DialInError::NoJoinUrl { what: "myOnlineMeetings" }));
}

#[test]
fn ten_thousand_numbers_are_too_many() {
    let regions = vec![json!({ "name": "Stockholm", "number": "tel:+4684054000" }); 10_000];
    let outcome = with("_embedded", json!({ "dialInRegion": regions }));
    assert_eq!(named(outcome), "phoneDialInInformation dialInRegion");
    let provided = json!({
        "isAudioConferenceProviderEnabled": true, "participantPassCode": "1",
        "tollFreeNumbers": vec!["+1 800 555 0100"; 10_000],
    });
    assert_eq!(named(profile_from(ok(&provided))), "phoneDialInInformation tollNumber");
}

#[test]
fn a_conferencing_provider_without_number_or_passcode_is_an_error() {
    let provider =
        |field: &str, value: &str| ok(&json!({ "isAudioConferenceProviderEnabled": true, field: value }));
    assert_eq!(
        named(profile_from(provider("participantPassCode", "1"))),
        "phoneDialInInformation tollNumber"
    );
    let passcode = named(profile_from(provider("tollNumber", "+1")));
    assert_eq!(passcode, "phoneDialInInformation participantPassCode");
}

#[test]
fn an_answer_that_is_none_is_named() {
    let what = "phoneDialInInformation";
    assert_eq!(profile_from(answer(200, "<html>Sign in</html>")), Err(DialInError::NotJson { what }));
    assert_eq!(profile_from(answer(500, "")), Err(DialInError::Refused { what, status: 500 }));
    for status in [429, 503] {
        assert_eq!(profile_from(answer(status, "")), Err(DialInError::Throttled { retry_after: None }));
        let server = Server::contoso();
        server.on("POST", "https://pool.contoso.example/WebTicket/oauthtoken", [answer(status, "")]);
        assert_eq!(server.profile(), Err(DialInError::Throttled { retry_after: None }), "at the sign-in");
    }
    let interrupted = TransportError::Interrupted { host: "pool.contoso.example".into() };
    assert_eq!(profile_from(Err(interrupted.clone())), Err(DialInError::NoAnswer(interrupted)));
}

#[test]
fn a_missing_link_is_named() {
    let server = Server::contoso();
    server.on("GET", ROOT, [ok(&json!({}))]);
    assert_eq!(named(server.profile()), "the discovery of Skype for Business user");
    let server = Server::contoso();
    let without = json!({ "_embedded": { "onlineMeetings": { "_links": {} } } });
    server.on("POST", "https://pool.contoso.example/ucwa/v1/applications", [ok(&without)]);
    assert_eq!(named(server.profile()), "applications phoneDialInInformation");
}

/// Whatever leads to the foreign host, nothing is sent there.
fn assert_never_asked(server: &Server, outcome: Result<DialInProfile, DialInError>) {
    let refused = TransportError::NotAllowed { host: "evil.example".into() };
    assert_eq!(outcome, Err(DialInError::NoAnswer(refused)));
    assert_eq!(server.times("evil.example"), 0, "{}", server.exchanges());
}

#[test]
fn no_redirect_leads_to_a_foreign_host() {
    for href in ["https://evil.example/root", "//evil.example/root"] {
        let server = Server::contoso();
        server.on("GET", ROOT, [ok(&json!({ "_links": { "redirect": link(href) } }))]);
        assert_never_asked(&server, server.profile());
    }
}

#[test]
fn no_ticket_is_asked_for_at_a_foreign_host() {
    let server = Server::contoso();
    let challenge = r#"MsRtcOAuth href="https://evil.example/t",grant_type="urn:microsoft.rtc:windows""#;
    let headers = vec![("WWW-Authenticate".to_owned(), challenge.to_owned())];
    let challenged = redial::wire::Response { status: 401, headers, body: String::new() };
    server.on("GET", ROOT, [Ok(challenged)]);
    assert_never_asked(&server, server.profile());
}

#[test]
fn no_sign_in_page_is_opened_at_a_foreign_host() {
    let server = Server::contoso();
    let page = json!({ "ms_rtc_passiveauthuri": "https://evil.example/PassiveAuth" }).to_string();
    server.on("POST", "https://pool.contoso.example/WebTicket/oauthtoken", [answer(400, page)]);
    assert_never_asked(&server, server.profile());
}

#[test]
fn no_link_leads_to_a_foreign_host() {
    let server = Server::contoso();
    let applications = json!({ "_links": { "applications": link("https://evil.example/ucwa") } });
    server.on("GET", "https://pool.contoso.example/user", [ok(&applications)]);
    assert_never_asked(&server, server.profile());
    let server = Server::contoso();
    let mut foreign = meeting("A", "1");
    foreign["_links"]["self"] = link("https://evil.example/A");
    server.resource("myOnlineMeetings", &list(&[foreign]));
    let join_url = JoinUrl::new("https://meet.contoso.example/ines/A").expect("a URL");
    let client = server.client();
    block_on(client.profile(&[], &NoPatience)).expect("a profile");
    let outcome = block_on(client.delete(&join_url));
    let refused = TransportError::NotAllowed { host: "evil.example".into() };
    assert_eq!(outcome, Err(DialInError::NoAnswer(refused)));
    assert_eq!(server.times("evil.example"), 0);
}

#[test]
fn a_ticket_that_would_forge_a_header_is_none() {
    let server = Server::contoso();
    server.issue("https://pool.contoso.example/WebTicket/oauthtoken", "cwt=A\r\nX-Forged: 1");
    assert_eq!(named(server.profile()), "the sign-in to Skype for Business access_token");
}
