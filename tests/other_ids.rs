//! A calendar that calls an item otherwise each time it is read, as Graph does where it does not heed the wish for
//! immutable ids.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::Cell;

use async_trait::async_trait;
use meetings::{clock, conference_id_in, meeting, now, onlooker, profile, terms, with};
use redial::calendar::{Calendar, CalendarError, Found, KnownHeaders, Listing, Manners, Patience};
use redial::doubles::{MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryStore, SteppingClock, block_on};
use redial::meeting::{Appointment, Header, ItemId, SeriesRole, Update, Updated};
use redial::migration::{Machine, Outside, Policy, Run, RunState, drive};
use time::OffsetDateTime;

struct Renaming {
    calendar: MemoryCalendar,
    answers: Cell<usize>,
}

impl Renaming {
    fn another(&self, id: &ItemId) -> ItemId {
        self.answers.set(self.answers.get() + 1);
        ItemId::new(format!("{}~{}", own(id), self.answers.get()))
    }
}

fn own(id: &ItemId) -> ItemId {
    ItemId::new(id.as_str().split('~').next().unwrap_or_default())
}

#[async_trait(?Send)]
impl Calendar for Renaming {
    fn manners(&self) -> Manners {
        self.calendar.manners()
    }

    async fn marked(
        &self,
        known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Found, CalendarError> {
        self.calendar.marked(known, patience).await
    }

    async fn changed_dates(
        &self,
        series: Vec<Header>,
        from: OffsetDateTime,
        known: &KnownHeaders,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Found, CalendarError> {
        self.calendar.changed_dates(series, from, known, patience).await
    }

    async fn listing(
        &self,
        from: OffsetDateTime,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Listing, CalendarError> {
        self.calendar.listing(from, patience).await
    }

    async fn read(&self, ids: &[ItemId]) -> Vec<Result<Appointment, CalendarError>> {
        let ids: Vec<ItemId> = ids.iter().map(own).collect();
        let renamed = |appointment: Appointment| {
            let id = self.another(&appointment.header.id);
            with(appointment, |header| {
                header.id = id;
                if let SeriesRole::Exception { master } = &mut header.series_role {
                    *master = self.another(master);
                }
            })
        };
        self.calendar.read(&ids).await.into_iter().map(|read| read.map(renamed)).collect()
    }

    async fn update(&self, updates: &[Update]) -> Vec<Result<Updated, CalendarError>> {
        let updates: Vec<Update> =
            updates.iter().map(|update| Update { id: own(&update.id), ..update.clone() }).collect();
        self.calendar.update(&updates).await
    }
}

#[test]
fn meetings_that_are_called_otherwise_each_time_are_planned_and_written_by_what_they_were_asked_for() {
    let old = profile("1001");
    let series = with(meeting("SERIES01", 1, &old), |header| {
        header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
    });
    let changed = with(meeting("SERIES01", 8, &old), |header| {
        header.id = ItemId::new("CHANGED1");
        header.series_role = SeriesRole::Exception { master: ItemId::new("SERIES01") };
        header.identity.original_start = Some(header.start);
        header.named = Default::default();
    });
    let calendar = MemoryCalendar::new([meeting("SINGLE01", 2, &old), series, changed]);
    let calendar = Renaming { calendar, answers: Cell::new(0) };
    let (dial_in, settings, policy) =
        (MemoryDialIn::new(profile("2002")), MemoryStore::default(), Policy::default());
    let (journal, looking) = (MemoryJournal::default(), clock());
    let assessed =
        meetings::assess(&dial_in, &dial_in, &calendar, &settings, onlooker(&looking), terms(&policy));
    let assessment = block_on(assessed).expect("an assessment");
    assert_eq!((assessment.plan.rewrites().count(), assessment.unreadable()), (3, 0));
    let run = Run {
        correlation_id: "run-1".into(),
        owner: "ines@contoso.example".into(),
        plan: &assessment.plan,
        terms: terms(&policy),
    };
    let outside = Outside {
        calendar: &calendar,
        online_meetings: &dial_in,
        journal: &journal,
        settings: &settings,
        clock: &SteppingClock { now: Cell::new(now()) },
    };
    let report = block_on(drive(Machine::new(run, None, now()), outside, |_| {})).expect("a report");
    assert_eq!(report.record.state, RunState::Succeeded, "{:?}", report.results);
    for id in ["SINGLE01", "SERIES01", "CHANGED1"] {
        let body = calendar.calendar.body(&ItemId::new(id));
        assert_eq!(conference_id_in(&body).as_deref(), Some("2002"), "{id}");
    }
    assert_eq!(calendar.calendar.writes.borrow().len(), 3, "each once");
}
