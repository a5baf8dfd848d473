//! The changed dates of a series, which Exchange may keep as one item with it.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::Cell;
use std::num::NonZeroUsize;

use async_trait::async_trait;
use meetings::{meeting, now, plan, profile, target, terms};
use redial::calendar::{Calendar, CalendarError, Found, KnownHeaders, Listing, Manners, Patience};
use redial::doubles::{
    MANNERS, MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryStore, SteppingClock, block_on,
};
use redial::meeting::{Appointment, ChangeKey, Header, ItemId, SeriesRole, Update, Updated};
use redial::migration::{Machine, MeetingOutcome, Outside, Policy, Run, RunState, Terms, drive};
use time::OffsetDateTime;

fn stale(id: &str, days: i64) -> Appointment {
    meeting(id, days, &profile("1001"))
}

/// A calendar in which the changed dates of a series are one item with it: a write of one gives all others another version.
struct OneItem(MemoryCalendar);

#[async_trait(?Send)]
impl Calendar for OneItem {
    fn manners(&self) -> Manners {
        self.0.manners()
    }

    async fn marked(
        &self,
        known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Found, CalendarError> {
        self.0.marked(known, patience).await
    }

    async fn changed_dates(
        &self,
        series: Vec<Header>,
        from: OffsetDateTime,
        known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Found, CalendarError> {
        self.0.changed_dates(series, from, known, patience).await
    }

    async fn listing(
        &self,
        from: OffsetDateTime,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Listing, CalendarError> {
        self.0.listing(from, patience).await
    }

    async fn read(&self, ids: &[ItemId]) -> Vec<Result<Appointment, CalendarError>> {
        self.0.read(ids).await
    }

    async fn update(&self, updates: &[Update]) -> Vec<Result<Updated, CalendarError>> {
        let mut answers = Vec::new();
        for update in updates {
            let answer = self.0.update_one(update);
            if answer.is_ok() {
                for other in
                    self.0.appointments.borrow_mut().iter_mut().filter(|other| other.header.id != update.id)
                {
                    other.header.change_key = ChangeKey::new(format!("{}'", other.header.change_key));
                }
            }
            answers.push(answer);
        }
        answers
    }
}

#[test]
fn the_many_changed_dates_of_a_series_are_updated_in_one_run() {
    for count in [4, 10, 20, 40] {
        let mut master = stale("MAST3333", 1);
        master.header.series_role = SeriesRole::Master { until: None, exceptions: 20 };
        let dates = (0..count).map(|n| {
            let mut date = stale("MAST3333", 9 + n);
            date.header.id = ItemId::new(format!("date{n:02}"));
            date.header.series_role = SeriesRole::Exception { master: ItemId::new("MAST3333") };
            date
        });
        let calendar = OneItem(MemoryCalendar::new([master].into_iter().chain(dates)));
        let policy = Policy::default();
        let terms = Terms {
            manners: Manners { at_once: NonZeroUsize::new(4).expect("some"), ..MANNERS },
            ..terms(&policy)
        };
        let plan = plan(calendar.0.appointments.borrow().clone(), target(profile("2002")), terms, now());
        let run =
            Run { correlation_id: "run-1".into(), owner: "i@contoso.example".into(), plan: &plan, terms };
        let outside = Outside {
            calendar: &calendar,
            online_meetings: &MemoryDialIn::new(profile("2002")),
            journal: &MemoryJournal::default(),
            settings: &MemoryStore::default(),
            clock: &SteppingClock { now: Cell::new(now()) },
        };
        let report = block_on(drive(Machine::new(run, None, now()), outside, |_| {})).expect("some");
        let put_off =
            report.results.iter().filter(|r| matches!(r.outcome, MeetingOutcome::Deferred { .. })).count();
        assert_eq!(
            (put_off, report.record.state),
            (0, RunState::Succeeded),
            "{count} dates, {} writes",
            calendar.0.writes.borrow().len()
        );
    }
}
