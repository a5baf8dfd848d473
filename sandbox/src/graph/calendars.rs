//! The calendars of a mailbox, of which there is one, and the mailbox's settings
//! (<https://learn.microsoft.com/graph/api/resources/calendar>,
//! <https://learn.microsoft.com/graph/api/resources/mailboxsettings>).

use axum::Json;
use axum::extract::{Extension, Path, Query as QueryOf, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::error::GraphError;
use super::mailbox::Opened;
use super::request::{self, Query};
use crate::directory::User;
use crate::sandbox::Shared;
use crate::world::World;

/// All of them.
pub async fn list(
    State(sandbox): State<Shared>,
    Extension(opened): Extension<Opened>,
    QueryOf(query): QueryOf<Query>,
) -> Result<Json<Value>, GraphError> {
    Ok(Json(json!({"value": [calendar(&sandbox.world(), &opened, &query)?]})))
}

/// The one that meetings are in.
pub async fn default(
    State(sandbox): State<Shared>,
    Extension(opened): Extension<Opened>,
    QueryOf(query): QueryOf<Query>,
) -> Result<Json<Value>, GraphError> {
    Ok(Json(calendar(&sandbox.world(), &opened, &query)?))
}

/// The id of a calendar in the path.
#[derive(Deserialize)]
pub struct CalendarId {
    calendar: String,
}

/// One of them.
pub async fn read(
    State(sandbox): State<Shared>,
    Extension(opened): Extension<Opened>,
    Path(CalendarId { calendar: id }): Path<CalendarId>,
    QueryOf(query): QueryOf<Query>,
) -> Result<Json<Value>, GraphError> {
    let calendar = calendar(&sandbox.world(), &opened, &query)?;
    if calendar["id"] == id { Ok(Json(calendar)) } else { Err(GraphError::ItemNotFound) }
}

fn calendar(world: &World, opened: &Opened, query: &Query) -> Result<Value, GraphError> {
    let owner = &opened.of(world)?.owner;
    let own = *opened.account() == world.accounts.signed_in().id;
    let told = json!({
        "id": format!("AAMkAGNhbGVuZGFy{}AAA=", opened.account().as_str().replace('-', "")),
        "name": "Calendar",
        "color": "auto",
        "hexColor": "",
        "isDefaultCalendar": true,
        "changeKey": "DwAAABYAAAA=",
        "canShare": own,
        "canViewPrivateItems": own,
        "canEdit": true,
        "allowedOnlineMeetingProviders": ["teamsForBusiness"],
        "defaultOnlineMeetingProvider": "teamsForBusiness",
        "isTallyingResponses": true,
        "isRemovable": false,
        "owner": {"name": owner.name, "address": owner.address},
    });
    request::selected(query, "calendar", &["id"], told)
}

/// The mailbox's settings.
pub async fn settings(
    State(sandbox): State<Shared>,
    Extension(opened): Extension<Opened>,
    QueryOf(query): QueryOf<Query>,
) -> Result<Json<Value>, GraphError> {
    let world = sandbox.world();
    let User { time_zone, language, .. } = opened.user(&world)?;
    let told = json!({
        "timeZone": time_zone,
        "language": {"locale": language, "displayName": language},
        "dateFormat": "yyyy-MM-dd",
        "timeFormat": "HH:mm",
        "delegateMeetingMessageDeliveryOptions": "sendToDelegateOnly",
        "userPurpose": "user",
        "automaticRepliesSetting": {"status": "disabled", "externalAudience": "all"},
        "workingHours": {
            "daysOfWeek": ["monday", "tuesday", "wednesday", "thursday", "friday"],
            "startTime": "08:00:00.0000000",
            "endTime": "17:00:00.0000000",
            "timeZone": {"name": time_zone},
        },
    });
    Ok(Json(request::selected(&query, "mailboxSettings", &[], told)?))
}
