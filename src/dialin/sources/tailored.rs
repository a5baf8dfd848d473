//! A source as the organization wants it.

use crate::block::JoinUrl;
use crate::dialin::{
    Additions, Created, DialIn, DialInError, DialInProfile, Meetings, NewMeeting, OnlineMeeting,
};

/// A source whose profiles have the organization's additions where it gives none of its own, and Microsoft's bridge
/// in the place of a third-party provider where a licence and the policy allow it. New invitations and runs must agree
/// on both.
#[derive(Debug, Clone)]
pub struct Tailored<S> {
    source: S,
    additions: Additions,
    replaces_acp: bool,
}

impl<S> Tailored<S> {
    /// Changes what `source` gives; `replaces_acp` is the policy's `automaticallyReplaceAcpProvider`.
    pub fn new(source: S, additions: Additions, replaces_acp: bool) -> Self {
        Self { source, additions, replaces_acp }
    }

    fn tailor(&self, profile: DialInProfile) -> DialInProfile {
        let profile = if self.replaces_acp { profile.with_acp_replaced() } else { profile };
        DialInProfile { branding: self.additions.unless(profile.branding), ..profile }
    }
}

impl<S: DialIn> DialIn for Tailored<S> {
    async fn profile(&self) -> Result<DialInProfile, DialInError> {
        self.source.profile().await.map(|profile| self.tailor(profile))
    }

    async fn profile_beside(&self, meetings: &[JoinUrl]) -> Result<DialInProfile, DialInError> {
        self.source.profile_beside(meetings).await.map(|profile| self.tailor(profile))
    }
}

impl<S: Meetings> Meetings for Tailored<S> {
    async fn create(&self, new: NewMeeting<'_>) -> Result<Created, DialInError> {
        self.source.create(new).await
    }

    async fn read(&self, join_urls: &[JoinUrl]) -> Result<Vec<OnlineMeeting>, DialInError> {
        self.source.read(join_urls).await
    }

    async fn delete(&self, join_url: &JoinUrl) -> Result<(), DialInError> {
        self.source.delete(join_url).await
    }
}
