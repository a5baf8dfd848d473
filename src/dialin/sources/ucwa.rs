//! Skype for Business Server over UCWA, the Unified Communications Web API.
//!
//! Resources are found by following links from the discovery root, never by building URLs.
//! <https://learn.microsoft.com/skype-sdk/ucwa/gettingstarted>

use serde_json::{Value, json};

use crate::block::{Branding, ConferenceId, DialInNumber, JoinUrl, MeetingKind, safe_url};
use crate::dialin::culture::native_name;
use crate::dialin::{AudioConferencing, Conference, DialInProfile, Home, OnlineMeeting};
use crate::ports::{DialIn, Ids, Meetings, Method, Request, Response, Transport};

use super::DialInError;

/// A Skype for Business Server.
pub struct Ucwa<T, I> {
    transport: T,
    ids: I,
    discover_url: String,
}

/// The links of an application's online meetings, and the token to follow them.
struct Session {
    origin: String,
    token: String,
    links: Value,
}

impl<T: Transport, I: Ids> Ucwa<T, I> {
    /// A server found at `discover_url`, the root of its autodiscover service.
    pub fn new(transport: T, ids: I, discover_url: impl Into<String>) -> Self {
        Self { transport, ids, discover_url: discover_url.into() }
    }

    async fn sign_in(&self) -> Result<Session, DialInError> {
        const WHAT: &str = "the discovery of Skype for Business";
        let root = self.get(WHAT, &self.discover_url, None).await?;
        let user_url = absolute(&self.discover_url, link(&root, "user", WHAT)?);
        let token = self.token(&user_url).await?;
        let user = self.get(WHAT, &user_url, Some(&token)).await?;
        let applications = absolute(&user_url, link(&user, "applications", WHAT)?);
        let body = json!({ "UserAgent": "Redial", "EndpointId": self.ids.uuid(), "Culture": "en-US" });
        let request = authorized(Method::Post, &applications, Some(&token)).json(&body);
        let application = read("applications", self.transport.send(request).await?)?;
        let links = application
            .pointer("/_embedded/onlineMeetings/_links")
            .cloned()
            .ok_or(DialInError::Missing { what: "applications", field: "onlineMeetings" })?;
        Ok(Session { origin: applications, token, links })
    }

    /// A token for whoever is signed in to Windows, from where the server's challenge points.
    async fn token(&self, user_url: &str) -> Result<String, DialInError> {
        const WHAT: &str = "the sign-in to Skype for Business";
        let challenged = self.transport.send(Request::new(Method::Get, user_url)).await?;
        let challenge = challenged.header("WWW-Authenticate").unwrap_or_default();
        let href = challenge_href(challenge)
            .ok_or(DialInError::Missing { what: WHAT, field: "MsRtcOAuth challenge" })?;
        let mut request = Request::new(Method::Post, absolute(user_url, href))
            .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8");
        request.body = Some("grant_type=urn:microsoft.rtc:windows".to_owned());
        let answer = read(WHAT, self.transport.send(request).await?)?;
        let token = answer.get("access_token").and_then(Value::as_str);
        token.map(str::to_owned).ok_or(DialInError::Missing { what: WHAT, field: "access_token" })
    }

    async fn get(&self, what: &'static str, url: &str, token: Option<&str>) -> Result<Value, DialInError> {
        read(what, self.transport.send(authorized(Method::Get, url, token)).await?)
    }

    async fn follow(&self, session: &Session, what: &'static str) -> Result<Value, DialInError> {
        let url = session.url(what)?;
        self.get(what, &url, Some(&session.token)).await
    }
}

impl Session {
    fn url(&self, what: &'static str) -> Result<String, DialInError> {
        let href = self.links.pointer(&format!("/{what}/href")).and_then(Value::as_str);
        href.map(|href| absolute(&self.origin, href))
            .ok_or(DialInError::Missing { what: "applications", field: what })
    }
}

impl<T: Transport, I: Ids> DialIn for Ucwa<T, I> {
    async fn profile(&self) -> Result<DialInProfile, DialInError> {
        let session = self.sign_in().await?;
        let phone = self.follow(&session, "phoneDialInInformation").await?;
        let customization = self.follow(&session, "onlineMeetingInvitationCustomization").await?;
        let meetings = self.follow(&session, "myOnlineMeetings").await?;
        Ok(DialInProfile {
            kind: MeetingKind::SkypeForBusiness,
            home: Home::OnPremises,
            sip_address: sip_address(&meetings),
            audio: audio(&phone)?,
            meeting_base: meeting_base(&meetings)?,
            branding: branding(&customization),
        })
    }
}

impl<T: Transport, I: Ids> Meetings for Ucwa<T, I> {
    async fn create(&self, subject: &str) -> Result<OnlineMeeting, DialInError> {
        let session = self.sign_in().await?;
        let url = session.url("myOnlineMeetings")?;
        let request =
            authorized(Method::Post, &url, Some(&session.token)).json(&json!({ "subject": subject }));
        online_meeting(&read("myOnlineMeetings", self.transport.send(request).await?)?)
    }

    async fn delete(&self, join_url: &JoinUrl) -> Result<(), DialInError> {
        let session = self.sign_in().await?;
        let meetings = self.follow(&session, "myOnlineMeetings").await?;
        let shows = |meeting: &&Value| {
            meeting
                .get("joinUrl")
                .and_then(Value::as_str)
                .and_then(JoinUrl::new)
                .is_some_and(|url| url.agrees_with(join_url))
        };
        let Some(found) = each(&meetings).find(shows) else { return Ok(()) };
        let url = absolute(&session.origin, link(found, "self", "myOnlineMeetings")?);
        let response = self.transport.send(authorized(Method::Delete, &url, Some(&session.token))).await?;
        match response.status {
            200..=299 | 404 => Ok(()),
            status => Err(DialInError::Refused { what: "myOnlineMeetings", status }),
        }
    }
}

fn authorized(method: Method, url: &str, token: Option<&str>) -> Request {
    let request = Request::new(method, url).header("Accept", "application/json");
    match token {
        Some(token) => request.header("Authorization", format!("Bearer {token}")),
        None => request,
    }
}

fn read(what: &'static str, response: Response) -> Result<Value, DialInError> {
    match response.status {
        200..=299 => serde_json::from_str(&response.body).map_err(|_| DialInError::NotJson { what }),
        status => Err(DialInError::Refused { what, status }),
    }
}

fn link<'a>(resource: &'a Value, name: &'static str, what: &'static str) -> Result<&'a str, DialInError> {
    let href = resource.pointer(&format!("/_links/{name}/href")).and_then(Value::as_str);
    href.ok_or(DialInError::Missing { what, field: name })
}

/// `href` as seen from `base`: UCWA gives links relative to the pool's host.
fn absolute(base: &str, href: &str) -> String {
    if href.starts_with("https://") || href.starts_with("http://") {
        return href.to_owned();
    }
    let host_end = base.find("//").and_then(|at| {
        let host = base.get(at + 2..)?;
        Some(at + 2 + host.find('/').unwrap_or(host.len()))
    });
    let origin = host_end.and_then(|end| base.get(..end)).unwrap_or(base);
    format!("{origin}/{}", href.trim_start_matches('/'))
}

/// The address in `WWW-Authenticate: MsRtcOAuth href=…,grant_type="…"`, quoted or not.
fn challenge_href(challenge: &str) -> Option<&str> {
    let after = challenge.strip_prefix("MsRtcOAuth")?.split("href=").nth(1)?;
    match after.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => after.split(',').next().map(str::trim),
    }
}

/// `None` where the organizer has no audio conferencing: neither a conference ID nor a number.
fn audio(phone: &Value) -> Result<Option<AudioConferencing>, DialInError> {
    const WHAT: &str = "phoneDialInInformation";
    if !phone.is_object() {
        return Err(DialInError::Missing { what: WHAT, field: "object" });
    }
    let numbers = numbers(phone)?;
    let shown_id = text(phone, "conferenceId");
    if numbers.is_empty() && shown_id.is_none() {
        return Ok(None);
    }
    let conference = match shown_id {
        Some(id) => Conference::Public(
            ConferenceId::new(id).ok_or(DialInError::Missing { what: WHAT, field: "conferenceId" })?,
        ),
        None => Conference::PerMeeting,
    };
    let directory_url = text(phone, "externalDirectoryUri").and_then(safe_url).map(str::to_owned);
    Ok(Some(AudioConferencing { conference, numbers, pin_url: directory_url.clone(), directory_url }))
}

/// An audio conferencing provider's own numbers, else the bridge's regions, the default one first.
fn numbers(phone: &Value) -> Result<Vec<DialInNumber>, DialInError> {
    if phone.get("isAudioConferenceProviderEnabled").and_then(Value::as_bool) == Some(true) {
        let toll = text(phone, "tollNumber").map(|number| provider_number(number, false));
        let toll_free = phone.get("tollFreeNumbers").and_then(Value::as_array).into_iter().flatten();
        let toll_free = toll_free.filter_map(Value::as_str).map(|number| provider_number(number, true));
        return Ok(toll.into_iter().chain(toll_free).collect());
    }
    let default = text(phone, "defaultRegion");
    let regions = phone.pointer("/_embedded/dialInRegion").and_then(Value::as_array);
    let mut numbers = Vec::new();
    for region in regions.into_iter().flatten() {
        let missing = DialInError::Missing { what: "phoneDialInInformation", field: "number" };
        let number = text(region, "number").ok_or(missing)?;
        let number = number.strip_prefix("tel:").unwrap_or(number).to_owned();
        let languages = region.get("languages").and_then(Value::as_array).into_iter().flatten();
        let languages: Vec<&str> = languages.filter_map(Value::as_str).map(native_name).collect();
        let name = text(region, "name").unwrap_or_default().to_owned();
        numbers.push(DialInNumber {
            number,
            region: name,
            languages: languages.join(", "),
            toll_free: false,
        });
    }
    numbers.sort_by_key(|number| Some(number.region.as_str()) != default);
    Ok(numbers)
}

fn provider_number(number: &str, toll_free: bool) -> DialInNumber {
    DialInNumber { number: number.to_owned(), region: String::new(), languages: String::new(), toll_free }
}

/// A text that is there and not empty.
fn text<'a>(resource: &'a Value, name: &str) -> Option<&'a str> {
    resource.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

fn each(meetings: &Value) -> impl Iterator<Item = &Value> {
    meetings.pointer("/_embedded/myOnlineMeeting").and_then(Value::as_array).into_iter().flatten()
}

fn sip_address(meetings: &Value) -> Option<String> {
    let uri = each(meetings).find_map(|meeting| text(meeting, "organizerUri"))?;
    Some(uri.strip_prefix("sip:").unwrap_or(uri).to_owned())
}

/// What the organizer's join URLs begin with: a join URL without its last segment.
fn meeting_base(meetings: &Value) -> Result<Option<String>, DialInError> {
    let Some(meeting) = each(meetings).last() else { return Ok(None) };
    let base = online_meeting(meeting)?.join_url;
    Ok(base.as_str().rsplit_once('/').map(|(base, _)| base.to_owned()))
}

fn online_meeting(meeting: &Value) -> Result<OnlineMeeting, DialInError> {
    let missing = DialInError::Missing { what: "myOnlineMeetings", field: "joinUrl" };
    let join_url = text(meeting, "joinUrl").and_then(safe_url).and_then(JoinUrl::new).ok_or(missing)?;
    Ok(OnlineMeeting {
        join_url,
        conference_id: text(meeting, "conferenceId").and_then(ConferenceId::new),
        conf_link: text(meeting, "legacyOnlineMeetingUri").and_then(safe_url).map(str::to_owned),
        block: None,
    })
}

fn branding(customization: &Value) -> Branding {
    let url = |name: &str| text(customization, name).and_then(safe_url).map(str::to_owned);
    Branding {
        logo_url: url("invitationLogoUrl"),
        help_url: url("invitationHelpUrl"),
        legal_url: url("invitationLegalUrl"),
        footer: text(customization, "invitationFooterText").map(str::to_owned),
    }
}
