//! Reads what the rows of a block say.

use std::cell::LazyCell;
use std::sync::LazyLock;

use regex::Regex;

use super::invitation::{Branding, ConferenceId, DialInNumber, Invitation, MeetingKind, PhoneAccess};
use super::language::{Language, Texts};
use super::link::{JoinUrl, LinkKind, kind, original_url, safe_url};
use super::marks::{marker, run};
use super::row::{Link, Role, Row};
use super::service::Provider;

#[allow(clippy::unwrap_used, reason = "patterns are constants, read by every test")]
mod patterns {
    use super::{LazyLock, Regex};

    /// A label, a colon (ASCII or full-width), digits, perhaps a remark in parentheses.
    pub(super) static CONFERENCE_ID: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?::|：) ?([0-9][0-9 ]{0,24}[0-9]|[0-9])#?(?: ?\([^()]*\))?$").unwrap()
    });
    /// A telephone number with a plus, or with parentheses or hyphens, at the start of a row or after a label.
    /// Parentheses with anything but groups of digits are a remark behind it.
    pub(super) static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:[^0-9+(]{0,40}(?::|：) ?)?((?:\+[0-9]|\([0-9]{1,5}\)|[0-9]{1,5}-)(?:[0-9 ./-]|\([0-9 .-]*\)){4,24}[0-9])",
        )
        .unwrap()
    });
    /// Text in parentheses and what follows.
    pub(super) static REGION: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^ ?\(([^()]*)\) ?(.*)$").unwrap());
}

/// What the rows of one block say, once their roles are known.
pub(crate) fn read(
    provider: Provider,
    join_url: &JoinUrl,
    rows: &[Row],
    roles: &[Option<Role>],
) -> Invitation {
    let with =
        |role: Role| rows.iter().zip(roles).filter(move |(_, is)| **is == Some(role)).map(|(row, _)| row);
    let numbers: Vec<DialInNumber> = with(Role::Number).filter_map(number).collect();
    let conference_id = with(Role::ConferenceId).find_map(conference_id);
    let links = |wanted: Role| with(wanted).flat_map(|row| &row.links);
    let target = |link: &Link| original_url(&link.href);
    let directory_url = links(Role::Directory).next().map(target);
    let mixed = || links(Role::Help).find(|link| kind(&link.href) == LinkKind::Directory).map(target);
    let phone =
        (!numbers.is_empty() || conference_id.is_some() || directory_url.is_some()).then(|| PhoneAccess {
            pin_url: pin(provider, links(Role::Directory).skip(1).chain(links(Role::Help)).collect()),
            conference_id,
            numbers,
            directory_url: directory_url.or_else(mixed),
        });
    let help_url = links(Role::Help).find(|link| kind(&link.href) == LinkKind::Help).map(target);
    Invitation {
        kind: match provider {
            Provider::Teams => MeetingKind::Teams,
            Provider::Hosted | Provider::Foreign => MeetingKind::Hosted,
            Provider::SkypeForBusiness | Provider::Lync | Provider::SkypeConsumer => {
                MeetingKind::SkypeForBusiness
            }
        },
        join_url: join_url.clone(),
        phone,
        branding: Branding { help_url, ..Branding::default() },
        shared_notes: shared_notes(rows, join_url),
    }
}

/// The PIN page: known by its target, and in Skype for Business the link beside help that is not help.
fn pin(provider: Provider, links: Vec<&Link>) -> Option<String> {
    let by_target = links.iter().find(|link| kind(&link.href) == LinkKind::Pin);
    let beside = links.iter().find(|link| match provider {
        Provider::Teams => false,
        Provider::Hosted => is_one_of(&PIN, &link.text),
        _ => matches!(kind(&link.href), LinkKind::Directory | LinkKind::Other),
    });
    by_target.or(beside).map(|link| original_url(&link.href))
}

/// What each row says; `opened` and `closed` tell whether the first and the last are separators.
pub(crate) fn roles(
    provider: Provider,
    join_url: &JoinUrl,
    rows: &[Row],
    opened: bool,
    closed: bool,
) -> Vec<Option<Role>> {
    let mut roles: Vec<Option<Role>> = Vec::with_capacity(rows.len());
    let mut above = Above::of(rows);
    for (index, row) in rows.iter().enumerate() {
        let role = match (index == 0 && opened, index + 1 == rows.len() && closed) {
            (true, _) => Some(Role::Opening),
            (_, true) => Some(Role::Closing),
            _ => role(provider, join_url, row, &above),
        };
        above.add(row, role);
        roles.push(role);
    }
    find_heading(provider, rows, &mut roles);
    find_branding(&mut roles);
    roles
}

/// What the rows above one say, as far as that tells what it says.
struct Above<'a> {
    /// The first row of each role.
    firsts: Vec<(Role, &'a Row)>,
    /// The role of the row right above.
    last: Option<Role>,
    /// Whether any row of the block, above or below, is something to dial.
    dialled: LazyCell<bool, Box<dyn FnOnce() -> bool + 'a>>,
}

impl<'a> Above<'a> {
    fn of(rows: &'a [Row]) -> Self {
        let dialled = || rows.iter().any(|row| number_text(row).is_some() || conference_id(row).is_some());
        Self { firsts: Vec::new(), last: None, dialled: LazyCell::new(Box::new(dialled)) }
    }

    fn add(&mut self, row: &'a Row, role: Option<Role>) {
        self.last = role;
        if let Some(role) = role.filter(|role| self.first(*role).is_none()) {
            self.firsts.push((role, row));
        }
    }

    fn first(&self, role: Role) -> Option<&'a Row> {
        self.firsts.iter().find(|(is, _)| *is == role).map(|(_, row)| *row)
    }
}

fn role(provider: Provider, join_url: &JoinUrl, row: &Row, above: &Above<'_>) -> Option<Role> {
    let seen = |role: Role| above.first(role).is_some();
    let teams = provider == Provider::Teams;
    if marker(&row.text).is_some() {
        Some(Role::Marker)
    } else if row.rule || run(row).is_some_and(|(_, length)| length >= 20) {
        teams.then_some(Role::InnerRule)
    } else if shows_join(row, join_url) {
        join_role(seen(Role::Join), seen(Role::WebApp), teams)
    } else if !seen(Role::Join) {
        // Above the join link Teams says its name; in other blocks a line there is somebody's.
        let own = row.links.iter().all(|link| kind(&link.href) == LinkKind::Help);
        (teams && own).then_some(Role::Title)
    } else if conference_id(row).is_some() && (!teams || seen(Role::Number)) {
        (!seen(Role::ConferenceId) || same_id(row, above)).then_some(Role::ConferenceId)
    } else if number_text(row).is_some() {
        Some(Role::Number)
    } else if teams && row.links.is_empty() && is_meeting_id(above.last, row) {
        Some(Role::MeetingId)
    } else {
        link_role(provider, row, above)
    }
}

fn join_role(joined: bool, web_app: bool, teams: bool) -> Option<Role> {
    match (joined, web_app) {
        (false, _) => Some(Role::Join),
        (true, false) if !teams => Some(Role::WebApp),
        // Shown once more: somebody wrote it there, or Teams as its reference.
        _ => teams.then_some(Role::Help),
    }
}

/// Some organizations show the conference ID a second time.
fn same_id(row: &Row, above: &Above<'_>) -> bool {
    above.first(Role::ConferenceId).and_then(conference_id) == conference_id(row)
}

/// `Meeting ID: 259 691 972 043` and `Passcode: x`: label and value, right below the join link.
fn is_meeting_id(above: Option<Role>, row: &Row) -> bool {
    let labelled = row.text.contains([':', '：']);
    labelled && matches!(above, Some(Role::Join | Role::MeetingId))
}

fn link_role(provider: Provider, row: &Row, above: &Above<'_>) -> Option<Role> {
    let seen = |role: Role| above.first(role).is_some();
    let kinds: Vec<LinkKind> = row.links.iter().map(|link| kind(&link.href)).collect();
    let has = |wanted: LinkKind| kinds.contains(&wanted);
    if has(LinkKind::Video) {
        return Some(Role::Video);
    }
    if has(LinkKind::Help) || has(LinkKind::Options) {
        return Some(Role::Help);
    }
    // Only Redial writes a third-party bridge's blocks, so their links are known by its words.
    let is_own = |link: &Link| is_one_of(&PIN, &link.text) || is_one_of(&HELP, &link.text);
    if provider == Provider::Hosted && row.links.iter().any(is_own) {
        return Some(Role::Help);
    }
    let again = above.first(Role::Directory).is_some_and(|known| {
        known.links.first().is_some_and(|first| row.links.iter().any(|link| link.href == first.href))
    });
    if again || has(LinkKind::Pin) && !has(LinkKind::Directory) {
        return Some(Role::Help);
    }
    if has(LinkKind::Directory) {
        return Some(Role::Directory);
    }
    // A provider's own directory is known only by its place, beside something to dial.
    let placed =
        provider != Provider::Teams && !seen(Role::Directory) && !seen(Role::ConferenceId) && *above.dialled;
    matches!(row.links.as_slice(), [link] if placed && kinds == [LinkKind::Other] && row.text == link.text)
        .then_some(Role::Directory)
}

/// The heading has no structure of its own: the one line of plain text above the phone rows, or, where
/// there are several, the one whose words we know.
fn find_heading(provider: Provider, rows: &[Row], roles: &mut [Option<Role>]) {
    let is_phone = |role: &Option<Role>| matches!(role, Some(Role::Number | Role::Directory));
    let Some(phone) = roles.iter().position(is_phone) else { return };
    let above = roles.iter().take(phone).rposition(Option::is_some).map_or(0, |index| index + 1);
    let plain = |index: &usize| rows.get(*index).is_some_and(|row| row.links.is_empty() && !row.image);
    let candidates: Vec<usize> = (above..phone).filter(plain).collect();
    let heading = match candidates.as_slice() {
        [only] => Some(*only),
        several => several
            .iter()
            .copied()
            .find(|&index| rows.get(index).is_some_and(|row| is_one_of(&HEADINGS, &row.text))),
    };
    if let Some(role) = heading.and_then(|index| roles.get_mut(index)) {
        *role = Some(Role::PhoneHeading);
    }
    // Skype for Business 2015 has a sentence where later builds link to the web app.
    let join = roles.iter().position(|role| *role == Some(Role::Join));
    if provider == Provider::SkypeForBusiness
        && !roles.contains(&Some(Role::WebApp))
        && let Some(below) =
            join.map(|join| join + 1).filter(|below| heading.is_some_and(|heading| *below < heading))
        && let Some(role @ None) = roles.get_mut(below)
    {
        *role = Some(Role::WebApp);
    }
}

static HEADINGS: LazyLock<Vec<String>> = LazyLock::new(|| texts("join-by-phone"));
static TOLL_FREE: LazyLock<Vec<String>> = LazyLock::new(|| texts("toll-free"));
static PIN: LazyLock<Vec<String>> = LazyLock::new(|| texts("forgot-pin"));
static HELP: LazyLock<Vec<String>> = LazyLock::new(|| texts("help"));

fn texts(key: &str) -> Vec<String> {
    Language::ALL.iter().map(|&language| Texts::new(language).get(key).to_lowercase()).collect()
}

fn is_one_of(texts: &[String], text: &str) -> bool {
    texts.contains(&text.to_lowercase())
}

/// Below the help links and above the marker the organization's own lines stand.
fn find_branding(roles: &mut [Option<Role>]) {
    let help = roles.iter().rposition(|role| *role == Some(Role::Help));
    let marker = roles.iter().position(|role| *role == Some(Role::Marker));
    let (Some(help), Some(marker)) = (help, marker) else { return };
    for role in roles.iter_mut().take(marker).skip(help + 1).filter(|role| role.is_none()) {
        *role = Some(Role::Branding);
    }
}

fn shows_join(row: &Row, join_url: &JoinUrl) -> bool {
    row.links.iter().filter_map(|link| JoinUrl::new(&link.href)).any(|url| url.agrees_with(join_url))
}

/// The conference ID a row shows after a label.
pub(crate) fn conference_id(row: &Row) -> Option<ConferenceId> {
    // The pattern is slow to say no.
    let may_end = |end: char| end.is_ascii_digit() || matches!(end, '#' | ')');
    // A link whose end tag is lost goes on through rows that are none.
    let is_label = |link: &Link| link.text != row.text || kind(&link.href) == LinkKind::Telephone;
    if !row.text.ends_with(may_end) || row.links.iter().any(is_label) {
        return None;
    }
    let digits = patterns::CONFERENCE_ID.captures(&row.text)?.get(1)?;
    ConferenceId::new(digits.as_str())
}

/// The telephone number in a row, as people read it.
pub(crate) fn number_text(row: &Row) -> Option<&str> {
    let may_begin = |begin: char| begin.is_ascii_digit() || matches!(begin, '+' | '(');
    let may_show = row.text.starts_with(may_begin) || row.text.contains([':', '：']);
    let shown =
        may_show.then(|| patterns::NUMBER.captures(&row.text)).flatten().and_then(|found| found.get(1));
    let link = row.links.iter().find(|link| kind(&link.href) == LinkKind::Telephone);
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    match (link, shown) {
        (_, Some(shown)) => Some(shown.as_str()),
        (Some(link), None) if digits(&link.text) >= 5 => Some(&link.text),
        (Some(link), None) => link.href.get("tel:".len()..),
        (None, None) => None,
    }
}

/// The dial-in number a row shows.
fn number(row: &Row) -> Option<DialInNumber> {
    let number = number_text(row)?;
    let (label, rest) = row.text.split_once(number).unwrap_or(("", ""));
    let rest = rest.trim_start_matches(|c: char| matches!(c, ',' | '#' | ' ') || c.is_ascii_digit());
    let (region, languages) = match patterns::REGION.captures(rest) {
        Some(found) => {
            let part = |index: usize| found.get(index).map_or("", |part| part.as_str()).trim().to_owned();
            (part(1), part(2))
        }
        None => (rest.trim().to_owned(), String::new()),
    };
    let label = label.trim().to_lowercase();
    Some(DialInNumber {
        number: number.to_owned(),
        region,
        languages,
        toll_free: !label.is_empty() && TOLL_FREE.contains(&label),
    })
}

/// The link beside the bookmark of the shared notes.
fn shared_notes(rows: &[Row], join_url: &JoinUrl) -> Option<String> {
    let row = rows.iter().find(|row| row.anchors.iter().any(|name| name == "OutSharedNoteLink"))?;
    let joins = |link: &Link| JoinUrl::new(&link.href).is_some_and(|url| url.agrees_with(join_url));
    row.links.iter().find(|link| !joins(link) && safe_url(&link.href).is_some()).map(|link| link.href.clone())
}
