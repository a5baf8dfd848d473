//! The browser's clock and randomness.

use std::time::Duration;

use async_trait::async_trait;
use gloo_timers::future::TimeoutFuture;
use redial::ports::{Clock, Ids};
use time::OffsetDateTime;

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
    }
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
