//! Reads what the rows of a block say.

use crate::html::{Link, Row, is_colon};
use crate::link::{JoinUrl, LinkKind, kind, original_url, safe_url};

use super::directory::is_directory;
use super::invitation::{Branding, DialInNumber, Invitation, MeetingKind, PhoneAccess};
use super::marks::marker;
use super::phone_part::{PhoneRole, phone_roles};
use super::phone_row::PhoneRow;
use super::role::Role;
use super::service::{Provider, join_link};
use super::wording::Wording;

/// What the rows of one block say, once their roles are known.
pub(crate) fn read(
    provider: Provider,
    join_url: &JoinUrl,
    rows: &[Row],
    roles: &[Option<Role>],
) -> Invitation {
    let with =
        |role: Role| rows.iter().zip(roles).filter(move |(_, is)| **is == Some(role)).map(|(row, _)| row);
    let numbers: Vec<DialInNumber> =
        with(Role::Number).filter_map(|row| Some(PhoneRow::read(row)?.dial_in_number())).collect();
    let conference_id = with(Role::ConferenceId).find_map(|row| Some(PhoneRow::read(row)?.id()?.0));
    let links = |wanted: Role| with(wanted).flat_map(|row| &row.links);
    let target = |link: &Link| original_url(&link.href);
    let directory_url = links(Role::Directory).next().map(target);
    // Beside the help of other services, a page of the bridge's is where the PIN is reset.
    let mixed = || {
        let mut links = links(Role::Help).filter(|_| provider == Provider::Teams);
        links.find(|link| kind(&link.href) == LinkKind::Directory).map(target)
    };
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

/// The PIN page: known by its target or by our words, and in Skype for Business the link beside help that is not help.
fn pin(provider: Provider, links: Vec<&Link>) -> Option<String> {
    let by_target = links.iter().find(|link| kind(&link.href) == LinkKind::Pin);
    let by_words = || links.iter().find(|link| provider != Provider::Teams && Wording::Pin.is(&link.text));
    let is_beside = |link: &&&Link| match provider {
        Provider::Teams | Provider::Hosted => false,
        _ => {
            matches!(kind(&link.href), LinkKind::Directory | LinkKind::Other) && !Wording::Help.is(&link.text)
        }
    };
    by_target.or_else(by_words).or_else(|| links.iter().find(is_beside)).map(|link| original_url(&link.href))
}

/// What each row of a block says, read from the first on.
pub(crate) struct Reading<'r> {
    provider: Provider,
    join_url: &'r JoinUrl,
    rows: &'r [Row],
    phone: Vec<Option<PhoneRole>>,
    known: Option<&'r PhoneAccess>,
    /// Whether a link tells by its address that it is the directory.
    has_directory: bool,
    /// What was seen so far.
    seen: Vec<Role>,
    directory: Option<&'r Row>,
    roles: Vec<Option<Role>>,
}

/// What each row says; `opened` and `closed` tell whether the first and the last are separators, `known` what the
/// organizer's dial-in data says.
pub(crate) fn roles(
    provider: Provider,
    join_url: &JoinUrl,
    rows: &[Row],
    (opened, closed): (bool, bool),
    known: Option<&PhoneAccess>,
) -> Vec<Option<Role>> {
    let joined = rows.iter().position(|row| shows_join(row, join_url)).unwrap_or_default();
    let phone = phone_roles(provider, rows, joined, known);
    let has_directory = rows
        .iter()
        .flat_map(|row| &row.links)
        .any(|link| kind(&link.href) == LinkKind::Directory && is_directory(provider, join_url, link, known));
    let (seen, roles) = (Vec::new(), Vec::with_capacity(rows.len()));
    let mut reading =
        Reading { provider, join_url, rows, phone, known, has_directory, seen, directory: None, roles };
    for index in 0..rows.len() {
        let role = match (index == 0 && opened, index + 1 == rows.len() && closed) {
            (true, _) => Some(Role::Opening),
            (_, true) => Some(Role::Closing),
            _ => reading.role(index),
        };
        reading.take(index, role);
    }
    let mut roles = reading.roles;
    find_heading(provider, rows, &mut roles);
    find_branding(&mut roles);
    roles
}

impl<'r> Reading<'r> {
    fn take(&mut self, index: usize, role: Option<Role>) {
        if let Some(role) = role.filter(|role| !self.seen.contains(role)) {
            self.seen.push(role);
            if role == Role::Directory {
                self.directory = self.rows.get(index);
            }
        }
        self.roles.push(role);
    }

    fn has_seen(&self, role: Role) -> bool {
        self.seen.contains(&role)
    }

    fn role(&self, index: usize) -> Option<Role> {
        let row = self.rows.get(index)?;
        let teams = self.provider == Provider::Teams;
        if marker(&row.text).is_some() {
            Some(Role::Marker)
        } else if row.rule || row.run().is_some_and(|(_, length)| length >= 20) {
            teams.then_some(Role::InnerRule)
        } else if shows_join(row, self.join_url) {
            self.join_role()
        } else if !self.has_seen(Role::Join) {
            // Above the join link Teams says its name; in other blocks a line there is somebody's.
            let own = row.links.iter().all(|link| kind(&link.href) == LinkKind::Help);
            (teams && own).then_some(Role::Title)
        } else if let Some(phone) = self.phone.get(index).copied().flatten() {
            match phone {
                PhoneRole::Number => Some(Role::Number),
                PhoneRole::ConferenceId => Some(Role::ConferenceId),
                PhoneRole::Unclear => Some(Role::Unclear),
                PhoneRole::Own => None,
            }
        } else if teams && row.links.is_empty() && self.is_meeting_id(row) {
            Some(Role::MeetingId)
        } else {
            self.link_role(row)
        }
    }

    fn join_role(&self) -> Option<Role> {
        let teams = self.provider == Provider::Teams;
        match (self.has_seen(Role::Join), self.has_seen(Role::WebApp)) {
            (false, _) => Some(Role::Join),
            (true, false) if !teams => Some(Role::WebApp),
            // Shown once more: somebody wrote it there, or Teams as its reference.
            _ => teams.then_some(Role::Help),
        }
    }

    /// `Meeting ID: 259 691 972 043` and `Passcode: x`: label and value, right below the join link.
    fn is_meeting_id(&self, row: &Row) -> bool {
        row.text.contains(is_colon) && matches!(self.roles.last(), Some(Some(Role::Join | Role::MeetingId)))
    }

    fn link_role(&self, row: &Row) -> Option<Role> {
        let is_own_page = |link: &&Link| is_directory(self.provider, self.join_url, link, self.known);
        let kinds: Vec<LinkKind> = row.links.iter().map(|link| kind(&link.href)).collect();
        let has = |wanted: LinkKind| kinds.contains(&wanted);
        if has(LinkKind::Video) {
            return Some(Role::Video);
        }
        if has(LinkKind::Help) || has(LinkKind::Options) {
            return Some(Role::Help);
        }
        // Pages of an organization's own are known by our words, or by standing together below the conference ID.
        let is_own = |link: &Link| Wording::Pin.is(&link.text) || Wording::Help.is(&link.text);
        let leads_elsewhere = || row.links.iter().any(|link| join_link(&link.href, &[]).is_some());
        let stands_below = self.has_seen(Role::ConferenceId) && row.links.len() > 1 && !leads_elsewhere();
        if self.provider != Provider::Teams && (stands_below || row.links.iter().any(is_own)) {
            return Some(Role::Help);
        }
        let again = self.directory.is_some_and(|known| {
            known.links.first().is_some_and(|first| row.links.iter().any(|link| link.href == first.href))
        });
        if again || has(LinkKind::Pin) && !has(LinkKind::Directory) {
            return Some(Role::Help);
        }
        let mut directories = row.links.iter().filter(|link| kind(&link.href) == LinkKind::Directory);
        if directories.any(|link| is_own_page(&link)) {
            return Some(Role::Directory);
        }
        // A provider's own directory is known only by its place, below what is dialled or above the conference ID.
        let is_above_id = self.phone.get(self.roles.len() + 1) == Some(&Some(PhoneRole::ConferenceId));
        let placed = self.provider != Provider::Teams
            && !self.has_directory
            && !self.has_seen(Role::Directory)
            && !self.has_seen(Role::ConferenceId)
            && (self.has_seen(Role::Number) || is_above_id);
        matches!(row.links.as_slice(), [link] if placed && *row.text == *link.text && is_own_page(&link))
            .then_some(Role::Directory)
    }
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
            .find(|&index| rows.get(index).is_some_and(|row| Wording::PhoneHeading.is(&row.text))),
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

/// The link beside the bookmark of the shared notes.
fn shared_notes(rows: &[Row], join_url: &JoinUrl) -> Option<String> {
    let row = rows.iter().find(|row| row.anchors.iter().any(|name| name == "OutSharedNoteLink"))?;
    let joins = |link: &Link| JoinUrl::new(&link.href).is_some_and(|url| url.agrees_with(join_url));
    row.links
        .iter()
        .find(|link| !joins(link) && safe_url(&link.href).is_some())
        .map(|link| link.href.to_string())
}
