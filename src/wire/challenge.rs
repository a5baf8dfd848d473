//! What a server wants before it answers: `WWW-Authenticate`, RFC 9110 11.6.1.

/// The value of a parameter of a challenge, quoted or not.
pub(crate) fn parameter<'a>(challenge: &'a str, name: &str) -> Option<&'a str> {
    let after = challenge.split_once(&format!("{name}="))?.1;
    let value = match after.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => after.split([',', ' ']).next(),
    };
    value.filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::wire::Response;

    #[test]
    fn a_refused_token_may_come_with_what_the_next_one_has_to_hold() {
        let claims = |header: &str| {
            let headers = vec![("www-authenticate".to_owned(), header.to_owned())];
            let response = Response { status: 401, headers, body: String::new() };
            response.claims_challenge().map(str::to_owned)
        };
        let challenge =
            r#"Bearer realm="", error="insufficient_claims", claims="eyJhIjoxfQ==", client_id="0""#;
        assert_eq!(claims(challenge).as_deref(), Some("eyJhIjoxfQ=="));
        assert_eq!(claims(r#"Bearer realm="", error="invalid_token""#), None);
        assert_eq!(claims(r#"Negotiate claims="x""#), None);
    }
}
