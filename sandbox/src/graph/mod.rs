//! The part of Graph v1.0 that a calendar and its online meetings need.

mod batch;
mod error;
mod event_json;
mod event_patch;
mod filter;
mod join_information;
mod online_meetings;
mod request;

use axum::body::Bytes;
use axum::extract::{OriginalUri, Path, Query as QueryOf, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::mailbox::Notify;
use crate::mailbox::appointment::{Appointment, Kind};
use crate::mailbox::calendar_view::Page;
use crate::sandbox::{Shared, World};
use crate::sign_in::ORGANIZER;
pub use batch::route as batches;
use error::GraphError;
use event_json::event;
use event_patch::EventPatch;
use request::{Preferences, Query, Selection};

/// The routes under `/graph/v1.0`. All of them need a token.
pub fn routes(sandbox: Shared) -> Router<Shared> {
    Router::new()
        .route("/me", get(me))
        .route("/me/events", get(list_events))
        .route("/me/calendarView", get(calendar_view))
        .route("/me/events/{id}", get(read_event).patch(update_event))
        .route("/me/events/{id}/instances", get(instances))
        .nest("/me/onlineMeetings", online_meetings::routes())
        .fallback(no_such_resource)
        .method_not_allowed_fallback(no_such_resource)
        .layer(from_fn_with_state(sandbox, need_token))
}

async fn need_token(State(sandbox): State<Shared>, request: Request, next: Next) -> Response {
    let admitted = sandbox.world().sign_in.admits_to_graph(request.headers());
    if admitted { next.run(request).await } else { GraphError::Unauthorized.into_response() }
}

async fn no_such_resource(OriginalUri(uri): OriginalUri) -> GraphError {
    GraphError::NoSuchResource(uri.path().rsplit('/').next().unwrap_or_default().to_owned())
}

async fn me(State(sandbox): State<Shared>) -> Json<Value> {
    let user = sandbox.world().user.clone();
    Json(json!({
        "id": ORGANIZER,
        "displayName": user.name,
        "mail": user.address,
        "userPrincipalName": user.address,
    }))
}

async fn list_events(
    State(sandbox): State<Shared>,
    OriginalUri(uri): OriginalUri,
    QueryOf(query): QueryOf<Query>,
    headers: HeaderMap,
) -> Result<Response, GraphError> {
    let (condition, page, answer) =
        (request::condition(&query)?, request::page(&query)?, Answer::of(&query, &headers)?);
    let world = sandbox.world();
    let found = world.mailbox.singles_and_masters(&condition, page.skip, page.top + 1)?;
    let url = format!("{}{}", sandbox.origins.outlook, uri.path());
    answer.list(&world, found, page, &url, &query)
}

async fn calendar_view(
    State(sandbox): State<Shared>,
    OriginalUri(uri): OriginalUri,
    QueryOf(query): QueryOf<Query>,
    headers: HeaderMap,
) -> Result<Response, GraphError> {
    if query.contains_key("$filter") {
        return Err(GraphError::FilterOnCalendarView);
    }
    let (window, page, answer) =
        (request::window(&query)?, request::page(&query)?, Answer::of(&query, &headers)?);
    let world = sandbox.world();
    let found = world.mailbox.calendar_view(window, page.and_one_more())?;
    let url = format!("{}{}", sandbox.origins.outlook, uri.path());
    answer.list(&world, found, page, &url, &query)
}

async fn instances(
    State(sandbox): State<Shared>,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
    QueryOf(query): QueryOf<Query>,
    headers: HeaderMap,
) -> Result<Response, GraphError> {
    let (window, page, answer) =
        (request::window(&query)?, request::page(&query)?, Answer::of(&query, &headers)?);
    let world = sandbox.world();
    let master = world.mailbox.get(&id)?.ok_or(GraphError::ItemNotFound)?;
    if !matches!(master.kind, Kind::Master { .. }) {
        return Err(GraphError::BadRequest("Instances can be asked only of a series master.".to_owned()));
    }
    let found = world.mailbox.instances(&master, window, page.and_one_more())?;
    let url = format!("{}{}", sandbox.origins.outlook, uri.path());
    answer.list(&world, found, page, &url, &query)
}

async fn read_event(
    State(sandbox): State<Shared>,
    Path(id): Path<String>,
    QueryOf(query): QueryOf<Query>,
    headers: HeaderMap,
) -> Result<Response, GraphError> {
    let answer = Answer::of(&query, &headers)?;
    let world = sandbox.world();
    let appointment = world.mailbox.get(&id)?.ok_or(GraphError::ItemNotFound)?;
    answer.one(&world, &appointment)
}

async fn update_event(
    State(sandbox): State<Shared>,
    Path(id): Path<String>,
    QueryOf(query): QueryOf<Query>,
    headers: HeaderMap,
    content: Bytes,
) -> Result<Response, GraphError> {
    let answer = Answer::of(&query, &headers)?;
    let patch = EventPatch::read(&content)?;
    let expected = expected_change_key(&headers);
    let mut world = sandbox.world();
    let appointment =
        world.mailbox.update(&id, expected.as_deref(), patch.of_appointment()?, Notify::OfUpdates)?;
    answer.one(&world, &appointment)
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

    fn event(&self, world: &World, appointment: &Appointment) -> Result<Value, GraphError> {
        let mut answer = event(&world.mailbox, appointment, &self.selection, &self.preferences);
        if self.selection.exceptions {
            let exceptions = world.mailbox.exceptions(&appointment.id)?;
            let inner = Selection { exceptions: false, ..self.selection.clone() };
            answer["exceptionOccurrences"] = exceptions
                .iter()
                .map(|exception| event(&world.mailbox, exception, &inner, &self.preferences))
                .collect();
        }
        Ok(answer)
    }

    fn one(&self, world: &World, appointment: &Appointment) -> Result<Response, GraphError> {
        let mut answer = self.event(world, appointment)?;
        answer["@odata.context"] =
            json!("https://graph.microsoft.com/v1.0/$metadata#users('me')/events/$entity");
        let etag = format!("W/\"{}\"", appointment.change_key);
        Ok((StatusCode::OK, [(header::ETAG, etag)], self.applied(), Json(answer)).into_response())
    }

    /// A list of which `found` holds one entry more than the page if there is another page.
    fn list(
        &self,
        world: &World,
        mut found: Vec<Appointment>,
        page: Page,
        url: &str,
        query: &Query,
    ) -> Result<Response, GraphError> {
        let more = found.len() > page.top;
        found.truncate(page.top);
        let events = found.iter().map(|appointment| self.event(world, appointment));
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
