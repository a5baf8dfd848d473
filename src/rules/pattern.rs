//! Texts with a pattern: a regular expression, the same one in a schema.

use serde::{Deserialize, Serialize};

/// The pattern of a host name: letters, digits and hyphens, an international one in its ASCII form.
macro_rules! host_name {
    () => {
        "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?[.])*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    };
}
pub(crate) use host_name;

/// Defines a text with a pattern: its name, the pattern and the rule in words.
macro_rules! text_with_pattern {
    ($(#[$about:meta])* $name:ident, $pattern:expr, $rule:literal) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// Its pattern, as schemas state it too.
            pub const PATTERN: &str = $pattern;

            /// As it was written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                #[allow(clippy::unwrap_used, reason = "the pattern is a constant, read by every test")]
                static REGEX: std::sync::LazyLock<regex::Regex> =
                    std::sync::LazyLock::new(|| regex::Regex::new($name::PATTERN).unwrap());
                if REGEX.is_match(&text) { Ok(Self(text)) } else { Err($rule) }
            }
        }

        impl std::str::FromStr for $name {
            type Err = &'static str;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.to_owned().try_into()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}
pub(crate) use text_with_pattern;

text_with_pattern!(
    /// An `https` address (RFC 3986) without a user name.
    HttpsUrl,
    concat!(
        "^https://",
        host_name!(),
        "(:[0-9]{1,5})?",
        "([/?]([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?",
        "(#([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$"
    ),
    "it must be an address that begins with https://"
);

text_with_pattern!(
    /// An `https` address, or one relative to a page's own that stays on its host.
    Reference,
    concat!(
        "^(https://",
        host_name!(),
        "(:[0-9]{1,5})?([/?]([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?",
        "|/?([A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})([A-Za-z0-9._~!$&'()*+,;=@/?-]|%[0-9A-Fa-f]{2})*)$"
    ),
    "it must be an address that begins with https://, or a file beside the add-in"
);

text_with_pattern!(
    /// The name of a host or a domain (RFC 1123).
    HostName,
    concat!("^", host_name!(), "$"),
    "it must be a name such as contoso.example"
);

text_with_pattern!(
    /// An identifier as Microsoft's consoles and manifests write it.
    Guid,
    "^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$",
    "it must be an id such as 4f6be7cb-107a-42f6-836c-ce5ec4026b68"
);

text_with_pattern!(
    /// Words for people.
    Text,
    "[^ \t\r\n]",
    "it must not be empty"
);

text_with_pattern!(
    /// A person's address: the user principal name or the mail address.
    Address,
    concat!(r#"^[^\x00-\x20\x7F"(),:;<>@\[\\\]]{1,64}@"#, host_name!(), "$"),
    "it must be an address such as ines@contoso.example"
);

impl Address {
    /// Whether both are one person's; case makes no difference.
    pub fn is(&self, other: &str) -> bool {
        self.0.to_lowercase() == other.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_https_url_is_whole_and_safe_to_write() {
        for good in [
            "https://contoso.example",
            "https://localhost:8443/a",
            "https://a.example?x=1#y",
            "https://a.example/%C3%A9?q=a/b",
        ] {
            assert!(good.parse::<HttpsUrl>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "https://",
            "http://a.example",
            "HTTPS://a.example",
            "https:///path",
            "https://-a.example",
            "https://a..example",
            "https://user@a.example",
            "https://a.example:123456",
            "https://a.example/a b",
            "https://a.example/\"",
            "https://a.example/%zz",
            "https://a.example/é",
            "https://a.example/\n",
        ] {
            assert!(bad.parse::<HttpsUrl>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_reference_is_an_https_url_or_stays_on_the_host() {
        for good in ["hosted.json", "/settings/hosted.json?v=2", "https://settings.example/hosted.json"] {
            assert!(good.parse::<Reference>().is_ok(), "{good}");
        }
        for bad in
            ["http://settings.example/x", "//settings.example/x", "/\\other.example", "data:,{}", "", "/"]
        {
            assert!(bad.parse::<Reference>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_has_a_name_and_a_host() {
        for good in ["ines@contoso.example", "o'neil+x@localhost", "é.m@sub.contoso.example"] {
            assert!(good.parse::<Address>().is_ok(), "{good}");
        }
        for bad in
            ["ines", "@contoso.example", "ines@", "a@b@c", "ines @contoso.example", "sip:ines@a.example"]
        {
            assert!(bad.parse::<Address>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_is_the_same_in_other_case() {
        let address: Address = "Inès@Contoso.example".parse().unwrap();
        assert!(address.is("INÈS@contoso.EXAMPLE"));
        assert!(!address.is("ines@contoso.example"));
    }
}
