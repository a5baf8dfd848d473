//! Reads what Graph answers: pages, errors.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::calendar::CalendarError;
use crate::wire::Response;

/// The code where the server fails at one item, whatever else was asked for.
const CORRUPT: &str = "ErrorCorruptData";

/// The code where an item is not there.
const NOT_FOUND: &str = "ErrorItemNotFound";

/// The codes of a mailbox that has too much to do, or cannot be reached for a while.
const BUSY: [&str; 6] = [
    "ApplicationThrottled",
    "ErrorInternalServerTransientError",
    "ErrorMailboxMoveInProgress",
    "ErrorMailboxStoreUnavailable",
    "ErrorServerBusy",
    "ErrorTooManyObjectsOpened",
];

/// The codes where there is no mailbox that Graph reaches.
const NO_MAILBOX: [&str; 3] =
    ["ErrorNonExistentMailbox", "MailboxNotEnabledForRESTAPI", "MailboxNotSupportedForRESTAPI"];

/// What stands for the code where the answer has none.
const NO_CODE: &str = "no error code";

/// A page of a list. Its events are read one by one: one that cannot be read is no reason to read no other.
#[derive(Deserialize)]
pub(super) struct Page {
    /// The events, not looked into.
    #[serde(rename = "value")]
    pub(super) events: Vec<Box<RawValue>>,
    /// The address of the next page.
    #[serde(rename = "@odata.nextLink")]
    pub(super) next: Option<String>,
}

/// The page in a good answer, or the error that a bad one means.
pub(super) fn page(response: &Response) -> Result<Page, CalendarError> {
    serde_json::from_str(good(response)?).map_err(|_| unreadable("list"))
}

/// The JSON of a good answer, or the error that a bad one means.
pub(super) fn read(response: &Response) -> Result<Value, CalendarError> {
    serde_json::from_str(good(response)?).map_err(|_| unreadable("JSON"))
}

/// The body of a good answer, or the error that a bad one means.
pub(super) fn good(response: &Response) -> Result<&str, CalendarError> {
    if let 200..=299 = response.status {
        return Ok(&response.body);
    }
    let code = code(response);
    let (status, retry_after) = (response.status, response.retry_after());
    let answer = status.to_string();
    // The code says more than the status: one status stands for several.
    Err(match code.as_str() {
        NOT_FOUND => CalendarError::NotFound,
        code if NO_MAILBOX.contains(&code) => CalendarError::NoMailbox,
        "ErrorIrresolvableConflict" => CalendarError::Conflict,
        code if BUSY.contains(&code) => CalendarError::Throttled { retry_after },
        "ErrorAccessDenied" => CalendarError::Forbidden { answer },
        // Without room nothing is written.
        "ErrorQuotaExceeded" | "QuotaExceededException" | "ErrorMessageSizeExceeded" => {
            CalendarError::Refused { answer, code, certain: true }
        }
        CORRUPT => CalendarError::Refused { answer, code, certain: false },
        _ => match status {
            401 => CalendarError::SignedOut,
            403 => CalendarError::Forbidden { answer },
            404 => CalendarError::NotFound,
            409 | 412 => CalendarError::Conflict,
            // A gateway that gave up waiting, like one that was kept waiting, knows nothing of what became of a write.
            408 | 429 | 503 | 504 => CalendarError::Throttled { retry_after },
            // A server that fails may have written before it did, but for want of room.
            _ => CalendarError::Refused { answer, code, certain: status < 500 || status == 507 },
        },
    })
}

fn code(response: &Response) -> String {
    let body: Option<Value> = serde_json::from_str(&response.body).ok();
    let code = body.as_ref().and_then(|body| body.pointer("/error/code")).and_then(Value::as_str);
    code.unwrap_or(NO_CODE).to_owned()
}

/// An answer that lacks `field`.
pub(super) fn unreadable(field: &str) -> CalendarError {
    CalendarError::Unreadable(format!("no valid {field}"))
}

/// An answer that leads to another server than it came from.
pub(super) fn elsewhere(host: &str) -> CalendarError {
    CalendarError::Unreadable(format!("it leads to {host}, which Redial does not ask"))
}

/// What keeps a page from coming.
pub(super) enum Failure {
    /// A gateway, or whoever asked, gave up waiting for the server, which may take less time to answer less.
    GaveUp(CalendarError),
    /// The server failed, maybe for one event's sake.
    Failed(CalendarError),
    /// Something that a smaller page would not change.
    Other(CalendarError),
}

impl Failure {
    /// What an answer that is no page means. A gateway that says when to come back did not give up.
    pub(super) fn of(response: &Response, error: CalendarError) -> Self {
        let code = code(response);
        match (code.as_str(), response.status) {
            (NOT_FOUND, _) | (CORRUPT, _) => Self::Failed(failed(response)),
            (code, _) if BUSY.contains(&code) => Self::Other(error),
            (NO_CODE | "UnknownError", 500) | (_, 502..=504) if response.retry_after().is_none() => {
                Self::GaveUp(failed(response))
            }
            _ if may_be_of_one_event(&error) => Self::Failed(error),
            _ => Self::Other(error),
        }
    }
}

fn failed(response: &Response) -> CalendarError {
    CalendarError::Refused { answer: response.status.to_string(), code: code(response), certain: false }
}

/// Whether the server fails at one item, whatever else was asked for.
pub(super) fn is_corrupt(error: &CalendarError) -> bool {
    matches!(error, CalendarError::Refused { code, .. } if code == CORRUPT)
}

/// Whether one event may be why the server fails where several are asked for.
pub(super) fn may_be_of_one_event(error: &CalendarError) -> bool {
    matches!(error, CalendarError::Refused { certain: false, .. })
}
