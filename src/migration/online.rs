//! The online meetings behind the appointments, and those that take their place.

use crate::block::{ConferenceId, JoinUrl};
use crate::dialin::{DialInProfile, Fingerprint, OnlineMeeting};
use crate::meeting::{Appointment, Tag};

/// What is known of the organizer's online meetings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OnlineMeetings {
    known: Vec<OnlineMeeting>,
    successors: Vec<(JoinUrl, OnlineMeeting)>,
}

impl OnlineMeetings {
    /// `known` as the service tells them now, and the successors that tags tell of: whoever moved to another online
    /// meeting before takes the others of its series along.
    pub fn new(known: Vec<OnlineMeeting>, appointments: &[Appointment]) -> Self {
        let tags = appointments.iter().filter_map(|appointment| Tag::read(&appointment.bag));
        let successors = tags.filter_map(|tag| {
            let was = tag.was?;
            let meeting =
                OnlineMeeting { join_url: tag.join, conference_id: tag.conf, conf_link: None, block: None };
            Some((was, meeting))
        });
        let successors = successors.collect();
        Self { known, successors }
    }

    /// The conference ID that the service now has for a meeting.
    pub(crate) fn conference_id(&self, join_url: &JoinUrl) -> Option<ConferenceId> {
        let known = self.known.iter().find(|meeting| meeting.join_url.agrees_with(join_url));
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
