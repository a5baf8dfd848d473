//! A source with what the organization adds to its invitations.

use crate::block::JoinUrl;
use crate::dialin::{Additions, DialInProfile, OnlineMeeting};
use crate::ports::{DialIn, Meetings, NewMeeting};

use super::DialInError;

/// A source whose profiles have the organization's additions where it gives none of its own.
#[derive(Debug, Clone)]
pub struct Branded<S> {
    source: S,
    additions: Additions,
}

impl<S> Branded<S> {
    /// Adds to what `source` gives.
    pub fn new(source: S, additions: Additions) -> Self {
        Self { source, additions }
    }

    fn brand(&self, profile: DialInProfile) -> DialInProfile {
        DialInProfile { branding: self.additions.unless(profile.branding), ..profile }
    }
}

impl<S: DialIn> DialIn for Branded<S> {
    async fn profile(&self) -> Result<DialInProfile, DialInError> {
        self.source.profile().await.map(|profile| self.brand(profile))
    }

    async fn profile_beside(&self, meetings: &[JoinUrl]) -> Result<DialInProfile, DialInError> {
        self.source.profile_beside(meetings).await.map(|profile| self.brand(profile))
    }
}

impl<S: Meetings> Meetings for Branded<S> {
    async fn create(&self, new: NewMeeting<'_>) -> Result<OnlineMeeting, DialInError> {
        self.source.create(new).await
    }

    async fn read(&self, join_urls: &[JoinUrl]) -> Result<Vec<OnlineMeeting>, DialInError> {
        self.source.read(join_urls).await
    }

    async fn delete(&self, join_url: &JoinUrl) -> Result<(), DialInError> {
        self.source.delete(join_url).await
    }
}
