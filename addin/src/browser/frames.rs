//! Requests to UCWA: its servers answer no other origin, except through a page of their own in a frame.
//!
//! The page takes a request as a message, sends it, and posts the answer back; a request can reach only the
//! server that the page is from, so there is a frame for each.
//! <https://learn.microsoft.com/skype-sdk/ucwa/cross_domainiframe>

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_util::lock::Mutex;
use gloo_net::http::RequestBuilder;
use redial::wire::{Request, Response, ServerUrl, Transport, TransportError};
use serde_json::Value;
use web_sys::{AbortSignal, RequestMode};

use super::frame::{Frame, NoReply};

/// How long a frame may take to load, and an answer to come, in milliseconds. Who signs in to Windows by hand
/// needs some time.
const PATIENCE: u32 = 60_000;

/// UCWA's frames. Which hosts they are of is for whoever asks to guard.
#[derive(Default)]
pub struct Frames {
    /// Where the frame of an origin is, as answers told.
    addresses: RefCell<BTreeMap<String, String>>,
    /// The frames that are open, by origin. Who opens one holds the lock, so that nobody else opens it too.
    open: Mutex<BTreeMap<String, Rc<Frame>>>,
    sent: Cell<u32>,
}

impl Frames {
    /// Frames, opened when they are needed.
    pub fn new() -> Self {
        Self::default()
    }

    async fn frame(&self, url: &ServerUrl) -> Result<Rc<Frame>, NoReply> {
        let mut open = self.open.lock().await;
        if let Some(frame) = open.get(url.origin()) {
            return Ok(Rc::clone(frame));
        }
        let address = self.address(url);
        reach(&address).await?;
        let frame = Rc::new(Frame::open(&address, url.origin(), PATIENCE).await?);
        open.insert(url.origin().to_owned(), Rc::clone(&frame));
        Ok(frame)
    }

    fn address(&self, url: &ServerUrl) -> String {
        let told = self.addresses.borrow().get(url.origin()).cloned();
        told.unwrap_or_else(|| usual_address(url))
    }

    /// Remembers the frame of the server that an answer leads to next.
    fn learn(&self, url: &ServerUrl, response: &Response) {
        // Most answers lead nowhere, and lists are long.
        if !response.body.contains("xframe") {
            return;
        }
        let Ok(answer) = serde_json::from_str::<Value>(&response.body) else { return };
        let href = answer.pointer("/_links/xframe/href").and_then(Value::as_str);
        if let Some(frame) = href.and_then(|href| url.join(href)) {
            self.addresses.borrow_mut().insert(frame.origin().to_owned(), frame.as_str().to_owned());
        }
    }

    async fn ask(&self, url: &ServerUrl, request: &Request) -> Result<Response, NoReply> {
        let frame = self.frame(url).await?;
        self.sent.set(self.sent.get() + 1);
        let answer = frame.ask(&format!("redial-{}", self.sent.get()), request, PATIENCE).await;
        if answer.is_err() {
            // It may have been an error page all along; the next request tries anew.
            self.open.lock().await.remove(url.origin());
        }
        answer
    }
}

impl Transport for Frames {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let not_allowed = TransportError::NotAllowed { host: request.url.clone() };
        let url = ServerUrl::new(&request.url).ok_or(not_allowed)?;
        let host = url.host().to_owned();
        let response = self.ask(&url, &request).await.map_err(|silence| match silence {
            NoReply::Unreachable => TransportError::Unreachable { host: host.clone() },
            NoReply::TimedOut => TransportError::TimedOut { host },
        })?;
        self.learn(&url, &response);
        Ok(response)
    }
}

/// Where a frame is before anybody told: discovery servers have a short address for it, the others Microsoft's
/// (<https://learn.microsoft.com/skype-sdk/ucwa/autodiscoverylibrary>).
fn usual_address(url: &ServerUrl) -> String {
    let path = if matches!(url.path(), "" | "/") { "/xframe" } else { "/Autodiscover/XFrame/XFrame.html" };
    format!("{}{path}", url.origin())
}

/// A frame loads even where its server is not reached, and then never answers: so this is found out before.
async fn reach(address: &str) -> Result<(), NoReply> {
    let request = RequestBuilder::new(address)
        .mode(RequestMode::NoCors)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    match request.send().await {
        Ok(_) => Ok(()),
        Err(gloo_net::Error::JsError(error)) if error.name == "TimeoutError" => Err(NoReply::TimedOut),
        Err(_) => Err(NoReply::Unreachable),
    }
}

#[cfg(test)]
mod tests {
    use redial::wire::{AllowedHosts, Guarded, Method};
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn url(text: &str) -> ServerUrl {
        ServerUrl::new(text).expect("an address")
    }

    #[wasm_bindgen_test]
    async fn no_frame_of_another_host_is_opened() {
        let frames = Guarded::new(Frames::new(), AllowedHosts::new("pool.contoso.example".parse()));
        let answer = frames.send(Request::new(Method::Get, "https://evil.example/root")).await;
        assert_eq!(answer, Err(TransportError::NotAllowed { host: "evil.example".into() }));
        let document = web_sys::window().and_then(|window| window.document()).expect("a document");
        assert!(document.query_selector("iframe[src*='evil']").expect("a selector").is_none());
    }

    #[wasm_bindgen_test]
    fn an_answer_tells_where_the_next_frame_is() {
        let frames = Frames::new();
        let pool = url("https://pool.contoso.example/ucwa/v1/applications");
        assert_eq!(frames.address(&pool), "https://pool.contoso.example/Autodiscover/XFrame/XFrame.html");
        let body = r#"{"_links":{"xframe":{"href":"https://pool.contoso.example/Elsewhere.html"}}}"#;
        let root = url("https://lyncdiscover.contoso.example/");
        frames.learn(&root, &Response { status: 200, headers: vec![], body: body.into() });
        assert_eq!(frames.address(&pool), "https://pool.contoso.example/Elsewhere.html");
        assert_eq!(frames.address(&root), "https://lyncdiscover.contoso.example/xframe");
    }
}
