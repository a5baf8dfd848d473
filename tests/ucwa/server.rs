//! A Skype for Business Server that answers as told, and writes down what was asked.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};

use redial::dialin::sources::{Discovery, Ucwa};
use redial::dialin::{DialIn, DialInError, DialInProfile};
use redial::doubles::{CountingIds, NoPatience, SteppingClock, block_on};
use redial::rules::HostPattern;
use redial::wire::{Request, Response, Transport, TransportError};
use serde_json::{Value, json};
use time::OffsetDateTime;

pub type Answer = Result<Response, TransportError>;
pub type Client<'a> = Ucwa<&'a Server, CountingIds, SteppingClock>;

/// The root of the autodiscover service.
pub const ROOT: &str = "https://lyncdiscover.contoso.example/Autodiscover/AutodiscoverService.svc/root";
/// The host of the organizer's pool.
pub const POOL: &str = "https://pool.contoso.example";
/// The application's online meetings.
pub const MEETINGS: &str = "https://pool.contoso.example/ucwa/v1/applications/7/onlineMeetings";

#[derive(Default)]
pub struct Server {
    answers: RefCell<BTreeMap<String, VecDeque<Answer>>>,
    /// The ticket that each guarded origin wants.
    guarded: RefCell<BTreeMap<String, String>>,
    asked: RefCell<Vec<String>>,
}

pub fn answer(status: u16, body: impl Into<String>) -> Answer {
    Ok(Response { status, headers: Vec::new(), body: body.into() })
}

pub fn ok(body: &Value) -> Answer {
    answer(200, body.to_string())
}

pub fn link(href: &str) -> Value {
    json!({ "href": href })
}

fn origin(url: &str) -> String {
    url.split('/').take(3).collect::<Vec<_>>().join("/")
}

impl Server {
    /// A server where one organizer has private meetings and two numbers.
    pub fn contoso() -> Self {
        let server = Self::default();
        server.guard(POOL, "cwt=POOL");
        server.on(
            "GET",
            ROOT,
            [ok(&json!({ "_links": { "user": link("https://pool.contoso.example/user") } }))],
        );
        server.on(
            "GET",
            "https://pool.contoso.example/user",
            [ok(&json!({ "_links": { "applications": link("/ucwa/v1/applications") } }))],
        );
        server.issue("https://pool.contoso.example/WebTicket/oauthtoken", "cwt=POOL");
        server.serve_application("https://pool.contoso.example/ucwa/v1/applications");
        server.resource("phoneDialInInformation", &phone());
        server.resource("customInvitation", &json!({ "rel": "onlineMeetingInvitationCustomization" }));
        server.resource(
            "onlineMeetingDefaultValues",
            &json!({ "defaultOnlineMeetingRel": "myOnlineMeetings" }),
        );
        server.resource("myOnlineMeetings", &json!({ "rel": "myOnlineMeetings" }));
        server.resource("myAssignedOnlineMeeting", &meeting("ASSIGNED", "4410278"));
        server
    }

    /// Answers in this order to one kind of request, with the last one from then on.
    pub fn on(&self, method: &str, url: &str, answers: impl IntoIterator<Item = Answer>) {
        self.answers.borrow_mut().insert(format!("{method} {url}"), answers.into_iter().collect());
    }

    /// A resource of the application's online meetings.
    pub fn resource(&self, name: &str, content: &Value) {
        self.on("GET", &format!("{MEETINGS}/{name}"), [ok(content)]);
    }

    /// Wants this ticket on an origin, given out at its `/WebTicket/oauthtoken`.
    pub fn guard(&self, origin: &str, ticket: &str) {
        self.guarded.borrow_mut().insert(origin.to_owned(), ticket.to_owned());
    }

    pub fn issue(&self, url: &str, ticket: &str) {
        let issued = json!({ "access_token": ticket, "token_type": "Bearer", "expires_in": 3600 });
        self.on("POST", url, [ok(&issued)]);
    }

    pub fn serve_application(&self, url: &str) {
        let link = |name: &str| link(&format!("/ucwa/v1/applications/7/onlineMeetings/{name}"));
        let application = json!({ "_embedded": { "onlineMeetings": { "_links": {
            "phoneDialInInformation": link("phoneDialInInformation"),
            "onlineMeetingInvitationCustomization": link("customInvitation"),
            "onlineMeetingDefaultValues": link("onlineMeetingDefaultValues"),
            "myOnlineMeetings": link("myOnlineMeetings"),
            "myAssignedOnlineMeeting": link("myAssignedOnlineMeeting"),
        } } } });
        self.on("POST", url, [answer(201, application.to_string())]);
    }

    /// A client that begins at the discovery root.
    pub fn client(&self) -> Client<'_> {
        self.client_of(Discovery::DiscoverUrl(ROOT.parse().expect("an address")), &[])
    }

    pub fn client_of(&self, discovery: Discovery, allowed: &[&str]) -> Client<'_> {
        let allowed: Vec<HostPattern> = allowed.iter().map(|host| host.parse().expect("a host")).collect();
        let hosts = discovery.allowed_hosts(&allowed);
        let clock = SteppingClock { now: OffsetDateTime::UNIX_EPOCH.into() };
        Ucwa::new(self, CountingIds::default(), clock, discovery, hosts)
    }

    pub fn profile(&self) -> Result<DialInProfile, DialInError> {
        block_on(self.client().profile(&[], &NoPatience))
    }

    /// What was asked and answered, a line each.
    pub fn exchanges(&self) -> String {
        self.asked.borrow().join("\n")
    }

    /// How often something was asked whose line contains `part`.
    pub fn times(&self, part: &str) -> usize {
        self.asked.borrow().iter().filter(|line| line.contains(part)).count()
    }

    fn answer_to(&self, request: &Request, ticket: Option<&str>) -> Answer {
        let origin = origin(&request.url);
        let is_issuer = request.url.contains("/WebTicket/") || request.url.contains("/PassiveAuth/");
        if let Some(wanted) = self.guarded.borrow().get(&origin)
            && !is_issuer
            && ticket != Some(&format!("Bearer {wanted}"))
        {
            let challenge = format!(
                "MsRtcOAuth href=\"{origin}/WebTicket/oauthtoken\",grant_type=\"urn:microsoft.rtc:windows,\
                 urn:microsoft.rtc:passive,password\""
            );
            let headers = vec![("WWW-Authenticate".to_owned(), challenge)];
            return Ok(Response { status: 401, headers, body: String::new() });
        }
        let mut answers = self.answers.borrow_mut();
        let unreachable = || Err(TransportError::Unreachable { host: origin.clone() });
        let Some(queue) = answers.get_mut(&format!("{} {}", request.method.as_str(), request.url)) else {
            return unreachable();
        };
        if queue.len() > 1 { queue.pop_front() } else { queue.front().cloned() }.unwrap_or_else(unreachable)
    }
}

impl Transport for &Server {
    async fn send(&self, request: Request) -> Answer {
        let header = request.headers.iter().find(|(name, _)| name == "Authorization");
        let ticket = header.map(|(_, value)| value.clone());
        let answer = self.answer_to(&request, ticket.as_deref());
        let mut line = format!("{} {}", request.method.as_str(), request.url);
        if let Some(ticket) = ticket {
            line += &format!(" ({ticket})");
        }
        if let Some(body) = &request.body {
            line += &format!(" {body}");
        }
        let outcome =
            answer.as_ref().map_or_else(|_| "no answer".to_owned(), |answer| answer.status.to_string());
        self.asked.borrow_mut().push(format!("{line} -> {outcome}"));
        answer
    }
}

/// Two regions, the second one the organizer's.
pub fn phone() -> Value {
    json!({
        "rel": "phoneDialInInformation", "conferenceId": "4410278", "defaultRegion": "Stockholm",
        "externalDirectoryUri": "https://dialin.contoso.example", "isAudioConferenceProviderEnabled": false,
        "_embedded": { "dialInRegion": [
            { "name": "London", "number": "tel:+442079460100", "languages": ["en-GB"] },
            { "name": "Stockholm", "number": "tel:+4684054000", "languages": ["sv-SE", "en-US"] },
        ] },
    })
}

/// A meeting as a list shows it in full.
pub fn meeting(id: &str, conference_id: &str) -> Value {
    json!({
        "joinUrl": format!("https://meet.contoso.example/ines/{id}"), "conferenceId": conference_id,
        "organizerUri": "sip:ines@contoso.example",
        "legacyOnlineMeetingUri": format!("conf:sip:ines@contoso.example;gruu;opaque=app:conf:focus:id:{id}"),
        "_links": { "self": link(&format!("/ucwa/v1/applications/7/onlineMeetings/myOnlineMeetings/{id}")) },
    })
}

pub fn list(meetings: &[Value]) -> Value {
    json!({ "rel": "myOnlineMeetings", "_embedded": { "myOnlineMeeting": meetings } })
}
