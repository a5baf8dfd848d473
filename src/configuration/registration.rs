//! What the add-in's registration at Microsoft Entra has to allow: all that it asks for, and no more.

use crate::rules::HttpsUrl;

/// The page beside the add-in that Office's dialog comes back to after somebody signed in there.
pub const REDIRECT_PAGE: &str = "sign_in.html";

/// A delegated permission of Microsoft Graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// To find the organizer's meetings and to update them.
    Calendars,
    /// To read the organizer's online meetings in Teams and to make them.
    OnlineMeetings,
}

impl Scope {
    /// All that Redial asks for.
    pub const ALL: [Self; 2] = [Self::Calendars, Self::OnlineMeetings];

    /// Its name at Microsoft Entra.
    pub fn name(self) -> &'static str {
        match self {
            Self::Calendars => "Calendars.ReadWrite",
            Self::OnlineMeetings => "OnlineMeetings.ReadWrite",
        }
    }

    /// The same for a token that opens the Graph with this address: each cloud has its own.
    pub fn at(self, graph: &HttpsUrl) -> String {
        let url = graph.as_str();
        let host = url.find("://").map_or(0, |at| at + 3);
        let end = url.get(host..).and_then(|rest| rest.find('/')).map_or(url.len(), |at| host + at);
        format!("{}/{}", url.get(..end).unwrap_or(url), self.name())
    }
}

/// Where sign-in may send its answers, for an add-in at this origin: to Outlook's bridge, and to the page for the dialog.
pub fn redirects(origin: &str) -> [String; 2] {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    [format!("brk-multihub://{host}"), format!("{origin}/{REDIRECT_PAGE}")]
}
