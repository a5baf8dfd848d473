//! Reads the answers to several requests that went in one.
//!
//! <https://learn.microsoft.com/graph/json-batching>

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::calendar::CalendarError;
use crate::wire::Response;

use super::answer::{good, unreadable};

/// How many requests Graph takes in one.
pub(super) const MOST: usize = 20;

#[derive(Deserialize)]
struct Batch {
    responses: Vec<Part>,
}

/// The answer to one of them. They come in any order.
#[derive(Deserialize)]
struct Part {
    id: String,
    status: u16,
    #[serde(default)]
    headers: std::collections::BTreeMap<String, String>,
    body: Option<Box<RawValue>>,
}

/// The answers to the requests of a batch, in the order of the requests; `None` for one that was not answered.
pub(super) fn parts(answer: &Response, requests: usize) -> Result<Vec<Option<Response>>, CalendarError> {
    let batch: Batch = serde_json::from_str(good(answer)?).map_err(|_| unreadable("batch"))?;
    let mut parts: Vec<_> = (0..requests).map(|_| None).collect();
    for part in batch.responses {
        let place = part.id.parse().ok().and_then(|place: usize| parts.get_mut(place));
        if let Some(place) = place {
            *place = Some(part.response());
        }
    }
    Ok(parts)
}

impl Part {
    fn response(self) -> Response {
        Response {
            status: self.status,
            headers: self.headers.into_iter().collect(),
            body: self.body.map(|body| body.get().to_owned()).unwrap_or_default(),
        }
    }
}
