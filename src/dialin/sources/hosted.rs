//! A third-party bridge, described by a file that the administrator serves beside the add-in.
//!
//! `www/hosted.schema.json` describes the file. The bridge is expected to accept any id in its join URLs.

mod file;
mod template;

use crate::block::{ConferenceId, JoinUrlForm, MeetingKind};
use crate::dialin::{
    AudioConferencing, AudioProvider, Conference, Created, DialIn, DialInError, DialInProfile, Home,
    NewMeeting, OnlineMeeting, OnlineMeetingService, Patience, Told, patiently,
};
use crate::link::JoinUrl;
use crate::rules::{self, Invalid};
use crate::wire::{Method, Request, Transport};

use async_trait::async_trait;
use file::{Details, File};
use template::Template;

/// A third-party bridge.
pub struct Hosted<T> {
    transport: T,
    profile_url: String,
    organizer: String,
    forms: Vec<JoinUrlForm>,
}

/// What the file says for one organizer.
struct Bridge {
    join_url: Template,
    details: Details,
}

impl<T: Transport> Hosted<T> {
    /// The bridge that the file at `profile_url` describes, for the organizer with the address `organizer`.
    /// Join URLs must be of one of `forms`, or their blocks would not be recognised.
    pub fn new(
        transport: T,
        profile_url: impl Into<String>,
        organizer: impl Into<String>,
        forms: Vec<JoinUrlForm>,
    ) -> Self {
        Self { transport, profile_url: profile_url.into(), organizer: organizer.into(), forms }
    }

    async fn bridge(&self) -> Result<Bridge, DialInError> {
        let request = Request::new(Method::Get, &self.profile_url).header("Accept", "application/json");
        let response = self.transport.send(request).await?;
        if !(200..=299).contains(&response.status) {
            return Err(DialInError::NoFile { file: self.profile_url.clone(), status: response.status });
        }
        Ok(self.described(&response.body)?)
    }

    fn broken(&self, field: &str, rule: &str) -> Invalid {
        Invalid::new(&self.profile_url, field, rule)
    }

    fn described(&self, text: &str) -> Result<Bridge, Invalid> {
        let mut details = rules::read::<File>(&self.profile_url, text)?.details_of(&self.organizer);
        let join_url =
            details.join_url.take().ok_or_else(|| self.broken("default.joinUrl", "it is missing"))?;
        let bridge = Bridge { join_url, details };
        self.check(&bridge)?;
        Ok(bridge)
    }

    fn check(&self, bridge: &Bridge) -> Result<(), Invalid> {
        let sample = bridge.join_url.filled("0").ok_or_else(|| self.broken("joinUrl", template::RULE))?;
        if !self.forms.iter().any(|form| form.matches(&sample)) {
            return Err(
                self.broken("joinUrl", "it has none of the forms that joinUrlForms of config.json names")
            );
        }
        let shared_room = !bridge.join_url.is_per_meeting();
        let no_shared_id = bridge.audio().is_some_and(|audio| audio.conference == Conference::PerMeeting);
        if shared_room && no_shared_id {
            return Err(
                self.broken("conferenceId", "a room without {id} needs the one ID of all its meetings")
            );
        }
        Ok(())
    }
}

impl Bridge {
    /// Nobody dials in without a number.
    fn audio(&self) -> Option<AudioConferencing> {
        let details = &self.details;
        let numbers = details.numbers().filter(|numbers| !numbers.is_empty())?;
        Some(AudioConferencing {
            provider: AudioProvider::Bridge,
            conference: details.conference(),
            numbers: numbers.to_vec(),
            directory_url: details.directory_url(),
            pin_url: details.pin_url(),
        })
    }

    /// A new meeting with this name of hexadecimal digits. Where each has a conference ID of its own, its digits are the id in the URL.
    fn meeting(&self, name: &str) -> Option<OnlineMeeting> {
        let per_meeting = self.audio().is_some_and(|audio| audio.conference == Conference::PerMeeting);
        let conference_id = if per_meeting { digits(name) } else { None };
        let id = conference_id.as_ref().map_or(name, ConferenceId::as_str);
        let join_url = self.join_url.filled(id)?;
        Some(OnlineMeeting { conference_id, ..OnlineMeeting::at(join_url) })
    }
}

/// Twelve digits that a name gives: few enough to key in, too many to meet by chance.
fn digits(name: &str) -> Option<ConferenceId> {
    const FIRST: u128 = 100_000_000_000;
    let hexadecimal: String = name.chars().filter(char::is_ascii_hexdigit).collect();
    let number = u128::from_str_radix(&hexadecimal, 16).ok()?;
    ConferenceId::new(&(FIRST + number % (9 * FIRST)).to_string())
}

#[async_trait(?Send)]
impl<T: Transport> DialIn for Hosted<T> {
    async fn profile(
        &self,
        _known: &[JoinUrl],
        patience: &dyn Patience<DialInError>,
    ) -> Result<DialInProfile, DialInError> {
        let bridge = patiently(patience, async || self.bridge().await).await?;
        Ok(DialInProfile {
            kind: MeetingKind::Hosted,
            home: Home::Online,
            sip_address: None,
            audio: bridge.audio(),
            licence_beside_acp: None,
            meeting_base: Some(bridge.join_url.base().to_owned()),
            assigned: None,
            branding: bridge.details.branding(),
        })
    }
}

#[async_trait(?Send)]
impl<T: Transport> OnlineMeetingService for Hosted<T> {
    async fn create(&self, new: NewMeeting<'_>) -> Result<Created, DialInError> {
        let bridge = self.bridge().await?;
        let meeting = bridge.meeting(new.name).ok_or_else(|| self.broken("joinUrl", template::RULE))?;
        // A name gives the same meeting to everybody who asks for it, and so does a room.
        Ok(Created { meeting, is_new: !new.may_exist && bridge.join_url.is_per_meeting() })
    }

    /// The bridge keeps no list: what a meeting is, its URL says.
    async fn read(
        &self,
        _join_urls: &[JoinUrl],
        _patience: &dyn Patience<DialInError>,
    ) -> Result<Told, DialInError> {
        Ok(Told::default())
    }

    /// Nothing to do: the bridge keeps no list to take a room from.
    async fn delete(&self, _join_url: &JoinUrl) -> Result<(), DialInError> {
        Ok(())
    }
}
