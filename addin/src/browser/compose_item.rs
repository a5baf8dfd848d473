//! The appointment in compose mode, over Office.js.

use std::ops::Range;

use js_sys::JsString;
use redial::dialin::Times;
use redial::html::Format;
use redial::meeting::{ComposeBody, ComposeError, ComposeItem, CustomProperties, ItemId, Place, TAG_KEY};
use redial::migration::OpenItem;
use redial::ports::Clock as _;
use serde::Serialize;
use serde_json::Value;
use time::{Date, Month, OffsetDateTime};
use wasm_bindgen::prelude::*;

use super::clock::BrowserClock;
use super::convert::{from_js, has_method, property, reason, text_property, to_js};
use super::office::{answer, call, mailbox, rest_id};

/// The appointment that is open in compose mode.
#[derive(Debug, Clone, Copy)]
pub struct OfficeItem;

/// Outlook's code for an item without an id (`ItemNotSaved`).
/// <https://learn.microsoft.com/javascript/api/outlook/office.appointmentcompose#outlook-office-appointmentcompose-getitemidasync-member(1)>
const NEVER_SAVED: f64 = 9046.0;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BodyOptions {
    coercion_type: &'static str,
}

/// How Office.js calls a format.
fn coercion(format: Format) -> &'static str {
    match format {
        Format::Html => "html",
        Format::Text => "text",
    }
}

/// Where Office.js is given a text of this format.
fn given_as(format: Format) -> JsValue {
    to_js(&BodyOptions { coercion_type: coercion(format) })
}

impl OfficeItem {
    /// The open appointment; `None` where a message, nothing, or somebody else's appointment is open.
    pub fn open() -> Option<Self> {
        let item = item();
        // Only an appointment that can be written has a start that can be set.
        let writable = has_method(&property(&item, "start"), "setAsync");
        (text_property(&item, "itemType").as_deref() == Some("appointment") && writable).then_some(Self)
    }

    /// Which it is, by the name that Graph takes of it. Outlook tells that from Mailbox 1.8 on.
    /// <https://learn.microsoft.com/javascript/api/requirement-sets/outlook/requirement-set-1.8/outlook-requirement-set-1.8>
    pub async fn id(self) -> OpenItem {
        match answer(&item(), "getItemIdAsync", &[]).await {
            Ok(Ok(id)) => rest_id(&id).map_or(OpenItem::Unknown, |id| OpenItem::This(ItemId::new(id))),
            Ok(Err(error)) if property(&error, "code").as_f64() == Some(NEVER_SAVED) => OpenItem::Nothing,
            Ok(Err(_)) | Err(_) => OpenItem::Unknown,
        }
    }

    /// A form takes and tells its own format alone; the other is an error, or converted.
    async fn format(self) -> Result<Format, ComposeError> {
        let format = call(&property(&item(), "body"), "getTypeAsync", &[]).await?;
        Ok(if format.as_string().as_deref() == Some("text") { Format::Text } else { Format::Html })
    }

    async fn content(self, format: Format) -> Result<JsString, ComposeError> {
        let coercion = JsValue::from_str(coercion(format));
        Ok(call(&property(&item(), "body"), "getAsync", &[coercion]).await?.unchecked_into())
    }

    /// Whether the cursor stands in the text and nothing is selected there, which would be lost.
    async fn has_cursor(self) -> bool {
        let selected = call(&item(), "getSelectedDataAsync", &[JsValue::from_str("text")]).await;
        selected.is_ok_and(|selected| {
            text_property(&selected, "sourceProperty").as_deref() == Some("body")
                && text_property(&selected, "data").as_deref() == Some("")
        })
    }

    async fn text_of(self, field: &str) -> Result<String, ComposeError> {
        let value = call(&property(&item(), field), "getAsync", &[]).await?;
        Ok(value.as_string().unwrap_or_default())
    }
}

/// The item is another one after every change of selection: never keep it.
fn item() -> JsValue {
    property(&mailbox(), "item")
}

async fn properties() -> Result<JsValue, ComposeError> {
    call(&item(), "loadCustomPropertiesAsync", &[]).await
}

impl ComposeItem for OfficeItem {
    async fn subject(&self) -> Result<String, ComposeError> {
        self.text_of("subject").await
    }

    /// Without them the meeting is made all the same.
    async fn times(&self) -> Option<Times> {
        let start = moment("start").await?;
        let end = moment("end").await?.max(series_end(start).await.unwrap_or(start));
        Some(Times { start, end })
    }

    async fn body(&self) -> Result<ComposeBody, ComposeError> {
        let format = self.format().await?;
        Ok(ComposeBody { format, content: String::from(self.content(format).await?) })
    }

    async fn insert(&self, part: &str, format: Format, place: Place) -> Result<(), ComposeError> {
        let given = [JsValue::from_str(part), given_as(format)];
        if place == Place::Cursor && self.has_cursor().await {
            let inserted = call(&property(&item(), "body"), "setSelectedDataAsync", &given).await;
            if !matches!(inserted, Err(ComposeError::Refused { .. })) {
                return inserted.map(drop);
            }
        }
        call(&property(&item(), "body"), "prependAsync", &given).await.map(drop)
    }

    async fn splice_body(
        &self,
        expected: &ComposeBody,
        span: Range<usize>,
        part: &str,
    ) -> Result<(), ComposeError> {
        let format = self.format().await?;
        let current = self.content(format).await?;
        if format != expected.format || current != *expected.content {
            return Err(ComposeError::Changed);
        }
        // In JavaScript, because a body with lone surrogates would not come back from Rust as it was.
        let position = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let before = current.slice(0, position(span.start));
        let after = current.slice(position(span.end), current.length());
        let spliced = before.concat(&JsValue::from_str(part)).concat(&after);
        call(&property(&item(), "body"), "setAsync", &[spliced.into(), given_as(format)]).await.map(drop)
    }

    async fn location(&self) -> Result<String, ComposeError> {
        self.text_of("location").await
    }

    async fn set_location(&self, location: &str) -> Result<(), ComposeError> {
        call(&property(&item(), "location"), "setAsync", &[JsValue::from_str(location)]).await.map(drop)
    }

    async fn custom_properties(&self) -> Result<CustomProperties, ComposeError> {
        let properties = properties().await?;
        Ok(read_custom_properties(&properties))
    }

    async fn save_custom_properties(&self, wanted: &CustomProperties) -> Result<(), ComposeError> {
        let properties = properties().await?;
        let kept = read_custom_properties(&properties);
        for (key, value) in wanted.0.iter().filter(|(key, value)| kept.0.get(*key) != Some(*value)) {
            invoke(&properties, "set", &[JsValue::from_str(key), to_js(value)])?;
        }
        for key in kept.0.keys().filter(|key| !wanted.0.contains_key(*key)) {
            invoke(&properties, "remove", &[JsValue::from_str(key)])?;
        }
        call(&properties, "saveAsync", &[]).await.map(drop)
    }
}

/// When the appointment begins or ends.
async fn moment(which: &'static str) -> Option<OffsetDateTime> {
    let date = call(&property(&item(), which), "getAsync", &[]).await.ok()?;
    let milliseconds = date.dyn_into::<js_sys::Date>().ok()?.get_time();
    OffsetDateTime::from_unix_timestamp((milliseconds / 1000.0) as i64).ok()
}

/// The day after the last date of the series, where it is one (Mailbox 1.7). For one that begins at `start`, maybe years ago,
/// and has no end it is one that its online meeting is made for.
async fn series_end(start: OffsetDateTime) -> Option<OffsetDateTime> {
    let recurrence = call(&property(&item(), "recurrence"), "getAsync", &[]).await.ok()?;
    let end = invoke(&property(&recurrence, "seriesTime"), "getEndDate", &[]).ok()?;
    let Some(end) = end.as_string().filter(|end| !end.is_empty()) else {
        return Some(start.max(BrowserClock.now()).saturating_add(Times::AHEAD));
    };
    let mut parts = end.split('-').map(str::parse::<i32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()?;
    Some(date.next_day()?.midnight().assume_utc())
}

/// All custom properties; before Mailbox 1.9 only our own can be read.
fn read_custom_properties(properties: &JsValue) -> CustomProperties {
    if has_method(properties, "getAll") {
        return invoke(properties, "getAll", &[]).ok().and_then(from_js).unwrap_or_default();
    }
    let own = invoke(properties, "get", &[JsValue::from_str(TAG_KEY)]).ok().and_then(from_js::<Value>);
    CustomProperties(
        own.filter(|value| !value.is_null()).map(|value| (TAG_KEY.to_owned(), value)).into_iter().collect(),
    )
}

/// Calls a method that answers at once.
fn invoke(object: &JsValue, name: &'static str, arguments: &[JsValue]) -> Result<JsValue, ComposeError> {
    let refused = |reason: String| ComposeError::Refused { call: name, reason };
    let method: js_sys::Function = property(object, name)
        .dyn_into()
        .map_err(|_| refused("this Outlook does not offer it".to_owned()))?;
    let list: js_sys::Array = arguments.iter().collect();
    method.apply(object, &list).map_err(|error| refused(reason(&error)))
}
