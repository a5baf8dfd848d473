//! What the Outlook page asks of the server, as Outlook on the web has its own protocol for.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use crate::addin_origin;
use crate::control::{self, Refusal, read_json, rfc3339};
use crate::mailbox::appointment::{Appointment, Attendee, Body, ContentType, Location};
use crate::mailbox::calendar_view::{Page, Window};
use crate::mailbox::property::PropertyId;
use crate::mailbox::store::Extent;
use crate::mailbox::{Mailbox, NewAppointment, Notify, Patch, sanitise};
use crate::sandbox::Shared;
use crate::world::custom_property_bag;

/// The routes under `/owa`.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/session", get(session))
        .route("/agenda", get(agenda))
        .route("/appointments", post(create_appointment))
        .route(
            "/appointments/{id}",
            get(read_appointment).patch(update_appointment).delete(delete_appointment),
        )
        .route("/sanitise", post(sanitise_html))
        .route("/roaming-settings", get(control::roaming).put(control::set_roaming))
        .route("/manifest", get(manifest))
}

async fn session(State(sandbox): State<Shared>) -> Json<Value> {
    let user = sandbox.world().accounts.signed_in().user.clone();
    Json(json!({"user": user, "addin": sandbox.origins.addin}))
}

#[derive(Deserialize)]
struct AgendaRange {
    #[serde(with = "time::serde::rfc3339")]
    from: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    to: OffsetDateTime,
}

async fn agenda(
    State(sandbox): State<Shared>,
    Query(range): Query<AgendaRange>,
) -> Result<Json<Vec<Value>>, Refusal> {
    let world = sandbox.world();
    let window = Window { from: range.from, to: range.to };
    let page = Page { skip: 0, top: usize::MAX, extent: Extent::WithoutText };
    let view = world.mailbox().calendar_view(window, page)?;
    Ok(Json(view.iter().map(|appointment| agenda_entry(world.mailbox(), appointment)).collect()))
}

fn agenda_entry(mailbox: &Mailbox, appointment: &Appointment) -> Value {
    let locations: Vec<_> = appointment.locations.iter().map(|place| place.display_name.as_str()).collect();
    json!({
        "id": appointment.id,
        "subject": appointment.subject,
        "start": rfc3339(appointment.start),
        "end": rfc3339(appointment.end),
        "location": locations.join("; "),
        "organizer": appointment.organizer,
        "isOrganizer": mailbox.owns(appointment),
        "isCancelled": appointment.is_cancelled,
        "isDraft": appointment.is_draft,
        "isAllDay": appointment.is_all_day,
        "type": appointment.kind.name(),
        "seriesMasterId": appointment.kind.master(),
    })
}

/// What a form saves. Members that are missing stay as they are.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct FormFields {
    subject: Option<String>,
    #[serde(with = "time::serde::rfc3339::option")]
    start: Option<OffsetDateTime>,
    #[serde(with = "time::serde::rfc3339::option")]
    end: Option<OffsetDateTime>,
    is_all_day: Option<bool>,
    attendees: Option<Vec<Attendee>>,
    locations: Option<Vec<FormLocation>>,
    body: Option<String>,
    /// The format of the body; HTML unless it is said.
    body_type: Option<ContentType>,
    custom_properties: Option<Map<String, Value>>,
    /// Named properties of public strings, such as those of an online meeting.
    properties: BTreeMap<String, String>,
    /// Mail the attendees.
    send: bool,
}

/// A location as a form knows it: words somebody typed, or a room.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct FormLocation {
    display_name: String,
    r#type: FormLocationType,
    email_address: Option<String>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum FormLocationType {
    Custom,
    Room,
}

impl From<FormLocation> for Location {
    fn from(form: FormLocation) -> Self {
        let mut location = Location::named(&form.display_name);
        if form.r#type == FormLocationType::Room {
            location.details.insert("locationType".to_owned(), json!("conferenceRoom"));
            location.details.insert("locationEmailAddress".to_owned(), json!(form.email_address));
        }
        location
    }
}

impl From<&Location> for FormLocation {
    fn from(location: &Location) -> Self {
        let room = location.details.get("locationType").is_some_and(|kind| kind == "conferenceRoom");
        let address = location.details.get("locationEmailAddress").and_then(Value::as_str);
        Self {
            display_name: location.display_name.clone(),
            r#type: if room { FormLocationType::Room } else { FormLocationType::Custom },
            email_address: address.map(str::to_owned),
        }
    }
}

/// The most that an add-in's custom properties of one item take, in UTF-16 units
/// (<https://learn.microsoft.com/office/dev/add-ins/outlook/limits-for-activation-and-javascript-api-for-outlook-add-ins>).
const LARGEST_BAG: usize = 2500;

impl FormFields {
    fn notify(&self) -> Notify {
        if self.send { Notify::AndSendDrafts } else { Notify::NotYet }
    }

    fn patch(self) -> Result<Patch, Refusal> {
        let mut properties: BTreeMap<_, _> = self
            .properties
            .into_iter()
            .map(|(name, value)| (PropertyId::public_string(&name), value))
            .collect();
        if let Some(bag) = self.custom_properties {
            let bag = Value::Object(bag).to_string();
            if bag.encode_utf16().count() > LARGEST_BAG {
                return Err(Refusal::Unreadable(format!(
                    "The custom properties of an item take at most {LARGEST_BAG} characters."
                )));
            }
            properties.insert(PropertyId::public_string(&custom_property_bag()), bag);
        }
        Ok(Patch {
            subject: self.subject,
            start: self.start,
            end: self.end,
            is_all_day: self.is_all_day,
            body: self.body.map(|content| match self.body_type.unwrap_or(ContentType::Html) {
                ContentType::Html => {
                    Body { content_type: ContentType::Html, content: sanitise::outlook_form(&content) }
                }
                ContentType::Text => Body { content_type: ContentType::Text, content },
            }),
            attendees: self.attendees,
            locations: self.locations.map(|places| places.into_iter().map(Location::from).collect()),
            properties,
            ..Patch::default()
        })
    }
}

async fn create_appointment(State(sandbox): State<Shared>, content: Bytes) -> Result<Response, Refusal> {
    let form: FormFields = read_json(&content)?;
    let send = form.send;
    let patch = form.patch()?;
    let (Some(start), Some(end)) = (patch.start, patch.end) else {
        return Err(Refusal::Unreadable("An appointment needs a start and an end.".to_owned()));
    };
    let mut world = sandbox.world();
    let body = patch.body.unwrap_or(Body { content_type: ContentType::Html, content: String::new() });
    let (owner, subject) = (world.mailbox().owner.clone(), patch.subject.unwrap_or_default());
    let new = NewAppointment {
        is_all_day: patch.is_all_day.unwrap_or_default(),
        attendees: patch.attendees.unwrap_or_default(),
        locations: patch.locations.unwrap_or_default(),
        is_draft: !send,
        properties: patch.properties,
        ..NewAppointment::new(owner, &subject, start, end, body)
    };
    let created = world.mailbox_mut().create(new)?;
    if send {
        world.mailbox_mut().invite(&created);
    }
    Ok((StatusCode::CREATED, Json(form_json(world.mailbox(), &created))).into_response())
}

async fn read_appointment(
    State(sandbox): State<Shared>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    let world = sandbox.world();
    let appointment = world.mailbox().get(&id)?.ok_or(Refusal::NotFound)?;
    Ok(Json(form_json(world.mailbox(), &appointment)))
}

async fn update_appointment(
    State(sandbox): State<Shared>,
    Path(id): Path<String>,
    content: Bytes,
) -> Result<Json<Value>, Refusal> {
    let form: FormFields = read_json(&content)?;
    let notify = form.notify();
    let mut world = sandbox.world();
    let changed = world.mailbox_mut().update(&id, None, form.patch()?, notify)?;
    Ok(Json(form_json(world.mailbox(), &changed)))
}

async fn delete_appointment(
    State(sandbox): State<Shared>,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    sandbox.world().mailbox_mut().delete(&id)?;
    Ok(StatusCode::NO_CONTENT)
}

fn form_json(mailbox: &Mailbox, appointment: &Appointment) -> Value {
    let bag = appointment.public_string(&custom_property_bag());
    let custom_properties: Map<String, Value> =
        bag.and_then(|bag| serde_json::from_str(bag).ok()).unwrap_or_default();
    let mut form = agenda_entry(mailbox, appointment);
    form["attendees"] = json!(appointment.attendees);
    form["locations"] = appointment.locations.iter().map(|place| json!(FormLocation::from(place))).collect();
    form["body"] = json!(appointment.body.content);
    form["bodyType"] = json!(appointment.body.content_type);
    form["customProperties"] = json!(custom_properties);
    form["changeKey"] = json!(appointment.change_key);
    form["iCalUId"] = json!(appointment.ical_uid());
    form
}

async fn sanitise_html(html: String) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], sanitise::outlook_form(&html)).into_response()
}

async fn manifest(State(sandbox): State<Shared>) -> Result<Response, Refusal> {
    let path = sandbox.folders.dist.join("manifest.xml");
    let manifest =
        tokio::fs::read_to_string(&path).await.map_err(|_| Refusal::NotBuilt(path.display().to_string()))?;
    let manifest = addin_origin::with_own_origin(&manifest, &sandbox.origins);
    Ok(([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], manifest).into_response())
}
