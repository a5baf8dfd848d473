//! How often something is tried, and how long to wait in between.

use std::time::Duration;

/// How often a conflict is read again and planned again.
pub(crate) const CONFLICTS: u32 = 2;

/// How often a mailbox that throttles is asked again.
pub(crate) const THROTTLED: u32 = 5;

/// The longest wait while a page is open.
const LONGEST: Duration = Duration::from_secs(300);

/// How long to wait before try number `again` (from 1): what the server asks, else doubling from one second.
pub(crate) fn pause(again: u32, asked: Option<Duration>) -> Duration {
    let doubling = Duration::from_secs(1_u64 << again.saturating_sub(1).min(8));
    asked.unwrap_or(doubling).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_is_obeyed_and_else_the_pause_doubles() {
        assert_eq!(pause(1, Some(Duration::from_secs(7))), Duration::from_secs(7));
        assert_eq!((1..=4).map(|again| pause(again, None).as_secs()).collect::<Vec<_>>(), [1, 2, 4, 8]);
        assert_eq!(pause(99, None), Duration::from_secs(256));
    }
}
