//! Reads an `onlineMeeting`.

use percent_encoding::percent_decode_str;
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::block::{ConferenceId, DialInNumber, Language};
use crate::dialin::{
    AudioConferencing, AudioProvider, Conference, DialInError, OnlineMeeting, ServiceBlock, Times,
};
use crate::link::{JoinUrl, safe_url};

use super::super::number::{MOST, shown};

/// What is asked for, in errors.
pub(super) const WHAT: &str = "onlineMeetings";

/// An online meeting as Graph tells it.
#[derive(Clone)]
pub(super) struct OnlineMeetingAnswer {
    pub(super) id: String,
    /// Where people join; the URL that the service calls the meeting's first, then the one that it was asked by.
    pub(super) urls: Vec<JoinUrl>,
    /// When it takes place.
    pub(super) times: Option<Times>,
    pub(super) conference_id: Option<ConferenceId>,
    /// How to join by phone, where the organizer has audio conferencing. A meeting can be used without these numbers: they
    /// are for the profile.
    pub(super) audio: Result<Option<AudioConferencing>, DialInError>,
    /// The service's own block, where it is one that may be used.
    pub(super) block: Option<ServiceBlock>,
}

impl OnlineMeetingAnswer {
    /// Reads an answer to a question by the URL `asked`, if by any.
    pub(super) fn read(meeting: &Value, asked: Option<&JoinUrl>) -> Result<Self, DialInError> {
        let id = id(meeting).ok_or_else(|| missing("id"))?.to_owned();
        let join_url = join_url(meeting).ok_or_else(|| missing("joinWebUrl"))?;
        let mut urls: Vec<JoinUrl> = Vec::new();
        for url in short(meeting, &join_url).iter().chain(asked) {
            if !urls.iter().chain([&join_url]).any(|known| known.agrees_with(url)) {
                urls.push(url.clone());
            }
        }
        urls.insert(0, join_url);
        let block = join_information(meeting).and_then(|html| ServiceBlock::new(&html, &urls));
        let (conference_id, audio) = match meeting.get("audioConferencing") {
            None | Some(Value::Null) => (None, Ok(None)),
            Some(told) if told.is_object() => {
                let id = conference_id(told)?;
                let audio = audio(told, block.as_ref(), id.as_ref()).map(Some);
                (id, audio)
            }
            Some(_) => return Err(missing("audioConferencing")),
        };
        Ok(Self { id, urls, times: times(meeting), conference_id, audio, block })
    }

    /// The meeting as it is known by `join_url`, which is one of its URLs.
    pub(super) fn known_by(self, join_url: &JoinUrl) -> OnlineMeeting {
        let Self { urls, times, conference_id, block, .. } = self;
        let others = urls.into_iter().filter(|url| !url.agrees_with(join_url)).collect();
        OnlineMeeting { join_url: join_url.clone(), others, times, conference_id, conf_link: None, block }
    }

    /// The meeting as it is known by what its block shows: that is what attendees join, and what is asked for later.
    pub(super) fn known_by_block(self) -> Result<OnlineMeeting, DialInError> {
        let block = self.block.as_ref().ok_or_else(|| missing("joinInformation"))?;
        let join_url = block.invitation().join_url.clone();
        Ok(self.known_by(&join_url))
    }

    /// Whether it has a block in this language.
    pub(super) fn is_in(&self, language: Option<Language>) -> bool {
        language.is_some() && self.block.as_ref().is_some_and(|block| block.language() == language)
    }

    /// Whether it tells all that an invitation says, in this language.
    pub(super) fn is_whole(&self, language: Option<Language>) -> bool {
        let numbers = self.audio.iter().flatten().flat_map(|audio| &audio.numbers);
        let has_toll_number = numbers.into_iter().any(|number| !number.toll_free);
        has_toll_number && self.conference_id.is_some() && self.is_in(language)
    }
}

/// What names a meeting at the service.
pub(super) fn id(meeting: &Value) -> Option<&str> {
    text(meeting, "id").ok().flatten()
}

/// The URL that the service calls a meeting's.
pub(super) fn join_url(meeting: &Value) -> Option<JoinUrl> {
    text(meeting, "joinWebUrl").ok().flatten().and_then(https).and_then(JoinUrl::new)
}

fn times(meeting: &Value) -> Option<Times> {
    let at = |field| OffsetDateTime::parse(meeting.get(field)?.as_str()?, &Rfc3339).ok();
    Some(Times { start: at("startDateTime")?, end: at("endDateTime")? })
}

/// The short link, which names the meeting by the ID that people can type in.
/// <https://learn.microsoft.com/graph/api/resources/joinmeetingidsettings>
fn short(meeting: &Value, long: &JoinUrl) -> Option<JoinUrl> {
    let id = meeting.pointer("/joinMeetingIdSettings/joinMeetingId")?.as_str()?;
    let id: String = id.chars().filter(|sign| !sign.is_whitespace()).collect();
    let is_id = !id.is_empty() && id.bytes().all(|sign| sign.is_ascii_digit());
    is_id.then(|| JoinUrl::new(&format!("https://{}/meet/{id}", long.host()))).flatten()
}

pub(super) fn missing(field: &'static str) -> DialInError {
    DialInError::Missing { what: WHAT, field }
}

/// A text that is there and not empty; another type is an error.
fn text<'a>(resource: &'a Value, field: &'static str) -> Result<Option<&'a str>, DialInError> {
    match resource.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.trim()).filter(|text| !text.is_empty())),
        Some(_) => Err(missing(field)),
    }
}

fn https(url: &str) -> Option<&str> {
    safe_url(url).filter(|url| url.starts_with("https://"))
}

/// The HTML in `data:text/html,…`, encoded as forms are. Answers come with some or all of the prefix encoded, too, with a
/// parameter in it, and without it.
/// <https://learn.microsoft.com/graph/api/onlinemeeting-get>
fn join_information(meeting: &Value) -> Option<String> {
    let content = meeting.pointer("/joinInformation/content")?.as_str()?;
    // Markup is never plain in what is encoded.
    let decoded = if content.contains('<') {
        content.into()
    } else {
        percent_decode_str(&content.replace('+', " ")).decode_utf8().ok()?.into_owned()
    };
    let (prefix, html) = decoded.split_at(decoded.find('<')?);
    is_prefix(prefix.trim()).then(|| html.trim().to_owned())
}

/// Whether it says that HTML follows; nothing does, too. <https://www.rfc-editor.org/rfc/rfc2397>
fn is_prefix(prefix: &str) -> bool {
    let prefix = prefix.to_ascii_lowercase();
    let parameters = prefix.strip_prefix("data:text/html").and_then(|rest| rest.strip_suffix(','));
    prefix.is_empty() || parameters.is_some_and(|given| given.is_empty() || given.starts_with(';'))
}

fn conference_id(told: &Value) -> Result<Option<ConferenceId>, DialInError> {
    let given = text(told, "conferenceId")?;
    given.map(|id| ConferenceId::new(id).ok_or_else(|| missing("conferenceId"))).transpose()
}

/// The numbers as Graph tells them. Of several the block shows some, with their regions, and the PIN page, which
/// nothing else tells.
fn audio(
    told: &Value,
    block: Option<&ServiceBlock>,
    id: Option<&ConferenceId>,
) -> Result<AudioConferencing, DialInError> {
    let mut numbers = listed_numbers(told, "tollNumber", "tollNumbers", false)?;
    numbers.extend(listed_numbers(told, "tollFreeNumber", "tollFreeNumbers", true)?);
    let in_block = block.and_then(|block| block.invitation().phone.as_ref());
    if numbers.is_empty() {
        return Err(missing("tollNumbers"));
    }
    let known_by_block = |number: &DialInNumber| {
        let known = in_block?.numbers.iter().find(|other| other.digits() == number.digits())?;
        let (region, languages) = (known.region.clone(), known.languages.clone());
        Some(DialInNumber { region, languages, ..number.clone() })
    };
    let shown: Vec<DialInNumber> = numbers.iter().filter_map(known_by_block).collect();
    Ok(AudioConferencing {
        provider: AudioProvider::Bridge,
        conference: Conference::PerMeeting,
        numbers: if shown.is_empty() { numbers } else { shown },
        directory_url: text(told, "dialinUrl")?.and_then(https).map(|url| of_any_meeting(url, id)),
        pin_url: in_block.and_then(|phone| phone.pin_url.as_deref()).map(|url| of_any_meeting(url, id)),
    })
}

/// A page without the ID of the meeting that it was told with (`?id=…`): each invitation has its own there.
fn of_any_meeting(page: &str, id: Option<&ConferenceId>) -> String {
    let parts = page.split_once("?id=").zip(id).and_then(|((before, after), id)| {
        let after = after.strip_prefix(id.as_str())?;
        (after.is_empty() || after.starts_with('&')).then_some((before, after))
    });
    parts.map_or_else(|| page.to_owned(), |(before, after)| format!("{before}?id={after}"))
}

/// The list of one kind of number, and the one that older clients read, which stands in the list too.
fn listed_numbers(
    told: &Value,
    one: &'static str,
    list: &'static str,
    toll_free: bool,
) -> Result<Vec<DialInNumber>, DialInError> {
    let listed = match told.get(list) {
        None | Some(Value::Null) => &[],
        Some(Value::Array(listed)) => listed.as_slice(),
        Some(_) => return Err(missing(list)),
    };
    let single = text(told, one)?.map(|number| (one, Some(number)));
    let given = single.into_iter().chain(listed.iter().map(|number| (list, number.as_str())));
    let mut numbers: Vec<DialInNumber> = Vec::new();
    for (field, given) in given {
        let written = given.and_then(shown).ok_or_else(|| missing(field))?;
        let number =
            DialInNumber { number: written, region: String::new(), languages: String::new(), toll_free };
        if !numbers.iter().any(|known| known.digits() == number.digits()) {
            numbers.push(number);
        }
        if numbers.len() > MOST {
            return Err(missing(list));
        }
    }
    Ok(numbers)
}
