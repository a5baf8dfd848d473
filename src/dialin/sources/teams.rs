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

use crate::block::{Branding, MeetingKind, Provider};
use crate::dialin::{
    AudioConferencing, Created, DialIn, DialInError, DialInProfile, Home, NewMeeting, OnlineMeeting,
    OnlineMeetingService,
};
use crate::link::JoinUrl;
use crate::ports::Ids;
use crate::wire::{GraphMailbox, Guarded, Method, Request, Response, Transport, TransportError};

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
pub struct Teams<T, I> {
    transport: Guarded<T>,
    ids: I,
    mailbox: GraphMailbox,
    culture: String,
}

impl<T: Transport, I: Ids> Teams<T, I> {
    /// The meetings of whoever has `mailbox`, which `transport` is signed in for; `culture` is the language of
    /// invitations (BCP 47), e.g. `sv-SE`.
    pub fn new(transport: T, ids: I, mailbox: GraphMailbox, culture: impl Into<String>) -> Self {
        let transport = Guarded::new(transport, mailbox.hosts());
        Self { transport, ids, mailbox, culture: culture.into() }
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
        found.first().map(OnlineMeetingAnswer::read).transpose()
    }

    /// The organizer's audio conferencing. A meeting without it may be older than it, or be made without: only where
    /// all that are asked about lack it there is none.
    async fn audio(&self, meetings: &[JoinUrl]) -> Result<Option<AudioConferencing>, DialInError> {
        let in_teams = |url: &&JoinUrl| Provider::of(url) == Some(Provider::Teams);
        let mut none = Err(DialInError::NoMeetingYet);
        for join_url in meetings.iter().filter(in_teams).take(TRIES) {
            match self.find(join_url).await? {
                Some(OnlineMeetingAnswer { audio: Some(audio), .. }) => return Ok(Some(audio)),
                Some(_) => none = Ok(None),
                None => {}
            }
        }
        none
    }
}

fn read(response: Response) -> Result<Value, DialInError> {
    match response.status {
        200..=299 => serde_json::from_str(&response.body).map_err(|_| DialInError::NotJson { what: WHAT }),
        _ => Err(DialInError::refused(WHAT, &response)),
    }
}

#[async_trait(?Send)]
impl<T: Transport, I: Ids> DialIn for Teams<T, I> {
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
impl<T: Transport, I: Ids> OnlineMeetingService for Teams<T, I> {
    /// Idempotent by its external id: asking again gives the meeting whose answer was lost, not a second one.
    async fn create(&self, new: NewMeeting<'_>) -> Result<Created, DialInError> {
        let external_id = new.successor.map_or_else(|| self.ids.uuid(), ToString::to_string);
        let content = json!({ "externalId": external_id, "subject": new.subject });
        let request = self.request(Method::Post, "/createOrGet").json(&content);
        let answer = match self.transport.send(request.clone()).await {
            Err(TransportError::TimedOut { .. } | TransportError::Unreachable { .. }) => {
                self.transport.send(request).await?
            }
            answer => answer?,
        };
        let is_new = answer.status == CREATED;
        let told = read(answer)?;
        let mut created = OnlineMeetingAnswer::read(&told)?;
        // The answer to a creation need not tell everything.
        if told.get("joinInformation").is_none_or(Value::is_null) {
            let path = format!("/{}", utf8_percent_encode(&created.id, ENCODED));
            let whole = self.transport.send(self.request(Method::Get, &path)).await?;
            created = OnlineMeetingAnswer::read(&read(whole)?)?;
        }
        let block = created.block.ok_or(DialInError::Missing { what: WHAT, field: "joinInformation" })?;
        let meeting = OnlineMeeting {
            join_url: created.join_url,
            conference_id: created.conference_id,
            conf_link: None,
            block: Some(block),
        };
        Ok(Created { meeting, is_new })
    }

    async fn read(&self, join_urls: &[JoinUrl]) -> Result<Vec<OnlineMeeting>, DialInError> {
        let in_teams = join_urls.iter().filter(|url| Provider::of(url) == Some(Provider::Teams));
        let asked = stream::iter(in_teams)
            .map(async |join_url| self.find(join_url).await.map(|found| (join_url, found)));
        let found: Vec<_> = asked.buffered(AT_A_TIME).try_collect().await?;
        let told = found.into_iter().filter_map(|(join_url, found)| Some((join_url, found?)));
        let known = told.map(|(join_url, found)| OnlineMeeting {
            // A meeting has several URLs, and is told with another than it was asked by.
            join_url: join_url.clone(),
            conference_id: found.conference_id,
            conf_link: None,
            block: found.block,
        });
        Ok(known.collect())
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
