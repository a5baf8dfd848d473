//! The run: notices the change, plans, rewrites, records.

mod detect;
mod journal;
mod online;
mod open_request;
mod plan;
mod policy;
mod requests;
mod retry;
mod run;
mod setting;
mod status;
mod successors;
mod target;
mod verdict;

pub use detect::{Assessment, AssessmentError, assess, settle};
pub use journal::{JournalEntry, JournalState};
pub use online::OnlineMeetings;
pub use open_request::OpenRequest;
pub use plan::{Plan, PlannedMeeting, Rewrite, Terms, Verdict, plan};
pub use policy::{AlsoTrigger, AskedBecause, Decision, Policy, Scope, Situation, UserEdits, decide};
pub use requests::{Request, Requests};
pub use run::{Failure, MeetingOutcome, MeetingResult, Outside, Progress, Run, RunReport};
pub use status::{MigrationType, RunRecord, RunState, end_interrupted, load_records, save_record};
pub use target::{Link, Target, Wanted};
pub use verdict::Need;
