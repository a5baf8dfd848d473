//! Online meetings take place when their appointments do: 60 days after its end nobody can join one by phone any more.
//! <https://learn.microsoft.com/microsoftteams/limits-specifications-teams#meeting-expiration>

use std::collections::{BTreeMap, HashMap};

use time::{Duration, OffsetDateTime};

use crate::dialin::{OnlineMeeting, Times};
use crate::link::JoinUrl;
use crate::meeting::{Header, ItemId, MadeFor, SeriesRole, Tag};

use super::plan::Plan;

/// How long before its end the online meeting of a series without an end is renewed.
const RENEWED_BEFORE: Duration = Duration::days(60);

/// An online meeting that takes place at other times than its appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Strayed {
    /// Where people join it.
    pub(super) join_url: JoinUrl,
    /// When it is to take place.
    pub(super) times: Times,
}

/// An online meeting and the times of all appointments that have it.
struct Meeting<'a> {
    online: &'a OnlineMeeting,
    told: Times,
    wanted: Times,
}

impl Plan {
    /// The online meetings that Redial gave to appointments ahead, and that take place at other times than these.
    pub(super) fn strayed(&self, now: OffsetDateTime) -> Vec<Strayed> {
        let mut meetings: BTreeMap<String, Meeting<'_>> = BTreeMap::new();
        let moved = self.ends_of_changed_dates();
        for header in self.meetings.iter().map(|meeting| &meeting.header) {
            let Some((online, told)) = self.own(header, now) else { continue };
            let mut wanted = wanted(header, told, now);
            wanted.end = moved.get(&header.id).map_or(wanted.end, |end| wanted.end.max(*end));
            let known = meetings.entry(online.join_url.meeting());
            let Meeting { wanted: all, .. } = known.or_insert(Meeting { online, told, wanted });
            *all = Times { start: all.start.min(wanted.start), end: all.end.max(wanted.end) };
        }
        let strayed =
            meetings.into_values().filter(|meeting| seconds(meeting.told) != seconds(meeting.wanted));
        let strayed = strayed.map(|Meeting { online, wanted, .. }| Strayed {
            join_url: online.join_url.clone(),
            times: wanted,
        });
        strayed.collect()
    }

    /// When the last of the changed dates of each series ends: it may have been moved behind all others.
    fn ends_of_changed_dates(&self) -> HashMap<&ItemId, OffsetDateTime> {
        let mut ends = HashMap::new();
        for header in
            self.meetings.iter().map(|meeting| &meeting.header).filter(|header| !header.is_cancelled)
        {
            if let SeriesRole::Exception { master } = &header.series_role {
                let end = ends.entry(master).or_insert(header.end);
                *end = header.end.max(*end);
            }
        }
        ends
    }

    /// The online meeting that Redial gave to an appointment ahead, and when that takes place.
    fn own(&self, header: &Header, now: OffsetDateTime) -> Option<(&OnlineMeeting, Times)> {
        let is_over = !header.is_ahead(now);
        let is_date = matches!(header.series_role, SeriesRole::Exception { .. });
        if !header.is_organizer || header.is_cancelled || is_over || is_date {
            return None;
        }
        let tag = Tag::read(&header.custom_properties)?;
        if tag.made_for(&header.identity) == MadeFor::Another {
            return None;
        }
        let online = self.target.online.told(&tag.join)?;
        Some((online, online.times?))
    }
}

/// When the online meeting of an appointment is to take place. One of a series without an end ends ahead, and later again.
fn wanted(header: &Header, told: Times, now: OffsetDateTime) -> Times {
    let is_long_enough = header.over_at().is_none() && told.end >= now + RENEWED_BEFORE;
    if is_long_enough { Times { start: header.start, end: told.end } } else { times_of(header, now) }
}

/// When a new online meeting of an appointment is to take place.
pub(super) fn times_of(header: &Header, now: OffsetDateTime) -> Times {
    let end = header.over_at().unwrap_or_else(|| now.max(header.start).saturating_add(Times::AHEAD));
    Times { start: header.start, end: end.max(header.end) }
}

fn seconds(Times { start, end }: Times) -> [i64; 2] {
    [start, end].map(OffsetDateTime::unix_timestamp)
}
