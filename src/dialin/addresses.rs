//! Whose online meeting a join URL leads to.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::block::{JoinUrl, JoinUrlForm, MeetingKind};

use super::change::Digest;
use super::profile::DialInProfile;

/// Whose online meeting a join URL leads to, as far as the URL and what is known of the organizer tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// The organizer's.
    Own,
    /// Another person's.
    Another {
        /// Who, as the URL names them.
        person: String,
    },
    /// Nobody can tell.
    Unknown,
}

/// Where online meetings are, and whose are there: what is common to the join URLs of one person.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address {
    host: String,
    /// The folders between the host and the person; Teams: the tenant.
    within: String,
    /// In lower case; Teams: the person's object ID.
    person: String,
}

impl Address {
    /// Skype for Business: `https://host/within/person/ID`.
    fn on_skype(url: &JoinUrl) -> Option<Self> {
        let path = url.path().split(['?', '#']).next()?;
        let (folders, _) = path.strip_prefix('/')?.rsplit_once('/')?;
        let (within, person) = folders.rsplit_once('/').unwrap_or(("", folders));
        Self::new(url, within, person)
    }

    /// Teams: `context={"Tid":"tenant","Oid":"person"}`, which the short form of the URLs lacks.
    fn on_teams(url: &JoinUrl) -> Option<Self> {
        let context = url.path().split(['?', '&']).find_map(|part| part.strip_prefix("context="))?;
        let context = percent_decode_str(context).decode_utf8().ok()?;
        let context: Value = serde_json::from_str(&context).ok()?;
        let text = |name: &str| context.get(name).and_then(Value::as_str);
        Self::new(url, text("Tid")?, text("Oid")?)
    }

    fn new(url: &JoinUrl, within: &str, person: &str) -> Option<Self> {
        let (within, person) = (within.to_ascii_lowercase(), person.to_ascii_lowercase());
        (!person.is_empty()).then(|| Self { host: url.host(), within, person })
    }
}

/// The addresses of the organizer's online meetings, now and formerly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAddresses {
    profile: DialInProfile,
    forms: Vec<JoinUrlForm>,
    addresses: HashSet<Address>,
    urls: HashSet<JoinUrl>,
    /// The meetings that all appointments share, or shared.
    shared: HashSet<JoinUrl>,
    /// What the service told of, where it was asked.
    told: Option<Vec<JoinUrl>>,
}

impl OwnAddresses {
    /// Those that the profile names, and the configuration with its forms of third-party bridges' join URLs.
    pub fn of(profile: &DialInProfile, forms: &[JoinUrlForm]) -> Self {
        let mut own = Self {
            profile: profile.clone(),
            forms: forms.to_vec(),
            addresses: HashSet::new(),
            urls: HashSet::new(),
            shared: profile.shared().into_iter().collect(),
            told: None,
        };
        let base = profile.meeting_base.as_deref().map(|base| base.trim_end_matches('/'));
        if let Some(sample) = base.and_then(|base| JoinUrl::new(&format!("{base}/0"))) {
            own.add(&sample);
        }
        own
    }

    /// The organizer's meeting is here, and so are others of theirs.
    pub fn add(&mut self, url: &JoinUrl) {
        self.addresses.extend(self.address(url));
        self.urls.insert(url.clone());
    }

    /// Takes those of `urls` that are at an address which the profile had before.
    pub fn add_former<'a>(&mut self, seen: &Digest, urls: impl IntoIterator<Item = &'a JoinUrl>) {
        let is_former = |url: &JoinUrl| {
            let base = url.as_str().rsplit_once('/').map_or("", |(base, _)| base);
            [base, &format!("{base}/"), url.as_str()].iter().any(|base| seen.had_meeting_base(base))
        };
        for url in urls {
            if is_former(url) {
                self.add(url);
            }
            if seen.is_shared(url) {
                self.shared.insert(url.clone());
            }
        }
    }

    /// The online meetings that the service told of when it was asked for all of them.
    #[must_use]
    pub fn told(mut self, told: Vec<JoinUrl>) -> Self {
        self.told = Some(told);
        self
    }

    /// The address of a meeting, if the organizer's own (`ines.moreau@contoso.example`) fits its person.
    pub fn fitting(&self, url: &JoinUrl) -> Option<Address> {
        self.address(url).filter(|address| self.fits(address))
    }

    fn fits(&self, address: &Address) -> bool {
        let user = self.profile.sip_address.as_deref().and_then(|address| address.split('@').next());
        user.is_some_and(|user| address.person.eq_ignore_ascii_case(user))
    }

    /// Whether this online meeting is one that all of the organizer's appointments share, or shared.
    pub fn is_shared(&self, url: &JoinUrl) -> bool {
        self.shared.iter().any(|shared| shared.agrees_with(url))
    }

    /// Whose meeting this is.
    pub fn whose(&self, url: &JoinUrl) -> Whose {
        if self.urls.iter().any(|own| own.agrees_with(url)) {
            return Whose::Own;
        }
        match self.profile.kind {
            MeetingKind::SkypeForBusiness => self.on_skype(url),
            MeetingKind::Teams => self.on_teams(url),
            MeetingKind::Hosted => self.on_a_bridge(url),
        }
    }

    fn address(&self, url: &JoinUrl) -> Option<Address> {
        match self.profile.kind {
            MeetingKind::SkypeForBusiness => Address::on_skype(url),
            MeetingKind::Teams => Address::on_teams(url),
            // Which part of such a URL is a person and which a meeting, only the bridge knows.
            MeetingKind::Hosted => None,
        }
    }

    fn on_skype(&self, url: &JoinUrl) -> Whose {
        let Some(at) = Address::on_skype(url) else { return Whose::Unknown };
        let is_server = |own: &Address| own.host == at.host && own.within == at.within;
        if self.addresses.contains(&at) || (self.addresses.iter().any(is_server) && self.fits(&at)) {
            Whose::Own
        } else if self.addresses.iter().any(|own| own.host == at.host) {
            Whose::Another { person: at.person }
        } else {
            Whose::Unknown
        }
    }

    fn on_teams(&self, url: &JoinUrl) -> Whose {
        match Address::on_teams(url) {
            Some(at) if self.addresses.contains(&at) => Whose::Own,
            Some(at) if !self.addresses.is_empty() => Whose::Another { person: at.person },
            _ if self.told.as_ref().is_none_or(|told| told.iter().any(|own| own.agrees_with(url))) => {
                Whose::Own
            }
            _ => Whose::Unknown,
        }
    }

    /// A form that covers the organizer's own meetings covers everybody's on that bridge; another one was told by the
    /// administrator for a bridge that is in use no more.
    fn on_a_bridge(&self, url: &JoinUrl) -> Whose {
        let sample = self.profile.room().or_else(|| {
            self.profile.meeting_base.as_deref().and_then(|base| JoinUrl::new(&format!("{base}0")))
        });
        let own = |form: &&JoinUrlForm| sample.as_ref().is_some_and(|sample| form.matches(sample));
        if self.profile.meeting_base.is_some() && !self.profile.has_left(url) {
            return Whose::Own;
        }
        let mut covering = self.forms.iter().filter(|form| form.matches(url)).peekable();
        if covering.peek().is_none() {
            Whose::Unknown
        } else if covering.any(|form| own(&form)) {
            let path = url.path().split(['?', '#']).next().unwrap_or_default();
            Whose::Another { person: path.trim_matches('/').to_owned() }
        } else {
            Whose::Own
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Branding;
    use crate::dialin::Home;

    fn profile(kind: MeetingKind, base: Option<&str>) -> DialInProfile {
        DialInProfile {
            kind,
            home: Home::OnPremises,
            sip_address: Some("Ines.Moreau@contoso.example".into()),
            audio: None,
            licence_beside_acp: None,
            meeting_base: base.map(str::to_owned),
            assigned: None,
            branding: Branding::default(),
        }
    }

    fn url(text: &str) -> JoinUrl {
        JoinUrl::new(text).unwrap()
    }

    fn another(person: &str) -> Whose {
        Whose::Another { person: person.to_owned() }
    }

    #[test]
    fn on_a_server_the_folder_before_the_meeting_is_the_person() {
        let base = "https://meet.contoso.example/ines.moreau/";
        let own = OwnAddresses::of(&profile(MeetingKind::SkypeForBusiness, Some(base)), &[]);
        for (link, whose) in [
            ("https://meet.contoso.example/ines.moreau/AB12CD34", Whose::Own),
            ("https://MEET.contoso.example/Ines.Moreau/AB12CD34?sl=1", Whose::Own),
            ("https://meet.contoso.example/paul.weber/AB12CD34", another("paul.weber")),
            ("https://meet.contoso.example/ines.moreau2/AB12CD34", another("ines.moreau2")),
            ("https://meet.contoso.example/fabrikam.example/ines.moreau/AB12CD34", another("ines.moreau")),
            ("https://meet.contoso.example/ines.moreau/paul.weber/AB12CD34", another("paul.weber")),
            ("https://meet.contoso.example.evil.example/ines.moreau/AB12CD34", Whose::Unknown),
            ("https://meet.fabrikam.example/ines.moreau/AB12CD34", Whose::Unknown),
            ("https://meet.contoso.example/AB12CD34", Whose::Unknown),
        ] {
            assert_eq!(own.whose(&url(link)), whose, "{link}");
        }
    }

    #[test]
    fn the_organizers_sip_address_fits_on_a_server_that_is_known() {
        let base = "https://meet.contoso.example/ines/";
        let own = OwnAddresses::of(&profile(MeetingKind::SkypeForBusiness, Some(base)), &[]);
        assert_eq!(own.whose(&url("https://meet.contoso.example/ines.moreau/AB12CD34")), Whose::Own);
        assert_eq!(own.whose(&url("https://meet.fabrikam.example/ines.moreau/AB12CD34")), Whose::Unknown);
    }

    #[test]
    fn a_meeting_of_the_organizers_makes_its_server_known() {
        let mut own = OwnAddresses::of(&profile(MeetingKind::SkypeForBusiness, None), &[]);
        let former = url("https://meet.fabrikam.example/ines/AB12CD34");
        assert_eq!(own.whose(&former), Whose::Unknown);
        own.add(&former);
        assert_eq!(own.whose(&url("https://meet.fabrikam.example/ines/EF56GH78")), Whose::Own);
        assert_eq!(own.whose(&url("https://meet.fabrikam.example/paul/EF56GH78")), another("paul"));
    }

    #[test]
    fn an_address_of_the_past_is_known_by_its_name() {
        let mut former = profile(MeetingKind::SkypeForBusiness, Some("https://meet.fabrikam.example/im/"));
        let seen = Digest::of(&former);
        former.meeting_base = Some("https://meet.contoso.example/im/".into());
        let seen = Digest::of(&former).after(&seen);
        let mut own = OwnAddresses::of(&profile(MeetingKind::SkypeForBusiness, None), &[]);
        let urls = ["fabrikam.example/im", "contoso.example/im", "fabrikam.example/paul", "evil.example/im"]
            .map(|at| url(&format!("https://meet.{at}/AB12CD34")));
        own.add_former(&seen, &urls);
        let whose = urls.each_ref().map(|url| own.whose(url));
        assert_eq!(whose, [Whose::Own, Whose::Own, another("paul"), Whose::Unknown]);
    }

    #[test]
    fn a_meeting_that_all_appointments_share_is_known_as_such_later_too() {
        let base = "https://meet.contoso.example/ines/";
        let [former, today] = ["AAAA1111", "BBBB2222"].map(|id| url(&format!("{base}{id}")));
        let with = |assigned: &JoinUrl| DialInProfile {
            assigned: Some(assigned.clone()),
            ..profile(MeetingKind::SkypeForBusiness, Some(base))
        };
        let seen = Digest::of(&with(&today)).after(&Digest::of(&with(&former)));
        let mut own = OwnAddresses::of(&with(&today), &[]);
        assert!(own.is_shared(&today) && !own.is_shared(&former));
        own.add_former(&seen, [&former]);
        assert!(own.is_shared(&former));
        assert!(!own.is_shared(&url("https://meet.contoso.example/ines/CCCC3333")));
    }

    fn on_teams(person: &str) -> JoinUrl {
        url(&format!(
            "https://teams.microsoft.com/l/meetup-join/19%3ameeting_{person}%40thread.v2/0?context=%7b%22Tid%22%3a%22t%22%2c%22Oid%22%3a%22{person}%22%7d"
        ))
    }

    #[test]
    fn a_teams_meeting_names_its_organizer() {
        let mut own = OwnAddresses::of(&profile(MeetingKind::Teams, None), &[]);
        assert_eq!(own.whose(&on_teams("paul")), Whose::Own, "nobody was asked");
        own = own.told(vec![on_teams("ines")]);
        assert_eq!(own.whose(&on_teams("ines")), Whose::Own);
        assert_eq!(own.whose(&on_teams("paul")), Whose::Unknown);
        own.add(&on_teams("ines"));
        assert_eq!(own.whose(&on_teams("PAUL")), another("paul"));
        assert_eq!(own.whose(&url("https://teams.microsoft.com/meet/123?p=x")), Whose::Unknown);
    }

    #[test]
    fn on_a_bridge_the_form_that_covers_ones_own_meetings_covers_everybodys() {
        let forms = ["https://bridge.example/*", "https://old.example/join/*"]
            .map(|form| JoinUrlForm::new(form).unwrap());
        for base in ["https://bridge.example/ines", "https://bridge.example/ines/"] {
            let own = OwnAddresses::of(&profile(MeetingKind::Hosted, Some(base)), &forms);
            assert_eq!(own.whose(&url("https://bridge.example/paul/42")), another("paul/42"), "{base}");
            assert_eq!(own.whose(&url("https://old.example/join/42")), Whose::Own, "{base}");
            assert_eq!(own.whose(&url("https://other.example/join/42")), Whose::Unknown, "{base}");
        }
        let room =
            OwnAddresses::of(&profile(MeetingKind::Hosted, Some("https://bridge.example/ines")), &forms);
        assert!(room.is_shared(&url("https://bridge.example/ines")));
        assert_eq!(room.whose(&url("https://bridge.example/ines")), Whose::Own);
    }
}
