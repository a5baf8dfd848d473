//! What the resources around online meetings say of the organizer's dial-in data.

use serde_json::Value;

use crate::block::{Branding, ConferenceId, DialInNumber};
use crate::dialin::culture::native_name;
use crate::dialin::{AudioConferencing, AudioProvider, Conference, DialInError};

use super::super::number::{MOST, shown};
use super::answer::Resource;

/// The member that stands in every answer, whether there is audio conferencing or not.
const PROVIDER_ENABLED: &str = "isAudioConferenceProviderEnabled";

/// Which meeting a new appointment gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheduling {
    /// A meeting of its own: private.
    Own,
    /// The organizer's one assigned meeting: public.
    Assigned,
}

/// What `onlineMeetingDefaultValues` says; `None` where the server leaves it open.
pub(super) fn scheduling(defaults: &Value) -> Result<Option<Scheduling>, DialInError> {
    let defaults = Resource::new("onlineMeetingDefaultValues", defaults)?;
    match defaults.text("defaultOnlineMeetingRel")? {
        Some("myOnlineMeetings") => Ok(Some(Scheduling::Own)),
        Some("myAssignedOnlineMeeting") => Ok(Some(Scheduling::Assigned)),
        None => Ok(None),
        Some(_) => Err(defaults.missing("defaultOnlineMeetingRel")),
    }
}

/// The ways to dial in.
pub(super) struct Audio {
    /// The one in use; `None` where there is neither a conference ID nor a number.
    pub(super) in_use: Option<AudioConferencing>,
    /// The bridge that a licence gives beside a third-party provider.
    pub(super) licence_beside_acp: Option<AudioConferencing>,
}

/// What `phoneDialInInformation` says.
pub(super) fn audio(phone: &Value, scheduling: Option<Scheduling>) -> Result<Audio, DialInError> {
    let phone = Resource::new("phoneDialInInformation", phone)?;
    let bridge = bridge(&phone, scheduling)?;
    match phone.flag(PROVIDER_ENABLED)? {
        Some(true) => Ok(Audio {
            in_use: Some(provider(&phone)?),
            // Without a number of Microsoft's own bridge there is no licence for it, whatever else is said.
            licence_beside_acp: bridge.filter(|bridge| !bridge.numbers.is_empty()),
        }),
        // An answer that says nothing at all is no answer about audio conferencing.
        None if bridge.is_none() => Err(phone.missing(PROVIDER_ENABLED)),
        Some(false) | None => Ok(Audio { in_use: bridge, licence_beside_acp: None }),
    }
}

fn bridge(
    phone: &Resource<'_>,
    scheduling: Option<Scheduling>,
) -> Result<Option<AudioConferencing>, DialInError> {
    let numbers = bridge_numbers(phone)?;
    let conference = match conference(phone, scheduling)? {
        Some(conference) => conference,
        None if numbers.is_empty() => return Ok(None),
        None => Conference::PerMeeting,
    };
    let directory_url = phone.url("externalDirectoryUri")?.map(str::to_owned);
    let pin_url = directory_url.clone();
    Ok(Some(AudioConferencing {
        provider: AudioProvider::Bridge,
        conference,
        numbers,
        directory_url,
        pin_url,
    }))
}

/// The directory lists the numbers of Microsoft's bridge, which do not lead to a provider's.
fn provider(phone: &Resource<'_>) -> Result<AudioConferencing, DialInError> {
    Ok(AudioConferencing {
        provider: AudioProvider::ThirdParty,
        conference: passcode(phone)?,
        numbers: provider_numbers(phone)?,
        directory_url: None,
        pin_url: None,
    })
}

fn id(resource: &Resource<'_>, field: &'static str) -> Result<Option<ConferenceId>, DialInError> {
    let shown = resource.text(field)?;
    shown.map(|shown| ConferenceId::new(shown).ok_or_else(|| resource.missing(field))).transpose()
}

/// `None` where nothing is said of conference IDs.
fn conference(
    phone: &Resource<'_>,
    scheduling: Option<Scheduling>,
) -> Result<Option<Conference>, DialInError> {
    let shared = id(phone, "conferenceId")?;
    Ok(match scheduling {
        // The ID is that of the assigned meeting, which private meetings do not use.
        Some(Scheduling::Own) => shared.map(|_| Conference::PerMeeting),
        Some(Scheduling::Assigned) | None => shared.map(Conference::Public),
    })
}

/// What callers of a third party's bridge key in: one for all of the organizer's meetings.
fn passcode(phone: &Resource<'_>) -> Result<Conference, DialInError> {
    let keyed = match id(phone, "participantPassCode")? {
        Some(passcode) => Some(passcode),
        None => id(phone, "conferenceId")?,
    };
    keyed.map(Conference::Public).ok_or_else(|| phone.missing("participantPassCode"))
}

fn provider_numbers(phone: &Resource<'_>) -> Result<Vec<DialInNumber>, DialInError> {
    let toll = phone.text("tollNumber")?.into_iter().map(|shown| ("tollNumber", shown, false));
    let toll_free = phone.texts("tollFreeNumbers")?;
    let toll_free = toll_free.into_iter().map(|shown| ("tollFreeNumbers", shown, true));
    let numbers: Vec<DialInNumber> = toll
        .chain(toll_free)
        .map(|(field, shown, toll_free)| {
            let number = number(phone, field, shown)?;
            Ok(DialInNumber { number, region: String::new(), languages: String::new(), toll_free })
        })
        .collect::<Result<_, DialInError>>()?;
    few(phone, "tollNumber", numbers)
}

/// The bridge's regions, the default one first.
fn bridge_numbers(phone: &Resource<'_>) -> Result<Vec<DialInNumber>, DialInError> {
    let default = phone.text("defaultRegion")?;
    let regions = phone.embedded("dialInRegion")?;
    if regions.is_empty() && phone.json.pointer("/_links/dialInRegion").is_some() {
        return Err(phone.missing("dialInRegion"));
    }
    let mut numbers = regions.iter().map(region_number).collect::<Result<Vec<_>, _>>()?;
    numbers.sort_by_key(|number| Some(number.region.as_str()) != default);
    if numbers.is_empty() { Ok(numbers) } else { few(phone, "dialInRegion", numbers) }
}

fn region_number(region: &Value) -> Result<DialInNumber, DialInError> {
    let region = Resource::new("dialInRegion", region)?;
    let shown = region.text("number")?.ok_or_else(|| region.missing("number"))?;
    let languages: Vec<&str> = region.texts("languages")?.into_iter().map(native_name).collect();
    Ok(DialInNumber {
        number: number(&region, "number", shown.strip_prefix("tel:").unwrap_or(shown))?,
        region: region.text("name")?.unwrap_or_default().to_owned(),
        languages: languages.join(", "),
        toll_free: false,
    })
}

fn number(resource: &Resource<'_>, field: &'static str, given: &str) -> Result<String, DialInError> {
    shown(given).ok_or_else(|| resource.missing(field))
}

fn few(
    phone: &Resource<'_>,
    field: &'static str,
    numbers: Vec<DialInNumber>,
) -> Result<Vec<DialInNumber>, DialInError> {
    if (1..=MOST).contains(&numbers.len()) { Ok(numbers) } else { Err(phone.missing(field)) }
}

/// What the organization adds to its invitations.
pub(super) fn branding(customization: &Value) -> Result<Branding, DialInError> {
    let customization = Resource::new("onlineMeetingInvitationCustomization", customization)?;
    let owned = |url: Option<&str>| url.map(str::to_owned);
    Ok(Branding {
        logo_url: owned(customization.url("invitationLogoUrl")?),
        help_url: owned(customization.url("invitationHelpUrl")?),
        legal_url: owned(customization.url("invitationLegalUrl")?),
        footer: owned(customization.text("invitationFooterText")?),
    })
}
