//! Finds information blocks in the rows of a body.

use std::collections::HashMap;
use std::ops::Range;

use super::confidence::{Confidence, Evidence, weigh};
use super::document::Document;
use super::invitation::Invitation;
use super::language::Language;
use super::layout::{Layout, layout};
use super::link::{JoinUrl, LinkKind, kind};
use super::locale::locales;
use super::marks::{marker, separator};
use super::read::{conference_id, number_text, read, roles};
use super::row::{Role, Row};
use super::service::{JoinUrlForm, Provider, join_link};
use super::stretch::stretch;

/// An information block found in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InfoBlock {
    /// Who made it.
    pub provider: Provider,
    /// The generation of its look.
    pub layout: Layout,
    /// Its rows, as indices into the document's rows.
    pub rows: Range<usize>,
    /// Its bytes, from the beginning of its first row to the end of its last.
    pub span: Range<usize>,
    /// What each row says; `None` for a row that no such block has by itself.
    pub roles: Vec<Option<Role>>,
    /// What it says.
    pub invitation: Invitation,
    /// The languages it is written in (BCP 47), as far as it shows: several where it is mixed.
    pub locales: Vec<String>,
    /// Whether both separator lines are there.
    pub complete: bool,
    /// Whether it stands in a quotation.
    pub quoted: bool,
    /// What speaks for it and against it.
    pub evidence: Vec<Evidence>,
}

impl InfoBlock {
    /// The language of ours it is written in, where it is one of them.
    pub fn language(&self) -> Option<Language> {
        self.locales.iter().find_map(|locale| Language::closest(locale))
    }

    /// How sure the block alone makes us; what is stored on a meeting can make it certain.
    pub fn confidence(&self) -> Confidence {
        weigh(&self.evidence)
    }
}

/// All blocks of a body in document order. `hosted` are the forms of join URLs of third-party bridges.
pub fn recognise(document: &Document<'_>, hosted: &[JoinUrlForm]) -> Vec<InfoBlock> {
    let rows = document.rows();
    let joins = joins(rows, hosted);
    let lines = Lines::of(rows);
    let mut blocks = Vec::with_capacity(joins.len());
    let mut free_from = 0;
    for (index, join) in joins.iter().enumerate() {
        let free_to = joins.get(index + 1).map_or(rows.len(), |next| next.rows.start);
        let block = block_around(document, &lines, join, free_from..free_to);
        if block.evidence.iter().any(|evidence| evidence.speaks_for()) {
            free_from = block.rows.end;
            blocks.push(block);
        }
    }
    blocks
}

/// Adjoining rows that show one meeting's join links.
struct Join {
    provider: Provider,
    url: JoinUrl,
    rows: Range<usize>,
}

impl Join {
    /// The web app's row shows the join link again; Teams adds the long form as its system's reference.
    fn goes_on_with(&self, provider: Provider, url: &JoinUrl) -> bool {
        let reference = provider == Provider::Teams
            && self.provider == Provider::Teams
            && self.url.path().starts_with("/meet/")
            && url.path().starts_with("/l/meetup-join/");
        self.url.agrees_with(url) || reference
    }
}

fn joins(rows: &[Row], hosted: &[JoinUrlForm]) -> Vec<Join> {
    let mut joins: Vec<Join> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Some((provider, url)) = row.links.iter().find_map(|link| join_link(&link.href, hosted)) else {
            continue;
        };
        let between = |from: usize| rows.get(from..index).unwrap_or_default();
        match joins.last_mut() {
            Some(last)
                if last.goes_on_with(provider, &url) && !between(last.rows.end).iter().any(is_separator) =>
            {
                last.rows.end = index + 1;
            }
            _ => joins.push(Join { provider, url, rows: index..index + 1 }),
        }
    }
    joins
}

/// The separator lines of a body, as indices of rows, by their characters.
struct Lines(HashMap<char, Vec<usize>>);

impl Lines {
    fn of(rows: &[Row]) -> Self {
        let mut lines: HashMap<char, Vec<usize>> = HashMap::new();
        for (index, character) in rows.iter().map(separator).enumerate() {
            if let Some(character) = character {
                lines.entry(character).or_default().push(index);
            }
        }
        Self(lines)
    }

    /// Those of the provider's among some rows.
    fn of_provider(&self, provider: Provider, rows: Range<usize>) -> &[usize] {
        let all = self.0.get(&provider.separator()).map_or(&[][..], Vec::as_slice);
        let before = |row: usize| all.partition_point(|&index| index < row);
        all.get(before(rows.start)..before(rows.end)).unwrap_or_default()
    }
}

fn block_around(document: &Document<'_>, lines: &Lines, join: &Join, free: Range<usize>) -> InfoBlock {
    let rows = document.rows();
    let opening = lines.of_provider(join.provider, free.start..join.rows.start).last().copied();
    // A line the organizer drew may stand inside; the marker stands right above the true end.
    let marked = (join.rows.end..free.end)
        .find(|&index| rows.get(index).is_some_and(|row| marker(&row.text).is_some()));
    let below = marked.unwrap_or(join.rows.end)..free.end;
    let closing = lines.of_provider(join.provider, below).first().copied();
    let first = opening.unwrap_or(join.rows.start);
    let last = closing.unwrap_or_else(|| last_evidence(rows, join, free.end));
    let inside = rows.get(first..=last).unwrap_or_default();
    let roles = roles(join.provider, &join.url, inside, opening.is_some(), closing.is_some());
    let layout = layout(join.provider, inside, &roles);
    let provider = if layout.is_lync() { Provider::Lync } else { join.provider };
    InfoBlock {
        provider,
        layout,
        rows: first..last + 1,
        span: span(document, first, last),
        invitation: read(provider, &join.url, inside, &roles),
        locales: locales(provider, inside, &roles),
        complete: opening.is_some() && closing.is_some(),
        quoted: rows.get(join.rows.start).is_some_and(|row| row.quoted),
        evidence: Evidence::collect(provider, inside, &roles),
        roles,
    }
}

/// The bytes of the rows with the markup that is theirs alone, where there is such.
fn span(document: &Document<'_>, first: usize, last: usize) -> Range<usize> {
    let row = |index: usize| document.rows().get(index).map_or(0..0, |row| row.span.clone());
    stretch(document, first, last).map_or_else(|| row(first).start..row(last).end, |(span, _)| span)
}

/// The last row after the join links that belongs to a block without a closing separator.
fn last_evidence(rows: &[Row], join: &Join, to: usize) -> usize {
    let quoted = |index: usize| rows.get(index).is_some_and(|row| row.quoted);
    let inside = quoted(join.rows.start);
    let last = (join.rows.end..to)
        .take_while(|&index| rows.get(index).is_some_and(|row| !is_separator(row) && row.quoted == inside))
        .filter(|&index| rows.get(index).is_some_and(belongs))
        .last()
        .unwrap_or(join.rows.end.saturating_sub(1));
    let footer = rows.get(last + 1).filter(|_| last + 1 < to);
    // Skype for Business puts the organization's own line right below its help links.
    let is_footer = join.provider == Provider::SkypeForBusiness
        && rows.get(last).is_some_and(|row| row.links.iter().any(|link| kind(&link.href) == LinkKind::Help))
        && footer.is_some_and(|row| row.links.is_empty() && !row.rule && !row.text.starts_with('#'));
    if is_footer { last + 1 } else { last }
}

/// Whether a row by itself shows that it is part of a block.
fn belongs(row: &Row) -> bool {
    let strong = |href: &str| !matches!(kind(href), LinkKind::Other | LinkKind::Mail);
    row.links.iter().any(|link| strong(&link.href))
        || marker(&row.text).is_some()
        || conference_id(row).is_some()
        || number_text(row).is_some()
}

fn is_separator(row: &Row) -> bool {
    separator(row).is_some()
}

/// The visible rows of a block, one a line, white space normalised: what an edit changes.
pub fn visible_text(document: &Document<'_>, block: &InfoBlock) -> String {
    let rows = document.rows().get(block.rows.clone()).unwrap_or_default();
    rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join("\n")
}
