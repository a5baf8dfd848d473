use redial::dialin::{DialIn, DialInError};
use redial::doubles::{NoPatience, block_on};
use redial::wire::Response;
use serde_json::json;

use crate::server::{Answer, MEETINGS, POOL, Server, answer, ok, phone};

const ISSUER: &str = "https://pool.contoso.example/WebTicket/oauthtoken";
const PAGE: &str = "https://pool.contoso.example/PassiveAuth/PassiveAuth.aspx";

fn page() -> Answer {
    answer(400, json!({ "error": "invalid_grant", "ms_rtc_passiveauthuri": PAGE }).to_string())
}

fn ticket() -> Answer {
    ok(&json!({ "access_token": "cwt=POOL" }))
}

fn challenged(server: &Server, challenge: &str) {
    let headers = vec![("WWW-Authenticate".to_owned(), challenge.to_owned())];
    let response = Response { status: 401, headers, body: String::new() };
    server.on("GET", "https://lyncdiscover.contoso.example/user", [Ok(response)]);
    let user = json!({ "_links": { "user": { "href": "/user" } } });
    server.on("GET", crate::server::ROOT, [ok(&user)]);
}

#[test]
fn one_sign_in_serves_all_questions() {
    let server = Server::contoso();
    let client = server.client();
    block_on(client.profile(&[], &NoPatience)).expect("a profile");
    block_on(client.profile(&[], &NoPatience)).expect("a profile");
    assert_eq!((server.times("oauthtoken"), server.times("POST https://pool.contoso.example/ucwa")), (1, 1));
}

#[test]
fn a_ticket_that_ran_out_is_renewed_once() {
    let server = Server::contoso();
    let client = server.client();
    block_on(client.profile(&[], &NoPatience)).expect("a profile");
    server.guard(POOL, "cwt=SECOND");
    server.issue(ISSUER, "cwt=SECOND");
    block_on(client.profile(&[], &NoPatience)).expect("a profile");
    assert_eq!(server.times("oauthtoken"), 2);
}

#[test]
fn a_server_that_refuses_its_own_tickets_is_not_asked_again_and_again() {
    let server = Server::contoso();
    server.issue(ISSUER, "cwt=WRONG");
    let error = server.profile().expect_err("refused");
    assert_eq!(error, DialInError::Refused { what: "the discovery of Skype for Business", status: 401 });
    assert_eq!(server.times("oauthtoken"), 1);
}

#[test]
fn an_application_that_the_server_forgot_is_made_anew() {
    let server = Server::contoso();
    let client = server.client();
    block_on(client.profile(&[], &NoPatience)).expect("a profile");
    let url = format!("{MEETINGS}/phoneDialInInformation");
    server.on(
        "GET",
        &url,
        [answer(404, r#"{"code":"NotFound","subcode":"ApplicationNotFound"}"#), ok(&phone())],
    );
    block_on(client.profile(&[], &NoPatience)).expect("a profile");
    assert_eq!((server.times("POST https://pool.contoso.example/ucwa"), server.times("oauthtoken")), (2, 1));
}

#[test]
fn whoever_has_signed_in_at_the_page_passes() {
    let server = Server::contoso();
    server.on("POST", ISSUER, [page(), ticket()]);
    server.on("GET", PAGE, [answer(200, "<html></html>")]);
    server.profile().expect("a profile");
    insta::assert_snapshot!(server.exchanges());
}

#[test]
fn where_the_page_needs_a_person_they_are_told_so() {
    let server = Server::contoso();
    server.on("POST", ISSUER, [page()]);
    server.on("GET", PAGE, [answer(200, "<html>Password?</html>")]);
    let error = server.profile().expect_err("no ticket");
    insta::assert_snapshot!(format!("{}\n{error}", server.exchanges()));
}

#[test]
fn whom_the_page_wants_to_see_windows_is_not_asked_about() {
    let server = Server::contoso();
    server.on("POST", ISSUER, [page()]);
    let error = server.profile().expect_err("no ticket");
    assert_eq!(error, DialInError::SignInPage { host: "pool.contoso.example".into(), page: PAGE.into() });
    assert_eq!(server.times("oauthtoken"), 1);
}

#[test]
fn where_the_page_is_offered_and_not_to_be_had_windows_does_not_sign_in() {
    let server = Server::contoso();
    server.on("POST", ISSUER, [answer(403, ""), ticket()]);
    let what = "the sign-in to Skype for Business";
    assert_eq!(server.profile(), Err(DialInError::Refused { what, status: 403 }));
    assert_eq!(server.times("oauthtoken"), 1);
}

#[test]
fn where_windows_alone_is_offered_it_is_asked() {
    let server = Server::contoso();
    let challenge = format!(r#"MsRtcOAuth href="{ISSUER}",grant_type="urn:microsoft.rtc:windows,password""#);
    challenged(&server, &challenge);
    server.on("POST", ISSUER, [answer(403, "")]);
    let what = "the sign-in to Skype for Business";
    assert_eq!(server.profile(), Err(DialInError::Refused { what, status: 403 }));
    assert_eq!(server.times("oauthtoken"), 1);
}

#[test]
fn a_password_is_never_offered() {
    let server = Server::contoso();
    challenged(&server, r#"MsRtcOAuth href="/WebTicket/oauthtoken",grant_type="password""#);
    let error = server.profile().expect_err("no way in");
    assert_eq!(error, DialInError::NoSignIn { host: "lyncdiscover.contoso.example".into() });
    assert_eq!(server.times("POST"), 0);
}

#[test]
fn a_challenge_of_another_kind_is_an_error() {
    let server = Server::contoso();
    challenged(&server, "Negotiate, NTLM");
    let missing =
        DialInError::Missing { what: "the sign-in to Skype for Business", field: "MsRtcOAuth challenge" };
    assert_eq!(server.profile(), Err(missing));
}
