//! The run: notices the change, plans, rewrites, records.

mod detect;
mod journal;
mod open_request;
mod plan;
mod policy;
mod requests;
mod retry;
mod run;
mod status;

pub use detect::{Assessment, AssessmentError, assess, settle};
pub use journal::{JournalEntry, JournalState};
pub use open_request::OpenRequest;
pub use plan::{Outcome, Plan, PlannedMeeting, Rewrite, Rules, plan};
pub use policy::{Decision, Policy, UserEdits, decide};
pub use requests::{Request, Requests, RequestsError};
pub use run::{Ended, Failure, MeetingResult, Progress, Run, RunReport, Surroundings};
pub use status::{RunRecord, RunState, load_records, save_record};
