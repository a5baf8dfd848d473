//! The sandbox's own pages, embedded in the program.

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::content_type::content_type;
use crate::sandbox::Shared;

/// A file of `www`.
struct Page {
    name: &'static str,
    content: &'static [u8],
}

/// Every file of `www`.
const PAGES: &[Page] = &include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// `/`, `/admin`, and every file under `/owa/static/`.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(|| async { page("index.html") }))
        .route("/admin", get(|| async { page("admin.html") }))
        .route("/owa/static/{name}", get(|Path(name): Path<String>| async move { page(&name) }))
}

/// Answers with a file of `www`.
pub fn page(name: &str) -> Response {
    match PAGES.iter().find(|page| page.name == name) {
        Some(page) => {
            let headers = [(header::CONTENT_TYPE, content_type(name)), (header::CACHE_CONTROL, "no-store")];
            (headers, page.content).into_response()
        }
        None => (StatusCode::NOT_FOUND, format!("The sandbox has no page named {name}.")).into_response(),
    }
}
