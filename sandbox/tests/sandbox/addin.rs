use std::fs;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use redial_sandbox::addin_origin;
use redial_sandbox::sandbox::{Folders, Origins, Sandbox};
use tower::ServiceExt;

use crate::client::{ADDIN, OUTLOOK};

const OFFICE_JS: &str = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";

/// The add-in's origin over folders with a few files in them.
fn addin(name: &str) -> Router {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let (dist, office_js) = (folder.join("dist"), folder.join("office-js"));
    write(&dist, "index.html", &format!("<head><script src=\"{OFFICE_JS}\"></script></head>"));
    write(&dist, "redial_addin_bg.wasm", "wasm");
    write(&dist, "config.json", "{\"production\":true}");
    write(&dist, "manifest.xml", "<Url DefaultValue=\"https://redial.example/index.html\"/>");
    write(&folder, "secret.txt", "secret");
    write(&office_js, "agaveerrorux/index.html", "error page");
    let origins = Origins { outlook: OUTLOOK.to_owned(), addin: ADDIN.to_owned() };
    addin_origin::router(Sandbox::new(origins, Folders { dist, office_js }, 14).unwrap())
}

fn write(folder: &Path, name: &str, content: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

async fn get(router: &Router, path: &str) -> Response<Body> {
    router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap()
}

async fn text(router: &Router, path: &str) -> String {
    let bytes = get(router, path).await.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn files_come_with_their_type_and_are_never_cached() {
    let addin = addin("types");
    for (path, content_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/redial_addin_bg.wasm", "application/wasm"),
        ("/manifest.xml", "text/xml; charset=utf-8"),
        ("/config.json", "application/json"),
        ("/hosted.json", "application/json"),
        ("/_sandbox/MicrosoftAjax.js", "text/javascript; charset=utf-8"),
        ("/_sandbox/nested-app-auth.js", "text/javascript; charset=utf-8"),
    ] {
        let response = get(&addin, path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(response.headers()["content-type"], content_type, "{path}");
        assert_eq!(response.headers()["cache-control"], "no-store", "{path}");
    }
}

#[tokio::test]
async fn what_names_production_is_changed_while_it_is_served() {
    let addin = addin("changes");
    let page = text(&addin, "/index.html").await;
    assert!(page.contains("<script src=\"/lib/office.js\"></script>"));
    assert!(!page.contains(OFFICE_JS));
    assert_eq!(text(&addin, "/manifest.xml").await, format!("<Url DefaultValue=\"{ADDIN}/index.html\"/>"));
    assert!(text(&addin, "/config.json").await.contains(&format!("{OUTLOOK}/graph/v1.0")));
}

#[tokio::test]
async fn the_office_library_is_found_in_any_case_of_letters() {
    assert_eq!(text(&addin("library"), "/lib/AgaveErrorUX/index.html").await, "error page");
}

#[tokio::test]
async fn nothing_outside_of_the_folders_is_served() {
    let addin = addin("outside");
    for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/lib/..%2fsecret.txt", "/none.js"] {
        assert_eq!(get(&addin, path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}
