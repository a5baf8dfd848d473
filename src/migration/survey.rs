//! Looks at dial-in data and calendar: what is marked as the organizer's first, and what else stands there when somebody asks
//! or has the time.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::mem;

use futures_util::future::join;
use time::OffsetDateTime;

use crate::calendar::{Calendar, CalendarError, FirstMarked, Found};
use crate::dialin::{DialIn, Digest, OnlineMeetingService};
use crate::meeting::{Header, ItemId, SeriesRole, is_marked};
use crate::ports::Store;

use super::detect::{Assessment, AssessmentError, Extent, since};
use super::inquiry::{DialInData, Inquiry};
use super::memory::{Judgements, Keeping, Memory, Recollection};
use super::patience::{Onlooker, Reading, Texts};
use super::plan::{Plan, PlannedMeeting};
use super::planning::{Planning, Turn};
use super::rewrite::{Terms, Verdict};
use crate::policy::{Situation, decide};

/// How many meetings are read first: they are shown at once.
const SOON: usize = 20;

/// What a look at dial-in data and calendar works with.
#[derive(Clone, Copy)]
pub struct Survey<'a> {
    /// The organizer's dial-in data.
    pub dial_in: &'a dyn DialIn,
    /// The organizer's online meetings.
    pub online_meetings: &'a dyn OnlineMeetingService,
    /// The organizer's calendar.
    pub calendar: &'a dyn Calendar,
    /// The roaming settings.
    pub settings: &'a dyn Store,
    /// What earlier looks judged.
    pub memory: &'a dyn Memory,
    /// The address of the mailbox's owner.
    pub owner: &'a str,
    /// Whoever looks.
    pub onlooker: Onlooker<'a>,
    /// What plans are made by.
    pub terms: Terms<'a>,
    /// Is told of each meeting as it is judged, and again where it is judged otherwise. What the plan says in the end counts.
    pub judged: &'a dyn Fn(&PlannedMeeting),
}

/// What became known on the way.
#[derive(Default)]
struct Seen {
    /// What tells those appointments apart that could not be read.
    unreadable: BTreeSet<String>,
    /// The meetings that were told, and whether as ones that a run would update.
    told: HashMap<ItemId, bool>,
    /// The series of which not all changed dates are known.
    doubtful: BTreeSet<ItemId>,
}

/// What ended the judging, and what was judged before.
struct Interrupted {
    error: CalendarError,
    made: Box<(Plan, Judgements)>,
}

impl Seen {
    /// Tells of what was judged since, and of what was told otherwise.
    fn tell(&mut self, planning: &mut Planning<'_>, judged: &dyn Fn(&PlannedMeeting)) {
        for meeting in planning.news() {
            let is_stale = matches!(meeting.verdict, Verdict::Rewrite(_));
            if self.told.insert(meeting.header.id.clone(), is_stale) != Some(is_stale) {
                judged(meeting);
            }
        }
    }
}

impl Seen {
    /// Notes the series of those that were `asked` for whose dates were not all told.
    fn doubt(&mut self, asked: Vec<ItemId>, found: &Found) {
        let told: HashSet<&ItemId> = found.headers.iter().map(|header| &header.id).collect();
        // Of what cannot be read nobody tells which series it is of.
        let is_all_told = found.unreadable.is_empty();
        self.doubtful.extend(asked.into_iter().filter(|series| !is_all_told || !told.contains(series)));
    }
}

impl Survey<'_> {
    /// Looks at dial-in data and at what is marked in the calendar. Writes nothing but what was judged, and when dial-in data
    /// became what it is.
    pub async fn assess(self) -> Result<Assessment, AssessmentError> {
        let clock = self.onlooker.clock;
        let now = clock.now();
        let mut recollection = Recollection::of(self.memory, self.owner).await;
        let mut judgements = mem::take(&mut recollection.judgements);
        let mut seen = Seen::default();
        let first = self.calendar.first_marked(&recollection.headers, &self.onlooker);
        let inquiry = self.inquiry();
        let (first, early) = join(first, inquiry.early()).await;
        let (first, mut data) = (first?, early?);
        let found = match first {
            FirstMarked::All(found) => found,
            FirstMarked::Some(some) => {
                data = self.judge_some(some, data, &mut judgements, &mut seen, now).await?;
                self.calendar.marked(&recollection.headers, &self.onlooker).await?
            }
        };
        let Found { headers, unreadable } = found;
        seen.unreadable = unreadable;
        clock.breathe().await;
        let Marked { mut headers, undated } = Marked::among(headers, &recollection, now);
        clock.breathe().await;
        let first: Vec<Header> = headers.iter().chain(&undated).cloned().collect();
        clock.breathe().await;
        let mut data = self.inquiry().of(data, &first, now).await?;
        let target = data.target(&first, self.terms, clock).await;
        let first = Planning::after(judgements, first, target, self.terms, now, clock).await;
        let (mut plan, mut judgements) = match self.drive(first, &mut seen).await {
            Ok(made) => made,
            Err(interrupted) => return Err(self.keep_part(recollection, interrupted).await),
        };
        if !undated.is_empty() {
            let asked: Vec<ItemId> = undated.iter().map(|series| series.id.clone()).collect();
            let found =
                self.calendar.changed_dates(undated, now, &recollection.headers, &self.onlooker).await?;
            seen.doubt(asked, &found);
            seen.unreadable.extend(found.unreadable);
            headers.extend(found.headers);
            self.inquiry().ask_about(&headers, &mut data, now).await?;
            let target = data.target(&headers, self.terms, clock).await;
            let dated = Planning::after(judgements, headers, target, self.terms, now, clock).await;
            (plan, judgements) = match self.drive(dated, &mut seen).await {
                Ok(made) => made,
                Err(interrupted) => return Err(self.keep_part(recollection, interrupted).await),
            };
        }
        let doubtful = &seen.doubtful;
        self.keep(recollection, &plan, &judgements, Keeping::Marked { now, doubtful }).await;
        self.assessment(plan, seen, Extent::Marked, now).await
    }

    /// Looks at what else stands in the calendar: copies, other people's meetings, and dates that alone of their series are
    /// marked.
    pub async fn complete(self, assessment: Assessment) -> Result<Assessment, AssessmentError> {
        let clock = self.onlooker.clock;
        let now = clock.now();
        let mut recollection = Recollection::of(self.memory, self.owner).await;
        let judgements = mem::take(&mut recollection.judgements);
        let Assessment { mut plan, unreadable, doubtful, .. } = assessment;
        let mut seen = Seen { unreadable, doubtful, ..Seen::default() };
        let listing = self.calendar.listing(now, &self.onlooker).await?;
        seen.unreadable.extend(listing.unreadable);
        let mut others =
            Planning::after(judgements, Vec::new(), plan.target.clone(), self.terms, now, clock).await;
        let (unknown, mut marked) = others.recognise(listing.listed, &plan, &recollection.headers);
        marked.extend(self.read_others(&unknown, &plan, &mut others, &mut seen).await?);
        let (others, mut judgements) = match self.drive(others, &mut seen).await {
            Ok(made) => made,
            Err(interrupted) => return Err(self.keep_part(recollection, interrupted).await),
        };
        if !marked.is_empty() {
            let read: HashSet<ItemId> = marked.iter().map(|header| header.id.clone()).collect();
            let planned = plan.meetings.into_iter().map(|meeting| meeting.header);
            let headers: Vec<Header> =
                planned.filter(|header| !read.contains(&header.id)).chain(marked).collect();
            let data = self.inquiry().of(None, &headers, now).await?;
            let target = data.target(&headers, self.terms, clock).await;
            let again = Planning::after(judgements, headers, target, self.terms, now, clock).await;
            (plan, judgements) = match self.drive(again, &mut seen).await {
                Ok(made) => made,
                Err(interrupted) => return Err(self.keep_part(recollection, interrupted).await),
            };
        }
        plan.add(others.meetings, now);
        let doubtful = &seen.doubtful;
        self.keep(recollection, &plan, &judgements, Keeping::Everything { doubtful }).await;
        self.assessment(plan, seen, Extent::Everything, now).await
    }

    /// Judges some meetings while nothing is known of the others: they are shown at once, and what is made of them is known
    /// to the look that follows. Gives the dial-in data, where some meetings suffice to tell it.
    async fn judge_some(
        self,
        some: Vec<Header>,
        data: Option<DialInData>,
        judgements: &mut Judgements,
        seen: &mut Seen,
        now: OffsetDateTime,
    ) -> Result<Option<DialInData>, AssessmentError> {
        let clock = self.onlooker.clock;
        let data = match self.inquiry().of_some(data, &some, now).await {
            Ok(data) => data,
            // Other meetings may tell it.
            Err(AssessmentError::DialIn(error)) if !error.meets_all() => return Ok(None),
            Err(error) => return Err(error),
        };
        let target = data.target(&some, self.terms, clock).await;
        let planning = Planning::after(mem::take(judgements), some, target, self.terms, now, clock).await;
        match self.drive(planning, seen).await {
            Ok((_, judged)) => *judgements = judged,
            // Others may be shown.
            Err(Interrupted { error, made }) if is_hidden(&error) => *judgements = made.1,
            Err(Interrupted { error, .. }) => return Err(error.into()),
        }
        Ok(Some(data))
    }

    /// Keeps what was judged: the next look need not do it again.
    async fn keep_part(self, recollection: Recollection, interrupted: Interrupted) -> AssessmentError {
        let (plan, judgements) = *interrupted.made;
        self.keep(recollection, &plan, &judgements, Keeping::Part).await;
        interrupted.error.into()
    }

    fn inquiry(&self) -> Inquiry<'_> {
        let Self { dial_in, online_meetings, settings, onlooker, .. } = *self;
        Inquiry { dial_in, online_meetings, settings, onlooker }
    }

    async fn keep(
        self,
        recollection: Recollection,
        plan: &Plan,
        judgements: &Judgements,
        keeping: Keeping<'_>,
    ) {
        recollection.keep(self.memory, self.owner, self.onlooker.clock, (plan, judgements), keeping).await;
    }

    async fn assessment(
        self,
        plan: Plan,
        seen: Seen,
        extent: Extent,
        now: OffsetDateTime,
    ) -> Result<Assessment, AssessmentError> {
        let policy = self.terms.policy;
        let Seen { mut unreadable, doubtful, .. } = seen;
        // What one question hid another may have told.
        for meeting in &plan.meetings {
            unreadable.remove(meeting.header.id.as_str());
        }
        let seen = plan.target.changes_seen();
        let since = since(self.settings, &Digest::of(&plan.target.profile), policy, now).await?;
        let situation = Situation {
            changes: &seen,
            stale: plan.rewrites().count(),
            left: plan.left_by_policy().count(),
            since,
            now,
        };
        let decision = decide(situation, policy);
        let changes = if seen.is_empty() { plan.changes() } else { seen };
        Ok(Assessment {
            changes,
            plan,
            decision,
            extent,
            unreadable,
            doubtful,
            settled: policy.settled(since),
        })
    }

    /// The plan, once every text that it asks for was judged. One that was deleted meanwhile is no meeting any more. Where the
    /// mailbox shows no text at all that is no matter of one meeting.
    async fn drive(
        self,
        mut planning: Planning<'_>,
        seen: &mut Seen,
    ) -> Result<(Plan, Judgements), Interrupted> {
        match self.judge_all(&mut planning, seen).await {
            Ok(()) => Ok(planning.plan_and_judgements()),
            Err(error) => Err(Interrupted { error, made: Box::new(planning.plan_and_judgements()) }),
        }
    }

    async fn judge_all(self, planning: &mut Planning<'_>, seen: &mut Seen) -> Result<(), CalendarError> {
        let at_once = self.terms.manners.looked_at_at_once.get();
        for ids in planning.unweighed().to_vec().chunks(at_once) {
            for (id, appointment) in self.onlooker.read(self.calendar, ids).await?.appointments {
                planning.weigh(&appointment.called(&id, None));
            }
        }
        let clock = self.onlooker.clock;
        let (mut hidden, mut reading) = (Vec::new(), Reading::default());
        let mut most = at_once.min(SOON);
        loop {
            let texts = match planning.next(mem::replace(&mut most, at_once)) {
                Turn::Read(ids) => Some(self.onlooker.ask(self.calendar, &ids, &mut reading).await?),
                Turn::Judged => Some(Texts::default()),
                Turn::Over => self.onlooker.ask_again(self.calendar, &mut reading).await?,
            };
            let Some(texts) = texts else { break };
            for (id, error) in texts.unreadable {
                seen.doubtful.extend(planning.miss(&id, &error));
                seen.unreadable.insert(id.to_string());
                hidden.extend(Some(error).filter(is_hidden));
            }
            for (id, appointment) in texts.appointments {
                planning.take(appointment.called(&id, None));
                clock.breathe().await;
            }
            seen.tell(planning, self.judged);
            clock.breathe().await;
        }
        seen.tell(planning, self.judged);
        match hidden.pop() {
            Some(error) if planning.knows_nothing() && !hidden.is_empty() => Err(error),
            _ => Ok(()),
        }
    }

    /// Reads what nobody knows yet, whole: what is marked is not judged alone, and given back.
    async fn read_others(
        self,
        unknown: &[ItemId],
        plan: &Plan,
        others: &mut Planning<'_>,
        seen: &mut Seen,
    ) -> Result<Vec<Header>, CalendarError> {
        let at_once = self.terms.manners.looked_at_at_once.get();
        let mut marked = Vec::new();
        for ids in unknown.chunks(at_once) {
            let texts = self.onlooker.read(self.calendar, ids).await?;
            seen.unreadable.extend(texts.unreadable.into_iter().map(|(id, _)| id.to_string()));
            for (id, appointment) in texts.appointments {
                let appointment = appointment.called(&id, None);
                if is_marked(&appointment.header, &plan.series_of(&appointment.header)) {
                    marked.push(appointment.header);
                } else if !seen.unreadable.contains(appointment.header.whole().as_str()) {
                    others.take_whole(appointment);
                }
                self.onlooker.clock.breathe().await;
            }
            seen.tell(others, self.judged);
        }
        let known: HashSet<_> = plan.meetings.iter().filter_map(|meeting| version(&meeting.header)).collect();
        marked.retain(|header| version(header).is_none_or(|version| !known.contains(&version)));
        Ok(marked)
    }
}

/// The marked meetings of a calendar.
struct Marked {
    /// Single ones, series of which the changed dates are known, and these.
    headers: Vec<Header>,
    /// Series of which they are not.
    undated: Vec<Header>,
}

impl Marked {
    fn among(found: Vec<Header>, recollection: &Recollection, now: OffsetDateTime) -> Self {
        let mut dates: HashMap<&ItemId, Vec<&Header>> = HashMap::new();
        for header in recollection.headers.iter() {
            if let SeriesRole::Exception { master } = &header.series_role {
                dates.entry(master).or_default().push(header);
            }
        }
        let (mut headers, mut undated) = (Vec::new(), Vec::new());
        for header in found {
            let is_series = matches!(header.series_role, SeriesRole::Master { .. });
            if !is_series || !header.is_ahead(now) {
                headers.push(header);
            } else if recollection.knows_dates(&header, now) {
                headers.extend(dates.get(&header.id).into_iter().flatten().map(|date| (*date).clone()));
                headers.push(header);
            } else {
                undated.push(header);
            }
        }
        Self { headers, undated }
    }
}

fn is_hidden(error: &CalendarError) -> bool {
    matches!(error, CalendarError::Forbidden { .. })
}

/// What an item is the same by that is called otherwise in another answer.
fn version(header: &Header) -> Option<(&str, Option<OffsetDateTime>, &str)> {
    let uid = header.identity.uid.as_ref()?;
    Some((uid.as_str(), header.identity.original_start, header.change_key.as_str()))
}
