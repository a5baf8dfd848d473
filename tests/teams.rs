//! Teams over Graph: meetings are made once, dial-in data are read off them, hostile answers reach no body.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;
mod teams_answers;

use meetings::{clock, meeting, now, onlooker, plan};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use redial::block::{ConferenceId, Language, MeetingKind, is_harmless, recognise, render};
use redial::dialin::{
    Change, Conference, DialIn, DialInError, DialInProfile, Digest, NewMeeting, OnlineMeeting,
    OnlineMeetingService, Times, diff,
};
use redial::doubles::{MANNERS, MemoryItem, NoPatience, ScriptedTransport, block_on};
use redial::html::{Document, Format};
use redial::link::JoinUrl;
use redial::meeting::{
    AddError, Added, Appointment, ItemId, NamedProperties, Present, Reason, SeriesRole, Service, Tag, add,
    present, remove,
};
use redial::migration::{OnlineMeetings, Policy, Rewrite, Target, Terms, Verdict};
use redial::wire::{Request, Response, TransportError};
use serde_json::{Value, json};
use teams_answers::{
    Answer, JOIN, NAME, answer, block, created, join_url, joining, list, missing, profile, profile_from,
    source, status, with,
};

const SERVICE: Service<'_> = Service { kind: MeetingKind::Teams, forms: &[] };

#[test]
fn meetings_are_made_found_and_deleted_as_graph_documents_it() {
    let transport = ScriptedTransport::new([
        ScriptedTransport::json(&answer()),
        list(&answer()),
        list(&answer()),
        status(204),
    ]);
    let teams = source(&transport);
    let meeting = block_on(teams.create(NewMeeting::about("Budget", NAME))).expect("a meeting").meeting;
    block_on(teams.profile(std::slice::from_ref(&meeting.join_url), &NoPatience)).expect("a profile");
    block_on(teams.delete(&meeting.join_url)).expect("deleted");
    insta::assert_json_snapshot!(*transport.asked.borrow());
}

#[test]
fn a_meeting_is_moved_by_its_link_and_tells_when_it_takes_place() {
    let at = |hour: u8| now().replace_time(time::Time::from_hms(hour, 0, 0).expect("a time"));
    let times = Times { start: at(9), end: at(10) };
    let timed = {
        let mut timed = with("/startDateTime", json!("2026-11-23T09:00:00Z"));
        timed["endDateTime"] = json!("2026-11-23T11:00:00.0000000+01:00");
        timed
    };
    let transport = ScriptedTransport::new([list(&timed), list(&timed), status(200)]);
    let teams = source(&transport);
    let found = block_on(teams.read(&[join_url()], &NoPatience)).expect("found").meetings;
    assert_eq!(found[0].times.map(|told| told.end - told.start), Some(time::Duration::hours(1)));
    block_on(teams.change_times(&join_url(), times)).expect("moved");
    let asked = transport.asked.borrow();
    assert!(asked[2].url.ends_with("/me/onlineMeetings/MSpjMmYx"));
    assert_eq!(asked[2].method, redial::wire::Method::Patch);
    let body: Value = serde_json::from_str(asked[2].body.as_deref().expect("a body")).expect("JSON");
    let text =
        |at: time::OffsetDateTime| at.format(&time::format_description::well_known::Rfc3339).expect("a time");
    assert_eq!(body, json!({"startDateTime": text(at(9)), "endDateTime": text(at(10))}));
}

#[test]
fn one_that_is_gone_is_moved_nowhere_and_a_refusal_is_told() {
    let times = Times { start: now(), end: now() };
    let gone = ScriptedTransport::json(&json!({ "value": [] }));
    for (answers, moved) in [
        (vec![gone], Ok(())),
        (vec![list(&answer()), status(404)], Ok(())),
        (
            vec![list(&answer()), status(403)],
            Err(DialInError::Refused { what: "onlineMeetings", status: 403 }),
        ),
    ] {
        assert_eq!(
            block_on(source(&ScriptedTransport::new(answers)).change_times(&join_url(), times)),
            moved
        );
    }
}

#[test]
fn the_status_tells_whether_this_very_request_made_the_meeting() {
    for (status, is_new) in [(201, true), (200, false)] {
        let answer = ScriptedTransport::json(&answer()).map(|answer| Response { status, ..answer });
        let transport = ScriptedTransport::new([answer]);
        let created =
            block_on(source(&transport).create(NewMeeting::about("Budget", NAME))).expect("a meeting");
        assert_eq!(created.is_new, is_new, "{status}");
    }
}

#[test]
fn what_the_answer_to_a_creation_lacks_is_read_again() {
    let told = || ScriptedTransport::json(&answer());
    let whole = created([told()]).expect("a meeting");
    for lacking in ["null", "nothing"] {
        let mut lacks = with("/joinInformation", Value::Null);
        if lacking == "nothing" {
            lacks.as_object_mut().expect("an object").remove("joinInformation");
        }
        let transport = ScriptedTransport::new([ScriptedTransport::json(&lacks), told()]);
        let made = block_on(source(&transport).create(NewMeeting::about("Budget", NAME))).expect("a meeting");
        assert_eq!(made.meeting, whole, "{lacking}");
        assert!(transport.asked.borrow()[1].url.ends_with("/me/onlineMeetings/MSpjMmYx"));
        assert_eq!(
            created([ScriptedTransport::json(&lacks), ScriptedTransport::json(&lacks)]),
            Err(missing("joinInformation"))
        );
    }
}

#[test]
fn join_information_is_read_in_every_encoding_that_the_service_uses() {
    let html = block(JOIN, "+442079460100", "640217935");
    let all = utf8_percent_encode(&html, NON_ALPHANUMERIC).to_string();
    let (start, coded) = all.split_once('%').expect("signs");
    let lower = |part: &str| {
        let (hex, rest) = part.split_at(2);
        hex.to_lowercase() + rest
    };
    let lower_hex = format!("{start}%{}", coded.split('%').map(lower).collect::<Vec<_>>().join("%"));
    for content in [
        format!("data:text/html,{}", all.replace("%20", "+")),
        format!("data:text/html,{}", lower_hex),
        format!("data%3Atext%2Fhtml%2C{all}"),
        format!("data%3atext%2fhtml%2c{}\r\n", all.replace("%20", "+")),
    ] {
        let told = with("/joinInformation", json!({ "content": content, "contentType": "Html" }));
        let made = created([ScriptedTransport::json(&told)]);
        assert!(made.is_ok_and(|made| made.block.is_some()), "{content}");
    }
}

#[test]
fn an_online_meeting_is_known_by_the_url_that_it_was_asked_by() {
    let short = JoinUrl::new("https://teams.microsoft.com/meet/2518832719410?p=aB3dE5").expect("a join URL");
    let transport = ScriptedTransport::new([list(&answer())]);
    let known = block_on(source(&transport).read(std::slice::from_ref(&short), &NoPatience))
        .expect("an answer")
        .meetings;
    assert_eq!(known.iter().map(|known| &known.join_url).collect::<Vec<_>>(), [&short]);
}

#[test]
fn the_profile_says_what_the_meeting_says() {
    insta::assert_json_snapshot!(profile());
}

#[test]
fn a_lost_answer_is_asked_for_again_under_the_same_external_id() {
    let host = || "graph.microsoft.com".to_owned();
    let (late, broken) =
        (TransportError::TimedOut { host: host() }, TransportError::Interrupted { host: host() });
    for lost in [late, broken] {
        let lost = || Err(lost.clone());
        let transport = ScriptedTransport::new([lost(), ScriptedTransport::json(&answer())]);
        block_on(source(&transport).create(NewMeeting::about("Budget", NAME))).expect("a meeting");
        let asked = transport.asked.borrow();
        let bodies: Vec<&Option<String>> = asked.iter().map(|request: &Request| &request.body).collect();
        assert_eq!((bodies.len(), bodies[0]), (2, bodies[1]));
        assert_eq!(created([lost(), lost()]), Err(DialInError::NoAnswer(lost().expect_err("lost"))));
    }
}

#[test]
fn a_meeting_of_which_the_rest_is_not_told_yet_is_not_made_twice() {
    let lacks = || ScriptedTransport::json(&with("/joinInformation", Value::Null));
    for busy in [504, 502, 429, 503, 408].map(status) {
        let first = [lacks(), busy.clone(), lacks(), ScriptedTransport::json(&answer()), list(&answer())];
        let at_once = [busy, ScriptedTransport::json(&answer()), list(&answer())];
        for (answers, posts) in [(first.to_vec(), [0, 2]), (at_once.to_vec(), [0, 1])] {
            let transport = ScriptedTransport::new(answers);
            let (item, clock, source) = (MemoryItem::default(), clock(), source(&transport));
            let added =
                block_on(add(&item, &source, &source, &onlooker(&clock), NAME, SERVICE, Language::English));
            assert!(matches!(added, Ok(Added::New(_))), "{added:?}");
            let asked = transport.asked.borrow();
            let named = |at: usize| {
                asked[at].body.as_deref().is_some_and(|body| {
                    body.contains(r#""externalId":"00000000-0000-4000-8000-000000000001""#)
                })
            };
            assert!(posts.iter().all(|at| named(*at)), "{asked:#?}");
        }
    }
}

#[test]
fn the_profile_is_read_off_the_newest_meeting_that_is_there() {
    let older = JoinUrl::new("https://teams.microsoft.com/l/meetup-join/19%3ameeting_T0xE/0").expect("a URL");
    let skypes = JoinUrl::new("https://meet.contoso.example/ines/AB12CD34").expect("a URL");
    let gone = ScriptedTransport::json(&json!({ "value": [] }));
    let transport = ScriptedTransport::new([gone, list(&answer())]);
    let read = block_on(source(&transport).profile(&[skypes.clone(), join_url(), older], &NoPatience));
    assert_eq!(read, Ok(profile()));
    assert_eq!(transport.asked.borrow().len(), 2, "Graph is not asked for a Skype meeting");
    let nothing = ScriptedTransport::new([]);
    assert_eq!(block_on(source(&nothing).profile(&[], &NoPatience)), Err(DialInError::NoMeetingYet));
    assert_eq!(block_on(source(&nothing).profile(&[skypes], &NoPatience)), Err(DialInError::NoMeetingYet));
    assert_eq!(profile_from([status(404)]), Err(DialInError::NoMeetingYet));
}

#[test]
fn without_audio_conferencing_there_is_nothing_to_dial() {
    let silent = with("/audioConferencing", Value::Null);
    assert_eq!(profile_from([list(&silent)]).expect("a profile").audio, None);
}

#[test]
fn one_meeting_without_audio_conferencing_does_not_speak_for_all() {
    let silent = || list(&with("/audioConferencing", Value::Null));
    let urls = ["A", "B", "C"].map(|id| {
        JoinUrl::new(&format!("https://teams.microsoft.com/l/meetup-join/19%3ameeting_{id}/0"))
            .expect("a URL")
    });
    let audio = |answers: [Answer; 3]| {
        let transport = ScriptedTransport::new(answers);
        block_on(source(&transport).profile(&urls, &NoPatience)).expect("a profile").audio
    };
    assert_eq!(audio([silent(), status(404), list(&answer())]), profile().audio);
    assert_eq!(audio([silent(), status(404), silent()]), None);
}

#[test]
fn whichever_meeting_is_the_newest_nothing_has_changed() {
    let id = "777888999";
    let mut other = answer();
    other["audioConferencing"]["conferenceId"] = json!(id);
    other["audioConferencing"]["dialinUrl"] =
        json!(format!("https://dialin.teams.microsoft.com/5c2d9e07?id={id}"));
    let pin = |id: &str| {
        let html = block(JOIN, "+442079460100", id);
        joining(&html.replace("lync.com/pstnconferencing", &format!("lync.com/pstnconferencing?id={id}")))
    };
    other["joinInformation"] = pin(id);
    let one = profile_from([list(&with("/joinInformation", pin("640217935")))]).expect("a profile");
    let other = profile_from([list(&other)]).expect("a profile");
    assert_eq!(diff(&Digest::of(&one), &Digest::of(&other)), []);
    assert_eq!(one.fingerprint(), other.fingerprint());
    let moved = with("/audioConferencing/dialinUrl", json!("https://dialin.contoso.example/?id=640217935"));
    let moved = profile_from([list(&moved)]).expect("a profile");
    assert_eq!(diff(&Digest::of(&profile()), &Digest::of(&moved)), [Change::DirectoryChanged]);
}

#[test]
fn a_new_phone_part_has_the_meetings_own_page() {
    let meeting =
        OnlineMeeting { conference_id: ConferenceId::new("777888999"), ..OnlineMeeting::at(join_url()) };
    let phone = profile().invitation(&meeting).phone.expect("a phone part");
    let page = "https://dialin.teams.microsoft.com/5c2d9e07?id=777888999";
    assert_eq!(phone.directory_url.as_deref(), Some(page));
}

fn shown(answer: &Value) -> Vec<(String, String, bool)> {
    let audio = profile_from([list(answer)]).expect("a profile").audio.expect("audio");
    assert_eq!(audio.conference, Conference::PerMeeting);
    let numbers = audio.numbers.into_iter();
    numbers.map(|number| (number.number, number.region, number.toll_free)).collect()
}

#[test]
fn of_several_numbers_those_count_that_the_services_own_block_shows_with_their_regions() {
    assert_eq!(shown(&answer()), [("+442079460100".into(), "United Kingdom, London".into(), false)]);
}

#[test]
fn without_a_block_every_number_counts_once() {
    let numbers = shown(&with("/joinInformation", Value::Null));
    let numbers: Vec<(&str, bool)> =
        numbers.iter().map(|(number, _, toll_free)| (number.as_str(), *toll_free)).collect();
    assert_eq!(numbers, [("+442079460100", false), ("+4685052103", false), ("+448005550136", true)]);
}

#[test]
fn an_answer_of_another_shape_is_named() {
    let field = |pointer: &str, value: Value| match profile_from([list(&with(pointer, value))]) {
        Err(DialInError::Missing { field, .. }) => field,
        other => panic!("{pointer}: {other:?}"),
    };
    let many: Vec<String> = (0..10_000).map(|index| format!("+4420{index:08}")).collect();
    let html = "<b>+442079460100</b>";
    let numberless = json!({ "conferenceId": "1", "tollNumbers": [], "tollFreeNumber": "" });
    for (pointer, value, named) in [
        ("/audioConferencing", json!([]), "audioConferencing"),
        ("/audioConferencing", json!("none"), "audioConferencing"),
        ("/audioConferencing", json!({}), "tollNumbers"),
        ("/audioConferencing", numberless, "tollNumbers"),
        ("/id", json!(7), "id"),
        ("/id", Value::Null, "id"),
        ("/joinWebUrl", Value::Null, "joinWebUrl"),
        ("/joinWebUrl", json!("javascript:alert(1)"), "joinWebUrl"),
        ("/joinWebUrl", json!("http://teams.microsoft.com/l/meetup-join/1"), "joinWebUrl"),
        ("/audioConferencing/conferenceId", json!("<b>1</b>"), "conferenceId"),
        ("/audioConferencing/conferenceId", json!(640217935), "conferenceId"),
        ("/audioConferencing/tollNumber", json!(["+442079460100"]), "tollNumber"),
        ("/audioConferencing/tollNumber", json!(html), "tollNumber"),
        ("/audioConferencing/tollNumbers", json!("+442079460100"), "tollNumbers"),
        ("/audioConferencing/tollNumbers", json!([1]), "tollNumbers"),
        ("/audioConferencing/tollNumbers", json!(many), "tollNumbers"),
        ("/audioConferencing/tollFreeNumbers", json!([html]), "tollFreeNumbers"),
        ("/audioConferencing/dialinUrl", json!({}), "dialinUrl"),
    ] {
        assert_eq!(field(pointer, value), named, "{pointer}");
    }
    let html = Ok(Response { status: 200, headers: vec![], body: "<html>Sign in</html>".into() });
    assert_eq!(profile_from([html]), Err(DialInError::NotJson { what: "onlineMeetings" }));
    assert_eq!(profile_from([ScriptedTransport::json(&json!([]))]), Err(missing("value")));
    let forbidden = DialInError::Refused { what: "onlineMeetings", status: 403 };
    assert_eq!(created([status(403)]), Err(forbidden));
    assert_eq!(
        [429, 503].map(|throttled| created([status(throttled)])),
        [
            Err(DialInError::Throttled { retry_after: None }),
            Err(DialInError::Throttled { retry_after: None })
        ]
    );
}

#[test]
fn a_link_that_may_not_be_written_is_left_out() {
    let hostile = with("/audioConferencing/dialinUrl", json!("javascript:alert(1)"));
    assert_eq!(profile_from([list(&hostile)]).expect("a profile").audio.expect("audio").directory_url, None);
}

#[test]
fn only_one_whole_harmless_block_of_that_meeting_is_taken_from_the_service() {
    let good = block(JOIN, "+442079460100", "640217935");
    assert_eq!(
        created([ScriptedTransport::json(&answer())]).expect("a meeting").block.expect("a block").html(),
        good
    );
    let other = JOIN.replace("QUJD", "WFla");
    for (hostile, why) in [
        (format!("{good}<script>alert(1)</script>"), "a script"),
        (good.replace("Join here", "<img src=x onerror=alert(1)>Join here"), "an event"),
        (good.replace("https://aka.ms/JoinTeamsMeeting", "javascript:alert(1)"), "a link that acts"),
        (good.replace("United Kingdom", "<iframe src=https://x.example></iframe>"), "a frame in a region"),
        (good.replace(JOIN, &other), "another meeting"),
        (format!("{good}{}", block(&other, "+1", "1")), "two blocks"),
        (good.replacen(&"_".repeat(80), "", 1), "half a block"),
        (format!("{good}<div>"), "an element without an end"),
        (format!("{good}<!-- "), "a comment without an end"),
        ("<p>Sign in</p>".to_owned(), "no block"),
    ] {
        let answer = with("/joinInformation", joining(&hostile));
        let told = || ScriptedTransport::json(&answer);
        assert_eq!(created([told(), told()]), Err(missing("joinInformation")), "{why}");
    }
    for wrong in
        [json!({}), json!({ "content": "<p>not encoded</p>" }), json!({ "content": "data:text/html,%FF" })]
    {
        let answer = with("/joinInformation", wrong);
        let told = || ScriptedTransport::json(&answer);
        assert_eq!(created([told(), told()]), Err(missing("joinInformation")));
    }
}

#[test]
fn hostile_words_of_a_service_reach_a_rewritten_body_as_text() {
    let text = "&lt;script&gt;alert(1)&lt;/script&gt;";
    let told = block(JOIN, "+442079460100", "640217935").replace("United Kingdom, London", text);
    let profile = profile_from([list(&with("/joinInformation", joining(&told)))]).expect("a profile");
    let region = &profile.audio.as_ref().expect("audio").numbers[0].region;
    assert!(region.contains("<script>"), "it is told as a text: {region}");
    let mut appointment = tagged(&block(JOIN, "+15550100", "640217935"));
    let Some(Verdict::Rewrite(rewrite)) = verdict(&appointment, &profile, true) else { panic!("a rewrite") };
    appointment.body = rewrite.update(&appointment).body;
    assert!(!appointment.body.content.contains("<script"));
    assert!(rewrite.after.iter().any(|row| row.contains("<script>alert(1)</script>")), "{:?}", rewrite.after);
}

#[test]
fn the_button_inserts_the_services_own_block_and_takes_it_away() {
    let transport = ScriptedTransport::new([ScriptedTransport::json(&answer()), list(&answer())]);
    let item = MemoryItem::default();
    *item.body.borrow_mut() = "<html><body><p>Agenda</p></body></html>".into();
    let source = source(&transport);
    let added = block_on(add(&item, &source, &source, &NoPatience, NAME, SERVICE, Language::English));
    let Ok(Added::New(invitation)) = added else { panic!("{added:?}") };
    assert_eq!(invitation.phone.expect("a phone part").conference_id, ConferenceId::new("640217935"));
    let own = block(JOIN, "+442079460100", "640217935");
    assert_eq!(*item.body.borrow(), format!("<html><body>{own}<p>Agenda</p></body></html>"));
    assert_eq!(*item.location.borrow(), "Microsoft Teams Meeting");
    let tag = Tag::read(&item.custom_properties.borrow()).expect("a tag");
    assert_eq!(tag.join, join_url());
    let mut saved = outlooks("");
    (saved.body.content, saved.header.custom_properties) =
        (item.body.borrow().clone(), item.custom_properties.borrow().clone());
    assert_eq!(verdict(&saved, &profile(), true), Some(Verdict::LeftAlone(Reason::AlreadyTrue)));
    block_on(remove(&item, SERVICE)).expect("removed");
    assert_eq!(*item.body.borrow(), "<html><body><p>Agenda</p></body></html>");
    assert_eq!(*item.location.borrow(), "");
}

#[test]
fn a_meeting_whose_details_cannot_be_read_is_deleted_again() {
    let transport = ScriptedTransport::new([
        ScriptedTransport::json(&answer()).map(|answer| Response { status: 201, ..answer }),
        status(503),
        list(&answer()),
        status(204),
    ]);
    let item = MemoryItem::default();
    let source = source(&transport);
    let added = block_on(add(&item, &source, &source, &NoPatience, NAME, SERVICE, Language::English));
    assert_eq!(added, Err(AddError::DialIn(DialInError::Throttled { retry_after: None })));
    assert_eq!(transport.asked.borrow().last().expect("a request").method.as_str(), "DELETE");
    assert_eq!(*item.body.borrow(), "");
}

#[test]
fn a_teams_meeting_of_outlooks_own_switch_is_outlooks_to_take_away() {
    let item = MemoryItem::default();
    *item.body.borrow_mut() = block(JOIN, "+442079460100", "640217935");
    assert_eq!(block_on(present(&item, SERVICE)), Ok(Present::Other));
    let before = item.body.borrow().clone();
    block_on(remove(&item, SERVICE)).expect("nothing to do");
    assert_eq!(*item.body.borrow(), before);
}

/// A meeting as Outlook's own switch makes it.
fn outlooks(block: &str) -> Appointment {
    let mut appointment = meeting("AAAA1111", 2, &meetings::profile("1"));
    appointment.body.content = format!("<html><body><p>Agenda</p>\r\n{block}</body></html>");
    appointment.header.named = NamedProperties { teams_url: Some(join_url()), ..NamedProperties::default() };
    appointment
}

/// A meeting as Redial made it.
fn tagged(block: &str) -> Appointment {
    let mut appointment = outlooks(block);
    let found = recognise(&Document::parse(Format::Html, block), &[]).remove(0);
    let text = redial::meeting::TextHash::of("as it was");
    let tag = Tag::new(&found.invitation, profile().fingerprint(), Language::English, text);
    appointment.header.custom_properties = tag.write(&appointment.header.custom_properties);
    appointment.header.named = NamedProperties::default();
    appointment
}

/// What meetings are brought to, where the service tells these meetings when it is asked.
fn told(profile: DialInProfile, urls: &[JoinUrl]) -> Target {
    let known = urls.iter().map(|url| OnlineMeeting::at(url.clone()));
    let online = OnlineMeetings::new(Some(known.collect::<Vec<_>>().into()), &[], None);
    Target { online, ..meetings::target(profile) }
}

/// The join URL of somebody's Teams meeting.
fn at(host: &str, person: &str) -> JoinUrl {
    let context = format!("%7b%22Tid%22%3a%22t%22%2c%22Oid%22%3a%22{person}%22%7d");
    let url = format!("https://{host}/l/meetup-join/19%3ameeting_{person}%40thread.v2/0?context={context}");
    JoinUrl::new(&url).expect("a join URL")
}

/// A meeting as Outlook's own switch makes it, with this link.
fn leading_to(id: &str, url: &JoinUrl) -> Appointment {
    let mut appointment = outlooks(&block(url.as_str(), "+15550100", "640217935"));
    appointment.header.id = ItemId::new(id);
    appointment.header.identity.uid = Some(redial::meeting::Uid::new(format!("uid-{id}")));
    appointment.header.named.teams_url = Some(url.clone());
    appointment
}

fn with_own_tag(mut appointment: Appointment, url: &JoinUrl) -> Appointment {
    let mut tag =
        Tag::read(&tagged(&block(JOIN, "+15550100", "640217935")).header.custom_properties).expect("a tag");
    tag.uid.clone_from(&appointment.header.identity.uid);
    tag.join = url.clone();
    appointment.header.custom_properties = tag.write(&appointment.header.custom_properties);
    appointment
}

#[test]
fn whose_a_teams_meeting_is_the_service_tells_or_the_organizers_own_meetings() {
    let policy = Policy { coexist_with_mms: false, ..Policy::default() };
    let terms = Terms { policy: &policy, forms: &[], language: Language::English, manners: MANNERS };
    let silent = DialInProfile { audio: None, ..profile() };
    let (ines, paul) = (at("teams.microsoft.com", "ines"), at("teams.microsoft.com", "paul"));
    let (elsewhere, before) = (at("teams.cloud.microsoft", "ines"), at("teams.microsoft.com", "ines-before"));
    let own = || with_own_tag(leading_to("own", &ines), &ines);
    for today in [profile(), silent] {
        let rewritten = |beside: Option<Appointment>, url: &JoinUrl, known: Option<&[&JoinUrl]>| {
            let today = match known {
                Some(known) => {
                    told(today.clone(), &known.iter().map(|url| (*url).clone()).collect::<Vec<_>>())
                }
                None => meetings::target(today.clone()),
            };
            let appointments = beside.into_iter().chain([leading_to("one", url)]).collect();
            let plan = plan(appointments, today, terms, now());
            plan.rewrites().any(|(known, _)| known.header.id.as_str() == "one")
        };
        for (beside, url, known, is_own) in [
            (None, &paul, None, false),
            (None, &ines, None, false),
            (None, &paul, Some([].as_slice()), false),
            (None, &ines, Some(&[&ines]), true),
            (Some(own()), &paul, None, false),
            (Some(own()), &elsewhere, None, true),
            (Some(own()), &elsewhere, Some(&[&ines, &elsewhere]), true),
            (Some(own()), &before, Some(&[&ines, &before]), true),
            (Some(own()), &before, Some(&[&ines]), false),
            (Some(with_own_tag(leading_to("paul", &paul), &paul)), &paul, Some(&[&ines]), false),
        ] {
            assert_eq!(rewritten(beside, url, known), is_own, "{url} {known:?}");
        }
    }
}

#[test]
fn the_service_is_asked_about_meetings_without_audio_conferencing_too() {
    let url = at("teams.microsoft.com", "ines");
    let policy = Policy { coexist_with_mms: false, ..Policy::default() };
    let terms = Terms { policy: &policy, forms: &[], language: Language::English, manners: MANNERS };
    let verdict = |known: Vec<OnlineMeeting>| {
        let dial_in = redial::doubles::MemoryDialIn::new(DialInProfile { audio: None, ..profile() });
        *dial_in.meetings.borrow_mut() = known;
        let calendar = redial::doubles::MemoryCalendar::new([leading_to("one", &url)]);
        let settings = redial::doubles::MemoryStore::default();
        let assessed =
            block_on(meetings::assess(&dial_in, &dial_in, &calendar, &settings, onlooker(&clock()), terms));
        assessed.expect("an assessment").plan.meetings.remove(0).verdict
    };
    let known = OnlineMeeting::at(url.clone());
    assert!(matches!(verdict(vec![known]), Verdict::Rewrite(_)));
    let unknown = Reason::UnknownAddress { address: url.as_str().into() };
    assert_eq!(verdict(Vec::new()), Verdict::LeftAlone(unknown));
}

fn verdict(
    appointment: &Appointment,
    today: &DialInProfile,
    coexist_with_mms: bool,
) -> Option<Verdict<Rewrite>> {
    let policy = Policy { coexist_with_mms, ..Policy::default() };
    let terms = Terms { policy: &policy, forms: &[], language: Language::English, manners: MANNERS };
    plan(vec![appointment.clone()], told(today.clone(), &[join_url()]), terms, now())
        .meetings
        .pop()
        .map(|meeting| meeting.verdict)
}

#[test]
fn a_tagged_teams_meeting_is_mended_and_one_of_outlooks_is_left_to_the_service() {
    let stale = block(JOIN, "+15550100", "640217935");
    let rewritten = |verdict: Option<Verdict<Rewrite>>| matches!(verdict, Some(Verdict::Rewrite(_)));
    assert!(rewritten(verdict(&tagged(&stale), &profile(), true)));
    let left = Some(Verdict::LeftAlone(Reason::ServiceUpdates));
    assert_eq!(verdict(&outlooks(&stale), &profile(), true), left);
    assert!(rewritten(verdict(&outlooks(&stale), &profile(), false)));
    let mut copy = outlooks(&stale);
    copy.header.named = NamedProperties::default();
    assert_eq!(verdict(&copy, &profile(), true), Some(Verdict::LeftAlone(Reason::Copied)));
}

#[test]
fn each_meeting_keeps_its_own_conference_id_and_page() {
    let appointment = tagged(&block(JOIN, "+15550100", "777888999"));
    let Some(Verdict::Rewrite(rewrite)) = verdict(&appointment, &profile(), true) else {
        panic!("a rewrite")
    };
    let body = rewrite.update(&appointment).body.content;
    assert!(body.contains("+442079460100") && !body.contains("+15550100"));
    assert!(body.contains("777888999") && !body.contains("640217935"));
    let again = Appointment {
        body: redial::meeting::Body { content: body, ..appointment.body.clone() },
        ..appointment
    };
    assert_eq!(verdict(&again, &profile(), true), Some(Verdict::LeftAlone(Reason::AlreadyTrue)));
}

#[test]
fn a_changed_occurrence_of_a_tagged_series_is_redials_too() {
    let stale = block(JOIN, "+15550100", "640217935");
    let occurrence = |mut master: Appointment| {
        master.header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
        let mut exception = outlooks(&stale);
        exception.header.id = ItemId::new("exception");
        exception.header.series_role = SeriesRole::Exception { master: master.header.id.clone() };
        let policy = Policy::default();
        let terms = Terms { policy: &policy, forms: &[], language: Language::English, manners: MANNERS };
        let plan = plan(vec![master, exception], told(profile(), &[join_url()]), terms, now());
        plan.meetings.into_iter().last().expect("the exception").verdict
    };
    assert!(matches!(occurrence(tagged(&stale)), Verdict::Rewrite(_)));
    assert_eq!(occurrence(outlooks(&stale)), Verdict::LeftAlone(Reason::ServiceUpdates));
}

#[test]
fn kinds_stay_apart() {
    let stale = block(JOIN, "+15550100", "640217935");
    let other = Some(Verdict::LeftAlone(Reason::OtherKind));
    assert_eq!(verdict(&tagged(&stale), &meetings::profile("2002"), true), other);
    assert_eq!(verdict(&meeting("BBBB2222", 2, &meetings::profile("1")), &profile(), true), other);
}

#[test]
fn blocks_of_redials_own_are_harmless_too() {
    let meeting = OnlineMeeting::at(join_url());
    let rows = render(&meetings::profile("2002").invitation(&meeting), Language::English);
    assert!(is_harmless(&rows.iter().map(|row| row.html()).collect::<String>()));
}

const CONTEXT: &str = "context=%7b%22Tid%22%3a%22t%22%2c%22Oid%22%3a%22ines%22%7d";
const SHORT_ID: &str = "2345678901234";

/// The URLs of one Teams meeting, by the forms it has.
fn urls_of(id: &str, thread: &str) -> [JoinUrl; 5] {
    let long = |host: &str, query: &str| {
        format!("https://{host}/l/meetup-join/19%3ameeting_{thread}%40thread.v2/0?{query}")
    };
    [
        long("teams.microsoft.com", CONTEXT),
        long("teams.cloud.microsoft", &format!("anon=true&{CONTEXT}")),
        format!("https://teams.microsoft.com/meet/{id}?p=AbCdEf"),
        format!("https://teams.cloud.microsoft/meet/{id}?p=AbCdEf"),
        format!("https://teams.microsoft.com/meet/{id}?x=1&p=AbCdEf"),
    ]
    .map(|url| JoinUrl::new(&url).expect("a join URL"))
}

/// The meeting as Graph tells it: by its long URL, with the ID that the short one has, its block leading to `shown`.
fn told_with(shown: &JoinUrl) -> Value {
    let mut answer = answer();
    answer["joinWebUrl"] = json!(urls_of(SHORT_ID, "INES")[0].as_str());
    answer["joinMeetingIdSettings"] = json!({ "joinMeetingId": "234 567 890 123 4", "passcode": "AbCdEf" });
    answer["joinInformation"] = joining(&block(shown.as_str(), "+442079460100", "640217935"));
    answer
}

fn read(transport: &ScriptedTransport, asked: &JoinUrl) -> Vec<OnlineMeeting> {
    let told = block_on(source(transport).read(std::slice::from_ref(asked), &NoPatience));
    told.expect("an answer").meetings
}

#[test]
fn a_teams_meeting_is_one_by_whichever_of_its_urls_it_is_asked_for_tagged_and_shown() {
    let policy = Policy { coexist_with_mms: false, ..Policy::default() };
    let terms = Terms { policy: &policy, forms: &[], language: Language::English, manners: MANNERS };
    let today = DialInProfile { audio: profile().audio, ..profile() };
    for asked in &urls_of(SHORT_ID, "INES") {
        for shown in &urls_of(SHORT_ID, "INES") {
            let transport = ScriptedTransport::new([list(&told_with(shown))]);
            let known = read(&transport, asked);
            assert_eq!(known[0].join_url, *asked, "it is known by what was asked");
            assert!(known[0].is_joined_by(shown) && known[0].block.is_some(), "{asked} {shown}");
            assert_eq!(known[0].conference_id.as_ref().map(|id| id.as_str()), Some("640217935"));
            // The tag names the one, the text shows the other.
            let mut appointment = leading_to("one", shown);
            appointment.header.named = NamedProperties::default();
            let appointment = with_own_tag(appointment, asked);
            let online = OnlineMeetings::new(Some(known.into()), &[], None);
            let target = Target { online, ..meetings::target(today.clone()) };
            let plan = plan(vec![appointment], target, terms, now());
            assert_eq!(plan.rewrites().count(), 1, "{asked} {shown}: {:?}", plan.meetings[0].verdict);
            let (_, rewrite) = plan.rewrites().next().expect("one");
            assert_eq!(rewrite.invitation.join_url, *shown, "its link stays as it is");
        }
        // Another meeting's link, short or long, is another meeting.
        for other in &urls_of("2345678901235", "PAUL") {
            let transport = ScriptedTransport::new([list(&told_with(other))]);
            let known = read(&transport, asked);
            assert!(!known[0].is_joined_by(other) && known[0].block.is_none(), "{asked} {other}");
            let mut appointment = leading_to("one", other);
            appointment.header.named = NamedProperties::default();
            let appointment = with_own_tag(appointment, asked);
            let online = OnlineMeetings::new(Some(known.into()), &[], None);
            let target = Target { online, ..meetings::target(today.clone()) };
            assert_eq!(
                plan(vec![appointment], target, terms, now()).rewrites().count(),
                0,
                "{asked} {other}"
            );
        }
    }
}

#[test]
fn a_new_meeting_whose_block_shows_the_short_link_is_added_and_known_by_it() {
    for shown in &urls_of(SHORT_ID, "INES") {
        let meeting = created([ScriptedTransport::json(&told_with(shown))]).expect("a meeting");
        assert_eq!(meeting.join_url, *shown);
        assert!(urls_of(SHORT_ID, "INES").iter().all(|url| meeting.is_joined_by(url)), "{meeting:?}");
    }
    let [other, ..] = urls_of("2345678901235", "PAUL");
    let told = || ScriptedTransport::json(&told_with(&other));
    let refused = created([told(), told()]);
    assert_eq!(refused, Err(missing("joinInformation")));
}

#[test]
fn a_new_meeting_of_a_governments_cloud_whose_block_shows_the_short_link_is_added() {
    for host in ["gov.teams.microsoft.us", "dod.teams.microsoft.us"] {
        let [long, _, short, ..] = urls_of(SHORT_ID, "INES")
            .map(|url| JoinUrl::new(&url.as_str().replace("teams.microsoft.com", host)).expect("a join URL"));
        let mut told = told_with(&short);
        told["joinWebUrl"] = json!(long.as_str());
        let answers = [ScriptedTransport::json(&told), ScriptedTransport::json(&told)];
        let meeting = created(answers).expect("a meeting");
        assert_eq!(meeting.join_url, short);
        assert!(meeting.is_joined_by(&long), "{meeting:?}");
    }
}

#[test]
fn join_information_is_read_however_it_is_encoded() {
    let html = block(JOIN, "+442079460100", "640217935");
    let crlf = html.replace('\n', "\r\n");
    let upper = |html: &str| utf8_percent_encode(html, NON_ALPHANUMERIC).to_string();
    let lower = |html: &str| {
        let text = upper(html);
        let mut parts = text.split('%');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| {
            let (hex, rest) = part.split_at(2);
            format!("{all}%{}{rest}", hex.to_lowercase())
        })
    };
    let mut contents = Vec::new();
    for html in [&html, &crlf] {
        for encoded in [upper(html), lower(html), upper(html).replace("%20", "+")] {
            for prefix in
                ["data:text/html,", "data%3Atext%2Fhtml%2C", "data%3atext%2fhtml%2c", "DATA:text/HTML,"]
            {
                contents.push(format!("{prefix}{encoded}"));
            }
        }
    }
    for content in contents {
        for kind in ["html", "Html", "HTML"] {
            let told = with("/joinInformation", json!({ "content": content, "contentType": kind }));
            let meeting = created([ScriptedTransport::json(&told)]).expect("a meeting");
            assert_eq!(meeting.block.expect("a block").invitation().join_url, join_url(), "{content}");
        }
    }
}

#[test]
fn what_the_answer_to_a_creation_lacks_is_asked_for_in_the_language_of_invitations() {
    for without in
        [&["joinInformation"][..], &["audioConferencing"], &["joinInformation", "audioConferencing"]]
    {
        let mut told = answer();
        for field in without {
            told.as_object_mut().expect("an object").remove(*field);
        }
        let transport =
            ScriptedTransport::new([ScriptedTransport::json(&told), ScriptedTransport::json(&answer())]);
        let created =
            block_on(source(&transport).create(NewMeeting::about("Budget", NAME))).expect("a meeting");
        assert!(created.meeting.block.is_some());
        assert_eq!(created.meeting.conference_id.as_ref().map(|id| id.as_str()), Some("640217935"));
        let asked = transport.asked.borrow();
        let [_, again] = asked.as_slice() else { panic!("{asked:?}") };
        assert!(again.url.ends_with("/onlineMeetings/MSpjMmYx"), "{}", again.url);
        assert!(again.headers.contains(&("Accept-Language".into(), "en-GB".into())));
    }
}

#[test]
fn a_meeting_of_which_no_numbers_are_told_is_added_all_the_same() {
    let without = with("/audioConferencing", json!({ "conferenceId": "640217935" }));
    let answers = [ScriptedTransport::json(&without), ScriptedTransport::json(&without)];
    let meeting = created(answers).expect("a meeting");
    assert!(meeting.block.is_some() && meeting.conference_id.is_some());
}

#[test]
fn a_meeting_is_made_for_the_time_of_its_appointment() {
    let transport = ScriptedTransport::new([ScriptedTransport::json(&answer())]);
    let times = Times { start: now(), end: now() + time::Duration::hours(1) };
    let new = NewMeeting { times: Some(times), ..NewMeeting::about("Budget", NAME) };
    block_on(source(&transport).create(new)).expect("a meeting");
    let asked = transport.asked.borrow()[0].body.clone().expect("a body");
    let asked: Value = serde_json::from_str(&asked).expect("JSON");
    assert_eq!(asked["startDateTime"], json!("2026-11-23T08:00:00Z"));
    assert_eq!(asked["endDateTime"], json!("2026-11-23T09:00:00Z"));
}

#[test]
fn numbers_are_read_where_only_the_default_one_is_told() {
    let mut told = answer();
    for list in ["tollNumbers", "tollFreeNumbers"] {
        told["audioConferencing"].as_object_mut().expect("an object").remove(list);
    }
    let audio = profile_from([list(&told)]).expect("a profile").audio.expect("numbers");
    assert!(audio.numbers.iter().any(|number| number.digits().ends_with("2079460100")), "{audio:?}");
}
