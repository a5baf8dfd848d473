//! Rows that show join links.

use crate::html::Row;
use crate::link::JoinUrl;

use super::service::{JoinUrlForm, Provider, join_link, says_meeting};

/// A row with a link that joins a meeting.
#[derive(Debug)]
pub(crate) struct JoinRow {
    pub(crate) row: usize,
    pub(crate) provider: Provider,
    pub(crate) url: JoinUrl,
}

/// All rows with join links. In a row with several links the first counts.
pub(crate) fn join_rows(rows: &[Row], hosted: &[JoinUrlForm]) -> Vec<JoinRow> {
    let found = rows.iter().enumerate().filter_map(|(index, row)| {
        let (provider, url) = row.links.iter().find_map(|link| join_link(&link.href, hosted))?;
        Some(JoinRow { row: index, provider, url })
    });
    found.collect()
}

impl JoinRow {
    /// Whether more than the form of its path tells that the link joins a meeting: the service's own host, or what the
    /// address says.
    pub(crate) fn says_meeting(&self) -> bool {
        self.provider != Provider::SkypeForBusiness || says_meeting(&self.url)
    }

    /// Whether words stand in the place of the address.
    pub(crate) fn is_labelled(&self, row: &Row) -> bool {
        row.links.iter().any(|link| {
            let is_it = || JoinUrl::new(&link.href).is_some_and(|url| url.agrees_with(&self.url));
            !link.text.contains("://") && is_it()
        })
    }

    /// Whether `next` goes on with the same meeting: the web app's row shows the join link again; Teams adds the long
    /// form as its system's reference.
    pub(crate) fn goes_on_with(&self, next: &Self) -> bool {
        let reference = next.provider == Provider::Teams
            && self.provider == Provider::Teams
            && self.url.path().starts_with("/meet/")
            && next.url.path().starts_with("/l/meetup-join/");
        self.url.agrees_with(&next.url) || reference
    }
}
