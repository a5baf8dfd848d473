//! The one source that the configuration names.

use crate::block::JoinUrl;
use crate::dialin::{DialInProfile, OnlineMeeting};
use crate::ports::{DialIn, Ids, Meetings, Transport};

use super::{DialInError, Hosted, Teams, Ucwa};

/// Where dial-in data and online meetings come from: `P` is a plain transport, `G` one that is signed in to
/// Microsoft Graph.
pub enum Source<P, G, I> {
    /// Skype for Business Server.
    Ucwa(Ucwa<P, I>),
    /// Teams.
    Teams(Teams<G, I>),
    /// A third-party bridge.
    Hosted(Hosted<P, I>),
}

impl<P: Transport, G: Transport, I: Ids> DialIn for Source<P, G, I> {
    async fn profile(&self) -> Result<DialInProfile, DialInError> {
        match self {
            Self::Ucwa(source) => source.profile().await,
            Self::Teams(source) => source.profile().await,
            Self::Hosted(source) => source.profile().await,
        }
    }

    async fn profile_beside(&self, meetings: &[JoinUrl]) -> Result<DialInProfile, DialInError> {
        match self {
            Self::Ucwa(source) => source.profile_beside(meetings).await,
            Self::Teams(source) => source.profile_beside(meetings).await,
            Self::Hosted(source) => source.profile_beside(meetings).await,
        }
    }
}

impl<P: Transport, G: Transport, I: Ids> Meetings for Source<P, G, I> {
    async fn create(&self, subject: &str) -> Result<OnlineMeeting, DialInError> {
        match self {
            Self::Ucwa(source) => source.create(subject).await,
            Self::Teams(source) => source.create(subject).await,
            Self::Hosted(source) => source.create(subject).await,
        }
    }

    async fn delete(&self, join_url: &JoinUrl) -> Result<(), DialInError> {
        match self {
            Self::Ucwa(source) => source.delete(join_url).await,
            Self::Teams(source) => source.delete(join_url).await,
            Self::Hosted(source) => source.delete(join_url).await,
        }
    }
}
