//! Reads what the rows of a block say.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::html::Document;
use super::invitation::{Branding, ConferenceId, DialInNumber, Invitation, MeetingKind, PhoneAccess};
use super::language::{Language, Texts};
use super::link::{JoinUrl, original_url, safe_url};
use super::recognise::{InfoBlock, Provider};
use super::row::{Link, Role, Row};

/// What was read from a block's rows.
pub(crate) struct Reading {
    pub(crate) roles: Vec<Option<Role>>,
    pub(crate) invitation: Invitation,
    pub(crate) language: Option<Language>,
}

#[allow(clippy::unwrap_used, reason = "patterns are constants, read by every test")]
mod patterns {
    use super::{LazyLock, Regex};

    /// `[!OC([1033])!]`: the LCID in decimal, or in hexadecimal with a leading zero or a letter.
    pub(super) static MARKER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\[!OC\(\[([0-9A-Fa-f]{4})\]\)!\]").unwrap());
    /// A label, a colon (ASCII or full-width), digits.
    pub(super) static CONFERENCE_ID: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("(?::|：) ?([0-9][0-9 ]{0,24})#?$").unwrap());
    /// A telephone number as shown, at the start of a row or after a label.
    pub(super) static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:[^0-9+(]{0,40}: ?)?(\+?[0-9(][0-9 ()./-]{5,24}[0-9])").unwrap());
    /// Text in parentheses and what follows.
    pub(super) static REGION: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\(([^()]*)\) ?(.*)$").unwrap());
    /// The parameters in which help links carry a language.
    pub(super) static LINK_LANGUAGE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[?&](clid|ui|omkt|language)=([A-Za-z0-9-]+)").unwrap());
}

/// Reads the rows of one block; `opened` and `closed` tell whether the first and last are separators.
pub(crate) fn read(
    provider: Provider,
    join_url: &JoinUrl,
    rows: &[Row],
    opened: bool,
    closed: bool,
) -> Reading {
    let roles = roles(join_url, rows, opened, closed);
    let with =
        |role: Role| rows.iter().zip(&roles).filter(move |(_, is)| **is == Some(role)).map(|(row, _)| row);
    let numbers: Vec<DialInNumber> = with(Role::Number).filter_map(number).collect();
    let conference_id = with(Role::ConferenceId).find_map(|row| conference_id(&row.text));
    let directory_url =
        with(Role::Directory).find_map(|row| row.links.first()).map(|link| original_url(&link.href));
    let phone =
        (!numbers.is_empty() || conference_id.is_some() || directory_url.is_some()).then(|| PhoneAccess {
            conference_id,
            numbers,
            directory_url,
            pin_url: with(Role::Help)
                .flat_map(|row| &row.links)
                .find(|link| !is_help(link))
                .map(|link| original_url(&link.href)),
        });
    let branding = Branding {
        help_url: with(Role::Help)
            .flat_map(|row| &row.links)
            .find(|link| is_help(link))
            .map(|link| original_url(&link.href)),
        ..Branding::default()
    };
    let kind = match provider {
        Provider::SkypeForBusiness => MeetingKind::SkypeForBusiness,
        Provider::Teams => MeetingKind::Teams,
        Provider::Foreign => MeetingKind::Hosted,
    };
    let invitation = Invitation {
        kind,
        join_url: join_url.clone(),
        phone,
        branding,
        shared_notes: shared_notes(rows, join_url),
    };
    Reading { language: language(rows, &roles), roles, invitation }
}

/// The language a hidden marker names; `None` within: a marker of a language that is not ours.
pub(crate) fn marker_language(text: &str) -> Option<Option<Language>> {
    let code = patterns::MARKER.captures(text)?.get(1)?.as_str();
    let hexadecimal = code.starts_with('0') || code.bytes().any(|b| b.is_ascii_alphabetic());
    let lcid = u16::from_str_radix(code, if hexadecimal { 16 } else { 10 }).ok()?;
    Some(Language::from_lcid(lcid))
}

/// The visible rows of a block, one a line, white space normalised: what an edit changes.
pub fn visible_text(document: &Document<'_>, block: &InfoBlock) -> String {
    let rows = document.rows().get(block.rows.clone()).unwrap_or_default();
    rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn roles(join_url: &JoinUrl, rows: &[Row], opened: bool, closed: bool) -> Vec<Option<Role>> {
    let mut roles: Vec<Option<Role>> = Vec::with_capacity(rows.len());
    let mut directory: Option<String> = None;
    for (index, row) in rows.iter().enumerate() {
        let seen = |role: Role| roles.contains(&Some(role));
        let role = if index == 0 && opened {
            Some(Role::Opening)
        } else if index + 1 == rows.len() && closed {
            Some(Role::Closing)
        } else if marker_language(&row.text).is_some() {
            Some(Role::Marker)
        } else if shows_join(row, join_url) {
            match (seen(Role::Join), seen(Role::WebApp)) {
                (false, _) => Some(Role::Join),
                (true, false) => Some(Role::WebApp),
                // Shown once more: somebody wrote it there.
                (true, true) => None,
            }
        } else if row.links.is_empty() && conference_id(&row.text).is_some() {
            Some(Role::ConferenceId)
        } else if row.links.iter().any(is_tel) || patterns::NUMBER.is_match(&row.text) {
            Some(Role::Number)
        } else if row.links.iter().any(|link| is_help(link) || Some(&link.href) == directory.as_ref()) {
            Some(Role::Help)
        } else if let [link] = row.links.as_slice()
            && seen(Role::Join)
            && !seen(Role::ConferenceId)
            && !seen(Role::Directory)
            && row.text == link.text
        {
            directory = Some(link.href.clone());
            Some(Role::Directory)
        } else {
            None
        };
        roles.push(role);
    }
    find_heading(rows, &mut roles);
    roles
}

/// The heading has no structure of its own: the one line of plain text above the phone rows, or, where
/// there are several, the one whose words we know.
fn find_heading(rows: &[Row], roles: &mut [Option<Role>]) {
    let Some(phone) = roles.iter().position(|role| matches!(role, Some(Role::Number | Role::Directory)))
    else {
        return;
    };
    let above = roles
        .iter()
        .take(phone)
        .rposition(|role| matches!(role, Some(Role::Join | Role::WebApp)))
        .map_or(0, |index| index + 1);
    let plain = |index: &usize| rows.get(*index).is_some_and(|row| row.links.is_empty() && !row.image);
    let candidates: Vec<usize> = (above..phone).filter(plain).collect();
    let heading = match candidates.as_slice() {
        [only] => Some(*only),
        several => {
            several.iter().copied().find(|&index| rows.get(index).is_some_and(|row| is_heading(&row.text)))
        }
    };
    if let Some(role) = heading.and_then(|index| roles.get_mut(index)) {
        *role = Some(Role::PhoneHeading);
    }
}

fn is_heading(text: &str) -> bool {
    Language::ALL
        .iter()
        .any(|&language| Texts::new(language).get("join-by-phone").to_lowercase() == text.to_lowercase())
}

fn shows_join(row: &Row, join_url: &JoinUrl) -> bool {
    row.links.iter().filter_map(|link| JoinUrl::new(&link.href)).any(|url| url.agrees_with(join_url))
}

fn is_tel(link: &Link) -> bool {
    link.href.to_ascii_lowercase().starts_with("tel:")
}

/// Microsoft's help pages of Lync and Skype for Business.
fn is_help(link: &Link) -> bool {
    let url = original_url(&link.href).to_ascii_lowercase();
    [
        "officeredir.microsoft.com",
        "r.office.microsoft.com",
        "go.microsoft.com/fwlink",
        "support.office.com",
        "support.microsoft.com",
    ]
    .iter()
    .any(|host| url.contains(host))
}

fn conference_id(text: &str) -> Option<ConferenceId> {
    let digits = patterns::CONFERENCE_ID.captures(text)?.get(1)?;
    ConferenceId::new(digits.as_str())
}

fn number(row: &Row) -> Option<DialInNumber> {
    let shown = patterns::NUMBER.captures(&row.text).and_then(|found| found.get(1));
    let link = row.links.iter().find(|link| is_tel(link));
    let number = match (link, shown) {
        (Some(link), _) if link.text.bytes().any(|b| b.is_ascii_digit()) => link.text.clone(),
        (_, Some(shown)) => shown.as_str().to_owned(),
        (Some(link), None) => link.href.get("tel:".len()..)?.to_owned(),
        (None, None) => return None,
    };
    let after: Range<usize> = row.text.find(&number).map_or(0, |at| at + number.len())..row.text.len();
    let rest = row.text.get(after).unwrap_or_default();
    let (region, languages) = patterns::REGION.captures(rest).map_or_else(Default::default, |found| {
        let part = |index: usize| found.get(index).map_or("", |m| m.as_str()).trim().to_owned();
        (part(1), part(2))
    });
    let label = row.text.split(&number).next().unwrap_or_default().to_lowercase();
    let toll_free = Language::ALL.iter().any(|&language| {
        let text = Texts::new(language).get("toll-free").to_lowercase();
        !label.is_empty() && label.trim() == text.trim()
    });
    Some(DialInNumber { number, region, languages, toll_free })
}

/// The link beside the bookmark of the shared notes.
fn shared_notes(rows: &[Row], join_url: &JoinUrl) -> Option<String> {
    let row = rows.iter().find(|row| row.anchors.iter().any(|name| name == "OutSharedNoteLink"))?;
    let joins = |link: &Link| JoinUrl::new(&link.href).is_some_and(|url| url.agrees_with(join_url));
    row.links.iter().find(|link| !joins(link) && safe_url(&link.href).is_some()).map(|link| link.href.clone())
}

/// By marker, by the parameters of help links, by the words of English and Swedish, in that order.
fn language(rows: &[Row], roles: &[Option<Role>]) -> Option<Language> {
    if let Some(marked) = rows.iter().find_map(|row| marker_language(&row.text)) {
        return marked;
    }
    let in_link = |link: &Link| {
        let url = original_url(&link.href);
        let found = patterns::LINK_LANGUAGE.captures(&url)?;
        let value = found.get(2)?.as_str();
        match found.get(1)?.as_str() {
            "clid" => value.parse().ok().and_then(Language::from_lcid),
            _ => Language::closest(value),
        }
    };
    if let Some(found) = rows.iter().flat_map(|row| &row.links).find_map(in_link) {
        return Some(found);
    }
    let join =
        rows.iter().zip(roles).find(|(_, role)| **role == Some(Role::Join)).map(|(row, _)| &row.text)?;
    [Language::English, Language::Swedish]
        .into_iter()
        .find(|&language| join.contains(&Texts::new(language).get("join")))
}
