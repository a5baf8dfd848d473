//! Office.js: whether we are in Outlook, and calls that end even where Outlook stays silent.
//!
//! <https://learn.microsoft.com/javascript/api/outlook>

use js_sys::{Array, Function, Promise};
use redial::meeting::ComposeError;
use wasm_bindgen::prelude::*;

use super::convert::{property, reason, text_property};
use super::promise::{PromiseError, within};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Office, js_name = onReady)]
    fn on_ready() -> Promise;
}

/// How long Outlook may take for one call, in milliseconds: the library itself never gives up.
const PATIENCE: u32 = 10_000;

fn global(name: &str) -> JsValue {
    property(&js_sys::global(), name)
}

fn context() -> JsValue {
    property(&global("Office"), "context")
}

/// Waits until Office.js knows where it runs.
pub(super) async fn ready() -> Result<(), ComposeError> {
    if global("Office").is_undefined() {
        return Err(ComposeError::TimedOut { call: "office.js" });
    }
    in_time("Office.onReady", on_ready()).await.map(drop)
}

/// Whether the page is open in Outlook.
pub(super) fn in_outlook() -> bool {
    !mailbox().is_undefined()
}

/// The mailbox; `undefined` outside Outlook.
pub(super) fn mailbox() -> JsValue {
    property(&context(), "mailbox")
}

/// The name that Graph has for an item where Office.js calls it `id`: an id of Exchange Web Services has signs that
/// stand for something else in an address.
/// <https://learn.microsoft.com/javascript/api/outlook/office.mailbox#outlook-office-mailbox-converttorestid-member(1)>
pub(super) fn rest_id(id: &JsValue) -> Result<String, JsValue> {
    let convert: Function = property(&mailbox(), "convertToRestId").dyn_into()?;
    let versions = property(&property(&global("Office"), "MailboxEnums"), "RestVersion");
    let converted = convert.call2(&mailbox(), id, &property(&versions, "v2_0"))?;
    converted.as_string().ok_or(converted)
}

/// The address of the mailbox's owner.
pub(super) fn owner() -> String {
    text_property(&property(&mailbox(), "userProfile"), "emailAddress").unwrap_or_default()
}

/// The roaming settings.
pub(super) fn roaming_settings() -> JsValue {
    property(&context(), "roamingSettings")
}

/// The language of Outlook, else of the browser.
pub(super) fn display_language() -> String {
    let outlook = text_property(&context(), "displayLanguage");
    let browser = || web_sys::window().and_then(|window| window.navigator().language());
    outlook.or_else(browser).unwrap_or_else(|| "en".to_owned())
}

/// Calls the asynchronous method `object.name(arguments…, callback)` and waits for its result.
pub(super) async fn call(
    object: &JsValue,
    name: &'static str,
    arguments: &[JsValue],
) -> Result<JsValue, ComposeError> {
    answer(object, name, arguments).await?.map_err(|error| refused(name, &error))
}

fn refused(call: &'static str, error: &JsValue) -> ComposeError {
    ComposeError::Refused { call, reason: reason(error) }
}

/// The same, with the error that Outlook answers: its `code` may say something that is no failure.
pub(super) async fn answer(
    object: &JsValue,
    name: &'static str,
    arguments: &[JsValue],
) -> Result<Result<JsValue, JsValue>, ComposeError> {
    let method: Function = property(object, name).dyn_into().map_err(|_| ComposeError::Refused {
        call: name,
        reason: "this Outlook does not offer it".to_owned(),
    })?;
    let mut thrown = None;
    let promise = Promise::new(&mut |resolve, _| {
        let list: Array = arguments.iter().collect();
        list.push(&resolve);
        thrown = method.apply(object, &list).err();
    });
    if let Some(error) = thrown {
        return Err(refused(name, &error));
    }
    let result = in_time(name, promise).await?;
    Ok(match text_property(&result, "status").as_deref() {
        Some("succeeded") => Ok(property(&result, "value")),
        _ => Err(property(&result, "error")),
    })
}

/// The promise's value, or an error once Outlook's time is up.
async fn in_time(call: &'static str, promise: Promise) -> Result<JsValue, ComposeError> {
    within(PATIENCE, promise).await.map_err(|unkept| match unkept {
        PromiseError::TimedOut => ComposeError::TimedOut { call },
        PromiseError::Rejected(error) => ComposeError::Refused { call, reason: reason(&error) },
    })
}
