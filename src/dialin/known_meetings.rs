//! The online meetings that are known, found by the join URLs that lead to them.

use std::collections::HashMap;

use crate::link::JoinUrl;

use super::online_meeting::{OnlineMeeting, Told};

/// The online meetings that the service told of, where it was asked, and those that were made since.
///
/// A calendar may hold thousands, so they are found by their names, as [`JoinUrl::meeting`] says them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownMeetings {
    told: Option<Told>,
    made: Vec<OnlineMeeting>,
    places: HashMap<String, Place>,
    /// Where in `made` is what took the place of a meeting.
    followers: HashMap<String, Vec<usize>>,
}

/// Where an online meeting is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Told(usize),
    Made(usize),
}

impl KnownMeetings {
    /// Those that the service `told` of; `None` where it was not asked.
    pub fn new(told: Option<Told>) -> Self {
        let mut places = HashMap::new();
        for (place, meeting) in told.iter().flat_map(|told| &told.meetings).enumerate() {
            for url in meeting.urls() {
                places.entry(url.meeting()).or_insert(Place::Told(place));
            }
        }
        Self { told, places, ..Self::default() }
    }

    /// What the service told; `None` where it was not asked.
    pub fn told(&self) -> Option<&Told> {
        self.told.as_ref()
    }

    /// An online meeting as the service tells it, by one of its URLs.
    pub fn told_of(&self, url: &JoinUrl) -> Option<&OnlineMeeting> {
        match *self.places.get(&url.meeting())? {
            Place::Told(place) => self.told.as_ref()?.meetings.get(place),
            Place::Made(_) => None,
        }
    }

    /// An online meeting by one of its URLs.
    pub fn find(&self, url: &JoinUrl) -> Option<&OnlineMeeting> {
        match *self.places.get(&url.meeting())? {
            Place::Told(place) => self.told.as_ref()?.meetings.get(place),
            Place::Made(place) => self.made.get(place),
        }
    }

    /// What took the place of a meeting since the service was asked.
    pub fn made_after(&self, old: &JoinUrl) -> impl Iterator<Item = &OnlineMeeting> + use<'_> {
        let places = self.followers.get(&old.meeting()).into_iter().flatten();
        places.filter_map(|place| self.made.get(*place))
    }

    /// Remembers what took the place of a meeting.
    pub fn add(&mut self, old: &JoinUrl, new: OnlineMeeting) {
        let place = self.made.len();
        for url in new.urls() {
            self.places.entry(url.meeting()).or_insert(Place::Made(place));
        }
        self.followers.entry(old.meeting()).or_default().push(place);
        self.made.push(new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(id: &str) -> JoinUrl {
        JoinUrl::new(&format!("https://meet.contoso.example/ines/{id}")).unwrap()
    }

    #[test]
    fn a_meeting_is_found_by_each_of_its_urls_and_what_was_made_since_by_its_own_and_the_old_one() {
        let at = |host: &str| JoinUrl::new(&format!("https://{host}/meet/2345678")).unwrap();
        let long = at("teams.microsoft.com");
        let teams = OnlineMeeting { others: vec![url("short")], ..OnlineMeeting::at(long.clone()) };
        let mut known = KnownMeetings::new(Some(vec![teams.clone(), OnlineMeeting::at(url("A"))].into()));
        for joined in [long, url("short"), at("teams.cloud.microsoft")] {
            assert_eq!(known.told_of(&joined), Some(&teams));
        }
        known.add(&url("A"), OnlineMeeting::at(url("B")));
        assert_eq!(known.made_after(&url("A")).collect::<Vec<_>>(), [&OnlineMeeting::at(url("B"))]);
        assert_eq!(known.find(&url("B")), Some(&OnlineMeeting::at(url("B"))));
        assert_eq!(known.told_of(&url("B")), None);
        assert_eq!(known.find(&url("C")), None);
    }
}
