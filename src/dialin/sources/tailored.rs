//! Dial-in data as the organization wants it.

use std::rc::Rc;

use async_trait::async_trait;

use crate::dialin::{Additions, DialIn, DialInError, DialInProfile, Patience};
use crate::link::JoinUrl;

/// Profiles with the organization's additions where their source gives none of its own, and Microsoft's bridge in the
/// place of a third-party provider where a licence and the policy allow it. New invitations and runs must agree on
/// both.
#[derive(Clone)]
pub struct Tailored {
    source: Rc<dyn DialIn>,
    additions: Additions,
    replaces_acp: bool,
}

impl Tailored {
    /// Changes what `source` gives; `replaces_acp` is the policy's `automaticallyReplaceAcpProvider`.
    pub fn new(source: Rc<dyn DialIn>, additions: Additions, replaces_acp: bool) -> Self {
        Self { source, additions, replaces_acp }
    }
}

#[async_trait(?Send)]
impl DialIn for Tailored {
    fn reads_meetings(&self) -> bool {
        self.source.reads_meetings()
    }

    async fn profile(
        &self,
        known: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<DialInProfile, DialInError> {
        let profile = self.source.profile(known, patience).await?;
        let profile = if self.replaces_acp { profile.with_acp_replaced() } else { profile };
        Ok(DialInProfile { branding: self.additions.unless(profile.branding), ..profile })
    }
}
