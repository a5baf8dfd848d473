//! Sends the requests of one mailbox to Graph.

use futures_util::future::join_all;

use crate::calendar::CalendarError;
use crate::wire::{GraphMailbox, Guarded, Request, Response, Transport, TransportError};

use super::answer::elsewhere;
use super::batch;
use super::request_builder::RequestBuilder;

/// How many requests may be on their way at a time.
pub(super) const AT_ONCE: usize = 4;

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

    /// Sends requests, in one where they are many. The answers are in their order.
    pub(super) async fn ask_all(&self, requests: Vec<Request>) -> Vec<Result<Response, CalendarError>> {
        let mut answers = Vec::with_capacity(requests.len());
        for requests in requests.chunks(batch::MOST) {
            if requests.len() <= AT_ONCE {
                answers.extend(join_all(requests.iter().map(|request| self.ask(request.clone()))).await);
                continue;
            }
            let answer = self.ask(self.builder.batch(requests.iter().cloned())).await;
            match answer.and_then(|answer| batch::parts(&answer, requests.len())) {
                Ok(parts) => answers.extend(parts),
                Err(error) => answers.extend(requests.iter().map(|_| Err(error.clone()))),
            }
        }
        answers
    }
}
