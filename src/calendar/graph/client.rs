//! Sends the requests of one mailbox to Graph.

use std::collections::{BTreeMap, HashSet};

use futures_util::future::join_all;

use crate::calendar::{CalendarError, MayBeBusy as _, Patience};
use crate::wire::{GraphMailbox, Guarded, Method, Request, Response, Transport, TransportError};

use super::answer::{Failure, elsewhere, good, may_be_of_one_event};
use super::batch;
use super::request_builder::RequestBuilder;

/// How many requests may be on their way at a time.
pub(super) const AT_ONCE: usize = 4;

/// What came of asking once.
#[derive(Default)]
struct Round<'r> {
    told: Vec<(usize, Result<Response, CalendarError>)>,
    /// What is to be asked for again.
    left: Vec<(usize, &'r Request)>,
    /// That the mailbox is busy.
    busy: Option<CalendarError>,
}

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
        let again = (request.method == Method::Get).then(|| request.clone());
        let answer = match (self.transport.send(request).await, again) {
            // A gateway that fails for a moment cannot be told from a server that is not there, but by asking again.
            (Err(TransportError::Unreachable { .. }), Some(again)) => self.transport.send(again).await,
            (answer, _) => answer,
        };
        answer.map_err(|error| match error {
            TransportError::NotAllowed { host } => elsewhere(&host),
            error => error.into(),
        })
    }

    /// Sends requests, in one where they are many. The answers are in their order.
    pub(super) async fn ask_all(&self, requests: Vec<Request>) -> Vec<Result<Response, CalendarError>> {
        let mut answers = Vec::with_capacity(requests.len());
        for requests in requests.chunks(batch::MOST) {
            answers.extend(if requests.len() <= AT_ONCE {
                self.ask_singly(requests).await
            } else {
                self.ask_batch(requests).await
            });
        }
        answers
    }

    /// The same, each asked for again where the mailbox is busy, for as long as there is patience, and once where a gateway
    /// gives up, the server fails or the answer is lost. Fails where nobody waits any longer, or nobody is signed in.
    pub(super) async fn ask_each(
        &self,
        requests: Vec<Request>,
        patience: &dyn Patience<CalendarError>,
    ) -> Result<Vec<Result<Response, CalendarError>>, CalendarError> {
        let mut open: Vec<(usize, &Request)> = requests.iter().enumerate().collect();
        let (mut answers, mut failed, mut again) = (BTreeMap::new(), HashSet::new(), 0);
        while !open.is_empty() {
            let Round { told, left, busy } = self.ask_round(&open, &mut failed).await?;
            again = if told.is_empty() { again + 1 } else { 1 };
            answers.extend(told);
            if let Some(error) = busy {
                patience.wait(again, error).await?;
            }
            open = left;
        }
        Ok(answers.into_values().collect())
    }

    /// Asks once for each that is open, the parts of a batch at a time, until one tells nothing at all.
    async fn ask_round<'r>(
        &self,
        open: &[(usize, &'r Request)],
        failed: &mut HashSet<usize>,
    ) -> Result<Round<'r>, CalendarError> {
        let (mut round, mut is_over) = (Round::default(), false);
        for some in open.chunks(batch::MOST) {
            if is_over {
                round.left.extend(some);
                continue;
            }
            let asked = some.iter().map(|(_, request)| (*request).clone()).collect();
            let before = round.told.len();
            for (&(place, request), answer) in some.iter().zip(self.ask_all(asked).await) {
                let told = answer.map_err(Failure::Other).and_then(whole).map_err(|failure| match failure {
                    Failure::GaveUp(_) if failed.insert(place) => {
                        CalendarError::Throttled { retry_after: None }
                    }
                    Failure::GaveUp(error) | Failure::Failed(error) | Failure::Other(error) => error,
                });
                match told {
                    Err(error) if error.is_signed_out() => return Err(error),
                    Err(error) if error.busy().is_some() => {
                        round.left.push((place, request));
                        round.busy = Some(error);
                    }
                    Err(error) if is_lost(&error) && failed.insert(place) => {
                        round.left.push((place, request))
                    }
                    told => round.told.push((place, told)),
                }
            }
            is_over = round.told.len() == before && round.busy.is_some();
        }
        Ok(round)
    }

    async fn ask_singly(&self, requests: &[Request]) -> Vec<Result<Response, CalendarError>> {
        let mut answers = Vec::with_capacity(requests.len());
        for requests in requests.chunks(AT_ONCE) {
            answers.extend(join_all(requests.iter().map(|request| self.ask(request.clone()))).await);
        }
        answers
    }

    /// Sends requests in one. Parts have no token of their own: where some are signed out, one of them is sent by itself,
    /// which fetches a fresh token, and then the others once more.
    async fn ask_batch(&self, requests: &[Request]) -> Vec<Result<Response, CalendarError>> {
        let mut answers = self.ask_parts(requests).await;
        let mut out = requests.iter().zip(&mut answers).filter(|(_, answer)| is_signed_out(answer));
        let Some((request, first)) = out.next() else { return answers };
        *first = self.ask(request.clone()).await;
        if is_signed_out(first) {
            return answers;
        }
        let (requests, places): (Vec<_>, Vec<_>) =
            out.map(|(request, answer)| (request.clone(), answer)).unzip();
        if !requests.is_empty() {
            let again = self.ask_parts(&requests).await;
            places.into_iter().zip(again).for_each(|(place, again)| *place = again);
        }
        answers
    }

    /// Sends requests in one. Where that is of no use, each is sent by itself, and so is one that has no part in the answer:
    /// one must not keep the others from being answered.
    async fn ask_parts(&self, requests: &[Request]) -> Vec<Result<Response, CalendarError>> {
        let answer = self.ask(self.builder.batch(requests.iter().cloned())).await;
        match answer.and_then(|answer| batch::parts(&answer, requests.len())) {
            Ok(parts) => {
                let mut answers = Vec::with_capacity(requests.len());
                for (part, request) in parts.into_iter().zip(requests) {
                    answers.push(match part {
                        Some(answer) => Ok(answer),
                        None => self.ask(request.clone()).await,
                    });
                }
                answers
            }
            Err(error) if error.is_of_the_request() || may_be_of_one_event(&error) => {
                self.ask_singly(requests).await
            }
            Err(error) => requests.iter().map(|_| Err(error.clone())).collect(),
        }
    }
}

/// A good answer, or what a bad one means.
fn whole(answer: Response) -> Result<Response, Failure> {
    match good(&answer).map(drop) {
        Ok(()) => Ok(answer),
        // Of one item that is not there nothing else is to be said.
        Err(error @ CalendarError::NotFound) => Err(Failure::Other(error)),
        Err(error) => Err(Failure::of(&answer, error)),
    }
}

/// Whether another question may be answered better.
fn is_lost(error: &CalendarError) -> bool {
    matches!(error, CalendarError::NoAnswer(_)) || may_be_of_one_event(error)
}

fn is_signed_out(answer: &Result<Response, CalendarError>) -> bool {
    answer.as_ref().is_ok_and(|response| response.status == 401)
}
