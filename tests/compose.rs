//! The open appointment: an online meeting is added once, and taken away without a trace.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::RefCell;
use std::time::Duration;

use meetings::{clock, invitation_in, now, onlooker, profile};
use redial::block::{Language, MeetingKind};
use redial::dialin::{DialInError, OnlineMeeting};
use redial::doubles::{MemoryDialIn, MemoryItem, NoPatience, block_on};
use redial::link::JoinUrl;
use redial::meeting::{
    AddError, Added, ComposeError, CustomProperties, Present, Service, Tag, TextHash, add, present, remove,
};

use redial::migration::{Onlooker, Wait, Waiting};
use redial::wire::{MayBeBusy as _, RetryAfter};

const BODY: &str = "<html><body><div>Agenda – 予算 🎯</div></body></html>";

const SKYPE: Service<'_> = Service { kind: MeetingKind::SkypeForBusiness, forms: &[] };

fn item() -> MemoryItem {
    let item = MemoryItem::default();
    *item.body.borrow_mut() = BODY.into();
    item.cursor.set(Some("</body>"));
    *item.location.borrow_mut() = "Room 4".into();
    item.custom_properties.borrow_mut().0.insert("theirs".into(), serde_json::json!(1));
    item
}

fn added(item: &MemoryItem, dial_in: &MemoryDialIn) -> Result<Added, AddError> {
    block_on(add(item, dial_in, dial_in, &NoPatience, "a name", SKYPE, Language::French))
}

#[test]
fn an_online_meeting_is_added_with_block_location_and_tag() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    assert!(matches!(added(&item, &dial_in), Ok(Added::New(_))));
    let body = item.body.borrow().clone();
    assert!(body.starts_with("<html><body><div>Agenda – 予算 🎯</div>") && body.ends_with("</body></html>"));
    let invitation = invitation_in(&body);
    assert_eq!(invitation.join_url, dial_in.meetings.borrow()[0].join_url);
    assert_eq!(*item.location.borrow(), "Room 4; Réunion Skype");
    let tag = Tag::read(&item.custom_properties.borrow()).expect("a tag");
    assert_eq!((tag.join, tag.lang), (invitation.join_url, Language::French));
    assert!(item.custom_properties.borrow().0.contains_key("theirs"));
}

#[test]
fn the_button_waits_for_a_service_that_is_busy_and_says_so() {
    let busy =
        |seconds| DialInError::Throttled { retry_after: Some(RetryAfter::In(Duration::from_secs(seconds))) };
    let clock = clock();
    let told = RefCell::new(Vec::new());
    let waits = |wait| told.borrow_mut().push(wait);
    let onlooker = Onlooker { waits: &waits, ..onlooker(&clock) };
    let press = |item: &MemoryItem, dial_in: &MemoryDialIn| {
        block_on(add(item, dial_in, dial_in, &onlooker, "a name", SKYPE, Language::French))
    };
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    *dial_in.create_error.borrow_mut() = Some(busy(20));
    dial_in.next_profiles.borrow_mut().push_back(busy(30));
    assert!(matches!(press(&item, &dial_in), Ok(Added::New(_))));
    let due = [20, 50].map(|seconds| now() + Duration::from_secs(seconds));
    assert_eq!(told.take(), due.map(|until| Wait { until, why: Waiting::OnlineMeetings }));
    assert_eq!(dial_in.meetings.borrow().len(), 1);

    let (item, dial_in) = (self::item(), MemoryDialIn::new(profile("2002")));
    *dial_in.create_error.borrow_mut() = Some(busy(7200));
    let error = press(&item, &dial_in).expect_err("nobody waits for hours");
    let AddError::DialIn(error) = error else { panic!("{error}") };
    assert_eq!(error.busy_until(), Some(due[1] + Duration::from_secs(7200)));
    assert_eq!(*item.body.borrow(), BODY);
}

#[test]
fn pressing_the_button_again_adds_nothing() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    added(&item, &dial_in).expect("added");
    let once = item.body.borrow().clone();
    assert!(matches!(added(&item, &dial_in), Ok(Added::AlreadyThere(_))));
    assert_eq!(*item.body.borrow(), once);
    assert_eq!(dial_in.meetings.borrow().len(), 1);
}

#[test]
fn a_tag_without_a_block_means_nothing() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    added(&item, &dial_in).expect("added");
    *item.body.borrow_mut() = BODY.into();
    assert!(matches!(added(&item, &dial_in), Ok(Added::New(_))));
}

#[test]
fn nothing_is_added_beside_another_services_details() {
    for link in [
        "https://meet.google.com/abc-defg-hij",
        "https://us02web.zoom.us/j/81234567890?pwd=abc",
        "https://zoom.us/my/ana.costa",
        "https://contoso.webex.com/contoso/j.php?MTID=m01",
        "https://global.gotomeeting.com/join/123456789",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0",
        "https://join.skype.com/JTzth1sgO3Fy",
    ] {
        let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
        let body = format!(r#"<p><a href="{link}">Join</a></p>"#);
        *item.body.borrow_mut() = body.clone();
        assert_eq!(added(&item, &dial_in), Err(AddError::OtherMeeting), "{link}");
        assert!(dial_in.meetings.borrow().is_empty(), "{link}");
        assert_eq!(*item.body.borrow(), body);
    }
}

#[test]
fn links_in_the_agenda_are_no_online_meeting_and_are_left() {
    for link in [
        "https://jira.contoso.example/browse/PROJECT1",
        "https://meet.contoso.example/paul.weber/XY12ZZ34",
        "https://www.webex.com/customers/acme",
        "https://www.gotomeeting.com/features",
        "https://zoom.us/pricing",
        "https://meet.google.com/about",
    ] {
        let agenda = format!(
            r#"<html><body><div>Agenda <a href="{link}">{link}</a></div><p>{}</p></body></html>"#,
            ".".repeat(70)
        );
        let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
        *item.body.borrow_mut() = agenda.clone();
        assert!(matches!(added(&item, &dial_in), Ok(Added::New(_))), "{link}");
        assert!(matches!(block_on(present(&item, SKYPE)), Ok(Present::Ours(_))), "{link}");
        block_on(remove(&item, SKYPE)).expect("removed");
        assert_eq!(*item.body.borrow(), agenda, "{link}");
    }
}

/// A link above a line that somebody drew.
fn link(to: &str) -> String {
    format!(r#"<html><body><p><a href="{to}">the notes</a></p><p>{}</p></body></html>"#, ".".repeat(70))
}

#[test]
fn a_block_of_a_link_between_lines_is_an_online_meeting() {
    let item = item();
    let line = ".".repeat(137);
    let join = "https://meet.contoso.example/ines.moreau/AB12CD34";
    *item.body.borrow_mut() = format!(r#"<p>{line}</p><p><a href="{join}">Join</a></p><p>{line}</p>"#);
    assert!(matches!(block_on(present(&item, SKYPE)), Ok(Present::Ours(_))));
}

#[test]
fn without_its_lines_a_block_is_known_by_what_it_says_and_a_link_by_the_tag() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    added(&item, &dial_in).expect("added");
    let tagged = item.custom_properties.borrow().clone();
    let without_lines = item.body.borrow().replace(&".".repeat(137), "");
    let join = dial_in.meetings.borrow()[0].join_url.clone();
    for (custom_properties, body, is_there) in [
        (CustomProperties::default(), without_lines, true),
        (CustomProperties::default(), link(join.as_str()), false),
        (tagged.clone(), link(join.as_str()), true),
        (tagged, link("https://meet.contoso.example/ines.moreau/OTHER999"), false),
    ] {
        *item.custom_properties.borrow_mut() = custom_properties;
        *item.body.borrow_mut() = body.clone();
        let present = block_on(present(&item, SKYPE));
        assert_eq!(matches!(present, Ok(Present::Ours(_))), is_there, "{body}");
        assert_eq!(matches!(present, Ok(Present::Nothing)), !is_there, "{body}");
    }
}

#[test]
fn a_block_comes_above_the_message_that_is_answered() {
    let header =
        "<hr><p><b>From:</b> A<br><b>Sent:</b> Monday<br><b>To:</b> B<br><b>Subject:</b> x</p><p>Hi</p>";
    for body in
        [format!("<html><body><div>Agenda</div>{header}</body></html>"), format!("<div>Agenda</div>{header}")]
    {
        let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
        *item.body.borrow_mut() = body.clone();
        assert!(matches!(added(&item, &dial_in), Ok(Added::New(_))), "{body}");
        assert!(matches!(block_on(present(&item, SKYPE)), Ok(Present::Ours(_))), "{body}");
    }
}

#[test]
fn what_cannot_be_verified_is_taken_out_again() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    item.rewrites.set(Some(|body| body.replacen(&".".repeat(137), "", 1)));
    assert_eq!(added(&item, &dial_in), Err(AddError::NotKept));
    assert_eq!(*item.body.borrow(), BODY);
    assert_eq!(*item.location.borrow(), "Room 4");
    assert!(dial_in.meetings.borrow().is_empty());
}

#[test]
fn another_meetings_block_in_the_place_of_the_new_one_is_taken_out_again() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    item.rewrites.set(Some(|body| body.replace("NEWMEET0", "OTHER999")));
    assert_eq!(added(&item, &dial_in), Err(AddError::NotKept));
    assert_eq!(*item.body.borrow(), BODY);
}

#[test]
fn what_came_into_the_text_with_the_block_is_left_when_the_block_is_taken_out() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    item.rewrites.set(Some(|body| {
        body.replacen(&".".repeat(137), "", 1).replacen("</div><p", "</div><p>Bring the draft</p><p", 1)
    }));
    added(&item, &dial_in).expect_err("a failure");
    assert!(item.body.borrow().contains("<p>Bring the draft</p>"));
}

#[test]
fn a_meeting_that_the_text_shows_is_not_deleted() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    item.rewrites.set(Some(without_lines));
    assert_eq!(added(&item, &dial_in), Err(AddError::LeftInText));
    let join = dial_in.meetings.borrow()[0].join_url.clone();
    assert!(item.body.borrow().contains(join.as_str()));
    assert_eq!(Tag::read(&item.custom_properties.borrow()).map(|tag| tag.join), Some(join));
}

/// Outlook keeps the words and the links, and neither the lines around them nor the markup.
fn without_lines(body: &str) -> String {
    body.replace(&".".repeat(137), "").replace("div>", "section>")
}

#[test]
fn nothing_is_added_to_a_text_that_cannot_be_read_to_its_end() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    let deep = "<div>".repeat(600);
    *item.body.borrow_mut() = deep.clone();
    assert_eq!(added(&item, &dial_in), Err(AddError::TooDeep));
    assert_eq!(*item.body.borrow(), deep);
    assert_eq!(Tag::read(&item.custom_properties.borrow()), None);
    assert!(dial_in.meetings.borrow().is_empty());
}

#[test]
fn a_failure_at_any_step_leaves_nothing_behind() {
    for call in ["save_custom_properties", "set_location", "insert"] {
        let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
        item.failing.set(Some(call));
        assert_eq!(added(&item, &dial_in), Err(AddError::Compose(ComposeError::TimedOut { call })), "{call}");
        assert_eq!(*item.body.borrow(), BODY, "{call}");
        assert_eq!(*item.location.borrow(), "Room 4", "{call}");
        assert_eq!(Tag::read(&item.custom_properties.borrow()), None, "{call}");
        // Outlook may still write the body, and then the link has to lead somewhere.
        assert_eq!(dial_in.meetings.borrow().is_empty(), call != "insert", "{call}");
    }
}

#[test]
fn only_a_meeting_that_this_very_request_made_is_deleted() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    let assigned = OnlineMeeting::at(
        JoinUrl::new("https://meet.contoso.example/ines.moreau/ASSIGNED").expect("a join URL"),
    );
    dial_in.meetings.borrow_mut().push(assigned.clone());
    *dial_in.assigned.borrow_mut() = Some(assigned.clone());
    item.failing.set(Some("set_location"));
    added(&item, &dial_in).expect_err("a failure");
    assert_eq!(*dial_in.meetings.borrow(), [assigned]);
}

#[test]
fn a_meeting_that_the_body_leads_to_after_all_is_not_deleted() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    let link = format!("{}NEWMEET0", dial_in.base.borrow());
    *item.body.borrow_mut() = format!("<div><!-- {link} --></div>");
    item.failing.set(Some("set_location"));
    added(&item, &dial_in).expect_err("a failure");
    assert_eq!(dial_in.meetings.borrow()[0].join_url.as_str(), link);
}

#[test]
fn a_tag_of_a_later_version_is_kept_and_nothing_is_added() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    let newer = serde_json::json!(r#"{"v":3,"meeting":{}}"#);
    item.custom_properties.borrow_mut().0.insert("redial".into(), newer.clone());
    assert_eq!(added(&item, &dial_in), Err(AddError::NewerTag));
    assert_eq!(item.custom_properties.borrow().0["redial"], newer);
    assert!(dial_in.meetings.borrow().is_empty());
}

#[test]
fn a_meeting_of_a_later_version_is_not_taken_out() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    added(&item, &dial_in).expect("added");
    let newer = serde_json::json!(r#"{"v":3,"meeting":{}}"#);
    item.custom_properties.borrow_mut().0.insert("redial".into(), newer.clone());
    let (body, location) = (item.body.borrow().clone(), item.location.borrow().clone());
    assert_eq!(block_on(remove(&item, SKYPE)), Err(AddError::NewerTag));
    assert_eq!((item.body.borrow().clone(), item.location.borrow().clone()), (body, location));
    assert_eq!(item.custom_properties.borrow().0["redial"], newer);
}

#[test]
fn what_outlook_wrote_without_saying_so_is_there() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    item.failing.set(Some("insert"));
    item.writes_late.set(true);
    assert!(matches!(added(&item, &dial_in), Ok(Added::New(_))));
    let tag = Tag::read(&item.custom_properties.borrow()).expect("the tag");
    assert_eq!(tag.join, dial_in.meetings.borrow()[0].join_url);
}

#[test]
fn removing_takes_block_and_location_away() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    added(&item, &dial_in).expect("added");
    block_on(remove(&item, SKYPE)).expect("removed");
    assert_eq!(*item.body.borrow(), BODY);
    assert_eq!(*item.location.borrow(), "Room 4");
    assert_eq!(block_on(present(&item, SKYPE)), Ok(Present::Nothing));
}

#[test]
fn a_removal_that_is_discarded_leaves_the_meeting_whole() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    added(&item, &dial_in).expect("added");
    let saved = item.body.borrow().clone();
    block_on(remove(&item, SKYPE)).expect("removed");
    *item.body.borrow_mut() = saved;
    let tag = Tag::read(&item.custom_properties.borrow()).expect("the tag");
    assert_eq!(tag.join, dial_in.meetings.borrow()[0].join_url);
}

#[test]
fn a_block_comes_where_the_cursor_stands_or_at_the_top_and_nothing_else_is_written() {
    for (cursor, expected) in [(Some("</body>"), ["Agenda", "NEWMEET0"]), (None, ["NEWMEET0", "Agenda"])] {
        let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
        item.cursor.set(cursor);
        added(&item, &dial_in).expect("added");
        let places = expected.map(|words| item.body.borrow().find(words).expect("words"));
        assert!(places.is_sorted(), "{cursor:?}");
        assert_eq!(item.rewritten.get(), 0);
    }
}

#[test]
fn a_cursor_in_somebody_elses_message_is_no_place_for_a_block() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    *item.body.borrow_mut() = "<html><body><div>Agenda</div><hr><p><b>From:</b> A<br><b>Sent:</b> Monday<br>\
        <b>To:</b> B<br><b>Subject:</b> x</p><p>Hi</p></body></html>"
        .into();
    added(&item, &dial_in).expect("added");
    assert!(matches!(block_on(present(&item, SKYPE)), Ok(Present::Ours(_))));
    assert!(item.body.borrow().find("NEWMEET0") < item.body.borrow().find("Agenda"));
}

#[test]
fn where_a_form_takes_no_insertion_the_text_is_written_anew_unless_pictures_would_be_lost() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    item.refused.set(Some("insert"));
    added(&item, &dial_in).expect("added");
    assert_eq!(item.rewritten.get(), 1);
    let (item, dial_in) = (self::item(), MemoryDialIn::new(profile("2002")));
    item.refused.set(Some("insert"));
    *item.body.borrow_mut() = PICTURES.into();
    assert_eq!(added(&item, &dial_in), Err(AddError::Compose(ComposeError::Pictures)));
    assert_eq!(*item.body.borrow(), PICTURES);
    assert!(dial_in.meetings.borrow().is_empty());
}

const PICTURES: &str = "<html><body><div>Agenda</div><img src=\"cid:map.png@01\"></body></html>";

#[test]
fn a_block_is_not_taken_out_where_that_would_lose_pictures() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    *item.body.borrow_mut() = PICTURES.into();
    added(&item, &dial_in).expect("added");
    let body = item.body.borrow().clone();
    assert_eq!(block_on(remove(&item, SKYPE)), Err(AddError::Compose(ComposeError::Pictures)));
    assert_eq!((item.body.borrow().clone(), item.rewritten.get()), (body, 0));
}

#[test]
fn a_plain_text_gets_a_block_of_plain_text_which_is_known_and_taken_out_again() {
    const TEXT: &str = "Agenda – 予算 🎯\r\nBring cake.";
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    item.is_text.set(true);
    *item.body.borrow_mut() = TEXT.into();
    added(&item, &dial_in).expect("added");
    let body = item.body.borrow().clone();
    assert!(body.ends_with(TEXT) && !body.contains("</"), "{body}");
    let Ok(Present::Ours(block)) = block_on(present(&item, SKYPE)) else { panic!("{body}") };
    assert_eq!(block.invitation.join_url, dial_in.meetings.borrow()[0].join_url);
    let tag = Tag::read(&item.custom_properties.borrow()).expect("a tag");
    let document = redial::html::Document::parse(redial::html::Format::Text, &body);
    assert_eq!(tag.text, TextHash::of(&redial::block::visible_text(&document, &block)));
    assert!(matches!(added(&item, &dial_in), Ok(Added::AlreadyThere(_))));
    block_on(remove(&item, SKYPE)).expect("removed");
    assert_eq!(item.body.borrow().trim(), TEXT);
}

#[test]
fn what_is_typed_while_a_block_is_taken_out_stays() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    added(&item, &dial_in).expect("added");
    item.types.set(Some("<p>Typed meanwhile</p>"));
    block_on(remove(&item, SKYPE)).expect("removed");
    assert_eq!(*item.body.borrow(), format!("{BODY}<p>Typed meanwhile</p>"));
}

#[test]
fn a_text_that_outlook_changes_beside_the_block_is_said_to_be_changed() {
    let (item, dial_in) = (item(), MemoryDialIn::new(profile("2002")));
    added(&item, &dial_in).expect("added");
    item.rewrites.set(Some(|body| body.replace("Agenda", "")));
    assert_eq!(block_on(remove(&item, SKYPE)), Err(AddError::Compose(ComposeError::RestChanged)));
}
