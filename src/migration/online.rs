//! The online meetings behind the appointments, and those that take their place.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use time::OffsetDateTime;

use crate::block::ConferenceId;
use crate::dialin::{DialInProfile, Digest, Fingerprint, KnownMeetings, OnlineMeeting, OwnAddresses, Told};
use crate::link::JoinUrl;
use crate::meeting::{Claims, Header, MadeFor, Ownership, Tag};
use crate::ports::Clock;

/// What is known of the organizer's online meetings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OnlineMeetings {
    known: KnownMeetings,
    /// What tags say took the place of a meeting, by its name, and the conference ID that it had then.
    tagged: HashMap<String, Vec<Successor>>,
    /// The profile seen last, which names former addresses.
    seen: Option<Digest>,
}

/// What a tag tells of a move.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Successor {
    was: JoinUrl,
    join: JoinUrl,
    conf: Option<ConferenceId>,
}

impl OnlineMeetings {
    /// `known` as the service tells them now, where it was asked, and the successors that the organizer's own tags tell
    /// of: whoever moved to another online meeting before takes the others of its series along.
    pub fn new(known: Option<Told>, headers: &[Header], seen: Option<Digest>) -> Self {
        let mut online = Self { known: KnownMeetings::new(known), tagged: HashMap::new(), seen };
        headers.iter().for_each(|header| online.take(header));
        online
    }

    /// The same where the headers are many.
    pub(super) async fn among(
        known: Option<Told>,
        headers: &[Header],
        seen: Option<Digest>,
        clock: &dyn Clock,
    ) -> Self {
        let mut online = Self::new(known, &[], seen);
        for header in headers {
            online.take(header);
            clock.breathe().await;
        }
        online
    }

    fn take(&mut self, header: &Header) {
        for successor in tagged(header) {
            self.tagged.entry(successor.was.meeting()).or_default().push(successor);
        }
    }

    /// The profile seen last.
    pub(super) fn seen(&self) -> Option<&Digest> {
        self.seen.as_ref()
    }

    /// The online meetings that tags say took the place of another.
    pub(crate) fn said_to_follow(headers: &[Header]) -> impl Iterator<Item = JoinUrl> {
        headers.iter().flat_map(tagged).map(|successor| successor.join)
    }

    /// Leaves out what tags tell of other people's online meetings.
    pub(crate) fn keep_own(&mut self, ownership: &Ownership) {
        for successors in self.tagged.values_mut() {
            successors.retain(|known| ownership.is_own(&known.was) && ownership.is_own(&known.join));
        }
    }

    /// The addresses that are known to be the organizer's, those on the `headers` by which former ones are
    /// known again.
    pub(crate) async fn addresses(
        &self,
        mut own: OwnAddresses,
        all: &[(Header, Claims)],
        clock: &dyn Clock,
    ) -> OwnAddresses {
        for (seen, (_, claims)) in self.seen.iter().flat_map(|seen| all.iter().map(move |one| (seen, one))) {
            own.add_former(seen, claims.urls());
            clock.breathe().await;
        }
        match self.known.told() {
            Some(known) => own.told_meetings(known),
            None => own,
        }
    }

    /// The conference ID that the service now has for a meeting.
    pub(crate) fn conference_id(&self, join_url: &JoinUrl) -> Option<ConferenceId> {
        self.known.find(join_url)?.conference_id.clone()
    }

    /// An online meeting as the service tells it, by one of its URLs.
    pub(super) fn told(&self, join_url: &JoinUrl) -> Option<&OnlineMeeting> {
        self.known.told_of(join_url)
    }

    /// All URLs of the online meeting behind one, as far as the service told them.
    pub(super) fn urls_of(&self, join_url: JoinUrl) -> Vec<JoinUrl> {
        match self.known.find(&join_url) {
            Some(meeting) => meeting.urls().cloned().collect(),
            None => vec![join_url],
        }
    }

    /// The online meetings that took the place of another, as the service tells of them now. One that it does not know
    /// when it is asked is gone; of one that it does not tell of, what tags say holds.
    pub(crate) fn successors<'a>(
        &'a self,
        old: &JoinUrl,
        profile: &'a DialInProfile,
    ) -> impl Iterator<Item = OnlineMeeting> + use<'a> {
        let tagged = self.tagged.get(&old.meeting()).into_iter().flatten();
        let tagged = tagged.filter_map(|known| self.as_it_is(known, profile));
        self.known.made_after(old).cloned().chain(tagged)
    }

    fn as_it_is(&self, successor: &Successor, profile: &DialInProfile) -> Option<OnlineMeeting> {
        match self.known.told() {
            Some(told) if profile.is_told_meetings() && !told.is_untold(&successor.join) => {
                self.told(&successor.join).cloned()
            }
            // The ID that all meetings have is the profile's to tell.
            _ => Some(OnlineMeeting {
                conference_id: successor.conf.clone().filter(|_| profile.has_private_meetings()),
                ..OnlineMeeting::at(successor.join.clone())
            }),
        }
    }

    /// Remembers a successor.
    pub(crate) fn add_successor(&mut self, old: &JoinUrl, new: OnlineMeeting) {
        self.known.add(old, new);
    }
}

/// What the tag of an appointment tells that the owner of the calendar organizes, where it was made for that one.
fn tagged(header: &Header) -> Vec<Successor> {
    let tag = Tag::read(&header.custom_properties).filter(|_| header.is_organizer);
    let Some(tag) = tag.filter(|tag| tag.made_for(&header.identity) == MadeFor::This) else {
        return Vec::new();
    };
    let took_the_place_of =
        |was: &JoinUrl| Successor { was: was.clone(), join: tag.join.clone(), conf: tag.conf.clone() };
    tag.former().map(took_the_place_of).collect()
}

/// The key by which creating a successor is idempotent. At another home the first successor is what makes the
/// address of meetings known, so the key cannot hold it.
pub(crate) fn successor_id(old: &JoinUrl, profile: &DialInProfile) -> Fingerprint {
    let base = profile.meeting_base.as_ref().filter(|_| !profile.is_homed_elsewhere(old));
    Fingerprint::of(&(old, base, profile.home))
}

/// What the link of a successor that is not made yet looks like.
pub(crate) fn unmade(old: &JoinUrl, profile: &DialInProfile) -> OnlineMeeting {
    const ID: &str = "NEWLINK0";
    let own = || old.as_str().rsplit_once('/').map(|(base, _)| format!("{base}/"));
    let base = profile.meeting_base.clone().or_else(own).unwrap_or_default();
    let join_url = profile.room().or_else(|| JoinUrl::new(&(base + ID))).unwrap_or_else(|| old.clone());
    OnlineMeeting::at(join_url)
}

/// The organizer's online meetings, the newest first as far as a calendar tells.
pub(super) async fn own_meetings<'a>(
    headers: impl Iterator<Item = &'a Header>,
    clock: &dyn Clock,
) -> Vec<JoinUrl> {
    let mut own: Vec<&Header> =
        headers.filter(|header| header.is_organizer && !header.is_cancelled).collect();
    own.sort_by_key(|header| Reverse(header.start));
    let (mut known, mut urls) = (HashSet::new(), Vec::new());
    for header in own {
        let claims = Claims::on(header);
        urls.extend(claims.urls().filter(|url| known.insert((*url).clone())).cloned());
        clock.breathe().await;
    }
    urls
}

/// The online meetings that the service is asked about: those of what is ahead, and what took the place of others, be
/// it of what is over.
pub(super) async fn asked_about(headers: &[Header], now: OffsetDateTime, clock: &dyn Clock) -> Vec<JoinUrl> {
    let ahead = headers.iter().filter(|header| header.is_ahead(now));
    let mut asked = own_meetings(ahead, clock).await;
    let mut known: HashSet<JoinUrl> = asked.iter().cloned().collect();
    asked.extend(OnlineMeetings::said_to_follow(headers).filter(|url| known.insert(url.clone())));
    asked
}
