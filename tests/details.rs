//! The open appointment: whether the details in it are those of today, by the same rules as a run.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::Cell;

use meetings::{block, join_url, now, profile, terms, without_audio};
use redial::block::{ConferenceId, DialInNumber, Language, MeetingKind};
use redial::dialin::{Conference, DialInError, DialInProfile, Home, OnlineMeeting};
use redial::doubles::{
    CountingIds, KeptLooks, MemoryCalendar, MemoryDialIn, MemoryItem, MemoryJournal, MemoryLocks,
    MemoryStore, SignedIn, SteppingClock, block_on,
};
use redial::form::{Details, TodayError, details};
use redial::meeting::{CustomProperties, Present, Service, TAG_KEY, Tag, TextHash, present};
use redial::migration::{AlsoTrigger, OpenItem, Outside, Policy, Visit, settle};

const ID: &str = "AAAA1111";

/// An appointment that is open, its organizer's dial-in data, and what is remembered of it.
struct Open {
    item: MemoryItem,
    dial_in: MemoryDialIn,
    settings: MemoryStore,
    policy: Policy,
}

impl Open {
    /// One with a block as it was written from `then`, where dial-in data is `today`.
    fn new(then: &DialInProfile, today: DialInProfile) -> Self {
        let item = MemoryItem::default();
        *item.body.borrow_mut() = format!("<html><body><p>Agenda</p>{}</body></html>", block(ID, then));
        let dial_in = MemoryDialIn::new(today);
        Self { item, dial_in, settings: MemoryStore::default(), policy: Policy::default() }
    }

    fn led_to(self, link: &str) -> Self {
        let body = self.item.body.borrow().replace(join_url(ID).as_str(), link);
        *self.item.body.borrow_mut() = body;
        self
    }

    fn told(self, conference_id: &str) -> Self {
        let conference_id = ConferenceId::new(conference_id);
        let told = OnlineMeeting { conference_id, ..OnlineMeeting::at(join_url(ID)) };
        self.dial_in.meetings.borrow_mut().push(told);
        self
    }

    fn compared(&self) -> Result<Details, TodayError> {
        let service = Service { kind: MeetingKind::SkypeForBusiness, forms: &[] };
        let Ok(Present::Ours(block)) = block_on(present(&self.item, service)) else {
            panic!("no block of ours")
        };
        let outside = Outside {
            calendar: &MemoryCalendar::default(),
            online_meetings: &self.dial_in,
            journal: &MemoryJournal::default(),
            settings: &self.settings,
            clock: &SteppingClock { now: Cell::new(now()) },
        };
        let visit = Visit {
            outside,
            dial_in: &self.dial_in,
            lock: &MemoryLocks::default(),
            ids: &CountingIds::default(),
            memory: &KeptLooks::default(),
            owner: "ines.moreau@contoso.example",
            account: &SignedIn::default(),
            terms: terms(&self.policy),
            open: &OpenItem::Nothing,
        };
        block_on(details(&visit, &self.item, &block, &|_| {}))
    }
}

fn id(text: &str) -> Option<ConferenceId> {
    ConferenceId::new(text)
}

fn outdated(shown: &str, today: &str) -> Details {
    Details::Outdated { shown: id(shown), today: id(today) }
}

/// The profile with other numbers.
fn numbered(conference_id: &str, numbers: &[&str]) -> DialInProfile {
    let mut profile = profile(conference_id);
    let audio = profile.audio.as_mut().expect("audio conferencing");
    let first = audio.numbers[0].clone();
    audio.numbers =
        numbers.iter().map(|number| DialInNumber { number: (*number).into(), ..first.clone() }).collect();
    profile
}

fn per_meeting() -> DialInProfile {
    let mut profile = profile("2002");
    profile.audio.as_mut().expect("audio conferencing").conference = Conference::PerMeeting;
    profile
}

fn moved_online() -> DialInProfile {
    let meeting_base = Some("https://meet.lync.com/contoso/ines.moreau/".into());
    DialInProfile { home: Home::Online, meeting_base, ..profile("2002") }
}

#[test]
fn details_that_a_run_would_change_are_out_of_date() {
    const LONDON: &str = "+442079460100";
    let own = |today| Open::new(&profile("1001"), today);
    for (what, open, expected) in [
        ("the same", own(profile("1001")), Details::Current),
        ("another ID", own(profile("2002")), outdated("1001", "2002")),
        ("another number", own(numbered("1001", &["+33155550100"])), outdated("1001", "1001")),
        (
            "a number less",
            Open::new(&numbered("1001", &[LONDON, "+33155550100"]), profile("1001")),
            outdated("1001", "1001"),
        ),
        ("no audio conferencing now", own(without_audio()), outdated("1001", "")),
        ("audio conferencing now", Open::new(&without_audio(), profile("2002")), outdated("", "2002")),
        ("a private ID that the service tells", own(per_meeting()).told("7777"), outdated("1001", "7777")),
        ("the private ID it shows", own(per_meeting()).told("1001"), Details::Current),
        ("a private ID that nobody tells", Open::new(&without_audio(), per_meeting()), outdated("", "")),
        ("another home", own(moved_online()).told("1001"), outdated("1001", "2002")),
    ] {
        assert_eq!(open.compared(), Ok(expected), "{what}");
    }
}

#[test]
fn what_the_policy_does_not_count_is_not_out_of_date() {
    let more = || numbered("1001", &["+442079460100", "+33155550100"]);
    let elsewhere = || DialInProfile {
        meeting_base: Some("https://join.contoso.example/ines.moreau/".into()),
        ..profile("1001")
    };
    for (what, today, also) in [
        ("a number more", more(), AlsoTrigger::NumberAdded),
        ("another meeting URL", elsewhere(), AlsoTrigger::MeetingUrlChanged),
    ] {
        let mut open = Open::new(&profile("1001"), today).told("1001");
        block_on(settle(&open.settings, &profile("1001"))).expect("remembered");
        assert_eq!(open.compared(), Ok(Details::Current), "{what}");
        open.policy.also_trigger_on = vec![also];
        assert_eq!(open.compared(), Ok(outdated("1001", "1001")), "{what}");
    }
}

#[test]
fn other_peoples_details_and_those_of_nobody_knows_whom_are_not_measured_by_the_organizers() {
    let tag = |link: &str| {
        let mut invitation = meetings::invitation_in(&block(ID, &profile("1001")));
        invitation.join_url = redial::link::JoinUrl::new(link).expect("a join URL");
        let tag = Tag::new(&invitation, profile("1001").fingerprint(), Language::English, TextHash::of(""));
        tag.write(&CustomProperties::default())
    };
    let newer = CustomProperties([(TAG_KEY.to_owned(), r#"{"v":3}"#.into())].into());
    let (paul, unknown) =
        ("https://meet.contoso.example/paul.weber/XY12ZZ34", "https://meet.fabrikam.example/ines/AB12CD34");
    let own = join_url(ID).as_str().to_owned();
    for (what, link, stored, expected) in [
        ("another person's", paul, CustomProperties::default(), Details::NotOwn),
        ("another person's, tagged", paul, tag(paul), Details::NotOwn),
        ("nobody knows whose", unknown, CustomProperties::default(), Details::NotOwn),
        ("nobody knows whose, tagged", unknown, tag(unknown), outdated("1001", "2002")),
        ("tagged for another", unknown, tag(paul), Details::NotOwn),
        ("a newer version's", own.as_str(), newer, Details::NotOwn),
        ("the organizer's own", own.as_str(), CustomProperties::default(), outdated("1001", "2002")),
    ] {
        let open = Open::new(&profile("1001"), profile("2002")).led_to(link);
        *open.item.custom_properties.borrow_mut() = stored;
        let compared = open.compared();
        let is_as_expected = match expected {
            Details::NotOwn => compared == Ok(Details::NotOwn),
            _ => matches!(compared, Ok(Details::Outdated { .. })),
        };
        assert!(is_as_expected, "{what}: {compared:?}");
    }
}

#[test]
fn a_former_address_of_the_organizers_is_their_own() {
    let former = DialInProfile {
        meeting_base: Some("https://old.contoso.example/ines.moreau/".into()),
        ..profile("1001")
    };
    let open = Open::new(&profile("1001"), profile("2002"))
        .led_to("https://old.contoso.example/ines.moreau/AAAA1111");
    assert_eq!(open.compared(), Ok(Details::NotOwn));
    block_on(settle(&open.settings, &former)).expect("remembered");
    assert_eq!(open.compared(), Ok(outdated("1001", "2002")));
}

#[test]
fn without_dial_in_data_nothing_is_said_of_the_details() {
    let open = Open::new(&profile("1001"), profile("2002"));
    let busy = DialInError::Throttled { retry_after: None };
    *open.dial_in.profile.borrow_mut() = Err(busy);
    let told = open.compared();
    assert!(matches!(told, Err(TodayError::DialIn(DialInError::Throttled { .. }))), "{told:?}");
}

#[test]
fn details_are_compared_once_a_service_that_was_busy_tells_them() {
    let open = Open::new(&profile("1001"), profile("2002"));
    let busy = || DialInError::Throttled { retry_after: None };
    open.dial_in.next_profiles.borrow_mut().push_back(busy());
    open.dial_in.next_reads.borrow_mut().push_back(busy());
    assert_eq!(open.compared(), Ok(outdated("1001", "2002")));
}

#[test]
fn conference_ids_are_told_where_both_are_known_and_differ() {
    for (details, told) in [
        (outdated("1001", "2002"), id("1001").zip(id("2002"))),
        (outdated("1001", "1001"), None),
        (outdated("1001", ""), None),
        (outdated("", "2002"), None),
        (Details::Current, None),
    ] {
        let ids = details.conference_ids();
        assert_eq!(ids.map(|(shown, today)| (shown.clone(), today.clone())), told, "{details:?}");
    }
}
