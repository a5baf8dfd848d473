//! The page on which people sign in to Skype for Business Server, as with AD FS
//! (<https://learn.microsoft.com/skype-sdk/ucwa/authenticationinucwa>).

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use crate::sandbox::Shared;

/// Where it is.
pub const PAGE: &str = "/PassiveAuth/PassiveAuth.aspx";

const SIGNED_IN: &str = "/PassiveAuth/signed-in";

/// The page, and where it leads.
pub fn routes() -> Router<Shared> {
    Router::new().route(PAGE, get(page)).route(SIGNED_IN, get(signed_in))
}

/// Lets those pass who have signed in; of a request by script nobody sees the page.
async fn page(State(sandbox): State<Shared>, headers: HeaderMap) -> Response {
    if sandbox.world().sign_in.at_skype_page {
        return done();
    }
    if headers.contains_key("X-Ms-Origin") {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let html = format!(
        "<!doctype html><html lang=\"en\"><title>Sign in</title><h1>Contoso sign-in</h1>\
         <p><a href=\"{SIGNED_IN}\">Sign in as Ines Moreau</a></p>"
    );
    Html(html).into_response()
}

async fn signed_in(State(sandbox): State<Shared>) -> Response {
    sandbox.world().sign_in.at_skype_page = true;
    done()
}

fn done() -> Response {
    Html("<!doctype html><html lang=\"en\"><title>Signed in</title><h1>You are signed in</h1>")
        .into_response()
}
