//! Promises: made by hand, and waited for no longer than one likes.

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Why a promise has no value.
pub(super) enum PromiseError {
    /// The time is up.
    TimedOut,
    /// It was rejected, for this reason.
    Rejected(JsValue),
}

/// A promise and the function that resolves it.
pub(super) fn promise() -> (Promise, Function) {
    let mut resolver = None;
    let promise = Promise::new(&mut |resolve, _| resolver = Some(resolve));
    (promise, resolver.unwrap_or_default())
}

/// The promise's value, if it comes in so many milliseconds.
pub(super) async fn within(milliseconds: u32, promise: Promise) -> Result<JsValue, PromiseError> {
    match select(JsFuture::from(promise), TimeoutFuture::new(milliseconds)).await {
        Either::Left((settled, _)) => settled.map_err(PromiseError::Rejected),
        Either::Right(_) => Err(PromiseError::TimedOut),
    }
}
