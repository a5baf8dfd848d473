//! What is rewritten is true afterwards: the second plan finds nothing, whatever the dial-in data, the kind of meeting
//! and the look of the block.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;
mod profiles;
mod samples;

use std::sync::LazyLock;

use meetings::{meeting, now, plan, target};
use profiles::{Random, conference_id, profile};
use proptest::prelude::*;
use redial::block::{Edits, InfoBlock, Language, MeetingKind, Provider, render, rewrite};
use redial::dialin::{
    AudioConferencing, AudioProvider, Conference, DialInProfile, OnlineMeeting, differences,
};
use redial::doubles::MANNERS;
use redial::html::{Document, Format};
use redial::link::JoinUrl;
use redial::meeting::{Appointment, NamedProperties, Reason};
use redial::migration::{OnlineMeetings, Policy, Rewrite, Scope, Target, Terms, UserEdits, Verdict};
use samples::{forms, is_rewritable, known_blocks, ours};

/// An appointment with this body, whose online meeting is the organizer's.
fn appointment(body: String, join_url: &JoinUrl) -> Appointment {
    let mut appointment = meeting("AAAA1111", 2, &meetings::profile("1001"));
    appointment.header.named =
        NamedProperties { external_link: Some(join_url.clone()), ..NamedProperties::default() };
    appointment.body.content = body;
    appointment
}

/// What becomes of the appointment; every difference counts.
fn verdict(
    appointment: Appointment,
    profile: &DialInProfile,
    own: &OnlineMeeting,
    edits: UserEdits,
) -> Verdict<Rewrite> {
    let policy = Policy { user_edits: edits, coexist_with_mms: false, ..Policy::default() };
    let forms = forms();
    let terms = Terms { policy: &policy, forms: &forms, language: Language::English, manners: MANNERS };
    let online =
        OnlineMeetings::new(Some(vec![own.clone()].into()), std::slice::from_ref(&appointment.header), None);
    let profile = DialInProfile { meeting_base: Some(base(&own.join_url)), ..profile.clone() };
    let target = Target { online, scope: Scope::EVERYTHING, ..target(profile) };
    plan(vec![appointment], target, terms, now()).meetings.remove(0).verdict
}

/// Where the organizer's meetings are made.
fn base(join_url: &JoinUrl) -> String {
    let (base, _) = join_url.as_str().rsplit_once('/').expect("a path");
    format!("{base}/")
}

/// Plans, writes, and plans again: nothing is left to do, and nothing was written that was there.
fn settles(
    appointment: Appointment,
    profile: &DialInProfile,
    own: &OnlineMeeting,
    edits: UserEdits,
) -> Result<Appointment, String> {
    let rewrite = match verdict(appointment.clone(), profile, own, edits) {
        Verdict::Rewrite(rewrite) | Verdict::LeftByPolicy(rewrite) => rewrite,
        Verdict::LeftAlone(
            Reason::AlreadyTrue | Reason::Unsafe { .. } | Reason::Edited | Reason::NoConferenceId,
        ) => return Ok(appointment),
        Verdict::LeftAlone(other) => return Err(format!("it is left alone: {other:?}")),
    };
    let update = rewrite.update(&appointment);
    if update.body == appointment.body {
        return Err(format!(
            "what is there is written again for {:?}:\n{:#?}",
            rewrite.changes, profile.audio
        ));
    }
    let before = rewrite.splice.removed(&appointment.body.content).to_owned();
    let mut written = appointment;
    (written.body, written.header.custom_properties) = (update.body, update.custom_properties);
    match verdict(written.clone(), profile, own, edits) {
        Verdict::LeftAlone(Reason::AlreadyTrue) => Ok(written),
        Verdict::LeftAlone(reason) => {
            Err(format!("{reason:?} after {:?}\n{:#?}", rewrite.after, profile.audio))
        }
        Verdict::Rewrite(again) | Verdict::LeftByPolicy(again) => Err(format!(
            "{:?} is found again in\n{}\nwhere there was\n{}\n{:#?}",
            again.changes, rewrite.splice.replacement, before, profile.audio
        )),
    }
}

fn online_meeting(random: &mut Random, join_url: &JoinUrl) -> OnlineMeeting {
    let conference_id = random.one_in(2).then(|| conference_id(random));
    OnlineMeeting { conference_id, ..OnlineMeeting::at(join_url.clone()) }
}

fn edits(random: &mut Random) -> UserEdits {
    if random.one_in(2) { UserEdits::Keep } else { UserEdits::Overwrite }
}

fn join_url(kind: MeetingKind) -> JoinUrl {
    JoinUrl::new(match kind {
        MeetingKind::SkypeForBusiness => "https://meet.contoso.example/ines.moreau/K7Q2M9XD",
        MeetingKind::Hosted => "https://bridge.example/join/48213907",
        MeetingKind::Teams => "https://teams.microsoft.com/l/meetup-join/19%3ameeting_QUJD%40thread.v2/0",
    })
    .expect("a join URL")
}

/// A block as Redial renders it goes from dial-in data to others and on to a third.
fn rendered_settles(kind: MeetingKind, seed: u64) -> Result<(), String> {
    let mut random = Random::new(seed);
    let join_url = join_url(kind);
    let own = online_meeting(&mut random, &join_url);
    let language = *random.among(&Language::ALL);
    let first = profile(&mut random, kind, &join_url);
    let rows = render(&first.invitation(&own), language);
    let html: String = rows.iter().map(|row| row.html() + "\n").collect();
    let body = format!("<html><body>\r\n<p>Agenda</p>\r\n{html}<p>Regards</p></body></html>");
    let mut appointment = appointment(body, &join_url);
    for _ in 0..3 {
        let next = profile(&mut random, kind, &join_url);
        let edits = edits(&mut random);
        appointment = settles(appointment, &next, &own, edits)?;
    }
    Ok(())
}

struct Look {
    name: String,
    format: Format,
    body: String,
    block: InfoBlock,
}

/// Our samples with the block that may be rewritten.
static LOOKS: LazyLock<Vec<Look>> = LazyLock::new(|| {
    let look = |sample: samples::Sample| {
        let (format, body) = sample.body();
        let blocks = known_blocks(&Document::parse(format, &body));
        let block = blocks.into_iter().find(is_rewritable)?;
        Some(Look { name: sample.name, format, body, block })
    };
    ours().into_iter().filter_map(look).collect()
});

fn html_look_settles(provider: fn(Provider) -> bool, pick: usize, seed: u64) -> Result<(), String> {
    let looks: Vec<&Look> =
        LOOKS.iter().filter(|look| look.format == Format::Html && provider(look.block.provider)).collect();
    let look = looks.get(pick % looks.len()).expect("a sample");
    let mut random = Random::new(seed);
    let join_url = &look.block.invitation.join_url;
    let own = online_meeting(&mut random, join_url);
    let next = profile(&mut random, look.block.invitation.kind, join_url);
    let edits = edits(&mut random);
    let appointment = appointment(look.body.clone(), join_url);
    settles(appointment, &next, &own, edits).map(drop).map_err(|wrong| format!("{}: {wrong}", look.name))
}

/// Of plain text: a block that says what it should is changed in no byte.
fn text_look_settles(pick: usize, seed: u64) -> Result<(), String> {
    let looks: Vec<&Look> = LOOKS.iter().filter(|look| look.format == Format::Text).collect();
    let look = looks.get(pick % looks.len()).expect("a sample");
    let mut random = Random::new(seed);
    let shown = &look.block.invitation;
    let next = profile(&mut random, shown.kind, &shown.join_url);
    let own_id = online_meeting(&mut random, &shown.join_url).conference_id;
    if next.lacks_id_for(shown, own_id.as_ref()) {
        return Ok(());
    }
    let wanted = next.invitation_today(shown, own_id);
    let edits = if random.one_in(2) { Edits::Keep } else { Edits::Overwrite };
    let language = look.block.language().unwrap_or(Language::English);
    let document = Document::parse(Format::Text, &look.body);
    let Ok(splice) = rewrite(&document, &look.block, &wanted, language, edits) else { return Ok(()) };
    // What changes nothing is already true, and nobody writes it.
    if splice.changes_nothing(&look.body) {
        return Ok(());
    }
    let after = splice.apply(&look.body);
    let blocks = known_blocks(&Document::parse(Format::Text, &after));
    let found = blocks.iter().find(|block| block.span.start == look.block.span.start);
    let block = found.ok_or_else(|| format!("{}: the block is lost\n{after}", look.name))?;
    let left = differences(&block.invitation, &wanted);
    if !left.is_empty() {
        return Err(format!("{}: {left:?} is found again in\n{after}\n{:#?}", look.name, next.audio));
    }
    Ok(())
}

#[test]
fn a_hosted_block_with_a_page_for_the_pin_and_none_of_numbers_is_settled() {
    let join_url = join_url(MeetingKind::Hosted);
    let own = OnlineMeeting::at(join_url.clone());
    for (directory_url, pin_url) in [
        (None, Some("https://bridge.example/pin")),
        (None, Some("https://dialin.bridge.example/pin")),
        (None, Some("https://dialin.bridge.example")),
        (Some("https://bridge.example/numbers"), None),
        (Some("https://bridge.example/same"), Some("https://bridge.example/same")),
        (None, None),
    ] {
        let mut profile = meetings::profile("48213907");
        profile.kind = MeetingKind::Hosted;
        profile.meeting_base = None;
        let audio = profile.audio.as_mut().expect("audio");
        audio.directory_url = directory_url.map(str::to_owned);
        audio.pin_url = pin_url.map(str::to_owned);
        for language in Language::ALL {
            let rows = render(&profile.invitation(&own), language);
            let html: String = rows.iter().map(|row| row.html() + "\n").collect();
            let appointment = appointment(format!("<p>Agenda</p>\n{html}"), &join_url);
            for edits in [UserEdits::Keep, UserEdits::Overwrite] {
                let verdict = verdict(appointment.clone(), &profile, &own, edits);
                assert_eq!(
                    verdict,
                    Verdict::LeftAlone(Reason::AlreadyTrue),
                    "{directory_url:?} {pin_url:?} {language:?}"
                );
            }
        }
    }
}

#[test]
fn numbers_of_every_form_are_settled_as_they_are_rendered() {
    for kind in [MeetingKind::SkypeForBusiness, MeetingKind::Hosted] {
        let join_url = join_url(kind);
        let own = OnlineMeeting::at(join_url.clone());
        for (index, form) in profiles::FORMS.iter().enumerate() {
            let mut random = Random::new(index as u64 + 1);
            let number = redial::block::DialInNumber {
                number: random.digits_in(form),
                region: String::new(),
                languages: String::new(),
                toll_free: random.one_in(2),
            };
            let mut profile = profile(&mut random, kind, &join_url);
            profile.audio = Some(AudioConferencing {
                provider: AudioProvider::Bridge,
                conference: Conference::Public(conference_id(&mut random)),
                numbers: vec![number],
                directory_url: Some("https://dialin.contoso.example".into()),
                pin_url: Some("https://dialin.contoso.example".into()),
            });
            let rows = render(&profile.invitation(&own), Language::English);
            let html: String = rows.iter().map(|row| row.html() + "\n").collect();
            let verdict = verdict(appointment(html, &join_url), &profile, &own, UserEdits::Keep);
            assert_eq!(verdict, Verdict::LeftAlone(Reason::AlreadyTrue), "{form}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn the_second_plan_finds_nothing_in_a_skype_block_that_redial_rendered(seed: u64) {
        rendered_settles(MeetingKind::SkypeForBusiness, seed).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn the_second_plan_finds_nothing_in_a_hosted_block_that_redial_rendered(seed: u64) {
        rendered_settles(MeetingKind::Hosted, seed).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn the_second_plan_finds_nothing_in_a_skype_block_of_any_look(pick: usize, seed: u64) {
        let skype = |provider| matches!(provider, Provider::SkypeForBusiness | Provider::Lync);
        html_look_settles(skype, pick, seed).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn the_second_plan_finds_nothing_in_a_teams_block_of_any_look(pick: usize, seed: u64) {
        html_look_settles(|provider| provider == Provider::Teams, pick, seed).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn the_second_plan_finds_nothing_in_a_hosted_block_of_any_look(pick: usize, seed: u64) {
        html_look_settles(|provider| provider == Provider::Hosted, pick, seed).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn nothing_is_left_to_do_in_plain_text_of_any_look(pick: usize, seed: u64) {
        text_look_settles(pick, seed).map_err(TestCaseError::fail)?;
    }
}
