//! Teams over Graph where it is busy, and where it refuses single online meetings or tells them oddly.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;
mod teams_answers;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use meetings::{clock, meeting, onlooker};
use percent_encoding::percent_decode_str;
use redial::block::Language;
use redial::dialin::sources::Teams;
use redial::dialin::{DialIn, DialInError, DialInProfile, OnlineMeetingService, Patience};
use redial::doubles::{MANNERS, MemoryCalendar, MemoryStore, NoPatience, ScriptedTransport, block_on};
use redial::link::JoinUrl;
use redial::meeting::{Appointment, ItemId, NamedProperties, Reason, Uid};
use redial::migration::{Policy, Terms, Verdict};
use redial::wire::{GraphMailbox, Mailbox, MayBeBusy as _, Request, Response, Transport, TransportError};
use serde_json::{Value, json};
use teams_answers::{Answer, GRAPH, answer, block, join_url, joining, list, profile, source, status, with};

/// The join URL of the meeting number `n`.
fn url(n: usize) -> JoinUrl {
    let context = "context=%7b%22Tid%22%3a%221%22%2c%22Oid%22%3a%22ines%22%7d";
    let url =
        format!("https://teams.microsoft.com/l/meetup-join/19%3ameeting_{n:03}%40thread.v2/0?{context}");
    JoinUrl::new(&url).expect("a join URL")
}

fn urls(count: usize) -> Vec<JoinUrl> {
    (0..count).map(url).collect()
}

fn told(n: usize) -> Answer {
    let mut told = answer();
    told["joinWebUrl"] = json!(url(n).as_str());
    told["joinInformation"] = joining(&block(url(n).as_str(), "+442079460100", "640217935"));
    list(&told)
}

fn gone() -> Answer {
    ScriptedTransport::json(&json!({ "value": [] }))
}

fn with_code(status: u16, code: &str) -> Answer {
    Ok(Response { status, headers: vec![], body: json!({ "error": { "code": code } }).to_string() })
}

/// The service, which has a word of its own for some meetings; the others it tells.
#[derive(Default)]
struct Service {
    instead: HashMap<usize, Answer>,
    /// How often in a row it answers before it is busy once.
    patience: Option<usize>,
    since_busy: Cell<usize>,
    /// The meetings that were asked about.
    asked: RefCell<Vec<usize>>,
}

impl Service {
    fn answering(instead: impl IntoIterator<Item = (usize, Answer)>) -> Self {
        Self { instead: instead.into_iter().collect(), ..Self::default() }
    }

    fn teams(&self) -> Teams<&Self> {
        Teams::new(self, GraphMailbox::new(GRAPH, Mailbox::Own), "en-GB")
    }

    fn profile(
        &self,
        urls: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<DialInProfile, DialInError> {
        block_on(self.teams().profile(urls, patience))
    }
}

impl Transport for &Service {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let asked = percent_decode_str(&request.url).decode_utf8_lossy().into_owned();
        let (_, rest) = asked.split_once("meeting_").expect("a meeting");
        let number = rest.get(..3).and_then(|number| number.parse().ok()).expect("a number");
        self.asked.borrow_mut().push(number);
        if self.patience == Some(self.since_busy.get()) {
            self.since_busy.set(0);
            return status(429);
        }
        self.since_busy.set(self.since_busy.get() + 1);
        self.instead.get(&number).cloned().unwrap_or_else(|| told(number))
    }
}

/// What the service says of a meeting that it does not tell.
fn odd_answers() -> Vec<(&'static str, Answer)> {
    vec![
        ("somebody else's", with_code(403, "Forbidden")),
        ("a refusal without a code", status(403)),
        ("a link it does not take", with_code(400, "BadRequest")),
        ("it is locked", status(423)),
        ("it fails", with_code(500, "InternalServerError")),
        ("it fails otherwise", with_code(501, "UnknownError")),
        ("no joinWebUrl", list(&with("/joinWebUrl", Value::Null))),
        ("a joinWebUrl of another type", list(&with("/joinWebUrl", json!(7)))),
        ("no id", list(&with("/id", Value::Null))),
        ("an empty id", list(&with("/id", json!(" ")))),
        ("an odd conference ID", list(&with("/audioConferencing/conferenceId", json!("none")))),
        ("an odd audioConferencing", list(&with("/audioConferencing", json!([])))),
        ("no value", ScriptedTransport::json(&json!({}))),
        ("a value that is no list", ScriptedTransport::json(&json!({ "value": {} }))),
        ("a meeting that is none", list(&Value::Null)),
        ("no JSON", Ok(Response { status: 200, headers: vec![], body: "<html>".into() })),
    ]
}

#[test]
fn one_online_meeting_that_cannot_be_read_hides_no_other() {
    for (why, odd) in odd_answers() {
        for at in [0, 2] {
            let service = Service::answering([(at, odd.clone())]);
            let read = block_on(service.teams().read(&urls(4), &NoPatience)).expect(why);
            assert_eq!(read.untold, [url(at)], "{why}");
            let told: Vec<&JoinUrl> = read.meetings.iter().map(|meeting| &meeting.join_url).collect();
            let others = urls(4);
            let others: Vec<&JoinUrl> = others.iter().filter(|other| **other != url(at)).collect();
            assert_eq!(told, others, "{why}");
        }
    }
}

#[test]
fn what_is_gone_is_told_apart_from_what_is_not_told() {
    let service = Service::answering([(0, gone()), (1, status(404)), (2, status(403))]);
    let read = block_on(service.teams().read(&urls(4), &NoPatience)).expect("an answer");
    assert_eq!(read.untold, [url(2)]);
    assert_eq!(read.meetings.len(), 1);
}

#[test]
fn what_would_meet_every_other_meeting_ends_the_question() {
    let timed_out = || Err(TransportError::TimedOut { host: "graph.microsoft.com".into() });
    for answer in [status(401), status(429), status(503), timed_out()] {
        let service = Service::answering((0..40).map(|n| (n, answer.clone())));
        let read = block_on(service.teams().read(&urls(40), &NoPatience));
        assert!(read.expect_err("an error").meets_all());
        assert!(service.asked.borrow().len() <= 3, "nobody goes on asking: {:?}", service.asked);
        assert!(service.profile(&urls(40), &NoPatience).expect_err("an error").meets_all());
    }
}

#[test]
fn at_what_the_service_fails_once_it_is_asked_again() {
    let once = |then: Answer| ScriptedTransport::new([status(500), then]);
    let transport = once(list(&answer()));
    let read = block_on(source(&transport).read(&[join_url()], &NoPatience)).expect("an answer");
    assert_eq!((read.meetings.len(), read.untold.len()), (1, 0));
    let transport = once(list(&answer()));
    assert_eq!(block_on(source(&transport).profile(&[join_url()], &NoPatience)), Ok(profile()));
    let transport = once(status(500));
    let failed = block_on(source(&transport).profile(&[join_url()], &NoPatience));
    assert_eq!(failed, Err(DialInError::Refused { what: "onlineMeetings", status: 500 }));
}

#[test]
fn dial_in_data_is_read_off_another_meeting_where_the_newest_is_odd() {
    let nothing = json!({
        "conferenceId": null, "tollNumber": null, "tollFreeNumber": null, "tollNumbers": [], "tollFreeNumbers": [],
        "dialinUrl": null,
    });
    let mut odd = odd_answers();
    odd.push(("nothing in audioConferencing", list(&with("/audioConferencing", nothing))));
    odd.push(("an odd number", list(&with("/audioConferencing/tollNumber", json!("none")))));
    odd.push(("one odd number of several", list(&with("/audioConferencing/tollNumbers", json!(["+1", 7])))));
    for (why, odd) in odd {
        for others in [1, 4] {
            let service = Service::answering((0..others).map(|n| (n, odd.clone())));
            let read = service.profile(&urls(9), &NoPatience).expect(why);
            assert_eq!(read.audio.map(|audio| audio.numbers), profile().audio.map(|audio| audio.numbers));
        }
    }
}

#[test]
fn dial_in_data_is_read_off_a_meeting_that_is_there_however_many_are_gone() {
    for gone_ones in [0, 1, 2, 3, 5, 10, 20, 49] {
        for answer in [gone(), status(404), with_code(403, "Forbidden")] {
            let service = Service::answering((0..gone_ones).map(|n| (n, answer.clone())));
            let read = service.profile(&urls(60), &NoPatience);
            assert!(read.is_ok(), "{gone_ones}: {read:?}");
            assert_eq!(service.asked.borrow().len(), gone_ones + 1);
        }
    }
    let service = Service::answering((0..200).map(|n| (n, gone())));
    assert_eq!(service.profile(&urls(200), &NoPatience), Err(DialInError::NoMeetingYet));
    assert!(service.asked.borrow().len() <= 50, "it ends");
}

#[test]
fn a_meeting_that_is_not_told_is_no_sign_that_nobody_can_dial_in() {
    let silent = || list(&with("/audioConferencing", Value::Null));
    let audio = |answers: Vec<Answer>| {
        let service = Service::answering(answers.into_iter().enumerate());
        service.profile(&urls(3), &NoPatience).map(|profile| profile.audio)
    };
    let failed = DialInError::Refused { what: "onlineMeetings", status: 500 };
    assert_eq!(audio(vec![status(500), silent(), silent()]), Err(failed));
    let other = DialInError::Refused { what: "onlineMeetings", status: 403 };
    assert_eq!(audio(vec![status(403), status(403), status(403)]), Err(other));
    assert_eq!(audio(vec![status(403), silent(), silent()]), Ok(None), "another's says nothing");
    assert_eq!(audio(vec![silent(), silent(), silent()]), Ok(None));
}

#[test]
fn a_gateway_that_gave_up_is_busy_where_dial_in_data_is_read() {
    let plain = [408, 429, 502, 503, 504, 509].map(status);
    let coded = [
        (400, "ApplicationThrottled"),
        (403, "TooManyRequests"),
        (403, "applicationThrottled"),
        (404, "ServiceUnavailable"),
        (500, "ServiceUnavailable"),
        (500, "GatewayTimeout"),
        (500, "ErrorServerBusy"),
        (509, "activityLimitReached"),
    ]
    .map(|(status, code)| with_code(status, code));
    let inner = json!({ "error": { "code": "UnknownError", "innerError": { "code": "TooManyRequests" } } });
    let inner = Ok(Response { status: 500, headers: vec![], body: inner.to_string() });
    for busy in plain.into_iter().chain(coded).chain([inner]) {
        let service = Service::answering([(0, busy.clone())]);
        let error = service.profile(&urls(1), &NoPatience).expect_err("busy");
        assert!(error.busy().is_some(), "{busy:?}: {error}");
        let error = block_on(service.teams().read(&urls(1), &NoPatience)).expect_err("busy");
        assert!(error.busy().is_some(), "{busy:?}: {error}");
    }
    for refused in [(400, "BadRequest"), (403, "Forbidden"), (500, "InternalServerError")] {
        let service = Service::answering([(0, with_code(refused.0, refused.1))]);
        let error = service.profile(&urls(1), &NoPatience).expect_err("refused");
        assert!(error.busy().is_none(), "{refused:?}");
    }
}

#[test]
fn what_was_told_of_online_meetings_is_kept_while_a_busy_service_is_waited_for() {
    for at_once in 1..7 {
        let service = Service { patience: Some(at_once), ..Service::default() };
        let clock = clock();
        let read = block_on(service.teams().read(&urls(30), &onlooker(&clock))).expect("an answer");
        assert_eq!(read.meetings.len(), 30);
        let refused = 30usize.div_ceil(at_once);
        assert!(service.asked.borrow().len() <= 30 + refused, "nothing is asked for twice");
    }
}

#[test]
fn what_is_gone_is_not_asked_for_again_while_a_busy_service_is_waited_for() {
    for at_once in 1..7 {
        let instead = (0..30).map(|n| (n, gone())).collect();
        let service = Service { patience: Some(at_once), instead, ..Service::default() };
        let clock = clock();
        let read = service.profile(&urls(40), &onlooker(&clock));
        assert!(read.is_ok(), "{at_once}: {read:?}");
        assert!(service.asked.borrow().len() <= 31 + 31usize.div_ceil(at_once));
    }
}

/// An appointment with the online meeting number `n`, whose block is of before.
fn stale(n: usize) -> Appointment {
    let mut appointment = meeting("AAAA1111", 2, &meetings::profile("1"));
    let block = block(url(n).as_str(), "+15550100", "640217935");
    appointment.body.content = format!("<html><body><p>Agenda</p>\r\n{block}</body></html>");
    appointment.header.id = ItemId::new(format!("item-{n}"));
    appointment.header.identity.uid = Some(Uid::new(format!("uid-{n}")));
    appointment.header.named = NamedProperties { teams_url: Some(url(n)), ..NamedProperties::default() };
    appointment
}

#[test]
fn a_look_goes_on_beside_an_online_meeting_that_cannot_be_read() {
    for (why, odd) in odd_answers() {
        let service = Service { patience: Some(2), ..Service::answering([(1, odd)]) };
        let calendar = MemoryCalendar::new((0..4).map(stale));
        let policy = Policy { coexist_with_mms: false, ..Policy::default() };
        let terms = Terms { policy: &policy, forms: &[], language: Language::English, manners: MANNERS };
        let (teams, settings, clock) = (service.teams(), MemoryStore::default(), clock());
        let assessed = meetings::assess(&teams, &teams, &calendar, &settings, onlooker(&clock), terms);
        let plan = block_on(assessed).expect(why).plan;
        let rewritten: Vec<&str> = plan.rewrites().map(|(known, _)| known.id.as_str()).collect();
        assert_eq!(rewritten, ["item-0", "item-2", "item-3"], "{why}");
        let left = plan.meetings.iter().find(|known| known.header.id.as_str() == "item-1").expect(why);
        let unknown = Reason::UnknownAddress { address: url(1).as_str().to_owned() };
        assert_eq!(left.verdict, Verdict::LeftAlone(unknown), "{why}");
    }
}
