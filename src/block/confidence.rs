//! How sure a block is, and why.

use std::fmt;

use crate::html::Row;
use crate::link::{LinkKind, kind};

use super::marks::marker;
use super::role::Role;
use super::service::Provider;

/// How sure it is that a stretch of a body is a whole information block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Something is missing or contradictory.
    Unsure,
    /// The structure is complete; whose meeting it is, the body cannot tell.
    Likely,
}

impl Confidence {
    /// The name in output for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unsure => "unsure",
            Self::Likely => "likely",
        }
    }
}

/// Something that speaks for a block or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// Separator lines above and below.
    BothSeparators,
    /// One separator line.
    OneSeparator,
    /// No separator line.
    NoSeparator,
    /// The bookmark `OutJoinLink`.
    Bookmark,
    /// The hidden language marker.
    Marker,
    /// The link to the web app.
    WebApp,
    /// Numbers, a directory or a conference ID.
    DialIn,
    /// Links to the service's help or options.
    ServiceLinks,
    /// The service's name.
    Name,
    /// The form of the join link, which the service alone has.
    OwnJoinLink,
}

impl Evidence {
    pub(crate) fn collect(provider: Provider, rows: &[Row], roles: &[Option<Role>]) -> Vec<Self> {
        let has = |role: Role| roles.contains(&Some(role));
        let separators = match (has(Role::Opening), has(Role::Closing)) {
            (true, true) => Self::BothSeparators,
            (false, false) => Self::NoSeparator,
            _ => Self::OneSeparator,
        };
        let links = |wanted: &[LinkKind]| {
            rows.iter().flat_map(|row| &row.links).any(|link| wanted.contains(&kind(&link.href)))
        };
        let named = |row: &Row| row.text.contains("Microsoft Teams") || row.text.contains("Skype");
        let candidates = [
            (rows.iter().any(|row| row.anchors.iter().any(|name| name == "OutJoinLink")), Self::Bookmark),
            (rows.iter().any(|row| marker(&row.text).is_some()), Self::Marker),
            (has(Role::WebApp), Self::WebApp),
            (has(Role::Number) || has(Role::ConferenceId) || has(Role::Directory), Self::DialIn),
            (links(&[LinkKind::Help, LinkKind::Options, LinkKind::Pin]), Self::ServiceLinks),
            (provider == Provider::Teams && rows.iter().any(named), Self::Name),
            (!matches!(provider, Provider::SkypeForBusiness | Provider::Lync), Self::OwnJoinLink),
        ];
        std::iter::once(separators)
            .chain(candidates.into_iter().filter_map(|(is, what)| is.then_some(what)))
            .collect()
    }

    /// Whether this alone makes a join link more than a link in somebody's text.
    pub(crate) fn speaks_for(&self) -> bool {
        !matches!(self, Self::NoSeparator | Self::DialIn)
    }

    /// The name in output for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::BothSeparators => "both-separators",
            Self::OneSeparator => "one-separator-missing",
            Self::NoSeparator => "separators-missing",
            Self::Bookmark => "bookmark",
            Self::Marker => "language-marker",
            Self::WebApp => "web-app-link",
            Self::DialIn => "dial-in-rows",
            Self::ServiceLinks => "service-links",
            Self::Name => "service-name",
            Self::OwnJoinLink => "join-link",
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::BothSeparators => "a separator line stands above and below",
            Self::OneSeparator => "a separator line is missing",
            Self::NoSeparator => "both separator lines are missing",
            Self::Bookmark => "the join link has Outlook's bookmark",
            Self::Marker => "the hidden language marker is there",
            Self::WebApp => "the link to the web app is there",
            Self::DialIn => "dial-in rows are there",
            Self::ServiceLinks => "the service's help or options are linked",
            Self::Name => "the service is named",
            Self::OwnJoinLink => "only this service has such join links",
        })
    }
}

pub(crate) fn weigh(evidence: &[Evidence]) -> Confidence {
    let complete = evidence.contains(&Evidence::BothSeparators);
    let supported = evidence.iter().any(|what| *what != Evidence::BothSeparators && what.speaks_for());
    if complete && (supported || evidence.contains(&Evidence::DialIn)) {
        Confidence::Likely
    } else {
        Confidence::Unsure
    }
}
