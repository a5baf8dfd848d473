//! Teams over Microsoft Graph.
//!
//! Graph tells dial-in data only as a part of an online meeting, so the profile is read off the newest meeting
//! that has them. Every meeting has a conference ID of its own.
//! <https://learn.microsoft.com/graph/api/resources/onlinemeeting>

mod answer;

use async_trait::async_trait;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;

use crate::block::{Branding, MeetingKind, Provider};
use crate::dialin::{
    AudioConferencing, Created, DialIn, DialInError, DialInProfile, Home, NewMeeting, OnlineMeeting,
    OnlineMeetingService, Times,
};
use crate::link::JoinUrl;
use crate::wire::{GraphMailbox, Guarded, Method, Request, Response, Transport};

use answer::{OnlineMeetingAnswer, WHAT};

/// What is not plain in a part of a URL.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// How many requests are on their way at once, of the four that a mailbox allows.
const AT_A_TIME: usize = 3;

/// The status that tells a new meeting from one that was there.
const CREATED: u16 = 201;

/// How many meetings are asked about before none is taken to be there.
const TRIES: usize = 3;

/// The organizer's online meetings in Teams.
pub struct Teams<T> {
    transport: Guarded<T>,
    mailbox: GraphMailbox,
    culture: String,
}

impl<T: Transport> Teams<T> {
    /// The meetings of whoever has `mailbox`, which `transport` is signed in for; `culture` is the language of
    /// invitations (BCP 47), e.g. `sv-SE`.
    pub fn new(transport: T, mailbox: GraphMailbox, culture: impl Into<String>) -> Self {
        let transport = Guarded::new(transport, mailbox.hosts());
        Self { transport, mailbox, culture: culture.into() }
    }

    fn request(&self, method: Method, path: &str) -> Request {
        Request::new(method, self.mailbox.url(&format!("/onlineMeetings{path}")))
            .header("Accept-Language", &self.culture)
    }

    /// The meeting that people join at `join_url`; `None` where it is gone.
    async fn find(&self, join_url: &JoinUrl) -> Result<Option<OnlineMeetingAnswer>, DialInError> {
        let condition = format!("JoinWebUrl eq '{}'", join_url.as_str().replace('\'', "''"));
        let query = format!("?$filter={}", utf8_percent_encode(&condition, ENCODED));
        let response = self.transport.send(self.request(Method::Get, &query)).await?;
        if response.status == 404 {
            return Ok(None);
        }
        let found = read(response)?;
        let found = found.get("value").and_then(Value::as_array);
        let found = found.ok_or(DialInError::Missing { what: WHAT, field: "value" })?;
        found.first().map(|meeting| OnlineMeetingAnswer::read(meeting, Some(join_url))).transpose()
    }

    /// The meeting as it is told when it is asked for by its ID: the answer to its creation need not tell everything, and
    /// not in the language of invitations.
    async fn whole(&self, created: &Value) -> Result<OnlineMeetingAnswer, DialInError> {
        let id = created.get("id").and_then(Value::as_str);
        let id = id.ok_or(DialInError::Missing { what: WHAT, field: "id" })?;
        let path = format!("/{}", utf8_percent_encode(id, ENCODED));
        let whole = self.transport.send(self.request(Method::Get, &path)).await?;
        OnlineMeetingAnswer::read(&read(whole)?, None)
    }

    /// The organizer's audio conferencing. A meeting without it may be older than it, or be made without: only where
    /// all that are asked about lack it there is none.
    async fn audio(&self, meetings: &[JoinUrl]) -> Result<Option<AudioConferencing>, DialInError> {
        let in_teams = |url: &&JoinUrl| Provider::of(url) == Some(Provider::Teams);
        let mut none = Err(DialInError::NoMeetingYet);
        for join_url in meetings.iter().filter(in_teams).take(TRIES) {
            if let Some(found) = self.find(join_url).await? {
                match found.audio? {
                    Some(audio) => return Ok(Some(audio)),
                    None => none = Ok(None),
                }
            }
        }
        none
    }
}

fn put_times(content: &mut Value, Times { start, end }: Times) {
    if let (Ok(start), Ok(end)) = (start.format(&Rfc3339), end.format(&Rfc3339)) {
        content["startDateTime"] = json!(start);
        content["endDateTime"] = json!(end);
    }
}

/// Whether an answer to a creation tells everything.
fn is_whole(created: &Value) -> bool {
    let has = |pointer: &str| created.pointer(pointer).is_some_and(|told| !told.is_null());
    has("/joinInformation") && has("/audioConferencing/tollNumbers")
}

fn read(response: Response) -> Result<Value, DialInError> {
    match response.status {
        200..=299 => serde_json::from_str(&response.body).map_err(|_| DialInError::NotJson { what: WHAT }),
        _ => Err(DialInError::refused(WHAT, &response)),
    }
}

#[async_trait(?Send)]
impl<T: Transport> DialIn for Teams<T> {
    async fn profile(&self, known: &[JoinUrl]) -> Result<DialInProfile, DialInError> {
        Ok(DialInProfile {
            kind: MeetingKind::Teams,
            home: Home::Online,
            sip_address: None,
            audio: self.audio(known).await?,
            licence_beside_acp: None,
            meeting_base: None,
            assigned: None,
            branding: Branding::default(),
        })
    }
}

#[async_trait(?Send)]
impl<T: Transport> OnlineMeetingService for Teams<T> {
    /// Idempotent by its external id: asking again gives the meeting whose answer was lost, not a second one.
    async fn create(&self, new: NewMeeting<'_>) -> Result<Created, DialInError> {
        let mut content = json!({ "externalId": new.name, "subject": new.subject });
        // Without them it is one of now, and 60 days later nobody can dial in any more.
        if let Some(times) = new.times {
            put_times(&mut content, times);
        }
        let request = self.request(Method::Post, "/createOrGet").json(&content);
        let answer = match self.transport.send(request.clone()).await {
            Err(error) if error.may_have_arrived() => self.transport.send(request).await?,
            answer => answer?,
        };
        let is_new = answer.status == CREATED;
        let told = read(answer)?;
        let created = if is_whole(&told) {
            OnlineMeetingAnswer::read(&told, None)?
        } else {
            match self.whole(&told).await {
                Ok(whole) => whole,
                Err(error) => {
                    let created = OnlineMeetingAnswer::read(&told, None)?;
                    if created.block.is_none() {
                        return Err(error);
                    }
                    created
                }
            }
        };
        let block = created.block.as_ref();
        let block = block.ok_or(DialInError::Missing { what: WHAT, field: "joinInformation" })?;
        // What the block shows is what attendees join, and what is asked for later.
        let join_url = block.invitation().join_url.clone();
        let meeting = created.known_by(&join_url);
        Ok(Created { meeting, is_new })
    }

    async fn read(&self, join_urls: &[JoinUrl]) -> Result<Vec<OnlineMeeting>, DialInError> {
        let in_teams = join_urls.iter().filter(|url| Provider::of(url) == Some(Provider::Teams));
        let asked = stream::iter(in_teams)
            .map(async |join_url| self.find(join_url).await.map(|found| (join_url, found)));
        let found: Vec<_> = asked.buffered(AT_A_TIME).try_collect().await?;
        let told = found.into_iter().filter_map(|(join_url, found)| Some((join_url, found?)));
        // It is known by the URL that was asked for, whichever the service tells.
        let known = told.map(|(join_url, found)| found.known_by(join_url));
        Ok(known.collect())
    }

    async fn change_times(&self, join_url: &JoinUrl, times: Times) -> Result<(), DialInError> {
        let Some(found) = self.find(join_url).await? else { return Ok(()) };
        let mut content = json!({});
        put_times(&mut content, times);
        let path = format!("/{}", utf8_percent_encode(&found.id, ENCODED));
        let response = self.transport.send(self.request(Method::Patch, &path).json(&content)).await?;
        match response.status {
            200..=299 | 404 => Ok(()),
            _ => Err(DialInError::refused(WHAT, &response)),
        }
    }

    async fn delete(&self, join_url: &JoinUrl) -> Result<(), DialInError> {
        let Some(found) = self.find(join_url).await? else { return Ok(()) };
        let path = format!("/{}", utf8_percent_encode(&found.id, ENCODED));
        let response = self.transport.send(self.request(Method::Delete, &path)).await?;
        match response.status {
            200..=299 | 404 => Ok(()),
            _ => Err(DialInError::refused(WHAT, &response)),
        }
    }
}
