//! What a calendar is to know of an online meeting after a write: Exchange may take it away with the text.

use serde::{Deserialize, Serialize};

use crate::link::JoinUrl;
use crate::meeting::{Appointment, OnlineLoss, OnlineState};

use super::online::OnlineMeetings;
use super::rewrite::Rewrite;

/// What the calendar knew of an online meeting before a write, and by which URLs it may tell it afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Expected {
    online: OnlineState,
    /// Those of the online meeting that the text leads to then, and those of the one that the calendar knew: a Teams
    /// meeting has several.
    join_urls: Vec<JoinUrl>,
}

impl Expected {
    /// What is to be so after this is written.
    pub(super) fn of(appointment: &Appointment, rewrite: &Rewrite, known: &OnlineMeetings) -> Self {
        let online = appointment.header.online.clone();
        let before = online.join_url.as_deref().and_then(JoinUrl::new);
        let after = rewrite.invitation.join_url.clone();
        let leads_elsewhere = before.filter(|before| !before.agrees_with(&after));
        let join_urls = [Some(after), leads_elsewhere].into_iter().flatten();
        let join_urls = join_urls.flat_map(|url| known.urls_of(url)).collect();
        Self { online, join_urls }
    }

    /// Whether there is anything to lose.
    pub(super) fn is_any(&self) -> bool {
        self.online.is_online || self.online.join_url.is_some()
    }

    /// Whether a write may take away that it is an online meeting.
    pub(super) fn is_online(&self) -> bool {
        self.online.is_online
    }

    /// What a write took away, where the calendar knows this after it.
    pub(super) fn loss(&self, after: &OnlineState) -> Option<OnlineLoss> {
        let told_by = |join_url: &JoinUrl| self.online.loss(after, join_url);
        let is_known = self.join_urls.iter().any(|join_url| told_by(join_url).is_none());
        if is_known { None } else { self.join_urls.first().and_then(told_by) }
    }
}
