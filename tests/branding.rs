//! What the organization adds to its invitations comes from the configuration where the source gives nothing.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::rc::Rc;

use meetings::{in_full, meeting, now, profile, terms};
use redial::block::{Branding, Language, MeetingKind};
use redial::dialin::sources::Tailored;
use redial::dialin::{Additions, DialIn, DialInProfile};
use redial::doubles::{MemoryCalendar, MemoryDialIn, MemoryItem, MemoryStore, NoPatience, block_on};
use redial::meeting::{Service, add};
use redial::migration::{Policy, UserEdits};

/// The dial-in data of a source as the organization wants them.
fn branded(source: &Rc<MemoryDialIn>) -> Tailored {
    let additions: Additions = serde_json::from_str(r#"{ "footer": "Contoso Telephony" }"#).expect("valid");
    Tailored::new(Rc::clone(source) as Rc<dyn DialIn>, additions, false)
}

fn added(profile: DialInProfile) -> String {
    let item = MemoryItem::default();
    let service = Service { kind: MeetingKind::SkypeForBusiness, forms: &[] };
    let source = Rc::new(MemoryDialIn::new(profile));
    let dial_in = branded(&source);
    block_on(add(&item, &dial_in, source.as_ref(), &NoPatience, "a name", service, Language::English))
        .expect("an online meeting");
    item.body.take()
}

#[test]
fn a_new_appointment_shows_it() {
    assert!(added(profile("2002")).contains("Contoso Telephony"));
}

#[test]
fn what_the_source_gives_stands_instead() {
    let branding = Branding { footer: Some("Fabrikam".to_owned()), ..Branding::default() };
    let body = added(DialInProfile { branding, ..profile("2002") });
    assert!(body.contains("Fabrikam") && !body.contains("Contoso Telephony"));
}

#[test]
fn a_run_that_writes_blocks_anew_adds_it() {
    let calendar = MemoryCalendar::new([meeting("AAAA1111", 2, &profile("1001"))]);
    let policy = Policy { user_edits: UserEdits::Overwrite, ..Policy::default() };
    let (source, settings) = (Rc::new(MemoryDialIn::new(profile("2002"))), MemoryStore::default());
    let dial_in = branded(&source);
    let assessed = block_on(meetings::assess(
        &dial_in,
        source.as_ref(),
        &calendar,
        &settings,
        meetings::onlooker(&meetings::clock()),
        terms(&policy),
    ));
    let read = |id: &_| calendar.read_one(id).expect("a meeting");
    let plan = in_full(assessed.expect("an assessment").plan, read, terms(&policy), now());
    let (_, rewrite) = plan.rewrites().next().expect("a rewrite");
    assert!(rewrite.after.contains(&"Contoso Telephony".to_owned()), "{:?}", rewrite.after);
}
