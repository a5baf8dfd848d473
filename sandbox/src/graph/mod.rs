//! The part of Graph v1.0 that a calendar and its online meetings need.

mod batch;
mod calendars;
mod error;
mod event_json;
mod event_patch;
mod filter;
mod join_information;
mod load;
mod mailbox;
mod online_meetings;
mod request;
mod scope;
mod stored_body;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Extension, OriginalUri, Path, Query as QueryOf, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::mailbox::Mailbox;
use crate::mailbox::appointment::{Appointment, Kind};
use crate::mailbox::calendar_view::Page;
use crate::mailbox::keeping::{Attachment, Odd};
use crate::sandbox::Shared;
use crate::sign_in;
pub use batch::route as batches;
use error::GraphError;
use event_json::{attachment, event};
use event_patch::EventPatch;
use mailbox::Opened;
use request::{Preferences, Query, Selection};

/// The routes under `/graph/v1.0`. All of them need a token.
pub fn routes(sandbox: Shared) -> Router<Shared> {
    let of_mailbox = of_mailbox(sandbox.clone());
    Router::new()
        .nest("/me", of_mailbox.clone())
        .nest("/users/{user}", of_mailbox)
        .fallback(no_such_resource)
        .method_not_allowed_fallback(no_such_resource)
        .layer(from_fn(request::refuse_unknown_options))
        .layer(from_fn_with_state(sandbox.clone(), need_token))
        .layer(from_fn(load::limit_size))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(sandbox, error::write))
}

fn of_mailbox(sandbox: Shared) -> Router<Shared> {
    let online_meetings = online_meetings::routes()
        .route_layer(from_fn(mailbox::own_only))
        .route_layer(from_fn(scope::need_online_meetings));
    Router::new()
        .route("/", get(profile))
        .nest("/onlineMeetings", online_meetings)
        .merge(in_exchange_online(sandbox.clone()))
        .layer(from_fn_with_state(sandbox, mailbox::open))
}

fn in_exchange_online(sandbox: Shared) -> Router<Shared> {
    let settings = Router::new()
        .route("/mailboxSettings", get(calendars::settings))
        .route_layer(from_fn(scope::need_mailbox_settings));
    Router::new()
        .route("/calendars", get(calendars::list))
        .route("/calendars/{calendar}", get(calendars::read))
        .route("/calendar", get(calendars::default))
        .merge(events())
        .nest("/calendar", events())
        .route_layer(from_fn(scope::need_calendars))
        .merge(settings)
        .route_layer(from_fn_with_state(sandbox.clone(), load::limit_load))
        .route_layer(from_fn_with_state(sandbox, mailbox::in_exchange_online))
}

fn events() -> Router<Shared> {
    Router::new()
        .route("/events", get(list_events))
        .route("/calendarView", get(calendar_view))
        .route("/events/{id}", get(read_event).patch(update_event))
        .route("/events/{id}/attachments", get(list_attachments))
        .route("/events/{id}/instances", get(instances))
}

async fn need_token(
    State(sandbox): State<Shared>,
    mut request: Request,
    next: Next,
) -> Result<Response, GraphError> {
    let token = sign_in::bearer(request.headers()).unwrap_or_default();
    let grant = {
        let world = sandbox.world();
        world.sign_in.grant(token, &sandbox.origins.outlook, world.clock.now())?.clone()
    };
    request.extensions_mut().insert(grant);
    Ok(next.run(request).await)
}

async fn no_such_resource(OriginalUri(uri): OriginalUri) -> GraphError {
    GraphError::NoSuchResource(uri.path().rsplit('/').next().unwrap_or_default().to_owned())
}

async fn profile(
    State(sandbox): State<Shared>,
    Extension(opened): Extension<Opened>,
    QueryOf(query): QueryOf<Query>,
) -> Result<Json<Value>, GraphError> {
    let world = sandbox.world();
    let owner = &opened.of(&world)?.owner;
    let profile = json!({
        "id": opened.account().as_str(),
        "displayName": owner.name,
        "mail": owner.address,
        "userPrincipalName": owner.address,
    });
    Ok(Json(request::selected(&query, "user", &[], profile)?))
}

/// The id of an event in the path.
#[derive(Deserialize)]
struct EventId {
    id: String,
}

async fn list_events(
    State(sandbox): State<Shared>,
    Extension(opened): Extension<Opened>,
    OriginalUri(uri): OriginalUri,
    QueryOf(query): QueryOf<Query>,
    headers: HeaderMap,
) -> Result<Response, GraphError> {
    request::check_options(&query, request::OF_EVENTS)?;
    let (condition, page, answer) =
        (request::condition(&query)?, request::page(&query)?, Answer::of(&query, &headers)?);
    let world = sandbox.world();
    let mailbox = opened.of(&world)?;
    let found = mailbox.singles_and_masters(&condition, page.and_one_more())?;
    let url = format!("{}{}", sandbox.origins.outlook, uri.path());
    answer.list(mailbox, found, page, &url, &query)
}

async fn calendar_view(
    State(sandbox): State<Shared>,
    Extension(opened): Extension<Opened>,
    OriginalUri(uri): OriginalUri,
    QueryOf(query): QueryOf<Query>,
    headers: HeaderMap,
) -> Result<Response, GraphError> {
    if query.contains_key("$filter") {
        return Err(GraphError::FilterOnCalendarView);
    }
    request::check_options(&query, request::OF_VIEWS)?;
    let (window, page, answer) =
        (request::window(&query)?, request::page(&query)?, Answer::of(&query, &headers)?.in_a_view());
    let world = sandbox.world();
    let mailbox = opened.of(&world)?;
    let found = mailbox.calendar_view(window, page.and_one_more())?;
    let url = format!("{}{}", sandbox.origins.outlook, uri.path());
    answer.list(mailbox, found, page, &url, &query)
}

async fn instances(
    State(sandbox): State<Shared>,
    Extension(opened): Extension<Opened>,
    OriginalUri(uri): OriginalUri,
    Path(EventId { id }): Path<EventId>,
    QueryOf(query): QueryOf<Query>,
    headers: HeaderMap,
) -> Result<Response, GraphError> {
    request::check_options(&query, request::OF_VIEWS)?;
    let (window, page, answer) =
        (request::window(&query)?, request::page(&query)?, Answer::of(&query, &headers)?);
    let world = sandbox.world();
    let mailbox = opened.of(&world)?;
    let master = mailbox.get(&id)?.ok_or(GraphError::ItemNotFound)?;
    if !matches!(master.kind, Kind::Master { .. }) {
        return Err(GraphError::BadRequest("Instances can be asked only of a series master.".to_owned()));
    }
    let found = mailbox.instances(&master, window, page.and_one_more())?;
    let url = format!("{}{}", sandbox.origins.outlook, uri.path());
    answer.list(mailbox, found, page, &url, &query)
}

async fn read_event(
    State(sandbox): State<Shared>,
    Extension(opened): Extension<Opened>,
    Path(EventId { id }): Path<EventId>,
    QueryOf(query): QueryOf<Query>,
    headers: HeaderMap,
) -> Result<Response, GraphError> {
    request::check_options(&query, request::OF_ONE)?;
    let answer = Answer::of(&query, &headers)?;
    let world = sandbox.world();
    let mailbox = opened.of(&world)?;
    let appointment = mailbox.get(&id)?.ok_or(GraphError::ItemNotFound)?;
    answer.one(mailbox, &appointment)
}

async fn list_attachments(
    State(sandbox): State<Shared>,
    Extension(opened): Extension<Opened>,
    Path(EventId { id }): Path<EventId>,
    QueryOf(query): QueryOf<Query>,
) -> Result<Json<Value>, GraphError> {
    let world = sandbox.world();
    let appointment = opened.of(&world)?.get(&id)?.ok_or(GraphError::ItemNotFound)?;
    if appointment.keeping.odd.is_some_and(|odd| Odd::UNREADABLE.contains(&odd)) {
        return Err(GraphError::CorruptData);
    }
    let selected = |told| request::selected(&query, "attachment", &["id"], told);
    // What cannot be selected is refused though nothing is attached.
    selected(attachment(&appointment.id, 0, &Attachment::file("none")))?;
    let attached = appointment.keeping.attachments.iter().enumerate();
    let told = attached.map(|(place, one)| selected(attachment(&appointment.id, place, one)));
    Ok(Json(json!({"value": told.collect::<Result<Vec<_>, _>>()?})))
}

async fn update_event(
    State(sandbox): State<Shared>,
    Extension(opened): Extension<Opened>,
    Path(EventId { id }): Path<EventId>,
    QueryOf(query): QueryOf<Query>,
    headers: HeaderMap,
    content: Bytes,
) -> Result<Response, GraphError> {
    request::check_options(&query, request::OF_ONE)?;
    let answer = Answer::of(&query, &headers)?;
    let patch = EventPatch::read(&content)?;
    let expected = expected_change_key(&headers);
    let mut world = sandbox.world();
    let mailbox = opened.of_mut(&mut world)?;
    let (notify, patch) = (patch.notify(), patch.of_appointment(mailbox.charset)?);
    let appointment = mailbox.update(&id, expected.as_deref(), patch, notify)?;
    answer.one(mailbox, &appointment)
}

/// The change key of `If-Match`; `*` stands for any.
fn expected_change_key(headers: &HeaderMap) -> Option<String> {
    let tag = headers.get(header::IF_MATCH)?.to_str().ok()?;
    let key = tag.trim().trim_start_matches("W/").trim_matches('"');
    (key != "*").then(|| key.to_owned())
}

impl Page {
    /// The page with one entry of the next, which tells whether there is one.
    fn and_one_more(self) -> Self {
        Self { top: self.top + 1, ..self }
    }
}

/// How a request wants its answer.
struct Answer {
    selection: Selection,
    preferences: Preferences,
}

impl Answer {
    fn of(query: &Query, headers: &HeaderMap) -> Result<Self, GraphError> {
        Ok(Self { selection: request::selection(query)?, preferences: Preferences::of(headers) })
    }

    /// A calendar view tells no extended properties
    /// (<https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/3281>).
    fn in_a_view(mut self) -> Self {
        self.selection.properties.clear();
        self
    }

    fn event(&self, mailbox: &Mailbox, appointment: &Appointment) -> Result<Value, GraphError> {
        match appointment.keeping.odd {
            Some(Odd::Corrupt) if !self.selection.is_name_only() => return Err(GraphError::CorruptData),
            Some(Odd::Lost) => return Err(GraphError::CorruptData),
            _ => {}
        }
        let mut answer = event(mailbox, appointment, &self.selection, &self.preferences);
        if self.selection.exceptions {
            let exceptions = mailbox.exceptions(&appointment.id)?;
            let inner = Selection { exceptions: false, ..self.selection.clone() };
            answer["exceptionOccurrences"] = exceptions
                .iter()
                .map(|exception| event(mailbox, exception, &inner, &self.preferences))
                .collect();
        }
        Ok(answer)
    }

    fn one(&self, mailbox: &Mailbox, appointment: &Appointment) -> Result<Response, GraphError> {
        let mut answer = self.event(mailbox, appointment)?;
        answer["@odata.context"] =
            json!("https://graph.microsoft.com/v1.0/$metadata#users('me')/events/$entity");
        let etag = format!("W/\"{}\"", appointment.change_key);
        Ok((StatusCode::OK, [(header::ETAG, etag)], self.applied(), Json(answer)).into_response())
    }

    /// A list of which `found` holds one entry more than the page if there is another page.
    fn list(
        &self,
        mailbox: &Mailbox,
        mut found: Vec<Appointment>,
        page: Page,
        url: &str,
        query: &Query,
    ) -> Result<Response, GraphError> {
        let more = found.len() > page.top;
        found.truncate(page.top);
        let events = found.iter().map(|appointment| self.event(mailbox, appointment));
        let mut answer = json!({
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users('me')/events",
            "value": events.collect::<Result<Vec<_>, _>>()?,
        });
        if more {
            answer["@odata.nextLink"] = json!(request::next_link(url, query, page));
        }
        Ok((self.applied(), Json(answer)).into_response())
    }

    fn applied(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Some(applied) = self.preferences.applied() {
            headers.insert("preference-applied", applied);
        }
        headers
    }
}
