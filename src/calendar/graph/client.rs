//! Sends the requests of one mailbox to Graph.

use crate::calendar::CalendarError;
use crate::wire::{GraphMailbox, Guarded, Request, Response, Transport, TransportError};

use super::answer::elsewhere;
use super::request_builder::RequestBuilder;

/// One mailbox of Graph: its requests, and who sends them.
pub(super) struct Client<T> {
    transport: Guarded<T>,
    pub(super) builder: RequestBuilder,
}

impl<T: Transport> Client<T> {
    pub(super) fn new(transport: T, mailbox: GraphMailbox, manifest_ids: &[&str]) -> Self {
        let transport = Guarded::new(transport, mailbox.hosts());
        Self { transport, builder: RequestBuilder::new(mailbox, manifest_ids) }
    }

    /// Sends a request. One that an answer of Graph's leads elsewhere with is not sent: that answer is of no use.
    pub(super) async fn ask(&self, request: Request) -> Result<Response, CalendarError> {
        self.transport.send(request).await.map_err(|error| match error {
            TransportError::NotAllowed { host } => elsewhere(&host),
            error => error.into(),
        })
    }
}
