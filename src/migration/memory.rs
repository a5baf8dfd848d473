//! What earlier looks judged. The next asks about nothing that is as it was: a meeting in the same version, judged by the
//! same, would be judged so again.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Debug;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use crate::calendar::{KnownHeaders, Listed};
use crate::dialin::Fingerprint;
use crate::meeting::{ChangeKey, Header, ItemId, SeriesRole};
use crate::ports::{Clock, StoreError};

use super::plan::Plan;
use super::rewrite::Verdict;

/// The code that judges: another version may judge otherwise.
const JUDGED_BY: &str = env!("REDIAL_CODE");

/// After how long the changed dates of every series are asked for, whether that tells of a change or not.
const DATES_LAST: Duration = Duration::days(1);

/// How many texts are kept at a time.
const AT_ONCE: usize = 200;

/// Under which name is kept when they were.
const DATES: &str = "";

/// By what a meeting is judged: a name of all of it. Whatever is judged by the same is judged so again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Grounds(Fingerprint);

impl Grounds {
    /// All of `grounds`, as far as its `Debug` tells it.
    pub(super) fn of(grounds: &impl Debug) -> Self {
        Self(Fingerprint::of(&format!("{JUDGED_BY} {grounds:?}")))
    }
}

/// What was made of an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Judgement {
    version: ChangeKey,
    /// The version of its series, of which a changed date may have the text.
    series: Option<ChangeKey>,
    grounds: Grounds,
    /// The verdict, and what it is where every difference counts; `None` where it holds no online meeting.
    given: Option<(Verdict, Option<Verdict>)>,
}

impl Judgement {
    pub(super) fn new(
        header: &Header,
        series: Option<ChangeKey>,
        grounds: Grounds,
        given: Option<(Verdict, Option<Verdict>)>,
    ) -> Self {
        Self { version: header.change_key.clone(), series, grounds, given }
    }

    /// What was made of it, if it is the same appointment still and judged by the same.
    pub(super) fn holds_for(
        &self,
        header: &Header,
        series: Option<&ChangeKey>,
        grounds: &Grounds,
    ) -> Option<&Option<(Verdict, Option<Verdict>)>> {
        let is_same = self.version == header.change_key && self.series.as_ref() == series;
        (is_same && self.grounds == *grounds).then_some(&self.given)
    }

    /// Whether it says that what is listed, in the same version and judged by the same, holds no online meeting.
    pub(super) fn found_nothing(&self, listed: &Listed, grounds: &Grounds) -> bool {
        self.given.is_none() && self.version == listed.change_key && self.grounds == *grounds
    }
}

/// What was made of appointments.
pub(super) type Judgements = HashMap<ItemId, Judgement>;

/// An appointment as it is kept; its header only where it holds an online meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Kept {
    id: ItemId,
    header: Option<Header>,
    judgement: Option<Judgement>,
}

/// Keeps what was judged, by mailbox and by name. It may lose all of it: then everything is asked for again.
#[async_trait(?Send)]
pub trait Memory {
    /// Hands over each text that is kept for the mailbox of `owner`.
    async fn recall(&self, owner: &str, each: &mut dyn FnMut(String)) -> Result<(), StoreError>;
    /// Keeps texts by their names, and forgets those with the names in `gone`.
    async fn keep(&self, owner: &str, texts: &[(String, String)], gone: &[String]) -> Result<(), StoreError>;
}

/// What is remembered of a mailbox.
#[derive(Debug, Default)]
pub(super) struct Recollection {
    pub(super) headers: KnownHeaders,
    pub(super) judgements: Judgements,
    /// When the changed dates of all series were asked for.
    dates: Option<OffsetDateTime>,
    /// A digest of every text that is kept, by name: what stays the same is not kept again.
    kept: HashMap<String, Fingerprint>,
}

impl Recollection {
    /// What is kept for the mailbox of `owner`; nothing where that cannot be read.
    pub(super) async fn of(memory: &dyn Memory, owner: &str) -> Self {
        let (mut recollection, mut headers) = (Self::default(), Vec::new());
        let mut take = |text: String| recollection.take(&text, &mut headers);
        // What cannot be read is asked for again.
        if memory.recall(owner, &mut take).await.is_err() {
            return Self::default();
        }
        recollection.headers = headers.into_iter().collect();
        recollection
    }

    fn take(&mut self, text: &str, headers: &mut Vec<Header>) {
        if let Ok(at) = serde_json::from_str::<DatesAsked>(text) {
            self.dates = Some(at.dates);
            return;
        }
        let Ok(Kept { id, header, judgement }) = serde_json::from_str(text) else { return };
        self.kept.insert(id.to_string(), Fingerprint::of(&text));
        self.judgements.extend(judgement.map(|judgement| (id, judgement)));
        headers.extend(header);
    }

    /// Whether the changed dates of a series need not be asked for.
    pub(super) fn knows_dates(&self, series: &Header, now: OffsetDateTime) -> bool {
        let is_fresh = self.dates.is_some_and(|at| is_fresh(at, now));
        let listed = Listed { id: series.id.clone(), change_key: series.change_key.clone() };
        is_fresh && self.headers.of(&listed).is_some()
    }

    /// Keeps what a look made of the mailbox. What cannot be kept is asked for again.
    pub(super) async fn keep(
        self,
        memory: &dyn Memory,
        owner: &str,
        clock: &dyn Clock,
        (plan, judgements): (&Plan, &Judgements),
        keeping: Keeping<'_>,
    ) {
        let mut before = self.kept;
        let (mut texts, mut gone) = (Vec::new(), Vec::new());
        let headers = plan.meetings.iter().map(|meeting| (&meeting.header.id, Some(&meeting.header)));
        let nothing = judgements.iter().filter(|(_, judgement)| judgement.given.is_none());
        for (id, header) in headers.chain(nothing.map(|(id, _)| (id, None))) {
            let known = before.remove(id.as_str());
            if keeping.leaves(header) {
                continue;
            }
            if keeping.doubts(id) {
                gone.extend(known.map(|_| id.to_string()));
                continue;
            }
            let (header, judgement) = (header.cloned(), judgements.get(id).cloned());
            let Ok(text) = serde_json::to_string(&Kept { id: id.clone(), header, judgement }) else {
                continue;
            };
            if known != Some(Fingerprint::of(&text)) {
                texts.push((id.to_string(), text));
            }
            clock.breathe().await;
        }
        match keeping {
            Keeping::Everything { .. } => gone.extend(before.into_keys()),
            Keeping::Part => {}
            Keeping::Marked { now, .. } => {
                let dates = DatesAsked { dates: now };
                let is_due = self.dates.is_none_or(|at| !is_fresh(at, now));
                let text = serde_json::to_string(&dates).ok().filter(|_| is_due);
                texts.extend(text.map(|text| (DATES.to_owned(), text)));
            }
        }
        for texts in texts.chunks(AT_ONCE) {
            if memory.keep(owner, texts, &[]).await.is_err() {
                return;
            }
        }
        for gone in gone.chunks(AT_ONCE) {
            // What is still kept is asked for in another version.
            let _ = memory.keep(owner, &[], gone).await;
        }
    }
}

/// What a look was at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeping<'a> {
    /// What is marked, now.
    Marked {
        /// The time.
        now: OffsetDateTime,
        /// The series of which not all changed dates are known: the next look asks for them.
        doubtful: &'a BTreeSet<ItemId>,
    },
    /// Everything: what was not seen is forgotten.
    Everything {
        /// The same.
        doubtful: &'a BTreeSet<ItemId>,
    },
    /// What was judged before something ended it: nothing is said of what was not.
    Part,
}

impl Keeping<'_> {
    fn doubts(self, id: &ItemId) -> bool {
        match self {
            Self::Marked { doubtful, .. } | Self::Everything { doubtful } => doubtful.contains(id),
            Self::Part => false,
        }
    }

    /// Whether what is kept of it stays as it is: a series is known only with all of its dates.
    fn leaves(self, header: Option<&Header>) -> bool {
        let is_single = |header: &Header| header.series_role == SeriesRole::Single;
        self == Self::Part && !header.is_some_and(is_single)
    }
}

fn is_fresh(dates: OffsetDateTime, now: OffsetDateTime) -> bool {
    dates <= now && now - dates < DATES_LAST
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DatesAsked {
    #[serde(with = "time::serde::rfc3339")]
    dates: OffsetDateTime,
}

/// The versions of series, by name.
pub(super) fn series_versions<'a>(headers: impl Iterator<Item = &'a Header>) -> HashMap<ItemId, ChangeKey> {
    let masters = headers.filter(|header| matches!(header.series_role, SeriesRole::Master { .. }));
    masters.map(|master| (master.id.clone(), master.change_key.clone())).collect()
}

/// Forgets what a run is about to write, and the series of that: nobody knows it any more, whatever becomes of the run.
pub(super) async fn forget(memory: &dyn Memory, owner: &str, plan: &Plan) {
    let written = plan.rewrites().flat_map(|(header, _)| [&header.id, header.whole()]);
    let names: BTreeSet<String> = written.map(ToString::to_string).collect();
    let names: Vec<String> = names.into_iter().collect();
    for names in names.chunks(AT_ONCE) {
        // What cannot be forgotten has another version once it is written.
        let _ = memory.keep(owner, &[], names).await;
    }
}
