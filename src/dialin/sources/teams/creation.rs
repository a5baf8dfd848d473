//! New online meetings.
//! <https://learn.microsoft.com/graph/api/onlinemeeting-createorget>

use serde_json::{Value, json};

use crate::block::Language;
use crate::dialin::{Created, DialInError, NewMeeting, OnlineMeeting};
use crate::wire::{MayBeBusy as _, Method, Response, Transport};

use super::answer::{self, OnlineMeetingAnswer};
use super::{Teams, of_meeting, put_times, read};

/// The status that tells a new meeting from one that was there.
const CREATED: u16 = 201;

impl<T: Transport> Teams<T> {
    /// Makes a meeting, or gives the one with its name.
    pub(super) async fn make(&self, new: NewMeeting<'_>) -> Result<Created, DialInError> {
        let answer = self.create_or_get(new).await?;
        let is_new = answer.status == CREATED;
        let told = read(answer)?;
        let error = match self.whole(&told).await {
            Ok(meeting) => return Ok(Created { meeting, is_new }),
            Err(error) => error,
        };
        // Whoever waits asks for it again; where another may have asked for it, it may be in somebody's invitation.
        if is_new && !new.may_exist && error.busy().is_none() {
            self.discard(&told).await;
        }
        Err(error)
    }

    async fn create_or_get(&self, new: NewMeeting<'_>) -> Result<Response, DialInError> {
        let mut content = json!({ "externalId": new.name, "subject": new.subject });
        // Without them it is one of now, and 60 days later nobody can dial in any more.
        if let Some(times) = new.times {
            put_times(&mut content, times);
        }
        let request = self.request(Method::Post, "/createOrGet").json(&content);
        match self.transport.send(request.clone()).await {
            Err(error) if error.may_have_arrived() => Ok(self.transport.send(request).await?),
            answer => Ok(answer?),
        }
    }

    /// The meeting, asked for once more where the answer to its creation does not tell all of it in the language of
    /// invitations: that request takes no language. Where it is told no better, what was told has to do.
    async fn whole(&self, told: &Value) -> Result<OnlineMeeting, DialInError> {
        let language = Language::closest(&self.culture);
        let created = OnlineMeetingAnswer::read(told, None).ok();
        if let Some(created) = &created
            && created.is_whole(language)
        {
            return created.clone().known_by_block();
        }
        match self.again(told).await.and_then(OnlineMeetingAnswer::known_by_block) {
            Err(error) => {
                let is_better_waited_for = error.busy().is_some();
                let created = created.filter(|created| created.is_in(language) || !is_better_waited_for);
                created.and_then(|created| created.known_by_block().ok()).ok_or(error)
            }
            again => again,
        }
    }

    /// The meeting as it is told when it is asked for alone.
    async fn again(&self, told: &Value) -> Result<OnlineMeetingAnswer, DialInError> {
        match (answer::id(told), answer::join_url(told)) {
            (Some(id), _) => OnlineMeetingAnswer::read(&self.ask(&of_meeting(id)).await?, None),
            (None, Some(join_url)) => self.find(&join_url).await?.ok_or_else(|| answer::missing("id")),
            (None, None) => Err(answer::missing("id")),
        }
    }

    /// Deletes a meeting that nobody was told of. Why it was not told is what people hear; an orphan harms nobody.
    async fn discard(&self, told: &Value) {
        if let Some(id) = answer::id(told) {
            let _ = self.transport.send(self.request(Method::Delete, &of_meeting(id))).await;
        }
    }
}
