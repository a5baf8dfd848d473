//! What is selected in Outlook beside a pinned pane.

use redial::meeting::ComposeError;
use wasm_bindgen::prelude::*;

use super::convert::{has_method, property, text_property};
use super::office::{call, mailbox};

/// The message that is selected, for reading.
#[derive(Debug, Clone, Copy)]
pub struct OfficeMessage;

impl OfficeMessage {
    /// The selected message; `None` where something else is selected, or several are, or nothing is.
    pub(super) fn selected() -> Option<Self> {
        let item = property(&mailbox(), "item");
        // In compose mode a subject is no text.
        let is_read = property(&item, "subject").is_string();
        (text_property(&item, "itemType").as_deref() == Some("message") && is_read).then_some(Self)
    }

    /// Its subject, possibly empty.
    pub fn subject(self) -> String {
        text_property(&property(&mailbox(), "item"), "subject").unwrap_or_default()
    }

    /// Its text as HTML.
    pub async fn html(self) -> Result<String, ComposeError> {
        let body = property(&property(&mailbox(), "item"), "body");
        let html = call(&body, "getAsync", &[JsValue::from_str("html")]).await?;
        Ok(html.as_string().unwrap_or_default())
    }
}

/// Calls `changed` whenever something else is selected while the pane is pinned, as long as the page is there. Outlooks before
/// Mailbox 1.5 pin no panes.
/// <https://learn.microsoft.com/office/dev/add-ins/outlook/pinnable-taskpane>
pub async fn on_selection(changed: impl Fn() + 'static) {
    if !has_method(&mailbox(), "addHandlerAsync") {
        return;
    }
    let handler = Closure::<dyn Fn()>::new(changed).into_js_value();
    // Without it the pane stays as it is, which is all that can be done then.
    let _ =
        call(&mailbox(), "addHandlerAsync", &[JsValue::from_str("olkItemSelectedChanged"), handler]).await;
}
