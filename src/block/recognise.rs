//! Finds information blocks in the rows of a body.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::html::{Document, Link, Row, stretch};
use crate::link::{JoinUrl, LinkKind, kind, original_url};

use super::confidence::{Confidence, Evidence, weigh};
use super::directory::is_directory;
use super::frame::{Frame, frames};
use super::invitation::{Invitation, PhoneAccess};
use super::join::{JoinRow, join_rows};
use super::language::Language;
use super::layout::{Layout, layout};
use super::locale::locales;
use super::marks::{marker, separator};
use super::phone_row::PhoneRow;
use super::read::{read, roles};
use super::role::Role;
use super::service::{JoinUrlForm, Provider};

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

    /// The block read with what the organizer's dial-in data says, which tells numbers and IDs apart that are unclear
    /// without.
    pub(crate) fn knowing(&self, document: &Document<'_>, known: &PhoneAccess) -> Cow<'_, Self> {
        let inside = document.rows().get(self.rows.clone()).unwrap_or_default();
        let is_known_page = |row: &Row| {
            let is_it =
                |link: &Link| is_directory(self.provider, &self.invitation.join_url, link, Some(known));
            known.directory_url.is_some() && matches!(row.links.as_slice(), [link] if is_it(link))
        };
        let may_be_told = |(row, role): (&Row, &Option<Role>)| match role {
            Some(Role::Unclear) => true,
            None => PhoneRow::read(row).is_some() || is_known_page(row),
            _ => false,
        };
        if !inside.iter().zip(&self.roles).any(may_be_told) {
            return Cow::Borrowed(self);
        }
        let framed = (
            self.roles.first() == Some(&Some(Role::Opening)),
            self.roles.last() == Some(&Some(Role::Closing)),
        );
        let roles = roles(self.provider, &self.invitation.join_url, inside, framed, Some(known));
        let invitation = read(self.provider, &self.invitation.join_url, inside, &roles);
        Cow::Owned(Self { roles, invitation, ..self.clone() })
    }

    /// How sure the block alone makes us; what is stored on a meeting can make it certain.
    pub fn confidence(&self) -> Confidence {
        weigh(&self.evidence)
    }
}

/// All blocks of a body in document order. `hosted` are the forms of join URLs of third-party bridges.
pub fn recognise(document: &Document<'_>, hosted: &[JoinUrlForm]) -> Vec<InfoBlock> {
    let rows = document.rows();
    let joins = join_rows(rows, hosted);
    let frames = frames(rows, &joins);
    let mut blocks: Vec<InfoBlock> = frames.iter().map(|frame| framed(document, frame)).collect();
    let lone = unframed(document, &joins, &frames);
    // A link to the meeting of a framed block is no second block.
    let meeting = |block: &InfoBlock| (block.quoted, block.invitation.join_url.canonical());
    let known: HashSet<(bool, String)> = blocks.iter().map(meeting).collect();
    blocks.extend(lone.into_iter().filter(|block| !known.contains(&meeting(block))));
    blocks.sort_by_key(|block| block.rows.start);
    blocks
}

/// Adjoining rows that show one meeting's join links.
struct Join<'r> {
    first: &'r JoinRow,
    rows: Range<usize>,
}

/// The blocks around join links that no pair of lines frames.
fn unframed(document: &Document<'_>, joins: &[JoinRow], frames: &[Frame]) -> Vec<InfoBlock> {
    let rows = document.rows();
    let lines = Lines::of(rows);
    let mut blocks: Vec<InfoBlock> = Vec::new();
    let mut free_from = 0;
    let mut frames = frames.iter().map(|frame| frame.rows.clone()).peekable();
    let lone = lone_joins(rows, joins, frames.clone().collect::<Vec<_>>().as_slice());
    for (index, join) in lone.iter().enumerate() {
        while let Some(frame) = frames.next_if(|frame| frame.end <= join.rows.start) {
            free_from = free_from.max(frame.end);
        }
        let next = lone.get(index + 1).map_or(rows.len(), |next| next.rows.start);
        let free_to = frames.peek().map_or(next, |frame| frame.start.min(next));
        let block = block_around(document, &lines, join, free_from..free_to);
        if is_told(rows, join, &block) {
            free_from = block.rows.end;
            blocks.push(block);
        }
    }
    blocks
}

/// Whether more than the form of its path tells that a link outside of all frames joins a meeting. Lines, help and numbers
/// stand in the neighbourhood of many a page.
fn is_told(rows: &[Row], join: &Join<'_>, block: &InfoBlock) -> bool {
    let has = |evidence: &Evidence| block.evidence.contains(evidence);
    if join.first.provider != Provider::SkypeForBusiness {
        return block.evidence.iter().any(Evidence::speaks_for);
    }
    let inside = rows.get(block.rows.clone()).unwrap_or_default();
    let has_web_app =
        || inside.iter().flat_map(|row| &row.links).any(|link| original_url(&link.href).ends_with("?sl=1"));
    if has(&Evidence::Bookmark) || has(&Evidence::Marker) || has(&Evidence::WebApp) && has_web_app() {
        return true;
    }
    let is_labelled = rows.get(join.first.row).is_some_and(|row| join.first.is_labelled(row));
    let has_line = has(&Evidence::OneSeparator) || has(&Evidence::BothSeparators);
    let tells_id = block.roles.contains(&Some(Role::ConferenceId));
    join.first.says_meeting() && (has_line && is_labelled || tells_id || has(&Evidence::ServiceLinks))
}

/// The join links outside of all frames.
fn lone_joins<'r>(rows: &[Row], joins: &'r [JoinRow], frames: &[Range<usize>]) -> Vec<Join<'r>> {
    let is_framed = |row: usize| {
        let next = frames.partition_point(|frame| frame.end <= row);
        frames.get(next).is_some_and(|frame| frame.contains(&row))
    };
    let mut lone: Vec<Join<'r>> = Vec::new();
    for join in joins.iter().filter(|join| !is_framed(join.row)) {
        let between = |from: usize| rows.get(from..join.row).unwrap_or_default();
        match lone.last_mut() {
            Some(last)
                if last.first.goes_on_with(join) && !between(last.rows.end).iter().any(is_separator) =>
            {
                last.rows.end = join.row + 1;
            }
            _ => lone.push(Join { first: join, rows: join.row..join.row + 1 }),
        }
    }
    lone
}

fn framed(document: &Document<'_>, frame: &Frame) -> InfoBlock {
    let bounds = Bounds { rows: frame.rows.clone(), opened: true, closed: true };
    block(document, frame.provider, &frame.url, frame.join, bounds)
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

fn block_around(document: &Document<'_>, lines: &Lines, join: &Join<'_>, free: Range<usize>) -> InfoBlock {
    let rows = document.rows();
    let provider = join.first.provider;
    let opening = lines.of_provider(provider, free.start..join.rows.start).last().copied();
    let marked = (join.rows.end..free.end)
        .find(|&index| rows.get(index).is_some_and(|row| marker(&row.text).is_some()));
    let below = marked.unwrap_or(join.rows.end)..free.end;
    let closing = lines.of_provider(provider, below).first().copied();
    let first = opening.unwrap_or(join.rows.start);
    let last = closing.unwrap_or_else(|| last_evidence(rows, join, free.end));
    let bounds = Bounds { rows: first..last + 1, opened: opening.is_some(), closed: closing.is_some() };
    block(document, provider, &join.first.url, join.rows.start, bounds)
}

/// From where to where a block goes.
struct Bounds {
    rows: Range<usize>,
    /// Whether its first row is a separator line.
    opened: bool,
    /// Whether its last row is one.
    closed: bool,
}

fn block(
    document: &Document<'_>,
    provider: Provider,
    url: &JoinUrl,
    join: usize,
    Bounds { rows, opened, closed }: Bounds,
) -> InfoBlock {
    let inside = document.rows().get(rows.clone()).unwrap_or_default();
    let roles = roles(provider, url, inside, (opened, closed), None);
    let layout = layout(provider, inside, &roles);
    let provider = if layout.is_lync() { Provider::Lync } else { provider };
    InfoBlock {
        provider,
        layout,
        span: span(document, rows.start, rows.end.saturating_sub(1)),
        invitation: read(provider, url, inside, &roles),
        locales: locales(provider, inside, &roles),
        complete: opened && closed,
        quoted: document.rows().get(join).is_some_and(|row| row.quoted),
        evidence: Evidence::collect(provider, inside, &roles),
        roles,
        rows,
    }
}

/// The bytes of the rows with the markup that is theirs alone, where there is such.
fn span(document: &Document<'_>, first: usize, last: usize) -> Range<usize> {
    let row = |index: usize| document.rows().get(index).map_or(0..0, |row| row.span());
    stretch(document, first, last).map_or_else(|| row(first).start..row(last).end, |(span, _)| span)
}

/// The last row after the join links that belongs to a block without a closing separator.
fn last_evidence(rows: &[Row], join: &Join<'_>, to: usize) -> usize {
    let quoted = |index: usize| rows.get(index).is_some_and(|row| row.quoted);
    let inside = quoted(join.rows.start);
    let last = (join.rows.end..to)
        .take_while(|&index| rows.get(index).is_some_and(|row| !is_separator(row) && row.quoted == inside))
        .filter(|&index| rows.get(index).is_some_and(belongs))
        .last()
        .unwrap_or(join.rows.end.saturating_sub(1));
    let footer = rows.get(last + 1).filter(|_| last + 1 < to);
    // Skype for Business puts the organization's own line right below its help links.
    let is_footer = join.first.provider == Provider::SkypeForBusiness
        && rows.get(last).is_some_and(|row| row.links.iter().any(|link| kind(&link.href) == LinkKind::Help))
        && footer.is_some_and(|row| row.links.is_empty() && !row.rule && !row.text.starts_with('#'));
    if is_footer { last + 1 } else { last }
}

/// Whether a row by itself shows that it is part of a block.
fn belongs(row: &Row) -> bool {
    let strong = |href: &str| !matches!(kind(href), LinkKind::Other | LinkKind::Mail);
    row.links.iter().any(|link| strong(&link.href))
        || marker(&row.text).is_some()
        || PhoneRow::read(row).is_some_and(|phone| phone.is_dialled() || phone.is_labelled_id())
}

fn is_separator(row: &Row) -> bool {
    separator(row).is_some()
}

/// The visible rows of a block, one a line, white space normalised: what an edit changes.
pub fn visible_text(document: &Document<'_>, block: &InfoBlock) -> String {
    let rows = document.rows().get(block.rows.clone()).unwrap_or_default();
    rows.iter().map(|row| &*row.text).collect::<Vec<_>>().join("\n")
}
