use axum::http::StatusCode;

use crate::client::{ADDIN, Client};

const VERIFIER: &str = "known to the add-in alone";
/// The hash of it, in base64 for addresses (RFC 7636).
const CHALLENGE: &str = "Wmca3rZZ4CLYuIUBiXyqFZBhdb35J1A2Yh1Fq4tT8aY";

fn authorize(redirect: &str, more: &str) -> String {
    format!(
        "/organizations/oauth2/v2.0/authorize?client_id=a&scope=Calendars.ReadWrite&state=s&nonce=n\
         &code_challenge={CHALLENGE}&redirect_uri={redirect}{more}"
    )
}

/// A code, as the page gives it to whoever signs in.
async fn code(client: &Client) -> String {
    let page = client.send("GET", &authorize(&format!("{ADDIN}/sign_in.html"), ""), &[], "").await.text();
    page.split("code=").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn exchange(client: &Client, code: &str, verifier: &str) -> StatusCode {
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let asked = format!(
        "grant_type=authorization_code&client_id=a&scope=Calendars.ReadWrite&code={code}&code_verifier={}\
         &redirect_uri={ADDIN}/sign_in.html",
        verifier.replace(' ', "+")
    );
    client.send("POST", "/organizations/oauth2/v2.0/token", &form, asked).await.status
}

#[tokio::test]
async fn a_code_is_for_whoever_knows_what_its_challenge_hides_and_once() {
    let client = Client::new().await;
    let first = code(&client).await;
    assert_eq!(exchange(&client, &first, "a guess").await, StatusCode::BAD_REQUEST);
    let second = code(&client).await;
    assert_eq!(exchange(&client, &second, VERIFIER).await, StatusCode::OK);
    assert_eq!(exchange(&client, &second, VERIFIER).await, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_page_answers_to_the_registered_address_alone() {
    let client = Client::new().await;
    let elsewhere = client.send("GET", &authorize("https://evil.example/", ""), &[], "").await;
    assert_eq!(elsewhere.status, StatusCode::BAD_REQUEST);
    assert!(elsewhere.text().contains("AADSTS50011"));
}

#[tokio::test]
async fn the_page_cuts_the_ties_to_an_opener_that_nobody_checked() {
    let client = Client::new().await;
    let redirect = format!("{ADDIN}/sign_in.html");
    for (more, policy) in [("", "same-origin"), ("&pocd=0", "same-origin"), ("&pocd=1", "unsafe-none")] {
        let page = client.send("GET", &authorize(&redirect, more), &[], "").await;
        assert_eq!(page.headers["cross-origin-opener-policy"], policy, "{more}");
    }
}
