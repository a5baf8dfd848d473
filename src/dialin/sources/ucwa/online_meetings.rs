//! Online meetings as the server lists them, whole or as links to follow.

use std::collections::{HashMap, HashSet};

use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::block::ConferenceId;
use crate::dialin::{DialInError, OnlineMeeting};
use crate::link::{JoinUrl, safe_url};
use crate::wire::{Method, Response, Transport};

use super::answer::{self, Resource, href};
use super::application::Application;
use super::tickets::Wire;

/// The collection, as errors name it too.
pub(super) const COLLECTION: &str = "myOnlineMeetings";

/// How many meetings are asked for at a time.
const AT_A_TIME: usize = 3;

/// The list of the organizer's meetings. It may hold thousands: each is read when it is looked at.
pub(super) struct MeetingList<'a> {
    embedded: Vec<&'a RawValue>,
    /// Those that are only linked.
    linked: Vec<Value>,
    assigned: Option<Value>,
}

/// What a resource holds by name.
type Members<'a> = HashMap<String, &'a RawValue>;

impl<'a> MeetingList<'a> {
    /// Reads the answer of the collection.
    pub(super) fn read(answer: &'a Response) -> Result<Self, DialInError> {
        let missing = |field| DialInError::Missing { what: COLLECTION, field };
        let members: Option<Members<'a>> = object(answer::json(COLLECTION, answer)?);
        let members = members.ok_or_else(|| missing("object"))?;
        let within = |name| match members.get(name).filter(|members| members.get() != "null") {
            Some(members) => object(members).ok_or_else(|| missing(name)),
            None => Ok(Members::new()),
        };
        let resources = within("_embedded")?;
        let links = within("_links").unwrap_or_default();
        let embedded = several(resources.get("myOnlineMeeting").copied());
        let linked = unembedded(several(links.get("myOnlineMeeting").copied()), &embedded);
        let assigned =
            several(resources.get("myAssignedOnlineMeeting").copied()).first().map(|one| value(one));
        Ok(Self { embedded, linked, assigned })
    }

    /// The meetings: those embedded, then those only linked.
    pub(super) fn meetings(&self) -> impl Iterator<Item = Value> {
        self.embedded.iter().map(|one| value(one)).chain(self.linked.iter().cloned())
    }

    /// The last of them.
    pub(super) fn newest(&self) -> Option<Value> {
        self.linked.last().cloned().or_else(|| self.embedded.last().map(|one| value(one)))
    }

    /// The organizer's one meeting for everything, where the list has it.
    pub(super) fn assigned(&self) -> Option<&Value> {
        self.assigned.as_ref()
    }
}

/// What is linked and not embedded, too.
fn unembedded(links: Vec<&RawValue>, embedded: &[&RawValue]) -> Vec<Value> {
    if links.is_empty() {
        return Vec::new();
    }
    let known: HashSet<Option<String>> =
        embedded.iter().map(|one| href(&value(one), "self").map(str::to_owned)).collect();
    let target = |link: &Value| link.get("href").and_then(Value::as_str).map(str::to_owned);
    let links = links.into_iter().map(value).filter(|link| !known.contains(&target(link)));
    links.map(|link| json!({ "_links": { "self": link } })).collect()
}

fn object(raw: &RawValue) -> Option<Members<'_>> {
    serde_json::from_str(raw.get()).ok()
}

/// A list, or one alone.
fn several(raw: Option<&RawValue>) -> Vec<&RawValue> {
    raw.map(|raw| serde_json::from_str(raw.get()).unwrap_or_else(|_| vec![raw])).unwrap_or_default()
}

fn value(raw: &RawValue) -> Value {
    serde_json::from_str(raw.get()).unwrap_or_default()
}

/// The join URL, if the meeting as it is listed tells it.
pub(super) fn join_url(meeting: &Value) -> Option<JoinUrl> {
    meeting.get("joinUrl").and_then(Value::as_str).and_then(safe_url).and_then(JoinUrl::new)
}

/// A meeting with all that is needed of it.
pub(super) fn online_meeting(meeting: &Value) -> Result<OnlineMeeting, DialInError> {
    let resource = Resource::new(COLLECTION, meeting)?;
    let shown_id = resource.text("conferenceId")?;
    let conference_id = shown_id
        .map(|shown| ConferenceId::new(shown).ok_or_else(|| resource.missing("conferenceId")))
        .transpose()?;
    Ok(OnlineMeeting {
        conference_id,
        conf_link: resource.url("legacyOnlineMeetingUri")?.map(str::to_owned),
        ..OnlineMeeting::at(join_url(meeting).ok_or(DialInError::NoJoinUrl { what: COLLECTION })?)
    })
}

/// Asks for each listed meeting that lacks one of `needed`, a few at a time; what is gone by now is left out.
pub(super) async fn complete<T: Transport>(
    wire: &Wire<T>,
    application: &Application,
    meetings: impl Iterator<Item = Value>,
    needed: &[&str],
) -> Result<Vec<Value>, DialInError> {
    let read = completed(wire, application, meetings, needed).map(|(_, read)| read);
    let read: Vec<Option<Value>> = read.try_collect().await?;
    Ok(read.into_iter().flatten().collect())
}

/// Each listed meeting with what is told of it when one that lacks a member of `needed` is asked for, a few at a time.
pub(super) fn completed<T: Transport>(
    wire: &Wire<T>,
    application: &Application,
    meetings: impl Iterator<Item = Value>,
    needed: &[&str],
) -> impl Stream<Item = (Value, Result<Option<Value>, DialInError>)> {
    let whole = |meeting: &Value| needed.iter().all(|member| meeting.get(*member).is_some());
    let asked = stream::iter(meetings).map(move |meeting| async move {
        let told =
            if whole(&meeting) { Ok(Some(meeting.clone())) } else { read(wire, application, &meeting).await };
        (meeting, told)
    });
    asked.buffered(AT_A_TIME)
}

async fn read<T: Transport>(
    wire: &Wire<T>,
    application: &Application,
    meeting: &Value,
) -> Result<Option<Value>, DialInError> {
    let missing = DialInError::Missing { what: COLLECTION, field: "self" };
    let url = application.join(COLLECTION, href(meeting, "self").ok_or(missing)?)?;
    let response = wire.send(COLLECTION, Method::Get, &url, None).await?;
    if response.status == 404 { Ok(None) } else { answer::json(COLLECTION, &response).map(Some) }
}
