//! The run: notices the change, plans, rewrites, records.

mod cause;
mod deferred;
mod detect;
mod earlier_runs;
mod expected;
mod inquiry;
mod journal;
mod memory;
mod online;
mod open_form;
mod open_run_request;
mod patience;
mod plan;
mod planning;
mod preview;
mod reschedule;
mod rewrite;
mod rooms;
mod run;
mod setting;
mod status;
mod survey;
mod target;
mod times;
mod unread;
mod verdict;
mod visit;

pub use crate::policy::{
    AlsoTrigger, AskedBecause, Conversion, Decision, Owner, Policy, RunRequest, RunRequests, Scope,
    Situation, UserEdits, decide,
};
pub use cause::Cause;
pub(crate) use detect::last_seen;
pub use detect::{Assessment, AssessmentError, Extent, settle};
pub use earlier_runs::{EarlierRuns, LostMeeting};
pub use expected::Expected;
pub use journal::{Journal, JournalEntry, JournalState};
pub use memory::Memory;
pub use online::OnlineMeetings;
pub use open_form::OpenItem;
pub use open_run_request::OpenRunRequest;
pub use patience::{Onlooker, Wait};
pub use plan::{DeliveriesLeft, Plan, PlannedMeeting};
pub use planning::{Planning, Turn};
pub use preview::{Preview, PreviewError};
pub use rewrite::{PlannedRewrite, Rewrite, Terms, Verdict};
pub use rooms::{LostRoom, written_with_rooms};
pub use run::{
    Answer, Failure, Jitter, Machine, MeetingOutcome, MeetingResult, Outside, Progress, Run, RunReport,
    SavedRun, Step, Waiting, drive,
};
pub use status::{
    LossNotice, LostOnline, MigrationType, RunRecord, RunState, end_interrupted, load_records, save_record,
};
pub use survey::Survey;
pub use target::{Link, Target, Wanted};
pub use verdict::Need;
pub use visit::{Carried, Look, LookProgress, Visit, VisitError};
