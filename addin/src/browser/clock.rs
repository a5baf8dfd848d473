//! The browser's clock and randomness.

use std::cell::Cell;
use std::time::Duration;

use async_trait::async_trait;
use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use redial::ports::{Clock, Ids};
use time::OffsetDateTime;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// How long the page is kept from other things at a stretch, in milliseconds.
const AT_A_STRETCH: f64 = 12.0;

thread_local! {
    /// When the page could last do other things.
    static BREATHED: Cell<f64> = const { Cell::new(0.0) };
}

/// The browser's clock.
#[derive(Debug, Clone, Copy)]
pub struct BrowserClock;

#[async_trait(?Send)]
impl Clock for BrowserClock {
    fn now(&self) -> OffsetDateTime {
        let milliseconds = js_sys::Date::now();
        OffsetDateTime::UNIX_EPOCH + time::Duration::milliseconds(milliseconds as i64)
    }

    async fn sleep(&self, duration: Duration) {
        TimeoutFuture::new(u32::try_from(duration.as_millis()).unwrap_or(u32::MAX)).await;
        BREATHED.set(js_sys::Date::now());
    }

    async fn breathe(&self) {
        let since = js_sys::Date::now() - BREATHED.get();
        // A clock that was set back says nothing.
        if (0.0..AT_A_STRETCH).contains(&since) {
            return;
        }
        match MessageChannel::new() {
            Ok(channel) => pass(&channel).await,
            Err(_) => TimeoutFuture::new(0).await,
        }
        BREATHED.set(js_sys::Date::now());
    }
}

/// Waits for a message to oneself: it comes behind what waits already, and sooner than any timer.
async fn pass(channel: &MessageChannel) {
    let arrived = Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if channel.port2().post_message(&JsValue::NULL).is_ok() {
        // Nothing rejects it.
        drop(JsFuture::from(arrived).await);
    }
    channel.port1().close();
}

/// The browser's random UUIDs.
#[derive(Debug, Clone, Copy)]
pub struct BrowserIds;

impl Ids for BrowserIds {
    fn uuid(&self) -> String {
        web_sys::window()
            .and_then(|window| window.crypto().ok())
            .map(|crypto| crypto.random_uuid())
            .unwrap_or_default()
    }
}
