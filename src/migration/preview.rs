//! The block of a meeting before and after, for whoever wants to see it.

use thiserror::Error;

use crate::calendar::CalendarError;
use crate::meeting::{ItemId, Reason};
use crate::ports::{Lock, StoreError};

use super::journal::JournalEntry;
use super::patience::Wait;
use super::rewrite::{Verdict, rows_shown};
use super::run::Outside;
use super::visit::{Look, Visit};

/// The block of a meeting before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preview {
    /// Its rows.
    Compared {
        /// What people read before.
        before: Vec<String>,
        /// What they read afterwards.
        after: Vec<String>,
    },
    /// The meeting is left alone as it is now.
    LeftAlone(Reason),
}

/// Why there is no preview.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PreviewError {
    /// The meeting cannot be read.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// What was written cannot be read back.
    #[error(transparent)]
    Journal(#[from] StoreError),
}

impl<L: Lock> Visit<'_, L> {
    /// The block of a meeting before and after, of which nothing is kept: as it was written where the run of this look did,
    /// else as it is now. `waits` is told until when it waits for whoever is busy.
    pub async fn preview(
        &self,
        look: &Look,
        id: &ItemId,
        waits: &dyn Fn(Wait),
    ) -> Result<Preview, PreviewError> {
        let Outside { calendar, journal, clock, .. } = self.outside;
        let appointment = match self.onlooker(waits).read_one(calendar, id).await {
            Ok(appointment) => appointment,
            Err(CalendarError::NotFound) => return Ok(Preview::LeftAlone(Reason::Deleted)),
            Err(error) => return Err(error.into()),
        };
        let run = look.earlier.run_of(id).unwrap_or(&look.correlation_id);
        let written = journal.of_item(run, id).await?.filter(JournalEntry::is_written);
        if let Some(JournalEntry { block_before, block_after, .. }) = written {
            let shown = |block: &str| rows_shown(appointment.body.format(), block, self.terms.forms);
            return Ok(Preview::Compared { before: shown(&block_before), after: shown(&block_after) });
        }
        let verdict = look.assessment.plan.verdict(&appointment, self.terms, clock.now());
        Ok(match verdict {
            Some(Verdict::Rewrite(rewrite) | Verdict::LeftByPolicy(rewrite)) => {
                Preview::Compared { before: rewrite.before, after: rewrite.after }
            }
            Some(Verdict::LeftAlone(reason)) => Preview::LeftAlone(reason),
            None => Preview::LeftAlone(Reason::BlockMissing),
        })
    }
}
