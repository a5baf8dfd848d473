//! What the organization adds to its invitations.

use serde::{Deserialize, Serialize};

use crate::block::Branding;
use crate::rules::{HttpsUrl, Text};

/// The organization's additions, for sources of dial-in data that give none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Additions {
    /// A logo.
    pub logo_url: Option<HttpsUrl>,
    /// A help page in place of Microsoft's.
    pub help_url: Option<HttpsUrl>,
    /// A page of legal terms.
    pub legal_url: Option<HttpsUrl>,
    /// Lines below the help row.
    pub footer: Option<Text>,
}

impl Additions {
    /// What invitations show: what the source gave, or, where it gave nothing at all, these.
    pub fn unless(&self, given: Branding) -> Branding {
        if given != Branding::default() {
            return given;
        }
        let address = |url: &Option<HttpsUrl>| url.as_ref().map(ToString::to_string);
        Branding {
            logo_url: address(&self.logo_url),
            help_url: address(&self.help_url),
            legal_url: address(&self.legal_url),
            footer: self.footer.as_ref().map(ToString::to_string),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_stand_in_only_for_a_source_that_gives_none() {
        let file = r#"{ "helpUrl": "https://help.contoso.example", "footer": "Contoso" }"#;
        let additions: Additions = serde_json::from_str(file).unwrap();
        let own = Branding {
            help_url: Some("https://help.contoso.example".to_owned()),
            footer: Some("Contoso".to_owned()),
            ..Branding::default()
        };
        assert_eq!(additions.unless(Branding::default()), own);
        let given = Branding { footer: Some("Fabrikam".to_owned()), ..Branding::default() };
        assert_eq!(additions.unless(given.clone()), given);
    }
}
