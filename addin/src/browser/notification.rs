//! Messages in the bar above the open appointment.

use redial::meeting::ComposeError;
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

/// The message, or its beginning with an ellipsis where it is too long.
fn shortened(message: &str) -> String {
    match message.char_indices().nth(LONGEST) {
        None => message.to_owned(),
        Some(_) => message.chars().take(LONGEST - 1).chain(['…']).collect(),
    }
}

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
pub async fn notify(notice: Notice, message: &str) -> Result<(), ComposeError> {
    let short = shortened(message);
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

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn a_message_that_is_too_long_says_that_it_goes_on() {
        let longest = "é".repeat(LONGEST);
        assert_eq!(shortened(&longest), longest);
        let cut = shortened(&format!("{longest}e"));
        assert_eq!((cut.chars().count(), cut.chars().last()), (LONGEST, Some('…')));
    }
}
