//! The open appointment after a run, which leaves it to its form.

use crate::meeting::{ComposeItem, ItemId, Reason, Service};
use crate::migration::{Look, MeetingOutcome, OpenItem, RunReport, Visit, Wait};
use crate::ports::Lock;

use super::update::{UpdateError, update};

/// Brings the appointment in compose mode up to date, if it is one that this run left because it is open. `None` where it is
/// none.
pub async fn update_left_open<L: Lock>(
    visit: &Visit<'_, L>,
    (look, report): (&Look, &RunReport),
    item: &impl ComposeItem,
    service: Service<'_>,
    waits: &dyn Fn(Wait),
) -> Option<Result<(), UpdateError>> {
    let left = |id: &ItemId| {
        let planned = look.assessment.plan.left_alone();
        let mut results = report.results.iter();
        planned.into_iter().any(|(header, reason)| header.id == *id && *reason == Reason::OpenInForm)
            || results.any(|result| {
                result.id == *id && result.outcome == MeetingOutcome::LeftAlone(Reason::OpenInForm)
            })
    };
    // A form's name of it is another than the one in a plan.
    let OpenItem::This(name) = visit.open else { return None };
    let read = visit.outside.calendar.read(std::slice::from_ref(name)).await;
    let open = read.into_iter().next()?.ok()?.header.id;
    if !left(&open) {
        return None;
    }
    Some(update(visit, item, service, waits).await)
}
