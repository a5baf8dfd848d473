//! A run that is stepped by hand, for tests.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

use redial::calendar::{Calendar, CalendarError};
use redial::doubles::{MemoryCalendar, block_on};
use redial::meeting::{Update, Updated};
use redial::migration::{Answer, Machine, Policy, Run, RunReport, Step, Target};

use super::meetings::{now, plan, terms};

/// The report of a run whose writes are answered by `write`, and what was asked of the calendar, in order.
pub fn stepped(
    calendar: &MemoryCalendar,
    target: Target,
    mut write: impl FnMut(&[Update]) -> Vec<Result<Updated, CalendarError>>,
) -> (RunReport, Vec<&'static str>) {
    let policy = Policy { coexist_with_mms: false, ..Policy::default() };
    let terms = terms(&policy);
    let plan = plan(calendar.appointments.borrow().clone(), target, terms, now());
    let run =
        Run { correlation_id: "run-1".into(), owner: "ines@contoso.example".into(), plan: &plan, terms };
    let mut machine = Machine::new(run, None, now());
    let (mut at, mut steps) = (now(), Vec::new());
    loop {
        let answer = match machine.next(at) {
            Step::Done(report) => return (*report.expect("a report"), steps),
            Step::Record(_) | Step::Journal(_) | Step::Settle(_) => Answer::Kept(Ok(())),
            Step::Read(ids) => {
                steps.push("read");
                Answer::Read(block_on(calendar.read(&ids)))
            }
            Step::Write(updates) => {
                steps.push("write");
                Answer::Written(write(&updates))
            }
            Step::Wait { until } => {
                at = until;
                continue;
            }
            step @ Step::Make { .. } => panic!("{step:?}"),
        };
        machine.take(at, answer);
    }
}
