//! The plan: which meetings are rewritten, which are left alone and why.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use meetings::{Planned, block, body, join_url, meeting, now, plan, profile, target, terms, without_audio};
use redial::block::{Language, Refusal, RenderedRow, render};
use redial::calendar::Manners;
use redial::dialin::{Change, OnlineMeeting};
use redial::doubles::MANNERS;
use redial::link::Wrapper;
use redial::meeting::{
    Appointment, Body, BodyFormat, ItemId, NamedProperties, Reason, Sent, SeriesRole, Tag, Uid,
};
use redial::migration::{Conversion, Policy, Rewrite, Terms, UserEdits, Verdict};
use time::Duration;

fn planned(appointments: Vec<Appointment>, policy: &Policy) -> Planned {
    plan(appointments, target(profile("2002")), terms(policy), now())
}

fn reason(appointment: Appointment) -> Reason {
    let plan = planned(vec![appointment], &Policy::default());
    match plan.meetings.into_iter().next().expect("a meeting that was considered").verdict {
        Verdict::LeftAlone(reason) => reason,
        verdict => panic!("{verdict:?}"),
    }
}

fn stale() -> Appointment {
    meeting("AAAA1111", 2, &profile("1001"))
}

#[test]
fn text_that_is_no_html_is_rewritten_where_the_policy_says_so_and_the_plan_says_that_it_becomes_html() {
    let of = |format, rich_text_bodies, plain_text_bodies| {
        let mut appointment = meeting("AAAA1111", 2, &profile("1001"));
        appointment.body.format = format;
        let policy = Policy { rich_text_bodies, plain_text_bodies, ..Policy::default() };
        planned(vec![appointment], &policy).meetings.remove(0).verdict
    };
    let (update, leave) = (Conversion::Update, Conversion::Leave);
    for (rich, plain) in [(update, update), (update, leave), (leave, update), (leave, leave)] {
        let converted = [
            (BodyFormat::RichText, rich, Reason::RichText),
            (BodyFormat::PlainText, plain, Reason::PlainText),
        ];
        for (format, conversion, reason) in converted {
            match of(format, rich, plain) {
                Verdict::Rewrite(rewrite) => {
                    assert!(conversion == update && rewrite.becomes_html, "{format:?}")
                }
                verdict => assert_eq!((conversion, verdict), (leave, Verdict::LeftAlone(reason))),
            }
        }
        let Verdict::Rewrite(rewrite) = of(BodyFormat::Html, rich, plain) else { panic!("it is updated") };
        assert!(!rewrite.becomes_html);
        for (format, reason) in [
            (BodyFormat::RichTextWithObjects, Reason::EmbeddedObjects),
            (BodyFormat::Protected, Reason::Protected),
            (BodyFormat::Unknown, Reason::UnknownFormat),
        ] {
            assert_eq!(of(format, rich, plain), Verdict::LeftAlone(reason));
        }
    }
    let shipped = Policy::default();
    assert_eq!((shipped.rich_text_bodies, shipped.plain_text_bodies), (update, leave));
}

#[test]
fn a_stale_meeting_shows_its_rows_before_and_after() {
    let plan = planned(vec![stale()], &Policy::default());
    let (_, rewrite) = plan.rewrites().next().expect("a rewrite");
    assert!(rewrite.before.contains(&"Conference ID: 1001".to_owned()));
    assert!(rewrite.after.contains(&"Conference ID: 2002".to_owned()));
    assert_eq!(rewrite.before.len(), rewrite.after.len());
    assert_eq!(plan.mails(), 1);
    assert!(!plan.may_mail_less());
    assert_eq!(plan.changes(), [Change::ConferenceIdChanged]);
}

#[test]
fn numbers_compare_by_their_digits_and_directories_by_their_page() {
    let mut other = profile("1001");
    if let Some(audio) = &mut other.audio {
        audio.numbers[0].number = "+44 20 7946 0100".into();
        audio.directory_url = Some("https://Dialin.contoso.example/?id=1001".into());
    }
    let plan = plan(vec![stale()], target(other), terms(&Policy::default()), now());
    assert_eq!(plan.meetings[0].verdict, Verdict::LeftAlone(Reason::AlreadyTrue));
}

#[test]
fn what_is_over_cancelled_or_anothers_is_judged_without_its_text_being_read() {
    let mut commented = stale();
    commented.header.named = NamedProperties::default();
    commented.body.content = format!("<p>Agenda</p><!-- {} -->", join_url("AAAA1111"));
    // Only reading tells that what looks like a join link in these bytes is none.
    assert_eq!(planned(vec![commented.clone()], &Policy::default()).meetings, []);
    let with = |change: &dyn Fn(&mut Appointment)| {
        let mut appointment = commented.clone();
        change(&mut appointment);
        reason(appointment)
    };
    assert_eq!(with(&|a| a.header.is_organizer = false), Reason::NotOrganizer);
    assert_eq!(with(&|a| a.header.is_cancelled = true), Reason::Cancelled);
    assert_eq!(with(&|a| a.header.end = now()), Reason::Past);
}

#[test]
fn a_text_that_is_nested_too_deeply_stays_wherever_the_block_stands() {
    let too_deep = Reason::Unsafe { refusal: Refusal::TooDeep };
    let block = block("AAAA1111", &profile("1001"));
    let deep = "<div>".repeat(600);
    for content in [format!("{deep}{block}"), format!("{block}{deep}")] {
        let mut appointment = stale();
        appointment.body.content = content;
        assert_eq!(reason(appointment), too_deep);
    }
}

#[test]
fn every_meeting_left_alone_has_its_reason() {
    let with = |change: &dyn Fn(&mut Appointment)| {
        let mut appointment = stale();
        change(&mut appointment);
        reason(appointment)
    };
    assert_eq!(reason(meeting("AAAA1111", 2, &profile("2002"))), Reason::AlreadyTrue);
    assert_eq!(reason(meeting("AAAA1111", -2, &profile("1001"))), Reason::Past);
    assert_eq!(with(&|a| a.header.is_cancelled = true), Reason::Cancelled);
    assert_eq!(with(&|a| a.header.sent = Sent::Never), Reason::Draft);
    assert_eq!(with(&|a| a.header.sent = Sent::ButForChanges), Reason::UnsentChanges);
    assert_eq!(with(&|a| a.header.is_organizer = false), Reason::NotOrganizer);
    assert_eq!(with(&|a| a.header.attendees = 501), Reason::TooManyAttendees { limit: 500 });
    assert_eq!(with(&|a| a.body.format = BodyFormat::Unknown), Reason::UnknownFormat);
    assert_eq!(with(&|a| a.body.format = BodyFormat::RichTextWithObjects), Reason::EmbeddedObjects);
    assert_eq!(with(&|a| a.body.content = "<p>Agenda</p>".into()), Reason::BlockMissing);
    assert_eq!(with(&|a| a.header.named = NamedProperties::default()), Reason::Copied);
    assert_eq!(with(&|a| a.header.named.external_link = Some(join_url("BBBB2222"))), Reason::Unsure);
    assert_eq!(
        with(&|a| a.body.content = a.body.content.replacen(&".".repeat(137), "", 1)),
        Reason::Unsafe { refusal: Refusal::Incomplete }
    );
    assert_eq!(
        with(&|a| a.body.content = body("AAAA1111", &profile("1001")) + &block("BBBB2222", &profile("1001"))),
        Reason::Unsure
    );
    let zoom = r#"<p><a href="https://us02web.zoom.us/j/8123456789">Join Zoom Meeting</a></p>"#;
    assert_eq!(
        with(&|a| (a.body.content, a.header.named) = (zoom.into(), NamedProperties::default())),
        Reason::Foreign
    );
    let teams = r#"<div><a href="https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0">Join</a></div>"#;
    assert_eq!(
        with(&|a| (a.body.content, a.header.named) = (teams.into(), NamedProperties::default())),
        Reason::OtherKind
    );
}

#[test]
fn an_appointment_without_an_online_meeting_is_not_considered() {
    let mut plain = stale();
    plain.header.named = NamedProperties::default();
    plain.body.content = "<p>Lunch</p>".into();
    assert!(planned(vec![plain], &Policy::default()).meetings.is_empty());
}

#[test]
fn a_limit_of_attendees_counts_where_the_policy_sets_one() {
    let limited = |limit| planned(vec![stale()], &Policy { max_attendees: Some(limit), ..Policy::default() });
    let (few, enough) = (limited(2), limited(stale().header.attendees));
    assert_eq!(few.meetings[0].verdict, Verdict::LeftAlone(Reason::TooManyAttendees { limit: 2 }));
    assert_eq!(enough.rewrites().count(), 1);
}

#[test]
fn a_tag_that_came_along_with_a_copy_makes_nobody_an_owner() {
    let mut copy = stale();
    copy.header.named = NamedProperties::default();
    let original = planned(vec![stale()], &Policy::default());
    let mut tag: Tag = original.rewrites().next().expect("a rewrite").1.tag.clone();
    tag.uid = Some(Uid::new("uid-of-another"));
    copy.header.custom_properties = tag.write(&copy.header.custom_properties);
    assert_eq!(reason(copy), Reason::Copied);
}

#[test]
fn edits_are_kept_overwritten_or_skipped_as_the_policy_says() {
    let edited = || {
        let mut appointment = stale();
        appointment.body.content = appointment
            .body
            .content
            .replace("Conference ID: 1001</span></p>", "Conference ID: 1001</span></p><p>Ask Anna</p>");
        appointment
    };
    let after = |user_edits| {
        let plan = planned(vec![edited()], &Policy { user_edits, ..Policy::default() });
        plan.rewrites().next().map(|(_, rewrite)| rewrite.after.join("\n"))
    };
    assert!(after(UserEdits::Keep).expect("a rewrite").contains("Conference ID: 2002\nAsk Anna"));
    assert!(!after(UserEdits::Overwrite).expect("a rewrite").contains("Ask Anna"));
    assert_eq!(after(UserEdits::Skip), None);
    let plan = planned(vec![edited()], &Policy { user_edits: UserEdits::Skip, ..Policy::default() });
    assert_eq!(plan.meetings[0].verdict, Verdict::LeftAlone(Reason::Edited));
}

#[test]
fn a_body_that_is_plain_text_is_read_and_rewritten_as_plain_text() {
    let mut plain = stale();
    let online = OnlineMeeting::at(join_url("AAAA1111"));
    let rows = render(&profile("1001").invitation(&online), Language::English);
    let rows: Vec<String> = rows.iter().map(RenderedRow::text).collect();
    plain.body = Body {
        format: BodyFormat::Text,
        content: format!("Agenda <b> & 予算\r\n{}\r\nRegards", rows.join("\r\n")),
    };
    let plan = planned(vec![plain.clone()], &Policy::default());
    let (_, rewrite) = plan.rewrites().next().expect("a rewrite");
    assert!(rewrite.after.contains(&"Conference ID: 2002".to_owned()), "{:?}", rewrite.after);
    let written = rewrite.update(&plain).body;
    let content = plain.body.content.replace("Conference ID: 1001", "Conference ID: 2002");
    assert_eq!(written, Body { format: BodyFormat::Text, content });
}

#[test]
fn a_series_counts_by_its_end_and_its_exceptions_follow_it() {
    let series = |until| {
        let mut master = meeting("MAST3333", -30, &profile("1001"));
        master.header.series_role = SeriesRole::Master { until, exceptions: 1 };
        let mut exception = meeting("MAST3333", 5, &profile("1001"));
        exception.header.id = ItemId::new("exception");
        exception.header.named = NamedProperties::default();
        exception.header.series_role = SeriesRole::Exception { master: master.header.id.clone() };
        planned(vec![exception, meeting("SOON4444", 1, &profile("1001")), master], &Policy::default())
    };
    let endless = series(None);
    let ids: Vec<&str> = endless.rewrites().map(|(appointment, _)| appointment.header.id.as_str()).collect();
    assert_eq!(ids, ["MAST3333", "exception", "SOON4444"]);
    assert_eq!(endless.mails(), 2 + 1 + 1, "the series mails once more for its exception");
    assert!(endless.may_mail_less(), "the exception may have its series' text");
    let policy = Policy::default();
    let terms = Terms { manners: Manners { mails_exceptions: false, ..MANNERS }, ..terms(&policy) };
    let appointments = endless.meetings.into_iter().map(|meeting| meeting.appointment).collect();
    let mails = plan(appointments, target(profile("2002")), terms, now()).mails();
    assert_eq!(mails, 1 + 1 + 1, "another calendar mails once for each meeting that is written");
    let over = series(Some(now() - Duration::days(1)));
    let master = over.meetings.iter().find(|meeting| meeting.appointment.header.id.as_str() == "MAST3333");
    assert_eq!(master.expect("the master").verdict, Verdict::LeftAlone(Reason::Past));
}

#[test]
fn without_audio_conferencing_the_phone_part_goes() {
    let plan = plan(vec![stale()], target(without_audio()), terms(&Policy::default()), now());
    let (appointment, rewrite) = plan.rewrites().next().expect("a rewrite");
    assert!(!rewrite.after.iter().any(|row| row.contains("Conference ID")));
    assert_eq!(rewrite.update(appointment).tel_uri, None);
}

#[test]
fn the_one_touch_number_goes_with_the_block() {
    for (number, dialled) in [
        ("+44 20 7946 0100", "tel:+442079460100,,2002"),
        ("+49 69 5050 0199", "tel:+496950500199,,2002"),
        ("0800 555 0136", "tel:08005550136,,2002"),
        ("+44 (0)20 7946 0121", "tel:+442079460121,,2002"),
        ("5000", "tel:5000,,2002"),
    ] {
        let mut appointment = stale();
        appointment.header.named.tel_uri = Some("tel:+442079460100,,1001".into());
        let mut other = profile("2002");
        other.audio.as_mut().expect("audio").numbers[0].number = number.into();
        let plan = plan(vec![appointment], target(other), terms(&Policy::default()), now());
        let (appointment, rewrite) = plan.rewrites().next().expect("a rewrite");
        assert_eq!(rewrite.update(appointment).tel_uri.as_deref(), Some(dialled));
    }
}

#[test]
fn a_filter_that_hides_where_links_lead_is_named() {
    let mut hidden = meeting("AAAA1111", 2, &profile("1001"));
    let join = hidden.header.named.external_link.clone().expect("a link");
    let wrapped = "https://protect-eu.mimecast.com/s/AbCdEf12";
    hidden.body.content =
        hidden.body.content.replace(&format!("{join}?sl=1"), wrapped).replace(join.as_str(), wrapped);
    let plan = plan(vec![hidden], target(profile("2002")), terms(&Policy::default()), now());
    let verdicts: Vec<&Verdict<Rewrite>> = plan.meetings.iter().map(|meeting| &meeting.verdict).collect();
    assert_eq!(verdicts, [&Verdict::LeftAlone(Reason::LinkHidden { by: Wrapper::Mimecast })]);
}
