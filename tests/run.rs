//! The run: journal, one conditional write, journal; what is unclear is read before it is written again.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::Cell;
use std::num::NonZeroUsize;
use std::time::Duration;

use meetings::{Planned, conference_id_in, meeting, now, plan, profile, target, terms};
use redial::block::MeetingKind;
use redial::calendar::{Calendar, CalendarError, Manners};
use redial::doubles::{
    MANNERS, MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryStore, NextWrite, SteppingClock, block_on,
};
use redial::meeting::{Appointment, ItemId, NamedProperties, Reason, SeriesRole, Tag};
use redial::migration::{
    Answer, Decision, Failure, JournalEntry, JournalState, Machine, MeetingOutcome, MeetingResult, Outside,
    Plan, Policy, Progress, Run, RunRecord, RunReport, RunState, Step, Terms, Waiting, assess, drive,
    end_interrupted, load_records, save_record,
};
use redial::ports::Clock;
use redial::wire::RetryAfter;

struct World {
    calendar: MemoryCalendar,
    dial_in: MemoryDialIn,
    journal: MemoryJournal,
    settings: MemoryStore,
    clock: SteppingClock,
}

impl World {
    fn new(appointments: Vec<Appointment>) -> Self {
        Self {
            calendar: MemoryCalendar::new(appointments),
            dial_in: MemoryDialIn::new(profile("2002")),
            journal: MemoryJournal::default(),
            settings: MemoryStore::default(),
            clock: SteppingClock { now: Cell::new(now()) },
        }
    }

    fn plan(&self) -> Planned {
        let appointments = self.calendar.appointments.borrow().clone();
        plan(appointments, target(profile("2002")), terms(&Policy::default()), now())
    }

    fn run(&self, plan: &Plan) -> (RunReport, Vec<Progress>) {
        let policy = Policy::default();
        let run = Run {
            correlation_id: "run-1".into(),
            owner: "ines.moreau@contoso.example".into(),
            plan,
            terms: terms(&policy),
        };
        let outside = Outside {
            calendar: &self.calendar,
            online_meetings: &self.dial_in,
            journal: &self.journal,
            settings: &self.settings,
            clock: &self.clock,
        };
        let mut steps = Vec::new();
        let report = block_on(drive(Machine::new(run, None, now()), outside, |step| steps.push(step)))
            .expect("a report");
        (report, steps)
    }

    fn next(&self, next: NextWrite) {
        self.calendar.next.borrow_mut().push_back(next);
    }

    fn conference_id(&self, id: &str) -> Option<String> {
        conference_id_in(&self.calendar.body(&ItemId::new(id)))
    }

    fn records(&self) -> Vec<RunRecord> {
        block_on(load_records(&self.settings)).expect("records")
    }

    fn journal(&self, id: &str) -> JournalEntry {
        let kept = self.journal.kept.borrow();
        serde_json::from_str(kept.get(&format!("journal/run-1/{id}")).expect("an entry")).expect("readable")
    }
}

fn stale(id: &str, days: i64) -> Appointment {
    meeting(id, days, &profile("1001"))
}

fn only(report: &RunReport) -> &MeetingOutcome {
    assert_eq!(report.results.len(), 1);
    &report.results[0].outcome
}

#[test]
fn a_run_rewrites_every_stale_meeting_and_nothing_outside_the_blocks() {
    let world = World::new(vec![
        stale("AAAA1111", 2),
        stale("BBBB2222", 1),
        meeting("CCCC3333", 3, &profile("2002")),
    ]);
    let ids = ["AAAA1111", "BBBB2222", "CCCC3333"];
    let bodies = || ids.map(|id| world.calendar.body(&ItemId::new(id)));
    let before = bodies();
    let (report, steps) = world.run(&world.plan());
    assert_eq!(report.record.state, RunState::Succeeded);
    assert_eq!(
        (report.record.total_meeting, report.record.succeeded_meeting, report.record.invites_update),
        (2, 2, 2)
    );
    assert_eq!(report.results[0].id.as_str(), "BBBB2222", "soonest first");
    assert_eq!(steps.len(), 2);
    let after = bodies();
    let around = |body: &str| {
        let (head, rest) = body.split_once("<p style").expect("the block's beginning");
        let (_, tail) = rest.rsplit_once("</span></p>").expect("the block's end");
        (head.to_owned(), tail.to_owned())
    };
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(conference_id_in(after).as_deref(), Some("2002"));
        assert_eq!(around(before), around(after));
    }
    assert_eq!(before[2], after[2], "what was true is as it was");
}

#[test]
fn the_second_run_writes_nothing() {
    let world = World::new(vec![stale("AAAA1111", 2)]);
    world.run(&world.plan());
    let writes = world.calendar.writes.borrow().len();
    let dial_in = MemoryDialIn::new(profile("2002"));
    let settings = world.settings.writes.get();
    let assessment = block_on(assess(
        &dial_in,
        &dial_in,
        &world.calendar,
        &world.settings,
        meetings::onlooker(&world.clock),
        terms(&Policy::default()),
    ))
    .expect("an assessment");
    assert_eq!(assessment.decision, Decision::NothingToDo);
    assert!(assessment.changes.is_empty());
    assert_eq!((world.calendar.writes.borrow().len(), world.settings.writes.get()), (writes, settings));
}

#[test]
fn a_rewritten_meeting_carries_a_tag_with_its_own_uid() {
    let world = World::new(vec![stale("AAAA1111", 2)]);
    world.run(&world.plan());
    let tag = Tag::read(&world.calendar.appointments.borrow()[0].header.custom_properties).expect("a tag");
    assert_eq!(tag.uid.as_ref().map(|uid| uid.as_str()), Some("uid-AAAA1111"));
    assert_eq!(tag.conf.as_ref().map(|id| id.as_str()), Some("2002"));
    assert_eq!(tag.fp, profile("2002").fingerprint());
}

#[test]
fn the_journal_holds_before_and_after() {
    let world = World::new(vec![stale("AAAA1111", 2)]);
    world.run(&world.plan());
    let entry = world.journal("AAAA1111");
    assert!(
        entry.block_before.contains("Conference ID: 1001")
            && entry.block_after.contains("Conference ID: 2002")
    );
    assert!(matches!(entry.state, JournalState::Written { .. }));
}

#[test]
fn without_a_journal_nothing_is_written() {
    let world = World::new(vec![stale("AAAA1111", 2)]);
    world.journal.broken.set(true);
    let (report, _) = world.run(&world.plan());
    assert!(matches!(only(&report), MeetingOutcome::Failed(Failure::Journal(_))));
    assert!(world.calendar.writes.borrow().is_empty());
}

#[test]
fn one_failure_leaves_its_meeting_as_it_was_and_stops_nobody_else() {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    let refusal =
        CalendarError::Refused { answer: "400".into(), code: "ErrorInvalidRequest".into(), certain: true };
    world.next(NextWrite::Refuse(refusal.clone()));
    let before = world.calendar.body(&ItemId::new("AAAA1111"));
    let (report, _) = world.run(&world.plan());
    assert_eq!(report.results[0].outcome, MeetingOutcome::Failed(refusal.into()));
    assert_eq!(report.results[1].outcome, MeetingOutcome::Updated);
    assert_eq!(world.calendar.body(&ItemId::new("AAAA1111")), before);
    assert_eq!((report.record.state, report.record.failed_meeting), (RunState::Failed, 1));
    assert!(report.record.last_message.contains("400"));
    assert_eq!(world.journal("AAAA1111").state, JournalState::NotWritten);
    assert!(!world.settings.kept.borrow().contains_key("redial.profile"), "a failed run is offered again");
}

#[test]
fn a_conflict_is_read_again_and_keeps_what_somebody_else_wrote() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let theirs = world.calendar.body(&ItemId::new("AAAA1111")).replace("Agenda", "New agenda");
    world.next(NextWrite::Overtake(theirs));
    let (report, _) = world.run(&world.plan());
    assert_eq!(*only(&report), MeetingOutcome::Updated);
    let after = world.calendar.body(&ItemId::new("AAAA1111"));
    assert!(after.contains("New agenda") && after.contains("Conference ID: 2002"));
    assert_eq!(report.record.retry_count, 1);
}

#[test]
fn a_meeting_in_endless_conflict_is_given_up_after_two_more_tries() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    (0..5).for_each(|_| world.next(NextWrite::Refuse(CalendarError::Conflict)));
    let (report, _) = world.run(&world.plan());
    assert_eq!(*only(&report), MeetingOutcome::Failed(CalendarError::Conflict.into()));
    assert_eq!(world.calendar.writes.borrow().len(), 3);
}

#[test]
fn a_write_whose_answer_never_came_is_not_repeated_if_it_happened() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    world.next(NextWrite::WriteButLose);
    let (report, _) = world.run(&world.plan());
    assert_eq!(*only(&report), MeetingOutcome::Updated);
    assert_eq!(world.calendar.writes.borrow().len(), 1);
    assert_eq!(world.calendar.reads.get(), 2, "right before the write, and for what became of it");
}

#[test]
fn a_busy_mailbox_is_given_the_time_it_asks_for() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    world.next(NextWrite::Refuse(CalendarError::Throttled {
        retry_after: Some(RetryAfter::In(Duration::from_secs(7))),
    }));
    let (report, steps) = world.run(&world.plan());
    assert_eq!(*only(&report), MeetingOutcome::Updated);
    assert_eq!(
        steps[0],
        Progress::Waiting { until: now() + Duration::from_secs(7), why: Waiting::Throttled }
    );
    assert_eq!(world.clock.now() - now(), Duration::from_secs(7));
}

#[test]
fn what_became_right_meanwhile_is_left_alone() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    world.next(NextWrite::Overtake(meeting("AAAA1111", 1, &profile("2002")).body.content));
    let (report, _) = world.run(&world.plan());
    assert_eq!(*only(&report), MeetingOutcome::LeftAlone(Reason::AlreadyTrue));
    assert_eq!(world.calendar.writes.borrow().len(), 1);
}

#[test]
fn an_exception_is_read_again_after_its_master_was_written() {
    let mut master = stale("MAST3333", 1);
    master.header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
    let mut exception = stale("MAST3333", 9);
    exception.header.id = ItemId::new("exception");
    exception.header.named = NamedProperties::default();
    exception.header.series_role = SeriesRole::Exception { master: master.header.id.clone() };
    let world = World::new(vec![master, exception]);
    let (report, _) = world.run(&world.plan());
    assert_eq!(world.calendar.reads.get(), 2);
    assert!(report.results.iter().all(|result| result.outcome == MeetingOutcome::Updated));
    assert_eq!(report.record.invites_update, 3);
}

#[test]
fn the_last_twenty_runs_are_kept_newest_first() {
    let world = World::new(vec![]);
    for number in 0..23 {
        let record =
            RunRecord { correlation_id: format!("run-{number}"), ..world.run(&world.plan()).0.record };
        block_on(save_record(&world.settings, &record)).expect("kept");
    }
    let records = block_on(load_records(&world.settings)).expect("records");
    assert_eq!(records.len(), 20);
    assert_eq!(records[0].correlation_id, "run-22");
    let json = serde_json::to_value(&records[0]).expect("JSON");
    for field in [
        "CorrelationId",
        "CreateDate",
        "ModifiedDate",
        "MigrationType",
        "State",
        "TotalMeeting",
        "SucceededMeeting",
        "FailedMeeting",
        "InvitesUpdate",
        "RetryCount",
        "LastMessage",
        "UserPrincipalName",
    ] {
        assert!(json.get(field).is_some(), "{field}");
    }
}

#[test]
fn a_record_that_cannot_be_read_hides_no_other() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    world.run(&world.plan());
    let readable = world.records();
    let mut kept = serde_json::to_value(&readable).expect("JSON");
    kept.as_array_mut().expect("a list").insert(0, serde_json::json!({ "State": "Postponed" }));
    world.settings.kept.borrow_mut().insert("redial.runs".into(), kept.to_string());
    assert_eq!(world.records(), readable);
}

#[test]
fn a_record_says_in_mms_words_that_meetings_keep_their_kind() {
    for (kind, word) in [
        (MeetingKind::SkypeForBusiness, "SfbToSfb"),
        (MeetingKind::Teams, "TeamsToTeams"),
        (MeetingKind::Hosted, "HostedToHosted"),
    ] {
        let world = World::new(vec![]);
        let mut plan = world.plan().plan;
        plan.target.profile.kind = kind;
        let (report, _) = world.run(&plan);
        let record = serde_json::to_value(report.record).expect("JSON");
        assert_eq!(record["MigrationType"], word);
    }
}

#[test]
fn a_write_of_which_the_answer_is_an_error_of_the_server_is_not_repeated_if_it_happened() {
    for error in [
        CalendarError::Throttled { retry_after: None },
        CalendarError::Unreadable("an answer that is cut off".into()),
        CalendarError::Refused {
            answer: "500".into(),
            code: "ErrorInternalServerError".into(),
            certain: false,
        },
    ] {
        let world = World::new(vec![stale("AAAA1111", 1)]);
        world.next(NextWrite::WriteButFail(error));
        let (report, _) = world.run(&world.plan());
        assert_eq!(*only(&report), MeetingOutcome::Updated);
        assert_eq!(world.conference_id("AAAA1111").as_deref(), Some("2002"));
        assert_eq!(report.record.invites_update, 1);
    }
}

#[test]
fn what_a_closed_page_left_going_on_has_failed() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    world.run(&world.plan());
    let mut record = world.records().remove(0);
    let done = record.clone();
    (record.correlation_id, record.state) = ("run-2".into(), RunState::InProgress);
    block_on(save_record(&world.settings, &record)).expect("kept");
    block_on(end_interrupted(&world.settings, now())).expect("kept");
    let records = world.records();
    assert_eq!((records[0].correlation_id.as_str(), records[0].state), ("run-2", RunState::Failed));
    assert!(records[0].last_message.contains("closed"));
    assert_eq!(records[1], done);
}

fn throttled(seconds: u64) -> CalendarError {
    CalendarError::Throttled { retry_after: Some(RetryAfter::In(Duration::from_secs(seconds))) }
}

#[test]
fn what_was_written_is_not_called_failed_because_the_mailbox_is_busy_afterwards() {
    for busy in [1, 5] {
        let world = World::new(vec![stale("AAAA1111", 1)]);
        world.next(NextWrite::WriteButLose);
        *world.calendar.next_reads.borrow_mut() = std::iter::once(None)
            .chain(std::iter::repeat_n(Some(CalendarError::Throttled { retry_after: None }), busy))
            .collect();
        let (report, _) = world.run(&world.plan());
        assert_eq!(*only(&report), MeetingOutcome::Updated, "busy {busy} times");
        assert_eq!(world.calendar.writes.borrow().len(), 1);
    }
}

#[test]
fn a_meeting_that_was_written_and_cannot_be_read_again_is_not_said_to_have_failed() {
    let forbidden = CalendarError::Forbidden { answer: "403".into() };
    let world = World::new(vec![stale("AAAA1111", 1)]);
    world.next(NextWrite::WriteButLose);
    *world.calendar.next_reads.borrow_mut() = [None, Some(forbidden.clone())].into();
    let (report, _) = world.run(&world.plan());
    assert_eq!(*only(&report), MeetingOutcome::Unclear(forbidden.into()));
    assert_eq!(report.record.state, RunState::Failed);
}

#[test]
fn a_conflict_whose_second_reading_is_throttled_is_read_later() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    world.next(NextWrite::Refuse(CalendarError::Conflict));
    *world.calendar.next_reads.borrow_mut() = [None, Some(throttled(30))].into();
    let (report, _) = world.run(&world.plan());
    assert_eq!(*only(&report), MeetingOutcome::Updated);
    assert_eq!(world.clock.now() - now(), Duration::from_secs(30));
}

#[test]
fn a_server_that_asks_for_hours_is_not_asked_before_and_the_record_keeps_until_when() {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2), stale("CCCC3333", 3)]);
    (0..9).for_each(|_| world.next(NextWrite::Refuse(throttled(7200))));
    let (report, _) = world.run(&world.plan());
    let until = now() + Duration::from_secs(7200);
    let deferred = |result: &MeetingResult| matches!(result.outcome, MeetingOutcome::Deferred { until: at } if at == until);
    assert!(report.results.iter().all(deferred), "{:?}", report.results);
    assert_eq!((report.record.state, report.record.deferred_until), (RunState::Pending, Some(until)));
    assert_eq!(world.clock.now(), now(), "nobody waits for hours");
    assert!(world.calendar.writes.borrow().len() <= 2, "two are told so, the others are not tried");
}

#[test]
fn a_date_in_retry_after_is_obeyed() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let at = now() + Duration::from_secs(90);
    world.next(NextWrite::Refuse(CalendarError::Throttled { retry_after: Some(RetryAfter::At(at)) }));
    let (report, steps) = world.run(&world.plan());
    assert_eq!(*only(&report), MeetingOutcome::Updated);
    assert_eq!(steps[0], Progress::Waiting { until: at, why: Waiting::Throttled });
    assert_eq!(world.clock.now(), at);
}

#[test]
fn one_that_is_throttled_lets_the_others_go_on() {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    world.next(NextWrite::Refuse(throttled(60)));
    let (_, steps) = world.run(&world.plan());
    let ended: Vec<&str> = steps
        .iter()
        .filter_map(|step| match step {
            Progress::Ended { result, .. } => Some(result.id.as_str()),
            Progress::Waiting { .. } => None,
        })
        .collect();
    assert_eq!(ended, ["BBBB2222", "AAAA1111"]);
}

#[test]
fn a_meeting_that_was_deleted_meanwhile_is_left_alone() {
    let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2)]);
    let plan = world.plan();
    world.calendar.appointments.borrow_mut().remove(0);
    world.next(NextWrite::Refuse(CalendarError::NotFound));
    let (report, _) = world.run(&plan);
    let left = MeetingOutcome::LeftAlone(Reason::Deleted);
    assert!(report.results.iter().all(|result| result.outcome == left), "{:?}", report.results);
    assert_eq!(report.record.state, RunState::Succeeded);
}

#[test]
fn whoever_is_signed_out_in_the_middle_is_told_once_and_no_meeting_fails_for_it() {
    for is_written in [false, true] {
        let world = World::new(vec![stale("AAAA1111", 1), stale("BBBB2222", 2), stale("CCCC3333", 3)]);
        if is_written {
            world.next(NextWrite::Refuse(CalendarError::SignedOut));
        } else {
            *world.calendar.next_reads.borrow_mut() = [Some(CalendarError::SignedOut)].into();
        }
        let (report, _) = world.run(&world.plan());
        assert!(report.results.is_empty(), "{:?}", report.results);
        assert_eq!(report.stopped, Some(CalendarError::SignedOut.into()));
        assert_eq!((report.record.state, report.record.failed_meeting), (RunState::Failed, 0));
        assert!(report.record.last_message.contains("sign in"));
        let asked = world.calendar.reads.get() + world.calendar.writes.borrow().len();
        assert!(asked <= 2, "asked {asked} times");
    }
}

#[test]
fn several_meetings_are_written_in_one_step_and_an_exception_after_its_master() {
    let mut master = stale("MAST3333", 1);
    master.header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
    let mut exception = stale("MAST3333", 9);
    exception.header.id = ItemId::new("exception");
    exception.header.named = NamedProperties::default();
    exception.header.series_role = SeriesRole::Exception { master: master.header.id.clone() };
    let world = World::new(vec![master, exception, stale("AAAA1111", 2), stale("BBBB2222", 3)]);
    let policy = Policy::default();
    let terms = Terms {
        manners: Manners { at_once: NonZeroUsize::new(4).expect("four"), ..MANNERS },
        ..terms(&policy)
    };
    let plan = world.plan();
    let run = Run { correlation_id: "run-1".into(), owner: "i@contoso.example".into(), plan: &plan, terms };
    let mut machine = Machine::new(run, None, now());
    let mut steps = Vec::new();
    loop {
        let answer = match machine.next(now()) {
            Step::Done(_) => break,
            Step::Record(_) | Step::Journal(_) | Step::Settle(_) => Answer::Kept(Ok(())),
            Step::Read(ids) => Answer::Read(block_on(world.calendar.read(&ids))),
            Step::Write(updates) => {
                steps.push(updates.iter().map(|update| update.id.as_str().to_owned()).collect::<Vec<_>>());
                Answer::Written(block_on(world.calendar.update(&updates)))
            }
            step @ (Step::Make { .. } | Step::Wait { .. }) => panic!("{step:?}"),
        };
        machine.take(now(), answer);
    }
    assert_eq!(steps, [vec!["MAST3333", "AAAA1111", "BBBB2222"], vec!["exception"]]);
}

#[test]
fn a_message_of_any_length_fits_into_the_record() {
    let world = World::new(vec![]);
    let record = RunRecord { last_message: "é".repeat(9000), ..RunRecord::default() };
    block_on(save_record(&world.settings, &record)).expect("kept");
    let kept = world.records().remove(0).last_message;
    assert!(kept.len() <= 500 && kept.ends_with('…') && kept.starts_with("éé"), "{}", kept.len());
}
