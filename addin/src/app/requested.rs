//! What an administrator asked for.

use redial::migration::{Assessment, Decision, OpenRunRequest};
use redial::ports::Clock;

use super::error_text;
use super::text::Message;
use crate::browser::Browser;

/// The request whose run is due, after it was applied to what was found, and what went wrong with it, which stops
/// nothing else. While a request waits, what the organizer updates is no run of it.
pub(crate) async fn apply(
    browser: &Browser,
    assessment: &mut Assessment,
) -> (Option<OpenRunRequest>, Option<Message>) {
    let request = match browser.open_run_request().await {
        Ok(Some(request)) => request,
        Ok(None) => return (None, None),
        Err(error) => return (None, Some(error_text::request(&error))),
    };
    let applied = request.apply(assessment, browser.terms(), &browser.settings, browser.clock.now()).await;
    let due = (assessment.decision == Decision::Countdown).then_some(request);
    (due, applied.err().map(|error| error_text::store(&error)))
}
