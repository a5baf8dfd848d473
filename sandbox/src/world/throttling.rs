//! How much every app asks of every mailbox, and whether it is too much
//! (<https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits>).

use std::collections::HashMap;
use std::sync::Arc;

use time::{Duration, OffsetDateTime};

use super::window::Window;
use crate::directory::AccountId;
use crate::severity::{Limit, Severity};

const REQUESTS_WITHIN: Duration = Duration::minutes(10);
const BYTES_WITHIN: Duration = Duration::minutes(5);

/// What apps ask of mailboxes at the moment.
#[derive(Debug, Default)]
pub struct Throttling {
    loads: HashMap<(String, AccountId), Load>,
}

/// What one app asks of one mailbox.
#[derive(Debug)]
struct Load {
    at_work: Arc<()>,
    requests: Window,
    uploads: Window,
}

impl Default for Load {
    fn default() -> Self {
        Self {
            at_work: Arc::default(),
            requests: Window::of(REQUESTS_WITHIN),
            uploads: Window::of(BYTES_WITHIN),
        }
    }
}

/// A request that is worked on, until this is dropped.
#[derive(Debug)]
pub struct AtWork {
    _at_work: Arc<()>,
}

/// Why a request is not worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttled {
    /// The limit, as the service calls it.
    pub limit: &'static str,
    /// How long to wait; `None` until others are done.
    pub wait: Option<Duration>,
}

impl Throttling {
    /// Counts a request of `app` that uploads so many bytes, and lets it be worked on if no limit says otherwise.
    pub fn admit(
        &mut self,
        app: &str,
        mailbox: &AccountId,
        uploaded: u64,
        now: OffsetDateTime,
        severity: &Severity,
    ) -> Result<AtWork, Throttled> {
        let load = self.loads.entry((app.to_owned(), mailbox.clone())).or_default();
        load.requests.add(1, now);
        load.uploads.add(uploaded, now);
        let at_work = u64::try_from(Arc::strong_count(&load.at_work)).unwrap_or(u64::MAX);
        if severity.requests_at_once.is_exceeded_by(at_work) {
            return Err(Throttled { limit: "MailboxConcurrency", wait: None });
        }
        check("RequestCount", &load.requests, severity.requests_in_ten_minutes, now)?;
        check("UploadSize", &load.uploads, severity.bytes_in_five_minutes, now)?;
        Ok(AtWork { _at_work: load.at_work.clone() })
    }
}

fn check(name: &'static str, asked: &Window, limit: Limit, now: OffsetDateTime) -> Result<(), Throttled> {
    if !limit.is_exceeded_by(asked.total()) {
        return Ok(());
    }
    Err(Throttled { limit: name, wait: asked.next_less().map(|free| free - now) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> OffsetDateTime {
        OffsetDateTime::UNIX_EPOCH + Duration::seconds(seconds)
    }

    fn admit(throttling: &mut Throttling, bytes: u64, seconds: i64) -> Result<AtWork, Throttled> {
        throttling.admit("app", &AccountId::signed_in(), bytes, at(seconds), &Severity::real())
    }

    #[test]
    fn a_fifth_request_at_a_time_is_too_much_and_one_that_is_done_makes_room() {
        let mut throttling = Throttling::default();
        let mut four: Vec<_> = (0..4).map(|_| admit(&mut throttling, 0, 0).unwrap()).collect();
        assert_eq!(admit(&mut throttling, 0, 0).unwrap_err().limit, "MailboxConcurrency");
        four.pop();
        assert!(admit(&mut throttling, 0, 0).is_ok());
        let other_app = throttling.admit("other", &AccountId::signed_in(), 0, at(0), &Severity::real());
        assert!(other_app.is_ok());
    }

    #[test]
    fn ten_thousand_requests_are_enough_for_ten_minutes() {
        let mut throttling = Throttling::default();
        for second in 0..10_000 {
            assert!(admit(&mut throttling, 0, second / 100).is_ok());
        }
        let throttled = admit(&mut throttling, 0, 100).unwrap_err();
        assert_eq!(throttled, Throttled { limit: "RequestCount", wait: Some(Duration::seconds(500)) });
        assert!(admit(&mut throttling, 0, 600).is_ok());
    }

    #[test]
    fn a_hundred_and_fifty_megabytes_are_enough_for_five_minutes() {
        let mut throttling = Throttling::default();
        assert!(admit(&mut throttling, 150_000_000, 0).is_ok());
        assert_eq!(admit(&mut throttling, 1, 60).unwrap_err().wait, Some(Duration::seconds(240)));
        assert!(admit(&mut throttling, 1, 300).is_ok());
    }
}
