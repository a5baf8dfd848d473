//! The online meetings behind the appointments, and those that take their place.

use crate::block::{ConferenceId, JoinUrl};
use crate::dialin::{DialInProfile, Digest, Fingerprint, OnlineMeeting, OwnAddresses};
use crate::meeting::{Appointment, Claims, MadeFor, Tag};

/// What is known of the organizer's online meetings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OnlineMeetings {
    /// `None` where the service was not asked.
    known: Option<Vec<OnlineMeeting>>,
    successors: Vec<(JoinUrl, OnlineMeeting)>,
    /// The profile seen last, which names former addresses.
    seen: Option<Digest>,
}

impl OnlineMeetings {
    /// `known` as the service tells them now, where it was asked, and the successors that the organizer's own tags tell
    /// of: whoever moved to another online meeting before takes the others of its series along.
    pub fn new(
        known: Option<Vec<OnlineMeeting>>,
        appointments: &[Appointment],
        seen: Option<Digest>,
    ) -> Self {
        let tags = appointments.iter().filter_map(own_tag);
        let successors = tags.filter_map(|tag| {
            let was = tag.was?;
            let meeting =
                OnlineMeeting { join_url: tag.join, conference_id: tag.conf, conf_link: None, block: None };
            Some((was, meeting))
        });
        let successors = successors.collect();
        Self { known, successors, seen }
    }

    /// The addresses that are known to be the organizer's, those in the `appointments` by which former ones are
    /// known again.
    pub(crate) fn addresses(&self, mut own: OwnAddresses, appointments: &[Appointment]) -> OwnAddresses {
        if let Some(seen) = &self.seen {
            let claims: Vec<Claims> = appointments.iter().map(Claims::on).collect();
            own.add_former(seen, claims.iter().flat_map(Claims::urls));
        }
        match &self.known {
            Some(known) => own.told(known.iter().map(|meeting| meeting.join_url.clone()).collect()),
            None => own,
        }
    }

    /// The conference ID that the service now has for a meeting.
    pub(crate) fn conference_id(&self, join_url: &JoinUrl) -> Option<ConferenceId> {
        let known = self.known.iter().flatten().find(|meeting| meeting.join_url.agrees_with(join_url));
        known.and_then(|meeting| meeting.conference_id.clone())
    }

    /// The online meetings that took the place of another, with what the service tells of them now.
    pub(crate) fn successors<'a>(&'a self, old: &'a JoinUrl) -> impl Iterator<Item = OnlineMeeting> + 'a {
        let of_it = self.successors.iter().filter(|(known, _)| known.agrees_with(old));
        of_it.map(|(_, new)| OnlineMeeting {
            conference_id: self.conference_id(&new.join_url).or_else(|| new.conference_id.clone()),
            ..new.clone()
        })
    }

    /// Remembers a successor.
    pub(crate) fn add_successor(&mut self, old: JoinUrl, new: OnlineMeeting) {
        self.successors.push((old, new));
    }
}

/// The tag of an appointment that the owner of the calendar organizes, if it was made for that one.
fn own_tag(appointment: &Appointment) -> Option<Tag> {
    let tag = Tag::read(&appointment.bag).filter(|_| appointment.is_organizer)?;
    (tag.made_for(&appointment.identity) == MadeFor::This).then_some(tag)
}

/// Names the successor of an online meeting, the same however often it is asked for. At another home the first
/// successor is what makes the address of meetings known, so the name cannot hold it.
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
    OnlineMeeting { join_url, conference_id: None, conf_link: None, block: None }
}
