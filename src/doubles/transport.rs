//! A transport with its answers ready.

use std::cell::RefCell;
use std::collections::VecDeque;

use crate::wire::{Request, Response, Transport, TransportError};

/// A transport that answers from a script and keeps what was asked.
#[derive(Debug, Default)]
pub struct ScriptedTransport {
    answers: RefCell<VecDeque<Result<Response, TransportError>>>,
    /// What was asked, in order.
    pub asked: RefCell<Vec<Request>>,
}

impl ScriptedTransport {
    /// Answers in this order; more requests than answers are unreachable.
    pub fn new(answers: impl IntoIterator<Item = Result<Response, TransportError>>) -> Self {
        Self { answers: RefCell::new(answers.into_iter().collect()), asked: RefCell::default() }
    }

    /// A good answer with a JSON body.
    pub fn json(body: &serde_json::Value) -> Result<Response, TransportError> {
        Ok(Response { status: 200, headers: Vec::new(), body: body.to_string() })
    }
}

impl Transport for &ScriptedTransport {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let host = request.url.clone();
        self.asked.borrow_mut().push(request);
        let answer = self.answers.borrow_mut().pop_front();
        answer.unwrap_or(Err(TransportError::Unreachable { host }))
    }
}
