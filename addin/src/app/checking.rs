//! How far a look is, as the page shows it.

use std::collections::HashSet;

use leptos::prelude::*;
use redial::meeting::ItemId;
use redial::migration::{LookProgress, PlannedMeeting, Verdict, Wait};

/// How many meetings are shown before the look is over: as many as one sees.
const SHOWN: usize = 25;

/// How far a look is.
#[derive(Clone, Default)]
pub(crate) struct Checking {
    /// The pause that it makes for whoever is busy.
    pub(crate) wait: ArcRwSignal<Option<Wait>>,
    /// How many meetings were judged.
    pub(crate) judged: ArcRwSignal<usize>,
    /// The first of those that a run would update.
    pub(crate) stale: ArcRwSignal<Vec<PlannedMeeting>>,
    /// The meetings that were judged: one may be told again.
    known: ArcStoredValue<HashSet<ItemId>>,
}

impl Checking {
    /// Takes what the look tells.
    pub(crate) fn take(&self, progress: LookProgress<'_>) {
        match progress {
            LookProgress::Waiting(wait) => self.wait.set(Some(wait)),
            LookProgress::Judged(meeting) => {
                if self.wait.with_untracked(Option::is_some) {
                    self.wait.set(None);
                }
                self.show(meeting);
            }
        }
    }

    fn show(&self, meeting: &PlannedMeeting) {
        let id = &meeting.header.id;
        let is_new = self.known.try_update_value(|known| known.insert(id.clone())) == Some(true);
        if is_new {
            self.judged.update(|judged| *judged += 1);
        } else {
            self.stale.update(|stale| stale.retain(|shown| shown.header.id != *id));
        }
        let is_stale = matches!(meeting.verdict, Verdict::Rewrite(_));
        if is_stale && self.stale.with_untracked(Vec::len) < SHOWN {
            self.stale.update(|stale| stale.push(meeting.clone()));
        }
    }
}
