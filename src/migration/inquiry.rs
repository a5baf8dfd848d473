//! Asks for dial-in data, and for what the service tells of online meetings: no more than what is looked at needs.

use std::collections::HashSet;

use time::OffsetDateTime;

use crate::dialin::{DialIn, DialInProfile, Digest, OnlineMeetingService, Told};
use crate::link::JoinUrl;
use crate::meeting::Header;
use crate::ports::{Clock, Store};

use super::detect::{AssessmentError, last_seen};
use super::online::{OnlineMeetings, asked_about, own_meetings};
use super::patience::Onlooker;
use super::rewrite::Terms;
use super::target::Target;

/// Who is asked.
#[derive(Clone, Copy)]
pub(super) struct Inquiry<'a> {
    /// The organizer's dial-in data.
    pub(super) dial_in: &'a dyn DialIn,
    /// The organizer's online meetings.
    pub(super) online_meetings: &'a dyn OnlineMeetingService,
    /// The roaming settings.
    pub(super) settings: &'a dyn Store,
    /// Whoever asks.
    pub(super) onlooker: Onlooker<'a>,
}

impl Inquiry<'_> {
    /// Dial-in data before anything is known of the calendar, where its source needs nothing of that.
    pub(super) async fn early(self) -> Result<Option<DialInData>, AssessmentError> {
        if self.dial_in.reads_meetings() {
            return Ok(None);
        }
        self.untold(&[]).await.map(Some)
    }

    /// Dial-in data with all that is told of these meetings; what can only be read off meetings is read off all of them.
    pub(super) async fn of(
        self,
        early: Option<DialInData>,
        headers: &[Header],
        now: OffsetDateTime,
    ) -> Result<DialInData, AssessmentError> {
        let data = match early {
            Some(data) if !self.dial_in.reads_meetings() => data,
            Some(data) => DialInData { profile: self.profile(headers).await?, ..data },
            None => self.untold(headers).await?,
        };
        self.told_of(headers, data, now).await
    }

    /// The same as far as some meetings need it.
    pub(super) async fn of_some(
        self,
        early: Option<DialInData>,
        some: &[Header],
        now: OffsetDateTime,
    ) -> Result<DialInData, AssessmentError> {
        let data = match early {
            Some(data) => data,
            None => self.untold(some).await?,
        };
        if data.profile.needs_meetings_told() { self.told_of(some, data, now).await } else { Ok(data) }
    }

    /// Dial-in data before the service was asked about meetings.
    async fn untold(self, headers: &[Header]) -> Result<DialInData, AssessmentError> {
        let profile = self.profile(headers).await?;
        Ok(DialInData { profile, told: None, seen: last_seen(self.settings).await? })
    }

    async fn profile(self, headers: &[Header]) -> Result<DialInProfile, AssessmentError> {
        let own = own_meetings(headers.iter(), self.onlooker.clock).await;
        Ok(self.onlooker.profile(self.dial_in, &own).await?)
    }

    /// Dial-in data with what the service tells of the online meetings, where it is asked.
    async fn told_of(
        self,
        headers: &[Header],
        mut data: DialInData,
        now: OffsetDateTime,
    ) -> Result<DialInData, AssessmentError> {
        if data.profile.is_told_meetings() {
            data.told.get_or_insert_default();
        }
        self.ask_about(headers, &mut data, now).await?;
        Ok(data)
    }

    /// Asks the service about the online meetings that it was not asked about before.
    pub(super) async fn ask_about(
        self,
        headers: &[Header],
        data: &mut DialInData,
        now: OffsetDateTime,
    ) -> Result<(), AssessmentError> {
        let Some((asked, told)) = &mut data.told else { return Ok(()) };
        let mut urls = asked_about(headers, now, self.onlooker.clock).await;
        urls.retain(|url| asked.insert(url.clone()));
        if !urls.is_empty() {
            let more = self.onlooker.online_meetings(self.online_meetings, &urls).await?;
            told.meetings.extend(more.meetings);
            told.untold.extend(more.untold);
        }
        Ok(())
    }
}

/// What plans are made from, beside the calendar.
pub(super) struct DialInData {
    pub(super) profile: DialInProfile,
    /// The online meetings that the service was asked about, and what it told; `None` where it is not asked.
    told: Option<(HashSet<JoinUrl>, Told)>,
    seen: Option<Digest>,
}

impl DialInData {
    /// What the meetings with these headers are brought to.
    pub(super) async fn target(&self, headers: &[Header], terms: Terms<'_>, clock: &dyn Clock) -> Target {
        let known = self.told.as_ref().map(|(_, told)| told.clone());
        let online = OnlineMeetings::among(known, headers, self.seen.clone(), clock).await;
        Target::new(self.profile.clone(), online, terms.policy)
    }
}
