//! What is stored outside the body about which online meeting an appointment has.

use crate::block::JoinUrl;

use super::appointment::Appointment;
use super::tag::Tag;

/// The join URLs that an appointment's properties claim for it, by who wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claims {
    /// By Redial's own tag: the join URL it has and the one it had before.
    pub tagged: Vec<JoinUrl>,
    /// By the properties of Microsoft's buttons.
    pub named: Vec<JoinUrl>,
}

impl Claims {
    /// The claims on an appointment; a tag made for another one came along with a copy and claims nothing.
    pub fn on(appointment: &Appointment) -> Self {
        let own = Tag::read(&appointment.bag)
            .filter(|tag| tag.uid.as_ref().is_none_or(|uid| *uid == appointment.uid));
        let named = [&appointment.named.external_link, &appointment.named.teams_url];
        Self {
            tagged: own.into_iter().flat_map(|tag| [Some(tag.join), tag.was]).flatten().collect(),
            named: named.into_iter().flatten().cloned().collect(),
        }
    }

    /// These claims and those on the series: Outlook drops custom properties from its changed occurrences.
    #[must_use]
    pub fn with_series(mut self, series: &Self) -> Self {
        self.tagged.extend_from_slice(&series.tagged);
        self.named.extend_from_slice(&series.named);
        self
    }

    /// Whether nothing is claimed.
    pub fn is_empty(&self) -> bool {
        self.tagged.is_empty() && self.named.is_empty()
    }

    /// Whether a block with this join URL is the one that is claimed.
    pub fn agree_with(&self, join_url: &JoinUrl) -> bool {
        self.are_tagged(join_url) || self.named.iter().any(|url| url.agrees_with(join_url))
    }

    /// Whether Redial's own tag claims it.
    pub fn are_tagged(&self, join_url: &JoinUrl) -> bool {
        self.tagged.iter().any(|url| url.agrees_with(join_url))
    }
}
