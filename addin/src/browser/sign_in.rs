//! Access tokens for Graph, by nested app authentication.

use std::cell::RefCell;

use js_sys::Promise;
use redial::configuration::SignIn;
use redial::wire::TransportError;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::convert::{reason, text_property};

/// What a token is for, and no more.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scope {
    Calendars,
    OnlineMeetings,
}

impl Scope {
    fn name(self) -> &'static str {
        match self {
            Self::Calendars => "Calendars.ReadWrite",
            Self::OnlineMeetings => "OnlineMeetings.ReadWrite",
        }
    }
}

// A static import would load the sign-in library for everybody; only `import()` waits until it is needed.
#[wasm_bindgen(inline_js = "export const signIn = (clientId, authority, scopes) =>
  import('../../glue/sign_in.js').then((library) => library.signIn(clientId, authority, scopes));")]
extern "C" {
    #[wasm_bindgen(js_name = signIn)]
    fn sign_in(client_id: &str, authority: &str, scopes: Vec<String>) -> Promise;
}

/// The organizer's access token, kept in memory while it is good.
pub(super) struct Tokens {
    registration: SignIn,
    /// The permission at the Graph that is asked: each cloud has its own.
    scope: String,
    current: RefCell<Option<Token>>,
    /// Of whoever signed in last.
    principal_name: RefCell<Option<String>>,
}

struct Token {
    text: String,
    /// `Date.now()` when it was given.
    since: f64,
}

/// The library renews tokens in time; asking it again after this many milliseconds is enough.
const FRESH: f64 = 240_000.0;

impl Tokens {
    pub(super) fn new(registration: SignIn, base_url: &str, scope: Scope) -> Self {
        let scope = format!("{}/{}", origin(base_url), scope.name());
        Self { registration, scope, current: RefCell::new(None), principal_name: RefCell::new(None) }
    }

    pub(super) async fn get(&self) -> Result<String, TransportError> {
        let now = js_sys::Date::now();
        if let Some(token) = self.current.borrow().as_ref().filter(|token| now - token.since < FRESH) {
            return Ok(token.text.clone());
        }
        let scopes = vec![self.scope.clone()];
        let SignIn { client_id, authority } = &self.registration;
        let answer = JsFuture::from(sign_in(client_id.as_str(), authority.as_str(), scopes)).await;
        let answer = answer.map_err(|error| TransportError::NotSignedIn { reason: reason(&error) })?;
        let text = filled(&answer, "token")
            .ok_or_else(|| TransportError::NotSignedIn { reason: "no token was given".to_owned() })?;
        self.principal_name.replace(filled(&answer, "principalName"));
        *self.current.borrow_mut() = Some(Token { text: text.clone(), since: now });
        Ok(text)
    }

    pub(super) fn forget(&self) {
        self.current.borrow_mut().take();
    }

    /// The user principal name of the account, once somebody signed in.
    pub(super) fn principal_name(&self) -> Option<String> {
        self.principal_name.borrow().clone()
    }
}

/// Scheme and host of a URL.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(host..).and_then(|rest| rest.find('/')).map_or(url.len(), |at| host + at);
    url.get(..end).unwrap_or(url)
}

fn filled(object: &JsValue, name: &str) -> Option<String> {
    text_property(object, name).filter(|text| !text.is_empty())
}
