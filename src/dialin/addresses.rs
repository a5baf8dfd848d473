//! Whose online meeting a join URL leads to.

use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::block::{JoinUrlForm, MeetingKind, may_hold_block};
use crate::link::JoinUrl;
use crate::ports::Clock;

use super::change::Digest;
use super::online_meeting::{OnlineMeeting, Told};
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
    /// Teams: none, for its meetings are reached at several.
    server: String,
    /// The folders between the server and the person; Teams: the tenant.
    within: String,
    /// In lower case; Teams: the person's object ID.
    person: String,
}

impl Address {
    /// Skype for Business: `https://server/within/person/ID`.
    fn on_skype(url: &JoinUrl) -> Option<Self> {
        let path = plain(url.path().split(['?', '#']).next()?)?;
        let (folders, _) = path.strip_prefix('/')?.rsplit_once('/')?;
        let (within, person) = folders.rsplit_once('/').unwrap_or(("", folders));
        Self::new(url.server(), within, person)
    }

    /// Teams: `context={"Tid":"tenant","Oid":"person"}`, which the short form of the URLs lacks.
    fn on_teams(url: &JoinUrl) -> Option<Self> {
        let context = url.path().split(['?', '&']).find_map(|part| part.strip_prefix("context="))?;
        let context = percent_decode_str(context).decode_utf8().ok()?;
        let context: Value = serde_json::from_str(&context).ok()?;
        let text = |name: &str| context.get(name).and_then(Value::as_str);
        Self::new(String::new(), text("Tid")?, text("Oid")?)
    }

    fn new(server: String, within: &str, person: &str) -> Option<Self> {
        let (within, person) = (within.to_lowercase(), person.to_lowercase());
        (!person.is_empty()).then_some(Self { server, within, person })
    }
}

/// The path as servers read it, percent-encoding taken off; `None` where they may read folders into it that it does not
/// show.
fn plain(path: &str) -> Option<String> {
    let shown = path.matches('/').count();
    let plain = percent_decode_str(path).decode_utf8().ok()?;
    let is_clear = |part: &str| !matches!(part, "." | "..") && !part.contains(['\\', '%']);
    (plain.matches('/').count() == shown && plain.split('/').all(is_clear)).then(|| plain.into_owned())
}

/// The addresses of the organizer's online meetings, now and formerly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAddresses {
    profile: DialInProfile,
    forms: Vec<JoinUrlForm>,
    addresses: HashSet<Address>,
    /// The organizer's meetings. These and the following are named as [`JoinUrl::meeting`] does: a calendar may hold
    /// thousands.
    meetings: HashSet<String>,
    /// The meetings that all appointments share, or shared.
    shared: HashSet<String>,
    /// What the service told of, where it was asked.
    told: Option<ToldOf>,
    /// What the service did not tell of though it was asked.
    untold: HashSet<String>,
    /// The URLs of meetings that have several, by one of them.
    several: HashMap<String, Vec<JoinUrl>>,
}

/// What the service told of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ToldOf {
    meetings: HashSet<String>,
    addresses: HashSet<Address>,
}

impl OwnAddresses {
    /// Those that the profile names, and the configuration with its forms of third-party bridges' join URLs.
    pub fn of(profile: &DialInProfile, forms: &[JoinUrlForm]) -> Self {
        let mut own = Self {
            profile: profile.clone(),
            forms: forms.to_vec(),
            addresses: HashSet::new(),
            meetings: HashSet::new(),
            shared: profile.shared().iter().map(JoinUrl::meeting).collect(),
            told: None,
            untold: HashSet::new(),
            several: HashMap::new(),
        };
        let base = profile.meeting_base.as_deref().map(|base| base.trim_end_matches('/'));
        let sample = base.and_then(|base| match profile.kind {
            // What the URLs of one person begin with does not name them: one of them as a whole does.
            MeetingKind::Teams => JoinUrl::new(base),
            MeetingKind::SkypeForBusiness | MeetingKind::Hosted => JoinUrl::new(&format!("{base}/0")),
        });
        if let Some(sample) = sample {
            own.add(&sample);
        }
        own
    }

    /// The organizer's meeting is here, and so are others of theirs.
    pub fn add(&mut self, url: &JoinUrl) {
        self.addresses.extend(self.address(url));
        self.meetings.insert(url.meeting());
    }

    /// Takes the online meetings that tags say are the organizer's: they name an address where nobody knows a better one.
    /// Earlier versions wrote tags beside other people's meetings, too, so none outweighs what is known without it; what
    /// fits the organizer's own address goes before what does not.
    pub async fn add_tagged(&mut self, urls: &[&JoinUrl], clock: &dyn Clock) {
        for fits in [true, false] {
            let mut named = Vec::new();
            for url in urls {
                if self.fitting(url).is_some() == fits && self.may_be_own(url) {
                    named.push(*url);
                }
                clock.breathe().await;
            }
            for url in named {
                self.add(url);
                clock.breathe().await;
            }
        }
    }

    /// Whether nobody but tags can tell whose meetings are: in Teams, where the service was not asked.
    pub fn are_told_by_tags_alone(&self) -> bool {
        self.profile.kind == MeetingKind::Teams && self.told.is_none()
    }

    /// Whether a text may hold an online meeting.
    pub fn may_stand_in(&self, body: &str) -> bool {
        may_hold_block(body, &self.forms)
    }

    /// Whether nothing that is known says that it is another person's. In Teams the service's own word tells who is the
    /// organizer.
    pub fn may_be_own(&self, url: &JoinUrl) -> bool {
        match self.whose(url) {
            Whose::Own => true,
            Whose::Another { .. } => false,
            Whose::Unknown if self.profile.kind != MeetingKind::Teams => true,
            Whose::Unknown => {
                let told = |at: &Address| self.told.as_ref().is_some_and(|told| told.addresses.contains(at));
                let is_none_told = self.told.as_ref().is_none_or(|told| told.addresses.is_empty());
                match self.address(url) {
                    // The service refuses other people's meetings, beside which earlier versions wrote tags.
                    address if self.untold.contains(&url.meeting()) => address.is_some_and(|at| told(&at)),
                    Some(at) => is_none_told || told(&at),
                    None => true,
                }
            }
        }
    }

    /// Takes those of `urls` that are at an address which the profile had before.
    pub fn add_former<'a>(&mut self, seen: &Digest, urls: impl IntoIterator<Item = &'a JoinUrl>) {
        let is_on_a_bridge = self.profile.kind == MeetingKind::Hosted;
        let is_former = |url: &JoinUrl| {
            let url = url.as_str();
            let base = url.rsplit_once('/').map_or("", |(base, _)| base);
            // What URLs begin with on a bridge ends wherever its administrator says: `/join?id=`, `/join/m`.
            let beginnings = url.char_indices().filter(|_| is_on_a_bridge);
            let mut beginnings = beginnings.filter_map(|(end, _)| url.get(..end));
            [base, &format!("{base}/"), url].iter().any(|base| seen.had_meeting_base(base))
                || beginnings.any(|base| seen.had_meeting_base(base))
        };
        for url in urls {
            if is_former(url) {
                self.add(url);
            }
            if seen.is_shared(url) {
                self.shared.insert(url.meeting());
            }
        }
    }

    /// The online meetings that the service told of when it was asked for all of them.
    #[must_use]
    pub fn told(mut self, told: &[JoinUrl]) -> Self {
        self.told = Some(ToldOf {
            meetings: told.iter().map(JoinUrl::meeting).collect(),
            addresses: told.iter().filter_map(|url| self.address(url)).collect(),
        });
        self
    }

    /// What the service told when it was asked for all online meetings, with all their URLs.
    #[must_use]
    pub fn told_meetings(mut self, Told { meetings, untold }: &Told) -> Self {
        self.untold = untold.iter().map(JoinUrl::meeting).collect();
        for meeting in meetings.iter().filter(|meeting| !meeting.others.is_empty()) {
            let urls: Vec<JoinUrl> = meeting.urls().cloned().collect();
            self.several.extend(urls.iter().map(|url| (url.meeting(), urls.clone())));
        }
        self.told(&meetings.iter().flat_map(OnlineMeeting::urls).cloned().collect::<Vec<_>>())
    }

    /// The other URLs of the meeting behind one, as far as they are known.
    pub fn others(&self, url: &JoinUrl) -> &[JoinUrl] {
        self.several.get(&url.meeting()).map(Vec::as_slice).unwrap_or_default()
    }

    /// A name of the meeting behind a URL: the same by whichever it is reached.
    pub fn meeting(&self, url: &JoinUrl) -> String {
        let names = self.others(url).iter().map(JoinUrl::meeting);
        names.chain([url.meeting()]).min().unwrap_or_default()
    }

    /// The address of a meeting, if the organizer's own (`ines.moreau@contoso.example`) fits its person.
    pub fn fitting(&self, url: &JoinUrl) -> Option<Address> {
        self.address(url).filter(|address| self.fits(address))
    }

    fn fits(&self, address: &Address) -> bool {
        self.sip_parts().is_some_and(|(user, _)| address.person == user)
    }

    /// The organizer's own address, in lower case.
    fn sip_parts(&self) -> Option<(String, String)> {
        let address = self.profile.sip_address.as_deref()?.to_lowercase();
        address.split_once('@').map(|(user, domain)| (user.to_owned(), domain.to_owned()))
    }

    /// Whether this online meeting is one that all of the organizer's appointments share, or shared.
    pub fn is_shared(&self, url: &JoinUrl) -> bool {
        self.shared.contains(&url.meeting())
    }

    /// Whose meeting this is.
    pub fn whose(&self, url: &JoinUrl) -> Whose {
        let meeting = url.meeting();
        let is_told_of = self.told.as_ref().is_some_and(|told| told.meetings.contains(&meeting));
        if is_told_of || self.meetings.contains(&meeting) {
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
        let is_there = |own: &Address| own.server == at.server && own.within == at.within;
        if self.addresses.contains(&at) || (self.addresses.iter().any(is_there) && self.fits(&at)) {
            Whose::Own
        } else if self.addresses.iter().any(|own| own.server == at.server) && !self.may_be_there(&at) {
            Whose::Another { person: at.person }
        } else {
            Whose::Unknown
        }
    }

    /// Whether it can be the organizer's in the folder of their own domain (`https://server/contoso.example/ines/ID`).
    fn may_be_there(&self, at: &Address) -> bool {
        let domain = at.within.rsplit('/').next().unwrap_or_default();
        let is_own = |own: &Address| own.server == at.server && own.person == at.person;
        let is_named = self.fits(at) || self.addresses.iter().any(is_own);
        is_named && self.sip_parts().is_some_and(|(_, own)| own == domain)
    }

    fn on_teams(&self, url: &JoinUrl) -> Whose {
        match Address::on_teams(url) {
            Some(at) if self.addresses.contains(&at) => Whose::Own,
            Some(at) if !self.addresses.is_empty() => Whose::Another { person: at.person },
            // Where nobody was asked, nobody knows.
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
        let path = url.path().split(['?', '#']).next().unwrap_or_default();
        if self.profile.meeting_base.is_some() && !self.profile.has_left(url) {
            // The server may read the rest as leading out of there again.
            let is_plain = self.is_shared(url) || plain(path).is_some();
            return if is_plain { Whose::Own } else { Whose::Unknown };
        }
        let mut covering = self.forms.iter().filter(|form| form.matches(url)).peekable();
        if covering.peek().is_none() {
            Whose::Unknown
        } else if covering.any(|form| own(&form)) {
            Whose::Another { person: path.trim_matches('/').to_owned() }
        } else {
            Whose::Own
        }
    }
}

#[cfg(test)]
mod tests;
