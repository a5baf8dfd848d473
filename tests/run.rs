//! The run: journal, one conditional write, journal; what is unclear is read before it is written again.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod meetings;

use std::cell::Cell;
use std::collections::HashMap;
use std::num::{NonZeroU32, NonZeroUsize};
use std::time::Duration;

use meetings::{Planned, conference_id_in, meeting, now, plan, profile, target, terms, with};
use redial::block::MeetingKind;
use redial::calendar::{Calendar, CalendarError, Manners, Rate};
use redial::doubles::{
    MANNERS, MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryStore, NextWrite, SteppingClock, block_on,
};
use redial::meeting::{Appointment, ItemId, NamedProperties, Reason, SeriesRole, Tag};
use redial::migration::{
    Answer, Decision, Failure, JournalEntry, JournalState, Machine, MeetingOutcome, MeetingResult, Outside,
    Plan, Policy, Progress, Run, RunRecord, RunReport, RunState, Step, Terms, Waiting, drive,
    end_interrupted, load_records, save_record,
};
use redial::ports::{Clock, StoreError};
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
        self.run_at_once(1, plan)
    }

    fn run_at_once(&self, at_once: usize, plan: &Plan) -> (RunReport, Vec<Progress>) {
        let policy = Policy::default();
        self.run_by(at_once_terms(&policy, at_once), plan)
    }

    fn run_by(&self, terms: Terms<'_>, plan: &Plan) -> (RunReport, Vec<Progress>) {
        let run =
            Run { correlation_id: "run-1".into(), owner: "ines.moreau@contoso.example".into(), plan, terms };
        let outside = Outside {
            calendar: &self.calendar,
            online_meetings: &self.dial_in,
            journal: &self.journal,
            settings: &self.settings,
            clock: &self.clock,
        };
        let mut steps = Vec::new();
        let machine = Machine::new(run, None, self.clock.now());
        let report = block_on(drive(machine, outside, |step| steps.push(step))).expect("a report");
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

fn at_once_terms(policy: &Policy, at_once: usize) -> Terms<'_> {
    let at_once = NonZeroUsize::new(at_once).expect("some");
    Terms { manners: Manners { at_once, ..MANNERS }, ..terms(policy) }
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
    let assessment = block_on(meetings::assess(
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
fn a_meeting_that_somebody_edits_again_and_again_is_given_up_after_five_more_tries() {
    let world = World::new(vec![stale("AAAA1111", 1)]);
    let before = world.calendar.body(&ItemId::new("AAAA1111"));
    (0..9).for_each(|number| {
        world.next(NextWrite::Overtake(before.replace("Agenda", &format!("Agenda {number}"))));
    });
    let (report, steps) = world.run(&world.plan());
    assert_eq!(*only(&report), MeetingOutcome::Failed(CalendarError::Conflict.into()));
    assert_eq!(world.calendar.writes.borrow().len(), 6);
    assert_eq!(report.record.last_message, CalendarError::Conflict.to_string());
    let mut before = now();
    for at in waits(&steps) {
        let pause = at - before;
        assert!(pause >= Duration::from_millis(1500) && pause <= Duration::from_secs(3), "{pause}");
        before = at;
    }
    assert_eq!(waits(&steps).len(), 5);
}

#[test]
fn a_conflict_that_changed_nothing_is_nobodys_edit() {
    for conflicts in 1..=5 {
        let world = World::new(vec![stale("AAAA1111", 1)]);
        (0..conflicts).for_each(|_| world.next(NextWrite::Touch));
        let (report, _) = world.run(&world.plan());
        assert_eq!(*only(&report), MeetingOutcome::Updated, "{conflicts}");
        assert_eq!((report.record.last_message.as_str(), report.record.retry_count), ("", conflicts));
    }
    let world = World::new(vec![stale("AAAA1111", 1)]);
    (0..6).for_each(|_| world.next(NextWrite::Touch));
    let (report, _) = world.run(&world.plan());
    assert!(matches!(only(&report), MeetingOutcome::Deferred { .. }), "{report:?}");
    assert_eq!((report.record.state, report.record.last_message.as_str()), (RunState::Pending, ""));
    let (report, _) = world.run(&world.plan());
    assert_eq!(*only(&report), MeetingOutcome::Updated, "the server has come to rest");
}

#[test]
fn whoever_changes_text_bag_or_times_edits_it() {
    let edits: [fn(&mut Appointment); 4] = [
        |edited| edited.body.content = edited.body.content.replace("Agenda", "New agenda"),
        |edited| {
            edited.header.custom_properties.0.insert("theirs".into(), "new".into());
        },
        |edited| edited.header.start += Duration::from_secs(3600),
        |edited| edited.header.end += Duration::from_secs(3600),
    ];
    for (which, edit) in edits.into_iter().enumerate() {
        let world = World::new(vec![stale("AAAA1111", 1)]);
        let plan = world.plan();
        let policy = Policy::default();
        let terms = at_once_terms(&policy, 1);
        let run =
            Run { correlation_id: "run-1".into(), owner: "i@contoso.example".into(), plan: &plan, terms };
        let mut machine = Machine::new(run, None, now());
        let (mut at, mut writes) = (now(), 0);
        let report = loop {
            let answer = match machine.next(at) {
                Step::Done(report) => break report.expect("a report"),
                Step::Record(_) | Step::Journal(_) | Step::Settle(_) => Answer::Kept(Ok(())),
                Step::Read(ids) => Answer::Read(block_on(world.calendar.read(&ids))),
                Step::Write(_) if writes == 0 => {
                    writes += 1;
                    edit(&mut world.calendar.appointments.borrow_mut()[0]);
                    Answer::Written(vec![Err(CalendarError::Conflict)])
                }
                Step::Write(updates) => Answer::Written(block_on(world.calendar.update(&updates))),
                Step::Wait { until } => {
                    at = until;
                    continue;
                }
                step @ Step::Make { .. } => panic!("{step:?}"),
            };
            machine.take(at, answer);
        };
        assert_eq!(*only(&report), MeetingOutcome::Updated, "{which}");
        assert_eq!(report.record.last_message, CalendarError::Conflict.to_string(), "{which}");
    }
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
    let (report, steps) = world.run(&world.plan());
    assert_eq!(world.calendar.reads.get(), 2);
    assert!(report.results.iter().all(|result| result.outcome == MeetingOutcome::Updated));
    assert_eq!(report.record.invites_update, 3);
    let [Progress::Ended { .. }, Progress::Waiting { until, why: Waiting::AtWork }, Progress::Ended { .. }] =
        steps.as_slice()
    else {
        panic!("{steps:?}")
    };
    let pause = *until - now();
    assert!(pause >= Duration::from_secs(3) && pause <= Duration::from_secs(5), "{pause}");
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
    let passed = world.clock.now() - now();
    assert!(passed > Duration::from_secs(31) && passed <= Duration::from_secs(33), "{passed}");
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
    let terms = at_once_terms(&policy, 4);
    let plan = world.plan();
    let run = Run { correlation_id: "run-1".into(), owner: "i@contoso.example".into(), plan: &plan, terms };
    let mut machine = Machine::new(run, None, now());
    let (mut steps, mut at) = (Vec::new(), now());
    loop {
        let answer = match machine.next(at) {
            Step::Done(_) => break,
            Step::Record(_) | Step::Journal(_) | Step::Settle(_) => Answer::Kept(Ok(())),
            Step::Read(ids) => Answer::Read(block_on(world.calendar.read(&ids))),
            Step::Write(updates) => {
                steps.push(updates.iter().map(|update| update.id.as_str().to_owned()).collect::<Vec<_>>());
                Answer::Written(block_on(world.calendar.update(&updates)))
            }
            Step::Wait { until } => {
                at = until;
                continue;
            }
            step @ Step::Make { .. } => panic!("{step:?}"),
        };
        machine.take(at, answer);
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

fn many(count: i64) -> Vec<Appointment> {
    (1..=count).map(|number| stale(&format!("MANY{number:04}"), number)).collect()
}

fn busy() -> CalendarError {
    CalendarError::Throttled { retry_after: None }
}

fn waits(steps: &[Progress]) -> Vec<time::OffsetDateTime> {
    let until = |step: &Progress| match step {
        Progress::Waiting { until, .. } => Some(*until),
        Progress::Ended { .. } => None,
    };
    steps.iter().filter_map(until).collect()
}

#[test]
fn a_mailbox_that_stays_busy_fails_no_meeting_and_the_rest_is_for_later() {
    for (at_once, reads) in [(1, false), (4, false), (1, true), (4, true)] {
        let world = World::new(many(10));
        if reads {
            world.calendar.next_reads.borrow_mut().extend((0..200).map(|_| Some(busy())));
        } else {
            (0..200).for_each(|_| world.next(NextWrite::Refuse(busy())));
        }
        let (report, steps) = world.run_at_once(at_once, &world.plan());
        let is_deferred = |result: &MeetingResult| matches!(result.outcome, MeetingOutcome::Deferred { .. });
        assert!(report.results.iter().all(is_deferred), "{:?}", report.results);
        assert_eq!((report.record.state, report.record.failed_meeting), (RunState::Pending, 0));
        assert!(report.record.deferred_until > Some(world.clock.now()));
        let asked = if reads { world.calendar.reads.get() } else { world.calendar.writes.borrow().len() };
        assert!(asked <= 8 * at_once, "asked {asked} times");
        let waits = waits(&steps);
        let pauses: Vec<_> = waits.windows(2).map(|pair| (pair[1] - pair[0]).whole_seconds()).collect();
        assert!(pauses.windows(2).all(|pair| pair[0] <= pair[1]), "{pauses:?}");
        assert!((160..=240).contains(pauses.last().expect("some")), "{pauses:?}");
    }
}

#[test]
fn a_mailbox_that_takes_writes_again_is_asked_as_fast_as_before() {
    let world = World::new(many(3));
    (0..3).for_each(|_| world.next(NextWrite::Refuse(busy())));
    let (report, _) = world.run(&world.plan());
    assert_eq!(report.record.state, RunState::Succeeded);
    let passed = (world.clock.now() - now()).whole_seconds();
    assert!((20 + 40..=30 + 60).contains(&passed), "{passed}");
}

#[test]
fn a_meeting_that_the_mailbox_has_no_time_for_is_tried_again_later_with_its_changed_dates() {
    let mut master = stale("MAST3333", 1);
    master.header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
    let mut exception = stale("MAST3333", 9);
    exception.header.id = ItemId::new("exception");
    exception.header.named = NamedProperties::default();
    exception.header.series_role = SeriesRole::Exception { master: master.header.id.clone() };
    let world = World::new(vec![master, exception]);
    (0..6).for_each(|_| world.next(NextWrite::Refuse(busy())));
    let (report, _) = world.run(&world.plan());
    let is_deferred = |result: &MeetingResult| matches!(result.outcome, MeetingOutcome::Deferred { .. });
    assert!(report.results.len() == 2 && report.results.iter().all(is_deferred), "{:?}", report.results);
    assert_eq!(report.record.state, RunState::Pending);
    assert!(report.record.last_message.contains("busy"));
    let (report, _) = world.run(&world.plan());
    assert_eq!(report.record.state, RunState::Succeeded);
}

#[test]
fn a_changed_date_that_the_mailbox_has_no_time_for_waits_by_itself_once_its_series_is_written() {
    let mut master = stale("MAST3333", 1);
    master.header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
    let mut exception = stale("MAST3333", 9);
    exception.header.id = ItemId::new("exception");
    exception.header.named = NamedProperties::default();
    exception.header.series_role = SeriesRole::Exception { master: master.header.id.clone() };
    let world = World::new(vec![master, exception]);
    let read = std::iter::once(None).chain(std::iter::repeat_n(Some(throttled(20)), 6));
    world.calendar.next_reads.borrow_mut().extend(read);
    let (report, _) = world.run(&world.plan());
    let until = world.clock.now() + Duration::from_secs(20);
    let outcomes: Vec<_> = report.results.iter().map(|result| result.outcome.clone()).collect();
    assert_eq!(outcomes, [MeetingOutcome::Updated, MeetingOutcome::Deferred { until }]);
}

#[test]
fn a_server_that_names_no_time_ahead_gets_a_pause_that_doubles() {
    for retry_after in [
        Some(RetryAfter::In(Duration::ZERO)),
        Some(RetryAfter::At(now() - Duration::from_secs(90))),
        Some(RetryAfter::At(now())),
    ] {
        let world = World::new(vec![stale("AAAA1111", 1)]);
        (0..3).for_each(|_| world.next(NextWrite::Refuse(CalendarError::Throttled { retry_after })));
        let (report, steps) = world.run(&world.plan());
        assert_eq!(*only(&report), MeetingOutcome::Updated);
        let mut before = now();
        for (at, shortest) in waits(&steps).into_iter().zip([10, 20, 40]) {
            let pause = (at - before).whole_seconds();
            assert!((shortest..=shortest * 3 / 2).contains(&pause), "{pause}");
            before = at;
        }
    }
}

#[test]
fn a_run_that_goes_on_counts_what_it_did_before() {
    let world = World::new(many(10));
    let unread = std::iter::repeat_n(None, 8).chain(std::iter::repeat_n(Some(throttled(7200)), 2));
    *world.calendar.next_reads.borrow_mut() = unread.collect();
    let refusal = CalendarError::Refused { answer: "400".into(), code: "ErrorInvalid".into(), certain: true };
    world.next(NextWrite::Refuse(refusal));
    let (first, _) = world.run(&world.plan());
    let counts = |record: &RunRecord| {
        (record.total_meeting, record.succeeded_meeting, record.failed_meeting, record.invites_update)
    };
    assert_eq!((counts(&first.record), first.record.state), ((10, 7, 1, 7), RunState::Pending));
    world.clock.now.set(now() + Duration::from_secs(7201));
    let (second, _) = world.run(&world.plan());
    assert_eq!((counts(&second.record), second.record.state), ((10, 10, 0, 10), RunState::Succeeded));
    assert_eq!(second.record.retry_count, first.record.retry_count);
    assert_eq!(second.record.create_date, first.record.create_date);
    assert_eq!(second.record.deferred_until, None);
    assert_eq!(world.records(), [second.record]);
}

#[test]
fn what_became_right_otherwise_before_a_run_goes_on_counts_as_done() {
    let world = World::new(many(3));
    *world.calendar.next_reads.borrow_mut() = [None, Some(throttled(7200)), Some(throttled(7200))].into();
    world.run(&world.plan());
    world.calendar.appointments.borrow_mut().pop();
    let (report, _) = world.run(&world.plan());
    assert_eq!((report.record.total_meeting, report.record.succeeded_meeting), (3, 3));
    assert_eq!(report.record.invites_update, 2);
}

#[test]
fn the_journal_tells_what_became_of_a_write_once_a_look_has_told() {
    let late = meeting("AAAA1111", 1, &profile("2002")).body.content;
    let lost = redial::wire::TransportError::TimedOut { host: "calendar".into() };
    for next in [
        vec![NextWrite::WriteButLose],
        vec![NextWrite::WriteButFail(busy())],
        // It arrives when the next one is already on its way.
        vec![NextWrite::Refuse(lost.into()), NextWrite::Overtake(late.clone())],
        vec![NextWrite::Refuse(busy()), NextWrite::Overtake(late)],
    ] {
        let world = World::new(vec![stale("AAAA1111", 1)]);
        world.calendar.next.borrow_mut().extend(next.clone());
        let (report, _) = world.run(&world.plan());
        assert_eq!(*only(&report), MeetingOutcome::Updated, "{next:?}");
        let change_key = world.calendar.appointments.borrow()[0].header.change_key.clone();
        assert_eq!(world.journal("AAAA1111").state, JournalState::Written { change_key }, "{next:?}");
    }
}

#[test]
fn nothing_is_said_not_to_be_written_while_an_earlier_write_may_arrive() {
    let refusal = CalendarError::Refused { answer: "400".into(), code: "ErrorInvalid".into(), certain: true };
    for second in [refusal, CalendarError::SignedOut, CalendarError::Forbidden { answer: "403".into() }] {
        let world = World::new(vec![stale("AAAA1111", 1)]);
        world.next(NextWrite::Refuse(CalendarError::Unreadable("cut off".into())));
        world.next(NextWrite::Refuse(second.clone()));
        world.run(&world.plan());
        assert_eq!(world.journal("AAAA1111").state, JournalState::Begun, "{second}");
    }
}

fn sending(terms: Terms<'_>, mails_a_minute: u32, deliveries_a_day: u32) -> Terms<'_> {
    let sent = NonZeroU32::new(mails_a_minute).map(|most| Rate { most, per: time::Duration::MINUTE });
    let daily_deliveries = NonZeroU32::new(deliveries_a_day);
    Terms { manners: Manners { sent, daily_deliveries, ..terms.manners }, ..terms }
}

#[test]
fn no_more_mails_are_caused_in_a_minute_than_the_mailbox_sends_and_who_causes_none_need_not_wait() {
    for at_once in [1, 4] {
        let mut appointments = many(70);
        appointments.push(with(stale("ALONE999", 90), |header| header.attendees = 0));
        let world = World::new(appointments);
        let policy = Policy::default();
        let terms = sending(at_once_terms(&policy, at_once), 30, 0);
        let (report, steps) = world.run_by(terms, &world.plan());
        assert_eq!((report.record.state, report.record.succeeded_meeting), (RunState::Succeeded, 71));
        let ended: Vec<&str> = steps
            .iter()
            .take_while(|step| !matches!(step, Progress::Waiting { .. }))
            .map(|step| match step {
                Progress::Ended { result, .. } => result.id.as_str(),
                Progress::Waiting { .. } => "",
            })
            .collect();
        assert_eq!((ended.len(), ended.last()), (31, Some(&"ALONE999")), "{at_once}");
        let is_for_mails = |step: &Progress| {
            matches!(step, Progress::Ended { .. } | Progress::Waiting { why: Waiting::Mails, .. })
        };
        assert!(steps.iter().all(is_for_mails), "{steps:?}");
        let passed = (world.clock.now() - now()).whole_seconds();
        assert!((80..=85).contains(&passed), "{passed} seconds for 40 more");
    }
}

#[test]
fn what_is_beyond_the_days_deliveries_goes_on_by_itself_a_day_later_the_soonest_meetings_first() {
    let policy = Policy::default();
    let mut appointments = many(10);
    appointments.push(with(stale("ALONE999", 90), |header| header.attendees = 0));
    let world = World::new(appointments);
    // Each goes to three people.
    let terms = sending(at_once_terms(&policy, 4), 0, 12);
    let mut updated = Vec::new();
    for day in 0..3 {
        let begun = world.clock.now();
        let (report, _) = world.run_by(terms, &world.plan());
        let done = report.results.iter().filter(|result| result.outcome == MeetingOutcome::Updated);
        updated.push(done.map(|result| result.id.as_str().to_owned()).collect::<Vec<_>>());
        if day < 2 {
            assert_eq!(report.record.state, RunState::Pending);
            assert_eq!(report.record.deferred_until, Some(begun + Duration::from_secs(86_400)), "{day}");
            assert_eq!(world.clock.now(), begun, "nobody waits for a day");
            world.clock.now.set(begun + Duration::from_secs(86_400));
        } else {
            assert_eq!((report.record.state, report.record.invites_update), (RunState::Succeeded, 10));
        }
    }
    assert_eq!(updated[0], ["MANY0001", "MANY0002", "MANY0003", "MANY0004", "ALONE999"]);
    assert_eq!(updated[1], ["MANY0005", "MANY0006", "MANY0007", "MANY0008"]);
    assert_eq!(updated[2], ["MANY0009", "MANY0010"]);
}

#[test]
fn no_day_sees_more_deliveries_because_several_meetings_are_written_at_once() {
    let policy = Policy::default();
    for at_once in 1..=4 {
        for most in 1..=12 {
            let world = World::new(many(6));
            let terms = sending(at_once_terms(&policy, at_once), 0, most);
            let (report, _) = world.run_by(terms, &world.plan());
            // Each goes to three people; more than a day's have a day for themselves.
            let sent = (most / 3).max(1);
            assert_eq!(report.record.invites_update, sent as usize, "{most} a day, {at_once} at once");
            assert_eq!(report.record.state, RunState::Pending);
        }
    }
}

#[test]
fn the_day_counts_what_other_runs_sent() {
    let policy = Policy::default();
    let terms = sending(at_once_terms(&policy, 1), 0, 12);
    let world = World::new(many(3));
    let before = now() - Duration::from_secs(3600);
    let record = RunRecord {
        correlation_id: "before".into(),
        deliveries: 9,
        last_delivery: Some(before),
        ..RunRecord::default()
    };
    block_on(save_record(&world.settings, &record)).expect("kept");
    let (report, _) = world.run_by(terms, &world.plan());
    assert_eq!(report.results[0].outcome, MeetingOutcome::Updated);
    let until = before + Duration::from_secs(86_400);
    for result in &report.results[1..] {
        assert_eq!(result.outcome, MeetingOutcome::Deferred { until });
    }
}

#[test]
fn a_page_that_is_closed_forgets_no_more_than_a_tenth_of_the_days_deliveries() {
    let policy = Policy::default();
    let world = World::new(many(12));
    let plan = world.plan();
    let terms = sending(at_once_terms(&policy, 1), 0, 30);
    let run = Run { correlation_id: "run-1".into(), owner: "i@contoso.example".into(), plan: &plan, terms };
    let mut machine = Machine::new(run, None, now());
    let (mut kept, mut sent) = (0, 0);
    loop {
        let answer = match machine.next(now()) {
            Step::Done(_) => break,
            Step::Record(record) => {
                kept = record.deliveries;
                Answer::Kept(Ok(()))
            }
            Step::Journal(_) | Step::Settle(_) => Answer::Kept(Ok(())),
            Step::Read(ids) => Answer::Read(block_on(world.calendar.read(&ids))),
            Step::Write(updates) => {
                assert!(sent - kept <= 3, "{sent} were sent and {kept} kept");
                sent += 3;
                Answer::Written(block_on(world.calendar.update(&updates)))
            }
            step @ (Step::Make { .. } | Step::Wait { .. }) => panic!("{step:?}"),
        };
        machine.take(now(), answer);
    }
    assert_eq!((sent, kept), (30, 30));
}

#[test]
fn an_administrator_may_lower_the_days_deliveries_and_not_raise_them() {
    let limit = |most| NonZeroU32::new(most);
    for (of_policy, of_mailbox, limit) in [
        (limit(500), limit(10_000), limit(500)),
        (limit(20_000), limit(10_000), limit(10_000)),
        (None, limit(10_000), limit(10_000)),
        (limit(500), None, limit(500)),
        (None, None, None),
    ] {
        let policy = Policy { deliveries_per_day: of_policy, ..Policy::default() };
        let manners = Manners { daily_deliveries: of_mailbox, ..MANNERS };
        assert_eq!(Terms { manners, ..terms(&policy) }.daily_deliveries(), limit);
    }
}

#[test]
fn mails_are_counted_for_everybody_who_gets_them_and_for_each_changed_date() {
    let series = |attendees, exceptions| {
        with(stale("MAST3333", 1), |header| {
            header.attendees = attendees;
            header.series_role = SeriesRole::Master { until: None, exceptions };
        })
    };
    for (appointment, deliveries) in
        [(stale("AAAA1111", 1), 3), (series(7, 0), 7), (series(7, 4), 35), (series(0, 4), 0)]
    {
        assert_eq!(MANNERS.deliveries(&appointment.header), deliveries);
    }
    let world = World::new(vec![stale("AAAA1111", 2), series(7, 4)]);
    assert_eq!((world.plan().mails(), world.plan().deliveries()), (6, 38));
}

#[test]
fn a_mailbox_that_breaks_off_right_after_it_answered_is_read_again_later_and_what_was_sent_is_read_first() {
    let interrupted = || redial::wire::TransportError::Interrupted { host: "calendar".into() };
    let world = World::new(vec![stale("AAAA1111", 1)]);
    world.calendar.unread.borrow_mut().push_back(interrupted().into());
    let (report, steps) = world.run(&world.plan());
    assert_eq!(*only(&report), MeetingOutcome::Updated);
    let [until] = waits(&steps)[..] else { panic!("{steps:?}") };
    assert!((10..=15).contains(&(until - now()).whole_seconds()));

    let world = World::new(vec![stale("AAAA1111", 1)]);
    world.next(NextWrite::WriteButFail(interrupted().into()));
    let (report, steps) = world.run(&world.plan());
    assert_eq!((only(&report), waits(&steps).len()), (&MeetingOutcome::Updated, 0));
    assert_eq!((world.calendar.writes.borrow().len(), world.calendar.reads.get()), (1, 2));
}

/// A run of all meetings of a calendar, whose entries are kept as `keep` says.
fn run_with_journal(
    calendar: &MemoryCalendar,
    at_once: usize,
    mut keep: impl FnMut(&[JournalEntry]) -> bool,
) -> (RunReport, HashMap<ItemId, JournalState>) {
    let policy = Policy::default();
    let appointments = calendar.appointments.borrow().clone();
    let plan = plan(appointments, target(profile("2002")), terms(&policy), now());
    let terms = at_once_terms(&policy, at_once);
    let run = Run { correlation_id: "run-1".into(), owner: "i@contoso.example".into(), plan: &plan, terms };
    let mut machine = Machine::new(run, None, now());
    let mut kept = HashMap::new();
    for _ in 0..200 {
        let answer = match machine.next(now()) {
            Step::Done(report) => return (*report.expect("a report"), kept),
            Step::Record(_) | Step::Settle(_) => Answer::Kept(Ok(())),
            Step::Journal(entries) => Answer::Kept(if keep(&entries) {
                kept.extend(entries.into_iter().map(|entry| (entry.id, entry.state)));
                Ok(())
            } else {
                Err(StoreError { place: "journal", reason: "the disk is full".into() })
            }),
            Step::Read(ids) => Answer::Read(block_on(calendar.read(&ids))),
            Step::Write(updates) => Answer::Written(block_on(calendar.update(&updates))),
            step @ (Step::Make { .. } | Step::Wait { .. }) => panic!("{step:?}"),
        };
        machine.take(now(), answer);
    }
    panic!("the run has no end");
}

#[test]
fn what_became_of_a_write_is_kept_later_where_it_could_not_be_kept_at_once() {
    for at_once in [1, 2, 4] {
        for failing in 2..6 {
            let calendar = MemoryCalendar::new(many(4));
            let mut appends = 0;
            let (report, kept) = run_with_journal(&calendar, at_once, |_| {
                appends += 1;
                appends != failing
            });
            for result in report.results {
                let is_updated = result.outcome == MeetingOutcome::Updated;
                let is_written = matches!(kept.get(&result.id), Some(JournalState::Written { .. }));
                assert_eq!(is_written, is_updated, "append {failing}, {at_once} at once: {}", result.id);
            }
            assert_eq!(report.not_recorded, None);
        }
    }
}

#[test]
fn who_loses_what_became_of_a_write_says_so() {
    let calendar = MemoryCalendar::new(many(1));
    let is_begun = |entry: &JournalEntry| entry.state == JournalState::Begun;
    let (report, _) = run_with_journal(&calendar, 1, |entries| entries.iter().all(is_begun));
    assert_eq!(*only(&report), MeetingOutcome::Updated);
    assert!(report.not_recorded.is_some());
    assert!(report.record.last_message.contains("full"));
}

#[test]
fn what_was_kept_at_the_last_try_is_not_lost() {
    for (meetings, failing) in [(1, 2..3), (2, 2..5), (2, 2..6), (4, 2..8)] {
        let calendar = MemoryCalendar::new(many(meetings));
        let mut appends = 0;
        let (report, kept) = run_with_journal(&calendar, 4, |_| {
            appends += 1;
            !failing.contains(&appends)
        });
        assert_eq!((report.record.state, report.not_recorded), (RunState::Succeeded, None));
        assert!(kept.values().all(|state| matches!(state, JournalState::Written { .. })), "{kept:?}");
    }
}

#[test]
fn an_entry_of_a_newer_version_keeps_no_other_meeting_from_being_written() {
    for at_once in [1, 4] {
        let world = World::new(many(4));
        let key = "journal/run-1/MANY0002".to_owned();
        world.journal.kept.borrow_mut().insert(key, r#"{"newer":true}"#.into());
        let (report, _) = world.run_at_once(at_once, &world.plan());
        for result in &report.results {
            match (&result.outcome, result.id.as_str()) {
                (MeetingOutcome::Failed(Failure::Journal(_)), "MANY0002") => {}
                (MeetingOutcome::Updated, "MANY0001" | "MANY0003" | "MANY0004") => {
                    assert!(matches!(world.journal(result.id.as_str()).state, JournalState::Written { .. }));
                }
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(report.not_recorded, None);
    }
}

#[test]
fn what_is_in_hand_when_the_mailbox_asks_to_be_left_alone_is_not_written() {
    for (first, second) in [(0, 1), (0, 3), (2, 3)] {
        let world = World::new(many(4));
        let read = |at| (at == first || at == second).then(|| throttled(7200));
        *world.calendar.next_reads.borrow_mut() = (0..4).map(read).collect();
        let (report, _) = world.run_at_once(4, &world.plan());
        let until = now() + Duration::from_secs(7200);
        let is_deferred = |result: &MeetingResult| result.outcome == MeetingOutcome::Deferred { until };
        assert!(report.results.iter().all(is_deferred), "{:?}", report.results);
        assert!(world.calendar.writes.borrow().is_empty() && world.journal.kept.borrow().is_empty());
    }
}

#[test]
fn what_was_in_hand_is_read_again_once_the_mailbox_may_be_asked() {
    let world = World::new(many(4));
    *world.calendar.next_reads.borrow_mut() = [None, Some(throttled(30)), Some(throttled(30)), None].into();
    let (report, steps) = world.run_at_once(4, &world.plan());
    assert_eq!((report.record.state, report.record.succeeded_meeting), (RunState::Succeeded, 4));
    assert_eq!(waits(&steps), [now() + Duration::from_secs(30)]);
    assert_eq!(world.calendar.reads.get(), 8);
}

#[test]
fn what_was_not_sent_is_known_not_to_be_written() {
    let world = World::new(many(4));
    world.next(NextWrite::Refuse(throttled(7200)));
    let retry_after = Some(RetryAfter::In(Duration::from_secs(7200)));
    (0..3).for_each(|_| world.next(NextWrite::Refuse(CalendarError::NotSent { retry_after })));
    let (report, _) = world.run_at_once(4, &world.plan());
    let until = now() + Duration::from_secs(7200);
    let is_deferred = |result: &MeetingResult| result.outcome == MeetingOutcome::Deferred { until };
    assert!(report.results.iter().all(is_deferred), "{:?}", report.results);
    assert_eq!(world.calendar.writes.borrow().len(), 4);
    let states = ["MANY0001", "MANY0002", "MANY0003", "MANY0004"].map(|id| world.journal(id).state);
    let [sent, rest @ ..] = states;
    assert_eq!((sent, rest), (JournalState::Begun, [const { JournalState::NotWritten }; 3]));
    assert_eq!(report.record.retry_count, 1, "only one was tried");
}
