//! Makes the online meetings that a run moves appointments to: one for all that show the same old one.

use crate::block::JoinUrl;
use crate::dialin::DialInError;
use crate::ports::{Meetings, NewMeeting};

use super::online::successor_id;
use super::today::Today;

/// The online meetings that a run made.
pub(crate) struct Successors {
    /// What meetings are brought to, those that were made included.
    pub(crate) today: Today,
    made: Vec<Made>,
}

struct Made {
    from: JoinUrl,
    to: JoinUrl,
    /// Whether an invitation may lead to it.
    is_used: bool,
}

impl Successors {
    /// None yet.
    pub(crate) fn new(today: Today) -> Self {
        Self { today, made: Vec::new() }
    }

    /// Makes the successor of `from`, unless it is there.
    pub(crate) async fn make(
        &mut self,
        meetings: &impl Meetings,
        from: &JoinUrl,
        subject: &str,
    ) -> Result<(), DialInError> {
        if self.today.known_successor(from).is_some() {
            return Ok(());
        }
        let name = successor_id(from, &self.today.profile);
        let new = meetings.create(NewMeeting { subject, successor: Some(&name) }).await?;
        self.made.push(Made { from: from.clone(), to: new.join_url.clone(), is_used: false });
        if self.today.profile.has_left(&new.join_url) {
            return Err(DialInError::FormerAddress);
        }
        self.today.online.add_successor(from.clone(), new);
        Ok(())
    }

    /// An invitation leads to this online meeting, or may: nobody knows whether it was written.
    pub(crate) fn keep(&mut self, join_url: &JoinUrl) {
        for made in self.made.iter_mut().filter(|made| made.to.agrees_with(join_url)) {
            made.is_used = true;
        }
    }

    /// Deletes those that certainly no invitation leads to. One that cannot be deleted harms nobody, and is found
    /// again by its name when it is needed.
    pub(crate) async fn delete_unused(&self, meetings: &impl Meetings) {
        // A service may give one meeting to several, or none but the one there was.
        let is_needed = |url: &JoinUrl| {
            self.made
                .iter()
                .any(|made| (made.is_used && made.to.agrees_with(url)) || made.from.agrees_with(url))
        };
        for made in self.made.iter().filter(|made| !is_needed(&made.to)) {
            let _ = meetings.delete(&made.to).await;
        }
    }
}
