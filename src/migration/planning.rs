//! Makes a plan, headers first: what they decide is decided by them, what was judged before stays so, and of a text that is
//! judged only the verdict is kept. It asks for texts and is handed them; it reads none itself.

use std::collections::{HashMap, HashSet, VecDeque};
use std::mem;

use time::OffsetDateTime;

use crate::calendar::{CalendarError, KnownHeaders, Listed};
use crate::dialin::OwnAddresses;
use crate::meeting::{
    Appointment, ChangeKey, Claims, Header, ItemId, Ownership, SeriesRole, is_marked, is_marked_by,
    judge_header,
};
use crate::ports::Clock;

use super::memory::{Grounds, Judgement, Judgements, series_versions};
use super::plan::{Plan, PlannedMeeting, Series, sort};
use super::rewrite::{Planner, Terms, Verdict, verdicts};
use super::target::Target;

/// How many meetings are judged in one turn without being read: whoever drives has other things to do, too.
const A_TURN: usize = 100;

/// A plan that is being made.
#[derive(Debug)]
pub struct Planning<'a> {
    target: Target,
    ownership: Ownership,
    terms: Terms<'a>,
    now: OffsetDateTime,
    series: Series,
    /// The versions of the series.
    versions: HashMap<ItemId, ChangeKey>,
    unweighed: Vec<ItemId>,
    /// What is not judged yet: the marked ones first, soonest first.
    waiting: VecDeque<Header>,
    /// That of which the text was asked for.
    asked: HashMap<ItemId, (Header, Grounds)>,
    judgements: Judgements,
    /// What all are judged by.
    grounds: Grounds,
    meetings: Vec<PlannedMeeting>,
    /// How many of these were told.
    told: usize,
    /// How many marked ones could not be read for a moment.
    unread: usize,
}

/// What is to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// These are to be read.
    Read(Vec<ItemId>),
    /// Several were judged without that.
    Judged,
    /// The plan is made.
    Over,
}

impl<'a> Planning<'a> {
    /// Begins a plan for the meetings with these headers.
    pub async fn new(headers: Vec<Header>, target: Target, terms: Terms<'a>, clock: &dyn Clock) -> Self {
        Self::after(Judgements::default(), headers, target, terms, clock.now(), clock).await
    }

    /// The same where meetings were judged before.
    pub(super) async fn after(
        judgements: Judgements,
        headers: Vec<Header>,
        mut target: Target,
        terms: Terms<'a>,
        now: OffsetDateTime,
        clock: &dyn Clock,
    ) -> Self {
        let mut all = Vec::with_capacity(headers.len());
        for header in headers {
            let claims = Claims::on(&header);
            all.push((header, claims));
            clock.breathe().await;
        }
        let own = OwnAddresses::of(&target.profile, terms.forms);
        let own = target.online.addresses(own, &all, clock).await;
        let ownership = Ownership::new(own, &all, clock).await;
        target.online.keep_own(&ownership);
        let (series, versions) = (Series::among(&all), series_versions(all.iter().map(|(header, _)| header)));
        let unweighed = ownership.unweighed(&all);
        let Terms { policy, forms, language, .. } = terms;
        let grounds = Grounds::of(&(&target.profile, target.scope, policy, forms, language));
        clock.breathe().await;
        sort(&mut all, |(header, _)| header, now);
        let (mut waiting, mut unmarked) = (VecDeque::with_capacity(all.len()), VecDeque::new());
        for (header, claims) in all {
            let is_marked = is_marked_by(&header, &claims.with_series(&series.of(&header)));
            if is_marked { &mut waiting } else { &mut unmarked }.push_back(header);
            clock.breathe().await;
        }
        waiting.extend(unmarked);
        Self {
            target,
            ownership,
            terms,
            now,
            series,
            versions,
            unweighed,
            waiting,
            asked: HashMap::new(),
            judgements,
            grounds,
            meetings: Vec::new(),
            told: 0,
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

    /// What is to be done next: `at_once` appointments at most are to be read.
    pub fn next(&mut self, at_once: usize) -> Turn {
        let mut ids = Vec::new();
        for _ in 0..A_TURN {
            if ids.len() == at_once {
                break;
            }
            let Some(header) = self.waiting.pop_front() else { break };
            let series = self.series.of(&header);
            if let Some(reason) = judge_header(&header, &series, self.planner().criteria()) {
                self.meet(header, Verdict::LeftAlone(reason), None);
                continue;
            }
            let grounds = self.grounds_of(&header, &series);
            let version = self.series_version(&header);
            let judgement = self.judgements.get(&header.id);
            let given = judgement.and_then(|judged| judged.holds_for(&header, version.as_ref(), &grounds));
            match given.cloned() {
                Some(Some((verdict, everything))) => {
                    let verdict = self.with_mails(verdict, &header);
                    let everything = everything.map(|verdict| self.with_mails(verdict, &header));
                    self.meet(header, verdict, everything);
                }
                Some(None) => {}
                None => {
                    ids.push(header.id.clone());
                    self.asked.insert(header.id.clone(), (header, grounds));
                }
            }
        }
        match (ids.is_empty(), self.waiting.is_empty()) {
            (false, _) => Turn::Read(ids),
            (true, false) => Turn::Judged,
            (true, true) => Turn::Over,
        }
    }

    /// Judges one that was read.
    pub fn take(&mut self, appointment: Appointment) {
        let Some((header, grounds)) = self.asked.remove(&appointment.header.id) else { return };
        let series = self.series.of(&header);
        // A series that is read alone does not tell how many of its dates were changed.
        let appointment = Appointment { header, body: appointment.body };
        let given = verdicts(&appointment, &series, self.planner());
        let Appointment { header, .. } = appointment;
        let judgement = Judgement::new(&header, self.series_version(&header), grounds, given.clone());
        self.judgements.insert(header.id.clone(), judgement);
        if let Some((verdict, everything)) = given {
            self.meet(header, verdict, everything);
        }
    }

    /// Takes what is `listed`, stands not in `plan` in this version, and was judged before. Gives what was not, and what is
    /// marked: that is not judged alone. What is neither planned nor listed is forgotten.
    pub(super) fn recognise(
        &mut self,
        listed: Vec<Listed>,
        plan: &Plan,
        headers: &KnownHeaders,
    ) -> (Vec<ItemId>, Vec<Header>) {
        let planned = plan.meetings.iter().map(|meeting| (&meeting.header.id, &meeting.header.change_key));
        let planned: HashMap<&ItemId, &ChangeKey> = planned.collect();
        let names: HashSet<&ItemId> = listed.iter().map(|listed| &listed.id).collect();
        self.judgements.retain(|id, _| planned.contains_key(id) || names.contains(id));
        let unmarked = self.grounds_by(&Claims::default(), Vec::new());
        let (mut unknown, mut marked) = (Vec::new(), Vec::new());
        let is_planned = |listed: &Listed| planned.get(&listed.id) == Some(&&listed.change_key);
        for listed in listed.into_iter().filter(|listed| !is_planned(listed)) {
            let judgement = self.judgements.get(&listed.id);
            match headers.of(&listed) {
                Some(header) if is_marked(header, &plan.series_of(header)) => marked.push(header.clone()),
                Some(header) => self.waiting.push_back(header.clone()),
                None if judgement.is_some_and(|judged| judged.found_nothing(&listed, &unmarked)) => {}
                None => unknown.push(listed.id),
            }
        }
        (unknown, marked)
    }

    /// Judges one of which nothing was known before it was read: it is not marked, and its series tells nothing of it.
    pub(super) fn take_whole(&mut self, appointment: Appointment) {
        let header = appointment.header.clone();
        let grounds = self.grounds_of(&header, &Claims::default());
        self.asked.insert(header.id.clone(), (header, grounds));
        self.take(appointment);
    }

    /// What was planned since this was asked before.
    pub fn news(&mut self) -> &[PlannedMeeting] {
        let told = mem::replace(&mut self.told, self.meetings.len());
        self.meetings.get(told..).unwrap_or_default()
    }

    /// Whether nothing was judged before, and nothing was since.
    pub(super) fn knows_nothing(&self) -> bool {
        self.judgements.is_empty()
    }

    /// One that was asked for could not be read. Gives its series.
    pub(super) fn miss(&mut self, id: &ItemId, error: &CalendarError) -> Option<ItemId> {
        let (header, _) = self.asked.remove(id)?;
        let may_be_read_later = !error.is_refusal() && is_marked(&header, &self.series.of(&header));
        self.unread += usize::from(may_be_read_later);
        Some(header.whole().clone())
    }

    /// The plan.
    pub fn plan(self) -> Plan {
        self.plan_and_judgements().0
    }

    /// The plan, and what was made of each text.
    pub(super) fn plan_and_judgements(mut self) -> (Plan, Judgements) {
        sort(&mut self.meetings, |meeting| &meeting.header, self.now);
        let Self { target, ownership, series, meetings, judgements, unread, .. } = self;
        (Plan { target, ownership, series, meetings, form: None, unread }, judgements)
    }

    fn meet(&mut self, header: Header, verdict: Verdict, everything: Option<Verdict>) {
        self.meetings.push(PlannedMeeting { header, verdict, everything });
    }

    /// What an appointment is judged by, beside its text.
    fn grounds_of(&self, header: &Header, series: &Claims) -> Grounds {
        let claims = self.ownership.completed(Claims::on(header).with_series(series));
        let of_url = |url| {
            (
                (self.ownership.whose(url, header), self.ownership.is_named(url, &claims)),
                (self.ownership.claim(url, &claims), self.target.online.conference_id(url)),
                self.target.known_successor(url),
            )
        };
        let told: Vec<String> = claims.urls().map(|url| format!("{:?}", of_url(url))).collect();
        self.grounds_by(&claims, told)
    }

    fn grounds_by(&self, claims: &Claims, told: Vec<String>) -> Grounds {
        Grounds::of(&(&self.grounds, claims, told))
    }

    fn series_version(&self, header: &Header) -> Option<ChangeKey> {
        match &header.series_role {
            SeriesRole::Exception { master } => self.versions.get(master).cloned(),
            SeriesRole::Single | SeriesRole::Master { .. } => None,
        }
    }

    /// How many dates of a series were changed may be known only since it was judged.
    fn with_mails(&self, mut verdict: Verdict, header: &Header) -> Verdict {
        if let Verdict::Rewrite(rewrite) | Verdict::LeftByPolicy(rewrite) = &mut verdict {
            let manners = self.terms.manners;
            (rewrite.mails, rewrite.deliveries) = (manners.mails(header), manners.deliveries(header));
        }
        verdict
    }

    fn planner(&self) -> Planner<'_> {
        let Self { target, ownership, terms, now, .. } = self;
        Planner { target, scope: target.scope, ownership, terms: *terms, now: *now }
    }
}
