//! Locks between the pages of one browser.
//!
//! <https://www.w3.org/TR/web-locks/>

use futures_util::future::{Either, select};
use js_sys::{Function, Object, Promise, Reflect};
use redial::ports::Lock;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use super::convert::property;
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

/// What happens where somebody else holds a lock.
enum Held {
    GiveUp,
    WaitAtMost { milliseconds: u32 },
}

impl Held {
    fn options(&self) -> JsValue {
        let (name, value) = match self {
            Self::GiveUp => ("ifAvailable", JsValue::TRUE),
            Self::WaitAtMost { milliseconds } => {
                ("signal", AbortSignal::timeout_with_u32(*milliseconds).into())
            }
        };
        let options = Object::new();
        // A plain object takes any property.
        let _ = Reflect::set(&options, &JsValue::from_str(name), &value);
        options.into()
    }
}

impl WebLocks {
    /// The lock called `name`, or `None` where it did not become free in so many milliseconds.
    pub(super) async fn acquire_within(milliseconds: u32, name: &str) -> Option<WebLock> {
        acquire(name, Held::WaitAtMost { milliseconds }).await
    }
}

impl Lock for WebLocks {
    type Guard = WebLock;

    async fn try_acquire(&self, name: &str) -> Option<WebLock> {
        acquire(name, Held::GiveUp).await
    }
}

async fn acquire(name: &str, held: Held) -> Option<WebLock> {
    let locks = property(&web_sys::window()?.navigator(), "locks");
    let request: Function = property(&locks, "request").dyn_into().ok()?;
    let (open, release) = promise();
    let (granted, grant) = promise();
    // The lock is held as long as the promise that the callback gives is open.
    let callback = Closure::wrap(Box::new(move |lock: JsValue| {
        let _ = grant.call1(&JsValue::UNDEFINED, &JsValue::from_bool(!lock.is_null()));
        if lock.is_null() { Promise::resolve(&JsValue::UNDEFINED) } else { open.clone() }
    }) as Box<dyn FnMut(JsValue) -> Promise>);
    let requested: Promise = request
        .call3(&locks, &JsValue::from_str(name), &held.options(), callback.as_ref())
        .ok()?
        .dyn_into()
        .ok()?;
    // It is settled before the lock is granted only where it never will be.
    match select(JsFuture::from(granted), JsFuture::from(requested)).await {
        Either::Left((granted, _)) => {
            granted.ok()?.as_bool()?.then_some(WebLock { release, _callback: callback })
        }
        Either::Right(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    async fn a_lock_that_is_held_is_given_up_or_waited_for() {
        let held = WebLocks.try_acquire("waited for").await;
        assert!(held.is_some());
        assert!(WebLocks.try_acquire("waited for").await.is_none());
        assert!(WebLocks::acquire_within(1, "waited for").await.is_none());
        drop(held);
        assert!(WebLocks::acquire_within(10_000, "waited for").await.is_some());
    }
}
