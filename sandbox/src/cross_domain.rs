//! UCWA's cross-domain frame: what browsers use of UCWA from other origins, which gives no CORS headers
//! (<https://learn.microsoft.com/skype-sdk/ucwa/cross_domainiframe>).
//!
//! The frame tells each request's origin in `X-Ms-Origin`, and the server checks it against its list
//! (`New-CsWebOrigin`, `CrossDomainAuthorizationList`).

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::pages::page;
use crate::sandbox::Shared;

/// Where the frame is, as discovery says.
pub const FRAME: &str = "/Autodiscover/XFrame/XFrame.html";

/// The frame, also where clients look before they know anything.
pub fn routes() -> Router<Shared> {
    let frame = || async { page("xframe.html") };
    Router::new().route(FRAME, get(frame)).route("/xframe", get(frame))
}

/// Refuses what comes from an origin that is not on the list. Clients that are no browsers name none.
pub async fn need_listed_origin(State(sandbox): State<Shared>, request: Request, next: Next) -> Response {
    let origin = request.headers().get("X-Ms-Origin").map(|origin| origin.to_str().unwrap_or_default());
    let listed =
        |origin: &str| sandbox.world().cross_domain_authorization_list.iter().any(|listed| listed == origin);
    if origin.is_none_or(listed) { next.run(request).await } else { refusal() }
}

fn refusal() -> Response {
    let diagnostics = "28070;source=\"localhost\";reason=\"This origin may not send cross-domain requests.\"";
    (StatusCode::FORBIDDEN, [("X-Ms-diagnostics", diagnostics)]).into_response()
}
