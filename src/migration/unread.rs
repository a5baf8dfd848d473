//! Marked meetings whose texts could not be read for a moment: nobody knows whether they are right.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use crate::dialin::Digest;
use crate::ports::{Store, StoreError};

use super::plan::Plan;
use super::setting::{self, Setting};

/// The roaming setting that holds since when some cannot be read, and for which dial-in data.
const UNREAD: &str = "redial.unread";

/// How long they keep dial-in data from being remembered: one that cannot be read for longer never can.
const LONGEST: Duration = Duration::WEEK;

#[derive(Serialize, Deserialize)]
struct Unread {
    digest: Digest,
    #[serde(with = "time::serde::rfc3339")]
    since: OffsetDateTime,
}

/// Forgoes the meetings of a plan that could not be read, where that has been so for too long.
pub(super) async fn forgo_unread(
    settings: &dyn Store,
    plan: &mut Plan,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    if plan.unread == 0 {
        return Ok(());
    }
    let digest = Digest::of(&plan.target.profile);
    let known: Option<Unread> = Setting::read(settings, UNREAD).await?.value();
    // A time that is still to come was written by a clock that went wrong.
    match known.filter(|known| known.digest == digest && known.since <= now) {
        Some(known) if now - known.since > LONGEST => plan.unread = 0,
        Some(_) => {}
        None => setting::write(settings, UNREAD, &Unread { digest, since: now }).await?,
    }
    Ok(())
}
