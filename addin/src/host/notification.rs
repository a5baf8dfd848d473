//! Messages in the bar above the open appointment.

use redial::ports::FormError;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::convert::{property, to_js};
use super::office::{call, mailbox};

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Something is being done.
    Progress,
    /// Something was done.
    Done,
    /// Something failed.
    Failed,
}

/// Outlook shows no more than this.
const LONGEST: usize = 150;

#[derive(Serialize)]
struct Details<'a> {
    r#type: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    persistent: Option<bool>,
}

/// Shows `message` in place of Redial's message before.
pub async fn notify(notice: Notice, message: &str) -> Result<(), FormError> {
    let short: String = message.chars().take(LONGEST).collect();
    let details = match notice {
        Notice::Progress => {
            Details { r#type: "progressIndicator", message: &short, icon: None, persistent: None }
        }
        Notice::Done => Details {
            r#type: "informationalMessage",
            message: &short,
            icon: Some("icon.16"),
            persistent: Some(false),
        },
        Notice::Failed => Details { r#type: "errorMessage", message: &short, icon: None, persistent: None },
    };
    let messages = property(&property(&mailbox(), "item"), "notificationMessages");
    call(&messages, "replaceAsync", &[JsValue::from_str("redial"), to_js(&details)]).await.map(drop)
}
