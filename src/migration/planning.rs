//! Makes a plan, headers first: what they decide is decided by them, and of a text that is judged only the verdict is kept.
//! It asks for texts and is handed them; it reads none itself.

use std::collections::{HashMap, VecDeque};

use time::OffsetDateTime;

use crate::calendar::CalendarError;
use crate::dialin::OwnAddresses;
use crate::meeting::{Appointment, Header, ItemId, Ownership, Reason, is_marked, judge_header};

use super::plan::{Plan, PlannedMeeting, Series, sort};
use super::rewrite::{Planner, Terms, Verdict, verdicts};
use super::target::Target;

/// A plan that is being made.
#[derive(Debug)]
pub struct Planning<'a> {
    target: Target,
    ownership: Ownership,
    terms: Terms<'a>,
    now: OffsetDateTime,
    series: Series,
    unweighed: Vec<ItemId>,
    /// What is not judged yet: the marked ones first, soonest first.
    waiting: VecDeque<Header>,
    /// That of which the text was asked for.
    asked: HashMap<ItemId, Header>,
    meetings: Vec<PlannedMeeting>,
    /// How many marked ones could not be read for a moment.
    unread: usize,
}

impl<'a> Planning<'a> {
    /// Begins a plan for the meetings with these headers.
    pub fn new(mut headers: Vec<Header>, mut target: Target, terms: Terms<'a>, now: OffsetDateTime) -> Self {
        let own = OwnAddresses::of(&target.profile, terms.forms);
        let ownership = Ownership::new(target.online.addresses(own, &headers), &headers);
        target.online.keep_own(&ownership);
        let series = Series::among(&headers);
        let unweighed = ownership.unweighed(&headers);
        sort(&mut headers, |header| header, now);
        let (mut waiting, unmarked): (VecDeque<_>, VecDeque<_>) =
            headers.into_iter().partition(|header| is_marked(header, &series.of(header)));
        waiting.extend(unmarked);
        let asked = HashMap::new();
        Self {
            target,
            ownership,
            terms,
            now,
            series,
            unweighed,
            waiting,
            asked,
            meetings: Vec::new(),
            unread: 0,
        }
    }

    /// The appointments that are to be weighed before any is judged: their tags alone do not tell whose an online meeting
    /// is.
    pub fn unweighed(&self) -> &[ItemId] {
        &self.unweighed
    }

    /// Weighs one of them.
    pub fn weigh(&mut self, appointment: &Appointment) {
        self.ownership.weigh(appointment);
    }

    /// The appointments that are to be read next, `at_once` at most; none where the plan is made.
    pub fn next(&mut self, at_once: usize) -> Vec<ItemId> {
        let mut ids = Vec::new();
        while ids.len() < at_once {
            let Some(header) = self.waiting.pop_front() else { break };
            let series = self.series.of(&header);
            match judge_header(&header, &series, self.planner().criteria()) {
                Some(reason) => self.leave(header, reason),
                None => {
                    ids.push(header.id.clone());
                    self.asked.insert(header.id.clone(), header);
                }
            }
        }
        ids
    }

    /// Judges one that was read.
    pub fn take(&mut self, appointment: Appointment) {
        let Some(header) = self.asked.remove(&appointment.header.id) else { return };
        let series = self.series.of(&header);
        // A series that is read alone does not tell how many of its dates were changed.
        let appointment = Appointment { header, body: appointment.body };
        let Some((verdict, everything)) = verdicts(&appointment, &series, self.planner()) else { return };
        self.meetings.push(PlannedMeeting { header: appointment.header, verdict, everything });
    }

    /// One that was asked for could not be read.
    pub(super) fn miss(&mut self, id: &ItemId, error: &CalendarError) {
        let Some(header) = self.asked.remove(id) else { return };
        let may_be_read_later = !error.is_refusal() && is_marked(&header, &self.series.of(&header));
        self.unread += usize::from(may_be_read_later);
    }

    /// The plan.
    pub fn plan(mut self) -> Plan {
        sort(&mut self.meetings, |meeting| &meeting.header, self.now);
        let Self { target, ownership, series, meetings, unread, .. } = self;
        Plan { target, ownership, series, meetings, form: None, unread }
    }

    fn leave(&mut self, header: Header, reason: Reason) {
        self.meetings.push(PlannedMeeting { header, verdict: Verdict::LeftAlone(reason), everything: None });
    }

    fn planner(&self) -> Planner<'_> {
        let Self { target, ownership, terms, now, .. } = self;
        Planner { target, scope: target.scope, ownership, terms: *terms, now: *now }
    }
}
