//! The one source that the configuration names.

use crate::block::JoinUrl;
use crate::dialin::{Created, DialIn, DialInError, DialInProfile, Meetings, NewMeeting, OnlineMeeting};
use crate::ports::{Clock, Ids};
use crate::wire::Transport;

use super::{Hosted, Teams, Ucwa};

/// Where dial-in data and online meetings come from: `F` is a transport that a Skype for Business Server lets in,
/// `P` a plain one, `G` one that is signed in to
/// Microsoft Graph.
pub enum Source<F, P, G, I, C> {
    /// Skype for Business Server.
    Ucwa(Ucwa<F, I, C>),
    /// Teams.
    Teams(Teams<G, I>),
    /// A third-party bridge.
    Hosted(Hosted<P, I>),
}

impl<F: Transport, P: Transport, G: Transport, I: Ids, C: Clock> DialIn for Source<F, P, G, I, C> {
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

impl<F: Transport, P: Transport, G: Transport, I: Ids, C: Clock> Meetings for Source<F, P, G, I, C> {
    async fn create(&self, new: NewMeeting<'_>) -> Result<Created, DialInError> {
        match self {
            Self::Ucwa(source) => source.create(new).await,
            Self::Teams(source) => source.create(new).await,
            Self::Hosted(source) => source.create(new).await,
        }
    }

    async fn read(&self, join_urls: &[JoinUrl]) -> Result<Vec<OnlineMeeting>, DialInError> {
        match self {
            Self::Ucwa(source) => source.read(join_urls).await,
            Self::Teams(source) => source.read(join_urls).await,
            Self::Hosted(source) => source.read(join_urls).await,
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
