//! The open appointment is brought up to date through its form: by the rules of a run, and without losing what stands around.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::Cell;

use meetings::{block, conference_id_in, join_url, now, profile, terms};
use redial::block::MeetingKind;
use redial::dialin::{DialInError, DialInProfile, Home};
use redial::doubles::{
    CountingIds, KeptLooks, MemoryCalendar, MemoryDialIn, MemoryItem, MemoryJournal, MemoryLocks,
    MemoryStore, SignedIn, SteppingClock, block_on,
};
use redial::form::{Details, UpdateError, details, update};
use redial::html::{Document, Format};
use redial::meeting::{ComposeError, Present, Reason, Service, TAG_KEY, Tag, present};
use redial::migration::{OpenItem, Outside, Policy, UserEdits, Visit, settle};

const ID: &str = "AAAA1111";
const SKYPE: Service<'_> = Service { kind: MeetingKind::SkypeForBusiness, forms: &[] };

/// An appointment that is open, and its organizer's dial-in data.
struct Open {
    item: MemoryItem,
    dial_in: MemoryDialIn,
    settings: MemoryStore,
    policy: Policy,
}

impl Open {
    /// One whose conference ID is another today.
    fn stale() -> Self {
        Self::of(&profile("1001"), profile("2002"))
    }

    fn of(then: &DialInProfile, today: DialInProfile) -> Self {
        let item = MemoryItem::default();
        *item.body.borrow_mut() =
            format!("<html><body><p>Agenda – 予算 🎯</p>{}<p>Cake</p></body></html>", block(ID, then));
        let settings = MemoryStore::default();
        block_on(settle(&settings, then)).expect("remembered");
        Self { item, dial_in: MemoryDialIn::new(today), settings, policy: Policy::default() }
    }

    fn visited<T>(&self, act: impl AsyncFnOnce(&Visit<'_, MemoryLocks>) -> T) -> T {
        let outside = Outside {
            calendar: &MemoryCalendar::default(),
            online_meetings: &self.dial_in,
            journal: &MemoryJournal::default(),
            settings: &self.settings,
            clock: &SteppingClock { now: Cell::new(now()) },
        };
        block_on(act(&Visit {
            outside,
            dial_in: &self.dial_in,
            lock: &MemoryLocks::default(),
            ids: &CountingIds::default(),
            memory: &KeptLooks::default(),
            owner: "ines.moreau@contoso.example",
            account: &SignedIn::default(),
            terms: terms(&self.policy),
            open: &OpenItem::Nothing,
        }))
    }

    fn updated(&self) -> Result<(), UpdateError> {
        self.visited(async |visit| update(visit, &self.item, SKYPE, &|_| {}).await)
    }

    fn details(&self) -> Details {
        let Ok(Present::Ours(block)) = block_on(present(&self.item, SKYPE)) else {
            panic!("a block of ours")
        };
        self.visited(async |visit| details(visit, &self.item, &block, &|_| {}).await).expect("details")
    }

    fn body(&self) -> String {
        self.item.body.borrow().clone()
    }

    fn becomes(self, body: impl Fn(&str) -> String) -> Self {
        let changed = body(&self.body());
        assert_ne!(changed, self.body(), "nothing was changed");
        *self.item.body.borrow_mut() = changed;
        self
    }
}

#[test]
fn details_of_yesterday_become_those_of_today_and_every_other_byte_stays() {
    let open = Open::stale();
    let before = open.body();
    open.updated().expect("updated");
    assert_eq!(open.body(), before.replace("1001", "2002"));
    assert_eq!(open.details(), Details::Current);
    let tag = Tag::read(&open.item.custom_properties.borrow()).expect("a tag");
    assert!(tag.agrees_with(&join_url(ID)));
    assert_eq!(tag.conf.as_ref().map(|id| id.as_str()), Some("2002"));
}

#[test]
fn details_that_are_right_are_left() {
    let open = Open::of(&profile("2002"), profile("2002"));
    let before = open.body();
    assert_eq!(open.updated(), Err(UpdateError::Left(Reason::AlreadyTrue)));
    assert_eq!((open.body(), open.item.rewritten.get()), (before, 0));
}

#[test]
fn what_is_typed_between_reading_and_writing_stays() {
    let open = Open::stale();
    open.item.types.set(Some("<p>Typed meanwhile</p>"));
    open.updated().expect("updated");
    assert!(open.body().ends_with("<p>Typed meanwhile</p>"));
    assert_eq!(conference_id_in(&open.body()).as_deref(), Some("2002"));
}

#[test]
fn nothing_is_written_that_would_lose_pictures() {
    let open = Open::stale().becomes(|body| body.replace("Cake", r#"<img src="cid:cake.png">"#));
    let before = open.body();
    assert_eq!(open.updated(), Err(UpdateError::Compose(ComposeError::Pictures)));
    assert_eq!((open.body(), open.item.rewritten.get()), (before, 0));
}

#[test]
fn a_plain_text_stays_one() {
    let open = Open::stale();
    let rows = Document::parse(Format::Html, &open.body()).rows().to_vec();
    let text: Vec<String> = rows
        .iter()
        .map(|row| {
            let target = row.links.first().map(|link| format!(" <{}>", link.href)).unwrap_or_default();
            format!("{}{target}", row.text)
        })
        .collect();
    *open.item.body.borrow_mut() = text.join("\r\n");
    open.item.is_text.set(true);
    let before = open.body();
    open.updated().expect("updated");
    assert_eq!(open.body(), before.replace("1001", "2002"));
}

#[test]
fn a_meeting_that_gets_another_link_is_left_to_a_run() {
    let meeting_base = Some("https://meet.lync.com/contoso/ines.moreau/".into());
    let moved = DialInProfile { home: Home::Online, meeting_base, ..profile("2002") };
    let open = Open::of(&profile("1001"), moved);
    let before = open.body();
    assert_eq!(open.updated(), Err(UpdateError::NewLink));
    assert_eq!(open.body(), before);
}

#[test]
fn what_is_another_persons_or_a_later_versions_is_left() {
    let another = Open::stale().becomes(|body| body.replace("contoso.example/ines", "contoso.example/paul"));
    assert_eq!(another.updated(), Err(UpdateError::NotThere));
    let newer = Open::stale();
    let tag = serde_json::json!(r#"{"v":3,"meeting":{}}"#);
    newer.item.custom_properties.borrow_mut().0.insert(TAG_KEY.into(), tag);
    assert_eq!(newer.updated(), Err(UpdateError::Left(Reason::NewerTag)));
}

#[test]
fn lines_of_the_organizers_are_kept_or_leave_the_block_as_the_policy_says() {
    let written =
        |body: &str| body.replacen("<p style=\"margin:12pt", "<p>Ask for Ana</p><p style=\"margin:12pt", 1);
    let open = Open::stale().becomes(written);
    open.updated().expect("updated");
    assert!(open.body().contains("<p>Ask for Ana</p>"));
    let mut open = Open::stale().becomes(written);
    open.policy.user_edits = UserEdits::Skip;
    assert_eq!(open.updated(), Err(UpdateError::Left(Reason::Edited)));
}

#[test]
fn a_failure_leaves_the_appointment_as_it_was() {
    for call in ["splice_body", "save_custom_properties"] {
        let open = Open::stale();
        let before = open.body();
        open.item.failing.set(Some(call));
        assert_eq!(open.updated(), Err(UpdateError::Compose(ComposeError::TimedOut { call })), "{call}");
        assert_eq!(open.body(), before, "{call}");
        assert_eq!(Tag::read(&open.item.custom_properties.borrow()), None, "{call}");
    }
    let open = Open::stale();
    *open.dial_in.profile.borrow_mut() = Err(DialInError::NoMeetingYet);
    assert_eq!(open.updated(), Err(UpdateError::DialIn(DialInError::NoMeetingYet)));
}

#[test]
fn a_text_that_outlook_changes_on_its_way_is_said_to_be_changed() {
    let open = Open::stale();
    open.item.rewrites.set(Some(|body| body.replace("Agenda", "")));
    assert_eq!(open.updated(), Err(UpdateError::Compose(ComposeError::RestChanged)));
    assert_eq!(conference_id_in(&open.body()).as_deref(), Some("2002"));
}
