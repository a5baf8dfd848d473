//! Makes the online meetings that a run moves appointments to: one for all that show the same old one.
//!
//! A run deletes none of them. Another browser's run is given the same one when it asks, and may put it into
//! invitations at any moment; an orphan costs nothing, and is found again by its name.

use crate::dialin::{DialInError, NewMeeting, OnlineMeetingService};
use crate::link::JoinUrl;

use super::online::successor_id;
use super::target::Target;

/// The online meetings that a run asked for.
pub(crate) struct Successors {
    /// What meetings are brought to, those that were asked for included.
    pub(crate) target: Target,
}

impl Successors {
    /// None yet.
    pub(crate) fn new(target: Target) -> Self {
        Self { target }
    }

    /// Makes the successor of `from`, unless it is there.
    pub(crate) async fn make(
        &mut self,
        online_meetings: &dyn OnlineMeetingService,
        from: &JoinUrl,
        subject: &str,
    ) -> Result<(), DialInError> {
        if self.target.known_successor(from).is_some() {
            return Ok(());
        }
        let name = successor_id(from, &self.target.profile);
        let new = online_meetings.create(NewMeeting { subject, successor: Some(&name) }).await?.meeting;
        if self.target.profile.has_left(&new.join_url) {
            return Err(DialInError::FormerAddress);
        }
        self.target.online.add_successor(from.clone(), new);
        Ok(())
    }
}
