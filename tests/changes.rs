//! What changed: between two profiles, and between a meeting and today.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use meetings::{join_url, profile, without_audio};
use proptest::prelude::*;
use redial::block::{Branding, ConferenceId, DialInNumber, Language, MeetingKind, render};
use redial::dialin::Change::*;
use redial::dialin::{
    AudioConferencing, AudioProvider, Change, Conference, DialInProfile, Digest, Home, OnlineMeeting, diff,
    differences,
};

const LONDON: &str = "+442079460100";
const PARIS: &str = "+33170189900";
const OSLO: &str = "+4723890100";

fn number(number: &str) -> DialInNumber {
    DialInNumber {
        number: number.into(),
        region: "Somewhere".into(),
        languages: "English".into(),
        toll_free: false,
    }
}

fn with_numbers(numbers: &[&str]) -> DialInProfile {
    changed(|profile| audio(profile).numbers = numbers.iter().map(|digits| number(digits)).collect())
}

fn audio(profile: &mut DialInProfile) -> &mut AudioConferencing {
    profile.audio.as_mut().expect("audio conferencing")
}

fn changed(change: impl FnOnce(&mut DialInProfile)) -> DialInProfile {
    let mut changed = profile("1001");
    change(&mut changed);
    changed
}

fn changes(old: &DialInProfile, new: &DialInProfile) -> Vec<Change> {
    diff(&Digest::of(old), &Digest::of(new))
}

fn on_an_acp(profile: &mut DialInProfile) {
    audio(profile).provider = AudioProvider::ThirdParty;
}

#[test]
fn every_change_is_told_and_so_is_the_way_back() {
    let plain = profile("1001");
    let acp = changed(on_an_acp);
    let licensed = changed(|profile| {
        profile.licence_beside_acp = profile.audio.clone();
        on_an_acp(profile);
    });
    let moved = changed(|profile| profile.home = Home::Online);
    let both_ways = [
        (&plain, &without_audio(), AudioConferencingRemoved, AudioConferencingAdded),
        (&plain, &moved, MovedOnline, MovedOnPremises),
        (&plain, &acp, BridgeToAcp, AcpToBridge),
        (&acp, &licensed, LicenceAssignedBesideAcp, LicenceRemovedBesideAcp),
        (&plain, &profile("1002"), ConferenceIdChanged, ConferenceIdChanged),
        (&with_numbers(&[LONDON]), &with_numbers(&[PARIS, OSLO]), BridgeChanged, BridgeChanged),
        (&with_numbers(&[LONDON, PARIS]), &with_numbers(&[LONDON]), NumberUnassigned, NumberAdded),
        (&with_numbers(&[LONDON, PARIS]), &with_numbers(&[PARIS]), NumberUnassigned, NumberAdded),
        (&with_numbers(&[LONDON]), &with_numbers(&[]), NumberUnassigned, DefaultNumberChanged),
    ];
    for (old, new, forth, _) in &both_ways {
        assert_eq!(changes(old, new), [*forth]);
    }
    for (old, new, _, back) in &both_ways {
        let told = changes(new, old);
        assert_eq!(told.last(), Some(back), "{told:?}");
    }
}

#[test]
fn a_move_to_teams_is_told_and_nothing_that_comes_with_it() {
    let in_teams = |profile: &mut DialInProfile| {
        profile.kind = MeetingKind::Teams;
        profile.home = Home::Online;
        profile.meeting_base = None;
        audio(profile).pin_url = None;
    };
    assert_eq!(changes(&profile("1001"), &changed(in_teams)), [MovedToTeams]);
}

#[test]
fn a_default_number_a_directory_an_address_and_branding_are_told() {
    let plain = with_numbers(&[LONDON, PARIS]);
    let with = |change: &dyn Fn(&mut DialInProfile)| {
        let mut changed = plain.clone();
        change(&mut changed);
        changes(&plain, &changed)
    };
    assert_eq!(changes(&plain, &with_numbers(&[PARIS, LONDON])), [DefaultNumberChanged]);
    assert_eq!(with(&|profile| audio(profile).pin_url = None), [DirectoryChanged]);
    assert_eq!(with(&|profile| profile.sip_address = Some("x@contoso.example".into())), [SipAddressChanged]);
    let base = Some("https://meet.fabrikam.example/ines/".to_owned());
    assert_eq!(with(&|profile| profile.meeting_base.clone_from(&base)), [MeetingUrlChanged]);
    assert_eq!(with(&|profile| profile.branding.footer = Some("Contoso".into())), [BrandingChanged]);
}

#[test]
fn what_was_not_known_has_not_changed() {
    let unknown = changed(|profile| {
        profile.meeting_base = None;
        profile.sip_address = None;
    });
    assert_eq!(changes(&unknown, &profile("1001")), []);
    assert_eq!(changes(&profile("1001"), &unknown), []);
}

#[test]
fn a_digest_is_read_again_as_it_was_written_and_is_short() {
    let numbers: Vec<String> = (0..500).map(|number| format!("+4670{number:07}")).collect();
    let many = with_numbers(&numbers.iter().map(String::as_str).collect::<Vec<_>>());
    let text = serde_json::to_string(&Digest::of(&many)).expect("JSON");
    assert_eq!(serde_json::from_str::<Digest>(&text).ok(), Some(Digest::of(&many)));
    assert!(text.len() < 4_096, "{}", text.len());
}

#[test]
fn a_meeting_differs_from_today_in_what_it_shows() {
    let online = |id: &str| OnlineMeeting::at(join_url(id));
    let shown = with_numbers(&[LONDON, PARIS]).invitation(&online("AAAA1111"));
    let from = |today: &DialInProfile| differences(&shown, &today.invitation(&online("AAAA1111")));
    assert_eq!(from(&with_numbers(&[LONDON, PARIS])), []);
    assert_eq!(from(&with_numbers(&[PARIS, LONDON])), [DefaultNumberChanged]);
    assert_eq!(from(&with_numbers(&[PARIS])), [NumberUnassigned]);
    assert_eq!(from(&with_numbers(&[LONDON, PARIS, OSLO])), [NumberAdded]);
    assert_eq!(from(&with_numbers(&[OSLO])), [BridgeChanged]);
    assert_eq!(from(&without_audio()), [AudioConferencingRemoved]);
    let elsewhere = with_numbers(&[LONDON, PARIS]).invitation(&online("BBBB2222"));
    assert_eq!(differences(&shown, &elsewhere), [MeetingUrlChanged]);
}

/// Values of which two are often the same.
fn profiles() -> impl Strategy<Value = DialInProfile> {
    let text = || prop::option::of(prop::sample::select(vec!["a", "b"]));
    let number = (prop::sample::select(vec![LONDON, PARIS]), any::<bool>(), "[AB]", "[AB]").prop_map(
        |(number, toll_free, region, languages)| DialInNumber {
            number: number.into(),
            region,
            languages,
            toll_free,
        },
    );
    let url = |name: Option<&str>| name.map(|name| format!("https://{name}.contoso.example"));
    let conference = prop_oneof![
        Just(Conference::PerMeeting),
        Just(Conference::Public(ConferenceId::new("1001").expect("an ID"))),
        Just(Conference::Public(ConferenceId::new("1002").expect("an ID"))),
    ];
    let provider = prop_oneof![Just(AudioProvider::Bridge), Just(AudioProvider::ThirdParty)];
    let audio = (provider, conference, prop::collection::vec(number, 0..3), text(), text()).prop_map(
        move |(provider, conference, numbers, directory, pin)| AudioConferencing {
            provider,
            conference,
            numbers,
            directory_url: url(directory),
            pin_url: url(pin),
        },
    );
    let branding = (text(), text(), text(), text()).prop_map(move |(logo, help, legal, footer)| Branding {
        logo_url: url(logo),
        help_url: url(help),
        legal_url: url(legal),
        footer: footer.map(str::to_owned),
    });
    let home = prop_oneof![Just(Home::OnPremises), Just(Home::Online)];
    (prop::option::of(audio), branding, home, text()).prop_map(|(audio, branding, home, sip)| DialInProfile {
        audio,
        branding,
        home,
        sip_address: sip.map(str::to_owned),
        ..profile("1")
    })
}

/// Two profiles that differ in one field at most.
fn neighbours() -> impl Strategy<Value = (DialInProfile, DialInProfile)> {
    (profiles(), profiles(), 0..12_usize).prop_map(|(one, other, field)| {
        let mut near = one.clone();
        if field == 0 {
            near.audio.clone_from(&other.audio);
        }
        if let (Some(near), Some(other)) = (&mut near.audio, other.audio) {
            match field {
                1 => near.provider = other.provider,
                2 => near.conference = other.conference,
                3 => near.directory_url = other.directory_url,
                4 => near.pin_url = other.pin_url,
                5 => near.numbers.reverse(),
                6 => near.numbers = other.numbers,
                7 => near.numbers.iter_mut().for_each(|number| number.toll_free = !number.toll_free),
                8 => near.numbers.iter_mut().for_each(|number| number.region = "C".into()),
                9 => near.numbers.iter_mut().for_each(|number| number.languages = "C".into()),
                _ => {}
            }
        }
        match field {
            10 => near.branding = other.branding,
            11 => near.home = other.home,
            _ => {}
        }
        (one, near)
    })
}

/// The invitation of one meeting, with an ID of its own where meetings have one.
fn shown(profile: &DialInProfile) -> String {
    let is_own = |audio: &AudioConferencing| audio.conference == Conference::PerMeeting;
    let own_id = ConferenceId::new("4711").filter(|_| profile.audio.as_ref().is_some_and(is_own));
    let meeting = OnlineMeeting { conference_id: own_id, ..OnlineMeeting::at(join_url("AAAA1111")) };
    let rows = render(&profile.invitation(&meeting), Language::English);
    rows.iter().map(|row| row.html() + "\n").collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_fingerprint_is_equal_exactly_when_invitations_are((one, other) in neighbours()) {
        prop_assert_eq!(one.fingerprint() == other.fingerprint(), shown(&one) == shown(&other));
    }

    #[test]
    fn what_no_invitation_shows_leaves_the_fingerprint(one in profiles(), other in profiles()) {
        let elsewhere = DialInProfile { audio: one.audio.clone(), branding: one.branding.clone(), ..other };
        prop_assert_eq!(one.fingerprint(), elsewhere.fingerprint());
    }

    #[test]
    fn nothing_changes_between_equal_profiles(one in profiles()) {
        prop_assert_eq!(changes(&one, &one.clone()), []);
    }
}
