//! What a run needs next, as far as its meetings say.

use std::collections::HashSet;

use time::OffsetDateTime;

use crate::meeting::ItemId;

use crate::migration::expected::Expected;
use crate::migration::journal::JournalEntry;
use crate::migration::online::successor_id;
use crate::migration::target::Link;
use crate::migration::times::times_of;

use super::draft::{Draft, Sends};
use super::machine::{Asked, Machine, Step, now_text};
use super::pauses::PATIENCE;
use super::report::{MeetingOutcome, Progress, Waiting};
use super::work::{State, Work};

impl Machine<'_> {
    pub(super) fn work(&mut self, now: OffsetDateTime) -> Option<Step> {
        self.put_back(now);
        let next = self.journal(now).or_else(|| self.write(now));
        if next.is_some() || self.stopped.is_some() {
            return next;
        }
        self.follow_deferred();
        self.make(now).or_else(|| self.read(now)).or_else(|| self.wait(now))
    }

    /// What is in hand waits, like everybody, for whoever asked to be left alone, and is read again then.
    fn put_back(&mut self, now: OffsetDateTime) {
        let held = self.pace.held(now).map(|until| (until, Waiting::Throttled));
        let makes_held = self.pace.makes_held(now).map(|until| (until, Waiting::OnlineMeetings));
        for work in &mut self.works {
            let wait = match work.state {
                State::Linking(_) => held.into_iter().chain(makes_held).max_by_key(|(until, _)| *until),
                State::Drafted(_) | State::Journalled(..) => held,
                State::Due(..) | State::Reading | State::Sent(_) | State::Ended(_) => None,
            };
            if let Some((until, why)) = wait {
                work.put_back(until, why);
            }
        }
    }

    pub(super) fn journal(&mut self, now: OffsetDateTime) -> Option<Step> {
        let mut begun = Vec::new();
        for (index, work) in self.works.iter().enumerate() {
            if let State::Drafted(draft) = &work.state {
                let Draft { appointment, rewrite } = draft.as_ref();
                let id = &self.run.correlation_id;
                let expected = Expected::of(appointment, rewrite, &self.target.online);
                begun.push((index, JournalEntry::begin(id, now_text(now), appointment, rewrite, expected)));
            }
        }
        for entry in self.works.iter_mut().filter_map(Work::take_decided) {
            self.journalling.ended(entry);
        }
        let append = self.journalling.next(begun)?;
        let entries = append.entries();
        self.asked = Asked::Journal(append);
        Some(Step::Journal(entries))
    }

    fn write(&mut self, now: OffsetDateTime) -> Option<Step> {
        if let Some(in_doubt) = self.in_doubt() {
            for (index, work) in self.works.iter_mut().enumerate() {
                if index != in_doubt && matches!(work.state, State::Journalled(..)) {
                    work.put_back(now, Waiting::AtWork);
                }
            }
        }
        let (mut which, mut updates) = (Vec::new(), Vec::new());
        for (index, work) in self.works.iter_mut().enumerate() {
            match std::mem::replace(&mut work.state, State::Reading) {
                State::Journalled(draft, entry) => {
                    updates.push(draft.rewrite.update(&draft.appointment));
                    which.push(index);
                    work.send(entry);
                    // What becomes of one online meeting tells whether another is written at all.
                    if draft.is_online() {
                        break;
                    }
                }
                other => work.state = other,
            }
        }
        if updates.is_empty() {
            return None;
        }
        self.pace.spend(updates.len(), now);
        self.asked = Asked::Write(which);
        Some(Step::Write(updates))
    }

    fn make(&mut self, now: OffsetDateTime) -> Option<Step> {
        let (from, header) = self.works.iter().find_map(|work| match &work.state {
            State::Linking(draft) => match &draft.rewrite.link {
                Link::ToBeMade { from } => Some((from.clone(), draft.appointment.header.clone())),
                Link::Kept | Link::Moved { .. } => None,
            },
            _ => None,
        })?;
        let successor = successor_id(&from, &self.target.profile);
        self.asked = Asked::Make(from);
        let times = times_of(&header, now);
        Some(Step::Make { successor, subject: header.subject, times })
    }

    fn read(&mut self, now: OffsetDateTime) -> Option<Step> {
        if self.pace.held(now).is_some() {
            return None;
        }
        let most = self.run.terms.manners.at_once.get().min(self.pace.room(now));
        let which = self.turns(most, now);
        if which.is_empty() {
            return None;
        }
        self.pace.spend(which.len(), now);
        let ids = which.iter().filter_map(|&index| {
            let work = self.works.get_mut(index)?;
            work.state = State::Reading;
            Some(work.id.clone())
        });
        let ids = ids.collect();
        self.asked = Asked::Read(which);
        Some(Step::Read(ids))
    }

    /// Whose turn it is, `most` at most, soonest first. Whose mails would have to wait, or may not be sent today any more,
    /// waits instead, and so does whoever comes after them and sends any.
    fn turns(&mut self, most: usize, now: OffsetDateTime) -> Vec<usize> {
        let (mut which, mut beside, mut later) = (Vec::new(), Sends::default(), None);
        let in_doubt = self.in_doubt();
        let mut in_hand = self.series_in_hand();
        for index in 0..self.works.len() {
            let Some(work) = self.works.get(index) else { continue };
            let series = work.master.clone();
            if work.due().is_none_or(|(due, _)| due > now)
                || self.is_blocked(index, in_doubt)
                || series.as_ref().is_some_and(|series| in_hand.contains(series))
                || which.len() == most
            {
                continue;
            }
            let Sends { mails, deliveries } = work.to_send();
            if mails > 0 && later.is_none() {
                let sent = (self.pace.sends(mails, beside.mails, now), Waiting::Mails);
                let day =
                    (self.deliveries.may_follow(deliveries, beside.deliveries, now), Waiting::Deliveries);
                let wait = if day.0 > sent.0 { day } else { sent };
                later = (wait.0 > now).then_some(wait);
            }
            match (later, self.works.get_mut(index)) {
                (Some((due, why)), Some(work)) if mails > 0 => work.put_off(due, why),
                _ => {
                    which.push(index);
                    in_hand.extend(series);
                    beside.mails += mails;
                    beside.deliveries += deliveries;
                }
            }
        }
        which
    }

    /// The series of which a changed date is in hand. Exchange may give all dates of a series a new version when one is
    /// written: the others wait for it.
    fn series_in_hand(&self) -> HashSet<ItemId> {
        self.works.iter().filter(|work| work.is_in_hand()).filter_map(|work| work.master.clone()).collect()
    }

    /// Waits until somebody's turn comes; where that is long, what is left is deferred.
    fn wait(&mut self, now: OffsetDateTime) -> Option<Step> {
        let in_doubt = self.in_doubt();
        let waits = self.works.iter().enumerate().filter(|(index, _)| !self.is_blocked(*index, in_doubt));
        let (due, why) = waits.filter_map(|(_, work)| work.due()).min_by_key(|(due, _)| *due)?;
        let held = self.pace.held(now).unwrap_or(now);
        let (until, why) = if held > due.max(now) {
            (held, Waiting::Throttled)
        } else if due > now {
            (due, why)
        } else {
            (self.pace.ready(now), Waiting::Pace)
        };
        if until - now > PATIENCE {
            self.deferred_for = Some(why);
            self.defer(held);
            self.tell();
            return None;
        }
        self.progress.push_back(Progress::Waiting { until, why });
        Some(Step::Wait { until })
    }

    fn defer(&mut self, held: OffsetDateTime) {
        let own: Vec<Option<OffsetDateTime>> =
            self.works.iter().map(|work| work.due().map(|(due, _)| due)).collect();
        let look = self.in_doubt().and_then(|in_doubt| own.get(in_doubt).copied().flatten());
        let held = look.map_or(held, |look| look.max(held));
        let due = |index: usize| own.get(index).copied().flatten().unwrap_or(held).max(held);
        for (index, work) in self.works.iter_mut().enumerate() {
            if work.outcome().is_none() {
                let master = self.masters.get(index).copied().flatten();
                work.end(MeetingOutcome::Deferred { until: due(index).max(master.map_or(held, due)) });
            }
        }
    }

    /// A changed date is put off with its series.
    fn follow_deferred(&mut self) {
        for index in 0..self.works.len() {
            let master = self.masters.get(index).copied().flatten().and_then(|master| self.works.get(master));
            let Some(MeetingOutcome::Deferred { until }) = master.and_then(Work::outcome) else { continue };
            let until = *until;
            if let Some(work) = self.works.get_mut(index).filter(|work| work.outcome().is_none()) {
                work.end(MeetingOutcome::Deferred { until });
            }
        }
        self.tell();
    }

    /// The meeting whose online meeting may be lost, until a look tells, or another write of the same.
    fn in_doubt(&self) -> Option<usize> {
        self.works.iter().position(Work::is_in_doubt)
    }

    /// A changed date waits for its series: Exchange gives it a new version with the series' write. All wait for a look at
    /// one whose online meeting may be lost.
    fn is_blocked(&self, index: usize, in_doubt: Option<usize>) -> bool {
        if let Some(in_doubt) = in_doubt {
            return in_doubt != index;
        }
        let master = self.masters.get(index).copied().flatten().and_then(|master| self.works.get(master));
        master.is_some_and(|master| master.outcome().is_none())
    }
}
