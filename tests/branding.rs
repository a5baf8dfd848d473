//! What the organization adds to its invitations comes from the configuration where the source gives nothing.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use meetings::{meeting, now, profile, rules};
use redial::block::{Branding, Language, MeetingKind};
use redial::dialin::sources::Tailored;
use redial::dialin::{Additions, DialInProfile};
use redial::doubles::{MemoryCalendar, MemoryDialIn, MemoryForm, MemoryStore, block_on};
use redial::meeting::{Service, add};
use redial::migration::{Policy, UserEdits, assess};

fn branded(profile: DialInProfile) -> Tailored<MemoryDialIn> {
    let additions: Additions = serde_json::from_str(r#"{ "footer": "Contoso Telephony" }"#).expect("valid");
    Tailored::new(MemoryDialIn::new(profile), additions, false)
}

fn added(profile: DialInProfile) -> String {
    let form = MemoryForm::default();
    let service = Service { kind: MeetingKind::SkypeForBusiness, forms: &[] };
    block_on(add(&form, &branded(profile), service, Language::English)).expect("an online meeting");
    form.body.take()
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
    let (source, settings) = (branded(profile("2002")), MemoryStore::default());
    let assessed = block_on(assess(&source, &calendar, &settings, rules(&policy), now()));
    let plan = assessed.expect("an assessment").plan;
    let (_, rewrite) = plan.rewrites().next().expect("a rewrite");
    assert!(rewrite.after.contains(&"Contoso Telephony".to_owned()), "{:?}", rewrite.after);
}
