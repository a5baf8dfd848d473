//! Frames: pairs of separator lines with a join link between them. They are found before anything else is read, so that
//! a link somewhere in the text takes no line from a block.

use std::collections::HashSet;
use std::ops::Range;

use crate::html::{Row, is_colon};
use crate::link::{JoinUrl, LinkKind, kind, unwrapped};

use super::join::JoinRow;
use super::marks::{marker, separator};
use super::phone_row::PhoneRow;
use super::service::Provider;

/// A pair of separator lines and the online meeting between them.
#[derive(Debug)]
pub(crate) struct Frame {
    /// From the opening line to the closing one, both included.
    pub(crate) rows: Range<usize>,
    pub(crate) provider: Provider,
    pub(crate) url: JoinUrl,
    /// The row of the join link.
    pub(crate) join: usize,
}

/// All frames in document order; none shares a line with another.
pub(crate) fn frames(rows: &[Row], joins: &[JoinRow]) -> Vec<Frame> {
    let mut candidates: Vec<Candidate> =
        ['.', '_'].into_iter().flat_map(|character| Lines::of(rows, joins, character).candidates()).collect();
    without_pages(rows, &mut candidates);
    candidates.sort_by_key(|candidate| (std::cmp::Reverse(candidate.weight), candidate.frame.rows.start));
    let mut taken = vec![false; rows.len()];
    let mut frames: Vec<Frame> = Vec::new();
    for Candidate { frame, .. } in candidates {
        let Some(lines) = taken.get_mut(frame.rows.clone()).filter(|lines| !lines.iter().any(|taken| *taken))
        else {
            continue;
        };
        lines.fill(true);
        frames.push(frame);
    }
    frames.sort_by_key(|frame| frame.rows.start);
    frames
}

/// How long a line is that no hand draws around a link.
const OWN_LENGTH: usize = 100;

/// A frame and how much speaks for it.
struct Candidate {
    frame: Frame,
    weight: usize,
    proof: Proof,
}

/// What tells that the link in a frame joins a meeting.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Proof {
    /// The form of its path, which many a page has.
    Form,
    /// Rows that can be dialled, beside it.
    Dialled,
    /// Its address, or what else the service puts into its blocks.
    Service,
}

/// Lines drawn around a page of which nothing but its path looks like a meeting's are no frame where a better one stands.
fn without_pages(rows: &[Row], candidates: &mut Vec<Candidate>) {
    let is_quoted = |candidate: &Candidate| rows.get(candidate.frame.join).is_some_and(|row| row.quoted);
    let best = |quoted: bool| {
        let alike = candidates.iter().filter(|candidate| is_quoted(candidate) == quoted);
        alike.map(|candidate| candidate.proof).max()
    };
    let (own, others) = (best(false), best(true));
    candidates.retain(|candidate| {
        candidate.proof == Proof::Service
            || Some(candidate.proof) == if is_quoted(candidate) { others } else { own }
    });
}

/// The separator lines of one character, and the join links of the services that draw such lines.
struct Lines<'r> {
    rows: &'r [Row],
    lines: Vec<usize>,
    joins: Vec<&'r JoinRow>,
}

impl<'r> Lines<'r> {
    fn of(rows: &'r [Row], joins: &'r [JoinRow], character: char) -> Self {
        let is_line = |index: &usize| rows.get(*index).and_then(separator) == Some(character);
        Self {
            rows,
            lines: (0..rows.len()).filter(is_line).collect(),
            joins: joins.iter().filter(|join| join.provider.separator() == character).collect(),
        }
    }

    fn candidates(&self) -> Vec<Candidate> {
        let pairs = self.lines.windows(2).enumerate();
        let candidates = pairs.filter_map(|(at, pair)| match pair {
            [opening, closing] => self.candidate(*opening, *closing, at + 1),
            _ => None,
        });
        candidates.collect()
    }

    /// The frame that begins at `opening`; the next line is `closing`, the line at `at`.
    fn candidate(&self, opening: usize, closing: usize, at: usize) -> Option<Candidate> {
        let inside = without_consumers(self.joins_in(opening..closing));
        let first = *inside.first()?;
        let closing = self.marked_end(closing, at).unwrap_or(closing);
        let rows = self.rows.get(opening..=closing)?;
        let links = Links::of(rows);
        let weight_of = |join: &JoinRow| links.weight_of(rows.get(join.row - opening..), join, first);
        let best = inside.iter().rev().max_by_key(|join| weight_of(join))?;
        // Beside help, the long form of a Teams link is a reference to the short one above.
        let is_beside_help = rows
            .get(best.row - opening)
            .is_some_and(|row| row.links.iter().any(|link| kind(&link.href) == LinkKind::Help));
        let short = inside.iter().filter(|_| is_beside_help).find(|join| join.goes_on_with(best));
        let best = short.unwrap_or(best);
        let of_rows = weight_of_rows(rows);
        let dials = rows.iter().filter(|row| Self::dials(row)).take(2).count();
        let is_even = rows.first().map(Row::run) == rows.last().map(Row::run);
        let weight = weight_of(best) + of_rows + 2 * dials + usize::from(is_even);
        let is_services = best.says_meeting() || of_rows > 0 || weight_of(best) >= 8;
        let proof = match dials {
            _ if is_services => Proof::Service,
            0 => Proof::Form,
            _ => Proof::Dialled,
        };
        let frame = Frame {
            rows: opening..closing + 1,
            provider: best.provider,
            url: best.url.clone(),
            join: best.row,
        };
        let is_labelled = rows.get(best.row - opening).is_some_and(|row| best.is_labelled(row));
        let is_own_length = rows.first().and_then(Row::run).is_some_and(|(_, length)| length >= OWN_LENGTH);
        let may_be_one = match proof {
            Proof::Service => {
                best.provider != Provider::SkypeForBusiness
                    || of_rows > 0
                    || weight_of(best) >= 8
                    || is_labelled
                    || rows.iter().any(|row| PhoneRow::read(row).is_some())
            }
            Proof::Dialled => true,
            Proof::Form => {
                is_labelled && is_own_length || rows.iter().any(|row| PhoneRow::read(row).is_some())
            }
        };
        may_be_one.then_some(Candidate { frame, weight, proof })
    }

    /// Whether a row can be dialled or tells the conference ID.
    fn dials(row: &Row) -> bool {
        PhoneRow::read(row).is_some_and(|phone| phone.is_dialled() || phone.is_labelled_id())
    }

    fn joins_in(&self, rows: Range<usize>) -> &[&'r JoinRow] {
        let from = self.joins.partition_point(|join| join.row < rows.start);
        let to = self.joins.partition_point(|join| join.row < rows.end);
        self.joins.get(from..to).unwrap_or_default()
    }

    /// A line that the organizer drew may stand inside: the language marker stands right above the true end.
    fn marked_end(&self, closing: usize, at: usize) -> Option<usize> {
        let opening = self.lines.get(at.checked_sub(1)?)?;
        let is_marked = |from: usize, to: usize| {
            self.rows.get(from..to).is_some_and(|rows| rows.iter().any(|row| marker(&row.text).is_some()))
        };
        if is_marked(*opening, closing) {
            return None;
        }
        let further = self.lines.get(at..)?.windows(2);
        for pair in further {
            let [from, to] = pair else { break };
            if !self.joins_in(*from..*to).is_empty() {
                break;
            }
            if is_marked(*from, *to) {
                return Some(*to);
            }
        }
        None
    }
}

/// The join links without those of Skype for everybody where another service's stand beside them: that service is gone,
/// and its blocks hold no others.
fn without_consumers<'r>(joins: &[&'r JoinRow]) -> Vec<&'r JoinRow> {
    let is_consumers = |join: &&&JoinRow| join.provider == Provider::SkypeConsumer;
    let others: Vec<&JoinRow> = joins.iter().filter(|join| !is_consumers(join)).copied().collect();
    if others.iter().any(|join| join.says_meeting()) { others } else { joins.to_vec() }
}

/// What the links of a block lead to beside the meeting itself.
struct Links {
    /// The meetings whose web app is linked, by their canonical URLs.
    web_apps: HashSet<String>,
    /// The threads of the Teams meetings whose options are linked.
    threads: HashSet<String>,
}

impl Links {
    fn of(rows: &[Row]) -> Self {
        let mut links = Self { web_apps: HashSet::new(), threads: HashSet::new() };
        for link in rows.iter().flat_map(|row| &row.links) {
            let target = unwrapped(&link.href);
            if target.ends_with("?sl=1") {
                links.web_apps.extend(JoinUrl::new(&target).map(|url| url.canonical()));
            } else if kind(&link.href) == LinkKind::Options {
                links.threads.extend(thread(&target).map(str::to_owned));
            }
        }
        links
    }

    /// How much speaks for a link as the join link of a block, beyond its form; `rows` are its row and those below.
    fn weight_of(&self, rows: Option<&[Row]>, join: &JoinRow, first: &JoinRow) -> usize {
        let mut rows = rows.unwrap_or_default().iter();
        let (row, below) = (rows.next(), rows.next());
        let has_bookmark =
            row.is_some_and(|row| row.anchors.iter().any(|anchor| anchor.starts_with("OutJoinLink")));
        let is_labelled = row.is_some_and(|row| join.is_labelled(row));
        let is_by_form_alone = join.provider == Provider::SkypeForBusiness;
        8 * usize::from(has_bookmark)
            + 8 * usize::from(self.web_apps.contains(&join.url.canonical()))
            + 4 * usize::from(!is_by_form_alone && join.provider != Provider::Foreign)
            + 2 * usize::from(!is_by_form_alone || is_labelled)
            + 2 * usize::from(join.says_meeting())
            + usize::from(join.row == first.row)
            + if join.provider == Provider::Teams { self.weight_in_teams(row, below, join) } else { 0 }
    }

    /// Teams links to its meeting in a row of its own, tells the meeting's ID right below, and its options by its
    /// thread.
    fn weight_in_teams(&self, row: Option<&Row>, below: Option<&Row>, join: &JoinRow) -> usize {
        let is_alone = row.is_some_and(|row| row.links.iter().any(|link| *link.text == *row.text));
        let is_above_id = below.is_some_and(|below| below.links.is_empty() && below.text.contains(is_colon));
        let has_options = thread(join.url.path()).is_some_and(|own| self.threads.contains(own));
        let has_context = join.url.path().contains("?context=");
        8 * usize::from(has_options)
            + 2 * usize::from(is_alone)
            + usize::from(is_above_id)
            + usize::from(has_context)
    }
}

/// What is between `meeting_` and the next sign in the name of a Teams meeting's thread.
fn thread(link: &str) -> Option<&str> {
    let (_, behind) = link.split_once("meeting_")?;
    behind.split(|c: char| !c.is_ascii_alphanumeric()).next().filter(|thread| !thread.is_empty())
}

/// How much the other rows speak for a block.
fn weight_of_rows(rows: &[Row]) -> usize {
    let is_marked = rows.iter().any(|row| marker(&row.text).is_some());
    let is_service = |link: &str| !matches!(kind(link), LinkKind::Other | LinkKind::Mail);
    let links = rows.iter().flat_map(|row| &row.links);
    8 * usize::from(is_marked) + 4 * links.filter(|link| is_service(&link.href)).take(2).count()
}
