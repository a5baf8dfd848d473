//! A third-party bridge: its file is checked at the edge, its blocks are recognised, added and mended.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::collections::BTreeSet;

use meetings::{meeting, now, plan};
use redial::block::{
    ConferenceId, Edits, InfoBlock, JoinUrlForm, Language, MeetingKind, Provider, recognise, render, rewrite,
};
use redial::dialin::sources::Hosted;
use redial::dialin::{
    Change, Conference, DialIn, DialInError, DialInProfile, Digest, NewMeeting, OnlineMeeting,
    OnlineMeetingService, diff, differences,
};
use redial::doubles::{MANNERS, MemoryItem, NoPatience, ScriptedTransport, block_on};
use redial::html::{Document, Format};
use redial::link::JoinUrl;
use redial::meeting::{
    Added, Appointment, NamedProperties, Present, Reason, Service, Tag, add, present, remove,
};
use redial::migration::{Policy, Rewrite, Terms, Verdict};
use redial::rules::Invalid;
use redial::wire::Response;
use serde_json::{Value, json};

/// What a new meeting is asked for by.
const NAME: &str = "00000000-0000-4000-8000-000000000001";
const ORGANIZER: &str = "Ines.Moreau@contoso.example";

fn forms() -> Vec<JoinUrlForm> {
    JoinUrlForm::new("https://bridge.example/join/*").into_iter().collect()
}

fn file() -> Value {
    json!({ "default": {
        "joinUrl": "https://bridge.example/join/{id}",
        "conferenceId": "48213907",
        "numbers": [
            { "number": "+46 8 505 210 34", "region": "Stockholm", "languages": ["sv-SE", "en-GB"] },
            { "number": "+44 800 555 0136", "tollFree": true },
        ],
        "directoryUrl": "https://bridge.example/numbers",
        "pinUrl": "https://bridge.example/pin",
        "branding": { "helpUrl": "https://www.contoso.example/help", "footer": "Calls may be recorded." },
    } })
}

fn changed(pointer: &str, value: Value) -> Value {
    let mut file = file();
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer");
    file.pointer_mut(parent).expect("a parent")[field] = value;
    file
}

/// A source whose file is asked for any number of times.
fn source(transport: &ScriptedTransport) -> Hosted<&ScriptedTransport> {
    Hosted::new(transport, "hosted.json", ORGANIZER, forms())
}

fn serving(file: &Value) -> ScriptedTransport {
    ScriptedTransport::new([ScriptedTransport::json(file), ScriptedTransport::json(file)])
}

fn profile(file: &Value) -> Result<DialInProfile, DialInError> {
    block_on(source(&serving(file)).profile(&[], &NoPatience))
}

fn created(file: &Value) -> OnlineMeeting {
    block_on(source(&serving(file)).create(NewMeeting::about("Budget", NAME))).expect("a meeting").meeting
}

fn block_of(file: &Value) -> String {
    let rows = render(&profile(file).expect("a profile").invitation(&created(file)), Language::English);
    rows.iter().map(|row| row.html() + "\n").collect()
}

fn only_block(body: &str) -> InfoBlock {
    let mut blocks = recognise(&Document::parse(Format::Html, body), &forms());
    assert_eq!(blocks.len(), 1, "one block expected");
    blocks.remove(0)
}

#[test]
fn the_file_is_asked_for_beside_the_add_in() {
    let transport = serving(&file());
    block_on(source(&transport).profile(&[], &NoPatience)).expect("a profile");
    insta::assert_json_snapshot!(*transport.asked.borrow());
}

#[test]
fn the_profile_says_what_the_file_says() {
    insta::assert_json_snapshot!(profile(&file()).expect("a profile"));
}

#[test]
fn the_schemas_example_is_a_profile() {
    let schema: Value = serde_json::from_str(include_str!("../www/hosted.schema.json")).expect("JSON");
    let example = &schema["examples"][0];
    let own = profile(example).expect("a profile");
    assert_eq!(
        own.audio.expect("audio").conference,
        Conference::Public(ConferenceId::new("48213907").expect("ID"))
    );
    let same_fields = |definition: &str, shown: &Value| {
        let described = &schema["$defs"][definition]["properties"];
        let names =
            |value: &Value| value.as_object().expect("fields").keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(names(described), names(shown), "{definition}");
    };
    let default = &example["default"];
    same_fields("details", default);
    same_fields("number", &default["numbers"][1]);
    same_fields("branding", &default["branding"]);
}

#[test]
fn an_organizers_own_details_come_before_everybodys() {
    let mut file = file();
    file["organizers"] = json!({
        "ines.moreau@contoso.example": { "joinUrl": "https://bridge.example/join/ines", "conferenceId": "777" },
        "tomas.lind@contoso.example": { "numbers": [] },
    });
    let own = profile(&file).expect("a profile").audio.expect("audio");
    assert_eq!(own.conference, Conference::Public(ConferenceId::new("777").expect("an ID")));
    assert_eq!(own.numbers.len(), 2);
    assert_eq!(created(&file).join_url.as_str(), "https://bridge.example/join/ines");
    let transport = serving(&file);
    let tomas = Hosted::new(&transport, "hosted.json", "Tomas.Lind@contoso.example", forms());
    assert_eq!(block_on(tomas.profile(&[], &NoPatience)).expect("a profile").audio, None);
}

#[test]
fn a_new_meeting_has_an_id_of_its_own_and_where_ids_are_dialled_it_is_dialled() {
    let public = created(&file());
    assert_eq!(public.join_url.as_str(), "https://bridge.example/join/00000000-0000-4000-8000-000000000001");
    assert_eq!(public.conference_id, None);
    let private = created(&changed("/default/conferenceId", json!("perMeeting")));
    let id = private.conference_id.expect("a conference ID");
    assert_eq!(id.as_str().len(), 12);
    assert_eq!(private.join_url.as_str(), format!("https://bridge.example/join/{id}"));
}

#[test]
fn a_meeting_that_is_not_in_the_organizers_room_has_left() {
    let at = |url: &str| profile(&changed("/default/joinUrl", json!(url))).expect("a profile");
    let has_left = |profile: &DialInProfile, url: &str| profile.has_left(&JoinUrl::new(url).expect("a URL"));
    let room = at("https://bridge.example/join/ines");
    assert!(!has_left(&room, "https://Bridge.example/join/ines"));
    for elsewhere in ["tomas", "ines2", "ines/7", "00000000-0000-4000-8000-000000000001"] {
        assert!(has_left(&room, &format!("https://bridge.example/join/{elsewhere}")), "{elsewhere}");
    }
    let other = at("https://bridge.example/join/inesmoreau");
    assert_eq!(diff(&Digest::of(&room), &Digest::of(&other)), [Change::MeetingUrlChanged]);
    for each_its_own in ["https://bridge.example/join/{id}", "https://bridge.example/join/m{id}"] {
        assert!(!has_left(&at(each_its_own), "https://bridge.example/join/m7"), "{each_its_own}");
        assert!(has_left(&at(each_its_own), "https://bridge.example/room/m7"), "{each_its_own}");
    }
}

#[test]
fn every_field_that_breaks_its_rule_is_named() {
    let field = |pointer: &str, value: Value| match profile(&changed(pointer, value)) {
        Err(DialInError::Invalid(Invalid { field, .. })) => field,
        other => panic!("{pointer}: {other:?}"),
    };
    let numbers = |count| Value::from(vec![json!({ "number": "+46 8 505 210 34" }); count]);
    for (pointer, value, named) in [
        ("/default/joinUrl", json!("http://bridge.example/{id}"), "default.joinUrl"),
        ("/default/joinUrl", json!("javascript:alert(1)//{id}"), "default.joinUrl"),
        ("/default/joinUrl", json!("https://{id}.bridge.example/"), "default.joinUrl"),
        ("/default/joinUrl", json!("https://bridge.example/{id}/{id}"), "default.joinUrl"),
        ("/default/joinUrl", json!("https://bridge.example/\"><script>{id}"), "joinUrl"),
        ("/default/joinUrl", json!("https://elsewhere.example/join/{id}"), "joinUrl"),
        ("/default/joinUrl", Value::Null, "default.joinUrl"),
        ("/default/conferenceId", json!("<b>1</b>"), "default.conferenceId"),
        ("/default/conferenceId", json!(48213907), "default.conferenceId"),
        ("/default/numbers", numbers(10_000), "default.numbers"),
        ("/default/numbers", numbers(501), "default.numbers"),
        ("/default/numbers/0/number", json!("call us"), "default.numbers[0].number"),
        ("/default/numbers/0/number", Value::Null, "default.numbers[0].number"),
        ("/default/numbers/0/tollFree", json!("no"), "default.numbers[0].tollFree"),
        ("/default/numbers/1/region", json!("a\nb"), "default.numbers[1].region"),
        ("/default/numbers/1/colour", json!("red"), "default.numbers[1].colour"),
        ("/default/directoryUrl", json!("javascript:alert(1)"), "default.directoryUrl"),
        ("/default/pinUrl", json!("data:text/html,x"), "default.pinUrl"),
        ("/default/branding/logoUrl", json!("http://www.contoso.example/x.png"), "default.branding.logoUrl"),
        ("/default/branding/footer", json!("x".repeat(2001)), "default.branding.footer"),
        ("/default/numberz", json!([]), "default.numberz"),
        ("/organizers", json!({ "a@b.example": { "numbers": 7 } }), "organizers.a@b.example.numbers"),
        ("/everybody", json!({}), "everybody"),
    ] {
        assert_eq!(field(pointer, value.clone()), named, "{pointer} {value}");
    }
    assert!(profile(&changed("/default/numbers", numbers(500))).is_ok());
    let room = changed("/default/joinUrl", json!("https://bridge.example/join/ines"));
    assert!(profile(&room).is_ok());
    let mut nobodys = room;
    nobodys["default"]["conferenceId"] = json!("perMeeting");
    assert!(
        matches!(profile(&nobodys), Err(DialInError::Invalid(Invalid { field, .. })) if field == "conferenceId")
    );
}

#[test]
fn what_is_no_file_is_an_error_of_its_own() {
    let answer = |status, body: &str| {
        let transport = ScriptedTransport::new([Ok(Response { status, headers: vec![], body: body.into() })]);
        block_on(source(&transport).profile(&[], &NoPatience))
    };
    let invalid = |rule: &str| Err(Invalid::new("hosted.json", ".", rule).into());
    let no_json = "it is not JSON: expected value at line 1 column 1";
    assert_eq!(answer(200, "<html>Sign in</html>"), invalid(no_json));
    let comma = "{\n  \"default\": { \"joinUrl\": \"https://bridge.example/join/{id}\", }\n}";
    assert_eq!(answer(200, comma), invalid("it is not JSON: trailing comma at line 2 column 63"));
    assert_eq!(answer(200, "[]"), invalid("it must be an object"));
    let missing = DialInError::NoFile { file: "hosted.json".into(), status: 404 };
    assert_eq!(answer(404, "{}"), Err(missing));
}

#[test]
fn its_block_has_nothing_that_only_skype_has() {
    let html = block_of(&file());
    for skypes in ["Skype", "?sl=1", "officeredir", "OutJoinLink", "OutSharedNote"] {
        assert!(!html.contains(skypes), "{skypes}");
    }
    let block = only_block(&html);
    assert_eq!((block.provider, block.complete), (Provider::Hosted, true));
    let invitation = profile(&file()).expect("a profile").invitation(&created(&file()));
    assert!(differences(&block.invitation, &invitation).is_empty());
    let pin_url = block.invitation.phone.expect("a phone part").pin_url;
    assert_eq!(pin_url.as_deref(), Some("https://bridge.example/pin"));
    assert!(block.roles.iter().all(Option::is_some), "no row is taken for an edit: {:?}", block.roles);
}

#[test]
fn in_every_language_and_with_whatever_is_left_out_a_block_is_read_as_it_was_written() {
    let left_out = ["numbers", "directoryUrl", "pinUrl", "branding", "conferenceId"];
    for mask in 0..1_u32 << left_out.len() {
        let mut file = file();
        let details = file["default"].as_object_mut().expect("an object");
        details.retain(|name, _| {
            let index = left_out.iter().position(|field| field == name);
            index.is_none_or(|index| mask >> index & 1 == 0)
        });
        let invitation = profile(&file).expect("a profile").invitation(&created(&file));
        for language in Language::ALL {
            let html: String = render(&invitation, language).iter().map(|row| row.html()).collect();
            let block = only_block(&html);
            assert!(differences(&block.invitation, &invitation).is_empty(), "{language:?} {file}");
            assert_eq!(block.language(), Some(language));
        }
    }
}

#[test]
fn a_hostile_text_reaches_the_body_as_text() {
    let text = r#"</span><script>alert(1)</script><img src=x onerror="alert(1)">"#;
    let mut file = changed("/default/numbers/0/region", json!(text));
    file["default"]["numbers"][0]["languages"] = json!([text]);
    file["default"]["branding"]["footer"] = json!(text);
    let html = block_of(&file);
    assert!(!html.contains("<script") && !html.contains("<img"));
    let document = Document::parse(Format::Html, &html);
    let shown = document.rows().iter().filter(|row| row.text.contains("<script>alert(1)</script>"));
    assert_eq!(shown.count(), 2, "the number's row and the footer show it as it was given");
    assert_eq!(only_block(&html).invitation.phone.expect("a phone part").numbers.len(), 2);
}

fn hosted_meeting(file: &Value, days: i64) -> Appointment {
    let (profile, online) = (profile(file).expect("a profile"), created(file));
    let mut appointment = meeting("AAAA1111", days, &profile);
    appointment.body.content = format!("<html><body><p>Agenda</p>{}</body></html>", block_of(file));
    appointment.header.named =
        NamedProperties { external_link: Some(online.join_url), ..NamedProperties::default() };
    appointment
}

fn verdict(appointment: Appointment, today: &DialInProfile) -> Verdict<Rewrite> {
    let (policy, forms) = (Policy::default(), forms());
    let terms = Terms { policy: &policy, forms: &forms, language: Language::English, manners: MANNERS };
    plan(vec![appointment], meetings::target(today.clone()), terms, now()).meetings.remove(0).verdict
}

#[test]
fn a_stale_hosted_meeting_is_rewritten_and_then_true() {
    let today = profile(&changed("/default/conferenceId", json!("9001122"))).expect("a profile");
    let mut appointment = hosted_meeting(&file(), 2);
    let Verdict::Rewrite(rewrite) = verdict(appointment.clone(), &today) else { panic!("a rewrite") };
    assert!(rewrite.after.contains(&"Conference ID: 9001122".to_owned()));
    assert!(!rewrite.has_edits);
    let update = rewrite.update(&appointment);
    appointment.body = update.body;
    appointment.header.custom_properties = update.custom_properties;
    assert_eq!(verdict(appointment, &today), Verdict::LeftAlone(Reason::AlreadyTrue));
}

#[test]
fn no_meeting_is_made_one_of_another_kind() {
    let skype = meetings::profile("2002");
    assert_eq!(verdict(hosted_meeting(&file(), 2), &skype), Verdict::LeftAlone(Reason::OtherKind));
    let hosted = profile(&file()).expect("a profile");
    let skypes = meeting("BBBB2222", 2, &meetings::profile("1001"));
    assert_eq!(verdict(skypes, &hosted), Verdict::LeftAlone(Reason::OtherKind));
}

#[test]
fn a_copied_hosted_block_is_left_alone() {
    let today = profile(&changed("/default/conferenceId", json!("9001122"))).expect("a profile");
    let mut copy = hosted_meeting(&file(), 2);
    copy.header.named = NamedProperties::default();
    assert_eq!(verdict(copy, &today), Verdict::LeftAlone(Reason::Copied));
}

#[test]
fn written_anew_it_has_its_own_look() {
    let html = block_of(&file());
    let document = Document::parse(Format::Html, &html);
    let today = profile(&changed("/default/conferenceId", json!("9001122"))).expect("a profile");
    let wanted = today.invitation_today(&only_block(&html).invitation, None);
    let after = rewrite(&document, &only_block(&html), &wanted, Language::English, Edits::Overwrite)
        .expect("a safe splice")
        .apply(&html);
    assert!(after.contains("9001122") && after.contains("Join online meeting") && !after.contains("Skype"));
}

#[test]
fn the_button_adds_a_hosted_meeting_and_takes_it_away() {
    let (item, transport, forms) = (MemoryItem::default(), serving(&file()), forms());
    *item.body.borrow_mut() = "<html><body><p>Agenda</p></body></html>".into();
    let service = Service { kind: MeetingKind::Hosted, forms: &forms };
    let source = source(&transport);
    let added = block_on(add(&item, &source, &source, &NoPatience, NAME, service, Language::Swedish));
    assert!(matches!(added, Ok(Added::New(_))));
    let tag = Tag::read(&item.custom_properties.borrow()).expect("a tag");
    let url = JoinUrl::new("https://bridge.example/join/00000000-0000-4000-8000-000000000001");
    assert_eq!(Some(tag.join), url);
    assert_eq!(*item.location.borrow(), "Onlinemöte");
    assert!(matches!(block_on(present(&item, service)), Ok(Present::Ours(_))));
    let skype = Service { kind: MeetingKind::SkypeForBusiness, forms: &forms };
    assert_eq!(block_on(present(&item, skype)), Ok(Present::Other));
    block_on(remove(&item, service)).expect("removed");
    assert_eq!(*item.body.borrow(), "<html><body><p>Agenda</p></body></html>");
    assert_eq!(*item.location.borrow(), "");
}
