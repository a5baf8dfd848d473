//! What Teams over Graph answers, for tests.
#![allow(
    dead_code,
    clippy::expect_used,
    reason = "each test file uses its part; a test may fail by panicking"
)]

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use redial::dialin::sources::Teams;
use redial::dialin::{DialIn, DialInError, DialInProfile, NewMeeting, OnlineMeeting, OnlineMeetingService};
use redial::doubles::{NoPatience, ScriptedTransport, block_on};
use redial::link::JoinUrl;
use redial::wire::{GraphMailbox, Mailbox, Response, TransportError};
use serde_json::{Value, json};

/// What a new meeting is asked for by.
pub const NAME: &str = "00000000-0000-4000-8000-000000000001";
pub const GRAPH: &str = "https://graph.microsoft.com/v1.0";
pub const JOIN: &str = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_QUJD%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d";

pub type Answer = Result<Response, TransportError>;

/// A block in the shape of the service's own.
pub fn block(join_url: &str, number: &str, conference_id: &str) -> String {
    let line = "_".repeat(80);
    format!(
        r#"<div style="width:100%;height: 20px;"><span style="white-space:nowrap;">{line}</span></div>
<div class="me-email-text" lang="en-GB">
<div><span>Microsoft Teams meeting</span></div>
<div><span>Join from anywhere</span></div>
<a class="me-email-headline" href="{join_url}" target="_blank" rel="noreferrer noopener">Join here</a>
<div><span>Or by phone</span></div>
<div><a href="tel:{number},,{conference_id}#">{number},,{conference_id}#</a>&nbsp;&nbsp; United Kingdom, London</div>
<div>Phone Conference ID: <span>{conference_id}#</span></div>
<div><a href="https://dialin.teams.microsoft.com/5c2d9e07?id={conference_id}">Local numbers</a> | <a href="https://mysettings.lync.com/pstnconferencing">Reset PIN</a></div>
<div><a href="https://aka.ms/JoinTeamsMeeting">More</a> | <a href="https://teams.microsoft.com/meetingOptions/?organizerId=1&language=en-GB">Options</a></div>
</div>
<div style="width:100%;height: 20px;"><span style="white-space:nowrap;">{line}</span></div>"#
    )
}

pub fn joining(html: &str) -> Value {
    let encoded = utf8_percent_encode(html, NON_ALPHANUMERIC).to_string().replace("%20", "+");
    json!({ "content": format!("data:text/html,{encoded}"), "contentType": "html" })
}

/// An `onlineMeeting` as Graph tells it.
pub fn answer() -> Value {
    json!({
        "id": "MSpjMmYx", "subject": "Budget", "joinWebUrl": JOIN,
        "audioConferencing": {
            "conferenceId": "640217935", "tollNumber": "+442079460100", "tollFreeNumber": "+448005550136",
            "tollNumbers": ["+442079460100", "+4685052103"], "tollFreeNumbers": ["+448005550136"],
            "dialinUrl": "https://dialin.teams.microsoft.com/5c2d9e07?id=640217935",
        },
        "joinInformation": joining(&block(JOIN, "+442079460100", "640217935")),
    })
}

pub fn with(pointer: &str, value: Value) -> Value {
    let mut answer = answer();
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer");
    answer.pointer_mut(parent).expect("a parent")[field] = value;
    answer
}

pub fn list(meeting: &Value) -> Answer {
    ScriptedTransport::json(&json!({ "value": [meeting] }))
}

pub fn status(status: u16) -> Answer {
    Ok(Response { status, headers: vec![], body: String::new() })
}

pub fn join_url() -> JoinUrl {
    JoinUrl::new(JOIN).expect("a join URL")
}

pub fn source(transport: &ScriptedTransport) -> Teams<&ScriptedTransport> {
    Teams::new(transport, GraphMailbox::new(GRAPH, Mailbox::Own), "en-GB")
}

pub fn created(answers: impl IntoIterator<Item = Answer>) -> Result<OnlineMeeting, DialInError> {
    let created =
        block_on(source(&ScriptedTransport::new(answers)).create(NewMeeting::about("Budget", NAME)));
    created.map(|created| created.meeting)
}

pub fn profile_from(answers: impl IntoIterator<Item = Answer>) -> Result<DialInProfile, DialInError> {
    block_on(source(&ScriptedTransport::new(answers)).profile(&[join_url()], &NoPatience))
}

pub fn profile() -> DialInProfile {
    profile_from([list(&answer())]).expect("a profile")
}

pub fn missing(field: &'static str) -> DialInError {
    DialInError::Missing { what: "onlineMeetings", field }
}
