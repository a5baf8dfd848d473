//! A run beside an open form leaves the meeting in it for later: the form would save its older text over the update.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::{Cell, RefCell};

use async_trait::async_trait;
use meetings::{conference_id_in, meeting, now, profile, terms, with};
use redial::calendar::{Calendar, CalendarError, Found, Manners, Patience};
use redial::doubles::{
    CountingIds, MANNERS, MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryLocks, MemoryStore, SignedIn,
    SteppingClock, block_on,
};
use redial::meeting::{Appointment, ItemId, Reason, SeriesRole, Uid, Update, Updated};
use redial::migration::{
    Assessment, Carried, Decision, Look, MeetingOutcome, Outside, Policy, RunReport, RunRequests, RunState,
    Visit, VisitError, settle,
};
use time::OffsetDateTime;

const INES: &str = "ines.moreau@contoso.example";

/// A mailbox that knows each appointment by the name that a form has for it, too.
#[derive(Default)]
struct Mailbox(MemoryCalendar);

/// The name that a form has for an appointment.
fn form(id: &str) -> ItemId {
    ItemId::new(format!("form+{id}"))
}

#[async_trait(?Send)]
impl Calendar for Mailbox {
    fn manners(&self) -> Manners {
        MANNERS
    }

    async fn find(&self, from: OffsetDateTime, patience: &dyn Patience) -> Result<Found, CalendarError> {
        self.0.find(from, patience).await
    }

    async fn read(&self, ids: &[ItemId]) -> Vec<Result<Appointment, CalendarError>> {
        let known = |id: &ItemId| ItemId::new(id.as_str().strip_prefix("form+").unwrap_or(id.as_str()));
        ids.iter().map(|id| self.0.read_one(&known(id))).collect()
    }

    async fn update(&self, updates: &[Update]) -> Vec<Result<Updated, CalendarError>> {
        self.0.update(updates).await
    }
}

/// An organizer whose conference ID is another now, and the form beside Redial's pane.
struct World {
    mailbox: Mailbox,
    dial_in: MemoryDialIn,
    settings: MemoryStore,
    clock: SteppingClock,
    open: RefCell<Option<ItemId>>,
}

impl World {
    fn new(appointments: Vec<Appointment>) -> Self {
        let settings = MemoryStore::default();
        block_on(settle(&settings, &profile("1001"))).expect("remembered");
        Self {
            mailbox: Mailbox(MemoryCalendar::new(appointments)),
            dial_in: MemoryDialIn::new(profile("2002")),
            settings,
            clock: SteppingClock { now: Cell::new(now()) },
            open: RefCell::default(),
        }
    }

    fn opens(&self, id: &str) -> &Self {
        *self.open.borrow_mut() = Some(form(id));
        self
    }

    fn closes(&self) -> &Self {
        *self.open.borrow_mut() = None;
        self
    }

    fn visited<T>(&self, act: impl AsyncFnOnce(Visit<'_, MemoryLocks>) -> T) -> T {
        let (policy, open, journal) =
            (Policy::default(), self.open.borrow().clone(), MemoryJournal::default());
        let (lock, ids) = (MemoryLocks::default(), CountingIds::default());
        let outside = Outside {
            calendar: &self.mailbox,
            online_meetings: &self.dial_in,
            journal: &journal,
            settings: &self.settings,
            clock: &self.clock,
        };
        let (dial_in, terms) = (&self.dial_in, terms(&policy));
        let account = SignedIn::default();
        block_on(act(Visit {
            outside,
            dial_in,
            lock: &lock,
            ids: &ids,
            owner: INES,
            account: &account,
            terms,
            open: open.as_ref(),
        }))
    }

    fn look(&self) -> Look {
        self.visited(async |visit| visit.look(None, &|_| {}).await).expect("a look")
    }

    fn run(&self, look: &Look) -> RunReport {
        match self.visited(async |visit| visit.carry_out(look, |_| {}).await) {
            Ok(Carried::Run(report)) => *report,
            carried => panic!("{carried:?}"),
        }
    }

    fn shows(&self, id: &str) -> Option<String> {
        conference_id_in(&self.mailbox.0.body(&ItemId::new(id)))
    }
}

fn stale(id: &str, days: i64) -> Appointment {
    meeting(id, days, &profile("1001"))
}

/// A series, and two of its dates that were changed.
fn series() -> Vec<Appointment> {
    let exception = |id: &str, days| {
        with(stale(id, days), |header| {
            header.series_role = SeriesRole::Exception { master: ItemId::new("SERIES00") };
            header.identity.uid = Some(Uid::new("uid-SERIES00"));
        })
    };
    let master = with(stale("SERIES00", 1), |header| {
        header.series_role = SeriesRole::Master { until: None, exceptions: 2 };
    });
    vec![master, exception("DATE0001", 8), exception("DATE0002", 15), stale("SINGLE00", 3)]
}

/// What is left because it is open in a form.
fn left_open(assessment: &Assessment) -> Vec<&str> {
    let left = assessment.plan.left_alone().filter(|(_, reason)| **reason == Reason::OpenInForm);
    left.map(|(header, _)| header.id.as_str()).collect()
}

#[test]
fn the_meeting_in_the_form_is_left_and_the_others_are_updated() {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    let look = world.opens("AAAA1111").look();
    assert_eq!(left_open(&look.assessment), ["AAAA1111"]);
    let outdated: Vec<&str> = look.assessment.plan.outdated().map(|(header, _)| header.id.as_str()).collect();
    assert_eq!(outdated, ["AAAA1111"], "it is said to show old details");
    let report = world.run(&look);
    assert_eq!((report.record.state, report.results.len()), (RunState::Succeeded, 1));
    assert_eq!(
        (world.shows("AAAA1111").as_deref(), world.shows("BBBB2222").as_deref()),
        (Some("1001"), Some("2002"))
    );
}

#[test]
fn a_series_and_its_dates_are_left_together() {
    for open in ["SERIES00", "DATE0001", "DATE0002"] {
        let world = World::new(series());
        let look = world.opens(open).look();
        assert_eq!(left_open(&look.assessment), ["SERIES00", "DATE0001", "DATE0002"], "{open}");
        world.run(&look);
        assert_eq!(world.shows("SINGLE00").as_deref(), Some("2002"), "{open}");
        for id in ["SERIES00", "DATE0001", "DATE0002"] {
            assert_eq!(world.shows(id).as_deref(), Some("1001"), "{open} {id}");
        }
    }
    let world = World::new(series());
    assert_eq!(left_open(&world.opens("SINGLE00").look().assessment), ["SINGLE00"]);
}

#[test]
fn a_meeting_that_the_mailbox_now_calls_otherwise_is_known_all_the_same() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let look = world.look();
    world.mailbox.0.appointments.borrow_mut().push(with(stale("ALIAS111", 1), |header| {
        header.identity.uid = Some(Uid::new("uid-AAAA1111"));
    }));
    let report = world.opens("ALIAS111").run(&look);
    assert_eq!(report.results[0].outcome, MeetingOutcome::LeftAlone(Reason::OpenInForm));
}

#[test]
fn what_is_open_when_the_run_starts_counts() {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    let look = world.opens("AAAA1111").look();
    let report = world.opens("BBBB2222").run(&look);
    let left = MeetingOutcome::LeftAlone(Reason::OpenInForm);
    assert_eq!(report.results.iter().map(|result| &result.outcome).collect::<Vec<_>>(), [&left]);
    assert!(world.mailbox.0.writes.borrow().is_empty());
}

#[test]
fn after_the_form_is_closed_the_run_is_offered_as_before() {
    for opened_late in [false, true] {
        let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
        let look = if opened_late { world.look() } else { world.opens("AAAA1111").look() };
        world.opens("AAAA1111").run(&look);
        assert_eq!(world.look().assessment.decision, Decision::NothingToDo, "{opened_late}");
        let closed = world.closes().look();
        assert_eq!(closed.assessment.decision, Decision::Countdown, "{opened_late}");
        assert_eq!(world.run(&closed).record.succeeded_meeting, 1);
        assert_eq!(world.look().assessment.decision, Decision::NothingToDo);
        assert_eq!(world.shows("AAAA1111").as_deref(), Some("2002"));
    }
}

#[test]
fn an_administrators_request_is_not_done_while_a_meeting_waits() {
    let list = format!(
        r#"{{"requests":[{{"id":"b6f7c1de-0000-4000-8000-000000000001","user":"{INES}","created":"2026-11-20T08:00:00Z"}}]}}"#
    );
    let requests = RunRequests::read(&list).expect("a list");
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    let look = || world.visited(async |visit| visit.look(Some(&requests), &|_| {}).await).expect("a look");
    world.opens("AAAA1111").run(&look());
    assert!(look().request.is_none(), "nothing can be done now");
    world.closes();
    assert!(look().request.is_some());
    world.run(&look());
    assert!(look().request.is_none());
}

#[test]
fn a_form_of_what_no_plan_holds_keeps_nothing_from_being_updated() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let look = world.opens("NEVER000").look();
    assert_eq!(left_open(&look.assessment), [""; 0]);
    assert_eq!(world.run(&look).record.succeeded_meeting, 1);
}

#[test]
fn where_nobody_can_tell_what_is_open_nothing_is_begun() {
    let refused = || CalendarError::Forbidden { answer: "403".into() };
    for error in [refused(), CalendarError::Unreadable("no valid start".into())] {
        let world = World::new(vec![stale("AAAA1111", 1)]);
        let look = world.look();
        world.opens("AAAA1111").mailbox.0.unread.borrow_mut().push_back(error.clone());
        let carried = world.visited(async |visit| visit.carry_out(&look, |_| {}).await);
        assert!(matches!(carried, Err(VisitError::Calendar(_))), "{error}: {carried:?}");
        assert!(world.mailbox.0.writes.borrow().is_empty(), "{error}");
    }
}
