//! Faults on demand: which answers are still to be spoilt.

use std::collections::BTreeMap;

use axum::http::{Method, Uri};
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

/// A fault and the requests it is for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// Only requests with this method.
    #[serde(default)]
    pub method: Option<String>,
    /// Only requests whose path and query contain this text, as sent or decoded.
    pub path: String,
    /// The status to answer with.
    #[serde(default = "internal_server_error")]
    pub status: u16,
    /// The body to answer with.
    #[serde(default)]
    pub body: String,
    /// The type of `body`.
    #[serde(default = "json")]
    pub content_type: String,
    /// More headers of the answer, for example `Retry-After`.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Answer as a gateway in front of the service does, which gives no CORS headers.
    #[serde(default)]
    pub gateway: bool,
    /// Close the connection instead of answering.
    #[serde(default)]
    pub drop: bool,
    /// Carry the request out before its answer is replaced.
    #[serde(default)]
    pub carry_out: bool,
    /// Carry the request out, and change its answer: each of these texts into the other.
    #[serde(default)]
    pub exchange: BTreeMap<String, String>,
    /// How many such requests to let through first.
    #[serde(default)]
    pub skip: u32,
    /// How many such requests to answer this way.
    #[serde(default = "once")]
    pub times: u32,
}

fn internal_server_error() -> u16 {
    500
}

fn json() -> String {
    "application/json".to_owned()
}

fn once() -> u32 {
    1
}

impl Fault {
    fn is_for(&self, method: &Method, uri: &Uri) -> bool {
        let sent = path_and_query(uri);
        let decoded = |text| percent_decode_str(text).decode_utf8_lossy();
        self.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method.as_str()))
            && (sent.contains(&self.path) || decoded(sent).contains(&*decoded(&self.path)))
    }
}

/// The faults that are still due.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds a fault after the others.
    pub fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// Counts a request, and takes the first fault that is due for it.
    pub fn take(&mut self, method: &Method, uri: &Uri) -> Option<Fault> {
        for fault in self.0.iter_mut().filter(|fault| fault.times > 0 && fault.is_for(method, uri)) {
            if fault.skip == 0 {
                fault.times -= 1;
                return Some(fault.clone());
            }
            fault.skip -= 1;
        }
        None
    }
}

/// Over HTTP/2 a URI has a host as well.
pub fn path_and_query(uri: &Uri) -> &str {
    uri.path_and_query().map_or("", |path| path.as_str())
}
