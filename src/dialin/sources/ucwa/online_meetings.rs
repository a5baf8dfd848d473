//! Online meetings as the server lists them, whole or as links to follow.

use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use serde_json::Value;

use crate::block::ConferenceId;
use crate::dialin::{DialInError, OnlineMeeting};
use crate::link::{JoinUrl, safe_url};
use crate::wire::{Method, Transport};

use super::answer::{self, Resource, href};
use super::application::Application;
use super::tickets::Wire;

/// The collection, as errors name it too.
pub(super) const COLLECTION: &str = "myOnlineMeetings";

/// How many meetings are asked for at a time.
const AT_A_TIME: usize = 3;

/// The meetings of a list: those embedded, then those only linked.
pub(super) fn listed(list: &Value) -> Result<Vec<Value>, DialInError> {
    let whole = Resource::new(COLLECTION, list)?.embedded("myOnlineMeeting")?;
    let links = match list.pointer("/_links/myOnlineMeeting") {
        Some(Value::Array(several)) => several.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    let embedded_too = |link: &&Value| {
        let target = link.get("href").and_then(Value::as_str);
        !whole.iter().any(|meeting| href(meeting, "self") == target)
    };
    let linked =
        links.iter().filter(embedded_too).map(|link| serde_json::json!({ "_links": { "self": link } }));
    Ok(whole.iter().cloned().chain(linked).collect())
}

/// The organizer's one meeting for everything, where the list has it.
pub(super) fn assigned(list: &Value) -> Result<Option<&Value>, DialInError> {
    Ok(Resource::new(COLLECTION, list)?.embedded("myAssignedOnlineMeeting")?.first())
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
    meetings: Vec<Value>,
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
    meetings: Vec<Value>,
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
