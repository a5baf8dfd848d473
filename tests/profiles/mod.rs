//! Random dial-in data: the same for the same seed.
#![allow(
    dead_code,
    clippy::expect_used,
    reason = "each test file uses its part; a test may fail by panicking"
)]

use redial::block::{Branding, ConferenceId, DialInNumber, MeetingKind};
use redial::dialin::{AudioConferencing, AudioProvider, Conference, DialInProfile, Home};
use redial::link::JoinUrl;

/// Xorshift.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        random.below(2);
        random
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 16) % limit as u64).unwrap_or_default()
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub fn among<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        &several[self.below(several.len())]
    }

    fn digit(&mut self, from: usize) -> char {
        char::from(b'0' + u8::try_from(from + self.below(10 - from)).unwrap_or_default())
    }

    /// The form with a digit in the place of every `x`, and one that is not 0 in the place of every `n`.
    pub fn digits_in(&mut self, form: &str) -> String {
        let digit = |c| match c {
            'x' => self.digit(0),
            'n' => self.digit(1),
            other => other,
        };
        form.chars().map(digit).collect()
    }
}

/// How people write numbers: with a plus, national with a leading zero, freephone, of eight digits without any
/// prefix, and short ones.
pub const FORMS: [&str; 32] = [
    "+49 69 nxxx xxxx",
    "+1 (nxx) 555-xxxx",
    "+1 nxx-555-xxxx",
    "+44 (0)20 nxxx xxxx",
    "+4684nxxxxx",
    "+358 9 nxxxxxxx",
    "+81 3-nxxx-xxxx",
    "(+44) 20 nxxx xxxx",
    "0711 nxx xxxx",
    "020 nxxx xxxx",
    "(0)20 nxxx xxxx",
    "(020) nxxx xxxx",
    "089/nxx xxxx",
    "03-nxxx-xxxx",
    "01 nx xx xx xx",
    "0nxx-xxxxxx",
    "0800 nxx xxxx",
    "1-800-nxx-xxxx",
    "1800 nxx xxx",
    "0 805 nxx xxx",
    "(866) nxx-xxxx",
    "0120-nxx-xxx",
    "800 nxx xxx",
    "nx xx xx xx",
    "nxxx xxxx",
    "nxxxxxxx",
    "nx xxx xx xx",
    "nxxx",
    "nxxxx",
    "118 nxx",
    "nxx.xxx.xxxx",
    "nx-xxx-xxxx",
];

const REGIONS: [&str; 8] = [
    "",
    "Frankfurt",
    "United States, Chicago",
    "Île-de-France",
    "東京",
    "Building 46100",
    "internal",
    "Paris (La Défense)",
];
const LANGUAGES: [&str; 5] =
    ["", "", "German (Germany)", "English (United Kingdom), French (France)", "日本語 (日本)"];

fn number(random: &mut Random) -> DialInNumber {
    let form = *random.among(&FORMS);
    DialInNumber {
        number: random.digits_in(form),
        region: (*random.among(&REGIONS)).to_owned(),
        languages: (*random.among(&LANGUAGES)).to_owned(),
        toll_free: random.one_in(4),
    }
}

fn page(random: &mut Random, name: &str) -> Option<String> {
    let host = "https://dialin.fabrikam.example";
    match random.below(4) {
        0 => None,
        1 => Some(host.to_owned()),
        2 => Some(format!("{host}?id=")),
        _ => Some(format!("{host}/{name}")),
    }
}

/// A conference ID.
pub fn conference_id(random: &mut Random) -> ConferenceId {
    let form = *random.among(&["nxxxx", "nxxxxxx", "nxxxxxxx", "nxxxxxxxx", "nxxxxxxxxxxx"]);
    ConferenceId::new(&random.digits_in(form)).expect("digits")
}

fn audio(random: &mut Random) -> AudioConferencing {
    let conference =
        if random.one_in(4) { Conference::PerMeeting } else { Conference::Public(conference_id(random)) };
    AudioConferencing {
        provider: if random.one_in(6) { AudioProvider::ThirdParty } else { AudioProvider::Bridge },
        conference,
        numbers: (0..1 + random.below(3)).map(|_| number(random)).collect(),
        directory_url: page(random, "numbers"),
        pin_url: page(random, "pin"),
    }
}

fn branding(random: &mut Random) -> Branding {
    let mut some = |value: &str| random.one_in(3).then(|| value.to_owned());
    Branding {
        logo_url: some("https://www.fabrikam.example/logo.png"),
        help_url: some("https://www.fabrikam.example/help"),
        legal_url: some("https://www.fabrikam.example/legal"),
        footer: some("Calls may be recorded.\nFabrikam, trading since 1987"),
    }
}

/// Dial-in data for the meetings of one kind, where the meeting with `join_url` is at home.
pub fn profile(random: &mut Random, kind: MeetingKind, join_url: &JoinUrl) -> DialInProfile {
    let mut audio = (!random.one_in(10)).then(|| audio(random));
    // Graph tells no page of the PIN; an administrator may add one, and Teams' own have this name.
    if let Some(audio) = audio.as_mut().filter(|_| kind == MeetingKind::Teams) {
        audio.pin_url =
            random.one_in(4).then(|| "https://dialin.fabrikam.example/usp/pstnconferencing".to_owned());
    }
    DialInProfile {
        kind,
        home: Home::of(join_url),
        sip_address: None,
        audio,
        licence_beside_acp: None,
        assigned: None,
        meeting_base: None,
        branding: branding(random),
    }
}
