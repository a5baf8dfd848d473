//! Redial in the browser: the core's ports over Office.js and the web, and what people see.

pub mod app;
pub mod browser;

use wasm_bindgen::prelude::wasm_bindgen;

/// Shows Redial's page.
#[wasm_bindgen(js_name = openPage)]
pub fn open_page() {
    app::mount();
}

/// Adds an online meeting to the open appointment: what the ribbon's button does.
#[wasm_bindgen(js_name = addOnlineMeeting)]
pub async fn add_online_meeting() {
    app::add_online_meeting().await;
}
