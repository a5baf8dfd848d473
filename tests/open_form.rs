//! A run beside an open form leaves the meeting in it for later: the form would save its older text over the update.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::{Cell, RefCell};
use std::time::Duration;

use async_trait::async_trait;
use meetings::{conference_id_in, meeting, now, profile, terms, with};
use redial::block::MeetingKind;
use redial::calendar::{
    Calendar, CalendarError, Found, KnownHeaders, Listing, Manners, Patience, RetryAfter,
};
use redial::dialin::DialInProfile;
use redial::doubles::{
    CountingIds, KeptLooks, MANNERS, MemoryCalendar, MemoryDialIn, MemoryItem, MemoryJournal, MemoryLocks,
    MemoryStore, NextWrite, SignedIn, SteppingClock, block_on,
};
use redial::form::update_left_open;
use redial::meeting::{Appointment, Header, ItemId, Reason, SeriesRole, Service, Uid, Update, Updated};
use redial::migration::{
    Assessment, Carried, Decision, Look, MeetingOutcome, OpenItem, Outside, Policy, RunReport, RunRequests,
    RunState, Visit, VisitError, load_records, settle,
};
use time::OffsetDateTime;

const INES: &str = "ines.moreau@contoso.example";

/// A mailbox that knows each appointment by the name that a form has for it, too.
#[derive(Default)]
struct Mailbox {
    calendar: MemoryCalendar,
    /// What it answers to a form's name.
    refusal: RefCell<Option<CalendarError>>,
}

/// The name that a form has for an appointment.
fn form(id: &str) -> ItemId {
    ItemId::new(format!("form+{id}"))
}

#[async_trait(?Send)]
impl Calendar for Mailbox {
    fn manners(&self) -> Manners {
        MANNERS
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
        let read = |id: &ItemId| match (id.as_str().strip_prefix("form+"), self.refusal.borrow().clone()) {
            (Some(_), Some(error)) => Err(error),
            (Some(known), None) => self.calendar.read_one(&ItemId::new(known)),
            (None, _) => self.calendar.read_one(id),
        };
        ids.iter().map(read).collect()
    }

    async fn update(&self, updates: &[Update]) -> Vec<Result<Updated, CalendarError>> {
        self.calendar.update(updates).await
    }
}

/// An organizer whose conference ID is another now, and the form beside Redial's pane.
struct World {
    mailbox: Mailbox,
    dial_in: MemoryDialIn,
    settings: MemoryStore,
    clock: SteppingClock,
    ids: CountingIds,
    open: RefCell<OpenItem>,
}

impl World {
    fn new(appointments: Vec<Appointment>) -> Self {
        let settings = MemoryStore::default();
        block_on(settle(&settings, &profile("1001"))).expect("remembered");
        Self {
            mailbox: Mailbox { calendar: MemoryCalendar::new(appointments), ..Mailbox::default() },
            dial_in: MemoryDialIn::new(profile("2002")),
            settings,
            clock: SteppingClock { now: Cell::new(now()) },
            ids: CountingIds::default(),
            open: RefCell::default(),
        }
    }

    fn opens(&self, id: &str) -> &Self {
        *self.open.borrow_mut() = OpenItem::This(form(id));
        self
    }

    fn closes(&self) -> &Self {
        *self.open.borrow_mut() = OpenItem::Nothing;
        self
    }

    fn visited<T>(&self, act: impl AsyncFnOnce(Visit<'_, MemoryLocks>) -> T) -> T {
        let (policy, open, journal) =
            (Policy::default(), self.open.borrow().clone(), MemoryJournal::default());
        let lock = MemoryLocks::default();
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
            ids: &self.ids,
            memory: &KeptLooks::default(),
            owner: INES,
            account: &account,
            terms,
            open: &open,
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
        conference_id_in(&self.mailbox.calendar.body(&ItemId::new(id)))
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

/// An administrator asks for a run.
fn requests() -> RunRequests {
    let list = format!(
        r#"{{"requests":[{{"id":"b6f7c1de-0000-4000-8000-000000000001","user":"{INES}","created":"2026-11-20T08:00:00Z"}}]}}"#
    );
    RunRequests::read(&list).expect("a list")
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
fn the_appointment_in_the_form_is_updated_there_after_the_run_that_left_it() {
    for (open, is_late, conference_id) in
        [("AAAA1111", false, Some("2002")), ("AAAA1111", true, Some("2002")), ("CCCC3333", false, None)]
    {
        let right = meeting("CCCC3333", 3, &profile("2002"));
        let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2), right]);
        let look = if is_late { world.look() } else { world.opens(open).look() };
        let report = world.opens(open).run(&look);
        let item = MemoryItem::default();
        *item.body.borrow_mut() = meetings::body("AAAA1111", &profile("1001"));
        let service = Service { kind: MeetingKind::SkypeForBusiness, forms: &[] };
        let updated = world
            .visited(async |visit| update_left_open(&visit, (&look, &report), &item, service, &|_| {}).await);
        assert_eq!(updated, conference_id.map(|_| Ok(())), "{open}");
        let shown = conference_id_in(&item.body.borrow());
        assert_eq!(shown.as_deref(), conference_id.or(Some("1001")), "{open}");
        let stored = if open == "AAAA1111" { "1001" } else { "2002" };
        assert_eq!(world.shows("AAAA1111").as_deref(), Some(stored), "{open}");
    }
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
    world.mailbox.calendar.appointments.borrow_mut().push(with(stale("ALIAS111", 1), |header| {
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
    assert!(world.mailbox.calendar.writes.borrow().is_empty());
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
    let requests = requests();
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
fn what_the_policy_leaves_waits_for_the_form_whoever_asked_for_it() {
    let world = World::new(vec![stale("LEFT0001", 1)]);
    let meeting_base = Some("https://meet.fabrikam.example/ines/".into());
    *world.dial_in.profile.borrow_mut() = Ok(DialInProfile { meeting_base, ..profile("1001") });
    *world.dial_in.base.borrow_mut() = "https://meet.fabrikam.example/ines/".into();
    let retry_after = Some(RetryAfter::In(Duration::from_secs(7200)));
    let busy = NextWrite::Refuse(CalendarError::Throttled { retry_after });
    world.mailbox.calendar.next.borrow_mut().push_back(busy);
    let state = |look: &Look| {
        let records = block_on(load_records(&world.settings)).expect("records");
        (look.assessment.decision, look.request.is_some(), records.first().map(|record| record.state))
    };
    let requests = requests();
    let on_request =
        || world.visited(async |visit| visit.look(Some(&requests), &|_| {}).await).expect("a look");
    assert_eq!(state(&world.opens("LEFT0001").look()), (Decision::LeftByPolicy, false, None));
    assert_eq!(state(&on_request()), (Decision::NothingToDo, false, None), "on request");
    let left = world.closes().look();
    world.run(&left.with_everything(&Policy::default()));
    let waits = Some(RunState::Pending);
    assert_eq!(state(&world.opens("LEFT0001").look()), (Decision::NothingToDo, false, waits), "after a wait");
    let until = now() + Duration::from_secs(7200);
    assert_eq!(state(&world.closes().look()), (Decision::Deferred { until }, false, waits));
    assert_eq!(state(&on_request()).0, Decision::Deferred { until });
}

#[test]
fn a_form_of_what_no_plan_holds_keeps_nothing_from_being_updated() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let look = world.opens("NEVER000").look();
    assert_eq!(left_open(&look.assessment), [""; 0]);
    assert_eq!(world.run(&look).record.succeeded_meeting, 1);
}

/// What a calendar answers where it does not tell which appointment a form holds.
fn untold() -> [CalendarError; 4] {
    let refused = |certain| CalendarError::Refused { answer: "400".into(), code: "ErrorX".into(), certain };
    [
        CalendarError::Forbidden { answer: "403".into() },
        CalendarError::Unreadable("no valid start".into()),
        refused(true),
        refused(false),
    ]
}

#[test]
fn a_look_beside_a_form_of_which_nobody_can_tell_what_it_holds_shows_everything() {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    let shown = || {
        let Assessment { plan, decision, .. } = world.look().assessment;
        (plan, decision)
    };
    let without = shown();
    *world.open.borrow_mut() = OpenItem::Unknown;
    assert_eq!(shown(), without);
    for error in untold().into_iter().chain([CalendarError::SignedOut]) {
        world.opens("AAAA1111").mailbox.refusal.replace(Some(error.clone()));
        assert_eq!(shown(), without, "{error}");
    }
}

#[test]
fn a_run_beside_such_a_form_is_not_begun_and_goes_ahead_once_it_is_closed() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let look = world.look();
    let refused = || {
        let carried = world.visited(async |visit| visit.carry_out(&look, |_| {}).await);
        assert_eq!(carried, Err(VisitError::UnknownForm));
        assert!(world.mailbox.calendar.writes.borrow().is_empty());
    };
    *world.open.borrow_mut() = OpenItem::Unknown;
    refused();
    for error in untold() {
        world.opens("AAAA1111").mailbox.refusal.replace(Some(error));
        refused();
    }
    assert_eq!(block_on(load_records(&world.settings)), Ok(Vec::new()));
    assert_eq!(world.closes().run(&look).record.state, RunState::Succeeded);
}

#[test]
fn a_run_that_cannot_ask_the_mailbox_says_so() {
    let until = now() + Duration::from_secs(7200);
    let busy = CalendarError::Throttled { retry_after: Some(RetryAfter::At(until)) };
    for (error, busy_until) in [(CalendarError::SignedOut, None), (busy, Some(until))] {
        let world = World::new(vec![stale("AAAA1111", 1)]);
        let look = world.look();
        world.opens("AAAA1111").mailbox.refusal.replace(Some(error.clone()));
        let carried = world.visited(async |visit| visit.carry_out(&look, |_| {}).await);
        let refused = carried.expect_err("no run");
        assert_eq!((refused.busy_until(), &refused), (busy_until, &VisitError::Calendar(error)));
        assert!(world.mailbox.calendar.writes.borrow().is_empty());
    }
}
