//! What the server's answers say, taken with care: a text of another type is an error, not an absence.

use serde::Deserialize;
use serde_json::Value;

use crate::dialin::DialInError;
use crate::link::safe_url;
use crate::wire::Response;

/// No text of an answer is longer; what is would not fit into an invitation.
const LONGEST: usize = 2_000;

/// The JSON of a good answer.
pub(super) fn json<'a, T: Deserialize<'a>>(
    what: &'static str,
    response: &'a Response,
) -> Result<T, DialInError> {
    match response.status {
        200..=299 => serde_json::from_str(&response.body).map_err(|_| DialInError::NotJson { what }),
        _ => Err(refused(what, response)),
    }
}

/// What an answer that is no success means. One status stands for several reasons, which `subcode` tells apart
/// (<https://learn.microsoft.com/skype-sdk/ucwa/errorsubcodes>).
pub(super) fn refused(what: &'static str, response: &Response) -> DialInError {
    let body: Value = serde_json::from_str(&response.body).unwrap_or_default();
    let subcode = body.get("subcode").and_then(Value::as_str).unwrap_or_default();
    match (response.status, subcode) {
        (409, "TooManyOnlineMeetings") => DialInError::TooManyOnlineMeetings,
        (410, "UserAgentNotAllowed") => DialInError::UserAgentNotAllowed { what },
        (410, "CannotRedirect") => DialInError::CannotRedirect,
        (403, "MobileApplicationNoLongerAllowed") => DialInError::MobilityNotAllowed,
        _ => DialInError::refused(what, response),
    }
}

/// Where a link of a resource leads.
pub(super) fn href<'a>(resource: &'a Value, rel: &str) -> Option<&'a str> {
    resource.get("_links")?.get(rel)?.get("href")?.as_str()
}

/// A resource, for reading its members.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resource<'a> {
    /// Its name, as errors tell it.
    pub(super) what: &'static str,
    /// Its content.
    pub(super) json: &'a Value,
}

impl<'a> Resource<'a> {
    /// A JSON object.
    pub(super) fn new(what: &'static str, json: &'a Value) -> Result<Self, DialInError> {
        let resource = Self { what, json };
        if json.is_object() { Ok(resource) } else { Err(resource.missing("object")) }
    }

    /// The error that a member is missing or wrong.
    pub(super) fn missing(&self, field: &'static str) -> DialInError {
        DialInError::Missing { what: self.what, field }
    }

    /// A text; `None` where it is absent or empty.
    pub(super) fn text(&self, field: &'static str) -> Result<Option<&'a str>, DialInError> {
        match self.json.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.len() <= LONGEST => {
                Ok(Some(text.trim()).filter(|text| !text.is_empty()))
            }
            Some(_) => Err(self.missing(field)),
        }
    }

    /// A truth value; `None` where it is absent.
    pub(super) fn flag(&self, field: &'static str) -> Result<Option<bool>, DialInError> {
        match self.json.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(flag) => flag.as_bool().map(Some).ok_or_else(|| self.missing(field)),
        }
    }

    /// The resources embedded under a name: a list, or one alone.
    pub(super) fn embedded(&self, rel: &str) -> Result<&'a [Value], DialInError> {
        let embedded = match self.json.get("_embedded") {
            None | Some(Value::Null) => return Ok(&[]),
            Some(embedded) => embedded.as_object().ok_or_else(|| self.missing("_embedded"))?,
        };
        Ok(match embedded.get(rel) {
            Some(Value::Array(several)) => several,
            Some(one) => std::slice::from_ref(one),
            None => &[],
        })
    }

    /// An address that may be written into an invitation.
    pub(super) fn url(&self, field: &'static str) -> Result<Option<&'a str>, DialInError> {
        let url = self.text(field)?;
        url.map(|url| safe_url(url).ok_or_else(|| self.missing(field))).transpose()
    }

    /// Texts; empty ones are left out.
    pub(super) fn texts(&self, field: &'static str) -> Result<Vec<&'a str>, DialInError> {
        let missing = || self.missing(field);
        let list = match self.json.get(field) {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(list) => list.as_array().ok_or_else(missing)?,
        };
        let text = |value: &'a Value| {
            value.as_str().filter(|text| text.len() <= LONGEST).map(str::trim).ok_or_else(missing)
        };
        let texts: Result<Vec<&str>, DialInError> = list.iter().map(text).collect();
        Ok(texts?.into_iter().filter(|text| !text.is_empty()).collect())
    }
}
