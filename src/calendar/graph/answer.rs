//! Reads what Graph answers: pages, errors.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::calendar::CalendarError;
use crate::wire::Response;

/// The code where the server fails at one item, whatever else was asked for.
const CORRUPT: &str = "ErrorCorruptData";

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
    // The code says more than the status: one status stands for several.
    match (code.as_str(), response.status) {
        ("MailboxNotEnabledForRESTAPI" | "MailboxNotSupportedForRESTAPI", _) => Err(CalendarError::NoMailbox),
        ("ErrorItemNotFound", _) | (_, 404) => Err(CalendarError::NotFound),
        ("ErrorIrresolvableConflict", _) | (_, 409 | 412) => Err(CalendarError::Conflict),
        // A gateway that gave up waiting, like one that was kept waiting, knows nothing of what became of a write.
        (
            "ApplicationThrottled"
            | "ErrorServerBusy"
            | "ErrorMailboxMoveInProgress"
            | "ErrorTooManyObjectsOpened",
            _,
        ) => Err(CalendarError::Throttled { retry_after: response.retry_after() }),
        (code, 408 | 429 | 503 | 504) if code != CORRUPT => {
            Err(CalendarError::Throttled { retry_after: response.retry_after() })
        }
        (_, 401) => Err(CalendarError::SignedOut),
        ("ErrorAccessDenied", _) | (_, 403) => {
            Err(CalendarError::Forbidden { answer: response.status.to_string() })
        }
        // A server that fails may have written before it did, but for want of room.
        (_, status) => {
            let has_no_room = matches!(code.as_str(), "ErrorQuotaExceeded" | "ErrorMessageSizeExceeded");
            let certain = (status < 500 && code != CORRUPT) || status == 507 || has_no_room;
            Err(CalendarError::Refused { answer: status.to_string(), code, certain })
        }
    }
}

fn code(response: &Response) -> String {
    let body: Option<Value> = serde_json::from_str(&response.body).ok();
    let code = body.as_ref().and_then(|body| body.pointer("/error/code")).and_then(Value::as_str);
    code.unwrap_or("no error code").to_owned()
}

/// An answer that lacks `field`.
pub(super) fn unreadable(field: &str) -> CalendarError {
    CalendarError::Unreadable(format!("no valid {field}"))
}

/// An answer that leads to another server than it came from.
pub(super) fn elsewhere(host: &str) -> CalendarError {
    CalendarError::Unreadable(format!("it leads to {host}, which Redial does not ask"))
}

/// Whether a gateway gave up waiting for the server, which may take less time to answer less. One that says when to come
/// back did not.
pub(super) fn has_given_up(response: &Response) -> bool {
    let is_corrupt = code(response) == CORRUPT;
    matches!(response.status, 503 | 504) && response.retry_after().is_none() && !is_corrupt
}

/// The server failed, and nobody knows why.
pub(super) fn failed(response: &Response) -> CalendarError {
    CalendarError::Refused { answer: response.status.to_string(), code: code(response), certain: false }
}

/// Whether one event may be why the server fails where several are asked for.
pub(super) fn may_be_of_one_event(error: &CalendarError) -> bool {
    matches!(error, CalendarError::Refused { certain: false, .. })
}
