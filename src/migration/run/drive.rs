//! Does what a run's machine says: the one place of a run that waits for anybody.

use crate::calendar::Calendar;
use crate::dialin::{NewMeeting, OnlineMeetingService};
use crate::migration::detect::settle;
use crate::migration::journal::Journal;
use crate::migration::status::{load_records, may_leave_doubts, save_record};
use crate::ports::{Clock, Store, StoreError};

use super::machine::{Answer, Machine, Step};
use super::report::{Progress, RunReport};

/// What a run works with outside the core.
#[derive(Clone, Copy)]
pub struct Outside<'a> {
    /// The calendar that is written.
    pub calendar: &'a dyn Calendar,
    /// Where online meetings are made.
    pub online_meetings: &'a dyn OnlineMeetingService,
    /// Where before and after are kept.
    pub journal: &'a dyn Journal,
    /// The roaming settings.
    pub settings: &'a dyn Store,
    /// The time.
    pub clock: &'a dyn Clock,
}

/// Lets the outside do every step of a run, telling `progress` what came of it. Fails where the record could not be kept
/// at first: then nothing was begun. A run of which a record is kept goes on from there.
pub async fn drive(
    machine: Machine<'_>,
    outside: Outside<'_>,
    mut progress: impl FnMut(Progress),
) -> Result<RunReport, StoreError> {
    let records = load_records(outside.settings).await?;
    let open = match may_leave_doubts(&records) {
        // Without a journal nothing is written.
        true => outside.journal.open().await.unwrap_or_default(),
        false => Vec::new(),
    };
    let mut machine = machine.after(&records).doubting(open, outside.clock.now());
    loop {
        let step = machine.next(outside.clock.now());
        tell(&mut machine, &mut progress);
        let answer = match step {
            Step::Record(record) => Answer::Kept(save_record(outside.settings, &record).await),
            Step::Journal(entries) => Answer::Kept(outside.journal.append(&entries).await),
            Step::Read(ids) => Answer::Read(outside.calendar.read(&ids).await),
            Step::Make { successor, subject, times } => {
                let name = successor.to_string();
                let new = NewMeeting { subject: &subject, times: Some(times), name: &name, may_exist: true };
                let made = outside.online_meetings.create(new).await;
                Answer::Made(Box::new(made.map(|created| created.meeting)))
            }
            Step::Write(updates) => Answer::Written(outside.calendar.update(&updates).await),
            Step::Wait { until } => {
                let wait = until - outside.clock.now();
                outside.clock.sleep(wait.try_into().unwrap_or_default()).await;
                continue;
            }
            Step::Settle(profile) => Answer::Kept(settle(outside.settings, &profile).await),
            Step::Done(report) => return report.map(|report| *report),
        };
        machine.take(outside.clock.now(), answer);
        outside.clock.breathe().await;
        tell(&mut machine, &mut progress);
    }
}

fn tell(machine: &mut Machine<'_>, progress: &mut impl FnMut(Progress)) {
    while let Some(step) = machine.progress() {
        progress(step);
    }
}
