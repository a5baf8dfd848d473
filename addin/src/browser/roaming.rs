//! The roaming settings: small texts that follow the organizer to every browser.

use async_trait::async_trait;
use js_sys::{Array, Function};
use redial::ports::{Store, StoreError};
use wasm_bindgen::prelude::*;

use super::convert::{property, reason};
use super::office::{call, roaming_settings};

/// The roaming settings of the mailbox.
#[derive(Debug, Clone, Copy)]
pub struct RoamingSettings;

const PLACE: &str = "roaming settings";

fn failed(reason: impl Into<String>) -> StoreError {
    StoreError { place: PLACE, reason: reason.into() }
}

fn invoke(name: &str, arguments: &[&str]) -> Result<JsValue, StoreError> {
    let settings = roaming_settings();
    let method: Function =
        property(&settings, name).dyn_into().map_err(|_| failed("Outlook does not offer them here"))?;
    let list: Array = arguments.iter().map(|argument| JsValue::from_str(argument)).collect();
    method.apply(&settings, &list).map_err(|error| failed(reason(&error)))
}

async fn save() -> Result<(), StoreError> {
    call(&roaming_settings(), "saveAsync", &[]).await.map(drop).map_err(|error| failed(error.to_string()))
}

/// Saves. What could not be saved does not stay in memory, where it would go along with the next thing that can be.
async fn saved_or(key: &str, before: &JsValue) -> Result<(), StoreError> {
    let saved = save().await;
    if saved.is_err() {
        match before.as_string() {
            Some(before) => invoke("set", &[key, &before])?,
            None => invoke("remove", &[key])?,
        };
    }
    saved
}

#[async_trait(?Send)]
impl Store for RoamingSettings {
    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(invoke("get", &[key])?.as_string())
    }

    async fn put(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let before = invoke("get", &[key])?;
        invoke("set", &[key, value])?;
        saved_or(key, &before).await
    }

    async fn remove(&self, key: &str) -> Result<(), StoreError> {
        let before = invoke("get", &[key])?;
        invoke("remove", &[key])?;
        saved_or(key, &before).await
    }
}
