//! Finds information blocks in the rows of a body.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::balance::stretch;
use super::html::Document;
use super::invitation::Invitation;
use super::language::Language;
use super::link::{JoinUrl, original_url};
use super::read::{Reading, marker_language, read};
use super::row::{Role, Row};

/// Who made a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Provider {
    /// Skype for Business.
    SkypeForBusiness,
    /// Microsoft Teams.
    Teams,
    /// A service Redial never touches: Zoom, Google Meet, Webex.
    Foreign,
}

/// An information block found in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InfoBlock {
    /// Who made it.
    pub provider: Provider,
    /// Its rows, as indices into the document's rows.
    pub rows: Range<usize>,
    /// Its bytes; `None` where other visible text shares its markup.
    pub span: Option<Range<usize>>,
    /// What each row says; `None` for a row that no such block has by itself.
    pub roles: Vec<Option<Role>>,
    /// What it says.
    pub invitation: Invitation,
    /// The language it is written in, where that can be told.
    pub language: Option<Language>,
    /// Whether both separator lines are there.
    pub complete: bool,
    /// Whether it stands in a quotation.
    pub quoted: bool,
}

/// All blocks of a body in document order.
pub fn recognise(document: &Document<'_>) -> Vec<InfoBlock> {
    let rows = document.rows();
    let joins = joins(rows);
    let mut blocks = Vec::with_capacity(joins.len());
    let mut free_from = 0;
    for (index, join) in joins.iter().enumerate() {
        let free_to = joins.get(index + 1).map_or(rows.len(), |next| next.rows.start);
        let block = block_around(document, join, free_from..free_to);
        if join.provider != Provider::SkypeForBusiness
            || has_evidence(rows.get(block.rows.clone()), &block.roles)
        {
            free_from = block.rows.end;
            blocks.push(block);
        }
    }
    blocks
}

/// Whether more than the form of one link speaks for a Skype for Business block: links of many services end
/// in a few capital letters and digits.
fn has_evidence(rows: Option<&[Row]>, roles: &[Option<Role>]) -> bool {
    let bookmark = |row: &Row| row.anchors.iter().any(|name| name == "OutJoinLink");
    rows.unwrap_or_default().iter().any(bookmark)
        || roles
            .iter()
            .flatten()
            .any(|role| matches!(role, Role::Opening | Role::Closing | Role::WebApp | Role::Marker))
}

/// Adjoining rows that show one join link.
struct Join {
    provider: Provider,
    url: JoinUrl,
    rows: Range<usize>,
}

fn joins(rows: &[Row]) -> Vec<Join> {
    let mut joins: Vec<Join> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Some((provider, url)) = row.links.iter().find_map(|link| join_link(&link.href)) else { continue };
        match joins.last_mut() {
            // The web app's row shows the join link again; a separator begins another block.
            Some(last)
                if last.url.agrees_with(&url)
                    && !rows.get(last.rows.end..index).unwrap_or_default().iter().any(is_separator) =>
            {
                last.rows.end = index + 1;
            }
            _ => joins.push(Join { provider, url, rows: index..index + 1 }),
        }
    }
    joins
}

fn block_around(document: &Document<'_>, join: &Join, free: Range<usize>) -> InfoBlock {
    let rows = document.rows();
    let separates =
        |index: &usize| rows.get(*index).is_some_and(|row| separator(row) == Some(rule(join.provider)));
    let opening = (free.start..join.rows.start).rev().find(separates);
    // A line the organizer drew may stand inside; the marker stands right above the true end.
    let after_marker = (join.rows.end..free.end)
        .find(|&index| rows.get(index).is_some_and(|row| marker_language(&row.text).is_some()))
        .unwrap_or(join.rows.end);
    let closing = (after_marker..free.end).find(separates);
    let first = opening.unwrap_or(join.rows.start);
    let last = closing.unwrap_or_else(|| last_evidence(rows, join.rows.end, free.end));
    let Reading { roles, invitation, language } = read(
        join.provider,
        &join.url,
        rows.get(first..=last).unwrap_or_default(),
        opening.is_some(),
        closing.is_some(),
    );
    InfoBlock {
        provider: join.provider,
        rows: first..last + 1,
        span: stretch(document, first, last).map(|(span, _)| span),
        roles,
        invitation,
        language,
        complete: opening.is_some() && closing.is_some(),
        quoted: rows.get(first).is_some_and(|row| row.quoted),
    }
}

/// The last row after `from` that still looks like part of a block without a closing separator.
fn last_evidence(rows: &[Row], from: usize, to: usize) -> usize {
    (from..to)
        .take_while(|&index| rows.get(index).is_some_and(|row| !is_separator(row)))
        .filter(|&index| {
            rows.get(index).is_some_and(|row| !row.links.is_empty() || marker_language(&row.text).is_some())
        })
        .last()
        .unwrap_or(from.saturating_sub(1))
}

/// The character whose run separates a provider's blocks from the rest.
fn rule(provider: Provider) -> char {
    match provider {
        Provider::SkypeForBusiness => '.',
        Provider::Teams | Provider::Foreign => '_',
    }
}

/// The shortest run that separates; real ones are 80 underscores or 137 dots wide, Teams' inner line 32.
const SEPARATOR: usize = 60;

/// The character of a separator line.
fn separator(row: &Row) -> Option<char> {
    let first = row.text.chars().next().filter(|c| matches!(c, '.' | '_'))?;
    let (mut run, mut others) = (0, false);
    for character in row.text.chars().filter(|c| !c.is_whitespace()) {
        if character == first {
            run += 1;
        } else {
            others = true;
        }
    }
    (run >= SEPARATOR && !others).then_some(first)
}

fn is_separator(row: &Row) -> bool {
    separator(row).is_some()
}

#[allow(clippy::unwrap_used, reason = "patterns are constants, read by every test")]
static SKYPE_PATH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:/[^/?#]+){1,3}/[A-Z0-9]{6,12}(?:\?sl=1)?$").unwrap());

/// The provider and URL of a link that joins a meeting.
fn join_link(href: &str) -> Option<(Provider, JoinUrl)> {
    let original = original_url(href);
    let url = JoinUrl::new(&original)?;
    let host = url.host();
    let in_domain = |domain: &str| host == domain || host.ends_with(&format!(".{domain}"));
    let provider = if (in_domain("teams.microsoft.com") || in_domain("teams.live.com"))
        && (url.path().starts_with("/l/meetup-join/") || url.path().starts_with("/meet/"))
    {
        Provider::Teams
    } else if in_domain("zoom.us") && url.path().starts_with("/j/")
        || host == "meet.google.com"
        || in_domain("webex.com")
    {
        Provider::Foreign
    } else if SKYPE_PATH.is_match(url.path()) {
        Provider::SkypeForBusiness
    } else {
        return None;
    };
    Some((provider, url))
}
