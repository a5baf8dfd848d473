//! Where meetings are made elsewhere now: one new online meeting for all appointments that show the same old one.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::Cell;
use std::time::Duration;

use meetings::{
    Planned, conference_id_in, in_full, invitation_in, join_url, meeting, now, profile, terms, without_audio,
};
use redial::block::{ConferenceId, JoinUrlForm, MeetingKind};
use redial::calendar::CalendarError;
use redial::dialin::{
    AudioConferencing, Change, Conference, DialInError, DialInProfile, Home, OnlineMeeting,
};
use redial::doubles::{
    MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryStore, NextWrite, SteppingClock, block_on,
};
use redial::link::JoinUrl;
use redial::meeting::{Appointment, ItemId, NamedProperties, Reason, SeriesRole, Tag, Uid};
use redial::migration::{
    AlsoTrigger, AskedBecause, Assessment, Decision, Failure, Link, Machine, MeetingOutcome, MeetingResult,
    Outside, Policy, Progress, Run, RunReport, RunState, Terms, Verdict, drive, settle,
};
use redial::wire::RetryAfter;

struct World {
    calendar: MemoryCalendar,
    dial_in: MemoryDialIn,
    journal: MemoryJournal,
    settings: MemoryStore,
    clock: SteppingClock,
    policy: Policy,
}

impl World {
    /// An organizer whose meetings were right, and who then got this profile.
    fn after(appointments: Vec<Appointment>, today: DialInProfile) -> Self {
        let settings = MemoryStore::default();
        block_on(settle(&settings, &profile("1001"))).expect("remembered");
        Self {
            calendar: MemoryCalendar::new(appointments),
            dial_in: MemoryDialIn::new(today),
            journal: MemoryJournal::default(),
            settings,
            clock: SteppingClock { now: Cell::new(now()) },
            policy: Policy::default(),
        }
    }

    fn assess(&self) -> Assessment {
        let found = meetings::assess(
            &self.dial_in,
            &self.dial_in,
            &self.calendar,
            &self.settings,
            meetings::onlooker(&self.clock),
            terms(&self.policy),
        );
        block_on(found).expect("an assessment")
    }

    /// The plan, and what the meetings' texts would become.
    fn in_full(&self, assessment: Assessment, terms: Terms<'_>) -> Planned {
        in_full(assessment.plan, |id| self.calendar.read_one(id).expect("a meeting"), terms, now())
    }

    fn run(&self, assessment: &Assessment) -> RunReport {
        self.run_and_tell(assessment, |_| {})
    }

    fn run_and_tell(&self, assessment: &Assessment, progress: impl FnMut(Progress)) -> RunReport {
        let run = Run {
            correlation_id: "run-1".into(),
            owner: "ines.moreau@contoso.example".into(),
            plan: &assessment.plan,
            terms: terms(&self.policy),
        };
        let outside = Outside {
            calendar: &self.calendar,
            online_meetings: &self.dial_in,
            journal: &self.journal,
            settings: &self.settings,
            clock: &self.clock,
        };
        block_on(drive(Machine::new(run, None, now()), outside, progress)).expect("a report")
    }

    fn shown(&self, id: &str) -> JoinUrl {
        let appointments = self.calendar.appointments.borrow();
        let found = appointments.iter().find(|appointment| appointment.header.id.as_str() == id);
        invitation_in(&found.expect("an appointment").body.content).join_url
    }

    fn made(&self) -> usize {
        self.dial_in.meetings.borrow().len()
    }
}

/// What the double's new meetings begin with.
const BASE: &str = "https://meet.contoso.example/ines/";

fn moved_online() -> DialInProfile {
    DialInProfile { home: Home::Online, meeting_base: Some(BASE.into()), ..profile("1001") }
}

fn another_meeting_url() -> DialInProfile {
    DialInProfile { meeting_base: Some(BASE.into()), ..profile("1001") }
}

fn series() -> Vec<Appointment> {
    let mut master = meeting("MAST3333", 1, &profile("1001"));
    master.header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
    let mut exception = meeting("MAST3333", 5, &profile("1001"));
    exception.header.id = ItemId::new("exception");
    exception.header.named = NamedProperties::default();
    exception.header.series_role = SeriesRole::Exception { master: master.header.id.clone() };
    vec![master, exception, meeting("SOLE4444", 2, &profile("1001"))]
}

#[test]
fn a_move_gives_a_series_one_new_online_meeting() {
    let world = World::after(series(), moved_online());
    let assessment = world.assess();
    assert_eq!(assessment.changes, [Change::MovedOnline, Change::MeetingUrlChanged]);
    assert_eq!(assessment.decision, Decision::Countdown);
    assert_eq!(assessment.plan.new_online_meetings(), 2);
    let report = world.run(&assessment);
    assert!(
        report.results.iter().all(|result| result.outcome == MeetingOutcome::Updated),
        "{:?}",
        report.results
    );
    assert_eq!(world.made(), 2);
    assert_eq!(world.shown("MAST3333"), world.shown("exception"));
    assert_ne!(world.shown("MAST3333"), world.shown("SOLE4444"));
    assert!(world.shown("MAST3333").is_below(BASE));
}

#[test]
fn the_meeting_is_known_again_by_what_it_was_and_what_it_is() {
    let world = World::after(series(), moved_online());
    world.run(&world.assess());
    let master = world.calendar.appointments.borrow()[0].clone();
    let tag = Tag::read(&master.header.custom_properties).expect("a tag");
    assert_eq!((tag.join, tag.was), (world.shown("MAST3333"), Some(join_url("MAST3333"))));
    let written = world.calendar.writes.borrow()[0].external_link.clone();
    assert_eq!(written, Some(world.shown("MAST3333")));
    assert_eq!(world.assess().decision, Decision::NothingToDo);
}

#[test]
fn only_the_tag_of_the_organizers_own_meeting_says_where_another_one_leads() {
    let elsewhere = || JoinUrl::new(&format!("{BASE}EVIL9999")).expect("a join URL");
    let mut telling = meeting("BBBB2222", 2, &profile("1001"));
    let world = World::after(vec![telling.clone()], moved_online());
    world.run(&world.assess());
    let mut tag =
        Tag::read(&world.calendar.appointments.borrow()[0].header.custom_properties).expect("a tag");
    (tag.join, tag.was) = (elsewhere(), Some(join_url("AAAA1111")));
    telling.header.custom_properties = tag.write(&telling.header.custom_properties);
    let link_beside = |telling: Appointment| {
        let world = World::after(vec![meeting("AAAA1111", 1, &profile("1001")), telling], moved_online());
        world.dial_in.meetings.borrow_mut().push(online_meeting(elsewhere()));
        let assessment = world.assess();
        let found = assessment.plan.rewrites().find(|(known, _)| known.id.as_str() == "AAAA1111");
        found.expect("a rewrite").1.link.clone()
    };
    let from = join_url("AAAA1111");
    assert_eq!(link_beside(telling.clone()), Link::Moved { from: from.clone() });
    let mut anybodys = telling.clone();
    anybodys.header.is_organizer = false;
    let mut copied = telling;
    copied.header.identity.uid = Some(Uid::new("uid-of-the-copy"));
    for other in [anybodys, copied] {
        assert_eq!(link_beside(other), Link::ToBeMade { from: from.clone() });
    }
}

fn online_meeting(join_url: JoinUrl) -> OnlineMeeting {
    OnlineMeeting::at(join_url)
}

/// A meeting that was moved from the online meeting of `AAAA1111` to this one, and another that still shows the old one.
fn half_moved(to: &JoinUrl, shown_id: &str) -> Vec<Appointment> {
    let mut moved = meeting("AAAA1111", 1, &profile(shown_id));
    let world = World::after(vec![moved.clone()], moved_online());
    world.run(&world.assess());
    let mut tag =
        Tag::read(&world.calendar.appointments.borrow()[0].header.custom_properties).expect("a tag");
    (tag.join, tag.was, tag.conf) = (to.clone(), Some(join_url("AAAA1111")), ConferenceId::new(shown_id));
    moved.header.custom_properties = tag.write(&moved.header.custom_properties);
    moved.body.content = moved.body.content.replace(join_url("AAAA1111").as_str(), to.as_str());
    moved.header.named.external_link = Some(to.clone());
    let mut left = meeting("AAAA1111", 3, &profile(shown_id));
    (left.header.id, left.header.identity.uid) = (ItemId::new("left"), Some(Uid::new("uid-left")));
    vec![moved, left]
}

#[test]
fn an_online_meeting_that_the_service_does_not_know_when_asked_takes_nobodys_place() {
    let gone = JoinUrl::new(&format!("{BASE}GONE0001")).expect("a join URL");
    for is_over in [false, true] {
        for today in [another_meeting_url(), DialInProfile { audio: None, ..another_meeting_url() }] {
            let mut appointments = half_moved(&gone, "1001");
            if is_over {
                appointments[0].header.start -= time::Duration::days(9);
                appointments[0].header.end -= time::Duration::days(9);
            }
            let world = World::after(appointments, today);
            world.dial_in.meetings.borrow_mut().push(online_meeting(join_url("AAAA1111")));
            let everything = world.assess().with_everything(&world.policy);
            world.run(&everything);
            let known =
                world.dial_in.meetings.borrow().iter().map(|one| one.join_url.clone()).collect::<Vec<_>>();
            assert!(known.contains(&world.shown("left")), "{}", world.shown("left"));
            assert!(world.shown("left").is_below(BASE));
        }
    }
}

#[test]
fn an_online_meeting_that_the_service_does_not_tell_of_is_not_taken_to_be_gone() {
    let untold = JoinUrl::new(&format!("{BASE}THERE001")).expect("a join URL");
    for today in [another_meeting_url(), private(another_meeting_url())] {
        let world = World::after(half_moved(&untold, "1001"), today);
        let there = [join_url("AAAA1111"), untold.clone()].map(online_meeting);
        world.dial_in.meetings.borrow_mut().extend(there);
        world.dial_in.untold.borrow_mut().push(untold.clone());
        world.run(&world.assess().with_everything(&world.policy));
        assert_eq!((world.shown("left"), world.made()), (untold.clone(), 2), "no other is made");
    }
}

#[test]
fn an_online_meeting_that_is_gone_passes_nobody_on() {
    let [between, last] =
        ["GONE0001", "LAST0002"].map(|id| format!("https://meet.fabrikam.example/ines/{id}"));
    let [between, last] = [between, last].map(|link| JoinUrl::new(&link).expect("a join URL"));
    let appointments = half_moved(&between, "1001");
    let today =
        DialInProfile { meeting_base: Some("https://meet.fabrikam.example/ines/".into()), ..profile("1001") };
    let world = World::after(appointments, today);
    *world.dial_in.base.borrow_mut() = "https://meet.fabrikam.example/ines/".into();
    world.dial_in.meetings.borrow_mut().push(online_meeting(last));
    world.run(&world.assess().with_everything(&world.policy));
    assert_ne!(world.shown("left"), between);
}

#[test]
fn on_a_bridge_that_keeps_no_list_tags_alone_tell_who_follows_whom() {
    let to = JoinUrl::new(&format!("{BASE}N0000001")).expect("a join URL");
    let hosted = |id: &str| DialInProfile {
        kind: MeetingKind::Hosted,
        meeting_base: Some(BASE.into()),
        sip_address: None,
        ..profile(id)
    };
    let forms = ["https://meet.contoso.example/ines.moreau/*", "https://meet.contoso.example/ines/*"]
        .map(|form| JoinUrlForm::new(form).expect("a form"));
    for (today, shown) in [(hosted("2002"), "2002"), (private(hosted("2002")), "1001")] {
        let world = World::after(half_moved(&to, "1001"), today);
        let terms = Terms { forms: &forms, ..terms(&world.policy) };
        let assessed = block_on(meetings::assess(
            &world.dial_in,
            &world.dial_in,
            &world.calendar,
            &world.settings,
            meetings::onlooker(&meetings::clock()),
            terms,
        ));
        let plan = world.in_full(assessed.expect("an assessment").with_everything(&world.policy), terms);
        let found = plan.rewrites().find(|(known, _)| known.header.id.as_str() == "left");
        let rewrite = found.expect("a rewrite").1;
        assert_eq!(rewrite.link, Link::Moved { from: join_url("AAAA1111") });
        let shows = rewrite.invitation.phone.as_ref().and_then(|phone| phone.conference_id.clone());
        assert_eq!(shows, ConferenceId::new(shown));
    }
}

#[test]
fn who_follows_late_shows_the_id_of_today_and_is_written_once() {
    let to = JoinUrl::new(&format!("{BASE}N0000001")).expect("a join URL");
    for is_over in [false, true] {
        let mut appointments = half_moved(&to, "1001");
        if is_over {
            appointments[0].header.start -= time::Duration::days(9);
            appointments[0].header.end -= time::Duration::days(9);
        }
        let today = DialInProfile { meeting_base: Some(BASE.into()), ..profile("2002") };
        let world = World::after(appointments, today);
        world.dial_in.meetings.borrow_mut().extend([join_url("AAAA1111"), to.clone()].map(online_meeting));
        world.run(&world.assess().with_everything(&world.policy));
        assert_eq!(world.shown("left"), to);
        assert_eq!(conference_id_in(&world.calendar.body(&ItemId::new("left"))).as_deref(), Some("2002"));
        assert_eq!(world.calendar.writes.borrow().len(), if is_over { 1 } else { 2 });
        assert_eq!(world.assess().decision, Decision::NothingToDo);
    }
}

#[test]
fn who_follows_late_shows_the_id_that_the_service_tells_of_a_private_meeting() {
    let to = JoinUrl::new(&format!("{BASE}N0000001")).expect("a join URL");
    let today = DialInProfile { meeting_base: Some(BASE.into()), ..profile("2002") };
    let world = World::after(half_moved(&to, "1001"), today);
    let private = OnlineMeeting { conference_id: ConferenceId::new("5005"), ..online_meeting(to) };
    world.dial_in.meetings.borrow_mut().push(private);
    world.run(&world.assess().with_everything(&world.policy));
    assert_eq!(conference_id_in(&world.calendar.body(&ItemId::new("left"))).as_deref(), Some("5005"));
    assert_eq!(world.assess().decision, Decision::NothingToDo);
}

#[test]
fn what_a_run_wrote_where_no_address_was_known_yet_is_known_by_its_tag() {
    let unknown = DialInProfile { meeting_base: None, ..moved_online() };
    let world = World::after(vec![meeting("SOLE4444", 2, &profile("1001"))], unknown);
    *world.dial_in.base.borrow_mut() = "https://meet.lync.com/contoso/ines/".into();
    world.calendar.next.borrow_mut().push_back(NextWrite::WriteButLose);
    let report = world.run(&world.assess());
    assert_eq!(report.results[0].outcome, MeetingOutcome::Updated);
    assert!(world.shown("SOLE4444").is_below("https://meet.lync.com/contoso/ines/"));
}

#[test]
fn whoever_is_left_of_a_series_follows_the_others() {
    let world = World::after(series(), moved_online());
    let refused = CalendarError::Refused { answer: "400".into(), code: "ErrorInvalid".into(), certain: true };
    world.calendar.next.borrow_mut().push_back(NextWrite::Refuse(refused.clone()));
    world.calendar.next.borrow_mut().push_back(NextWrite::Refuse(refused));
    let report = world.run(&world.assess());
    assert_eq!(report.record.failed_meeting, 2, "{:?}", report.results);
    let again = world.assess();
    assert_eq!(again.decision, Decision::Countdown, "the change is still to be done");
    world.run(&again);
    assert_eq!(world.shown("MAST3333"), world.shown("exception"));
    assert_eq!(world.assess().decision, Decision::NothingToDo);
}

/// The administrator moves the organizer's meetings to another address.
fn move_on(world: &World, base: &str) {
    *world.dial_in.base.borrow_mut() = base.into();
    let moved = DialInProfile { meeting_base: Some(base.into()), ..moved_online() };
    *world.dial_in.profile.borrow_mut() = Ok(moved);
}

#[test]
fn whoever_missed_several_moves_follows_the_others() {
    let mut appointments = series();
    appointments.truncate(2);
    let world = World::after(appointments, moved_online());
    world.dial_in.meetings.borrow_mut().push(online_meeting(join_url("MAST3333")));
    let refused = CalendarError::Refused { answer: "400".into(), code: "ErrorInvalid".into(), certain: true };
    for base in [BASE, "https://meet.contoso.example/b/", "https://meet.contoso.example/c/"] {
        move_on(&world, base);
        world
            .calendar
            .next
            .borrow_mut()
            .extend([NextWrite::WriteButLose, NextWrite::Refuse(refused.clone())]);
        world.run(&world.assess());
        assert!(world.shown("MAST3333").is_below(base));
        assert_eq!(world.shown("exception"), join_url("MAST3333"));
    }
    world.run(&world.assess());
    assert_eq!(world.shown("exception"), world.shown("MAST3333"));
    assert_eq!(world.assess().decision, Decision::NothingToDo);
}

#[test]
fn a_copy_is_one_however_often_the_original_moves() {
    let mut original = meeting("AAAA1111", 1, &profile("1001"));
    let before = World::after(vec![original.clone()], profile("2002"));
    before.run(&before.assess());
    let mut tag =
        Tag::read(&before.calendar.appointments.borrow()[0].header.custom_properties).expect("a tag");
    tag.uid = None;
    original.header.named = NamedProperties::default();
    let mut copy = original.clone();
    (copy.header.id, copy.header.identity.uid) = (ItemId::new("copy"), Some(Uid::new("uid-copy")));
    copy.header.custom_properties = tag.write(&copy.header.custom_properties);
    tag.uid.clone_from(&original.header.identity.uid);
    original.header.custom_properties = tag.write(&original.header.custom_properties);
    let world = World::after(vec![original, copy], moved_online());
    world.dial_in.meetings.borrow_mut().push(online_meeting(join_url("AAAA1111")));
    for base in [BASE, "https://meet.contoso.example/b/", "https://meet.contoso.example/c/"] {
        move_on(&world, base);
        let assessment = world.assess().with_everything(&world.policy);
        let verdict_on = |id: &str| {
            let mut meetings = assessment.plan.meetings.iter();
            meetings.find(|meeting| meeting.header.id.as_str() == id).map(|meeting| &meeting.verdict)
        };
        assert_eq!(verdict_on("copy"), Some(&Verdict::LeftAlone(Reason::Copied)), "{base}");
        world.run(&assessment);
        assert!(world.shown("AAAA1111").is_below(base));
    }
}

#[test]
fn an_exception_that_was_not_written_takes_its_masters_successor() {
    let mut appointments = series();
    appointments.truncate(2);
    let world = World::after(appointments, moved_online());
    let refused = CalendarError::Refused { answer: "400".into(), code: "ErrorInvalid".into(), certain: true };
    world.calendar.next.borrow_mut().extend([NextWrite::WriteButLose, NextWrite::Refuse(refused)]);
    let report = world.run(&world.assess());
    assert_eq!(report.record.failed_meeting, 1, "{:?}", report.results);
    let again = world.assess();
    let plan = world.in_full(world.assess(), terms(&world.policy));
    let (_, rewrite) = plan.rewrites().next().expect("the exception");
    assert_eq!(rewrite.link, Link::Moved { from: join_url("MAST3333") });
    assert_eq!(rewrite.invitation.join_url, world.shown("MAST3333"));
    world.run(&again);
    assert_eq!((world.made(), world.shown("exception")), (1, world.shown("MAST3333")));
}

#[test]
fn an_online_meeting_that_no_invitation_leads_to_stays_and_is_found_again() {
    let world = World::after(vec![meeting("SOLE4444", 2, &profile("1001"))], moved_online());
    let refused = CalendarError::Refused { answer: "400".into(), code: "ErrorInvalid".into(), certain: true };
    world.calendar.next.borrow_mut().push_back(NextWrite::Refuse(refused));
    let report = world.run(&world.assess());
    assert!(matches!(report.results[0].outcome, MeetingOutcome::Failed(Failure::Calendar(_))));
    assert_eq!((world.made(), world.shown("SOLE4444")), (1, join_url("SOLE4444")));
    world.run(&world.assess());
    assert_eq!((world.made(), world.shown("SOLE4444").is_below(BASE)), (1, true));
}

#[test]
fn a_failing_run_leaves_what_another_browsers_run_has_put_into_invitations() {
    let world = World::after(series(), moved_online());
    let (first, second) = (world.assess(), world.assess());
    let refused = CalendarError::Refused { answer: "400".into(), code: "ErrorInvalid".into(), certain: true };
    world.calendar.next.borrow_mut().extend([NextWrite::Refuse(refused.clone()), NextWrite::Refuse(refused)]);
    // The other browser's run comes between the first one's asking for the online meeting and its end.
    let mut overlapped = false;
    let policy = Policy::default();
    let run = Run {
        correlation_id: "run-1".into(),
        owner: "ines.moreau@contoso.example".into(),
        plan: &first.plan,
        terms: terms(&policy),
    };
    let outside = Outside {
        calendar: &world.calendar,
        online_meetings: &world.dial_in,
        journal: &world.journal,
        settings: &world.settings,
        clock: &world.clock,
    };
    let report = block_on(drive(Machine::new(run, None, now()), outside, |_| {
        if world.calendar.next.borrow().is_empty() && !overlapped {
            overlapped = true;
            world.run(&second);
        }
    }));
    assert!(report.expect("a report").record.failed_meeting > 0);
    let known: Vec<JoinUrl> =
        world.dial_in.meetings.borrow().iter().map(|meeting| meeting.join_url.clone()).collect();
    for id in ["MAST3333", "exception", "SOLE4444"] {
        assert!(known.contains(&world.shown(id)), "{id} leads to a deleted meeting");
    }
}

#[test]
fn an_online_meeting_that_an_invitation_may_lead_to_stays() {
    for error in [
        CalendarError::Throttled { retry_after: None },
        CalendarError::Unreadable("an answer that is cut off".into()),
        CalendarError::Refused { answer: "502".into(), code: "BadGateway".into(), certain: false },
    ] {
        let world = World::after(vec![meeting("SOLE4444", 2, &profile("1001"))], moved_online());
        world.calendar.next.borrow_mut().push_back(NextWrite::WriteButFail(error));
        world.run(&world.assess());
        assert_eq!(world.made(), 1);
        assert!(world.shown("SOLE4444").is_below(BASE));
    }
}

#[test]
fn the_run_of_a_second_page_leaves_what_the_first_one_made() {
    let world = World::after(series(), moved_online());
    let (first, second) = (world.assess(), world.assess());
    world.run(&first);
    let report = world.run(&second);
    assert!(
        report.results.iter().all(|result| result.outcome == MeetingOutcome::LeftAlone(Reason::AlreadyTrue))
    );
    assert_eq!(world.made(), 2);
}

#[test]
fn a_service_that_makes_meetings_at_the_old_address_changes_nothing() {
    let mut today = moved_online();
    today.meeting_base = Some("https://meet.fabrikam.example/ines/".into());
    let world = World::after(vec![meeting("SOLE4444", 2, &profile("1001"))], today);
    let report = world.run(&world.assess());
    assert_eq!(
        report.results[0].outcome,
        MeetingOutcome::Failed(Failure::OnlineMeeting(DialInError::FormerAddress))
    );
    assert_eq!(world.shown("SOLE4444"), join_url("SOLE4444"));
    assert!(world.calendar.writes.borrow().is_empty());
}

#[test]
fn whoever_missed_a_move_follows_the_others_to_where_they_are_now() {
    let mut appointments = series();
    appointments.truncate(2);
    let world = World::after(appointments, moved_online());
    let refused = CalendarError::Refused { answer: "400".into(), code: "ErrorInvalid".into(), certain: true };
    world.calendar.next.borrow_mut().extend([NextWrite::WriteButLose, NextWrite::Refuse(refused)]);
    world.run(&world.assess());
    let between = world.shown("MAST3333");
    let now_at = "https://meet.fabrikam.example/ines/";
    *world.dial_in.base.borrow_mut() = now_at.into();
    let today = DialInProfile { meeting_base: Some(now_at.into()), ..moved_online() };
    *world.dial_in.profile.borrow_mut() = Ok(today);
    world.run(&world.assess().with_everything(&world.policy));
    assert_ne!(world.shown("MAST3333"), between);
    assert!(world.shown("MAST3333").is_below(now_at));
    assert_eq!(world.shown("exception"), world.shown("MAST3333"));
}

#[test]
fn without_the_new_online_meeting_nothing_is_written() {
    let world = World::after(series(), moved_online());
    let error = DialInError::Refused { what: "myOnlineMeetings", status: 503 };
    *world.dial_in.create_error.borrow_mut() = Some(error.clone());
    let report = world.run(&world.assess());
    assert_eq!(report.results[0].outcome, MeetingOutcome::Failed(Failure::OnlineMeeting(error)));
    assert_eq!(world.shown("MAST3333"), join_url("MAST3333"));
    assert!(world.shown("exception").is_below(BASE), "the next one makes it");
}

#[test]
fn a_service_that_stays_busy_is_named_in_the_record_and_its_meeting_stays() {
    let world = World::after(series(), moved_online());
    let busy = DialInError::Throttled { retry_after: None };
    let again = || *world.dial_in.create_error.borrow_mut() = Some(busy.clone());
    again();
    let report = world.run_and_tell(&world.assess(), |_| again());
    let is_deferred = |result: &MeetingResult| matches!(result.outcome, MeetingOutcome::Deferred { .. });
    assert!(report.results.iter().all(is_deferred), "{:?}", report.results);
    assert_eq!((report.record.state, report.record.last_message), (RunState::Pending, busy.to_string()));
    assert_eq!(world.shown("MAST3333"), join_url("MAST3333"));
}

#[test]
fn a_service_that_asks_to_be_left_alone_is_asked_for_no_other_meeting_until_then() {
    let retry_after = |seconds| Some(RetryAfter::In(Duration::from_secs(seconds)));
    let world = World::after(series(), moved_online());
    let busy = DialInError::Throttled { retry_after: retry_after(7200) };
    *world.dial_in.create_error.borrow_mut() = Some(busy);
    let report = world.run(&world.assess());
    let until = now() + Duration::from_secs(7200);
    let is_deferred = |result: &MeetingResult| result.outcome == MeetingOutcome::Deferred { until };
    assert!(report.results.iter().all(is_deferred), "{:?}", report.results);
    assert_eq!((world.made(), report.record.deferred_until), (0, Some(until)));

    let world = World::after(series(), moved_online());
    let busy = DialInError::Throttled { retry_after: retry_after(60) };
    *world.dial_in.create_error.borrow_mut() = Some(busy);
    let mut made_at_first_wait = None;
    let report = world.run_and_tell(&world.assess(), |step| {
        if matches!(step, Progress::Waiting { .. }) {
            made_at_first_wait.get_or_insert(world.made());
        }
    });
    assert_eq!((report.record.state, made_at_first_wait, world.made()), (RunState::Succeeded, Some(0), 2));
    let passed = world.clock.now.get() - now();
    assert!(passed >= Duration::from_secs(63) && passed <= Duration::from_secs(65), "{passed}");
}

#[test]
fn a_meeting_at_the_home_that_was_left_is_offered_where_nobody_saw_the_move() {
    let world = World::after(series(), moved_online());
    block_on(settle(&world.settings, &moved_online())).expect("remembered");
    let assessment = world.assess();
    assert_eq!(assessment.decision, Decision::Ask(AskedBecause::NoTriggerSeen));
    assert_eq!(assessment.plan.rewrites().count(), 3);
}

#[test]
fn another_meeting_url_alone_is_left_until_the_organizer_asks() {
    let world = World::after(series(), another_meeting_url());
    let assessment = world.assess();
    assert_eq!(assessment.decision, Decision::LeftByPolicy);
    assert_eq!((assessment.plan.rewrites().count(), assessment.plan.left_by_policy().count()), (0, 3));
    let everything = assessment.with_everything(&world.policy);
    assert_eq!(everything.plan.new_online_meetings(), 2);
    let report = world.run(&everything);
    assert_eq!(report.record.succeeded_meeting, 3);
    assert!(world.shown("exception").is_below(BASE));
}

#[test]
fn with_another_change_a_meeting_keeps_its_link_where_the_policy_leaves_it() {
    let today = DialInProfile { meeting_base: Some(BASE.into()), ..profile("2002") };
    let world = World::after(series(), today);
    let assessment = world.assess();
    assert_eq!((assessment.decision, assessment.plan.new_online_meetings()), (Decision::Countdown, 0));
    world.run(&assessment);
    assert_eq!(world.shown("MAST3333"), join_url("MAST3333"));
    assert_eq!(world.assess().decision, Decision::LeftByPolicy);
}

#[test]
fn who_asks_for_everything_gets_a_link_that_leads_somewhere() {
    let today = DialInProfile { meeting_base: Some(BASE.into()), ..profile("2002") };
    let world = World::after(series(), today);
    let everything = world.assess().with_everything(&world.policy);
    assert_eq!(everything.plan.new_online_meetings(), 2);
    // Somebody adds a sentence to a meeting while the run is at work.
    let overtaken = world.calendar.body(&ItemId::new("MAST3333")).replace("Agenda", "The agenda");
    world.calendar.next.borrow_mut().push_back(NextWrite::Overtake(overtaken));
    world.run(&everything);
    let known: Vec<JoinUrl> =
        world.dial_in.meetings.borrow().iter().map(|meeting| meeting.join_url.clone()).collect();
    for id in ["MAST3333", "exception", "SOLE4444"] {
        assert!(known.contains(&world.shown(id)), "{}", world.shown(id));
    }
    assert_eq!(world.shown("exception"), world.shown("MAST3333"));
    assert_eq!(world.assess().decision, Decision::NothingToDo);
}

#[test]
fn what_is_stale_gets_the_new_link_too_where_everything_is_asked_for() {
    let today = DialInProfile { meeting_base: Some(BASE.into()), ..profile("2002") };
    let world = World::after(series(), today);
    let assessment = world.assess();
    assert!(assessment.plan.rewrites().all(|(_, rewrite)| rewrite.link == Link::Kept));
    let everything = assessment.with_everything(&world.policy);
    assert!(everything.plan.rewrites().all(|(_, rewrite)| rewrite.link.former().is_some()));
}

#[test]
fn a_plan_is_not_current_once_dial_in_data_has_changed_again() {
    let world = World::after(series(), profile("2002"));
    let assessment = world.assess();
    assert_eq!(block_on(assessment.is_current(&world.dial_in, meetings::onlooker(&world.clock))), Ok(true));
    *world.dial_in.profile.borrow_mut() = Ok(profile("3003"));
    assert_eq!(block_on(assessment.is_current(&world.dial_in, meetings::onlooker(&world.clock))), Ok(false));
}

#[test]
fn another_sip_address_counts_once_meetings_have_another_address_too() {
    let mut world = World::after(series(), profile("1001"));
    world.policy.also_trigger_on = vec![AlsoTrigger::SipAddressChanged];
    let renamed = |base: &str| DialInProfile {
        sip_address: Some("ines@contoso.example".into()),
        meeting_base: Some(base.into()),
        ..profile("1001")
    };
    *world.dial_in.profile.borrow_mut() = Ok(renamed("https://meet.contoso.example/ines.moreau/"));
    let before = world.assess();
    assert_eq!(before.decision, Decision::NothingToDo);
    block_on(settle(&world.settings, &before.plan.target.profile)).expect("remembered");
    *world.dial_in.profile.borrow_mut() = Ok(renamed(BASE));
    assert_eq!(world.assess().decision, Decision::Countdown);
}

fn private(profile: DialInProfile) -> DialInProfile {
    let audio = profile.audio.map(|audio| AudioConferencing { conference: Conference::PerMeeting, ..audio });
    DialInProfile { audio, ..profile }
}

fn known(id: &str, conference_id: &str) -> OnlineMeeting {
    OnlineMeeting { conference_id: ConferenceId::new(conference_id), ..OnlineMeeting::at(join_url(id)) }
}

#[test]
fn a_private_meeting_keeps_its_id_where_new_meetings_are_public() {
    let appointments =
        vec![meeting("AAAA1111", 1, &profile("1001")), meeting("BBBB2222", 2, &profile("1002"))];
    let world = World::after(appointments, profile("1001"));
    world.dial_in.meetings.borrow_mut().push(known("BBBB2222", "1002"));
    assert_eq!(world.assess().decision, Decision::NothingToDo);
}

#[test]
fn numbers_do_not_come_without_the_conference_id_that_belongs_to_them() {
    let acp = {
        let mut profile = profile("7777");
        let audio = profile.audio.as_mut().expect("audio");
        audio.numbers[0].number = "+390200000000".into();
        profile
    };
    for before in [without_audio(), acp] {
        let world = World::after(vec![meeting("AAAA1111", 1, &before)], private(profile("1001")));
        let assessment = world.assess();
        assert_eq!(assessment.plan.meetings[0].verdict, Verdict::LeftAlone(Reason::NoConferenceId));
        world.dial_in.meetings.borrow_mut().push(known("AAAA1111", "1234"));
        assert_eq!(world.assess().plan.rewrites().count(), 1);
    }
}

#[test]
fn private_meetings_show_the_id_that_the_service_has_for_each() {
    let appointments =
        vec![meeting("AAAA1111", 1, &profile("1001")), meeting("BBBB2222", 2, &profile("1002"))];
    let world = World::after(appointments, private(profile("1001")));
    world.dial_in.meetings.borrow_mut().extend([known("AAAA1111", "1001"), known("BBBB2222", "9999")]);
    let plan = world.in_full(world.assess(), terms(&world.policy));
    let stale: Vec<&str> = plan.rewrites().map(|(appointment, _)| appointment.header.id.as_str()).collect();
    assert_eq!(stale, ["BBBB2222"]);
    assert!(plan.rewrites().all(|(_, rewrite)| rewrite.after.contains(&"Conference ID: 9999".into())));
}

#[test]
fn dial_in_data_that_changes_again_waits_again() {
    let mut world = World::after(series(), profile("2002"));
    world.policy.settle_minutes = 60;
    let minutes = time::Duration::minutes;
    let at = |moment| {
        let clock = SteppingClock { now: Cell::new(moment) };
        let found = meetings::assess(
            &world.dial_in,
            &world.dial_in,
            &world.calendar,
            &world.settings,
            meetings::onlooker(&clock),
            terms(&world.policy),
        );
        block_on(found).expect("an assessment").decision
    };
    assert_eq!(at(now()), Decision::Settling { until: now() + minutes(60) });
    assert_eq!(at(now() + minutes(40)), Decision::Settling { until: now() + minutes(60) });
    *world.dial_in.profile.borrow_mut() = Ok(profile("3003"));
    assert_eq!(at(now() + minutes(50)), Decision::Settling { until: now() + minutes(110) });
    assert_eq!(at(now() + minutes(109)), Decision::Settling { until: now() + minutes(110) });
    assert_eq!(at(now() + minutes(110)), Decision::Countdown);
}

#[test]
fn paused_three_changes_and_on_again_is_one_run_for_the_difference() {
    let mut world = World::after(series(), profile("2002"));
    world.policy.meeting_migration_enabled = false;
    for id in ["2002", "3003", "4004"] {
        *world.dial_in.profile.borrow_mut() = Ok(profile(id));
        assert_eq!(world.assess().decision, Decision::PausedManualAllowed);
    }
    world.policy.meeting_migration_enabled = true;
    let assessment = world.assess();
    assert_eq!(assessment.decision, Decision::Countdown);
    let report = world.run(&assessment);
    assert_eq!(report.record.invites_update, assessment.plan.mails());
    assert_eq!(world.calendar.writes.borrow().len(), 3, "one write for each");
    assert_eq!(world.assess().decision, Decision::NothingToDo);
}

#[test]
fn a_change_and_back_while_paused_is_none() {
    let mut world = World::after(series(), profile("2002"));
    world.policy.meeting_migration_enabled = false;
    assert_eq!(world.assess().decision, Decision::PausedManualAllowed);
    world.policy.meeting_migration_enabled = true;
    *world.dial_in.profile.borrow_mut() = Ok(profile("1001"));
    assert_eq!(world.assess().decision, Decision::NothingToDo);
}

#[test]
fn a_meeting_of_another_bridge_is_left_together_with_its_numbers() {
    let hosted = |profile: DialInProfile| DialInProfile { kind: MeetingKind::Hosted, ..profile };
    let mut today = private(hosted(profile("1001")));
    today.meeting_base = Some(BASE.into());
    today.audio.as_mut().expect("audio").numbers[0].number = "+390200000000".into();
    let before = private(hosted(profile("1001")));
    let world = World::after(vec![meeting("AAAA1111", 1, &before)], today);
    let forms = ["https://meet.contoso.example/ines.moreau/*", "https://meet.contoso.example/ines/*"]
        .map(|form| JoinUrlForm::new(form).expect("a form"));
    let terms = Terms { forms: &forms, ..terms(&world.policy) };
    let assessed = block_on(meetings::assess(
        &world.dial_in,
        &world.dial_in,
        &world.calendar,
        &world.settings,
        meetings::onlooker(&meetings::clock()),
        terms,
    ));
    let plan = assessed.expect("an assessment").plan;
    let (_, rewrite) = plan.rewrites().next().expect("a rewrite");
    assert_eq!(rewrite.link, Link::ToBeMade { from: join_url("AAAA1111") });
    assert_eq!(rewrite.changes, [Change::BridgeChanged, Change::MeetingUrlChanged]);
}

#[test]
fn another_page_for_the_pin_is_brought_to_meetings_that_link_to_one() {
    let with = |pin_url: &str| {
        let mut profile = profile("1001");
        profile.audio.as_mut().expect("audio").pin_url = Some(pin_url.into());
        profile
    };
    let world = World::after(
        vec![meeting("AAAA1111", 1, &with("https://pin.contoso.example/"))],
        with("https://pin.fabrikam.example/"),
    );
    let assessment = world.assess();
    assert_eq!(assessment.plan.changes(), [Change::DirectoryChanged]);
    world.run(&assessment);
    assert!(world.calendar.body(&ItemId::new("AAAA1111")).contains("https://pin.fabrikam.example/"));
    assert_eq!(world.assess().decision, Decision::NothingToDo);
}

#[test]
fn one_online_meeting_for_all_stays_where_one_invitation_leads_to_it() {
    let appointments =
        vec![meeting("AAAA1111", 1, &profile("1001")), meeting("BBBB2222", 2, &profile("1001"))];
    let world = World::after(appointments, moved_online());
    let assigned = OnlineMeeting::at(JoinUrl::new(&format!("{BASE}ASSIGNED")).expect("a join URL"));
    world.dial_in.meetings.borrow_mut().push(assigned.clone());
    *world.dial_in.assigned.borrow_mut() = Some(assigned.clone());
    let refused = CalendarError::Refused { answer: "400".into(), code: "ErrorInvalid".into(), certain: true };
    world.calendar.next.borrow_mut().extend([NextWrite::WriteButLose, NextWrite::Refuse(refused)]);
    world.run(&world.assess());
    assert_eq!(world.shown("AAAA1111"), assigned.join_url);
    assert_eq!(world.shown("BBBB2222"), join_url("BBBB2222"));
    assert_eq!(world.made(), 1);
}

#[test]
fn the_new_meeting_of_a_series_without_an_end_lasts_however_long_ago_that_began() {
    for begun in [1, 30, 4000] {
        let mut master = meeting("MAST3333", 1, &profile("1001"));
        let first = now() - Duration::from_secs(86_400 * begun);
        (master.header.start, master.header.end) = (first, first + Duration::from_secs(3600));
        master.header.series_role = SeriesRole::Master { until: None, exceptions: 0 };
        let world = World::after(vec![master], moved_online());
        let report = world.run(&world.assess());
        assert_eq!(report.record.state, RunState::Succeeded);
        let times = world.dial_in.meetings.borrow()[0].times.expect("times");
        assert_eq!(times.start, first);
        assert!(times.end > now() + Duration::from_secs(86_400 * 300), "{begun}: {times:?}");
    }
}
