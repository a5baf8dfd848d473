//! The roaming settings: small texts that follow the organizer to every browser.

use async_trait::async_trait;
use js_sys::{Array, Function};
use redial::ports::{Change, Store, StoreError};
use wasm_bindgen::prelude::*;

use super::convert::{property, reason};
use super::lock::WebLocks;
use super::office::{call, roaming_settings};
use super::settings_mirror::SettingsMirror;

/// The roaming settings of the mailbox. Each page has its own copy of all of them.
#[derive(Debug, Clone)]
pub struct RoamingSettings {
    mirror: SettingsMirror,
}

const PLACE: &str = "roaming settings";

/// How long another page may take to save, in milliseconds: more than Outlook has for it.
const PATIENCE: u32 = 15_000;

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

impl RoamingSettings {
    /// The roaming settings of the mailbox of `owner`, for the page that is being opened.
    pub fn for_this_page(owner: &str) -> Self {
        Self { mirror: SettingsMirror::for_this_page(owner) }
    }

    /// Takes over what other pages saved: saving writes all settings, theirs too.
    fn adopt(&self) -> Result<(), StoreError> {
        for (key, value) in self.mirror.saved_since() {
            invoke("set", &[&key, &value])?;
        }
        Ok(())
    }
}

#[async_trait(?Send)]
impl Store for RoamingSettings {
    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.adopt()?;
        Ok(invoke("get", &[key])?.as_string())
    }

    async fn change(&self, key: &str, change: Change<'_>) -> Result<(), StoreError> {
        // Two pages that save at the same time would each write what the other one has not saved yet. A browser without
        // locks, or with a page that holds one for ever, is no reason to keep nothing.
        let _alone = WebLocks::acquire_within(PATIENCE, self.mirror.name()).await;
        self.adopt()?;
        let before = invoke("get", &[key])?.as_string();
        let Some(new) = change(before.as_deref())? else { return Ok(()) };
        invoke("set", &[key, &new])?;
        if let Err(error) = save().await {
            // What could not be saved does not stay in memory, where it would go along with the next thing that can be.
            match before {
                Some(before) => invoke("set", &[key, &before])?,
                None => invoke("remove", &[key])?,
            };
            return Err(error);
        }
        self.mirror.tell(key, &new);
        Ok(())
    }
}
