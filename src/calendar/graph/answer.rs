//! Reads what Graph answers: pages, errors.

use serde_json::Value;

use crate::ports::{CalendarError, Response};

/// The JSON of a good answer, or the error that a bad one means.
pub(super) fn read(response: &Response) -> Result<Value, CalendarError> {
    let body: Result<Value, _> = serde_json::from_str(&response.body);
    let code = || {
        let code = body.as_ref().ok().and_then(|body| body.pointer("/error/code")).and_then(Value::as_str);
        code.unwrap_or("no error code").to_owned()
    };
    match response.status {
        200..=299 => body.map_err(|_| unreadable("JSON")),
        404 => Err(CalendarError::NotFound),
        409 | 412 => Err(CalendarError::Conflict),
        429 | 503 | 504 => Err(CalendarError::Busy { retry_after: response.retry_after() }),
        status @ (401 | 403) => Err(CalendarError::Forbidden { status }),
        status => Err(CalendarError::Refused { status, code: code() }),
    }
}

/// The events of a page.
pub(super) fn events(mut page: Value) -> Result<Vec<Value>, CalendarError> {
    match page.get_mut("value").map(Value::take) {
        Some(Value::Array(events)) => Ok(events),
        _ => Err(unreadable("value")),
    }
}

/// The address of the next page.
pub(super) fn next_link(page: &Value) -> Option<&str> {
    page.get("@odata.nextLink").and_then(Value::as_str)
}

/// An answer that lacks `field`.
pub(super) fn unreadable(field: &str) -> CalendarError {
    CalendarError::Unreadable(format!("no valid {field}"))
}
