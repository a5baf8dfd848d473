//! Access tokens for Graph: from Outlook where it gives them, else from a window in which the organizer signs in.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use futures_util::FutureExt as _;
use futures_util::future::Shared;
use js_sys::Promise;
use redial::configuration::{Scope, SignIn};
use redial::rules::HttpsUrl;
use redial::wire::TransportError;
use serde::Serialize;
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::convert::{property, reason, text_property, to_js};

// A static import would load the sign-in library for everybody; only `import()` waits until it is needed.
#[wasm_bindgen(inline_js = "
const library = () => import('../../glue/sign_in.js');
export const signInSilently = (registration, request) =>
  library().then((library) => library.signInSilently(registration, request));
export const signInByHand = (registration, request) =>
  library().then((library) => library.signInByHand(registration, request));
export const signInAt = (page) => import('../../glue/dialog.js').then((dialog) => dialog.signInAt(page));")]
extern "C" {
    #[wasm_bindgen(js_name = signInSilently)]
    fn sign_in_silently(registration: &JsValue, request: &JsValue) -> Promise;
    #[wasm_bindgen(js_name = signInByHand)]
    fn sign_in_by_hand(registration: &JsValue, request: &JsValue) -> Promise;
    #[wasm_bindgen(js_name = signInAt)]
    fn sign_in_at(page: &str) -> Promise;
}

/// Where the organizer has to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInTo {
    /// To the calendar.
    Calendar,
    /// To the service of online meetings, behind the same sign-in.
    OnlineMeetings,
    /// To a server, on a page of its own.
    Page {
        /// The server.
        host: String,
        /// The page.
        page: String,
    },
}

/// Why the organizer is not signed in after all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SignInError {
    /// The window was closed before.
    #[error("the window was closed before you were signed in; sign in again")]
    Closed,
    /// No window may open.
    #[error("the browser let no window open; allow windows of this page, then sign in again")]
    Blocked,
    /// The identity provider, or Outlook, refused.
    #[error("signing in failed: {reason}")]
    Failed {
        /// What it said.
        reason: String,
    },
}

/// What Office.js calls a window that the browser, or the organizer, did not let open
/// (<https://learn.microsoft.com/office/dev/add-ins/develop/dialog-handle-errors-events>).
const NOT_OPENED: [f64; 2] = [12009.0, 12011.0];

impl SignInError {
    fn of(error: &JsValue) -> Self {
        let code = property(error, "code").as_f64();
        if property(error, "isClosed").is_truthy() {
            Self::Closed
        } else if code.is_some_and(|code| NOT_OPENED.contains(&code)) {
            Self::Blocked
        } else {
            Self::Failed { reason: reason(error) }
        }
    }
}

/// Shows a page of a server until the organizer has closed it.
pub(super) async fn visit_page(page: &str) -> Result<(), SignInError> {
    JsFuture::from(sign_in_at(page)).await.map(drop).map_err(|error| SignInError::of(&error))
}

/// The organizer's access token, kept in memory while it is good.
pub(super) struct Tokens {
    registration: SignIn,
    /// The permission at the Graph that is asked: each cloud has its own.
    scope: String,
    current: RefCell<Option<Token>>,
    refused: RefCell<Option<Refused>>,
    /// The request for a token that has no answer yet: whoever needs one meanwhile waits for the same.
    pending: RefCell<Option<Pending>>,
    /// Of whoever signed in last.
    principal_name: RefCell<Option<String>>,
}

type Pending = Shared<Pin<Box<dyn Future<Output = Result<Token, TransportError>>>>>;

/// An access token.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) text: String,
    /// `Date.now()` when it was given.
    since: f64,
}

/// A server took the token before not for good; whoever gave it would give it again.
#[derive(Clone)]
struct Refused {
    /// What the next one has to hold, in base64.
    claims: Option<String>,
}

/// What is asked of the library.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TokenRequest<'a> {
    scopes: [&'a str; 1],
    force_refresh: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<String>,
}

/// The library renews tokens in time; asking it again after this many milliseconds is enough.
const FRESH: f64 = 240_000.0;

impl Tokens {
    pub(super) fn new(registration: SignIn, graph: &HttpsUrl, scope: Scope) -> Self {
        let scope = scope.at(graph);
        Self {
            registration,
            scope,
            current: RefCell::default(),
            refused: RefCell::default(),
            pending: RefCell::default(),
            principal_name: RefCell::default(),
        }
    }

    /// The token, without asking anybody.
    pub(super) async fn get(self: &Rc<Self>) -> Result<Token, TransportError> {
        match self.fresh() {
            Some(token) => Ok(token),
            None => self.pending().await,
        }
    }

    fn fresh(&self) -> Option<Token> {
        let now = js_sys::Date::now();
        self.current.borrow().as_ref().filter(|token| now - token.since < FRESH).cloned()
    }

    fn pending(self: &Rc<Self>) -> Pending {
        if let Some(pending) = &*self.pending.borrow() {
            return pending.clone();
        }
        let this = Rc::clone(self);
        let asked: Pin<Box<dyn Future<Output = _>>> = Box::pin(async move {
            let answer = this.ask().await;
            this.pending.take();
            answer
        });
        let pending = asked.shared();
        self.pending.replace(Some(pending.clone()));
        pending
    }

    async fn ask(&self) -> Result<Token, TransportError> {
        let answer = JsFuture::from(sign_in_silently(&to_js(&self.registration), &self.request())).await;
        let not_signed_in = |error| TransportError::NotSignedIn { reason: reason(&error) };
        self.keep(&answer.map_err(not_signed_in)?)
            .ok_or_else(|| TransportError::NotSignedIn { reason: "no token was given".to_owned() })
    }

    /// A token from a window in which the organizer signs in. Begun in a click: browsers open no window otherwise.
    pub(super) async fn get_by_hand(&self) -> Result<(), SignInError> {
        let answer = JsFuture::from(sign_in_by_hand(&to_js(&self.registration), &self.request())).await;
        let answer = answer.map_err(|error| SignInError::of(&error))?;
        let none = || SignInError::Failed { reason: "no token was given".to_owned() };
        self.keep(&answer).map(drop).ok_or_else(none)
    }

    /// A server refused this token; another is needed, unless there is one by now.
    pub(super) fn refuse(&self, token: &Token, claims: Option<&str>) {
        let is_current = self.current.borrow_mut().take_if(|current| current.text == token.text).is_some();
        if is_current {
            self.refused.replace(Some(Refused { claims: claims.map(str::to_owned) }));
        }
    }

    /// The user principal name of the account, once somebody signed in.
    pub(super) fn principal_name(&self) -> Option<String> {
        self.principal_name.borrow().clone()
    }

    fn request(&self) -> JsValue {
        let refused = self.refused.borrow().clone();
        let force_refresh = refused.is_some();
        let claims = refused.and_then(|refused| refused.claims);
        to_js(&TokenRequest { scopes: [&self.scope], force_refresh, claims })
    }

    fn keep(&self, answer: &JsValue) -> Option<Token> {
        let token = Token { text: filled(answer, "token")?, since: js_sys::Date::now() };
        self.refused.take();
        self.principal_name.replace(filled(answer, "principalName"));
        self.current.replace(Some(token.clone()));
        Some(token)
    }
}

fn filled(object: &JsValue, name: &str) -> Option<String> {
    text_property(object, name).filter(|text| !text.is_empty())
}
