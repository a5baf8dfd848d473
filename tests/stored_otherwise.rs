//! A server that keeps another text than the one that was written: with a `<meta>` more in its head each time, and other
//! line ends.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::Cell;

use meetings::{conference_id_in, meeting, now, plan, profile, target, terms};
use redial::dialin::DialInProfile;
use redial::doubles::{
    MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryStore, NextWrite, SteppingClock, block_on,
};
use redial::meeting::ItemId;
use redial::migration::{Machine, MeetingOutcome, Outside, Policy, Run, RunReport, UserEdits, drive};

const IDS: [&str; 2] = ["AAAA1111", "BBBB2222"];

fn with_meta(body: &str) -> String {
    const META: &str = r#"<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">"#;
    let headed = if body.contains("<head>") {
        body.to_owned()
    } else {
        body.replacen("<html>", "<html><head></head>", 1)
    };
    headed.replacen("<head>", &format!("<head>\r\n{META}"), 1)
}

fn with_crlf(body: &str) -> String {
    with_meta(body).replace("\r\n", "\n").replace('\n', "\r\n")
}

fn with_lf(body: &str) -> String {
    with_meta(body).replace("\r\n", "\n")
}

struct World {
    calendar: MemoryCalendar,
    policy: Policy,
}

impl World {
    fn new(stores: fn(&str) -> String) -> Self {
        let calendar = MemoryCalendar::new(IDS.map(|id| meeting(id, 2, &profile("1001"))));
        calendar.stores.set(Some(stores));
        // Whatever counts as an edit leaves the meeting.
        Self { calendar, policy: Policy { user_edits: UserEdits::Skip, ..Policy::default() } }
    }

    fn run(&self, profile: &DialInProfile) -> RunReport {
        let appointments = self.calendar.appointments.borrow().clone();
        let plan = plan(appointments, target(profile.clone()), terms(&self.policy), now());
        let run = Run {
            correlation_id: format!("run-{:?}", profile.fingerprint()),
            owner: "ines@contoso.example".into(),
            plan: &plan,
            terms: terms(&self.policy),
        };
        let outside = Outside {
            calendar: &self.calendar,
            online_meetings: &MemoryDialIn::new(profile.clone()),
            journal: &MemoryJournal::default(),
            settings: &MemoryStore::default(),
            clock: &SteppingClock { now: Cell::new(now()) },
        };
        block_on(drive(Machine::new(run, None, now()), outside, |_| {})).expect("a report")
    }

    fn says(&self, conference_id: &str) {
        for id in IDS {
            let body = self.calendar.body(&ItemId::new(id));
            assert_eq!(conference_id_in(&body).as_deref(), Some(conference_id));
            assert!(body.contains("Agenda – 予算 🎯"), "{body}");
        }
    }
}

#[test]
fn a_text_that_is_stored_otherwise_than_it_was_written_is_right_and_changed_again_when_details_do() {
    for stores in [with_meta, with_crlf, with_lf] {
        let world = World::new(stores);
        for conference_id in ["2002", "3003", "4004"] {
            let report = world.run(&profile(conference_id));
            assert!(report.results.iter().all(|result| result.outcome == MeetingOutcome::Updated));
            assert_eq!(report.results.len(), IDS.len());
            world.says(conference_id);
            assert_eq!(world.run(&profile(conference_id)).results, [], "nothing is left to do");
        }
        assert_eq!(
            world.calendar.body(&ItemId::new(IDS[0])).matches("<meta").count(),
            3,
            "the rest stays as it came"
        );
    }
}

#[test]
fn a_write_whose_answer_is_lost_is_known_by_what_the_text_says() {
    for stores in [with_meta, with_crlf, with_lf] {
        let world = World::new(stores);
        world.calendar.next.borrow_mut().push_back(NextWrite::WriteButLose);
        let report = world.run(&profile("2002"));
        assert!(report.results.iter().all(|result| result.outcome == MeetingOutcome::Updated));
        assert_eq!(world.calendar.writes.borrow().len(), IDS.len(), "each once");
        world.says("2002");
    }
}
