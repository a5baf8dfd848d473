//! An older copy of an appointment that was saved over its update is told from what people change in a block.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use meetings::{body, meeting, now, plan, profile, target, terms, with, without_audio};
use redial::block::DialInNumber;
use redial::dialin::{DialInProfile, Digest, Home};
use redial::link::JoinUrl;
use redial::meeting::{Appointment, Uid};
use redial::migration::{Cause, OnlineMeetings, Policy, Target};

const ID: &str = "AAAA1111";

/// A meeting that was made when dial-in data was `then`, updated.
fn updated(then: &DialInProfile, target: Target) -> Appointment {
    rewritten(meeting(ID, 2, then), target)
}

fn rewritten(mut appointment: Appointment, target: Target) -> Appointment {
    let policy = Policy::default();
    let planned = plan(vec![appointment.clone()], target, terms(&policy), now());
    let (_, rewrite) = planned.rewrites().next().expect("a rewrite");
    let update = rewrite.update(&appointment);
    appointment.body = update.body;
    appointment.header.custom_properties = update.custom_properties;
    appointment.header.named.external_link = update.external_link.or(appointment.header.named.external_link);
    appointment
}

/// Why the plan rewrites an appointment; `None` where it does not.
fn cause(appointment: Appointment, target: Target) -> Option<Cause> {
    let policy = Policy::default();
    let planned = plan(vec![appointment], target, terms(&policy), now());
    let (_, rewrite) = planned.rewrites().next()?;
    Some(rewrite.cause)
}

fn saying(mut appointment: Appointment, body: String) -> Appointment {
    appointment.body.content = body;
    appointment
}

fn edited(mut appointment: Appointment, from: &str, to: &str) -> Appointment {
    let edited = appointment.body.content.replace(from, to);
    assert_ne!(edited, appointment.body.content, "{from}");
    appointment.body.content = edited;
    appointment
}

fn numbered(number: &str) -> DialInProfile {
    let mut profile = profile("1001");
    let audio = profile.audio.as_mut().expect("audio conferencing");
    audio.numbers = vec![DialInNumber { number: number.into(), ..audio.numbers[0].clone() }];
    profile
}

#[test]
fn the_block_of_before_the_update_is_an_older_copy() {
    for (what, then, today) in [
        ("another ID", profile("1001"), profile("2002")),
        ("another number", profile("1001"), numbered("+33155550100")),
        ("audio conferencing since", without_audio(), profile("2002")),
        ("no audio conferencing since", profile("1001"), without_audio()),
    ] {
        let updated = updated(&then, target(today.clone()));
        assert_eq!(cause(updated.clone(), target(today.clone())), None, "{what}");
        let again = saying(updated, body(ID, &then));
        assert_eq!(cause(again.clone(), target(today.clone())), Some(Cause::OlderCopy), "{what}");
        let mended = rewritten(again, target(today.clone()));
        assert_eq!(cause(mended, target(today)), None, "{what}");
    }
}

#[test]
fn an_older_copy_is_known_by_what_it_shows_whatever_else_was_changed_in_it() {
    let target = || target(profile("3003"));
    let updated = rewritten(updated(&profile("1001"), meetings::target(profile("2002"))), target());
    for (what, text) in [
        ("the update before", body(ID, &profile("2002"))),
        ("the one before that", body(ID, &profile("1001"))),
        ("with a line more", body(ID, &profile("2002")).replace("Conference ID", "Room 5, conference ID")),
        ("with other words around it", body(ID, &profile("2002")).replace("Agenda", "Minutes")),
    ] {
        assert_eq!(cause(saying(updated.clone(), text), target()), Some(Cause::OlderCopy), "{what}");
    }
}

#[test]
fn the_link_of_before_a_move_is_an_older_copys() {
    let meeting_base = Some("https://meet.lync.com/contoso/ines.moreau/".to_owned());
    let profile_now = DialInProfile { home: Home::Online, meeting_base, ..profile("1001") };
    let successor = JoinUrl::new("https://meet.lync.com/contoso/ines.moreau/NEW00001").expect("a URL");
    let online = || OnlineMeetings::new(None, &[], Some(Digest::of(&profile("1001"))));
    let target = || Target { online: online(), ..target(profile_now.clone()) };
    let made = meeting(ID, 2, &profile("1001"));
    let mut moved = rewritten(made.clone(), target());
    // The run wrote the link of the online meeting that it made.
    let policy = Policy::default();
    let planned = plan(vec![made], target(), terms(&policy), now());
    let to_be_made = planned.rewrites().next().expect("a rewrite").1.invitation.join_url.clone();
    moved.body.content = moved.body.content.replace(to_be_made.as_str(), successor.as_str());
    for value in moved.header.custom_properties.0.values_mut() {
        *value = value.as_str().unwrap_or_default().replace(to_be_made.as_str(), successor.as_str()).into();
    }
    let old = body(ID, &profile("1001")).replace("Regards", "Best regards");
    let copy = edited(saying(moved, old), "Find a local number", "Find a number near you");
    assert_eq!(cause(copy, target()), Some(Cause::OlderCopy));
}

#[test]
fn what_people_change_in_a_block_is_no_older_copy() {
    let today = || target(profile("2002"));
    let updated = || updated(&profile("1001"), today());
    for (what, changed) in [
        ("another number", edited(updated(), "+442079460100", "+442079460199")),
        ("another number and a line", {
            edited(edited(updated(), "+442079460100", "+442079460199"), "(London)", "(London, ask for Ines)")
        }),
        (
            "the page of local numbers",
            edited(updated(), "https://dialin.contoso.example", "https://dialin.example"),
        ),
    ] {
        assert_eq!(cause(changed, today()), Some(Cause::Changed), "{what}");
    }
    let line = edited(updated(), "(London)", "(London, ask for Ines)");
    assert_eq!(cause(line, today()), None, "a line alone is no difference");
}

#[test]
fn where_dial_in_data_is_another_since_nothing_is_said_of_copies() {
    let updated = updated(&profile("1001"), target(profile("2002")));
    let later = || target(profile("3003"));
    assert_eq!(cause(updated.clone(), later()), Some(Cause::Changed));
    assert_eq!(cause(saying(updated, body(ID, &profile("1001"))), later()), Some(Cause::Changed));
}

#[test]
fn only_the_meetings_own_tag_tells_of_an_update() {
    let today = || target(profile("2002"));
    let old = saying(updated(&profile("1001"), today()), body(ID, &profile("1001")));
    let of_another = with(old.clone(), |header| header.identity.uid = Some(Uid::new("another")));
    let of_nobody_knows_which = with(old.clone(), |header| header.identity.uid = None);
    let untagged = with(old, |header| header.custom_properties = Default::default());
    for (what, appointment) in
        [("another's", of_another), ("nobody knows whose", of_nobody_knows_which), ("none", untagged)]
    {
        assert_eq!(cause(appointment, today()), Some(Cause::Changed), "{what}");
    }
    assert_eq!(cause(meeting(ID, 2, &profile("1001")), today()), Some(Cause::Changed), "never updated");
}
