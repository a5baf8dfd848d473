//! One frame with a page of another origin, and what is said with it.

use std::collections::BTreeMap;

use gloo_events::EventListener;
use redial::wire::{Request, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlIFrameElement, MessageEvent, Window};

use super::promise::{promise, within};

/// Why nothing was answered.
pub(super) enum NoReply {
    /// The server is not there.
    Unreachable,
    /// It took too long.
    TimedOut,
}

/// A hidden frame; it goes when this is dropped.
pub(super) struct Frame {
    element: HtmlIFrameElement,
    /// The only origin that messages go to and are taken from.
    origin: String,
}

/// A request as the page in the frame takes it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Question<'a> {
    r#type: &'static str,
    url: &'a str,
    headers: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a str>,
    message_id: &'a str,
}

/// An answer as the page in the frame gives it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    message_id: Value,
    /// 0 where there was none.
    status: u16,
    #[serde(default)]
    headers: Option<String>,
    #[serde(default)]
    response_text: Option<String>,
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.element.remove();
    }
}

impl Frame {
    /// Loads the page at `address`, which is on `origin`.
    pub(super) async fn open(address: &str, origin: &str, patience: u32) -> Result<Self, NoReply> {
        let document = window().and_then(|window| window.document()).ok_or(NoReply::Unreachable)?;
        let element = document.create_element("iframe").map_err(|_| NoReply::Unreachable)?;
        let frame = Self { element: element.unchecked_into(), origin: origin.to_owned() };
        frame.element.set_hidden(true);
        frame.element.set_src(address);
        let (loaded, load) = promise();
        let _listening = EventListener::once(&frame.element, "load", move |_| {
            // A resolve function does not throw.
            let _ = load.call0(&JsValue::UNDEFINED);
        });
        let body = document.body().ok_or(NoReply::Unreachable)?;
        body.append_child(&frame.element).map_err(|_| NoReply::Unreachable)?;
        within(patience, loaded).await.map_err(|_| NoReply::TimedOut)?;
        Ok(frame)
    }

    /// Has the page send a request.
    pub(super) async fn ask(&self, id: &str, request: &Request, patience: u32) -> Result<Response, NoReply> {
        let page = self.element.content_window().ok_or(NoReply::Unreachable)?;
        let (answered, answer) = promise();
        let (id_asked, origin, source) = (id.to_owned(), self.origin.clone(), page.clone());
        let listener = window().ok_or(NoReply::Unreachable)?;
        let _listening = EventListener::new(&listener, "message", move |event| {
            let event: &MessageEvent = event.unchecked_ref();
            if let Some(text) = message(event, &origin, &source)
                && read(&text).is_some_and(|answer| names(&answer.message_id, &id_asked))
            {
                let _ = answer.call1(&JsValue::UNDEFINED, &JsValue::from_str(&text));
            }
        });
        let question = question(id, request).ok_or(NoReply::Unreachable)?;
        page.post_message(&JsValue::from_str(&question), &self.origin).map_err(|_| NoReply::Unreachable)?;
        let text = within(patience, answered).await.map_err(|_| NoReply::TimedOut)?;
        let answer = text.as_string().as_deref().and_then(read).ok_or(NoReply::Unreachable)?;
        response(answer).ok_or(NoReply::Unreachable)
    }
}

fn window() -> Option<Window> {
    web_sys::window()
}

/// The text of a message, if it is from this page and no other.
fn message(event: &MessageEvent, origin: &str, page: &Window) -> Option<String> {
    let source: JsValue = event.source().into();
    let from_page = event.origin() == origin && source == *AsRef::<JsValue>::as_ref(page);
    event.data().as_string().filter(|_| from_page)
}

fn question(id: &str, request: &Request) -> Option<String> {
    let headers = request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let question = Question {
        r#type: request.method.as_str(),
        url: &request.url,
        headers,
        data: request.body.as_deref(),
        message_id: id,
    };
    serde_json::to_string(&question).ok()
}

/// Whether an answer is to the question of this name. Microsoft's description has an object around the name, its examples
/// the name alone.
fn names(message_id: &Value, id: &str) -> bool {
    match message_id {
        Value::String(text) => text == id,
        Value::Object(members) => members.values().any(|member| member == id),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => false,
    }
}

fn read(text: &str) -> Option<Answer> {
    serde_json::from_str(text).ok()
}

fn response(answer: Answer) -> Option<Response> {
    let lines = answer.headers.unwrap_or_default();
    let headers = lines.lines().filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect();
    let body = answer.response_text.unwrap_or_default();
    (answer.status != 0).then_some(Response { status: answer.status, headers, body })
}

#[cfg(test)]
mod tests {
    use redial::wire::Method;
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_sys::MessageEventInit;

    use super::*;

    #[wasm_bindgen_test]
    fn a_request_is_said_in_the_words_of_the_frame() {
        let request = Request::new(Method::Post, "https://pool.contoso.example/ucwa")
            .header("Authorization", "Bearer cwt=1")
            .json(&serde_json::json!({ "subject": "Budget" }));
        let said: Value = serde_json::from_str(&question("7", &request).expect("JSON")).expect("JSON");
        let expected = serde_json::json!({
            "type": "POST", "url": "https://pool.contoso.example/ucwa", "data": "{\"subject\":\"Budget\"}",
            "headers": { "Authorization": "Bearer cwt=1", "Content-Type": "application/json" }, "messageId": "7",
        });
        assert_eq!(said, expected);
    }

    #[wasm_bindgen_test]
    fn an_answer_has_a_status_headers_and_a_body() {
        let text = r#"{"messageId":"7","status":401,"statusText":"Unauthorized","responseText":"no",
                       "headers":"Content-Type: text/plain\r\nWWW-Authenticate: MsRtcOAuth href=\"https://x\"\r\n"}"#;
        let response = read(text).and_then(response).expect("an answer");
        assert_eq!((response.status, response.body.as_str()), (401, "no"));
        assert_eq!(response.header("www-authenticate"), Some("MsRtcOAuth href=\"https://x\""));
    }

    #[wasm_bindgen_test]
    fn an_answer_names_its_question_alone_or_in_an_object() {
        let message_id = |text: &str| read(text).expect("an answer").message_id;
        for text in [r#"{"messageId":"7","status":200}"#, r#"{"messageId":{"id":"7"},"status":200}"#] {
            assert!(names(&message_id(text), "7"), "{text}");
            assert!(!names(&message_id(text), "8"), "{text}");
        }
        assert!(!names(&message_id(r#"{"messageId":7,"status":200}"#), "7"));
    }

    #[wasm_bindgen_test]
    fn without_a_status_there_was_no_answer() {
        assert!(read(r#"{"messageId":"7","status":0,"headers":""}"#).and_then(response).is_none());
    }

    #[wasm_bindgen_test]
    async fn a_page_that_never_answers_is_given_up_and_its_frame_goes() {
        let origin = window().and_then(|window| window.location().origin().ok()).expect("an origin");
        let Ok(frame) = Frame::open("about:blank", &origin, 5_000).await else { panic!("no frame") };
        let element = frame.element.clone();
        let request = Request::new(Method::Get, "https://pool.contoso.example/");
        assert!(matches!(frame.ask("7", &request, 50).await, Err(NoReply::TimedOut)));
        assert!(element.is_connected());
        drop(frame);
        assert!(!element.is_connected());
    }

    #[wasm_bindgen_test]
    fn a_message_counts_only_from_the_page_and_its_origin() {
        let page = window().expect("a window");
        let from = |origin: &str, source: Option<&Window>| {
            let details = MessageEventInit::new();
            details.set_origin(origin);
            details.set_data(&JsValue::from_str("hello"));
            details.set_source(source.map(AsRef::as_ref));
            let event = MessageEvent::new_with_event_init_dict("message", &details).expect("an event");
            message(&event, "https://pool.contoso.example", &page)
        };
        assert_eq!(from("https://pool.contoso.example", Some(&page)).as_deref(), Some("hello"));
        assert_eq!(from("https://evil.example", Some(&page)), None);
        assert_eq!(from("https://pool.contoso.example", None), None);
    }
}
