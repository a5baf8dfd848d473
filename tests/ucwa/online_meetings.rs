use redial::block::ConferenceId;
use redial::calendar::MayBeBusy as _;
use redial::dialin::{DialInError, NewMeeting, OnlineMeetingService, Told};
use redial::doubles::{NoPatience, block_on};
use redial::link::JoinUrl;
use redial::wire::TransportError;
use serde_json::{Value, json};

use crate::server::{Answer, MEETINGS, Server, answer, link, list, meeting, ok};

fn join_url(id: &str) -> JoinUrl {
    JoinUrl::new(&format!("https://meet.contoso.example/ines/{id}")).expect("a URL")
}

/// An answer that is lost in time, and one that is lost as its connection breaks.
fn lost() -> [Answer; 2] {
    let host = || "pool.contoso.example".to_owned();
    [Err(TransportError::TimedOut { host: host() }), Err(TransportError::Unreachable { host: host() })]
}

fn described(id: &str, description: &str) -> Value {
    let mut meeting = meeting(id, "12983487");
    meeting["description"] = json!(description);
    meeting
}

/// How a request for a new meeting begins.
const POSTED: &str =
    "POST https://pool.contoso.example/ucwa/v1/applications/7/onlineMeetings/myOnlineMeetings ";

/// What a new meeting is asked for by.
const NAME: &str = "00000000-0000-4000-8000-000000000002";

/// What the meeting with that name is described by.
const DESCRIPTION: &str = "Redial 00000000-0000-4000-8000-000000000002";

#[test]
fn a_private_meeting_is_created_with_a_life_longer_than_a_day() {
    let server = Server::contoso();
    server.on("POST", &format!("{MEETINGS}/myOnlineMeetings"), [ok(&meeting("AB12CD34", "12983487"))]);
    let created =
        block_on(server.client().create(NewMeeting::about("Budget", NAME))).expect("a meeting").meeting;
    assert_eq!(created.join_url, join_url("AB12CD34"));
    assert_eq!(created.conference_id, ConferenceId::new("12983487"));
    insta::assert_snapshot!(server.exchanges());
}

#[test]
fn a_public_meeting_is_the_assigned_one() {
    let server = Server::contoso();
    server.resource(
        "onlineMeetingDefaultValues",
        &json!({ "defaultOnlineMeetingRel": "myAssignedOnlineMeeting" }),
    );
    let created = block_on(server.client().create(NewMeeting::about("Budget", NAME))).expect("a meeting");
    assert_eq!((created.meeting.join_url, created.is_new), (join_url("ASSIGNED"), false));
    assert_eq!(server.times(POSTED), 0);
}

#[test]
fn a_meeting_whose_answer_was_lost_is_found_again() {
    for lost in lost() {
        let server = Server::contoso();
        server.on("POST", &format!("{MEETINGS}/myOnlineMeetings"), [lost]);
        let linked = json!({ "href": "/ucwa/v1/applications/7/onlineMeetings/myOnlineMeetings/MADE" });
        let mut listed = list(&[described("OTHER", "Redial 0")]);
        listed["_links"] = json!({ "myOnlineMeeting": linked });
        server.resource("myOnlineMeetings", &listed);
        server.on("GET", &format!("{MEETINGS}/myOnlineMeetings/MADE"), [ok(&described("MADE", DESCRIPTION))]);
        let created =
            block_on(server.client().create(NewMeeting::about("Budget", NAME))).expect("a meeting").meeting;
        assert_eq!(created.join_url, join_url("MADE"));
        assert_eq!(server.times(POSTED), 1);
    }
}

#[test]
fn a_meeting_that_may_have_been_asked_for_before_is_looked_for_first() {
    let gave_up = [408, 502, 503, 504].map(|status| answer(status, ""));
    for gave_up in gave_up {
        let server = Server::contoso();
        server.on("POST", &format!("{MEETINGS}/myOnlineMeetings"), [gave_up]);
        let new = NewMeeting::about("Budget", NAME);
        let busy = block_on(server.client().create(new)).expect_err("a gateway that gave up");
        assert!(busy.busy().is_some(), "{busy:?}");
        server.resource(
            "myOnlineMeetings",
            &list(&[described("OTHER", "Redial 0"), described("MADE", DESCRIPTION)]),
        );
        let again = NewMeeting { may_exist: true, ..new };
        let created = block_on(server.client().create(again)).expect("a meeting");
        assert_eq!((created.meeting.join_url, created.is_new), (join_url("MADE"), false));
        assert_eq!(server.times(POSTED), 1);
    }
}

#[test]
fn a_request_that_never_arrived_is_sent_again() {
    for lost in lost() {
        let server = Server::contoso();
        server.on("POST", &format!("{MEETINGS}/myOnlineMeetings"), [lost, ok(&meeting("SECOND", "1"))]);
        let created =
            block_on(server.client().create(NewMeeting::about("Budget", NAME))).expect("a meeting").meeting;
        assert_eq!(created.join_url, join_url("SECOND"));
        assert_eq!(server.times(POSTED), 2);
    }
}

#[test]
fn a_refused_meeting_is_not_asked_for_again() {
    let server = Server::contoso();
    let body = r#"{"code":"Conflict","subcode":"TooManyOnlineMeetings"}"#;
    server.on("POST", &format!("{MEETINGS}/myOnlineMeetings"), [answer(409, body)]);
    let refused = block_on(server.client().create(NewMeeting::about("Budget", NAME)));
    assert_eq!(refused, Err(DialInError::TooManyOnlineMeetings));
    assert_eq!(server.times(POSTED), 1);
}

#[test]
fn a_date_in_the_form_that_is_refused_is_sent_in_the_other_once() {
    let url = format!("{MEETINGS}/myOnlineMeetings");
    let invalid = || answer(400, r#"{"code":"BadRequest","subcode":"ParameterValidationFailure"}"#);
    let server = Server::contoso();
    server.on("POST", &url, [invalid(), ok(&meeting("MADE", "1"))]);
    let made = block_on(server.client().create(NewMeeting::about("Budget", NAME))).expect("a meeting");
    assert_eq!((made.meeting.join_url, made.is_new), (join_url("MADE"), true));
    insta::assert_snapshot!(server.exchanges());
    let server = Server::contoso();
    server.on("POST", &url, [invalid()]);
    let refused = block_on(server.client().create(NewMeeting::about("Budget", NAME)));
    assert_eq!(refused, Err(DialInError::Refused { what: "myOnlineMeetings", status: 400 }));
    assert_eq!(server.times(POSTED), 2);
}

#[test]
fn reading_asks_only_for_what_the_list_leaves_out() {
    let server = Server::contoso();
    let mut bare = meeting("BARE", "0");
    bare.as_object_mut().expect("an object").remove("conferenceId");
    let mut unwanted = bare.clone();
    unwanted["joinUrl"] = json!("https://meet.contoso.example/ines/UNWANTED");
    let gone =
        json!({ "_links": { "self": link("/ucwa/v1/applications/7/onlineMeetings/myOnlineMeetings/GONE") } });
    server.resource("myOnlineMeetings", &list(&[meeting("WHOLE", "11"), bare, unwanted, gone]));
    server.on("GET", &format!("{MEETINGS}/myOnlineMeetings/BARE"), [ok(&meeting("BARE", "22"))]);
    server.on("GET", &format!("{MEETINGS}/myOnlineMeetings/GONE"), [answer(404, "")]);
    let wanted = ["WHOLE", "BARE", "UNKNOWN"].map(join_url);
    let read = block_on(server.client().read(&wanted, &NoPatience)).expect("meetings");
    let ids: Vec<_> = read.meetings.iter().map(|meeting| meeting.conference_id.clone()).collect();
    assert_eq!(ids, [ConferenceId::new("11"), ConferenceId::new("22")]);
    insta::assert_snapshot!(server.exchanges());
}

#[test]
fn one_online_meeting_that_cannot_be_read_hides_no_other() {
    let url = format!("{MEETINGS}/myOnlineMeetings/ODD");
    let without = |members: &[&str]| {
        let mut bare = meeting("ODD", "0");
        for member in members {
            bare.as_object_mut().expect("an object").remove(*member);
        }
        bare
    };
    let wanted = ["ODD", "WHOLE", "GONE"].map(join_url);
    let read = |listed: Value, answers: Option<Answer>| {
        let server = Server::contoso();
        server.resource("myOnlineMeetings", &list(&[listed, meeting("WHOLE", "11")]));
        server.on("GET", &url, answers);
        block_on(server.client().read(&wanted, &NoPatience))
    };
    let named = || without(&["conferenceId"]);
    let odd = || meeting("ODD", "none");
    let [one, _, gone] = wanted.clone();
    for (why, listed, answered, untold) in [
        ("refused", named(), Some(answer(403, "")), vec![one.clone()]),
        ("it fails", named(), Some(answer(500, "")), vec![one.clone()]),
        ("an odd ID in the list", odd(), None, vec![one.clone()]),
        ("an odd ID", named(), Some(ok(&odd())), vec![one.clone()]),
        (
            "refused, and nobody knows which",
            without(&["joinUrl"]),
            Some(answer(403, "")),
            vec![one.clone(), gone.clone()],
        ),
        (
            "without a URL",
            without(&["joinUrl"]),
            Some(ok(&without(&["joinUrl"]))),
            vec![one.clone(), gone.clone()],
        ),
        ("gone meanwhile", named(), Some(answer(404, "")), vec![]),
    ] {
        let told = read(listed, answered).expect(why);
        let urls: Vec<_> = told.meetings.iter().map(|meeting| meeting.join_url.clone()).collect();
        assert_eq!((urls, told.untold), (vec![join_url("WHOLE")], untold), "{why}");
    }
    assert!(read(named(), Some(answer(503, ""))).expect_err("busy").meets_all());
}

#[test]
fn reading_nothing_asks_nothing() {
    let server = Server::contoso();
    assert_eq!(block_on(server.client().read(&[], &NoPatience)), Ok(Told::default()));
    assert_eq!(server.exchanges(), "");
}

#[test]
fn deleting_follows_the_link_of_the_meeting_and_what_is_gone_stays_gone() {
    let server = Server::contoso();
    server.resource("myOnlineMeetings", &list(&[meeting("A", "1"), meeting("B", "2")]));
    let url = format!("{MEETINGS}/myOnlineMeetings/B");
    server.on("DELETE", &url, [answer(204, ""), answer(404, "")]);
    let client = server.client();
    block_on(client.delete(&join_url("B"))).expect("deleted");
    block_on(client.delete(&join_url("B"))).expect("gone already");
    block_on(client.delete(&join_url("NEVER"))).expect("never there");
    assert_eq!(server.times("DELETE"), 2);
}
