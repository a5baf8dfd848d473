//! Lets online meetings take place when their appointments do, some at a time: a look is no place for hundreds of requests.

use serde::{Deserialize, Serialize};

use crate::calendar::MayBeBusy as _;
use crate::dialin::{DialInError, Fingerprint};
use crate::ports::Store;

use super::patience::Onlooker;
use super::plan::Plan;
use super::run::Outside;
use super::setting::{self, Setting};
use super::times::Strayed;
use crate::policy::{Decision, Policy};

/// The roaming setting that holds which one was refused last: the next visit goes on behind it, so that those that cannot
/// be changed keep no other from it.
const REFUSED: &str = "redial.rescheduled";

/// How many are tried in one visit. The others are for the next ones.
const MOST: usize = 20;

#[derive(Serialize, Deserialize)]
struct Refused {
    last: Fingerprint,
}

/// What became of them.
#[derive(Debug, Default)]
pub(super) struct Rescheduled {
    /// How many were changed.
    pub(super) done: usize,
    /// Why another was not: a later visit tries that again.
    pub(super) failed: Option<DialInError>,
}

/// Whether a look lets them follow: a run that is about to start by itself does, and tells it in its record.
pub(super) fn follows(decision: Decision, policy: &Policy) -> bool {
    policy.meeting_migration_enabled && decision != Decision::Countdown
}

/// Changes those that do not take place when their appointments do. Without `patience` nobody waits for a busy service.
pub(super) async fn reschedule(
    outside: Outside<'_>,
    plan: &Plan,
    patience: Option<Onlooker<'_>>,
) -> Rescheduled {
    let service = outside.online_meetings;
    let mut strayed = plan.strayed(outside.clock.now());
    let are_more = strayed.len() > MOST;
    if are_more {
        go_on_behind(last_refused(outside.settings).await, &mut strayed);
    }
    let (mut told, mut last) = (Rescheduled::default(), None);
    for Strayed { join_url, times } in strayed.iter().take(MOST) {
        let changed = match patience {
            Some(onlooker) => onlooker.change_times(service, join_url, *times).await,
            None => service.change_times(join_url, *times).await,
        };
        let Err(error) = changed else {
            told.done += 1;
            continue;
        };
        let meets_all = error.is_signed_out() || error.busy().is_some();
        told.failed = Some(error);
        if meets_all {
            break;
        }
        last = Some(Fingerprint::of(join_url));
    }
    if let Some(last) = last.filter(|_| are_more) {
        // Where that cannot be kept, the next visit begins with the same ones.
        drop(setting::write(outside.settings, REFUSED, &Refused { last }).await);
    }
    told
}

async fn last_refused(settings: &dyn Store) -> Option<Fingerprint> {
    let refused: Setting<Refused> = Setting::read(settings, REFUSED).await.ok()?;
    refused.value().map(|refused| refused.last)
}

fn go_on_behind(last: Option<Fingerprint>, strayed: &mut [Strayed]) {
    let known = strayed.iter().position(|one| Some(Fingerprint::of(&one.join_url)) == last);
    if let Some(index) = known {
        strayed.rotate_left(index + 1);
    }
}
