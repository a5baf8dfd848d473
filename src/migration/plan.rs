//! What a run will do: every meeting considered, with what it differs in, or the reason it is left alone.

use std::collections::{BTreeSet, HashMap, HashSet};

use time::OffsetDateTime;

use crate::dialin::Change;
use crate::meeting::{Appointment, Claims, Header, ItemId, Ownership, Reason, SeriesRole};

use super::open_form::OpenForm;
use super::rewrite::{PlannedRewrite, Planner, Rewrite, Terms, Verdict, verdict};
use super::target::{Link, Target};
use crate::policy::Scope;

/// A meeting that was considered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedMeeting {
    /// The meeting, without its text.
    pub header: Header,
    /// What the plan says of it.
    pub verdict: Verdict,
    /// What it says where every difference counts, if that is something else.
    pub(super) everything: Option<Verdict>,
}

/// Every meeting considered, soonest first, a series master before its exceptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What they are brought to.
    pub target: Target,
    /// Whose online meetings are whose.
    pub ownership: Ownership,
    /// The meetings.
    pub meetings: Vec<PlannedMeeting>,
    pub(super) series: Series,
    /// The meeting that is open in a form.
    pub(super) form: Option<OpenForm>,
    /// How many marked meetings are not among them because their texts could not be read for a moment.
    pub(super) unread: usize,
}

impl Plan {
    /// The meetings that will be rewritten.
    pub fn rewrites(&self) -> impl Iterator<Item = (&Header, &PlannedRewrite)> {
        self.meetings.iter().filter_map(|meeting| match &meeting.verdict {
            Verdict::Rewrite(rewrite) => Some((&meeting.header, rewrite.as_ref())),
            Verdict::LeftByPolicy(_) | Verdict::LeftAlone(_) => None,
        })
    }

    /// The meetings that the policy leaves.
    pub fn left_by_policy(&self) -> impl Iterator<Item = (&Header, &PlannedRewrite)> {
        self.meetings.iter().filter_map(|meeting| match &meeting.verdict {
            Verdict::LeftByPolicy(rewrite) => Some((&meeting.header, rewrite.as_ref())),
            Verdict::Rewrite(_) | Verdict::LeftAlone(_) => None,
        })
    }

    /// The meetings that are left alone, and why.
    pub fn left_alone(&self) -> impl Iterator<Item = (&Header, &Reason)> {
        self.meetings.iter().filter_map(|meeting| match &meeting.verdict {
            Verdict::LeftAlone(reason) => Some((&meeting.header, reason)),
            Verdict::Rewrite(_) | Verdict::LeftByPolicy(_) => None,
        })
    }

    /// Those of them that show old details all the same.
    pub fn outdated(&self) -> impl Iterator<Item = (&Header, &Reason)> {
        self.left_alone().filter(|(_, reason)| reason.shows_old_details())
    }

    /// The meetings that show what they should.
    pub fn already_true(&self) -> impl Iterator<Item = &Header> {
        let right = self.left_alone().filter(|(_, reason)| **reason == Reason::AlreadyTrue);
        right.map(|(meeting, _)| meeting)
    }

    /// Takes in more meetings.
    pub(super) fn add(&mut self, meetings: Vec<PlannedMeeting>, now: OffsetDateTime) {
        self.meetings.extend(meetings);
        sort(&mut self.meetings, |meeting| &meeting.header, now);
    }

    /// Leaves the meeting that is open in a form.
    pub(super) fn leave_open(&mut self, form: OpenForm) {
        for meeting in self.meetings.iter_mut().filter(|meeting| form.holds(&meeting.header)) {
            let left = Verdict::LeftAlone(Reason::OpenInForm);
            match meeting.verdict {
                Verdict::Rewrite(_) => (meeting.verdict, meeting.everything) = (left, None),
                Verdict::LeftByPolicy(_) => meeting.everything = Some(left),
                Verdict::LeftAlone(_) => {}
            }
        }
        self.form = Some(form);
    }

    /// The same plan where the form that is open is another, or none: a meeting that it would write is left when its
    /// turn comes.
    pub(super) fn beside(&self, form: Option<OpenForm>) -> Self {
        Self { form, ..self.clone() }
    }

    /// Whether a stale meeting waits until a form is closed.
    pub(super) fn waits_for_form(&self) -> bool {
        self.left_alone().any(|(_, reason)| *reason == Reason::OpenInForm)
    }

    /// Whether a meeting may be stale that is not written now: it waits until a form is closed, or until it can be read.
    pub(super) fn leaves_some(&self) -> bool {
        self.unread > 0 || self.waits_for_form()
    }

    /// Makes it the plan in which every difference counts.
    pub fn include_everything(&mut self) {
        self.target.scope = Scope::EVERYTHING;
        for meeting in &mut self.meetings {
            if let Some(verdict) = meeting.everything.take() {
                meeting.verdict = verdict;
            }
        }
    }

    /// The verdict on a meeting as it was just read, with all that is shown and written; `None` if it holds no online
    /// meeting.
    pub fn verdict(
        &self,
        appointment: &Appointment,
        terms: Terms<'_>,
        now: OffsetDateTime,
    ) -> Option<Verdict<Rewrite>> {
        let Self { target, ownership, .. } = self;
        let planner = Planner { target, scope: target.scope, ownership, terms, now };
        let verdict = verdict(appointment, &self.series_of(&appointment.header), planner)?;
        Some(self.left_if_open(appointment, verdict))
    }

    /// The verdict on a meeting that was just read, where it is not open in a form.
    pub(super) fn left_if_open(
        &self,
        appointment: &Appointment,
        verdict: Verdict<Rewrite>,
    ) -> Verdict<Rewrite> {
        match verdict {
            Verdict::Rewrite(_) if self.form.as_ref().is_some_and(|form| form.holds(&appointment.header)) => {
                Verdict::LeftAlone(Reason::OpenInForm)
            }
            verdict => verdict,
        }
    }

    /// How many online meetings are made anew.
    pub fn new_online_meetings(&self) -> usize {
        let made = self.rewrites().filter_map(|(_, rewrite)| match &rewrite.link {
            Link::ToBeMade { from } => Some(from),
            Link::Kept | Link::Moved { .. } => None,
        });
        made.collect::<HashSet<_>>().len()
    }

    /// In what meetings differ from the target: the stale ones, or, where there is none, those that the policy leaves.
    pub fn changes(&self) -> Vec<Change> {
        let of = |rewrite: &PlannedRewrite| rewrite.changes.clone();
        let stale: BTreeSet<Change> = self.rewrites().flat_map(|(_, rewrite)| of(rewrite)).collect();
        let left = || self.left_by_policy().flat_map(|(_, rewrite)| of(rewrite)).collect();
        let changes: BTreeSet<Change> = if stale.is_empty() { left() } else { stale };
        changes.into_iter().collect()
    }

    /// How many update mails the run causes, at most.
    pub fn mails(&self) -> usize {
        self.rewrites().map(|(_, rewrite)| rewrite.mails).sum()
    }

    /// Whether it may be fewer: a changed date that has its series' text is right once that is written.
    pub fn may_mail_less(&self) -> bool {
        let written: HashSet<&ItemId> = self.rewrites().map(|(header, _)| &header.id).collect();
        self.rewrites().any(|(header, _)| *header.whole() != header.id && written.contains(header.whole()))
    }

    /// To how many people these mails go, each counted for every mail.
    pub fn deliveries(&self) -> usize {
        self.rewrites().map(|(_, rewrite)| rewrite.deliveries).sum()
    }

    /// The claims on the series master of an exception.
    pub fn series_of(&self, header: &Header) -> Claims {
        self.series.of(header)
    }
}

/// How much a run leaves of what a mailbox delivers in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveriesLeft {
    /// A fifth or more.
    Enough,
    /// Less than that: attendees that are distribution lists may make it too little.
    Few,
    /// Nothing: a part of the run waits for the next day.
    None,
}

impl DeliveriesLeft {
    /// After `count` of `limit`.
    pub fn of(count: usize, limit: usize) -> Self {
        match count {
            _ if count > limit => Self::None,
            _ if count > limit - limit / 5 => Self::Few,
            _ => Self::Enough,
        }
    }
}

/// The claims on the masters of series, those too whose texts cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Series(HashMap<ItemId, Claims>);

impl Series {
    pub(super) fn among(all: &[(Header, Claims)]) -> Self {
        let is_master = |header: &Header| matches!(header.series_role, SeriesRole::Master { .. });
        let masters = all.iter().filter(|(header, _)| is_master(header));
        Self(masters.map(|(master, claims)| (master.id.clone(), claims.clone())).collect())
    }

    /// The claims on the master of an exception.
    pub(super) fn of(&self, header: &Header) -> Claims {
        match &header.series_role {
            SeriesRole::Exception { master } => self.0.get(master).cloned().unwrap_or_default(),
            SeriesRole::Single | SeriesRole::Master { .. } => Claims::default(),
        }
    }
}

/// Soonest first, what is over last; a series counts from its next day on, its exceptions right behind it.
pub(super) fn sort<T>(meetings: &mut [T], header: impl Fn(&T) -> &Header, now: OffsetDateTime) {
    let starts: HashMap<ItemId, OffsetDateTime> = meetings
        .iter()
        .map(&header)
        .filter(|header| matches!(header.series_role, SeriesRole::Master { .. }))
        .map(|master| (master.id.clone(), master.start.max(now)))
        .collect();
    let key = |header: &Header| {
        let over = !header.is_ahead(now);
        let due = match &header.series_role {
            SeriesRole::Exception { master } => starts.get(master).copied().unwrap_or(header.start),
            SeriesRole::Single | SeriesRole::Master { .. } => header.start.max(now),
        };
        (over, due, matches!(header.series_role, SeriesRole::Exception { .. }), header.start)
    };
    // Subject and name decide last: whatever order they were found in, theirs is the same.
    meetings.sort_by_cached_key(|meeting| {
        let header = header(meeting);
        (key(header), header.subject.clone(), header.id.clone())
    });
}
