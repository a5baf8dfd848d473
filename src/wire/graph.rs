//! Where a mailbox is in Microsoft Graph. Calendar and online meetings of one may be reached at different addresses.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::rules::Address;

use super::AllowedHosts;

/// What needs no encoding in a part of a path (RFC 3986 3.3, without what has a meaning in OData).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'@');

/// Whose mailbox is asked for, as a path of Graph.
/// <https://learn.microsoft.com/graph/use-the-api#resource>
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mailbox {
    /// That of whoever signs in: `/me`.
    Own,
    /// That of the user with this user principal name: `/users/{id}`.
    Of(Address),
}

impl fmt::Display for Mailbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own => formatter.write_str("/me"),
            Self::Of(user) => write!(formatter, "/users/{}", utf8_percent_encode(user.as_str(), PLAIN)),
        }
    }
}

/// A mailbox at an address of Graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphMailbox {
    base_url: String,
    mailbox: Mailbox,
}

impl GraphMailbox {
    /// `base_url` is Graph's with its version, e.g. `https://graph.microsoft.com/v1.0`.
    pub fn new(base_url: &str, mailbox: Mailbox) -> Self {
        Self { base_url: base_url.trim_end_matches('/').to_owned(), mailbox }
    }

    /// The URL of a resource of the mailbox; `path` begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("{}{}{path}", self.base_url, self.mailbox)
    }

    /// The URL of a resource of the service itself; `path` begins with a slash.
    pub fn service(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// What follows the address of the service in one of its URLs.
    pub fn relative<'u>(&self, url: &'u str) -> &'u str {
        url.strip_prefix(self.base_url.as_str()).unwrap_or(url)
    }

    /// The one server that may be asked for it.
    pub fn hosts(&self) -> AllowedHosts {
        AllowedHosts::only(&self.base_url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_ones_own_or_a_users() {
        let url = |mailbox| GraphMailbox::new("https://graph.example/v1.0/", mailbox).url("/events");
        assert_eq!(url(Mailbox::Own), "https://graph.example/v1.0/me/events");
        for (user, path) in [
            ("ines.moreau@contoso.example", "ines.moreau@contoso.example"),
            ("ines_fabrikam.example#EXT#@contoso.example", "ines_fabrikam.example%23EXT%23@contoso.example"),
            ("$o'neil@contoso.example", "%24o%27neil@contoso.example"),
            ("../me?x@contoso.example", "..%2Fme%3Fx@contoso.example"),
            ("é@contoso.example", "%C3%A9@contoso.example"),
        ] {
            let of = url(Mailbox::Of(user.parse().unwrap()));
            assert_eq!(of, format!("https://graph.example/v1.0/users/{path}/events"), "{user}");
        }
    }
}
