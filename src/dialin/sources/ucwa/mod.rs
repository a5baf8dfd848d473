//! Skype for Business Server over UCWA, the Unified Communications Web API.
//!
//! Resources are found by following links from the discovery root, never by building URLs.
//! <https://learn.microsoft.com/skype-sdk/ucwa/unifiedcommunicationswebapi2_0>

mod answer;
mod application;
mod challenge;
mod discovery;
mod online_meetings;
mod profile;
mod tickets;

pub use discovery::Discovery;

use std::collections::HashSet;
use std::pin::pin;
use std::sync::Arc;

use async_trait::async_trait;
use futures_util::StreamExt as _;
use futures_util::future::try_join3;
use futures_util::lock::Mutex;
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use crate::block::MeetingKind;
use crate::dialin::{
    Created, DialIn, DialInError, DialInProfile, Home, NewMeeting, OnlineMeeting, OnlineMeetingService,
    Patience, Told, patiently,
};
use crate::link::JoinUrl;
use crate::ports::{Clock, Ids};
use crate::wire::{AllowedHosts, Method, Response, Transport};

use application::Application;
use online_meetings::{COLLECTION, MeetingList, complete, completed, join_url, online_meeting};
use profile::Scheduling;
use tickets::Wire;

const ASSIGNED: &str = "myAssignedOnlineMeeting";
const DEFAULT_VALUES: &str = "onlineMeetingDefaultValues";

/// The server lets a meeting live at most ten years, and eight hours if nothing is said. A series may have no
/// end, and an appointment may be moved to any day.
const LIFETIME: Duration = Duration::days(3_600);

/// A Skype for Business Server. It is signed in to at the first question, and again only where the server
/// asks for that.
pub struct Ucwa<T, I, C> {
    wire: Wire<T>,
    ids: I,
    clock: C,
    discovery: Discovery,
    /// Held while one is created, so that questions at the same time share it.
    application: Mutex<Option<Arc<Application>>>,
}

impl<T: Transport, I: Ids, C: Clock> Ucwa<T, I, C> {
    /// A server that is found by `discovery`, on none but the hosts allowed.
    pub fn new(transport: T, ids: I, clock: C, discovery: Discovery, hosts: AllowedHosts) -> Self {
        Self { wire: Wire::new(transport, hosts), ids, clock, discovery, application: Mutex::default() }
    }

    async fn application(&self) -> Result<Arc<Application>, DialInError> {
        let mut current = self.application.lock().await;
        if let Some(application) = &*current {
            return Ok(Arc::clone(application));
        }
        let applications = discovery::applications(&self.wire, &self.discovery).await?;
        let created = Application::create(&self.wire, applications, &self.ids.uuid()).await?;
        Ok(Arc::clone(current.insert(Arc::new(created))))
    }

    /// Another application in place of one that the server forgot, as it does when nothing was asked for long.
    async fn application_after(&self, lost: &Arc<Application>) -> Result<Arc<Application>, DialInError> {
        let mut current = self.application.lock().await;
        if current.as_ref().is_some_and(|current| Arc::ptr_eq(current, lost)) {
            *current = None;
        }
        drop(current);
        self.application().await
    }

    /// The answer of a resource of the application's online meetings; `None` where there is no such link.
    async fn ask(
        &self,
        rel: &'static str,
        method: Method,
        body: Option<&Value>,
    ) -> Result<Option<(Response, Arc<Application>)>, DialInError> {
        let application = self.application().await?;
        let Some(url) = application.find(rel)? else { return Ok(None) };
        let response = self.wire.send(rel, method, &url, body).await?;
        if response.status != 404 {
            return Ok(Some((response, application)));
        }
        let application = self.application_after(&application).await?;
        let Some(url) = application.find(rel)? else { return Ok(None) };
        Ok(Some((self.wire.send(rel, method, &url, body).await?, application)))
    }

    async fn optional(&self, rel: &'static str) -> Result<Option<Value>, DialInError> {
        let asked = self.ask(rel, Method::Get, None).await?;
        asked.map(|(response, _)| answer::json(rel, &response)).transpose()
    }

    async fn follow(&self, rel: &'static str) -> Result<Value, DialInError> {
        let missing = DialInError::Missing { what: "applications", field: rel };
        self.optional(rel).await?.ok_or(missing)
    }

    async fn scheduling(&self) -> Result<Option<Scheduling>, DialInError> {
        let defaults = self.optional(DEFAULT_VALUES).await?;
        defaults.as_ref().map_or(Ok(None), profile::scheduling)
    }

    /// The answer with the list of the organizer's meetings, and the application whose links it has.
    async fn list(&self) -> Result<(Response, Arc<Application>), DialInError> {
        let missing = DialInError::Missing { what: "applications", field: COLLECTION };
        self.ask(COLLECTION, Method::Get, None).await?.ok_or(missing)
    }

    /// The one meeting that all appointments get, where they do.
    async fn shared(&self, scheduling: Option<Scheduling>) -> Result<Option<Value>, DialInError> {
        if scheduling == Some(Scheduling::Assigned) { self.optional(ASSIGNED).await } else { Ok(None) }
    }

    /// The newest of the organizer's own meetings.
    async fn newest(&self) -> Result<Option<Value>, DialInError> {
        let (answer, application) = self.list().await?;
        let list = MeetingList::read(&answer)?;
        let newest = list.newest().or_else(|| list.assigned().cloned());
        Ok(complete(&self.wire, &application, newest.into_iter(), &["joinUrl"]).await?.pop())
    }

    async fn told_profile(&self) -> Result<DialInProfile, DialInError> {
        let (phone, customization, scheduling) = try_join3(
            self.follow("phoneDialInInformation"),
            self.follow("onlineMeetingInvitationCustomization"),
            self.scheduling(),
        )
        .await?;
        let shared = self.shared(scheduling).await?;
        // The one that tells where meetings are made now.
        let meeting = match &shared {
            Some(shared) => Some(shared.clone()),
            None => self.newest().await?,
        };
        let audio = profile::audio(&phone, scheduling)?;
        let join_url = meeting.as_ref().map(online_meeting).transpose()?.map(|meeting| meeting.join_url);
        Ok(DialInProfile {
            kind: MeetingKind::SkypeForBusiness,
            home: match &join_url {
                Some(join_url) => Home::of(join_url),
                None => self.application().await?.home(),
            },
            sip_address: meeting.as_ref().and_then(sip_address),
            audio: audio.in_use,
            licence_beside_acp: audio.licence_beside_acp,
            meeting_base: join_url.as_ref().and_then(meeting_base),
            assigned: join_url.filter(|_| shared.is_some()),
            branding: profile::branding(&customization)?,
        })
    }

    /// What the list of the organizer's meetings tells of those behind these URLs. Of one that is listed without its URL and
    /// refused, nobody can tell which of them it is.
    async fn told(&self, join_urls: &[JoinUrl]) -> Result<Told, DialInError> {
        let names: HashSet<String> = join_urls.iter().map(JoinUrl::meeting).collect();
        let wanted = |meeting: &Value| match join_url(meeting) {
            Some(shown) => names.contains(&shown.meeting()),
            None => meeting.get("joinUrl").is_none(),
        };
        let (answer, application) = self.list().await?;
        let list = MeetingList::read(&answer)?;
        let meetings = list.meetings().chain(list.assigned().cloned()).filter(wanted);
        let needed = ["joinUrl", "conferenceId"];
        let mut read = pin!(completed(&self.wire, &application, meetings, &needed));
        let (mut told, mut is_all_named) = (Told::default(), true);
        while let Some((listed, read)) = read.next().await {
            self.clock.breathe().await;
            let (join_url, meeting) = match read {
                Ok(read) => match read.filter(wanted) {
                    Some(read) => (join_url(&read), online_meeting(&read)),
                    None => continue,
                },
                Err(error) => (join_url(&listed), Err(error)),
            };
            match (meeting, join_url) {
                (Ok(meeting), _) => told.meetings.push(meeting),
                (Err(error), _) if error.meets_all() => return Err(error),
                (Err(_), Some(join_url)) => told.untold.push(join_url),
                (Err(_), None) => is_all_named = false,
            }
        }
        if !is_all_named {
            let known: HashSet<String> =
                told.meetings.iter().flat_map(OnlineMeeting::urls).map(JoinUrl::meeting).collect();
            told.untold = join_urls.iter().filter(|url| !known.contains(&url.meeting())).cloned().collect();
        }
        Ok(told)
    }

    async fn post(&self, meeting: &Value) -> Result<OnlineMeeting, DialInError> {
        let missing = DialInError::Missing { what: "applications", field: COLLECTION };
        let (response, _) = self.ask(COLLECTION, Method::Post, Some(meeting)).await?.ok_or(missing)?;
        online_meeting(&answer::json(COLLECTION, &response)?)
    }

    /// The meeting whose description is this one.
    async fn described(&self, description: &str) -> Result<Option<OnlineMeeting>, DialInError> {
        let (answer, application) = self.list().await?;
        let listed = MeetingList::read(&answer)?;
        let needed = ["description", "joinUrl"];
        let meetings = complete(&self.wire, &application, listed.meetings(), &needed).await?;
        let found = meetings
            .iter()
            .find(|meeting| meeting.get("description").and_then(Value::as_str) == Some(description));
        found.map(online_meeting).transpose()
    }

    /// A meeting of its own. UCWA has no key by which a request could be repeated safely, but a description
    /// comes back as it was sent: after a lost answer it tells whether the meeting was made.
    async fn create_own(&self, new: NewMeeting<'_>) -> Result<Created, DialInError> {
        let description = format!("Redial {}", new.name);
        if new.may_exist
            && let Some(made) = self.described(&description).await?
        {
            return Ok(Created { meeting: made, is_new: false });
        }
        let until = self.clock.now() + LIFETIME;
        let with = |expiry: Option<String>| json!({ "subject": new.subject, "description": description, "expirationTime": expiry });
        let made = match self.post_once(&with(milliseconds(until)), &description).await {
            Err(DialInError::Refused { status: 400, .. }) => {
                self.post_once(&with(rfc3339(until)), &description).await
            }
            answered => answered,
        };
        Ok(Created { meeting: made?, is_new: true })
    }

    /// Makes the meeting; where the answer is lost, looks whether it was made before it is asked for again.
    async fn post_once(&self, new: &Value, description: &str) -> Result<OnlineMeeting, DialInError> {
        match self.post(new).await {
            Err(DialInError::NoAnswer(error)) if error.may_have_arrived() => {
                match self.described(description).await? {
                    Some(made) => Ok(made),
                    None => self.post(new).await,
                }
            }
            answered => answered,
        }
    }
}

/// A time as Microsoft's examples have it.
fn milliseconds(time: OffsetDateTime) -> Option<String> {
    Some(format!("/Date({})/", time.unix_timestamp() * 1000))
}

/// A time as Microsoft's description of the member has it.
fn rfc3339(time: OffsetDateTime) -> Option<String> {
    time.replace_nanosecond(0).ok()?.format(&Rfc3339).ok()
}

#[async_trait(?Send)]
impl<T: Transport, I: Ids, C: Clock> DialIn for Ucwa<T, I, C> {
    async fn profile(
        &self,
        _known: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<DialInProfile, DialInError> {
        patiently(patience, async || self.told_profile().await).await
    }
}

fn sip_address(meeting: &Value) -> Option<String> {
    let uri = meeting.get("organizerUri")?.as_str()?;
    Some(uri.strip_prefix("sip:").unwrap_or(uri).to_owned())
}

/// What the organizer's join URLs begin with: a join URL without its last segment.
fn meeting_base(join_url: &JoinUrl) -> Option<String> {
    join_url.as_str().rsplit_once('/').map(|(base, _)| format!("{base}/"))
}

#[async_trait(?Send)]
impl<T: Transport, I: Ids, C: Clock> OnlineMeetingService for Ucwa<T, I, C> {
    async fn create(&self, new: NewMeeting<'_>) -> Result<Created, DialInError> {
        let scheduling = self.scheduling().await?;
        if let Some(assigned) = self.shared(scheduling).await? {
            return Ok(Created { meeting: online_meeting(&assigned)?, is_new: false });
        }
        self.create_own(new).await
    }

    async fn read(
        &self,
        join_urls: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<Told, DialInError> {
        if join_urls.is_empty() {
            return Ok(Told::default());
        }
        patiently(patience, async || self.told(join_urls).await).await
    }

    async fn delete(&self, unwanted: &JoinUrl) -> Result<(), DialInError> {
        let (answer, application) = self.list().await?;
        let listed = MeetingList::read(&answer)?;
        let meetings = complete(&self.wire, &application, listed.meetings(), &["joinUrl"]).await?;
        let shows = |meeting: &&Value| join_url(meeting).is_some_and(|shown| shown.agrees_with(unwanted));
        let Some(found) = meetings.iter().find(shows) else { return Ok(()) };
        let missing = DialInError::Missing { what: COLLECTION, field: "self" };
        let url = application.join(COLLECTION, answer::href(found, "self").ok_or(missing)?)?;
        let response = self.wire.send(COLLECTION, Method::Delete, &url, None).await?;
        match response.status {
            200..=299 | 404 => Ok(()),
            _ => Err(answer::refused(COLLECTION, &response)),
        }
    }
}
