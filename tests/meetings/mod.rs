//! Meetings and profiles for tests.
#![allow(
    dead_code,
    unused_imports,
    clippy::expect_used,
    reason = "each test file uses its part; a test may fail by panicking"
)]

mod looked;
mod planned;

pub use looked::{Everything, assess, find};
pub use planned::{Considered, Planned, headers, in_full, plan};

use std::cell::Cell;

use redial::block::{
    Branding, ConferenceId, DialInNumber, Invitation, Language, MeetingKind, recognise, render,
};
use redial::dialin::{AudioConferencing, AudioProvider, Conference, DialInProfile, Home};
use redial::doubles::{MANNERS, SteppingClock};
use redial::html::{Document, Format};
use redial::link::JoinUrl;
use redial::meeting::{
    Appointment, Body, BodyFormat, ChangeKey, CustomProperties, Header, ICalUid, Identity, ItemId,
    NamedProperties, OnlineState, Sent, SeriesRole, Uid,
};
use redial::migration::{Jitter, OnlineMeetings, Onlooker, Policy, Scope, Target, Terms};
use time::{Duration, OffsetDateTime};

/// The moment at which all tests happen: 2026-11-23 08:00 UTC.
pub fn now() -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(1_795_420_800).expect("a moment")
}

/// A clock at that moment, which a wait sets on.
pub fn clock() -> SteppingClock {
    SteppingClock { now: Cell::new(now()) }
}

/// Whoever looks by this clock, and is not told when it waits.
pub fn onlooker(clock: &SteppingClock) -> Onlooker<'_> {
    Onlooker { clock, waits: &|_| {}, jitter: Jitter::of("onlooker") }
}

pub fn profile(conference_id: &str) -> DialInProfile {
    DialInProfile {
        kind: MeetingKind::SkypeForBusiness,
        home: Home::OnPremises,
        sip_address: Some("ines.moreau@contoso.example".into()),
        audio: Some(AudioConferencing {
            provider: AudioProvider::Bridge,
            conference: Conference::Public(ConferenceId::new(conference_id).expect("an ID")),
            numbers: vec![DialInNumber {
                number: "+442079460100".into(),
                region: "London".into(),
                languages: "English (United Kingdom)".into(),
                toll_free: false,
            }],
            directory_url: Some("https://dialin.contoso.example".into()),
            pin_url: Some("https://dialin.contoso.example".into()),
        }),
        licence_beside_acp: None,
        meeting_base: Some("https://meet.contoso.example/ines.moreau/".into()),
        assigned: None,
        branding: Branding::default(),
    }
}

pub fn without_audio() -> DialInProfile {
    DialInProfile { audio: None, ..profile("1") }
}

pub fn join_url(id: &str) -> JoinUrl {
    JoinUrl::new(&format!("https://meet.contoso.example/ines.moreau/{id}")).expect("a join URL")
}

/// What a plan is made by, without third-party bridges.
pub fn terms(policy: &Policy) -> Terms<'_> {
    Terms { policy, forms: &[], language: Language::English, manners: MANNERS }
}

/// What meetings are brought to, where nothing changed in the past.
pub fn target(profile: DialInProfile) -> Target {
    let scope = Scope::of(&Policy::default(), &[]);
    Target { profile, online: OnlineMeetings::default(), scope }
}

/// The block of the meeting `id` as it was written from `profile`.
pub fn block(id: &str, profile: &DialInProfile) -> String {
    let meeting = redial::dialin::OnlineMeeting::at(join_url(id));
    render(&profile.invitation(&meeting), Language::English)
        .into_iter()
        .map(|row| row.html() + "\n")
        .collect()
}

pub fn body(id: &str, profile: &DialInProfile) -> String {
    format!(
        "<html><body>\r\n<p>Agenda – 予算 🎯</p>\r\n{}<p>Regards<br>Ines</p></body></html>",
        block(id, profile)
    )
}

/// A meeting in `days` days with a block from `profile` and Microsoft's properties.
pub fn meeting(id: &str, days: i64, profile: &DialInProfile) -> Appointment {
    let start = now() + Duration::days(days);
    let header = Header {
        id: ItemId::new(id),
        change_key: ChangeKey::new("1"),
        identity: Identity {
            uid: Some(Uid::new(format!("uid-{id}"))),
            ical_uid: Some(ICalUid::new(format!("ical-{id}"))),
            original_start: None,
        },
        series_role: SeriesRole::Single,
        subject: format!("Meeting {id}"),
        start,
        end: start + Duration::hours(1),
        is_organizer: true,
        is_cancelled: false,
        sent: Sent::AsItIs,
        online: OnlineState::default(),
        attendees: 3,
        rooms: Vec::new(),
        custom_properties: CustomProperties::default(),
        named: NamedProperties { external_link: Some(join_url(id)), ..NamedProperties::default() },
    };
    Appointment { header, body: Body { format: BodyFormat::Html, content: body(id, profile) } }
}

/// The appointment with another header.
pub fn with(mut appointment: Appointment, change: impl FnOnce(&mut Header)) -> Appointment {
    change(&mut appointment.header);
    appointment
}

/// What the block of a body says.
pub fn invitation_in(body: &str) -> Invitation {
    recognise(&Document::parse(Format::Html, body), &[]).into_iter().next().expect("a block").invitation
}

pub fn conference_id_in(body: &str) -> Option<String> {
    invitation_in(body).phone?.conference_id.map(|id| id.as_str().to_owned())
}
