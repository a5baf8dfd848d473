//! No request that carries a token leaves for a server that may not see it, wherever an answer leads.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use meetings::{find, now};
use redial::calendar::CalendarError;
use redial::calendar::graph::Graph;
use redial::doubles::{NoPatience, ScriptedTransport, block_on};
use redial::wire::{
    AllowedHosts, GraphMailbox, Guarded, Mailbox, Method, Request, Response, Transport, TransportError,
};
use serde_json::json;

const GRAPH: &str = "https://graph.microsoft.com/v1.0";

/// Addresses that are not Graph's, and what is said of where they lead.
const ELSEWHERE: [(&str, &str); 25] = [
    ("https://evil.example/v1.0/me/events", "evil.example"),
    ("https://graph.microsoft.com.evil.example/v1.0/me", "graph.microsoft.com.evil.example"),
    ("https://evilgraph.microsoft.com/v1.0/me", "evilgraph.microsoft.com"),
    ("https://x.graph.microsoft.com/v1.0/me", "x.graph.microsoft.com"),
    ("https://microsoft.com/v1.0/me", "microsoft.com"),
    ("https://graph.microsoft.com@evil.example/v1.0/me", "https://graph.microsoft.com@evil.example"),
    ("https://graph.microsoft.com:x@evil.example/v1.0", "https://graph.microsoft.com:x@evil.example"),
    ("https://user@graph.microsoft.com/v1.0/me", "https://user@graph.microsoft.com"),
    ("https://graph.microsoft.com%40evil.example/v1.0", "https://graph.microsoft.com%40evil.example"),
    ("http://graph.microsoft.com/v1.0/me", "http://graph.microsoft.com"),
    ("//evil.example/v1.0/me", "//evil.example/v1.0/me"),
    ("/v1.0/me", "/v1.0/me"),
    ("", "nowhere"),
    ("data:application/json,{}", "data:application/json,{}"),
    ("https://graph.microsoft.com:8443/v1.0/me", "graph.microsoft.com:8443"),
    ("https://graph.microsoft.com:80/v1.0/me", "graph.microsoft.com:80"),
    ("https://graph.microsoft.com:/v1.0/me", "https://graph.microsoft.com:"),
    ("https://graph.microsoft.com./v1.0/me", "https://graph.microsoft.com."),
    ("https://graph.microsoft.com\\@evil.example/", "https://graph.microsoft.com\\@evil.example"),
    ("https://evil.example\\.graph.microsoft.com/", "https://evil.example\\.graph.microsoft.com"),
    ("https:\\\\evil.example/v1.0", "https:\\\\evil.example/v1.0"),
    ("https://graph.microsoft.com\t.evil.example/", "https://graph.microsoft.com\t.evil.example"),
    ("https://evil.example#graph.microsoft.com/", "evil.example"),
    ("https://evil.example?graph.microsoft.com/", "evil.example"),
    ("https://gr\u{430}ph.microsoft.com/v1.0/me", "https://gr\u{430}ph.microsoft.com"),
];

/// Addresses of Graph, however they are written.
const GRAPHS: [&str; 5] = [
    "https://graph.microsoft.com/v1.0/me/events?$skip=50",
    "https://GRAPH.Microsoft.COM/v1.0/me/events",
    "HTTPS://graph.microsoft.com/beta/me",
    "https://graph.microsoft.com:443/v1.0/me",
    "https://graph.microsoft.com",
];

fn nothing() -> Result<Response, TransportError> {
    ScriptedTransport::json(&json!({ "value": [] }))
}

fn sent(hosts: AllowedHosts, url: &str) -> (Result<Response, TransportError>, usize) {
    let transport = ScriptedTransport::new([nothing()]);
    let request = Request::new(Method::Get, url).header("Authorization", "Bearer secret");
    let answer = block_on(Guarded::new(&transport, hosts).send(request));
    let asked = transport.asked.borrow().len();
    (answer, asked)
}

#[test]
fn what_is_meant_for_one_server_reaches_no_other() {
    for (url, host) in ELSEWHERE {
        let refused = Err(TransportError::NotAllowed { host: host.into() });
        assert_eq!(sent(AllowedHosts::only(GRAPH), url), (refused, 0), "{url}");
    }
    for url in GRAPHS {
        assert_eq!(sent(AllowedHosts::only(GRAPH), url), (nothing(), 1), "{url}");
    }
}

#[test]
fn an_address_that_is_none_allows_nothing() {
    for address in
        ["", "http://graph.microsoft.com/v1.0", "graph.microsoft.com", "https://a@graph.microsoft.com"]
    {
        for url in GRAPHS {
            let (answer, asked) = sent(AllowedHosts::only(address), url);
            assert!(
                matches!(answer, Err(TransportError::NotAllowed { .. })) && asked == 0,
                "{address}: {url}"
            );
        }
    }
}

#[test]
fn named_hosts_are_asked_at_any_port_and_none_beside_them() {
    let hosts = || {
        AllowedHosts::new(
            ["pool.contoso.example", "*.pools.example"].map(|host| host.parse().expect("a host")),
        )
    };
    for url in
        ["https://pool.contoso.example/", "https://POOL.contoso.example:444/x", "https://a.pools.example/"]
    {
        assert_eq!(sent(hosts(), url).1, 1, "{url}");
    }
    for url in [
        "https://pool.contoso.example.evil.example/",
        "https://pool.contoso.example@evil.example/",
        "https://pools.example/",
        "https://evilpools.example/",
        "http://pool.contoso.example/",
        "https://pool.contoso.example./",
        "https://pool.contoso.example\\.evil.example/",
    ] {
        let (answer, asked) = sent(hosts(), url);
        assert!(matches!(answer, Err(TransportError::NotAllowed { .. })) && asked == 0, "{url}");
    }
}

fn page(next: &str) -> Result<Response, TransportError> {
    ScriptedTransport::json(&json!({ "value": [], "@odata.nextLink": next }))
}

/// What a look at the calendar gives, and how many requests it sent.
fn found(answers: Vec<Result<Response, TransportError>>) -> (Option<CalendarError>, usize) {
    let transport = ScriptedTransport::new(answers);
    let mailbox = GraphMailbox::new(GRAPH, Mailbox::Own);
    let calendar = Graph::new(&transport, mailbox, &["4f6be7cb-107a-42f6-836c-ce5ec4026b68"]);
    let found = block_on(find(&calendar, now(), &NoPatience));
    let asked = transport.asked.borrow().len();
    (found.err(), asked)
}

#[test]
fn no_next_page_is_asked_for_elsewhere_and_the_error_says_where_it_was() {
    for (url, host) in ELSEWHERE {
        let (error, asked) = found(vec![page(url)]);
        let said = error.map(|error| error.to_string()).unwrap_or_default();
        assert!(said.contains(&format!("leads to {host}, which Redial does not ask")), "{url}: {said}");
        assert_eq!(asked, 1, "{url}");
    }
    for url in GRAPHS {
        let (error, asked) = found([vec![page(url)], vec![nothing(); 6]].concat());
        assert_eq!((error, asked), (None, 6), "{url}");
    }
}

#[test]
fn no_later_page_and_no_later_occurrence_is_asked_for_elsewhere() {
    let master = json!({
        "id": "series", "changeKey": "1", "type": "seriesMaster", "isOrganizer": true,
        "recurrence": { "range": { "type": "noEnd" } }, "body": { "contentType": "html", "content": "" },
        "start": { "dateTime": "2026-11-24T09:00:00" }, "end": { "dateTime": "2026-11-24T09:30:00" },
    });
    let with_master = || ScriptedTransport::json(&json!({ "value": [master] }));
    let elsewhere = || page("https://evil.example/v1.0/me/events");
    let tagged = || vec![with_master(), nothing(), nothing(), nothing()];
    for answers in [
        vec![page("https://graph.microsoft.com/v1.0/me/events?$skip=50"), elsewhere()],
        // The dates of a series, and what else is ahead.
        [tagged(), vec![elsewhere()]].concat(),
        [tagged(), vec![nothing(), elsewhere()]].concat(),
    ] {
        let answered = answers.len();
        let (error, asked) = found(answers);
        assert!(
            matches!(&error, Some(CalendarError::Unreadable(said)) if said.contains("evil.example")),
            "{error:?}"
        );
        assert_eq!(asked, answered, "nothing is sent after the answer that leads elsewhere");
    }
}

#[test]
fn a_server_that_breaks_off_after_it_answered_is_told_from_one_that_cannot_be_reached() {
    let broken = |host: &str| Err(TransportError::Unreachable { host: host.to_owned() });
    let transport = ScriptedTransport::new([broken("a"), nothing(), broken("b"), broken("c"), broken("d")]);
    let guarded = Guarded::new(&transport, GraphMailbox::new(GRAPH, Mailbox::Own).hosts());
    let ask = || block_on(guarded.send(Request::new(Method::Get, format!("{GRAPH}/me/events"))));
    assert_eq!(ask(), broken("a"), "it never answered");
    assert!(ask().is_ok());
    for host in ["b", "c"] {
        assert_eq!(ask(), Err(TransportError::Interrupted { host: host.to_owned() }));
    }
}
