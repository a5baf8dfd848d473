//! Teams over Microsoft Graph.
//!
//! Graph tells dial-in data only as a part of an online meeting, so the profile is read off the newest meeting
//! that has them. Every meeting has a conference ID of its own.
//! <https://learn.microsoft.com/graph/api/resources/onlinemeeting>

mod answer;
mod creation;

use async_trait::async_trait;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;

use crate::block::{Branding, MeetingKind, Provider};
use crate::dialin::{
    AudioConferencing, Created, DialIn, DialInError, DialInProfile, Home, NewMeeting, OnlineMeeting,
    OnlineMeetingService, Patience, Times, Told, patiently,
};
use crate::link::JoinUrl;
use crate::wire::{GraphMailbox, Guarded, Method, Request, Response, Transport};

use answer::{OnlineMeetingAnswer, WHAT};

/// What is not plain in a part of a URL.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// How many requests are on their way at once, of the four that a mailbox allows.
const AT_A_TIME: usize = 3;

/// How many meetings without audio conferencing show that there is none.
const SILENT: usize = 3;

/// How many meetings are asked about for audio conferencing: most may be gone, or be other people's.
const ASKED_ABOUT: usize = 50;

/// The organizer's online meetings in Teams.
pub struct Teams<T> {
    transport: Guarded<T>,
    mailbox: GraphMailbox,
    culture: String,
}

/// What the service says of the meeting behind one URL.
enum Answer {
    There(Box<OnlineMeeting>),
    Gone,
    Untold(JoinUrl),
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

    /// What is told at a path. At what the service fails once it may not fail again.
    async fn ask(&self, path: &str) -> Result<Value, DialInError> {
        let request = self.request(Method::Get, path);
        match read(self.transport.send(request.clone()).await?) {
            Err(DialInError::Refused { status: 500.., .. }) => read(self.transport.send(request).await?),
            told => told,
        }
    }

    /// The meeting that people join at `join_url`; `None` where it is gone.
    async fn find(&self, join_url: &JoinUrl) -> Result<Option<OnlineMeetingAnswer>, DialInError> {
        let condition = format!("JoinWebUrl eq '{}'", join_url.as_str().replace('\'', "''"));
        let query = format!("?$filter={}", utf8_percent_encode(&condition, ENCODED));
        let found = match self.ask(&query).await {
            Err(DialInError::Refused { status: 404, .. }) => return Ok(None),
            found => found?,
        };
        let found = found.get("value").and_then(Value::as_array);
        let found = found.ok_or(DialInError::Missing { what: WHAT, field: "value" })?;
        found.first().map(|meeting| OnlineMeetingAnswer::read(meeting, Some(join_url))).transpose()
    }

    /// The same for whoever waits while the service is busy.
    async fn find_patiently(
        &self,
        join_url: &JoinUrl,
        patience: &dyn Patience<DialInError>,
    ) -> Result<Option<OnlineMeetingAnswer>, DialInError> {
        patiently(patience, async || self.find(join_url).await).await
    }

    /// What the service says of one meeting. Fails with what would meet every other, too.
    async fn told(
        &self,
        join_url: &JoinUrl,
        patience: &dyn Patience<DialInError>,
    ) -> Result<Answer, DialInError> {
        match self.find_patiently(join_url, patience).await {
            // It is known by the URL that was asked for, whichever the service tells.
            Ok(Some(found)) => Ok(Answer::There(Box::new(found.known_by(join_url)))),
            Ok(None) => Ok(Answer::Gone),
            Err(error) if error.meets_all() => Err(error),
            Err(_) => Ok(Answer::Untold(join_url.clone())),
        }
    }

    /// The organizer's audio conferencing. A meeting without it may be older than it, or be made without: only where
    /// all that are asked about lack it there is none.
    async fn audio(
        &self,
        meetings: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<Option<AudioConferencing>, DialInError> {
        let (mut silent, mut unclear, mut refused) = (0, None, None);
        for join_url in meetings.iter().filter(is_in_teams).take(ASKED_ABOUT) {
            let audio = match self.find_patiently(join_url, patience).await {
                Ok(Some(found)) => found.audio,
                Ok(None) => continue,
                Err(error) => Err(error),
            };
            match audio {
                Ok(Some(audio)) => return Ok(Some(audio)),
                Ok(None) if silent + 1 == SILENT => return Ok(None),
                Ok(None) => silent += 1,
                Err(error) if error.meets_all() => return Err(error),
                // Other people's meetings say nothing of the organizer.
                Err(error @ DialInError::Refused { status: 400..=499, .. }) => {
                    refused = refused.or(Some(error))
                }
                Err(error) => unclear = unclear.or(Some(error)),
            }
        }
        match (unclear, silent) {
            (Some(error), _) => Err(error),
            (None, 1..) => Ok(None),
            (None, 0) => Err(refused.unwrap_or(DialInError::NoMeetingYet)),
        }
    }
}

fn is_in_teams(url: &&JoinUrl) -> bool {
    Provider::of(url) == Some(Provider::Teams)
}

/// The path of the meeting with this ID.
fn of_meeting(id: &str) -> String {
    format!("/{}", utf8_percent_encode(id, ENCODED))
}

fn put_times(content: &mut Value, Times { start, end }: Times) {
    if let (Ok(start), Ok(end)) = (start.format(&Rfc3339), end.format(&Rfc3339)) {
        content["startDateTime"] = json!(start);
        content["endDateTime"] = json!(end);
    }
}

fn read(response: Response) -> Result<Value, DialInError> {
    match response.status {
        200..=299 => serde_json::from_str(&response.body).map_err(|_| DialInError::NotJson { what: WHAT }),
        _ => Err(DialInError::refused(WHAT, &response)),
    }
}

/// What became of a change: what is gone needs none.
fn done(response: &Response) -> Result<(), DialInError> {
    match response.status {
        200..=299 | 404 => Ok(()),
        _ => Err(DialInError::refused(WHAT, response)),
    }
}

#[async_trait(?Send)]
impl<T: Transport> DialIn for Teams<T> {
    fn reads_meetings(&self) -> bool {
        true
    }

    async fn profile(
        &self,
        known: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<DialInProfile, DialInError> {
        Ok(DialInProfile {
            kind: MeetingKind::Teams,
            home: Home::Online,
            sip_address: None,
            audio: self.audio(known, patience).await?,
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
        self.make(new).await
    }

    async fn read(
        &self,
        join_urls: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<Told, DialInError> {
        let in_teams = stream::iter(join_urls.iter().filter(is_in_teams));
        let asked = in_teams.map(|join_url| self.told(join_url, patience)).buffered(AT_A_TIME);
        let mut told = Told::default();
        for answer in asked.try_collect::<Vec<_>>().await? {
            match answer {
                Answer::There(meeting) => told.meetings.push(*meeting),
                Answer::Gone => {}
                Answer::Untold(join_url) => told.untold.push(join_url),
            }
        }
        Ok(told)
    }

    async fn change_times(&self, join_url: &JoinUrl, times: Times) -> Result<(), DialInError> {
        let Some(found) = self.find(join_url).await? else { return Ok(()) };
        let mut content = json!({});
        put_times(&mut content, times);
        let request = self.request(Method::Patch, &of_meeting(&found.id)).json(&content);
        done(&self.transport.send(request).await?)
    }

    async fn delete(&self, join_url: &JoinUrl) -> Result<(), DialInError> {
        let Some(found) = self.find(join_url).await? else { return Ok(()) };
        let request = self.request(Method::Delete, &of_meeting(&found.id));
        done(&self.transport.send(request).await?)
    }
}
