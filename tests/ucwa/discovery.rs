use redial::dialin::sources::Discovery;
use redial::dialin::{DialIn, DialInError};
use redial::doubles::{NoPatience, block_on};
use redial::wire::TransportError;
use serde_json::json;

use crate::server::{ROOT, Server, answer, link, ok};

const INTERNAL: &str = "https://lyncdiscoverinternal.contoso.example/";
const EXTERNAL: &str = "https://lyncdiscover.contoso.example/";

fn domain() -> Discovery {
    Discovery::Domain("contoso.example".parse().expect("a domain"))
}

#[test]
fn inside_the_network_the_internal_server_is_asked_alone() {
    let server = Server::contoso();
    server.on(
        "GET",
        INTERNAL,
        [ok(&json!({ "_links": { "user": link("https://pool.contoso.example/user") } }))],
    );
    block_on(server.client_of(domain(), &[]).profile(&[], &NoPatience)).expect("a profile");
    insta::assert_snapshot!(server.exchanges());
}

#[test]
fn outside_the_network_the_external_server_is_asked_next() {
    let server = Server::contoso();
    server.on(
        "GET",
        EXTERNAL,
        [ok(&json!({ "_links": { "user": link("https://pool.contoso.example/user") } }))],
    );
    block_on(server.client_of(domain(), &[]).profile(&[], &NoPatience)).expect("a profile");
    insta::assert_snapshot!(server.exchanges());
}

#[test]
fn redirects_are_followed() {
    let server = Server::contoso();
    server.on(
        "GET",
        ROOT,
        [ok(&json!({ "_links": { "redirect": link("https://dir.contoso.example/root") } }))],
    );
    let user = json!({ "_links": { "user": link("https://pool.contoso.example/user") } });
    server.on("GET", "https://dir.contoso.example/root", [ok(&user)]);
    server.profile().expect("a profile");
    insta::assert_snapshot!(server.exchanges());
}

#[test]
fn a_loop_of_redirects_ends() {
    let server = Server::contoso();
    server.on("GET", ROOT, [ok(&json!({ "_links": { "redirect": link(EXTERNAL) } }))]);
    server.on("GET", EXTERNAL, [ok(&json!({ "_links": { "redirect": link(ROOT) } }))]);
    let error = server.profile().expect_err("a loop");
    assert_eq!(error, DialInError::RedirectedTooOften { host: "lyncdiscover.contoso.example".into() });
    assert!(server.times("GET") < 10);
}

#[test]
fn a_pool_with_another_host_gets_a_ticket_of_its_own() {
    let server = Server::contoso();
    let director = "https://director.contoso.example";
    server.guard(director, "cwt=DIRECTOR");
    server.issue(&format!("{director}/WebTicket/oauthtoken"), "cwt=DIRECTOR");
    server.on("GET", ROOT, [ok(&json!({ "_links": { "user": link(&format!("{director}/user")) } }))]);
    let applications = link("https://pool.contoso.example/ucwa/v1/applications");
    server.on(
        "GET",
        &format!("{director}/user"),
        [ok(&json!({ "_links": { "applications": applications } }))],
    );
    server.profile().expect("a profile");
    insta::assert_snapshot!(server.exchanges());
}

#[test]
fn an_origin_that_the_server_does_not_know_is_told_what_to_do() {
    let server = Server::contoso();
    server.on("GET", ROOT, [answer(403, "")]);
    let error = server.profile().expect_err("refused");
    assert!(error.to_string().contains("CrossDomainAuthorizationList"), "{error}");
}

#[test]
fn a_server_that_nobody_reaches_is_named() {
    let error = block_on(Server::default().client_of(domain(), &[]).profile(&[], &NoPatience))
        .expect_err("no server");
    assert!(
        error.to_string().starts_with("https://lyncdiscover.contoso.example cannot be reached"),
        "{error}"
    );
}

#[test]
fn without_patterns_the_own_domain_is_allowed_and_with_patterns_what_they_say() {
    let elsewhere = |allowed: &[&str]| {
        let server = Server::contoso();
        server.on(
            "GET",
            ROOT,
            [ok(&json!({ "_links": { "user": link("https://pool.fabrikam.example/user") } }))],
        );
        let discovery = Discovery::DiscoverUrl(ROOT.parse().expect("an address"));
        let outcome = block_on(server.client_of(discovery, allowed).profile(&[], &NoPatience));
        (server.times("fabrikam"), outcome.expect_err("no such pool"))
    };
    let refused = TransportError::NotAllowed { host: "pool.fabrikam.example".into() };
    assert_eq!(elsewhere(&[]), (0, DialInError::NoAnswer(refused.clone())));
    assert_eq!(elsewhere(&["pool.contoso.example"]), (0, DialInError::NoAnswer(refused)));
    assert_eq!(elsewhere(&["*.fabrikam.example"]).0, 1);
}

#[test]
fn who_is_sent_to_where_skype_for_business_online_was_has_moved_to_teams() {
    for host in [
        "webdir1e.online.lync.com",
        "webpoolam41e01.infra.lync.com",
        "webdir0a.partner.lync.cn",
        "webdir.gov.skypeforbusiness.us",
    ] {
        let server = Server::contoso();
        let user = json!({ "_links": { "redirect": link(&format!("https://{host}/user")) } });
        server.on("GET", "https://pool.contoso.example/user", [ok(&user)]);
        assert_eq!(server.profile(), Err(DialInError::MovedToTeams), "{host}");
        assert_eq!(server.times(host), 0);
    }
}

#[test]
fn where_discovery_begins_at_skype_for_business_online_the_account_has_moved_to_teams() {
    let server = Server::contoso();
    let root = "https://webdir.online.lync.com/Autodiscover/AutodiscoverService.svc/root";
    let discovery = Discovery::DiscoverUrl(root.parse().expect("an address"));
    let profile = block_on(server.client_of(discovery, &[]).profile(&[], &NoPatience));
    assert_eq!((profile, server.times("lync.com")), (Err(DialInError::MovedToTeams), 0));
}

#[test]
fn refusals_of_one_status_are_told_apart() {
    let refused = |status: u16, subcode: &str| {
        let server = Server::contoso();
        let body = json!({ "code": "Error", "subcode": subcode, "message": "…" }).to_string();
        server.on("GET", ROOT, [answer(status, body)]);
        server.profile().expect_err("refused")
    };
    let what = "the discovery of Skype for Business";
    assert_eq!(refused(403, "MobileApplicationNoLongerAllowed"), DialInError::MobilityNotAllowed);
    assert_eq!(refused(410, "UserAgentNotAllowed"), DialInError::UserAgentNotAllowed { what });
    assert_eq!(refused(410, "CannotRedirect"), DialInError::CannotRedirect);
    assert_eq!(refused(410, "Gone"), DialInError::Refused { what, status: 410 });
    assert!(matches!(refused(403, ""), DialInError::OriginRefused { .. }));
}
