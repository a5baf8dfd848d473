//! A mailbox, and a browser that visits it, for tests.
#![allow(
    dead_code,
    clippy::expect_used,
    reason = "each test file uses its part; a test may fail by panicking"
)]

#[path = "../meetings/mod.rs"]
pub mod meetings;

use std::cell::Cell;
use std::time::Duration;

use meetings::{meeting, now, profile, terms};
use redial::calendar::{CalendarError, RetryAfter};
use redial::dialin::DialInProfile;
use redial::doubles::{
    CountingIds, KeptLooks, MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryLocks, MemoryStore, NextWrite,
    SignedIn, SteppingClock, block_on,
};
use redial::meeting::Appointment;
use redial::migration::{
    Carried, Look, OpenItem, Outside, Policy, Progress, RunReport, RunRequests, RunState, Visit,
    load_records, settle,
};

pub const INES: &str = "ines.moreau@contoso.example";

/// A mailbox, and a browser that visits it.
pub struct World {
    pub calendar: MemoryCalendar,
    pub dial_in: MemoryDialIn,
    pub journal: MemoryJournal,
    pub settings: MemoryStore,
    pub clock: SteppingClock,
    pub locks: MemoryLocks,
    pub ids: CountingIds,
    pub account: SignedIn,
    pub memory: KeptLooks,
    pub policy: Policy,
}

impl World {
    /// An organizer whose meetings were right, and whose conference ID is another now.
    pub fn new(appointments: Vec<Appointment>) -> Self {
        let settings = MemoryStore::default();
        block_on(settle(&settings, &profile("1001"))).expect("remembered");
        Self {
            calendar: MemoryCalendar::new(appointments),
            dial_in: MemoryDialIn::new(profile("2002")),
            journal: MemoryJournal::default(),
            settings,
            clock: SteppingClock { now: Cell::new(now()) },
            locks: MemoryLocks::default(),
            ids: CountingIds::default(),
            account: SignedIn::default(),
            memory: KeptLooks::default(),
            policy: Policy::default(),
        }
    }

    pub fn visit(&self) -> Visit<'_, MemoryLocks> {
        let outside = Outside {
            calendar: &self.calendar,
            online_meetings: &self.dial_in,
            journal: &self.journal,
            settings: &self.settings,
            clock: &self.clock,
        };
        Visit {
            outside,
            dial_in: &self.dial_in,
            lock: &self.locks,
            ids: &self.ids,
            owner: INES,
            memory: &self.memory,
            account: &self.account,
            terms: terms(&self.policy),
            open: &OpenItem::Nothing,
        }
    }

    pub fn look(&self) -> Look {
        self.look_for(None)
    }

    pub fn carry_out(&self, look: &Look) -> Carried {
        block_on(self.visit().carry_out(look, |_| {})).expect("carried out")
    }

    pub fn run(&self, look: &Look) -> RunReport {
        match self.carry_out(look) {
            Carried::Run(report) => *report,
            carried => panic!("{carried:?}"),
        }
    }

    /// Carries out what a look found; after the first meeting the mailbox asks to wait.
    pub fn run_one_and_wait(&self, look: &Look, seconds: u64) -> RunReport {
        let carried = block_on(self.visit().carry_out(look, |progress| {
            if let Progress::Ended { done: 1, .. } = progress {
                (0..2).for_each(|_| self.throttle(seconds));
            }
        }));
        self.calendar.next.borrow_mut().clear();
        match carried.expect("carried out") {
            Carried::Run(report) => *report,
            carried => panic!("{carried:?}"),
        }
    }

    /// A look where an administrator asked for a run.
    pub fn look_on_request(&self, requests: &RunRequests) -> Look {
        self.look_for(Some(requests))
    }

    /// A look at what is marked.
    pub fn first_look(&self) -> Look {
        block_on(self.visit().look(None, &|_| {})).expect("a look")
    }

    /// A look at what is marked, and at the rest.
    fn look_for(&self, requests: Option<&RunRequests>) -> Look {
        let visit = self.visit();
        let look = block_on(visit.look(requests, &|_| {})).expect("a look");
        block_on(visit.look_further(&look, requests, &|_| {})).expect("a look at the rest")
    }

    pub fn throttle(&self, seconds: u64) {
        let retry_after = Some(RetryAfter::In(Duration::from_secs(seconds)));
        self.calendar
            .next
            .borrow_mut()
            .push_back(NextWrite::Refuse(CalendarError::Throttled { retry_after }));
    }

    pub fn pass(&self, seconds: u64) {
        self.clock.now.set(self.clock.now.get() + Duration::from_secs(seconds));
    }

    pub fn writes(&self) -> usize {
        self.calendar.writes.borrow().len()
    }

    pub fn states(&self) -> Vec<RunState> {
        block_on(load_records(&self.settings)).expect("records").iter().map(|record| record.state).collect()
    }
}

pub fn stale(id: &str, days: i64) -> Appointment {
    meeting(id, days, &profile("1001"))
}

/// What is told to an organizer whose new meetings have another address: the policy leaves meetings that show the old one.
pub fn moved(conference_id: &str) -> DialInProfile {
    DialInProfile {
        meeting_base: Some("https://meet.fabrikam.example/ines/".into()),
        ..profile(conference_id)
    }
}

/// An administrator's request, the only one.
pub fn request(id: &str) -> RunRequests {
    let list = format!(
        r#"{{"requests":[{{"id":"{id}","user":"Ines.Moreau@contoso.example","created":"2026-11-20T08:00:00Z"}}]}}"#
    );
    RunRequests::read(&list).expect("a list")
}
