//! The add-in's origin: the built files, changed on the way so that they find the sandbox.

use std::path::{Component, Path, PathBuf};

use axum::extract::{Path as PathOf, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};

use crate::content_type::content_type;
use crate::pages::page;
use crate::sandbox::{Origins, Shared};
use crate::world::Bridge;

/// Where production pages load the Office library from.
const HOSTED_OFFICE_JS: &str = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";

/// Where the manifest expects the add-in in production.
const PRODUCTION_ORIGIN: &str = "https://redial.example";

/// What the npm copy of the Office library lacks: the part of Microsoft Ajax it would load from the internet.
const MICROSOFT_AJAX: &str = "<script src=\"/_sandbox/MicrosoftAjax.js\"></script>";

/// The same for the bridge of nested app authentication, where Outlook has one.
const NESTED_APP_AUTH: &str = "<script src=\"/_sandbox/nested-app-auth.js\"></script>";

/// Everything on the add-in's origin.
pub fn router(sandbox: Shared) -> Router {
    Router::new()
        .route("/_sandbox/MicrosoftAjax.js", get(|| async { page("MicrosoftAjax.js") }))
        .route("/_sandbox/nested-app-auth.js", get(|| async { page("nested-app-auth.js") }))
        .route("/config.json", get(config))
        .route("/hosted.json", get(hosted_profile))
        .route("/requests.json", get(run_requests))
        .route("/lib/{*path}", get(office_js))
        .route("/", get(|state: State<Shared>| addin_file(state, PathOf("index.html".to_owned()))))
        .route("/{*path}", get(addin_file))
        .with_state(sandbox)
}

/// The manifest with the add-in's own origin instead of production's.
pub fn with_own_origin(manifest: &str, origins: &Origins) -> String {
    manifest.replace(PRODUCTION_ORIGIN, &origins.addin)
}

async fn config(State(sandbox): State<Shared>) -> Response {
    let config = sandbox.world().config.clone();
    ([(header::CACHE_CONTROL, "no-store")], Json(config)).into_response()
}

async fn hosted_profile(State(sandbox): State<Shared>) -> Response {
    let profile = sandbox.world().hosted_profile();
    ([(header::CACHE_CONTROL, "no-store")], Json(profile)).into_response()
}

async fn run_requests(State(sandbox): State<Shared>) -> Response {
    let Some(requests) = sandbox.world().run_requests.clone() else {
        return (StatusCode::NOT_FOUND, "Nobody has asked for a run.").into_response();
    };
    ([(header::CACHE_CONTROL, "no-store")], Json(requests)).into_response()
}

async fn addin_file(State(sandbox): State<Shared>, PathOf(path): PathOf<String>) -> Response {
    let Some(file) = inside(&sandbox.folders.dist, &path) else { return missing(&path) };
    let Ok(content) = tokio::fs::read(file).await else { return missing(&path) };
    if path.ends_with(".html") {
        let has_bridge = sandbox.world().identity.bridge != Bridge::Absent;
        let beside =
            if has_bridge { format!("{MICROSOFT_AJAX}{NESTED_APP_AUTH}") } else { MICROSOFT_AJAX.to_owned() };
        return served(&path, with_local_office_js(&String::from_utf8_lossy(&content), &beside));
    }
    if path == "manifest.xml" {
        return served(&path, with_own_origin(&String::from_utf8_lossy(&content), &sandbox.origins));
    }
    served(&path, content)
}

fn with_local_office_js(html: &str, beside: &str) -> String {
    let Some((before, _)) = html.split_once(HOSTED_OFFICE_JS) else { return html.to_owned() };
    let script = before.rfind("<script").unwrap_or(before.len());
    let (head, rest) = html.split_at(script);
    format!("{head}{beside}{}", rest.replace(HOSTED_OFFICE_JS, "/lib/office.js"))
}

/// The library asks for its files in the hosted copy's spelling; npm's are all in lower case.
async fn office_js(State(sandbox): State<Shared>, PathOf(path): PathOf<String>) -> Response {
    for spelling in [path.clone(), path.to_ascii_lowercase()] {
        let Some(file) = inside(&sandbox.folders.office_js, &spelling) else { continue };
        if let Ok(content) = tokio::fs::read(file).await {
            return served(&path, content);
        }
    }
    missing(&path)
}

/// A path below a folder; `None` if it would lead out of it.
fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = Path::new(path);
    let plain = path.components().all(|component| matches!(component, Component::Normal(_)));
    plain.then(|| folder.join(path))
}

fn served(path: &str, content: impl IntoResponse) -> Response {
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(content_type(path)));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

fn missing(path: &str) -> Response {
    let message = format!("There is no file {path} here. Build the add-in first: cargo xtask build");
    (StatusCode::NOT_FOUND, message).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_loads_the_local_library_and_what_it_lacks_before_it() {
        let html = format!("<head><script defer src=\"{HOSTED_OFFICE_JS}\"></script></head>");
        let served = with_local_office_js(&html, MICROSOFT_AJAX);
        assert_eq!(
            served,
            format!("<head>{MICROSOFT_AJAX}<script defer src=\"/lib/office.js\"></script></head>")
        );
    }

    #[test]
    fn a_page_without_the_library_is_served_as_it_is() {
        assert_eq!(with_local_office_js("<p>Privacy</p>", MICROSOFT_AJAX), "<p>Privacy</p>");
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        assert_eq!(inside(Path::new("dist"), "../secret"), None);
        assert_eq!(inside(Path::new("dist"), "/etc/passwd"), None);
        assert_eq!(inside(Path::new("dist"), "glue/a.js"), Some(PathBuf::from("dist/glue/a.js")));
    }
}
