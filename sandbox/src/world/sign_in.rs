//! The tokens that were given out, and what they allow.

use std::collections::{HashMap, HashSet};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use sha2::{Digest, Sha256};
use thiserror::Error;
use time::{Duration, OffsetDateTime};

use crate::directory::AccountId;

/// What a client that asks for everything it was ever allowed names as scope.
const EVERYTHING: &str = ".default";

/// What a token for Graph allows.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Whose token it is.
    pub account: AccountId,
    /// The application it was given to.
    pub app: String,
    /// The service it is for: an origin.
    audience: String,
    permissions: Vec<String>,
    expires: OffsetDateTime,
}

impl Grant {
    /// How long a token is good.
    pub const LIFETIME: Duration = Duration::hours(1);

    /// What a client asks for in `scope`. A permission may be preceded by the service it is for; without it that is
    /// `graph`.
    pub fn asked(account: AccountId, app: &str, scope: &str, graph: &str, now: OffsetDateTime) -> Self {
        let asked = scope.split_whitespace().map(|name| name.rsplit_once('/').unwrap_or((graph, name)));
        let audience = asked.clone().map(|(audience, _)| audience).find(|audience| *audience != graph);
        let audience = audience.unwrap_or(graph);
        Self {
            account,
            app: app.to_owned(),
            audience: audience.to_owned(),
            permissions: asked.filter(|(of, _)| *of == audience).map(|(_, name)| name.to_owned()).collect(),
            expires: now + Self::LIFETIME,
        }
    }

    /// Whether it includes a permission.
    pub fn allows(&self, permission: &str) -> bool {
        let names = |name: &String| name.eq_ignore_ascii_case(permission) || name == EVERYTHING;
        self.permissions.iter().any(names)
    }
}

/// Why a token is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TokenError {
    /// There is none, or it was not given out here.
    #[error("Access token is empty or was not issued by this sandbox.")]
    Unknown,
    /// It is for another service.
    #[error("Access token validation failure. Invalid audience.")]
    Audience,
    /// It was good.
    #[error("Lifetime validation failed, the token is expired.")]
    Expired,
}

/// What somebody signed in for on the identity provider's page: what its code may be exchanged for.
#[derive(Clone, Debug)]
pub struct Authorization {
    /// The application.
    pub client_id: String,
    /// Where the code was sent.
    pub redirect_uri: String,
    /// What the identity token repeats.
    pub nonce: String,
    /// The hash of what the application alone knows (RFC 7636).
    pub code_challenge: String,
}

/// A request for a token, for tests to look at.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// Permissions, separated by blanks.
    pub scope: String,
    /// How it was asked for.
    pub grant_type: String,
    /// What a challenge wanted to be repeated.
    pub claims: Option<String>,
}

/// The tokens that were given out. They are numbered, so that none is given twice.
#[derive(Debug, Default)]
pub struct SignIn {
    count: u64,
    graph: HashMap<String, Grant>,
    ucwa: HashSet<String>,
    codes: HashMap<String, Authorization>,
    refresh: HashSet<String>,
    asked: Vec<Asked>,
    /// Whether the organizer has signed in to Skype for Business on the server's page.
    pub at_skype_page: bool,
}

impl SignIn {
    /// Gives out a token for Graph.
    pub fn issue_for_graph(&mut self, grant: Grant) -> String {
        let token = format!("sandbox-graph-{:08}", self.next());
        self.graph.insert(token.clone(), grant);
        token
    }

    /// Every token that was given out is good for nothing any more.
    pub fn revoke(&mut self) {
        self.graph.clear();
    }

    /// Remembers a request for a token.
    pub fn note(&mut self, asked: Asked) {
        self.asked.push(asked);
    }

    /// The requests for tokens, oldest first.
    pub fn asked(&self) -> &[Asked] {
        &self.asked
    }

    /// Forgets requests for tokens, and who signed in where.
    pub fn begin_anew(&mut self) {
        self.asked.clear();
        self.refresh.clear();
        self.codes.clear();
        self.at_skype_page = false;
    }

    /// Gives out a code.
    pub fn issue_code(&mut self, authorization: Authorization) -> String {
        let code = format!("sandbox-code-{:08}", self.next());
        self.codes.insert(code.clone(), authorization);
        code
    }

    /// What a code is for: once, and for nobody but whoever knows what its hash was made of.
    pub fn redeem(&mut self, code: &str, verifier: &str, redirect_uri: &str) -> Option<Authorization> {
        let authorization = self.codes.remove(code)?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
        let is_theirs =
            challenge == authorization.code_challenge && redirect_uri == authorization.redirect_uri;
        is_theirs.then_some(authorization)
    }

    /// Gives out what newer tokens are got for.
    pub fn issue_refresh_token(&mut self) -> String {
        let token = format!("sandbox-refresh-{:08}", self.next());
        self.refresh.insert(token.clone());
        token
    }

    /// Takes such a token, once.
    pub fn take_refresh_token(&mut self, token: &str) -> bool {
        self.refresh.remove(token)
    }

    /// Gives out a web ticket for UCWA.
    pub fn issue_for_ucwa(&mut self) -> String {
        let token = format!("cwt={:08}", self.next());
        self.ucwa.insert(token.clone());
        token
    }

    /// What a token allows at the service with this origin.
    pub fn grant(&self, token: &str, service: &str, now: OffsetDateTime) -> Result<&Grant, TokenError> {
        let grant = self.graph.get(token).ok_or(TokenError::Unknown)?;
        if grant.audience != service {
            Err(TokenError::Audience)
        } else if grant.expires <= now {
            Err(TokenError::Expired)
        } else {
            Ok(grant)
        }
    }

    /// Whether this is a web ticket for UCWA.
    pub fn is_web_ticket(&self, token: &str) -> bool {
        self.ucwa.contains(token)
    }

    fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRAPH: &str = "https://graph.example";

    fn asked(scope: &str) -> Grant {
        Grant::asked(AccountId::signed_in(), "app", scope, GRAPH, OffsetDateTime::UNIX_EPOCH)
    }

    fn refused(grant: Grant, later: Duration) -> Option<TokenError> {
        let mut sign_in = SignIn::default();
        let token = sign_in.issue_for_graph(grant);
        sign_in.grant(&token, GRAPH, OffsetDateTime::UNIX_EPOCH + later).err()
    }

    #[test]
    fn a_token_is_for_one_service_and_for_an_hour() {
        assert_eq!(refused(asked("Calendars.Read"), Duration::minutes(59)), None);
        assert_eq!(refused(asked("Calendars.Read"), Duration::hours(1)), Some(TokenError::Expired));
        let own = asked(&format!("openid {GRAPH}/Calendars.Read"));
        assert_eq!(refused(own, Duration::ZERO), None);
        let other = asked("openid profile https://graph.microsoft.us/Calendars.Read");
        assert_eq!(refused(other, Duration::ZERO), Some(TokenError::Audience));
    }

    #[test]
    fn a_token_allows_what_was_asked_for() {
        assert!(asked("openid calendars.readwrite").allows("Calendars.ReadWrite"));
        assert!(!asked("Calendars.Read").allows("Calendars.ReadWrite"));
        assert!(asked(&format!("{GRAPH}/.default")).allows("Calendars.ReadWrite"));
    }
}
