//! New meetings in Teams: what the answer to a creation lacks, and in which language it is.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod teams_answers;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use redial::block::{Language, in_plain_text, recognise};
use redial::dialin::sources::Teams;
use redial::dialin::{DialInError, NewMeeting, OnlineMeetingService};
use redial::doubles::{ScriptedTransport, block_on};
use redial::html::{Document, Format};
use redial::wire::{GraphMailbox, Mailbox, MayBeBusy as _, Method, Response};
use serde_json::{Value, json};
use teams_answers::{
    Answer, GRAPH, JOIN, NAME, answer, block, created, joining, list, missing, source, status, with,
};

/// A meeting that this request made.
fn made(told: &Value) -> Answer {
    ScriptedTransport::json(told).map(|answer| Response { status: 201, ..answer })
}

fn methods(transport: &ScriptedTransport) -> Vec<&'static str> {
    transport.asked.borrow().iter().map(|request| request.method.as_str()).collect()
}

#[test]
fn what_the_answer_to_a_creation_says_wrongly_or_empty_is_read_again() {
    let told = || ScriptedTransport::json(&answer());
    let whole = created([told()]).expect("a meeting");
    let no_block = |content: Value| with("/joinInformation/content", content);
    let no_toll_numbers = |single: Value, id: Value| {
        let mut told = with("/audioConferencing/tollNumbers", json!([]));
        told["audioConferencing"]["tollNumber"] = single;
        told["audioConferencing"]["conferenceId"] = id;
        told
    };
    for (what, lacking) in [
        ("joinInformation {}", with("/joinInformation", json!({}))),
        ("joinInformation null", with("/joinInformation", Value::Null)),
        ("joinInformation of another type", with("/joinInformation", json!("none"))),
        ("content null", no_block(Value::Null)),
        ("content empty", no_block(json!(""))),
        ("content blank", no_block(json!(" \r\n"))),
        ("content of another type", no_block(json!(7))),
        ("content of another encoding", no_block(json!("data:text/html;base64,PGI+"))),
        ("content of another charset", no_block(json!("data:text/html,%3Cb%3E%FF"))),
        ("content that is no block", no_block(json!("data:text/html,%3Cp%3ESign+in%3C%2Fp%3E"))),
        (
            "another meeting's block",
            with("/joinInformation", joining(&block(&JOIN.replace("QUJD", "WFla"), "+1", "1"))),
        ),
        ("joinWebUrl null", with("/joinWebUrl", Value::Null)),
        ("joinWebUrl empty", with("/joinWebUrl", json!(""))),
        ("joinWebUrl of another type", with("/joinWebUrl", json!([]))),
        ("id null", with("/id", Value::Null)),
        ("audioConferencing null", with("/audioConferencing", Value::Null)),
        ("audioConferencing of another type", with("/audioConferencing", json!([]))),
        ("conferenceId null", with("/audioConferencing/conferenceId", Value::Null)),
        ("conferenceId empty", with("/audioConferencing/conferenceId", json!(""))),
        ("an odd conferenceId", with("/audioConferencing/conferenceId", json!("none"))),
        ("no toll numbers", no_toll_numbers(Value::Null, json!("640217935"))),
        ("no toll numbers and no ID", no_toll_numbers(Value::Null, Value::Null)),
        ("an odd number", no_toll_numbers(json!("none"), json!("640217935"))),
    ] {
        let again = if what == "id null" { list(&answer()) } else { told() };
        assert_eq!(created([ScriptedTransport::json(&lacking), again]), Ok(whole.clone()), "{what}");
    }
}

#[test]
fn what_the_answer_to_a_creation_tells_is_not_asked_for_twice() {
    let transport = ScriptedTransport::new([made(&answer())]);
    block_on(source(&transport).create(NewMeeting::about("Budget", NAME))).expect("a meeting");
    assert_eq!(methods(&transport), ["POST"]);
}

#[test]
fn a_block_in_another_language_than_was_asked_for_is_read_again() {
    let in_language = |culture: &str| {
        let html = block(JOIN, "+442079460100", "640217935").replace("en-GB", culture);
        with("/joinInformation", joining(&html))
    };
    for (asked, told, again) in [
        ("sv-SE", "en-US", true),
        ("en-GB", "sv-SE", true),
        ("pt-BR", "en-US", true),
        ("de-DE", "en-US", true),
        ("de-DE", "nl-NL", true),
        ("sv-SE", "sv-SE", false),
        ("en-US", "en-GB", false),
    ] {
        let transport = ScriptedTransport::new([made(&in_language(told)), made(&in_language(asked))]);
        let teams = Teams::new(&transport, GraphMailbox::new(GRAPH, Mailbox::Own), asked);
        let created = block_on(teams.create(NewMeeting::about("Budget", NAME))).expect("a meeting");
        let language = created.meeting.block.expect("a block").language();
        assert_eq!(language, Language::closest(asked), "{asked} {told}");
        let requests = transport.asked.borrow();
        assert_eq!(requests.len() == 2, again, "{asked} {told}");
        let is_asked_in = |language: &str| {
            requests
                .iter()
                .all(|request| request.headers.contains(&("Accept-Language".to_owned(), language.to_owned())))
        };
        assert!(is_asked_in(asked));
    }
}

#[test]
fn a_block_in_another_language_is_better_than_none_but_not_than_waiting() {
    let swedish = with(
        "/joinInformation",
        joining(&block(JOIN, "+442079460100", "640217935").replace("en-GB", "sv-SE")),
    );
    let created = |again: Answer| created([made(&swedish), again]);
    for refused in [status(403), status(404), ScriptedTransport::json(&json!({}))] {
        let meeting = created(refused).expect("a meeting");
        assert_eq!(meeting.block.expect("a block").language(), Some(Language::Swedish));
    }
    assert!(created(status(429)).expect_err("busy").busy().is_some());
    let numberless = with("/audioConferencing", Value::Null);
    let meeting = teams_answers::created([made(&numberless), status(429)]).expect("a meeting");
    assert!(meeting.block.is_some(), "what is shown is all there");
}

#[test]
fn a_new_meeting_that_is_not_told_is_deleted_again() {
    let lacks = || made(&with("/joinInformation", Value::Null));
    let told_badly = || ScriptedTransport::json(&with("/joinInformation", Value::Null));
    for (again, error) in [
        (status(403), DialInError::Refused { what: "onlineMeetings", status: 403 }),
        (status(404), DialInError::Refused { what: "onlineMeetings", status: 404 }),
        (told_badly(), missing("joinInformation")),
    ] {
        let transport = ScriptedTransport::new([lacks(), again, status(204)]);
        let created = block_on(source(&transport).create(NewMeeting::about("Budget", NAME)));
        assert_eq!(created, Err(error));
        assert_eq!(methods(&transport), ["POST", "GET", "DELETE"]);
        assert!(transport.asked.borrow()[2].url.ends_with("/me/onlineMeetings/MSpjMmYx"));
    }
}

#[test]
fn a_meeting_that_is_not_told_is_kept_where_somebody_may_have_it_or_asks_for_it_again() {
    let lacks = || made(&with("/joinInformation", Value::Null));
    let there = ScriptedTransport::json(&with("/joinInformation", Value::Null));
    let first = NewMeeting::about("Budget", NAME);
    let may_exist = NewMeeting { may_exist: true, ..first };
    for (new, created, again) in [
        (first, there, status(403)),
        (may_exist, lacks(), status(403)),
        (first, lacks(), status(503)),
        (first, lacks(), status(429)),
    ] {
        let transport = ScriptedTransport::new([created, again]);
        block_on(source(&transport).create(new)).expect_err("it is not told");
        let deletes = |method: &Method| *method == Method::Delete;
        assert!(!transport.asked.borrow().iter().any(|request| deletes(&request.method)));
    }
}

#[test]
fn join_information_is_read_whatever_of_its_prefix_is_encoded() {
    let html = block(JOIN, "+442079460100", "640217935");
    let all = utf8_percent_encode(&html, NON_ALPHANUMERIC).to_string();
    for prefix in [
        "data:text/html,",
        "data:text%2Fhtml,",
        "data%3Atext/html%2C",
        "data%3Atext%2Fhtml,",
        "data%3atext%2fhtml%2c",
        "data:text/html%2C",
        "Data:Text/HTML,",
        "data:text/html;charset=utf-8,",
        "data:text/html;charset=UTF-8,",
        "data%3Atext%2Fhtml%3Bcharset%3Dutf-8%2C",
        "data:text/html;charset%3Dutf-8,",
        "",
        "\r\n",
        "%0D%0A",
        "data:text/html,%0D%0A",
    ] {
        for encoded in [all.clone(), all.replace("%20", "+"), all.replace("%2D", "-").replace("%2E", ".")] {
            let told = with("/joinInformation/content", json!(format!("{prefix}{encoded}")));
            let made = created([ScriptedTransport::json(&told)]).expect(prefix);
            assert_eq!(made.block.expect(prefix).html(), html);
        }
        let plain = with("/joinInformation/content", json!(format!("{prefix}{html}")));
        if !prefix.contains('%') {
            let made = created([ScriptedTransport::json(&plain)]).expect(prefix);
            assert_eq!(made.block.expect(prefix).html(), html, "what is not encoded stays as it is");
        }
    }
    for other in ["data:text/plain,", "data:text/htmlx,", "Sign in: ", "data:text/html"] {
        let told =
            || ScriptedTransport::json(&with("/joinInformation/content", json!(format!("{other}{all}"))));
        assert_eq!(created([told(), told()]), Err(missing("joinInformation")), "{other}");
    }
}

#[test]
fn the_services_block_says_in_plain_text_what_it_says_in_html() {
    let html = block(JOIN, "+442079460100", "640217935");
    let text = in_plain_text(&html);
    assert!(!text.contains("<div") && !text.contains("&nbsp;"), "{text}");
    let read = |format, source: &str| {
        let document = Document::parse(format, source);
        let block = recognise(&document, &[]).into_iter().next().expect("a block");
        (block.complete, block.provider, block.invitation.join_url, block.invitation.phone)
    };
    assert_eq!(read(Format::Text, &text), read(Format::Html, &html));
}
