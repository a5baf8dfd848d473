//! What a server asks for before it answers: `WWW-Authenticate: MsRtcOAuth href=…,grant_type="…"`.

use crate::wire::parameter;

/// A way to get a ticket. Passwords are none of Redial's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grant {
    /// As whoever is signed in at the organization's own page (AD FS).
    Passive,
    /// As whoever is signed in to Windows. Where the browser does not take the server for one of the organization's own,
    /// it asks for a password itself.
    Windows,
}

impl Grant {
    /// The first one that is offered is taken.
    const ALL: [Self; 2] = [Self::Passive, Self::Windows];

    /// The name in a request for a ticket.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Windows => "urn:microsoft.rtc:windows",
            Self::Passive => "urn:microsoft.rtc:passive",
        }
    }
}

/// Where tickets are given, and to whom.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Challenge<'a> {
    /// Where to ask.
    pub(super) href: &'a str,
    /// How to ask; `None` where nothing but a password is taken. Who offers the page is never asked for Windows: that can
    /// raise the browser's own window for a password, which nobody chose to see.
    pub(super) grant: Option<Grant>,
}

impl<'a> Challenge<'a> {
    /// Finds the challenge among others in one header: browsers join several by commas.
    pub(super) fn read(header: &'a str) -> Option<Self> {
        let (_, ours) = header.split_once("MsRtcOAuth")?;
        let offered = parameter(ours, "grant_type").unwrap_or_default();
        let is_offered = |grant: &Grant| offered.split(',').any(|name| name.trim() == grant.name());
        let grant = Grant::ALL.into_iter().find(is_offered);
        Some(Self { href: parameter(ours, "href")?, grant })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_stands_alone_or_among_others_quoted_or_not() {
        let windows = Challenge { href: "https://web.example/oauthtoken", grant: Some(Grant::Windows) };
        for header in [
            r#"MsRtcOAuth href=https://web.example/oauthtoken,grant_type="urn:microsoft.rtc:windows,password""#,
            r#"Bearer trusted_issuers="", client_id="0", MsRtcOAuth href="https://web.example/oauthtoken", grant_type="password,urn:microsoft.rtc:windows", Negotiate"#,
        ] {
            assert_eq!(Challenge::read(header).as_ref(), Some(&windows), "{header}");
        }
        assert_eq!(Challenge::read("Negotiate, NTLM"), None);
        assert_eq!(Challenge::read("MsRtcOAuth grant_type=\"password\""), None);
    }

    #[test]
    fn the_page_takes_the_place_of_windows_and_a_password_is_never_given() {
        let offered = |grants: &str| {
            let header = format!("MsRtcOAuth href=/t,grant_type=\"{grants}\"");
            Challenge::read(&header).map(|challenge| challenge.grant)
        };
        let both = "password,urn:microsoft.rtc:passive,urn:microsoft.rtc:windows";
        assert_eq!(offered(both), Some(Some(Grant::Passive)));
        assert_eq!(offered("password,urn:microsoft.rtc:anonmeeting"), Some(None));
    }
}
