//! Locks between the pages of one browser.
//!
//! <https://www.w3.org/TR/web-locks/>

use js_sys::{Function, Promise};
use redial::ports::Lock;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::convert::{property, to_js};
use super::promise::promise;

/// The browser's lock manager.
#[derive(Debug, Clone, Copy)]
pub struct WebLocks;

/// A lock that is held until this is dropped.
pub struct WebLock {
    release: Function,
    _callback: Closure<dyn FnMut(JsValue) -> Promise>,
}

impl Drop for WebLock {
    fn drop(&mut self) {
        // A resolve function does not throw.
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    if_available: bool,
}

impl Lock for WebLocks {
    type Guard = WebLock;

    async fn try_acquire(&self, name: &str) -> Option<WebLock> {
        let locks = property(&web_sys::window()?.navigator(), "locks");
        let request: Function = property(&locks, "request").dyn_into().ok()?;
        let (held, release) = promise();
        let (granted, grant) = promise();
        // The lock is held as long as the promise that the callback gives is open.
        let callback = Closure::wrap(Box::new(move |lock: JsValue| {
            let _ = grant.call1(&JsValue::UNDEFINED, &JsValue::from_bool(!lock.is_null()));
            if lock.is_null() { Promise::resolve(&JsValue::UNDEFINED) } else { held.clone() }
        }) as Box<dyn FnMut(JsValue) -> Promise>);
        request
            .call3(
                &locks,
                &JsValue::from_str(name),
                &to_js(&Options { if_available: true }),
                callback.as_ref(),
            )
            .ok()?;
        let granted = JsFuture::from(granted).await.ok()?.as_bool()?;
        granted.then_some(WebLock { release, _callback: callback })
    }
}
